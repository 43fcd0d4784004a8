//! Nothing is lost: every record that is none is told with its place, reason and bytes.

use crate::place::{Place, Said};
use crate::tables::table;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::io::Write;

/// Runs over a file and checks that the counts agree with the two outputs.
fn run(place: &Place, input: &str, status: i32) -> (Said, Vec<Value>, Vec<Value>) {
    let said = place.run(&format!("{input} --out out.jsonl --overwrite"));
    assert_eq!(said.status, status, "{}", said.told);
    let written = place.lines("out.jsonl");
    let rejected = if place.has("out.jsonl.rejects.jsonl") {
        place.lines("out.jsonl.rejects.jsonl")
    } else {
        Vec::new()
    };
    let (all, bad) = (written.len() + rejected.len(), rejected.len());
    let counts = format!(
        "articles   {} of {all} records, {bad} rejected",
        written.len()
    );
    assert!(
        said.told.contains(&counts),
        "expected {counts}, found\n{}",
        said.told
    );
    (said, written, rejected)
}

#[test]
fn lines() {
    let place = Place::new();
    let bad: [(&[u8], &str); 9] = [
        (b"{\"text\": \"a", "broken JSON: EOF while parsing a string"),
        (b"{\"text\": \"\xFF\"}", "not UTF-8 from byte 10"),
        (b"[1, 2]", "broken JSON: invalid type: sequence"),
        (b"\"text\"", "broken JSON: invalid type: string"),
        (b"{\"title\": \"a\"}", "no text"),
        (b"{\"text\": null}", "no text"),
        (b"{\"text\": 7}", "text is a number, expected a string"),
        (
            b"{\"text\": \"a\", \"title\": []}",
            "title is an array, expected a string",
        ),
        (b"{\"text\": \"\\ud800\"}", "broken JSON"),
    ];
    let mut bytes = Vec::new();
    for (line, _) in bad {
        bytes.extend_from_slice(b"{\"text\":\"ok\"}\n\n");
        bytes.extend_from_slice(line);
        bytes.push(b'\n');
    }
    place.file("a.jsonl", bytes);
    let (_, written, rejected) = run(&place, "a.jsonl", 0);
    assert_eq!((written.len(), rejected.len()), (9, 9));
    for (index, ((line, reason), reject)) in bad.into_iter().zip(&rejected).enumerate() {
        assert_eq!(reject["file"], "a.jsonl");
        assert_eq!(reject["line"], 3 * index + 3, "{reject}");
        assert!(
            reject["reason"].as_str().unwrap().starts_with(reason),
            "{reject}"
        );
        let raw = match &reject["raw"] {
            Value::String(raw) => [raw.as_bytes(), b"\n"].concat(),
            _ => STANDARD
                .decode(reject["raw_base64"].as_str().unwrap())
                .unwrap(),
        };
        assert_eq!(raw.trim_ascii_end(), line);
    }
    // A better run over mended records takes the old rejects away.
    place.file("a.jsonl", "{\"text\":\"ok\"}");
    run(&place, "a.jsonl", 0);
    assert!(!place.has("out.jsonl.rejects.jsonl"));
}

#[test]
fn arrays() {
    let place = Place::new();
    place.file(
        "a.json",
        "[\n{\"text\":\"a\"},\n {\"text\":\"b,\n },\n{\"text\":\"c\"}, 7,\n{\"text\":\"d\"}",
    );
    let (_, written, rejected) = run(&place, "a.json", 0);
    assert_eq!(written.len(), 3);
    let told: Vec<(u64, &str)> = rejected
        .iter()
        .map(|reject| {
            (
                reject["line"].as_u64().unwrap(),
                reject["reason"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].0, 3);
    assert_eq!(told[1].0, 5);
    assert_eq!(told[2], (6, "the file ends before its array does"));
    place.file("b.json", "[{\"text\":\"a\"},{\"text\":");
    let (_, _, rejected) = run(&place, "b.json", 0);
    assert_eq!(rejected[0]["raw"], "{\"text\":");
}

#[test]
fn rows_of_csv() {
    let place = Place::new();
    place.file(
        "a.csv",
        b"id,text\n1,a\n2,a,b\n\n3\n4,\"a\nb\"\n5,\xFF\n6,\"open\n7,c\n",
    );
    let (_, written, rejected) = run(&place, "a.csv", 0);
    let ids: Vec<&str> = written
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        ids,
        ["1", "4", "6"],
        "a quote that is never closed takes the rest with it"
    );
    let told: Vec<String> = rejected
        .iter()
        .map(|reject| format!("{} {}", reject["line"], reject["reason"]))
        .collect();
    assert_eq!(told[0], "3 \"3 cells, expected 2 as in the header\"");
    assert_eq!(told[1], "5 \"1 cells, expected 2 as in the header\"");
    assert!(told[2].starts_with("8 \"not UTF-8"), "{told:?}");
    place.file("b.csv", "name,x\n1,a\n");
    let (said, _, rejected) = run(&place, "b.csv", 3);
    assert_eq!(rejected[0]["reason"], "no text");
    assert!(said.told.contains("no field for the text"), "{}", said.told);
}

#[test]
fn rows_of_parquet() {
    let place = Place::new();
    let texts = vec![
        Some("सपा".as_bytes()),
        None,
        Some(b"\xFF".as_slice()),
        Some("भाजपा".as_bytes()),
    ];
    place.file("a.parquet", table(&[("text", texts.clone())]));
    let (_, written, rejected) = run(&place, "a.parquet", 0);
    assert_eq!(written.len(), 2);
    assert_eq!(written[1]["mentions"][0]["text"], "भाजपा");
    assert_eq!(
        (&rejected[0]["row"], &rejected[0]["reason"]),
        (&2.into(), &"no text".into())
    );
    assert_eq!(rejected[0]["raw"], "{\"text\":null}");
    assert_eq!(rejected[1]["row"], 3);
    place.file("b.parquet", &table(&[("text", texts)])[..40]);
    let (_, _, rejected) = run(&place, "b.parquet", 3);
    assert!(
        rejected[0]["reason"]
            .as_str()
            .unwrap()
            .contains("cannot be read"),
        "{rejected:?}"
    );
}

#[test]
fn files_of_text() {
    let place = Place::new();
    place.file("in/a.txt", b"\xFF\xFE");
    place.file("in/b.txt", "");
    place.file("in/c.txt", "सपा");
    let (_, written, rejected) = run(&place, "in", 0);
    assert_eq!(
        written.len(),
        2,
        "an empty file is an article without names"
    );
    assert_eq!(rejected[0]["raw_base64"], "//4=");
}

#[test]
fn damaged_compression_is_told_and_the_next_file_read() {
    let place = Place::new();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    encoder
        .write_all("{\"text\":\"सपा\"}\n".repeat(9).as_bytes())
        .unwrap();
    let whole = encoder.finish().unwrap();
    place.file("a.jsonl.gz", &whole[..whole.len() / 2]);
    place.file("b.jsonl", "{\"text\":\"भाजपा\"}");
    let (said, written, rejected) = run(&place, "a.jsonl.gz b.jsonl", 3);
    assert_eq!(written.last().unwrap()["mentions"][0]["text"], "भाजपा");
    assert!(written.len() >= 4);
    assert!(
        rejected[0]["reason"]
            .as_str()
            .unwrap()
            .contains("damaged from here on")
    );
    assert!(said.told.contains("damaged    1 inputs"), "{}", said.told);
}

#[test]
fn a_record_without_end_does_not_fill_the_memory() {
    let place = Place::new();
    let long = format!("{{\"text\":\"{}\"}}", "a".repeat(1_100_000));
    place.file(
        "a.jsonl",
        format!("{{\"text\":\"a\"}}\n{long}\n{{\"text\":\"b\"}}\n"),
    );
    let said = place.good("a.jsonl --max-record 1 --out out.jsonl");
    assert!(
        said.told.contains("articles   2 of 3 records, 1 rejected"),
        "{}",
        said.told
    );
    let reject = &place.lines("out.jsonl.rejects.jsonl")[0];
    assert!(
        reject["reason"]
            .as_str()
            .unwrap()
            .starts_with("1100012 bytes, more than the 1000000"),
        "{reject}"
    );
    assert_eq!(reject["raw"].as_str().unwrap(), &long[..64 << 10]);
    assert_eq!(place.lines("out.jsonl")[1]["id"], "a.jsonl:3");
}
