//! Texts of unusual shape, as long as one likes.

use neta::{EntityKind, Gazetteer};

/// A text again and again, cut where a character ends.
pub fn repeated(text: &str, bytes: usize) -> String {
    let mut long = text.repeat(bytes / text.len().max(1) + 1);
    long.truncate(boundary(&long, bytes));
    long
}

/// A text without the marks that end sentences.
pub fn endless_sentence(text: &str) -> String {
    let ends = ['।', '॥', '?', '!', '.', '\n', '|', ':', ';'];
    text.replace(ends, " ")
}

/// Names of people, nothing between but spaces.
pub fn names() -> String {
    let gazetteer = Gazetteer::embedded();
    let people = gazetteer
        .entries()
        .filter(|entry| entry.kind() == EntityKind::Person);
    people.map(|entry| entry.name().to_owned() + " ").collect()
}

/// Pieces of at least as many bytes, but for the last, cut where a character ends.
pub fn pieces(text: &str, bytes: usize) -> Vec<&str> {
    let mut rest = text;
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(boundary(rest, bytes));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// Where a character ends, so many bytes on or a few more.
fn boundary(text: &str, bytes: usize) -> usize {
    (bytes.max(1)..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}
