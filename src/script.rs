//! Devanagari letter classes, over the block's letters as one byte each.
//!
//! Every code point of the block U+0900–U+097F is written as `0x80 | low seven bits`; its three
//! UTF-8 bytes `E0 A4|A5 xx` give that byte without decoding. Source: The Unicode Standard, chapter
//! 12.1, and its property files.

/// First of the three UTF-8 bytes of every Devanagari letter.
pub(crate) const LEAD: u8 = 0xE0;

pub(crate) const CHANDRABINDU: u8 = 0x81;
pub(crate) const ANUSVARA: u8 = 0x82;
pub(crate) const NUKTA: u8 = 0xBC;
pub(crate) const VIRAMA: u8 = 0xCD;
pub(crate) const CANDRA_O_LETTER: u8 = 0x91;
pub(crate) const AA_LETTER: u8 = 0x86;
pub(crate) const CANDRA_O_SIGN: u8 = 0xC9;
pub(crate) const AA_SIGN: u8 = 0xBE;
pub(crate) const I_SIGN: u8 = 0xBF;
pub(crate) const II_SIGN: u8 = 0xC0;
pub(crate) const E_SIGN: u8 = 0xC7;
pub(crate) const O_SIGN: u8 = 0xCB;
pub(crate) const NA: u8 = 0xA8;
pub(crate) const SA: u8 = 0xB8;

/// The second and third UTF-8 byte of a Devanagari letter as one byte; `None` if they are of
/// another block.
#[inline]
pub(crate) fn letter(second: u8, third: u8) -> Option<u8> {
    // 0xA4 begins the first half of the block, 0xA5 the second.
    let letter = 0x80 | (second & 1) << 6 | third & 0x3F;
    (second & 0xFE == 0xA4).then_some(letter)
}

/// The character that a letter byte stands for.
pub(crate) fn to_char(letter: u8) -> char {
    char::from_u32(0x0900 | u32::from(letter & 0x7F)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Signs that attach to the letter before them: matras, virama, nukta, nasal signs, accents.
#[inline]
pub(crate) const fn is_mark(letter: u8) -> bool {
    matches!(letter, 0x80..=0x83 | 0xBA..=0xBC | 0xBE..=0xCF | 0xD1..=0xD7 | 0xE2 | 0xE3)
}

/// Devanagari digits ० to ९.
#[inline]
pub(crate) const fn is_digit(letter: u8) -> bool {
    matches!(letter, 0xE6..=0xEF)
}

/// Danda, double danda and the abbreviation sign ॰.
#[inline]
pub(crate) const fn is_punctuation(letter: u8) -> bool {
    matches!(letter, 0xE4 | 0xE5 | 0xF0)
}

/// The nasal consonant of the row (varga) that an oral stop belongs to: क ख ग घ → ङ and so on.
#[inline]
pub(crate) const fn row_nasal(letter: u8) -> Option<u8> {
    match letter {
        0x95..=0x98 => Some(0x99),
        0x9A..=0x9D => Some(0x9E),
        0x9F..=0xA2 => Some(0xA3),
        0xA4..=0xA7 => Some(NA),
        0xAA..=0xAD => Some(0xAE),
        _ => None,
    }
}

/// Letters encoded with their nukta in one code point, as (letter, base).
pub(crate) const fn without_nukta(letter: u8) -> Option<u8> {
    Some(match letter {
        0xA9 => NA,
        0xB1 => 0xB0,
        0xB4 => 0xB3,
        0xD8 => 0x95,
        0xD9 => 0x96,
        0xDA => 0x97,
        0xDB => 0x9C,
        0xDC => 0xA1,
        0xDD => 0xA2,
        0xDE => 0xAB,
        0xDF => 0xAF,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_block_round_trips() {
        for code in 0x0900..=0x097Fu32 {
            let c = char::from_u32(code).unwrap();
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            assert_eq!(bytes[0], LEAD);
            let byte = letter(bytes[1], bytes[2]).unwrap();
            assert_eq!(to_char(byte), c);
        }
    }

    #[test]
    fn classes_by_letter() {
        let byte = |c: char| 0x80 | (c as u32 & 0x7F) as u8;
        for c in "ािीुूृेैोौंँः़्ॉॅॄ".chars() {
            assert!(is_mark(byte(c)), "{c:?}");
        }
        for c in "अआकखज्ञड़".chars().filter(|c| !"़्".contains(*c)) {
            assert!(!is_mark(byte(c)), "{c:?}");
        }
        assert!("०१९".chars().all(|c| is_digit(byte(c))));
        assert!("।॥॰".chars().all(|c| is_punctuation(byte(c))));
        assert_eq!(row_nasal(byte('द')), Some(byte('न')));
        assert_eq!(row_nasal(byte('न')), None, "gemination is not folded");
        assert_eq!(without_nukta(0xDC), Some(byte('ड')));
    }
}
