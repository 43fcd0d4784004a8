//! Words and phrases while an image is compiled.

use super::layout::{self, NONE, Section, class};
use super::phrases::Form;
use crate::fold;
use crate::numbers::Numbers;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Words by the hash of their key, and the phrases that start with each. A word's 64-bit hash is
/// its identity, here as in the reader.
#[derive(Default)]
pub(crate) struct Trie {
    ids: HashMap<u64, u32, Numbers>,
    hashes: Vec<u64>,
    /// Hashes of ordinary words.
    pub(crate) ordinary: Vec<u64>,
    pub(crate) words: Vec<WordInfo>,
    nodes: u32,
    /// (node, word) → node.
    edges: HashMap<(u32, u32), u32, Numbers>,
    /// (node, form), in the order of the rows.
    forms: Vec<(u32, Form)>,
    /// The entry whose forms are being entered, one entry after the other, and their places in
    /// `forms`.
    entry: u32,
    own: Vec<usize>,
}

/// What is known of a word besides its phrases.
#[derive(Default, Clone, Copy)]
pub(crate) struct WordInfo {
    pub(crate) classes: u64,
    node: Option<u32>,
    pub(crate) given: u32,
    pub(crate) surname: u32,
    pub(crate) middle: u32,
    pub(crate) count: u32,
}

impl Trie {
    /// The number of the word with this key.
    pub(crate) fn word(&mut self, key: &[u8]) -> u32 {
        let hash = fold::hash(key);
        let next = self.words.len() as u32;
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.words.push(WordInfo::default());
            self.hashes.push(hash);
        }
        id
    }

    /// What is known of the word with this key.
    pub(crate) fn info(&self, key: &[u8]) -> Option<&WordInfo> {
        let id = self.ids.get(&fold::hash(key))?;
        self.words.get(*id as usize)
    }

    /// Enters a phrase. A form that is weak once is weak for that entry. All forms of an entry are
    /// entered before those of the next.
    pub(crate) fn insert(&mut self, keys: &[Vec<u8>], form: Form) {
        let Some((first, rest)) = keys.split_first() else {
            return;
        };
        let word = self.word(first) as usize;
        let mut node = match self.words[word].node {
            Some(node) => node,
            None => {
                self.nodes += 1;
                *self.words[word].node.insert(self.nodes - 1)
            }
        };
        for key in rest {
            let word = self.word(key);
            let next = *self.edges.entry((node, word)).or_insert(self.nodes);
            self.nodes += u32::from(next == self.nodes);
            node = next;
        }
        if self.entry != form.entry {
            self.entry = form.entry;
            self.own.clear();
        }
        match self.own.iter().find(|&&at| self.forms[at].0 == node) {
            Some(&at) => self.forms[at].1.weak |= form.weak,
            None => {
                self.own.push(self.forms.len());
                self.forms.push((node, form));
            }
        }
    }

    /// Writes words, slots, nodes, edges and forms.
    pub(crate) fn write(mut self, sections: &mut [Vec<u8>; layout::SECTIONS]) {
        sections[Section::Ordinary as usize] = self.ordinary();
        let numbers = self.sort_words();
        for (hash, word) in self.hashes.iter().zip(&self.words) {
            let out = &mut sections[Section::Words as usize];
            out.extend(hash.to_le_bytes());
            out.extend(word.classes.to_le_bytes());
            out.extend(word.node.unwrap_or(NONE).to_le_bytes());
            out.extend([word.given, word.surname, word.middle, word.count].map(layout::bucket));
        }
        sections[Section::Slots as usize] = self.slots();
        let mut edges: Vec<(u32, u32, u32)> = self
            .edges
            .drain()
            .map(|((node, word), next)| (node, numbers[word as usize], next))
            .collect();
        edges.sort_unstable();
        // Stable: the order of a run is that of the rows. Entities come behind the words of the
        // language, which they paint over.
        self.forms
            .sort_by_key(|&(node, form)| (node, Reverse(form.kind), form.weak));
        let (mut edge, mut form) = (0, 0);
        for node in 0..=self.nodes {
            let out = &mut sections[Section::Nodes as usize];
            out.extend((edge as u32).to_le_bytes());
            out.extend((form as u32).to_le_bytes());
            while let Some(&(_, word, next)) = edges.get(edge).filter(|edge| edge.0 == node) {
                sections[Section::Edges as usize].extend(word.to_le_bytes());
                sections[Section::Edges as usize].extend(next.to_le_bytes());
                edge += 1;
            }
            while let Some(&(_, ends)) = self.forms.get(form).filter(|form| form.0 == node) {
                sections[Section::Forms as usize].extend(ends.stored().to_le_bytes());
                form += 1;
            }
        }
    }

    /// Marks ordinary words that are words already; the others as a table of halved hashes.
    fn ordinary(&mut self) -> Vec<u8> {
        let mut others = Vec::new();
        for hash in std::mem::take(&mut self.ordinary) {
            match self.ids.get(&hash) {
                Some(&id) => self.words[id as usize].classes |= class::ORDINARY,
                None => others.push(layout::upper_half(hash)),
            }
        }
        if others.is_empty() {
            return Vec::new();
        }
        let size = (others.len() * 3 / 2).next_power_of_two();
        let mut table = vec![0u32; size];
        for half in others {
            let mut at = half as usize & (size - 1);
            while table[at] != 0 && table[at] != half {
                at = (at + 1) & (size - 1);
            }
            table[at] = half;
        }
        table.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    /// Puts the words that running text has most often first; returns their new numbers.
    fn sort_words(&mut self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.sort_by_key(|&word| Reverse(self.words[word as usize].count));
        let mut numbers = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            numbers[old as usize] = new as u32;
        }
        self.hashes = order.iter().map(|&old| self.hashes[old as usize]).collect();
        self.words = order.iter().map(|&old| self.words[old as usize]).collect();
        numbers
    }

    fn slots(&self) -> Vec<u8> {
        let size = (self.hashes.len() * 3 / 2).next_power_of_two().max(2);
        let mut slots = vec![NONE; size];
        for (word, &hash) in self.hashes.iter().enumerate() {
            let mut at = hash as usize & (size - 1);
            while slots[at] != NONE {
                at = (at + 1) & (size - 1);
            }
            slots[at] = layout::slot(hash, word as u32);
        }
        slots.into_iter().flat_map(u32::to_le_bytes).collect()
    }
}
