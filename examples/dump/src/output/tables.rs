//! The columns of mentions and of entities, the same in CSV and Parquet.

use super::Article;
use neta::{Entity, Offsets, PlaceType};
use std::borrow::Cow;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text; may be absent.
    Text,
    /// A number; may be absent.
    Number,
    /// A number from 0 to 1.
    Score,
}

/// One value.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// Of `Type::Text`.
    Text(Option<Cow<'a, str>>),
    /// Of `Type::Number`.
    Number(Option<u64>),
    /// Of `Type::Score`.
    Score(f64),
}

/// A name, and what is in it.
pub type Column = (&'static str, Type);

/// One row per mention, with what is known of its entity.
pub const MENTIONS: [Column; 27] = [
    ("article", Type::Number),
    ("id", Type::Text),
    ("date", Type::Text),
    ("mention", Type::Number),
    ("kind", Type::Text),
    ("text", Type::Text),
    ("field", Type::Text),
    ("start", Type::Number),
    ("end", Type::Number),
    ("char_start", Type::Number),
    ("char_end", Type::Number),
    ("score", Type::Score),
    ("why", Type::Text),
    ("place_type", Type::Text),
    ("entity", Type::Number),
    ("entity_name", Type::Text),
    ("entity_id", Type::Text),
    ("wikidata", Type::Text),
    ("party", Type::Text),
    ("office", Type::Text),
    ("status", Type::Text),
    ("holder", Type::Number),
    ("holder_name", Type::Text),
    ("holder_id", Type::Text),
    ("of", Type::Number),
    ("of_name", Type::Text),
    ("of_id", Type::Text),
];

/// One row per person, party or place of an article.
pub const ENTITIES: [Column; 10] = [
    ("article", Type::Number),
    ("id", Type::Text),
    ("entity", Type::Number),
    ("kind", Type::Text),
    ("name", Type::Text),
    ("entity_id", Type::Text),
    ("wikidata", Type::Text),
    ("party", Type::Text),
    ("candidates", Type::Text),
    ("mentions", Type::Number),
];

/// Gives each mention's row to `row`.
pub fn each_mention(article: &Article<'_>, mut row: impl FnMut(&[Cell<'_>; MENTIONS.len()])) {
    let found = article.found;
    let mut offsets = Offsets::new(found.text());
    let date = article.date.map(|date| date.to_string());
    let entity = |index: Option<usize>| index.and_then(|index| found.entities().get(index));
    for (index, mention) in found.mentions().iter().enumerate() {
        let (start, _) = offsets.at(mention.span.start);
        let (end, _) = offsets.at(mention.span.end);
        let field = if mention.span.start < article.title_length {
            "title"
        } else {
            "text"
        };
        let place = mention.place.map(|place| match place {
            PlaceType::Constituency => "constituency",
            PlaceType::Ward => "ward",
        });
        let named = entity(mention.entity);
        let office = mention.office.as_ref();
        let (holder, of) = (
            office.and_then(|office| office.holder),
            office.and_then(|office| office.of),
        );
        row(&[
            number(article.number),
            text(article.id),
            text(date.as_deref()),
            number(index as u64),
            text(Some(mention.kind.name())),
            text(Some(mention.text)),
            text(Some(field)),
            number(mention.span.start as u64),
            number(mention.span.end as u64),
            number(start as u64),
            number(end as u64),
            Cell::Score((f64::from(mention.score) * 100.0).round() / 100.0),
            Cell::Text(Some(Cow::Owned(mention.why.to_string()))),
            text(place),
            Cell::Number(mention.entity.map(|index| index as u64)),
            text(named.map(|entity| entity.name.as_str())),
            text(named.and_then(id)),
            text(named.and_then(|entity| entity.wikidata.as_deref())),
            text(named.and_then(|entity| entity.party.as_deref())),
            text(office.map(|office| office.id.as_ref())),
            text(
                office
                    .and_then(|office| office.status)
                    .map(|status| status.name()),
            ),
            Cell::Number(holder.map(|index| index as u64)),
            text(entity(holder).map(|entity| entity.name.as_str())),
            text(entity(holder).and_then(id)),
            Cell::Number(of.map(|index| index as u64)),
            text(entity(of).map(|entity| entity.name.as_str())),
            text(entity(of).and_then(id)),
        ]);
    }
}

/// Gives each entity's row to `row`.
pub fn each_entity(article: &Article<'_>, mut row: impl FnMut(&[Cell<'_>; ENTITIES.len()])) {
    for (index, entity) in article.found.entities().iter().enumerate() {
        let candidates: Vec<&str> = entity.candidates.iter().map(|id| id.as_str()).collect();
        let candidates = (!candidates.is_empty()).then(|| Cow::Owned(candidates.join("|")));
        row(&[
            number(article.number),
            text(article.id),
            number(index as u64),
            text(Some(entity.kind.name())),
            text(Some(&entity.name)),
            text(id(entity)),
            text(entity.wikidata.as_deref()),
            text(entity.party.as_deref()),
            Cell::Text(candidates),
            number(entity.mentions.len() as u64),
        ]);
    }
}

fn id(entity: &Entity) -> Option<&str> {
    entity.id.as_ref().map(|id| id.as_str())
}

fn text(text: Option<&str>) -> Cell<'_> {
    Cell::Text(text.map(Cow::Borrowed))
}

fn number(number: u64) -> Cell<'static> {
    Cell::Number(Some(number))
}
