//! What decides what a run yields, in a form that can be compared.

use crate::checkpoint::Settings;
use crate::failure::{At, Failure};
use crate::fields::Role;
use crate::input::gather::Source;
use crate::options::Options;
use neta::{Extractor, GazetteerSource};
use std::fs;
use xxhash_rust::xxh3::Xxh3;

/// The settings of a run.
pub fn settings(
    options: &Options,
    sources: &[Source],
    gazetteers: &[GazetteerFile],
) -> Result<Settings, Failure> {
    let format = options.format()?;
    let fields = options.fields();
    let mut settings = Settings::new();
    let mut set = |name: &str, value: String| settings.insert(name.to_string(), value);
    set(
        "the program",
        format!("{} {}", env!("CARGO_PKG_VERSION"), neta::DATA_DATE),
    );
    set("the list of inputs", inputs(sources));
    set("--to", format!("{format:?}"));
    set("--from", format!("{:?}", options.from));
    for role in Role::ALL {
        set(&format!("--{}", role.name()), fields.names(role));
    }
    set("--political", options.political.to_string());
    set("--report", format!("{:?}", options.report));
    set("--max-record", options.max_record.to_string());
    let mut hash = Xxh3::new();
    gazetteers.iter().for_each(|file| hash.update(&file.rows));
    set(
        "--gazetteer",
        format!("{} files ({:032x})", gazetteers.len(), hash.digest128()),
    );
    Ok(settings)
}

fn inputs(sources: &[Source]) -> String {
    let mut hash = Xxh3::new();
    for source in sources {
        hash.update(source.name.as_bytes());
        hash.update(&[0]);
        hash.update(&source.length.to_le_bytes());
        hash.update(&source.modified.to_le_bytes());
    }
    let bytes: u64 = sources.iter().map(|source| source.length).sum();
    format!(
        "{} files of {bytes} bytes ({:032x})",
        sources.len(),
        hash.digest128()
    )
}

/// A gazetteer of the user's own.
#[derive(Debug)]
pub struct GazetteerFile {
    name: String,
    rows: Vec<u8>,
}

/// The gazetteers that the user names.
pub fn gazetteers(options: &Options) -> Result<Vec<GazetteerFile>, Failure> {
    let read = |path: &std::path::PathBuf| {
        Ok(GazetteerFile {
            name: path.display().to_string(),
            rows: fs::read(path).at(path)?,
        })
    };
    options.gazetteer.iter().map(read).collect()
}

/// The extractor over them.
pub fn extractor(gazetteers: Vec<GazetteerFile>) -> Result<Extractor, Failure> {
    let mut builder = Extractor::builder();
    for file in gazetteers {
        builder = builder.gazetteer(GazetteerSource::tsv(file.name, file.rows));
    }
    builder
        .build()
        .map_err(|error| Failure::Run(error.to_string()))
}
