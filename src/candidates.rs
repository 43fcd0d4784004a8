//! Every dictionary span of an article, overlapping ones too: the right reading is not always the
//! longest.

use crate::gazetteer::layout::{NONE, class};
use crate::gazetteer::phrases::Phrases;
use crate::gazetteer::{Forms, Gazetteer};
use crate::tokens::{Token, Tokens, may_be_dotted, past_joint};

/// A run of tokens that forms of a gazetteer match: all of one kind, all strong or all weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First token and one past the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Whose forms they are: see [`Gazetteer::bearers`].
    pub(crate) forms: Forms,
    /// What the entries are: see [`crate::gazetteer::layout::kind`].
    pub(crate) kind: u8,
    /// The forms need support.
    pub(crate) weak: bool,
}

/// Finds all candidates, ascending by first token. No candidate crosses a sentence's end.
pub(crate) fn find(tokens: &Tokens, gazetteer: &Gazetteer, found: &mut Vec<Candidate>) {
    found.clear();
    let base = gazetteer.base().phrases();
    let own = gazetteer.overlay().map(|own| (own.words(), own.phrases()));
    for &(start, end) in &tokens.sentences {
        let sentence = &tokens.all[..end];
        for first in start..end {
            let token = &sentence[first];
            if token.facts.node != NONE {
                let start = token.facts.node;
                Walk::new(sentence, first, |token| token.word.base).read(base, start, found, false);
            }
            if let Some((words, phrases)) = &own
                && token.word.overlay != NONE
            {
                let start = words.facts(token.word.overlay).node;
                if start != NONE {
                    let walk = Walk::new(sentence, first, |token| token.word.overlay);
                    walk.read(*phrases, start, found, true);
                }
            }
        }
    }
    if gazetteer.hides() {
        found.retain(|candidate| gazetteer.bearers(candidate.forms).next().is_some());
    }
}

/// A way through the trie of one of the images.
struct Walk<'a> {
    tokens: &'a [Token],
    first: usize,
    /// Every form is weak, as its first word may be a postposition.
    doubtful: bool,
    /// A token's word in the image.
    word: fn(&Token) -> u32,
}

impl<'a> Walk<'a> {
    #[inline]
    fn new(tokens: &'a [Token], first: usize, word: fn(&Token) -> u32) -> Walk<'a> {
        Walk {
            tokens,
            first,
            doubtful: may_be_postposition(tokens, first),
            word,
        }
    }

    /// Adds the forms that end at each node on the way.
    #[inline]
    fn read(&self, phrases: Phrases<'_>, start: u32, found: &mut Vec<Candidate>, own: bool) {
        let tokens = self.tokens;
        let mut last = self.first;
        let mut node = phrases.node(start);
        let mut dotted = false;
        loop {
            let end = closed(tokens, last, dotted);
            for (form, run) in node.runs() {
                found.push(Candidate {
                    first: self.first,
                    end,
                    forms: Forms { run, own },
                    kind: form.kind,
                    weak: form.weak || self.doubtful,
                });
            }
            if !node.goes_on() {
                return;
            }
            let go = |at: usize| {
                let word = (self.word)(tokens.get(at)?);
                if word == NONE {
                    return None;
                }
                Some((at, node.step(word)?))
            };
            let joint = || {
                let at = past_joint(tokens, last + 1)?;
                dotted |= tokens[last + 1].mark == b'.';
                go(at)
            };
            let Some((at, next)) = go(last + 1).or_else(joint) else {
                return;
            };
            last = at;
            node = phrases.node(next);
        }
    }
}

/// के before a name is an initial only with a full stop behind it, or where no postposition can stand:
/// in `टीडीपी के राममोहन नायडू` it is none.
fn may_be_postposition(tokens: &[Token], first: usize) -> bool {
    let dotted = tokens.get(first + 1).is_some_and(|next| next.mark == b'.');
    tokens[first].is(class::GENITIVE)
        && !dotted
        && first > 0
        && tokens[first - 1].mark == 0
        && tokens[first].spaced
}

/// One past the last token of a match: the full stop that closes a dotted abbreviation (`बी.जे.पी.`)
/// belongs to it.
fn closed(tokens: &[Token], last: usize, dotted: bool) -> usize {
    let stop = tokens
        .get(last + 1)
        .is_some_and(|t| t.mark == b'.' && !t.spaced);
    if dotted && stop && may_be_dotted(&tokens[last]) {
        last + 2
    } else {
        last + 1
    }
}
