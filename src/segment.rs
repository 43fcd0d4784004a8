//! Text into words and sentences, losslessly: the joined pieces are the input.
//!
//! Devanagari, ASCII and the common punctuation of the press take a single pass over the bytes;
//! whatever else touches a word is left to `unicode-segmentation` (UAX #29). The fast path agrees
//! with UAX #29 except for these deviations, each of which keeps names findable:
//!
//! | deviation | example | pieces |
//! | --- | --- | --- |
//! | `:`, `.`, `'`, `’` do not join Devanagari words | `दिल्ली:प्रधानमंत्री`, `एस.के.` | `दिल्ली` `:` `प्रधानमंत्री` |
//! | `_` does not join Devanagari words | `मोदी_सरकार` | `मोदी` `_` `सरकार` |
//! | Devanagari letters part from Latin ones and from digits | `BJPके`, `वार्ड48` | `BJP` `के` |

use crate::script;
use crate::span::Span;
use once_cell::sync::Lazy;
use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Letters of Devanagari with their signs.
    Devanagari,
    /// Latin letters, possibly with digits.
    Latin,
    /// Digits of either set, with inner `.` or `,`.
    Number,
    /// White space within a line, no-break space too.
    Space,
    /// One line break.
    Newline,
    /// One mark of punctuation or one symbol.
    Punctuation,
    /// Anything else, as UAX #29 cuts it: other scripts, emoji.
    Other,
}

/// A piece of text, as [`words`] yields it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The piece.
    pub text: &'t str,
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is.
    pub kind: WordKind,
}

/// All pieces of a text in order, white space and punctuation among them.
///
/// ```
/// use neta::segment::{WordKind, words};
///
/// let text = "दिल्ली:प्रधानमंत्री नरेंद्र मोदी।";
/// let pieces: Vec<&str> = words(text).map(|word| word.text).collect();
/// assert_eq!(pieces, ["दिल्ली", ":", "प्रधानमंत्री", " ", "नरेंद्र", " ", "मोदी", "।"]);
/// assert_eq!(pieces.concat(), text);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator of [`words`].
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    #[inline]
    fn next(&mut self) -> Option<Word<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let (end, kind) = piece(self.text, self.at);
        let span = Span {
            start: self.at,
            end,
        };
        self.at = end;
        Some(Word {
            text: &self.text[span],
            span,
            kind,
        })
    }
}

/// A character of the fast path, with the number of its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Devanagari,
    Latin,
    Digit,
    /// Attaches to what stands before it: matras, ZWJ, ZWNJ.
    Mark,
    Space,
    /// `_`, which joins Latin words.
    Low,
    /// Joins letters of Latin words: `:`
    MidLetter,
    /// Joins Latin letters or digits: `.` `'` `’` `‘`
    MidBoth,
    /// Joins digits: `,` `;`
    MidDigit,
    Return,
    Newline,
    Punctuation,
    NoBreakSpace,
    /// Not of the fast path.
    Slow,
    End,
}

/// Classes of ASCII bytes and, with the highest bit, of Devanagari letters.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Devanagari; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        classes[at] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Latin,
            b'0'..=b'9' => Class::Digit,
            b' ' => Class::Space,
            b'\n' | 0x0B | 0x0C => Class::Newline,
            b'\r' => Class::Return,
            b'_' => Class::Low,
            b':' => Class::MidLetter,
            b'.' | b'\'' => Class::MidBoth,
            b',' | b';' => Class::MidDigit,
            0..=0x7F => Class::Punctuation,
            _ if script::is_mark(byte) => Class::Mark,
            _ if script::is_digit(byte) => Class::Digit,
            _ if script::is_punctuation(byte) => Class::Punctuation,
            _ => Class::Devanagari,
        };
        at += 1;
    }
    classes
};

/// Of Devanagari letters without the highest bit: whether they are letters or marks.
static IS_OF_WORD: [bool; 128] = {
    let mut of_word = [false; 128];
    let mut at = 0;
    while at < 128 {
        of_word[at] = matches!(CLASSES[0x80 | at], Class::Devanagari | Class::Mark);
        at += 1;
    }
    of_word
};

#[inline]
fn class_at(bytes: &[u8], at: usize) -> (Class, usize) {
    let Some(&byte) = bytes.get(at) else {
        return (Class::End, 0);
    };
    if byte == script::LEAD
        && let (Some(&second), Some(&third)) = (bytes.get(at + 1), bytes.get(at + 2))
        && let Some(letter) = script::letter(second, third)
    {
        return (CLASSES[usize::from(letter)], 3);
    }
    if byte < 0x80 {
        return (CLASSES[usize::from(byte)], 1);
    }
    let class = match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
        // ZWNJ, ZWJ
        (0xE2, Some(0x80), Some(0x8C | 0x8D)) => Class::Mark,
        // ‘ ’
        (0xE2, Some(0x80), Some(0x98 | 0x99)) => Class::MidBoth,
        // ‐ ‑ ‒ – — ― “ ” • and the rupee sign
        (0xE2, Some(0x80), Some(0x90..=0x95 | 0x9C | 0x9D | 0xA2))
        | (0xE2, Some(0x82), Some(0xB9)) => Class::Punctuation,
        (0xC2, Some(0xA0), _) => return (Class::NoBreakSpace, 2),
        _ => return (Class::Slow, 0),
    };
    (class, 3)
}

/// Past all marks from `at`.
#[inline]
fn skip_marks(bytes: &[u8], mut at: usize) -> usize {
    while let (Class::Mark, length) = class_at(bytes, at) {
        at += length;
    }
    at
}

/// First of the three UTF-8 bytes of ZWJ and ZWNJ.
const JOINER_LEAD: u8 = 0xE2;

/// `E0 A4|A5 xx` twice, first byte lowest: the bits that every letter of the block shares, and what
/// they are.
const TWO_LETTERS: u64 = 0x00FE_FF00_FEFF;
const TWO_LEADS: u64 = 0x00A4_E000_A4E0;

/// Past all letters and marks of Devanagari from `at`.
#[inline]
fn past_letters(bytes: &[u8], mut at: usize) -> usize {
    loop {
        // Two letters at a time, which most words have.
        while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let eight = u64::from_le_bytes(*eight);
            let letter = |at: u32| (eight >> (at + 2) & 0x40 | eight >> (at + 16) & 0x3F) as usize;
            let two = eight & TWO_LETTERS == TWO_LEADS;
            if !two || !IS_OF_WORD[letter(0)] || !IS_OF_WORD[letter(24)] {
                break;
            }
            at += 6;
        }
        if let Some([script::LEAD, second, third]) = bytes.get(at..at + 3)
            && let Some(letter) = script::letter(*second, *third)
            && matches!(
                CLASSES[usize::from(letter)],
                Class::Devanagari | Class::Mark
            )
        {
            at += 3;
            continue;
        }
        // Joiners are marks of another block.
        if bytes.get(at) != Some(&JOINER_LEAD) {
            return at;
        }
        let past = skip_marks(bytes, at);
        if past == at {
            return at;
        }
        at = past;
    }
}

/// End and kind of the piece that starts at `start`, which must be a piece boundary inside the text.
#[inline]
fn piece(text: &str, start: usize) -> (usize, WordKind) {
    let bytes = text.as_bytes();
    let (class, length) = class_at(bytes, start);
    let after = start + length;
    let (end, kind) = match class {
        Class::Devanagari => {
            let end = past_letters(bytes, after);
            if matches!(bytes.get(end), None | Some(b' ')) {
                return (end, WordKind::Devanagari);
            }
            (end, WordKind::Devanagari)
        }
        Class::Latin | Class::Digit | Class::Low => latin_run(bytes, start),
        Class::Space => {
            // A single space before a letter, as most are.
            if let Class::Devanagari = class_at(bytes, after).0 {
                return (after, WordKind::Space);
            }
            let mut at = after;
            while bytes.get(at) == Some(&b' ') {
                at += 1;
            }
            (skip_marks(bytes, at), WordKind::Space)
        }
        Class::Return if bytes.get(after) == Some(&b'\n') => return (after + 1, WordKind::Newline),
        Class::Return | Class::Newline => return (after, WordKind::Newline),
        Class::NoBreakSpace => (skip_marks(bytes, after), WordKind::Space),
        Class::Punctuation if bytes[start] == b'\t' => (skip_marks(bytes, after), WordKind::Space),
        Class::Punctuation | Class::MidLetter | Class::MidBoth | Class::MidDigit => {
            (skip_marks(bytes, after), WordKind::Punctuation)
        }
        Class::Mark => (skip_marks(bytes, after), WordKind::Other),
        Class::Slow | Class::End => return slow_piece(text, start),
    };
    match class_at(bytes, end) {
        (Class::Slow, _) => match slow_piece(text, start) {
            (slow_end, _) if slow_end == end => (end, kind),
            slow => slow,
        },
        _ => (end, kind),
    }
}

/// Latin letters, digits and `_`, with inner marks of UAX #29's rules WB6, WB7, WB11 and WB12.
fn latin_run(bytes: &[u8], start: usize) -> (usize, WordKind) {
    let mut at = start;
    let mut last = Class::Low;
    let mut letters = false;
    loop {
        let (class, length) = class_at(bytes, at);
        match class {
            Class::Latin | Class::Digit | Class::Low => {
                letters |= class != Class::Digit;
                last = class;
                at = skip_marks(bytes, at + length);
            }
            Class::MidLetter | Class::MidBoth | Class::MidDigit => {
                let next = skip_marks(bytes, at + length);
                match (last, class, class_at(bytes, next).0) {
                    (Class::Latin, Class::MidLetter | Class::MidBoth, Class::Latin)
                    | (Class::Digit, Class::MidDigit | Class::MidBoth, Class::Digit) => at = next,
                    // Whether it joins is not decided here: let the caller see the odd character.
                    (Class::Latin | Class::Digit, _, Class::Slow) => {
                        at = next;
                        break;
                    }
                    _ => break,
                }
            }
            _ => break,
        }
    }
    (
        at,
        if letters {
            WordKind::Latin
        } else {
            WordKind::Number
        },
    )
}

/// The piece by UAX #29.
#[cold]
fn slow_piece(text: &str, start: usize) -> (usize, WordKind) {
    let piece = text[start..].split_word_bounds().next().unwrap_or("");
    // An empty piece cannot come: the text goes on at `start`. A step of one character keeps the
    // iterator finite whatever happens.
    let length = match piece.len() {
        0 => text[start..].chars().next().map_or(1, char::len_utf8),
        length => length,
    };
    let kind = match piece.chars().next() {
        Some(c) if c.is_whitespace() => {
            if matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') {
                WordKind::Newline
            } else {
                WordKind::Space
            }
        }
        Some('\u{0900}'..='\u{097F}') if piece.chars().any(char::is_alphabetic) => {
            WordKind::Devanagari
        }
        Some(c) if c.is_ascii_alphabetic() => WordKind::Latin,
        Some(c) if c.is_ascii_digit() => WordKind::Number,
        Some(c) if c.is_ascii_punctuation() => WordKind::Punctuation,
        _ => WordKind::Other,
    };
    (start + length, kind)
}

/// A sentence, as [`sentences`] yields it: its end mark, closing quotes and the white space behind
/// them belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'t> {
    /// The sentence.
    pub text: &'t str,
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The sentences of a text in order; joined they are the text.
///
/// A sentence ends at `।`, `॥`, `|` used as a danda, `?`, `!`, a full stop and at a
/// line break. A full stop after an initial (`एस.के.`), an abbreviation of
/// `data/abbreviations.tsv` (`डॉ.`, `वि.स.`) or between digits ends none.
///
/// ```
/// use neta::segment::sentences;
///
/// let text = "डॉ. एस.के. सिंह आए।उन्होंने 3.5 करोड़ दिए. फिर गए";
/// let found: Vec<&str> = sentences(text).map(|sentence| sentence.text).collect();
/// assert_eq!(found, ["डॉ. एस.के. सिंह आए।", "उन्होंने 3.5 करोड़ दिए. ", "फिर गए"]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences {
        words: words(text),
        ends: SentenceEnds::default(),
        start: 0,
    }
}

/// Iterator of [`sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    words: Words<'t>,
    ends: SentenceEnds<'t>,
    start: usize,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = Sentence<'t>;

    fn next(&mut self) -> Option<Sentence<'t>> {
        let text = self.words.text;
        let end = loop {
            match self.words.next() {
                Some(word) if self.ends.starts_new(&word) => break word.span.start,
                Some(_) => {}
                None => break text.len(),
            }
        };
        if self.start >= end {
            return None;
        }
        let span = Span {
            start: self.start,
            end,
        };
        self.start = end;
        Some(Sentence {
            text: &text[span],
            span,
        })
    }
}

/// Decides, piece by piece, where a sentence ends; [`sentences`] and the extractor's single pass
/// share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SentenceEnds<'t> {
    /// The last word, which may turn out an initial or an abbreviation.
    last: Option<Word<'t>>,
    /// The sentence has more than white space.
    inside: bool,
    /// An end mark has come; closing marks and white space may follow.
    ended: bool,
}

impl<'t> SentenceEnds<'t> {
    /// Whether a new sentence starts with `word`. Must see every piece of the text in order.
    #[inline]
    pub(crate) fn starts_new(&mut self, word: &Word<'t>) -> bool {
        match word.kind {
            WordKind::Space => false,
            WordKind::Newline => {
                self.ended |= self.inside;
                false
            }
            WordKind::Punctuation => self.at_mark(word.text),
            WordKind::Devanagari | WordKind::Latin => self.at_word(Some(*word)),
            WordKind::Number | WordKind::Other => self.at_word(None),
        }
    }

    #[inline]
    fn at_word(&mut self, word: Option<Word<'t>>) -> bool {
        let starts = self.ended && self.inside;
        self.ended = false;
        self.inside = true;
        self.last = word;
        starts
    }

    fn at_mark(&mut self, mark: &str) -> bool {
        match mark {
            "।" | "॥" | "?" | "!" | "|" => self.ended = true,
            "." => {
                let abbreviated = self.last.is_some_and(|word| match word.kind {
                    WordKind::Latin => matches!(word.text.as_bytes(), [b'A'..=b'Z']),
                    _ => is_abbreviation(word.text),
                });
                self.ended |= !abbreviated;
            }
            "\"" | "'" | "”" | "’" | ")" | "]" | "}" => self.last = None,
            _ => return self.at_word(None),
        }
        self.inside = true;
        false
    }
}

/// Whether a full stop after `word` belongs to the word.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    static ABBREVIATIONS: Lazy<HashSet<&'static str>> = Lazy::new(|| {
        [
            include_str!("../data/abbreviations.tsv"),
            include_str!("../data/letters.tsv"),
        ]
        .into_iter()
        .flat_map(|table| table.lines().skip(1))
        .filter_map(|row| row.split('\t').next())
        .collect()
    });
    // The longest row, डब्ल्यू, has eight letters: a longer word needs no look-up.
    word.len() <= 30 && ABBREVIATIONS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        words(text)
            .map(|word| word.text)
            .filter(|piece| !piece.trim().is_empty())
            .collect()
    }

    #[test]
    fn pieces_by_case() {
        let cases: &[(&str, &[&str])] = &[
            ("रामपुर", &["रामपुर"]),
            ("राम\u{200D}लाल", &["राम\u{200D}लाल"]),
            ("आए।उन्होंने", &["आए", "।", "उन्होंने"]),
            ("दिल्ली:प्रधानमंत्री", &["दिल्ली", ":", "प्रधानमंत्री"]),
            ("एस.के. सिंह", &["एस", ".", "के", ".", "सिंह"]),
            ("एम॰के॰", &["एम", "॰", "के", "॰"]),
            ("#मोदी_सरकार", &["#", "मोदी", "_", "सरकार"]),
            ("वार्ड48", &["वार्ड", "48"]),
            ("वार्ड-४८", &["वार्ड", "-", "४८"]),
            ("BJPके don't U.S.", &["BJP", "के", "don't", "U.S", "."]),
            (
                "1,214 और 3.5 पर 12:30",
                &["1,214", "और", "3.5", "पर", "12", ":", "30"],
            ),
            (
                "सपा–बसपा—कांग्रेस‐भाजपा",
                &["सपा", "–", "बसपा", "—", "कांग्रेस", "‐", "भाजपा"],
            ),
            ("‘बबलू’", &["‘", "बबलू", "’"]),
            ("मोदी\u{A0}जी", &["मोदी", "जी"]),
            ("😀मोदी", &["😀", "मोदी"]),
        ];
        for (text, expected) in cases {
            assert_eq!(
                &pieces(text),
                expected,
                "help: the fast path is `piece` in src/segment.rs"
            );
            assert_eq!(words(text).map(|w| w.text).collect::<String>(), *text);
        }
    }

    #[test]
    fn sentences_by_case() {
        let cases: &[(&str, &[&str])] = &[
            ("श्री. राम आए। गए।", &["श्री. राम आए। ", "गए।"]),
            ("डॉ. आर.पी. सिंह बोले.वे गए", &["डॉ. आर.पी. सिंह बोले.", "वे गए"]),
            ("वि.स. में 3.5 बजे", &["वि.स. में 3.5 बजे"]),
            ("“वे आए।” फिर| गए", &["“वे आए।” ", "फिर| ", "गए"]),
            ("शीर्षक\n\nपहला", &["शीर्षक\n\n", "पहला"]),
            ("\n\n  क्या? हां!", &["\n\n  क्या? ", "हां!"]),
            ("एम॰के॰ स्टालिन", &["एम॰के॰ स्टालिन"]),
            ("", &[]),
            (" ", &[" "]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = sentences(text).map(|s| s.text).collect();
            assert_eq!(&found, expected, "help: `SentenceEnds` in src/segment.rs");
        }
    }
}
