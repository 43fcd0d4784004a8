//! Rows of entities into one image: those of `data/`, with [`super::vocabulary`], and a user's.

use super::forms;
use super::image::{self, Parts};
use super::layout::{self, kind};
use super::phrases::Form;
use super::record::{self, Row, Table};
use super::trie::{Trie, WordInfo};
use crate::error::DataError;
use crate::fold::{self, Level};
use crate::numbers::Numbers;
use crate::segment::{WordKind, words};
use std::collections::HashMap;

/// Columns that a table of entities may have, in any order. `kind` and `name` are required.
pub(crate) const ENTITY_COLUMNS: &[&str] = &[
    "kind", "id", "name", "name_en", "abbr", "aliases", "weak", "type", "within", "code", "states",
    "gender", "party", "roles", "since", "until", "level", "branch", "takes", "holders",
    "wikidata", "source",
];

/// Words that a form may have.
const LONGEST_FORM: usize = 32;

/// Letters of Devanagari that the name of a Latin one has at most (डब्ल्यू has seven).
const LONGEST_LETTER: usize = 8;

/// How often a word stands in the running text of `counts.tsv` from which on a derived form that
/// reads like it needs support.
const USUAL: u32 = 40;

/// A file's name for error messages, and its bytes.
pub(crate) struct Source<'s> {
    pub(crate) file: &'s str,
    pub(crate) bytes: &'s [u8],
}

/// What a user's rows may lean on: the embedded image, which is compiled already.
pub(crate) trait Beneath {
    /// The word is a letter of initials.
    fn is_letter(&self, key: &[u8]) -> bool;
    /// About how often the word stands in running text.
    fn count(&self, key: &[u8]) -> u32;
    /// There is a place with this id.
    fn place(&self, id: &str) -> bool;
    /// There is a party with this abbreviation, id or name.
    fn party(&self, name: &str) -> bool;
}

/// Nothing lies beneath.
impl Beneath for () {
    fn is_letter(&self, _: &[u8]) -> bool {
        false
    }

    fn count(&self, _: &[u8]) -> u32 {
        0
    }

    fn place(&self, _: &str) -> bool {
        false
    }

    fn party(&self, _: &str) -> bool {
        false
    }
}

/// Compiles a user's tables, which are all of entities.
pub(crate) fn compile_own(
    sources: &[Source<'_>],
    beneath: &dyn Beneath,
    settings: Vec<u8>,
) -> Result<Vec<u8>, DataError> {
    let mut compiler = Compiler::new(beneath);
    for source in sources {
        compiler.entities(source)?;
    }
    compiler.finish(&[], settings)
}

/// A row, checked.
pub(crate) struct Entry<'s> {
    pub(crate) kind: u8,
    pub(crate) subtype: u8,
    pub(crate) gender: u8,
    pub(crate) flags: u8,
    /// Id, name, English name, abbreviation, Wikidata item.
    pub(crate) strings: [&'s str; 5],
    pub(crate) aliases: &'s str,
    pub(crate) weak: &'s str,
    pub(crate) within: &'s str,
    pub(crate) party: &'s str,
    pub(crate) roles: Vec<Role<'s>>,
    pub(crate) since: u32,
    pub(crate) until: u32,
    /// For errors that show only when all rows are read.
    pub(crate) file: &'s str,
    pub(crate) line: u32,
    pub(crate) within_column: u8,
    pub(crate) party_column: u8,
}

/// An office that a person holds or held.
pub(crate) struct Role<'s> {
    pub(crate) office: &'s str,
    pub(crate) of: &'s str,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

pub(crate) struct Compiler<'s> {
    beneath: &'s dyn Beneath,
    pub(crate) trie: Trie,
    pub(crate) entries: Vec<Entry<'s>>,
    by_id: HashMap<(u8, &'s str), u32, Numbers>,
}

impl<'s> Compiler<'s> {
    pub(crate) fn new(beneath: &'s dyn Beneath) -> Compiler<'s> {
        Compiler {
            beneath,
            trie: Trie::default(),
            entries: Vec::new(),
            by_id: HashMap::default(),
        }
    }

    fn is_letter(&self, key: &[u8]) -> bool {
        if key.len() > LONGEST_LETTER {
            return false;
        }
        let here = |word: &WordInfo| word.classes & layout::class::LETTER != 0;
        self.trie.info(key).is_some_and(here) || self.beneath.is_letter(key)
    }

    fn is_usual(&self, key: &[u8]) -> bool {
        let here = self.trie.info(key).map_or(0, |word| word.count);
        here.max(self.beneath.count(key)) >= USUAL
    }

    pub(crate) fn entities(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let table = Table::new(source.file, source.bytes, ENTITY_COLUMNS, &["kind", "name"])?;
        for row in table.rows() {
            self.entity(&row?)?;
        }
        Ok(())
    }

    fn entity(&mut self, row: &Row<'s>) -> Result<(), DataError> {
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
        let flags = match kind {
            kind::OFFICE => office_flags(row)?,
            _ => 0,
        };
        let number = self.entries.len() as u32;
        let id = self.id(row, kind, number)?;
        let day = |column: &str| match row.cell(column) {
            "" => Ok(0),
            cell => record::date(cell)
                .ok_or_else(|| row.expected(column, "a date such as 2024-06-09", cell)),
        };
        let roles = row.parts("roles", ';').map(|role| parse_role(row, role));
        let roles = roles.collect::<Result<Vec<_>, _>>()?;
        self.entries.push(Entry {
            kind,
            subtype,
            gender,
            flags,
            strings: [
                id,
                name,
                row.cell("name_en"),
                row.cell("abbr"),
                row.cell("wikidata"),
            ],
            aliases: row.cell("aliases"),
            weak: row.cell("weak"),
            within: row.cell("within"),
            party: row.cell("party"),
            roles,
            since: day("since")?,
            until: day("until")?,
            file: row.file,
            line: row.line as u32,
            within_column: row.number_of("within"),
            party_column: row.number_of("party"),
        });
        self.forms(row, kind, subtype, number)
    }

    fn id(&mut self, row: &Row<'s>, kind: u8, number: u32) -> Result<&'s str, DataError> {
        let id = row.cell("id");
        let good = |b: u8| b.is_ascii_graphic() && b != b'/';
        if !id.bytes().all(good) {
            return Err(row.expected("id", "an id of ASCII letters, digits and hyphens", id));
        }
        // An office's id is shared by its titles.
        let unique = !id.is_empty() && kind != kind::OFFICE;
        if unique && let Some(other) = self.by_id.insert((kind, id), number) {
            let Entry { file, line, .. } = self.entries[other as usize];
            let message = format!("expected each id once, found {id:?} again, after {file}:{line}");
            return Err(row.error(Some("id"), message));
        }
        Ok(id)
    }

    /// Enters the forms that the row states and those that follow from them.
    fn forms(
        &mut self,
        row: &Row<'s>,
        kind: u8,
        subtype: u8,
        number: u32,
    ) -> Result<(), DataError> {
        let weak = row
            .parts("weak", '|')
            .map(|form| form_keys(row, "weak", form));
        let weak = weak.collect::<Result<Vec<_>, _>>()?;
        let stated = row.parts("aliases", '|').map(|form| ("aliases", form));
        for (column, form) in std::iter::once(("name", row.cell("name"))).chain(stated) {
            let keys = form_keys(row, column, form)?;
            let form = |weak| Form {
                entry: number,
                kind,
                weak,
            };
            let mark = weak.contains(&keys);
            self.trie.insert(&keys, form(mark));
            for derived in forms::derive(kind, subtype, &keys, &|key| self.is_letter(key)) {
                // A derived form that is a usual word of running text needs support.
                let usual = derived.len() == 1 && self.is_usual(&derived[0]);
                if !(usual && kind == kind::OFFICE) {
                    self.trie.insert(&derived, form(mark || usual));
                }
            }
        }
        for keys in weak {
            let form = Form {
                entry: number,
                kind,
                weak: true,
            };
            self.trie.insert(&keys, form);
        }
        Ok(())
    }

    /// Checks references between rows, which may name later rows, and writes the image.
    pub(crate) fn finish(self, tagger: &'s [u8], settings: Vec<u8>) -> Result<Vec<u8>, DataError> {
        let mut parties: std::collections::HashSet<&str> = std::collections::HashSet::new();
        for entry in self
            .entries
            .iter()
            .filter(|entry| entry.kind == kind::PARTY)
        {
            let [id, name, name_en, abbr, _] = entry.strings;
            parties.extend([id, name, name_en, abbr]);
        }
        for entry in &self.entries {
            let wrong = |column: u8, expected: String| {
                DataError::new(
                    entry.file,
                    entry.line as usize,
                    usize::from(column),
                    expected,
                )
            };
            let (within, party) = (entry.within, entry.party);
            if !within.is_empty()
                && !self.by_id.contains_key(&(kind::PLACE, within))
                && !self.beneath.place(within)
            {
                let expected = format!("expected the id of a place, found {within:?}");
                return Err(wrong(entry.within_column, expected));
            }
            if !matches!(party, "" | "IND")
                && !parties.contains(party)
                && !self.beneath.party(party)
            {
                let expected =
                    format!("expected a party's abbreviation, id or name, or IND, found {party:?}");
                return Err(wrong(entry.party_column, expected));
            }
        }
        let Compiler {
            beneath,
            trie,
            entries,
            by_id,
        } = self;
        Ok(image::write(
            Parts {
                entries,
                by_id,
                trie,
                tagger,
                settings,
            },
            beneath,
        ))
    }
}

/// The keys of a form, which must have some, but not too many.
fn form_keys(row: &Row<'_>, column: &str, form: &str) -> Result<Vec<Vec<u8>>, DataError> {
    let keys = phrase_keys(form);
    match keys.len() {
        0 => Err(row.expected(column, "a name with letters", form)),
        1..=LONGEST_FORM => Ok(keys),
        _ => Err(row.expected(
            column,
            &format!("at most {LONGEST_FORM} words in a form"),
            form,
        )),
    }
}

fn office_flags(row: &Row<'_>) -> Result<u8, DataError> {
    let sole = row.one_of("holders", &["", "one"])?;
    let id = row.cell("id");
    let minister =
        id.contains("minister") && !id.ends_with("chief-minister") && id != "prime-minister";
    let takes = |what: &str| row.cell("takes").split('|').any(|taken| taken == what);
    let flags = [
        (sole != 0, layout::SOLE),
        (minister, layout::MINISTER),
        (id.starts_with("party-"), layout::PARTY_POST),
        (takes("party"), layout::TAKES_PARTY),
        (takes("place"), layout::TAKES_PLACE),
    ];
    Ok(flags
        .iter()
        .filter(|(holds, _)| *holds)
        .fold(0, |flags, (_, flag)| flags | flag))
}

fn parse_role<'s>(row: &Row<'s>, role: &'s str) -> Result<Role<'s>, DataError> {
    let wrong = || {
        row.expected(
            "roles",
            "office@of(from..to) with dates such as 2024-06-09",
            role,
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
