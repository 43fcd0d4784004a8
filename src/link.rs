//! The whole article: which mentions name one entity, who holds which office, of what, for which
//! party.
//!
//! Full names come first; a short form belongs to the only full name that fits it. Where two fit,
//! nothing is guessed.
//!
//! Words and entries of all mentions lie in two arrays, of which mentions and clusters hold runs
//! ([`State`]): an article allocates for its result and for nothing else.

mod cluster;
mod councils;
mod frames;
mod holders;
mod relations;
mod result;
mod seats;

use crate::article::Article;
use crate::context;
use crate::entity::{Entity, EntityKind, Mention, PlaceType, Relation};
use crate::gazetteer::Entry;
use crate::gazetteer::layout::class;
use crate::resolve::Found;
use crate::rules::Matcher;
use crate::segment::WordKind;
use relations::Reading;

/// A mention's office before entities have their numbers.
#[derive(Clone, Copy, Debug, Default)]
struct OfficeLinks {
    /// A cluster.
    holder: Option<usize>,
    /// Mentions.
    of: Option<usize>,
    party: Option<usize>,
    /// The place that somebody comes `से`: of a legislator the seat.
    from: Option<usize>,
    former: bool,
    /// A rule says that several people hold it.
    nobody: bool,
    rule: Option<&'static str>,
}

/// What an article says, in the caller's terms.
pub(crate) struct Linked<'t> {
    pub(crate) mentions: Vec<Mention<'t>>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) relations: Vec<Relation<'t>>,
}

/// Links the spans of an article.
pub(crate) fn link<'t>(
    article: &Article<'_, 't>,
    found: &[Found],
    state: &mut State,
) -> Linked<'t> {
    state.clear(found.len());
    let mut linker = Linker {
        article,
        found,
        state,
    };
    linker.read_names();
    linker.cluster();
    linker.apply_rules();
    linker.choose_offices();
    linker.bare_titles();
    linker.finish()
}

/// A run of [`State::names`] or [`State::entries`].
#[derive(Clone, Copy, Debug, Default)]
struct Slice {
    start: usize,
    end: usize,
}

impl Slice {
    fn len(self) -> usize {
        self.end - self.start
    }

    fn of<T>(self, all: &[T]) -> &[T] {
        &all[self.start..self.end]
    }
}

/// Mentions of one entity.
#[derive(Debug)]
struct Cluster {
    kind: EntityKind,
    /// Hashes of the words of the fullest name.
    words: Slice,
    /// The mention with the fullest name.
    fullest: usize,
    mentions: Vec<usize>,
    /// Entries that every mention with entries allows.
    entries: Slice,
    party: Option<usize>,
}

/// What is known of a mention.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Hashes of its words.
    words: Slice,
    /// Entries that have it as a form.
    entries: Slice,
    cluster: Option<usize>,
    /// Number of another mention that decided, for `why`.
    because: Option<usize>,
    links: OfficeLinks,
    office: Option<Entry>,
    /// Number of the office's id among [`State::offices`]; those without an entry share one.
    office_number: usize,
    place: Option<PlaceType>,
    /// A rule takes it for a seat.
    seat: bool,
    /// It heads a line of a list, of seats or of something else.
    line: bool,
}

/// What linking an article keeps, so that the next one reuses its buffers.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Words and entries of mentions and clusters.
    names: Vec<u64>,
    entries: Vec<Entry>,
    clusters: Vec<Cluster>,
    mentions: Vec<Known>,
    readings: Vec<Reading>,
    index: cluster::Index,
    sentence: frames::Sentence,
    matcher: Matcher,
    /// Offices chosen so far, one of each id, and whom a bare title of it means by a listed role.
    offices: Vec<Entry>,
    councils: councils::Councils,
    by_role: Vec<Option<Option<usize>>>,
    holders: Vec<holders::Holder>,
}

impl State {
    fn clear(&mut self, mentions: usize) {
        self.names.clear();
        self.entries.clear();
        self.clusters.clear();
        self.mentions.clear();
        self.mentions.resize_with(mentions, Known::default);
        self.readings.clear();
        self.index.clear();
        self.offices.clear();
        self.by_role.clear();
        self.holders.clear();
    }
}

struct Linker<'a, 't> {
    article: &'a Article<'a, 't>,
    found: &'a [Found],
    state: &'a mut State,
}

impl Linker<'_, '_> {
    /// Reads words and entries of all mentions.
    fn read_names(&mut self) {
        for mention in 0..self.found.len() {
            self.state.mentions[mention].words = self.read_words(mention);
            self.state.mentions[mention].entries = self.read_entries(mention);
        }
    }

    /// Hashes of a mention's words, titles of names and marks left out.
    fn read_words(&mut self, mention: usize) -> Slice {
        let span = &self.found[mention];
        let tokens = &self.article.tokens.all[span.first..span.end];
        let names = &mut self.state.names;
        let start = names.len();
        let words = tokens.iter().filter(|t| t.kind != WordKind::Punctuation);
        let no_title = words.clone().filter(|t| !t.is(class::TITLE_OF_NAME));
        names.extend(no_title.map(|t| t.hash));
        if names.len() == start {
            names.extend(words.map(|t| t.hash));
        }
        Slice {
            start,
            end: names.len(),
        }
    }

    fn read_entries(&mut self, mention: usize) -> Slice {
        let span = &self.found[mention];
        let entries = &mut self.state.entries;
        let start = entries.len();
        let Article {
            candidates,
            gazetteer,
            ..
        } = self.article;
        let mut read = |range| {
            entries.extend(context::entries_at(
                gazetteer,
                candidates,
                span.kind as u8,
                range,
            ));
            entries.len()
        };
        let mut end = read((span.first, span.end));
        // `चौधरी` and the like before a listed name.
        let title = self.article.tokens.all[span.first].is(class::TITLE_OF_NAME);
        if end == start && span.kind == EntityKind::Person && title {
            end = read((span.first + 1, span.end));
        }
        Slice { start, end }
    }

    /// Entries that have a mention as a form.
    fn entries(&self, mention: usize) -> &[Entry] {
        self.state.mentions[mention].entries.of(&self.state.entries)
    }

    /// Entries that all mentions of a cluster allow.
    fn entries_of(&self, cluster: usize) -> &[Entry] {
        self.state.clusters[cluster].entries.of(&self.state.entries)
    }

    /// Hashes of the words of a cluster's fullest name.
    fn name_of(&self, cluster: usize) -> &[u64] {
        self.state.clusters[cluster].words.of(&self.state.names)
    }
}
