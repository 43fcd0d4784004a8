//! Kin, and who joined or left which party: what rules read between two mentions.

use super::Linker;
use crate::entity::{EntityKind, Relation, RelationKind};

/// A rule's reading, in mentions and tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) kind: RelationKind,
    pub(super) subject: usize,
    pub(super) object: usize,
    /// The token of the word that says it.
    pub(super) word: usize,
}

impl<'t> Linker<'_, 't> {
    /// Readings as relations of entities; `number` gives a cluster's place among them.
    pub(super) fn relations(&self, number: &[usize]) -> Vec<Relation<'t>> {
        let tokens = self.article.tokens;
        let mut relations: Vec<Relation<'t>> = Vec::new();
        for reading in &self.state.readings {
            let (Some(subject), Some(object)) = (
                self.person_or_party(reading.subject),
                self.person_or_party(reading.object),
            ) else {
                continue;
            };
            if subject == object {
                continue;
            }
            let (a, b) = (&self.found[reading.subject], &self.found[reading.object]);
            let first = a.first.min(b.first).min(reading.word);
            let last = (a.end - 1).max(b.end - 1).max(reading.word);
            let relation = Relation {
                kind: reading.kind,
                subject: number[subject],
                object: number[object],
                word: &self.article.text[tokens.all[reading.word].span],
                span: tokens.span(first, last + 1),
            };
            let known = |other: &Relation<'_>| {
                (other.kind, other.subject, other.object)
                    == (relation.kind, relation.subject, relation.object)
            };
            if !relations.iter().any(known) {
                relations.push(relation);
            }
        }
        relations
    }

    /// The cluster of a mention; of an office its holder's (`पालिकाध्यक्ष के पति`).
    fn person_or_party(&self, mention: usize) -> Option<usize> {
        match self.found[mention].kind {
            EntityKind::Office => self.state.mentions[mention].links.holder,
            _ => self.state.mentions[mention].cluster,
        }
    }
}
