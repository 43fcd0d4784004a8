//! Which office a title means, and whom a bare title means.

use super::Linker;
use crate::context;
use crate::entity::EntityKind;
use crate::gazetteer::Entry;
use crate::gazetteer::layout::{Field, class, kind};
use crate::offices;
use crate::status::Status;
use std::collections::HashMap;

impl Linker<'_, '_> {
    pub(super) fn choose_offices(&mut self) {
        let mut earlier: HashMap<String, u32> = HashMap::new();
        for mention in 0..self.found.len() {
            let Some(title) = self.found[mention]
                .title
                .and_then(|t| self.article.context.titles.get(t))
            else {
                continue;
            };
            let entries: Vec<Entry> =
                context::entries_at(self.article.candidates, kind::OFFICE, title.listed).collect();
            let links = self.links[mention];
            let holder = links
                .holder
                .map(|n| self.clusters[n].entries.as_slice())
                .unwrap_or(&[]);
            let around = offices::Surroundings {
                party: links.party.is_some(),
                place: links.of.is_some(),
                holder,
                body: self.of_a_body(title.first),
                earlier: &earlier,
            };
            let chosen = offices::choose(self.article.gazetteer, &entries, &around);
            if let Some(entry) = chosen {
                let id = self.article.gazetteer.string(entry, Field::Id);
                *earlier.entry(id.to_owned()).or_default() += 1;
            }
            self.office_ids[mention] = chosen;
        }
    }

    /// `महिला आयोग की अध्यक्ष`: an organisation's head word and a postposition before a title. A house
    /// is no such body.
    fn of_a_body(&self, title: usize) -> bool {
        let tokens = &self.article.tokens.all;
        let Some([body, joint]) = title.checked_sub(2).and_then(|at| tokens.get(at..title)) else {
            return false;
        };
        joint.is(class::GENITIVE) && body.is(class::ORG_HEAD) && !body.is(class::SEAT)
    }

    pub(super) fn office_id(&self, mention: usize) -> &str {
        self.office_ids[mention].map_or("other", |entry| {
            self.article.gazetteer.string(entry, Field::Id)
        })
    }

    /// A bare title belongs to the only person of the article who is known to hold the office.
    pub(super) fn bare_titles(&mut self) {
        let mut holders: HashMap<String, Vec<(usize, Option<usize>)>> = HashMap::new();
        for mention in 0..self.found.len() {
            if self.found[mention].kind != EntityKind::Office || self.status(mention).is_some() {
                continue;
            }
            if let Some(holder) = self.links[mention].holder {
                let known = holders
                    .entry(self.office_id(mention).to_owned())
                    .or_default();
                let of = self.object(mention);
                match known.iter_mut().find(|(person, _)| *person == holder) {
                    Some((_, place)) => *place = place.or(of),
                    None => known.push((holder, of)),
                }
            }
        }
        for mention in 0..self.found.len() {
            if self.found[mention].kind == EntityKind::Office && self.is_bare(mention) {
                let id = self.office_id(mention).to_owned();
                let of = self.object(mention);
                // Of several holders the one of the same place or party; an unlike place rules out.
                let fits = |place: &Option<usize>| of.is_none() || place.is_none() || *place == of;
                let known = holders.get(&id).map_or(&[][..], Vec::as_slice);
                let mut fitting = known.iter().filter(|(_, place)| fits(place));
                let exact = known.iter().find(|(_, place)| of.is_some() && *place == of);
                self.links[mention].holder = match (exact, fitting.next(), fitting.next()) {
                    (Some((holder, _)), _, _) | (None, Some((holder, _)), None) => Some(*holder),
                    (None, None, _) if of.is_none() => self.holder_by_role(&id),
                    _ => None,
                };
            }
        }
    }

    /// The place or party whose office a title is, as a cluster.
    fn object(&self, mention: usize) -> Option<usize> {
        let links = &self.links[mention];
        links.of.or(links.party).and_then(|of| self.of_mention[of])
    }

    /// Whether a title stands for a person: singular, of nobody yet, no status that parts it from the
    /// holder, no `पद` behind it. Titles that many hold at once must be the subject.
    fn is_bare(&self, mention: usize) -> bool {
        let links = &self.links[mention];
        if links.holder.is_some() || links.nobody || self.is_plural(mention) {
            return false;
        }
        if self
            .status(mention)
            .is_some_and(|status| status != Status::Current)
        {
            return false;
        }
        let after = self
            .article
            .context
            .classes
            .get(self.found[mention].end)
            .copied();
        let many = offices::many_hold(self.office_id(mention));
        if many {
            after == Some(b'E') && self.object(mention).is_none()
        } else {
            after != Some(b'P')
        }
    }

    /// The only person of the article whose listed role the office is.
    fn holder_by_role(&self, id: &str) -> Option<usize> {
        let mut fits = (0..self.clusters.len()).filter(|&n| {
            let cluster = &self.clusters[n];
            cluster.kind == EntityKind::Person
                && matches!(cluster.entries.as_slice(), [only] if self.may_mean(*only, id))
        });
        let only = fits.next()?;
        fits.next().is_none().then_some(only)
    }

    /// Whether a listed person holds an office that a bare title can mean here: one of a state only if
    /// the article names the state.
    fn may_mean(&self, person: Entry, id: &str) -> bool {
        let gazetteer = self.article.gazetteer;
        offices::held(gazetteer, person, id).any(|role| {
            offices::is_national(id)
                || role.of_entry.is_some_and(|of| {
                    self.clusters.iter().any(|cluster| {
                        cluster.kind == EntityKind::Place && cluster.entries.contains(&of)
                    })
                })
        })
    }

    fn is_plural(&self, mention: usize) -> bool {
        let span = &self.found[mention];
        let last = &self.article.tokens.all[span.end - 1];
        let text = &self.article.text[last.span];
        text.ends_with("ों") || text.ends_with("गण")
    }

    pub(super) fn status(&self, mention: usize) -> Option<Status> {
        let title = self.found[mention]
            .title
            .and_then(|t| self.article.context.titles.get(t));
        title
            .and_then(|title| title.status)
            .or_else(|| self.links[mention].former.then_some(Status::Former))
    }
}
