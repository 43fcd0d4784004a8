//! What was counted, and what took how long.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Sums over articles; those of two parts of a dump add up to those of the whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Records that the reader cut.
    pub read: u64,
    /// Articles that were written.
    pub written: u64,
    /// Articles that are not political.
    pub left_out: u64,
    /// Records that are none.
    pub rejected: u64,
    /// Inputs that could not be read to their end.
    pub damaged: u64,
    /// Dates that are no days in ISO 8601.
    pub odd_dates: u64,
    /// Bytes of text that were read for names.
    pub text: u64,
    /// Mentions by kind, in the order of the kinds.
    pub mentions: [u64; 4],
    /// Reading files and cutting them into records.
    pub cutting: Duration,
    /// Understanding records.
    pub parsing: Duration,
    /// Reading articles: the library.
    pub extracting: Duration,
    /// Encoding, compressing and writing.
    pub writing: Duration,
}

impl Tally {
    /// Adds those of a later part.
    pub fn add(&mut self, later: &Tally) {
        self.read += later.read;
        self.written += later.written;
        self.left_out += later.left_out;
        self.rejected += later.rejected;
        self.damaged += later.damaged;
        self.odd_dates += later.odd_dates;
        self.text += later.text;
        for (sum, more) in self.mentions.iter_mut().zip(later.mentions) {
            *sum += more;
        }
        self.cutting += later.cutting;
        self.parsing += later.parsing;
        self.extracting += later.extracting;
        self.writing += later.writing;
    }

    /// Whether every record that was read is accounted for.
    pub fn agrees(&self) -> bool {
        self.read == self.written + self.left_out + self.rejected
    }
}
