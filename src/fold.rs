//! Spelling variants to one key.
//!
//! A key is made per word and never touches the caller's text. Keys hold one byte per Devanagari
//! letter, ASCII as it is, and anything else as an escape byte before its
//! UTF-8. What is *not* folded, ever: vowel length, aspiration, gemination, stems; a stemmer's key
//! makes योगी and योग one word.

use crate::script;

/// How much a key forgets.
///
/// | rule | `Exact` | `Spelling` | example |
/// | --- | --- | --- | --- |
/// | one encoding of each nukta letter | yes | | क़ (one code point) = क़ (two) |
/// | drop nukta | | yes | मुज़फ़्फ़रनगर = मुजफ्फरनगर |
/// | drop ZWJ and ZWNJ | | yes | राम‍लाल = रामलाल |
/// | ँ → ं | | yes | काँग्रेस = कांग्रेस |
/// | nasal + ् before a stop of its row → ं | | yes | हिन्दी = हिंदी, चम्पारण = चंपारण |
/// | न् before स → ं | | yes | हन्स = हंस |
/// | ॉ → ा, ऑ → आ | | yes | डॉक्टर = डाक्टर |
/// | Devanagari digits → ASCII | | yes | वार्ड ४८ = वार्ड 48 |
/// | Latin → lower case | | yes | BJP = bjp |
///
/// Source: the spelling rules of the Central Hindi Directorate (मानक हिंदी वर्तनी), which allow or
/// prefer the second spelling of each pair, and the practice of the press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Canonical form only.
    Exact,
    /// What the Hindi press spells in several ways becomes one. The gazetteer's key.
    Spelling,
}

/// Before the UTF-8 bytes of a character that is neither ASCII nor Devanagari.
const ESCAPE: u8 = 0x01;

/// The folded form of `text`, readable.
///
/// ```
/// use neta::fold::{Level, fold};
///
/// assert_eq!(fold("हिन्दी", Level::Spelling), fold("हिंदी", Level::Spelling));
/// assert_eq!(fold("कॉंग्रेस", Level::Spelling), "कांग्रेस");
/// assert_ne!(fold("योगी", Level::Spelling), fold("योग", Level::Spelling));
/// ```
pub fn fold(text: &str, level: Level) -> String {
    let mut key = Vec::with_capacity(text.len());
    fold_into(text, level, &mut key);
    to_text(&key)
}

/// Appends the key of `text` to `key`.
#[inline]
pub(crate) fn fold_into(text: &str, level: Level, key: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let start = key.len();
    key.reserve(bytes.len());
    let mut at = 0;
    if level == Level::Spelling {
        while let Some([script::LEAD, second, third]) = bytes.get(at..at + 3)
            && let Some(letter) = script::letter(*second, *third)
        {
            push_spelling(letter, start, key);
            at += 3;
        }
    }
    if at < bytes.len() {
        fold_rest(&bytes[at..], level, start, key);
    }
}

fn fold_rest(bytes: &[u8], level: Level, start: usize, key: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            match level {
                _ if byte == ESCAPE => key.extend([ESCAPE, 0]),
                Level::Exact => key.push(byte),
                Level::Spelling => key.push(byte.to_ascii_lowercase()),
            }
            at += 1;
            continue;
        }
        if let (script::LEAD, Some(&second), Some(&third)) =
            (byte, bytes.get(at + 1), bytes.get(at + 2))
            && let Some(letter) = script::letter(second, third)
        {
            match level {
                Level::Exact => push_exact(letter, key),
                Level::Spelling => push_spelling(letter, start, key),
            }
            at += 3;
            continue;
        }
        let length = match byte {
            0xF0.. => 4,
            0xE0.. => 3,
            _ => 2,
        };
        let end = (at + length).min(bytes.len());
        let other = &bytes[at..end];
        let joiner = matches!(other, [0xE2, 0x80, 0x8C | 0x8D]);
        if !(joiner && level == Level::Spelling) {
            key.push(ESCAPE);
            key.extend_from_slice(other);
        }
        at = end;
    }
}

fn push_exact(letter: u8, key: &mut Vec<u8>) {
    match script::without_nukta(letter) {
        Some(base) => key.extend([base, script::NUKTA]),
        None => key.push(letter),
    }
}

/// Letters as `Spelling` has them; 0 for those that it drops.
static SPELLING: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0x80;
    while at < 256 {
        let letter = at as u8;
        table[at] = match letter {
            script::NUKTA => 0,
            script::CHANDRABINDU => script::ANUSVARA,
            script::CANDRA_O_SIGN => script::AA_SIGN,
            script::CANDRA_O_LETTER => script::AA_LETTER,
            _ if script::is_digit(letter) => b'0' + (letter - 0xE6),
            _ => match script::without_nukta(letter) {
                Some(base) => base,
                None => letter,
            },
        };
        at += 1;
    }
    table
};

#[inline]
fn push_spelling(letter: u8, start: usize, key: &mut Vec<u8>) {
    let letter = SPELLING[usize::from(letter)];
    if letter == 0 {
        return;
    }
    if key.last() == Some(&script::VIRAMA)
        && let [.., nasal, _] = key[start..]
        && (script::row_nasal(letter) == Some(nasal)
            || (nasal == script::NA && letter == script::SA))
    {
        key.truncate(key.len() - 2);
        key.push(script::ANUSVARA);
    }
    key.push(letter);
}

/// A key as text again.
pub(crate) fn to_text(key: &[u8]) -> String {
    let mut text = String::with_capacity(key.len() * 3);
    let mut at = 0;
    while let Some(&byte) = key.get(at) {
        at += 1;
        match byte {
            ESCAPE => {
                let rest = &key[at..];
                let length = match rest.first() {
                    Some(0xF0..) => 4,
                    Some(0xE0..) => 3,
                    Some(0xC2..) => 2,
                    // The character U+0001 itself is written as the escape and a zero.
                    _ => {
                        text.push('\u{1}');
                        at += 1;
                        continue;
                    }
                };
                let end = length.min(rest.len());
                text.push_str(std::str::from_utf8(&rest[..end]).unwrap_or("\u{FFFD}"));
                at += end;
            }
            0x80.. => text.push(script::to_char(byte)),
            _ => text.push(char::from(byte)),
        }
    }
    text
}

/// The 64-bit fingerprint under which the image keeps a key. Stored in compiled images: a change
/// needs a new format version.
#[inline]
pub(crate) fn hash(key: &[u8]) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = K ^ key.len() as u64;
    let (eights, rest) = key.as_chunks::<8>();
    for eight in eights {
        state = (state.rotate_left(23) ^ u64::from_le_bytes(*eight)).wrapping_mul(K);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    state = (state.rotate_left(23) ^ u64::from_le_bytes(last)).wrapping_mul(K);
    state ^ (state >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_of_pairs() {
        let same = [
            ("हिन्दी", "हिंदी"),
            ("काँग्रेस", "कांग्रेस"),
            ("कॉंग्रेस", "कांग्रेस"),
            ("\u{958}ानून", "क\u{93C}ानून"),
            ("क़ानून", "कानून"),
            ("बड़ा", "बडा"),
            ("राम\u{200D}लाल", "रामलाल"),
            ("चम्पारण", "चंपारण"),
            ("हन्स", "हंस"),
            ("४८", "48"),
            ("BJP", "bjp"),
            ("ऑफिस", "आफिस"),
            ("मुन्\u{200D}ना", "मुन्ना"),
        ];
        for (a, b) in same {
            assert_eq!(
                fold(a, Level::Spelling),
                fold(b, Level::Spelling),
                "{a} {b}"
            );
        }
        let different = [
            ("योगी", "योग"),
            ("आप", "अप"),
            ("राम", "रामा"),
            ("पता", "पत्ता"),
            ("अन्न", "अंन"),
            ("दिन", "दीन"),
            ("जन्म", "जंम"),
        ];
        for (a, b) in different {
            assert_ne!(
                fold(a, Level::Spelling),
                fold(b, Level::Spelling),
                "{a} {b}"
            );
        }
        assert_eq!(
            fold("\u{95B}", Level::Exact),
            fold("ज\u{93C}", Level::Exact)
        );
        assert_ne!(fold("ज\u{93C}", Level::Exact), fold("ज", Level::Exact));
    }

    #[test]
    fn other_scripts_survive() {
        for text in ["İstanbul", "é", "😀 क", "\u{1}", "தமிழ்", "\u{1}é"] {
            assert_eq!(fold(text, Level::Exact), text);
        }
    }
}
