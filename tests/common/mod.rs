//! What several tests need: gold files, and extractions written as gold markup.
#![allow(dead_code)] // Each test uses its part.

use neta::Extraction;
use neta::eval::{GoldDocument, read_hard, read_markup};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A path in the repository.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file in the repository.
pub fn read(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A folder of articles in the order of their names, or a file of hard sentences.
pub fn gold(path: &str) -> Vec<GoldDocument> {
    if root(path).is_file() {
        return read_hard(path, &read(path)).unwrap_or_else(|error| panic!("{error}"));
    }
    let listing = fs::read_dir(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut names: Vec<String> = listing
        .map(|item| item.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".ann"))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "{path}: expected .ann files, found none");
    let article = |name: &String| {
        let file = format!("{path}/{name}");
        read_markup(&file, &read(&file)).unwrap_or_else(|error| panic!("{error}"))
    };
    names.iter().map(article).collect()
}

/// An extraction in gold markup, with the kinds only: `⟦place|कैराना⟧ में`.
pub fn marked(found: &Extraction<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mention in found.mentions() {
        out.push_str(&found.text()[at..mention.span.start]);
        write!(out, "⟦{}|{}⟧", mention.kind, mention.text).unwrap();
        at = mention.span.end;
    }
    out.push_str(&found.text()[at..]);
    out
}

/// A marked text without its marks.
pub fn plain(marked: &str) -> String {
    let gold = read_markup("case", marked).unwrap_or_else(|error| panic!("{error}"));
    gold.text
}
