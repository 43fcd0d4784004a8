//! Extractions made by hand, so that the tests here depend on nothing that is found.

use crate::entity::{Entity, EntityId, EntityKind, Mention, Office, PlaceType, Role, Status, Why};
use crate::extractor::Extraction;
use crate::span::Span;

/// A mention of `part`'s first occurrence from byte `from` on.
fn mention<'t>(
    text: &'t str,
    from: usize,
    part: &str,
    kind: EntityKind,
    score: f32,
    why: Why,
) -> Mention<'t> {
    let start = from + text[from..].find(part).unwrap_or_default();
    let span = Span {
        start,
        end: start + part.len(),
    };
    Mention {
        kind,
        text: &text[span],
        span,
        entity: None,
        score,
        why,
        office: None,
        place: None,
    }
}

fn entity(kind: EntityKind, name: &str, id: &str, mentions: &[usize]) -> Entity {
    Entity {
        kind,
        name: name.to_owned(),
        id: Some(entity_id(kind, id)).filter(|_| !id.is_empty()),
        wikidata: None,
        party: None,
        candidates: Vec::new(),
        roles: Vec::new(),
        mentions: mentions.to_vec(),
    }
}

fn office(
    id: &'static str,
    status: Option<Status>,
    holder: Option<usize>,
    of: Option<usize>,
) -> Office {
    Office {
        id: id.into(),
        status,
        holder,
        of,
        by_date: None,
    }
}

fn entry(kind: EntityKind, id: &str) -> Why {
    Why::Entry(entity_id(kind, id))
}

fn entity_id(kind: EntityKind, id: &str) -> EntityId {
    EntityId::new(format!("{kind}/{id}").into())
}

/// The example that the JSON contract was agreed on with.
pub(super) fn contract() -> Extraction<'static> {
    use EntityKind::{Office, Person, Place};
    let text = "कैराना पूर्व सांसद तबस्सुम हसन";
    let mut mentions = vec![
        mention(text, 0, "कैराना", Place, 0.98, entry(Place, "kairana")),
        mention(
            text,
            0,
            "पूर्व सांसद",
            Office,
            0.99,
            Why::Rule("office-before-name"),
        ),
        mention(
            text,
            0,
            "तबस्सुम हसन",
            Person,
            0.97,
            entry(Person, "tabassum-hasan"),
        ),
    ];
    mentions[0].entity = Some(0);
    mentions[1].office = Some(office("mp", Some(Status::Former), Some(1), Some(0)));
    mentions[2].entity = Some(1);
    let mut entities = vec![
        entity(Place, "कैराना", "kairana", &[0]),
        entity(Person, "तबस्सुम हसन", "tabassum-hasan", &[2]),
    ];
    entities[1].wikidata = Some("Q999999999".into());
    entities[1].party = Some("BSP".into());
    entities[1].roles = vec![Role {
        office: "mp".into(),
        status: Some(Status::Former),
        of: Some(0),
    }];
    Extraction::from_parts(text, mentions, entities)
}

/// Every key of the contract at least once, after an emoji; a name with quotes, an office without
/// a holder, a place without a mention of its own kind's rules.
pub(super) fn every_key() -> Extraction<'static> {
    use EntityKind::{Office, Party, Person, Place};
    let text = "😀 वार्ड-48 के सभासद शौकत \"राणा\", सपा\nकैराना सांसद शौकत";
    let mut mentions = vec![
        mention(text, 0, "वार्ड-48", Place, 0.9, Why::Rule("ward")),
        mention(
            text,
            0,
            "सभासद",
            Office,
            1.0,
            Why::Rule("office-before-name"),
        ),
        mention(text, 0, "शौकत \"राणा\"", Person, 0.666, Why::Tagger),
        mention(text, 0, "सपा", Party, 0.95, entry(Party, "samajwadi-party")),
        mention(text, 0, "कैराना", Place, 0.98, entry(Place, "kairana")),
        mention(text, 0, "सांसद", Office, 0.8, Why::Rule("office-alone")),
        mention(text, 121, "शौकत", Person, 0.6, Why::Mention(2)),
    ];
    for (index, entity) in [(0, 0), (2, 1), (3, 2), (4, 3), (6, 1)] {
        mentions[index].entity = Some(entity);
    }
    mentions[0].place = Some(PlaceType::Ward);
    mentions[4].place = Some(PlaceType::Constituency);
    mentions[1].office = Some(office("ward-councillor", None, Some(1), Some(0)));
    mentions[5].office = Some(office("mp", None, None, Some(3)));
    let mut entities = vec![
        entity(Place, "वार्ड-48", "", &[0]),
        entity(Person, "शौकत \"राणा\"", "", &[2, 6]),
        entity(Party, "सपा", "samajwadi-party", &[3]),
        entity(Place, "कैराना", "kairana", &[4]),
    ];
    entities[1].party = Some("SP".into());
    entities[1].candidates = ["shaukat-rana", "shaukat-rana-2"]
        .map(|id| entity_id(Person, id))
        .to_vec();
    entities[1].roles = vec![Role {
        office: "ward-councillor".into(),
        status: None,
        of: Some(0),
    }];
    entities[2].wikidata = Some("Q1546941".into());
    Extraction::from_parts(text, mentions, entities)
}
