//! Anyone who trains again gets the model in the repository.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say where.

mod common;

use neta::Extractor;
use neta::training::{Example, Options, train};
use std::fs;

#[test]
fn training_again_gives_the_same_bytes() {
    let documents = common::gold("tests/gold/train");
    let examples: Vec<Example<'_>> = documents.iter().map(Example::from).collect();
    let trained = train(&Extractor::new(), &examples, &Options::default());
    let stored = fs::read(common::root("data/tagger.bin")).unwrap();
    let differing = trained.iter().zip(&stored).filter(|(a, b)| a != b).count();
    // Not assert_eq: half a million bytes would be printed.
    assert!(
        trained == stored,
        "{differing} of {} bytes differ from data/tagger.bin ({} bytes).\n\
         help: gold, gazetteer, rules or features have changed since it was trained: run\n\
         cargo run --release --example train -- tests/gold/train",
        trained.len(),
        stored.len()
    );
}
