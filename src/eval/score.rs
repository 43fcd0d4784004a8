//! Sums everything over documents.

use super::align::{Alignment, align};
use super::figures::{BCubed, Counts, Share};
use super::offices::{Judge, OfficeFigures};
use super::slips::{Aspect, Confusion, Slip, Tally, example};
use super::{GoldDocument, GoldMention, Matching, clusters};
use crate::entity::{EntityKind, Mention, PlaceType};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the buckets of [`Scores::reliability`] end.
const BUCKETS: [f32; 6] = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// All figures of an evaluation. Counts are sums over all documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scores {
    /// When a mention counted as found.
    pub matching: Matching,
    /// Documents read.
    pub documents: u64,
    /// Mentions of each kind that any document marks.
    pub kinds: BTreeMap<EntityKind, Counts>,
    /// Mentions of all kinds.
    pub micro: Counts,
    /// Place mentions that match: whether ward and constituency are told apart from other places.
    pub place_type: Share,
    /// Office mentions that match: the right id.
    pub office_id: Share,
    /// Office mentions that match: the right status, where current and not said are one.
    pub status: Share,
    /// Office mentions that match: the statuses other than current, which [`Scores::status`] drowns
    /// in the usual one.
    pub status_said: Counts,
    /// Office mentions that match: links to the holder. A link is right if one of the entity's
    /// mentions overlaps a gold mention of the holder; where the document never mentions the
    /// holder, nothing is counted.
    pub holder: Counts,
    /// Office mentions that match: links to the place or party, as with the holder.
    pub of: Counts,
    /// Person mentions that match: pairs of mentions in one entity.
    pub pairs: Counts,
    /// Person mentions that match: B-cubed.
    pub b_cubed: BCubed,
    /// Hard sentences by heading: those without a miss or an extra.
    pub traps: BTreeMap<String, Share>,
    /// Mentions found, by score: how many are right.
    pub reliability: Vec<Bucket>,
    /// The most frequent mentions that were missed.
    pub misses: Vec<Slip>,
    /// The most frequent mentions that should not be.
    pub extras: Vec<Slip>,
    /// The most frequent mistakes about mentions in the right place.
    pub confusions: Vec<Confusion>,
}

/// Mentions found with a score from `from` to below `to`; the last bucket includes 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    /// The lowest score.
    pub from: f32,
    /// The lowest score of the next bucket.
    pub to: f32,
    /// How many there are, and how many are right.
    pub mentions: Share,
}

impl Scores {
    /// Every figure with its name, in the order of a report: `person f1`, `holder precision`, ….
    /// `None` where there was nothing to measure.
    ///
    /// ```
    /// use neta::eval::{Counts, Scores};
    ///
    /// let scores = Scores { micro: Counts { right: 1, found: 1, gold: 2 }, ..Scores::default() };
    /// assert!(scores.figures().contains(&("micro recall".to_owned(), Some(0.5))));
    /// ```
    pub fn figures(&self) -> Vec<(String, Option<f64>)> {
        let mut figures = Vec::new();
        let mut three = |name: &str, values: [Option<f64>; 3]| {
            for (measure, value) in ["precision", "recall", "f1"].into_iter().zip(values) {
                figures.push((format!("{name} {measure}"), value));
            }
        };
        let of = |counts: Counts| [counts.precision(), counts.recall(), counts.f1()];
        for (kind, counts) in &self.kinds {
            three(kind.name(), of(*counts));
        }
        three("micro", of(self.micro));
        three("status said", of(self.status_said));
        three("holder", of(self.holder));
        three("of", of(self.of));
        three("person pairs", of(self.pairs));
        let b_cubed = self.b_cubed;
        three(
            "person b-cubed",
            [b_cubed.precision(), b_cubed.recall(), b_cubed.f1()],
        );
        figures.push(("office id".into(), self.office_id.value()));
        figures.push(("status".into(), self.status.value()));
        figures.push(("place type".into(), self.place_type.value()));
        figures.push(("hard sentences".into(), self.hard_sentences().value()));
        figures
    }

    /// The sum of [`Scores::traps`].
    pub fn hard_sentences(&self) -> Share {
        let mut sum = Share::default();
        for share in self.traps.values() {
            sum += *share;
        }
        sum
    }
}

/// Compares documents one by one and sums up.
#[derive(Clone, Debug)]
pub struct Scorer {
    scores: Scores,
    /// By kind and text, with the example and what stands there instead.
    misses: Tally<(EntityKind, String), (String, Option<String>)>,
    extras: Tally<(EntityKind, String), (String, Option<String>)>,
    /// By aspect, text, what is marked and what was found.
    confusions: Tally<(Aspect, String, String, String), String>,
}

impl Scorer {
    /// Without any documents yet.
    pub fn new(matching: Matching) -> Scorer {
        let mut from = 0.0;
        let reliability = BUCKETS.map(|to| {
            let bucket = Bucket {
                from,
                to,
                mentions: Share::default(),
            };
            from = to;
            bucket
        });
        let scores = Scores {
            matching,
            reliability: reliability.to_vec(),
            ..Scores::default()
        };
        Scorer {
            scores,
            misses: Tally::default(),
            extras: Tally::default(),
            confusions: Tally::default(),
        }
    }

    /// Compares one document with the mentions found in its [`text`](GoldDocument::text):
    /// [`Extraction::mentions`](crate::Extraction::mentions). Mentions of kinds that the document
    /// does not mark are left out.
    pub fn add(&mut self, gold: &GoldDocument, found: &[Mention<'_>]) {
        let alignment = align(gold, found, self.scores.matching);
        self.scores.documents += 1;
        self.count_mentions(gold, found, &alignment);
        self.count_attributes(gold, found, &alignment);
        self.count_clusters(gold, found, &alignment);
        self.collect_slips(gold, found, &alignment);
        if let Some(trap) = &gold.trap {
            let right = alignment.misses.is_empty() && alignment.extras.is_empty();
            self.scores
                .traps
                .entry(trap.clone())
                .or_default()
                .count(right);
        }
    }

    /// All figures, with the `slips` most frequent of misses, extras and confusions each.
    pub fn finish(self, slips: usize) -> Scores {
        let mut scores = self.scores;
        let slip = |((kind, text), count, (example, instead))| Slip {
            kind,
            text,
            count,
            example,
            instead,
        };
        scores.misses = self.misses.top(slips).into_iter().map(slip).collect();
        scores.extras = self.extras.top(slips).into_iter().map(slip).collect();
        let confusions = self.confusions.top(slips).into_iter();
        scores.confusions = confusions
            .map(|((aspect, text, gold, found), count, example)| Confusion {
                aspect,
                text,
                gold,
                found,
                count,
                example,
            })
            .collect();
        scores
    }

    fn count_mentions(&mut self, gold: &GoldDocument, found: &[Mention<'_>], all: &Alignment) {
        let mut counts: BTreeMap<EntityKind, Counts> = gold
            .kinds
            .iter()
            .map(|&kind| (kind, Counts::default()))
            .collect();
        for mention in &gold.mentions {
            counts.entry(mention.kind).or_default().gold += 1;
        }
        let rights = all.pairs.iter().map(|&(_, f)| (f, true));
        for (f, right) in rights.chain(all.extras.iter().map(|&f| (f, false))) {
            let mention = &found[f];
            let counts = counts.entry(mention.kind).or_default();
            counts.found += 1;
            counts.right += u64::from(right);
            let below = BUCKETS[..BUCKETS.len() - 1]
                .iter()
                .filter(|&&to| mention.score >= to);
            if let Some(bucket) = self.scores.reliability.get_mut(below.count()) {
                bucket.mentions.count(right);
            }
        }
        for (kind, counts) in counts {
            *self.scores.kinds.entry(kind).or_default() += counts;
            self.scores.micro += counts;
        }
    }

    fn count_attributes(&mut self, gold: &GoldDocument, found: &[Mention<'_>], all: &Alignment) {
        let judge = Judge { gold, found };
        let mut offices = OfficeFigures::default();
        for &(g, f) in &all.pairs {
            let (marked, mine) = (&gold.mentions[g], &found[f]);
            let mut faults = Vec::new();
            if marked.kind == EntityKind::Place && gold.marks_place_types {
                self.scores.place_type.count(marked.place == mine.place);
                if marked.place != mine.place {
                    let name = |place| place_name(place).to_owned();
                    faults.push((Aspect::Place, name(marked.place), name(mine.place)));
                }
            }
            if let (Some(marked), Some(mine)) = (&marked.office, &mine.office) {
                faults = judge.judge(marked, mine, &mut offices);
            }
            for (aspect, marked_as, found_as) in faults {
                self.confuse(gold, marked.span, (aspect, marked_as, found_as));
            }
        }
        let scores = &mut self.scores;
        scores.office_id += offices.id;
        scores.status += offices.status;
        scores.status_said += offices.status_said;
        scores.holder += offices.holder;
        scores.of += offices.of;
    }

    fn count_clusters(&mut self, gold: &GoldDocument, found: &[Mention<'_>], all: &Alignment) {
        let persons: Vec<(Result<usize, usize>, &str)> = all
            .pairs
            .iter()
            .map(|&(g, f)| (&gold.mentions[g], f))
            .filter(|(marked, _)| marked.kind == EntityKind::Person)
            // A mention of no entity is a cluster of its own.
            .filter_map(|(marked, f)| Some((found[f].entity.ok_or(f), marked.value.as_deref()?)))
            .collect();
        let (pairs, b_cubed) = clusters::compare(&persons);
        self.scores.pairs += pairs;
        self.scores.b_cubed += b_cubed;
    }

    fn collect_slips(&mut self, gold: &GoldDocument, found: &[Mention<'_>], all: &Alignment) {
        let text_at = |span: Span| gold.text.get(span.range()).unwrap_or_default();
        let said = |kind: EntityKind, span: Span| format!("{kind} {}", text_at(span));
        for &g in &all.misses {
            let GoldMention { kind, span, .. } = gold.mentions[g];
            let there = found.iter().find(|mention| mention.span.overlaps(span));
            let instead = there.map(|mention| said(mention.kind, mention.span));
            self.misses.count((kind, text_at(span).to_owned()), || {
                (example(&gold.text, span), instead)
            });
            let twin = all
                .extras
                .iter()
                .map(|&f| &found[f])
                .find(|mention| mention.span == span);
            if let Some(twin) = twin {
                let (marked_as, found_as) = (kind.name().to_owned(), twin.kind.name().to_owned());
                self.confuse(gold, span, (Aspect::Kind, marked_as, found_as));
            }
        }
        for &f in &all.extras {
            let Mention { kind, span, .. } = found[f];
            let there = gold
                .mentions
                .iter()
                .find(|mention| mention.span.overlaps(span));
            let instead = there.map(|mention| said(mention.kind, mention.span));
            self.extras.count((kind, text_at(span).to_owned()), || {
                (example(&gold.text, span), instead)
            });
        }
    }

    fn confuse(&mut self, gold: &GoldDocument, span: Span, fault: (Aspect, String, String)) {
        let (aspect, marked_as, found_as) = fault;
        let text = gold.text.get(span.range()).unwrap_or_default().to_owned();
        self.confusions
            .count((aspect, text, marked_as, found_as), || {
                example(&gold.text, span)
            });
    }
}

fn place_name(place: Option<PlaceType>) -> &'static str {
    match place {
        None => "place",
        Some(PlaceType::Constituency) => "constituency",
        Some(PlaceType::Ward) => "ward",
    }
}
