//! Every rule of `data/rules.tsv` carries an example that holds and one that must not. Both are in
//! gold markup and say all that the extractor should find in them, with the rule's yield in the
//! first and without it in the second.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say where.

mod common;

use neta::eval::{GoldDocument, GoldMention, read_markup};
use neta::{EntityKind, Extraction, Extractor, Mention};

struct Row {
    line: usize,
    rule: String,
    holds: String,
    fails: String,
}

fn rows() -> Vec<Row> {
    let table = common::read("data/rules.tsv");
    let mut lines = table.lines().enumerate();
    let header: Vec<&str> = lines.next().unwrap().1.split('\t').collect();
    let column = |name: &str| header.iter().position(|other| *other == name).unwrap();
    let (rule, holds, fails) = (column("rule"), column("holds"), column("fails"));
    lines
        .map(|(index, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            Row {
                line: index + 1,
                rule: cells[rule].to_owned(),
                holds: cells[holds].to_owned(),
                fails: cells[fails].to_owned(),
            }
        })
        .collect()
}

/// What is marked and found, in one notation.
fn gold_line(gold: &GoldDocument, mention: &GoldMention) -> String {
    let text = &gold.text[mention.span];
    match &mention.office {
        Some(office) => office_line(
            text,
            &office.id,
            office.status.map(|status| status.name()),
            office.holder.as_deref(),
            office.of.as_deref(),
        ),
        None => other_line(
            mention.kind,
            text,
            mention.place.map(|place| format!("{place:?}")),
        ),
    }
}

fn found_line(gold: &GoldDocument, found: &Extraction<'_>, mention: &Mention<'_>) -> String {
    let named = |entity: Option<usize>| entity.map(|at| value_of(gold, found, at));
    match &mention.office {
        Some(office) => office_line(
            mention.text,
            &office.id,
            office.status.map(|status| status.name()),
            named(office.holder).as_deref(),
            named(office.of).as_deref(),
        ),
        None => other_line(
            mention.kind,
            mention.text,
            mention.place.map(|place| format!("{place:?}")),
        ),
    }
}

/// An entity as gold data names it: the value of a mark at one of its mentions, else its name.
fn value_of(gold: &GoldDocument, found: &Extraction<'_>, entity: usize) -> String {
    let entity = &found.entities()[entity];
    entity
        .mentions
        .iter()
        .map(|&at| found.mentions()[at].span)
        .find_map(|span| {
            let mark = gold.mentions.iter().find(|mark| mark.span == span)?;
            mark.value.clone()
        })
        .unwrap_or_else(|| entity.name.clone())
}

fn other_line(kind: EntityKind, text: &str, place: Option<String>) -> String {
    format!(
        "{kind} {text}{}",
        place.map(|place| format!(" ({place})")).unwrap_or_default()
    )
}

/// A status that is not said is current, as in gold data.
fn office_line(
    text: &str,
    id: &str,
    status: Option<&str>,
    holder: Option<&str>,
    of: Option<&str>,
) -> String {
    let status = status.unwrap_or("current");
    let (holder, of) = (holder.unwrap_or("-"), of.unwrap_or("-"));
    format!("office {text}: {id}, {status}, holder {holder}, of {of}")
}

#[test]
fn examples_are_read_as_marked() {
    let extractor = Extractor::new();
    let mut wrong = String::new();
    for row in rows() {
        for (column, example) in [("holds", &row.holds), ("fails", &row.fails)] {
            let gold = read_markup("data/rules.tsv", example)
                .unwrap_or_else(|error| panic!("line {}, {column}: {error}", row.line));
            let found = extractor.extract(&gold.text);
            let expected: Vec<String> = gold
                .mentions
                .iter()
                .map(|mention| gold_line(&gold, mention))
                .collect();
            let got: Vec<String> = found
                .mentions()
                .iter()
                .map(|mention| found_line(&gold, &found, mention))
                .collect();
            if expected != got {
                wrong.push_str(&format!(
                    "\ndata/rules.tsv:{}: {}, {column}: {}\n  expected {}\n  found    {}\n",
                    row.line,
                    row.rule,
                    gold.text,
                    expected.join("\n           "),
                    got.join("\n           "),
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}\nhelp: what a rule yields is put to use in src/context.rs (titles, wards), \
         src/offices.rs and src/link.rs (everything else)"
    );
}
