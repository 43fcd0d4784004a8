//! The whole article: which mentions name one entity, who holds which office, of what, for which
//! party.
//!
//! Full names come first; a short form belongs to the only full name that fits it. Where two fit,
//! nothing is guessed.

use crate::candidates::Candidate;
use crate::context::{self, Context};
use crate::entity::{Entity, EntityKind, Mention, Office, PlaceType, Role, Why};
use crate::gazetteer::layout::{Field, PARTY_TYPES, PLACE_TYPES, class, kind};
use crate::gazetteer::{Entry, Gazetteer};
use crate::offices;
use crate::resolve::{Found, Source};
use crate::rules::{self, Level};
use crate::segment::WordKind;
use crate::span::Span;
use crate::status::Status;
use crate::tokens::Tokens;
use std::borrow::Cow;
use std::collections::HashMap;

/// What the floors below found in an article.
pub(crate) struct Article<'a, 't> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'a Tokens,
    pub(crate) candidates: &'a [Candidate],
    pub(crate) context: &'a Context,
    pub(crate) gazetteer: &'a Gazetteer,
}

/// A mention's office before entities have their numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OfficeLinks {
    pub(crate) holder: Option<usize>,
    pub(crate) of: Option<usize>,
    pub(crate) party: Option<usize>,
    pub(crate) former: bool,
    /// A rule says that several people hold it.
    pub(crate) nobody: bool,
    pub(crate) rule: Option<&'static str>,
}

/// Links the spans of an article.
pub(crate) fn link<'t>(
    article: &Article<'_, 't>,
    found: &[Found],
) -> (Vec<Mention<'t>>, Vec<Entity>) {
    let mut linker = Linker::new(article, found);
    linker.cluster();
    linker.apply_rules();
    linker.choose_offices();
    linker.bare_titles();
    linker.finish()
}

/// Mentions of one entity.
#[derive(Debug)]
struct Cluster {
    kind: EntityKind,
    /// Hashes of the words of the fullest name.
    words: Vec<u64>,
    /// The mention with the fullest name.
    fullest: usize,
    mentions: Vec<usize>,
    /// Entries that every mention with entries allows.
    entries: Vec<Entry>,
    party: Option<usize>,
}

struct Linker<'a, 't> {
    article: &'a Article<'a, 't>,
    found: &'a [Found],
    clusters: Vec<Cluster>,
    /// Cluster of each mention.
    of_mention: Vec<Option<usize>>,
    /// Number of another mention that decided, for `why`.
    because: Vec<Option<usize>>,
    links: Vec<OfficeLinks>,
    office_ids: Vec<Option<Entry>>,
    places: Vec<Option<PlaceType>>,
    /// Places that a rule takes for seats.
    seats: Vec<bool>,
}

impl<'a, 't> Linker<'a, 't> {
    fn new(article: &'a Article<'a, 't>, found: &'a [Found]) -> Self {
        Linker {
            article,
            found,
            clusters: Vec::new(),
            of_mention: vec![None; found.len()],
            because: vec![None; found.len()],
            links: vec![OfficeLinks::default(); found.len()],
            office_ids: vec![None; found.len()],
            places: vec![None; found.len()],
            seats: vec![false; found.len()],
        }
    }

    /// Hashes of a mention's words, titles of names and marks left out.
    fn words(&self, mention: usize) -> Vec<u64> {
        let span = &self.found[mention];
        let tokens = &self.article.tokens.all[span.first..span.end];
        let word = |title: bool| {
            tokens
                .iter()
                .filter(|t| {
                    t.kind != WordKind::Punctuation && (title || !t.is(class::TITLE_OF_NAME))
                })
                .map(|t| t.hash)
                .collect::<Vec<u64>>()
        };
        let words = word(false);
        if words.is_empty() { word(true) } else { words }
    }

    fn entries(&self, mention: usize) -> Vec<Entry> {
        let span = &self.found[mention];
        let entries = |range| {
            context::entries_at(self.article.candidates, span.kind as u8, range)
                .collect::<Vec<Entry>>()
        };
        let exact = entries((span.first, span.end));
        if !exact.is_empty() || span.kind != EntityKind::Person {
            return exact;
        }
        // `चौधरी` and the like before a listed name.
        let title = self.article.tokens.all[span.first].is(class::TITLE_OF_NAME);
        if title {
            entries((span.first + 1, span.end))
        } else {
            exact
        }
    }

    fn cluster(&mut self) {
        let mut by_words: HashMap<(EntityKind, Vec<u64>), usize> = HashMap::new();
        let mut by_entry: HashMap<Entry, usize> = HashMap::new();
        let people = |long: bool| {
            let found = self.found;
            (0..found.len())
                .filter(move |&m| found[m].kind == EntityKind::Person)
                .map(move |m| (m, long))
        };
        let others = (0..self.found.len())
            .filter(|&m| matches!(self.found[m].kind, EntityKind::Party | EntityKind::Place))
            .map(|m| (m, true));
        // Full names first, wherever they stand; then short forms.
        let order: Vec<(usize, bool)> = people(true).chain(people(false)).chain(others).collect();
        for (mention, long) in order {
            let kind = self.found[mention].kind;
            let words = self.words(mention);
            if kind == EntityKind::Person && (words.len() > 1) != long {
                continue;
            }
            let entries = self.entries(mention);
            let known = by_words.get(&(kind, words.clone())).copied();
            let cluster = match kind {
                EntityKind::Person if words.len() > 1 => {
                    known.or_else(|| self.same_person(&words, &entries, &by_entry))
                }
                EntityKind::Person => self.short_form(mention, &words, &entries).or(known),
                _ => known.or_else(|| self.same_entry(&entries, &by_entry)),
            };
            let number = match cluster {
                Some(number) => {
                    self.join(number, mention, &words, &entries);
                    number
                }
                None => {
                    self.clusters.push(Cluster {
                        kind,
                        words: words.clone(),
                        fullest: mention,
                        mentions: vec![mention],
                        entries: entries.clone(),
                        party: None,
                    });
                    self.clusters.len() - 1
                }
            };
            self.of_mention[mention] = Some(number);
            by_words.entry((kind, words)).or_insert(number);
            for &entry in &self.clusters[number].entries {
                by_entry.entry(entry).or_insert(number);
            }
        }
    }

    fn join(&mut self, number: usize, mention: usize, words: &[u64], entries: &[Entry]) {
        let cluster = &mut self.clusters[number];
        if words.len() > cluster.words.len() {
            cluster.words = words.to_vec();
            cluster.fullest = mention;
        } else if self.because[mention].is_none() && cluster.fullest != mention && words.len() == 1
        {
            self.because[mention] = Some(cluster.fullest);
        }
        cluster.mentions.push(mention);
        // A short form's entries say nothing of an unlisted full name.
        let short = cluster.kind == EntityKind::Person && words.len() < cluster.words.len();
        if cluster.entries.is_empty() {
            if !short {
                cluster.entries = entries.to_vec();
            }
        } else if entries.iter().any(|entry| cluster.entries.contains(entry)) {
            cluster.entries.retain(|entry| entries.contains(entry));
        }
    }

    fn same_entry(&self, entries: &[Entry], by_entry: &HashMap<Entry, usize>) -> Option<usize> {
        entries
            .iter()
            .find_map(|entry| by_entry.get(entry).copied())
    }

    /// A full name that another full name contains (`प्रियंका गांधी`, `प्रियंका गांधी वाड्रा`), or that
    /// names the same only entry.
    fn same_person(
        &self,
        words: &[u64],
        entries: &[Entry],
        by_entry: &HashMap<Entry, usize>,
    ) -> Option<usize> {
        let by_only_entry = match entries {
            [only] => by_entry
                .get(only)
                .copied()
                .filter(|&n| self.clusters[n].entries == [*only]),
            _ => None,
        };
        by_only_entry.or_else(|| {
            let mut fits = self.clusters.iter().enumerate().filter(|(_, cluster)| {
                cluster.kind == EntityKind::Person
                    && (contains(&cluster.words, words) || contains(words, &cluster.words))
                    && cluster.words.len() > 1
            });
            match (fits.next(), fits.next()) {
                (Some((number, _)), None) => Some(number),
                _ => None,
            }
        })
    }

    /// The only person of the article whose name has the short form's word.
    fn short_form(&self, mention: usize, words: &[u64], entries: &[Entry]) -> Option<usize> {
        let [word] = words else { return None };
        let named: Vec<usize> = (0..self.clusters.len())
            .filter(|&n| {
                let cluster = &self.clusters[n];
                cluster.kind == EntityKind::Person
                    && cluster.words.len() > 1
                    && cluster.words.contains(word)
            })
            .collect();
        let listed = |n: &usize| {
            self.clusters[*n].words.len() > 1
                && self.clusters[*n]
                    .entries
                    .iter()
                    .any(|entry| entries.contains(entry))
        };
        match named.as_slice() {
            [only] => Some(*only),
            [] => {
                let mut fits = (0..self.clusters.len()).filter(listed);
                let only = fits.next()?;
                fits.next().is_none().then_some(only)
            }
            several => {
                // A given name tells people apart, a shared surname does not.
                let first: Vec<usize> = several
                    .iter()
                    .copied()
                    .filter(|&n| self.clusters[n].words.first() == Some(word))
                    .collect();
                if let [only] = first.as_slice() {
                    return Some(*only);
                }
                // The form is listed for one of them only (मोदी, not गांधी).
                let listed: Vec<usize> = several.iter().copied().filter(listed).collect();
                if let [only] = listed.as_slice() {
                    return Some(*only);
                }
                let _ = mention;
                None
            }
        }
    }

    /// The string of mentions: one byte per mention, and per word between.
    fn apply_rules(&mut self) {
        let mut string = Vec::new();
        let mut units: Vec<Option<usize>> = Vec::new();
        let mut mention = 0;
        for &(start, end) in &self.article.tokens.sentences {
            string.clear();
            units.clear();
            let mut at = start;
            while at < end {
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
                self.match_rules(&string, &units);
            }
        }
    }

    fn match_rules(&mut self, string: &[u8], units: &[Option<usize>]) {
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
            }
        }
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
        {
            if !self.is_alliance(party) {
                let cluster = &mut self.clusters[cluster];
                cluster.party = cluster.party.or(Some(party));
            }
        }
    }

    fn is_alliance(&self, mention: usize) -> bool {
        self.entries(mention).iter().any(|&entry| {
            let subtype = usize::from(self.article.gazetteer.subtype(entry));
            PARTY_TYPES.get(subtype).copied() == Some("alliance")
        })
    }

    fn choose_offices(&mut self) {
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

    fn office_id(&self, mention: usize) -> &str {
        self.office_ids[mention].map_or("other", |entry| {
            self.article.gazetteer.string(entry, Field::Id)
        })
    }

    /// A bare title belongs to the only person of the article who is known to hold the office.
    fn bare_titles(&mut self) {
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

    fn status(&self, mention: usize) -> Option<Status> {
        let title = self.found[mention]
            .title
            .and_then(|t| self.article.context.titles.get(t));
        title
            .and_then(|title| title.status)
            .or_else(|| self.links[mention].former.then_some(Status::Former))
    }

    fn finish(mut self) -> (Vec<Mention<'t>>, Vec<Entity>) {
        // Entities in the order of first mention.
        let mut order: Vec<usize> = (0..self.clusters.len()).collect();
        for cluster in &mut self.clusters {
            cluster.mentions.sort_unstable();
        }
        order.sort_by_key(|&n| self.clusters[n].mentions.first().copied());
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
        (mentions, entities)
    }

    /// Seats: the place of a legislator's office, or before `सीट`.
    fn mark_places(&mut self) {
        for mention in 0..self.found.len() {
            let span = &self.found[mention];
            match span.kind {
                EntityKind::Place => {
                    if let Source::Rule("ward-number") = span.source {
                        self.places[mention] = Some(PlaceType::Ward);
                    } else if self.seats[mention] && !self.is_country_or_state(mention) {
                        self.places[mention] = Some(PlaceType::Constituency);
                    }
                }
                EntityKind::Office => {
                    let seat = matches!(self.office_id(mention), "mp" | "mla" | "mp-lok-sabha");
                    if let Some(of) = self.links[mention].of.filter(|_| seat)
                        && self.places[of].is_none()
                    {
                        self.places[of] = Some(PlaceType::Constituency);
                    }
                }
                _ => {}
            }
        }
    }

    fn is_country_or_state(&self, mention: usize) -> bool {
        self.entries(mention).iter().any(|&entry| {
            let subtype = usize::from(self.article.gazetteer.subtype(entry));
            matches!(PLACE_TYPES.get(subtype).copied(), Some("country" | "state"))
        })
    }

    fn mention(&self, mention: usize, number: &[usize]) -> Mention<'t> {
        let found = &self.found[mention];
        let tokens = &self.article.tokens.all;
        let span = Span {
            start: tokens[found.first].span.start,
            end: tokens[found.end - 1].span.end,
        };
        let cluster = self.of_mention[mention];
        let numbered = |cluster: Option<usize>| cluster.map(|cluster| number[cluster]);
        let office = (found.kind == EntityKind::Office).then(|| {
            let links = &self.links[mention];
            let id = self.office_ids[mention];
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
                of: numbered(of.and_then(|of| self.of_mention[of])),
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
            place: self.places[mention],
        }
    }

    fn why(&self, mention: usize) -> Why {
        let found = &self.found[mention];
        if let Some(other) = self.because[mention] {
            return Why::Mention(other);
        }
        match found.source {
            Source::Rule(rule) => Why::Rule(self.links[mention].rule.unwrap_or(rule)),
            Source::Tagger => Why::Tagger,
            Source::Entry => {
                let cluster = self.of_mention[mention].map(|n| &self.clusters[n]);
                let entry = cluster.and_then(|cluster| self.main_entry(cluster));
                let id = entry.and_then(|entry| self.article.gazetteer.id(entry));
                id.map_or(Why::Tagger, Why::Entry)
            }
        }
    }

    /// The entry that a cluster names; of places of one name the one that the article's frames mean.
    fn main_entry(&self, cluster: &Cluster) -> Option<Entry> {
        match cluster.entries.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => match cluster.kind {
                EntityKind::Person | EntityKind::Office => None,
                EntityKind::Party => several.first().copied(),
                EntityKind::Place => {
                    let seat = cluster
                        .mentions
                        .iter()
                        .any(|&mention| self.places[mention] == Some(PlaceType::Constituency));
                    several.iter().copied().min_by_key(|&entry| {
                        let subtype = usize::from(self.article.gazetteer.subtype(entry));
                        rank(PLACE_TYPES.get(subtype).copied().unwrap_or(""), seat)
                    })
                }
            },
        }
    }

    fn entity(&self, number: usize) -> Entity {
        let cluster = &self.clusters[number];
        let gazetteer = self.article.gazetteer;
        let entry = self.main_entry(cluster);
        let name = &self.found[cluster.fullest];
        let tokens = &self.article.tokens.all;
        let span = Span {
            start: tokens[name.first].span.start,
            end: tokens[name.end - 1].span.end,
        };
        let abbreviation = |party: Entry| {
            let abbr = gazetteer.shared(party, Field::Abbr);
            if abbr.is_empty() {
                gazetteer.shared(party, Field::Name)
            } else {
                abbr
            }
        };
        let said = cluster.party.map(|mention| {
            let entry = self.of_mention[mention].and_then(|n| self.main_entry(&self.clusters[n]));
            entry.map(abbreviation).unwrap_or_else(|| {
                let found = &self.found[mention];
                let span = Span {
                    start: tokens[found.first].span.start,
                    end: tokens[found.end - 1].span.end,
                };
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
            candidates.extend(
                cluster
                    .entries
                    .iter()
                    .filter_map(|&entry| gazetteer.id(entry)),
            );
        }
        Entity {
            kind: cluster.kind,
            name: self.article.text[span].to_owned(),
            id: entry.and_then(|entry| gazetteer.id(entry)),
            wikidata: wikidata.filter(|item| !item.is_empty()),
            party: if person { said.or_else(listed) } else { None },
            candidates,
            roles: Vec::new(),
            mentions: cluster.mentions.clone(),
        }
    }
}

/// Adds a role without repetition: one that names its place says all that one without says.
fn add_role(roles: &mut Vec<Role>, role: Role) {
    let same = |other: &&mut Role| other.office == role.office && other.status == role.status;
    match roles.iter_mut().filter(same).find(|other| other.of.is_none() || role.of.is_none() || other.of == role.of) {
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

/// Whether `words` stand in `name` in their order.
fn contains(name: &[u64], words: &[u64]) -> bool {
    let mut rest = name.iter();
    words.iter().all(|word| rest.any(|other| other == word))
}
