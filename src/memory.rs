//! What the article says elsewhere: words that belong to full names somewhere in the text.

use crate::candidates::Candidate;
use crate::gazetteer::layout::{class, kind};
use crate::numbers::Numbers;
use crate::tokens::{Token, Tokens};
use std::collections::HashMap;

/// Where in a full name a word stands.
const FIRST: u8 = 1;
const LAST: u8 = 2;
const INNER: u8 = 4;

/// Words of full names: in how many names, where in them, and one of the names.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    words: HashMap<u64, (u8, usize, bool), Numbers>,
    /// One bit per remembered hash, so that most words need no look-up.
    bits: [u64; 8],
}

impl Memory {
    /// Forgets all, to begin with another article.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.bits = [0; 8];
    }

    /// Remembers the people that strong dictionary forms of several words name.
    pub(crate) fn learn_candidates(&mut self, tokens: &Tokens, found: &[Candidate]) {
        for candidate in found {
            if candidate.kind == kind::PERSON && !candidate.weak {
                self.learn(tokens, candidate.first, candidate.end);
            }
        }
    }

    /// Remembers the name of a person that stands at these tokens.
    pub(crate) fn learn(&mut self, tokens: &Tokens, first: usize, end: usize) {
        if end - first < 2 {
            return;
        }
        for (at, token) in tokens.all[first..end].iter().enumerate() {
            if !is_name_word(token) {
                continue;
            }
            let place = match at {
                0 => FIRST,
                _ if first + at + 1 == end => LAST,
                _ => INNER,
            };
            let (at, bit) = bit(token.hash);
            self.bits[at] |= bit;
            let known = self.words.entry(token.hash).or_insert((0, first, false));
            known.0 |= place;
            known.2 |= known.1 != first;
        }
    }

    /// Per token what is remembered of its word from other places of the article; a name tells
    /// nothing about itself.
    pub(crate) fn recall(&self, tokens: &Tokens, out: &mut Vec<u8>) {
        out.clear();
        out.extend(tokens.all.iter().enumerate().map(|(at, token)| {
            let (bits, bit) = bit(token.hash);
            if self.bits[bits] & bit == 0 || !token.is_word() {
                return 0;
            }
            match self.words.get(&token.hash) {
                // The only name that has the word is the one that the token itself stands in.
                Some(&(_, first, false)) if first <= at && at < first + 6 => 0,
                Some(&(places, _, _)) => places,
                None => 0,
            }
        }));
    }
}

/// Where in the bits a hash has its own.
#[inline]
fn bit(hash: u64) -> (usize, u64) {
    ((hash >> 61) as usize, 1 << ((hash >> 50) % 64))
}

fn is_name_word(token: &Token) -> bool {
    token.is_word()
        && !token.is(class::GENITIVE | class::CASE_MARKER | class::JOINER | class::LETTER)
}
