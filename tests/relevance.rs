//! The sieve for dumps against marked articles and those of other desks, which name places and
//! people too, and now and then an office. A few of the articles to train with are of other desks
//! themselves: they are rightly left out, and count as missed.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say where.

mod common;

use neta::relevance::is_political;
use std::fs;

/// Of the political articles, so many pass.
const RECALL: f64 = 0.97;
/// Of what passes, so much is political, where there is as much of the one as of the other.
const PRECISION: f64 = 0.9;

fn political() -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for set in ["dev", "test", "train"] {
        for document in common::gold(&format!("tests/gold/{set}")) {
            articles.push((document.name, document.text));
        }
    }
    articles
}

fn of_other_desks() -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for item in fs::read_dir(common::root("tests/gold/other")).unwrap() {
        let file = item.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let found = text.trim().split("\n\n");
        articles.extend(found.map(|article| (name.clone(), article.to_owned())));
    }
    articles
}

/// The share that passes, and those on the wrong side.
fn passing(articles: &[(String, String)], expected: bool) -> (f64, Vec<String>) {
    let mut wrong = Vec::new();
    let mut passed = 0;
    for (file, text) in articles {
        let passes = is_political(text.as_bytes());
        passed += usize::from(passes);
        if passes != expected {
            let title = text.lines().next().unwrap_or_default();
            wrong.push(format!("{file}: {title}"));
        }
    }
    (passed as f64 / articles.len() as f64, wrong)
}

#[test]
fn political_articles_pass_and_others_do_not() {
    let (political, other) = (political(), of_other_desks());
    assert!(political.len() > 300 && other.len() >= 40);
    let (recall, missed) = passing(&political, true);
    let (false_alarms, passed) = passing(&other, false);
    let precision = recall / (recall + false_alarms);
    let (missed, passed) = (missed.join("\n"), passed.join("\n"));
    let help = "help: data/relevance.tsv";
    println!("recall {recall:.3}, precision {precision:.3}");
    assert!(
        recall >= RECALL,
        "recall {recall:.3}; missed:\n{missed}\n{help}"
    );
    assert!(
        precision >= PRECISION,
        "precision {precision:.3}; passed:\n{passed}\n{help}"
    );
}

/// `aho-corasick` builds its fastest automaton for so many literals, and another for more.
#[test]
fn the_literals_are_few_enough_for_the_fastest_scan() {
    let literals = common::read("data/relevance.tsv").lines().count() - 1;
    assert!(
        literals <= 100,
        "expected 100 literals at most, found {literals}; help: data/relevance.tsv"
    );
}
