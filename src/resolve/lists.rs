//! What the members of a list tell of each other: in `आगरा, नगीना, अमरोहा` all are places, in
//! `चैतू मुंडा, जलेश्वर और रेखा सिंह` all are people.

use super::{Found, Source};
use crate::candidates::Candidate;
use crate::context::{self, Context};
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::{Token, Tokens};

/// Members from which on a list is believed against a single one of them.
const ENOUGH: usize = 3;

/// Gives members of one word the kind of their list.
pub(super) fn agree(
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    all: &mut [Found],
) {
    let mut start = 0;
    while start < all.len() {
        let mut end = start + 1;
        while end < all.len() && is_joined(tokens, &all[end - 1], &all[end]) {
            end += 1;
        }
        if end - start >= ENOUGH {
            for at in start..end {
                if all[at].end - all[at].first == 1
                    && let Some(changed) = outvoted(tokens, candidates, all, (start, end), at)
                    && context.in_title[changed.first] == 0
                {
                    all[at] = changed;
                }
            }
        }
        start = end;
    }
}

/// The member `at` of the list as what all others are.
fn outvoted(
    tokens: &Tokens,
    candidates: &[Candidate],
    all: &[Found],
    (start, end): (usize, usize),
    at: usize,
) -> Option<Found> {
    let mut member = all[at];
    let token = &tokens.all[member.first];
    let others = || {
        (start..end)
            .filter(|&other| other != at)
            .map(|other| &all[other])
    };
    let count = |kind| others().filter(|other| other.kind == kind).count();
    let (people, places) = (count(EntityKind::Person), count(EntityKind::Place));
    let sure = others().any(|o| o.kind == EntityKind::Place && o.source == Source::Entry);
    let full_names = others().any(|o| o.kind == EntityKind::Person && o.end - o.first > 1);
    let listed = |kind: EntityKind| {
        let span = (member.first, member.end);
        let near = context::near(candidates, member.first);
        let mut here = near.filter(|c| c.kind == kind as u8 && (c.first, c.end) == span);
        here.any(|c| !c.weak)
    };
    let named = token.facts.given + token.facts.surname + token.facts.middle > 0;
    match member.kind {
        EntityKind::Place if people >= 2 && people > 3 * places && !sure => {
            let inside = start < at && at + 1 < end;
            // `राम सिंह, श्याम लाल और खाग के बुजुर्ग`: a list of people goes on with a place.
            let next = tokens.all.get(member.end);
            let owns = next.is_some_and(|next| next.is(class::GENITIVE | class::LOCATIVE));
            let place = listed(EntityKind::Place) || owns && at + 1 == end;
            if place && !(inside && named) {
                return None;
            }
            member.kind = EntityKind::Person;
            member.source = Source::Tagger;
        }
        EntityKind::Person if places >= 2 && places > 2 * people && !full_names => {
            let full = |person: &Found| {
                person.kind == EntityKind::Person
                    && person.end - person.first > 1
                    && tokens.all[person.first..person.end]
                        .iter()
                        .any(|word| word.hash == token.hash)
            };
            if listed(EntityKind::Person) || all.iter().any(full) {
                return None;
            }
            let known = listed(EntityKind::Place);
            member.kind = EntityKind::Place;
            member.source = if known { Source::Entry } else { Source::Tagger };
        }
        _ => return None,
    }
    Some(member)
}

/// Whether nothing but a comma, a word for and, or both stand between two spans.
fn is_joined(tokens: &Tokens, before: &Found, after: &Found) -> bool {
    let between = &tokens.all[before.end..after.first];
    (1..=2).contains(&between.len()) && between.iter().all(is_joint)
}

fn is_joint(token: &Token) -> bool {
    token.mark == b',' || token.is(class::JOINER)
}

/// Names of one word that the labels leave out in a list of people.
pub(super) fn left_out(tokens: &Tokens, context: &Context, all: &[Found], out: &mut Vec<Found>) {
    let mut people = 0;
    for (at, span) in all.iter().enumerate() {
        if span.kind != EntityKind::Person {
            people = 0;
            continue;
        }
        let follows = at > 0 && people > 0 && is_joined(tokens, &all[at - 1], span);
        people = if follows { people + 1 } else { 1 };
        let word = span.end + 1;
        let Some(token) = tokens.all.get(word) else {
            continue;
        };
        let next = all.get(at + 1);
        if !is_joint(&tokens.all[span.end])
            || next.is_some_and(|next| next.first <= word)
            || context.in_title[word] != 0
            || context.blocked[word] != 0
            || !is_name(token)
        {
            continue;
        }
        let joined = tokens.all.get(word + 1).is_some_and(is_joint)
            && next.is_some_and(|next| next.kind == EntityKind::Person && next.first == word + 2);
        let closes = tokens
            .all
            .get(word + 1)
            .is_some_and(|next| next.is(class::NAME_BLOCKER));
        if joined && people >= 1 || closes && people >= ENOUGH {
            out.push(Found {
                first: word,
                end: word + 1,
                kind: EntityKind::Person,
                score: 0.8,
                title: None,
                source: Source::Tagger,
            });
        }
    }
}

/// A word that people bear, and that no class of words has.
fn is_name(token: &Token) -> bool {
    token.kind == WordKind::Devanagari
        && token.facts.given >= 3
        && token.facts.classes & !(class::FEMALE | class::NAME_MIDDLE) == 0
}
