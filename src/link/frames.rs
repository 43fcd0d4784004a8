//! Rules of `data/rules.tsv` over the string of an article's mentions: one byte per mention, one per
//! word between.

use super::Linker;
use super::relations::Reading;
use crate::entity::{EntityKind, RelationKind};
use crate::gazetteer::layout::PARTY_TYPES;
use crate::rules::{self, Level};

impl Linker<'_, '_> {
    /// The string of mentions: one byte per mention, and per word between.
    pub(super) fn apply_rules(&mut self) {
        let mut string = Vec::new();
        let mut units: Vec<Option<usize>> = Vec::new();
        let mut firsts: Vec<usize> = Vec::new();
        let mut mention = 0;
        for &(start, end) in &self.article.tokens.sentences {
            string.clear();
            units.clear();
            firsts.clear();
            let mut at = start;
            while at < end {
                firsts.push(at);
                while mention < self.found.len() && self.found[mention].end <= at {
                    mention += 1;
                }
                match self.found.get(mention).filter(|span| span.first == at) {
                    Some(span) => {
                        string.push(match span.kind {
                            EntityKind::Person => b'R',
                            EntityKind::Party => b'A',
                            EntityKind::Place => b'L',
                            EntityKind::Office => b'O',
                        });
                        units.push(Some(mention));
                        at = span.end;
                    }
                    None => {
                        // What the rules took for a party or a title and what is none is a word.
                        let byte = match self.article.context.classes[at] {
                            b'A' | b'a' | b'M' | b'm' | b'O' | b'o' | b'R' | b'L' | b'b' | b'F' => {
                                b'x'
                            }
                            byte => byte,
                        };
                        string.push(byte);
                        units.push(None);
                        at += 1;
                    }
                }
            }
            if units.iter().any(Option::is_some) {
                self.match_rules(&string, &units, &firsts);
            }
        }
    }

    fn match_rules(&mut self, string: &[u8], units: &[Option<usize>], firsts: &[usize]) {
        for rule in rules::of_level(Level::Mention) {
            let mut at = 0;
            while at < string.len() {
                let Some(groups) = rule.pattern.captures_at(string, at) else {
                    break;
                };
                at = groups.get(0).map_or(string.len(), |m| m.start() + 1);
                let group = |name: &str| {
                    groups
                        .name(name)
                        .and_then(|m| units.get(m.start()).copied().flatten())
                };
                self.yields(rule.name, group);
                let token = |name: &str| groups.name(name).map(|m| firsts[m.start()]);
                self.relates(group, token);
            }
        }
    }

    fn relates(
        &mut self,
        group: impl Fn(&str) -> Option<usize>,
        token: impl Fn(&str) -> Option<usize>,
    ) {
        let mut read = |kind, subject: &str, object: &str, word: &str| {
            if let (Some(subject), Some(object), Some(word)) =
                (group(subject), group(object), token(word))
            {
                self.readings.push(Reading {
                    kind,
                    subject,
                    object,
                    word,
                });
            }
        };
        read(RelationKind::Kin, "kinsman", "relative", "kin");
        read(RelationKind::Joined, "joiner", "joined", "verb");
        read(RelationKind::Left, "leaver", "left", "verb");
    }

    fn yields(&mut self, rule: &'static str, group: impl Fn(&str) -> Option<usize>) {
        if let Some(office) = group("nobody") {
            self.links[office].nobody = true;
        }
        if let Some(place) = group("seat") {
            self.seats[place] |= group("legislator").is_none();
        }
        if let Some(office) = group("office") {
            let links = &mut self.links[office];
            if let Some(holder) = group("holder").filter(|_| !links.nobody) {
                links.holder = links.holder.or(self.of_mention[holder]);
                links.rule = links.rule.or(Some(rule));
            }
            if let Some(of) = group("of") {
                links.of = links.of.or(Some(of));
            }
            if let Some(party) = group("party") {
                links.party = links.party.or(Some(party));
            }
        }
        if let Some(former) = group("former") {
            self.links[former].former = true;
        }
        if let (Some(party), Some(member)) = (group("party"), group("member"))
            && let Some(cluster) = self.of_mention[member]
            && !self.is_alliance(party)
        {
            let cluster = &mut self.clusters[cluster];
            cluster.party = cluster.party.or(Some(party));
        }
    }

    fn is_alliance(&self, mention: usize) -> bool {
        self.entries(mention).iter().any(|&entry| {
            let subtype = usize::from(self.article.gazetteer.subtype(entry));
            PARTY_TYPES.get(subtype).copied() == Some("alliance")
        })
    }
}
