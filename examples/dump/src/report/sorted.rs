//! Slots in a checkpoint: a list in the order of keys, as JSON's keys are strings, and so that the
//! same counts are the same bytes.

use super::tally::{Slot, Slots};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::hash::Hash;

pub(super) fn serialize<K, V, S>(slots: &Slots<K, V>, out: S) -> Result<S::Ok, S::Error>
where
    K: Ord + Serialize,
    V: Serialize,
    S: Serializer,
{
    let mut all: Vec<(&K, &Slot<V>)> = slots.iter().collect();
    all.sort_unstable_by_key(|(key, _)| *key);
    out.collect_seq(all)
}

pub(super) fn deserialize<'de, K, V, D>(from: D) -> Result<Slots<K, V>, D::Error>
where
    K: Eq + Hash + Deserialize<'de>,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let all: Vec<(K, Slot<V>)> = Vec::deserialize(from)?;
    Ok(all.into_iter().collect())
}
