//! The end of a run: everything is written under temporary names and then gets its own.

use crate::failure::{At, Failure};
use crate::names::Names;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Gives files their names. Those that have theirs already, by an earlier try, are left.
pub fn rename(renames: &[(PathBuf, PathBuf)]) -> Result<(), Failure> {
    for (from, to) in renames {
        if !from.exists() {
            continue;
        }
        if to.is_dir() {
            fs::remove_dir_all(to).at(to)?;
        }
        fs::rename(from, to).at(to)?;
    }
    Ok(())
}

/// Takes away what only the run needed; the state last.
pub fn tidy(names: &Names) -> Result<(), Failure> {
    remove(&names.rejects_part)?;
    remove(&names.parts)?;
    remove(&names.state)
}

/// Takes away what an unfinished run has left.
pub fn forget(names: &Names) -> Result<(), Failure> {
    // The state first: without it the rest is no run.
    remove(&names.state)?;
    for path in [
        &names.part,
        &names.entities_part,
        &names.rejects_part,
        &names.parts,
    ] {
        remove(path)?;
    }
    Ok(())
}

/// Removes a file or a folder, if there is one.
pub fn remove(path: &Path) -> Result<(), Failure> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::at(path, error)),
        _ => Ok(()),
    }
}
