//! What comes out: encoders run in the workers, sinks in the one thread that writes.

pub mod brat;
pub mod compress;
pub mod conll;
pub mod csv;
pub mod jsonl;
pub mod parquet;
pub mod sink;
pub mod stream;
pub mod tables;

use crate::failure::Failure;
use crate::format::OutputFormat;
use crate::rejects::Reject;
use arrow_array::RecordBatch;
use neta::{Date, Extraction};
use std::path::PathBuf;

/// An article with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// From 0, in the order of all records.
    pub number: u64,
    /// The record's id, or its place.
    pub id: Option<&'a str>,
    /// How many bytes of the text that was read are the headline.
    pub title_length: usize,
    /// The day.
    pub date: Option<Date>,
    /// What was found in headline and text.
    pub found: &'a Extraction<'a>,
}

/// What a worker made of a batch.
#[derive(Debug)]
pub enum Chunk {
    /// Bytes to append.
    Bytes(Vec<u8>),
    /// Rows to append to the tables of mentions and of entities.
    Tables(RecordBatch, RecordBatch),
    /// Nothing but the report.
    Nothing,
}

/// Turns articles into bytes or rows.
pub trait Encoder {
    /// Adds an article.
    fn article(&mut self, article: &Article<'_>) -> Result<(), Failure>;

    /// What was added since the last time.
    fn finish(&mut self) -> Result<Chunk, Failure>;

    /// Takes a rejected record; `false` if its place is elsewhere.
    fn reject(&mut self, _: &Reject<'_>) -> bool {
        false
    }

    /// Takes an article that is left out for not being political.
    fn leave_out(&mut self, _: Option<&str>) {}
}

/// Which encoder, for whom.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The format.
    pub format: OutputFormat,
    /// Of JSON Lines: errors stand in the place of articles.
    pub inline: bool,
    /// Of JSON Lines: so do articles that are left out, so that lines out are lines in.
    pub line_for_line: bool,
    /// Of brat: the folder.
    pub folder: PathBuf,
}

impl Encoding {
    /// A new encoder.
    pub fn encoder(&self) -> Box<dyn Encoder> {
        match self.format {
            OutputFormat::Jsonl => Box::new(jsonl::Jsonl::new(self.inline, self.line_for_line)),
            OutputFormat::Csv => Box::new(csv::Rows::new(b',')),
            OutputFormat::Tsv => Box::new(csv::Rows::new(b'\t')),
            OutputFormat::Parquet => Box::new(parquet::Builder::default()),
            OutputFormat::Conll => Box::new(conll::Conll::default()),
            OutputFormat::Brat => Box::new(brat::Brat::new(&self.folder)),
            OutputFormat::Html => Box::new(OnlyReport),
        }
    }

    /// What stands at the start of the output.
    pub fn head(&self) -> Result<Vec<u8>, Failure> {
        match self.format {
            OutputFormat::Csv => csv::head(b','),
            OutputFormat::Tsv => csv::head(b'\t'),
            OutputFormat::Brat => Ok(brat::LIST_HEAD.as_bytes().to_vec()),
            _ => Ok(Vec::new()),
        }
    }
}

struct OnlyReport;

impl Encoder for OnlyReport {
    fn article(&mut self, _: &Article<'_>) -> Result<(), Failure> {
        Ok(())
    }

    fn finish(&mut self) -> Result<Chunk, Failure> {
        Ok(Chunk::Nothing)
    }
}
