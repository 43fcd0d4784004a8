//! Tab-separated rows with a header, and errors that name file, line and column.

use crate::error::DataError;

/// A table in memory: its name for error messages and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'s> {
    pub(crate) file: &'s str,
    text: &'s str,
    header: &'s str,
}

impl<'s> Table<'s> {
    /// Checks encoding and header: every column must be of `known`, none twice, and those of
    /// `required` present. A byte order mark before the header is skipped.
    pub(crate) fn new(
        file: &'s str,
        bytes: &'s [u8],
        known: &[&str],
        required: &[&str],
    ) -> Result<Table<'s>, DataError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()]
                .iter()
                .filter(|&&b| b == b'\n')
                .count();
            DataError::new(file, line, 0, "expected UTF-8, found bytes that are not")
        })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let header = text.lines().next().unwrap_or("");
        let mut seen = Vec::new();
        for (column, name) in header.split('\t').enumerate() {
            let at = |message: String| Err(DataError::new(file, 1, column + 1, message));
            if !known.contains(&name) {
                return at(format!(
                    "expected a column name ({}), found {name:?}",
                    known.join(", ")
                ));
            }
            if seen.contains(&name) {
                return at(format!("expected each column once, found {name:?} twice"));
            }
            seen.push(name);
        }
        for name in required {
            if !seen.contains(name) {
                return Err(DataError::new(
                    file,
                    1,
                    0,
                    format!("expected a column {name:?}"),
                ));
            }
        }
        Ok(Table { file, text, header })
    }

    /// The rows below the header. Empty lines and lines that begin with `#` are passed over.
    pub(crate) fn rows(self) -> impl Iterator<Item = Result<Row<'s>, DataError>> {
        let columns = self.header.split('\t').count();
        self.text
            .lines()
            .enumerate()
            .skip(1)
            .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
            .map(move |(index, text)| {
                let row = Row {
                    table: self,
                    line: index + 1,
                    text,
                };
                match text.split('\t').count() {
                    found if found == columns => Ok(row),
                    found => {
                        Err(row.error(None, format!("expected {columns} columns, found {found}")))
                    }
                }
            })
    }
}

/// One row of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'s> {
    table: Table<'s>,
    line: usize,
    text: &'s str,
}

impl<'s> Row<'s> {
    fn column(&self, name: &str) -> Option<usize> {
        self.table
            .header
            .split('\t')
            .position(|column| column == name)
    }

    /// The cell of a column; empty if the table has no such column.
    pub(crate) fn cell(&self, name: &str) -> &'s str {
        self.column(name)
            .and_then(|column| self.text.split('\t').nth(column))
            .unwrap_or("")
            .trim()
    }

    /// The parts of a cell that are separated by `|`.
    pub(crate) fn list(&self, name: &str) -> impl Iterator<Item = &'s str> + use<'s> {
        self.cell(name)
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }

    /// The cell, which must not be empty.
    pub(crate) fn required(&self, name: &str) -> Result<&'s str, DataError> {
        match self.cell(name) {
            "" => Err(self.error(
                Some(name),
                format!("expected a {name}, found an empty cell"),
            )),
            cell => Ok(cell),
        }
    }

    /// The cell as a number; an empty one is 0.
    pub(crate) fn number(&self, name: &str) -> Result<u32, DataError> {
        match self.cell(name) {
            "" => Ok(0),
            cell => cell.parse().map_err(|_| {
                self.error(
                    Some(name),
                    format!("expected a whole number, found {cell:?}"),
                )
            }),
        }
    }

    /// The index of the cell's value in a list of allowed ones; an empty cell is 0.
    pub(crate) fn one_of(&self, name: &str, allowed: &[&str]) -> Result<u8, DataError> {
        let cell = self.cell(name);
        let index = allowed.iter().position(|value| *value == cell);
        index
            .and_then(|index| u8::try_from(index).ok())
            .ok_or_else(|| {
                let allowed: Vec<&str> =
                    allowed.iter().copied().filter(|v| !v.is_empty()).collect();
                self.error(
                    Some(name),
                    format!("expected one of {}, found {cell:?}", allowed.join(", ")),
                )
            })
    }

    /// An error about a column of this row, or about the row as a whole.
    pub(crate) fn error(&self, column: Option<&str>, expected: impl Into<String>) -> DataError {
        let column = column
            .and_then(|name| self.column(name))
            .map_or(0, |column| column + 1);
        DataError::new(self.table.file, self.line, column, expected)
    }
}

/// A date as `yyyymmdd`, with zeros for what is not known: `2024`, `2024-06`, `2024-06-09`.
pub(crate) fn date(text: &str) -> Option<u32> {
    let mut parts = text.split('-');
    let mut part = |length: usize, low: u32, high: u32| match parts.next() {
        None => Some(0),
        Some(digits) if digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits
                .parse()
                .ok()
                .filter(|number| (low..=high).contains(number))
        }
        Some(_) => None,
    };
    let (year, month, day) = (part(4, 1, 9999)?, part(2, 1, 12)?, part(2, 1, 31)?);
    if parts.next().is_some() || year == 0 {
        return None;
    }
    Some(year * 10_000 + month * 100 + day)
}
