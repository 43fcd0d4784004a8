//! Objects of JSON. Only the wanted fields are taken out, and borrowed unless they hold escapes.

use super::{Record, missing};
use crate::fields::{Fields, Role};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A record, or why it is none.
pub fn parse<'r>(line: &'r str, fields: &Fields) -> Result<Record<'r>, String> {
    if line.trim_ascii().is_empty() {
        return Err("empty line".into());
    }
    let mut json = serde_json::Deserializer::from_str(line);
    let found = json
        .deserialize_any(Object { fields })
        .and_then(|found| json.end().map(|()| found));
    let [text, title, id, date] = found.map_err(|error| broken(&error))?;
    let text = match text.map(|(_, value)| value) {
        Some(Value::Text(text)) => text,
        None | Some(Value::Null) => return Err(missing(Role::Text)),
        Some(other) => return Err(format!("text is {}, expected a string", other.what())),
    };
    let title = match title.map(|(_, value)| value) {
        None | Some(Value::Null) => None,
        Some(Value::Text(title)) => Some(title),
        Some(other) => return Err(format!("title is {}, expected a string", other.what())),
    };
    let id = match id.map(|(_, value)| value) {
        None | Some(Value::Null) => None,
        Some(Value::Text(id)) => Some(id),
        Some(Value::Number(id)) => Some(Cow::Owned(id)),
        Some(other) => {
            return Err(format!(
                "id is {}, expected a string or a number",
                other.what()
            ));
        }
    };
    let date = match date.map(|(_, value)| value) {
        None | Some(Value::Null) => None,
        Some(Value::Text(date)) => Some(date),
        Some(Value::Number(date)) => Some(Cow::Owned(date)),
        // Kept, so that it is counted as a date that was not understood.
        Some(other) => Some(Cow::Borrowed(other.what())),
    };
    Ok(Record {
        id,
        title,
        text,
        date,
    })
}

/// The error without its count of lines, which looks like that of the file.
fn broken(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or(&message);
    match error.line() {
        1 => format!("broken JSON: {what}, byte {}", error.column()),
        line => format!(
            "broken JSON: {what}, line {line} of the record, byte {}",
            error.column()
        ),
    }
}

/// The names of an object's fields.
pub fn keys(bytes: &[u8]) -> Option<Vec<String>> {
    struct Keys;
    impl<'de> Visitor<'de> for Keys {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<String>, A::Error> {
            let mut keys = Vec::new();
            while let Some((key, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                keys.push(key);
            }
            Ok(keys)
        }
    }
    serde_json::Deserializer::from_slice(bytes)
        .deserialize_map(Keys)
        .ok()
}

/// Of each role the value of the field with the best rank.
type Found<'r> = [Option<(usize, Value<'r>)>; Role::ALL.len()];

struct Object<'f> {
    fields: &'f Fields,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the article's fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found<'de>, A::Error> {
        let mut found = Found::default();
        while let Some(Key(key)) = map.next_key()? {
            match self.fields.role(&key) {
                Some((role, rank)) => {
                    let value: Value<'de> = map.next_value()?;
                    let place = &mut found[role as usize];
                    // A field that is null is as good as none: the next name may have a value.
                    let better = match place {
                        None => true,
                        Some((_, Value::Null)) => true,
                        Some((present, _)) => rank < *present && !matches!(value, Value::Null),
                    };
                    if better {
                        *place = Some((rank, value));
                    }
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}

struct Key<'r>(Cow<'r, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'de>, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_string())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A field's value.
#[derive(Debug)]
enum Value<'r> {
    Text(Cow<'r, str>),
    Number(String),
    Null,
    Bool,
    Array,
    Object,
}

impl Value<'_> {
    fn what(&self) -> &'static str {
        match self {
            Value::Text(_) => "a string",
            Value::Number(_) => "a number",
            Value::Null => "null",
            Value::Bool => "true or false",
            Value::Array => "an array",
            Value::Object => "an object",
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool)
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<'de>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields::new([&[], &[], &[], &[]])
    }

    #[test]
    fn the_wanted_fields_are_borrowed() {
        let fields = fields();
        let line = r#"{"x":[{"text":1}],"body":"ग","content":"ख","headline":"\u0915","url":null,"id":7,"date":"2024-06-09"}"#;
        let record = parse(line, &fields).unwrap();
        assert!(matches!(record.text, Cow::Borrowed("ख")));
        assert_eq!(record.title.as_deref(), Some("क"));
        assert_eq!(record.id.as_deref(), Some("7"));
        assert_eq!(record.date.as_deref(), Some("2024-06-09"));
        let record = parse(r#"{"text":null,"body":"ग"}"#, &fields).unwrap();
        assert_eq!(
            record,
            Record {
                text: "ग".into(),
                ..Record::default()
            }
        );
        assert_eq!(
            parse(r#"{"body":"ग","text":null}"#, &fields).unwrap().text,
            "ग"
        );
    }

    #[test]
    fn what_is_no_record() {
        let cases = [
            ("", "empty line"),
            ("{\"text\":\"a\"", "broken JSON"),
            ("{\"text\":\"a\"} x", "broken JSON"),
            ("{\"text\":\"\\ud800\"}", "broken JSON"),
            (
                "[1]",
                "broken JSON: invalid type: sequence, expected an object",
            ),
            ("{}", "no text"),
            ("{\"text\":null}", "no text"),
            ("{\"text\":[\"a\"]}", "text is an array, expected a string"),
            (
                "{\"text\":\"a\",\"title\":1}",
                "title is a number, expected a string",
            ),
            (
                "{\"text\":\"a\",\"id\":{}}",
                "id is an object, expected a string or a number",
            ),
        ];
        for (line, reason) in cases {
            let found = parse(line, &fields()).unwrap_err();
            assert!(found.starts_with(reason), "{line}: {found}");
        }
    }
}
