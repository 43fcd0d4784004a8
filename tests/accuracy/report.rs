//! Writes `tests/gold/REPORT.md`.

use super::Set;
use neta::EntityKind;
use neta::eval::{Bucket, Counts, Scores, Share};
use std::fmt::Write as _;

/// The whole report.
pub(super) fn markdown(sets: &[(&Set, &Scores)]) -> String {
    let mut out = String::from(
        "# Accuracy\n\n\
         Written by `NETA_BLESS=1 cargo test --release --test accuracy`; not to be edited by hand. \
         `tests/accuracy` measures again on every test run and fails when a figure drops by more \
         than half a point.\n\n\
         Figures are percentages: F1 of exact spans (precision / recall), where a title at a \
         name's left edge is optional. *id*, *status*, *holder* and *of* are measured on offices \
         whose span is right, *clusters* (B-cubed) on people whose span is right: which mentions \
         name one person. *Status* counts \"current\" and \"not said\" as one; *said* counts only \
         the others. The sets `test`, `hard-a`, `hard-b` and `hard-c` are measured and never read: \
         no sentence of them stands here.\n",
    );
    out.push_str("\n## Mentions\n\n| set | what | documents | all four kinds |");
    for kind in EntityKind::ALL {
        write(&mut out, format_args!(" {kind} |"));
    }
    out.push_str("\n| --- | --- | ---: | --- |");
    out.push_str(&" --- |".repeat(EntityKind::ALL.len()));
    for (set, scores) in sets {
        let (name, about, documents) = (set.name, set.about, scores.documents);
        let all = counts(scores.micro);
        write(
            &mut out,
            format_args!("\n| {name} | {about} | {documents} | {all} |"),
        );
        for kind in EntityKind::ALL {
            let of_kind = scores.kinds.get(&kind).copied().unwrap_or_default();
            write(&mut out, format_args!(" {} |", counts(of_kind)));
        }
    }

    out.push_str(
        "\n\n## Offices, places, people\n\n\
         | set | office id | status | status said | holder | of | place type | clusters |\n\
         | --- | ---: | ---: | --- | --- | --- | ---: | ---: |",
    );
    for (set, scores) in sets {
        let (id, status, place) = (
            share(scores.office_id),
            share(scores.status),
            share(scores.place_type),
        );
        let (said, holder, of) = (
            counts(scores.status_said),
            counts(scores.holder),
            counts(scores.of),
        );
        let clusters = percent(scores.b_cubed.f1());
        let name = set.name;
        write(
            &mut out,
            format_args!(
                "\n| {name} | {id} | {status} | {said} | {holder} | {of} | {place} | {clusters} |"
            ),
        );
    }
    out.push('\n');
    reliability(&mut out, sets);
    hard(&mut out, sets);
    for (set, scores) in sets.iter().filter(|(set, _)| !set.unread) {
        slips(&mut out, set.name, scores);
    }
    out
}

/// Of the mentions with a score, how many are right: once for what was read, once for the rest.
fn reliability(out: &mut String, sets: &[(&Set, &Scores)]) {
    out.push_str(
        "\n## What a score means\n\n\
         Mentions by their `score`, and the share of them that is right.\n\n\
         | score | read: right | mentions | only measured: right | mentions |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
    );
    let Some((_, first)) = sets.first() else {
        return;
    };
    for (at, Bucket { from, to, .. }) in first.reliability.iter().enumerate() {
        let sum = |unread: bool| {
            let mut sum = Share::default();
            for (_, scores) in sets.iter().filter(|(set, _)| set.unread == unread) {
                sum += scores.reliability[at].mentions;
            }
            sum
        };
        let (read, rest) = (sum(false), sum(true));
        write(
            out,
            format_args!(
                "| {from:.1}–{to:.1} | {} | {} | {} | {} |\n",
                share(read),
                read.all,
                share(rest),
                rest.all
            ),
        );
    }
}

fn hard(out: &mut String, sets: &[(&Set, &Scores)]) {
    out.push_str(
        "\n## Hard sentences without a miss or an extra\n\n| set | trap | right | of |\n| --- | --- | ---: | ---: |\n",
    );
    for (set, scores) in sets {
        for (trap, Share { right, all }) in &scores.traps {
            write(
                out,
                format_args!("| {} | {trap} | {right} | {all} |\n", set.name),
            );
        }
    }
}

fn slips(out: &mut String, set: &str, scores: &Scores) {
    write(out, format_args!("\n## Most frequent slips on {set}\n\n"));
    out.push_str("| | kind | text | times | sentence |\n| --- | --- | --- | ---: | --- |\n");
    for (what, slips) in [("missed", &scores.misses), ("extra", &scores.extras)] {
        for slip in slips {
            let (kind, text) = (slip.kind, cell(&slip.text));
            let (count, example) = (slip.count, cell(&slip.example));
            write(
                out,
                format_args!("| {what} | {kind} | {text} | {count} | {example} |\n"),
            );
        }
    }
    write(out, format_args!("\n### Confused on {set}\n\n"));
    out.push_str(
        "| what | text | marked | found | times | sentence |\n\
         | --- | --- | --- | --- | ---: | --- |\n",
    );
    for slip in &scores.confusions {
        let (aspect, text) = (slip.aspect.name(), cell(&slip.text));
        let (gold, found) = (cell(&slip.gold), cell(&slip.found));
        let (count, example) = (slip.count, cell(&slip.example));
        write(
            out,
            format_args!("| {aspect} | {text} | {gold} | {found} | {count} | {example} |\n"),
        );
    }
}

fn counts(counts: Counts) -> String {
    if counts.gold + counts.found == 0 {
        return "–".to_owned();
    }
    let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()].map(percent);
    format!("{f1} ({precision} / {recall})")
}

fn share(share: Share) -> String {
    percent(share.value())
}

fn percent(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{:.1}", 100.0 * value))
}

/// Text that may stand in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn write(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = out.write_fmt(text);
}
