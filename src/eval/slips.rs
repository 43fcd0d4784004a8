//! What went wrong most often, each with an example.

use crate::entity::EntityKind;
use crate::segment::sentences;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::Hash;

/// Characters of an example's sentence on either side of the mention.
const CONTEXT: usize = 60;

/// A text that was often missed, or often found without being marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The kind it is marked or found as.
    pub kind: EntityKind,
    /// The mention's text.
    pub text: String,
    /// How often.
    pub count: u64,
    /// The first sentence where it happened, with the mention in ⟦⟧; a long one is cut.
    pub example: String,
    /// What the other side has in that place of the example, such as `place दिल्ली`; `None` for
    /// nothing.
    pub instead: Option<String>,
}

/// What two mentions of one span disagree in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// The kind, at the very same span.
    Kind,
    /// What the text makes of a place.
    Place,
    /// The office's id.
    Office,
    /// The office's status.
    Status,
    /// Who holds the office.
    Holder,
    /// Whose office it is.
    Of,
}

impl Aspect {
    /// The aspect's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Aspect::Kind => "kind",
            Aspect::Place => "place",
            Aspect::Office => "office",
            Aspect::Status => "status",
            Aspect::Holder => "holder",
            Aspect::Of => "of",
        }
    }
}

/// A mention in the right place with something wrong about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion {
    /// What is wrong.
    pub aspect: Aspect,
    /// The mention's text.
    pub text: String,
    /// What is marked; `-` for nothing.
    pub gold: String,
    /// What was found; `-` for nothing. Holders and the like are named by their longest mention.
    pub found: String,
    /// How often.
    pub count: u64,
    /// The first sentence where it happened, with the mention in ⟦⟧; a long one is cut.
    pub example: String,
}

/// Counts keys and keeps what was first said of each.
#[derive(Clone, Debug)]
pub(super) struct Tally<K, V> {
    all: HashMap<K, (u64, V)>,
}

impl<K, V> Default for Tally<K, V> {
    fn default() -> Tally<K, V> {
        Tally {
            all: HashMap::new(),
        }
    }
}

impl<K: Eq + Hash + Ord, V> Tally<K, V> {
    pub(super) fn count(&mut self, key: K, first: impl FnOnce() -> V) {
        self.all.entry(key).or_insert_with(|| (0, first())).0 += 1;
    }

    /// The `limit` most frequent keys, those of equal count in the keys' order.
    pub(super) fn top(self, limit: usize) -> Vec<(K, u64, V)> {
        let mut all: Vec<(K, u64, V)> = self
            .all
            .into_iter()
            .map(|(key, (count, first))| (key, count, first))
            .collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all.truncate(limit);
        all
    }
}

/// The sentence around `span`, on one line, with the span in ⟦⟧.
pub(super) fn example(text: &str, span: Span) -> String {
    let sentence = sentences(text)
        .map(|sentence| sentence.span)
        .find(|sentence| (sentence.start..sentence.end).contains(&span.start))
        .unwrap_or(span);
    // A mention may cross what looks like a sentence's end: `एस. के. यादव`.
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let before = part(sentence.start..span.start).trim_start();
    let after = part(span.end..sentence.end.max(span.end)).trim_end();
    // All cuts below are offsets that the same string gave.
    let first = before
        .char_indices()
        .rev()
        .nth(CONTEXT)
        .map_or(0, |(at, _)| at);
    let cut = before[first..]
        .find(char::is_whitespace)
        .filter(|_| first > 0);
    let (before, dots_before) = match cut {
        Some(space) => (before[first + space..].trim_start(), "… "),
        None => (&before[first..], if first > 0 { "…" } else { "" }),
    };
    let last = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(after.len(), |(at, _)| at);
    let cut = after[..last]
        .rfind(char::is_whitespace)
        .filter(|_| last < after.len());
    let (after, dots_after) = match cut {
        Some(space) => (after[..space].trim_end(), " …"),
        None => (&after[..last], if last < after.len() { "…" } else { "" }),
    };
    let marked = part(span.range());
    format!("{dots_before}{before}⟦{marked}⟧{after}{dots_after}").replace(['\n', '\r'], " ")
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    #[test]
    fn example_is_one_sentence() {
        let text = "पहला वाक्य।\nसपा ने कहा\u{964} तीसरा वाक्य।";
        let start = text.find("सपा").unwrap();
        let span = Span {
            start,
            end: start + "सपा".len(),
        };
        assert_eq!(example(text, span), "⟦सपा⟧ ने कहा।");
        assert_eq!(example("सपा", Span { start: 0, end: 9 }), "⟦सपा⟧");
    }

    #[test]
    fn long_examples_are_cut_between_words() {
        let words = "शब्द ".repeat(30);
        let text = format!("{words}सपा {words}");
        let start = words.len();
        let cut = example(
            &text,
            Span {
                start,
                end: start + "सपा".len(),
            },
        );
        assert!(
            cut.starts_with("… शब्द ") && cut.ends_with(" शब्द …"),
            "{cut}"
        );
        assert!(cut.chars().count() < 2 * CONTEXT + 15, "{cut}");
        let solid = "क".repeat(100);
        let text = format!("{solid}सपा{solid}");
        let cut = example(
            &text,
            Span {
                start: solid.len(),
                end: solid.len() + "सपा".len(),
            },
        );
        assert!(cut.starts_with("…क") && cut.ends_with("क…"), "{cut}");
    }

    #[test]
    fn tally_keeps_the_first_and_the_most_frequent() {
        let mut tally = Tally::default();
        for (at, key) in ["b", "a", "c", "c", "b"].into_iter().enumerate() {
            tally.count(key, || at);
        }
        assert_eq!(tally.top(2), [("b", 2, 0), ("c", 2, 2)]);
    }
}
