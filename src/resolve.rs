//! Which of the overlapping candidates stand.
//!
//! The tagger's labels, the dictionary's forms and the rules' titles and wards become one list of
//! spans without overlap. What is ambiguous stays so: a span keeps every entry that fits it.

mod ages;
mod asked;
mod castes;
mod edges;
mod endings;
mod lists;
mod nicknames;
mod places;
mod settle;

use crate::article::Article;
use crate::context::{Context, Title};
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tagger;
use asked::Asked;

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

impl Found {
    /// A person whom the labels leave out.
    fn unlabelled(first: usize, end: usize) -> Found {
        Found {
            first,
            end,
            kind: EntityKind::Person,
            score: 0.8,
            title: None,
            source: Source::Tagger,
        }
    }
}

/// The spans of an article, reusing its buffers.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// Ascending, without overlap.
    pub(crate) all: Vec<Found>,
    /// What is about to be added.
    more: Vec<Found>,
    surnames: Asked,
    full_names: Asked,
    named: Asked,
}

impl Spans {
    /// Reads labels into spans.
    pub(crate) fn read(&mut self, article: &Article<'_, '_>, labels: &mut [(u8, f32)]) {
        self.clear();
        self.read_labels(article, labels);
        self.all.extend(listed(article, labels));
        self.all.extend(framed_parties(article, labels));
        self.put_wards_first(article.context);
        without_overlap(&mut self.all);
        castes::settle(article.tokens, &mut self.all, &mut self.surnames);
        places::complete(article, &mut self.all);
        places::homes(article.tokens, &mut self.all);
        lists::agree(article, &mut self.all, &mut self.full_names);
        self.add_unlabelled_people(article);
        self.add_titles(article.context);
    }

    fn clear(&mut self) {
        self.all.clear();
        self.surnames.clear();
        self.full_names.clear();
        self.named.clear();
    }

    fn read_labels(&mut self, article: &Article<'_, '_>, labels: &mut [(u8, f32)]) {
        let mut at = 0;
        while let Some(span) = labelled(labels, &mut at) {
            self.more.clear();
            settle::parts(article, span, &mut self.more);
            for part in &self.more {
                match settle::settle(article, *part) {
                    Some(settled) => self.all.push(settled),
                    // What is no mention after all leaves its words to the dictionary.
                    None => labels[part.first..part.end].fill((tagger::OUTSIDE, 1.0 - part.score)),
                }
            }
        }
    }

    /// Wards keep their place against anything that overlaps them. They ascend without overlap, so
    /// that only the first that ends behind a span's start can touch it.
    fn put_wards_first(&mut self, context: &Context) {
        self.all.retain(|span| {
            let next = context.wards.partition_point(|ward| ward.end <= span.first);
            let next = context.wards.get(next);
            next.is_none_or(|ward| ward.first >= span.end)
        });
        self.all.extend(context.wards.iter().map(|ward| Found {
            first: ward.first,
            end: ward.end,
            kind: EntityKind::Place,
            score: 0.99,
            title: None,
            source: Source::Rule(ward.rule),
        }));
    }

    fn add_unlabelled_people(&mut self, article: &Article<'_, '_>) {
        let Spans {
            all, more, named, ..
        } = self;
        more.clear();
        lists::left_out(article, all, more);
        ages::left_out(article, all, more);
        nicknames::quoted(article, all, more);
        nicknames::listed(article, all, named, more);
        if !more.is_empty() {
            all.append(more);
            without_overlap(all);
        }
    }

    fn add_titles(&mut self, context: &Context) {
        self.more.clear();
        self.more.extend(titles_before_names(context, &self.all));
        if !self.more.is_empty() {
            self.all.append(&mut self.more);
            self.all.sort_by_key(|span| span.first);
        }
    }
}

/// Whether a word is a given name that so many people bear, in a bucket, and no class of words has.
fn is_given_name(article: &Article<'_, '_>, at: usize, bearers: u8) -> bool {
    article.tokens.all.get(at).is_some_and(|word| {
        word.kind == WordKind::Devanagari
            && word.facts.given >= bearers
            && word.facts.classes & !(class::FEMALE | class::NAME_MIDDLE) == 0
            && article.context.is_free(at)
    })
}

/// Sorts spans; of two from one start the longer stands, else the earlier one.
fn without_overlap(all: &mut Vec<Found>) {
    all.sort_by_key(|span| (span.first, std::cmp::Reverse(span.end)));
    all.dedup_by(|later, earlier| later.first < earlier.end);
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
    article: &'a Article<'_, '_>,
    labels: &'a [(u8, f32)],
) -> impl Iterator<Item = Found> + 'a {
    article.candidates.iter().filter_map(move |candidate| {
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
        let mut blocked = article.context.blocked[first..end].iter();
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
    article: &'a Article<'_, '_>,
    labels: &'a [(u8, f32)],
) -> impl Iterator<Item = Found> + 'a {
    let person = |at: usize| {
        labels
            .get(at)
            .is_some_and(|(label, _)| *label == tagger::first_of(EntityKind::Person as u8))
    };
    let frame = move |at: usize| {
        let titles = &article.context.titles;
        let from = titles.partition_point(|title| title.first < at);
        let title = titles.get(from).filter(|title| title.first == at);
        let next = article.tokens.all.get(at);
        next.is_some_and(|next| next.is(class::LEADER))
            || title.is_some_and(|title| person(title.end))
    };
    article
        .candidates
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
