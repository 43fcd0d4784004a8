//! Formats, and the file names that stand for them.

use clap::ValueEnum;
use std::path::Path;

/// How an input's articles are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// A JSON object per line (.jsonl, .ndjson)
    Jsonl,
    /// A JSON array of objects, or objects one after another (.json)
    Json,
    /// Rows under a header (.csv)
    Csv,
    /// The same, separated by tabs (.tsv)
    Tsv,
    /// A Parquet table (.parquet)
    Parquet,
    /// One article per file (.txt)
    Txt,
    /// One web page per file (.html, .htm)
    Html,
}

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// A line per article: the JSON contract of neta (.jsonl, .ndjson)
    Jsonl,
    /// A row per mention (.csv)
    Csv,
    /// The same, separated by tabs (.tsv)
    Tsv,
    /// A table of mentions, and beside it one of entities (.parquet)
    Parquet,
    /// A token and its tag per line (.conll)
    Conll,
    /// A folder for the annotation tool brat (.brat)
    Brat,
    /// A report over all articles (.html)
    Html,
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// .gz
    Gzip,
    /// .zst
    Zstd,
    /// .bz2
    Bzip2,
    /// .xz
    Xz,
}

/// Every extension of an input, for messages.
pub const INPUTS: &str = ".jsonl .ndjson .json .csv .tsv .parquet .txt .html .htm";
/// Every extension of an output, for messages.
pub const OUTPUTS: &str = ".jsonl .ndjson .csv .tsv .parquet .conll .brat .html";

impl InputFormat {
    fn of_extension(extension: &str) -> Option<InputFormat> {
        Some(match extension {
            "jsonl" | "ndjson" => InputFormat::Jsonl,
            "json" => InputFormat::Json,
            "csv" => InputFormat::Csv,
            "tsv" => InputFormat::Tsv,
            "parquet" => InputFormat::Parquet,
            "txt" => InputFormat::Txt,
            "html" | "htm" => InputFormat::Html,
            _ => return None,
        })
    }

    /// By a file's name: `news.jsonl.gz`.
    pub fn of(path: &Path) -> Option<InputFormat> {
        InputFormat::of_extension(&extension(path).0)
    }
}

impl OutputFormat {
    /// By a file's name: `names.csv.zst`.
    pub fn of(path: &Path) -> Option<OutputFormat> {
        Some(match extension(path).0.as_str() {
            "jsonl" | "ndjson" => OutputFormat::Jsonl,
            "csv" => OutputFormat::Csv,
            "tsv" => OutputFormat::Tsv,
            "parquet" => OutputFormat::Parquet,
            "conll" => OutputFormat::Conll,
            "brat" => OutputFormat::Brat,
            "html" | "htm" => OutputFormat::Html,
            _ => return None,
        })
    }
}

impl Compression {
    /// By a file's name.
    pub fn of(path: &Path) -> Compression {
        extension(path).1
    }
}

/// The extension that tells the format, and what the one behind it says of compression.
fn extension(path: &Path) -> (String, Compression) {
    let lower = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.unwrap_or_default().to_ascii_lowercase()
    };
    let compression = match lower(path).as_str() {
        "gz" => Compression::Gzip,
        "zst" => Compression::Zstd,
        "bz2" => Compression::Bzip2,
        "xz" => Compression::Xz,
        other => return (other.to_string(), Compression::None),
    };
    (lower(&path.with_extension("")), compression)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_formats() {
        let cases = [
            ("a.jsonl", Some(InputFormat::Jsonl), Compression::None),
            (
                "b/a.b.NDJSON.gz",
                Some(InputFormat::Jsonl),
                Compression::Gzip,
            ),
            ("a.json.zst", Some(InputFormat::Json), Compression::Zstd),
            ("a.CSV.bz2", Some(InputFormat::Csv), Compression::Bzip2),
            ("a.htm.xz", Some(InputFormat::Html), Compression::Xz),
            ("a.parquet", Some(InputFormat::Parquet), Compression::None),
            ("a.pdf", None, Compression::None),
            ("jsonl", None, Compression::None),
            ("a.gz", None, Compression::Gzip),
        ];
        for (name, format, compression) in cases {
            let path = Path::new(name);
            assert_eq!(
                (InputFormat::of(path), Compression::of(path)),
                (format, compression),
                "{name}"
            );
        }
        assert_eq!(
            OutputFormat::of(Path::new("x.tsv.gz")),
            Some(OutputFormat::Tsv)
        );
        assert_eq!(OutputFormat::of(Path::new("x.txt")), None);
    }
}
