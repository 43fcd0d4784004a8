//! The state of an unfinished run: enough to go on from it as if nothing had happened.

use crate::failure::{At, Failure};
use crate::input::batch::Position;
use crate::names::with;
use crate::report::Report;
use crate::work::tally::Tally;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What decides what a run yields: inputs and options, by name. A run with others cannot resume it.
pub type Settings = BTreeMap<String, String>;

/// The state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// What decides what the run yields.
    pub settings: Settings,
    /// Where to go on reading.
    pub position: Position,
    /// Bytes of the output, or parts of tables, that are whole.
    pub output: u64,
    /// Bytes of rejected records.
    pub rejects: u64,
    /// What was counted.
    pub tally: Tally,
    /// The report so far.
    pub report: Report,
    /// Time that was spent.
    pub elapsed: Duration,
    /// All is written; what is left are these names.
    pub renames: Option<Vec<(PathBuf, PathBuf)>>,
}

impl Checkpoint {
    /// The state in a file, if there is one.
    pub fn load(path: &Path) -> Result<Option<Checkpoint>, Failure> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.at(path)?,
        };
        let state = serde_json::from_slice(&bytes).map_err(|error| {
            Failure::at(path, format!("not the state of an unfinished run: {error}"))
        })?;
        Ok(Some(state))
    }

    /// Replaces the state in the file, so that there is always a whole one.
    pub fn save(&self, path: &Path) -> Result<(), Failure> {
        let new = with(path, ".new");
        let bytes = serde_json::to_vec(self).map_err(|error| Failure::at(&new, error))?;
        let mut file = File::create(&new).at(&new)?;
        file.write_all(&bytes)
            .and_then(|()| file.sync_data())
            .at(&new)?;
        fs::rename(&new, path).at(path)
    }

    /// An error that names what differs from `settings`.
    pub fn check(&self, settings: &Settings) -> Result<(), Failure> {
        let names = self.settings.keys().chain(settings.keys());
        let differs = |name: &&String| self.settings.get(*name) != settings.get(*name);
        let Some(name) = names.into_iter().find(differs) else {
            return Ok(());
        };
        let value = |settings: &Settings| {
            settings
                .get(name)
                .cloned()
                .unwrap_or_else(|| "nothing".into())
        };
        Err(Failure::Usage(format!(
            "--resume: {name} changed: the unfinished run had {}, now there is {}; \
             --overwrite begins anew",
            value(&self.settings),
            value(settings)
        )))
    }
}
