//! Made-up rows of people, as a list of local candidates would have them: every name is there
//! once, of three words, with an alias and a party.

use neta::{DataError, Gazetteer, GazetteerSource};
use std::fmt::Write as _;

const FIRST: [&str; 10] = [
    "झब",
    "घने",
    "मट",
    "टुंड",
    "बिज",
    "कल",
    "सुख",
    "देव",
    "गोप",
    "राम",
];
const LAST: [&str; 10] = [
    "लाल",
    "राम",
    "वीर",
    "पाल",
    "दास",
    "चंद",
    "दीन",
    "नाथ",
    "देव",
    "राज",
];

/// The name in a row; of a million numbers, each has its own.
pub fn name(number: usize) -> String {
    let digit = |place: u32| number / 10_usize.pow(place) % 10;
    let first = |place: u32| FIRST[digit(place)];
    format!(
        "{}{}{} {}{}{} {}वाल",
        first(0),
        first(1),
        LAST[digit(2)],
        first(3),
        first(4),
        LAST[digit(5)],
        first(2),
    )
}

/// So many rows with their header.
pub fn rows(count: usize) -> String {
    let mut rows = String::from("kind\tid\tname\taliases\tparty\n");
    for number in 0..count {
        let name = name(number);
        // Writing to a string never fails.
        let _ = writeln!(rows, "person\tp{number}\t{name}\t{name} चौधरी\tBSP");
    }
    rows
}

/// The rows over the embedded gazetteer.
///
/// # Errors
///
/// If a row is wrong.
pub fn compile(rows: &str) -> Result<Gazetteer, DataError> {
    Gazetteer::builder()
        .rows(GazetteerSource::tsv("bench.tsv", rows))
        .build()
}
