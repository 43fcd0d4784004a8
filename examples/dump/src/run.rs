//! A run from its first to its last byte: the thread that writes.

use crate::checkpoint::{Checkpoint, Settings};
use crate::console::Console;
use crate::failure::{At, Failure};
use crate::finish;
use crate::format::{Compression, InputFormat, OutputFormat};
use crate::input::Reading;
use crate::input::batch::Position;
use crate::input::gather::{Source, Sources};
use crate::input::notes::Notes;
use crate::interrupt;
use crate::names::{Names, with};
use crate::options::Options;
use crate::output::parquet::Parts;
use crate::output::sink::Sink;
use crate::output::stream::Growing;
use crate::output::{Encoding, compress};
use crate::overview::Overview;
use crate::settings;
use crate::work::Task;
use crate::work::pool::{Event, Pool};
use crate::work::tally::Tally;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Does what the options ask for; returns the exit status.
pub fn run(options: &Options, console: &Console) -> Result<u8, Failure> {
    let format = options.format()?;
    let sources = Sources::gather(&options.inputs, options.from)?;
    tell_left_out(&sources.left_out, console);
    let sources = sources.all;
    let names = kept(options.out.as_deref()).map(|out| Names::new(out, format));
    let gazetteers = settings::gazetteers(options)?;
    let settings = settings::settings(options, &sources, &gazetteers)?;
    let resumable = sources.iter().all(|source| source.regular);
    let state = match &names {
        Some(names) => match earlier(options, names, &settings, resumable)? {
            Earlier::Finished => {
                console.note(&format!(
                    "{} is finished; nothing to resume",
                    names.out.display()
                ));
                return Ok(0);
            }
            Earlier::Unfinished(state) => Some(*state),
            Earlier::None => None,
        },
        None if options.resume => {
            return Err(Failure::Usage("--resume needs --out FILE".into()));
        }
        None => None,
    };
    if let (Some(names), Some(state)) = (&names, &state)
        && let Some(renames) = &state.renames
    {
        finish::rename(renames)?;
        finish::tidy(names)?;
        console.summary(&state.tally, state.elapsed);
        return Ok(status(&state.tally));
    }
    let extractor = settings::extractor(gazetteers)?;
    let report_path = match (format, &names) {
        (OutputFormat::Html, Some(names)) => Some(names.out.clone()),
        _ => options.report.clone(),
    };
    let piped = names.is_none() && sources.iter().any(|source| source.path.is_none());
    let line_for_line = piped && format == OutputFormat::Jsonl;
    let task = Arc::new(Task {
        extractor,
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
        compression: if format == OutputFormat::Html {
            Compression::None
        } else {
            options.compression()
        },
        name_all: !line_for_line,
        report: report_path.is_some(),
    });
    let stop = if names.is_some() && resumable {
        interrupt::flag()?
    } else {
        Arc::default()
    };
    console.show_bar(sources.iter().map(|source| source.length).sum());
    let writing = Writing::start(
        &task,
        names,
        options.out.as_deref(),
        settings,
        state,
        resumable,
    )?;
    let reading = Reading {
        fields: options.fields(),
        longest: options.max_record as usize * 1_000_000,
        notes: notes(console, &sources, piped),
        prompt: piped,
        sources,
    };
    let from = writing.state.position.clone();
    let pool = Pool::start(task, reading, from, options.jobs(), Arc::clone(&stop))
        .map_err(|error| Failure::Run(format!("threads: {error}")))?;
    writing.all(pool, console, options, &stop, report_path.as_deref())
}

fn tell_left_out(files: &[PathBuf], console: &Console) {
    if let Some(first) = files.first() {
        let (count, first) = (files.len(), first.display());
        console.note(&format!(
            "{count} files of other kinds in the folders are left out, the first is {first}"
        ));
    }
}

/// The output, if it is a file that is kept: not standard output, a device or a pipe.
fn kept(out: Option<&Path>) -> Option<&Path> {
    out.filter(|out| fs::metadata(out).map_or(true, |found| found.is_file() || found.is_dir()))
}

fn notes(console: &Console, sources: &[Source], piped: bool) -> Notes {
    let console = console.clone();
    let tables = sources
        .iter()
        .any(|source| source.format != InputFormat::Jsonl);
    Notes::new(move |message| {
        if !piped || tables {
            console.note(message);
        }
    })
}

enum Earlier {
    None,
    Unfinished(Box<Checkpoint>),
    Finished,
}

/// What an earlier run has left, and whether this one may go on with it or replace it.
fn earlier(
    options: &Options,
    names: &Names,
    settings: &Settings,
    resumable: bool,
) -> Result<Earlier, Failure> {
    if options.overwrite {
        finish::forget(names)?;
        return Ok(Earlier::None);
    }
    let state = Checkpoint::load(&names.state)?;
    let out = names.out.display();
    match state {
        Some(state) if options.resume => {
            state.check(settings)?;
            Ok(Earlier::Unfinished(Box::new(state)))
        }
        Some(_) => Err(Failure::Usage(format!(
            "{out}: an unfinished run is there; --resume goes on with it, --overwrite begins anew"
        ))),
        None if options.resume && names.out.exists() => Ok(Earlier::Finished),
        None if options.resume && !resumable => Err(Failure::Usage(
            "--resume: a pipe cannot be read again; give files".into(),
        )),
        None if names.out.exists() => Err(Failure::Usage(format!(
            "{out}: is there already; --overwrite replaces it"
        ))),
        None => {
            finish::forget(names)?;
            Ok(Earlier::None)
        }
    }
}

fn status(tally: &Tally) -> u8 {
    let nothing = tally.read > 0 && tally.rejected == tally.read;
    if tally.damaged > 0 || nothing { 3 } else { 0 }
}

/// The output and everything that grows with it.
struct Writing {
    sink: Sink,
    names: Option<Names>,
    rejects: Option<Growing>,
    resumable: bool,
    state: Checkpoint,
    /// What an earlier run had counted.
    before: Tally,
    since: Instant,
    saved: Instant,
    format: OutputFormat,
}

impl Writing {
    fn start(
        task: &Task,
        names: Option<Names>,
        out: Option<&Path>,
        settings: Settings,
        state: Option<Checkpoint>,
        resumable: bool,
    ) -> Result<Writing, Failure> {
        let fresh = state.is_none();
        let state = state.unwrap_or_else(|| Checkpoint {
            settings,
            position: Position::start(0, 0),
            output: 0,
            rejects: 0,
            tally: Tally::default(),
            report: Overview::new(),
            elapsed: Duration::ZERO,
            renames: None,
        });
        let format = task.encoding.format;
        let growing = |path: &Path, length: u64| match fresh {
            true => Growing::create(path),
            false => Growing::resume(path, length),
        };
        let sink = match &names {
            None => direct(out)?,
            Some(names) => match format {
                OutputFormat::Html => Sink::Nothing,
                OutputFormat::Parquet => {
                    Sink::Tables(Box::new(Parts::new(names.parts.clone(), state.output)?))
                }
                _ => {
                    if format == OutputFormat::Brat {
                        fs::create_dir_all(&names.part).at(&names.part)?;
                    }
                    Sink::File(growing(&names.growing, state.output)?)
                }
            },
        };
        let rejects = names
            .as_ref()
            .map(|names| growing(&names.rejects_part, state.rejects))
            .transpose()?;
        let now = Instant::now();
        let mut writing = Writing {
            sink,
            names,
            rejects,
            resumable,
            before: state.tally.clone(),
            state,
            since: now,
            saved: now,
            format,
        };
        if fresh {
            let mut head = task.encoding.head()?;
            compress::member(&mut head, task.compression)?;
            writing.sink.write(&crate::output::Chunk::Bytes(head))?;
            writing.save()?;
        }
        Ok(writing)
    }

    /// Takes what the pool yields until its end, and finishes the run.
    fn all(
        mut self,
        mut pool: Pool,
        console: &Console,
        options: &Options,
        stop: &AtomicBool,
        report: Option<&Path>,
    ) -> Result<u8, Failure> {
        let mut border = true;
        while let Some(event) = pool.next() {
            let done = match event {
                Event::Done(done) => *done,
                Event::Failed(failure) => {
                    if border {
                        self.save()?;
                    }
                    return Err(failure);
                }
            };
            let clock = Instant::now();
            border = self.sink.write(&done.chunk)?;
            self.write_rejects(&done.rejects, console)?;
            let state = &mut self.state;
            let (records, counted) = (done.records, done.tally.read);
            if records != counted {
                return Err(Failure::Run(format!(
                    "{counted} of {records} records were counted; this is a mistake in neta-dump"
                )));
            }
            state.tally.add(&done.tally);
            state.tally.writing += clock.elapsed();
            state.position = done.end;
            if let Some(part) = done.report {
                state.report.merge(part);
            }
            console.progress(done.consumed, &state.tally, &self.before);
            let parts = matches!(self.sink, Sink::Tables(_));
            if border && (parts || self.saved.elapsed().as_secs_f64() >= options.checkpoint) {
                self.save()?;
            }
        }
        drop(pool);
        if stop.load(Ordering::Relaxed) {
            if border {
                self.save()?;
            }
            let written = self.state.tally.written;
            return Err(Failure::Stopped(format!(
                "stopped after {written} articles; --resume goes on"
            )));
        }
        self.finish(report)?;
        console.clear();
        let (tally, elapsed) = (&self.state.tally, self.elapsed());
        if !tally.agrees() {
            return Err(Failure::Run(format!(
                "{} records were read, but {} written, {} left out and {} rejected; this is a mistake in neta-dump",
                tally.read, tally.written, tally.left_out, tally.rejected
            )));
        }
        if self.names.is_some() || console.is_terminal() {
            console.summary(tally, elapsed);
        }
        Ok(status(tally))
    }

    fn elapsed(&self) -> Duration {
        self.state.elapsed + self.since.elapsed()
    }

    fn write_rejects(&mut self, lines: &[u8], console: &Console) -> Result<(), Failure> {
        match &mut self.rejects {
            Some(file) => file.write(lines),
            None => {
                console.lines(&String::from_utf8_lossy(lines));
                Ok(())
            }
        }
    }

    /// Makes this place one from which the run can go on.
    fn save(&mut self) -> Result<(), Failure> {
        let Some(names) = self.names.as_ref().filter(|_| self.resumable) else {
            return Ok(());
        };
        self.sink.sync()?;
        if let Some(rejects) = &self.rejects {
            rejects.sync()?;
            self.state.rejects = rejects.length();
        }
        self.state.output = self.sink.progress();
        let state = Checkpoint {
            elapsed: self.elapsed(),
            ..self.state.clone()
        };
        state.save(&names.state)?;
        self.saved = Instant::now();
        Ok(())
    }

    /// Writes what can only be written at the end, and gives everything its name.
    fn finish(&mut self, report: Option<&Path>) -> Result<(), Failure> {
        let mut renames = Vec::new();
        if let Some(path) = report {
            let part = with(path, ".part");
            self.write_report(&part)?;
            renames.push((part, path.to_path_buf()));
        }
        let Some(names) = self.names.clone() else {
            return finish::rename(&renames);
        };
        if let Sink::Tables(parts) = &mut self.sink {
            parts.close()?;
            parts.join([&names.part, &names.entities_part])?;
            renames.push((names.entities_part.clone(), names.entities.clone()));
        }
        self.save()?;
        let mut stale = true;
        if self
            .rejects
            .as_ref()
            .is_some_and(|rejects| rejects.length() > 0)
        {
            renames.push((names.rejects_part.clone(), names.rejects.clone()));
            stale = false;
        }
        if self.format != OutputFormat::Html {
            renames.push((names.part.clone(), names.out.clone()));
        }
        self.state.renames = Some(renames.clone());
        self.save()?;
        if stale {
            finish::remove(&names.rejects)?;
        }
        finish::rename(&renames)?;
        finish::tidy(&names)
    }

    fn write_report(&self, path: &Path) -> Result<(), Failure> {
        let mut page = Vec::new();
        self.state.report.write(&mut page).at(path)?;
        compress::member(
            &mut page,
            Compression::of(path.with_extension("").as_path()),
        )?;
        let mut file = Growing::create(path)?;
        file.write(&page)?;
        file.sync()
    }
}

fn direct(out: Option<&Path>) -> Result<Sink, Failure> {
    Ok(match out {
        Some(path) => {
            let file = File::options().write(true).open(path).at(path)?;
            Sink::Direct(Box::new(file), path.display().to_string())
        }
        None => Sink::Direct(Box::new(io::stdout()), "standard output".into()),
    })
}
