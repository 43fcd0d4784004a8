//! Trains the tagger from marked articles. Used by `examples/train.rs`; deterministic, so that
//! anyone who trains again gets the same bytes.
//!
//! An averaged perceptron: each sentence is decoded with the weights so far, and features of wrong
//! labels are moved towards right ones; the weights' average over all steps generalises better than
//! the last ones (Collins 2002, *Discriminative Training Methods for Hidden Markov Models*).

use crate::candidates;
use crate::context::Context;
use crate::entity::EntityKind;
use crate::extractor::Extractor;
use crate::memory::Memory;
use crate::span::Span;
use crate::tagger::{self, FEATURES, LABELS, MODEL_BYTES, START, Sight, Viterbi, Weights};
use crate::tokens::Tokens;

/// A marked article: its text, and the spans of its mentions in ascending order.
#[derive(Clone, Debug)]
pub struct Example<'t> {
    /// The article without marks.
    pub text: &'t str,
    /// Mentions.
    pub mentions: Vec<(Span, EntityKind)>,
}

/// How to train.
#[derive(Clone, Debug)]
pub struct Options {
    /// Passes over all sentences.
    pub epochs: usize,
    /// Runs in different orders of the sentences; their mean depends less on any one order.
    pub runs: usize,
    /// Feature groups to leave out (ablation): see [`groups`].
    pub without: Vec<&'static str>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            epochs: 8,
            runs: 8,
            without: Vec::new(),
        }
    }
}

/// Names of the feature groups, for [`Options::without`].
pub fn groups() -> &'static [&'static str] {
    &tagger::GROUPS
}

struct Sentence {
    sights: Vec<Sight>,
    memory: Vec<u8>,
    decided: Vec<bool>,
    labels: Vec<u8>,
}

/// Trains on `examples` with the dictionary of `extractor` and returns the bytes of
/// `data/tagger.bin`.
pub fn train(extractor: &Extractor, examples: &[Example<'_>], options: &Options) -> Vec<u8> {
    let sentences: Vec<Sentence> = examples
        .iter()
        .flat_map(|example| read(extractor, example))
        .collect();
    let mut mean = Mean::default();
    for run in 0..options.runs {
        let mut trainer = Trainer::new(options);
        trainer.run(&sentences, options.epochs, run as u64);
        mean.add(&trainer);
    }
    mean.finish()
}

/// The sentences of an article with right labels.
fn read(extractor: &Extractor, example: &Example<'_>) -> Vec<Sentence> {
    let gazetteer = extractor.gazetteer();
    let mut tokens = Tokens::default();
    tokens.read(example.text, gazetteer);
    let mut found = Vec::new();
    candidates::find(&tokens, gazetteer, &mut found);
    let mut context = Context::default();
    context.read(&tokens, &found, gazetteer);
    let mut labels = vec![tagger::OUTSIDE; tokens.all.len()];
    for (span, kind) in &example.mentions {
        let mut first = true;
        for (token, label) in tokens.all.iter().zip(&mut labels) {
            if token.span.start >= span.start && token.span.end <= span.end {
                *label = tagger::first_of(*kind as u8) + u8::from(!first);
                first = false;
            }
        }
    }
    // Once with what the dictionary tells of the article, as in the first pass of an extraction, and
    // once with all full names, as in the second.
    let mut memory = Memory::default();
    memory.learn_candidates(&tokens, &found);
    let mut sentences = Vec::new();
    let mut remembered = Vec::new();
    for pass in 0..2 {
        if pass == 1 {
            for (first, end) in people(&labels) {
                memory.learn(&tokens, first, end);
            }
        }
        memory.recall(&tokens, &mut remembered);
        sentences.extend(
            tokens
                .sentences
                .iter()
                .filter(|(start, end)| start < end)
                .map(|&(start, end)| {
                    let sight = |at| tagger::sight(&tokens, &context, example.text, at);
                    let decided =
                        |at: usize| labels[at] == 0 && tagger::decided(&tokens.all, &context, at);
                    Sentence {
                        sights: (start..end).map(sight).collect(),
                        memory: remembered[start..end].to_vec(),
                        decided: (start..end).map(decided).collect(),
                        labels: labels[start..end].to_vec(),
                    }
                }),
        );
    }
    sentences
}

/// Token ranges of the people that labels name.
fn people(labels: &[u8]) -> Vec<(usize, usize)> {
    let first_label = tagger::first_of(EntityKind::Person as u8);
    let starts = (0..labels.len()).filter(|&at| labels[at] == first_label);
    starts
        .map(|first| {
            let later = labels[first + 1..]
                .iter()
                .take_while(|&&label| label == first_label + 1);
            (first, first + 1 + later.count())
        })
        .collect()
}

struct Trainer {
    weights: Vec<i32>,
    /// Sum of weight × steps, kept lazily: each update adds its step's number.
    sums: Vec<i64>,
    transitions: Vec<i32>,
    transition_sums: Vec<i64>,
    steps: i64,
    off: [bool; tagger::GROUPS.len()],
}

impl Trainer {
    fn new(options: &Options) -> Trainer {
        Trainer {
            weights: vec![0; FEATURES * LABELS],
            sums: vec![0; FEATURES * LABELS],
            transitions: vec![0; (LABELS + 1) * LABELS],
            transition_sums: vec![0; (LABELS + 1) * LABELS],
            steps: 0,
            off: tagger::GROUPS.map(|group| options.without.contains(&group)),
        }
    }

    fn run(&mut self, sentences: &[Sentence], epochs: usize, seed: u64) {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut random = Random(0x2545_F491_4F6C_DD1D ^ (seed << 32));
        let mut viterbi = Viterbi::default();
        let mut labels = Vec::new();
        for _ in 0..epochs {
            for at in (1..order.len()).rev() {
                order.swap(at, random.below(at + 1));
            }
            for &number in &order {
                let sentence = &sentences[number];
                self.steps += 1;
                viterbi.score(self, &sentence.sights, &sentence.memory, |at| {
                    sentence.decided[at]
                });
                viterbi.decode(self, &mut labels);
                if labels != sentence.labels {
                    self.learn(sentence, &labels);
                }
            }
        }
    }

    fn learn(&mut self, sentence: &Sentence, guess: &[u8]) {
        let (mut right_before, mut wrong_before) = (START, START);
        for (at, (&right, &wrong)) in sentence.labels.iter().zip(guess).enumerate() {
            let (right, wrong) = (usize::from(right), usize::from(wrong));
            if right != wrong && !sentence.decided[at] {
                let mut changes = Vec::with_capacity(64);
                tagger::features(&sentence.sights, &sentence.memory, at, |group, feature| {
                    if !self.off[group] {
                        changes.push(feature as usize * LABELS);
                    }
                });
                for change in changes {
                    self.move_weight(change + right, 1);
                    self.move_weight(change + wrong, -1);
                }
            }
            if (right, right_before) != (wrong, wrong_before) {
                self.move_transition(right_before * LABELS + right, 1);
                self.move_transition(wrong_before * LABELS + wrong, -1);
            }
            (right_before, wrong_before) = (right, wrong);
        }
    }

    fn move_weight(&mut self, at: usize, by: i32) {
        self.weights[at] += by;
        self.sums[at] += i64::from(by) * self.steps;
    }

    fn move_transition(&mut self, at: usize, by: i32) {
        self.transitions[at] += by;
        self.transition_sums[at] += i64::from(by) * self.steps;
    }

    /// Average of a weight over all steps, in units of 1 / 2¹⁶.
    fn average(&self, weight: i32, sum: i64) -> i64 {
        let steps = self.steps.max(1);
        (((i128::from(weight) * i128::from(steps) - i128::from(sum)) << 16) / i128::from(steps))
            as i64
    }
}

/// Averages of several runs.
#[derive(Default)]
struct Mean {
    weights: Vec<i64>,
    transitions: Vec<i64>,
    runs: i64,
}

impl Mean {
    fn add(&mut self, trainer: &Trainer) {
        self.weights.resize(trainer.weights.len(), 0);
        self.transitions.resize(trainer.transitions.len(), 0);
        self.runs += 1;
        for (mean, (weight, sum)) in self
            .weights
            .iter_mut()
            .zip(trainer.weights.iter().zip(&trainer.sums))
        {
            *mean += trainer.average(*weight, *sum);
        }
        let transitions = trainer.transitions.iter().zip(&trainer.transition_sums);
        for (mean, (weight, sum)) in self.transitions.iter_mut().zip(transitions) {
            *mean += trainer.average(*weight, *sum);
        }
    }

    /// Rounds to bytes: the largest weights are cut off so that the small ones keep their differences.
    fn finish(&self) -> Vec<u8> {
        let unit = (self.runs.max(1)) << 16;
        let rounded = |value: i64| (value * SCALE + unit / 2).div_euclid(unit);
        let mut bytes = Vec::with_capacity(MODEL_BYTES);
        for value in &self.transitions {
            let value = rounded(*value).clamp(i64::from(i16::MIN), i64::from(i16::MAX));
            bytes.extend((value as i16).to_le_bytes());
        }
        bytes.extend(
            self.weights
                .iter()
                .map(|value| (rounded(*value).clamp(-127, 127) as i8) as u8),
        );
        bytes.extend((8 * SCALE as u16).to_le_bytes());
        bytes
    }
}

/// Units of a whole step in the stored weights.
const SCALE: i64 = 12;

impl Weights for Trainer {
    fn add(&self, feature: u32, scores: &mut [i32; LABELS]) {
        let at = feature as usize * LABELS;
        for (score, weight) in scores.iter_mut().zip(&self.weights[at..at + LABELS]) {
            *score += weight;
        }
    }

    fn transition(&self, before: usize, label: usize) -> i32 {
        self.transitions[before * LABELS + label]
    }
}

/// Marsaglia's xorshift: the order of sentences must be the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}
