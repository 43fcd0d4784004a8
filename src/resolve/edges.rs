//! Where a name that no list holds begins and ends: ordinary words and listed names at its edges are
//! no part of it, and of nothing but ordinary words there is no name.

use super::Found;
use crate::candidates::Candidate;
use crate::context::{self, Context, Cover};
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::gazetteer::words::WordFacts;
use crate::segment::WordKind;
use crate::tokens::{Token, Tokens};
use once_cell::sync::Lazy;

/// Narrows a tagged span that no list holds to the name in it; `None` if it holds none.
pub(super) fn narrow(
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    text: &str,
    span: Found,
) -> Option<Found> {
    let short =
        matches!(&tokens.all[span.first..span.end], [only] if is_spelled_out(&text[only.span]));
    let derived = matches!(&tokens.all[span.first..span.end],
        [only] if only.facts == WordFacts::UNKNOWN && is_derived(&text[only.span]));
    match span.kind {
        EntityKind::Person | EntityKind::Place if short || derived => None,
        EntityKind::Person => person(tokens, text, span),
        EntityKind::Place => place(tokens, context, span),
        EntityKind::Party => party(tokens, candidates, context, text, span),
        EntityKind::Office => Some(span),
    }
}

/// A word of the language that is part of nobody's name.
fn is_ordinary(token: &Token) -> bool {
    let facts = &token.facts;
    token.kind == WordKind::Devanagari
        && facts.given + facts.surname + facts.middle == 0
        && (token.is(class::ORDINARY) || facts.count >= 5)
}

/// सृजनात्मक, मानववाद, कार्यकर्ताओं: the ending of an unlisted word tells that it names nobody.
fn is_derived(word: &str) -> bool {
    const ENDINGS: [&str; 34] = [
        "ात्मक",
        "ात्मकता",
        "वादिता",
        "वादी",
        "वादियों",
        "ीकरण",
        "पूर्वक",
        "पूर्ण",
        "िकता",
        "ीयता",
        "शीलता",
        "कर्ता",
        "कर्ताओं",
        "कर्मी",
        "कर्मियों",
        "दाताओं",
        "धारकों",
        "ाओं",
        "ियों",
        "ेंगे",
        "ेंगी",
        "ूंगा",
        "ूंगी",
        "ाएगा",
        "ाएगी",
        "तापूर्ण",
        "शास्त्रीय",
        "वैज्ञानिक",
        "नुसार",
        "नुमा",
        "विहीन",
        "युक्त",
        "मुक्त",
        "जनक",
    ];
    // इलाहावाद is a place, दार्जिलिंग and the cities of China are listed.
    word.ends_with("वाद") && !word.ends_with("ावाद")
        || ["टिंग", "विंग", "डिंग", "रिंग", "सिंग", "पिंग"]
            .iter()
            .any(|end| word.ends_with(end))
        || ENDINGS.iter().any(|end| word.ends_with(end))
}

fn person(tokens: &Tokens, text: &str, span: Found) -> Option<Found> {
    let words = &tokens.all[span.first..span.end];
    let ordinary = |token: &Token| {
        let known = token.is(class::ORDINARY) || token.facts.count >= 8;
        is_ordinary(token) && known
            || token.facts == WordFacts::UNKNOWN && is_derived(&text[token.span])
    };
    (!words.iter().all(ordinary)).then_some(span)
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
pub(super) fn listed_in_a_row(
    tokens: &Tokens,
    candidates: &[Candidate],
    span: Found,
    out: &mut Vec<Found>,
) {
    let start = out.len();
    let mut at = span.first;
    while at < span.end {
        let here = context::near(candidates, at).filter(|c| {
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
        if at < span.end && tokens.all[at].mark == b'-' {
            at += 1;
        }
    }
    if out.len() - start == 1 {
        out.truncate(start);
    }
}

fn place(tokens: &Tokens, context: &Context, mut span: Found) -> Option<Found> {
    let words = &tokens.all;
    let said_of_it = |at: usize| {
        let token = &words[at];
        let known = context.covers[at][EntityKind::Place as usize] != Cover::None;
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
fn party(
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    text: &str,
    mut span: Found,
) -> Option<Found> {
    let words = &tokens.all[span.first..span.end];
    let listed = context::near(candidates, span.first).filter(|c| {
        c.kind == EntityKind::Party as u8 && !c.weak && c.first == span.first && c.end < span.end
    });
    if let Some(longest) = listed.max_by_key(|c| c.end)
        && is_ordinary(&tokens.all[longest.end])
        && !tokens.all[span.end - 1].is(class::PARTY_HEAD)
    {
        span.end = longest.end;
        return Some(span);
    }
    let covers = &context.covers[span.first..span.end];
    let known = covers
        .iter()
        .any(|cover| cover[EntityKind::Party as usize] != Cover::None);
    let says = |token: &Token| {
        token.is(class::PARTY_HEAD)
            || token.kind == WordKind::Latin
            || is_spelled_out(&text[token.span])
    };
    (known || words.iter().any(says)).then_some(span)
}
