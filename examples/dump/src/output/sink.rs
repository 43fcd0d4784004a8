//! Where chunks go, in the one thread that writes.

use super::Chunk;
use super::parquet::Parts;
use super::stream::Growing;
use crate::failure::{At, Failure};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// The output.
pub enum Sink {
    /// A file under a temporary name; of brat, the list in its folder.
    File(Growing),
    /// The parts of two tables.
    Tables(Box<Parts>),
    /// Standard output, or what is no file: what is written is gone.
    Direct(Box<dyn Write>, String),
    /// Nothing but the report.
    Nothing,
}

impl Sink {
    /// Standard output, or a device or pipe.
    pub fn direct(out: Option<&Path>) -> Result<Sink, Failure> {
        let Some(path) = out else {
            return Ok(Sink::Direct(
                Box::new(io::stdout()),
                "standard output".into(),
            ));
        };
        let file = File::options().write(true).open(path).at(path)?;
        Ok(Sink::Direct(Box::new(file), path.display().to_string()))
    }

    /// Writes a chunk; `true` if the run can be resumed from here.
    pub fn write(&mut self, chunk: &Chunk) -> Result<bool, Failure> {
        match (self, chunk) {
            (Sink::File(file), Chunk::Bytes(bytes)) => file.write(bytes).map(|()| true),
            (Sink::Tables(parts), Chunk::Tables(mentions, entities)) => {
                parts.write([mentions, entities])
            }
            (Sink::Direct(out, name), Chunk::Bytes(bytes)) => {
                out.write_all(bytes)
                    .and_then(|()| out.flush())
                    .map_err(|error| match error.kind() {
                        io::ErrorKind::BrokenPipe => Failure::Closed,
                        _ => Failure::Run(format!("{name}: {error}")),
                    })?;
                Ok(false)
            }
            _ => Ok(true),
        }
    }

    /// How far it is: bytes of a file, parts of tables.
    pub fn progress(&self) -> u64 {
        match self {
            Sink::File(file) => file.length(),
            Sink::Tables(parts) => parts.whole,
            Sink::Direct(..) | Sink::Nothing => 0,
        }
    }

    /// What was written is on the disk.
    pub fn sync(&self) -> Result<(), Failure> {
        match self {
            Sink::File(file) => file.sync(),
            _ => Ok(()),
        }
    }
}
