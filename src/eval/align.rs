//! Which mention found is which mention marked.

use super::titles::are_titles;
use super::{GoldDocument, GoldMention};
use crate::entity::{EntityKind, Mention};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// When a mention found counts as the mention marked. Each counts once, and both have one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matching {
    /// Same span. Persons may differ by titles at the left edge, which the guideline leaves open:
    /// `चौधरी चरण सिंह` and `चरण सिंह`.
    #[default]
    Exact,
    /// A shared byte is enough.
    Lenient,
}

/// Indices into the gold mentions and the mentions found. All come from the ranges of the very
/// slices that were aligned, so that indexing those cannot fail.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// (gold, found), ascending by gold.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Gold mentions that nothing matches.
    pub(super) misses: Vec<usize>,
    /// Mentions found that match nothing, of the kinds that are marked.
    pub(super) extras: Vec<usize>,
}

pub(super) fn align(gold: &GoldDocument, found: &[Mention<'_>], matching: Matching) -> Alignment {
    let mut alignment = Alignment {
        pairs: Vec::new(),
        misses: (0..gold.mentions.len()).collect(),
        extras: (0..found.len())
            .filter(|&f| gold.kinds.contains(&found[f].kind))
            .collect(),
    };
    alignment.same_span(gold, found);
    alignment.same_name(gold, found);
    if matching == Matching::Lenient {
        for kind in EntityKind::ALL {
            alignment.any_overlap(kind, gold, found);
        }
    }
    alignment.pairs.sort_unstable();
    alignment
}

impl Alignment {
    fn same_span(&mut self, gold: &GoldDocument, found: &[Mention<'_>]) {
        let marked = self.open_by(|g| Some((gold.mentions[g].span, gold.mentions[g].kind)));
        self.pair(|f| marked.get(&(found[f].span, found[f].kind)).copied());
    }

    fn same_name(&mut self, gold: &GoldDocument, found: &[Mention<'_>]) {
        let person = |mention: &GoldMention| mention.kind == EntityKind::Person;
        let ends = self.open_by(|g| person(&gold.mentions[g]).then_some(gold.mentions[g].span.end));
        self.pair(|f| {
            let mention = &found[f];
            let g = ends.get(&mention.span.end).copied()?;
            let other = gold.mentions[g].span.start;
            let start = mention.span.start;
            let titles = gold.text.get(start.min(other)..start.max(other))?;
            (mention.kind == EntityKind::Person && are_titles(titles)).then_some(g)
        });
    }

    /// The most pairs that overlap: of the two mentions that come next, the one that ends first can
    /// overlap no later one, so taking it now costs nothing.
    fn any_overlap(&mut self, kind: EntityKind, gold: &GoldDocument, found: &[Mention<'_>]) {
        let mut misses: Vec<usize> = self
            .misses
            .iter()
            .copied()
            .filter(|&g| gold.mentions[g].kind == kind)
            .collect();
        let mut extras: Vec<usize> = self
            .extras
            .iter()
            .copied()
            .filter(|&f| found[f].kind == kind)
            .collect();
        misses.sort_by_key(|&g| gold.mentions[g].span);
        extras.sort_by_key(|&f| found[f].span);
        let mut chosen = HashMap::new();
        let (mut next_miss, mut next_extra) = (0, 0);
        while let (Some(&g), Some(&f)) = (misses.get(next_miss), extras.get(next_extra)) {
            let (marked, mine): (Span, Span) = (gold.mentions[g].span, found[f].span);
            let overlaps = marked.overlaps(mine);
            if overlaps {
                chosen.insert(f, g);
            }
            next_miss += usize::from(overlaps || marked.end <= mine.end);
            next_extra += usize::from(overlaps || marked.end > mine.end);
        }
        self.pair(|f| chosen.get(&f).copied());
    }

    /// The gold mentions without a partner, by a key of theirs.
    fn open_by<K: Eq + std::hash::Hash>(
        &self,
        key: impl Fn(usize) -> Option<K>,
    ) -> HashMap<K, usize> {
        self.misses
            .iter()
            .filter_map(|&g| Some((key(g)?, g)))
            .collect()
    }

    /// Gives each extra the partner that `partner` names, if that one is still free.
    fn pair(&mut self, partner: impl Fn(usize) -> Option<usize>) {
        let mut taken = HashMap::new();
        self.extras.retain(|&f| match partner(f) {
            Some(g) if !taken.contains_key(&g) => {
                taken.insert(g, f);
                false
            }
            _ => true,
        });
        self.misses.retain(|g| !taken.contains_key(g));
        self.pairs.extend(taken);
    }
}
