//! The scorer, by cases counted by hand. Both sides stand in the gold markup; on the found side a
//! `person` or `party` value (for places the text) names the entity.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod gold;
mod links;
mod report;
mod spans;

use neta::eval::{Counts, GoldDocument, GoldMention, Matching, Scorer, Scores, Share, read_markup};
use neta::{EntityKind, Mention, Office, Why};
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads a found side as an extractor's answer.
fn mentions(marked: &GoldDocument) -> Vec<Mention<'_>> {
    let mut entities: HashMap<String, usize> = HashMap::new();
    let name_of = |text: &str, value: &Option<String>| value.clone().unwrap_or(text.to_owned());
    for mention in &marked.mentions {
        if mention.kind != EntityKind::Office {
            let number = entities.len();
            entities
                .entry(name_of(marked.text_of(mention), &mention.value))
                .or_insert(number);
        }
    }
    let entity = |name: &Option<String>| name.as_ref().and_then(|name| entities.get(name).copied());
    let mention = |mention: &GoldMention| {
        let text = marked.text_of(mention);
        let office = mention.office.as_ref().map(|office| Office {
            id: Cow::Owned(office.id.clone()),
            status: office.status,
            holder: entity(&office.holder),
            of: entity(&office.of),
            by_date: None,
        });
        Mention {
            kind: mention.kind,
            text,
            span: mention.span,
            entity: entities.get(&name_of(text, &mention.value)).copied(),
            score: 1.0,
            why: Why::Tagger,
            office,
            place: mention.place,
        }
    };
    marked.mentions.iter().map(mention).collect()
}

/// Scores (gold, found) pairs, each a document.
fn score_as(matching: Matching, documents: &[(&str, &str)]) -> Scores {
    let mut scorer = Scorer::new(matching);
    for (gold, found) in documents {
        let gold = read_markup("gold", gold).unwrap();
        let found = read_markup("found", found).unwrap();
        assert_eq!(gold.text, found.text, "the test's two sides differ");
        scorer.add(&gold, &mentions(&found));
    }
    scorer.finish(100)
}

fn score(documents: &[(&str, &str)]) -> Scores {
    score_as(Matching::Exact, documents)
}

fn counts(right: u64, found: u64, gold: u64) -> Counts {
    Counts { right, found, gold }
}

fn share(right: u64, all: u64) -> Share {
    Share { right, all }
}
