//! The command line.

use crate::failure::Failure;
use crate::fields::Fields;
use crate::format::{Compression, InputFormat, OUTPUTS, OutputFormat};
use clap::Parser;
use std::path::PathBuf;

const ABOUT: &str = "\
Reads dumps of Hindi news articles and writes who is named in them: people, parties, places and \
offices.";

const EXAMPLES: &str = "\
Examples:
  neta-dump news.jsonl --out names.csv
  neta-dump 2023/ 2024.csv.gz --out names.jsonl.zst --report report.html
  neta-dump dump.parquet --text content --title headline --political --out names.parquet
  zcat dump.jsonl.gz | neta-dump - | head

Inputs are read by their names: .jsonl .ndjson .json (an array) .csv .tsv .parquet, and .txt and \
.html as one article per file; each also .gz .zst .bz2 .xz. A folder is read with everything in it, \
in the order of names.

A headline is read as a paragraph before the text: offsets count in headline, two line breaks, text.

A record that is none goes to OUT.rejects.jsonl with file, line, reason and bytes. The output stands \
under OUT.part until it is whole. After a kill, the same command with --resume goes on.

Exit status:
  0    finished
  1    something could not be read or written; --resume goes on where it stopped
  2    a wrong option, or a run that cannot be resumed with these
  3    finished, but an input could not be read to its end, or every record was rejected
  130  stopped by Ctrl-C; --resume goes on";

/// What the user asks for.
#[derive(Clone, Debug, Parser)]
#[command(name = "neta-dump", version, about = ABOUT, after_help = EXAMPLES, max_term_width = 100)]
pub struct Options {
    /// Files and folders; - is standard input, as JSONL
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Where the results go: its name tells format and compression; without it, JSONL to standard
    /// output
    #[arg(short, long)]
    pub out: Option<PathBuf>,

    /// The output's format, whatever its name
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<OutputFormat>,

    /// The inputs' format, whatever their names
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<InputFormat>,

    /// Field with the article; of several, the first that a record has
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub text: Vec<String>,

    /// Field with the headline
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub title: Vec<String>,

    /// Field with the article's name; without one, it is named FILE:LINE
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub id: Vec<String>,

    /// Field with the day (2024-06-09…), by which offices are given their holders
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub date: Vec<String>,

    /// Keep political articles only
    #[arg(long)]
    pub political: bool,

    /// Write a report over all articles beside the results
    #[arg(long, value_name = "FILE.html")]
    pub report: Option<PathBuf>,

    /// Rows (TSV) over the embedded gazetteer; may be repeated
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Vec<PathBuf>,

    /// How many cores to use; all, if not given
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// Go on with an unfinished run
    #[arg(long, conflicts_with = "overwrite")]
    pub resume: bool,

    /// Replace a finished output; forget an unfinished run
    #[arg(long)]
    pub overwrite: bool,

    /// The longest record in megabytes; a longer one is rejected
    #[arg(long, value_name = "MB", default_value_t = 128, value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub max_record: u32,

    /// Seconds between the states from which --resume can go on; 0: as often as possible
    #[arg(long, value_name = "SECONDS", default_value_t = 5.0)]
    pub checkpoint: f64,

    /// No progress, no notes, no summary
    #[arg(short, long)]
    pub quiet: bool,
}

impl Options {
    /// The output's format.
    pub fn format(&self) -> Result<OutputFormat, Failure> {
        let by_name = self.out.as_deref().map(OutputFormat::of);
        let format = match (self.to, by_name) {
            (Some(format), _) => format,
            (None, None) => OutputFormat::Jsonl,
            (None, Some(Some(format))) => format,
            (None, Some(None)) => {
                return Err(Failure::Usage(format!(
                    "--out: expected a name in {OUTPUTS}, or --to FORMAT"
                )));
            }
        };
        let compression = self.compression();
        let message = match format {
            OutputFormat::Parquet if compression != Compression::None => {
                "--out: a Parquet table compresses its own columns; leave the last extension out"
            }
            OutputFormat::Brat if compression != Compression::None => {
                "--out: a folder for brat is not compressed; leave the last extension out"
            }
            OutputFormat::Parquet | OutputFormat::Brat | OutputFormat::Html
                if self.out.is_none() =>
            {
                "this format needs --out: it is more than one stream"
            }
            OutputFormat::Html if self.report.is_some() => {
                "--report: the output is a report already; give one of the two"
            }
            _ => return Ok(format),
        };
        Err(Failure::Usage(message.into()))
    }

    /// The output's compression.
    pub fn compression(&self) -> Compression {
        self.out
            .as_deref()
            .map_or(Compression::None, Compression::of)
    }

    /// The fields that are wanted.
    pub fn fields(&self) -> Fields {
        Fields::new([&self.text, &self.title, &self.id, &self.date])
    }

    /// The number of workers.
    pub fn jobs(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, |cores| cores.get());
        self.jobs.map_or_else(all, usize::from)
    }
}
