//! Compiles `data/*.tsv` into the image that the library embeds. A wrong row stops the build with
//! file, line, column and what was expected.

#![allow(dead_code, unused_imports, missing_docs, unreachable_pub)]

use std::path::Path;
use std::{env, fs, process};

#[path = "src/date.rs"]
mod date;
#[path = "src/error.rs"]
mod error;
#[path = "src/fold.rs"]
mod fold;
#[path = "src/numbers.rs"]
mod numbers;
#[path = "src/script.rs"]
mod script;
#[path = "src/segment.rs"]
mod segment;
#[path = "src/span.rs"]
mod span;
#[path = "src/status.rs"]
mod status;
#[path = "src/gazetteer"]
mod gazetteer {
    pub(crate) mod compile;
    pub(crate) mod forms;
    pub(crate) mod image;
    pub(crate) mod layout;
    pub(crate) mod phrases;
    pub(crate) mod record;
    pub(crate) mod trie;
    pub(crate) mod vocabulary;
}

fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(message) = build() {
        println!("cargo::error={message}");
        process::exit(1);
    }
}

fn build() -> Result<(), String> {
    let mut files = Vec::new();
    for item in fs::read_dir("data").map_err(|error| format!("data: {error}"))? {
        let path = item.map_err(|error| format!("data: {error}"))?.path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            files.push((path.display().to_string(), read(&path)?));
        }
    }
    // The order of a folder's listing differs between machines; the image must not.
    files.sort();
    let sources: Vec<_> = files
        .iter()
        .map(|(file, bytes)| gazetteer::compile::Source { file, bytes })
        .collect();
    let tagger = Path::new("data/tagger.bin");
    let tagger = if tagger.exists() {
        read(tagger)?
    } else {
        Vec::new()
    };
    let image =
        gazetteer::vocabulary::compile(&sources, &tagger).map_err(|error| error.to_string())?;
    let out = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    fs::write(Path::new(&out).join("gazetteer.image"), image).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
