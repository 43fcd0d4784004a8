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
use ::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
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
    let mut table = Table {
        source,
        path,
        next: from.clone(),
        origin: origin(source),
    };
    let file = table.file()?;
    if let Err(error) = table.rows(reading, file, sender)? {
        table.fail(&error, sender)?;
    }
    Ok(())
}

fn origin(source: &Source) -> Arc<Origin> {
    Arc::new(Origin::new(&source.name, InputFormat::Parquet))
}

struct Table<'a> {
    source: &'a Source,
    path: &'a Path,
    next: Position,
    origin: Arc<Origin>,
}

impl Table<'_> {
    /// The table's file, laid out for reading from its end.
    fn file(&self) -> Result<File, Failure> {
        let file = File::open(self.path).at(self.path)?;
        if self.source.compression == Compression::None {
            return Ok(file);
        }
        let mut plain = tempfile::tempfile().at(&std::env::temp_dir())?;
        let mut stream =
            compression::open(file, self.source.compression, 0, &Arc::default()).at(self.path)?;
        io::copy(&mut stream, &mut plain).at(self.path)?;
        plain.rewind().at(self.path)?;
        Ok(plain)
    }

    /// The outer error ends the run, the inner one is damage to this table.
    fn rows(
        &mut self,
        reading: &Reading,
        file: File,
        sender: &mut Sender,
    ) -> Result<Result<(), ParquetError>, End> {
        // What Arrow wrote about its own types beside the table's does not matter here.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = match ParquetRecordBatchReaderBuilder::try_new_with_options(file, options) {
            Ok(builder) => builder,
            Err(error) => return Ok(Err(error)),
        };
        let present: Vec<String> = builder
            .schema()
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect();
        reading
            .notes
            .fields(&self.source.name, &present, &reading.fields);
        let total = builder.metadata().file_metadata().num_rows().max(1) as u64;
        let before = sender.consumed().load(Ordering::Relaxed);
        // Without a text every row is rejected, so that the whole row is wanted.
        let chosen = reading.fields.choose(&present);
        let mask = match chosen[Role::Text as usize] {
            Some(_) => {
                ProjectionMask::roots(builder.parquet_schema(), chosen.into_iter().flatten())
            }
            None => ProjectionMask::all(),
        };
        let reader = builder
            .with_projection(mask)
            .with_batch_size(ROWS)
            .with_offset(usize::try_from(self.next.offset).unwrap_or(usize::MAX))
            .build();
        let reader = match reader {
            Ok(reader) => reader,
            Err(error) => return Ok(Err(error)),
        };
        for rows in reader {
            let rows = match rows {
                Ok(rows) => rows,
                Err(error) => return Ok(Err(ParquetError::General(error.to_string()))),
            };
            for index in 0..rows.num_rows() {
                let mut line = Vec::new();
                write_row(&rows, index, &mut line)
                    .map_err(|error| Failure::at(self.path, error))?;
                self.row(reading, &line, sender)?;
            }
            let part = self.source.length * self.next.offset / total;
            sender.consumed().store(before + part, Ordering::Relaxed);
        }
        Ok(Ok(()))
    }

    fn row(&mut self, reading: &Reading, line: &[u8], sender: &mut Sender) -> Result<(), End> {
        let row = self.next.line;
        self.next.line += 1;
        self.next.offset += 1;
        self.next.records += 1;
        let too_long = line.len() > reading.longest;
        let damage = too_long.then(|| {
            format!(
                "{} bytes, more than the {} that --max-record allows",
                line.len(),
                reading.longest
            )
        });
        sender.extend(line);
        sender.finish_record(&self.origin, (0, row), damage, self.next.clone())?;
        Ok(())
    }

    fn fail(&mut self, error: &ParquetError, sender: &mut Sender) -> Result<(), End> {
        if let ParquetError::External(inner) = error
            && let Some(inner) = inner.downcast_ref::<io::Error>()
            && !is_damage(inner)
        {
            return Err(Failure::at(self.path, inner).into());
        }
        self.next.records += 1;
        sender.damaged();
        let reason = format!("the table is damaged from here on: {error}");
        sender.finish_record(
            &self.origin,
            (0, self.next.line),
            Some(reason),
            self.next.clone(),
        )?;
        Ok(())
    }
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
