//! Whether mentions of one person come as one person.

use super::figures::{BCubed, Counts};
use std::collections::BTreeMap;

/// Compares the clusters of one document. Each item is a mention: the cluster it was found in, and
/// the one it is marked in.
pub(super) fn compare<F: Ord + Copy, G: Ord + Copy>(mentions: &[(F, G)]) -> (Counts, BCubed) {
    // Ordered maps: the sum of floats depends on the order, and a figure must not change between
    // two runs.
    let mut found: BTreeMap<F, u64> = BTreeMap::new();
    let mut gold: BTreeMap<G, u64> = BTreeMap::new();
    let mut shared: BTreeMap<(F, G), u64> = BTreeMap::new();
    for &(f, g) in mentions {
        *found.entry(f).or_default() += 1;
        *gold.entry(g).or_default() += 1;
        *shared.entry((f, g)).or_default() += 1;
    }
    let pairs = Counts {
        right: shared.values().copied().map(pairs_of).sum(),
        found: found.values().copied().map(pairs_of).sum(),
        gold: gold.values().copied().map(pairs_of).sum(),
    };
    let mut b_cubed = BCubed {
        mentions: mentions.len() as u64,
        ..BCubed::default()
    };
    for ((f, g), &size) in &shared {
        // Each of `size` mentions shares its cluster with `size` mentions, itself among them.
        let square = (size * size) as f64;
        b_cubed.precision_sum += found.get(f).map_or(0.0, |&all| square / all as f64);
        b_cubed.recall_sum += gold.get(g).map_or(0.0, |&all| square / all as f64);
    }
    (pairs, b_cubed)
}

fn pairs_of(mentions: u64) -> u64 {
    mentions * mentions.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_and_merged() {
        // Marked: aaa bb. Found: 1 = aa, 2 = a bb.
        let mentions = [(1, 'a'), (1, 'a'), (2, 'a'), (2, 'b'), (2, 'b')];
        let (pairs, b_cubed) = compare(&mentions);
        // Pairs marked: 3 + 1; found: 1 + 3; right: one of aa, one of bb.
        assert_eq!(
            pairs,
            Counts {
                right: 2,
                found: 4,
                gold: 4
            }
        );
        // Precision: 1, 1, 1/3, 2/3, 2/3; recall: 2/3, 2/3, 1/3, 1, 1. Both sums are 11/3.
        assert!((b_cubed.precision_sum - 11.0 / 3.0).abs() < 1e-12);
        assert!((b_cubed.recall_sum - 11.0 / 3.0).abs() < 1e-12);
        assert_eq!(b_cubed.mentions, 5);
    }

    #[test]
    fn single_mentions_have_no_pairs() {
        let (pairs, b_cubed) = compare(&[(1, 'a'), (2, 'b')]);
        assert_eq!(pairs, Counts::default());
        assert_eq!(b_cubed.f1(), Some(1.0));
        assert_eq!(compare::<u8, u8>(&[]).1.f1(), None);
    }
}
