//! Titles that may or may not belong to a name.

use crate::fold::{Level, fold};
use once_cell::sync::Lazy;

static WORDS: &str = include_str!("../../data/words.tsv");

/// Titles that the guideline names, whatever else the word list says of them.
const ALWAYS: [&str; 5] = ["योगी", "महात्मा", "बाबा", "साध्वी", "स्वामी"];

/// Folded, the longest first, so that `श्री श्री` is not taken for something shorter.
static TITLES: Lazy<Vec<String>> = Lazy::new(|| {
    let listed = WORDS.lines().filter_map(|row| {
        let mut cells = row.split('\t');
        let word = cells.next()?;
        (cells.next()? == "title-of-name").then_some(word)
    });
    let mut titles: Vec<String> = listed
        .chain(ALWAYS)
        .map(|title| fold(title, Level::Spelling))
        .collect();
    titles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    titles.dedup();
    titles
});

/// Whether `text`, which stands before a name, is nothing but titles: `चौधरी `, `बाबा स्वामी `.
pub(super) fn are_titles(text: &str) -> bool {
    let folded = fold(text, Level::Spelling);
    let mut rest = folded.trim();
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let Some(tail) = TITLES.iter().find_map(|title| {
            let tail = rest.strip_prefix(title.as_str())?;
            (title.ends_with('.') || tail.chars().next().is_none_or(is_gap)).then_some(tail)
        }) else {
            return false;
        };
        rest = tail.trim_start_matches(is_gap);
    }
    true
}

/// What may stand between a title and the name.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '॰')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_titles() {
        for titles in [
            "चौधरी ",
            "चौ. ",
            "चौ.",
            "योगी ",
            "महात्मा ",
            "हाजी मौलाना ",
            "श्री श्री ",
            "क़ाज़ी ",
            "बाबा\u{a0}",
        ] {
            assert!(are_titles(titles), "{titles:?}");
        }
        for others in [
            "",
            " ",
            "श्री ",
            "डॉ. ",
            "सांसद ",
            "चौधरी चरण ",
            "राजाभैया ",
            "बाबा-",
        ] {
            assert!(!are_titles(others), "{others:?}");
        }
    }
}
