//! Is an article political at all: a scan of its raw bytes for a hundred literals, for dumps of
//! which most articles are not.

use crate::gazetteer::record::Table;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use once_cell::sync::Lazy;

/// Points from which an article is taken for political: two telling words, or one and some usual
/// ones.
const ENOUGH: u32 = 6;

struct Literals {
    scan: Option<AhoCorasick>,
    weights: Vec<u32>,
}

static LITERALS: Lazy<Literals> = Lazy::new(|| {
    let mut rows: Vec<(&str, u32)> = Vec::new();
    for row in table().into_iter().flat_map(Table::rows).flatten() {
        rows.push((row.cell("literal"), row.cell("weight").parse().unwrap_or(0)));
    }
    // The longest at a place counts: प्रधानमंत्री is not मंत्री besides.
    // All literals begin with the byte that every third byte of a Hindi text is: looking for it first
    // would only stop the scan.
    let scan = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .prefilter(false)
        .build(rows.iter().map(|(literal, _)| literal));
    Literals {
        scan: scan.ok(),
        weights: rows.into_iter().map(|(_, weight)| weight).collect(),
    }
});

fn table() -> Result<Table<'static>, crate::error::DataError> {
    let columns = ["literal", "weight", "source"];
    let bytes = include_bytes!("../data/relevance.tsv");
    Table::new("data/relevance.tsv", bytes, &columns, &columns[..2])
}

/// Whether bytes of UTF-8, an article or a whole record of a dump, speak of politics: different
/// literals of `data/relevance.tsv` count once each, and the scan ends when they are enough.
///
/// A coarse sieve: it reads no words, and what it lets through may still name nobody.
///
/// ```
/// use neta::relevance::is_political;
///
/// assert!(is_political("सपा विधायक ने चुनाव में टिकट मांगा।".as_bytes()));
/// assert!(!is_political("बारिश के बाद मौसम सुहाना हो गया।".as_bytes()));
/// ```
pub fn is_political(bytes: &[u8]) -> bool {
    let Some(scan) = &LITERALS.scan else {
        return false;
    };
    let mut seen = 0u128;
    let mut points = 0;
    for found in scan.find_iter(bytes) {
        let number = found.pattern().as_usize();
        let bit = 1u128 << (number % 128);
        if seen & bit == 0 {
            seen |= bit;
            points += LITERALS.weights.get(number).copied().unwrap_or(0);
            if points >= ENOUGH {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_literal_with_a_weight() {
        let mut rows = 0;
        for row in table().unwrap().rows() {
            let row = row.unwrap();
            assert!(
                row.required("literal").is_ok() && row.cell("weight").parse::<u32>().unwrap() > 0
            );
            rows += 1;
        }
        assert!(
            (80..=128).contains(&rows),
            "one bit of 128 per literal, found {rows} rows"
        );
        assert!(LITERALS.scan.is_some());
    }

    #[test]
    fn articles_of_other_desks_are_left_out() {
        let cases = [
            ("भारतीय टीम ने दूसरे टेस्ट में पारी और 40 रन से जीत दर्ज की।", false),
            ("फिल्म के निर्देशक ने नए गाने का टीज़र जारी किया।", false),
            ("नगर पालिका के सभासद ने ज्ञापन दिया।", true),
            ("मुख्यमंत्री ने कैबिनेट की बैठक बुलाई।", true),
        ];
        for (text, political) in cases {
            assert_eq!(
                is_political(text.as_bytes()),
                political,
                "{text}; help: data/relevance.tsv"
            );
        }
    }

    #[test]
    fn any_bytes_are_accepted() {
        assert!(!is_political(&[0xE0, 0xA4, 0xFF, 0x00]));
        assert!(!is_political(b""));
    }
}
