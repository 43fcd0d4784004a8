//! Reads an image in place: no parsing, no allocation.

use super::layout::{self, EXTERNAL, Field, NONE, Section, WEAK};
use super::verify;
use crate::error::DataError;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The bytes of an image, with the sections' ranges.
#[derive(Clone)]
pub(crate) struct Index {
    bytes: Bytes,
    sections: [(u32, u32); layout::SECTIONS],
}

#[derive(Clone)]
enum Bytes {
    Embedded(&'static [u8]),
    Owned(Arc<[u8]>),
}

/// What the single look-up of a word answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordFacts {
    pub(crate) classes: u64,
    /// Trie node of the phrases that start with the word, or [`NONE`].
    pub(crate) node: u32,
    /// Buckets of counts (see [`layout::bucket`]): given name, surname, middle or only name, running text.
    pub(crate) given: u8,
    pub(crate) surname: u8,
    pub(crate) middle: u8,
    pub(crate) count: u8,
}

/// A form that ends at a trie node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) entry: u32,
    pub(crate) weak: bool,
}

/// What a field refers to: an entry of the same image, or one of the embedded image by the offset
/// of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Entry(u32),
    Outside(u32),
}

/// A role of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleRecord<'i> {
    pub(crate) office: &'i str,
    pub(crate) of: &'i str,
    pub(crate) of_entry: Option<u32>,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// Without its megabytes.
impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut index = f.debug_struct("Index");
        index.field("bytes", &self.bytes().len());
        index.field("entries", &self.entry_count()).finish()
    }
}

impl Index {
    /// The image that `build.rs` made; its checksum is tested, not verified at every start.
    pub(crate) fn embedded(bytes: &'static [u8]) -> Index {
        Index {
            sections: sections(bytes),
            bytes: Bytes::Embedded(bytes),
        }
    }

    /// An image that was compiled just now.
    pub(crate) fn compiled(image: Vec<u8>) -> Index {
        Index {
            sections: sections(&image),
            bytes: Bytes::Owned(image.into()),
        }
    }

    /// An image from elsewhere: what is not whole, of this version and sound is refused.
    pub(crate) fn load(file: &str, bytes: &[u8]) -> Result<Index, DataError> {
        let wrong = |what: &str| Err(DataError::new(file, 0, 0, what));
        if bytes.len() < layout::HEADER || bytes[..4] != layout::MAGIC {
            return wrong("expected a compiled neta gazetteer");
        }
        let version = u32_at(bytes, 4);
        if version != layout::VERSION {
            return wrong(&format!(
                "expected format version {}, found {version}; compile the gazetteer again",
                layout::VERSION
            ));
        }
        let mut sum = [0; 8];
        sum.copy_from_slice(&bytes[8..16]);
        if u64::from_le_bytes(sum) != layout::checksum(&bytes[16..]) {
            return wrong("expected an undamaged file: its checksum does not match");
        }
        let index = Index {
            sections: sections(bytes),
            bytes: Bytes::Owned(bytes.into()),
        };
        match verify::fault(&index) {
            Some(what) => wrong(&format!("expected a sound gazetteer: {what}")),
            None => Ok(index),
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Embedded(bytes) => bytes,
            Bytes::Owned(bytes) => bytes,
        }
    }

    /// Whether the sections lie in the file one behind the other.
    pub(crate) fn is_laid_out(&self) -> bool {
        let mut at = layout::HEADER as u32;
        self.sections.iter().all(|&(start, end)| {
            let follows = start == at && start <= end;
            at = end;
            follows
        }) && at as usize == self.bytes().len()
    }

    #[inline]
    pub(crate) fn section(&self, section: Section) -> &[u8] {
        let (start, end) = self.sections[section as usize];
        self.bytes()
            .get(start as usize..end as usize)
            .unwrap_or(&[])
    }

    /// The number of the word with this hash.
    #[inline]
    pub(crate) fn word(&self, hash: u64) -> Option<u32> {
        let slots = self.section(Section::Slots);
        let mask = (slots.len() / layout::SLOT).checked_sub(1)?;
        let mut at = hash as usize & mask;
        // At least a third of the slots is free; the bound only guards against a damaged image.
        for _ in 0..=mask {
            let slot = slots.get(at * layout::SLOT..(at + 1) * layout::SLOT)?;
            let word = u32_at(slot, 8);
            if word == NONE {
                return None;
            }
            if slot[..8] == hash.to_le_bytes() {
                return Some(word);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Whether a word that has no number is an ordinary word.
    #[inline]
    pub(crate) fn is_ordinary(&self, hash: u64) -> bool {
        let (table, _) = self.section(Section::Ordinary).as_chunks::<4>();
        let Some(mask) = table.len().checked_sub(1) else {
            return false;
        };
        let half = layout::upper_half(hash);
        let start = half as usize;
        (0..=mask)
            .map(|step| u32::from_le_bytes(table[(start + step) & mask]))
            .take_while(|&found| found != 0)
            .any(|found| found == half)
    }

    #[inline]
    pub(crate) fn facts(&self, word: u32) -> WordFacts {
        let at = word as usize * layout::WORD;
        match self.section(Section::Words).get(at..at + layout::WORD) {
            Some(record) => WordFacts {
                classes: u64::from(u32_at(record, 0)) | u64::from(u32_at(record, 4)) << 32,
                node: u32_at(record, 8),
                given: record[12],
                surname: record[13],
                middle: record[14],
                count: record[15],
            },
            None => WordFacts {
                node: NONE,
                ..WordFacts::default()
            },
        }
    }

    /// First edge, first form of a node; those of the next node end them.
    #[inline]
    fn node(&self, node: u32) -> [(usize, usize); 2] {
        let nodes = self.section(Section::Nodes);
        let at = node as usize * layout::NODE;
        match nodes.get(at..at + 2 * layout::NODE) {
            Some(two) => [
                (u32_at(two, 0) as usize, u32_at(two, 8) as usize),
                (u32_at(two, 4) as usize, u32_at(two, 12) as usize),
            ],
            None => [(0, 0); 2],
        }
    }

    /// The node that `word` leads to.
    #[inline]
    pub(crate) fn step(&self, node: u32, word: u32) -> Option<u32> {
        let [(start, end), _] = self.node(node);
        let edges = self
            .section(Section::Edges)
            .get(start * layout::EDGE..end * layout::EDGE)?;
        let (edges, _) = edges.as_chunks::<{ layout::EDGE }>();
        let at = edges
            .binary_search_by_key(&word, |edge| u32_at(edge, 0))
            .ok()?;
        Some(u32_at(&edges[at], 4))
    }

    /// Whether phrases go on from a node.
    #[inline]
    pub(crate) fn goes_on(&self, node: u32) -> bool {
        let [(start, end), _] = self.node(node);
        start < end
    }

    /// The forms that end at a node.
    #[inline]
    pub(crate) fn forms(&self, node: u32) -> impl Iterator<Item = Form> + '_ {
        let [_, (start, end)] = self.node(node);
        let forms = self
            .section(Section::Forms)
            .get(start * 4..end * 4)
            .unwrap_or(&[]);
        forms.as_chunks::<4>().0.iter().map(|form| {
            let form = u32::from_le_bytes(*form);
            Form {
                entry: form & !WEAK,
                weak: form & WEAK != 0,
            }
        })
    }

    pub(crate) fn entry_count(&self) -> u32 {
        (self.section(Section::Entries).len() / layout::ENTRY) as u32
    }

    #[inline]
    fn record(&self, entry: u32) -> &[u8] {
        let at = entry as usize * layout::ENTRY;
        self.section(Section::Entries)
            .get(at..at + layout::ENTRY)
            .unwrap_or(&[0; layout::ENTRY])
    }

    #[inline]
    pub(crate) fn kind(&self, entry: u32) -> u8 {
        self.record(entry)[0]
    }

    #[inline]
    pub(crate) fn subtype(&self, entry: u32) -> u8 {
        self.record(entry)[1]
    }

    pub(crate) fn flags(&self, entry: u32) -> u8 {
        self.record(entry)[3]
    }

    /// 0 not known, 1 male, 2 female, 3 any.
    pub(crate) fn gender(&self, entry: u32) -> u8 {
        self.record(entry)[2]
    }

    #[inline]
    pub(crate) fn number(&self, entry: u32, field: Field) -> u32 {
        u32_at(self.record(entry), 4 + 4 * field as usize)
    }

    /// What a field refers to.
    pub(crate) fn reference(&self, entry: u32, field: Field) -> Option<Reference> {
        match self.number(entry, field) {
            NONE => None,
            number if number & EXTERNAL != 0 => Some(Reference::Outside(number & !EXTERNAL)),
            number => Some(Reference::Entry(number)),
        }
    }

    /// The roles' number.
    pub(crate) fn role_count(&self) -> u32 {
        (self.section(Section::Roles).len() / layout::ROLE) as u32
    }

    /// A string field; empty if not known.
    pub(crate) fn string(&self, entry: u32, field: Field) -> &str {
        self.string_at(self.number(entry, field))
    }

    /// A string field that outlives the index: borrowed from the embedded image, else owned.
    pub(crate) fn shared(&self, entry: u32, field: Field) -> Cow<'static, str> {
        match &self.bytes {
            Bytes::Embedded(bytes) => {
                let (start, end) = self.sections[Section::Strings as usize];
                let strings = bytes.get(start as usize..end as usize).unwrap_or(&[]);
                Cow::Borrowed(string_in(strings, self.number(entry, field)))
            }
            Bytes::Owned(_) => Cow::Owned(self.string(entry, field).to_owned()),
        }
    }

    pub(crate) fn string_at(&self, at: u32) -> &str {
        string_in(self.section(Section::Strings), at)
    }

    pub(crate) fn roles(&self, entry: u32) -> impl Iterator<Item = RoleRecord<'_>> {
        let roles = self.section(Section::Roles);
        let end = self.number(entry, Field::RolesEnd).min(self.role_count());
        let range = self.number(entry, Field::RolesStart)..end;
        range.filter_map(move |number| {
            let at = number as usize * layout::ROLE;
            let role = roles.get(at..at + layout::ROLE)?;
            Some(RoleRecord {
                office: self.string_at(u32_at(role, 0)),
                of: self.string_at(u32_at(role, 4)),
                of_entry: Some(u32_at(role, 8)).filter(|&entry| entry != NONE),
                from: u32_at(role, 12),
                to: u32_at(role, 16),
            })
        })
    }

    /// The first entry with this kind and id; of offices, whose ids repeat, there may be more.
    pub(crate) fn by_id(&self, kind: u8, id: &str) -> Option<u32> {
        self.all_by_id(kind, id).next()
    }

    /// The entries with this kind and id, in the order of their rows.
    pub(crate) fn all_by_id<'i>(
        &'i self,
        kind: u8,
        id: &'i str,
    ) -> impl Iterator<Item = u32> + use<'i> {
        let (ids, _) = self.section(Section::Ids).as_chunks::<4>();
        let key = |entry: &[u8; 4]| {
            let entry = u32::from_le_bytes(*entry);
            (self.kind(entry), self.string(entry, Field::Id))
        };
        let at = ids.partition_point(|entry| key(entry) < (kind, id));
        let entries = ids
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .map(|entry| u32::from_le_bytes(*entry));
        entries.take_while(move |&entry| {
            (self.kind(entry), self.string(entry, Field::Id)) == (kind, id)
        })
    }

    /// What else a user's gazetteer says: see [`super::builder`].
    pub(crate) fn settings(&self) -> &[u8] {
        self.section(Section::Settings)
    }

    /// The tagger's weights.
    pub(crate) fn tagger(&self) -> &[u8] {
        self.section(Section::Tagger)
    }
}

fn sections(bytes: &[u8]) -> [(u32, u32); layout::SECTIONS] {
    std::array::from_fn(|section| {
        let at = 16 + 8 * section;
        let start = u32_at(bytes, at);
        (start, start.saturating_add(u32_at(bytes, at + 4)))
    })
}

fn string_in(strings: &[u8], at: u32) -> &str {
    let at = at as usize;
    let text = strings.get(at..at + 2).and_then(|length| {
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        strings.get(at + 2..at + 2 + length)
    });
    std::str::from_utf8(text.unwrap_or(&[])).unwrap_or("")
}

#[inline]
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(four) => u32::from_le_bytes([four[0], four[1], four[2], four[3]]),
        None => 0,
    }
}
