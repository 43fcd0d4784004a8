//! Clusters and links into the mentions and entities that a caller sees.

use super::{Linked, Linker};
use crate::entity::{Entity, EntityKind, Mention, Office, PlaceType, Role, Why};
use crate::gazetteer::Entry;
use crate::gazetteer::layout::{Field, PLACE_TYPES};
use crate::resolve::Source;
use std::borrow::Cow;

impl<'t> Linker<'_, 't> {
    pub(super) fn finish(mut self) -> Linked<'t> {
        // Entities in the order of first mention.
        for cluster in &mut self.state.clusters {
            cluster.mentions.sort_unstable();
        }
        let mut order: Vec<usize> = (0..self.state.clusters.len()).collect();
        order.sort_by_key(|&n| self.state.clusters[n].mentions.first().copied());
        let mut number = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            number[old] = new;
        }
        self.mark_places();
        let mentions: Vec<Mention<'t>> = (0..self.found.len())
            .map(|mention| self.mention(mention, &number))
            .collect();
        let mut entities: Vec<Entity> = order.iter().map(|&old| self.entity(old)).collect();
        for mention in &mentions {
            if let Some(office) = &mention.office
                && let Some(holder) = office.holder
            {
                let role = Role {
                    office: office.id.clone(),
                    status: office.status,
                    of: office.of,
                };
                add_role(&mut entities[holder].roles, role);
            }
        }
        let relations = self.relations(&number);
        Linked {
            mentions,
            entities,
            relations,
        }
    }

    fn mention(&self, mention: usize, number: &[usize]) -> Mention<'t> {
        let found = &self.found[mention];
        let tokens = self.article.tokens;
        let span = tokens.span(found.first, found.end);
        let cluster = self.state.mentions[mention].cluster;
        let numbered = |cluster: Option<usize>| cluster.map(|cluster| number[cluster]);
        let office = (found.kind == EntityKind::Office).then(|| {
            let links = &self.state.mentions[mention].links;
            let id = self.state.mentions[mention].office;
            let party_post = self.office_id(mention).starts_with("party-");
            let of = if party_post {
                links.party.or(links.of)
            } else {
                links.of
            };
            Office {
                id: id.map_or(Cow::Borrowed("other"), |entry| {
                    self.article.gazetteer.shared(entry, Field::Id)
                }),
                status: self.status(mention),
                holder: numbered(links.holder),
                of: numbered(of.and_then(|of| self.state.mentions[of].cluster)),
                by_date: None,
            }
        });
        Mention {
            kind: found.kind,
            text: &self.article.text[span],
            span,
            entity: numbered(cluster),
            score: found.score,
            why: self.why(mention),
            office,
            place: self.state.mentions[mention].place,
        }
    }

    fn why(&self, mention: usize) -> Why {
        let found = &self.found[mention];
        if let Some(other) = self.state.mentions[mention].because {
            return Why::Mention(other);
        }
        match found.source {
            Source::Rule(rule) => {
                Why::Rule(self.state.mentions[mention].links.rule.unwrap_or(rule))
            }
            Source::Tagger => Why::Tagger,
            Source::Entry => {
                let cluster = self.state.mentions[mention].cluster;
                let entry = cluster.and_then(|cluster| self.main_entry(cluster));
                let id = entry.and_then(|entry| self.article.gazetteer.id(entry));
                id.map_or(Why::Tagger, Why::Entry)
            }
        }
    }

    /// The entry that a cluster names; of places of one name the one that the article's frames mean.
    fn main_entry(&self, number: usize) -> Option<Entry> {
        let cluster = &self.state.clusters[number];
        match self.entries_of(number) {
            [] => None,
            [only] => Some(*only),
            several => match cluster.kind {
                EntityKind::Person | EntityKind::Office => None,
                EntityKind::Party => several.first().copied(),
                EntityKind::Place => {
                    let seat = cluster.mentions.iter().any(|&mention| {
                        self.state.mentions[mention].place == Some(PlaceType::Constituency)
                    });
                    several.iter().copied().min_by_key(|&entry| {
                        let subtype = usize::from(self.article.gazetteer.subtype(entry));
                        rank(PLACE_TYPES.get(subtype).copied().unwrap_or(""), seat)
                    })
                }
            },
        }
    }

    fn entity(&mut self, number: usize) -> Entity {
        let cluster = &self.state.clusters[number];
        let gazetteer = self.article.gazetteer;
        let entry = self.main_entry(number);
        let name = &self.found[cluster.fullest];
        let tokens = self.article.tokens;
        let span = tokens.span(name.first, name.end);
        let abbreviation = |party: Entry| {
            let abbr = gazetteer.shared(party, Field::Abbr);
            if abbr.is_empty() {
                gazetteer.shared(party, Field::Name)
            } else {
                abbr
            }
        };
        let said = cluster.party.map(|mention| {
            let entry = self.state.mentions[mention]
                .cluster
                .and_then(|cluster| self.main_entry(cluster));
            entry.map(abbreviation).unwrap_or_else(|| {
                let found = &self.found[mention];
                let span = tokens.span(found.first, found.end);
                Cow::Owned(self.article.text[span].to_owned())
            })
        });
        let listed = || {
            entry
                .and_then(|entry| gazetteer.party(entry))
                .map(abbreviation)
        };
        let person = cluster.kind == EntityKind::Person;
        let wikidata = entry.map(|entry| gazetteer.shared(entry, Field::Wikidata));
        let mut candidates = Vec::new();
        if person && entry.is_none() {
            let entries = self.entries_of(number).iter();
            candidates.extend(entries.filter_map(|&entry| gazetteer.id(entry)));
        }
        Entity {
            kind: cluster.kind,
            name: self.article.text[span].to_owned(),
            id: entry.and_then(|entry| gazetteer.id(entry)),
            wikidata: wikidata.filter(|item| !item.is_empty()),
            party: if person { said.or_else(listed) } else { None },
            candidates,
            roles: Vec::new(),
            mentions: std::mem::take(&mut self.state.clusters[number].mentions),
        }
    }
}

/// Adds a role without repetition: one that names its place says all that one without says.
fn add_role(roles: &mut Vec<Role>, role: Role) {
    let same = |other: &&mut Role| other.office == role.office && other.status == role.status;
    match roles
        .iter_mut()
        .filter(same)
        .find(|other| other.of.is_none() || role.of.is_none() || other.of == role.of)
    {
        Some(known) => known.of = known.of.or(role.of),
        None => roles.push(role),
    }
}

/// The order in which places of one name are meant.
fn rank(place_type: &str, seat: bool) -> u8 {
    match place_type {
        "constituency-lok-sabha" if seat => 0,
        "constituency-assembly" if seat => 1,
        "country" => 2,
        "state" => 3,
        "city" => 4,
        "town" => 5,
        "district" => 6,
        "region" | "river" => 7,
        "subdistrict" => 8,
        "constituency-lok-sabha" => 9,
        "constituency-assembly" => 10,
        _ => 11,
    }
}
