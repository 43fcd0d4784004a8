//! What is found: kinds, ids, offices, mentions and entities.

use crate::span::Span;
pub use crate::status::Status;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// The kinds of mentions. A closed set: the guideline knows these four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum EntityKind {
    /// A person, by any form of the name.
    Person,
    /// A political party, alliance or party wing.
    Party,
    /// A named place, a constituency, a numbered ward.
    Place,
    /// An office, as the whole title.
    Office,
}

impl EntityKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [EntityKind; 4] = [
        EntityKind::Person,
        EntityKind::Party,
        EntityKind::Place,
        EntityKind::Office,
    ];

    /// The kind's name in JSON, in gold markup and in a gazetteer's `kind` column.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Party => "party",
            EntityKind::Place => "place",
            EntityKind::Office => "office",
        }
    }

    pub(crate) fn from_number(number: u8) -> Option<EntityKind> {
        EntityKind::ALL.get(usize::from(number)).copied()
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The id of a gazetteer entry: kind and name, such as `person/iqra-choudhary`. An open set: a
/// user's gazetteer brings its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct EntityId(Cow<'static, str>);

impl EntityId {
    pub(crate) fn new(whole: Cow<'static, str>) -> EntityId {
        EntityId(whole)
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An office named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Which office: `mp`, `ward-councillor`, …: the list of `data/README.md`, or a user's own.
    pub id: Cow<'static, str>,
    /// What the text says of its status; `None` if it says nothing.
    pub status: Option<Status>,
    /// Who holds it: an index into [`Extraction::entities`](crate::Extraction::entities).
    pub holder: Option<usize>,
    /// The place or party whose office it is: an index into
    /// [`Extraction::entities`](crate::Extraction::entities).
    pub of: Option<usize>,
    /// What the gazetteer's dates add, where
    /// [`Extractor::extract_dated`](crate::Extractor::extract_dated) was given the article's.
    pub by_date: Option<ByDate>,
}

/// What an article's date says of an office beyond its text, or against it. At least one is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByDate {
    /// Who held the office on that day, where the text names nobody: an index into
    /// [`Extraction::entities`](crate::Extraction::entities).
    pub holder: Option<usize>,
    /// Whether the holder whom the text names held it on that day
    /// ([`Current`](Status::Current)) or no longer ([`Former`](Status::Former)), where the text
    /// says otherwise.
    pub status: Option<Status>,
}

/// What the text makes of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceType {
    /// A seat: `कैराना सांसद`, `गया से विधायक`.
    Constituency,
    /// A numbered ward: `वार्ड-48`.
    Ward,
}

/// Why a mention is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A gazetteer's entry.
    Entry(EntityId),
    /// A rule of `data/rules.tsv`, by name.
    Rule(&'static str),
    /// The learned tagger.
    Tagger,
    /// Another mention in the article, with the full name: an index into
    /// [`Extraction::mentions`](crate::Extraction::mentions).
    Mention(usize),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Entry(id) => write!(f, "entry:{id}"),
            Why::Rule(name) => write!(f, "rule:{name}"),
            Why::Tagger => f.write_str("tagger"),
            Why::Mention(index) => write!(f, "mention:{index}"),
        }
    }
}

/// A typed span of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'t> {
    /// What it names.
    pub kind: EntityKind,
    /// The span's text.
    pub text: &'t str,
    /// Where it stands, in UTF-8 bytes.
    pub span: Span,
    /// The person, party or place: an index into
    /// [`Extraction::entities`](crate::Extraction::entities). `None` for offices.
    pub entity: Option<usize>,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// Why it is a mention.
    pub why: Why,
    /// The office; `None` for other kinds.
    pub office: Option<Office>,
    /// What the text makes of a place; `None` for other kinds and for places named for themselves.
    pub place: Option<PlaceType>,
}

/// A person, party or place of the article, with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is; never [`EntityKind::Office`].
    pub kind: EntityKind,
    /// The fullest form of its name in the article.
    pub name: String,
    /// The gazetteer's id; `None` for those no gazetteer lists.
    pub id: Option<EntityId>,
    /// The gazetteer's Wikidata item, such as `Q10230`.
    pub wikidata: Option<Cow<'static, str>>,
    /// A person's party: what the text says, else the gazetteer's, as an abbreviation (`BSP`).
    pub party: Option<Cow<'static, str>>,
    /// Entries that fit as well, where the article does not decide.
    pub candidates: Vec<EntityId>,
    /// The offices that the article gives to a person, without repetition.
    pub roles: Vec<Role>,
    /// Indices into [`Extraction::mentions`](crate::Extraction::mentions), ascending. None of a
    /// person whom only the article's date names: see [`Office::by_date`].
    pub mentions: Vec<usize>,
}

/// An office that the article gives to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// As in [`Office::id`].
    pub office: Cow<'static, str>,
    /// As in [`Office::status`].
    pub status: Option<Status>,
    /// As in [`Office::of`].
    pub of: Option<usize>,
}

/// What an article says of two of its entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// The subject is a relative of the object: `X की पत्नी Y` makes Y the subject.
    Kin,
    /// The subject, a person, joined the object, a party: an event of the text, not a fact for ever.
    Joined,
    /// The subject, a person, left the object, a party.
    Left,
}

/// A relation with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation<'t> {
    /// What is said.
    pub kind: RelationKind,
    /// Of whom: an index into [`Extraction::entities`](crate::Extraction::entities).
    pub subject: usize,
    /// And of whom or what: an index into [`Extraction::entities`](crate::Extraction::entities).
    pub object: usize,
    /// The word that says it: `पत्नी`, `शामिल`.
    pub word: &'t str,
    /// The part of the text that says it, from the first of the two mentions to the last word.
    pub span: Span,
}
