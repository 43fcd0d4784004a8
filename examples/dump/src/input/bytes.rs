//! Everything that is a stream of bytes: lines, arrays, tables and whole files.

use super::batch::{Origin, Position};
use super::compression::{self, Stream};
use super::gather::Source;
use super::sender::Sender;
use super::split::{Rows, Splitter, Values};
use super::{End, Reading, is_damage};
use crate::failure::{At, Failure};
use crate::format::InputFormat;
use crate::record::{json, row};
use memchr::memchr_iter;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

const BUFFER: usize = 128 << 10;
/// What is kept of a record that is too long.
const KEPT: usize = 64 << 10;
/// Some programs write it before UTF-8; it is no part of the text.
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// Hands the records of one input to `sender`.
pub fn read(
    reading: &Reading,
    source: &Source,
    from: &Position,
    sender: &mut Sender,
) -> Result<(), End> {
    let mut cutter = Cutter::open(source, from, sender.consumed())?;
    let mut origin = Origin::new(&source.name, source.format);
    if let Some(delimiter) = delimiter(source.format) {
        let header = if from.offset == 0 {
            cutter.header(delimiter)
        } else {
            let start = Position::start(from.source, 0);
            Cutter::open(source, &start, &Arc::default())?.header(delimiter)
        };
        match header {
            Ok(header) => origin = origin.with_header(header, &reading.fields),
            Err(error) => return cutter.fail(error, &Arc::new(origin), sender),
        }
        reading
            .notes
            .fields(&source.name, &origin.header, &reading.fields);
    }
    cutter.records(reading, &Arc::new(origin), sender)
}

fn delimiter(format: InputFormat) -> Option<u8> {
    match format {
        InputFormat::Csv => Some(b','),
        InputFormat::Tsv => Some(b'\t'),
        _ => None,
    }
}

/// Cuts one stream into records.
struct Cutter<'a> {
    source: &'a Source,
    stream: BufReader<Stream>,
    splitter: Splitter,
    /// Where the present record begins.
    next: Position,
    /// Bytes and line breaks of the present record that were not kept.
    dropped: (usize, u64),
}

impl<'a> Cutter<'a> {
    fn open(
        source: &'a Source,
        from: &Position,
        counter: &Arc<AtomicU64>,
    ) -> Result<Cutter<'a>, Failure> {
        let path = source
            .path
            .as_deref()
            .unwrap_or(Path::new("standard input"));
        let mut stream: Stream = match &source.path {
            None => Box::new(io::stdin()),
            Some(path) => {
                let file = File::open(path).at(path)?;
                compression::open(file, source.compression, from.offset, counter).at(path)?
            }
        };
        let mut next = from.clone();
        if from.offset == 0 {
            let mut head = Vec::new();
            while head.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(&head) {
                let mut byte = [0];
                match stream.read(&mut byte) {
                    Ok(0) => break,
                    Ok(_) => head.push(byte[0]),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    // Damage that begins with the first byte is met again below.
                    Err(error) if is_damage(&error) => break,
                    Err(error) => return Err(Failure::at(path, error)),
                }
            }
            if head == BYTE_ORDER_MARK {
                next.offset = head.len() as u64;
            } else {
                stream = Box::new(Cursor::new(head).chain(stream));
            }
        }
        let splitter = match source.format {
            InputFormat::Txt | InputFormat::Html => Splitter::Whole,
            InputFormat::Json => Splitter::Values(Values::new(from.inside)),
            format => {
                delimiter(format).map_or(Splitter::Lines, |mark| Splitter::Rows(Rows::new(mark)))
            }
        };
        let stream = BufReader::with_capacity(BUFFER, stream);
        Ok(Cutter {
            source,
            stream,
            splitter,
            next,
            dropped: (0, 0),
        })
    }

    /// The names in the first row.
    fn header(&mut self, delimiter: u8) -> io::Result<Vec<String>> {
        let mut row = Vec::new();
        loop {
            let chunk = self.stream.fill_buf()?;
            let end = if chunk.is_empty() {
                Some(0)
            } else {
                self.splitter.end(chunk)
            };
            let taken = end.unwrap_or(chunk.len());
            row.extend_from_slice(&chunk[..taken]);
            self.stream.consume(taken);
            if end.is_some() && (taken == 0 || self.splitter.lead(&row) < row.len()) {
                break;
            }
        }
        self.next.offset += row.len() as u64;
        self.next.line += memchr_iter(b'\n', &row).count() as u64;
        Ok(row::header(&row[self.splitter.lead(&row)..], delimiter))
    }

    fn records(
        mut self,
        reading: &Reading,
        origin: &Arc<Origin>,
        sender: &mut Sender,
    ) -> Result<(), End> {
        loop {
            if reading.prompt && self.stream.buffer().is_empty() {
                sender.flush()?;
            }
            let chunk = match self.stream.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return self.fail(error, origin, sender),
            };
            if chunk.is_empty() {
                break;
            }
            let end = self.splitter.end(chunk);
            let taken = end.unwrap_or(chunk.len());
            sender.extend(&chunk[..taken]);
            self.stream.consume(taken);
            if sender.record().len() + self.dropped.0 > reading.longest {
                self.drop_rest(sender);
            }
            if end.is_some() {
                self.finish_record(reading, origin, None, sender)?;
            }
        }
        if let Splitter::Values(values) = &mut self.splitter {
            values.close();
        }
        let whole = matches!(self.splitter, Splitter::Whole);
        let rest = sender.record().len() > self.splitter.lead(sender.record());
        if whole || rest {
            self.finish_record(reading, origin, None, sender)?;
        } else if self.splitter.inside() {
            let damage = "the file ends before its array does".to_string();
            self.finish_record(reading, origin, Some(damage), sender)?;
        } else {
            sender.skip_record(self.next);
        }
        Ok(())
    }

    /// Keeps only the beginning of a record that is too long.
    fn drop_rest(&mut self, sender: &mut Sender) {
        let rest = sender.record().get(KEPT..).unwrap_or_default();
        self.dropped.0 += rest.len();
        self.dropped.1 += memchr_iter(b'\n', rest).count() as u64;
        sender.truncate(KEPT);
    }

    fn finish_record(
        &mut self,
        reading: &Reading,
        origin: &Arc<Origin>,
        damage: Option<String>,
        sender: &mut Sender,
    ) -> Result<(), End> {
        let record = sender.record();
        let lines = |bytes: &[u8]| memchr_iter(b'\n', bytes).count() as u64;
        let mut lead = self.splitter.lead(record);
        let blank =
            lead == record.len() && damage.is_none() && !matches!(self.splitter, Splitter::Whole);
        if blank {
            lead = 0;
        }
        let line = self.next.line + lines(&record[..lead]);
        let (dropped, dropped_lines) = std::mem::take(&mut self.dropped);
        let length = record.len() + dropped;
        self.next.offset += length as u64;
        self.next.line += lines(record) + dropped_lines;
        self.next.inside = self.splitter.inside();
        if blank && !reading.prompt {
            sender.skip_record(self.next.clone());
            return Ok(());
        }
        if matches!(self.source.format, InputFormat::Jsonl | InputFormat::Json) && !reading.prompt {
            reading.notes.first(&self.source.name, &reading.fields, || {
                json::keys(&record[lead..])
            });
        }
        let too_long = (dropped > 0).then(|| {
            format!(
                "{length} bytes, more than the {} that --max-record allows; only the first {KEPT} are kept",
                reading.longest
            )
        });
        self.next.records += 1;
        sender.finish_record(origin, (lead, line), damage.or(too_long), self.next.clone())?;
        Ok(())
    }

    /// The stream cannot be read any further. What it held of the present record is rejected with
    /// the reason; an error of the system, which may pass, ends the run.
    fn fail(
        mut self,
        error: io::Error,
        origin: &Arc<Origin>,
        sender: &mut Sender,
    ) -> Result<(), End> {
        let path = self
            .source
            .path
            .as_deref()
            .unwrap_or(Path::new("standard input"));
        if !is_damage(&error) {
            return Err(Failure::at(path, error).into());
        }
        self.next.records += 1;
        sender.damaged();
        let reason = format!("the file is damaged from here on: {error}");
        sender.finish_record(origin, (0, self.next.line), Some(reason), self.next.clone())?;
        Ok(())
    }
}
