//! A run that is killed goes on where it was, and yields byte for byte what it would have.

use crate::place::{Place, said};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

/// Articles enough for some ten batches, a few with names and a few broken, over two files.
fn place() -> Place {
    let place = Place::new();
    let line = |number: u32| match number % 50 {
        0 => format!(
            "{{\"id\":{number},\"text\":\"सांसद इकरा हसन ने कहा। भाजपा।\",\"date\":\"2024-01-{:02}\"}}\n",
            number % 28 + 1
        ),
        1 => "broken\n".to_string(),
        _ => format!("{{\"id\":{number},\"text\":\"बारिश\"}}\n"),
    };
    place.file("in/a.jsonl", (0..3000).map(line).collect::<String>());
    let array: Vec<String> = (3000..5000)
        .map(line)
        .filter(|line| line != "broken\n")
        .collect();
    place.file("in/b.json", format!("[{}]", array.join(",")));
    place
}

/// The state of an unfinished run.
fn state(place: &Place, out: &str) -> Value {
    let state = fs::read(place.path(&format!("{out}.resume"))).unwrap_or_default();
    serde_json::from_slice(&state).unwrap_or_default()
}

/// Records that the state of a run counts as done.
fn done(place: &Place, out: &str) -> u64 {
    state(place, out)["position"]["records"]
        .as_u64()
        .unwrap_or(0)
}

fn is_whole(place: &Place, out: &str) -> bool {
    state(place, out)["renames"].is_array()
}

/// Kills a run as soon as its state has moved past `from`; `false` if it was finished before.
fn kill_after(place: &Place, child: &mut Child, out: &str, from: u64) -> bool {
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if done(place, out) > from {
            child.kill().unwrap();
            child.wait().unwrap();
            return place.has(&format!("{out}.resume"));
        }
        sleep(Duration::from_micros(200));
    }
}

/// Kills a run again and again until it has finished; returns how often.
fn run_with_kills(place: &Place, words: &str, out: &str) -> u32 {
    let mut kills = 0;
    loop {
        let more = if kills > 0 { "--resume" } else { "--overwrite" };
        let mut child = place.command(&format!("{words} {more}")).spawn().unwrap();
        if !kill_after(place, &mut child, out, done(place, out)) {
            let outcome = said(child.wait_with_output().unwrap());
            if kills > 0 || outcome.status != 0 {
                assert_eq!(outcome.status, 0, "{}", outcome.told);
                return kills;
            }
            // Too fast for us: once more from the start.
            continue;
        }
        // Killed among the last renames, it may have its name: it is whole then, and the state says so.
        assert!(
            is_whole(place, out) || !place.has(out),
            "nothing stands under the final name before it is whole"
        );
        kills += 1;
    }
}

fn same_files(one: &Path, other: &Path) {
    if one.is_dir() {
        let names = |path: &Path| {
            let entries = fs::read_dir(path).unwrap();
            let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        assert_eq!(names(one), names(other));
        for name in names(one) {
            same_files(&one.join(&name), &other.join(&name));
        }
    } else {
        assert!(
            fs::read(one).unwrap() == fs::read(other).unwrap(),
            "{} differs",
            other.display()
        );
    }
}

fn check(format: &str) {
    let place = place();
    let (whole, killed) = (format!("whole.{format}"), format!("killed.{format}"));
    let words =
        |out: &str| format!("in --checkpoint 0 --jobs 2 --out {out} --report {out}.report.html");
    place.good(&words(&whole));
    let kills = run_with_kills(&place, &words(&killed), &killed);
    assert!(kills > 0);
    for ending in ["", ".rejects.jsonl", ".report.html"] {
        same_files(
            &place.path(&(whole.clone() + ending)),
            &place.path(&(killed.clone() + ending)),
        );
    }
    let left: Vec<String> = place
        .names()
        .into_iter()
        .filter(|name| name.contains(".part") || name.contains(".resume"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn jsonl() {
    check("jsonl");
}

#[test]
fn compressed() {
    check("csv.gz");
    check("jsonl.zst");
}

#[test]
fn xz_and_bzip2() {
    check("conll.xz");
    check("tsv.bz2");
}

#[test]
fn brat() {
    check("brat");
}

/// The parts of a table are far apart: this takes more articles, most of them empty.
#[test]
fn parquet() {
    let place = Place::new();
    let line = |number: u32| match number % 500 {
        0 => format!("{{\"id\":{number},\"text\":\"सांसद इकरा हसन ने कहा।\"}}\n"),
        _ => "{\"text\":\"\"}\n".to_string(),
    };
    place.file("a.jsonl", (0..110_000).map(line).collect::<String>());
    place.good("a.jsonl --out whole.parquet");
    assert!(run_with_kills(&place, "a.jsonl --out killed.parquet", "killed.parquet") > 0);
    same_files(&place.path("whole.parquet"), &place.path("killed.parquet"));
    same_files(
        &place.path("whole.entities.parquet"),
        &place.path("killed.entities.parquet"),
    );
}

/// At any moment, not only after a checkpoint: while files are opened, joined and renamed too.
#[test]
fn killed_at_any_moment() {
    let place = place();
    place.good("in --checkpoint 0 --out whole.parquet");
    for (round, format) in ["parquet", "jsonl.gz", "parquet"].into_iter().enumerate() {
        let out = format!("killed-{round}.{format}");
        let words = format!("in --checkpoint 0 --out {out}");
        let mut wait = 3 + 4 * round as u64;
        loop {
            let mut child = place.command(&format!("{words} --resume")).spawn().unwrap();
            sleep(Duration::from_millis(wait));
            child.kill().unwrap();
            let ended = child.wait().unwrap();
            if ended.success() {
                break;
            }
            // Longer each time, so that every stretch of a run is met and the last try ends.
            wait += 23;
        }
        if format == "parquet" {
            same_files(&place.path("whole.parquet"), &place.path(&out));
            let entities = format!("killed-{round}.entities.parquet");
            same_files(
                &place.path("whole.entities.parquet"),
                &place.path(&entities),
            );
        }
    }
}

/// Leaves an unfinished run under `x.jsonl`.
fn unfinished() -> Place {
    let place = place();
    for _ in 0..20 {
        let mut child = place
            .command("in --checkpoint 0 --out x.jsonl --overwrite")
            .spawn()
            .unwrap();
        if kill_after(&place, &mut child, "x.jsonl", 0) {
            return place;
        }
    }
    panic!("never caught a run in its middle");
}

#[test]
fn changes_are_refused() {
    let place = unfinished();
    let refused = |words: &str, message: &str| {
        let said = place.run(words);
        assert_eq!(said.status, 2, "{words}: {}", said.told);
        assert!(said.told.contains(message), "{words}: {}", said.told);
    };
    refused("in --out x.jsonl", "an unfinished run is there; --resume");
    refused(
        "in --out x.jsonl --resume --text body",
        "--text changed: the unfinished run had text,content",
    );
    refused(
        "in --out x.jsonl --resume --political",
        "--political changed",
    );
    refused(
        "in/a.jsonl --out x.jsonl --resume",
        "the list of inputs changed",
    );
    place.file("in/c.jsonl", "");
    refused(
        "in --out x.jsonl --resume",
        "the list of inputs changed: the unfinished run had 2 files",
    );
    fs::remove_file(place.path("in/c.jsonl")).unwrap();
    place.good("in --out x.jsonl --resume");
    let said = place.good("in --out x.jsonl --resume");
    assert!(
        said.told
            .contains("is whole and no run is unfinished: nothing to resume"),
        "{}",
        said.told
    );
}

#[test]
fn an_output_that_was_cut_is_refused() {
    let place = unfinished();
    fs::write(place.path("x.jsonl.part"), "").unwrap();
    let said = place.run("in --out x.jsonl --resume");
    assert_eq!(said.status, 1);
    assert!(said.told.contains("fewer than the"), "{}", said.told);
}

#[test]
fn resume_begins_where_nothing_was_begun() {
    let place = place();
    place.good("in --out x.jsonl --resume");
    assert!(place.has("x.jsonl"));
}

#[test]
#[cfg(unix)]
fn ctrl_c_leaves_a_run_that_goes_on() {
    let place = place();
    place.good("in --out whole.jsonl");
    for _ in 0..20 {
        let mut child = place
            .command("in --checkpoint 0 --jobs 1 --out x.jsonl --overwrite")
            .spawn()
            .unwrap();
        while done(&place, "x.jsonl") == 0 && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(200));
        }
        let pid = child.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().unwrap();
        let outcome = said(child.wait_with_output().unwrap());
        if outcome.status == 0 {
            continue;
        }
        assert_eq!(outcome.status, 130);
        assert!(
            outcome.told.contains("--resume goes on"),
            "{}",
            outcome.told
        );
        place.good("in --checkpoint 0 --jobs 1 --out x.jsonl --resume");
        same_files(&place.path("whole.jsonl"), &place.path("x.jsonl"));
        return;
    }
    panic!("never caught a run in its middle");
}
