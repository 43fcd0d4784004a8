//! The threads: one reader, workers, and in between channels that a budget bounds.

use super::budget::Budget;
use super::worker::Worker;
use super::{Done, Task};
use crate::failure::Failure;
use crate::input::batch::{Batch, Position};
use crate::input::sender::Sender;
use crate::input::{End, Reading, read};
use crossbeam_channel::{Receiver, unbounded};
use std::collections::BTreeMap;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Web pages are trees of any depth.
const STACK: usize = 64 << 20;
/// Without this message the writer would wait for the lost batch for ever.
const MISTAKE: &str = "a worker gave up; this is a mistake in neta-dump";

/// What comes to the writer.
#[derive(Debug)]
pub enum Event {
    /// A batch, in the order of the input.
    Done(Box<Done>),
    /// An input failed or a worker could not write; everything before it has come.
    Failed(Failure),
}

enum Message {
    Done(Box<Done>),
    ReaderFailed(Failure),
    WorkerFailed(Failure),
}

/// A pipeline at work; its threads end with it or with the program.
pub struct Pool {
    events: Receiver<Message>,
    budget: Arc<Budget>,
    waiting: BTreeMap<u64, Box<Done>>,
    next: u64,
    failure: Option<Failure>,
}

impl Pool {
    /// Starts reading at a position. `stop` ends it early.
    pub fn start(
        task: Arc<Task>,
        reading: Reading,
        from: Position,
        jobs: usize,
        stop: Arc<AtomicBool>,
    ) -> io::Result<Pool> {
        // Never longer than the budget allows.
        let (batches, work) = unbounded::<Batch>();
        let (results, events) = unbounded();
        let budget = Arc::new(Budget::new(jobs));
        let mut sender = Sender::new(from.clone(), batches, Arc::clone(&budget), stop);
        let earlier: u64 = reading
            .sources
            .iter()
            .take(from.source)
            .map(|source| source.length)
            .sum();
        sender.consumed().store(earlier, Ordering::Relaxed);
        let failures = results.clone();
        let threads = || thread::Builder::new();
        threads().name("reader".into()).spawn(move || {
            if let Err(End::Failed(failure)) = read(&reading, &from, &mut sender) {
                // What was read before the failure counts; if nobody wants it, all is over anyway.
                let _ = sender.flush();
                let _ = failures.send(Message::ReaderFailed(failure));
            }
        })?;
        for _ in 0..jobs {
            let (work, results, task) = (work.clone(), results.clone(), Arc::clone(&task));
            threads()
                .name("worker".into())
                .stack_size(STACK)
                .spawn(move || {
                    let mut worker = Worker::new(&task);
                    for batch in work {
                        let run = panic::catch_unwind(AssertUnwindSafe(|| worker.run(batch)));
                        let message = match run {
                            Ok(Ok(done)) => Message::Done(Box::new(done)),
                            Ok(Err(failure)) => Message::WorkerFailed(failure),
                            Err(_) => Message::WorkerFailed(Failure::Run(MISTAKE.into())),
                        };
                        if results.send(message).is_err() {
                            break;
                        }
                    }
                })?;
        }
        Ok(Pool {
            events,
            budget,
            waiting: BTreeMap::new(),
            next: 0,
            failure: None,
        })
    }

    /// The next batch in the order of the input; `None` at the end.
    pub fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(done) = self.waiting.remove(&self.next) {
                self.next += 1;
                self.budget.give_back(done.bytes);
                return Some(Event::Done(done));
            }
            match self.events.recv() {
                Ok(Message::Done(done)) => {
                    self.waiting.insert(done.number, done);
                }
                // What was read before is still to come.
                Ok(Message::ReaderFailed(failure)) => self.failure = Some(failure),
                Ok(Message::WorkerFailed(failure)) => return Some(Event::Failed(failure)),
                Err(_) => return self.failure.take().map(Event::Failed),
            }
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.budget.close();
    }
}
