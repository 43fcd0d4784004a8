//! What cannot be done is told, with a status of its own and nothing half-written.

use crate::place::{Place, jsonl, said};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn wrong_words() {
    let place = Place::new();
    place.file("a.jsonl", jsonl());
    place.file("b.pdf", "");
    let cases = [
        ("", "<INPUT>"),
        ("a.jsonl --jobs 0", "--jobs"),
        ("a.jsonl --out x.pdf", "expected a name in .jsonl"),
        ("a.jsonl --to parquet", "needs --out"),
        ("a.jsonl --out x.parquet.gz", "compresses its own columns"),
        ("a.jsonl --out x.html --report y.html", "a report already"),
        ("b.pdf", "expected a file named .jsonl"),
        ("- - --out x.jsonl", "only once"),
        ("a.jsonl --resume", "--resume needs --out"),
        ("- --out x.jsonl --resume", "a pipe cannot be read again"),
    ];
    for (words, message) in cases {
        let said = place.run(words);
        assert_eq!(said.status, 2, "{words}: {}", said.told);
        assert!(said.told.contains(message), "{words}: {}", said.told);
    }
    assert_eq!(place.names(), ["a.jsonl", "b.pdf"]);
}

#[test]
fn what_is_not_there() {
    let place = Place::new();
    place.file("a.jsonl", jsonl());
    let said = place.run("missing.jsonl --out x.jsonl");
    assert_eq!(said.status, 1);
    assert!(
        said.told.contains("missing.jsonl: No such file"),
        "{}",
        said.told
    );
    for words in [
        "a.jsonl --out missing/x.jsonl",
        "a.jsonl --out x.csv --report missing/r.html",
    ] {
        let said = place.run(words);
        assert_eq!(said.status, 1, "{words}");
        assert!(said.told.contains("missing/"), "{words}: {}", said.told);
    }
    assert!(!place.has("x.csv") && !place.has("x.jsonl"));
}

#[test]
fn what_is_there_is_not_overwritten() {
    let place = Place::new();
    place.file("a.jsonl", jsonl());
    for there in ["x.parquet", "x.entities.parquet", "r.html"] {
        place.file(there, "precious");
        let said = place.run("a.jsonl --out x.parquet --report r.html");
        assert_eq!(said.status, 2);
        assert!(
            said.told.contains(&format!("{there}: is there already")),
            "{}",
            said.told
        );
        assert_eq!(place.text(there), "precious");
        fs::remove_file(place.path(there)).unwrap();
    }
    place.file("x.brat/old.txt", "old");
    place.good("a.jsonl --out x.brat --overwrite");
    assert!(!place.has("x.brat/old.txt") && place.has("x.brat/articles.tsv"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk() {
    let place = Place::new();
    place.file("a.jsonl", jsonl());
    let outcome = place.run("a.jsonl --out /dev/full --to csv");
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.told.contains("/dev/full: No space left"),
        "{}",
        outcome.told
    );
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let outcome = said(
        place
            .command("a.jsonl")
            .stdout(Stdio::from(full))
            .output()
            .unwrap(),
    );
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.told.contains("standard output: No space left"),
        "{}",
        outcome.told
    );
}

#[test]
#[cfg(unix)]
fn an_input_that_vanishes() {
    let place = Place::new();
    let pipe = place.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    place.file("b.jsonl", jsonl());
    let child = place
        .command("pipe b.jsonl --from jsonl --out x.jsonl")
        .spawn()
        .unwrap();
    // Opens only when the program reads the pipe: it knows of b.jsonl by then.
    let mut writer = OpenOptions::new().write(true).open(&pipe).unwrap();
    fs::remove_file(place.path("b.jsonl")).unwrap();
    writer.write_all(jsonl().as_bytes()).unwrap();
    drop(writer);
    let outcome = said(child.wait_with_output().unwrap());
    assert_eq!(outcome.status, 1);
    assert!(
        outcome.told.contains("b.jsonl: No such file"),
        "{}",
        outcome.told
    );
    assert!(!place.has("x.jsonl") && place.has("x.jsonl.part"));
}
