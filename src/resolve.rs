//! Which of the overlapping candidates stand.
//!
//! The tagger's labels, the dictionary's forms and the rules' titles and wards become one list of
//! spans without overlap. What is ambiguous stays so: a span keeps every entry that fits it.

use crate::candidates::Candidate;
use crate::context::{self, Context, Title};
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tagger::{self, Model, Viterbi};
use crate::tokens::{Tokens, may_be_dotted};

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

/// Reads labels into spans.
pub(crate) fn resolve(
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    labels: &[(u8, f32)],
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for ward in &context.wards {
        found.push(Found {
            first: ward.first,
            end: ward.end,
            kind: EntityKind::Place,
            score: 0.99,
            title: None,
            source: Source::Rule(ward.rule),
        });
    }
    let wards = found.len();
    let mut at = 0;
    while at < labels.len() {
        let (label, _) = labels[at];
        let mut end = at + 1;
        if label == tagger::OUTSIDE {
            at = end;
            continue;
        }
        while end < labels.len() && labels[end].0 == label + 1 {
            end += 1;
        }
        if let Some(kind) = EntityKind::from_number((label - 1) / 2) {
            let score = labels[at..end]
                .iter()
                .map(|(_, score)| *score)
                .fold(1.0, f32::min);
            let span = Found {
                first: at,
                end,
                kind,
                score,
                title: None,
                source: Source::Tagger,
            };
            found.extend(settle(tokens, candidates, context, span));
        }
        at = end;
    }
    // Wards come first and keep their place against anything that overlaps them.
    let (wards, others) = found.split_at(wards);
    let free = |span: &&Found| {
        !wards
            .iter()
            .any(|w| w.first < span.end && span.first < w.end)
    };
    let mut all: Vec<Found> = wards
        .iter()
        .chain(others.iter().filter(free))
        .copied()
        .collect();
    all.sort_by_key(|span| (span.first, span.end));
    all.dedup_by(|later, earlier| later.first < earlier.end);
    all
}

/// A labelled span with the edges that dictionary, rules and script give it.
fn settle(
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    mut span: Found,
) -> Option<Found> {
    if span.kind == EntityKind::Office {
        let overlap = |t: &Title| t.end.min(span.end).saturating_sub(t.first.max(span.first));
        let from = context
            .titles
            .partition_point(|title| title.end <= span.first);
        let best = (from..context.titles.len())
            .map(|index| (index, &context.titles[index]))
            .take_while(|(_, title)| title.first < span.end)
            .max_by_key(|(_, title)| overlap(title))?;
        let (index, title) = best;
        (span.first, span.end) = (title.first, title.end);
        span.title = Some(index);
        span.source = Source::Rule(title.rule);
        return Some(span);
    }
    trim(tokens, &mut span);
    if span.first >= span.end {
        return None;
    }
    // A strong form of several words that the labels cut short is taken whole.
    let kind = span.kind as u8;
    let wider = context::near(candidates, span.first)
        .filter(|c| {
            c.kind == kind
                && !c.weak
                && c.first <= span.first
                && span.end <= c.end
                && c.end - c.first > 1
        })
        .max_by_key(|c| c.end - c.first);
    if let Some(wider) = wider {
        (span.first, span.end) = (wider.first, wider.end);
    }
    if context::entries_at(candidates, kind, (span.first, span.end))
        .next()
        .is_some()
    {
        span.source = Source::Entry;
    }
    Some(span)
}

/// Marks and honorifics at the edges are outside a name; the full stop of a last initial is inside.
fn trim(tokens: &Tokens, span: &mut Found) {
    let all = &tokens.all;
    let outside = |at: usize| {
        let token = &all[at];
        token.kind == WordKind::Punctuation
            || token.is(class::HONORIFIC_AFTER) && token.facts.surname == 0
    };
    while span.first < span.end && all[span.first].kind == WordKind::Punctuation {
        span.first += 1;
    }
    while span.end > span.first && outside(span.end - 1) {
        let last = span.end - 1;
        let initial = all[last].mark == b'.' && !all[last].spaced && last > span.first;
        let closes = all[last].mark == b')' && all[span.first..last].iter().any(|t| t.mark == b'(');
        if closes
            || initial
                && may_be_dotted(&all[last - 1])
                && all[span.first..last].iter().any(|t| t.mark == b'.')
        {
            break;
        }
        span.end -= 1;
    }
}

/// Labels and scores of all words of an article.
pub(crate) fn label(
    model: &Model<'_>,
    tokens: &Tokens,
    context: &Context,
    memory: &[u8],
    text: &str,
) -> Vec<(u8, f32)> {
    let mut viterbi = Viterbi::default();
    let mut labels = Vec::new();
    let mut all = Vec::with_capacity(tokens.all.len());
    let mut sights = Vec::new();
    for &(start, end) in &tokens.sentences {
        sights.clear();
        sights.extend((start..end).map(|at| tagger::sight(tokens, context, text, at)));
        let decided = |at: usize| tagger::decided(&tokens.all[start + at], context, start + at);
        viterbi.score(model, &sights, &memory[start..end], decided);
        viterbi.decode(model, &mut labels);
        all.extend(
            labels
                .iter()
                .enumerate()
                .map(|(at, &label)| (label, viterbi.margin(model, at, label))),
        );
    }
    all
}
