//! `examples/extract.rs` as a user runs it.
#![allow(clippy::unwrap_used)] // A test that cannot go on should say where.

use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The built example: `cargo test` puts it beside the folder of the test binaries.
fn extract() -> Command {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let name = format!("extract{}", std::env::consts::EXE_SUFFIX);
    let program = folder.join("examples").join(name);
    assert!(
        program.exists(),
        "{} is not built\nhelp: cargo build --example extract",
        program.display()
    );
    let mut command = Command::new(program);
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn run(arguments: &[impl AsRef<OsStr>]) -> Output {
    extract().args(arguments).output().unwrap()
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = extract();
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A file of this test's own.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, bytes).unwrap();
    file
}

fn article(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("examples/articles").join(name);
    file.to_str().unwrap().to_owned()
}

/// The article again, from text with its mentions in brackets.
fn without_marks(marked: &str) -> String {
    let mut text = marked.replace('[', "");
    for kind in ["person", "party", "place", "office"] {
        text = text.replace(&format!("]{kind}"), "");
    }
    text
}

#[test]
fn text_without_colour_in_a_pipe() {
    let output = run(&[article("01.txt")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let original = fs::read_to_string(article("01.txt")).unwrap();
    assert!(without_marks(stdout(&output)).starts_with(&original));
    assert!(!stdout(&output).contains('\x1b'));
    assert_eq!(stderr(&output), "");
}

#[test]
fn no_colour_with_no_color() {
    for value in ["1", ""] {
        let mut command = extract();
        command.env("NO_COLOR", value).arg(article("02.txt"));
        let output = command.output().unwrap();
        assert!(!stdout(&output).contains('\x1b'), "NO_COLOR={value:?}");
    }
}

#[test]
fn standard_input_with_and_without_a_dash() {
    let text = "वार्ड-48 के सभासद आए।\n";
    let plain = run_with_input(&[], text.as_bytes());
    assert_eq!(plain.status.code(), Some(0), "{}", stderr(&plain));
    assert!(without_marks(stdout(&plain)).starts_with(text));
    let dash = run_with_input(&["-"], text.as_bytes());
    assert_eq!(stdout(&plain), stdout(&dash));
    let json = run_with_input(&["--format", "jsonl"], text.as_bytes());
    let json: Value = serde_json::from_str(stdout(&json)).unwrap();
    assert!(json.get("id").is_none(), "standard input has no name");
}

#[test]
fn jsonl_has_a_line_and_an_id_per_file() {
    let files = [article("01.txt"), article("02.txt")];
    let output = run(&["--format", "jsonl", &files[0], &files[1]]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<&str> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, files);
    assert!(lines.iter().all(|line| line["version"] == 1));
}

#[test]
fn json_is_one_object_or_an_array() {
    let (first, second) = (article("01.txt"), article("02.txt"));
    let one = run(&["--format=json", &first]);
    let one: Value = serde_json::from_str(stdout(&one)).unwrap();
    assert_eq!(one["id"], *first);
    let two = run(&["--format=json", &first, &second]);
    let two: Value = serde_json::from_str(stdout(&two)).unwrap();
    assert_eq!(two.as_array().map(Vec::len), Some(2));
    assert_eq!(two[0], one);
    let none = run(&["--format=json", "missing-1.txt", "missing-2.txt"]);
    assert_eq!(stdout(&none), "[]\n");
    assert_eq!(none.status.code(), Some(1));
}

#[test]
fn html_is_one_page() {
    let output = run(&["--format", "html", &article("01.txt"), &article("02.txt")]);
    let page = stdout(&output);
    assert_eq!(page.matches("<!doctype html>").count(), 1);
    assert_eq!(page.matches("<article>").count(), 2);
}

#[test]
fn a_missing_file_among_good_ones() {
    let (first, second) = (article("01.txt"), article("02.txt"));
    let output = run(&["--format", "jsonl", &first, "no/such.txt", &second]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).lines().count(), 2, "the others are read");
    let message = stderr(&output);
    assert!(message.starts_with("extract: no/such.txt: "), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
}

#[test]
fn not_utf8_names_file_and_offset() {
    let mut bytes = "कैराना".as_bytes().to_vec();
    bytes.extend_from_slice(b"\xE0\xA4 x");
    let bad = file("bad.txt", &bytes);
    let output = run(&[bad.as_os_str(), article("02.txt").as_ref()]);
    assert_eq!(output.status.code(), Some(1));
    let expected = format!(
        "extract: {}: not UTF-8: the first wrong byte is at offset 18\n",
        bad.display()
    );
    assert_eq!(stderr(&output), expected);
    assert!(without_marks(stdout(&output)).contains("द्रौपदी मुर्मू"));

    let utf16 = file("utf16.txt", b"\xFF\xFE\x15\x09");
    let output = run(&[utf16]);
    assert!(stderr(&output).contains("it looks like UTF-16"));

    let output = run_with_input(&[], b"\xFF");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("extract: standard input: not UTF-8"));
}

#[test]
fn a_folder_is_no_article() {
    let output = run(&[env!("CARGO_TARGET_TMPDIR")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains(env!("CARGO_TARGET_TMPDIR")));
}

#[test]
fn wrong_options() {
    let cases: [(&[&str], &str); 6] = [
        (&["--bogus"], "unknown option --bogus"),
        (&["-x"], "unknown option -x"),
        (&["--explain=yes"], "unknown option --explain=yes"),
        (&["--format"], "--format needs a value"),
        (&["--format", "xml"], "unknown format xml"),
        (&["--format", "json", "--explain"], "--explain goes with"),
    ];
    for (arguments, message) in cases {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
}

#[test]
fn after_two_dashes_everything_is_a_file() {
    let output = run(&["--", "--help"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("extract: --help: "));
}

#[test]
fn help() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    for option in ["--format", "--explain", "--gazetteer", "NO_COLOR", "jsonl"] {
        assert!(stdout(&output).contains(option), "{option}");
    }
}

#[test]
fn gazetteers_that_cannot_be_used() {
    let rows = file("wrong.tsv", b"kind\tname\nperson\t\n");
    let mut command = extract();
    command.arg("--gazetteer").arg(&rows).arg(article("02.txt"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let place = format!("extract: {}:2:2: expected", rows.display());
    assert!(stderr(&output).starts_with(&place), "{}", stderr(&output));

    let output = run(&["--gazetteer", "no-such.tsv", &article("02.txt")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("extract: no-such.tsv: "));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let long = "कैराना में बैठक हुई।\n".repeat(50_000);
    let long = file("long.txt", long.as_bytes());
    let mut command = extract();
    command
        .arg(long)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0; 10]).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
}
