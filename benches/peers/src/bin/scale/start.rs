//! From the start of a process to its first result, and the memory of a process at several points:
//! measured in children of this one.

use crate::rows::ROWS;
use neta::Extractor;
use neta_bench::rows::{compile, rows};
use neta_bench::text::Text;
use neta_peers::clock::{median, timed};
use neta_peers::engines::Failed;
use neta_peers::process::memory;
use neta_peers::table::Table;
use std::env;
use std::hint::black_box;
use std::process::Command;

const PROCESSES: usize = 20;
const SENTENCE: &str = "कैराना सांसद इकरा हसन ने कहा कि सड़क बनेगी। सपा के अखिलेश यादव लखनऊ लौटे।";

/// Does one part and prints the memory of this process.
pub fn child(part: &str) -> Result<(), Failed> {
    let extractor = match part {
        "nothing" => None,
        "one" | "all" => Some(Extractor::new()),
        "rows" => {
            let gazetteer = compile(&rows(ROWS))?;
            Some(Extractor::builder().compiled(gazetteer).build()?)
        }
        _ => Err(format!("{part}: expected nothing, one, all or rows"))?,
    };
    if let Some(extractor) = &extractor {
        black_box(extractor.extract(SENTENCE));
        if part == "all" {
            for article in &Text::read()?.articles {
                black_box(extractor.extract(article));
            }
        }
    }
    for line in ["VmRSS", "RssAnon", "RssFile", "VmHWM"] {
        println!("{}", memory(line).unwrap_or(f64::NAN));
    }
    Ok(())
}

pub fn measure() -> Result<Table, Failed> {
    let program = env::current_exe()?;
    let rows = format!("{ROWS} rows compiled");
    let parts = [
        ("nothing", "nothing", PROCESSES),
        ("one sentence extracted", "one", PROCESSES),
        ("all articles extracted one by one", "all", 3),
        (&rows, "rows", 1),
    ];
    let mut table = Table::new(&[
        "a process",
        "ms from start to end",
        "MB resident",
        "of its own",
        "of the program file, shared",
        "at most",
    ]);
    for (name, part, times) in parts {
        let mut measured = Vec::new();
        let mut figures = Vec::new();
        for _ in 0..times {
            let (seconds, output) = timed(|| Command::new(&program).arg(part).output());
            let output = output?;
            if !output.status.success() {
                return Err(format!("{part}: {}", String::from_utf8_lossy(&output.stderr)).into());
            }
            measured.push(seconds * 1e3);
            figures = String::from_utf8(output.stdout)?
                .lines()
                .map(|line| line.parse::<f64>())
                .collect::<Result<Vec<f64>, _>>()?;
        }
        let mut row = vec![name.to_owned(), format!("{:.1}", median(measured))];
        row.extend(figures.iter().map(|figure| format!("{figure:.1}")));
        table.row(row);
    }
    Ok(table)
}
