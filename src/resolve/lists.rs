//! What the members of a list tell of each other: in `आगरा, नगीना, अमरोहा` all are places, in
//! `चैतू मुंडा, जलेश्वर और रेखा सिंह` all are people.

use super::asked::Asked;
use super::{Found, Source, is_given_name};
use crate::article::Article;
use crate::context;
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::tokens::{Token, Tokens};

/// Members from which on a list is believed against a single one of them.
const ENOUGH: usize = 3;

/// Gives members of one word the kind of their list.
pub(super) fn agree(article: &Article<'_, '_>, all: &mut [Found], full_names: &mut Asked) {
    let tokens = article.tokens;
    let mut start = 0;
    while start < all.len() {
        let mut end = start + 1;
        while end < all.len() && is_joined(tokens, &all[end - 1], &all[end]) {
            end += 1;
        }
        if end - start >= ENOUGH {
            agree_in(article, all, (start, end), full_names);
        }
        start = end;
    }
}

fn agree_in(
    article: &Article<'_, '_>,
    all: &mut [Found],
    (start, end): (usize, usize),
    full_names: &mut Asked,
) {
    let mut others = Counts::default();
    for member in &all[start..end] {
        others.add(member);
    }
    for at in start..end {
        others.take(&all[at]);
        let mut is_named = |word| full_names.holds(word, || words_of_full_names(article, all));
        let list = &all[start..end];
        if let Some(changed) = outvoted(article, list, at - start, &others, &mut is_named) {
            all[at] = changed;
        }
        others.add(&all[at]);
    }
}

/// What the members of a list are.
#[derive(Default)]
struct Counts {
    people: usize,
    full_names: usize,
    places: usize,
    listed_places: usize,
}

impl Counts {
    fn add(&mut self, member: &Found) {
        self.change(member, |count| *count += 1);
    }

    fn take(&mut self, member: &Found) {
        self.change(member, |count| *count -= 1);
    }

    fn change(&mut self, member: &Found, change: fn(&mut usize)) {
        match member.kind {
            EntityKind::Person => {
                change(&mut self.people);
                if member.end - member.first > 1 {
                    change(&mut self.full_names);
                }
            }
            EntityKind::Place => {
                change(&mut self.places);
                if member.source == Source::Entry {
                    change(&mut self.listed_places);
                }
            }
            EntityKind::Party | EntityKind::Office => {}
        }
    }

    fn are_people(&self) -> bool {
        self.people >= 2 && self.people > 3 * self.places && self.listed_places == 0
    }

    fn are_places(&self) -> bool {
        self.places >= 2 && self.places > 2 * self.people && self.full_names == 0
    }
}

/// The member `at` of a list as what all others are.
fn outvoted(
    article: &Article<'_, '_>,
    list: &[Found],
    at: usize,
    others: &Counts,
    is_named: &mut impl FnMut(u64) -> bool,
) -> Option<Found> {
    let member = list[at];
    if member.end - member.first > 1 || article.context.in_title[member.first] != 0 {
        return None;
    }
    let (kind, source) = match member.kind {
        EntityKind::Place if others.are_people() && !stays_place(article, list, at) => {
            (EntityKind::Person, Source::Tagger)
        }
        EntityKind::Person
            if others.are_places()
                && !is_strong(article, EntityKind::Person, &member)
                && !is_named(article.tokens.all[member.first].hash) =>
        {
            let listed = is_strong(article, EntityKind::Place, &member);
            let source = if listed {
                Source::Entry
            } else {
                Source::Tagger
            };
            (EntityKind::Place, source)
        }
        _ => return None,
    };
    Some(Found {
        kind,
        source,
        ..member
    })
}

/// A listed place stays one among people, unless people are called so and it stands between two.
/// `राम सिंह, श्याम लाल और खाग के बुजुर्ग`: a list of people goes on with a place.
fn stays_place(article: &Article<'_, '_>, list: &[Found], at: usize) -> bool {
    let member = &list[at];
    let tokens = &article.tokens.all;
    let facts = &tokens[member.first].facts;
    let named = facts.given + facts.surname + facts.middle > 0;
    let (opens, closes) = (at == 0, at + 1 == list.len());
    let next = tokens.get(member.end);
    let owns = next.is_some_and(|next| next.is(class::GENITIVE | class::LOCATIVE));
    let place = is_strong(article, EntityKind::Place, member) || owns && closes;
    place && (opens || closes || !named)
}

fn is_strong(article: &Article<'_, '_>, kind: EntityKind, span: &Found) -> bool {
    context::is_strong(article.candidates, kind as u8, (span.first, span.end))
}

fn words_of_full_names(article: &Article<'_, '_>, all: &[Found]) -> impl Iterator<Item = u64> {
    let full = |span: &&Found| span.kind == EntityKind::Person && span.end - span.first > 1;
    let names = all.iter().filter(full);
    names.flat_map(|name| {
        let words = &article.tokens.all[name.first..name.end];
        words.iter().map(|word| word.hash)
    })
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
pub(super) fn left_out(article: &Article<'_, '_>, all: &[Found], out: &mut Vec<Found>) {
    let tokens = &article.tokens.all;
    let is_joint_at = |at: usize| tokens.get(at).is_some_and(is_joint);
    let mut people = 0;
    for (at, span) in all.iter().enumerate() {
        if span.kind != EntityKind::Person {
            people = 0;
            continue;
        }
        let follows = people > 0 && is_joined(article.tokens, &all[at - 1], span);
        people = if follows { people + 1 } else { 1 };
        let word = span.end + 1;
        let next = all.get(at + 1);
        let free = next.is_none_or(|next| next.first > word);
        if !is_joint_at(span.end) || !free || !is_given_name(article, word, 3) {
            continue;
        }
        let joined = is_joint_at(word + 1)
            && next.is_some_and(|next| next.kind == EntityKind::Person && next.first == word + 2);
        let behind = tokens.get(word + 1);
        let closes = behind.is_some_and(|behind| behind.is(class::NAME_BLOCKER));
        if joined || closes && people >= ENOUGH {
            out.push(Found::unlabelled(word, word + 1));
        }
    }
}
