//! Reading: from files to batches of raw records, in one thread. Understanding the records is left
//! to the workers.

pub mod batch;
pub mod bytes;
pub mod compression;
pub mod gather;
pub mod notes;
pub mod parquet;
pub mod sender;
pub mod split;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::format::InputFormat;
use batch::Position;
use gather::Source;
use notes::Notes;
use sender::{Gone, Sender};
use std::io;

/// What reading depends on beside the files.
#[derive(Debug)]
pub struct Reading {
    /// The files.
    pub sources: Vec<Source>,
    /// Which fields are wanted.
    pub fields: Fields,
    /// The longest record, in bytes; a longer one is rejected.
    pub longest: usize,
    /// Tells the user which fields were taken.
    pub notes: Notes,
    /// Nothing may wait for more input, and blank lines are answered too.
    pub prompt: bool,
}

/// Why reading ended before the end.
#[derive(Debug)]
pub enum End {
    /// Nobody takes batches any more.
    Gone,
    /// An input failed.
    Failed(Failure),
}

impl From<Gone> for End {
    fn from(_: Gone) -> End {
        End::Gone
    }
}

impl From<Failure> for End {
    fn from(failure: Failure) -> End {
        End::Failed(failure)
    }
}

/// Reads all inputs from a position on and hands their records to `sender`.
pub fn read(reading: &Reading, from: &Position, sender: &mut Sender) -> Result<(), End> {
    let mut position = from.clone();
    for index in from.source..reading.sources.len() {
        let source = &reading.sources[index];
        if position.source != index {
            position = Position::start(index, sender.position().records);
        }
        match source.format {
            InputFormat::Parquet => parquet::read(reading, source, &position, sender)?,
            _ => bytes::read(reading, source, &position, sender)?,
        }
        sender.finish_source(index + 1);
    }
    sender.flush()?;
    Ok(())
}

/// Whether an error says that the file's content is damaged, and not that it cannot be read now.
fn is_damage(error: &io::Error) -> bool {
    error.raw_os_error().is_none()
}
