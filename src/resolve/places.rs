//! What stands behind the name of a place and belongs to it: the type of a road, the halves of a
//! village, the number, letter or direction of a seat.

use super::{Found, Source};
use crate::article::Article;
use crate::cues::{Cue, cue};
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::{Token, Tokens};

/// Lengthens places by what belongs to them.
pub(super) fn complete(article: &Article<'_, '_>, all: &mut [Found]) {
    let tokens = &article.tokens.all;
    for at in 0..all.len() {
        let span = all[at];
        if span.kind != EntityKind::Place {
            continue;
        }
        let pair = at > 0
            && all[at - 1].kind == EntityKind::Place
            && all[at - 1].end + 1 == span.first
            && tokens[span.first - 1].mark == b'-';
        // `वाराणसी-लखनऊ मार्ग` is the road of two places.
        if pair && span.end - span.first > 1 && cue(&tokens[span.end - 1]) == Some(Cue::Road) {
            all[at].end -= 1;
            continue;
        }
        let Some(end) = end_of(article, span, pair) else {
            continue;
        };
        if all.get(at + 1).is_none_or(|next| next.first >= end) {
            all[at].end = end;
            all[at].source = Source::Tagger;
        }
    }
}

/// Where a place ends with what belongs to it; `pair` if it is the second of two places.
fn end_of(article: &Article<'_, '_>, span: Found, pair: bool) -> Option<usize> {
    let tokens = &article.tokens.all;
    let next = tokens.get(span.end)?;
    let closed = tokens[span.end - 1].is(class::WARD | class::DIRECTION);
    if article.context.blocked[span.end] != 0 || closed {
        return None;
    }
    let behind = &tokens[span.end..];
    if next.mark == b'-' && !next.spaced {
        return (!pair && is_numbered(behind)).then_some(span.end + 2);
    }
    let belongs = next.kind == WordKind::Devanagari
        && next.spaced
        && match cue(next) {
            Some(Cue::Road) => !pair && !is_road_show(behind),
            Some(Cue::Village) => true,
            Some(Cue::Direction) => is_seat(behind),
            _ => false,
        };
    belongs.then_some(span.end + 1)
}

/// `रोड शो` is no road.
pub(super) fn is_road_show(words: &[Token]) -> bool {
    let [road, show, ..] = words else {
        return false;
    };
    cue(road) == Some(Cue::Road) && cue(show) == Some(Cue::Show)
}

/// `सेक्टर-15`, `ब्लॉक-बी`: a hyphen, a number or letter, and nothing joined to it.
fn is_numbered(behind: &[Token]) -> bool {
    let joined = behind.get(1).is_some_and(|token| {
        let letter = token.is(class::LETTER) && !token.is(class::GENITIVE);
        !token.spaced && (token.kind == WordKind::Number && token.span.len() <= 2 || letter)
    });
    joined
        && behind
            .get(2)
            .is_none_or(|token| token.spaced || token.mark == b',')
}

/// `कोलकाता दक्षिण से`; but `पूर्व में` is an adverb and `पूर्व सांसद` a status.
fn is_seat(behind: &[Token]) -> bool {
    let [direction, after, ..] = behind else {
        return false;
    };
    after.is(class::ABLATIVE | class::SEAT)
        || after.is(class::LOCATIVE) && !direction.is(class::STATUS)
}

/// `सलमा बानो (34) निवासी बठोठ`: behind a person and the word for inhabitant stands where she lives.
pub(super) fn homes(tokens: &Tokens, all: &mut [Found]) {
    for at in 1..all.len() {
        let (before, span) = (all[at - 1], all[at]);
        let unlisted = span.kind == EntityKind::Person
            && span.source == Source::Tagger
            && span.end - span.first == 1;
        if unlisted
            && before.kind == EntityKind::Person
            && before.end + 5 > span.first
            && cue(&tokens.all[span.first - 1]) == Some(Cue::Inhabitant)
        {
            all[at].kind = EntityKind::Place;
        }
    }
}
