//! Who has an age is a person: `सूरज (22)`, `नौ साल के ऋषभ`.

use super::{Found, is_given_name};
use crate::article::Article;
use crate::cues::{Cue, cue};
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::Tokens;

/// Names of one word with an age that the labels leave out.
pub(super) fn left_out(article: &Article<'_, '_>, all: &[Found], out: &mut Vec<Found>) {
    for at in 0..article.tokens.all.len() {
        let aged = before_age(article.tokens, at).or_else(|| behind_age(article.tokens, at));
        let Some((name, bearers)) = aged else {
            continue;
        };
        let next = all.partition_point(|span| span.end <= name);
        let free = all.get(next).is_none_or(|span| span.first > name);
        if free && is_name(article, name, bearers) {
            out.push(Found::unlabelled(name, name + 1));
        }
    }
}

/// `सूरज (22)`: the word before the bracket, and how usual a name it must be.
fn before_age(tokens: &Tokens, bracket: usize) -> Option<(usize, u8)> {
    let [open, age, close, ..] = &tokens.all[bracket..] else {
        return None;
    };
    let is_age = age.kind == WordKind::Number && age.span.len() <= 2;
    let name = bracket.checked_sub(1)?;
    (open.mark == b'(' && is_age && close.mark == b')').then_some((name, 3))
}

/// `नौ साल के ऋषभ`: the word behind the postposition, and how usual a name it must be.
fn behind_age(tokens: &Tokens, joint: usize) -> Option<(usize, u8)> {
    if !tokens.all[joint].is(class::GENITIVE) {
        return None;
    }
    let [count, unit] = tokens.all.get(joint.checked_sub(2)?..joint)? else {
        return None;
    };
    let is_count =
        count.kind == WordKind::Number || count.is(class::ORDINARY) || count.facts.count >= 8;
    (cue(unit) == Some(Cue::Age) && is_count).then_some((joint + 1, 4))
}

/// A word that is above all a given name, at least as usual as asked for.
fn is_name(article: &Article<'_, '_>, at: usize, bearers: u8) -> bool {
    is_given_name(article, at, bearers) && {
        let facts = &article.tokens.all[at].facts;
        facts.given + 2 >= facts.count
    }
}
