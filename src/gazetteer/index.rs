//! Reads an image in place: no parsing, no allocation.

use super::layout::{self, EXTERNAL, Field, NONE, Section};
use super::phrases::Phrases;
use super::verify;
use super::words::Words;
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

/// What a field refers to: an entry of the same image, or one of the embedded image by the offset
/// of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Entry(u32),
    Outside(u32),
}

/// A role of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoleRecord<'i> {
    office: &'i [u8],
    of: &'i [u8],
    pub(crate) of_entry: Option<u32>,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

impl<'i> RoleRecord<'i> {
    /// The office's id.
    pub(crate) fn office(&self) -> &'i str {
        std::str::from_utf8(self.office).unwrap_or("")
    }

    /// What it is of, as the row says it.
    pub(crate) fn of(&self) -> &'i str {
        std::str::from_utf8(self.of).unwrap_or("")
    }

    /// Whether it is an office; `mp` is any house's.
    pub(crate) fn is(&self, office: &[u8]) -> bool {
        self.office == office || office == b"mp" && self.office.starts_with(b"mp-")
    }
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

    /// The words.
    #[inline]
    pub(crate) fn words(&self) -> Words<'_> {
        Words {
            slots: self.section(Section::Slots).as_chunks().0,
            words: self.section(Section::Words).as_chunks().0,
            ordinary: self.section(Section::Ordinary).as_chunks().0,
        }
    }

    /// The phrases.
    #[inline]
    pub(crate) fn phrases(&self) -> Phrases<'_> {
        Phrases {
            nodes: self.section(Section::Nodes).as_chunks().0,
            edges: self.section(Section::Edges).as_chunks().0,
            forms: self.section(Section::Forms).as_chunks().0,
        }
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
        std::str::from_utf8(self.bytes_of(entry, field)).unwrap_or("")
    }

    /// A string field that outlives the index: borrowed from the embedded image, else owned.
    pub(crate) fn shared(&self, entry: u32, field: Field) -> Cow<'static, str> {
        match self.shared_at(self.number(entry, field)) {
            Cow::Borrowed(whole) => {
                Cow::Borrowed(whole.get(self.prefix(entry, field)..).unwrap_or(""))
            }
            Cow::Owned(_) => Cow::Owned(self.string(entry, field).to_owned()),
        }
    }

    /// The kind and the id of an entry, `person/iqra-choudhary`; empty if it has none.
    pub(crate) fn whole_id(&self, entry: u32) -> Cow<'static, str> {
        self.shared_at(self.number(entry, Field::Id))
    }

    fn shared_at(&self, at: u32) -> Cow<'static, str> {
        match &self.bytes {
            Bytes::Embedded(bytes) => {
                let (start, end) = self.sections[Section::Strings as usize];
                let strings = bytes.get(start as usize..end as usize).unwrap_or(&[]);
                Cow::Borrowed(string_in(strings, at))
            }
            Bytes::Owned(_) => Cow::Owned(self.string_at(at).to_owned()),
        }
    }

    /// A string field's UTF-8, for comparing.
    pub(crate) fn bytes_of(&self, entry: u32, field: Field) -> &[u8] {
        let whole = bytes_in(self.section(Section::Strings), self.number(entry, field));
        whole.get(self.prefix(entry, field)..).unwrap_or(&[])
    }

    /// What of a string field stands before its value: the kind and a slash before an id.
    #[inline]
    fn prefix(&self, entry: u32, field: Field) -> usize {
        match field {
            Field::Id => {
                let kind = layout::kind::NAMES.get(usize::from(self.kind(entry)));
                kind.map_or(0, |kind| kind.len() + 1)
            }
            _ => 0,
        }
    }

    pub(crate) fn string_at(&self, at: u32) -> &str {
        string_in(self.section(Section::Strings), at)
    }

    pub(crate) fn roles(&self, entry: u32) -> impl Iterator<Item = RoleRecord<'_>> {
        let roles = self.section(Section::Roles);
        let strings = self.section(Section::Strings);
        let end = self.number(entry, Field::RolesEnd).min(self.role_count());
        let range = self.number(entry, Field::RolesStart)..end;
        range.filter_map(move |number| {
            let at = number as usize * layout::ROLE;
            let role = roles.get(at..at + layout::ROLE)?;
            Some(RoleRecord {
                office: bytes_in(strings, u32_at(role, 0)),
                of: bytes_in(strings, u32_at(role, 4)),
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
    std::str::from_utf8(bytes_in(strings, at)).unwrap_or("")
}

fn bytes_in(strings: &[u8], at: u32) -> &[u8] {
    let at = at as usize;
    let text = strings.get(at..at + 2).and_then(|length| {
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        strings.get(at + 2..at + 2 + length)
    });
    text.unwrap_or(&[])
}

#[inline]
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(four) => u32::from_le_bytes([four[0], four[1], four[2], four[3]]),
        None => 0,
    }
}
