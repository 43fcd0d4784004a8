//! Reads Hindi political news and returns typed spans: people, parties, places and offices, with
//! who holds which office, of what, and whether still.
//!
//! ```
//! use neta::{EntityKind, Extractor, Status};
//!
//! let text = "कैराना के पूर्व सांसद मुनव्वर हसन को याद किया गया। सपा नेता शौकत अंसारी ने भी बात रखी।";
//! let found = Extractor::new().extract(text);
//!
//! let mentions: Vec<_> = found.mentions().iter().map(|m| (m.kind, m.text)).collect();
//! assert_eq!(mentions, [
//!     (EntityKind::Place, "कैराना"),
//!     (EntityKind::Office, "पूर्व सांसद"),
//!     (EntityKind::Person, "मुनव्वर हसन"),
//!     (EntityKind::Party, "सपा"),
//!     (EntityKind::Person, "शौकत अंसारी"), // in no list
//! ]);
//!
//! let office = found.mentions()[1].office.as_ref().unwrap();
//! assert_eq!(office.id, "mp");
//! assert_eq!(office.status, Some(Status::Former));
//! assert_eq!(found.entities()[office.holder.unwrap()].name, "मुनव्वर हसन");
//! assert_eq!(found.entities()[office.of.unwrap()].name, "कैराना");
//! ```
//!
//! # What most programs need
//!
//! [`Extractor::new`] and [`Extractor::extract`]. The [`Extraction`] borrows the text and holds
//! - [`Mention`]s: a kind, a [`Span`], a score, the reason ([`Why`]), and for an office its id,
//!   status, holder and jurisdiction ([`Office`]);
//! - [`Entity`]s: a person, party or place with all its mentions, the gazetteer's id if it is listed,
//!   a person's party and [`Role`]s.
//!
//! Everything that points to something else does so by index: [`Mention::entity`],
//! [`Office::holder`] and [`Office::of`] into [`Extraction::entities`], [`Entity::mentions`] into
//! [`Extraction::mentions`]. `None` means: not known.
//!
//! [`Extractor::builder`] takes gazetteers of one's own ([`GazetteerSource`]) and a lowest score.
//! With the feature `rayon`, `Extractor::extract_batch` reads many articles on all cores.
//!
//! # The way a text takes
//!
//! Each floor knows only those above it in this list; a test holds the imports to that.
//!
//! 1. **Segment** ([`segment`]): words and sentences, losslessly; the joined pieces are the text.
//! 2. **Fold** ([`fold`]): each word to a key in which हिन्दी and हिंदी, काँग्रेस and कॉंग्रेस are one.
//!    The text itself is never touched, so no offset is ever mapped back.
//! 3. **Gazetteer image**: `build.rs` compiles `data/*.tsv` into one binary image that is read in
//!    place. One look-up per word gives the word's id, and in the same step its classes: given name,
//!    case marker, status word, head of a party …
//! 4. **Candidates**: every phrase of the gazetteer that the words spell, overlapping ones too,
//!    because the right reading is not always the longest. Weak forms (आप, गया, राहुल) are
//!    candidates that need support.
//! 5. **Context rules**: a sentence becomes one class byte per word; the patterns of
//!    `data/rules.tsv` run over that string and yield whole office titles with their status, and
//!    numbered wards. Names of schemes and buildings swallow the office words in them.
//! 6. **Tagger**: a small trained linear-chain model over word ids, classes and candidates, for the
//!    names that no list holds. [`training`] makes it from marked articles.
//! 7. **Resolve**: which of the overlapping candidates and tagged spans stand.
//! 8. **Link**: over the whole article. Short forms join the full name, titles get holder,
//!    jurisdiction and party by further rules of `data/rules.tsv`, people get their parties. Where
//!    two fit, nothing is guessed: [`Entity::candidates`] has both.
//! 9. **Export** ([`export`]): JSON, text, HTML, CoNLL and brat, as views of the result.
//!
//! # What is promised
//!
//! - Spans ascend, never overlap, lie on grapheme boundaries, and `text[mention.span]` is
//!   `mention.text`. They count UTF-8 bytes; [`Offsets`] translates them into characters and UTF-16
//!   units.
//! - Any `&str` is accepted and nothing panics. There is no `unsafe` code.
//! - Time is linear in the text; the rules' patterns cannot backtrack.
//! - The same text gives the same answer, on every machine and in every thread. A sentence before an
//!   article shifts its spans and changes nothing else.
//! - Nothing reads a file, the network, the clock or the environment.
//!
//! # When an error can happen
//!
//! Extracting never fails. [`ExtractorBuilder::build`] fails if a row of a user's gazetteer is
//! wrong, and [`eval`] if gold data is: [`DataError`] names file, line, column and what was expected.
//!
//! # Where to go next
//!
//! - `README.md`: the example programs, accuracy, limits.
//! - `data/README.md`: what the gazetteer holds, how to mend a row or add one.
//! - [`eval`]: gold markup, and how the extractor is measured; `tests/gold/REPORT.md`: how good it is.
//! - `schema/neta-1.schema.json`: every key of the JSON that [`export::Json`] writes.
#![forbid(unsafe_code)]

mod article;
mod by_date;
mod candidates;
mod context;
mod cues;
mod date;
mod entity;
mod error;
pub mod eval;
pub mod export;
mod extractor;
pub mod fold;
mod gazetteer;
mod labels;
mod link;
mod memory;
mod numbers;
mod offices;
mod own;
mod pipeline;
pub mod relevance;
mod resolve;
mod rules;
mod script;
pub mod segment;
mod span;
mod status;
mod tables;
mod tagger;
mod tokens;
pub mod training;

pub use date::{DATA_DATE, Date, DateError};
pub use entity::{
    ByDate, Entity, EntityId, EntityKind, Mention, Office, PlaceType, Relation, RelationKind, Role,
    Status, Why,
};
pub use error::DataError;
pub use extractor::{DictionarySpan, Extraction, Extractor, ExtractorBuilder, SharedExtractor};
pub use gazetteer::Gazetteer;
pub use gazetteer::builder::{GazetteerBuilder, GazetteerSource};
pub use gazetteer::lookup::{GazetteerEntry, GazetteerForm, GazetteerRole, WeakReason};
pub use span::{Offsets, Span};

/// The examples of the README are tested as those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
