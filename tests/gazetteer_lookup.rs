//! Reading the gazetteer, and the example `lookup` over it.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say so.

use neta::{Gazetteer, GazetteerSource, WeakReason};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn an_entry_says_what_its_row_says() {
    let gazetteer = Gazetteer::embedded();
    let entry = gazetteer.entry("person/akhilesh-yadav").unwrap();
    assert_eq!(entry.name(), "अखिलेश यादव");
    assert_eq!(entry.gender(), Some("m"));
    assert_eq!(entry.party().unwrap().abbr(), Some("SP"));
    let role = entry
        .roles()
        .find(|role| role.office == "chief-minister")
        .unwrap();
    assert_eq!(role.from().as_deref(), Some("2012-03-15"));
    assert_eq!(role.to().as_deref(), Some("2017-03-19"));
    assert_eq!(
        role.of_entry.unwrap().id().unwrap().as_str(),
        "place/uttar-pradesh"
    );
    let weak = entry
        .forms()
        .into_iter()
        .find(|form| form.text == "यादव")
        .unwrap();
    assert!(weak.weak.contains(&WeakReason::Row));
    assert!(
        weak.weak
            .iter()
            .any(|reason| matches!(reason, WeakReason::Surname(people) if *people > 1_000))
    );
    assert!(
        weak.weak
            .iter()
            .any(|reason| matches!(reason, WeakReason::Shared(_)))
    );
    assert!(
        entry
            .forms()
            .iter()
            .any(|form| form.text == "अखिलेश यादव" && form.weak.is_empty())
    );
}

#[test]
fn forms_are_found_in_any_spelling() {
    let gazetteer = Gazetteer::embedded();
    let ids = |name: &str| -> Vec<String> {
        gazetteer
            .lookup(name)
            .iter()
            .filter_map(|entry| entry.id())
            .map(|id| id.to_string())
            .collect()
    };
    for name in ["मुज़फ़्फ़रनगर", "मुजफ्फरनगर", "मुज़फ्फर नगर"]
    {
        assert_eq!(ids(name), ids("मुजफ्फरनगर"), "{name}");
        assert!(!ids(name).is_empty(), "{name}");
    }
    for name in [
        "भाजपा",
        "BJP",
        "bjp",
        "Bharatiya Janata Party",
        "भा.ज.पा.",
        "बी.जे.पी.",
    ] {
        assert!(
            ids(name).contains(&"party/bharatiya-janata-party".to_owned()),
            "{name}"
        );
    }
    let derived = gazetteer.lookup("पटने");
    let form = derived
        .iter()
        .flat_map(|entry| entry.forms())
        .find(|form| form.text == "पटने");
    assert!(form.unwrap().derived);
    assert!(ids("").is_empty() && ids("।").is_empty() && ids("place/").is_empty());
    assert!(gazetteer.entry("person/").is_none() && gazetteer.entry("x/y").is_none());
}

#[test]
fn every_entry_can_be_read() {
    let gazetteer = Gazetteer::embedded();
    let mut seen = 0;
    for entry in gazetteer.entries() {
        let forms = entry.forms();
        assert!(!forms.is_empty(), "{entry:?}");
        assert!(entry.id().is_some() && !entry.is_own());
        entry
            .roles()
            .for_each(|role| assert!(!role.office.is_empty()));
        seen += 1;
    }
    assert!(seen > 15_000, "{seen}");
}

#[test]
fn what_is_like_it_is_near() {
    let gazetteer = Gazetteer::embedded();
    for (text, expected) in [
        ("अखिलैश यादव", "अखिलेश यादव"),
        ("शमाली", "शामली"),
        ("Akhilesh Yadv", "Akhilesh Yadav"),
        ("मुजफरनगर", "मुजफ्फरनगर"),
    ] {
        let near = gazetteer.near(text, 8);
        assert!(
            near.iter().any(|(form, _, _)| *form == expected),
            "{text}: {near:?}"
        );
        assert!(near.is_sorted_by_key(|(_, _, distance)| *distance));
    }
    assert_eq!(gazetteer.near("कैराना", 1)[0].2, 0);
    assert!(gazetteer.near("ठडढणतथदध टठडढण", 5).is_empty());
}

/// The example, which cargo builds beside the tests of the package; not there if a single test was
/// asked for.
fn example() -> Option<PathBuf> {
    let test = std::env::current_exe().ok()?;
    let file = format!("lookup{}", std::env::consts::EXE_SUFFIX);
    Some(test.parent()?.parent()?.join("examples").join(file)).filter(|file| file.exists())
}

fn run(program: &Path, arguments: &[&str]) -> (Output, String) {
    let output = Command::new(program).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    (output, text)
}

#[test]
fn the_example_shows_it() {
    let Some(program) = example() else { return };
    let (output, text) = run(&program, &["अखिलेश", "यादव"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text.contains("person/akhilesh-yadav"), "{text}");
    assert!(
        text.contains("chief-minister of Uttar Pradesh  (2012-03-15 to 2017-03-19)"),
        "{text}"
    );
    assert!(
        text.contains("weak     यादव  — the row says so; "),
        "{text}"
    );
    let (output, text) = run(&program, &["--json", "भाजपा"]);
    assert_eq!(output.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json[0]["abbr"], "BJP");
    let (output, text) = run(&program, &["अखिलैश यादव"]);
    assert_eq!(
        (output.status.code(), text.as_str()),
        (Some(1), "Nothing is called अखिलैश यादव.\n")
    );
    let (_, text) = run(&program, &["--near", "अखिलैश यादव"]);
    assert!(
        text.contains("अखिलेश यादव  person/akhilesh-yadav  (1 letter)"),
        "{text}"
    );
    for wrong in [&["--nearer", "x"][..], &[], &["--save", "x", "y"]] {
        assert_eq!(run(&program, wrong).0.status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn the_example_compiles_a_users_rows() {
    let Some(program) = example() else { return };
    let folder = std::env::temp_dir().join(format!("neta-lookup-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let [rows, image] =
        ["mine.tsv", "mine.neta"].map(|name| folder.join(name).display().to_string());
    fs::write(
        &rows,
        "kind\tid\tname\twithin\nplace\ttoda\tटोडा खेड़ी\tuttar-pradesh\n",
    )
    .unwrap();
    let (output, _) = run(&program, &["--gazetteer", &rows, "--save", &image]);
    assert_eq!(output.status.code(), Some(0));
    let (_, text) = run(&program, &["--gazetteer", &image, "टोडा खेड़ी"]);
    assert!(text.contains("in       उत्तर प्रदेश, भारत"), "{text}");
    assert!(text.contains("your own rows"), "{text}");
    fs::write(&image, b"neta and then something else").unwrap();
    let (output, _) = run(&program, &["--gazetteer", &image, "टोडा खेड़ी"]);
    assert_eq!(output.status.code(), Some(1));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn own_rows_are_shown_as_such() {
    let rows = "kind\tid\tname\tweak\tsince\nparty\tx\tनव मंच\tमंच\t2024-05\n";
    let gazetteer = Gazetteer::builder()
        .rows(GazetteerSource::tsv("mine.tsv", rows))
        .build()
        .unwrap();
    let entry = gazetteer.lookup("नव मंच")[0];
    assert!(entry.is_own());
    assert_eq!(entry.since().as_deref(), Some("2024-05"));
    assert!(gazetteer.entries().last().unwrap() == entry);
}
