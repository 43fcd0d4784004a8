//! What can be wrong: data and configuration. Extraction itself accepts any `&str` and never fails.

use std::fmt;

/// A wrong row of gazetteer data: which file, line and column, and what was expected there.
///
/// ```
/// use neta::{Extractor, GazetteerSource};
///
/// let rows = "kind\tname\nperson\t\n";
/// let error = Extractor::builder().gazetteer(GazetteerSource::tsv("my.tsv", rows)).build().unwrap_err();
/// assert_eq!(error.to_string(), "my.tsv:2:2: expected a name, found an empty cell");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    file: String,
    line: usize,
    column: usize,
    expected: String,
}

impl DataError {
    pub(crate) fn new(file: &str, line: usize, column: usize, expected: impl Into<String>) -> Self {
        DataError {
            file: file.to_owned(),
            line,
            column,
            expected: expected.into(),
        }
    }

    /// The file's name as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Line, counted from 1; 0 where the file as a whole is meant.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column (a field of the row, counted from 1); 0 where the row as a whole is meant.
    pub fn column(&self) -> usize {
        self.column
    }

    /// What was expected and what was found.
    pub fn message(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(f, "{}: {}", self.file, self.expected),
            (line, 0) => write!(f, "{}:{line}: {}", self.file, self.expected),
            (line, column) => write!(f, "{}:{line}:{column}: {}", self.file, self.expected),
        }
    }
}

impl std::error::Error for DataError {}
