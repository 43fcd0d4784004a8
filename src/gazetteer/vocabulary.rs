//! The tables of words, names and the like, which only the embedded gazetteer has: `build.rs`
//! compiles them, the library does not know how.

use super::compile::{Compiler, Entry, Source, phrase_keys};
use super::layout::{self, Field, class, kind};
use super::phrases::Form;
use super::record::{Row, Table};
use crate::error::DataError;
use crate::fold;

/// Tables that are not of entities, in the order in which they are read.
const TABLES: [&str; 10] = [
    "letters",
    "counts",
    "names",
    "name-parts",
    "ordinary",
    "words",
    "grammar",
    "portfolios",
    "blockers",
    "ambiguous",
];

/// Small tables that the library reads by itself when it first needs them.
const READ_AS_TEXT: [&str; 6] = [
    "abbreviations",
    "castes",
    "cues",
    "endings",
    "relevance",
    "rules",
];

/// Compiles the tables of `data/`. Those of words, names and so on are known by their file names
/// (`words.tsv`), any other is a table of entities.
pub(crate) fn compile(sources: &[Source<'_>], tagger: &[u8]) -> Result<Vec<u8>, DataError> {
    let mut compiler = Compiler::new(&());
    // Letters and counts first: forms are derived with them.
    for name in TABLES {
        for source in sources.iter().filter(|source| stem(source.file) == name) {
            compiler.vocabulary(name, source)?;
        }
    }
    for source in sources {
        let name = stem(source.file);
        if !TABLES.contains(&name) && !READ_AS_TEXT.contains(&name) {
            compiler.entities(source)?;
        }
    }
    compiler.finish(tagger, Vec::new())
}

fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".tsv").unwrap_or(name)
}

/// Bearers assumed of a name's part that is listed without a count.
const ASSUMED: u32 = 12;

impl<'s> Compiler<'s> {
    fn vocabulary(&mut self, name: &str, source: &Source<'s>) -> Result<(), DataError> {
        match name {
            "letters" => self.letters(source),
            "counts" => self.counts(source),
            "names" => self.names(source),
            "name-parts" => self.name_parts(source),
            "ordinary" => self.ordinary_words(source),
            "words" | "grammar" => self.words(source),
            "portfolios" => self.portfolios(source),
            "blockers" => self.blockers(source),
            _ => self.ambiguous(source),
        }
    }

    /// The only word of `text`; `None` if it has several.
    fn single(&mut self, text: &str) -> Option<u32> {
        match phrase_keys(text).as_slice() {
            [key] => Some(self.trie.word(key)),
            _ => None,
        }
    }

    /// Parts of names that no count knows: each is taken for as usual as [`ASSUMED`] bearers.
    fn name_parts(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["name", "role", "sex", "region"];
        for row in Table::new(source.file, source.bytes, &columns, &columns)?.rows() {
            let row = row?;
            let role = row.one_of("role", &["given", "surname", "both"])?;
            let sex = row.one_of("sex", &["", "m", "f"])?;
            if let Some(id) = self.single(row.required("name")?) {
                let word = &mut self.trie.words[id as usize];
                if role != 1 {
                    word.given = word.given.max(ASSUMED);
                }
                if role != 0 {
                    word.surname = word.surname.max(ASSUMED);
                }
                if sex == 2 {
                    word.classes |= class::FEMALE;
                }
            }
        }
        Ok(())
    }

    /// Words of the language that name nobody.
    fn ordinary_words(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["word", "source"];
        for row in Table::new(source.file, source.bytes, &columns, &columns[..1])?.rows() {
            let word = row?.required("word")?;
            self.ordinary(word);
            self.plural_without_bindu(word);
        }
        Ok(())
    }

    fn ordinary(&mut self, word: &str) {
        if let [key] = phrase_keys(word).as_slice() {
            self.trie.ordinary.push(fold::hash(key));
        }
    }

    /// Live copy often leaves the bindu of a plural out: नेताओ. That is nobody's name.
    fn plural_without_bindu(&mut self, plural: &str) {
        if let Some(stem) = plural.strip_suffix("ों") {
            self.ordinary(&format!("{stem}ो"));
        }
    }

    /// Adds an entry of no entity; returns its form.
    fn plain_entry(&mut self, kind: u8, subtype: u8, name: &'s str) -> Form {
        self.entries.push(Entry {
            kind,
            subtype,
            gender: 0,
            flags: 0,
            strings: ["", name, "", "", ""],
            aliases: "",
            weak: "",
            within: "",
            party: "",
            roles: Vec::new(),
            since: 0,
            until: 0,
            file: "",
            line: 0,
            within_column: 0,
            party_column: 0,
        });
        Form {
            entry: (self.entries.len() - 1) as u32,
            kind,
            weak: false,
        }
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
                self.trie.words[id as usize].classes |= class::LETTER;
            }
        }
        Ok(())
    }

    fn counts(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["word", "in_text", "articles"];
        for row in Table::new(source.file, source.bytes, &columns, &columns)?.rows() {
            let row = row?;
            let count = number(&row, "in_text")?;
            let word = row.required("word")?;
            self.plural_without_bindu(word);
            if let Some(id) = self.single(word) {
                // Spellings that fold to one word add up.
                self.trie.words[id as usize].count += count;
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
                number(&row, "first")?,
                number(&row, "last")?,
                number(&row, "middle")?,
                number(&row, "male")?,
                number(&row, "female")?,
            ];
            if let Some(id) = self.single(row.required("name")?) {
                let [first, last, middle, male, female] = numbers;
                let word = &mut self.trie.words[id as usize];
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
                class::ORG_HEAD => level_of(&row),
                class::PRIVATE_BODY => u8::from(row.cell("note").starts_with("association")),
                _ => 0,
            };
            match self.single(word) {
                Some(id) if subtype == 0 => self.trie.words[id as usize].classes |= bit,
                single => {
                    if let Some(id) = single {
                        self.trie.words[id as usize].classes |= bit;
                    }
                    let form = self.plain_entry(kind::WORD, subtype, word);
                    // Which class a phrase has is its bit's number.
                    self.entries[form.entry as usize].since = bit.trailing_zeros();
                    self.trie.insert(&phrase_keys(word), form);
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
            let plain = self.plain_entry(kind::PORTFOLIO, 0, name);
            for form in std::iter::once(name).chain(row.parts("aliases", '|')) {
                self.trie.insert(&phrase_keys(form), plain);
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
            let form = self.plain_entry(kind::BLOCKER, slot as u8, rest);
            let entry = &mut self.entries[form.entry as usize];
            entry.strings[Field::Abbr as usize] = kind_of_name;
            entry.aliases = row.cell("note");
            self.trie.insert(&phrase_keys(rest), form);
        }
        Ok(())
    }

    /// Only read to be checked: the rows are for those who decide what is weak.
    fn ambiguous(&mut self, source: &Source<'s>) -> Result<(), DataError> {
        let columns = ["form", "readings", "note", "source"];
        for row in Table::new(source.file, source.bytes, &columns, &columns[..2])?.rows() {
            let row = row?;
            row.required("form")?;
            row.required("readings")?;
        }
        Ok(())
    }
}

/// The cell as a number; an empty one is 0.
fn number(row: &Row<'_>, column: &str) -> Result<u32, DataError> {
    match row.cell(column) {
        "" => Ok(0),
        cell => cell
            .parse()
            .map_err(|_| row.expected(column, "a whole number", cell)),
    }
}

/// The level of the offices of a body, which the note of its row may name before a semicolon.
fn level_of(row: &Row<'_>) -> u8 {
    let first = row
        .cell("note")
        .split_once(';')
        .map_or("", |(first, _)| first);
    let levels = layout::OFFICE_LEVELS.iter();
    let known = levels.skip(1).position(|level| *level == first);
    known.map_or(0, |at| at as u8 + 1)
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
