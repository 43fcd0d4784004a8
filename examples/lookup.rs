//! Shows what the gazetteer knows of a name: forms, roles with dates, places, why a form is weak.
//!
//! ```text
//! cargo run --release --example lookup -- अखिलेश यादव
//! cargo run --release --example lookup -- --json place/kairana-up
//! ```

use neta::{Gazetteer, GazetteerEntry, GazetteerRole, GazetteerSource};
use serde_json::{Value, json};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

const HELP: &str = "\
Shows what the gazetteer knows of a name.

Usage: lookup [OPTION…] NAME…

The words of NAME are one name, in any spelling the gazetteer folds together: a form in Hindi, an
English name, an abbreviation, or an id such as person/akhilesh-yadav.

Options:
  --near            if nothing has the name, what has one like it
  --json            as JSON: an array of entries, with --near of likenesses where there are none
  --gazetteer FILE  rows (TSV) or a compiled gazetteer over the embedded one
  --save FILE       writes the rows of --gazetteer, compiled, and needs no NAME
  --help            this text

Exit status: 0; 1 if nothing has the name or something could not be read; 2 for a wrong option.
";

struct Options {
    near: bool,
    json: bool,
    gazetteer: Option<OsString>,
    save: Option<OsString>,
    name: String,
}

fn main() -> ExitCode {
    let options = match parse(env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => return print(HELP, ExitCode::SUCCESS),
        Err(message) => return complain(&format!("{message}\nTry --help."), ExitCode::from(2)),
    };
    let gazetteer = match gazetteer(options.gazetteer.as_ref()) {
        Ok(gazetteer) => gazetteer,
        Err(message) => return complain(&message, ExitCode::FAILURE),
    };
    if let Some(file) = &options.save
        && let Err(error) = fs::write(file, gazetteer.save())
    {
        return complain(&format!("{}: {error}", file.display()), ExitCode::FAILURE);
    }
    if options.name.is_empty() {
        return ExitCode::SUCCESS;
    }
    let mut found = gazetteer.lookup(&options.name);
    if let Some(entry) = gazetteer.entry(&options.name)
        && !found.contains(&entry)
    {
        found.push(entry);
    }
    let near = if found.is_empty() && options.near {
        gazetteer.near(&options.name, 10)
    } else {
        Vec::new()
    };
    let status = if found.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    };
    let mut text = String::new();
    if options.json {
        let shown: Vec<Value> = if found.is_empty() {
            near.iter().map(|(form, entry, distance)| {
                json!({ "form": form, "differs": distance, "id": id(entry), "name": entry.name() })
            }).collect()
        } else {
            found.iter().map(as_json).collect()
        };
        text += &format!("{:#}\n", Value::from(shown));
    } else if found.is_empty() {
        text += &format!("Nothing is called {}.\n", options.name);
        for (form, entry, distance) in near {
            let letters = if distance == 1 { "letter" } else { "letters" };
            text += &format!("  {form}  {}  ({distance} {letters})\n", id(&entry));
        }
    } else {
        text = found.iter().map(as_text).collect::<Vec<_>>().join("\n");
    }
    print(&text, status)
}

fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Option<Options>, String> {
    let mut options = Options {
        near: false,
        json: false,
        gazetteer: None,
        save: None,
        name: String::new(),
    };
    let mut names = Vec::new();
    while let Some(argument) = arguments.next() {
        let text = argument.to_str().ok_or("expected arguments in UTF-8")?;
        let mut value = || arguments.next().ok_or(format!("{text} needs a file"));
        match text {
            "--near" => options.near = true,
            "--json" => options.json = true,
            "--gazetteer" => options.gazetteer = Some(value()?),
            "--save" => options.save = Some(value()?),
            "--help" | "-h" => return Ok(None),
            _ if text.starts_with('-') => return Err(format!("unknown option {text}")),
            _ => names.push(text.to_owned()),
        }
    }
    options.name = names.join(" ").trim().to_owned();
    if options.name.is_empty() && options.save.is_none() {
        return Err("a name is missing".into());
    }
    if options.save.is_some() && options.gazetteer.is_none() {
        return Err("--save needs --gazetteer".into());
    }
    Ok(Some(options))
}

fn gazetteer(file: Option<&OsString>) -> Result<Gazetteer, String> {
    let Some(file) = file else {
        return Ok(Gazetteer::embedded());
    };
    let name = file.display().to_string();
    let bytes = fs::read(file).map_err(|error| format!("{name}: {error}"))?;
    let gazetteer = if bytes.starts_with(b"neta") {
        Gazetteer::load(&name, &bytes)
    } else {
        Gazetteer::builder()
            .rows(GazetteerSource::tsv(name, bytes))
            .build()
    };
    gazetteer.map_err(|error| error.to_string())
}

fn id(entry: &GazetteerEntry<'_>) -> String {
    entry
        .id()
        .map_or_else(|| entry.kind().to_string(), |id| id.to_string())
}

fn as_text(entry: &GazetteerEntry<'_>) -> String {
    let mut text = format!("{}  {}", entry.name(), id(entry));
    let mut line = |label: &str, value: Option<String>| {
        if let Some(value) = value {
            text += &format!("\n  {label:<9}{value}");
        }
    };
    line("English", entry.name_en().map(str::to_owned));
    line("short", entry.abbr().map(str::to_owned));
    line("type", entry.type_name().map(str::to_owned));
    line("gender", entry.gender().map(str::to_owned));
    let within: Vec<&str> = above(entry).iter().map(|entry| entry.name()).collect();
    line(
        "in",
        Some(within.join(", ")).filter(|within| !within.is_empty()),
    );
    line(
        "party",
        entry
            .party()
            .map(|party| format!("{}  {}", party.name(), id(&party))),
    );
    line("since", entry.since());
    line("until", entry.until());
    line("Wikidata", entry.wikidata().map(str::to_owned));
    line("from", entry.is_own().then(|| "your own rows".to_owned()));
    for role in entry.roles() {
        line("role", Some(role_text(&role)));
    }
    for form in entry.forms() {
        let derived = if form.derived { "  (derived)" } else { "" };
        let why: Vec<String> = form.weak.iter().map(ToString::to_string).collect();
        let label = if why.is_empty() { "form" } else { "weak" };
        let why = if why.is_empty() {
            String::new()
        } else {
            format!("  — {}", why.join("; "))
        };
        line(label, Some(format!("{}{derived}{why}", form.text)));
    }
    text.push('\n');
    text
}

/// State and country of a place.
fn above<'g>(entry: &GazetteerEntry<'g>) -> Vec<GazetteerEntry<'g>> {
    let mut above = Vec::new();
    let mut next = entry.within();
    // A user's rows may run in a circle.
    while let Some(place) = next.filter(|place| !above.contains(place) && place != entry) {
        above.push(place);
        next = place.within();
    }
    above
}

fn role_text(role: &GazetteerRole<'_>) -> String {
    let of = if role.of.is_empty() {
        String::new()
    } else {
        format!(" of {}", role.of)
    };
    let dates = match (role.from(), role.to()) {
        (None, None) => "dates not known".to_owned(),
        (Some(from), None) => format!("from {from}, held on {}", neta::DATA_DATE),
        (None, Some(to)) => format!("until {to}"),
        (Some(from), Some(to)) => format!("{from} to {to}"),
    };
    format!("{}{of}  ({dates})", role.office)
}

fn as_json(entry: &GazetteerEntry<'_>) -> Value {
    let role = |role: GazetteerRole<'_>| {
        known(json!({
            "office": role.office,
            "of": role.of,
            "of_id": role.of_entry.map(|of| id(&of)),
            "from": role.from(),
            "to": role.to(),
        }))
    };
    let form = |form: neta::GazetteerForm| {
        let why: Vec<String> = form.weak.iter().map(ToString::to_string).collect();
        json!({ "text": form.text, "derived": form.derived, "weak": why })
    };
    let above: Vec<String> = above(entry).iter().map(id).collect();
    known(json!({
        "kind": entry.kind().name(),
        "id": entry.id().map(|id| id.to_string()),
        "name": entry.name(),
        "name_en": entry.name_en(),
        "abbr": entry.abbr(),
        "type": entry.type_name(),
        "gender": entry.gender(),
        "within": Some(above).filter(|above| !above.is_empty()),
        "party": entry.party().map(|party| id(&party)),
        "since": entry.since(),
        "until": entry.until(),
        "wikidata": entry.wikidata(),
        "own": entry.is_own(),
        "roles": entry.roles().map(role).collect::<Vec<_>>(),
        "forms": entry.forms().into_iter().map(form).collect::<Vec<_>>(),
    }))
}

/// Without the keys of which nothing is known.
fn known(mut value: Value) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.retain(|_, value| !value.is_null());
    }
    value
}

fn print(text: &str, status: ExitCode) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"), ExitCode::FAILURE)
        }
        _ => status,
    }
}

fn complain(message: &str, status: ExitCode) -> ExitCode {
    // Where standard error is closed, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "lookup: {message}");
    status
}
