//! The whole article: which mentions name one entity, who holds which office, of what, for which
//! party.
//!
//! Full names come first; a short form belongs to the only full name that fits it. Where two fit,
//! nothing is guessed.

mod cluster;
mod frames;
mod holders;
mod relations;
mod result;

use crate::candidates::Candidate;
use crate::context::{self, Context};
use crate::entity::{Entity, EntityKind, Mention, PlaceType, Relation};
use crate::gazetteer::layout::class;
use crate::gazetteer::{Entry, Gazetteer};
use crate::resolve::Found;
use crate::rules::Matcher;
use crate::segment::WordKind;
use crate::tokens::Tokens;
use relations::Reading;

/// What the floors below found in an article.
pub(crate) struct Article<'a, 't> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'a Tokens,
    pub(crate) candidates: &'a [Candidate],
    pub(crate) context: &'a Context,
    pub(crate) gazetteer: &'a Gazetteer,
}

/// A mention's office before entities have their numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OfficeLinks {
    pub(crate) holder: Option<usize>,
    pub(crate) of: Option<usize>,
    pub(crate) party: Option<usize>,
    pub(crate) former: bool,
    /// A rule says that several people hold it.
    pub(crate) nobody: bool,
    pub(crate) rule: Option<&'static str>,
}

/// What an article says, in the caller's terms.
pub(crate) struct Linked<'t> {
    pub(crate) mentions: Vec<Mention<'t>>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) relations: Vec<Relation<'t>>,
}

/// Links the spans of an article.
pub(crate) fn link<'t>(article: &Article<'_, 't>, found: &[Found]) -> Linked<'t> {
    let mut linker = Linker::new(article, found);
    linker.cluster();
    linker.apply_rules();
    linker.choose_offices();
    linker.bare_titles();
    linker.finish()
}

/// Mentions of one entity.
#[derive(Debug)]
struct Cluster {
    kind: EntityKind,
    /// Hashes of the words of the fullest name.
    words: Vec<u64>,
    /// The mention with the fullest name.
    fullest: usize,
    mentions: Vec<usize>,
    /// Entries that every mention with entries allows.
    entries: Vec<Entry>,
    party: Option<usize>,
}

struct Linker<'a, 't> {
    article: &'a Article<'a, 't>,
    found: &'a [Found],
    clusters: Vec<Cluster>,
    /// Cluster of each mention.
    of_mention: Vec<Option<usize>>,
    /// Number of another mention that decided, for `why`.
    because: Vec<Option<usize>>,
    links: Vec<OfficeLinks>,
    office_ids: Vec<Option<Entry>>,
    places: Vec<Option<PlaceType>>,
    /// Places that a rule takes for seats.
    seats: Vec<bool>,
    readings: Vec<Reading>,
    matcher: Matcher,
}

impl<'a, 't> Linker<'a, 't> {
    fn new(article: &'a Article<'a, 't>, found: &'a [Found]) -> Self {
        Linker {
            article,
            found,
            clusters: Vec::new(),
            of_mention: vec![None; found.len()],
            because: vec![None; found.len()],
            links: vec![OfficeLinks::default(); found.len()],
            office_ids: vec![None; found.len()],
            places: vec![None; found.len()],
            seats: vec![false; found.len()],
            readings: Vec::new(),
            matcher: Matcher::default(),
        }
    }

    /// Hashes of a mention's words, titles of names and marks left out.
    fn words(&self, mention: usize) -> Vec<u64> {
        let span = &self.found[mention];
        let tokens = &self.article.tokens.all[span.first..span.end];
        let word = |title: bool| {
            tokens
                .iter()
                .filter(|t| {
                    t.kind != WordKind::Punctuation && (title || !t.is(class::TITLE_OF_NAME))
                })
                .map(|t| t.hash)
                .collect::<Vec<u64>>()
        };
        let words = word(false);
        if words.is_empty() { word(true) } else { words }
    }

    fn entries(&self, mention: usize) -> Vec<Entry> {
        let span = &self.found[mention];
        let entries = |range| {
            context::entries_at(self.article.candidates, span.kind as u8, range)
                .collect::<Vec<Entry>>()
        };
        let exact = entries((span.first, span.end));
        if !exact.is_empty() || span.kind != EntityKind::Person {
            return exact;
        }
        // `चौधरी` and the like before a listed name.
        let title = self.article.tokens.all[span.first].is(class::TITLE_OF_NAME);
        if title {
            entries((span.first + 1, span.end))
        } else {
            exact
        }
    }
}
