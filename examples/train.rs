//! Trains the tagger from marked articles: `train [--without GROUP,…] [--epochs N] [--out FILE] FOLDER…`
//!
//! Deterministic: the same articles and gazetteer give the same bytes. The repository's model is
//! made by `cargo run --release --example train -- tests/gold/train`.

use neta::Extractor;
use neta::eval::{GoldDocument, read_markup};
use neta::training::{Example, Options, groups, train};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut options = Options::default();
    let mut out = PathBuf::from("data/tagger.bin");
    let mut folders = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--epochs" => {
                options.epochs = value()?
                    .parse()
                    .map_err(|_| "--epochs takes a number".to_owned())?;
            }
            "--out" => out = value()?.into(),
            "--without" => {
                for name in value()?.split(',') {
                    let group = groups().iter().find(|group| **group == name);
                    options
                        .without
                        .push(group.ok_or(format!("no such group: {name}"))?);
                }
            }
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let documents = read_all(&folders)?;
    let examples: Vec<Example<'_>> = documents.iter().map(Example::from).collect();
    let model = train(&Extractor::new(), &examples, &options);
    std::fs::write(&out, &model).map_err(|error| format!("{}: {error}", out.display()))?;
    println!(
        "{} articles, {} bytes in {}",
        examples.len(),
        model.len(),
        out.display()
    );
    Ok(())
}

fn read_all(folders: &[PathBuf]) -> Result<Vec<GoldDocument>, String> {
    let mut files = Vec::new();
    for folder in folders {
        let listing =
            std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        files.extend(listing.filter_map(|item| Some(item.ok()?.path())));
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ann"));
    // The order of a folder's listing differs between machines; the model must not.
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Result<GoldDocument, String> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    read_markup(&name, &text).map_err(|error| error.to_string())
}
