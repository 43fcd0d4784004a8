//! Each floor knows only the floors below it in this list: a file must not import from a later one.

// The helpers of a test may panic as the test may.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. A folder's files share their floor.
const FLOORS: &[&[&str]] = &[
    &["error", "span", "date"],
    &["script"],
    &["fold"],
    &["segment", "numbers"],
    &["status", "entity"],
    &["gazetteer"],
    &["tokens", "rules", "tables"],
    &["candidates", "cues"],
    &["context", "memory", "offices"],
    &["article"],
    &["tagger"],
    &["labels"],
    &["resolve"],
    &["own"],
    &["link"],
    &["pipeline"],
    &["by_date"],
    &["extractor"],
    &["relevance", "export", "eval", "training"],
];

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a file names in `crate::…` paths, comments and tests left out.
fn imports(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    let mut found = Vec::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for path in line.split("crate::").skip(1) {
            let module: String = path
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect();
            if !module.is_empty() {
                found.push(module);
            }
        }
    }
    found
}

#[test]
fn nothing_imports_upward() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut checked = 0;
    for file in files {
        let inner = file.strip_prefix(&root).unwrap();
        let module = inner
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let module = module.trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        let floor = floor_of(module).unwrap_or_else(|| {
            panic!(
                "{}: give the module a floor in tests/floors.rs",
                inner.display()
            )
        });
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            let Some(other) = floor_of(&import) else {
                continue;
            };
            assert!(
                other <= floor,
                "src/{}: imports `crate::{import}`, which lies on a higher floor",
                inner.display()
            );
            checked += 1;
        }
    }
    assert!(
        checked > 20,
        "found only {checked} imports: the reader of `use` lines is broken"
    );
}

#[test]
fn the_reader_of_imports_finds_them() {
    let code = "use crate::span::Span;\n// use crate::link::x;\nlet a = crate::fold::hash(b);\n";
    assert_eq!(imports(code), ["span", "fold"]);
}
