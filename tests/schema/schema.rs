//! The JSON that the extractor writes is the JSON that `schema/neta-1.schema.json` describes, and
//! its numbers mean what the schema says they mean.
#![allow(clippy::panic)] // A test that cannot go on should say why.

use boon::{Compiler, SchemaIndex, Schemas};
use neta::Extractor;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Outcome = Result<(), Box<dyn Error>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn read() -> Result<Schema, Box<dyn Error>> {
        let text = fs::read_to_string(root().join("schema/neta-1.schema.json"))?;
        let mut compiler = Compiler::new();
        compiler.add_resource("neta-1.schema.json", serde_json::from_str(&text)?)?;
        let mut schemas = Schemas::new();
        let index = compiler
            .compile("neta-1.schema.json", &mut schemas)
            .map_err(|e| e.to_string())?;
        Ok(Schema { schemas, index })
    }

    fn check(&self, name: &str, value: &Value) {
        if let Err(error) = self.schemas.validate(value, self.index) {
            panic!(
                "{name}: {error:#}\nhelp: src/export/json.rs writes it, the schema describes it"
            );
        }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }
}

/// A gold article without its marks `⟦what|text⟧`.
fn plain(marked: &str) -> String {
    let mut text = String::new();
    for (number, part) in marked.split('⟦').enumerate() {
        match part.split_once('|') {
            Some((_, rest)) if number > 0 => text.extend(rest.chars().filter(|&c| c != '⟧')),
            _ => text.push_str(part),
        }
    }
    text
}

/// What a schema cannot say: that offsets index the text and indices the arrays.
fn check_numbers(name: &str, text: &str, json: &Value) {
    let chars: Vec<char> = text.chars().collect();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let number = |value: &Value| value.as_u64().map(|number| number as usize);
    let range = |value: &Value| Some(number(&value[0])?..number(&value[1])?);
    let (mentions, entities) = (&json["mentions"], &json["entities"]);
    let mut before = 0;
    for (index, mention) in mentions.as_array().into_iter().flatten().enumerate() {
        let (start, end) = (number(&mention["start"]), number(&mention["end"]));
        let span = start.zip(end).map(|(start, end)| start..end);
        let expected = mention["text"].as_str();
        assert_eq!(
            span.clone().and_then(|span| text.get(span)),
            expected,
            "{name}: {mention}"
        );
        let part = range(&mention["char"]).and_then(|range| chars.get(range));
        assert_eq!(
            part.map(|part| part.iter().collect::<String>()).as_deref(),
            expected,
            "{name}: {mention}"
        );
        let part = range(&mention["utf16"]).and_then(|range| utf16.get(range));
        assert_eq!(
            part.map(String::from_utf16_lossy).as_deref(),
            expected,
            "{name}: {mention}"
        );
        assert!(start >= Some(before), "{name}: overlap before {mention}");
        before = end.unwrap_or_default();
        if let Some(entity) = number(&mention["entity"]) {
            let named = entities[entity]["mentions"].as_array();
            assert!(
                named.is_some_and(|named| named.contains(&json!(index))),
                "{name}: {mention}"
            );
            assert_eq!(
                entities[entity]["kind"], mention["kind"],
                "{name}: {mention}"
            );
        }
        let office = &mention["office"];
        if let Some(holder) = number(&office["holder"]) {
            assert_eq!(entities[holder]["kind"], "person", "{name}: {mention}");
        }
        if let Some(of) = number(&office["of"]) {
            assert!(entities[of].is_object(), "{name}: {mention}");
        }
    }
}

#[test]
fn what_the_extractor_writes_of_every_gold_article() -> Outcome {
    let schema = Schema::read()?;
    let extractor = Extractor::new();
    let mut count = 0;
    for folder in ["tests/gold", "tests/gold/dev", "tests/gold/train"] {
        let mut files: Vec<PathBuf> = fs::read_dir(root().join(folder))?
            .map(|file| Ok(file?.path()))
            .collect::<Result<_, std::io::Error>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "ann"));
        files.sort();
        for file in files {
            let name = file.display().to_string();
            let text = plain(&fs::read_to_string(&file)?);
            let json = serde_json::from_str(&extractor.extract(&text).to_json_with_id(&name))?;
            schema.check(&name, &json);
            check_numbers(&name, &text, &json);
            count += 1;
        }
    }
    assert!(count > 100, "only {count} gold articles");
    Ok(())
}

#[test]
fn texts_with_characters_of_every_size() -> Outcome {
    let schema = Schema::read()?;
    let extractor = Extractor::new();
    let texts = [
        "",
        "\u{feff}",
        "😀 कैराना के पूर्व सांसद तबस्सुम हसन 👨‍👩‍👧 ने İstanbul में कहा।\0\"<&>\\",
        "कैराना\r\nसांसद\u{2028}इकरा हसन #मोदी_सरकार मोदीजी",
    ];
    for text in texts {
        let json = serde_json::from_str(&extractor.extract(text).to_json())?;
        schema.check(text, &json);
        check_numbers(text, text, &json);
    }
    Ok(())
}

fn example(name: &str) -> Result<Value, Box<dyn Error>> {
    let file = root().join("schema/examples").join(name);
    Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
}

#[test]
fn the_examples() -> Outcome {
    let schema = Schema::read()?;
    let contract = example("contract.json")?;
    schema.check("contract.json", &contract);
    check_numbers("contract.json", "कैराना पूर्व सांसद तबस्सुम हसन", &contract);
    let every_key = example("every-key.json")?;
    schema.check("every-key.json", &every_key);
    let text = "😀 वार्ड-48 के सभासद शौकत \"राणा\", सपा\nकैराना सांसद शौकत";
    check_numbers("every-key.json", text, &every_key);
    Ok(())
}

#[test]
fn broken_output_is_refused() -> Outcome {
    let schema = Schema::read()?;
    let sound = example("every-key.json")?;
    // Where, and what stands there instead; null removes the key.
    let broken = [
        ("/version", json!(2)),
        ("/version", Value::Null),
        ("/mentions", Value::Null),
        ("/entities", Value::Null),
        ("/extra", json!(1)),
        ("/id", json!(7)),
        ("/mentions/0/kind", json!("location")),
        ("/mentions/0/text", json!("")),
        ("/mentions/0/start", json!(-1)),
        ("/mentions/0/start", json!(1.5)),
        ("/mentions/0/end", Value::Null),
        ("/mentions/0/char", json!([2])),
        ("/mentions/0/utf16", json!([2, 10, 11])),
        ("/mentions/0/score", json!(1.01)),
        ("/mentions/0/score", json!("high")),
        ("/mentions/0/why", json!("because")),
        ("/mentions/0/place", json!("district")),
        ("/mentions/0/label", json!("GPE")),
        ("/mentions/0/office", json!({"id": "mp"})),
        ("/mentions/1/office", Value::Null),
        ("/mentions/1/office/id", Value::Null),
        ("/mentions/1/office/status", json!("ex")),
        ("/mentions/1/office/holder", json!("शौकत")),
        ("/mentions/1/entity", json!(0)),
        ("/mentions/2/place", json!("ward")),
        ("/entities/0/kind", json!("office")),
        ("/entities/0/party", json!("SP")),
        ("/entities/0/mentions", json!([])),
        ("/entities/1/candidates", json!([])),
        ("/entities/1/name", Value::Null),
        ("/entities/1/roles", json!([])),
        ("/entities/1/roles/0/holder", json!(1)),
        ("/entities/2/id", json!("samajwadi-party")),
        ("/entities/2/wikidata", json!("1546941")),
    ];
    for (pointer, value) in broken {
        let mut document = sound.clone();
        let (parent, key) = pointer.rsplit_once('/').ok_or(pointer)?;
        let parent = document
            .pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .ok_or(pointer)?;
        match value {
            Value::Null => parent.remove(key),
            _ => parent.insert(key.to_owned(), value.clone()),
        };
        assert!(
            !schema.accepts(&document),
            "{pointer} = {value} was accepted"
        );
    }
    Ok(())
}

#[test]
fn every_key_is_described() -> Outcome {
    fn undescribed(value: &Value, at: &str, found: &mut Vec<String>) {
        let Some(object) = value.as_object() else {
            return;
        };
        for keyword in ["properties", "$defs"] {
            // Conditions repeat keys that are described where they are defined.
            for (key, schema) in object
                .get(keyword)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                let at = format!("{at}/{key}");
                if schema.get("description").is_none() && schema.get("$ref").is_none() {
                    found.push(at.clone());
                }
                undescribed(schema, &at, found);
            }
        }
    }
    let schema = fs::read_to_string(root().join("schema/neta-1.schema.json"))?;
    let mut found = Vec::new();
    undescribed(&serde_json::from_str(&schema)?, "", &mut found);
    assert!(found.is_empty(), "without a description: {found:?}");
    Ok(())
}
