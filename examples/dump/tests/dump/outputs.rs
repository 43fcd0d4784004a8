//! Every format and compression of outputs.

use crate::place::{ARTICLES, Place, expected, jsonl};
use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_array::{Array, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::io::Read;
use std::path::Path;

fn place() -> Place {
    let place = Place::new();
    place.file("a.jsonl", jsonl());
    place
}

/// The text that offsets count in.
fn joined(article: usize) -> String {
    let [_, title, text, _] = ARTICLES[article];
    if title.is_empty() {
        text.to_string()
    } else {
        format!("{title}\n\n{text}")
    }
}

fn decompress(bytes: &[u8], ending: &str) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = match ending {
        "gz" => flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut plain),
        "zst" => zstd::Decoder::new(bytes).unwrap().read_to_end(&mut plain),
        "bz2" => bzip2::read::MultiBzDecoder::new(bytes).read_to_end(&mut plain),
        _ => lzma_rust2::XzReader::new(bytes, true).read_to_end(&mut plain),
    };
    read.unwrap();
    plain
}

#[test]
fn compressed_outputs_are_the_plain_ones() {
    let place = place();
    for format in ["csv", "tsv", "conll", "jsonl"] {
        place.good(&format!("a.jsonl --out plain.{format}"));
        for ending in ["gz", "zst", "bz2", "xz"] {
            let name = format!("x.{format}.{ending}");
            place.good(&format!("a.jsonl --out {name}"));
            let plain = decompress(&place.bytes(&name), ending);
            assert_eq!(plain, place.bytes(&format!("plain.{format}")), "{name}");
        }
    }
    assert_eq!(place.text("plain.jsonl"), expected());
    place.good("a.jsonl --out r.html.gz");
    let page = decompress(&place.bytes("r.html.gz"), "gz");
    assert!(page.starts_with(b"<!doctype html>"));
}

#[test]
fn rows_of_csv_are_mentions() {
    let place = place();
    place.good("a.jsonl --out x.csv");
    let mut reader = csv::Reader::from_path(place.path("x.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let in_json: usize = crate::place::json_lines(&expected())
        .iter()
        .map(|line| line["mentions"].as_array().unwrap().len())
        .sum();
    assert_eq!(rows.len(), in_json);
    for row in &rows {
        let cell = |name: &str| &row[column(name)];
        let number = |name: &str| cell(name).parse::<usize>().unwrap();
        let text = joined(number("article"));
        assert_eq!(&text[number("start")..number("end")], cell("text"));
        let (from, to) = (number("char_start"), number("char_end"));
        assert_eq!(
            text.chars().skip(from).take(to - from).collect::<String>(),
            cell("text")
        );
        let title = ARTICLES[number("article")][1];
        let field = if number("start") < title.len() {
            "title"
        } else {
            "text"
        };
        assert_eq!(cell("field"), field);
    }
    let office = rows
        .iter()
        .find(|row| &row[column("text")] == "सांसद")
        .unwrap();
    assert_eq!(&office[column("office")], "mp");
    assert_eq!(&office[column("holder_name")], "इकरा हसन");
    assert_eq!(&office[column("of_name")], "कैराना");
    assert_eq!(&office[column("date")], "2024-06-09");
}

#[test]
fn conll_has_ids_and_tags() {
    let place = place();
    place.good("a.jsonl --out x.conll");
    let text = place.text("x.conll");
    assert!(
        text.starts_with("# id = 7\nसपा\tB-PARTY\nकी\tO\n"),
        "{text}"
    );
    assert_eq!(text.matches("# id = ").count(), 3);
}

#[test]
fn brat_has_a_folder_of_pairs() {
    let place = place();
    place.good("a.jsonl --out x.brat");
    assert_eq!(
        place.text("x.brat/articles.tsv"),
        "file\tid\n000000/000\t7\n000000/001\tb\n000000/002\tc,d\n"
    );
    assert!(
        place
            .text("x.brat/000000/annotation.conf")
            .contains("Holder\tArg1:Office, Arg2:Person")
    );
    for article in 0..3 {
        assert_eq!(
            place.text(&format!("x.brat/000000/00{article}.txt")),
            joined(article)
        );
    }
    assert!(place.text("x.brat/000000/000.ann").contains("Person"));
    assert!(!place.has("x.brat.part") && !place.has("x.brat.resume"));
}

fn rows(path: &Path) -> Vec<RecordBatch> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    builder.build().unwrap().map(Result::unwrap).collect()
}

fn texts(batches: &[RecordBatch], column: &str) -> Vec<String> {
    let of = |batch: &RecordBatch| -> Vec<String> {
        let column = batch
            .column_by_name(column)
            .unwrap()
            .as_string::<i32>()
            .clone();
        (0..column.len())
            .map(|row| {
                if column.is_null(row) {
                    String::new()
                } else {
                    column.value(row).to_string()
                }
            })
            .collect()
    };
    batches.iter().flat_map(of).collect()
}

#[test]
fn parquet_has_mentions_and_entities() {
    let place = place();
    place.good("a.jsonl --out x.parquet");
    place.good("a.jsonl --out x.csv");
    let mentions = rows(&place.path("x.parquet"));
    let mut reader = csv::Reader::from_path(place.path("x.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let in_csv: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for name in [
        "id",
        "text",
        "kind",
        "why",
        "entity_id",
        "holder_name",
        "status",
    ] {
        let column = header.iter().position(|column| column == name).unwrap();
        let expected: Vec<&str> = in_csv.iter().map(|row| &row[column]).collect();
        assert_eq!(texts(&mentions, name), expected, "{name}");
    }
    let entities = rows(&place.path("x.entities.parquet"));
    assert!(texts(&entities, "name").contains(&"तबस्सुम हसन".to_string()));
    let counts = entities[0]
        .column_by_name("mentions")
        .unwrap()
        .as_primitive::<UInt64Type>()
        .clone();
    assert!(counts.values().iter().all(|&count| count >= 1));
}

#[test]
fn the_report_stands_beside_the_results() {
    let place = place();
    place.good("a.jsonl --out x.jsonl --report r.html");
    place.good("a.jsonl --out s.html");
    assert!(place.bytes("r.html").starts_with(b"<!doctype html>"));
    assert_eq!(place.bytes("r.html"), place.bytes("s.html"));
    assert_eq!(place.names(), ["a.jsonl", "r.html", "s.html", "x.jsonl"]);
}

#[test]
fn the_number_of_workers_does_not_show() {
    let place = Place::new();
    place.file("a.jsonl", jsonl().repeat(700));
    for format in ["jsonl.gz", "parquet"] {
        place.good(&format!("a.jsonl --jobs 1 --out one.{format}"));
        place.good(&format!("a.jsonl --jobs 4 --out four.{format}"));
        assert_eq!(
            place.bytes(&format!("one.{format}")),
            place.bytes(&format!("four.{format}"))
        );
    }
}
