//! Reads articles and shows who is named in them: people, parties, places and offices.
//!
//! ```text
//! cargo run --release --example extract -- examples/articles/01.txt
//! cargo run --release --example extract -- --format html examples/articles/*.txt > page.html
//! ```

use neta::export::{HtmlPage, Json, Text};
use neta::{Extraction, Extractor, GazetteerSource};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "\
Reads Hindi news articles and shows the people, parties, places and offices in them.

Usage: extract [OPTION…] [FILE…]

Without FILE, or where FILE is -, standard input is read. Each input is one article in UTF-8.

Options:
  --format FORMAT   text   marked text and a table of people (the default)
                    json   indented; an array for several files
                    jsonl  one line per file, with the file's name as id
                    html   one page for all files
  --explain         with text: why each mention is one, and how sure
  --gazetteer FILE  rows (TSV) over the embedded gazetteer; may be repeated
  --help            this text

Text is coloured on a terminal unless the environment variable NO_COLOR is set.

Exit status: 0; 1 if something could not be read or written; 2 for a wrong option.
";

fn main() -> ExitCode {
    let options = match Options::parse(env::args_os().skip(1)) {
        Ok(Parsed::Run(options)) => options,
        Ok(Parsed::Help) => {
            return written(io::stdout().write_all(HELP.as_bytes()), ExitCode::SUCCESS);
        }
        Err(message) => {
            complain(&format!("{message}\nTry --help."));
            return ExitCode::from(2);
        }
    };
    let extractor = match extractor(&options.gazetteers) {
        Ok(extractor) => extractor,
        Err(message) => {
            complain(&message);
            return ExitCode::FAILURE;
        }
    };
    let mut output = Output::new(&options);
    let mut status = ExitCode::SUCCESS;
    for input in &options.inputs {
        match read(input) {
            Ok(text) => {
                if let Err(error) = output.article(input, &extractor.extract(&text)) {
                    return written(Err(error), status);
                }
            }
            Err(message) => {
                complain(&message);
                status = ExitCode::FAILURE;
            }
        }
    }
    written(output.finish(), status)
}

/// The exit status after writing: `status` if that went well. A closed pipe (`| head`) is the
/// reader's wish, not an error.
fn written(result: io::Result<()>, status: ExitCode) -> ExitCode {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
        _ => status,
    }
}

fn complain(message: &str) {
    // Where standard error is closed, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "extract: {message}");
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Text,
    Json,
    Jsonl,
    Html,
}

struct Options {
    format: Format,
    explain: bool,
    gazetteers: Vec<OsString>,
    inputs: Vec<OsString>,
}

enum Parsed {
    Run(Options),
    Help,
}

impl Options {
    fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Parsed, String> {
        let mut arguments = arguments;
        let (mut format, mut explain) = (Format::Text, false);
        let (mut gazetteers, mut inputs) = (Vec::new(), Vec::new());
        while let Some(argument) = arguments.next() {
            // A file's name need not be Unicode; an option is.
            let text = argument.to_str().unwrap_or_default();
            let (name, inline) = match text.split_once('=') {
                Some((name, value)) if name.starts_with("--") => {
                    (name, Some(OsString::from(value)))
                }
                _ => (text, None),
            };
            let flag = inline.is_none();
            let mut value = || {
                let value = inline.clone().or_else(|| arguments.next());
                value.ok_or_else(|| format!("{name} needs a value"))
            };
            match name {
                "--format" => format = Format::named(&value()?)?,
                "--gazetteer" => gazetteers.push(value()?),
                "--explain" if flag => explain = true,
                "--help" | "-h" if flag => return Ok(Parsed::Help),
                "--" if flag => inputs.extend(arguments.by_ref()),
                _ if name.starts_with('-') && text != "-" => {
                    return Err(format!("unknown option {text}"));
                }
                _ => inputs.push(argument),
            }
        }
        if explain && format != Format::Text {
            return Err("--explain goes with --format text; the others say why as they are".into());
        }
        if inputs.is_empty() {
            inputs.push("-".into());
        }
        Ok(Parsed::Run(Options {
            format,
            explain,
            gazetteers,
            inputs,
        }))
    }
}

impl Format {
    fn named(name: &OsStr) -> Result<Format, String> {
        match name.to_str() {
            Some("text") => Ok(Format::Text),
            Some("json") => Ok(Format::Json),
            Some("jsonl") => Ok(Format::Jsonl),
            Some("html") => Ok(Format::Html),
            _ => Err(format!(
                "unknown format {}: text, json, jsonl or html",
                Path::new(name).display()
            )),
        }
    }
}

fn extractor(gazetteers: &[OsString]) -> Result<Extractor, String> {
    let mut builder = Extractor::builder();
    for file in gazetteers {
        let name = Path::new(file).display().to_string();
        let rows = fs::read(file).map_err(|error| format!("{name}: {error}"))?;
        builder = builder.gazetteer(GazetteerSource::tsv(name, rows));
    }
    builder.build().map_err(|error| error.to_string())
}

/// An input's name for messages and headings.
fn shown(input: &OsStr) -> String {
    if input == "-" {
        "standard input".into()
    } else {
        Path::new(input).display().to_string()
    }
}

/// An input's text, or a message that names it.
fn read(input: &OsStr) -> Result<String, String> {
    let mut bytes = Vec::new();
    let result = if input == "-" {
        io::stdin().read_to_end(&mut bytes).map(drop)
    } else {
        fs::read(input).map(|read| bytes = read)
    };
    result.map_err(|error| format!("{}: {error}", shown(input)))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let hint = match error.as_bytes() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => " (it looks like UTF-16)",
            _ => "",
        };
        format!(
            "{}: not UTF-8{hint}: the first wrong byte is at offset {at}",
            shown(input)
        )
    })
}

/// Where articles are written, one after another.
struct Output {
    format: Format,
    explain: bool,
    coloured: bool,
    several: bool,
    /// How many articles were written.
    count: usize,
    page: HtmlPage,
    out: BufWriter<io::StdoutLock<'static>>,
}

impl Output {
    fn new(options: &Options) -> Output {
        let stdout = io::stdout().lock();
        // https://no-color.org: set and not empty.
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Output {
            format: options.format,
            explain: options.explain,
            coloured: stdout.is_terminal() && !plain,
            several: options.inputs.len() > 1,
            count: 0,
            page: HtmlPage::new(),
            out: BufWriter::new(stdout),
        }
    }

    fn article(&mut self, input: &OsStr, found: &Extraction<'_>) -> io::Result<()> {
        // Standard input has no name that could serve as an id.
        let name = Some(shown(input)).filter(|_| input != "-");
        let json = Json::new(found);
        let json = name.iter().fold(json, |json, name| json.with_id(name));
        self.count += 1;
        match self.format {
            Format::Text => self.text(&shown(input), found),
            Format::Json => self.json(&json),
            Format::Jsonl => writeln!(self.out, "{json}"),
            Format::Html => {
                self.page.article(&name.unwrap_or_default(), found);
                Ok(())
            }
        }
    }

    fn text(&mut self, name: &str, found: &Extraction<'_>) -> io::Result<()> {
        if self.several {
            let gap = if self.count > 1 { "\n" } else { "" };
            writeln!(self.out, "{gap}== {name} ==\n")?;
        }
        let mut text = Text::new(found);
        if self.coloured {
            text = text.coloured();
        }
        if self.explain {
            text = text.explained();
        }
        write!(self.out, "{text}")?;
        // The next input may be a terminal at which somebody types.
        self.out.flush()
    }

    fn json(&mut self, json: &Json<'_>) -> io::Result<()> {
        let pretty = serde_json::to_string_pretty(json)?;
        if !self.several {
            return writeln!(self.out, "{pretty}");
        }
        let before = if self.count > 1 { ",\n" } else { "[\n" };
        // Line breaks in JSON are between tokens only: within strings they are escaped.
        write!(self.out, "{before}  {}", pretty.replace('\n', "\n  "))
    }

    fn finish(&mut self) -> io::Result<()> {
        match self.format {
            Format::Json if self.several => {
                self.out
                    .write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
            }
            Format::Html => write!(self.out, "{}", self.page)?,
            _ => {}
        }
        self.out.flush()
    }
}
