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

#[test]
fn another_tagger_can_be_used() {
    let text = "ग्राम प्रधान सोहनवीर राठी ने राहुल गांधी का स्वागत किया।";
    let named = |extractor: &Extractor| -> Vec<String> {
        let found = extractor.extract(text);
        found.mentions().iter().map(|m| m.text.to_owned()).collect()
    };
    let embedded = named(&Extractor::new());
    assert_eq!(embedded, ["ग्राम प्रधान", "सोहनवीर राठी", "राहुल गांधी"]);
    let stored = fs::read(common::root("data/tagger.bin")).unwrap();
    let same = Extractor::builder().tagger(stored.clone()).build().unwrap();
    assert_eq!(named(&same), embedded);
    // One that has learned nothing names nobody; what is listed stands without it.
    let nothing = vec![0; stored.len()];
    let nothing = Extractor::builder().tagger(nothing).build().unwrap();
    assert_eq!(named(&nothing), ["राहुल गांधी"]);
}

#[test]
fn a_tagger_of_another_length_is_refused() {
    let error = Extractor::builder()
        .tagger(vec![1, 2, 3])
        .build()
        .unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains("tagger") && message.contains("found 3"),
        "{message}"
    );
}
