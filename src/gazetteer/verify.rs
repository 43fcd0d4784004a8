//! Whether an image from elsewhere is sound. The reader copes with any bytes; what is checked here
//! is that its answers mean something.

use super::index::{Index, u32_at};
use super::layout::{self, EXTERNAL, Field, NONE, Section, kind};
use super::phrases::Form;

/// Whether one thing is sound, and what is wrong if it is not.
type Check = (fn(&Index) -> bool, &'static str);

/// What is wrong with an image.
pub(crate) fn fault(index: &Index) -> Option<&'static str> {
    if !index.is_laid_out() {
        return Some("its sections do not lie in it one behind the other");
    }
    let checks: [Check; 5] = [
        (lengths, "a section is not a whole number of records"),
        (strings, "a string is not UTF-8"),
        (words, "a word lies outside its table"),
        (trie, "a phrase lies outside its table"),
        (entries, "an entry refers to what is not there"),
    ];
    checks
        .into_iter()
        .find(|(sound, _)| !sound(index))
        .map(|(_, what)| what)
}

fn lengths(index: &Index) -> bool {
    let whole = |section, record| index.section(section).len().is_multiple_of(record);
    let slots = index.section(Section::Slots).len() / layout::SLOT;
    whole(Section::Slots, layout::SLOT)
        && slots.is_power_of_two()
        && whole(Section::Words, layout::WORD)
        && whole(Section::Nodes, layout::NODE)
        && !index.section(Section::Nodes).is_empty()
        && whole(Section::Edges, layout::EDGE)
        && whole(Section::Forms, 4)
        && whole(Section::Entries, layout::ENTRY)
        && whole(Section::Roles, layout::ROLE)
        && whole(Section::Ids, 4)
        && whole(Section::Ordinary, 4)
        && index.tagger().is_empty()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|four| u32::from_le_bytes(*four))
}

fn strings(index: &Index) -> bool {
    let strings = index.section(Section::Strings);
    let mut at = 0;
    while let Some(length) = strings.get(at..at + 2) {
        let end = at + 2 + usize::from(u16::from_le_bytes([length[0], length[1]]));
        let Some(text) = strings.get(at + 2..end) else {
            return false;
        };
        if std::str::from_utf8(text).is_err() {
            return false;
        }
        at = end;
    }
    at == strings.len()
}

fn words(index: &Index) -> bool {
    let words = (index.section(Section::Words).len() / layout::WORD) as u32;
    let nodes = nodes(index);
    let mut free = 0;
    let sound = numbers(index.section(Section::Slots)).all(|slot| {
        free += u32::from(slot == NONE);
        slot == NONE || slot & layout::SLOT_WORD < words
    });
    let sound_nodes = (0..words).map(|word| index.words().facts(word).node);
    sound
        && free > 0
        && sound_nodes
            .into_iter()
            .all(|node| node == NONE || node < nodes)
}

fn nodes(index: &Index) -> u32 {
    (index.section(Section::Nodes).len() / layout::NODE) as u32 - 1
}

fn trie(index: &Index) -> bool {
    let edges = index.section(Section::Edges).len() / layout::EDGE;
    let forms = index.section(Section::Forms).len() / 4;
    let mut last = (0, 0);
    let ascending = index
        .section(Section::Nodes)
        .chunks_exact(layout::NODE)
        .all(|node| {
            let next = (u32_at(node, 0) as usize, u32_at(node, 4) as usize);
            let sound = last.0 <= next.0 && last.1 <= next.1;
            last = next;
            sound
        });
    let (nodes, entries) = (nodes(index), index.entry_count());
    ascending
        && last == (edges, forms)
        && index
            .section(Section::Edges)
            .chunks_exact(layout::EDGE)
            .all(|e| u32_at(e, 4) < nodes)
        && numbers(index.section(Section::Forms))
            .map(Form::read)
            .all(|form| form.entry < entries && form.kind == index.kind(form.entry))
}

fn entries(index: &Index) -> bool {
    let count = index.entry_count();
    let strings = index.section(Section::Strings).len() as u32;
    let mut roles = 0;
    let fields = [
        Field::Id,
        Field::Name,
        Field::NameEn,
        Field::Abbr,
        Field::Wikidata,
    ];
    let fields = fields.into_iter().chain([Field::Aliases, Field::Weak]);
    let references = [(Field::Within, kind::PLACE), (Field::Party, kind::PARTY)];
    let sound = (0..count).all(|entry| {
        let own = (
            index.number(entry, Field::RolesStart),
            index.number(entry, Field::RolesEnd),
        );
        let in_order = own.0 == roles && own.0 <= own.1;
        roles = own.1;
        in_order
            && index.kind(entry) <= kind::OFFICE
            && usize::from(index.subtype(entry)) < layout::PLACE_TYPES.len()
            && fields
                .clone()
                .all(|field| index.number(entry, field) < strings)
            && references
                .into_iter()
                .all(|(field, kind)| match index.number(entry, field) {
                    NONE => true,
                    other if other & EXTERNAL != 0 => other & !EXTERNAL < strings,
                    other => other < count && index.kind(other) == kind,
                })
    });
    sound
        && roles == index.role_count()
        && index
            .section(Section::Roles)
            .chunks_exact(layout::ROLE)
            .all(|role| {
                let of = u32_at(role, 8);
                u32_at(role, 0) < strings && u32_at(role, 4) < strings && (of == NONE || of < count)
            })
        && ids(index)
}

/// Look-ups by id are binary searches: the ids must ascend.
fn ids(index: &Index) -> bool {
    let key = |entry| (index.kind(entry), index.string(entry, Field::Id));
    let ids: Vec<u32> = numbers(index.section(Section::Ids)).collect();
    ids.iter().all(|&entry| entry < index.entry_count())
        && ids.is_sorted_by_key(|&entry| key(entry))
}
