//! Learned evidence: a linear-chain model over the words of a sentence.
//!
//! Features are hashed class bytes, dictionary covers, counts of names in buckets, affixes and
//! neighbouring words; weights are one byte each, trained offline by `examples/train.rs`
//! ([`crate::training`]) from the repository's own marked articles and stored in the image.
//! Most words of a sentence are decided without the model (see [`decided`]): closed-class words that
//! no dictionary entry covers.

use crate::context::{Context, Cover};
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::{Token, Tokens};

/// Labels: outside, then first and later word of each kind in [`crate::EntityKind`]'s order.
pub(crate) const LABELS: usize = 9;
/// Outside any mention.
pub(crate) const OUTSIDE: u8 = 0;

/// First word of a mention of a kind.
pub(crate) fn first_of(kind: u8) -> u8 {
    1 + 2 * kind
}

/// Whether `label` may follow `before`: a later word only after a word of the same mention.
#[inline]
pub(crate) fn may_follow(before: u8, label: u8) -> bool {
    label == OUTSIDE || label % 2 == 1 || before == label || before + 1 == label
}

/// Hashed features: as many as a megabyte of weights holds.
pub(crate) const FEATURES: usize = 110_000;
/// The label before a sentence's first word.
pub(crate) const START: usize = LABELS;

/// Weights in the image: transitions (`LABELS + 1` rows of `LABELS`, `i16`), then per feature one
/// `i8` per label, and a last `u16`: what a weight is divided by before the logistic function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model<'i> {
    transitions: &'i [u8],
    weights: &'i [u8],
    scale: f32,
}

const TRANSITIONS: usize = (LABELS + 1) * LABELS * 2;
pub(crate) const MODEL_BYTES: usize = TRANSITIONS + FEATURES * LABELS + 2;

impl<'i> Model<'i> {
    /// Reads a model in place; `None` if the image has none.
    pub(crate) fn new(bytes: &'i [u8]) -> Option<Model<'i>> {
        if bytes.len() != MODEL_BYTES {
            return None;
        }
        let (transitions, rest) = bytes.split_at(TRANSITIONS);
        let (weights, scale) = rest.split_at(FEATURES * LABELS);
        let scale = f32::from(u16::from_le_bytes([scale[0], scale[1]]).max(1));
        Some(Model {
            transitions,
            weights,
            scale,
        })
    }

    /// Transitions as factors; 0 where one label may not follow another.
    fn steps(&self) -> [[f32; LABELS]; LABELS + 1] {
        std::array::from_fn(|before| {
            std::array::from_fn(|label| {
                let allowed = before == START || may_follow(before as u8, label as u8);
                if allowed {
                    (self.transition(before, label) as f32 / self.scale).exp()
                } else {
                    0.0
                }
            })
        })
    }
}

/// What scores features: the image's model, or the trainer's.
pub(crate) trait Weights {
    /// Adds the weights of a feature to the scores of the labels.
    fn add(&self, feature: u32, scores: &mut [i32; LABELS]);
    /// The score of `label` after `before`.
    fn transition(&self, before: usize, label: usize) -> i32;
}

impl Weights for Model<'_> {
    #[inline]
    fn add(&self, feature: u32, scores: &mut [i32; LABELS]) {
        let at = feature as usize * LABELS;
        if let Some(weights) = self.weights.get(at..at + LABELS) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i32::from(*weight as i8);
            }
        }
    }

    #[inline]
    fn transition(&self, before: usize, label: usize) -> i32 {
        let at = (before * LABELS + label) * 2;
        match self.transitions.get(at..at + 2) {
            Some(two) => i32::from(i16::from_le_bytes([two[0], two[1]])),
            None => 0,
        }
    }
}

/// What the model sees of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sight {
    word: u32,
    class: u8,
    covers: u32,
    names: u32,
    shape: u32,
    suffix: [u32; 3],
    prefix: u32,
    joint: u32,
}

/// Reads a word's own features once; templates combine those of neighbours.
pub(crate) fn sight(tokens: &Tokens, context: &Context, text: &str, at: usize) -> Sight {
    let token = &tokens.all[at];
    let facts = token.facts;
    let [person, party, place] = context.covers[at].map(|cover| cover as u32);
    let title = u32::from(context.in_title[at]);
    let blocked = u32::from(context.blocked[at]);
    let covers = ((((person * 6 + party) * 6 + place) * 3 + title) * 3 + blocked) * 32
        + u32::from(context.slots[at] >> 1);
    let (given, surname) = (
        u32::from(facts.given.min(11)),
        u32::from(facts.surname.min(11)),
    );
    let (middle, count) = (u32::from(facts.middle.min(8)), u32::from(facts.count));
    // A name that running text has far more often than people bear it is an ordinary word.
    let names = ((given.div_ceil(2) * 7 + surname.div_ceil(2)) * 5 + middle.div_ceil(2)) * 8
        + count.div_ceil(3);
    let usual = facts.count >= 5 || facts.classes & !class::FEMALE != 0;
    let shape = (token.kind as u32) * 256 + u32::from(token.mark);
    let mut sight = Sight {
        word: if usual { token.hash as u32 | 1 } else { 0 },
        class: context.classes[at],
        covers,
        names,
        shape,
        joint: u32::from(token.spaced),
        ..Sight::default()
    };
    if token.kind == WordKind::Devanagari {
        let bytes = &text.as_bytes()[token.span.range()];
        let ending = |letters: usize| {
            let from = bytes.len().saturating_sub(3 * letters);
            mix(letters as u32, short_hash(&bytes[from..]))
        };
        sight.suffix = [ending(1), ending(2), ending(3)];
        sight.prefix = short_hash(&bytes[..bytes.len().min(6)]);
    }
    sight
}

fn short_hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

#[inline]
fn mix(a: u32, b: u32) -> u32 {
    (a.rotate_left(13) ^ b).wrapping_mul(0x9E37_79B1)
}

/// Names of the feature groups, for ablation.
pub(crate) const GROUPS: [&str; 7] = [
    "word",
    "neighbours",
    "class",
    "dictionary",
    "names",
    "affixes",
    "article",
];

/// Calls `emit` with (group, hashed feature) for the word `at` of a sentence's sights.
#[inline]
pub(crate) fn features(
    sights: &[Sight],
    memory: &[u8],
    at: usize,
    mut emit: impl FnMut(usize, u32),
) {
    const EDGE: Sight = Sight {
        word: 3,
        class: b'^',
        covers: 0,
        names: 0,
        shape: 1,
        suffix: [0; 3],
        prefix: 0,
        joint: 0,
    };
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| sights.get(at))
            .copied()
            .unwrap_or(EDGE)
    };
    let (a2, a1, o, b1, b2) = (near(-2), near(-1), near(0), near(1), near(2));
    let class = |sight: Sight| u32::from(sight.class);
    let mut template = 0u32;
    let mut put = |group: usize, value: u32| {
        template += 1;
        let hash = mix(mix(template, value), 0x85EB_CA6B);
        emit(group, ((u64::from(hash) * FEATURES as u64) >> 32) as u32);
    };
    put(0, 0);
    put(0, o.word);
    put(0, o.shape);
    put(1, a1.word);
    put(1, b1.word);
    put(1, mix(a1.word, o.word));
    put(1, mix(o.word, b1.word));
    put(1, mix(a2.word, a1.word));
    put(1, mix(b1.word, b2.word));
    put(1, a2.word);
    put(1, b2.word);
    put(2, class(o));
    put(2, class(a1));
    put(2, class(b1));
    put(2, class(a1) << 8 | class(o));
    put(2, class(o) << 8 | class(b1));
    put(2, class(a2) << 8 | class(a1));
    put(2, class(b1) << 8 | class(b2));
    put(2, class(a1) << 16 | class(o) << 8 | class(b1));
    put(2, class(near(-3)) << 16 | class(a2) << 8 | class(a1));
    put(2, class(b1) << 16 | class(b2) << 8 | class(near(3)));
    put(3, o.covers);
    put(3, a1.covers);
    put(3, b1.covers);
    put(3, mix(o.covers, class(b1)));
    put(3, mix(o.covers, class(a1)));
    put(3, mix(o.covers, b1.covers));
    put(3, mix(a1.covers, o.covers));
    put(3, mix(o.covers, o.word));
    put(3, mix(o.covers, mix(class(a1), class(b1))));
    put(4, o.names);
    put(4, a1.names);
    put(4, b1.names);
    put(4, mix(o.names, b1.names));
    put(4, mix(a1.names, o.names));
    put(4, mix(o.names, class(b1)));
    put(4, mix(o.names, class(a1)));
    put(4, mix(o.names, o.covers));
    put(5, o.suffix[0]);
    put(5, o.suffix[1]);
    put(5, o.suffix[2]);
    put(5, o.prefix);
    put(5, a1.suffix[1]);
    put(5, b1.suffix[1]);
    put(5, o.joint << 2 | b1.joint << 1);
    let remembered = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| memory.get(at))
            .copied()
            .unwrap_or(0)
    };
    put(6, u32::from(remembered(0)));
    put(6, mix(u32::from(remembered(0)), class(b1)));
    put(
        6,
        u32::from(remembered(0)) << 16 | u32::from(remembered(-1)) << 8 | u32::from(remembered(1)),
    );
    put(6, mix(u32::from(remembered(0)), o.covers));
}

/// Whether a word is outside any mention without asking the model: a closed-class or very common
/// word, or a mark, that no dictionary form covers and no name list holds.
pub(crate) fn decided(tokens: &[Token], context: &Context, at: usize) -> bool {
    let token = &tokens[at];
    let covered = context.covers[at] != [Cover::None; 3] || context.in_title[at] != 0;
    if covered {
        return false;
    }
    match token.kind {
        WordKind::Punctuation => !matches!(token.mark, b'.' | b'-' | b'(' | b')' | b','),
        _ => {
            let closed = class::GENITIVE
                | class::ERGATIVE
                | class::LOCATIVE
                | class::COPULA
                | class::RELATIVE;
            // `के एस पुट्टास्वामी`: के before another letter may be an initial.
            let initial = token.is(class::LETTER)
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is(class::LETTER) || next.mark == b'.');
            token.is(closed) && !initial
        }
    }
}

/// The best labels of a sentence, and their probabilities.
#[derive(Debug, Default)]
pub(crate) struct Viterbi {
    scores: Vec<[i32; LABELS]>,
    back: Vec<[u8; LABELS]>,
    best: Vec<[i32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
}

impl Viterbi {
    /// Scores every word of a sentence.
    pub(crate) fn score(
        &mut self,
        weights: &impl Weights,
        sights: &[Sight],
        memory: &[u8],
        decided: impl Fn(usize) -> bool,
    ) {
        self.scores.clear();
        for at in 0..sights.len() {
            let mut scores = [0; LABELS];
            if decided(at) {
                scores = [i32::MIN / 4; LABELS];
                scores[usize::from(OUTSIDE)] = 0;
            } else {
                features(sights, memory, at, |_, feature| {
                    weights.add(feature, &mut scores)
                });
            }
            self.scores.push(scores);
        }
    }

    /// The best labels under the transitions.
    pub(crate) fn decode(&mut self, weights: &impl Weights, labels: &mut Vec<u8>) {
        labels.clear();
        self.back.clear();
        self.best.clear();
        let Some(first) = self.scores.first() else {
            return;
        };
        let mut row = [0; LABELS];
        for label in 0..LABELS {
            let allowed = may_follow(OUTSIDE, label as u8);
            row[label] = if allowed {
                first[label] + weights.transition(START, label)
            } else {
                i32::MIN / 2
            };
        }
        self.best.push(row);
        self.back.push([OUTSIDE; LABELS]);
        for scores in &self.scores[1..] {
            let mut next = [i32::MIN / 2; LABELS];
            let mut from = [OUTSIDE; LABELS];
            for label in 0..LABELS {
                for (before, &so_far) in row.iter().enumerate() {
                    if !may_follow(before as u8, label as u8) {
                        continue;
                    }
                    let score = so_far.saturating_add(weights.transition(before, label));
                    if score > next[label] {
                        (next[label], from[label]) = (score, before as u8);
                    }
                }
                next[label] = next[label].saturating_add(scores[label]);
            }
            row = next;
            self.best.push(row);
            self.back.push(from);
        }
        let mut label = (0..LABELS).max_by_key(|&label| row[label]).unwrap_or(0) as u8;
        for from in self.back.iter().rev() {
            labels.push(label);
            label = from[usize::from(label)];
        }
        labels.reverse();
    }

    /// The probability of each word's label given the whole sentence: forward and backward sums
    /// over all label sequences, with weights divided by the model's scale.
    pub(crate) fn posteriors(&mut self, model: &Model<'_>, labels: &[u8], out: &mut Vec<f32>) {
        out.clear();
        let step = model.steps();
        self.forward.clear();
        let mut row = [0.0f32; LABELS];
        for (at, scores) in self.scores.iter().enumerate() {
            let mut next = emissions(scores, model.scale);
            if at == 0 {
                for (label, next) in next.iter_mut().enumerate() {
                    *next *= if may_follow(OUTSIDE, label as u8) {
                        step[START][label]
                    } else {
                        0.0
                    };
                }
            } else {
                for (label, next) in next.iter_mut().enumerate() {
                    let sum: f32 = (0..LABELS)
                        .map(|before| row[before] * step[before][label])
                        .sum();
                    *next *= sum;
                }
            }
            normalise(&mut next);
            row = next;
            self.forward.push(row);
        }
        let mut back = [1.0f32; LABELS];
        for at in (0..self.scores.len()).rev() {
            let mut joint = self.forward[at];
            for (joint, back) in joint.iter_mut().zip(&back) {
                *joint *= back;
            }
            normalise(&mut joint);
            out.push(joint[usize::from(labels[at])]);
            let emission = emissions(&self.scores[at], model.scale);
            let mut earlier = [0.0f32; LABELS];
            for (before, earlier) in earlier.iter_mut().enumerate() {
                *earlier = (0..LABELS)
                    .map(|label| step[before][label] * emission[label] * back[label])
                    .sum();
            }
            normalise(&mut earlier);
            back = earlier;
        }
        out.reverse();
    }
}

fn emissions(scores: &[i32; LABELS], scale: f32) -> [f32; LABELS] {
    let most = scores.iter().copied().max().unwrap_or(0);
    scores.map(|score| ((score.saturating_sub(most)) as f32 / scale).exp())
}

fn normalise(row: &mut [f32; LABELS]) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        for value in row {
            *value /= sum;
        }
    }
}
