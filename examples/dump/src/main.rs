//! Reads dumps of Hindi news articles and writes who is named in them.
//!
//! ```text
//! cargo run --release -p neta-dump -- news.jsonl --out names.csv
//! ```
//!
//! The way a record takes: `input` cuts files into batches of raw records, in one thread; `work`
//! understands the records, reads the articles and encodes what was found, on all cores; `run`
//! writes the batches in their order, and now and then a `checkpoint`.

mod checkpoint;
mod console;
mod earlier;
mod failure;
mod fields;
mod finish;
mod format;
mod input;
mod interrupt;
mod names;
mod options;
mod output;
mod record;
mod rejects;
mod report;
mod run;
mod settings;
mod summary;
mod work;
mod writing;

use clap::Parser;
use console::Console;
use options::Options;
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = Options::parse();
    let console = Console::new(options.quiet);
    let status = match run::run(&options, &console) {
        Ok(status) => status,
        Err(failure) => {
            console.clear();
            if let Some(message) = failure.message() {
                console.complain(message);
            }
            failure.status()
        }
    };
    ExitCode::from(status)
}
