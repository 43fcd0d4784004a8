//! What stands behind the name of a place and belongs to it: the type of a road, the halves of a
//! village, the number, letter or direction of a seat.

use super::{Found, Source};
use crate::context::Context;
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::{Token, Tokens};

/// Roads, squares and settlements that keep their type word.
const HEADS: [&str; 17] = [
    "चौक",
    "चौराहा",
    "चौराहे",
    "तिराहा",
    "तिराहे",
    "रोड",
    "मार्ग",
    "स्ट्रीट",
    "एवेन्यू",
    "लेन",
    "पेठ",
    "टोली",
    "टोला",
    "टोले",
    "कॉलोनी",
    "कालोनी",
    "अड्डा",
];
/// By which villages of one name are told apart.
const VILLAGES: [&str; 10] = [
    "खुर्द",
    "कलां",
    "कला",
    "बुजुर्ग",
    "खालसा",
    "मुस्तकिल",
    "एहतमाली",
    "माफी",
    "डीह",
    "जागीर",
];
/// Parts of a district or town that has several seats.
const DIRECTIONS: [&str; 9] = [
    "पूर्व",
    "पश्चिम",
    "उत्तर",
    "दक्षिण",
    "मध्य",
    "पूर्वी",
    "पश्चिमी",
    "उत्तरी",
    "दक्षिणी",
];

/// Lengthens places by what belongs to them.
pub(super) fn complete(tokens: &Tokens, context: &Context, text: &str, all: &mut [Found]) {
    for at in 0..all.len() {
        let span = all[at];
        if span.kind != EntityKind::Place {
            continue;
        }
        let pair = at > 0
            && all[at - 1].kind == EntityKind::Place
            && all[at - 1].end + 1 == span.first
            && tokens.all[span.first - 1].mark == b'-';
        // `वाराणसी-लखनऊ मार्ग` is the road of two places.
        let last = &tokens.all[span.end - 1];
        if pair && span.end - span.first > 1 && HEADS.contains(&&text[last.span]) {
            all[at].end -= 1;
            continue;
        }
        let end = end_of(tokens, context, text, span, pair);
        let free = all.get(at + 1).is_none_or(|next| next.first >= end);
        if end > span.end && free {
            all[at].end = end;
            all[at].source = Source::Tagger;
        }
    }
}

/// Where a place ends with what belongs to it; `pair` if it is the second of two places.
fn end_of(tokens: &Tokens, context: &Context, text: &str, span: Found, pair: bool) -> usize {
    let word = |at: usize| tokens.all.get(at);
    let written = |at: usize| word(at).map_or("", |token| &text[token.span]);
    let Some(next) = word(span.end) else {
        return span.end;
    };
    let ward = tokens.all[span.end - 1].is(class::WARD | class::DIRECTION);
    if context.blocked[span.end] != 0 || ward {
        return span.end;
    }
    if next.mark == b'-' && !next.spaced {
        let number = |token: &Token| {
            let letter = token.is(class::LETTER) && !token.is(class::GENITIVE);
            !token.spaced && (token.kind == WordKind::Number && token.span.len() <= 2 || letter)
        };
        let joined = word(span.end + 1).is_some_and(number);
        let on = word(span.end + 2).is_some_and(|token| !token.spaced && token.mark != b',');
        return if joined && !on && !pair {
            span.end + 2
        } else {
            span.end
        };
    }
    if next.kind != WordKind::Devanagari || !next.spaced {
        return span.end;
    }
    let here = written(span.end);
    // `रोड शो` is no road.
    let road = HEADS.contains(&here) && !pair && written(span.end + 1) != "शो";
    // `कोलकाता दक्षिण से`, but `पूर्व में` is an adverb and `पूर्व सांसद` a status.
    let seat = DIRECTIONS.contains(&here)
        && word(span.end + 1).is_some_and(|after| {
            after.is(class::ABLATIVE | class::SEAT) || after.is(class::LOCATIVE) && here != "पूर्व"
        });
    if road || seat || VILLAGES.contains(&here) {
        span.end + 1
    } else {
        span.end
    }
}

/// `सलमा बानो (34) निवासी बठोठ`: behind a person and the word for inhabitant stands where she lives.
pub(super) fn homes(tokens: &Tokens, text: &str, all: &mut [Found]) {
    for at in 1..all.len() {
        let (before, span) = (all[at - 1], all[at]);
        let one = span.kind == EntityKind::Person
            && span.source == Source::Tagger
            && span.end - span.first == 1;
        if one
            && before.kind == EntityKind::Person
            && &text[tokens.all[span.first - 1].span] == "निवासी"
            && before.end + 5 > span.first
        {
            all[at].kind = EntityKind::Place;
        }
    }
}
