//! Names that a person has besides: quoted directly behind the name, or listed for somebody whom the
//! article names.

use super::asked::Asked;
use super::{Found, Source};
use crate::article::Article;
use crate::candidates::Candidate;
use crate::context;
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;

/// `परमजीत 'पम्मा'`, `रामनिवास रावत 'मुन्ना भैया'`: one or two words in quotes behind a name.
pub(super) fn quoted(article: &Article<'_, '_>, all: &[Found], out: &mut Vec<Found>) {
    let tokens = &article.tokens.all;
    let quote = |at: usize| tokens.get(at).is_some_and(|token| token.mark == b'"');
    for (at, span) in all.iter().enumerate() {
        if span.kind != EntityKind::Person || !quote(span.end) {
            continue;
        }
        let first = span.end + 1;
        let Some(end) = (first + 1..first + 3).find(|&end| quote(end)) else {
            continue;
        };
        let opens = tokens[span.end].spaced && !tokens[first].spaced;
        let free = all.get(at + 1).is_none_or(|next| next.first >= end);
        let named = (first..end).all(|at| is_name(article, at));
        // A title of a paper or a slogan goes on with a verb or a postposition.
        let closes = tokens.get(end + 1).is_none_or(|next| {
            next.kind == WordKind::Punctuation || next.is(class::ERGATIVE | class::HONORIFIC_AFTER)
        });
        if opens && closes && !tokens[end].spaced && free && named {
            out.push(nickname(first, end, Source::Tagger));
        }
    }
}

fn is_name(article: &Article<'_, '_>, at: usize) -> bool {
    let token = &article.tokens.all[at];
    token.kind == WordKind::Devanagari
        && article.context.is_free(at)
        && !token.is(class::NAME_BLOCKER | class::COPULA | class::CASE_MARKER)
}

fn nickname(first: usize, end: usize, source: Source) -> Found {
    Found {
        score: 0.9,
        source,
        ..Found::unlabelled(first, end)
    }
}

/// बहनजी where मायावती is in the article, मामा where शिवराज सिंह चौहान is.
pub(super) fn listed(
    article: &Article<'_, '_>,
    all: &[Found],
    named: &mut Asked,
    out: &mut Vec<Found>,
) {
    for candidate in article.candidates {
        if !is_called(article, candidate) || is_beside_person(all, candidate) {
            continue;
        }
        let mut bearers = article.gazetteer.bearers(candidate.forms);
        if bearers.any(|entry| named.holds(u64::from(entry), || people(article, all))) {
            out.push(nickname(candidate.first, candidate.end, Source::Entry));
        }
    }
}

/// Whether a candidate is a word for kin or an honorific by which somebody goes.
fn is_called(article: &Article<'_, '_>, candidate: &Candidate) -> bool {
    const CALLED: u64 = class::KIN | class::HONORIFIC_BEFORE | class::HONORIFIC_AFTER;
    let word = &article.tokens.all[candidate.first];
    candidate.kind == EntityKind::Person as u8
        && candidate.weak
        && candidate.end - candidate.first == 1
        && word.is(CALLED)
        && !word.is(class::TITLE_OF_NAME)
        && article.context.blocked[candidate.first] == 0
}

fn is_beside_person(all: &[Found], candidate: &Candidate) -> bool {
    let next = all.partition_point(|span| span.end <= candidate.first);
    let around = &all[next.saturating_sub(1)..all.len().min(next + 1)];
    around.iter().any(|span| {
        span.kind == EntityKind::Person
            && span.first <= candidate.end
            && candidate.first <= span.end
    })
}

/// The entries of the people whom the article names by listed forms.
fn people(article: &Article<'_, '_>, all: &[Found]) -> impl Iterator<Item = u64> {
    let listed = |span: &&Found| span.kind == EntityKind::Person && span.source == Source::Entry;
    all.iter().filter(listed).flat_map(|span| {
        let tokens = (span.first, span.end);
        let kind = EntityKind::Person as u8;
        context::entries_at(article.gazetteer, article.candidates, kind, tokens).map(u64::from)
    })
}
