//! Castes and communities: as the last part of a name they belong to it (`रामकिशन जाट`), in the sums
//! that parties do they are nobody (`राजपूत, जैन और प्रजापत`, `यादव 9 और देवांगन 5 प्रतिशत`).

use super::Found;
use crate::entity::EntityKind;
use crate::fold::{self, Level};
use crate::gazetteer::layout::class;
use crate::numbers::Numbers;
use crate::segment::WordKind;
use crate::tokens::{Token, Tokens};
use once_cell::sync::Lazy;
use std::collections::HashMap;

/// Hashes of the words of `data/castes.tsv`; whether people bear them as surnames, and whether a word
/// is none but says of the one before that it is.
static WORDS: Lazy<HashMap<u64, Word, Numbers>> = Lazy::new(|| {
    let rows = include_str!("../../data/castes.tsv").lines().skip(1);
    let word = |row: &'static str| {
        let mut cells = row.split('\t');
        let (word, role) = (cells.next()?, cells.next()?);
        let role = match role {
            "surname" => Word::Surname,
            "community" => Word::Community,
            _ => Word::Voters,
        };
        let mut key = Vec::new();
        fold::fold_into(word, Level::Spelling, &mut key);
        Some((fold::hash(&key), role))
    };
    rows.filter_map(word).collect()
});

#[derive(Clone, Copy, PartialEq)]
enum Word {
    /// A caste that people bear as a surname.
    Surname,
    /// One that they do not.
    Community,
    /// What stands behind either when nobody is named: मतदाता, समाज.
    Voters,
}

fn word(token: &Token) -> Option<Word> {
    (token.kind == WordKind::Devanagari)
        .then(|| WORDS.get(&token.hash).copied())
        .flatten()
}

fn is_caste(token: &Token) -> bool {
    matches!(word(token), Some(Word::Surname | Word::Community))
}

/// Takes castes at the end of a name into it, and those that name nobody out of the spans.
pub(super) fn settle(tokens: &Tokens, all: &mut Vec<Found>) {
    let mut none = false;
    for at in 0..all.len() {
        let span = all[at];
        if !matches!(span.kind, EntityKind::Person | EntityKind::Place) {
            continue;
        }
        if tokens.all[span.first..span.end].iter().all(is_caste) {
            if is_of_nobody(tokens, all, span) {
                // An empty span, which is taken out below.
                all[at].end = span.first;
                none = true;
            }
        } else if span.kind == EntityKind::Person && ends_name(tokens, &span) {
            all[at].end += 1;
        }
    }
    if none {
        all.retain(|span| span.first < span.end);
    }
}

/// `प्रेम देवी गुर्जर`: a caste behind a name, and nothing behind it that it would describe.
fn ends_name(tokens: &Tokens, span: &Found) -> bool {
    let last = &tokens.all[span.end - 1];
    let Some(caste) = tokens.all.get(span.end) else {
        return false;
    };
    caste.spaced
        && last.is_word()
        && word(last).is_none()
        && word(caste) == Some(Word::Surname)
        && tokens.all.get(span.end + 1).is_none_or(|next| {
            next.kind == WordKind::Punctuation && (next.mark != b'-' || next.spaced)
                || next.is(class::ERGATIVE
                    | class::GENITIVE
                    | class::ABLATIVE
                    | class::LOCATIVE
                    | class::CASE_MARKER
                    | class::HONORIFIC_AFTER)
        })
}

/// Whether castes stand for their people: in a list of castes, before their share or their voters.
fn is_of_nobody(tokens: &Tokens, all: &[Found], span: Found) -> bool {
    let words = &tokens.all;
    let next = words.get(span.end);
    if next.is_some_and(|next| word(next) == Some(Word::Voters)) {
        return true;
    }
    let is_between = |token: &Token| {
        token.kind == WordKind::Number || token.mark == b',' || token.is(class::JOINER)
    };
    let is_part = |token: &&Token| is_between(token) || is_caste(token);
    let sentence = tokens
        .sentences
        .partition_point(|(_, end)| *end <= span.first);
    let Some(&(start, end)) = tokens.sentences.get(sentence) else {
        return false;
    };
    let before = words[start..span.first].iter().rev().take_while(is_part);
    let after = words[span.end..end].iter().take_while(is_part);
    let reach = after.clone().count();
    let bearer = |token: &Token| {
        all.iter().any(|person| {
            person.kind == EntityKind::Person
                && person.end - person.first > 1
                && !words[person.first..person.end].iter().all(is_caste)
                && words[person.end - 1].hash == token.hash
        })
    };
    // `सिद्धू और चन्नी`: surnames of people whom the article names in full are people.
    let others = before.chain(after).filter(|token| is_caste(token));
    let unborne = others.clone().filter(|token| !bearer(token)).count();
    let counted = next.is_some_and(|next| next.kind == WordKind::Number)
        || words[span.end..end]
            .get(reach)
            .is_some_and(|next| word(next) == Some(Word::Voters));
    let listed = others.count();
    listed > 0 && (unborne > 0 || counted)
}
