//! A file that grows: it can be cut back to where a checkpoint was.

use crate::failure::{At, Failure};
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file under a temporary name.
#[derive(Debug)]
pub struct Growing {
    path: PathBuf,
    file: File,
    length: u64,
}

impl Growing {
    /// A new file.
    pub fn create(path: &Path) -> Result<Growing, Failure> {
        let file = File::create(path).at(path)?;
        Ok(Growing {
            path: path.to_path_buf(),
            file,
            length: 0,
        })
    }

    /// The file of an earlier run, without what came after its checkpoint.
    pub fn resume(path: &Path, length: u64) -> Result<Growing, Failure> {
        let mut file = OpenOptions::new().write(true).open(path).at(path)?;
        let found = file.metadata().at(path)?.len();
        if found < length {
            let message =
                format!("{found} bytes, fewer than the {length} that the unfinished run wrote");
            return Err(Failure::at(path, message));
        }
        file.set_len(length).at(path)?;
        file.seek(SeekFrom::Start(length)).at(path)?;
        Ok(Growing {
            path: path.to_path_buf(),
            file,
            length,
        })
    }

    /// Appends.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.file.write_all(bytes).at(&self.path)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// What was written is on the disk.
    pub fn sync(&self) -> Result<(), Failure> {
        self.file.sync_data().at(&self.path)
    }

    /// Bytes so far.
    pub fn length(&self) -> u64 {
        self.length
    }
}
