//! Who is named with whom: which people and ties are drawn, and where.
//!
//! Ties pull, people push each other off, and at the end no label lies on another. Only the four
//! basic operations and square roots are used, so the drawing is the same on every machine.

use super::tally::{Slot, Tally};

/// The size of the drawing.
pub(super) const WIDTH: f64 = 380.0;
pub(super) const HEIGHT: f64 = 460.0;

/// People that are drawn.
const PEOPLE: usize = 22;
/// Ties that are drawn.
const TIES: usize = 60;
const ROUNDS: usize = 400;

/// A tie between two people, by their places in [`Network::people`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    pub(super) ends: (usize, usize),
    /// Of the pair.
    pub(super) key: (u64, u64),
    pub(super) articles: u64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Network {
    /// By their keys.
    pub(super) people: Vec<u64>,
    pub(super) ties: Vec<Tie>,
}

/// Room that a person takes in the drawing, from the middle of the node: a label below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// To each side.
    pub(super) side: f64,
    pub(super) above: f64,
    pub(super) below: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Network {
    /// The strongest pairs whose people `known` accepts.
    pub(super) fn new(pairs: &Tally<(u64, u64), ()>, known: impl Fn(u64) -> bool) -> Network {
        let mut network = Network::default();
        let all = pairs.top(4_000);
        // Two people of one article prove little, as long as there are others.
        let often = all.iter().filter(|(_, slot)| slot.articles > 1).count();
        let least = if often >= PEOPLE / 2 { 2 } else { 1 };
        let known = |(key, slot): &&((u64, u64), &Slot<()>)| {
            slot.articles >= least && known(key.0) && known(key.1)
        };
        for (key, _) in all.iter().filter(known) {
            let ends = [key.0, key.1];
            let new = ends.iter().filter(|&end| !network.people.contains(end));
            if network.people.len() + new.count() > PEOPLE {
                break;
            }
            for end in ends {
                if !network.people.contains(&end) {
                    network.people.push(end);
                }
            }
        }
        let place = |key| network.people.iter().position(|person| *person == key);
        let ties = all.iter().filter(known).filter_map(|(key, slot)| {
            Some(Tie {
                ends: (place(key.0)?, place(key.1)?),
                key: *key,
                articles: slot.articles,
            })
        });
        network.ties = ties.take(TIES).collect();
        network
    }

    /// Where to draw each person.
    pub(super) fn layout(&self, extents: &[Extent]) -> Vec<Point> {
        let mut points = spiral(self.people.len());
        let most = self.ties.iter().map(|tie| tie.articles).max().unwrap_or(1) as f64;
        let area = WIDTH * HEIGHT / self.people.len().max(1) as f64;
        let distance = area.sqrt();
        for round in 0..ROUNDS {
            let mut pushes = vec![Point { x: 0.0, y: 0.0 }; points.len()];
            for one in 0..points.len() {
                for other in 0..one {
                    let (x, y, apart) = apart(points[one], points[other]);
                    let push = distance * distance / apart;
                    shift(&mut pushes, (one, other), x * push, y * push);
                }
            }
            for tie in &self.ties {
                let (x, y, apart) = apart(points[tie.ends.0], points[tie.ends.1]);
                let strength = 0.1 + 0.5 * (tie.articles as f64 / most).sqrt();
                let pull = -apart * apart / distance * strength;
                shift(&mut pushes, tie.ends, x * pull, y * pull);
            }
            let most = 30.0 * (1.0 - round as f64 / ROUNDS as f64) + 0.5;
            for (point, push) in points.iter_mut().zip(&pushes) {
                // Towards the middle, or those without ties among the others drift off.
                let x = push.x + (WIDTH / 2.0 - point.x) * 0.6;
                let y = push.y + (HEIGHT / 2.0 - point.y) * 0.45;
                let length = (x * x + y * y).sqrt().max(1e-9);
                point.x = (point.x + x / length * length.min(most)).clamp(0.0, WIDTH);
                point.y = (point.y + y / length * length.min(most)).clamp(0.0, HEIGHT);
            }
        }
        fit(&mut points, extents);
        part(&mut points, extents);
        points
    }
}

/// Begins on a sunflower's spiral, the first in the middle.
fn spiral(count: usize) -> Vec<Point> {
    // One golden angle.
    let (cos, sin) = (-0.737_368_878_078_32, 0.675_490_294_261_524);
    let (mut x, mut y) = (1.0, 0.0);
    let mut points = Vec::with_capacity(count);
    for at in 0..count {
        let radius = WIDTH * 0.4 * ((at as f64 + 0.5) / count as f64).sqrt();
        points.push(Point {
            x: WIDTH / 2.0 + x * radius,
            y: HEIGHT / 2.0 + y * radius,
        });
        (x, y) = (x * cos - y * sin, x * sin + y * cos);
    }
    points
}

/// The direction from one point to another, of length 1, and how far they are apart.
fn apart(one: Point, other: Point) -> (f64, f64, f64) {
    let (x, y) = (one.x - other.x, one.y - other.y);
    let length = (x * x + y * y).sqrt();
    if length < 0.01 {
        return (1.0, 0.0, 0.01);
    }
    (x / length, y / length, length)
}

fn shift(points: &mut [Point], (one, other): (usize, usize), x: f64, y: f64) {
    points[one].x += x;
    points[one].y += y;
    points[other].x -= x;
    points[other].y -= y;
}

/// Stretches the drawing to the whole room.
fn fit(points: &mut [Point], extents: &[Extent]) {
    let stretch = |from: (f64, f64), to: (f64, f64), at: f64| {
        let length = from.1 - from.0;
        let part = if length > 1.0 {
            (at - from.0) / length
        } else {
            0.5
        };
        to.0 + part * (to.1 - to.0)
    };
    let ends = |of: fn(&Point) -> f64| {
        let all = || points.iter().map(of);
        (
            all().fold(f64::INFINITY, f64::min),
            all().fold(f64::NEG_INFINITY, f64::max),
        )
    };
    let (across, down) = (ends(|point| point.x), ends(|point| point.y));
    let side = extents.iter().map(|extent| extent.side).fold(0.0, f64::max);
    let below = extents
        .iter()
        .map(|extent| extent.below)
        .fold(0.0, f64::max);
    let above = extents
        .iter()
        .map(|extent| extent.above)
        .fold(0.0, f64::max);
    for point in points {
        point.x = stretch(across, (side, WIDTH - side), point.x);
        point.y = stretch(down, (above, HEIGHT - below), point.y);
    }
}

/// Moves people until no node or label lies on another, each pair the shorter way.
fn part(points: &mut [Point], extents: &[Extent]) {
    for _ in 0..ROUNDS {
        let mut moved = false;
        for one in 0..points.len() {
            for other in 0..one {
                let (a, b) = (points[one], points[other]);
                let (c, d) = (extents[one], extents[other]);
                let across = c.side + d.side - (a.x - b.x).abs();
                let down = if a.y < b.y {
                    a.y + c.below - (b.y - d.above)
                } else {
                    b.y + d.below - (a.y - c.above)
                };
                if across <= 0.01 || down <= 0.01 {
                    continue;
                }
                moved = true;
                if across < down {
                    let half = if a.x < b.x {
                        -across / 2.0
                    } else {
                        across / 2.0
                    };
                    shift(points, (one, other), half, 0.0);
                } else {
                    let half = if a.y < b.y { -down / 2.0 } else { down / 2.0 };
                    shift(points, (one, other), 0.0, half);
                }
            }
        }
        for (point, extent) in points.iter_mut().zip(extents) {
            point.x = point.x.max(extent.side).min(WIDTH - extent.side);
            point.y = point.y.max(extent.above).min(HEIGHT - extent.below);
        }
        if !moved {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tally::{Room, Seen};
    use super::*;

    fn pairs(ends: impl IntoIterator<Item = (u64, u64)>) -> Tally<(u64, u64), ()> {
        let mut pairs = Tally::new(Room {
            keys: 1_000,
            sampled: 0,
            samples: 0,
        });
        for key in ends {
            let seen = Seen { count: 1, rank: 0 };
            pairs.see(key, seen, || (), || None);
        }
        pairs
    }

    const EXTENT: Extent = Extent {
        side: 34.0,
        above: 8.0,
        below: 24.0,
    };

    #[test]
    fn the_strongest_ties_are_drawn() {
        let often = [(1, 2), (1, 2), (1, 2), (2, 3), (2, 3), (4, 9), (4, 9)];
        let network = Network::new(&pairs(often), |key| key != 9);
        assert_eq!(network.people, [1, 2, 3]);
        let ties: Vec<_> = network
            .ties
            .iter()
            .map(|tie| (tie.key, tie.articles))
            .collect();
        assert_eq!(ties, [((1, 2), 3), ((2, 3), 2)]);
        assert_eq!(Network::new(&pairs([]), |_| true), Network::default());
    }

    #[test]
    fn labels_do_not_touch() {
        let star = (2..=12).map(|other| (1, other));
        let ring = (13..40).map(|one| (one, one + 1));
        let network = Network::new(&pairs(star.chain(ring)), |_| true);
        let extents = vec![EXTENT; network.people.len()];
        let points = network.layout(&extents);
        assert_eq!(points.len(), PEOPLE);
        for (at, one) in points.iter().enumerate() {
            assert!(one.x >= 34.0 && one.x <= WIDTH - 34.0, "{one:?}");
            assert!(one.y >= 8.0 && one.y <= HEIGHT - 24.0, "{one:?}");
            for other in &points[..at] {
                let beside = (one.x - other.x).abs() > 67.0;
                let below = (one.y - other.y).abs() > 31.0;
                assert!(beside || below, "{one:?} {other:?}");
            }
        }
        assert_eq!(points, network.layout(&extents), "the same each time");
    }

    #[test]
    fn one_pair_and_nobody_have_a_layout() {
        let network = Network::new(&pairs([(1, 2)]), |_| true);
        assert_eq!(network.layout(&[EXTENT; 2]).len(), 2);
        assert_eq!(Network::default().layout(&[]), []);
    }
}
