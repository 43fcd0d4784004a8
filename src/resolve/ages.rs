//! Who has an age is a person: `सूरज (22)`, `नौ साल के ऋषभ`.

use super::{Found, Source};
use crate::context::Context;
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::Tokens;

/// Names of one word with an age that the labels leave out.
pub(super) fn left_out(
    tokens: &Tokens,
    context: &Context,
    text: &str,
    all: &[Found],
    out: &mut Vec<Found>,
) {
    let words = &tokens.all;
    let is_age = |at: usize| {
        let number = words.get(at);
        number.is_some_and(|token| token.kind == WordKind::Number && token.span.len() <= 2)
    };
    for (at, token) in words.iter().enumerate() {
        let (name, least) = if token.mark == b'(' && is_age(at + 1) {
            if at == 0 || words.get(at + 2).is_none_or(|close| close.mark != b')') {
                continue;
            }
            (at - 1, 3)
        } else if token.is(class::GENITIVE)
            && at >= 2
            && matches!(&text[words[at - 1].span], "साल" | "वर्ष" | "माह" | "महीने")
            && (words[at - 2].kind == WordKind::Number
                || words[at - 2].is(class::ORDINARY)
                || words[at - 2].facts.count >= 8)
        {
            (at + 1, 4)
        } else {
            continue;
        };
        let Some(word) = words.get(name) else {
            continue;
        };
        let borne = word.facts.given >= least && word.facts.given + 2 >= word.facts.count;
        let plain = word.facts.classes & !(class::FEMALE | class::NAME_MIDDLE) == 0;
        let next = all.partition_point(|span| span.end <= name);
        if word.kind == WordKind::Devanagari
            && borne
            && plain
            && context.in_title[name] == 0
            && context.blocked[name] == 0
            && all.get(next).is_none_or(|span| span.first > name)
        {
            out.push(Found {
                first: name,
                end: name + 1,
                kind: EntityKind::Person,
                score: 0.8,
                title: None,
                source: Source::Tagger,
            });
        }
    }
}
