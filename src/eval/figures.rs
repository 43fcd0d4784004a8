//! Counts, and the figures made of them.

use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// Right ones among those found and those marked.
///
/// Figures are `None` where they would divide by zero. In JSON the figures stand beside the counts.
///
/// ```
/// use neta::eval::Counts;
///
/// let counts = Counts { right: 6, found: 8, gold: 12 };
/// assert_eq!(counts.precision(), Some(0.75));
/// assert_eq!(counts.recall(), Some(0.5));
/// assert_eq!(counts.f1(), Some(0.6));
/// assert_eq!(Counts::default().f1(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "CountsJson")]
pub struct Counts {
    /// Found and marked.
    pub right: u64,
    /// Found.
    pub found: u64,
    /// Marked.
    pub gold: u64,
}

impl Counts {
    /// The share of those found that is right.
    pub fn precision(self) -> Option<f64> {
        ratio(self.right as f64, self.found as f64)
    }

    /// The share of those marked that is found.
    pub fn recall(self) -> Option<f64> {
        ratio(self.right as f64, self.gold as f64)
    }

    /// The harmonic mean of precision and recall; 0 if nothing found is right.
    pub fn f1(self) -> Option<f64> {
        ratio(2.0 * self.right as f64, (self.found + self.gold) as f64)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// How many of some are right.
///
/// ```
/// let share = neta::eval::Share { right: 3, all: 4 };
/// assert_eq!(share.value(), Some(0.75));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "ShareJson")]
pub struct Share {
    /// Those that are right.
    pub right: u64,
    /// All of them.
    pub all: u64,
}

impl Share {
    /// The share that is right; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        ratio(self.right as f64, self.all as f64)
    }

    pub(super) fn count(&mut self, right: bool) {
        self.right += u64::from(right);
        self.all += 1;
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Share) {
        self.right += other.right;
        self.all += other.all;
    }
}

/// B-cubed of clusters: each mention asks how much of its cluster is right, and how much of the
/// right cluster it is with (Bagga and Baldwin, 1998).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "BCubedJson")]
pub struct BCubed {
    /// Mentions that ask.
    pub mentions: u64,
    /// The sum of their precisions.
    pub precision_sum: f64,
    /// The sum of their recalls.
    pub recall_sum: f64,
}

impl BCubed {
    /// The mean precision of the mentions.
    pub fn precision(self) -> Option<f64> {
        ratio(self.precision_sum, self.mentions as f64)
    }

    /// The mean recall of the mentions.
    pub fn recall(self) -> Option<f64> {
        ratio(self.recall_sum, self.mentions as f64)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        ratio(2.0 * precision * recall, precision + recall)
    }
}

impl AddAssign for BCubed {
    fn add_assign(&mut self, other: BCubed) {
        self.mentions += other.mentions;
        self.precision_sum += other.precision_sum;
        self.recall_sum += other.recall_sum;
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

#[derive(Serialize)]
struct CountsJson {
    right: u64,
    found: u64,
    gold: u64,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

impl From<Counts> for CountsJson {
    fn from(counts: Counts) -> CountsJson {
        let Counts { right, found, gold } = counts;
        let (precision, recall) = (counts.precision(), counts.recall());
        CountsJson {
            right,
            found,
            gold,
            precision,
            recall,
            f1: counts.f1(),
        }
    }
}

#[derive(Serialize)]
struct ShareJson {
    right: u64,
    all: u64,
    share: Option<f64>,
}

impl From<Share> for ShareJson {
    fn from(share: Share) -> ShareJson {
        ShareJson {
            right: share.right,
            all: share.all,
            share: share.value(),
        }
    }
}

#[derive(Serialize)]
struct BCubedJson {
    mentions: u64,
    precision_sum: f64,
    recall_sum: f64,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

impl From<BCubed> for BCubedJson {
    fn from(clusters: BCubed) -> BCubedJson {
        let BCubed {
            mentions,
            precision_sum,
            recall_sum,
        } = clusters;
        let (precision, recall, f1) = (clusters.precision(), clusters.recall(), clusters.f1());
        BCubedJson {
            mentions,
            precision_sum,
            recall_sum,
            precision,
            recall,
            f1,
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_figures_and_comes_back() {
        let counts = Counts {
            right: 1,
            found: 2,
            gold: 4,
        };
        let json = serde_json::to_string(&counts).unwrap();
        assert_eq!(
            json,
            r#"{"right":1,"found":2,"gold":4,"precision":0.5,"recall":0.25,"f1":0.3333333333333333}"#
        );
        assert_eq!(serde_json::from_str::<Counts>(&json).unwrap(), counts);
        let share = Share { right: 0, all: 0 };
        let json = serde_json::to_string(&share).unwrap();
        assert_eq!(json, r#"{"right":0,"all":0,"share":null}"#);
        assert_eq!(serde_json::from_str::<Share>(&json).unwrap(), share);
        let clusters = BCubed {
            mentions: 2,
            precision_sum: 2.0,
            recall_sum: 1.0,
        };
        let json = serde_json::to_string(&clusters).unwrap();
        assert_eq!(serde_json::from_str::<BCubed>(&json).unwrap(), clusters);
        assert_eq!(clusters.f1(), Some(2.0 / 3.0));
    }
}
