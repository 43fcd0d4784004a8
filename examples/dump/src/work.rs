//! The parallel part: workers that understand records, read articles and encode what was found.

pub mod budget;
pub mod pool;
pub mod tally;
pub mod worker;

use crate::fields::Fields;
use crate::format::Compression;
use crate::input::batch::Position;
use crate::output::{Chunk, Encoding};
use crate::report::Report;
use neta::Extractor;
use tally::Tally;

/// What all workers do.
#[derive(Debug)]
pub struct Task {
    /// Reads the articles.
    pub extractor: Extractor,
    /// Which fields are wanted.
    pub fields: Fields,
    /// Only political articles are kept.
    pub political: bool,
    /// What comes out.
    pub encoding: Encoding,
    /// How it is compressed.
    pub compression: Compression,
    /// Records without an id are named by input and line.
    pub name_all: bool,
    /// Articles are gathered for the report.
    pub report: bool,
}

/// A batch that was read.
#[derive(Debug)]
pub struct Done {
    /// The batch's number.
    pub number: u64,
    /// What goes to the output.
    pub chunk: Chunk,
    /// Lines for the file of rejected records.
    pub rejects: Vec<u8>,
    /// What was counted.
    pub tally: Tally,
    /// What goes to the report.
    pub report: Option<Report>,
    /// Bytes that it held of the budget.
    pub bytes: usize,
    /// Bytes of all inputs up to here.
    pub consumed: u64,
    /// Where the next record begins.
    pub end: Position,
}
