//! The JSON contract, version 1: `schema/neta-1.schema.json` describes every key.

use crate::entity::{
    Entity, EntityId, EntityKind, Mention, Office, PlaceType, Relation, RelationKind, Role, Status,
};
use crate::extractor::Extraction;
use crate::span::Offsets;
use serde::Serialize;
use std::fmt;

/// The version of the contract. Keys may be added within a version; none is renamed, removed or
/// given another meaning or place in the order.
const VERSION: u32 = 1;

/// An article's mentions and entities as JSON.
///
/// Displayed, it is one line without the line break, as JSON Lines want it. `start` and `end` of a
/// mention are UTF-8 bytes, `char` counts Unicode scalar values (Python's string indices), `utf16`
/// counts UTF-16 units (JavaScript's and Java's). Numbers under `entity`, `holder` and `of` are
/// indices into `entities`. A key that is absent is not known. `schema/neta-1.schema.json` in the
/// repository is the whole contract.
///
/// ```
/// use neta::{Extractor, export::Json};
///
/// let extractor = Extractor::new();
/// let found = extractor.extract("");
/// let json = Json::new(&found).with_id("article-7");
/// assert_eq!(json.to_string(), r#"{"version":1,"id":"article-7","mentions":[],"entities":[]}"#);
/// // Or in a layout of one's own:
/// let pretty = serde_json::to_string_pretty(&json)?;
/// assert!(pretty.contains("\n  \"id\": \"article-7\","));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
pub struct Json<'e> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'e str>,
    mentions: Vec<JsonMention<'e>>,
    entities: Vec<JsonEntity<'e>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relations: Vec<JsonRelation<'e>>,
}

#[derive(Clone, Debug, Serialize)]
struct JsonRelation<'e> {
    kind: RelationKind,
    subject: usize,
    object: usize,
    word: &'e str,
    start: usize,
    end: usize,
}

#[derive(Clone, Debug, Serialize)]
struct JsonMention<'e> {
    kind: EntityKind,
    text: &'e str,
    start: usize,
    end: usize,
    char: [usize; 2],
    utf16: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<usize>,
    score: f64,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<JsonOffice<'e>>,
}

#[derive(Clone, Debug, Serialize)]
struct JsonOffice<'e> {
    id: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_date: Option<JsonByDate>,
}

#[derive(Clone, Debug, Serialize)]
struct JsonByDate {
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct JsonEntity<'e> {
    kind: EntityKind,
    name: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'e EntityId>,
    #[serde(skip_serializing_if = "<[EntityId]>::is_empty")]
    candidates: &'e [EntityId],
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<&'e str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<JsonRole<'e>>,
    mentions: &'e [usize],
}

#[derive(Clone, Debug, Serialize)]
struct JsonRole<'e> {
    office: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
}

impl<'e> Json<'e> {
    /// Of one article.
    pub fn new(found: &'e Extraction<'_>) -> Json<'e> {
        let mut offsets = Offsets::new(found.text());
        let mentions = found.mentions().iter();
        Json {
            version: VERSION,
            id: None,
            mentions: mentions
                .map(|mention| JsonMention::new(mention, &mut offsets))
                .collect(),
            entities: found.entities().iter().map(JsonEntity::new).collect(),
            relations: found.relations().iter().map(JsonRelation::new).collect(),
        }
    }

    /// With the caller's name for the article under `id`.
    pub fn with_id(mut self, id: &'e str) -> Json<'e> {
        self.id = Some(id);
        self
    }
}

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Cannot fail: no map with keys that are not strings, no value that refuses to serialise.
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl<'e> JsonRelation<'e> {
    fn new(relation: &'e Relation<'_>) -> JsonRelation<'e> {
        JsonRelation {
            kind: relation.kind,
            subject: relation.subject,
            object: relation.object,
            word: relation.word,
            start: relation.span.start,
            end: relation.span.end,
        }
    }
}

impl<'e> JsonMention<'e> {
    fn new(mention: &'e Mention<'_>, offsets: &mut Offsets<'_>) -> JsonMention<'e> {
        let (start, end) = (offsets.at(mention.span.start), offsets.at(mention.span.end));
        JsonMention {
            kind: mention.kind,
            text: mention.text,
            start: mention.span.start,
            end: mention.span.end,
            char: [start.0, end.0],
            utf16: [start.1, end.1],
            entity: mention.entity,
            // More digits would promise a precision that no score has, and change with every build.
            score: (f64::from(mention.score) * 100.0).round() / 100.0,
            why: mention.why.to_string(),
            place: mention.place,
            office: mention.office.as_ref().map(JsonOffice::new),
        }
    }
}

impl<'e> JsonOffice<'e> {
    fn new(office: &'e Office) -> JsonOffice<'e> {
        JsonOffice {
            id: &office.id,
            status: office.status.map(Status::name),
            holder: office.holder,
            of: office.of,
            by_date: office.by_date.map(|by_date| JsonByDate {
                holder: by_date.holder,
                status: by_date.status.map(Status::name),
            }),
        }
    }
}

impl<'e> JsonEntity<'e> {
    fn new(entity: &'e Entity) -> JsonEntity<'e> {
        JsonEntity {
            kind: entity.kind,
            name: &entity.name,
            id: entity.id.as_ref(),
            candidates: &entity.candidates,
            wikidata: entity.wikidata.as_deref(),
            party: entity.party.as_deref(),
            roles: entity.roles.iter().map(JsonRole::new).collect(),
            mentions: &entity.mentions,
        }
    }
}

impl<'e> JsonRole<'e> {
    fn new(role: &'e Role) -> JsonRole<'e> {
        JsonRole {
            office: &role.office,
            status: role.status.map(Status::name),
            of: role.of,
        }
    }
}

impl Extraction<'_> {
    /// The JSON contract, version 1, on one line: [`Json`] without an `id`.
    ///
    /// ```
    /// use neta::Extractor;
    ///
    /// let found = Extractor::new().extract("कैराना सांसद इकरा हसन ने कहा।");
    /// assert!(found.to_json().starts_with(r#"{"version":1,"mentions":["#));
    /// ```
    pub fn to_json(&self) -> String {
        Json::new(self).to_string()
    }

    /// As [`to_json`](Extraction::to_json), with the caller's name for the article under `id`.
    ///
    /// ```
    /// use neta::Extractor;
    ///
    /// let found = Extractor::new().extract("कैराना सांसद इकरा हसन ने कहा।");
    /// assert!(found.to_json_with_id("article-7").starts_with(r#"{"version":1,"id":"article-7","#));
    /// ```
    pub fn to_json_with_id(&self, id: &str) -> String {
        Json::new(self).with_id(id).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;

    /// The files of `schema/examples` are laid out for readers; white space outside strings is
    /// all that may differ from what is written.
    fn on_one_line(json: &str) -> String {
        json.lines().map(str::trim_start).collect()
    }

    #[test]
    fn the_contracts_example() {
        let expected = include_str!("../../schema/examples/contract.json");
        let found = samples::contract();
        assert_eq!(found.to_json_with_id("article-7"), on_one_line(expected));
    }

    #[test]
    fn every_key() {
        let expected = include_str!("../../schema/examples/every-key.json");
        let found = samples::every_key();
        assert_eq!(found.to_json_with_id("a\"b"), on_one_line(expected));
    }

    #[test]
    fn no_id_no_key() {
        let json = samples::contract().to_json();
        assert!(
            json.starts_with(r#"{"version":1,"mentions":[{"kind":"place","text":"कैराना","#),
            "{json}"
        );
    }
}
