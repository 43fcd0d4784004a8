//! Names that a person has besides: quoted directly behind the name, or listed for somebody whom the
//! article names.

use super::{Found, Source};
use crate::candidates::Candidate;
use crate::context::{self, Context};
use crate::entity::EntityKind;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::Tokens;

fn nickname(first: usize, end: usize, source: Source) -> Found {
    Found {
        first,
        end,
        kind: EntityKind::Person,
        score: 0.9,
        title: None,
        source,
    }
}

/// `परमजीत 'पम्मा'`, `रामनिवास रावत 'मुन्ना भैया'`: one or two words in quotes behind a name.
pub(super) fn quoted(tokens: &Tokens, context: &Context, all: &[Found], out: &mut Vec<Found>) {
    let quote = |at: usize| tokens.all.get(at).is_some_and(|token| token.mark == b'"');
    for (at, span) in all.iter().enumerate() {
        if span.kind != EntityKind::Person || !quote(span.end) {
            continue;
        }
        let first = span.end + 1;
        let Some(end) = (first + 1..first + 3).find(|&end| quote(end)) else {
            continue;
        };
        let opens = tokens.all[span.end].spaced && !tokens.all[first].spaced;
        let free = all.get(at + 1).is_none_or(|next| next.first >= end);
        let named = (first..end).all(|at| {
            let token = &tokens.all[at];
            token.kind == WordKind::Devanagari
                && context.in_title[at] == 0
                && context.blocked[at] == 0
                && !token.is(class::NAME_BLOCKER | class::COPULA | class::CASE_MARKER)
        });
        // A title of a paper or a slogan goes on with a verb or a postposition.
        let closes = tokens.all.get(end + 1).is_none_or(|next| {
            next.kind == WordKind::Punctuation || next.is(class::ERGATIVE | class::HONORIFIC_AFTER)
        });
        if opens && closes && !tokens.all[end].spaced && free && named {
            out.push(nickname(first, end, Source::Tagger));
        }
    }
}

/// बहनजी where मायावती is in the article, मामा where शिवराज सिंह चौहान is.
pub(super) fn listed(
    tokens: &Tokens,
    gazetteer: &Gazetteer,
    candidates: &[Candidate],
    context: &Context,
    all: &[Found],
    out: &mut Vec<Found>,
) {
    const CALLED: u64 = class::KIN | class::HONORIFIC_BEFORE | class::HONORIFIC_AFTER;
    for candidate in candidates {
        let (first, end) = (candidate.first, candidate.end);
        if candidate.kind != EntityKind::Person as u8
            || !candidate.weak
            || end - first != 1
            || !tokens.all[first].is(CALLED)
            || tokens.all[first].is(class::TITLE_OF_NAME)
            || context.blocked[first] != 0
        {
            continue;
        }
        let next = all.partition_point(|span| span.end <= first);
        let beside = |at: Option<usize>| {
            at.and_then(|at| all.get(at)).is_some_and(|span| {
                span.kind == EntityKind::Person && span.first <= end && first <= span.end
            })
        };
        if beside(Some(next)) || beside(next.checked_sub(1)) {
            continue;
        }
        let is_named = all.iter().any(|span| {
            span.kind == EntityKind::Person
                && span.source == Source::Entry
                && context::entries_at(
                    gazetteer,
                    candidates,
                    EntityKind::Person as u8,
                    (span.first, span.end),
                )
                .any(|entry| {
                    gazetteer
                        .bearers(candidate.forms)
                        .any(|other| other == entry)
                })
        });
        if is_named {
            out.push(nickname(first, end, Source::Entry));
        }
    }
}
