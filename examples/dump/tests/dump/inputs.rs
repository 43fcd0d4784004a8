//! Every format, compression and layout of inputs.

use crate::place::{ARTICLES, Place, expected, jsonl};
use crate::tables::table;
use std::io::Write;

fn cells(index: usize) -> Vec<Option<&'static [u8]>> {
    ARTICLES
        .iter()
        .map(|article| Some(article[index].as_bytes()))
        .collect()
}

fn parquet() -> Vec<u8> {
    table(&[
        ("id", cells(0)),
        ("title", cells(1)),
        ("text", cells(2)),
        ("date", cells(3)),
    ])
}

fn csv(delimiter: char) -> String {
    let mut rows = format!("id{delimiter}Title{delimiter}text{delimiter}date{delimiter}x\r\n");
    for [id, title, text, date] in ARTICLES {
        let text = text.replace('"', "\"\"");
        rows += &format!(
            "\"{id}\"{delimiter}{title}{delimiter}\"{text}\"{delimiter}{date}{delimiter}1\r\n"
        );
    }
    rows
}

#[test]
fn the_same_articles_in_every_format() {
    let place = Place::new();
    let array: Vec<serde_json::Value> = crate::place::json_lines(&jsonl());
    place.file("a.jsonl", jsonl());
    place.file("b.ndjson", jsonl().replace('\n', "\r\n\n"));
    place.file("c.json", serde_json::to_string(&array).unwrap());
    place.file(
        "d.json",
        format!("\u{feff}{}", serde_json::to_string_pretty(&array).unwrap()),
    );
    place.file("e.json", jsonl());
    place.file("f.csv", csv(','));
    place.file("g.csv", format!("\u{feff}{}", csv(',')));
    place.file("h.tsv", csv('\t'));
    place.file("i.parquet", parquet());
    let inputs = [
        "a.jsonl",
        "b.ndjson",
        "c.json",
        "d.json",
        "e.json",
        "f.csv",
        "g.csv",
        "h.tsv",
        "i.parquet",
    ];
    for input in inputs {
        let said = place.good(&format!("{input} --out {input}.out.jsonl"));
        assert_eq!(
            place.text(&format!("{input}.out.jsonl")),
            expected(),
            "{input}\n{}",
            said.told
        );
        assert!(
            said.told.contains("articles   3 of 3 records, 0 rejected"),
            "{}",
            said.told
        );
    }
    // All at once, in the order of the command line, over several workers.
    place.good(&format!("{} --jobs 3 --out all.jsonl", inputs.join(" ")));
    assert_eq!(place.text("all.jsonl"), expected().repeat(inputs.len()));
}

fn compress(bytes: &[u8], ending: &str) -> Vec<u8> {
    match ending {
        "gz" => {
            let mut encoder =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        "zst" => zstd::encode_all(bytes, 1).unwrap(),
        "bz2" => {
            let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        "xz" => {
            let options = lzma_rust2::XzOptions::with_preset(1);
            let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        _ => unreachable!("{ending}"),
    }
}

#[test]
fn every_compression_of_several_members() {
    let place = Place::new();
    let text = jsonl();
    let (first, second) = text.split_at(text.find('\n').unwrap() - 5);
    for ending in ["gz", "zst", "bz2", "xz"] {
        let members = [
            compress(first.as_bytes(), ending),
            compress(second.as_bytes(), ending),
        ]
        .concat();
        place.file(&format!("a.jsonl.{ending}"), members);
        place.file(
            &format!("b.csv.{ending}"),
            compress(csv(',').as_bytes(), ending),
        );
        place.file(&format!("c.parquet.{ending}"), compress(&parquet(), ending));
        for input in ["a.jsonl", "b.csv", "c.parquet"] {
            place.good(&format!(
                "{input}.{ending} --out {ending}.jsonl --overwrite"
            ));
            assert_eq!(
                place.text(&format!("{ending}.jsonl")),
                expected(),
                "{input}.{ending}"
            );
        }
    }
}

#[test]
fn folders_in_the_order_of_names() {
    let place = Place::new();
    place.file("news/b/2.txt", "कैराना सांसद इकरा हसन ने कहा।");
    place.file(
        "news/a.jsonl",
        "{\"text\":\"क\"}\n{\"text\":\"ख\",\"url\":\"http://x/1\"}",
    );
    place.file(
        "news/b/1.html",
        "<html><head><title>बैठक</title></head><body><p>सपा की बैठक।</p></body></html>",
    );
    place.file(
        "news/b/c/3.txt.gz",
        compress("\u{feff}भाजपा".as_bytes(), "gz"),
    );
    place.file("news/z.pdf", "%PDF");
    // The output lies in the input's folder: a second run must not read it.
    for _ in 0..2 {
        let said = place.good("news --out news/names.jsonl --overwrite");
        assert!(
            said.told.contains("1 files of other kinds"),
            "{}",
            said.told
        );
        let found = place.lines("news/names.jsonl");
        let ids: Vec<&str> = found
            .iter()
            .map(|line| line["id"].as_str().unwrap())
            .collect();
        let expected = [
            "news/a.jsonl:1",
            "http://x/1",
            "news/b/1.html",
            "news/b/2.txt",
            "news/b/c/3.txt.gz",
        ];
        assert_eq!(ids, expected);
        assert_eq!(found[2]["mentions"][0]["text"], "सपा");
        assert_eq!(found[3]["mentions"][2]["text"], "इकरा हसन");
        assert_eq!(
            found[4]["mentions"][0]["start"], 0,
            "the byte order mark is no text"
        );
    }
}

#[test]
fn fields_are_guessed_told_and_chosen() {
    let place = Place::new();
    place.file(
        "a.jsonl",
        r#"{"content":"सपा","body":"भाजपा","headline":"क","url":"u","published":"2024-06-09"}"#,
    );
    let said = place.good("a.jsonl --out a.out.jsonl");
    let told =
        r#"text from "content", title from "headline", id from "url", date from "published""#;
    assert!(said.told.contains(told), "{}", said.told);
    place.good("a.jsonl --text none,body --title x --id x --date x --out b.out.jsonl");
    let found = &place.lines("b.out.jsonl")[0];
    assert_eq!(found["mentions"][0]["text"], "भाजपा");
    assert_eq!(found["mentions"][0]["start"], 0);
    assert_eq!(found["id"], "a.jsonl:1");
    let said = place.run("a.jsonl --text none --out c.out.jsonl");
    assert_eq!(said.status, 3);
    assert!(
        said.told
            .contains("found content, body, headline, url, published"),
        "{}",
        said.told
    );
}

#[test]
fn dates_give_offices_their_holders() {
    let place = Place::new();
    let text = "उत्तर प्रदेश के मुख्यमंत्री ने कहा।";
    place.file(
        "a.jsonl",
        format!("{{\"text\":\"{text}\",\"date\":\"2014-01-15T09:00:00+05:30\"}}\n{{\"text\":\"{text}\",\"date\":\"कल\"}}"),
    );
    let said = place.good("a.jsonl --out a.out.jsonl");
    let found = place.lines("a.out.jsonl");
    let names = |line: usize| found[line]["entities"].to_string();
    assert!(names(0).contains("अखिलेश यादव"));
    assert!(!names(1).contains("अखिलेश यादव"));
    assert!(
        said.told.contains("dates      1 not understood"),
        "{}",
        said.told
    );
}

#[test]
fn political_articles_only() {
    let place = Place::new();
    let escaped: String = "सपा विधायक ने चुनाव में टिकट मांगा।"
        .encode_utf16()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect();
    place.file(
        "a.jsonl",
        format!("{{\"text\":\"{escaped}\"}}\n{{\"text\":\"मौसम सुहाना है।\"}}\nx\n"),
    );
    let said = place.good("a.jsonl --political --out b.jsonl");
    assert!(
        said.told
            .contains("articles   1 of 3 records, 1 left out as not political, 1 rejected"),
        "{}",
        said.told
    );
    assert_eq!(place.lines("b.jsonl")[0]["mentions"][0]["text"], "सपा");
}

#[test]
fn a_gazetteer_of_the_users_own() {
    let place = Place::new();
    place.file(
        "own.tsv",
        "kind\tname\tid\taliases\nparty\tग्राम विकास मोर्चा\tgvm\tग्राविमो\n",
    );
    place.file("a.jsonl", "{\"text\":\"ग्राविमो की बैठक हुई।\"}");
    place.good("a.jsonl --gazetteer own.tsv --out b.jsonl");
    assert_eq!(place.lines("b.jsonl")[0]["entities"][0]["id"], "party/gvm");
    place.file("own.tsv", "kind\tname\nparti\tक\n");
    let said = place.run("a.jsonl --gazetteer own.tsv --out c.jsonl");
    assert_eq!(said.status, 1);
    assert!(said.told.contains("own.tsv:2"), "{}", said.told);
}
