//! Which of the overlapping candidates stand.
//!
//! The tagger's labels, the dictionary's forms and the rules' titles and wards become one list of
//! spans without overlap. What is ambiguous stays so: a span keeps every entry that fits it.

mod ages;
mod castes;
mod edges;
mod lists;
mod nicknames;
mod places;
mod settle;

use crate::candidates::Candidate;
use crate::context::{Context, Title};
use crate::entity::EntityKind;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::layout::class;
use crate::tagger;
use crate::tokens::Tokens;

/// A span that stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// First token and one past the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) kind: EntityKind,
    pub(crate) score: f32,
    /// Index into [`Context::titles`].
    pub(crate) title: Option<usize>,
    pub(crate) source: Source,
}

/// What made a span stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// An entry has exactly this form.
    Entry,
    /// A rule.
    Rule(&'static str),
    /// The tagger alone.
    Tagger,
}

/// The spans of an article, reusing its buffers.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// Ascending, without overlap.
    pub(crate) all: Vec<Found>,
    parts: Vec<Found>,
    titles: Vec<Found>,
}

impl Spans {
    /// Reads labels into spans.
    pub(crate) fn read(
        &mut self,
        tokens: &Tokens,
        candidates: &[Candidate],
        context: &Context,
        gazetteer: &Gazetteer,
        text: &str,
        labels: &mut [(u8, f32)],
    ) {
        let all = &mut self.all;
        all.clear();
        all.extend(context.wards.iter().map(|ward| Found {
            first: ward.first,
            end: ward.end,
            kind: EntityKind::Place,
            score: 0.99,
            title: None,
            source: Source::Rule(ward.rule),
        }));
        let wards = all.len();
        let mut at = 0;
        while let Some(span) = labelled(labels, &mut at) {
            self.parts.clear();
            settle::parts(tokens, candidates, span, &mut self.parts);
            for part in &self.parts {
                match settle::settle(tokens, candidates, context, text, *part) {
                    Some(settled) => all.push(settled),
                    // What is no mention after all leaves its words to the dictionary.
                    None => labels[part.first..part.end].fill((tagger::OUTSIDE, 1.0 - part.score)),
                }
            }
        }
        all.extend(listed(candidates, context, labels));
        all.extend(framed_parties(tokens, candidates, context, labels));
        // Wards keep their place against anything that overlaps them. They ascend without overlap, so
        // that only the first that ends behind a span's start can touch it.
        let free = |span: &Found| {
            let next = context.wards.partition_point(|ward| ward.end <= span.first);
            let next = context.wards.get(next);
            next.is_none_or(|ward| ward.first >= span.end)
        };
        let mut at = 0;
        all.retain(|span| {
            at += 1;
            at <= wards || free(span)
        });
        // Of two from one start the longer stands.
        all.sort_by_key(|span| (span.first, std::cmp::Reverse(span.end)));
        all.dedup_by(|later, earlier| later.first < earlier.end);
        castes::settle(tokens, all);
        places::complete(tokens, context, text, all);
        places::homes(tokens, text, all);
        lists::agree(tokens, candidates, context, all);
        self.parts.clear();
        lists::left_out(tokens, context, all, &mut self.parts);
        ages::left_out(tokens, context, text, all, &mut self.parts);
        nicknames::quoted(tokens, context, all, &mut self.parts);
        nicknames::listed(tokens, gazetteer, candidates, context, all, &mut self.parts);
        if !self.parts.is_empty() {
            all.append(&mut self.parts);
            all.sort_by_key(|span| (span.first, std::cmp::Reverse(span.end)));
            all.dedup_by(|later, earlier| later.first < earlier.end);
        }
        self.titles.clear();
        self.titles.extend(titles_before_names(context, all));
        if !self.titles.is_empty() {
            all.append(&mut self.titles);
            all.sort_by_key(|span| span.first);
        }
    }
}

/// The next span of labels from `at`, which moves behind it.
fn labelled(labels: &[(u8, f32)], at: &mut usize) -> Option<Found> {
    loop {
        *at += labels[*at..]
            .iter()
            .take_while(|(label, _)| *label == tagger::OUTSIDE)
            .count();
        let (label, mut score) = *labels.get(*at)?;
        let first = *at;
        *at += 1;
        while let Some((_, later)) = labels.get(*at).filter(|(next, _)| *next == label + 1) {
            score = score.min(*later);
            *at += 1;
        }
        if let Some(kind) = EntityKind::from_number((label - 1) / 2) {
            return Some(Found {
                first,
                end: *at,
                kind,
                score,
                title: None,
                source: Source::Tagger,
            });
        }
    }
}

/// Titles directly before a person that the labels leave out: nothing else stands there.
fn titles_before_names<'a>(
    context: &'a Context,
    found: &'a [Found],
) -> impl Iterator<Item = Found> + 'a {
    let free = |title: &Title| {
        let next = found.partition_point(|span| span.first < title.end);
        let person = found.get(next).filter(|span| {
            let between = &context.classes[title.end..span.first];
            span.kind == EntityKind::Person
                && between.iter().all(|byte| matches!(byte, b'H' | b'.'))
        });
        let before = next.checked_sub(1).map(|last| found[last].end);
        let kept = context.blocked[title.first..title.end]
            .iter()
            .all(|blocked| *blocked == 0);
        person
            .filter(|_| kept && before.is_none_or(|end| end <= title.first))
            .map(|person| person.score)
    };
    let titles = context.titles.iter().enumerate();
    titles.filter_map(move |(index, title)| {
        Some(Found {
            first: title.first,
            end: title.end,
            kind: EntityKind::Office,
            score: free(title)?,
            title: Some(index),
            source: Source::Rule(title.rule),
        })
    })
}

/// Strong dictionary forms among words that the labels leave out altogether.
fn listed<'a>(
    candidates: &'a [Candidate],
    context: &'a Context,
    labels: &'a [(u8, f32)],
) -> impl Iterator<Item = Found> + 'a {
    candidates.iter().filter_map(move |candidate| {
        if candidate.weak {
            return None;
        }
        let (first, end) = (candidate.first, candidate.end);
        let kind = EntityKind::from_number(candidate.kind)?;
        let several = end - first > 1;
        let strong = match kind {
            EntityKind::Person => several,
            EntityKind::Place | EntityKind::Party => true,
            EntityKind::Office => false,
        };
        let labels = labels.get(first..end).filter(|_| strong)?;
        let outside = labels.iter().all(|(label, _)| *label == tagger::OUTSIDE);
        let mut blocked = context.blocked[first..end].iter();
        (outside && blocked.all(|blocked| *blocked == 0)).then_some(Found {
            first,
            end,
            kind,
            score: 1.0 - labels[0].1,
            title: None,
            source: Source::Entry,
        })
    })
}

/// Weak forms of parties in a frame that only a party fills: `आप नेता`, `आप सांसद संजय सिंह`.
fn framed_parties<'a>(
    tokens: &'a Tokens,
    candidates: &'a [Candidate],
    context: &'a Context,
    labels: &'a [(u8, f32)],
) -> impl Iterator<Item = Found> + 'a {
    let person = |at: usize| {
        labels
            .get(at)
            .is_some_and(|(label, _)| *label == tagger::first_of(EntityKind::Person as u8))
    };
    let frame = move |at: usize| {
        let from = context.titles.partition_point(|title| title.first < at);
        let title = context.titles.get(from).filter(|title| title.first == at);
        tokens
            .all
            .get(at)
            .is_some_and(|token| token.is(class::LEADER))
            || title.is_some_and(|title| person(title.end))
    };
    candidates
        .iter()
        .filter(move |c| {
            c.kind == EntityKind::Party as u8
                && c.weak
                && labels
                    .get(c.first..c.end)
                    .is_some_and(|labels| labels.iter().all(|(label, _)| *label == tagger::OUTSIDE))
                && frame(c.end)
        })
        .map(|c| Found {
            first: c.first,
            end: c.end,
            kind: EntityKind::Party,
            score: 0.9,
            title: None,
            source: Source::Entry,
        })
}
