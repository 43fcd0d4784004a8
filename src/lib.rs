//! neta
#![forbid(unsafe_code)]

mod candidates;
mod context;
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
mod resolve;
mod rules;
mod script;
pub mod segment;
mod span;
mod status;
mod tagger;
mod tokens;
pub mod training;

pub use entity::{Entity, EntityId, EntityKind, Mention, Office, PlaceType, Role, Status, Why};
pub use error::DataError;
pub use extractor::{Extraction, Extractor, ExtractorBuilder};
pub use gazetteer::GazetteerSource;
pub use span::{Offsets, Span};
