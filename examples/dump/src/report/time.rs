//! Articles by day, month or year.

use neta::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// How long a bucket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Grain {
    Day,
    Month,
    Year,
}

impl Grain {
    /// So many different buckets are counted; with more, longer ones.
    fn most_counted(self) -> usize {
        match self {
            Grain::Day => 120,
            Grain::Month => 360,
            Grain::Year => usize::MAX,
        }
    }

    /// So many are drawn side by side; with more, longer ones.
    fn most_drawn(self) -> usize {
        match self {
            Grain::Day => 92,
            Grain::Month => 120,
            Grain::Year => usize::MAX,
        }
    }

    /// At most so many buckets of the next shorter grain are one of this.
    pub(super) fn parts(self) -> u64 {
        match self {
            Grain::Day => 1,
            Grain::Month => 31,
            Grain::Year => 12 * 31,
        }
    }

    fn next(self) -> Grain {
        match self {
            Grain::Day => Grain::Month,
            Grain::Month | Grain::Year => Grain::Year,
        }
    }
}

/// A day, month or year: as `yyyymmdd`, with zeros for what it spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Bucket(u32);

impl Bucket {
    pub(super) fn day(date: Date) -> Bucket {
        let (month, day) = (u32::from(date.month()), u32::from(date.day()));
        Bucket(u32::from(date.year()) * 10_000 + month * 100 + day)
    }

    /// The bucket of this grain in which it lies.
    pub(super) fn at(self, grain: Grain) -> Bucket {
        match grain {
            Grain::Day => self,
            Grain::Month => Bucket(self.0 / 100 * 100),
            Grain::Year => Bucket(self.0 / 10_000 * 10_000),
        }
    }

    fn parts(self) -> (u32, u32, u32) {
        (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }

    /// The one behind it, of the same grain.
    fn next(self) -> Bucket {
        let exists = |year, month, day| {
            let date = u16::try_from(year).ok().zip(u8::try_from(month).ok());
            let date = date.zip(u8::try_from(day).ok());
            date.is_some_and(|((year, month), day)| Date::new(year, month, day).is_some())
        };
        Bucket(match self.parts() {
            (year, 0, _) => (year + 1) * 10_000,
            (year, 12, 0) => (year + 1) * 10_000 + 100,
            (_, _, 0) => self.0 + 100,
            (year, month, day) if exists(year, month, day + 1) => self.0 + 1,
            (year, 12, _) => (year + 1) * 10_000 + 101,
            (year, month, _) => year * 10_000 + (month + 1) * 100 + 1,
        })
    }

    /// All from this one to `last`, of the same grain.
    fn until(self, last: Bucket) -> impl Iterator<Item = Bucket> {
        std::iter::successors(Some(self), |bucket| Some(bucket.next()))
            .take_while(move |bucket| *bucket <= last)
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (year, 0, _) => write!(f, "{year:04}"),
            (year, month, 0) => write!(f, "{year:04}-{month:02}"),
            (year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// How many dated articles there are of each day, or of each longer bucket once days are too many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Timeline {
    grain: Grain,
    articles: BTreeMap<Bucket, u64>,
    /// The first and the last day.
    ends: Option<(Bucket, Bucket)>,
}

/// What is drawn of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) grain: Grain,
    /// Without gaps, each with its number of articles.
    pub(super) buckets: Vec<(Bucket, u64)>,
    /// Articles of days that lie far from all others.
    pub(super) outside: u64,
}

impl Timeline {
    pub(super) fn new() -> Timeline {
        Timeline {
            grain: Grain::Day,
            articles: BTreeMap::new(),
            ends: None,
        }
    }

    pub(super) fn grain(&self) -> Grain {
        self.grain
    }

    /// The first and the last day.
    pub(super) fn ends(&self) -> Option<(Bucket, Bucket)> {
        self.ends
    }

    pub(super) fn dated(&self) -> u64 {
        self.articles.values().sum()
    }

    pub(super) fn add(&mut self, date: Date) -> Bucket {
        let day = Bucket::day(date);
        *self.articles.entry(day.at(self.grain)).or_default() += 1;
        self.stretch((day, day));
        self.settle();
        day.at(self.grain)
    }

    pub(super) fn merge(&mut self, later: Timeline) {
        self.coarsen(later.grain);
        for (bucket, articles) in later.articles {
            *self.articles.entry(bucket.at(self.grain)).or_default() += articles;
        }
        if let Some(ends) = later.ends {
            self.stretch(ends);
        }
        self.settle();
    }

    fn stretch(&mut self, ends: (Bucket, Bucket)) {
        let (first, last) = self.ends.unwrap_or(ends);
        self.ends = Some((first.min(ends.0), last.max(ends.1)));
    }

    fn settle(&mut self) {
        while self.articles.len() > self.grain.most_counted() {
            self.coarsen(self.grain.next());
        }
    }

    fn coarsen(&mut self, grain: Grain) {
        if grain > self.grain {
            self.articles = at(&self.articles, grain);
            self.grain = grain;
        }
    }

    /// What to draw: the shortest buckets that have room. Articles whose date lies far from all
    /// others (a wrong year, most often) are left out if there are few of them.
    pub(super) fn window(&self) -> Option<Window> {
        let kept = self.without_strays();
        let mut grain = self.grain;
        loop {
            let articles = at(kept.as_ref().unwrap_or(&self.articles), grain);
            let (first, last) = (articles.keys().next()?, articles.keys().next_back()?);
            let most = grain.most_drawn();
            if first.until(*last).take(most.saturating_add(1)).count() <= most {
                let count = |bucket| (bucket, articles.get(&bucket).copied().unwrap_or(0));
                let buckets: Vec<(Bucket, u64)> = first.until(*last).map(count).collect();
                let drawn: u64 = buckets.iter().map(|(_, articles)| articles).sum();
                return Some(Window {
                    grain,
                    buckets,
                    outside: self.dated() - drawn,
                });
            }
            grain = grain.next();
        }
    }

    /// Without one in a hundred articles at both ends together, if what remains is less than half
    /// as long.
    fn without_strays(&self) -> Option<BTreeMap<Bucket, u64>> {
        let mut allowed = self.dated() / 100;
        let mut kept = self.articles.clone();
        let length = |kept: &BTreeMap<Bucket, u64>| -> Option<u32> {
            let (first, last) = (kept.keys().next()?, kept.keys().next_back()?);
            Some(months(*last) - months(*first) + 1)
        };
        let gap = |one: &Bucket, other: &Bucket| months(*other) - months(*one);
        loop {
            let mut keys = kept.keys();
            let (Some(first), Some(second)) = (keys.next(), keys.next()) else {
                break;
            };
            let mut ends = kept.keys().rev();
            let (Some(last), Some(before)) = (ends.next(), ends.next()) else {
                break;
            };
            let end = *if gap(first, second) > gap(before, last) {
                first
            } else {
                last
            };
            let articles = kept.get(&end).copied().unwrap_or(0);
            if articles > allowed {
                break;
            }
            allowed -= articles;
            kept.remove(&end);
        }
        (length(&kept)?.saturating_mul(2) < length(&self.articles)?).then_some(kept)
    }
}

/// The month, counted from the year 0.
fn months(bucket: Bucket) -> u32 {
    let (year, month, _) = bucket.parts();
    year * 12 + month
}

fn at(articles: &BTreeMap<Bucket, u64>, grain: Grain) -> BTreeMap<Bucket, u64> {
    let mut coarse = BTreeMap::new();
    for (bucket, articles) in articles {
        *coarse.entry(bucket.at(grain)).or_default() += articles;
    }
    coarse
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(dates: impl IntoIterator<Item = (u16, u8, u8)>) -> Timeline {
        let mut timeline = Timeline::new();
        for (year, month, day) in dates {
            timeline.add(Date::new(year, month, day).unwrap());
        }
        timeline
    }

    fn drawn(timeline: &Timeline) -> (Grain, usize, u64) {
        let window = timeline.window().unwrap();
        (window.grain, window.buckets.len(), window.outside)
    }

    #[test]
    fn buckets_follow_the_span() {
        let month = timeline((1..=31).map(|day| (2024, 1, day)));
        assert_eq!(drawn(&month), (Grain::Day, 31, 0));
        let gap = timeline([(2024, 1, 1), (2024, 1, 5)]);
        assert_eq!(drawn(&gap), (Grain::Day, 5, 0), "days without articles too");
        let year = timeline((1..=12).map(|month| (2024, month, 1)));
        assert_eq!(drawn(&year), (Grain::Month, 12, 0));
        let decades = timeline((1990..2024).map(|year| (year, 6, 1)));
        assert_eq!(drawn(&decades), (Grain::Year, 34, 0));
        assert_eq!(timeline([]).window(), None);
        assert_eq!(drawn(&timeline([(9999, 12, 31)])), (Grain::Day, 1, 0));
    }

    #[test]
    fn the_calendar_has_no_holes() {
        let first = Bucket::day(Date::new(2023, 12, 30).unwrap());
        let last = Bucket::day(Date::new(2024, 3, 1).unwrap());
        let days: Vec<Bucket> = first.until(last).collect();
        assert_eq!(days.len(), 63, "29 of them in February");
        assert!(days.iter().any(|day| day.to_string() == "2024-02-29"));
        let months = first.at(Grain::Month).until(last.at(Grain::Month));
        let months: Vec<String> = months.map(|month| month.to_string()).collect();
        assert_eq!(months, ["2023-12", "2024-01", "2024-02", "2024-03"]);
    }

    #[test]
    fn strays_are_left_out_if_few() {
        let news = (0..300).map(|at| (2024, 1, 1 + at % 28));
        let stray = timeline(
            news.clone()
                .map(|(y, m, d)| (y, m, d as u8))
                .chain([(1970, 1, 1)]),
        );
        assert_eq!(drawn(&stray), (Grain::Day, 28, 1));
        let few = timeline([(1970, 1, 1), (2024, 1, 1), (2024, 1, 2)]);
        assert_eq!(
            drawn(&few),
            (Grain::Year, 55, 0),
            "one of three is no stray"
        );
    }

    #[test]
    fn merging_is_adding() {
        let dates: Vec<_> = (0..400u16)
            .map(|at| (2000 + at / 20, 1 + (at % 12) as u8, 1 + (at % 28) as u8))
            .collect();
        let all = timeline(dates.iter().copied());
        assert_eq!(all.grain(), Grain::Month);
        for chunk in [1, 50, 399] {
            let mut merged = Timeline::new();
            for part in dates.chunks(chunk) {
                merged.merge(timeline(part.iter().copied()));
            }
            assert_eq!(merged, all);
        }
    }
}
