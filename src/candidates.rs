//! Every dictionary span of an article, overlapping ones too: the right reading is not always the
//! longest.

use crate::gazetteer::layout::{NONE, class};
use crate::gazetteer::{Entry, Gazetteer};
use crate::tokens::{Token, Tokens, may_be_dotted, past_joint};

/// A run of tokens that a gazetteer's form matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// First token and one past the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) entry: Entry,
    /// What the entry is: see [`crate::gazetteer::layout::kind`].
    pub(crate) kind: u8,
    /// The form needs support.
    pub(crate) weak: bool,
}

/// Finds all candidates, ascending by first token, then by end. No candidate crosses a sentence's end.
pub(crate) fn find(tokens: &Tokens, gazetteer: &Gazetteer, found: &mut Vec<Candidate>) {
    found.clear();
    for &(start, end) in &tokens.sentences {
        let sentence = &tokens.all[..end];
        for first in start..end {
            let token = &sentence[first];
            if token.facts.node != NONE {
                walk_base(sentence, first, gazetteer, found);
            }
            if token.word.overlay != NONE {
                walk_overlay(sentence, first, gazetteer, found);
            }
        }
    }
}

fn walk_base(tokens: &[Token], first: usize, gazetteer: &Gazetteer, found: &mut Vec<Candidate>) {
    let index = gazetteer.base();
    let mut node = tokens[first].facts.node;
    let mut last = first;
    let mut dotted = false;
    let doubtful = may_be_postposition(tokens, first);
    loop {
        let end = closed(tokens, last, dotted);
        for form in gazetteer.base_forms(node) {
            let kind = gazetteer.kind(form.entry);
            found.push(Candidate {
                first,
                end,
                entry: form.entry,
                kind,
                weak: form.weak || doubtful,
            });
        }
        if !index.goes_on(node) {
            return;
        }
        let step = |at: usize| {
            let word = tokens.get(at)?.word.base;
            (word != NONE)
                .then(|| index.step(node, word))
                .flatten()
                .map(|node| (at, node))
        };
        let direct = step(last + 1);
        let joint = || {
            let at = past_joint(tokens, last + 1)?;
            dotted |= tokens[last + 1].mark == b'.';
            step(at)
        };
        let Some((at, next)) = direct.or_else(joint) else {
            return;
        };
        (last, node) = (at, next);
    }
}

fn walk_overlay(tokens: &[Token], first: usize, gazetteer: &Gazetteer, found: &mut Vec<Candidate>) {
    let Some(index) = gazetteer.overlay() else {
        return;
    };
    let mut node = index.facts(tokens[first].word.overlay).node;
    let mut last = first;
    while node != NONE {
        for form in gazetteer.overlay_forms(node) {
            let kind = gazetteer.kind(form.entry);
            found.push(Candidate {
                first,
                end: last + 1,
                entry: form.entry,
                kind,
                weak: form.weak,
            });
        }
        let step = |at: usize| {
            let word = tokens.get(at)?.word.overlay;
            (word != NONE)
                .then(|| index.step(node, word))
                .flatten()
                .map(|node| (at, node))
        };
        let next = step(last + 1).or_else(|| past_joint(tokens, last + 1).and_then(step));
        let Some((at, following)) = next else { return };
        (last, node) = (at, following);
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
