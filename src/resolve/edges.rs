//! Where a name that no list holds begins and ends: ordinary words and listed names at its edges are
//! no part of it, and of nothing but ordinary words there is no name.

use super::places::is_road_show;
use super::{Found, endings};
use crate::article::Article;
use crate::context::{self, Cover};
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::gazetteer::words::WordFacts;
use crate::segment::WordKind;
use crate::tokens::Token;
use once_cell::sync::Lazy;

/// Narrows a tagged span that no list holds to the name in it; `None` if it holds none.
pub(super) fn narrow(article: &Article<'_, '_>, span: Found) -> Option<Found> {
    let only = span.end - span.first == 1;
    match span.kind {
        EntityKind::Person | EntityKind::Place if only && is_no_name(article, span.first) => None,
        EntityKind::Person => person(article, span),
        EntityKind::Place => place(article, span),
        EntityKind::Party => party(article, span),
        EntityKind::Office => Some(span),
    }
}

/// An abbreviation, or a word that tells by its ending that it is none.
fn is_no_name(article: &Article<'_, '_>, at: usize) -> bool {
    is_spelled_out(article.written(at)) || is_derived(article, at)
}

/// सृजनात्मक, मानववाद, कार्यकर्ताओं: the ending of an unlisted word tells that it names nobody.
fn is_derived(article: &Article<'_, '_>, at: usize) -> bool {
    article.tokens.all[at].facts == WordFacts::UNKNOWN && endings::is_ordinary(article.written(at))
}

/// A word of the language that is part of nobody's name.
fn is_ordinary(token: &Token) -> bool {
    let facts = &token.facts;
    token.kind == WordKind::Devanagari
        && facts.given + facts.surname + facts.middle == 0
        && (token.is(class::ORDINARY) || facts.count >= 5)
}

fn person(article: &Article<'_, '_>, span: Found) -> Option<Found> {
    let ordinary = |at: usize| {
        let token = &article.tokens.all[at];
        let known = token.is(class::ORDINARY) || token.facts.count >= 8;
        is_ordinary(token) && known || is_derived(article, at)
    };
    (!(span.first..span.end).all(ordinary)).then_some(span)
}

/// एनडीएमए: three letters or more, each by its English name, are an abbreviation.
fn is_spelled_out(word: &str) -> bool {
    static LETTERS: Lazy<Vec<&'static str>> = Lazy::new(|| {
        let rows = include_str!("../../data/letters.tsv").lines().skip(1);
        // A row of more Latin letters is a syllable, and क a part of many words.
        let letter = |row: &'static str| {
            let mut cells = row.split('\t');
            let (letter, latin) = (cells.next()?, cells.next()?);
            let named = letter.chars().nth(1).is_some() || matches!(letter, "ए" | "ई" | "ओ");
            (latin.len() == 1 && named).then_some(letter)
        };
        rows.filter_map(letter).collect()
    });
    let (mut rest, mut count) = (word, 0);
    while !rest.is_empty() {
        let after = LETTERS
            .iter()
            .filter_map(|letter| rest.strip_prefix(letter));
        let Some(shortest) = after.min_by_key(|rest| rest.len()) else {
            return false;
        };
        (rest, count) = (shortest, count + 1);
    }
    count >= 3
}

/// `छत्तीसगढ़ दंतेवाड़ा`, `भारत-पाकिस्तान`: adds listed places one behind the other with nothing
/// between but hyphens; none if that is not so or the whole is listed.
pub(super) fn listed_in_a_row(article: &Article<'_, '_>, span: Found, out: &mut Vec<Found>) {
    let start = out.len();
    let mut at = span.first;
    while at < span.end {
        let here = context::near(article.candidates, at).filter(|c| {
            let place = c.kind == EntityKind::Place as u8 && !c.weak;
            place && c.first == at && c.end <= span.end
        });
        let Some(longest) = here.max_by_key(|c| c.end) else {
            out.truncate(start);
            return;
        };
        out.push(Found {
            first: longest.first,
            end: longest.end,
            ..span
        });
        at = longest.end;
        if at < span.end && article.tokens.all[at].mark == b'-' {
            at += 1;
        }
    }
    if out.len() - start == 1 {
        out.truncate(start);
    }
}

fn place(article: &Article<'_, '_>, mut span: Found) -> Option<Found> {
    let words = &article.tokens.all;
    if span.end - span.first > 1 && is_road_show(&words[span.end - 1..]) {
        span.end -= 1;
    }
    let said_of_it = |at: usize| {
        let token = &words[at];
        let known = article.context.covers[at][EntityKind::Place as usize] != Cover::None;
        is_ordinary(token) && !known && !token.is(class::PLACE_HEAD | class::DIRECTION)
    };
    // `मोहल्ला लोधनपुरवा`, `केहाट थाना`: what kind of place it is stands outside its name.
    let outside = |at: usize| said_of_it(at) || words[at].is(class::TYPE_WORD);
    while span.end - span.first > 1 && outside(span.end - 1) {
        span.end -= 1;
    }
    while span.end - span.first > 1
        && outside(span.first)
        && !words[span.first + 1].is(class::PLACE_HEAD)
    {
        span.first += 1;
    }
    let unnamed = |at: usize| outside(at) || words[at].is(class::DIRECTION);
    (!(span.first..span.end).all(unnamed)).then_some(span)
}

/// A name of no listed party says that it is one, or is an abbreviation. `बीएसपी केंद्र`: of a listed
/// party and an ordinary word the party.
fn party(article: &Article<'_, '_>, mut span: Found) -> Option<Found> {
    let tokens = &article.tokens.all;
    let listed = context::near(article.candidates, span.first).filter(|c| {
        c.kind == EntityKind::Party as u8 && !c.weak && c.first == span.first && c.end < span.end
    });
    if let Some(longest) = listed.max_by_key(|c| c.end)
        && is_ordinary(&tokens[longest.end])
        && !tokens[span.end - 1].is(class::PARTY_HEAD)
    {
        span.end = longest.end;
        return Some(span);
    }
    let says = |at: usize| {
        article.context.covers[at][EntityKind::Party as usize] != Cover::None
            || tokens[at].is(class::PARTY_HEAD)
            || tokens[at].kind == WordKind::Latin
            || is_spelled_out(article.written(at))
    };
    (span.first..span.end).any(says).then_some(span)
}
