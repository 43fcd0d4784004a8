//! Rules of `data/rules.tsv` over the string of an article's mentions: one byte per mention, one per
//! word between.

use super::Linker;
use super::relations::Reading;
use crate::entity::{EntityKind, RelationKind};
use crate::gazetteer::layout::PARTY_TYPES;
use crate::rules::{Group, Level, Next};

/// A sentence as the rules read it: per byte of the string what it stands for.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    string: Vec<u8>,
    /// The mention, if it is one, and the first token.
    units: Vec<(Option<usize>, usize)>,
}

impl Linker<'_, '_> {
    /// The string of mentions: one byte per mention, and per word between.
    pub(super) fn apply_rules(&mut self) {
        let mut sentence = std::mem::take(&mut self.state.sentence);
        let mut matcher = std::mem::take(&mut self.state.matcher);
        let mut mention = 0;
        for &(start, end) in &self.article.tokens.sentences {
            let later = self.found[mention..].iter();
            mention += later.take_while(|span| span.end <= start).count();
            if self.found.get(mention).is_none_or(|span| span.first >= end) {
                continue;
            }
            self.read_sentence((start, end), mention, &mut sentence);
            let Sentence { string, units } = &sentence;
            matcher.each(Level::Mention, Next::Inside, string, |found| {
                let token = |group| found.group(group).map(|(start, _)| units[start].1);
                let mention = |group| found.group(group).and_then(|(start, _)| units[start].0);
                self.yields(found.rule.name, mention);
                self.relates(mention, token);
            });
        }
        self.state.sentence = sentence;
        self.state.matcher = matcher;
    }

    fn read_sentence(&self, (start, end): (usize, usize), first: usize, out: &mut Sentence) {
        out.string.clear();
        out.units.clear();
        let mut spans = self.found.iter().enumerate().skip(first).peekable();
        let mut at = start;
        while at < end {
            let span = spans.next_if(|(_, span)| span.first == at);
            let (byte, mention, next) = match span {
                Some((mention, span)) => {
                    let byte = match span.kind {
                        EntityKind::Person => b'R',
                        EntityKind::Party => b'A',
                        EntityKind::Place => b'L',
                        EntityKind::Office => b'O',
                    };
                    (byte, Some(mention), span.end)
                }
                None => {
                    // What the rules took for a party or a title and what is none is a word.
                    let byte = match self.article.context.classes[at] {
                        b'A' | b'a' | b'M' | b'm' | b'O' | b'o' | b'R' | b'L' | b'b' | b'F' => b'x',
                        byte => byte,
                    };
                    (byte, None, at + 1)
                }
            };
            out.string.push(byte);
            out.units.push((mention, at));
            at = next;
        }
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
                self.state.readings.push(Reading {
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
            self.state.mentions[office].links.nobody = true;
        }
        if let Some(place) = mention(Group::Seat) {
            self.state.mentions[place].seat |= mention(Group::Legislator).is_none();
        }
        if let Some(place) = mention(Group::Line) {
            self.state.mentions[place].line = true;
        }
        if let (Some(from), Some(office)) = (mention(Group::Seat), mention(Group::Legislator)) {
            let links = &mut self.state.mentions[office].links;
            links.from = links.from.or(Some(from));
        }
        if let Some(office) = mention(Group::Office) {
            let counted = self.is_counted(self.found[office].first);
            let holder = mention(Group::Holder).filter(|_| !counted);
            let cluster = holder.and_then(|holder| self.state.mentions[holder].cluster);
            let links = &mut self.state.mentions[office].links;
            if holder.is_some() && !links.nobody {
                links.holder = links.holder.or(cluster);
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
            self.state.mentions[former].links.former = true;
        }
        if let (Some(party), Some(member)) = (mention(Group::Party), mention(Group::Member))
            && let Some(cluster) = self.state.mentions[member].cluster
            && !self.is_alliance(party)
        {
            let cluster = &mut self.state.clusters[cluster];
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
