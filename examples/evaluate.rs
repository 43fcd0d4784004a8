//! Measures the extractor on gold data.
//!
//! ```text
//! cargo run --release --example evaluate -- tests/gold/dev tests/gold/hard.ann
//! cargo run --release --example evaluate -- tests/gold/dev --json > before.json
//! cargo run --release --example evaluate -- tests/gold/dev --compare before.json
//! cargo run --release --example evaluate -- tests/gold/train --held-out
//! cargo run --release --example evaluate -- a.conll --map PERSON=person,LOCATION=place,MISC=ignore
//! ```

use neta::Extractor;
use neta::eval::{
    Confusion, Counts, GoldDocument, Matching, Scorer, Scores, Share, Slip, TagMap, read_conll,
    read_hard, read_markup,
};
use neta::training::{self, Example};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

const USAGE: &str = "\
usage: evaluate PATH… [options]

PATH is a file or a folder, which is searched for .ann files (.conll with --format conll).

  --format ann|hard|conll  how to read the files; by default hard*.ann are hard sentences, other
                           .ann files articles, and everything else CoNLL
  --map TAG=kind,…         what CoNLL tags stand for: person, party, place, office, ignore
  --lenient                any overlap of one kind counts
  --misses N               how many misses, extras and confusions to show, 20 by default
  --held-out               train the tagger without the articles of one writer (what stands before
                           the first dash of a file's name), measure on those, for each writer:
                           what to expect of articles that nobody has seen
  --without GROUP,…        with --held-out: groups of features that the tagger does without
  --json                   print JSON instead of tables
  --compare OLD.json       show what changed since an earlier --json; beside --json, on stderr
";

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Article,
    Hard,
    Conll,
}

struct Options {
    paths: Vec<PathBuf>,
    format: Option<Format>,
    map: TagMap,
    matching: Matching,
    slips: usize,
    held_out: bool,
    training: training::Options,
    json: bool,
    compare: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        return print(USAGE);
    }
    match run(&arguments) {
        Ok(report) => print(&report),
        Err(message) => {
            eprintln!("evaluate: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Unlike `println!`, does not panic when the reader of a pipe has gone.
fn print(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let options = parse(arguments)?;
    // Read first: a wrong path should not cost a whole evaluation.
    let old = options.compare.as_deref().map(read_scores).transpose()?;
    let mut files = Vec::new();
    for path in &options.paths {
        collect(path, options.format, &mut files)?;
    }
    let mut scorer = Scorer::new(options.matching);
    if options.held_out {
        hold_out(&files, &options, &mut scorer)?;
    } else {
        let extractor = Extractor::new();
        for file in &files {
            for gold in read_gold(file, &options)? {
                scorer.add(&gold, extractor.extract(&gold.text).mentions());
            }
        }
    }
    let scores = scorer.finish(options.slips);
    let mut report = if options.json {
        json(&scores)?
    } else {
        tables(&scores)
    };
    if let (Some(old), Some(path)) = (old, &options.compare) {
        let changes = changes(&old, &scores, path);
        if options.json {
            eprint!("{changes}");
        } else {
            report.push_str(&changes);
        }
    }
    Ok(report)
}

/// Measures on each writer's articles with a tagger that was trained on the others'.
fn hold_out(files: &[PathBuf], options: &Options, scorer: &mut Scorer) -> Result<(), String> {
    let mut writers: BTreeMap<String, Vec<GoldDocument>> = BTreeMap::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let writer = name.split('-').next().unwrap_or_default();
        let articles = writers.entry(writer.to_owned()).or_default();
        articles.extend(read_gold(file, options)?);
    }
    if writers.len() < 2 {
        return Err("--held-out: expected articles of two writers or more".to_owned());
    }
    for (writer, articles) in &writers {
        let others = writers.iter().filter(|(other, _)| *other != writer);
        let examples: Vec<_> = others
            .flat_map(|(_, articles)| articles)
            .map(Example::from)
            .collect();
        let model = training::train(&Extractor::new(), &examples, &options.training);
        let extractor = Extractor::builder().tagger(model).build();
        let extractor = extractor.map_err(|error| error.to_string())?;
        for gold in articles {
            scorer.add(gold, extractor.extract(&gold.text).mentions());
        }
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options {
        paths: Vec::new(),
        format: None,
        map: TagMap::default(),
        matching: Matching::Exact,
        slips: 20,
        held_out: false,
        training: training::Options::default(),
        json: false,
        compare: None,
    };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or(format!("{argument}: expected a value"))
        };
        match argument.as_str() {
            "--format" => {
                options.format = Some(match value()?.as_str() {
                    "ann" => Format::Article,
                    "hard" => Format::Hard,
                    "conll" => Format::Conll,
                    other => {
                        return Err(format!(
                            "--format: expected ann, hard or conll, got {other:?}"
                        ));
                    }
                });
            }
            "--map" => {
                options.map = TagMap::parse(value()?).map_err(|error| error.to_string())?;
            }
            "--misses" => {
                let number = value()?;
                let wrong = |_| format!("--misses: expected a number, got {number:?}");
                options.slips = number.parse().map_err(wrong)?;
            }
            "--compare" => options.compare = Some(value()?.into()),
            "--lenient" => options.matching = Matching::Lenient,
            "--held-out" => options.held_out = true,
            "--without" => {
                for name in value()?.split(',') {
                    let mut groups = training::groups().iter();
                    let group = groups.find(|group| **group == name).ok_or_else(|| {
                        let groups = training::groups().join(", ");
                        format!("--without: expected some of {groups}, got {name:?}")
                    })?;
                    options.training.without.push(group);
                }
            }
            "--json" => options.json = true,
            other if other.starts_with('-') => {
                return Err(format!("unknown option {other}\n\n{USAGE}"));
            }
            path => options.paths.push(path.into()),
        }
    }
    if options.paths.is_empty() {
        return Err(format!("expected a path\n\n{USAGE}"));
    }
    Ok(options)
}

/// Adds a file, or the gold files of a folder and its folders, in the order of their names.
fn collect(path: &Path, format: Option<Format>, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error: io::Error| format!("{}: {error}", path.display());
    if !fs::metadata(path).map_err(failed)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let wanted = if format == Some(Format::Conll) {
        "conll"
    } else {
        "ann"
    };
    let (mut pending, mut found) = (vec![path.to_owned()], Vec::new());
    while let Some(folder) = pending.pop() {
        let failed = |error: io::Error| format!("{}: {error}", folder.display());
        for item in fs::read_dir(&folder).map_err(failed)? {
            let item = item.map_err(failed)?.path();
            if item.is_dir() {
                pending.push(item);
            } else if item
                .extension()
                .is_some_and(|extension| extension == wanted)
            {
                found.push(item);
            }
        }
    }
    if found.is_empty() {
        return Err(format!(
            "{}: expected .{wanted} files, found none",
            path.display()
        ));
    }
    found.sort();
    files.append(&mut found);
    Ok(())
}

fn read_gold(path: &Path, options: &Options) -> Result<Vec<GoldDocument>, String> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let format = options
        .format
        .unwrap_or(match file_name.strip_suffix(".ann") {
            Some(stem) if stem.starts_with("hard") => Format::Hard,
            Some(_) => Format::Article,
            None => Format::Conll,
        });
    match format {
        Format::Article => read_markup(&name, &text).map(|gold| vec![gold]),
        Format::Hard => read_hard(&name, &text),
        Format::Conll => read_conll(&name, &text, &options.map),
    }
    .map_err(|error| error.to_string())
}

fn read_scores(path: &Path) -> Result<Scores, String> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))
}

fn json(scores: &Scores) -> Result<String, String> {
    let json = serde_json::to_string_pretty(scores).map_err(|error| error.to_string())?;
    Ok(json + "\n")
}

fn tables(scores: &Scores) -> String {
    let mut out = String::new();
    let spans = match scores.matching {
        Matching::Exact => "exact spans",
        Matching::Lenient => "any overlap",
    };
    line(
        &mut out,
        format_args!("{} documents, {spans}\n", scores.documents),
    );
    head(&mut out, "mentions");
    for (kind, counts) in &scores.kinds {
        counts_row(&mut out, kind.name(), *counts);
    }
    counts_row(&mut out, "micro", scores.micro);

    head(&mut out, "\noffices found");
    share_row(&mut out, "id", scores.office_id);
    share_row(&mut out, "status", scores.status);
    counts_row(&mut out, "status said", scores.status_said);
    counts_row(&mut out, "holder", scores.holder);
    counts_row(&mut out, "of", scores.of);

    head(&mut out, "\nplaces found");
    share_row(&mut out, "type", scores.place_type);

    head(&mut out, "\npersons found");
    counts_row(&mut out, "pairs", scores.pairs);
    let b_cubed = scores.b_cubed;
    let values = [b_cubed.precision(), b_cubed.recall(), b_cubed.f1()].map(percent);
    let [precision, recall, f1] = values;
    line(
        &mut out,
        format_args!(
            "{:<16}{precision:>7}{recall:>7}{f1:>7}{:>9} mentions",
            "b-cubed", b_cubed.mentions
        ),
    );
    traps(&mut out, scores);
    slips(&mut out, "missed", &scores.misses);
    slips(&mut out, "extra", &scores.extras);
    confusions(&mut out, &scores.confusions);
    reliability(&mut out, scores);
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{text}");
}

fn head(out: &mut String, title: &str) {
    let width = 16 + title.len() - title.trim_start().len();
    let (right, found, gold) = ("right", "found", "gold");
    line(
        out,
        format_args!(
            "{title:<width$}{:>7}{:>7}{:>7}{right:>9}{found:>8}{gold:>8}",
            "P", "R", "F1"
        ),
    );
}

fn counts_row(out: &mut String, name: &str, counts: Counts) {
    let Counts { right, found, gold } = counts;
    let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()].map(percent);
    line(
        out,
        format_args!("{name:<16}{precision:>7}{recall:>7}{f1:>7}{right:>9}{found:>8}{gold:>8}"),
    );
}

/// A plain share stands in the last column of figures; it is no F1, but as good as one.
fn share_row(out: &mut String, name: &str, share: Share) {
    let Share { right, all } = share;
    let value = percent(share.value());
    line(
        out,
        format_args!("{name:<16}{:>14}{value:>7}{right:>9}{:>8}{all:>8}", "", ""),
    );
}

fn percent(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{:.1}", 100.0 * value))
}

fn traps(out: &mut String, scores: &Scores) {
    if scores.traps.is_empty() {
        return;
    }
    let all = scores.hard_sentences();
    line(
        out,
        format_args!("\nhard sentences without a miss or an extra"),
    );
    for (trap, share) in &scores.traps {
        line(
            out,
            format_args!("{:>4} of {:<4} {trap}", share.right, share.all),
        );
    }
    line(
        out,
        format_args!(
            "{:>4} of {:<4} all: {}",
            all.right,
            all.all,
            percent(all.value())
        ),
    );
}

fn slips(out: &mut String, title: &str, slips: &[Slip]) {
    if slips.is_empty() {
        return;
    }
    line(out, format_args!("\nmost often {title}"));
    for Slip {
        kind,
        text,
        count,
        example,
        instead,
    } in slips
    {
        let instead = instead
            .as_ref()
            .map(|other| format!("  [{other}]"))
            .unwrap_or_default();
        line(
            out,
            format_args!("{count:>5}  {:<7} {text}{instead}", kind.name()),
        );
        line(out, format_args!("{:>15}{example}", ""));
    }
}

fn confusions(out: &mut String, confusions: &[Confusion]) {
    if confusions.is_empty() {
        return;
    }
    line(out, format_args!("\nmost often confused: marked → found"));
    for Confusion {
        aspect,
        text,
        gold,
        found,
        count,
        example,
    } in confusions
    {
        line(
            out,
            format_args!("{count:>5}  {:<7} {text}: {gold} → {found}", aspect.name()),
        );
        line(out, format_args!("{:>15}{example}", ""));
    }
}

fn reliability(out: &mut String, scores: &Scores) {
    line(
        out,
        format_args!(
            "\n{:<16}{:>7}{:>9}{:>8}",
            "score", "right", "right", "found"
        ),
    );
    for bucket in &scores.reliability {
        let range = format!("{:.1}–{:.1}", bucket.from, bucket.to);
        let Share { right, all } = bucket.mentions;
        let value = percent(bucket.mentions.value());
        line(out, format_args!("{range:<16}{value:>7}{right:>9}{all:>8}"));
    }
}

fn changes(old: &Scores, new: &Scores, path: &Path) -> String {
    let mut out = String::new();
    line(&mut out, format_args!("\nsince {}", path.display()));
    if old.matching != new.matching {
        line(
            &mut out,
            format_args!("(the matching differs: one counts any overlap)"),
        );
    }
    if old.documents != new.documents {
        let (before, now) = (old.documents, new.documents);
        line(
            &mut out,
            format_args!("(the documents differ: {before} before, {now} now)"),
        );
    }
    line(
        &mut out,
        format_args!("{:<24}{:>7}{:>7}{:>8}", "", "before", "now", "change"),
    );
    let before = old.figures();
    for (name, now) in new.figures() {
        let before = before
            .iter()
            .find(|(other, _)| *other == name)
            .and_then(|(_, value)| *value);
        if before.is_none() && now.is_none() {
            continue;
        }
        let change = match (before, now) {
            (Some(before), Some(now)) if before == now => "=".to_owned(),
            (Some(before), Some(now)) => format!("{:+.2}", 100.0 * (now - before)),
            _ => "–".to_owned(),
        };
        let (before, now) = (percent(before), percent(now));
        line(
            &mut out,
            format_args!("{name:<24}{before:>7}{now:>7}{change:>8}"),
        );
    }
    out
}
