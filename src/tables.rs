//! Small tables of words, which the library reads when it first needs them.

use crate::error::DataError;
use crate::fold::{self, Level};
use crate::gazetteer::record::{Row, Table};
use crate::numbers::Numbers;
use crate::segment::{WordKind, words};
use crate::tokens::Token;
use std::collections::HashMap;

/// A table of `data/` of which each row says one thing of one word.
pub(crate) struct WordTable<T: 'static> {
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
    /// All columns; the first has the word, the second says it.
    pub(crate) columns: &'static [&'static str],
    /// What a row may say.
    pub(crate) values: &'static [(&'static str, T)],
}

/// What is said of each word, by the hash of its key.
#[derive(Debug)]
pub(crate) struct ByWord<T>(HashMap<u64, T, Numbers>);

impl<T: Copy> ByWord<T> {
    pub(crate) fn of(&self, token: &Token) -> Option<T> {
        (token.kind == WordKind::Devanagari)
            .then(|| self.0.get(&token.hash).copied())
            .flatten()
    }
}

impl<T: Copy> WordTable<T> {
    /// Reads the table. A wrong row is left out; a test of the table finds it.
    pub(crate) fn read(&self) -> ByWord<T> {
        let rows = self.table().into_iter().flat_map(Table::rows);
        ByWord(rows.filter_map(|row| self.row(&row.ok()?).ok()).collect())
    }

    fn table(&self) -> Result<Table<'static>, DataError> {
        Table::new(self.file, self.text.as_bytes(), self.columns, self.columns)
    }

    fn row(&self, row: &Row<'_>) -> Result<(u64, T), DataError> {
        let (word, says) = (self.columns[0], self.columns[1]);
        let names: Vec<&str> = self.values.iter().map(|(name, _)| *name).collect();
        let value = self.values[usize::from(row.one_of(says, &names)?)].1;
        let cell = row.required(word)?;
        let mut pieces = words(cell);
        let first = pieces.next().map(|piece| piece.kind);
        if first != Some(WordKind::Devanagari) || pieces.next().is_some() {
            return Err(row.expected(word, "one Devanagari word", cell));
        }
        let mut key = Vec::new();
        fold::fold_into(cell, Level::Spelling, &mut key);
        Ok((fold::hash(&key), value))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say where.

    use super::*;

    /// The first wrong row; a second row of a word is one.
    pub(crate) fn check<T: Copy>(table: &WordTable<T>) -> Result<(), DataError> {
        let mut seen = HashMap::new();
        for row in table.table()?.rows() {
            let row = row?;
            let (hash, _) = table.row(&row)?;
            if let Some(line) = seen.insert(hash, row.line) {
                let first = Some(table.columns[0]);
                return Err(row.error(first, format!("expected a word once, it is in line {line}")));
            }
            if table.columns.contains(&"example") {
                let (word, example) = (row.cell(table.columns[0]), row.required("example")?);
                if !words(example).any(|piece| piece.text == word) {
                    return Err(row.expected("example", &format!("{word} as a word"), example));
                }
            }
        }
        Ok(())
    }

    #[test]
    fn a_wrong_row_is_named() {
        let cases = [
            ("चौक\troad\tनया चौक\n", None),
            (
                "चौक\troads\tनया चौक\n",
                Some("t.tsv:2:2: expected one of road, found \"roads\""),
            ),
            (
                "नया चौक\troad\tनया चौक\n",
                Some("t.tsv:2:1: expected one Devanagari word, found \"नया चौक\""),
            ),
            (
                "चौक\troad\tनया पथ\n",
                Some("t.tsv:2:3: expected चौक as a word, found \"नया पथ\""),
            ),
            (
                "चौक\troad\tचौक\nचौक\troad\tचौक\n",
                Some("t.tsv:3:1: expected a word once, it is in line 2"),
            ),
            ("चौक\troad\n", Some("t.tsv:2: expected 3 columns, found 2")),
        ];
        for (rows, error) in cases {
            let text: &'static str = format!("word\tcue\texample\n{rows}").leak();
            let table = WordTable {
                file: "t.tsv",
                text,
                columns: &["word", "cue", "example"],
                values: &[("road", ())],
            };
            let found = check(&table).err().map(|error| error.to_string());
            assert_eq!(found.as_deref(), error, "{rows}");
        }
    }
}
