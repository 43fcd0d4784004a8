//! The articles that are read, and where they come from.

use neta::eval::read_markup;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Articles one by one.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where they come from.
    pub name: String,
    /// None of them is empty.
    pub articles: Vec<String>,
}

impl Text {
    /// The file that `NETA_BENCH_TEXT` names, its articles parted by an empty line; otherwise the
    /// marked articles of this repository, without their marks.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or is not marked well: with its name.
    pub fn read() -> io::Result<Text> {
        match env::var_os("NETA_BENCH_TEXT") {
            Some(file) => Text::paragraphs(Path::new(&file)),
            None => Text::gold(),
        }
    }

    /// The marked articles of this repository, without their marks.
    ///
    /// # Errors
    ///
    /// As [`Text::read`].
    pub fn gold() -> io::Result<Text> {
        let mut articles = Vec::new();
        for set in ["dev", "test", "train"] {
            for file in listing(&gold_folder().join(set), "ann")? {
                let marked = read(&file)?;
                let name = file.to_string_lossy();
                let document = read_markup(&name, &marked).map_err(io::Error::other)?;
                articles.push(document.text);
            }
        }
        Ok(Text {
            name: "gold".to_owned(),
            articles,
        })
    }

    /// The articles of this repository that are not about politics.
    ///
    /// # Errors
    ///
    /// As [`Text::read`].
    pub fn other_desks() -> io::Result<Text> {
        let mut articles = Vec::new();
        for file in listing(&gold_folder().join("other"), "txt")? {
            articles.extend(Text::paragraphs(&file)?.articles);
        }
        Ok(Text {
            name: "other desks".to_owned(),
            articles,
        })
    }

    fn paragraphs(file: &Path) -> io::Result<Text> {
        let text = read(file)?;
        let articles = text.split("\n\n").map(str::trim);
        let articles: Vec<String> = articles
            .filter(|article| !article.is_empty())
            .map(str::to_owned)
            .collect();
        if articles.is_empty() {
            let expected = format!("{}: expected articles, found none", file.display());
            return Err(io::Error::other(expected));
        }
        Ok(Text {
            name: file.display().to_string(),
            articles,
        })
    }

    /// All articles as one.
    pub fn joined(&self) -> String {
        self.articles.join("\n\n")
    }

    /// Bytes of all articles.
    pub fn bytes(&self) -> usize {
        self.articles.iter().map(String::len).sum()
    }

    /// The articles as callers of `extract_batch` have them.
    pub fn borrowed(&self) -> Vec<&str> {
        self.articles.iter().map(String::as_str).collect()
    }
}

fn gold_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/gold")
}

fn read(file: &Path) -> io::Result<String> {
    fs::read_to_string(file).map_err(|error| named(file, error))
}

fn named(file: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", file.display()))
}

/// The files of a folder with an extension, in the order of their names.
fn listing(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).map_err(|error| named(folder, error))? {
        let path = item?.path();
        if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
