//! Gathers records into batches and hands them over, no more than the budget allows.

use super::batch::{Batch, Origin, Position};
use crate::work::budget::Budget;
use crossbeam_channel::Sender as Channel;
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Nobody takes batches any more.
#[derive(Debug)]
pub struct Gone;

/// The reader's end of the pipeline.
#[derive(Debug)]
pub struct Sender {
    batch: Batch,
    /// Where the bytes of the present record begin in the batch.
    begun: usize,
    since: Instant,
    channel: Channel<Batch>,
    budget: Arc<Budget>,
    stop: Arc<AtomicBool>,
    consumed: Arc<AtomicU64>,
}

impl Sender {
    /// Begins at a position.
    pub fn new(
        position: Position,
        channel: Channel<Batch>,
        budget: Arc<Budget>,
        stop: Arc<AtomicBool>,
    ) -> Sender {
        Sender {
            batch: Batch::new(0, position),
            begun: 0,
            since: Instant::now(),
            channel,
            budget,
            stop,
            consumed: Arc::new(AtomicU64::new(0)),
        }
    }

    /// Counts the bytes that were read of all inputs.
    pub fn consumed(&self) -> &Arc<AtomicU64> {
        &self.consumed
    }

    /// Where the next record begins.
    pub fn position(&self) -> &Position {
        &self.batch.end
    }

    /// Adds bytes to the present record.
    pub fn extend(&mut self, bytes: &[u8]) {
        self.batch.bytes.extend_from_slice(bytes);
    }

    /// The present record, as far as it was read.
    pub fn record(&self) -> &[u8] {
        &self.batch.bytes[self.begun..]
    }

    /// Takes bytes off the present record.
    pub fn truncate(&mut self, length: usize) {
        self.batch.bytes.truncate(self.begun + length);
    }

    /// The present record is whole: it begins after `lead` bytes, on `line`; `next` is where the
    /// one after it begins.
    pub fn finish_record(
        &mut self,
        origin: &Arc<Origin>,
        (lead, line): (usize, u64),
        damage: Option<String>,
        next: Position,
    ) -> Result<(), Gone> {
        let range = self.begun + lead..self.batch.bytes.len();
        self.batch.push(origin, range, line, damage);
        self.begun = self.batch.bytes.len();
        self.batch.end = next;
        if self.batch.is_full() {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// What was read since the last record is none.
    pub fn skip_record(&mut self, next: Position) {
        self.truncate(0);
        self.batch.end = next;
    }

    /// An input ends here.
    pub fn finish_source(&mut self, next: usize) {
        self.batch.end = Position::start(next, self.batch.end.records);
    }

    /// An input ended before its end.
    pub fn damaged(&mut self) {
        self.batch.damaged += 1;
    }

    /// Hands over the whole records; the beginning of another one stays.
    pub fn flush(&mut self) -> Result<(), Gone> {
        if self.batch.pieces.is_empty() && self.batch.damaged == 0 {
            return Ok(());
        }
        let mut next = Batch::new(self.batch.number + 1, self.batch.end.clone());
        next.bytes = self.batch.bytes.split_off(self.begun);
        self.begun = 0;
        let mut batch = mem::replace(&mut self.batch, next);
        batch.consumed = self.consumed.load(Ordering::Relaxed);
        batch.time = self.since.elapsed();
        if self.stop.load(Ordering::Relaxed) || !self.budget.take(batch.bytes.len()) {
            return Err(Gone);
        }
        let sent = self.channel.send(batch).map_err(|_| Gone);
        self.since = Instant::now();
        sent
    }
}
