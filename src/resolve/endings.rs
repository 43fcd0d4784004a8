//! What the ending of a word tells of it: `data/endings.tsv`.

use crate::error::DataError;
use crate::gazetteer::record::{Row, Table};
use once_cell::sync::Lazy;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    /// सृजनात्मक, मानववाद: of an unlisted word that it names nobody and nothing.
    Ordinary,
    /// इलाहावाद: that it may be a name, though a shorter ending says otherwise.
    Name,
    /// कंचनबेन, जीवाभाई: that it is a person's and no place's.
    Person,
}

const FILE: &str = "data/endings.tsv";
const TEXT: &str = include_str!("../../data/endings.tsv");
const VALUES: [(&str, Tells); 3] = [
    ("ordinary", Tells::Ordinary),
    ("name", Tells::Name),
    ("person", Tells::Person),
];

/// All rows. A wrong one is left out; the test below finds it.
static ENDINGS: Lazy<Vec<(&'static str, Tells)>> = Lazy::new(|| {
    let rows = table(TEXT).into_iter().flat_map(Table::rows);
    rows.filter_map(|row| read(&row.ok()?).ok()).collect()
});

fn table(text: &'static str) -> Result<Table<'static>, DataError> {
    let columns = ["ending", "tells", "example", "source"];
    Table::new(FILE, text.as_bytes(), &columns, &columns)
}

fn read(row: &Row<'static>) -> Result<(&'static str, Tells), DataError> {
    let (ending, example) = (row.required("ending")?, row.required("example")?);
    if !example.ends_with(ending) || example == ending {
        return Err(row.expected("example", &format!("a word in -{ending}"), example));
    }
    let names = VALUES.map(|(name, _)| name);
    Ok((ending, VALUES[usize::from(row.one_of("tells", &names)?)].1))
}

/// The longest ending of a word decides.
fn longest(word: &str) -> Option<(&'static str, Tells)> {
    let fits = ENDINGS.iter().filter(|(ending, _)| word.ends_with(ending));
    fits.max_by_key(|(ending, _)| ending.len()).copied()
}

/// Whether an unlisted word names nobody and nothing.
pub(super) fn is_ordinary(word: &str) -> bool {
    matches!(longest(word), Some((_, Tells::Ordinary)))
}

/// Whether only a person can be called so.
pub(super) fn is_of_person(word: &str) -> bool {
    matches!(longest(word), Some((ending, Tells::Person)) if ending != word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // A test that cannot go on should say where.

    use super::*;

    fn wrong(text: &'static str) -> Option<String> {
        let mut rows = table(text).unwrap().rows();
        let wrong = rows.find_map(|row| row.and_then(|row| read(&row)).err());
        wrong.map(|error| error.to_string())
    }

    #[test]
    fn every_row_is_right() {
        assert_eq!(wrong(TEXT), None);
    }

    #[test]
    fn a_wrong_row_is_named() {
        let error = wrong("ending\ttells\texample\tsource\nवाद\tordinary\tविवादी\treviewed\n");
        let expected = "data/endings.tsv:2:3: expected a word in -वाद, found \"विवादी\"";
        assert_eq!(error.unwrap(), expected);
        let error = wrong("ending\ttells\texample\tsource\nवाद\tperhaps\tमानववाद\treviewed\n");
        let expected =
            "data/endings.tsv:2:2: expected one of ordinary, name, person, found \"perhaps\"";
        assert_eq!(error.unwrap(), expected);
    }

    #[test]
    fn the_longest_ending_decides() {
        assert!(is_ordinary("मानववाद"));
        assert!(!is_ordinary("इलाहावाद"));
        assert!(is_of_person("कंचनबेन"));
        assert!(!is_of_person("भाई"));
    }
}
