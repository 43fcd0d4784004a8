//! Castes and communities: as the last part of a name they belong to it (`रामकिशन जाट`), in the sums
//! that parties do they are nobody (`राजपूत, जैन और प्रजापत`, `यादव 9 और देवांगन 5 प्रतिशत`).

use super::Found;
use super::asked::Asked;
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tables::{ByWord, WordTable};
use crate::tokens::{Token, Tokens};
use once_cell::sync::Lazy;

/// What a word is among castes.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// A caste that people bear as a surname.
    Surname,
    /// One that they do not.
    Community,
    /// What stands behind either when nobody is named: मतदाता, समाज.
    Voters,
}

const TABLE: WordTable<Role> = WordTable {
    file: "data/castes.tsv",
    text: include_str!("../../data/castes.tsv"),
    columns: &["word", "role", "source"],
    values: &[
        ("surname", Role::Surname),
        ("community", Role::Community),
        ("voters", Role::Voters),
    ],
};

static ROLES: Lazy<ByWord<Role>> = Lazy::new(|| TABLE.read());

fn role(token: &Token) -> Option<Role> {
    ROLES.of(token)
}

fn is_caste(token: &Token) -> bool {
    matches!(role(token), Some(Role::Surname | Role::Community))
}

/// Takes castes at the end of a name into it, and those that name nobody out of the spans.
pub(super) fn settle(tokens: &Tokens, all: &mut Vec<Found>, surnames: &mut Asked) {
    lengthen(tokens, all);
    let mut list = List::default();
    for at in 0..all.len() {
        let span = all[at];
        if !is_caste_alone(tokens, &span) {
            continue;
        }
        let mut is_unborne = |word: &Token| !surnames.holds(word.hash, || borne(tokens, all));
        if span.first >= list.end {
            list = List::around(tokens, span.first, &mut is_unborne);
        }
        if list.is_of_nobody(tokens, &span, &mut is_unborne) {
            // An empty span, which is taken out below.
            all[at].end = span.first;
        }
    }
    all.retain(|span| span.first < span.end);
}

fn lengthen(tokens: &Tokens, all: &mut Vec<Found>) {
    for span in all.iter_mut() {
        if span.kind == EntityKind::Person && ends_name(tokens, span) {
            span.end += 1;
        }
    }
    all.dedup_by(|later, earlier| later.first < earlier.end);
}

/// `प्रेम देवी गुर्जर`: a caste behind a name, and nothing behind it that it would describe.
fn ends_name(tokens: &Tokens, span: &Found) -> bool {
    let last = &tokens.all[span.end - 1];
    let Some(caste) = tokens.all.get(span.end) else {
        return false;
    };
    caste.spaced
        && last.is_word()
        && role(last).is_none()
        && role(caste) == Some(Role::Surname)
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

fn is_caste_alone(tokens: &Tokens, span: &Found) -> bool {
    matches!(span.kind, EntityKind::Person | EntityKind::Place)
        && tokens.all[span.first..span.end].iter().all(is_caste)
}

/// Surnames of people whom the article names in full: `सिद्धू और चन्नी` may be two of them.
fn borne(tokens: &Tokens, all: &[Found]) -> impl Iterator<Item = u64> {
    let full = |span: &&Found| {
        span.kind == EntityKind::Person
            && span.end - span.first > 1
            && !is_caste_alone(tokens, span)
    };
    let people = all.iter().filter(full);
    people.map(|person| tokens.all[person.end - 1].hash)
}

/// Castes with nothing between them but commas, numbers and words for and.
#[derive(Default)]
struct List {
    /// One past the last token.
    end: usize,
    castes: usize,
    /// How many of them nobody in the article has for a surname.
    unborne: usize,
    /// What stands behind them says that they are counted.
    voters: bool,
}

impl List {
    /// The list in which a caste stands.
    fn around(tokens: &Tokens, caste: usize, is_unborne: &mut impl FnMut(&Token) -> bool) -> List {
        let next = tokens.sentences.partition_point(|(_, end)| *end <= caste);
        let (start, end) = tokens.sentences[next];
        let before = tokens.all[start..caste].iter().rev();
        let first = caste - before.take_while(|token| is_part(token)).count();
        let behind = tokens.all[caste..end].iter();
        let last = caste + behind.take_while(|token| is_part(token)).count();
        let mut list = List {
            end: last,
            voters: last < end && role(&tokens.all[last]) == Some(Role::Voters),
            ..List::default()
        };
        for word in tokens.all[first..last].iter().filter(|word| is_caste(word)) {
            list.castes += 1;
            list.unborne += usize::from(is_unborne(word));
        }
        list
    }

    /// Whether castes of the list stand for their people: among other castes, before their share or
    /// their voters.
    fn is_of_nobody(
        &self,
        tokens: &Tokens,
        span: &Found,
        is_unborne: &mut impl FnMut(&Token) -> bool,
    ) -> bool {
        let next = tokens.all.get(span.end);
        if next.is_some_and(|next| role(next) == Some(Role::Voters)) {
            return true;
        }
        let own = &tokens.all[span.first..span.end];
        let counted = self.voters || next.is_some_and(|next| next.kind == WordKind::Number);
        self.castes > own.len()
            && (counted || self.unborne > own.iter().filter(|word| is_unborne(word)).count())
    }
}

fn is_part(token: &Token) -> bool {
    token.kind == WordKind::Number
        || token.mark == b','
        || token.is(class::JOINER)
        || is_caste(token)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_right() {
        let wrong = crate::tables::tests::check(&super::TABLE).err();
        assert_eq!(wrong.map(|error| error.to_string()), None);
    }
}
