//! Records on their way from an input to a worker: raw bytes, cut but not yet read.

use crate::fields::Fields;
use crate::format::InputFormat;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

/// A batch ends after this many records, or this many bytes if they come first. Both depend on the
/// input alone, so that a resumed run cuts where an unbroken one does.
const RECORDS: usize = 512;
const BYTES: usize = 256 << 10;

/// Where the next record begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Records before it, over all inputs.
    pub records: u64,
    /// The input, by its place in the list.
    pub source: usize,
    /// Bytes of that input before it, after decompression; rows of a Parquet table.
    pub offset: u64,
    /// The line it begins on; the row of a Parquet table.
    pub line: u64,
    /// It lies in a JSON array.
    pub inside: bool,
}

impl Position {
    /// The start of an input.
    pub fn start(source: usize, records: u64) -> Position {
        Position {
            records,
            source,
            offset: 0,
            line: 1,
            inside: false,
        }
    }
}

/// The input of a record.
#[derive(Debug)]
pub struct Origin {
    /// Its name, as the user gave it.
    pub name: String,
    /// How its records are read.
    pub format: InputFormat,
    /// Of CSV: the names in the header.
    pub header: Vec<String>,
    /// Of CSV: which column is the text, the title, the id and the date.
    pub columns: [Option<usize>; 4],
}

impl Origin {
    /// Of an input without a header.
    pub fn new(name: &str, format: InputFormat) -> Origin {
        Origin {
            name: name.to_string(),
            format,
            header: Vec::new(),
            columns: [None; 4],
        }
    }

    /// With the header of a table.
    pub fn with_header(mut self, header: Vec<String>, fields: &Fields) -> Origin {
        self.columns = fields.choose(&header);
        self.header = header;
        self
    }

    /// Whether the whole file is one article.
    pub fn is_one_article(&self) -> bool {
        matches!(self.format, InputFormat::Txt | InputFormat::Html)
    }

    /// What the number of a record counts.
    pub fn unit(&self) -> &'static str {
        match self.format {
            InputFormat::Parquet => "row",
            _ => "line",
        }
    }
}

/// One raw record.
#[derive(Debug)]
pub struct Piece {
    /// Its bytes in the batch.
    pub range: Range<usize>,
    /// Its input in the batch.
    pub origin: usize,
    /// The line it begins on, or its row.
    pub line: u64,
    /// Why it cannot be read, where the cutting showed that already.
    pub damage: Option<String>,
}

/// Records that one worker reads in one go.
#[derive(Debug)]
pub struct Batch {
    /// From 0, without gaps.
    pub number: u64,
    /// Records before the first, over all inputs.
    pub first: u64,
    /// The records' bytes.
    pub bytes: Vec<u8>,
    /// The records.
    pub pieces: Vec<Piece>,
    /// Their inputs.
    pub origins: Vec<Arc<Origin>>,
    /// Where the record after the last begins.
    pub end: Position,
    /// Bytes of all inputs read up to here, before decompression.
    pub consumed: u64,
    /// What reading and cutting took.
    pub time: Duration,
    /// Inputs among these that could not be read to their end.
    pub damaged: u64,
}

impl Batch {
    /// An empty one at a place.
    pub fn new(number: u64, position: Position) -> Batch {
        Batch {
            number,
            first: position.records,
            bytes: Vec::new(),
            pieces: Vec::new(),
            origins: Vec::new(),
            end: position,
            consumed: 0,
            time: Duration::ZERO,
            damaged: 0,
        }
    }

    /// Whether it is time to hand it over.
    pub fn is_full(&self) -> bool {
        self.pieces.len() >= RECORDS || self.bytes.len() >= BYTES
    }

    /// Adds the bytes from `range` as a record.
    pub fn push(
        &mut self,
        origin: &Arc<Origin>,
        range: Range<usize>,
        line: u64,
        damage: Option<String>,
    ) {
        if !self
            .origins
            .last()
            .is_some_and(|last| Arc::ptr_eq(last, origin))
        {
            self.origins.push(Arc::clone(origin));
        }
        self.pieces.push(Piece {
            range,
            origin: self.origins.len() - 1,
            line,
            damage,
        });
    }
}
