//! The words of an image, read in place.

use super::layout::{self, NONE};

/// What the single look-up of a word answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordFacts {
    pub(crate) classes: u64,
    /// Trie node of the phrases that start with the word, or [`NONE`].
    pub(crate) node: u32,
    /// Buckets of counts (see [`layout::bucket`]): given name, surname, middle or only name, running text.
    pub(crate) given: u8,
    pub(crate) surname: u8,
    pub(crate) middle: u8,
    pub(crate) count: u8,
}

impl WordFacts {
    /// Of a word that the image does not hold.
    pub(crate) const UNKNOWN: WordFacts = WordFacts {
        classes: 0,
        node: NONE,
        given: 0,
        surname: 0,
        middle: 0,
        count: 0,
    };
}

/// The tables that a look-up reads, as arrays: their bounds are checked once per text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'i> {
    pub(super) slots: &'i [[u8; layout::SLOT]],
    pub(super) words: &'i [[u8; layout::WORD]],
    pub(super) ordinary: &'i [[u8; 4]],
}

impl Words<'_> {
    /// The number of the word with this hash.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        // At least a third of the slots is free; the bound only guards against a damaged image.
        for _ in 0..=mask {
            let slot = u32::from_le_bytes(*self.slots.get(at)?);
            if slot == NONE {
                return None;
            }
            let word = slot & layout::SLOT_WORD;
            if slot == layout::slot(hash, word) && self.hash(word) == Some(hash) {
                return Some(word);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// A word's hash.
    #[inline]
    fn hash(&self, word: u32) -> Option<u64> {
        let [hash, ..] = self.words.get(word as usize)?.as_chunks().0 else {
            return None;
        };
        Some(u64::from_le_bytes(*hash))
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn facts(&self, word: u32) -> WordFacts {
        let known = self.words.get(word as usize);
        let Some([_, classes, [a, b, c, d, given, surname, middle, count]]) =
            known.map(|known| known.as_chunks().0)
        else {
            return WordFacts::UNKNOWN;
        };
        WordFacts {
            classes: u64::from_le_bytes(*classes),
            node: u32::from_le_bytes([*a, *b, *c, *d]),
            given: *given,
            surname: *surname,
            middle: *middle,
            count: *count,
        }
    }

    /// What is known of the word with this hash.
    pub(crate) fn facts_of(&self, hash: u64) -> Option<WordFacts> {
        self.find(hash).map(|word| self.facts(word))
    }

    /// Whether a word that has no number is an ordinary word.
    #[inline]
    pub(crate) fn is_ordinary(&self, hash: u64) -> bool {
        let Some(mask) = self.ordinary.len().checked_sub(1) else {
            return false;
        };
        let half = layout::upper_half(hash);
        let start = half as usize;
        (0..=mask)
            .map(|step| u32::from_le_bytes(self.ordinary[(start + step) & mask]))
            .take_while(|&found| found != 0)
            .any(|found| found == half)
    }
}
