//! A run: what the options ask for, put together.

use crate::console::Console;
use crate::earlier::Earlier;
use crate::failure::Failure;
use crate::finish;
use crate::format::{InputFormat, OutputFormat};
use crate::input::Reading;
use crate::input::gather::{Source, Sources};
use crate::input::notes::Notes;
use crate::interrupt;
use crate::names::Names;
use crate::options::Options;
use crate::output::Encoding;
use crate::settings;
use crate::work::Task;
use crate::work::pool::Pool;
use crate::writing::{Plan, Writing, status};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Does what the options ask for; returns the exit status.
pub fn run(options: &Options, console: &Console) -> Result<u8, Failure> {
    let format = options.format()?;
    let names = kept(options.out.as_deref()).map(|out| Names::new(out, format));
    if options.resume && names.is_none() {
        return Err(Failure::Usage("--resume needs --out FILE".into()));
    }
    let own = names
        .as_ref()
        .map(|names| names.all(options.report.as_deref()));
    let Sources {
        all: sources,
        left_out,
    } = Sources::gather(&options.inputs, options.from, &own.unwrap_or_default())?;
    tell_left_out(&left_out, console);
    let gazetteers = settings::gazetteers(options)?;
    let settings = settings::settings(options, &sources, &gazetteers)?;
    let regular = sources.iter().all(|source| source.regular);
    let mut state = None;
    if let Some(names) = &names {
        match Earlier::find(options, names, &settings, regular)? {
            Earlier::None => {}
            Earlier::Unfinished(found) => state = Some(*found),
            Earlier::Finished => {
                console.note(&format!(
                    "{} is whole and no run is unfinished: nothing to resume",
                    names.out.display()
                ));
                return Ok(0);
            }
        }
        if let Some(state) = &state
            && let Some(renames) = &state.renames
        {
            finish::rename(renames)?;
            finish::tidy(names)?;
            console.summary(&state.tally, state.elapsed);
            return Ok(status(&state.tally));
        }
    }
    let report = match (format, &names) {
        (OutputFormat::Html, Some(names)) => Some(names.out.clone()),
        _ => options.report.clone(),
    };
    let piped = names.is_none() && sources.iter().any(|source| source.path.is_none());
    let line_for_line = piped && format == OutputFormat::Jsonl;
    let task = Arc::new(Task {
        extractor: settings::extractor(gazetteers)?,
        fields: options.fields(),
        political: options.political,
        encoding: Encoding {
            format,
            inline: names.is_none(),
            line_for_line,
            folder: names
                .as_ref()
                .map(|names| names.part.clone())
                .unwrap_or_default(),
        },
        compression: options.compression(),
        name_all: !line_for_line,
        report: report.is_some(),
    });
    let resumable = regular && names.is_some();
    let stop = if resumable {
        interrupt::flag()?
    } else {
        Arc::default()
    };
    console.show_bar(sources.iter().map(|source| source.length).sum());
    let plan = Plan {
        names,
        out: options.out.clone(),
        report,
        resumable,
        checkpoint: options.checkpoint,
    };
    let writing = Writing::start(plan, &task.encoding, settings, state)?;
    let reading = Reading {
        fields: options.fields(),
        longest: options.max_record as usize * 1_000_000,
        notes: notes(console, &sources, piped),
        prompt: piped,
        sources,
    };
    let pool = Pool::start(
        task,
        reading,
        writing.position().clone(),
        options.jobs(),
        Arc::clone(&stop),
    )
    .map_err(|error| Failure::Run(format!("threads: {error}")))?;
    writing.all(pool, console, &stop)
}

fn tell_left_out(files: &[PathBuf], console: &Console) {
    if let Some(first) = files.first() {
        let (count, first) = (files.len(), first.display());
        console.note(&format!(
            "{count} files of other kinds in the folders are left out, such as {first}"
        ));
    }
}

/// The output, if it is a file that is kept: not standard output, a device or a pipe.
fn kept(out: Option<&Path>) -> Option<&Path> {
    out.filter(|out| fs::metadata(out).map_or(true, |found| found.is_file() || found.is_dir()))
}

/// In a pipe the fields are not told: it may be one of thousands.
fn notes(console: &Console, sources: &[Source], piped: bool) -> Notes {
    let console = console.clone();
    let silent = piped
        && sources
            .iter()
            .all(|source| source.format == InputFormat::Jsonl);
    Notes::new(move |message| {
        if !silent {
            console.note(message);
        }
    })
}
