//! Learned evidence: a linear-chain model over the words of a sentence.
//!
//! Features are hashed class bytes, dictionary covers, counts of names in buckets, affixes and
//! neighbouring words ([`features`]); weights are one byte each, trained offline by
//! `examples/train.rs` ([`crate::training`]) from the repository's own marked articles and stored
//! in the image.
//!
//! The speed rests on three things. Half of all words are decided without the model
//! ([`is_decided`]), and they cut a sentence into short runs that are read apart. Weights are kept
//! relative to those of the label outside, so that a feature's row is eight bytes, one load. Scores
//! are eight `i16`: the compiler adds a row, and steps from a label to all others, in a few vector
//! instructions ([`chain`]).

pub(crate) mod chain;
pub(crate) mod features;

use crate::context::{Context, Cover};
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::Token;
use features::Sight;

/// Labels: outside, then first and later word of each kind in [`crate::EntityKind`]'s order.
pub(crate) const LABELS: usize = 1 + NAMED;
/// Labels but for the first.
pub(crate) const NAMED: usize = 8;
/// Outside any mention.
pub(crate) const OUTSIDE: u8 = 0;
/// The label before a sentence's first word.
pub(crate) const START: usize = LABELS;

/// First word of a mention of a kind.
pub(crate) fn first_of(kind: u8) -> u8 {
    1 + 2 * kind
}

/// Whether `label` may follow `before`: a later word only after a word of the same mention.
pub(crate) fn may_follow(before: usize, label: usize) -> bool {
    label == usize::from(OUTSIDE)
        || label % 2 == 1
        || before != START && (before == label || before + 1 == label)
}

/// Scores of a word's labels but the first, less the score of the label outside.
pub(crate) type Row = [i16; NAMED];

/// Token ranges of the mentions of one kind in labels.
pub(crate) fn mentions<T>(
    labels: &[T],
    label: impl Fn(&T) -> u8,
    kind: u8,
) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += labels
            .get(at..)?
            .iter()
            .position(|l| label(l) == first_of(kind))?;
        let first = at;
        let later = labels[first + 1..].iter();
        let goes_on = |l: &&T| label(l) == first_of(kind) + 1;
        at += 1 + later.take_while(goes_on).count();
        Some((first, at))
    })
}

/// Weights in the image: transitions (`LABELS + 1` rows of `LABELS`, `i16`), then per feature one
/// `i8` per label but the first, and a last `u16`: what a weight is divided by before the logistic
/// function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'i> {
    weights: &'i [[u8; NAMED]],
}

/// Bytes of the transitions.
const TRANSITIONS: usize = (LABELS + 1) * LABELS * 2;
pub(crate) const MODEL_BYTES: usize = TRANSITIONS + features::COUNT * NAMED + 2;

impl<'i> Model<'i> {
    /// Reads a model in place; `None` if the image has none.
    pub(crate) fn new(bytes: &'i [u8]) -> Option<Model<'i>> {
        if bytes.len() != MODEL_BYTES {
            return None;
        }
        Some(Model {
            weights: bytes[TRANSITIONS..MODEL_BYTES - 2].as_chunks().0,
        })
    }

    /// Scores a word by everything but the article's memory.
    #[inline]
    pub(crate) fn score(&self, sights: &[Sight], at: usize) -> Row {
        let mut row = [0; NAMED];
        features::of_word(sights, at, |_, feature| self.add(&mut row, feature, 1));
        row
    }

    /// Adds, or with `sign` -1 takes away, what the article's memory says of a word.
    #[inline]
    pub(crate) fn remember(
        &self,
        sights: &[Sight],
        memory: &[u8],
        at: usize,
        sign: i16,
        row: &mut Row,
    ) {
        features::of_memory(sights, memory, at, |_, feature| {
            self.add(row, feature, sign);
        });
    }

    #[inline(always)]
    fn add(&self, row: &mut Row, feature: u32, sign: i16) {
        // Two dozen features of a byte each: far from the ends of `i16`.
        if let Some(weights) = self.weights.get(feature as usize) {
            for (score, weight) in row.iter_mut().zip(weights) {
                *score += sign * i16::from(*weight as i8);
            }
        }
    }
}

/// Whether a word is outside any mention without asking the model: a mark, or a word of the
/// language that is in no dictionary form, no title and no list of names.
pub(crate) fn is_decided(tokens: &[Token], context: &Context, at: usize) -> bool {
    let token = &tokens[at];
    if context.covers[at] != [Cover::None; 3] || context.in_title[at] != 0 {
        return false;
    }
    let facts = &token.facts;
    match token.kind {
        WordKind::Punctuation => !matches!(token.mark, b'.' | b'-' | b'(' | b')' | b',' | b'"'),
        WordKind::Number => false,
        _ if token.is(CLOSED) => !(token.is(class::LETTER) && is_initial(tokens, at)),
        _ => {
            facts.given == 0
                && facts.surname == 0
                && facts.middle == 0
                && facts.classes & !class::FEMALE != 0
                && !token.is(PARTS)
        }
    }
}

/// Classes of words that are in no name.
const CLOSED: u64 =
    class::GENITIVE | class::ERGATIVE | class::LOCATIVE | class::COPULA | class::RELATIVE;

/// Classes of words that are in names, and are words of the language besides.
const PARTS: u64 = class::LETTER
    | class::PLACE_HEAD
    | class::PLACE_SUFFIX
    | class::NAME_MIDDLE
    | class::TITLE_OF_NAME
    | class::DIRECTION
    | class::WARD
    | class::PARTY_HEAD
    | class::SEAT;

/// `के एस पुट्टास्वामी`: के before another letter may be an initial.
fn is_initial(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|next| next.is(class::LETTER) || next.mark == b'.')
}
