//! Rows into one image. `build.rs` compiles the files of `data/` with this code, and
//! [`crate::ExtractorBuilder`] a user's gazetteer.

use super::forms;
use super::layout::{self, Field, NONE, Section, WEAK, class, kind};
use super::record::{self, Row, Table};
use crate::error::DataError;
use crate::fold::{self, Level};
use crate::segment::{WordKind, words};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Columns that a table of entities may have, in any order. `kind` and `name` are required.
pub(crate) const ENTITY_COLUMNS: &[&str] = &[
    "kind", "id", "name", "name_en", "abbr", "aliases", "weak", "type", "within", "code", "states",
    "gender", "party", "roles", "since", "until", "level", "branch", "takes", "wikidata", "source",
];

/// A file of data by its name without folder and ending, and its bytes.
pub(crate) struct Source<'s> {
    pub(crate) file: &'s str,
    pub(crate) bytes: &'s [u8],
}

/// Compiles tables into an image. Tables of words, names and so on are known by their file names
/// (`words.tsv`), any other is a table of entities.
pub(crate) fn compile(sources: &[Source<'_>], tagger: &[u8]) -> Result<Vec<u8>, DataError> {
    let mut compiler = Compiler::default();
    // Letters and counts first: forms are derived with them.
    for name in VOCABULARY {
        for source in sources.iter().filter(|source| stem(source.file) == name) {
            compiler.vocabulary(name, source)?;
        }
    }
    for source in sources {
        if !VOCABULARY.contains(&stem(source.file)) && stem(source.file) != "abbreviations" {
            compiler.entities(source)?;
        }
    }
    compiler.resolve()?;
    Ok(compiler.write(tagger))
}

fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".tsv").unwrap_or(name)
}

/// Tables that are not of entities, in the order in which they are read.
const VOCABULARY: [&str; 8] = [
    "letters",
    "counts",
    "names",
    "words",
    "grammar",
    "portfolios",
    "blockers",
    "ambiguous",
];

#[derive(Default, Clone, Copy)]
struct WordInfo {
    classes: u64,
    node: Option<u32>,
    given: u32,
    surname: u32,
    middle: u32,
    count: u32,
}

#[derive(Default)]
struct Node {
    edges: BTreeMap<u32, u32>,
    forms: Vec<u32>,
}

struct Entry<'s> {
    kind: u8,
    subtype: u8,
    gender: u8,
    strings: [&'s str; 5],
    aliases: &'s str,
    weak: &'s str,
    within: &'s str,
    party: &'s str,
    roles: Vec<Role<'s>>,
    since: u32,
    until: u32,
    row: Option<Row<'s>>,
}

struct Role<'s> {
    office: &'s str,
    of: &'s str,
    from: u32,
    to: u32,
}

#[derive(Default)]
struct Compiler<'s> {
    ids: HashMap<Vec<u8>, u32>,
    hashes: HashSet<u64>,
    words: Vec<WordInfo>,
    keys: Vec<Vec<u8>>,
    nodes: Vec<Node>,
    entries: Vec<Entry<'s>>,
    by_id: HashMap<(u8, &'s str), u32>,
    letters: HashSet<Vec<u8>>,
    /// Folded forms of `ambiguous.tsv` with an ordinary reading.
    ordinary: HashSet<Vec<u8>>,
}

impl<'s> Compiler<'s> {
    fn vocabulary(&mut self, name: &str, source: &Source<'s>) -> Result<(), DataError> {
        match name {
            "letters" => self.letters(source),
            "counts" => self.counts(source),
            "names" => self.names(source),
            "words" | "grammar" => self.words(source),
            "portfolios" => self.portfolios(source),
            "blockers" => self.blockers(source),
            _ => self.ambiguous(source),
        }
    }

    fn word(&mut self, key: &[u8]) -> u32 {
        if let Some(&id) = self.ids.get(key) {
            return id;
        }
        let id = self.words.len() as u32;
        let fresh = self.hashes.insert(fold::hash(key));
        debug_assert!(fresh, "two words with one 64-bit hash");
        self.ids.insert(key.to_vec(), id);
        self.keys.push(key.to_vec());
        self.words.push(WordInfo::default());
        id
    }

    /// The only word of `text`; `None` if it has several.
    fn single(&mut self, text: &str) -> Option<u32> {
        let mut keys = phrase_keys(text).into_iter();
        match (keys.next(), keys.next()) {
            (Some(key), None) => Some(self.word(&key)),
            _ => None,
        }
    }

    fn count_of(&self, key: &[u8]) -> u32 {
        self.ids
            .get(key)
            .map_or(0, |&id| self.words[id as usize].count)
    }

    /// Enters a phrase into the trie.
    fn insert(&mut self, keys: &[Vec<u8>], form: u32) {
        let Some((first, rest)) = keys.split_first() else {
            return;
        };
        let word = self.word(first) as usize;
        let mut node = match self.words[word].node {
            Some(node) => node,
            None => {
                let node = self.new_node();
                self.words[word].node = Some(node);
                node
            }
        };
        for key in rest {
            let word = self.word(key);
            node = match self.nodes[node as usize].edges.get(&word) {
                Some(&next) => next,
                None => {
                    let next = self.new_node();
                    self.nodes[node as usize].edges.insert(word, next);
                    next
                }
            };
        }
        let forms = &mut self.nodes[node as usize].forms;
        match forms
            .iter_mut()
            .find(|known| **known & !WEAK == form & !WEAK)
        {
            // A form in `weak` overrides the same form as a name or an alias.
            Some(known) => *known |= form & WEAK,
            None => forms.push(form),
        }
    }

    fn new_node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        (self.nodes.len() - 1) as u32
    }

    fn letters(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let table = Table::new(
            source.file,
            source.bytes,
            &["letter", "latin", "source"],
            &["letter"],
        )?;
        for row in table.rows() {
            let letter = row?.required("letter")?;
            if let Some(id) = self.single(letter) {
                self.words[id as usize].classes |= class::LETTER;
                let key = self.keys[id as usize].clone();
                self.letters.insert(key);
            }
        }
        Ok(())
    }

    fn counts(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["word", "in_text", "articles"];
        for row in Table::new(source.file, source.bytes, &columns, &columns)?.rows() {
            let row = row?;
            let count = row.number("in_text")?;
            if let Some(id) = self.single(row.required("word")?) {
                // Spellings that fold to one word add up.
                self.words[id as usize].count += count;
            }
        }
        Ok(())
    }

    fn names(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = [
            "name", "people", "first", "last", "middle", "male", "female", "in_text",
        ];
        for row in Table::new(source.file, source.bytes, &columns, &columns)?.rows() {
            let row = row?;
            let numbers = [
                row.number("first")?,
                row.number("last")?,
                row.number("middle")?,
                row.number("male")?,
                row.number("female")?,
            ];
            if let Some(id) = self.single(row.required("name")?) {
                let [first, last, middle, male, female] = numbers;
                let word = &mut self.words[id as usize];
                word.given += first;
                word.surname += last;
                word.middle += middle;
                if female > 2 * male && female > 4 {
                    word.classes |= class::FEMALE;
                }
            }
        }
        Ok(())
    }

    fn words(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["word", "class", "note", "source"];
        let names: Vec<&str> = class::NAMES.iter().map(|(name, _)| *name).collect();
        for row in Table::new(source.file, source.bytes, &columns, &columns[..2])?.rows() {
            let row = row?;
            let word = row.required("word")?;
            let mut bit = class::NAMES[usize::from(row.one_of("class", &names)?)].1;
            if bit == class::STATUS && row.cell("note").contains("after the title") {
                bit = class::PAST;
            }
            let subtype = match bit {
                class::STATUS => status_of(&row)?,
                class::CANDIDATE => crate::status::Status::Candidate as u8,
                _ => 0,
            };
            match self.single(word) {
                Some(id) if subtype == 0 => self.words[id as usize].classes |= bit,
                single => {
                    if let Some(id) = single {
                        self.words[id as usize].classes |= bit;
                    }
                    let entry = self.plain_entry(kind::WORD, subtype, word);
                    // Which class a phrase has is its bit's number.
                    self.entries[entry as usize].since = bit.trailing_zeros();
                    self.insert(&phrase_keys(word), entry);
                }
            }
        }
        Ok(())
    }

    fn portfolios(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["name", "aliases", "name_en", "source"];
        for row in Table::new(source.file, source.bytes, &columns, &columns[..1])?.rows() {
            let row = row?;
            let name = row.required("name")?;
            let entry = self.plain_entry(kind::PORTFOLIO, 0, name);
            for form in std::iter::once(name).chain(row.list("aliases")) {
                self.insert(&phrase_keys(form), entry);
            }
        }
        Ok(())
    }

    fn blockers(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["phrase", "type", "note", "source"];
        for row in Table::new(source.file, source.bytes, &columns, &columns[..2])?.rows() {
            let row = row?;
            let phrase = row.required("phrase")?;
            let (slot, rest) = match phrase.split_once('>') {
                Some((slot, rest)) if slot.starts_with('<') => {
                    (&phrase[..=slot.len()], rest.trim())
                }
                Some(_) => {
                    return Err(row.error(Some("phrase"), "expected a slot only at the beginning"));
                }
                None => ("", phrase),
            };
            let Some(slot) = layout::BLOCKER_SLOTS
                .iter()
                .position(|known| *known == slot)
            else {
                return Err(row.error(
                    Some("phrase"),
                    "expected one of the slots <office>, <person>, <place>, <party>",
                ));
            };
            let kind_of_name = row.required("type")?;
            if kind_of_name == "keep" || rest.is_empty() {
                continue;
            }
            let entry = self.plain_entry(kind::BLOCKER, slot as u8, rest);
            self.entries[entry as usize].strings[Field::Abbr as usize] = kind_of_name;
            self.entries[entry as usize].aliases = row.cell("note");
            self.insert(&phrase_keys(rest), entry);
        }
        Ok(())
    }

    fn ambiguous(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["form", "readings", "note", "source"];
        for row in Table::new(source.file, source.bytes, &columns, &columns[..2])?.rows() {
            let row = row?;
            let form = row.required("form")?;
            row.required("readings")?;
            if let [key] = phrase_keys(form).as_slice() {
                self.ordinary.insert(key.clone());
            }
        }
        Ok(())
    }

    fn plain_entry(&mut self, kind: u8, subtype: u8, name: &'s str) -> u32 {
        self.entries.push(Entry {
            kind,
            subtype,
            gender: 0,
            strings: ["", name, "", "", ""],
            aliases: "",
            weak: "",
            within: "",
            party: "",
            roles: Vec::new(),
            since: 0,
            until: 0,
            row: None,
        });
        (self.entries.len() - 1) as u32
    }

    fn entities(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let table = Table::new(source.file, source.bytes, ENTITY_COLUMNS, &["kind", "name"])?;
        for row in table.rows() {
            self.entity(row?)?;
        }
        Ok(())
    }

    fn entity(&mut self, row: Row<'s>) -> Result<(), DataError> {
        let kind = row.one_of("kind", &kind::NAMES)?;
        let name = row.required("name")?;
        let subtype = match kind {
            kind::PLACE if row.cell("type") == "other" => 0,
            kind::PLACE => row.one_of("type", &layout::PLACE_TYPES)?,
            kind::PARTY => row.one_of("type", &layout::PARTY_TYPES)?,
            kind::OFFICE => row.one_of("level", &layout::OFFICE_LEVELS)?,
            _ => 0,
        };
        let gender = row.one_of("gender", &["", "m", "f", "any"])?;
        let id = row.cell("id");
        if id.contains([' ', '/']) || !id.is_ascii() {
            return Err(row.error(
                Some("id"),
                format!("expected an id of ASCII letters, digits and hyphens, found {id:?}"),
            ));
        }
        let number = self.entries.len() as u32;
        // An office's id is shared by its titles.
        if !id.is_empty() && kind != kind::OFFICE && self.by_id.insert((kind, id), number).is_some()
        {
            return Err(row.error(
                Some("id"),
                format!("expected each id once, found {id:?} again"),
            ));
        }
        if phrase_keys(name).is_empty() {
            return Err(row.error(
                Some("name"),
                format!("expected a name with letters, found {name:?}"),
            ));
        }
        let day = |column: &str| match row.cell(column) {
            "" => Ok(0),
            cell => record::date(cell).ok_or_else(|| {
                row.error(
                    Some(column),
                    format!("expected a date such as 2024-06-09, found {cell:?}"),
                )
            }),
        };
        let roles = row
            .cell("roles")
            .split(';')
            .map(str::trim)
            .filter(|role| !role.is_empty());
        let roles = roles
            .map(|role| parse_role(&row, role))
            .collect::<Result<Vec<_>, _>>()?;
        self.entries.push(Entry {
            kind,
            subtype,
            gender,
            strings: [
                id,
                name,
                row.cell("name_en"),
                // An office has no abbreviation; what may stand before it takes the place.
                row.cell(if kind == kind::OFFICE {
                    "takes"
                } else {
                    "abbr"
                }),
                row.cell("wikidata"),
            ],
            aliases: row.cell("aliases"),
            weak: row.cell("weak"),
            within: row.cell("within"),
            party: row.cell("party"),
            roles,
            since: day("since")?,
            until: day("until")?,
            row: Some(row),
        });
        let weak: Vec<Vec<Vec<u8>>> = row.list("weak").map(phrase_keys).collect();
        for form in std::iter::once(name).chain(row.list("aliases")) {
            let keys = phrase_keys(form);
            let mark = if weak.contains(&keys) { WEAK } else { 0 };
            self.insert(&keys, number | mark);
            for derived in forms::derive(kind, subtype, &keys, &self.letters) {
                // A derived form that is a usual word of running text needs support.
                let usual = derived.len() == 1 && self.count_of(&derived[0]) >= 40;
                let mark = if usual { WEAK } else { mark };
                if !(usual && kind == kind::OFFICE) {
                    self.insert(&derived, number | mark);
                }
            }
        }
        for keys in weak {
            self.insert(&keys, number | WEAK);
        }
        Ok(())
    }

    /// References between rows: parties of people, states of places.
    fn resolve(&mut self) -> Result<(), DataError> {
        for entry in &self.entries {
            let Some(row) = entry.row else { continue };
            if !entry.within.is_empty() && !self.by_id.contains_key(&(kind::PLACE, entry.within)) {
                return Err(row.error(
                    Some("within"),
                    format!("expected the id of a place, found {:?}", entry.within),
                ));
            }
        }
        Ok(())
    }

    fn write(self, tagger: &[u8]) -> Vec<u8> {
        let mut parties: HashMap<&str, u32> = HashMap::new();
        let mut places: HashMap<(&str, u8), Vec<u32>> = HashMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
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
        let mut sections: [Vec<u8>; layout::SECTIONS] = Default::default();
        let mut strings = Strings::default();
        let mut role_count = 0u32;
        for entry in &self.entries {
            let within = self.by_id.get(&(kind::PLACE, entry.within)).copied();
            let party = parties.get(entry.party).copied();
            let out = &mut sections[Section::Entries as usize];
            out.extend([entry.kind, entry.subtype, entry.gender, 0]);
            let mut put = |number: u32| out.extend(number.to_le_bytes());
            for string in entry.strings {
                put(strings.add(string));
            }
            put(within.unwrap_or(NONE));
            put(party.unwrap_or(NONE));
            put(role_count);
            role_count += entry.roles.len() as u32;
            put(role_count);
            put(strings.add(entry.aliases));
            put(strings.add(entry.weak));
            put(entry.since);
            put(entry.until);
            for role in &entry.roles {
                let of = role_object(role, &parties, &places);
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
        for word in &self.words {
            let out = &mut sections[Section::Words as usize];
            out.extend(word.classes.to_le_bytes());
            out.extend(word.node.unwrap_or(NONE).to_le_bytes());
            out.extend([word.given, word.surname, word.middle, word.count].map(layout::bucket));
        }
        self.write_trie(&mut sections);
        sections[Section::Slots as usize] = self.slots();
        let mut ids: Vec<u32> = (0..self.entries.len() as u32)
            .filter(|&n| {
                let entry = &self.entries[n as usize];
                entry.kind <= kind::OFFICE && !entry.strings[Field::Id as usize].is_empty()
            })
            .collect();
        ids.sort_by_key(|&n| {
            let entry = &self.entries[n as usize];
            (entry.kind, entry.strings[Field::Id as usize], n)
        });
        sections[Section::Ids as usize] = ids.into_iter().flat_map(u32::to_le_bytes).collect();
        sections[Section::Strings as usize] = strings.bytes;
        sections[Section::Tagger as usize] = tagger.to_vec();
        assemble(&sections)
    }

    fn write_trie(&self, sections: &mut [Vec<u8>; layout::SECTIONS]) {
        let (mut edges, mut forms) = (0u32, 0u32);
        for node in &self.nodes {
            let out = &mut sections[Section::Nodes as usize];
            out.extend(edges.to_le_bytes());
            out.extend(forms.to_le_bytes());
            edges += node.edges.len() as u32;
            forms += node.forms.len() as u32;
            for (word, next) in &node.edges {
                sections[Section::Edges as usize].extend(word.to_le_bytes());
                sections[Section::Edges as usize].extend(next.to_le_bytes());
            }
            for form in &node.forms {
                sections[Section::Forms as usize].extend(form.to_le_bytes());
            }
        }
        let out = &mut sections[Section::Nodes as usize];
        out.extend(edges.to_le_bytes());
        out.extend(forms.to_le_bytes());
    }

    fn slots(&self) -> Vec<u8> {
        let size = (self.keys.len() * 3 / 2).next_power_of_two().max(2);
        let mut slots = vec![(0u64, NONE); size];
        for (id, key) in self.keys.iter().enumerate() {
            let hash = fold::hash(key);
            let mut at = hash as usize & (size - 1);
            while slots[at].1 != NONE {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (hash, id as u32);
        }
        let mut bytes = Vec::with_capacity(size * layout::SLOT);
        for (hash, id) in slots {
            bytes.extend(hash.to_le_bytes());
            bytes.extend(id.to_le_bytes());
        }
        bytes
    }
}

/// The status that a row of `words.tsv` names as the first word of its note.
fn status_of(row: &Row<'_>) -> Result<u8, DataError> {
    let note = row.cell("note");
    let first = note.split([';', ' ', ',']).next().unwrap_or("");
    crate::status::Status::from_name(first).map(|status| status as u8).ok_or_else(|| {
        row.error(
            Some("note"),
            format!("expected a status (former, then, outgoing, acting, elect, current) first, found {first:?}"),
        )
    })
}

fn parse_role<'s>(row: &Row<'s>, role: &'s str) -> Result<Role<'s>, DataError> {
    let wrong = || {
        row.error(
            Some("roles"),
            format!("expected office@of(from..to) with dates such as 2024-06-09, found {role:?}"),
        )
    };
    let (head, dates) = match role.rsplit_once('(') {
        // `Shiv Sena (UBT)` may end a role without dates.
        Some((head, dates)) if dates.contains("..") => {
            (head, dates.strip_suffix(')').ok_or_else(wrong)?)
        }
        _ => (role, ""),
    };
    let (office, of) = head.split_once('@').unwrap_or((head, ""));
    if office.is_empty() || !office.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return Err(wrong());
    }
    let (from, to) = dates.split_once("..").unwrap_or(("", ""));
    let day = |text: &str| match text {
        "" => Ok(0),
        text => record::date(text).ok_or_else(wrong),
    };
    let (from, to) = (day(from)?, day(to)?);
    if from != 0 && to != 0 && to / 10_000 < from / 10_000 {
        return Err(row.error(
            Some("roles"),
            format!("expected a role to end after it starts, found {role:?}"),
        ));
    }
    Ok(Role {
        office,
        of,
        from,
        to,
    })
}

/// The entry that a role is of: a constituency of the house, else a state, a country, a party.
fn role_object(
    role: &Role<'_>,
    parties: &HashMap<&str, u32>,
    places: &HashMap<(&str, u8), Vec<u32>>,
) -> u32 {
    let place_types: &[&str] = match role.office {
        "mp" | "mp-lok-sabha" => &["constituency-lok-sabha"],
        "mla" => &["constituency-assembly"],
        "mp-rajya-sabha" | "mlc" | "chief-minister" | "minister" | "governor" => &["state"],
        "mayor" => &["city", "town"],
        _ => &["state", "country", "city", "district", "town"],
    };
    for name in place_types {
        let Some(subtype) = layout::PLACE_TYPES.iter().position(|known| known == name) else {
            continue;
        };
        // A name that several seats share is left open.
        if let Some([only]) = places.get(&(role.of, subtype as u8)).map(Vec::as_slice) {
            return *only;
        }
    }
    let party = role.of.split('/').next().unwrap_or("");
    parties.get(party).copied().unwrap_or(NONE)
}

/// The keys of a phrase's words. Spaces, hyphens, full stops and quotes only part words; brackets,
/// commas and the like are words of their own.
pub(crate) fn phrase_keys(text: &str) -> Vec<Vec<u8>> {
    words(text)
        .filter(|word| match word.kind {
            WordKind::Space | WordKind::Newline => false,
            WordKind::Punctuation => matches!(word.text, "(" | ")" | "," | "/" | "&"),
            _ => true,
        })
        .map(|word| {
            let mut key = Vec::new();
            fold::fold_into(word.text, Level::Spelling, &mut key);
            key
        })
        .collect()
}

struct Strings<'s> {
    bytes: Vec<u8>,
    known: HashMap<&'s str, u32>,
}

impl Default for Strings<'_> {
    fn default() -> Self {
        // Offset 0 is the empty string.
        Strings {
            bytes: vec![0, 0],
            known: HashMap::new(),
        }
    }
}

impl<'s> Strings<'s> {
    fn add(&mut self, text: &'s str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        // Cells longer than 64 KiB are cut at a character boundary; only `lookup` shows them.
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
