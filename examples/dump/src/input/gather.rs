//! Which files are read, and in which order.

use crate::failure::{At, Failure};
use crate::format::{Compression, INPUTS, InputFormat};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use walkdir::{DirEntry, WalkDir};

/// One file, or standard input.
#[derive(Clone, Debug)]
pub struct Source {
    /// `None` is standard input.
    pub path: Option<PathBuf>,
    /// How it is called in messages and ids.
    pub name: String,
    /// How its records are read.
    pub format: InputFormat,
    /// How it is compressed.
    pub compression: Compression,
    /// Its size in bytes; 0 where that cannot be known.
    pub length: u64,
    /// Nanoseconds since 1970.
    pub modified: u128,
    /// It can be read again from any place, which a pipe cannot.
    pub regular: bool,
}

/// All files of a run.
#[derive(Debug)]
pub struct Sources {
    /// In the order of the command line, folders in the order of their paths.
    pub all: Vec<Source>,
    /// Files in folders that are of no known format.
    pub left_out: Vec<PathBuf>,
}

impl Sources {
    /// The files that the user's words stand for. In folders, the run's `own` files are none.
    pub fn gather(
        inputs: &[PathBuf],
        format: Option<InputFormat>,
        own: &[PathBuf],
    ) -> Result<Sources, Failure> {
        let mut sources = Sources {
            all: Vec::new(),
            left_out: Vec::new(),
        };
        let own: Vec<PathBuf> = own
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        for input in inputs {
            if input.as_os_str() == "-" {
                sources.all.push(standard_input(format));
            } else if fs::metadata(input).at(input)?.is_dir() {
                sources.folder(input, format, &own)?;
            } else {
                let Some(format) = format.or(InputFormat::of(input)) else {
                    let message = format!("expected a file named {INPUTS}, or --from FORMAT");
                    return Err(Failure::Usage(format!("{}: {message}", input.display())));
                };
                sources.all.push(file(input, format)?);
            }
        }
        if sources
            .all
            .iter()
            .filter(|source| source.path.is_none())
            .count()
            > 1
        {
            return Err(Failure::Usage(
                "standard input (-) can be read only once".into(),
            ));
        }
        Ok(sources)
    }

    fn folder(
        &mut self,
        folder: &Path,
        format: Option<InputFormat>,
        own: &[PathBuf],
    ) -> Result<(), Failure> {
        let is_own = |entry: &DirEntry| {
            let named = own
                .iter()
                .any(|path| path.file_name() == Some(entry.file_name()));
            named
                && entry
                    .path()
                    .canonicalize()
                    .is_ok_and(|path| own.contains(&path))
        };
        let entries = WalkDir::new(folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        for entry in entries.filter_entry(|entry| !is_own(entry)) {
            let entry = entry.map_err(|error| Failure::at(folder, error))?;
            if entry.file_type().is_dir() {
                continue;
            }
            match InputFormat::of(entry.path()) {
                Some(own) => self.all.push(file(entry.path(), format.unwrap_or(own))?),
                None => self.left_out.push(entry.into_path()),
            }
        }
        Ok(())
    }
}

fn standard_input(format: Option<InputFormat>) -> Source {
    Source {
        path: None,
        name: "-".into(),
        format: format.unwrap_or(InputFormat::Jsonl),
        compression: Compression::None,
        length: 0,
        modified: 0,
        regular: false,
    }
}

fn file(path: &Path, format: InputFormat) -> Result<Source, Failure> {
    let metadata = fs::metadata(path).at(path)?;
    let modified = metadata.modified().ok();
    let modified = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(Source {
        path: Some(path.to_path_buf()),
        name: path.display().to_string(),
        format,
        compression: Compression::of(path),
        length: if metadata.is_file() {
            metadata.len()
        } else {
            0
        },
        modified: modified.map_or(0, |since| since.as_nanos()),
        regular: metadata.is_file(),
    })
}
