//! Whether what an office mention says is right: which office, whether still, whose, held by whom.

use super::figures::{Counts, Share};
use super::slips::Aspect;
use super::{GoldDocument, GoldMention, GoldOffice};
use crate::entity::{EntityKind, Mention, Office};
use crate::status::Status;

/// One document's offices, among the mentions that were found where they are marked.
#[derive(Debug, Default)]
pub(super) struct OfficeFigures {
    pub(super) id: Share,
    pub(super) status: Share,
    pub(super) status_said: Counts,
    pub(super) holder: Counts,
    pub(super) of: Counts,
}

/// What is wrong with an office: what is marked and what was found.
pub(super) type Fault = (Aspect, String, String);

/// Judges the offices of one document.
pub(super) struct Judge<'a> {
    pub(super) gold: &'a GoldDocument,
    pub(super) found: &'a [Mention<'a>],
}

impl Judge<'_> {
    /// Counts one pair and returns its faults.
    pub(super) fn judge(
        &self,
        gold: &GoldOffice,
        found: &Office,
        figures: &mut OfficeFigures,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        let right = gold.id == found.id;
        figures.id.count(right);
        if !right {
            faults.push((Aspect::Office, gold.id.clone(), found.id.to_string()));
        }

        let (marked, said) = (unusual(gold.status), unusual(found.status));
        let right = marked == said;
        figures.status.count(right);
        figures.status_said += Counts {
            right: u64::from(right && said.is_some()),
            found: u64::from(said.is_some()),
            gold: u64::from(marked.is_some()),
        };
        if !right {
            let name = |status: Option<Status>| status.unwrap_or(Status::Current).name().into();
            faults.push((Aspect::Status, name(marked), name(said)));
        }

        let of = |mention: &GoldMention, name: &str| match mention.kind {
            EntityKind::Party => mention.value.as_deref() == Some(name),
            EntityKind::Place => self.gold.text_of(mention) == name,
            EntityKind::Person | EntityKind::Office => false,
        };
        let holder = |mention: &GoldMention, name: &str| {
            mention.kind == EntityKind::Person && mention.value.as_deref() == Some(name)
        };
        let links = [
            (
                Aspect::Holder,
                self.link(gold.holder.as_deref(), found.holder, holder),
            ),
            (Aspect::Of, self.link(gold.of.as_deref(), found.of, of)),
        ];
        for (aspect, counts) in links {
            let (sum, name, entity) = match aspect {
                Aspect::Holder => (&mut figures.holder, &gold.holder, found.holder),
                _ => (&mut figures.of, &gold.of, found.of),
            };
            *sum += counts;
            if counts.right < counts.found.max(counts.gold) {
                let name = name.clone().unwrap_or_else(|| "-".into());
                faults.push((aspect, name, self.entity_name(entity)));
            }
        }
        faults
    }

    /// Counts a link from an office to what `name` names. Where the document never mentions that,
    /// no extractor of mentions could be right: nothing is counted.
    fn link(
        &self,
        name: Option<&str>,
        entity: Option<usize>,
        is_named: impl Fn(&GoldMention, &str) -> bool,
    ) -> Counts {
        let found = u64::from(entity.is_some());
        let Some(name) = name else {
            return Counts {
                right: 0,
                found,
                gold: 0,
            };
        };
        let targets: Vec<&GoldMention> = self
            .gold
            .mentions
            .iter()
            .filter(|mention| is_named(mention, name))
            .collect();
        if targets.is_empty() {
            return Counts::default();
        }
        let right = entity.is_some()
            && self
                .found
                .iter()
                .filter(|mention| mention.entity == entity)
                .any(|mention| {
                    targets.iter().any(|target| {
                        target.kind == mention.kind && target.span.overlaps(mention.span)
                    })
                });
        Counts {
            right: u64::from(right),
            found,
            gold: 1,
        }
    }

    /// The longest mention of an entity.
    fn entity_name(&self, entity: Option<usize>) -> String {
        let mentions = self.found.iter().filter(|mention| mention.entity == entity);
        match (entity, mentions.max_by_key(|mention| mention.span.len())) {
            (None, _) => "-".into(),
            (Some(_), Some(mention)) => mention.text.to_owned(),
            (Some(entity), None) => format!("entity {entity} without mentions"),
        }
    }
}

/// The status, unless it is the one that gold data leaves out.
fn unusual(status: Option<Status>) -> Option<Status> {
    status.filter(|status| *status != Status::Current)
}
