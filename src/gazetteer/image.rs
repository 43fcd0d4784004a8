//! Writes what was compiled as an image (see [`super::layout`]).

use super::compile::{Beneath, Entry, Role};
use super::layout::{self, EXTERNAL, Field, NONE, Section, kind};
use super::trie::Trie;
use crate::numbers::Numbers;
use std::borrow::Cow;
use std::collections::HashMap;

/// What goes into an image.
pub(crate) struct Parts<'s> {
    pub(crate) entries: Vec<Entry<'s>>,
    pub(crate) by_id: HashMap<(u8, &'s str), u32, Numbers>,
    pub(crate) trie: Trie,
    pub(crate) tagger: &'s [u8],
    pub(crate) settings: Vec<u8>,
}

/// The image's bytes. References to what is neither here nor beneath are checked before.
pub(crate) fn write(parts: Parts<'_>, beneath: &dyn Beneath) -> Vec<u8> {
    let Parts {
        entries,
        by_id,
        trie,
        tagger,
        settings,
    } = parts;
    let names = Names::new(&entries);
    let mut sections: [Vec<u8>; layout::SECTIONS] = Default::default();
    let mut strings = Strings::default();
    let mut role_count = 0u32;
    for entry in &entries {
        let within = reference(
            by_id.get(&(kind::PLACE, entry.within)).copied(),
            entry.within,
            &mut strings,
        );
        let party = names
            .party(entry.party)
            .or_else(|| by_id.get(&(kind::PARTY, entry.party)).copied());
        let named = beneath.party(entry.party);
        let party = reference(party, if named { entry.party } else { "" }, &mut strings);
        let out = &mut sections[Section::Entries as usize];
        out.extend([entry.kind, entry.subtype, entry.gender, entry.flags]);
        let mut put = |number: u32| out.extend(number.to_le_bytes());
        let [id, others @ ..] = entry.strings;
        put(match kind::NAMES.get(usize::from(entry.kind)) {
            Some(kind) if !id.is_empty() => strings.add([*kind, "/", id].concat()),
            _ => strings.add(id),
        });
        for string in others {
            put(strings.add(string));
        }
        put(within);
        put(party);
        put(role_count);
        role_count += entry.roles.len() as u32;
        put(role_count);
        put(strings.add(entry.aliases));
        put(strings.add(entry.weak));
        put(entry.since);
        put(entry.until);
        for role in &entry.roles {
            let of = names.role_object(role).unwrap_or(NONE);
            let numbers = [
                strings.add(role.office),
                strings.add(role.of),
                of,
                role.from,
                role.to,
            ];
            sections[Section::Roles as usize]
                .extend(numbers.into_iter().flat_map(u32::to_le_bytes));
        }
    }
    let mut ids: Vec<u32> = (0..entries.len() as u32)
        .filter(|&n| {
            let entry = &entries[n as usize];
            entry.kind <= kind::OFFICE && !entry.strings[Field::Id as usize].is_empty()
        })
        .collect();
    ids.sort_by_key(|&n| {
        let entry = &entries[n as usize];
        (entry.kind, entry.strings[Field::Id as usize], n)
    });
    sections[Section::Ids as usize] = ids.into_iter().flat_map(u32::to_le_bytes).collect();
    trie.write(&mut sections);
    sections[Section::Strings as usize] = strings.bytes;
    sections[Section::Tagger as usize] = tagger.to_vec();
    sections[Section::Settings as usize] = settings;
    assemble(&sections)
}

/// An entry of this image, or the name under which another image has it.
fn reference<'s>(here: Option<u32>, name: &'s str, strings: &mut Strings<'s>) -> u32 {
    match here {
        Some(entry) => entry,
        None if name.is_empty() => NONE,
        None => strings.add(name) | EXTERNAL,
    }
}

/// Parties and places by the names that cells refer to them with.
struct Names<'s> {
    parties: HashMap<&'s str, u32>,
    places: HashMap<(&'s str, u8), Vec<u32>>,
}

impl<'s> Names<'s> {
    fn new(entries: &[Entry<'s>]) -> Names<'s> {
        let (mut parties, mut places) = (HashMap::new(), HashMap::<_, Vec<u32>>::new());
        for (number, entry) in entries.iter().enumerate() {
            let [_, name, name_en, abbr, _] = entry.strings;
            match entry.kind {
                kind::PARTY => {
                    for key in [abbr, name_en, name] {
                        if !key.is_empty() {
                            parties.entry(key).or_insert(number as u32);
                        }
                    }
                }
                kind::PLACE => {
                    for key in [name_en, name] {
                        places
                            .entry((key, entry.subtype))
                            .or_default()
                            .push(number as u32);
                    }
                }
                _ => {}
            }
        }
        Names { parties, places }
    }

    fn party(&self, name: &str) -> Option<u32> {
        self.parties.get(name).copied()
    }

    /// The entry that a role is of: a constituency of the house, else a state, a country, a party.
    fn role_object(&self, role: &Role<'_>) -> Option<u32> {
        for &subtype in layout::role_places(role.office) {
            // A name that several seats share is left open.
            if let Some([only]) = self.places.get(&(role.of, subtype)).map(Vec::as_slice) {
                return Some(*only);
            }
        }
        self.party(role.of.split('/').next().unwrap_or(""))
    }
}

struct Strings<'s> {
    bytes: Vec<u8>,
    known: HashMap<Cow<'s, str>, u32, Numbers>,
}

impl Default for Strings<'_> {
    fn default() -> Self {
        // Offset 0 is the empty string.
        Strings {
            bytes: vec![0, 0],
            known: HashMap::default(),
        }
    }
}

impl<'s> Strings<'s> {
    fn add(&mut self, text: impl Into<Cow<'s, str>>) -> u32 {
        let text = text.into();
        if text.is_empty() {
            return 0;
        }
        if let Some(&at) = self.known.get(&text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        // Rows with longer cells are refused; the cut only keeps the format sound.
        let mut length = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(length) {
            length -= 1;
        }
        self.bytes.extend((length as u16).to_le_bytes());
        self.bytes.extend_from_slice(&text.as_bytes()[..length]);
        self.known.insert(text, at);
        at
    }
}

fn assemble(sections: &[Vec<u8>; layout::SECTIONS]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut at = layout::HEADER;
    for section in sections {
        body.extend((at as u32).to_le_bytes());
        body.extend((section.len() as u32).to_le_bytes());
        at += section.len();
    }
    for section in sections {
        body.extend_from_slice(section);
    }
    let mut image = Vec::with_capacity(16 + body.len());
    image.extend(layout::MAGIC);
    image.extend(layout::VERSION.to_le_bytes());
    image.extend(layout::checksum(&body).to_le_bytes());
    image.extend(body);
    image
}
