//! The tagger's labels of all words of an article, in two passes: the second knows the full names
//! that the first has found, and reads again only the runs of words to which that tells something
//! new.

use crate::candidates::Candidate;
use crate::context::{Context, Cover};
use crate::entity::EntityKind;
use crate::memory::Memory;
use crate::tagger::chain::{Chain, Sides, Transitions};
use crate::tagger::features::{self, Sight};
use crate::tagger::{self, Model, OUTSIDE, Row};
use crate::tokens::Tokens;
use std::ops::Range;

/// Labels of an article's words, reusing its buffers.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// Per token the label and its probability.
    pub(crate) all: Vec<(u8, f32)>,
    memory: Memory,
    /// What the memory tells of each word now and told in the first pass.
    remembered: Vec<u8>,
    before: Vec<u8>,
    sights: Vec<Sight>,
    /// Scores of undecided words.
    rows: Vec<Row>,
    runs: Vec<Run>,
    chain: Chain,
    labels: Vec<u8>,
}

/// Words between two decided ones.
#[derive(Clone, Debug)]
struct Run {
    words: Range<usize>,
    sentence: (usize, usize),
}

impl Labels {
    /// Labels the words of an article.
    pub(crate) fn read(
        &mut self,
        (model, transitions): (&Model<'_>, &Transitions),
        tokens: &Tokens,
        candidates: &[Candidate],
        context: &Context,
        text: &str,
    ) {
        let words = tokens.all.len();
        self.all.clear();
        self.all.resize(words, (OUTSIDE, 1.0));
        self.rows.clear();
        self.rows.resize(words, Row::default());
        self.sights.clear();
        self.sights
            .extend((0..words).map(|at| features::sight(tokens, context, text, at)));
        self.memory.clear();
        self.memory.learn_candidates(tokens, candidates);
        self.memory.recall(tokens, &mut self.remembered);
        self.find_runs(tokens, context);
        let runs = std::mem::take(&mut self.runs);
        for run in &runs {
            let (start, end) = run.sentence;
            for at in run.words.clone() {
                let row = &mut self.rows[at];
                *row = model.score(&self.sights[start..end], at - start);
                let memory = &self.remembered[start..end];
                model.remember(&self.sights[start..end], memory, at - start, 1, row);
            }
            self.label(transitions, context, run);
        }
        let person = EntityKind::Person as u8;
        for (first, end) in tagger::mentions(self.all.iter().map(|(label, _)| *label), person) {
            self.memory.learn(tokens, first, end);
        }
        std::mem::swap(&mut self.before, &mut self.remembered);
        self.memory.recall(tokens, &mut self.remembered);
        for run in &runs {
            if self.recall(model, run) {
                self.label(transitions, context, run);
            }
        }
        self.runs = runs;
    }

    fn find_runs(&mut self, tokens: &Tokens, context: &Context) {
        self.runs.clear();
        for &(start, end) in &tokens.sentences {
            let sentence = &tokens.all[..end];
            let mut at = start;
            while at < end {
                let first = at;
                while at < end && !tagger::is_decided(sentence, context, at) {
                    at += 1;
                }
                if first < at {
                    self.runs.push(Run {
                        words: first..at,
                        sentence: (start, end),
                    });
                }
                at += 1;
            }
        }
    }

    /// Puts what the memory tells now into the scores of a run; whether it tells anything new.
    fn recall(&mut self, model: &Model<'_>, run: &Run) -> bool {
        let (start, end) = run.sentence;
        let around = run.words.start.max(start + 1) - 1..(run.words.end + 1).min(end);
        if self.before[around.clone()] == self.remembered[around] {
            return false;
        }
        let sights = &self.sights[start..end];
        for at in run.words.clone() {
            let row = &mut self.rows[at];
            model.remember(sights, &self.before[start..end], at - start, -1, row);
            model.remember(sights, &self.remembered[start..end], at - start, 1, row);
        }
        true
    }

    /// Decodes a run. Probabilities are worth their cost only where something is named.
    fn label(&mut self, transitions: &Transitions, context: &Context, run: &Run) {
        let words = run.words.clone();
        let sides = Sides {
            starts: words.start == run.sentence.0,
            ends: words.end == run.sentence.1,
        };
        let rows = &self.rows[words.clone()];
        self.labels.clear();
        self.chain
            .decode(transitions, rows, sides, &mut self.labels);
        let out = &mut self.all[words.clone()];
        let named = self.labels.iter().any(|&label| label != OUTSIDE);
        let listed = |covers: &[Cover; 3]| covers.iter().any(|cover| *cover >= Cover::Single);
        if named || context.covers[words].iter().any(listed) {
            let labels = &self.labels;
            self.chain
                .posteriors(transitions, rows, sides, labels, |at, score| {
                    out[at] = (labels[at], score);
                });
        } else {
            out.fill((OUTSIDE, 1.0));
        }
    }
}
