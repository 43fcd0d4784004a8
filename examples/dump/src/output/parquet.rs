//! Two Parquet tables: mentions and entities.
//!
//! A table can only be written in one go, so that a run writes part files, each whole, and joins
//! them at the end by copying their column chunks. A part ends after a fixed number of batches.

use super::tables::{Cell, Column, ENTITIES, MENTIONS, Type, each_entity, each_mention};
use super::{Article, Chunk, Encoder};
use crate::failure::{At, Failure};
use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ParquetMetaDataReader;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::SerializedFileWriter;
use arrow_array::builder::{Float64Builder, StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Batches per part, and so per group of rows: some ten thousand articles.
const BATCHES: u64 = 64;

/// Gathers rows.
pub struct Builder {
    mentions: Table,
    entities: Table,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder {
            mentions: Table::new(&MENTIONS),
            entities: Table::new(&ENTITIES),
        }
    }
}

impl Encoder for Builder {
    fn article(&mut self, article: &Article<'_>) -> Result<(), Failure> {
        each_mention(article, |cells| self.mentions.push(cells));
        each_entity(article, |cells| self.entities.push(cells));
        Ok(())
    }

    fn finish(&mut self) -> Result<Chunk, Failure> {
        Ok(Chunk::Tables(self.mentions.take()?, self.entities.take()?))
    }
}

enum Values {
    Text(StringBuilder),
    Number(UInt64Builder),
    Score(Float64Builder),
}

struct Table {
    schema: Arc<Schema>,
    columns: Vec<Values>,
}

impl Table {
    fn new(columns: &[Column]) -> Table {
        let values = |column: &Column| match column.1 {
            Type::Text => Values::Text(StringBuilder::new()),
            Type::Number => Values::Number(UInt64Builder::new()),
            Type::Score => Values::Score(Float64Builder::new()),
        };
        Table {
            schema: schema(columns),
            columns: columns.iter().map(values).collect(),
        }
    }

    fn push(&mut self, cells: &[Cell<'_>]) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            match (column, cell) {
                (Values::Text(column), Cell::Text(text)) => column.append_option(text.as_deref()),
                (Values::Number(column), Cell::Number(number)) => column.append_option(*number),
                (Values::Score(column), Cell::Score(score)) => column.append_value(*score),
                // The tables' types and cells stand side by side in tables.rs; were they to differ,
                // the lengths of the columns would, and `take` says so.
                _ => {}
            }
        }
    }

    fn take(&mut self) -> Result<RecordBatch, Failure> {
        let columns = self.columns.iter_mut().map(|column| -> ArrayRef {
            match column {
                Values::Text(column) => Arc::new(column.finish()),
                Values::Number(column) => Arc::new(column.finish()),
                Values::Score(column) => Arc::new(column.finish()),
            }
        });
        RecordBatch::try_new(Arc::clone(&self.schema), columns.collect())
            .map_err(|error| Failure::Run(format!("a table's rows: {error}")))
    }
}

fn schema(columns: &[Column]) -> Arc<Schema> {
    let field = |&(name, held): &Column| match held {
        Type::Text => Field::new(name, DataType::Utf8, true),
        Type::Number => Field::new(name, DataType::UInt64, true),
        Type::Score => Field::new(name, DataType::Float64, false),
    };
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(None)
        .build()
}

/// Writes the parts and joins them.
pub struct Parts {
    folder: PathBuf,
    /// Parts that are whole.
    pub whole: u64,
    batches: u64,
    open: Option<[ArrowWriter<File>; 2]>,
}

const TABLES: [&str; 2] = ["mentions", "entities"];

impl Parts {
    /// In a folder, after the parts that an earlier run made whole.
    pub fn new(folder: PathBuf, whole: u64) -> Result<Parts, Failure> {
        fs::create_dir_all(&folder).at(&folder)?;
        Ok(Parts {
            folder,
            whole,
            batches: 0,
            open: None,
        })
    }

    fn path(&self, number: u64, table: usize) -> PathBuf {
        self.folder
            .join(format!("{number:06}.{}.parquet", TABLES[table]))
    }

    /// Adds a batch's rows; `true` if the part is whole with it.
    pub fn write(&mut self, tables: [&RecordBatch; 2]) -> Result<bool, Failure> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => {
                let [mentions, entities] = [self.path(self.whole, 0), self.path(self.whole, 1)];
                [start(&mentions, &MENTIONS)?, start(&entities, &ENTITIES)?]
            }
        };
        for (table, (writer, rows)) in open.iter_mut().zip(tables).enumerate() {
            writer
                .write(rows)
                .map_err(|error| failure(&self.path(self.whole, table), error))?;
        }
        self.open = Some(open);
        self.batches += 1;
        if self.batches >= BATCHES {
            self.close()?;
        }
        Ok(self.batches == 0)
    }

    /// Makes the present part whole.
    pub fn close(&mut self) -> Result<(), Failure> {
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        for (table, writer) in open.into_iter().enumerate() {
            let path = self.path(self.whole, table);
            let file = writer.into_inner().map_err(|error| failure(&path, error))?;
            file.sync_data().at(&path)?;
        }
        self.whole += 1;
        self.batches = 0;
        Ok(())
    }

    /// Writes the whole tables.
    pub fn join(&self, outputs: [&Path; 2]) -> Result<(), Failure> {
        for (table, output) in outputs.into_iter().enumerate() {
            let columns: &[Column] = if table == 0 { &MENTIONS } else { &ENTITIES };
            let arrow = start(output, columns)?;
            // Its file writer is what copies, under the schema that Arrow would write.
            let (mut joined, _) = arrow
                .into_serialized_writer()
                .map_err(|error| failure(output, error))?;
            for number in 0..self.whole {
                let part = self.path(number, table);
                append(&part, &mut joined).map_err(|error| failure(&part, error))?;
            }
            let file = joined
                .into_inner()
                .map_err(|error| failure(output, error))?;
            file.sync_data().at(output)?;
        }
        Ok(())
    }
}

fn start(path: &Path, columns: &[Column]) -> Result<ArrowWriter<File>, Failure> {
    let file = File::create(path).at(path)?;
    ArrowWriter::try_new(file, schema(columns), Some(properties()))
        .map_err(|error| failure(path, error))
}

/// Copies a part's groups of rows.
fn append(part: &Path, joined: &mut SerializedFileWriter<File>) -> Result<(), ParquetError> {
    let file = File::open(part)?;
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&file)?;
    for group in metadata.row_groups() {
        let mut target = joined.next_row_group()?;
        for column in group.columns() {
            let copied = ColumnCloseResult {
                bytes_written: column.compressed_size() as u64,
                rows_written: group.num_rows() as u64,
                metadata: column.clone(),
                bloom_filter: None,
                column_index: None,
                offset_index: None,
            };
            target.append_column(&file, copied)?;
        }
        target.close()?;
    }
    Ok(())
}

fn failure(path: &Path, error: ParquetError) -> Failure {
    Failure::at(path, error)
}
