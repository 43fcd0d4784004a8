//! The tables of `data/`: what must not change unnoticed, and what must be declared.
//!
//! Lists are compared with committed ones under `tests/data`. After a change that was meant, write
//! them anew and read the difference: `NETA_BLESS=1 cargo test --test data`.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say so.

use neta::fold::{Level, fold};
use neta::segment::{WordKind, words};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The rows of a table, by column.
fn rows(file: &str) -> Vec<HashMap<String, String>> {
    let text = fs::read_to_string(path("data").join(file)).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let row = |line: &str| {
        let cells = line.split('\t').map(|cell| cell.trim().to_owned());
        header
            .iter()
            .map(|name| (*name).to_owned())
            .zip(cells)
            .collect()
    };
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(row)
        .collect()
}

const ENTITIES: [&str; 11] = [
    "people-national.tsv",
    "people-parliament.tsv",
    "people-assemblies.tsv",
    "parties.tsv",
    "places-states.tsv",
    "places-districts.tsv",
    "places-lok-sabha.tsv",
    "places-assembly.tsv",
    "places-towns.tsv",
    "places-world.tsv",
    "offices.tsv",
];

struct Entity {
    file: &'static str,
    /// Kind and id.
    id: String,
    /// As the row has them; a form in `weak` is weak also where it is a name.
    forms: Vec<(String, bool)>,
}

fn entities() -> Vec<Entity> {
    let mut found = Vec::new();
    for file in ENTITIES {
        for row in rows(file) {
            let cell = |name: &str| row.get(name).map_or("", String::as_str);
            let list = |name: &str| -> Vec<String> {
                cell(name)
                    .split('|')
                    .map(str::trim)
                    .filter(|f| !f.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            let weak = list("weak");
            let keys: HashSet<String> =
                weak.iter().map(|form| key(form, Level::Spelling)).collect();
            let stated = std::iter::once(cell("name").to_owned())
                .chain(list("aliases"))
                .chain(weak);
            let mut seen = HashSet::new();
            let forms = stated
                .filter(|form| seen.insert(form.clone()))
                .map(|form| {
                    let weak = keys.contains(&key(&form, Level::Spelling));
                    (form, weak)
                })
                .collect();
            found.push(Entity {
                file,
                id: format!("{}/{}", cell("kind"), cell("id")),
                forms,
            });
        }
    }
    found
}

/// The words of a form as the gazetteer looks them up, with a space between.
fn key(form: &str, level: Level) -> String {
    let kept = words(form).filter(|word| match word.kind {
        WordKind::Space | WordKind::Newline => false,
        WordKind::Punctuation => matches!(word.text, "(" | ")" | "," | "/" | "&"),
        _ => true,
    });
    kept.map(|word| fold(word.text, level))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Compares with a committed file, or writes it.
#[track_caller]
fn compare(name: &str, found: &str, help: &str) {
    let file = path("tests/data").join(name);
    if std::env::var_os("NETA_BLESS").is_some() {
        fs::create_dir_all(path("tests/data")).unwrap();
        fs::write(&file, found).unwrap();
        return;
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) =
        (committed.lines().collect(), found.lines().collect());
    let mut difference = String::new();
    for line in old.difference(&new).take(20) {
        writeln!(difference, "- {line}").unwrap();
    }
    for line in new.difference(&old).take(20) {
        writeln!(difference, "+ {line}").unwrap();
    }
    assert!(
        committed == found,
        "tests/data/{name} differs:\n{difference}help: {help}; if it was meant, \
         NETA_BLESS=1 cargo test --test data, and read the difference"
    );
}

#[test]
fn no_id_vanishes() {
    let ids: BTreeSet<String> = entities().into_iter().map(|entity| entity.id).collect();
    let committed = fs::read_to_string(path("tests/data/ids.txt")).unwrap_or_default();
    if std::env::var_os("NETA_BLESS").is_some() {
        let mut all: BTreeSet<&str> = committed.lines().collect();
        all.extend(ids.iter().map(String::as_str));
        fs::create_dir_all(path("tests/data")).unwrap();
        let text: String = all.into_iter().map(|id| format!("{id}\n")).collect();
        fs::write(path("tests/data/ids.txt"), text).unwrap();
        return;
    }
    let gone: Vec<&str> = committed.lines().filter(|id| !ids.contains(*id)).collect();
    assert!(
        gone.is_empty(),
        "these ids are gone: {gone:?}\nhelp: an id never changes once published; a row that was \
         wrong is taken out of tests/data/ids.txt by hand"
    );
    let known: BTreeSet<&str> = committed.lines().collect();
    let new: Vec<&String> = ids
        .iter()
        .filter(|id| !known.contains(id.as_str()))
        .collect();
    assert!(
        new.is_empty(),
        "new ids: {new:?}\nhelp: NETA_BLESS=1 cargo test --test data adds them"
    );
}

#[test]
fn what_folding_merges_is_listed() {
    // Of each key: which exact spelling which entities have.
    let mut keys: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for entity in entities() {
        for (form, _) in &entity.forms {
            let spellings = keys.entry(key(form, Level::Spelling)).or_default();
            spellings
                .entry(key(form, Level::Exact))
                .or_default()
                .insert(entity.id.clone());
        }
    }
    let mut found = String::new();
    for (key, spellings) in keys {
        // Entities that have a spelling in common are not merged by folding.
        let mut groups: Vec<(Vec<&String>, BTreeSet<&String>)> = Vec::new();
        for (spelling, ids) in &spellings {
            let mut group = (vec![spelling], ids.iter().collect::<BTreeSet<_>>());
            groups.retain(|(spellings, others)| {
                let apart = others.is_disjoint(&group.1);
                if !apart {
                    group.0.extend(spellings.iter().copied());
                    group.1.extend(others.iter().copied());
                }
                apart
            });
            groups.push(group);
        }
        if groups.len() > 1 {
            found += &key;
            for (spellings, ids) in &mut groups {
                spellings.sort_unstable();
                let spellings: Vec<&str> = spellings.iter().map(|s| s.as_str()).collect();
                let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
                write!(found, "\t{}: {}", spellings.join(", "), ids.join(" ")).unwrap();
            }
            found.push('\n');
        }
    }
    compare(
        "folded-together.tsv",
        &found,
        "these are one word for the gazetteer; is a form wrong?",
    );
}

/// Words of `counts.tsv` by key, with their occurrences.
fn counts() -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for row in rows("counts.tsv") {
        *counts
            .entry(key(&row["word"], Level::Spelling))
            .or_default() += row["in_text"].parse::<u32>().unwrap_or(0);
    }
    counts
}

fn declared() -> HashSet<String> {
    rows("ambiguous.tsv")
        .iter()
        .map(|row| key(&row["form"], Level::Spelling))
        .collect()
}

/// Forms that stand alone, of people, parties and places, by key.
fn strong() -> BTreeMap<String, BTreeSet<String>> {
    let mut strong: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entity in entities()
        .iter()
        .filter(|entity| !entity.id.starts_with("office/"))
    {
        for (form, weak) in &entity.forms {
            if !weak {
                let ids = strong.entry(key(form, Level::Spelling)).or_default();
                ids.insert(entity.id.clone());
            }
        }
    }
    strong
}

/// Often enough in `counts.tsv` that an ordinary word would be seen.
const OFTEN: u32 = 14;
/// People of `names.tsv` who bear a name that tells nobody apart.
const MANY: u32 = 300;

#[test]
fn ordinary_words_do_not_stand_alone() {
    let (counts, declared) = (counts(), declared());
    let mut wrong = Vec::new();
    let people: HashMap<String, u32> = rows("names.tsv")
        .iter()
        .map(|row| {
            (
                key(&row["name"], Level::Spelling),
                row["people"].parse().unwrap_or(0),
            )
        })
        .collect();
    // Regions are named by words of direction, parties by heads; places end in suffixes.
    let named = ["party-head", "direction", "place-suffix"];
    let classes: HashMap<String, String> = rows("words.tsv")
        .into_iter()
        .chain(rows("grammar.tsv"))
        .map(|row| (key(&row["word"], Level::Spelling), row["class"].clone()))
        .collect();
    let mut frequent = String::new();
    for (form, ids) in strong() {
        if form.contains(' ') || declared.contains(&form) {
            continue;
        }
        if people.get(&form).is_some_and(|&people| people >= MANY) {
            wrong.push(format!("{form}: a name of many people, of {ids:?}"));
        }
        if let Some(class) = classes
            .get(&form)
            .filter(|class| !named.contains(&class.as_str()))
        {
            wrong.push(format!("{form}: a word of class {class}, of {ids:?}"));
        }
        if counts.get(&form).is_some_and(|&count| count >= OFTEN) {
            let first = ids.first().map_or("", String::as_str);
            writeln!(frequent, "{form}\t{first}").unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nhelp: put the form into `weak`, or declare it in data/ambiguous.tsv",
        wrong.join("\n")
    );
    compare(
        "frequent-names.tsv",
        &frequent,
        "a form that is frequent in running text stands alone: is it never an ordinary word? If it \
         is, put it into `weak` or declare it in data/ambiguous.tsv",
    );
}

#[test]
fn a_strong_form_of_several_kinds_is_declared() {
    let declared = declared();
    for (form, ids) in strong() {
        let kinds: BTreeSet<&str> = ids.iter().filter_map(|id| id.split('/').next()).collect();
        assert!(
            kinds.len() == 1 || declared.contains(&form),
            "{form} names {ids:?}\nhelp: put it into `weak` of the lesser, or declare it in \
             data/ambiguous.tsv"
        );
    }
}

#[test]
fn people_of_one_name_are_listed() {
    let mut found = String::new();
    for (form, ids) in strong() {
        if ids.len() > 1 && ids.iter().all(|id| id.starts_with("person/")) {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            writeln!(found, "{form}\t{}", ids.join(" ")).unwrap();
        }
    }
    compare(
        "shared-names.tsv",
        &found,
        "is it one person in two rows? If not, who is better known?",
    );
}

#[test]
fn the_readmes_table_is_current() {
    let mut bearers: HashMap<String, BTreeSet<String>> = HashMap::new();
    let entities = entities();
    for entity in &entities {
        for (form, _) in &entity.forms {
            bearers
                .entry(key(form, Level::Spelling))
                .or_default()
                .insert(entity.id.clone());
        }
    }
    let mut table = String::from(
        "| file | rows | forms | ambiguous | weak |\n| --- | --: | --: | --: | --: |\n",
    );
    let mut sums = [0; 4];
    let mut line = |name: &str, numbers: [usize; 4]| {
        let [rows, forms, ambiguous, weak] = numbers;
        writeln!(
            table,
            "| {name} | {rows} | {forms} | {ambiguous} | {weak} |"
        )
        .unwrap();
    };
    for file in ENTITIES {
        let mut numbers = [0; 4];
        for entity in entities.iter().filter(|entity| entity.file == file) {
            numbers[0] += 1;
            numbers[1] += entity.forms.len();
            let shared = |form: &str| bearers[&key(form, Level::Spelling)].len() > 1;
            numbers[2] += entity.forms.iter().filter(|(form, _)| shared(form)).count();
            numbers[3] += entity.forms.iter().filter(|(_, weak)| *weak).count();
        }
        sums.iter_mut()
            .zip(numbers)
            .for_each(|(sum, number)| *sum += number);
        line(&format!("`{file}`"), numbers);
    }
    line("all", sums);
    let (begin, end) = ("<!-- table: begin -->\n", "<!-- table: end -->");
    let file = path("data/README.md");
    let readme = fs::read_to_string(&file).unwrap();
    let (before, rest) = readme.split_once(begin).unwrap();
    let (old, after) = rest.split_once(end).unwrap();
    if std::env::var_os("NETA_BLESS").is_some() {
        fs::write(&file, format!("{before}{begin}{table}{end}{after}")).unwrap();
        return;
    }
    assert_eq!(
        old, table,
        "help: NETA_BLESS=1 cargo test --test data writes data/README.md"
    );
}
