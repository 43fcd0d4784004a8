//! What a record says: text, headline, id and day, borrowed from its bytes where possible.

pub mod json;
pub mod page;
pub mod row;

use crate::fields::{Fields, Role};
use crate::format::InputFormat;
use crate::input::batch::Origin;
use neta::Date;
use std::borrow::Cow;
use std::str;

/// A record that was understood.
#[derive(Debug, Default, PartialEq)]
pub struct Record<'r> {
    /// The article's name.
    pub id: Option<Cow<'r, str>>,
    /// The headline.
    pub title: Option<Cow<'r, str>>,
    /// The article.
    pub text: Cow<'r, str>,
    /// The day, as the record has it.
    pub date: Option<Cow<'r, str>>,
}

impl Record<'_> {
    /// The day, if `date` begins as ISO 8601 writes one: `2024-06-09`, `2024-06-09T10:30:00Z`.
    pub fn day(&self) -> Option<Date> {
        let date = self.date.as_ref()?.trim();
        let day: Date = date.get(..10)?.parse().ok()?;
        let next = date[10..].chars().next();
        next.is_none_or(|next| !next.is_alphanumeric() || next == 'T' || next == 't')
            .then_some(day)
    }

    /// What is read: the headline as a paragraph of its own before the text. And how many bytes of
    /// it are the headline.
    pub fn joined<'a>(&'a self, buffer: &'a mut String) -> (&'a str, usize) {
        match self.title.as_deref().map(str::trim) {
            Some(title) if !title.is_empty() => {
                buffer.clear();
                buffer.push_str(title);
                buffer.push_str("\n\n");
                buffer.push_str(&self.text);
                (buffer, title.len())
            }
            _ => (&self.text, 0),
        }
    }
}

/// Reads records of any format; keeps its buffers from one to the next.
#[derive(Debug)]
pub struct Parser<'f> {
    fields: &'f Fields,
    rows: row::Cells,
}

impl<'f> Parser<'f> {
    /// For the fields that are wanted.
    pub fn new(fields: &'f Fields) -> Parser<'f> {
        Parser {
            fields,
            rows: row::Cells::default(),
        }
    }

    /// A record, or why it is none.
    pub fn parse<'r>(
        &'r mut self,
        bytes: &'r [u8],
        origin: &'r Origin,
    ) -> Result<Record<'r>, String> {
        match origin.format {
            InputFormat::Jsonl | InputFormat::Json | InputFormat::Parquet => {
                json::parse(utf8(bytes)?, self.fields)
            }
            InputFormat::Csv => self.rows.parse(bytes, b',', origin),
            InputFormat::Tsv => self.rows.parse(bytes, b'\t', origin),
            InputFormat::Txt => Ok(Record {
                text: Cow::Borrowed(utf8(bytes)?),
                ..Record::default()
            }),
            InputFormat::Html => page::parse(utf8(bytes)?),
        }
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    str::from_utf8(bytes).map_err(|error| {
        format!(
            "not UTF-8 from byte {} of the record on",
            error.valid_up_to()
        )
    })
}

fn missing(role: Role) -> String {
    format!("no {}", role.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let cases = [
            ("2024-06-09", true),
            (" 2024-06-09T10:30:00Z", true),
            ("2024-06-09 10:30", true),
            ("2024-06-091", false),
            ("2024-02-30", false),
            ("9 जून 2024", false),
            ("9 जून", false),
            ("", false),
        ];
        for (date, good) in cases {
            let record = Record {
                date: Some(date.into()),
                ..Record::default()
            };
            assert_eq!(record.day().is_some(), good, "{date}");
        }
    }

    #[test]
    fn a_headline_is_a_paragraph() {
        let mut buffer = String::new();
        let mut record = Record {
            text: "ख".into(),
            title: Some(" क ".into()),
            ..Record::default()
        };
        assert_eq!(record.joined(&mut buffer), ("क\n\nख", 3));
        record.title = Some(" ".into());
        assert_eq!(record.joined(&mut buffer), ("ख", 0));
    }
}
