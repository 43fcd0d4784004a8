//! Parquet tables, row batch by row batch. A row becomes a line of JSON, so that it is read, and if
//! need be rejected, as every other record.

use super::batch::{Origin, Position};
use super::compression;
use super::gather::Source;
use super::sender::Sender;
use super::{End, Reading, is_damage};
use crate::failure::{At, Failure};
use crate::fields::Role;
use crate::format::{Compression, InputFormat};
use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use ::parquet::errors::ParquetError;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use serde::Serializer;
use serde::ser::SerializeMap;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Few enough that long articles stay bounded.
const ROWS: usize = 256;

/// Hands the rows of one table to `sender`.
pub fn read(
    reading: &Reading,
    source: &Source,
    from: &Position,
    sender: &mut Sender,
) -> Result<(), End> {
    let Some(path) = &source.path else {
        let message = "a Parquet table cannot be read from standard input: its end comes first";
        return Err(Failure::Usage(message.into()).into());
    };
    let file = plain(source, path)?;
    let origin = Arc::new(Origin::new(&source.name, InputFormat::Parquet));
    let before = sender.consumed().load(Ordering::Relaxed);
    // What Arrow wrote about its own types beside the table's does not matter here.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let metadata = ArrowReaderMetadata::load(&file, options);
    let mut next = from.clone();
    let metadata = match metadata {
        Ok(metadata) => metadata,
        Err(error) => {
            sender.damaged();
            return reject(&origin, &mut next, path, &error, sender);
        }
    };
    let fields = metadata.schema().fields();
    let present: Vec<String> = fields.iter().map(|field| field.name().clone()).collect();
    reading
        .notes
        .fields(&source.name, &present, &reading.fields);
    let chosen = reading.fields.choose(&present);
    let total = metadata.metadata().file_metadata().num_rows().max(0) as u64;
    let mut table = Table {
        reading,
        source,
        path,
        file,
        metadata,
        chosen,
        origin,
        next,
        total,
        before,
    };
    table.all(sender)
}

/// The table's file, laid out for reading from its end.
fn plain(source: &Source, path: &Path) -> Result<File, Failure> {
    let file = File::open(path).at(path)?;
    if source.compression == Compression::None {
        return Ok(file);
    }
    let mut plain = tempfile::tempfile().at(&std::env::temp_dir())?;
    let mut stream = compression::open(file, source.compression, 0, &Arc::default()).at(path)?;
    io::copy(&mut stream, &mut plain).at(path)?;
    plain.rewind().at(path)?;
    Ok(plain)
}

struct Table<'a> {
    reading: &'a Reading,
    source: &'a Source,
    path: &'a Path,
    file: File,
    metadata: ArrowReaderMetadata,
    chosen: [Option<usize>; Role::ALL.len()],
    origin: Arc<Origin>,
    next: Position,
    total: u64,
    /// Bytes of the inputs before it.
    before: u64,
}

impl Table<'_> {
    /// All rows. Where some cannot be read, one by one, so that only those are rejected.
    fn all(&mut self, sender: &mut Sender) -> Result<(), End> {
        let mut one_by_one = false;
        while self.next.offset < self.total {
            let read = self.rows(one_by_one, sender)?;
            match read {
                Ok(()) => one_by_one = false,
                Err(error) if one_by_one => {
                    reject(&self.origin, &mut self.next, self.path, &error, sender)?;
                }
                Err(_) => one_by_one = true,
            }
        }
        Ok(())
    }

    /// Rows from the next one on, to the end or, one by one, some. The outer error ends the run, the
    /// inner one is damage at the next row.
    fn rows(
        &mut self,
        one_by_one: bool,
        sender: &mut Sender,
    ) -> Result<Result<(), ParquetError>, End> {
        let file = self.file.try_clone().at(self.path)?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        // Without a text every row is rejected, so that the whole row is wanted.
        let mask = match self.chosen[Role::Text as usize] {
            Some(_) => {
                ProjectionMask::roots(builder.parquet_schema(), self.chosen.into_iter().flatten())
            }
            None => ProjectionMask::all(),
        };
        let (size, limit) = if one_by_one {
            (1, ROWS as u64)
        } else {
            (ROWS, self.total)
        };
        let index = |row: u64| usize::try_from(row).unwrap_or(usize::MAX);
        let reader = builder
            .with_projection(mask)
            .with_batch_size(size)
            .with_offset(index(self.next.offset))
            .with_limit(index(limit.min(self.total - self.next.offset)))
            .build();
        let reader = match reader {
            Ok(reader) => reader,
            Err(error) => return Ok(Err(error)),
        };
        let mut line = Vec::new();
        for rows in reader {
            let rows = match rows {
                Ok(rows) => rows,
                Err(error) => return Ok(Err(ParquetError::ArrowError(error.to_string()))),
            };
            for index in 0..rows.num_rows() {
                line.clear();
                write_row(&rows, index, &mut line)
                    .map_err(|error| Failure::at(self.path, error))?;
                self.row(&line, sender)?;
            }
            let part = self.source.length * self.next.offset / self.total;
            sender
                .consumed()
                .store(self.before + part, Ordering::Relaxed);
        }
        Ok(Ok(()))
    }

    fn row(&mut self, line: &[u8], sender: &mut Sender) -> Result<(), End> {
        let longest = self.reading.longest;
        let too_long = (line.len() > longest).then(|| {
            format!(
                "{} bytes, more than the {longest} that --max-record allows",
                line.len()
            )
        });
        sender.extend(line);
        finish(&self.origin, &mut self.next, too_long, sender)
    }
}

fn finish(
    origin: &Arc<Origin>,
    next: &mut Position,
    damage: Option<String>,
    sender: &mut Sender,
) -> Result<(), End> {
    let row = next.line;
    next.line += 1;
    next.offset += 1;
    next.records += 1;
    sender.finish_record(origin, (0, row), damage, next.clone())?;
    Ok(())
}

/// Rejects the next row; an error of the system, which may pass, ends the run.
fn reject(
    origin: &Arc<Origin>,
    next: &mut Position,
    path: &Path,
    error: &ParquetError,
    sender: &mut Sender,
) -> Result<(), End> {
    if let ParquetError::External(inner) = error
        && let Some(inner) = inner.downcast_ref::<io::Error>()
        && !is_damage(inner)
    {
        return Err(Failure::at(path, inner).into());
    }
    finish(
        origin,
        next,
        Some(format!("cannot be read from the table: {error}")),
        sender,
    )
}

/// A row as a JSON object. Bytes that are not UTF-8 are written as they are: the record is rejected
/// for them, with its bytes.
fn write_row(
    rows: &RecordBatch,
    index: usize,
    line: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    let schema = rows.schema();
    line.push(b'{');
    for (number, (field, column)) in schema.fields().iter().zip(rows.columns()).enumerate() {
        if number > 0 {
            line.push(b',');
        }
        serde_json::to_writer(&mut *line, field.name())?;
        line.push(b':');
        write_cell(column, index, line)?;
    }
    line.push(b'}');
    Ok(())
}

fn write_cell(
    column: &dyn Array,
    index: usize,
    line: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    if column.is_null(index) {
        line.extend_from_slice(b"null");
        return Ok(());
    }
    match column.data_type() {
        DataType::Utf8 => serde_json::to_writer(line, column.as_string::<i32>().value(index)),
        DataType::LargeUtf8 => serde_json::to_writer(line, column.as_string::<i64>().value(index)),
        DataType::Utf8View => serde_json::to_writer(line, column.as_string_view().value(index)),
        DataType::Binary => write_bytes(column.as_binary::<i32>().value(index), line),
        DataType::LargeBinary => write_bytes(column.as_binary::<i64>().value(index), line),
        DataType::Int32 => {
            serde_json::to_writer(line, &column.as_primitive::<Int32Type>().value(index))
        }
        DataType::Int64 => {
            serde_json::to_writer(line, &column.as_primitive::<Int64Type>().value(index))
        }
        DataType::Date32 => write_day(
            column.as_primitive::<Date32Type>().value_as_date(index),
            line,
        ),
        DataType::Timestamp(unit, _) => {
            let day = match unit {
                TimeUnit::Second => column
                    .as_primitive::<TimestampSecondType>()
                    .value_as_date(index),
                TimeUnit::Millisecond => column
                    .as_primitive::<TimestampMillisecondType>()
                    .value_as_date(index),
                TimeUnit::Microsecond => column
                    .as_primitive::<TimestampMicrosecondType>()
                    .value_as_date(index),
                TimeUnit::Nanosecond => column
                    .as_primitive::<TimestampNanosecondType>()
                    .value_as_date(index),
            };
            write_day(day, line)
        }
        // Not a text, and told as such: a record with an object where a string is expected.
        other => {
            let mut serializer = serde_json::Serializer::new(line);
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry("type", &other.to_string())?;
            map.end()
        }
    }
}

fn write_bytes(bytes: &[u8], line: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::to_writer(line, text),
        Err(_) => {
            line.push(b'"');
            line.extend_from_slice(bytes);
            line.push(b'"');
            Ok(())
        }
    }
}

fn write_day(day: Option<impl Display>, line: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    serde_json::to_writer(line, &day.map(|day| day.to_string()))
}
