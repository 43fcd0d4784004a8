//! A few sentences behind a figure: always the same ones, wherever the articles are cut into chunks.
//!
//! Each article gets a rank for each figure, by a hash; the lowest ranks are kept. That spreads the
//! sample over the whole dump and does not depend on the order of articles.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which article it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) id: Option<Box<str>>,
    pub(super) title: Option<Box<str>>,
    pub(super) date: Option<Box<str>>,
}

/// Part of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Passage {
    pub(super) text: Box<str>,
    #[serde(with = "shared")]
    pub(super) source: Arc<Source>,
}

/// A passage with one or two marked mentions: byte ranges of its text, ascending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Quote {
    #[serde(with = "shared")]
    pub(super) passage: Arc<Passage>,
    pub(super) mark: (u32, u32),
    pub(super) also: Option<(u32, u32)>,
}

impl Quote {
    pub(super) fn marks(&self) -> impl Iterator<Item = (u32, u32)> {
        std::iter::once(self.mark).chain(self.also)
    }
}

/// What one article says of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Evidence {
    pub(super) quote: Quote,
    /// Of two who do not stand in one passage, the other.
    pub(super) other: Option<Quote>,
}

impl Evidence {
    pub(super) fn quotes(&self) -> impl Iterator<Item = &Quote> {
        std::iter::once(&self.quote).chain(&self.other)
    }
}

/// Samples share passages in memory; in a checkpoint each has its own.
mod shared {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::sync::Arc;

    pub(super) fn serialize<T: Serialize, S: Serializer>(
        shared: &Arc<T>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        shared.as_ref().serialize(out)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<T>, D::Error> {
        T::deserialize(from).map(Arc::new)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sample {
    rank: u64,
    evidence: Evidence,
}

/// The samples of a figure, the lowest rank first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Samples(Vec<Sample>);

impl Samples {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Evidence> {
        self.0.iter().map(|sample| &sample.evidence)
    }

    /// Takes what an article says if its rank is among the `most` lowest. An article that was
    /// offered before changes nothing.
    pub(super) fn offer(
        &mut self,
        rank: u64,
        most: usize,
        evidence: impl FnOnce() -> Option<Evidence>,
    ) {
        let at = self.0.partition_point(|sample| sample.rank < rank);
        if at < most
            && self.0.get(at).is_none_or(|sample| sample.rank != rank)
            && let Some(evidence) = evidence()
        {
            self.0.truncate(most.saturating_sub(1));
            // Most figures are of one article.
            self.0.reserve_exact(1);
            self.0.insert(at, Sample { rank, evidence });
        }
    }

    pub(super) fn merge(&mut self, later: Samples, most: usize) {
        for sample in later.0 {
            self.offer(sample.rank, most, || Some(sample.evidence));
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn ranks(samples: &Samples) -> Vec<u64> {
        samples.0.iter().map(|sample| sample.rank).collect()
    }

    pub(in super::super) fn evidence() -> Evidence {
        let source = Source {
            id: None,
            title: None,
            date: None,
        };
        let passage = Passage {
            text: "राम".into(),
            source: Arc::new(source),
        };
        Evidence {
            quote: Quote {
                passage: Arc::new(passage),
                mark: (0, 9),
                also: None,
            },
            other: None,
        }
    }

    fn offered(ranks: &[u64]) -> Samples {
        let mut samples = Samples::default();
        for &rank in ranks {
            samples.offer(rank, 3, || Some(evidence()));
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
