//! What ends a run, and with which exit status.

use std::fmt::Display;
use std::io;
use std::path::Path;

/// Why a run ended before its time.
#[derive(Debug)]
pub enum Failure {
    /// The command line cannot be obeyed.
    Usage(String),
    /// An input, an output or a state file cannot be used.
    Run(String),
    /// The reader of our standard output has gone: its wish, not an error.
    Closed,
    /// The user stopped the run; it can be resumed.
    Stopped(String),
}

impl Failure {
    /// The exit status, as `--help` lists them.
    pub fn status(&self) -> u8 {
        match self {
            Failure::Closed => 0,
            Failure::Run(_) => 1,
            Failure::Usage(_) => 2,
            Failure::Stopped(_) => 130,
        }
    }

    /// What to tell the user, if anything.
    pub fn message(&self) -> Option<&str> {
        match self {
            Failure::Usage(message) | Failure::Run(message) | Failure::Stopped(message) => {
                Some(message)
            }
            Failure::Closed => None,
        }
    }

    /// A failure over a file.
    pub fn at(path: &Path, error: impl Display) -> Failure {
        Failure::Run(format!("{}: {error}", path.display()))
    }
}

/// Names the file of an error.
pub trait At<T> {
    /// The value, or a failure that names `path`.
    fn at(self, path: &Path) -> Result<T, Failure>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Failure> {
        self.map_err(|error| Failure::at(path, error))
    }
}
