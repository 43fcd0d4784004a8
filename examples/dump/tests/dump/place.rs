//! A folder of a test's own, and the program run over it.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder that goes with the test.
pub struct Place {
    folder: TempDir,
}

/// What a run said.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub told: String,
}

/// Three articles: id, headline, text, day.
pub const ARTICLES: [[&str; 4]; 3] = [
    [
        "7",
        "सपा की बैठक",
        "कैराना सांसद इकरा हसन ने कहा।",
        "2024-06-09",
    ],
    [
        "b",
        "",
        "पूर्व सांसद तबस्सुम हसन, \"भाजपा\" में नहीं हैं।\nयह दूसरी पंक्ति है।",
        "",
    ],
    ["c,d", "मौसम", "आज बारिश होगी।", "2014-01-15T10:00:00Z"],
];

impl Place {
    pub fn new() -> Place {
        Place {
            folder: TempDir::new().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    pub fn lines(&self, name: &str) -> Vec<Value> {
        json_lines(&self.text(name))
    }

    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// The names in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The program in this folder, with words separated by spaces.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_neta-dump"));
        command.args(words.split(' ').filter(|word| !word.is_empty()));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, words: &str) -> Said {
        said(self.command(words).output().unwrap())
    }

    /// As `run`; the run must go well.
    pub fn good(&self, words: &str) -> Said {
        let said = self.run(words);
        assert_eq!(said.status, 0, "{words}\n{}", said.told);
        said
    }

    pub fn run_with_input(&self, words: &str, input: impl AsRef<[u8]>) -> Said {
        let mut child = self.command(words).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        let writer = std::thread::spawn(move || {
            // The program may end before it has read everything.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        said(output)
    }
}

pub fn said(output: Output) -> Said {
    Said {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        told: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub fn json_lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The three articles as JSON Lines.
pub fn jsonl() -> String {
    let line = |[id, title, text, date]: [&str; 4]| {
        serde_json::json!({"id": id, "title": title, "text": text, "date": date}).to_string() + "\n"
    };
    ARTICLES.map(line).concat()
}

/// What must come out for them, made with the library alone.
pub fn expected() -> String {
    let extractor = neta::Extractor::new();
    let line = |[id, title, text, date]: [&str; 4]| {
        let joined = if title.is_empty() {
            text.to_string()
        } else {
            format!("{title}\n\n{text}")
        };
        let day = date.get(..10).and_then(|day| day.parse().ok());
        let found = match day {
            Some(day) => extractor.extract_dated(&joined, day),
            None => extractor.extract(&joined),
        };
        found.to_json_with_id(id) + "\n"
    };
    ARTICLES.map(line).concat()
}
