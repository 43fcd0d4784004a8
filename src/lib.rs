//! neta
#![forbid(unsafe_code)]

mod candidates;
mod entity;
mod error;
mod export;
mod extractor;
pub mod fold;
mod gazetteer;
mod script;
pub mod segment;
mod span;
mod status;
mod tokens;

pub use entity::{Entity, EntityId, EntityKind, Mention, Office, PlaceType, Role, Status, Why};
pub use error::DataError;
pub use extractor::{Extraction, Extractor, ExtractorBuilder};
pub use gazetteer::GazetteerSource;
pub use span::{Offsets, Span};
