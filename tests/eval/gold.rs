//! The gold files themselves.

use crate::mentions;
use neta::eval::{GoldDocument, Matching, Scorer, read_hard, read_markup};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn all_gold_files_parse() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let offices = fs::read_to_string(folder.join("data/offices.tsv")).unwrap();
    let mut ids: HashSet<&str> = offices
        .lines()
        .skip(1)
        .filter_map(|row| row.split('\t').nth(1))
        .collect();
    ids.insert("other");
    for gold in all_gold() {
        assert!(!gold.text.contains(['⟦', '⟧']), "{}", gold.name);
        let mut end = 0;
        for mention in &gold.mentions {
            assert!(mention.span.start >= end && !gold.text_of(mention).is_empty());
            end = mention.span.end;
            if let Some(office) = &mention.office {
                assert!(
                    ids.contains(office.id.as_str()),
                    "{}: {}",
                    gold.name,
                    office.id
                );
            }
        }
    }
}

#[test]
fn gold_against_itself_is_perfect() {
    for matching in [Matching::Exact, Matching::Lenient] {
        let mut scorer = Scorer::new(matching);
        for gold in all_gold() {
            scorer.add(&gold, &mentions(&gold));
        }
        let scores = scorer.finish(5);
        assert!(scores.micro.gold > 1000, "{:?}", scores.micro);
        for (name, value) in scores.figures() {
            assert_eq!(value, Some(1.0), "{name}: {:?}", scores.confusions);
        }
        assert!(scores.misses.is_empty() && scores.extras.is_empty());
        assert!(scores.confusions.is_empty(), "{:?}", scores.confusions);
    }
}

fn all_gold() -> Vec<GoldDocument> {
    let files = gold_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold"));
    assert!(files.len() > 1);
    let mut documents = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        if file
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("hard")
        {
            documents.extend(read_hard(&name, &text).unwrap());
        } else {
            documents.push(read_markup(&name, &text).unwrap());
        }
    }
    documents
}

fn gold_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files.extend(gold_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "ann") {
            files.push(path);
        }
    }
    files
}
