//! What an article's date adds to its offices: who held one that the text leaves without a name, and
//! whether somebody who is named still held it. What the text says stays as it is.

use crate::date::Date;
use crate::entity::{ByDate, Entity, EntityKind, Mention, Office, Status};
use crate::gazetteer::layout::{Field, SOLE, kind};
use crate::gazetteer::tenures::Held;
use crate::gazetteer::{Entry, Gazetteer};

/// The level of `data/offices.tsv` whose offices are of the country where no place is named.
const UNION: u8 = 1;
const INDIA: &str = "india";

/// Fills in [`Office::by_date`]. People whom only the date names are appended to the entities.
pub(crate) fn read(
    gazetteer: &Gazetteer,
    date: Date,
    mentions: &mut [Mention<'_>],
    entities: &mut Vec<Entity>,
) {
    let abroad = entities
        .iter()
        .any(|entity| is_foreign_country(gazetteer, entity));
    for mention in mentions {
        let text = mention.text;
        let Some(office) = &mut mention.office else {
            continue;
        };
        let places = match office.of {
            Some(of) => entities.get(of).map(|entity| places(gazetteer, entity)),
            None => None,
        };
        let by_date = match office.holder.and_then(|holder| entities.get(holder)) {
            Some(holder) => status(gazetteer, date, office, holder, places.as_deref()),
            None => {
                let places = places.or_else(|| {
                    let union = is_union(gazetteer, text, &office.id) && !abroad;
                    union.then(|| gazetteer.entry_of(kind::PLACE, INDIA).into_iter().collect())
                });
                holder(gazetteer, date, office, text, &places.unwrap_or_default()).map(|person| {
                    ByDate {
                        holder: Some(number(gazetteer, person, entities)),
                        status: None,
                    }
                })
            }
        };
        office.by_date = by_date;
    }
}

/// The places that an entity may be: the town, the district and the seats of one name.
fn places(gazetteer: &Gazetteer, entity: &Entity) -> Vec<Entry> {
    let Some(entry) = entity.id.as_ref().and_then(|id| gazetteer.by_id(id)) else {
        return Vec::new();
    };
    if entity.kind != EntityKind::Place {
        return vec![entry];
    }
    let state = gazetteer.within(entry);
    let mut places = vec![entry];
    let name = gazetteer.string(entry, Field::Name);
    let others = gazetteer.forms_of(name).into_iter().map(|(other, _)| other);
    // Of one name and in one state; others of the name are other places.
    places.extend(others.filter(|&other| {
        other != entry
            && gazetteer.kind(other) == kind::PLACE
            && state.is_some()
            && gazetteer.within(other) == state
    }));
    places
}

/// Only of an office in the singular, held by one person at a time, that the text does not call a
/// former one or somebody's aim.
fn holder(
    gazetteer: &Gazetteer,
    date: Date,
    office: &Office,
    text: &str,
    places: &[Entry],
) -> Option<Entry> {
    let current = matches!(office.status, None | Some(Status::Current));
    let sole = titles(gazetteer, text, &office.id).any(|entry| gazetteer.flags(entry) & SOLE != 0);
    let several = text.ends_with("ों") || text.ends_with("गण");
    if !current || !sole || several || places.is_empty() {
        return None;
    }
    gazetteer.holder_on(&office.id, places, date)
}

/// What the date says of a named holder, where the text says something else.
fn status(
    gazetteer: &Gazetteer,
    date: Date,
    office: &Office,
    holder: &Entity,
    places: Option<&[Entry]>,
) -> Option<ByDate> {
    let says = match office.status {
        None | Some(Status::Current | Status::Acting) => Status::Current,
        Some(Status::Former) => Status::Former,
        // Told of another time than the article's own.
        Some(_) => return None,
    };
    let person = gazetteer.by_id(holder.id.as_ref()?)?;
    let status = match gazetteer.held_on(person, &office.id, places, date) {
        Held::Yes => Status::Current,
        Held::Over => Status::Former,
        Held::NotYet | Held::Unknown => return None,
    };
    (status != says).then_some(ByDate {
        holder: None,
        status: Some(status),
    })
}

/// The entries of the office that a title may be.
fn titles<'g>(
    gazetteer: &'g Gazetteer,
    text: &str,
    office: &'g str,
) -> impl Iterator<Item = Entry> + use<'g> {
    // Words of status stand before the listed title or behind it.
    let words: Vec<&str> = text.split_whitespace().collect();
    let listed: Vec<Entry> = (0..words.len())
        .flat_map(|first| (first + 1..=words.len()).rev().map(move |end| (first, end)))
        .flat_map(|(first, end)| gazetteer.forms_of(&words[first..end].join(" ")))
        .map(|(entry, _)| entry)
        .collect();
    listed.into_iter().filter(move |&entry| {
        gazetteer.kind(entry) == kind::OFFICE && gazetteer.string(entry, Field::Id) == office
    })
}

fn is_union(gazetteer: &Gazetteer, text: &str, office: &str) -> bool {
    titles(gazetteer, text, office).any(|entry| gazetteer.subtype(entry) == UNION)
}

fn is_foreign_country(gazetteer: &Gazetteer, entity: &Entity) -> bool {
    let entry = entity
        .id
        .as_ref()
        .and_then(|id| gazetteer.entry(id.as_str()));
    entry.is_some_and(|entry| {
        entry.type_name() == Some("country")
            && entry.id().is_some_and(|id| id.as_str() != "place/india")
    })
}

/// The entity of a person, appended if the article does not name them.
fn number(gazetteer: &Gazetteer, person: Entry, entities: &mut Vec<Entity>) -> usize {
    let id = gazetteer.id(person);
    if let Some(at) = entities
        .iter()
        .position(|entity| id.is_some() && entity.id == id)
    {
        return at;
    }
    let party = gazetteer
        .party(person)
        .map(|party| match gazetteer.shared(party, Field::Abbr) {
            abbr if abbr.is_empty() => gazetteer.shared(party, Field::Name),
            abbr => abbr,
        });
    let wikidata = gazetteer.shared(person, Field::Wikidata);
    entities.push(Entity {
        kind: EntityKind::Person,
        name: gazetteer.string(person, Field::Name).to_owned(),
        id,
        wikidata: Some(wikidata).filter(|item| !item.is_empty()),
        party,
        candidates: Vec::new(),
        roles: Vec::new(),
        mentions: Vec::new(),
    });
    entities.len() - 1
}
