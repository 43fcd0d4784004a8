//! Mentions of one person, party or place become one entity.
//!
//! Full names come first, wherever they stand; a short form belongs to the only full name that fits
//! it. Where two fit, nothing is guessed.

use super::{Cluster, Linker, Slice};
use crate::entity::EntityKind;
use crate::gazetteer::Entry;
use crate::gazetteer::layout::class;
use crate::numbers::Numbers;
use std::collections::HashMap;

/// Clusters by what their mentions share, so that time stays linear in an article of many names.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By kind and the words of a mention, hashed: the first.
    by_words: HashMap<u64, usize, Numbers>,
    /// By entry: the first.
    by_entry: HashMap<Entry, usize, Numbers>,
    /// People of several words by each word and by each entry: all.
    people_by_word: Lists,
    people_by_entry: Lists,
}

impl Index {
    pub(super) fn clear(&mut self) {
        self.by_words.clear();
        self.by_entry.clear();
        self.people_by_word.clear();
        self.people_by_entry.clear();
    }
}

/// Of people who share a word: more than any article names whom it tells apart by that word, and few
/// enough to be compared with each mention.
const MANY: usize = 256;

/// Lists of clusters by number, in two buffers.
#[derive(Debug, Default)]
struct Lists {
    /// The last item of each list, and how many it has.
    last: HashMap<u64, (usize, usize), Numbers>,
    /// A cluster, and the item before it in its list.
    items: Vec<(usize, Option<usize>)>,
}

impl Lists {
    fn clear(&mut self) {
        self.last.clear();
        self.items.clear();
    }

    /// The clusters of a list, each once; none of a list that grew too long.
    fn of(&self, key: u64) -> impl Iterator<Item = usize> {
        let list = self.last.get(&key).filter(|(_, length)| *length <= MANY);
        let mut next = list.map(|(last, _)| *last);
        std::iter::from_fn(move || {
            let (cluster, before) = self.items[next?];
            next = before;
            Some(cluster)
        })
    }

    fn add(&mut self, key: u64, cluster: usize) {
        let (before, length) = match self.last.get(&key) {
            Some(&(last, length)) => (Some(last), length),
            None => (None, 0),
        };
        if length <= MANY && !self.of(key).any(|known| known == cluster) {
            self.last.insert(key, (self.items.len(), length + 1));
            self.items.push((cluster, before));
        }
    }
}

impl Linker<'_, '_> {
    pub(super) fn cluster(&mut self) {
        // Full names first, wherever they stand; then short forms; then what is no person.
        let turns: [fn(EntityKind, usize) -> bool; 3] = [
            |kind, words| kind == EntityKind::Person && words > 1,
            |kind, words| kind == EntityKind::Person && words <= 1,
            |kind, _| matches!(kind, EntityKind::Party | EntityKind::Place),
        ];
        for is_in_turn in turns {
            for mention in 0..self.found.len() {
                let words = self.state.mentions[mention].words;
                if is_in_turn(self.found[mention].kind, words.len()) {
                    self.place(mention);
                }
            }
        }
    }

    /// Puts a mention into its cluster.
    fn place(&mut self, mention: usize) {
        let kind = self.found[mention].kind;
        let words = self.state.mentions[mention].words;
        let start = kind as u64;
        let key = words.of(&self.state.names).iter().fold(start, |key, word| {
            (key.rotate_left(7) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        let known = self.state.index.by_words.get(&key).copied();
        let cluster = match kind {
            EntityKind::Person if self.is_alias(mention) => {
                self.state.mentions[mention - 1].cluster.or(known)
            }
            EntityKind::Person if words.len() > 1 => known.or_else(|| self.same_person(mention)),
            EntityKind::Person => self
                .short_form(mention)
                .or(known)
                .or_else(|| self.same_only_entry(mention)),
            _ => known.or_else(|| self.same_entry(mention)),
        };
        let number = match cluster {
            Some(number) => {
                self.join(number, mention);
                number
            }
            None => {
                self.state.clusters.push(Cluster {
                    kind,
                    words,
                    fullest: mention,
                    mentions: vec![mention],
                    entries: self.state.mentions[mention].entries,
                    party: None,
                });
                self.state.clusters.len() - 1
            }
        };
        self.state.mentions[mention].cluster = Some(number);
        let index = &mut self.state.index;
        index.by_words.entry(key).or_insert(number);
        let cluster = &self.state.clusters[number];
        let full = kind == EntityKind::Person && cluster.words.len() > 1;
        for &entry in cluster.entries.of(&self.state.entries) {
            index.by_entry.entry(entry).or_insert(number);
            if full {
                index.people_by_entry.add(u64::from(entry), number);
            }
        }
        if full {
            for &word in cluster.words.of(&self.state.names) {
                index.people_by_word.add(word, number);
            }
        }
    }

    /// `गीता देवी उर्फ मुन्नी`, `परमजीत 'पम्मा'`: another name of the person before it.
    fn is_alias(&self, mention: usize) -> bool {
        let Some(before) = mention.checked_sub(1).map(|before| &self.found[before]) else {
            return false;
        };
        let span = &self.found[mention];
        let tokens = &self.article.tokens.all;
        before.kind == EntityKind::Person
            && match &tokens[before.end..span.first] {
                [marker] if marker.is(class::ALIAS_MARKER) => true,
                [quote] => {
                    quote.mark == b'"' && tokens.get(span.end).is_some_and(|end| end.mark == b'"')
                }
                _ => false,
            }
    }

    fn join(&mut self, number: usize, mention: usize) {
        let state = &mut *self.state;
        let cluster = &mut state.clusters[number];
        let known = &mut state.mentions[mention];
        let words = known.words.len();
        if words > cluster.words.len() {
            cluster.words = known.words;
            cluster.fullest = mention;
        } else if known.because.is_none() && cluster.fullest != mention && words == 1 {
            known.because = Some(cluster.fullest);
        }
        cluster.mentions.push(mention);
        // A short form's entries say nothing of an unlisted full name.
        let short = cluster.kind == EntityKind::Person && words < cluster.words.len();
        if cluster.entries.len() == 0 {
            if !short {
                cluster.entries = known.entries;
            }
            return;
        }
        // Those that both allow, if there are any, as a new run behind all others.
        let start = state.entries.len();
        for at in cluster.entries.start..cluster.entries.end {
            let entry = state.entries[at];
            if known.entries.of(&state.entries).contains(&entry) {
                state.entries.push(entry);
            }
        }
        let end = state.entries.len();
        if start < end {
            cluster.entries = Slice { start, end };
        }
    }

    /// The entity that the only entry of a mention is the only entry of.
    fn same_only_entry(&self, mention: usize) -> Option<usize> {
        match self.entries(mention) {
            [only] => {
                let number = *self.state.index.by_entry.get(only)?;
                (self.entries_of(number) == [*only]).then_some(number)
            }
            _ => None,
        }
    }

    fn same_entry(&self, mention: usize) -> Option<usize> {
        let by_entry = &self.state.index.by_entry;
        let mut entries = self.entries(mention).iter();
        entries.find_map(|entry| by_entry.get(entry).copied())
    }

    /// A full name that another full name contains (`प्रियंका गांधी`, `प्रियंका गांधी वाड्रा`), or that
    /// names the same only entry.
    fn same_person(&self, mention: usize) -> Option<usize> {
        let words = self.state.mentions[mention].words.of(&self.state.names);
        self.same_only_entry(mention).or_else(|| {
            // A name that contains the other or is contained shares a word.
            only(words.iter().flat_map(|word| {
                self.named(word).filter(|&number| {
                    let name = self.name_of(number);
                    contains(name, words) || contains(words, name)
                })
            }))
        })
    }

    /// The people of several words whose fullest name has a word.
    fn named<'a>(&'a self, word: &'a u64) -> impl Iterator<Item = usize> + 'a {
        let people = self.state.index.people_by_word.of(*word);
        people.filter(|&number| self.name_of(number).contains(word))
    }

    /// The only person of the article whose name has the short form's word.
    fn short_form(&self, mention: usize) -> Option<usize> {
        let [word] = self.state.mentions[mention].words.of(&self.state.names) else {
            return None;
        };
        let entries = self.entries(mention);
        if self.named(word).next().is_none() {
            // The only one whom the form is listed for.
            let people = &self.state.index.people_by_entry;
            return only(entries.iter().flat_map(|entry| {
                let listed = people.of(u64::from(*entry));
                listed.filter(|&number| self.entries_of(number).contains(entry))
            }));
        }
        let listed = |number: &usize| {
            let mut allowed = self.entries_of(*number).iter();
            allowed.any(|entry| entries.contains(entry))
        };
        let first = |number: &usize| self.name_of(*number).first() == Some(word);
        // A given name tells people apart, a shared surname does not. Else the form may be listed for
        // one of them only (मोदी, not गांधी).
        only(self.named(word))
            .or_else(|| only(self.named(word).filter(first)))
            .or_else(|| only(self.named(word).filter(listed)))
    }
}

/// What an iterator yields if it yields one thing, however often.
pub(super) fn only<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// Whether `words` stand in `name` in their order.
fn contains(name: &[u64], words: &[u64]) -> bool {
    let mut rest = name.iter();
    words.iter().all(|word| rest.any(|other| other == word))
}
