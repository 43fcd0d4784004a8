//! What is known: the embedded gazetteer, and a user's own over it or instead of it.
//!
//! `build.rs` compiles the rows of `data/` into one image, which is read in place: nothing is
//! parsed or built at start. A user's rows are compiled by the same code at run time.

pub(crate) mod compile;
pub(crate) mod forms;
pub(crate) mod index;
pub(crate) mod layout;
pub(crate) mod record;

use crate::entity::{EntityId, EntityKind};
use crate::error::DataError;
use index::{Form, Index};
use layout::Field;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.image"));

/// Rows of a user's gazetteer, for [`ExtractorBuilder::gazetteer`](crate::ExtractorBuilder::gazetteer).
///
/// Tab-separated, with a header. Columns, in any order; only `kind` and `name` are required:
/// `kind` (person, party, place, office), `id`, `name`, `name_en`, `abbr`, `aliases` and `weak`
/// (forms, `|` between), `type`, `within`, `gender`, `party`, `roles`, `since`, `until`, `level`,
/// `wikidata`, `source`. A form in `weak` needs support in the article. `data/README.md` describes
/// each.
///
/// ```
/// use neta::{Extractor, GazetteerSource};
///
/// let rows = "kind\tname\tid\nparty\tग्राम विकास मोर्चा\tgvm\n";
/// let extractor = Extractor::builder().gazetteer(GazetteerSource::tsv("mine.tsv", rows)).build()?;
/// let found = extractor.extract("ग्राम विकास मोर्चा की बैठक हुई।");
/// assert_eq!(found.entities()[0].id.as_ref().unwrap().as_str(), "party/gvm");
/// # Ok::<(), neta::DataError>(())
/// ```
#[derive(Clone, Debug)]
pub struct GazetteerSource {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl GazetteerSource {
    /// Rows with a name for error messages. The bytes should be UTF-8; if they are not, the error
    /// comes when the extractor is built and names the line.
    pub fn tsv(name: impl Into<String>, rows: impl Into<Vec<u8>>) -> GazetteerSource {
        GazetteerSource {
            name: name.into(),
            bytes: rows.into(),
        }
    }
}

/// The embedded image and possibly a user's over it. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Gazetteer {
    base: Index,
    overlay: Option<Index>,
    /// Entries that a user's rows replace or deny.
    masked: Arc<HashSet<u32>>,
}

/// An entry of either image.
pub(crate) type Entry = u32;

/// Marks entries of the overlay.
const OVERLAY: u32 = 1 << 30;

/// A word's numbers in both images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordId {
    pub(crate) base: u32,
    pub(crate) overlay: u32,
}

impl Gazetteer {
    /// What `build.rs` compiled.
    pub(crate) fn embedded() -> Gazetteer {
        Gazetteer {
            base: Index::embedded(EMBEDDED),
            overlay: None,
            masked: Arc::default(),
        }
    }

    /// A user's rows over the embedded ones; rows with the same kind and id replace them.
    pub(crate) fn with_overlay(
        mut self,
        sources: &[GazetteerSource],
    ) -> Result<Gazetteer, DataError> {
        let sources: Vec<compile::Source<'_>> = sources
            .iter()
            .map(|source| compile::Source {
                file: &source.name,
                bytes: &source.bytes,
            })
            .collect();
        let image = compile::compile(&sources, &[])?;
        let overlay = Index::load("overlay", &image)?;
        let mut masked = HashSet::clone(&self.masked);
        for entry in 0..overlay.entry_count() {
            let (kind, id) = (overlay.kind(entry), overlay.string(entry, Field::Id));
            if kind != layout::kind::OFFICE
                && let Some(replaced) = self.base.by_id(kind, id).filter(|_| !id.is_empty())
            {
                masked.insert(replaced);
            }
        }
        self.masked = Arc::new(masked);
        self.overlay = Some(overlay);
        Ok(self)
    }

    pub(crate) fn base(&self) -> &Index {
        &self.base
    }

    pub(crate) fn overlay(&self) -> Option<&Index> {
        self.overlay.as_ref()
    }

    fn of(&self, entry: Entry) -> (&Index, u32) {
        match &self.overlay {
            Some(overlay) if entry & OVERLAY != 0 => (overlay, entry & !OVERLAY),
            _ => (&self.base, entry),
        }
    }

    /// The forms of a node of the base image, without masked ones.
    pub(crate) fn base_forms(&self, node: u32) -> impl Iterator<Item = Form> + '_ {
        self.base
            .forms(node)
            .filter(|form| self.masked.is_empty() || !self.masked.contains(&form.entry))
    }

    /// The forms of a node of the overlay, if there is one.
    pub(crate) fn overlay_forms(&self, node: u32) -> impl Iterator<Item = Form> + '_ {
        let forms = self
            .overlay
            .iter()
            .flat_map(move |overlay| overlay.forms(node));
        forms.map(|form| Form {
            entry: form.entry | OVERLAY,
            ..form
        })
    }

    pub(crate) fn kind(&self, entry: Entry) -> u8 {
        let (index, entry) = self.of(entry);
        index.kind(entry)
    }

    pub(crate) fn subtype(&self, entry: Entry) -> u8 {
        let (index, entry) = self.of(entry);
        index.subtype(entry)
    }

    pub(crate) fn string(&self, entry: Entry, field: Field) -> &str {
        let (index, entry) = self.of(entry);
        index.string(entry, field)
    }

    pub(crate) fn shared(&self, entry: Entry, field: Field) -> Cow<'static, str> {
        let (index, entry) = self.of(entry);
        index.shared(entry, field)
    }

    pub(crate) fn number(&self, entry: Entry, field: Field) -> u32 {
        let (index, entry) = self.of(entry);
        index.number(entry, field)
    }

    /// The entry's public id; `None` for rows without one.
    pub(crate) fn id(&self, entry: Entry) -> Option<EntityId> {
        let kind = EntityKind::from_number(self.kind(entry))?;
        match self.string(entry, Field::Id) {
            "" => None,
            id => Some(EntityId::new(kind, id)),
        }
    }

    /// The roles of a person's entry.
    pub(crate) fn roles(&self, entry: Entry) -> impl Iterator<Item = index::RoleRecord<'_>> {
        let (index, entry) = self.of(entry);
        index.roles(entry)
    }

    /// The party of a person's entry.
    pub(crate) fn party(&self, entry: Entry) -> Option<Entry> {
        let (index, number) = self.of(entry);
        let party = index.reference(number, Field::Party)?;
        Some(party | (entry & OVERLAY))
    }
}
