//! neta beside other engines, over the same text and the same forms, on one thread.
//!
//! ```text
//! cargo run --release -p neta-peers
//! cargo run --release -p neta-peers -- --write-forms forms.txt --write-text text.txt
//! ```
//!
//! The second writes what is measured to files, for engines in other languages: one form, or one
//! article in JSON, on a line.

use neta_bench::text::Text;
use neta_peers::clock::{median, timed};
use neta_peers::engines::{ENGINES, EXTRACT, Engine, Failed, Read, WORDS};
use neta_peers::forms::forms;
use neta_peers::table::Table;
use std::{env, fs, hint::black_box};

const ROUNDS: usize = 11;

/// An engine that is built, and what was measured.
struct Measured {
    engine: Engine,
    read: Read,
    built: f64,
    found: usize,
    rounds: Vec<f64>,
}

fn main() -> Result<(), Failed> {
    let text = Text::read()?;
    let forms = forms();
    let mut arguments = env::args().skip(1);
    if arguments.len() > 0 {
        while let Some(option) = arguments.next() {
            let file = arguments.next();
            let file = file.ok_or_else(|| format!("{option}: expected a file after it"))?;
            match option.as_str() {
                "--write-forms" => fs::write(file, forms.join("\n") + "\n")?,
                "--write-text" => fs::write(file, lines(&text)?)?,
                _ => Err(format!("{option}: expected --write-forms or --write-text"))?,
            }
        }
        return Ok(());
    }

    let mut engines = Vec::new();
    for engine in ENGINES {
        let (built, read) = timed(|| (engine.build)(&forms));
        let read = read?;
        let found = text.articles.iter().map(|article| read(article)).sum();
        let rounds = Vec::new();
        engines.push(Measured {
            engine,
            read,
            built,
            found,
            rounds,
        });
    }
    // In turns, so that a slow minute of the machine falls on all of them.
    for _ in 0..ROUNDS {
        for measured in &mut engines {
            let read = &measured.read;
            let all = || -> usize { text.articles.iter().map(|a| read(black_box(a))).sum() };
            let (seconds, found) = timed(all);
            if found != measured.found {
                return Err(format!("{}: another answer", measured.engine.name).into());
            }
            measured.rounds.push(seconds);
        }
    }
    print(&text, &forms, engines);
    Ok(())
}

fn print(text: &Text, forms: &[String], engines: Vec<Measured>) {
    let megabytes = text.bytes() as f64 / 1e6;
    println!(
        "{}: {} articles, {megabytes:.2} MB; {} forms; median of {ROUNDS} rounds in turns, one thread\n",
        text.name,
        text.articles.len(),
        forms.len(),
    );
    let rows: Vec<_> = engines
        .into_iter()
        .map(|measured| {
            let speed = megabytes / median(measured.rounds);
            (measured.engine, measured.built, measured.found, speed)
        })
        .collect();
    let speed_of = |name: &str| {
        let row = rows.iter().find(|(engine, ..)| engine.name == name);
        row.map_or(f64::NAN, |row| row.3)
    };
    let (words, extract) = (speed_of(WORDS), speed_of(EXTRACT));
    let mut table = Table::new(&[
        "engine",
        "finds",
        "how many",
        "built in ms",
        "MB/s",
        "× `words`",
        "× `extract`",
    ]);
    for (engine, built, found, speed) in rows {
        table.row([
            engine.name.to_owned(),
            engine.finds.to_owned(),
            found.to_string(),
            format!("{:.1}", built * 1e3),
            format!("{speed:.1}"),
            format!("{:.2}", speed / words),
            format!("{:.2}", speed / extract),
        ]);
    }
    println!("{table}");
}

/// One article in JSON on each line.
fn lines(text: &Text) -> Result<String, serde_json::Error> {
    let mut lines = String::new();
    for article in &text.articles {
        lines += &serde_json::to_string(article)?;
        lines.push('\n');
    }
    Ok(lines)
}
