//! How many instructions the floors take, and how much an extraction fetches from beyond a cache,
//! simulated: for machines whose counters cannot be read. Needs `valgrind`.
//!
//! ```text
//! cargo run --release -p neta-peers --bin misses
//! ```
//!
//! Each row is the second pass over all articles alone: a run of two passes less a run of one, so
//! that the start and the first touch of everything are not counted.

use neta::Extractor;
use neta::segment::words;
use neta_bench::text::Text;
use neta_peers::engines::Failed;
use neta_peers::table::Table;
use std::env;
use std::hint::black_box;
use std::process::Command;

const LINE: f64 = 64.0;
const MEBIBYTE: u64 = 1 << 20;

/// A floor, and what reads an article with it.
type Floor = (&'static str, fn(&Extractor, &str) -> usize);

const FLOORS: [Floor; 3] = [
    ("words", |_, article| words(article).count()),
    ("candidates", |extractor, article| {
        extractor.dictionary_spans(article).len()
    }),
    ("extract", |extractor, article| {
        extractor.extract(article).mentions().len()
    }),
];

fn main() -> Result<(), Failed> {
    let text = Text::read()?;
    if let [_, floor, passes] = env::args().collect::<Vec<_>>().as_slice() {
        let read = FLOORS.iter().find(|(name, _)| name == floor);
        let (_, read) = read.ok_or_else(|| format!("no floor is called {floor}"))?;
        let extractor = Extractor::new();
        for _ in 0..passes.parse::<u32>()? {
            for article in &text.articles {
                black_box(read(&extractor, article));
            }
        }
        return Ok(());
    }
    let bytes = text.bytes() as f64;
    let mut table = Table::new(&["floor", "instructions per byte"]);
    for (floor, _) in FLOORS {
        let [instructions, _] = second_pass(floor, 8)?;
        table.row([format!("`{floor}`"), format!("{:.1}", instructions / bytes)]);
    }
    println!("{table}");
    let mut table = Table::new(&[
        "cache of the core",
        "lines missed per kB",
        "bytes fetched per byte",
    ]);
    for size in [1, 2, 4, 8, 16] {
        let [_, misses] = second_pass("extract", size)?;
        table.row([
            format!("{size} MiB"),
            format!("{:.2}", misses / bytes * 1e3),
            format!("{:.2}", misses * LINE / bytes),
        ]);
    }
    println!("{table}");
    Ok(())
}

/// Instructions and misses of a second pass of a floor with a cache of so many MiB.
fn second_pass(floor: &str, size: u64) -> Result<[f64; 2], Failed> {
    let [once, twice] = [simulated(floor, "1", size)?, simulated(floor, "2", size)?];
    Ok([0, 1].map(|of| twice[of].saturating_sub(once[of]) as f64))
}

/// Instructions of so many passes, and misses of a cache of so many MiB.
fn simulated(floor: &str, passes: &str, size: u64) -> Result<[u64; 2], Failed> {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=yes"])
        .args(["--cachegrind-out-file=/dev/null", "--D1=49152,12,64"])
        .arg("--I1=32768,8,64")
        .arg(format!("--LL={},16,{LINE}", size * MEBIBYTE))
        .arg(env::current_exe()?)
        .args([floor, passes])
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    let figure = |name: &str| -> Result<u64, Failed> {
        let line = report.lines().find(|line| line.contains(name));
        let line = line.ok_or_else(|| format!("valgrind: expected {name}, found {report}"))?;
        let after = line.rsplit(name).next().unwrap_or_default();
        let number = after.split('(').next().unwrap_or_default();
        Ok(number.trim().replace(',', "").parse()?)
    };
    Ok([figure("I   refs:")?, figure("LL misses:")?])
}
