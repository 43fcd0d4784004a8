//! Measures an extractor against gold data.
//!
//! [`read_markup`], [`read_hard`] and [`read_conll`] read gold data; a [`Scorer`] compares each
//! [`GoldDocument`] with the mentions found in its text; [`Scores`] holds every figure and turns
//! into JSON. All counts are summed over documents before a figure is made of them, so that a long
//! article weighs more than a short one.
//!
//! ```
//! use neta::eval::{Matching, Scorer, read_markup};
//! use neta::{EntityKind, Extractor};
//!
//! let gold = read_markup("one.ann", "⟦person=इकरा हसन|इकरा⟧ ने ⟦place|कैराना⟧ में कहा।")?;
//! assert_eq!(gold.text, "इकरा ने कैराना में कहा।");
//!
//! let extractor = Extractor::new();
//! let mut scorer = Scorer::new(Matching::Exact);
//! scorer.add(&gold, extractor.extract(&gold.text).mentions());
//! let scores = scorer.finish(20);
//! assert_eq!(scores.kinds[&EntityKind::Person].gold, 1);
//! # Ok::<(), neta::DataError>(())
//! ```
//!
//! # Gold markup
//!
//! Plain text with the mentions marked in place; with the marks removed it is the article, byte for
//! byte. Marks never nest, never overlap and never cross a line break.
//!
//! ```text
//! ⟦person=इकरा हसन|इकरा⟧ ने ⟦office=mp;status=former;holder=मुनव्वर हसन|पूर्व सांसद⟧ …
//! ```
//!
//! | mark | value after `=` | further keys |
//! | --- | --- | --- |
//! | `person=` | the fullest form of the name in the article, shared by all mentions of one person | |
//! | `party=` | the party's usual English abbreviation or name | |
//! | `place` | nothing, `constituency` or `ward` | |
//! | `office=` | the office's id | `status=`, `holder=` (a `person` value), `of=` (a party's value or a place as written) |

mod align;
mod clusters;
mod conll;
mod figures;
mod markup;
mod offices;
mod score;
mod slips;
mod titles;

pub use align::Matching;
pub use conll::{TagMap, read_conll};
pub use figures::{BCubed, Counts, Share};
pub use markup::{read_hard, read_markup};
pub use score::{Bucket, Scorer, Scores};
pub use slips::{Aspect, Confusion, Slip};

use crate::entity::{EntityKind, PlaceType};
use crate::span::Span;
use crate::status::Status;

/// A text with all its mentions marked by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldDocument {
    /// The file's name; with the line where a file holds many documents (`hard.ann:2`).
    pub name: String,
    /// The heading above a hard sentence: what it tries to trip. `None` for articles.
    pub trap: Option<String>,
    /// The text without marks.
    pub text: String,
    /// Ascending by span, never overlapping.
    pub mentions: Vec<GoldMention>,
    /// The kinds that are marked. Mentions found of other kinds are neither right nor wrong.
    pub kinds: Vec<EntityKind>,
    /// Whether wards and constituencies are marked as such.
    pub marks_place_types: bool,
}

impl GoldDocument {
    /// The text of one of its mentions; empty for a span that is not of this text.
    pub fn text_of(&self, mention: &GoldMention) -> &str {
        self.text.get(mention.span.range()).unwrap_or_default()
    }
}

/// A mention marked by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldMention {
    /// Where it stands in [`GoldDocument::text`], in UTF-8 bytes.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// A person's fullest name, a party's abbreviation; `None` for places and offices, and where
    /// the data does not say.
    pub value: Option<String>,
    /// What the text makes of a place.
    pub place: Option<PlaceType>,
    /// The office; `None` for other kinds, and where the data does not say.
    pub office: Option<GoldOffice>,
}

/// What gold data says of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldOffice {
    /// Which office: `mp`, `ward-councillor`, ….
    pub id: String,
    /// `None` means current or not said.
    pub status: Option<Status>,
    /// The [`GoldMention::value`] of the person who holds it.
    pub holder: Option<String>,
    /// Whose office it is: the value of a party, or the text of a place.
    pub of: Option<String>,
}

/// The kind with this name, as markup and tag maps write it.
fn kind_named(name: &str) -> Option<EntityKind> {
    EntityKind::ALL.into_iter().find(|kind| kind.name() == name)
}
