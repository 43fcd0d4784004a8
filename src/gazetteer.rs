//! What is known: the embedded gazetteer, and a user's own over it or instead of it.
//!
//! `build.rs` compiles the rows of `data/` into one image, which is read in place: nothing is
//! parsed or built at start. A user's rows are compiled by the same code at run time.

pub(crate) mod builder;
pub(crate) mod compile;
pub(crate) mod forms;
pub(crate) mod image;
pub(crate) mod index;
pub(crate) mod layout;
pub(crate) mod lookup;
pub(crate) mod phrases;
pub(crate) mod record;
pub(crate) mod tenures;
pub(crate) mod trie;
pub(crate) mod verify;
pub(crate) mod words;

use crate::entity::EntityId;
use index::{Index, Reference};
use layout::Field;
use once_cell::sync::OnceCell;
use phrases::{Form, Node, Run};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.image"));

/// What an extractor knows by heart: the embedded entries and possibly a user's own over them or
/// instead of them. Immutable and cheap to clone.
///
/// [`lookup`](Gazetteer::lookup) and [`entry`](Gazetteer::entry) read it,
/// [`builder`](Gazetteer::builder) puts one together from rows, [`save`](Gazetteer::save) and
/// [`load`](Gazetteer::load) keep the compiled rows.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    base: Index,
    overlay: Option<Index>,
    mask: Arc<Mask>,
    tenures: Arc<OnceCell<tenures::Tenures>>,
}

/// What a user's gazetteer hides of the entries, and how it refers to embedded ones.
#[derive(Clone, Debug, Default)]
struct Mask {
    /// The embedded people, parties and places are hidden.
    without_embedded: bool,
    /// Embedded entries that a user's rows replace, and by which.
    replaced: HashMap<u32, Entry>,
    denied: HashSet<Entry>,
    /// Denied forms, as the hashes of their words.
    forms: HashSet<Vec<u64>>,
    /// Embedded entries by the offset of their name in the user's image; whether as a party.
    outside: HashMap<(u32, bool), u32>,
}

/// An entry of either image.
pub(crate) type Entry = u32;

/// Marks entries of the overlay.
const OVERLAY: u32 = 1 << 30;

/// A run of forms in one of the images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    pub(crate) run: Run,
    /// In the user's image.
    pub(crate) own: bool,
}

/// A word's numbers in both images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordId {
    pub(crate) base: u32,
    pub(crate) overlay: u32,
}

impl Gazetteer {
    /// Whether an entry is left out: replaced, denied, or embedded where only the user's count.
    pub(crate) fn is_hidden(&self, entry: Entry) -> bool {
        let mask = &*self.mask;
        let embedded = entry & OVERLAY == 0;
        mask.denied.contains(&entry)
            || embedded && mask.replaced.contains_key(&entry)
            || embedded && mask.without_embedded && self.base.kind(entry) <= layout::kind::PLACE
    }

    /// Whether anything may be hidden.
    pub(crate) fn hides(&self) -> bool {
        let mask = &*self.mask;
        mask.without_embedded || !mask.denied.is_empty() || !mask.replaced.is_empty()
    }

    /// Denied forms, as the hashes of their words.
    pub(crate) fn denied_forms(&self) -> &HashSet<Vec<u64>> {
        &self.mask.forms
    }

    /// Whether an entry is the user's own.
    pub(crate) fn is_own(entry: Entry) -> bool {
        entry & OVERLAY != 0
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

    /// The forms of a node of one of the images, without hidden ones.
    pub(crate) fn forms<'a>(
        &'a self,
        node: Node<'a>,
        own: bool,
    ) -> impl Iterator<Item = Form> + 'a {
        node.runs().flat_map(move |(form, run)| {
            let entries = self.bearers(Forms { run, own });
            entries.map(move |entry| Form { entry, ..form })
        })
    }

    /// The entries of a run of forms in one of the images, without hidden ones.
    pub(crate) fn bearers(&self, forms: Forms) -> impl Iterator<Item = Entry> + '_ {
        let (index, mark) = match &self.overlay {
            Some(overlay) if forms.own => (overlay, OVERLAY),
            _ => (&self.base, 0),
        };
        let hides = self.hides();
        let forms = phrases::forms_of(index.phrases().forms, forms.run);
        forms
            .map(move |form| form.entry | mark)
            .filter(move |&entry| !hides || !self.is_hidden(entry))
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

    /// A string field's UTF-8, for comparing.
    pub(crate) fn bytes(&self, entry: Entry, field: Field) -> &[u8] {
        let (index, entry) = self.of(entry);
        index.bytes_of(entry, field)
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
        let (index, entry) = self.of(entry);
        let id = index.whole_id(entry);
        (!id.is_empty()).then(|| EntityId::new(id))
    }

    /// The roles of a person's entry.
    pub(crate) fn roles(&self, entry: Entry) -> impl Iterator<Item = index::RoleRecord<'_>> {
        let (index, entry) = self.of(entry);
        index.roles(entry)
    }

    /// Flags, see [`layout::SOLE`].
    pub(crate) fn flags(&self, entry: Entry) -> u8 {
        let (index, entry) = self.of(entry);
        index.flags(entry)
    }

    /// The party of a person's entry.
    pub(crate) fn party(&self, entry: Entry) -> Option<Entry> {
        self.reference(entry, Field::Party)
    }

    /// The state or country of a place's entry.
    pub(crate) fn within(&self, entry: Entry) -> Option<Entry> {
        self.reference(entry, Field::Within)
    }

    /// An entry that another refers to: the user's, where it replaces an embedded one.
    fn reference(&self, entry: Entry, field: Field) -> Option<Entry> {
        let (index, number) = self.of(entry);
        let other = match index.reference(number, field)? {
            Reference::Entry(other) => other | (entry & OVERLAY),
            Reference::Outside(at) => *self
                .mask
                .outside
                .get(&(at, matches!(field, Field::Party)))?,
        };
        let other = self.standing(other);
        (!self.mask.denied.contains(&other)).then_some(other)
    }

    /// The entry that stands for one.
    fn standing(&self, entry: Entry) -> Entry {
        self.mask.replaced.get(&entry).copied().unwrap_or(entry)
    }

    /// All entries that are not hidden, embedded ones first.
    pub(crate) fn all(&self) -> impl Iterator<Item = Entry> + '_ {
        let own = self
            .overlay
            .iter()
            .flat_map(|own| (0..own.entry_count()).map(|e| e | OVERLAY));
        let all = (0..self.base.entry_count()).chain(own);
        all.filter(|&entry| self.kind(entry) <= layout::kind::OFFICE && !self.is_hidden(entry))
    }
}
