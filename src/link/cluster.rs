//! Mentions of one person, party or place become one entity.
//!
//! Full names come first, wherever they stand; a short form belongs to the only full name that fits
//! it. Where two fit, nothing is guessed.

use super::{Cluster, Linker};
use crate::entity::EntityKind;
use crate::gazetteer::Entry;
use std::collections::HashMap;

impl Linker<'_, '_> {
    pub(super) fn cluster(&mut self) {
        let mut by_words: HashMap<(EntityKind, Vec<u64>), usize> = HashMap::new();
        let mut by_entry: HashMap<Entry, usize> = HashMap::new();
        let people = |long: bool| {
            let found = self.found;
            (0..found.len())
                .filter(move |&m| found[m].kind == EntityKind::Person)
                .map(move |m| (m, long))
        };
        let others = (0..self.found.len())
            .filter(|&m| matches!(self.found[m].kind, EntityKind::Party | EntityKind::Place))
            .map(|m| (m, true));
        // Full names first, wherever they stand; then short forms.
        let order: Vec<(usize, bool)> = people(true).chain(people(false)).chain(others).collect();
        for (mention, long) in order {
            let kind = self.found[mention].kind;
            let words = self.words(mention);
            if kind == EntityKind::Person && (words.len() > 1) != long {
                continue;
            }
            let entries = self.entries(mention);
            let known = by_words.get(&(kind, words.clone())).copied();
            let cluster = match kind {
                EntityKind::Person if words.len() > 1 => {
                    known.or_else(|| self.same_person(&words, &entries, &by_entry))
                }
                EntityKind::Person => self
                    .short_form(mention, &words, &entries)
                    .or(known)
                    .or_else(|| self.same_only_entry(&entries, &by_entry)),
                _ => known.or_else(|| self.same_entry(&entries, &by_entry)),
            };
            let number = match cluster {
                Some(number) => {
                    self.join(number, mention, &words, &entries);
                    number
                }
                None => {
                    self.clusters.push(Cluster {
                        kind,
                        words: words.clone(),
                        fullest: mention,
                        mentions: vec![mention],
                        entries: entries.clone(),
                        party: None,
                    });
                    self.clusters.len() - 1
                }
            };
            self.of_mention[mention] = Some(number);
            by_words.entry((kind, words)).or_insert(number);
            for &entry in &self.clusters[number].entries {
                by_entry.entry(entry).or_insert(number);
            }
        }
    }

    fn join(&mut self, number: usize, mention: usize, words: &[u64], entries: &[Entry]) {
        let cluster = &mut self.clusters[number];
        if words.len() > cluster.words.len() {
            cluster.words = words.to_vec();
            cluster.fullest = mention;
        } else if self.because[mention].is_none() && cluster.fullest != mention && words.len() == 1
        {
            self.because[mention] = Some(cluster.fullest);
        }
        cluster.mentions.push(mention);
        // A short form's entries say nothing of an unlisted full name.
        let short = cluster.kind == EntityKind::Person && words.len() < cluster.words.len();
        if cluster.entries.is_empty() {
            if !short {
                cluster.entries = entries.to_vec();
            }
        } else if entries.iter().any(|entry| cluster.entries.contains(entry)) {
            cluster.entries.retain(|entry| entries.contains(entry));
        }
    }

    /// The entity that the only entry of a mention is the only entry of.
    fn same_only_entry(
        &self,
        entries: &[Entry],
        by_entry: &HashMap<Entry, usize>,
    ) -> Option<usize> {
        match entries {
            [only] => by_entry
                .get(only)
                .copied()
                .filter(|&number| self.clusters[number].entries == [*only]),
            _ => None,
        }
    }

    fn same_entry(&self, entries: &[Entry], by_entry: &HashMap<Entry, usize>) -> Option<usize> {
        entries
            .iter()
            .find_map(|entry| by_entry.get(entry).copied())
    }

    /// A full name that another full name contains (`प्रियंका गांधी`, `प्रियंका गांधी वाड्रा`), or that
    /// names the same only entry.
    fn same_person(
        &self,
        words: &[u64],
        entries: &[Entry],
        by_entry: &HashMap<Entry, usize>,
    ) -> Option<usize> {
        self.same_only_entry(entries, by_entry).or_else(|| {
            let mut fits = self.clusters.iter().enumerate().filter(|(_, cluster)| {
                cluster.kind == EntityKind::Person
                    && (contains(&cluster.words, words) || contains(words, &cluster.words))
                    && cluster.words.len() > 1
            });
            match (fits.next(), fits.next()) {
                (Some((number, _)), None) => Some(number),
                _ => None,
            }
        })
    }

    /// The only person of the article whose name has the short form's word.
    fn short_form(&self, mention: usize, words: &[u64], entries: &[Entry]) -> Option<usize> {
        let [word] = words else { return None };
        let named: Vec<usize> = (0..self.clusters.len())
            .filter(|&n| {
                let cluster = &self.clusters[n];
                cluster.kind == EntityKind::Person
                    && cluster.words.len() > 1
                    && cluster.words.contains(word)
            })
            .collect();
        let listed = |n: &usize| {
            self.clusters[*n].words.len() > 1
                && self.clusters[*n]
                    .entries
                    .iter()
                    .any(|entry| entries.contains(entry))
        };
        match named.as_slice() {
            [only] => Some(*only),
            [] => {
                let mut fits = (0..self.clusters.len()).filter(listed);
                let only = fits.next()?;
                fits.next().is_none().then_some(only)
            }
            several => {
                // A given name tells people apart, a shared surname does not.
                let first: Vec<usize> = several
                    .iter()
                    .copied()
                    .filter(|&n| self.clusters[n].words.first() == Some(word))
                    .collect();
                if let [only] = first.as_slice() {
                    return Some(*only);
                }
                // The form is listed for one of them only (मोदी, not गांधी).
                let listed: Vec<usize> = several.iter().copied().filter(listed).collect();
                if let [only] = listed.as_slice() {
                    return Some(*only);
                }
                let _ = mention;
                None
            }
        }
    }
}

/// Whether `words` stand in `name` in their order.
fn contains(name: &[u64], words: &[u64]) -> bool {
    let mut rest = name.iter();
    words.iter().all(|word| rest.any(|other| other == word))
}
