//! How much may be under way at once, so that memory does not grow with the dump.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Batches and bytes between the reader and the writer.
#[derive(Debug)]
pub struct Budget {
    batches: usize,
    bytes: usize,
    used: Mutex<Used>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct Used {
    batches: usize,
    bytes: usize,
    closed: bool,
}

impl Budget {
    /// For a number of workers.
    pub fn new(jobs: usize) -> Budget {
        Budget {
            batches: jobs * 4 + 4,
            bytes: jobs * (8 << 20),
            used: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// Waits until a batch of `bytes` fits; one that never would waits until it is alone. `false`
    /// if nobody will read it.
    pub fn take(&self, bytes: usize) -> bool {
        let mut used = self.used();
        while !used.closed
            && used.batches > 0
            && (used.batches >= self.batches || used.bytes + bytes > self.bytes)
        {
            used = self
                .freed
                .wait(used)
                .unwrap_or_else(PoisonError::into_inner);
        }
        used.batches += 1;
        used.bytes += bytes;
        !used.closed
    }

    /// A batch is through.
    pub fn give_back(&self, bytes: usize) {
        let mut used = self.used();
        used.batches -= 1;
        used.bytes -= bytes;
        self.freed.notify_one();
    }

    /// Nothing more is wanted.
    pub fn close(&self) {
        self.used().closed = true;
        self.freed.notify_one();
    }

    fn used(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::thread;

    #[test]
    fn a_huge_batch_goes_alone() {
        let budget = Arc::new(Budget::new(1));
        assert!(budget.take(100 << 20));
        let other = Arc::clone(&budget);
        let waiting = thread::spawn(move || other.take(1));
        assert!(!waiting.is_finished());
        budget.give_back(100 << 20);
        assert!(waiting.join().unwrap());
        budget.close();
        assert!(!budget.take(100 << 20));
    }
}
