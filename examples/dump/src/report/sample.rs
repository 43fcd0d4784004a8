//! A few sentences behind a figure: always the same ones, wherever the articles are cut into chunks.
//!
//! Each article gets a rank for each figure, by a hash; the lowest ranks are kept. That spreads the
//! sample over the whole dump and does not depend on the order of articles.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// Part of an article, and which article it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Passage {
    pub(super) text: Box<str>,
    pub(super) id: Option<Box<str>>,
    pub(super) title: Option<Box<str>>,
    pub(super) date: Option<Box<str>>,
}

/// A passage with marked mentions: byte ranges of its text, ascending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Quote {
    #[serde(serialize_with = "write_passage", deserialize_with = "read_passage")]
    pub(super) passage: Arc<Passage>,
    pub(super) marks: Vec<(u32, u32)>,
}

fn write_passage<S: Serializer>(passage: &Arc<Passage>, out: S) -> Result<S::Ok, S::Error> {
    passage.as_ref().serialize(out)
}

fn read_passage<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<Passage>, D::Error> {
    Passage::deserialize(from).map(Arc::new)
}

/// What one article says of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sample {
    rank: u64,
    pub(super) quotes: Vec<Quote>,
}

/// The samples of a figure, the lowest rank first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Samples(Vec<Sample>);

impl Samples {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Sample> {
        self.0.iter()
    }

    /// Takes an article's quotes if its rank is among the `most` lowest. An article that was offered
    /// before changes nothing.
    pub(super) fn offer(&mut self, rank: u64, most: usize, quotes: impl FnOnce() -> Vec<Quote>) {
        let at = self.0.partition_point(|sample| sample.rank < rank);
        if at < most && self.0.get(at).is_none_or(|sample| sample.rank != rank) {
            self.0.truncate(most.saturating_sub(1));
            let quotes = quotes();
            self.0.insert(at, Sample { rank, quotes });
        }
    }

    pub(super) fn merge(&mut self, later: Samples, most: usize) {
        for sample in later.0 {
            self.offer(sample.rank, most, || sample.quotes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(samples: &Samples) -> Vec<u64> {
        samples.iter().map(|sample| sample.rank).collect()
    }

    fn offered(ranks: &[u64]) -> Samples {
        let mut samples = Samples::default();
        for &rank in ranks {
            samples.offer(rank, 3, Vec::new);
        }
        samples
    }

    #[test]
    fn the_lowest_ranks_stay_in_any_order() {
        for order in [[5, 1, 9, 3, 7], [9, 7, 5, 3, 1], [1, 3, 5, 7, 9]] {
            assert_eq!(ranks(&offered(&order)), [1, 3, 5], "{order:?}");
        }
        let mut merged = offered(&[9, 3, 4]);
        merged.merge(offered(&[3, 1, 8]), 3);
        assert_eq!(ranks(&merged), [1, 3, 4], "3 is one article");
    }

    #[test]
    fn what_is_not_taken_is_not_made() {
        let mut samples = offered(&[1, 2, 3]);
        samples.offer(4, 3, || unreachable!());
        samples.offer(2, 3, || unreachable!());
    }
}
