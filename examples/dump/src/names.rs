//! The files of a run beside its output.

use crate::format::OutputFormat;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Final and temporary names.
#[derive(Clone, Debug)]
pub struct Names {
    /// The output.
    pub out: PathBuf,
    /// The output while it is written; of brat, a folder.
    pub part: PathBuf,
    /// What is appended to: the output, or the list in brat's folder.
    pub growing: PathBuf,
    /// Rejected records.
    pub rejects: PathBuf,
    /// Rejected records while they are written.
    pub rejects_part: PathBuf,
    /// The state of an unfinished run.
    pub state: PathBuf,
    /// Of Parquet: the parts.
    pub parts: PathBuf,
    /// Of Parquet: the second table.
    pub entities: PathBuf,
    /// There is a second table.
    pub has_entities: bool,
    /// The second table while it is written.
    pub entities_part: PathBuf,
}

impl Names {
    /// For an output.
    pub fn new(out: &Path, format: OutputFormat) -> Names {
        let part = with(out, ".part");
        let entities = out.with_extension("entities.parquet");
        let growing = match format {
            OutputFormat::Brat => part.join(crate::output::brat::LIST),
            _ => part.clone(),
        };
        Names {
            out: out.to_path_buf(),
            growing,
            rejects: with(out, ".rejects.jsonl"),
            rejects_part: with(out, ".rejects.jsonl.part"),
            state: with(out, ".resume"),
            parts: with(out, ".parts"),
            entities_part: with(&entities, ".part"),
            has_entities: format == OutputFormat::Parquet,
            entities,
            part,
        }
    }

    /// The files that are there when the run is finished.
    pub fn finished(&self, report: Option<&Path>) -> Vec<PathBuf> {
        let mut files = vec![self.out.clone(), self.rejects.clone()];
        files.extend(self.has_entities.then(|| self.entities.clone()));
        files.extend(report.map(Path::to_path_buf));
        files
    }

    /// All files of the run that might be taken for inputs.
    pub fn all(&self, report: Option<&Path>) -> Vec<PathBuf> {
        let mut files = self.finished(report);
        files.extend([self.part.clone(), self.parts.clone()]);
        files
    }
}

/// A name with something appended.
pub fn with(path: &Path, ending: impl AsRef<OsStr>) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    PathBuf::from(name)
}
