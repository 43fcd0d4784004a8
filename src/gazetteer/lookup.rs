//! Reading the gazetteer: entries by form and by id, their forms, roles and places.

use super::compile::phrase_keys;
use super::layout::{self, Field, PARTY_TYPES, PLACE_TYPES, class, kind};
use super::{Entry, Gazetteer, forms};
use crate::entity::{EntityId, EntityKind};
use crate::fold::{self, to_text};
use std::fmt;

/// An entry of a [`Gazetteer`]. Cheap to copy.
#[derive(Clone, Copy)]
pub struct GazetteerEntry<'g> {
    gazetteer: &'g Gazetteer,
    entry: Entry,
}

/// A form of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GazetteerForm {
    /// As the row has it; a derived form as it is looked up, in folded spelling.
    pub text: String,
    /// The row does not state it: it follows from another form (`पटना` → `पटने`).
    pub derived: bool,
    /// Why it needs support in the article; empty for a form that stands alone.
    pub weak: Vec<WeakReason>,
}

/// Why a form does not stand alone. The row decides; what else speaks for it is beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeakReason {
    /// The row lists the form under `weak`.
    Row,
    /// A word of running text, at least so often in the text that `data/counts.tsv` was counted
    /// over.
    Word(u32),
    /// A first name of at least so many people in `data/names.tsv`.
    GivenName(u32),
    /// A last name of at least so many people in `data/names.tsv`.
    Surname(u32),
    /// A letter of initials.
    Letter,
    /// Other entries have the form too.
    Shared(Vec<EntityId>),
}

impl fmt::Display for WeakReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeakReason::Row => f.write_str("the row says so"),
            WeakReason::Word(count) => write!(f, "a word of running text ({count} times or more)"),
            WeakReason::GivenName(people) => write!(f, "a first name of {people} people or more"),
            WeakReason::Surname(people) => write!(f, "a last name of {people} people or more"),
            WeakReason::Letter => f.write_str("a letter of initials"),
            WeakReason::Shared(others) => {
                f.write_str("shared with ")?;
                for (at, other) in others.iter().take(4).enumerate() {
                    write!(f, "{}{other}", if at > 0 { ", " } else { "" })?;
                }
                match others.len().checked_sub(4) {
                    Some(more) if more > 0 => write!(f, " and {more} more"),
                    _ => Ok(()),
                }
            }
        }
    }
}

/// A role in an entry: an office that a person holds or held.
#[derive(Clone, Copy, Debug)]
pub struct GazetteerRole<'g> {
    /// Which office, as in [`Office::id`](crate::Office::id).
    pub office: &'g str,
    /// The place or party as the row names it (`Uttar Pradesh`, `BJP/Bihar`).
    pub of: &'g str,
    /// The entry of that place or party, if the name is that of only one.
    pub of_entry: Option<GazetteerEntry<'g>>,
    from: u32,
    to: u32,
}

impl GazetteerRole<'_> {
    /// When it began, as precise as known (`2024`, `2024-06`, `2024-06-09`).
    pub fn from(&self) -> Option<String> {
        date_text(self.from)
    }

    /// When it ended. `None` where the role was still held on [`DATA_DATE`](crate::DATA_DATE), and
    /// where no dates are known: then [`from`](GazetteerRole::from) is `None` too.
    pub fn to(&self) -> Option<String> {
        date_text(self.to)
    }
}

fn date_text(date: u32) -> Option<String> {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    match (year, month, day) {
        (0, _, _) => None,
        (_, 0, _) => Some(format!("{year:04}")),
        (_, _, 0) => Some(format!("{year:04}-{month:02}")),
        _ => Some(format!("{year:04}-{month:02}-{day:02}")),
    }
}

impl Gazetteer {
    /// An entry as callers see it.
    pub(crate) fn handle(&self, entry: Entry) -> GazetteerEntry<'_> {
        GazetteerEntry {
            gazetteer: self,
            entry,
        }
    }

    /// The entries that have a form, in the order of their rows; of the same words in any spelling
    /// that folds to them. English names and abbreviations count too.
    ///
    /// ```
    /// use neta::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let found = gazetteer.lookup("अखिलेश यादव");
    /// assert!(found.iter().any(|entry| entry.id().unwrap().as_str() == "person/akhilesh-yadav"));
    /// assert!(gazetteer.lookup("BJP").iter().any(|entry| entry.name() == "भारतीय जनता पार्टी"));
    /// assert!(gazetteer.lookup("क ख ग").is_empty());
    /// ```
    pub fn lookup(&self, form: &str) -> Vec<GazetteerEntry<'_>> {
        let mut found: Vec<Entry> = self
            .forms_of(form)
            .into_iter()
            .map(|(entry, _)| entry)
            .collect();
        let latin = form.trim();
        if !latin.is_empty() && latin.is_ascii() {
            let fields = [Field::NameEn, Field::Abbr, Field::Id];
            let named = self.all().filter(|&entry| {
                let mut fields = fields.iter();
                fields.any(|field| self.string(entry, *field).eq_ignore_ascii_case(latin))
            });
            for entry in named {
                if !found.contains(&entry) {
                    found.push(entry);
                }
            }
        }
        found
            .into_iter()
            .map(|entry| GazetteerEntry {
                gazetteer: self,
                entry,
            })
            .collect()
    }

    /// The entry with an id such as `person/akhilesh-yadav`; of an office, whose titles share an
    /// id, the first.
    pub fn entry(&self, id: &str) -> Option<GazetteerEntry<'_>> {
        let (kind, id) = id.split_once('/')?;
        let kind = kind::NAMES.iter().position(|name| *name == kind)? as u8;
        let entry = self.entry_of(kind, id)?;
        Some(GazetteerEntry {
            gazetteer: self,
            entry,
        })
    }

    /// The entries of people, parties, places and offices, embedded ones first.
    pub fn entries(&self) -> impl Iterator<Item = GazetteerEntry<'_>> {
        self.all().map(|entry| GazetteerEntry {
            gazetteer: self,
            entry,
        })
    }

    /// Forms like a text that names nothing, nearest first: at most `limit` of them, with the
    /// entry and the number of letters that differ. Letters are compared as the gazetteer folds
    /// them; a Latin text is compared with English names.
    ///
    /// ```
    /// let gazetteer = neta::Gazetteer::embedded();
    /// let near = gazetteer.near("कैरना", 5);
    /// assert!(near.iter().any(|(form, _, differs)| *form == "कैराना" && *differs == 1));
    /// ```
    pub fn near(&self, text: &str, limit: usize) -> Vec<(&str, GazetteerEntry<'_>, usize)> {
        let key = joined(text);
        let most = (key.len() / 3).clamp(1, 4);
        let latin = text.is_ascii();
        let mut near: Vec<(usize, &str, Entry)> = Vec::new();
        for entry in self.all() {
            let mut best: Option<(usize, &str)> = None;
            let field = |field| self.string(entry, field);
            let english = [field(Field::NameEn)];
            let (forms, english) = if latin {
                ([""; 3], english)
            } else {
                (
                    [
                        field(Field::Name),
                        field(Field::Aliases),
                        field(Field::Weak),
                    ],
                    [""],
                )
            };
            let forms = forms
                .into_iter()
                .flat_map(|cell| cell.split('|'))
                .map(str::trim);
            for form in forms.chain(english).filter(|form| !form.is_empty()) {
                let distance = distance(&key, &joined(form), most);
                if distance <= most && best.is_none_or(|(nearest, _)| distance < nearest) {
                    best = Some((distance, form));
                }
            }
            near.extend(best.map(|(distance, form)| (distance, form, entry)));
        }
        near.sort_by_key(|&(distance, form, _)| (distance, form.len().abs_diff(text.len())));
        near.truncate(limit);
        let shown = |(distance, form, entry)| {
            (
                form,
                GazetteerEntry {
                    gazetteer: self,
                    entry,
                },
                distance,
            )
        };
        near.into_iter().map(shown).collect()
    }

    /// The entry with this kind and id.
    pub(crate) fn entry_of(&self, kind: u8, id: &str) -> Option<Entry> {
        let own = self.overlay.iter().flat_map(|own| own.all_by_id(kind, id));
        let own = own.map(|entry| entry | super::OVERLAY);
        own.chain(self.base.all_by_id(kind, id))
            .find(|&entry| !self.is_hidden(entry))
    }

    /// The entry with an id.
    pub(crate) fn by_id(&self, id: &EntityId) -> Option<Entry> {
        self.entry(id.as_str()).map(|entry| entry.entry)
    }

    /// The entries of people, parties, places and offices with a form, and whether it is weak.
    pub(crate) fn forms_of(&self, form: &str) -> Vec<(Entry, bool)> {
        self.forms_of_keys(&phrase_keys(form))
    }

    fn forms_of_keys(&self, keys: &[Vec<u8>]) -> Vec<(Entry, bool)> {
        let mut found = Vec::new();
        let Some((first, rest)) = keys.split_first() else {
            return found;
        };
        for index in std::iter::once(&self.base).chain(&self.overlay) {
            let (words, phrases) = (index.words(), index.phrases());
            let word = |key: &[u8]| words.find(fold::hash(key));
            let start = words.facts_of(fold::hash(first)).map(|facts| facts.node);
            let node = start.filter(|&node| node != layout::NONE);
            let node = rest
                .iter()
                .try_fold(node, |node, key| Some(phrases.node(node?).step(word(key)?)));
            let Some(node) = node.flatten() else { continue };
            let node = phrases.node(node);
            let forms = self.forms(node, !std::ptr::eq(index, &self.base));
            found.extend(forms.map(|form| (form.entry, form.weak)));
        }
        found.retain(|&(entry, _)| self.kind(entry) <= kind::OFFICE);
        found
    }

    fn reasons(&self, of: Entry, keys: &[Vec<u8>], stated: bool) -> Vec<WeakReason> {
        let mut reasons = Vec::new();
        if stated {
            reasons.push(WeakReason::Row);
        }
        if let [key] = keys
            && let Some(facts) = self.base.words().facts_of(fold::hash(key))
        {
            let least =
                |bucket: u8, from: u8| Some(layout::least(bucket)).filter(|_| bucket >= from);
            // As rare as a name, a count says nothing.
            reasons.extend(least(facts.count, 6).map(WeakReason::Word));
            reasons.extend(least(facts.given, 4).map(WeakReason::GivenName));
            reasons.extend(least(facts.surname, 4).map(WeakReason::Surname));
            if facts.classes & class::LETTER != 0 {
                reasons.push(WeakReason::Letter);
            }
        }
        let others = self
            .forms_of_keys(keys)
            .into_iter()
            .filter(|&(entry, _)| entry != of);
        let others: Vec<EntityId> = others.filter_map(|(entry, _)| self.id(entry)).collect();
        if !others.is_empty() {
            reasons.push(WeakReason::Shared(others));
        }
        reasons
    }
}

impl<'g> GazetteerEntry<'g> {
    fn text(&self, field: Field) -> &'g str {
        self.gazetteer.string(self.entry, field)
    }

    fn known(&self, field: Field) -> Option<&'g str> {
        Some(self.text(field)).filter(|text| !text.is_empty())
    }

    fn other(&self, entry: Option<Entry>) -> Option<GazetteerEntry<'g>> {
        Some(GazetteerEntry {
            gazetteer: self.gazetteer,
            entry: entry?,
        })
    }

    /// What it is.
    pub fn kind(&self) -> EntityKind {
        EntityKind::from_number(self.gazetteer.kind(self.entry)).unwrap_or(EntityKind::Office)
    }

    /// Its id; `None` if a user's row gives none.
    pub fn id(&self) -> Option<EntityId> {
        self.gazetteer.id(self.entry)
    }

    /// Its main name.
    pub fn name(&self) -> &'g str {
        self.text(Field::Name)
    }

    /// Its name in English.
    pub fn name_en(&self) -> Option<&'g str> {
        self.known(Field::NameEn)
    }

    /// A party's abbreviation (`BJP`).
    pub fn abbr(&self) -> Option<&'g str> {
        self.known(Field::Abbr)
            .filter(|_| self.kind() == EntityKind::Party)
    }

    /// The sex of a person (`m`, `f`) or of an office's title (`any` too).
    pub fn gender(&self) -> Option<&'static str> {
        let (index, entry) = self.gazetteer.of(self.entry);
        [None, Some("m"), Some("f"), Some("any")]
            .get(usize::from(index.gender(entry)))
            .copied()?
    }

    /// Its Wikidata item (`Q10230`).
    pub fn wikidata(&self) -> Option<&'g str> {
        self.known(Field::Wikidata)
    }

    /// The type of a place or party as its row names it (`constituency-lok-sabha`, `alliance`).
    pub fn type_name(&self) -> Option<&'static str> {
        let subtype = usize::from(self.gazetteer.subtype(self.entry));
        let name = match self.kind() {
            EntityKind::Place => PLACE_TYPES.get(subtype),
            EntityKind::Party => PARTY_TYPES.get(subtype),
            EntityKind::Person | EntityKind::Office => None,
        };
        name.copied().filter(|name| !name.is_empty())
    }

    /// The state or country of a place.
    pub fn within(&self) -> Option<GazetteerEntry<'g>> {
        self.other(self.gazetteer.within(self.entry))
    }

    /// The latest known party of a person.
    pub fn party(&self) -> Option<GazetteerEntry<'g>> {
        self.other(self.gazetteer.party(self.entry))
    }

    /// A person's offices, in the order of the row.
    pub fn roles(&self) -> impl Iterator<Item = GazetteerRole<'g>> + use<'g> {
        let entry = *self;
        entry
            .gazetteer
            .roles(entry.entry)
            .map(move |role| GazetteerRole {
                office: role.office(),
                of: role.of(),
                of_entry: entry.other(role.of_entry.map(|of| {
                    entry
                        .gazetteer
                        .standing(of | (entry.entry & super::OVERLAY))
                })),
                from: role.from,
                to: role.to,
            })
    }

    /// From when a party was, as precise as known.
    pub fn since(&self) -> Option<String> {
        date_text(self.gazetteer.number(self.entry, Field::Since))
    }

    /// Until when a party was.
    pub fn until(&self) -> Option<String> {
        date_text(self.gazetteer.number(self.entry, Field::Until))
    }

    /// Whether it is of a user's gazetteer.
    pub fn is_own(&self) -> bool {
        Gazetteer::is_own(self.entry)
    }

    /// All forms: those of the row, then those that follow from them.
    pub fn forms(&self) -> Vec<GazetteerForm> {
        let gazetteer = self.gazetteer;
        let weak: Vec<&str> = cell(self.text(Field::Weak)).collect();
        let weak_keys: Vec<_> = weak.iter().map(|form| phrase_keys(form)).collect();
        let (mut seen, mut found) = (Vec::new(), Vec::new());
        let mut add = |keys: Vec<Vec<u8>>, text: String, derived: bool| {
            if seen.contains(&keys) {
                return;
            }
            let known = gazetteer.forms_of_keys(&keys);
            if let Some(&(_, is_weak)) = known.iter().find(|(entry, _)| *entry == self.entry) {
                let stated = weak_keys.contains(&keys);
                let weak = if is_weak {
                    gazetteer.reasons(self.entry, &keys, stated)
                } else {
                    Vec::new()
                };
                found.push(GazetteerForm {
                    text,
                    derived,
                    weak,
                });
            }
            seen.push(keys);
        };
        let strong: Vec<&str> = std::iter::once(self.name())
            .chain(cell(self.text(Field::Aliases)))
            .collect();
        for form in strong.iter().chain(&weak) {
            add(phrase_keys(form), (*form).to_owned(), false);
        }
        let letter = |key: &[u8]| {
            let facts = gazetteer.base.words().facts_of(fold::hash(key));
            facts.is_some_and(|facts| facts.classes & class::LETTER != 0)
        };
        let (kind, subtype) = (gazetteer.kind(self.entry), gazetteer.subtype(self.entry));
        for form in strong {
            for keys in forms::derive(kind, subtype, &phrase_keys(form), &letter) {
                let words: Vec<String> = keys.iter().map(|key| to_text(key)).collect();
                add(keys, words.join(" "), true);
            }
        }
        found
    }
}

impl fmt::Debug for GazetteerEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entry = f.debug_struct("GazetteerEntry");
        entry.field("kind", &self.kind()).field("id", &self.id());
        entry.field("name", &self.name()).finish()
    }
}

impl PartialEq for GazetteerEntry<'_> {
    /// Entries of one gazetteer are compared by what they are, not by what they say.
    fn eq(&self, other: &Self) -> bool {
        self.entry == other.entry && std::ptr::eq(self.gazetteer, other.gazetteer)
    }
}

impl Eq for GazetteerEntry<'_> {}

fn cell(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|')
        .map(str::trim)
        .filter(|form| !form.is_empty())
}

/// The keys of all words, one behind the other: spaces and hyphens are no difference.
fn joined(text: &str) -> Vec<u8> {
    phrase_keys(text).concat()
}

/// How many letters to put in, leave out, replace or swap with their neighbour; more than `most`
/// where it is more.
fn distance(a: &[u8], b: &[u8], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_by_table() {
        let cases = [
            ("कैराना", "कैराना", 0),
            ("कैराना", "कैरना", 1),
            ("शामली", "शमाली", 1),
            ("बागपत", "बाघपत", 1),
            ("दिल्ली", "दिल्लि", 1),
            ("मेरठ", "पटना", 4),
        ];
        for (a, b, expected) in cases {
            assert_eq!(distance(&joined(a), &joined(b), 3), expected, "{a} {b}");
            assert_eq!(distance(&joined(b), &joined(a), 3), expected, "{b} {a}");
        }
    }
}
