//! One page about a whole dump: who and what it names, when, together with whom, in which office,
//! and the sentences behind each figure.
//!
//! A [`Report`] takes articles one by one in memory that does not grow with the dump. Parts of a
//! dump can be counted apart and merged in their order: while no table is full, that is the same as
//! adding all articles to one report. Once one is full, counts are lower bounds, and the page says
//! by how much they may be too low.

mod hasher;
mod identity;
mod network;
mod page;
mod reading;
mod sample;
mod sorted;
mod tally;
mod time;
mod value;

use neta::{Date, Entity, EntityKind, Extraction, Mention, Office};
use reading::{Reading, grouped};
use serde::{Deserialize, Serialize};
use std::io;
use tally::{Room, Seen, Tally};
use time::{Bucket, Timeline};
use value::{Holding, Post, Profile};

/// An article and what was found in it.
pub struct Article<'a> {
    /// As the dump has it.
    pub id: Option<&'a str>,
    /// As the dump has it.
    pub title: Option<&'a str>,
    /// When it appeared; without it, it is left out of what is shown over time.
    pub date: Option<Date>,
    /// Its text, and what was found there.
    pub found: &'a Extraction<'a>,
}

/// What a dump says, in bounded memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    articles: u64,
    /// By the number of each [`EntityKind`].
    mentions: [u64; EntityKind::ALL.len()],
    timeline: Timeline,
    people: Tally<u64, Profile>,
    parties: Tally<u64, Profile>,
    places: Tally<u64, Profile>,
    posts: Tally<u64, Post>,
    holdings: Tally<u64, Holding>,
    /// Two people by their keys, the lower first.
    pairs: Tally<(u64, u64), ()>,
    /// People and parties in each bucket of the timeline.
    moments: Tally<(u64, Bucket), ()>,
}

/// People whom an article names beyond these are in no pair, or a list of candidates would make
/// thousands of them.
const PAIRED: usize = 30;

/// How much is kept. Far more than the page shows, so that what it shows is exact as long as
/// possible.
struct Rooms {
    people: Room,
    parties: Room,
    places: Room,
    posts: Room,
    holdings: Room,
    pairs: Room,
    moments: Room,
}

impl Rooms {
    const USUAL: Rooms = Rooms {
        people: room(50_000, 2_000, 5),
        parties: room(5_000, 500, 5),
        places: room(50_000, 2_000, 5),
        posts: room(50_000, 2_000, 5),
        holdings: room(50_000, 2_000, 3),
        pairs: room(100_000, 2_000, 3),
        moments: room(100_000, 4_000, 2),
    };
}

const fn room(keys: usize, sampled: usize, samples: usize) -> Room {
    Room {
        keys,
        sampled,
        samples,
    }
}

impl Default for Report {
    fn default() -> Report {
        Report::new()
    }
}

impl Report {
    /// Without articles.
    pub fn new() -> Report {
        Report::with(&Rooms::USUAL)
    }

    fn with(rooms: &Rooms) -> Report {
        Report {
            articles: 0,
            mentions: [0; EntityKind::ALL.len()],
            timeline: Timeline::new(),
            people: Tally::new(rooms.people),
            parties: Tally::new(rooms.parties),
            places: Tally::new(rooms.places),
            posts: Tally::new(rooms.posts),
            holdings: Tally::new(rooms.holdings),
            pairs: Tally::new(rooms.pairs),
            moments: Tally::new(rooms.moments),
        }
    }

    /// Counts an article.
    pub fn add(&mut self, article: &Article<'_>) {
        let reading = Reading::new(article);
        self.articles += 1;
        for mention in article.found.mentions() {
            if let Some(count) = self.mentions.get_mut(mention.kind as usize) {
                *count += 1;
            }
        }
        let bucket = article.date.map(|date| self.bucket(date));
        let keys: Vec<u64> = article
            .found
            .entities()
            .iter()
            .map(identity::entity)
            .collect();
        self.add_entities(article, &reading, &keys, bucket);
        self.add_pairs(&reading, &keys);
        self.add_offices(article, &reading);
    }

    /// Takes in the report of a later part of the dump.
    pub fn merge(&mut self, mut later: Report) {
        self.articles += later.articles;
        for (count, later) in self.mentions.iter_mut().zip(later.mentions) {
            *count += later;
        }
        let grains = (self.timeline.grain(), later.timeline.grain());
        self.timeline.merge(later.timeline);
        self.follow_timeline(grains.0);
        let grain = self.timeline.grain();
        if grain != grains.1 {
            later
                .moments
                .rekey(grain.parts(), |(key, bucket)| (key, bucket.at(grain)));
        }
        self.moments.merge(later.moments);
        self.people.merge(later.people);
        self.parties.merge(later.parties);
        self.places.merge(later.places);
        self.posts.merge(later.posts);
        self.holdings.merge(later.holdings);
        self.pairs.merge(later.pairs);
    }

    /// Writes the page: one HTML document that needs nothing else.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        page::write(self, out)
    }

    fn bucket(&mut self, date: Date) -> Bucket {
        let grain = self.timeline.grain();
        let bucket = self.timeline.add(date);
        self.follow_timeline(grain);
        bucket
    }

    /// The buckets of [`moments`](Report::moments) are those of the timeline.
    fn follow_timeline(&mut self, before: time::Grain) {
        let grain = self.timeline.grain();
        if grain != before {
            self.moments
                .rekey(grain.parts(), |(key, bucket)| (key, bucket.at(grain)));
        }
    }

    fn add_entities(
        &mut self,
        article: &Article<'_>,
        reading: &Reading<'_, '_>,
        keys: &[u64],
        bucket: Option<Bucket>,
    ) {
        let (entities, mentions) = (article.found.entities(), article.found.mentions());
        // An entity without mentions is named by the article's date, not by the article.
        let named = keys
            .iter()
            .copied()
            .zip(0..)
            .filter(|&(_, index): &(u64, usize)| {
                entities
                    .get(index)
                    .is_some_and(|entity| !entity.mentions.is_empty())
            });
        for (key, group) in grouped(named.collect()) {
            let group = || group.iter().filter_map(|&index| entities.get(index));
            let Some(entity) = group().next() else {
                continue;
            };
            let seen = || Seen {
                count: group().map(|entity| entity.mentions.len() as u64).sum(),
                rank: reading.rank(key),
            };
            let evidence = || {
                let first = mentions.get(*entity.mentions.first()?)?;
                Some(reading.quote(first.span))
            };
            let tally = match entity.kind {
                EntityKind::Person => &mut self.people,
                EntityKind::Party => &mut self.parties,
                EntityKind::Place | EntityKind::Office => &mut self.places,
            };
            let profile = tally.see(key, seen(), || Profile::new(entity), evidence);
            if let Some(party) = &entity.party {
                profile.add_party(party, 1);
            }
            if let Some(bucket) = bucket
                && matches!(entity.kind, EntityKind::Person | EntityKind::Party)
            {
                self.moments.see((key, bucket), seen(), || (), evidence);
            }
        }
    }

    fn add_pairs(&mut self, reading: &Reading<'_, '_>, keys: &[u64]) {
        let mut people: Vec<(u64, usize)> = Vec::new();
        for index in reading.people().take(PAIRED) {
            if let Some(&key) = keys.get(index)
                && people.iter().all(|(known, _)| *known != key)
            {
                people.push((key, index));
            }
        }
        people.sort_unstable();
        for (at, &(one, first)) in people.iter().enumerate() {
            for &(other, second) in people.iter().skip(at + 1) {
                let seen = Seen {
                    count: 1,
                    rank: reading.rank(identity::mix(one, other)),
                };
                let evidence = || reading.both(first, second);
                self.pairs.see((one, other), seen, || (), evidence);
            }
        }
    }

    fn add_offices(&mut self, article: &Article<'_>, reading: &Reading<'_, '_>) {
        let (entities, mentions) = (article.found.entities(), article.found.mentions());
        let entity = |index: Option<usize>| index.and_then(|index| entities.get(index));
        let post = |mention: &Mention<'_>, office: &Office| Post {
            office: office.id.as_ref().into(),
            title: mention.text.into(),
            of: entity(office.of).map(value::Named::new),
        };
        let offices = || {
            let all = mentions.iter().enumerate();
            all.filter_map(|(at, mention)| Some((at, mention.office.as_ref()?)))
        };
        let key = |office: &Office| Post::key(&office.id, entity(office.of));
        let posts = offices().map(|(at, office)| (key(office), at)).collect();
        for (key, group) in grouped(posts) {
            let first = group.first().and_then(|&at| mentions.get(at));
            if let Some((mention, office)) = first.and_then(|m| Some((m, m.office.as_ref()?))) {
                let seen = Seen {
                    count: group.len() as u64,
                    rank: reading.rank(key),
                };
                let evidence = || Some(reading.quote(mention.span));
                self.posts
                    .see(key, seen, || post(mention, office), evidence);
            }
        }
        let holdings = offices().filter_map(|(at, office)| {
            let holder = entity(office.holder)?;
            Some((Holding::key(key(office), holder, office.status), at))
        });
        for (key, group) in grouped(holdings.collect()) {
            let first = group.first().and_then(|&at| Some((at, mentions.get(at)?)));
            if let Some((at, mention)) = first
                && let Some(office) = &mention.office
                && let Some(holder) = entity(office.holder)
            {
                let seen = Seen {
                    count: group.len() as u64,
                    rank: reading.rank(key),
                };
                let value = || Holding::new(post(mention, office), holder, office.status);
                let evidence = || {
                    let nearest = mentions.get(nearest(at, holder)?)?;
                    Some(reading.quotes(mention.span, nearest.span))
                };
                self.holdings.see(key, seen, value, evidence);
            }
        }
    }
}

/// The mention of a person that stands nearest to an office's.
fn nearest(office: usize, holder: &Entity) -> Option<usize> {
    let behind = holder.mentions.partition_point(|&person| person < office);
    let around = [behind.checked_sub(1), Some(behind)].into_iter().flatten();
    let people = around.filter_map(|at| holder.mentions.get(at).copied());
    people.min_by_key(|person| person.abs_diff(office))
}

#[cfg(test)]
mod tests;
