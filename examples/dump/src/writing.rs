//! The thread that writes: batches in their order, now and then a checkpoint, and the end.

use crate::checkpoint::{Checkpoint, Settings};
use crate::console::Console;
use crate::failure::{At, Failure};
use crate::finish;
use crate::format::{Compression, OutputFormat};
use crate::input::batch::Position;
use crate::names::{Names, with};
use crate::output::parquet::Parts;
use crate::output::sink::Sink;
use crate::output::stream::Growing;
use crate::output::{Chunk, Encoding, compress};
use crate::report::Report;
use crate::work::Done;
use crate::work::pool::{Event, Pool};
use crate::work::tally::Tally;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Where everything goes.
pub struct Plan {
    /// Of an output that is kept.
    pub names: Option<Names>,
    /// The output as the user named it.
    pub out: Option<PathBuf>,
    /// The report.
    pub report: Option<PathBuf>,
    /// The run can be resumed.
    pub resumable: bool,
    /// Seconds between checkpoints.
    pub checkpoint: f64,
}

/// The exit status of a finished run.
pub fn status(tally: &Tally) -> u8 {
    let nothing = tally.read > 0 && tally.rejected == tally.read;
    if tally.damaged > 0 || nothing { 3 } else { 0 }
}

/// The output and everything that grows with it.
pub struct Writing {
    plan: Plan,
    format: OutputFormat,
    sink: Sink,
    rejects: Option<Growing>,
    state: Checkpoint,
    /// What an earlier run had counted, and its time.
    before: (Tally, Duration),
    since: Instant,
    saved: Instant,
    /// What saving took the last time.
    saving: Duration,
    /// The run can be resumed from where it is now.
    border: bool,
}

impl Writing {
    /// Opens the output: a new one, or that of an unfinished run.
    pub fn start(
        plan: Plan,
        encoding: &Encoding,
        settings: Settings,
        state: Option<Checkpoint>,
    ) -> Result<Writing, Failure> {
        let fresh = state.is_none();
        let state = state.unwrap_or_else(|| Checkpoint {
            settings,
            position: Position::start(0, 0),
            output: 0,
            rejects: 0,
            tally: Tally::default(),
            report: Report::new(),
            elapsed: Duration::ZERO,
            renames: None,
        });
        let growing = |path: &Path, length: u64| match fresh {
            true => Growing::create(path),
            false => Growing::resume(path, length),
        };
        let format = encoding.format;
        let sink = match &plan.names {
            None => Sink::direct(plan.out.as_deref())?,
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
        let rejects = plan
            .names
            .as_ref()
            .map(|names| growing(&names.rejects_part, state.rejects));
        let now = Instant::now();
        let mut writing = Writing {
            format,
            sink,
            rejects: rejects.transpose()?,
            before: (state.tally.clone(), state.elapsed),
            state,
            since: now,
            saved: now,
            saving: Duration::ZERO,
            border: true,
            plan,
        };
        if let Some(report) = &writing.plan.report {
            // Better to learn now than after hours that it cannot be written.
            Growing::create(&with(report, ".part"))?;
        }
        if fresh {
            let mut head = encoding.head()?;
            let out = writing.plan.out.as_deref();
            compress::member(&mut head, out.map_or(Compression::None, Compression::of))?;
            writing.sink.write(&Chunk::Bytes(head))?;
            writing.save()?;
        }
        Ok(writing)
    }

    /// Where reading begins.
    pub fn position(&self) -> &Position {
        &self.state.position
    }

    /// Takes what the pool yields until its end, and finishes the run.
    pub fn all(
        mut self,
        mut pool: Pool,
        console: &Console,
        stop: &AtomicBool,
    ) -> Result<u8, Failure> {
        while let Some(event) = pool.next() {
            match event {
                Event::Done(done) => self.write(*done, console)?,
                Event::Failed(failure) => {
                    self.save_at_border()?;
                    return Err(failure);
                }
            }
        }
        drop(pool);
        if stop.load(Ordering::Relaxed) {
            self.save_at_border()?;
            let message = format!(
                "stopped after {} articles; --resume goes on",
                self.state.tally.written
            );
            return Err(Failure::Stopped(message));
        }
        self.check()?;
        self.finish()?;
        console.clear();
        if self.plan.names.is_some() || console.is_terminal() {
            console.summary(&self.state.tally, self.state.elapsed);
        }
        Ok(status(&self.state.tally))
    }

    fn write(&mut self, done: Done, console: &Console) -> Result<(), Failure> {
        let clock = Instant::now();
        self.border = self.sink.write(&done.chunk)?;
        match &mut self.rejects {
            Some(file) => file.write(&done.rejects)?,
            None => console.lines(&String::from_utf8_lossy(&done.rejects)),
        }
        if let Some(report) = done.report {
            self.state.report.merge(report);
        }
        self.state.tally.add(&done.tally);
        self.state.tally.writing += clock.elapsed();
        self.state.position = done.end;
        console.progress(done.consumed, &self.state.tally, &self.before.0);
        // Of a table every border counts: there are few, and far between.
        if self.is_due() || matches!(self.sink, Sink::Tables(_)) {
            self.save_at_border()?;
        }
        Ok(())
    }

    /// A large report takes long to save; then it is saved less often.
    fn is_due(&self) -> bool {
        let since = self.saved.elapsed();
        let often = self.plan.checkpoint <= 0.0 || since > self.saving * 20;
        often && since.as_secs_f64() >= self.plan.checkpoint
    }

    /// The reader counts records where it cuts them, the workers where they take them.
    fn check(&self) -> Result<(), Failure> {
        let (tally, cut) = (&self.state.tally, self.state.position.records);
        if tally.agrees() && tally.read == cut {
            return Ok(());
        }
        Err(Failure::Run(format!(
            "{cut} records were cut and {} taken, but {} written, {} left out and {} rejected; \
             this is a mistake in neta-dump",
            tally.read, tally.written, tally.left_out, tally.rejected
        )))
    }

    fn save_at_border(&mut self) -> Result<(), Failure> {
        if self.border { self.save() } else { Ok(()) }
    }

    /// Makes this place one from which the run can go on.
    fn save(&mut self) -> Result<(), Failure> {
        self.state.elapsed = self.before.1 + self.since.elapsed();
        let Some(names) = self.plan.names.as_ref().filter(|_| self.plan.resumable) else {
            return Ok(());
        };
        let clock = Instant::now();
        self.sink.sync()?;
        self.state.output = self.sink.progress();
        if let Some(rejects) = &self.rejects {
            rejects.sync()?;
            self.state.rejects = rejects.length();
        }
        self.state.save(&names.state)?;
        self.saving = clock.elapsed();
        self.saved = Instant::now();
        self.state.tally.writing += self.saving;
        Ok(())
    }

    /// Writes what can only be written at the end, and gives everything its name.
    fn finish(&mut self) -> Result<(), Failure> {
        let mut renames = Vec::new();
        if let Some(report) = &self.plan.report {
            let part = with(report, ".part");
            self.write_report(&part, Compression::of(report))?;
            renames.push((part, report.clone()));
        }
        let Some(names) = self.plan.names.clone() else {
            self.state.elapsed = self.since.elapsed();
            return finish::rename(&renames);
        };
        if let Sink::Tables(parts) = &mut self.sink {
            parts.close()?;
            parts.join([&names.part, &names.entities_part])?;
            renames.push((names.entities_part.clone(), names.entities.clone()));
        }
        let rejected = self
            .rejects
            .as_ref()
            .is_some_and(|rejects| rejects.length() > 0);
        if rejected {
            renames.push((names.rejects_part.clone(), names.rejects.clone()));
        }
        if self.format != OutputFormat::Html {
            renames.push((names.part.clone(), names.out.clone()));
        }
        self.state.renames = Some(renames.clone());
        self.save()?;
        if !rejected {
            // Of an earlier run whose output is being replaced.
            finish::remove(&names.rejects)?;
        }
        finish::rename(&renames)?;
        finish::tidy(&names)
    }

    fn write_report(&self, part: &Path, compression: Compression) -> Result<(), Failure> {
        let mut page = Vec::new();
        self.state.report.write(&mut page).at(part)?;
        compress::member(&mut page, compression)?;
        let mut file = Growing::create(part)?;
        file.write(&page)?;
        file.sync()
    }
}
