//! What all spans of an article tell together, read only if it is asked for.

use crate::numbers::Numbers;
use std::collections::HashSet;

/// Hashes or numbers, filled at the first question in a buffer that the next article reuses.
#[derive(Debug, Default)]
pub(super) struct Asked {
    is_filled: bool,
    all: HashSet<u64, Numbers>,
}

impl Asked {
    pub(super) fn clear(&mut self) {
        self.is_filled = false;
        self.all.clear();
    }

    /// Whether `key` is among what `fill` yields; that is asked for once.
    pub(super) fn holds<I>(&mut self, key: u64, fill: impl FnOnce() -> I) -> bool
    where
        I: Iterator<Item = u64>,
    {
        if !self.is_filled {
            self.all.extend(fill());
            self.is_filled = true;
        }
        self.all.contains(&key)
    }
}
