//! Tab-separated rows with a header, and errors that name file, line and column.

use crate::date;
use crate::error::DataError;

/// Bytes that a row may have: more is a file without line breaks.
const LONGEST_ROW: usize = 256 * 1024;
/// Bytes that a cell may have: its length is two bytes in the image.
const LONGEST_CELL: usize = 65_535;

/// A table in memory: its name for error messages and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'s> {
    pub(crate) file: &'s str,
    text: &'s str,
    names: Cells<'s>,
}

/// More than any table has columns.
const COLUMNS: usize = 24;
type Cells<'s> = [&'s str; COLUMNS];

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
            let found = match bytes {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16",
                _ => "bytes that are not",
            };
            DataError::new(file, line, 0, format!("expected UTF-8, found {found}"))
        })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let header = text.lines().next().unwrap_or("");
        check_length(file, 1, header)?;
        let mut seen = Vec::new();
        for (column, name) in header.split('\t').enumerate() {
            let at = |message: String| Err(DataError::new(file, 1, column + 1, message));
            if !known.contains(&name) {
                return at(format!(
                    "expected a column name ({}), found {}",
                    known.join(", "),
                    shown(name)
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
        let mut names = [""; COLUMNS];
        names
            .iter_mut()
            .zip(seen)
            .for_each(|(name, seen)| *name = seen);
        Ok(Table { file, text, names })
    }
    /// The rows below the header. Empty lines and lines that begin with `#` are passed over.
    pub(crate) fn rows(self) -> impl Iterator<Item = Result<Row<'s>, DataError>> {
        let columns = self.names.iter().filter(|name| !name.is_empty()).count();
        self.text
            .lines()
            .enumerate()
            .skip(1)
            .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
            .map(move |(index, text)| {
                let line = index + 1;
                check_length(self.file, line, text)?;
                let (mut cells, mut found) = ([""; COLUMNS], 0);
                for cell in text.split('\t') {
                    if let Some(slot) = cells.get_mut(found) {
                        *slot = cell.trim();
                    }
                    found += 1;
                }
                if found != columns {
                    let expected = format!("expected {columns} columns, found {found}");
                    return Err(DataError::new(self.file, line, 0, expected));
                }
                Ok(Row {
                    file: self.file,
                    line,
                    names: self.names,
                    cells,
                })
            })
    }
}

fn check_length(file: &str, line: usize, text: &str) -> Result<(), DataError> {
    if text.len() > LONGEST_ROW {
        let found = format!(
            "expected a row of at most {LONGEST_ROW} bytes, found {}",
            text.len()
        );
        return Err(DataError::new(file, line, 0, found));
    }
    let long = text.len() > LONGEST_CELL;
    match text
        .split('\t')
        .position(|cell| long && cell.len() > LONGEST_CELL)
    {
        Some(column) => {
            let expected = format!("expected a cell of at most {LONGEST_CELL} bytes");
            Err(DataError::new(file, line, column + 1, expected))
        }
        None => Ok(()),
    }
}

/// One row of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'s> {
    pub(crate) file: &'s str,
    pub(crate) line: usize,
    names: Cells<'s>,
    cells: Cells<'s>,
}

impl<'s> Row<'s> {
    fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| *column == name)
    }

    /// The column's number for error messages, from 1; 0 if the table has no such column.
    pub(crate) fn number_of(&self, name: &str) -> u8 {
        self.column(name).map_or(0, |column| column as u8 + 1)
    }

    /// The cell of a column; empty if the table has no such column.
    pub(crate) fn cell(&self, name: &str) -> &'s str {
        self.column(name).map_or("", |column| self.cells[column])
    }

    /// The parts of a cell.
    pub(crate) fn parts(&self, name: &str, at: char) -> impl Iterator<Item = &'s str> + use<'s> {
        self.cell(name)
            .split(at)
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

    /// The index of the cell's value in a list of allowed ones; an empty cell is 0.
    pub(crate) fn one_of(&self, name: &str, allowed: &[&str]) -> Result<u8, DataError> {
        let cell = self.cell(name);
        let index = allowed.iter().position(|value| *value == cell);
        index
            .and_then(|index| u8::try_from(index).ok())
            .ok_or_else(|| {
                let allowed: Vec<&str> =
                    allowed.iter().copied().filter(|v| !v.is_empty()).collect();
                self.expected(name, &format!("one of {}", allowed.join(", ")), cell)
            })
    }

    /// An error about a column of this row, or about the row as a whole.
    pub(crate) fn error(&self, column: Option<&str>, expected: impl Into<String>) -> DataError {
        let column = column.map_or(0, |name| usize::from(self.number_of(name)));
        DataError::new(self.file, self.line, column, expected)
    }

    /// An error about a cell, of which it quotes the beginning.
    pub(crate) fn expected(&self, column: &str, expected: &str, found: &str) -> DataError {
        self.error(
            Some(column),
            format!("expected {expected}, found {}", shown(found)),
        )
    }
}

/// A date as `yyyymmdd`, with zeros for what is not known: `2024`, `2024-06`, `2024-06-09`.
pub(crate) fn date(text: &str) -> Option<u32> {
    let (year, month, day) = date::partial(text)?;
    Some(u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day))
}

/// A cell as an error message quotes it: its beginning, if it is long.
fn shown(cell: &str) -> String {
    match cell.char_indices().nth(60) {
        Some((end, _)) => format!(
            "{} and {} more bytes",
            quoted(&cell[..end]),
            cell.len() - end
        ),
        None => quoted(cell),
    }
}

/// As Rust quotes a string, but with the signs of Devanagari, which it would escape.
fn quoted(text: &str) -> String {
    let escaped = |c: char| c.is_control() || matches!(c, '"' | '\\');
    let mut quoted = String::from('"');
    for c in text.chars() {
        if escaped(c) {
            quoted.extend(c.escape_debug());
        } else {
            quoted.push(c);
        }
    }
    quoted + "\""
}
