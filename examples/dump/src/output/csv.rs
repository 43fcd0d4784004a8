//! A row per mention, for spreadsheets.

use super::tables::{Cell, MENTIONS, each_mention};
use super::{Article, Chunk, Encoder};
use crate::failure::Failure;
use csv::{Writer, WriterBuilder};
use std::fmt::Display;
use std::mem;

/// Rows with a delimiter.
pub struct Rows {
    delimiter: u8,
    writer: Writer<Vec<u8>>,
    cell: String,
}

impl Rows {
    /// Without rows yet.
    pub fn new(delimiter: u8) -> Rows {
        Rows {
            delimiter,
            writer: writer(delimiter),
            cell: String::new(),
        }
    }

    fn write(&mut self, cells: &[Cell<'_>]) -> Result<(), csv::Error> {
        for cell in cells {
            match cell {
                Cell::Text(Some(text)) => self.writer.write_field(text.as_bytes())?,
                Cell::Number(Some(number)) => {
                    self.cell.clear();
                    self.cell.push_str(&number.to_string());
                    self.writer.write_field(&self.cell)?;
                }
                Cell::Score(score) => self.writer.write_field(score.to_string())?,
                Cell::Text(None) | Cell::Number(None) => self.writer.write_field("")?,
            }
        }
        self.writer.write_record(None::<&[u8]>)
    }
}

impl Encoder for Rows {
    fn article(&mut self, article: &Article<'_>) -> Result<(), Failure> {
        let mut result = Ok(());
        each_mention(article, |cells| {
            if result.is_ok() {
                result = self.write(cells);
            }
        });
        result.map_err(failure)
    }

    fn finish(&mut self) -> Result<Chunk, Failure> {
        let writer = mem::replace(&mut self.writer, writer(self.delimiter));
        Ok(Chunk::Bytes(
            writer
                .into_inner()
                .map_err(|error| failure(error.error()))?,
        ))
    }
}

fn writer(delimiter: u8) -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new())
}

/// The row with the names of the columns.
pub fn head(delimiter: u8) -> Result<Vec<u8>, Failure> {
    let mut writer = writer(delimiter);
    writer
        .write_record(MENTIONS.iter().map(|column| column.0))
        .map_err(failure)?;
    writer.into_inner().map_err(|error| failure(error.error()))
}

fn failure(error: impl Display) -> Failure {
    Failure::Run(format!("encoding a row: {error}"))
}
