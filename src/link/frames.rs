//! Rules of `data/rules.tsv` over the string of an article's mentions: one byte per mention, one per
//! word between.

use super::Linker;
use super::relations::Reading;
use crate::entity::{EntityKind, RelationKind};
use crate::gazetteer::layout::PARTY_TYPES;
use crate::rules::{Group, Level, Next};

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
        let mut matcher = std::mem::take(&mut self.matcher);
        matcher.each(Level::Mention, Next::Inside, string, |found| {
            let token = |group| found.group(group).map(|(start, _)| firsts[start]);
            let mention = |group| found.group(group).and_then(|(start, _)| units[start]);
            self.yields(found.rule.name, mention);
            self.relates(mention, token);
        });
        self.matcher = matcher;
    }

    fn relates(
        &mut self,
        mention: impl Fn(Group) -> Option<usize>,
        token: impl Fn(Group) -> Option<usize>,
    ) {
        let mut read = |kind, subject, object, word| {
            if let (Some(subject), Some(object), Some(word)) =
                (mention(subject), mention(object), token(word))
            {
                self.readings.push(Reading {
                    kind,
                    subject,
                    object,
                    word,
                });
            }
        };
        read(
            RelationKind::Kin,
            Group::Kinsman,
            Group::Relative,
            Group::Kin,
        );
        read(
            RelationKind::Joined,
            Group::Joiner,
            Group::Joined,
            Group::Verb,
        );
        read(RelationKind::Left, Group::Leaver, Group::Left, Group::Verb);
    }

    fn yields(&mut self, rule: &'static str, mention: impl Fn(Group) -> Option<usize>) {
        if let Some(office) = mention(Group::Nobody) {
            self.links[office].nobody = true;
        }
        if let Some(place) = mention(Group::Seat) {
            self.seats[place] |= mention(Group::Legislator).is_none();
        }
        if let Some(office) = mention(Group::Office) {
            let links = &mut self.links[office];
            if let Some(holder) = mention(Group::Holder).filter(|_| !links.nobody) {
                links.holder = links.holder.or(self.of_mention[holder]);
                links.rule = links.rule.or(Some(rule));
            }
            if let Some(of) = mention(Group::Of) {
                links.of = links.of.or(Some(of));
            }
            if let Some(party) = mention(Group::Party) {
                links.party = links.party.or(Some(party));
            }
        }
        if let Some(former) = mention(Group::Former) {
            self.links[former].former = true;
        }
        if let (Some(party), Some(member)) = (mention(Group::Party), mention(Group::Member))
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
