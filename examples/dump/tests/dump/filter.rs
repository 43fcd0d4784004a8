//! As a filter: one line out for each line in, at once.

use crate::place::{ARTICLES, Place, json_lines, jsonl};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

#[test]
fn line_for_line() {
    let place = Place::new();
    let said = place.run_with_input("-", format!("{}bad\n\n{{\"text\":\"क\"}}", jsonl()));
    assert_eq!(said.status, 0, "{}", said.told);
    assert_eq!(said.told, "", "a filter says nothing");
    let lines = json_lines(&said.out);
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0]["id"], ARTICLES[0][0]);
    assert_eq!(lines[3]["line"], 4);
    assert!(
        lines[3]["error"]
            .as_str()
            .unwrap()
            .starts_with("broken JSON")
    );
    assert_eq!(
        (&lines[4]["error"], &lines[4]["line"]),
        (&"empty line".into(), &5.into())
    );
    assert!(lines[5]["id"].is_null() && lines[5]["mentions"].is_array());
}

#[test]
fn many_lines_keep_their_order() {
    let place = Place::new();
    let input: String = (0..3000)
        .map(|number| format!("{{\"id\":{number},\"text\":\"सपा\"}}\n"))
        .collect();
    let said = place.run_with_input("- --jobs 4", input);
    let ids: Vec<String> = json_lines(&said.out)
        .iter()
        .map(|line| line["id"].as_str().unwrap().to_string())
        .collect();
    let expected: Vec<String> = (0..3000).map(|number| number.to_string()).collect();
    assert_eq!(ids, expected);
}

#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    let place = Place::new();
    let mut child = place.command("-").stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for article in ["{\"text\":\"सपा\"}", "{\"text\":\"भाजपा\"}"] {
        // The line is followed by the beginning of the next one; if its answer waited for that, the
        // test would never end.
        write!(stdin, "{article}\n  ").unwrap();
        stdin.flush().unwrap();
        assert!(answers.next().unwrap().unwrap().contains("party"));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let place = Place::new();
    let mut child = place.command("-").stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdin.write_all(jsonl().as_bytes()).unwrap();
    let mut first = [0; 10];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    // Standard input stays open: the program has to end by itself.
    let more = jsonl();
    while child.try_wait().unwrap().is_none() {
        if stdin.write_all(more.as_bytes()).is_err() {
            break;
        }
    }
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

#[test]
fn what_is_not_political_keeps_its_line() {
    let place = Place::new();
    let input =
        "{\"id\":1,\"text\":\"मौसम\"}\n{\"id\":2,\"text\":\"सपा विधायक ने चुनाव में टिकट मांगा।\"}\n";
    let said = place.run_with_input("- --political", input);
    let lines = json_lines(&said.out);
    assert_eq!(
        lines[0],
        serde_json::json!({"version": 1, "id": "1", "left_out": "not political"})
    );
    assert_eq!(lines[1]["id"], "2");
}

#[test]
fn other_formats_flow_too() {
    let place = Place::new();
    let said = place.run_with_input("- --to csv", jsonl() + "bad\n");
    assert!(said.out.starts_with("article,id,"), "{}", said.out);
    assert!(said.told.contains("broken JSON"), "{}", said.told);
    let said = place.run_with_input("- --from csv --to conll", "text\nसपा\n");
    assert_eq!(said.out, "# id = -:2\nसपा\tB-PARTY\n\n", "{}", said.told);
    place.file("a.jsonl", jsonl() + "bad\n");
    let said = place.run("a.jsonl");
    let lines = json_lines(&said.out);
    assert_eq!((lines.len(), &lines[3]["file"]), (4, &"a.jsonl".into()));
}
