//! What is kept of people, parties, places and offices beside their counts.

use super::identity;
use super::tally::Value;
use neta::{Entity, EntityId, EntityKind, Status};
use serde::{Deserialize, Serialize};

/// How many different parties of one person are counted.
const PARTIES: usize = 4;

/// A person, party or place as the articles and the gazetteer name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named {
    pub(super) kind: EntityKind,
    /// As the first article has it.
    pub(super) name: Box<str>,
    /// The gazetteer's id.
    pub(super) id: Option<Box<str>>,
}

impl Named {
    pub(super) fn new(entity: &Entity) -> Named {
        Named {
            kind: entity.kind,
            name: entity.name.as_str().into(),
            id: entity.id.as_ref().map(|id| EntityId::as_str(id).into()),
        }
    }
}

/// A person, party or place with what else is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Profile {
    pub(super) named: Named,
    pub(super) wikidata: Option<Box<str>>,
    /// A person's parties, each with the number of articles that say so.
    parties: Vec<(Box<str>, u64)>,
}

impl Profile {
    pub(super) fn new(entity: &Entity) -> Profile {
        Profile {
            named: Named::new(entity),
            wikidata: entity.wikidata.as_deref().map(Box::from),
            parties: Vec::new(),
        }
    }

    /// An article says of which party a person is.
    pub(super) fn add_party(&mut self, party: &str, articles: u64) {
        let known = self.parties.iter_mut().find(|(known, _)| **known == *party);
        if let Some((_, count)) = known {
            *count += articles;
        } else if self.parties.len() < PARTIES {
            self.parties.push((party.into(), articles));
        }
    }

    /// The party that most articles give; the first of several.
    pub(super) fn party(&self) -> Option<&str> {
        let most = self.parties.iter().map(|(_, count)| *count).max()?;
        let mut parties = self.parties.iter();
        parties
            .find(|(_, count)| *count == most)
            .map(|(party, _)| party.as_ref())
    }
}

impl Value for Profile {
    fn merge(&mut self, later: Profile) {
        self.wikidata = self.wikidata.take().or(later.wikidata);
        for (party, articles) in later.parties {
            self.add_party(&party, articles);
        }
    }
}

/// An office, and of what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Post {
    pub(super) office: Box<str>,
    /// As the first article writes it.
    pub(super) title: Box<str>,
    pub(super) of: Option<Named>,
}

impl Post {
    pub(super) fn key(office: &str, of: Option<&Entity>) -> u64 {
        identity::mix(identity::hash(&[office]), of.map_or(0, identity::entity))
    }
}

impl Value for Post {
    fn merge(&mut self, _: Post) {}
}

/// An office and who holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Holding {
    pub(super) post: Post,
    pub(super) holder: Named,
    /// The number of a [`Status`]; 0 for none.
    status: u8,
}

impl Holding {
    pub(super) fn new(post: Post, holder: &Entity, status: Option<Status>) -> Holding {
        Holding {
            post,
            holder: Named::new(holder),
            status: status.map_or(0, |status| status as u8),
        }
    }

    pub(super) fn key(post: u64, holder: &Entity, status: Option<Status>) -> u64 {
        let status = status.map_or(0, |status| status as u64);
        identity::mix(identity::mix(post, identity::entity(holder)), status)
    }

    pub(super) fn status(&self) -> Option<Status> {
        Status::ALL
            .into_iter()
            .find(|status| *status as u8 == self.status)
    }
}

impl Value for Holding {
    fn merge(&mut self, _: Holding) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use neta::Extractor;

    #[test]
    fn the_party_of_most_articles_counts() {
        let found = Extractor::new().extract("रमेश चौधरी ने कहा।");
        let mut profile = Profile::new(&found.entities()[0]);
        assert_eq!(profile.party(), None);
        for party in ["SP", "BSP", "BSP", "SP"] {
            profile.add_party(party, 1);
        }
        assert_eq!(profile.party(), Some("SP"), "the first of several");
        let mut later = profile.clone();
        later.add_party("BSP", 1);
        profile.merge(later);
        assert_eq!(profile.party(), Some("BSP"));
    }
}
