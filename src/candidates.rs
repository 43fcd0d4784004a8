//! Every dictionary span of an article, overlapping ones too: the right reading is not always the
//! longest.

use crate::gazetteer::index::Form;
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

/// Finds all candidates, ascending by first token. No candidate crosses a sentence's end.
pub(crate) fn find(tokens: &Tokens, gazetteer: &Gazetteer, found: &mut Vec<Candidate>) {
    found.clear();
    for &(start, end) in &tokens.sentences {
        let sentence = &tokens.all[..end];
        for first in start..end {
            let token = &sentence[first];
            let doubtful = may_be_postposition(sentence, first);
            if token.facts.node != NONE {
                let step = |node, token: &Token| {
                    let word = Some(token.word.base).filter(|&word| word != NONE)?;
                    gazetteer.base().step(node, word)
                };
                let base = Walk {
                    tokens: sentence,
                    first,
                    start: token.facts.node,
                };
                base.walk(step, |node, end| {
                    let goes_on = gazetteer.base().goes_on(node);
                    push(
                        gazetteer.base_forms(node),
                        gazetteer,
                        (first, end, doubtful),
                        found,
                    );
                    goes_on
                });
            }
            if token.word.overlay != NONE
                && let Some(own) = gazetteer.overlay()
            {
                let start = own.facts(token.word.overlay).node;
                if start == NONE {
                    continue;
                }
                let step = |node, token: &Token| {
                    let word = Some(token.word.overlay).filter(|&word| word != NONE)?;
                    own.step(node, word)
                };
                Walk {
                    tokens: sentence,
                    first,
                    start,
                }
                .walk(step, |node, end| {
                    push(
                        gazetteer.overlay_forms(node),
                        gazetteer,
                        (first, end, doubtful),
                        found,
                    );
                    own.goes_on(node)
                });
            }
        }
    }
}

fn push(
    forms: impl Iterator<Item = Form>,
    gazetteer: &Gazetteer,
    (first, end, doubtful): (usize, usize, bool),
    found: &mut Vec<Candidate>,
) {
    found.extend(forms.map(|form| Candidate {
        first,
        end,
        entry: form.entry,
        kind: gazetteer.kind(form.entry),
        weak: form.weak || doubtful,
    }));
}

/// A way through the trie of one of the images.
struct Walk<'a> {
    tokens: &'a [Token],
    first: usize,
    start: u32,
}

impl Walk<'_> {
    /// Calls `at_node` with each node and the end of what leads to it, until it answers that no
    /// phrase goes on.
    fn walk(
        self,
        step: impl Fn(u32, &Token) -> Option<u32>,
        mut at_node: impl FnMut(u32, usize) -> bool,
    ) {
        let Walk {
            tokens,
            first: mut last,
            start: mut node,
        } = self;
        let mut dotted = false;
        while at_node(node, closed(tokens, last, dotted)) {
            let go = |at: usize| Some((at, step(node, tokens.get(at)?)?));
            let direct = go(last + 1);
            let joint = || {
                let at = past_joint(tokens, last + 1)?;
                dotted |= tokens[last + 1].mark == b'.';
                go(at)
            };
            let Some((at, next)) = direct.or_else(joint) else {
                return;
            };
            (last, node) = (at, next);
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
