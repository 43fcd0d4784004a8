//! Many articles at once read as each by itself, in their order.
#![cfg(feature = "rayon")]

use neta::Extractor;
use std::fs;

#[test]
fn a_batch_is_its_articles_in_their_order() {
    let mut articles: Vec<String> = fs::read_dir("tests/gold/dev")
        .unwrap()
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    articles.push(String::new());
    let texts: Vec<&str> = articles.iter().map(String::as_str).collect();
    let extractor = Extractor::new();
    let batch = extractor.extract_batch(&texts);
    let single: Vec<_> = texts.iter().map(|text| extractor.extract(text)).collect();
    assert_eq!(batch, single);
    assert!(batch.iter().any(|found| !found.mentions().is_empty()));
}
