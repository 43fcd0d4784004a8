//! Counts in bounded memory.
//!
//! Counts are exact until more keys are seen than there is room for. Then the smallest half is
//! dropped, and from there on each count has a bound to what may be missing: a key that comes anew
//! may have been dropped before, with no more than the largest count dropped. So a true count lies
//! between `count` and `count + missed`, and keys that were never dropped stay exact.

use super::hasher::KeyHasher;
use super::sample::{Evidence, Samples};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hash};

/// How much is kept. Twice as much is held before the smaller half is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Room {
    /// Keys.
    pub(super) keys: usize,
    /// Keys that have samples, the most counted.
    pub(super) sampled: usize,
    /// Samples of each.
    pub(super) samples: usize,
}

/// What is kept of a key beside its counts.
pub(super) trait Value {
    /// Takes in what a later part of the dump knows of the same key.
    fn merge(&mut self, later: Self);
}

impl Value for () {
    fn merge(&mut self, (): ()) {}
}

/// A key's counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot<V> {
    pub(super) value: V,
    pub(super) count: u64,
    pub(super) articles: u64,
    /// How much the counts may be too low.
    pub(super) missed: u64,
    pub(super) samples: Samples,
}

/// What an article adds to a key.
pub(super) struct Seen {
    pub(super) count: u64,
    /// Of the article among those that name the key: see [`Samples`].
    pub(super) rank: u64,
}

/// Counts by key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(
    serialize = "K: Ord + Serialize, V: Serialize",
    deserialize = "K: Eq + Hash + Deserialize<'de>, V: Deserialize<'de>"
))]
pub(super) struct Tally<K: Eq + Hash, V> {
    room: Room,
    /// The largest count of a key that is not kept, at most.
    dropped: u64,
    /// How many slots have samples.
    sampled: usize,
    #[serde(with = "super::sorted")]
    slots: Slots<K, V>,
}

pub(super) type Slots<K, V> = HashMap<K, Slot<V>, BuildHasherDefault<KeyHasher>>;

impl<K: Copy + Ord + Hash, V: Value> Tally<K, V> {
    pub(super) fn new(room: Room) -> Tally<K, V> {
        Tally {
            room,
            dropped: 0,
            sampled: 0,
            slots: Slots::default(),
        }
    }

    /// Counts an article for a key; returns what is kept of the key.
    pub(super) fn see(
        &mut self,
        key: K,
        seen: Seen,
        value: impl FnOnce() -> V,
        evidence: impl FnOnce() -> Option<Evidence>,
    ) -> &mut V {
        self.make_room();
        let slot = self.slots.entry(key).or_insert_with(|| Slot {
            value: value(),
            count: 0,
            articles: 0,
            missed: self.dropped,
            samples: Samples::default(),
        });
        slot.count += seen.count;
        slot.articles += 1;
        let first = slot.samples.is_empty();
        slot.samples.offer(seen.rank, self.room.samples, evidence);
        self.sampled += usize::from(first && !slot.samples.is_empty());
        &mut slot.value
    }

    /// Takes in the counts of a later part of the dump.
    pub(super) fn merge(&mut self, later: Tally<K, V>) {
        let (here, there) = (self.dropped, later.dropped);
        if there > 0 {
            for (key, slot) in &mut self.slots {
                if !later.slots.contains_key(key) {
                    slot.missed += there;
                }
            }
        }
        self.dropped += there;
        for (key, slot) in later.slots {
            self.put(key, slot, here);
        }
        self.make_room();
    }

    /// A slot of another table; `dropped` is what this one may have dropped of it.
    fn put(&mut self, key: K, other: Slot<V>, dropped: u64) {
        match self.slots.entry(key) {
            Entry::Occupied(slot) => {
                let slot = slot.into_mut();
                let first = slot.samples.is_empty() && !other.samples.is_empty();
                self.sampled += usize::from(first);
                slot.value.merge(other.value);
                slot.count += other.count;
                slot.articles += other.articles;
                slot.missed += other.missed;
                slot.samples.merge(other.samples, self.room.samples);
            }
            Entry::Vacant(vacant) => {
                self.sampled += usize::from(!other.samples.is_empty());
                let missed = other.missed + dropped;
                vacant.insert(Slot { missed, ..other });
            }
        }
    }

    /// The same counts under other keys, at most `most` of them under one.
    pub(super) fn rekey(&mut self, most: u64, new: impl Fn(K) -> K) {
        let dropped = self.dropped.saturating_mul(most);
        let old = std::mem::replace(self, Tally::new(self.room));
        for (key, slot) in old.slots {
            self.put(new(key), slot, 0);
        }
        self.dropped = dropped;
        for slot in self.slots.values_mut() {
            slot.missed = slot.missed.saturating_add(dropped);
        }
    }

    fn make_room(&mut self) {
        if self.slots.len() >= self.room.keys.saturating_mul(2) {
            for (key, _) in self.least(self.room.keys, |_| true) {
                let Some(slot) = self.slots.remove(&key) else {
                    continue;
                };
                self.dropped = self.dropped.max(slot.count + slot.missed);
                self.sampled -= usize::from(!slot.samples.is_empty());
            }
        }
        if self.sampled >= self.room.sampled.saturating_mul(2) {
            for (key, _) in self.least(self.room.sampled, |slot| !slot.samples.is_empty()) {
                if let Some(slot) = self.slots.get_mut(&key) {
                    slot.samples = Samples::default();
                    self.sampled -= 1;
                }
            }
        }
    }

    /// All but the `most` most counted of some slots.
    fn least(&self, most: usize, of: impl Fn(&Slot<V>) -> bool) -> Vec<(K, u64)> {
        let slots = self.slots.iter().filter(|(_, slot)| of(slot));
        let mut slots: Vec<(K, u64)> = slots
            .map(|(key, slot)| (*key, slot.count + slot.missed))
            .collect();
        if most >= slots.len() {
            return Vec::new();
        }
        slots.select_nth_unstable_by_key(most, |&(key, count)| (std::cmp::Reverse(count), key));
        slots.split_off(most)
    }

    pub(super) fn get(&self, key: K) -> Option<&Slot<V>> {
        self.slots.get(&key)
    }

    /// The most counted `most` keys, in descending order.
    pub(super) fn top(&self, most: usize) -> Vec<(K, &Slot<V>)> {
        let mut all: Vec<(K, &Slot<V>)> = self.slots.iter().map(|(key, s)| (*key, s)).collect();
        let order = |(key, slot): &(K, &Slot<V>)| {
            let counts = (slot.count, slot.articles);
            (std::cmp::Reverse(counts), *key)
        };
        if most < all.len() {
            all.select_nth_unstable_by_key(most, order);
            all.truncate(most);
        }
        all.sort_unstable_by_key(order);
        all
    }

    /// How many keys there are; at least so many once some were dropped.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The largest count that a key may have which is not kept; 0 if all are.
    pub(super) fn dropped(&self) -> u64 {
        self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    const ROOM: Room = Room {
        keys: 4,
        sampled: 2,
        samples: 1,
    };

    fn tally(keys: impl IntoIterator<Item = u32>, room: Room) -> Tally<u32, ()> {
        let mut tally = Tally::new(room);
        for key in keys {
            let seen = Seen { count: 1, rank: 0 };
            tally.see(key, seen, || (), || None);
        }
        tally
    }

    /// A stream with few frequent keys and a long tail of rare ones.
    fn stream(length: u32) -> impl Iterator<Item = u32> {
        (0..length).map(|at| match at % 3 {
            0 => 1,
            1 => 2 + at / 3 % 2,
            _ => 10 + at.wrapping_mul(2_654_435_761) % 50,
        })
    }

    fn assert_bounds(tally: &Tally<u32, ()>, stream: &[u32]) {
        for key in 0..60 {
            let count = stream.iter().filter(|&&seen| seen == key).count() as u64;
            match tally.get(key) {
                Some(slot) => {
                    assert!(slot.count <= count, "{key}: {} > {count}", slot.count);
                    assert!(count <= slot.count + slot.missed, "{key}");
                }
                None => assert!(count <= tally.dropped(), "{key}: {count}"),
            }
        }
    }

    #[test]
    fn counts_are_exact_while_there_is_room() {
        let tally = tally([7, 5, 7, 9, 7, 5, 3], ROOM);
        let top: Vec<(u32, u64)> = tally.top(2).iter().map(|(k, s)| (*k, s.count)).collect();
        assert_eq!((top, tally.dropped()), (vec![(7, 3), (5, 2)], 0));
    }

    #[test]
    fn true_counts_lie_within_the_bounds() {
        let stream: Vec<u32> = stream(3_000).collect();
        let all = tally(stream.iter().copied(), ROOM);
        assert!(all.len() <= 8 && all.sampled <= 4);
        assert_bounds(&all, &stream);
        let first = &all.top(1)[0];
        assert_eq!((first.0, first.1.count, first.1.missed), (1, 1_000, 0));

        for chunk in [7, 100, 1_000] {
            let mut merged = Tally::new(ROOM);
            for part in stream.chunks(chunk) {
                merged.merge(tally(part.iter().copied(), ROOM));
            }
            assert!(merged.len() <= 8 && merged.sampled <= 4);
            assert_bounds(&merged, &stream);
        }
    }

    #[test]
    fn merging_is_adding_while_there_is_room() {
        let room = Room {
            keys: 100,
            sampled: 100,
            samples: 1,
        };
        let stream: Vec<u32> = stream(500).collect();
        let all = tally(stream.iter().copied(), room);
        for chunk in [1, 33, 499] {
            let mut merged = Tally::new(room);
            for part in stream.chunks(chunk) {
                merged.merge(tally(part.iter().copied(), room));
            }
            assert_eq!(merged, all);
        }
    }

    #[test]
    fn samples_stay_with_the_most_counted() {
        let mut tally = Tally::new(ROOM);
        for key in [1, 1, 1, 2, 2, 3, 4] {
            let seen = Seen { count: 1, rank: 0 };
            tally.see(key, seen, || (), || Some(sample::tests::evidence()));
        }
        tally.make_room();
        let with = |key| {
            tally
                .get(key)
                .is_some_and(|slot: &Slot<()>| !slot.samples.is_empty())
        };
        assert_eq!([1, 2, 3, 4].map(with), [true, true, false, false]);
    }

    #[test]
    fn other_keys_keep_the_bounds() {
        let stream: Vec<u32> = stream(600).collect();
        let mut all = tally(stream.iter().copied(), ROOM);
        all.rekey(10, |key| key / 10);
        let coarse: Vec<u32> = stream.iter().map(|key| key / 10).collect();
        assert_bounds(&all, &coarse);
    }

    #[test]
    fn a_checkpoint_holds_everything() {
        let all = tally(stream(3_000), ROOM);
        let written = serde_json::to_string(&all).unwrap();
        assert_eq!(
            serde_json::from_str::<Tally<u32, ()>>(&written).unwrap(),
            all
        );
    }
}
