//! One worker: from a batch of raw records to what is written of it.

use super::tally::Tally;
use super::{Done, Task};
use crate::failure::Failure;
use crate::input::batch::{Batch, Origin, Piece};
use crate::output::compress;
use crate::output::{Article, Chunk, Encoder};
use crate::record::{Parser, Record};
use crate::rejects::Reject;
use crate::report::{self as page, Report};
use neta::Extraction;
use neta::relevance::is_political;
use std::time::{Duration, Instant};

/// What a worker keeps from batch to batch.
pub struct Worker<'t> {
    task: &'t Task,
    parser: Parser<'t>,
    encoder: Box<dyn Encoder>,
    joined: String,
}

impl<'t> Worker<'t> {
    /// A new one.
    pub fn new(task: &'t Task) -> Worker<'t> {
        Worker {
            task,
            parser: Parser::new(&task.fields),
            encoder: task.encoding.encoder(),
            joined: String::new(),
        }
    }

    /// Reads a batch.
    pub fn run(&mut self, batch: Batch) -> Result<Done, Failure> {
        let mut tally = Tally {
            damaged: batch.damaged,
            cutting: batch.time,
            ..Tally::default()
        };
        let mut report = self.task.report.then(Report::new);
        let mut rejects = Vec::new();
        let mut clock = Clock::start();
        for (index, piece) in batch.pieces.iter().enumerate() {
            let origin = &batch.origins[piece.origin];
            let raw = &batch.bytes[piece.range.clone()];
            let number = batch.first + index as u64;
            tally.read += 1;
            let name = self.task.name_all.then(|| name(origin, piece));
            let record = match &piece.damage {
                Some(damage) => Err(damage.clone()),
                None => self.parser.parse(raw.trim_ascii_end(), origin),
            };
            let record = match record {
                Ok(record) => record,
                Err(reason) => {
                    tally.rejected += 1;
                    let reject = Reject {
                        origin,
                        line: piece.line,
                        reason: &reason,
                        raw,
                    };
                    if !self.encoder.reject(&reject) {
                        reject.write(&mut rejects);
                    }
                    tally.parsing += clock.lap();
                    continue;
                }
            };
            let date = record.day();
            tally.odd_dates += u64::from(date.is_none() && record.date.is_some());
            let (text, title_length) = record.joined(&mut self.joined);
            let id = record.id.as_deref().or(name.as_deref());
            tally.parsing += clock.lap();
            if self.task.political && !is_political(text.as_bytes()) {
                tally.left_out += 1;
                self.encoder.leave_out(id);
                tally.extracting += clock.lap();
                continue;
            }
            let found = match date {
                Some(date) => self.task.extractor.extract_dated(text, date),
                None => self.task.extractor.extract(text),
            };
            tally.extracting += clock.lap();
            count(&mut tally, &found);
            let article = Article {
                number,
                id,
                title_length,
                date,
                found: &found,
            };
            if let Some(report) = &mut report {
                let title = title(&record);
                report.add(&page::Article {
                    id,
                    title,
                    date,
                    found: &found,
                });
            }
            self.encoder.article(&article)?;
            drop(found);
            tally.writing += clock.lap();
        }
        let mut chunk = self.encoder.finish()?;
        if let Chunk::Bytes(bytes) = &mut chunk {
            compress::member(bytes, self.task.compression)?;
        }
        tally.writing += clock.lap();
        // A long article must not keep its buffer for the rest of the run.
        self.joined.shrink_to(1 << 20);
        Ok(Done {
            number: batch.number,
            chunk,
            rejects,
            tally,
            report,
            bytes: batch.bytes.len(),
            consumed: batch.consumed,
            end: batch.end,
        })
    }
}

fn count(tally: &mut Tally, found: &Extraction<'_>) {
    tally.written += 1;
    tally.text += found.text().len() as u64;
    for mention in found.mentions() {
        tally.mentions[mention.kind as usize] += 1;
    }
}

fn title<'r>(record: &'r Record<'_>) -> Option<&'r str> {
    record
        .title
        .as_deref()
        .map(str::trim)
        .filter(|title| !title.is_empty())
}

/// What a record without an id is called.
fn name(origin: &Origin, piece: &Piece) -> String {
    if origin.is_one_article() {
        origin.name.clone()
    } else {
        format!("{}:{}", origin.name, piece.line)
    }
}

struct Clock(Instant);

impl Clock {
    fn start() -> Clock {
        Clock(Instant::now())
    }

    fn lap(&mut self) -> Duration {
        let now = Instant::now();
        let lap = now - self.0;
        self.0 = now;
        lap
    }
}
