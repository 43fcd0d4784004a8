//! Which office a title means, and whom a bare title means.

use super::Linker;
use super::cluster::only;
use crate::article::Article;
use crate::context;
use crate::cues::{Cue, cue};
use crate::entity::EntityKind;
use crate::gazetteer::Entry;
use crate::gazetteer::layout::{Field, OFFICE_LEVELS, class, kind};
use crate::offices;
use crate::segment::WordKind;
use crate::status::Status;
use crate::tokens::Token;

/// A title that a person is said to hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder {
    /// Number of its id.
    office: usize,
    /// Clusters.
    person: usize,
    of: Option<usize>,
}

impl Linker<'_, '_> {
    pub(super) fn choose_offices(&mut self) {
        let mut offices = std::mem::take(&mut self.state.offices);
        let mut councils = std::mem::take(&mut self.state.councils);
        councils.read(self.article);
        let about = councils.usual();
        for mention in 0..self.found.len() {
            let Some(title) = self.found[mention]
                .title
                .and_then(|t| self.article.context.titles.get(t))
            else {
                continue;
            };
            let links = self.state.mentions[mention].links;
            let committee = self.of_a_committee(title.first);
            let around = offices::Surroundings {
                party: links.party.is_some() || committee || self.of_the_party(title.first),
                place: links.of.is_some() || self.of_the_state(title.first),
                holder: links.holder.map_or(&[], |n| self.entries_of(n)),
                body: !committee && self.of_a_body(title.first),
                council: councils.before(self.article.tokens, title.first),
                about,
                branch: match links.party {
                    _ if committee => level_number("block"),
                    Some(party) => self.branch(party),
                    None => 0,
                },
                india: links.of.is_some_and(|of| self.is_india(of)),
                earlier: &offices,
            };
            let Article {
                candidates,
                gazetteer,
                ..
            } = self.article;
            let entries = context::entries_at(gazetteer, candidates, kind::OFFICE, title.listed);
            let chosen = offices::choose(gazetteer, entries, &around);
            let known = &mut self.state.mentions[mention];
            known.office = chosen;
            let id = chosen.map_or(&b""[..], |entry| {
                self.article.gazetteer.bytes(entry, Field::Id)
            });
            if offices::is_elected_from(id) {
                known.links.of = known.links.of.or(known.links.from);
            }
            if let Some(entry) = chosen {
                let id = |entry| self.article.gazetteer.bytes(entry, Field::Id);
                let same = |other: &Entry| id(*other) == id(entry);
                known.office_number = offices.iter().position(same).unwrap_or(offices.len());
                if known.office_number == offices.len() {
                    offices.push(entry);
                }
            }
        }
        // What no entry is chosen for is `other`, and may be an entry's id besides.
        let other = |entry: &Entry| self.article.gazetteer.bytes(*entry, Field::Id) == b"other";
        let other = offices.iter().position(other).unwrap_or(offices.len());
        let unlisted = self.state.mentions.iter_mut();
        for known in unlisted.filter(|known| known.office.is_none()) {
            known.office_number = other;
        }
        self.state.offices = offices;
        self.state.councils = councils;
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

    /// `पार्टी के मुखिया`, `पार्टी (एलडीपी) के अध्यक्ष`
    fn of_the_party(&self, title: usize) -> bool {
        let tokens = &self.article.tokens.all;
        let before = |back: usize| title.checked_sub(back).and_then(|at| tokens.get(at));
        let (Some(joint), Some(mut head)) = (before(1), before(2)) else {
            return false;
        };
        if head.mark == b')' {
            let Some(outside) = before(5).filter(|_| before(4).is_some_and(|t| t.mark == b'('))
            else {
                return false;
            };
            head = outside;
        }
        // What a party's youth or cell has for a head is no head of the party.
        joint.is(class::GENITIVE) && cue(head) == Some(Cue::Party)
    }

    /// `प्रचार समिति के अध्यक्ष`, `आईटी सेल के प्रमुख`: a part of a party, by two words.
    fn of_a_committee(&self, title: usize) -> bool {
        let classes = &self.article.context.classes;
        let before = title.checked_sub(3).and_then(|at| classes.get(at..title));
        before == Some(b"ppG")
    }

    /// `राज्य के उद्योग मंत्री`
    fn of_the_state(&self, title: usize) -> bool {
        let tokens = &self.article.tokens.all;
        let Some([state, joint]) = title.checked_sub(2).and_then(|at| tokens.get(at..title)) else {
            return false;
        };
        let text = &self.article.text[state.span];
        joint.is(class::GENITIVE) && matches!(text, "राज्य" | "प्रदेश" | "सूबे")
    }

    /// The level of the part of a party that the word or state before its name tells.
    fn branch(&self, party: usize) -> u8 {
        let first = self.found[party].first;
        let state = party.checked_sub(1).is_some_and(|place| {
            let found = &self.found[place];
            found.kind == EntityKind::Place && found.end == first && self.is_state(place)
        });
        let before = first
            .checked_sub(1)
            .map(|at| self.article.tokens.all[at].span);
        let level = match before.map_or("", |span| &self.article.text[span]) {
            _ if state => "state",
            "प्रदेश" | "प्रांतीय" => "state",
            "जिला" => "district",
            "नगर" | "शहर" | "महानगर" => "municipal",
            _ => return 0,
        };
        level_number(level)
    }

    fn is_state(&self, place: usize) -> bool {
        self.place_types(place).any(|listed| listed == "state")
    }

    fn is_india(&self, place: usize) -> bool {
        let gazetteer = self.article.gazetteer;
        let mut entries = self.entries(place).iter();
        entries.any(|&entry| gazetteer.bytes(entry, Field::Id) == b"india")
    }

    pub(super) fn office_id(&self, mention: usize) -> &str {
        self.state.mentions[mention]
            .office
            .map_or("other", |entry| {
                self.article.gazetteer.string(entry, Field::Id)
            })
    }

    /// A bare title belongs to the only person of the article who is known to hold the office.
    pub(super) fn bare_titles(&mut self) {
        let mut holders = std::mem::take(&mut self.state.holders);
        for mention in 0..self.found.len() {
            if self.found[mention].kind != EntityKind::Office || self.status(mention).is_some() {
                continue;
            }
            let Some(person) = self.state.mentions[mention].links.holder else {
                continue;
            };
            let office = self.state.mentions[mention].office_number;
            let of = self.object(mention);
            let mut known = holders.iter_mut();
            let same = |known: &&mut Holder| known.person == person && known.office == office;
            match known.find(same) {
                Some(known) => known.of = known.of.or(of),
                None => holders.push(Holder { office, person, of }),
            }
        }
        for mention in 0..self.found.len() {
            if self.found[mention].kind != EntityKind::Office || !self.is_bare(mention) {
                continue;
            }
            let office = self.state.mentions[mention].office_number;
            let of = self.object(mention);
            let known = || holders.iter().filter(|known| known.office == office);
            // Of several holders the one of the same place or party; an unlike place rules out.
            let fits = |known: &&Holder| of.is_none() || known.of.is_none() || known.of == of;
            let mut fitting = known().filter(fits);
            let exact = known().find(|known| of.is_some() && known.of == of);
            let holder = match (exact, fitting.next(), fitting.next()) {
                (Some(known), _, _) | (None, Some(known), None) => Some(known.person),
                (None, None, _) if of.is_none() => self.holder_by_role(mention),
                _ => None,
            };
            self.state.mentions[mention].links.holder = holder;
        }
        self.state.holders = holders;
    }

    /// The place or party whose office a title is, as a cluster.
    fn object(&self, mention: usize) -> Option<usize> {
        let links = &self.state.mentions[mention].links;
        links
            .of
            .or(links.party)
            .and_then(|of| self.state.mentions[of].cluster)
    }

    /// Whether a title stands for a person: singular, of nobody yet, no status that parts it from the
    /// holder, no `पद` behind it. Titles that many hold at once must be the subject.
    fn is_bare(&self, mention: usize) -> bool {
        let links = &self.state.mentions[mention].links;
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
    fn holder_by_role(&mut self, mention: usize) -> Option<usize> {
        let office = self.state.mentions[mention].office_number;
        if let Some(Some(known)) = self.state.by_role.get(office) {
            return *known;
        }
        let id = self.office_id(mention).as_bytes();
        let holder = only((0..self.state.clusters.len()).filter(|&number| {
            self.state.clusters[number].kind == EntityKind::Person
                && matches!(self.entries_of(number), [only] if self.may_mean(*only, id))
        }));
        let by_role = &mut self.state.by_role;
        by_role.resize(by_role.len().max(office + 1), None);
        by_role[office] = Some(holder);
        holder
    }

    /// Whether a listed person holds an office that a bare title can mean here: one of a state only if
    /// the article names the state.
    fn may_mean(&self, person: Entry, id: &[u8]) -> bool {
        let gazetteer = self.article.gazetteer;
        let named = |of: Entry| {
            let mut clusters = self.state.clusters.iter().enumerate();
            clusters.any(|(number, cluster)| {
                cluster.kind == EntityKind::Place && self.entries_of(number).contains(&of)
            })
        };
        offices::held(gazetteer, person, id)
            .any(|role| offices::is_national(id) || role.of_entry.is_some_and(named))
    }

    pub(super) fn is_plural(&self, mention: usize) -> bool {
        let span = &self.found[mention];
        let tokens = &self.article.tokens.all;
        let text = &self.article.text[tokens[span.end - 1].span];
        text.ends_with("ों") || text.ends_with("गण") || self.is_counted(span.first)
    }

    /// `दो सांसद`, but `वार्ड 5 पार्षद`
    pub(super) fn is_counted(&self, title: usize) -> bool {
        let tokens = &self.article.tokens.all;
        let before = |back: usize| title.checked_sub(back).map(|at| &tokens[at]);
        let Some(count) = before(1) else { return false };
        let ward = |token: &Token| token.is(class::WARD | class::NUMBER_WORD | class::PLACE_HEAD);
        let text = &self.article.text[count.span];
        match count.kind {
            // 18वें is no count.
            WordKind::Number if !text.ends_with(char::is_numeric) => false,
            WordKind::Number => !before(2).is_some_and(|t| ward(t) || t.mark != 0 && !t.spaced),
            _ => cue(count) == Some(Cue::Count),
        }
    }

    pub(super) fn status(&self, mention: usize) -> Option<Status> {
        let title = self.found[mention]
            .title
            .and_then(|t| self.article.context.titles.get(t));
        title.and_then(|title| title.status).or_else(|| {
            self.state.mentions[mention]
                .links
                .former
                .then_some(Status::Former)
        })
    }
}

/// Number of a level of offices; 0 for none.
fn level_number(level: &str) -> u8 {
    let mut levels = OFFICE_LEVELS.iter();
    levels.position(|known| *known == level).unwrap_or(0) as u8
}
