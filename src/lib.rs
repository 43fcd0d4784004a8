//! neta
#![forbid(unsafe_code)]

mod by_date;
mod candidates;
mod context;
mod date;
mod entity;
mod error;
pub mod eval;
pub mod export;
mod extractor;
pub mod fold;
mod gazetteer;
mod link;
mod memory;
mod offices;
mod own;
mod resolve;
mod rules;
mod script;
pub mod segment;
mod span;
mod status;
mod tagger;
mod tokens;
pub mod training;

pub use date::{DATA_DATE, Date, DateError};
pub use entity::{
    ByDate, Entity, EntityId, EntityKind, Mention, Office, PlaceType, Relation, RelationKind, Role,
    Status, Why,
};
pub use error::DataError;
pub use extractor::{Extraction, Extractor, ExtractorBuilder, SharedExtractor};
pub use gazetteer::Gazetteer;
pub use gazetteer::builder::{GazetteerBuilder, GazetteerSource};
pub use gazetteer::lookup::{GazetteerEntry, GazetteerForm, GazetteerRole, WeakReason};
pub use span::{Offsets, Span};
