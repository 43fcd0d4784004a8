//! How good the extractor is, held against floors and against what the repository says it was.
//!
//! `tests/gold/report.json` keeps the figures, `tests/gold/REPORT.md` shows them. When a change
//! makes them better, or worse for a good reason, write both anew and commit them with the change:
//!
//! ```text
//! NETA_BLESS=1 cargo test --release --test accuracy
//! ```

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say where.

#[path = "../common/mod.rs"]
mod common;
mod report;

use neta::Extractor;
use neta::eval::{Matching, Scorer, Scores, Share};
use std::collections::BTreeMap;
use std::{env, fs};

/// A set of gold data.
struct Set {
    name: &'static str,
    path: &'static str,
    about: &'static str,
    /// Sets that are only measured: nobody who works on the extractor reads a sentence of them, so
    /// neither their slips nor their traps may stand in a report.
    unread: bool,
}

const SETS: [Set; 6] = [
    Set {
        name: "dev",
        path: "tests/gold/dev",
        about: "articles read while working",
        unread: false,
    },
    Set {
        name: "hard",
        path: "tests/gold/hard.ann",
        about: "hard sentences read while working",
        unread: false,
    },
    Set {
        name: "test",
        path: "tests/gold/test",
        about: "articles only measured",
        unread: true,
    },
    Set {
        name: "hard-a",
        path: "tests/gold/hard-a.ann",
        about: "hard sentences only measured",
        unread: true,
    },
    Set {
        name: "hard-b",
        path: "tests/gold/hard-b.ann",
        about: "hard sentences only measured",
        unread: true,
    },
    Set {
        name: "hard-c",
        path: "tests/gold/hard-c.ann",
        about: "hard sentences only measured",
        unread: true,
    },
];

/// What must be reached whatever the report says: set, figure, value.
const FLOORS: [(&str, &str, f64); 10] = [
    ("dev", "micro f1", 0.95),
    ("dev", "person f1", 0.93),
    ("dev", "party f1", 0.93),
    ("dev", "place f1", 0.93),
    ("dev", "office f1", 0.93),
    ("dev", "status", 0.97),
    ("dev", "office id", 0.93),
    ("dev", "holder f1", 0.88),
    ("dev", "person b-cubed f1", 0.93),
    ("hard", "micro f1", 0.90),
];

/// A figure may drop by half a point since the report.
const SLACK: f64 = 0.005;

/// The figures that may not drop.
const WATCHED: [&str; 10] = [
    "person f1",
    "party f1",
    "place f1",
    "office f1",
    "micro f1",
    "office id",
    "status",
    "holder f1",
    "of f1",
    "person b-cubed f1",
];

/// Slips and confusions that the report shows.
const SLIPS: usize = 12;

fn measure(set: &Set) -> Scores {
    let extractor = Extractor::new();
    let mut scorer = Scorer::new(Matching::Exact);
    for gold in common::gold(set.path) {
        scorer.add(&gold, extractor.extract(&gold.text).mentions());
    }
    let mut scores = scorer.finish(if set.unread { 0 } else { SLIPS });
    if set.unread && !scores.traps.is_empty() {
        let all: Share = scores.hard_sentences();
        scores.traps = BTreeMap::from([("all".to_owned(), all)]);
    }
    scores
}

/// Figures from 0 to 1 by name.
fn figures(scores: &Scores) -> BTreeMap<String, f64> {
    let known = |(name, value): (String, Option<f64>)| Some((name, value?));
    scores.figures().into_iter().filter_map(known).collect()
}

#[test]
fn nothing_has_become_worse() {
    let scores: BTreeMap<&str, Scores> = SETS.iter().map(|set| (set.name, measure(set))).collect();
    let now: BTreeMap<&str, BTreeMap<String, f64>> = scores
        .iter()
        .map(|(name, scores)| (*name, figures(scores)))
        .collect();
    if env::var_os("NETA_BLESS").is_some_and(|value| value == "1") {
        let json = serde_json::to_string_pretty(&now).unwrap() + "\n";
        fs::write(common::root("tests/gold/report.json"), json).unwrap();
        let sets: Vec<(&Set, &Scores)> = SETS.iter().map(|set| (set, &scores[set.name])).collect();
        fs::write(
            common::root("tests/gold/REPORT.md"),
            report::markdown(&sets),
        )
        .unwrap();
    }
    let before: BTreeMap<String, BTreeMap<String, f64>> =
        serde_json::from_str(&common::read("tests/gold/report.json")).unwrap();

    let mut wrong = Vec::new();
    for (set, figure, floor) in FLOORS {
        match now[set].get(figure) {
            Some(value) if *value >= floor => {}
            value => wrong.push(format!(
                "{set}: {figure} is {value:?}, below the floor of {floor}"
            )),
        }
    }
    for set in &SETS {
        for figure in WATCHED {
            let (Some(old), new) = (
                before.get(set.name).and_then(|set| set.get(figure)),
                now[set.name].get(figure),
            ) else {
                continue;
            };
            if new.is_none_or(|new| new + SLACK < *old) {
                wrong.push(format!("{}: {figure} was {old:.4}, is {new:.4?}", set.name));
            }
        }
        assert!(
            before.contains_key(set.name),
            "tests/gold/report.json lacks the set {}: run NETA_BLESS=1 cargo test --release --test accuracy",
            set.name
        );
    }
    assert!(
        wrong.is_empty(),
        "\n{}\nhelp: cargo run --release --example evaluate -- tests/gold/dev shows what is missed; \
         if the loss is meant, write the report anew with NETA_BLESS=1",
        wrong.join("\n")
    );
}
