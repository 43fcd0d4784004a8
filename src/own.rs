//! What a user's own gazetteer insists on: its strong forms stand whatever the tagger thinks of
//! them, and denied forms never do.

use crate::candidates::Candidate;
use crate::context::Context;
use crate::entity::EntityKind;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::layout::kind;
use crate::resolve::{Found, Source};
use crate::segment::WordKind;
use crate::tokens::Tokens;

/// Takes denied forms out of the candidates.
pub(crate) fn deny_candidates(tokens: &Tokens, gazetteer: &Gazetteer, found: &mut Vec<Candidate>) {
    if !gazetteer.denied_forms().is_empty() {
        found.retain(|candidate| {
            candidate.kind > kind::OFFICE
                || !is_denied(tokens, gazetteer, candidate.first, candidate.end)
        });
    }
}

/// Takes denied forms out of the mentions, however they were found.
pub(crate) fn deny_mentions(tokens: &Tokens, gazetteer: &Gazetteer, found: &mut Vec<Found>) {
    if !gazetteer.denied_forms().is_empty() {
        found.retain(|span| !is_denied(tokens, gazetteer, span.first, span.end));
    }
}

fn is_denied(tokens: &Tokens, gazetteer: &Gazetteer, first: usize, end: usize) -> bool {
    let words = tokens.all[first..end].iter().filter(|token| {
        token.kind != WordKind::Punctuation
            || matches!(token.mark, b'(' | b')' | b',' | b'/' | b'&')
    });
    let words: Vec<u64> = words.map(|token| token.hash).collect();
    gazetteer.denied_forms().contains(&words)
}

/// Adds the user's strong forms that do not stand yet. The longest of overlapping ones is taken;
/// it gives way to a mention that is longer than it or overlaps it, to an embedded entry of the
/// same words, and to a name that swallows it.
pub(crate) fn insist(candidates: &[Candidate], context: &Context, found: &mut Vec<Found>) {
    let mut own: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.kind <= kind::OFFICE && !c.weak && c.forms.own)
        .collect();
    if own.is_empty() {
        return;
    }
    own.sort_by_key(|c| (std::cmp::Reverse(c.end - c.first), c.first));
    for candidate in own {
        let Some(mut span) = span(candidate, context) else {
            continue;
        };
        let blocked = (span.first..span.end).any(|at| context.blocked[at] != 0);
        let mut overlapping = found
            .iter()
            .filter(|f| f.first < span.end && span.first < f.end);
        let stays = overlapping.any(|other| {
            let inside = span.first <= other.first && other.end <= span.end;
            let same = (other.first, other.end) == (span.first, span.end);
            let sure = other.source != Source::Tagger || other.kind == span.kind;
            !inside || same && sure
        });
        if blocked || stays {
            continue;
        }
        found.retain(|f| f.end <= span.first || span.end <= f.first);
        span.score = 0.9;
        let at = found.partition_point(|f| f.first < span.first);
        found.insert(at, span);
    }
}

fn span(candidate: &Candidate, context: &Context) -> Option<Found> {
    let kind = EntityKind::from_number(candidate.kind)?;
    let mut span = Found {
        first: candidate.first,
        end: candidate.end,
        kind,
        score: 0.0,
        title: None,
        source: Source::Entry,
    };
    if kind == EntityKind::Office {
        let holds = |title: &crate::context::Title| {
            title.first <= candidate.first && candidate.end <= title.end
        };
        let index = context.titles.iter().position(holds)?;
        let title = &context.titles[index];
        (span.first, span.end) = (title.first, title.end);
        span.title = Some(index);
        span.source = Source::Rule(title.rule);
    }
    Some(span)
}
