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
    factors: [Sums; LABELS + 1],
    /// The same per label: from the labels before.
    factors_to: [Sums; LABELS],
    /// Exponent of two per unit of a score.
    bits: f32,
}

impl Transitions {
    /// Those of a stored model, with what its scores are divided by.
    pub(crate) fn of(model: &[u8]) -> Transitions {
        let numbers = model.as_chunks::<2>().0;
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        let scale = numbers.last().copied().unwrap_or_default();
        let scale = f32::from(u16::from_le_bytes(scale).max(1));
        Transitions::new(scale, |before, label| {
            i16::from_le_bytes(number(before * LABELS + label))
        })
    }

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
        let factor = |before: usize, label: usize| factor(score(before, label));
        Transitions {
            named,
            outside,
            factors: std::array::from_fn(|before| Sums::new(|label| factor(before, label))),
            factors_to: std::array::from_fn(|label| Sums::new(|before| factor(before, label))),
            bits: std::f32::consts::LOG2_E / scale,
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
    /// Per word and label the label before it on the best way: of the labels of mentions, and of
    /// the label outside.
    back: Vec<(Row, i16)>,
    forward: Vec<Sums>,
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
        self.back.push((Row::default(), 0));
        let before = sides.before();
        let mut best: Row = std::array::from_fn(|label| {
            first[label]
                .saturating_add(transitions.named[before][label])
                .saturating_sub(transitions.outside[before])
        });
        for row in later {
            let mut next = transitions.named[0];
            let mut from = Row::default();
            let (mut outside, mut from_outside) = (transitions.outside[0], 0);
            for (named, so_far) in best.iter().enumerate() {
                let before = named as i16 + 1;
                let step = &transitions.named[named + 1];
                for label in 0..NAMED {
                    let score = so_far.saturating_add(step[label]);
                    let better = score > next[label];
                    next[label] = next[label].max(score);
                    from[label] = if better { before } else { from[label] };
                }
                let score = so_far.saturating_add(transitions.outside[named + 1]);
                if score > outside {
                    (outside, from_outside) = (score, before);
                }
            }
            for label in 0..NAMED {
                best[label] = next[label]
                    .saturating_sub(outside)
                    .saturating_add(row[label])
                    .max(NEVER);
            }
            self.back.push((from, from_outside));
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
        for (named, outside) in self.back.iter().rev() {
            labels.push(label);
            let from = match usize::from(label).checked_sub(1) {
                Some(label) => named[label],
                None => *outside,
            };
            label = from as u8;
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
        let mut sums = transitions.factors[sides.before()];
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                let mut next = transitions.factors[0].times(sums.outside);
                for (sum, factors) in sums.named.iter().zip(&transitions.factors[1..]) {
                    next.add(*sum, factors);
                }
                sums = next;
            }
            let emission = row.map(|score| power(f32::from(score) * transitions.bits));
            for (sum, emission) in sums.named.iter_mut().zip(&emission) {
                *sum *= emission;
            }
            sums = sums.normalised();
            self.forward.push(sums);
            self.emissions.push(emission);
        }
        let mut behind = if sides.ends {
            Sums::ONES
        } else {
            transitions.factors_to[0]
        };
        for at in (0..rows.len()).rev() {
            let before = &self.forward[at];
            let mut joint = behind;
            joint.outside *= before.outside;
            for (sum, before) in joint.named.iter_mut().zip(&before.named) {
                *sum *= before;
            }
            let label = usize::from(labels[at]).checked_sub(1);
            let share = label.map_or(joint.outside, |label| joint.named[label]);
            out(at, share / joint.total().max(f32::MIN_POSITIVE));
            let mut earlier = transitions.factors_to[0].times(behind.outside);
            let onwards = behind.named.iter().zip(&self.emissions[at]);
            for ((behind, emission), factors) in onwards.zip(&transitions.factors_to[1..]) {
                earlier.add(behind * emission, factors);
            }
            behind = earlier.normalised();
        }
    }
}

/// A number per label, laid out so that the compiler computes those of mentions at once.
#[derive(Clone, Copy, Debug)]
struct Sums {
    outside: f32,
    named: [f32; NAMED],
}

impl Sums {
    const ONES: Sums = Sums {
        outside: 1.0,
        named: [1.0; NAMED],
    };

    fn new(number: impl Fn(usize) -> f32) -> Sums {
        Sums {
            outside: number(usize::from(OUTSIDE)),
            named: std::array::from_fn(|label| number(label + 1)),
        }
    }

    #[inline]
    fn times(mut self, factor: f32) -> Sums {
        self.outside *= factor;
        self.named = self.named.map(|number| number * factor);
        self
    }

    #[inline]
    fn add(&mut self, factor: f32, others: &Sums) {
        self.outside += factor * others.outside;
        for (number, other) in self.named.iter_mut().zip(&others.named) {
            *number += factor * other;
        }
    }

    #[inline]
    fn total(&self) -> f32 {
        let [a, b, c, d, e, f, g, h] = self.named;
        self.outside + ((a + e) + (b + f)) + ((c + g) + (d + h))
    }

    #[inline]
    fn normalised(self) -> Sums {
        let total = self.total();
        if total > 0.0 {
            self.times(total.recip())
        } else {
            self
        }
    }
}

/// Two to the power of `exponent`, to six digits; of a large one, what times a few factors is still
/// finite. Written so that the compiler computes those of all labels at once, which it does not for
/// the standard library's.
#[inline]
fn power(exponent: f32) -> f32 {
    /// Added to a small number, it leaves the nearest whole one in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let exponent = exponent.clamp(-100.0, 86.0);
    let rounded = exponent + ROUND;
    let rest = exponent - (rounded - ROUND);
    // Taylor's series of 2^x around 0, for -½ to ½.
    let series = [
        0.001_333_355_8,
        0.009_618_129,
        0.055_504_11,
        0.240_226_5,
        std::f32::consts::LN_2,
        1.0,
    ];
    let fraction = series.iter().fold(0.0, |sum, factor| sum * rest + factor);
    f32::from_bits(fraction.to_bits().wrapping_add(rounded.to_bits() << 23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two() {
        for step in -8_000..6_800 {
            let exponent = step as f32 / 80.0;
            let (found, right) = (power(exponent), exponent.exp2());
            assert!((found / right - 1.0).abs() < 5e-6, "2^{exponent}: {found}");
        }
        assert!(power(-1e9) > 0.0 && power(1e9).is_finite());
    }

    #[test]
    fn the_best_labels_are_the_best_of_all() {
        // Every way through four words, scored one by one.
        let step = |before: usize, label: usize| ((before * 7 + label * 5) % 11) as i16 - 5;
        let transitions = Transitions::new(4.0, step);
        let rows: Vec<Row> = (0..4)
            .map(|at| std::array::from_fn(|label| ((at * 13 + label * 29) % 17) as i16 - 9))
            .collect();
        for (starts, ends) in [(true, true), (false, false), (true, false), (false, true)] {
            let sides = Sides { starts, ends };
            let mut sums = [[0.0f64; LABELS]; 4];
            let mut best = (f64::MIN, vec![]);
            for way in 0..LABELS.pow(4) {
                let labels: Vec<usize> = (0..4).map(|at| way / LABELS.pow(at) % LABELS).collect();
                let mut before = sides.before();
                let mut score = 0.0;
                for (row, &label) in rows.iter().zip(&labels) {
                    let allowed = may_follow(before, label);
                    score += if allowed {
                        f64::from(step(before, label))
                    } else {
                        f64::MIN
                    };
                    score += if label > 0 {
                        f64::from(row[label - 1])
                    } else {
                        0.0
                    };
                    before = label;
                }
                if !ends {
                    score += f64::from(step(before, 0));
                }
                for (sum, &label) in sums.iter_mut().zip(&labels) {
                    sum[label] += (score / 4.0).exp();
                }
                if score > best.0 {
                    best = (score, labels);
                }
            }
            let mut chain = Chain::default();
            let mut labels = Vec::new();
            chain.decode(&transitions, &rows, sides, &mut labels);
            let right: Vec<u8> = best.1.iter().map(|&label| label as u8).collect();
            assert_eq!(labels, right);
            chain.posteriors(&transitions, &rows, sides, &labels, |at, found| {
                let right = sums[at][right[at] as usize] / sums[at].iter().sum::<f64>();
                assert!((f64::from(found) - right).abs() < 1e-4, "{found} {right}");
            });
        }
    }
}
