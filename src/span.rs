//! Where a mention stands: byte ranges, and their translation into other units.

use std::ops::{Index, Range};

/// A half-open range of UTF-8 bytes of the caller's text.
///
/// Every span that this crate returns lies on character boundaries of the text it was made from, so
/// `text[span]` does not panic for that text.
///
/// ```
/// use neta::Span;
///
/// let text = "दिल्ली में";
/// let span = Span { start: 0, end: 18 };
/// assert_eq!(&text[span], "दिल्ली");
/// assert_eq!(span.len(), 18);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Length in bytes; zero if `end` lies before `start`.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same range as the standard library's type.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span {
            start: range.start,
            end: range.end,
        }
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

impl Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span]
    }
}

/// Translates byte offsets of one text into characters (Unicode scalar values) and UTF-16 units.
///
/// Offsets must be asked for in ascending order, as mentions come; each call then costs only the
/// distance from the last one. An offset that lies before the last one starts again from zero.
///
/// ```
/// use neta::Offsets;
///
/// let mut offsets = Offsets::new("😀 दिल्ली");
/// assert_eq!(offsets.at(5), (2, 3)); // the emoji is one character and two UTF-16 units
/// assert_eq!(offsets.at(23), (8, 9));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t [u8],
    byte: usize,
    chars: usize,
    utf16: usize,
}

impl<'t> Offsets<'t> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'t str) -> Offsets<'t> {
        Offsets {
            text: text.as_bytes(),
            byte: 0,
            chars: 0,
            utf16: 0,
        }
    }

    /// `(characters, UTF-16 units)` before the byte offset `byte`. An offset past the end counts
    /// the whole text; one inside a character counts that character.
    pub fn at(&mut self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        if byte < self.byte {
            (self.byte, self.chars, self.utf16) = (0, 0, 0);
        }
        for &b in &self.text[self.byte..byte] {
            // Continuation bytes count nothing; a four-byte sequence is a surrogate pair.
            let first = usize::from(b & 0xC0 != 0x80);
            self.chars += first;
            self.utf16 += first + usize::from(b >= 0xF0);
        }
        self.byte = byte;
        (self.chars, self.utf16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_each_unit() {
        let text = "aİ😀क्";
        let mut offsets = Offsets::new(text);
        let mut expected = (0, 0);
        for (byte, c) in text.char_indices() {
            assert_eq!(offsets.at(byte), expected);
            expected = (expected.0 + 1, expected.1 + c.len_utf16());
        }
        assert_eq!(offsets.at(text.len()), expected);
        assert_eq!(offsets.at(usize::MAX), expected);
        assert_eq!(offsets.at(1), (1, 1), "an earlier offset starts again");
    }

    #[test]
    fn overlap_is_about_shared_bytes() {
        let span = |start, end| Span { start, end };
        assert!(span(0, 3).overlaps(span(2, 5)));
        assert!(!span(0, 3).overlaps(span(3, 5)));
        assert!(span(3, 3).is_empty());
    }
}
