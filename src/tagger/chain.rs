//! The best labels of a run of words, and their probabilities.
//!
//! A run is what stands between two words that are outside any mention for certain (or the ends of
//! the sentence): nothing inside it depends on anything outside. Each step keeps the scores of the
//! labels of mentions relative to the label outside, so that they fit `i16`.

use super::{LABELS, NAMED, OUTSIDE, Row, START, may_follow};

/// Far below any score, far enough from the end of `i16` for one more step.
const NEVER: i16 = i16::MIN / 2;

/// What steps from label to label score.
#[derive(Clone, Debug)]
pub(crate) struct Transitions {
    /// Per label before: to the labels of mentions.
    named: [Row; LABELS + 1],
    /// Per label before: to the label outside.
    outside: [i16; LABELS + 1],
    /// The same as factors.
    named_factors: [[f32; NAMED]; LABELS + 1],
    outside_factors: [f32; LABELS + 1],
    scale: f32,
}

impl Transitions {
    /// From a score per label before and label.
    pub(crate) fn new(scale: f32, score: impl Fn(usize, usize) -> i16) -> Transitions {
        let score = |before: usize, label: usize| {
            if may_follow(before, label) {
                score(before, label)
            } else {
                NEVER
            }
        };
        let factor = |score: i16| {
            if score == NEVER {
                0.0
            } else {
                (f32::from(score) / scale).exp()
            }
        };
        let named: [Row; LABELS + 1] =
            std::array::from_fn(|before| std::array::from_fn(|label| score(before, label + 1)));
        let outside = std::array::from_fn(|before| score(before, usize::from(OUTSIDE)));
        Transitions {
            named,
            outside,
            named_factors: named.map(|row| row.map(factor)),
            outside_factors: outside.map(factor),
            scale,
        }
    }
}

/// What stands on the two sides of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides {
    /// Nothing: the sentence starts with the run.
    pub(crate) starts: bool,
    /// Nothing: the sentence ends with it.
    pub(crate) ends: bool,
}

impl Sides {
    fn before(self) -> usize {
        if self.starts {
            START
        } else {
            usize::from(OUTSIDE)
        }
    }
}

/// Reads runs, reusing its buffers.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// Per word and label the label before it on the best way.
    back: Vec<[u8; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    emissions: Vec<[f32; NAMED]>,
}

impl Chain {
    /// Appends the best labels of a run.
    pub(crate) fn decode(
        &mut self,
        transitions: &Transitions,
        rows: &[Row],
        sides: Sides,
        labels: &mut Vec<u8>,
    ) {
        let Some((first, later)) = rows.split_first() else {
            return;
        };
        self.back.clear();
        self.back.push([OUTSIDE; LABELS]);
        let before = sides.before();
        let mut best: Row = std::array::from_fn(|label| {
            first[label]
                .saturating_add(transitions.named[before][label])
                .saturating_sub(transitions.outside[before])
        });
        for row in later {
            let mut next = transitions.named[0];
            let mut from = [OUTSIDE; LABELS];
            let mut outside = transitions.outside[0];
            for (before, so_far) in best.iter().enumerate() {
                let step = &transitions.named[before + 1];
                for label in 0..NAMED {
                    let score = so_far.saturating_add(step[label]);
                    let better = score > next[label];
                    next[label] = if better { score } else { next[label] };
                    from[label + 1] = if better {
                        before as u8 + 1
                    } else {
                        from[label + 1]
                    };
                }
                let score = so_far.saturating_add(transitions.outside[before + 1]);
                if score > outside {
                    (outside, from[0]) = (score, before as u8 + 1);
                }
            }
            for label in 0..NAMED {
                best[label] = next[label]
                    .saturating_sub(outside)
                    .saturating_add(row[label])
                    .max(NEVER);
            }
            self.back.push(from);
        }
        let last = |label: usize| {
            if sides.ends {
                0
            } else {
                transitions.outside[label]
            }
        };
        let (mut label, mut most) = (OUTSIDE, last(0));
        for (named, score) in best.iter().enumerate() {
            let score = score.saturating_add(last(named + 1));
            if score > most {
                (label, most) = (named as u8 + 1, score);
            }
        }
        let start = labels.len();
        for from in self.back.iter().rev() {
            labels.push(label);
            label = from[usize::from(label)];
        }
        labels[start..].reverse();
    }

    /// Writes the probability of each word's label given the whole run: forward and backward sums
    /// over all its label sequences, with weights divided by the model's scale.
    pub(crate) fn posteriors(
        &mut self,
        transitions: &Transitions,
        rows: &[Row],
        sides: Sides,
        labels: &[u8],
        mut out: impl FnMut(usize, f32),
    ) {
        self.forward.clear();
        self.emissions.clear();
        let mut sums = [0.0; LABELS];
        for (at, row) in rows.iter().enumerate() {
            let emission = row.map(|score| {
                (f32::from(score) / transitions.scale)
                    .min(LARGEST_EXPONENT)
                    .exp()
            });
            let mut next = [0.0; LABELS];
            let mut add = |before: usize, sum: f32| {
                next[0] += sum * transitions.outside_factors[before];
                for label in 0..NAMED {
                    next[label + 1] += sum * transitions.named_factors[before][label];
                }
            };
            if at == 0 {
                add(sides.before(), 1.0);
            } else {
                for (before, sum) in sums.iter().enumerate() {
                    add(before, *sum);
                }
            }
            for label in 0..NAMED {
                next[label + 1] *= emission[label];
            }
            sums = normalised(next);
            self.forward.push(sums);
            self.emissions.push(emission);
        }
        let mut behind = if sides.ends {
            [1.0; LABELS]
        } else {
            std::array::from_fn(|label| transitions.outside_factors[label])
        };
        for at in (0..rows.len()).rev() {
            let joint: [f32; LABELS] =
                std::array::from_fn(|label| self.forward[at][label] * behind[label]);
            out(at, normalised(joint)[usize::from(labels[at])]);
            let mut earlier = [0.0; LABELS];
            for (before, earlier) in earlier.iter_mut().enumerate() {
                *earlier = transitions.outside_factors[before] * behind[0];
                for label in 0..NAMED {
                    *earlier += transitions.named_factors[before][label]
                        * self.emissions[at][label]
                        * behind[label + 1];
                }
            }
            behind = normalised(earlier);
        }
    }
}

/// Of which the exponential, times a few factors, is a finite `f32`.
const LARGEST_EXPONENT: f32 = 60.0;

fn normalised(row: [f32; LABELS]) -> [f32; LABELS] {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        row.map(|value| value / sum)
    } else {
        row
    }
}
