//! What stands around a word: one class byte per word, and the rules of `data/rules.tsv` over the
//! string of these bytes. Yields whole office titles with their status, numbered wards, and the
//! evidence that [`crate::tagger`] weighs.

use crate::candidates::Candidate;
use crate::gazetteer::layout::{Field, MINISTER, PARTY_POST, TAKES_PLACE, class, kind};
use crate::gazetteer::{Entry, Gazetteer};
use crate::rules::{Group, Level, Matcher, Next};
use crate::segment::WordKind;
use crate::status::Status;
use crate::tokens::{Token, Tokens};

/// How a dictionary candidate covers a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cover {
    /// Not at all.
    #[default]
    None,
    /// First word of a weak form, then a later one.
    WeakFirst,
    WeakLater,
    /// The only word of a strong form.
    Single,
    /// First word of a strong form of several, then a later one.
    First,
    Later,
}

/// An office title as the rules read it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Title {
    /// The whole title.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// The part that the gazetteer lists: first token, one past the last.
    pub(crate) listed: (usize, usize),
    pub(crate) status: Option<Status>,
    /// A party between the status and the title belongs to the holder.
    pub(crate) rule: &'static str,
}

/// A ward with its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ward {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) rule: &'static str,
}

/// What is known around each word of an article.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// Class byte per token, see [`crate::rules::CLASSES`].
    pub(crate) classes: Vec<u8>,
    /// Cover per token by candidates of people, parties, places.
    pub(crate) covers: Vec<[Cover; 3]>,
    /// Tokens that a name of a scheme, building or institution swallows: 1 its first word, 2 a later.
    pub(crate) blocked: Vec<u8>,
    /// The slot (see `layout::BLOCKER_SLOTS`) of a swallowing phrase that starts at the token.
    pub(crate) slots: Vec<u8>,
    /// 1 the first token of a title, 2 a later one.
    pub(crate) in_title: Vec<u8>,
    pub(crate) titles: Vec<Title>,
    pub(crate) wards: Vec<Ward>,
    /// Status values of phrases: (first, end, status).
    statuses: Vec<(usize, usize, Status)>,
    /// Phrases as (first, end, byte of the first word, byte of later ones).
    phrases: Vec<(usize, usize, u8, u8)>,
    /// One past the last token of each name of an association.
    associations: Vec<usize>,
    matcher: Matcher,
}

impl Context {
    /// Reads the context of every word, reusing the buffers.
    pub(crate) fn read(&mut self, tokens: &Tokens, found: &[Candidate], gazetteer: &Gazetteer) {
        self.clear(tokens.all.len());
        self.classes.extend(tokens.all.iter().map(class_byte));
        self.cover(found, gazetteer);
        self.paint(found, gazetteer);
        for &(start, end) in &tokens.sentences {
            self.apply_rules(tokens, start, end);
        }
        self.titles.sort_unstable_by_key(|title| title.first);
        self.leave_private_posts(tokens, found, gazetteer);
        for title in &self.titles {
            self.in_title[title.first..title.end].fill(2);
            self.in_title[title.first] = 1;
        }
    }

    /// Whether a word stands in no title and no name of a scheme, building or institution.
    pub(crate) fn is_free(&self, at: usize) -> bool {
        self.in_title[at] == 0 && self.blocked[at] == 0
    }

    fn clear(&mut self, tokens: usize) {
        self.classes.clear();
        self.titles.clear();
        self.wards.clear();
        self.statuses.clear();
        self.associations.clear();
        self.covers.clear();
        self.covers.resize(tokens, [Cover::None; 3]);
        for bytes in [&mut self.blocked, &mut self.slots, &mut self.in_title] {
            bytes.clear();
            bytes.resize(tokens, 0);
        }
    }

    fn cover(&mut self, found: &[Candidate], gazetteer: &Gazetteer) {
        for candidate in found {
            match candidate.kind {
                kind::PERSON | kind::PARTY | kind::PLACE => {
                    let several = candidate.end - candidate.first > 1;
                    let (first, later) = match (candidate.weak, several) {
                        (true, _) => (Cover::WeakFirst, Cover::WeakLater),
                        (false, false) => (Cover::Single, Cover::Single),
                        (false, true) => (Cover::First, Cover::Later),
                    };
                    for at in candidate.first..candidate.end {
                        let cover = &mut self.covers[at][usize::from(candidate.kind)];
                        *cover = (*cover).max(if at == candidate.first { first } else { later });
                    }
                }
                kind::BLOCKER => {
                    for entry in gazetteer.bearers(candidate.forms) {
                        match gazetteer.subtype(entry) {
                            0 => {
                                self.blocked[candidate.first..candidate.end].fill(2);
                                self.blocked[candidate.first] = 1;
                            }
                            slot => self.slots[candidate.first] |= 1 << slot,
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Writes phrases over the words' own classes, longer ones over shorter ones.
    fn paint(&mut self, found: &[Candidate], gazetteer: &Gazetteer) {
        let mut phrases = std::mem::take(&mut self.phrases);
        phrases.clear();
        for candidate in found {
            let mut add = |(head, rest)| {
                phrases.push((candidate.first, candidate.end, head, rest));
            };
            let mut entries = gazetteer.bearers(candidate.forms);
            match candidate.kind {
                kind::PARTY if !candidate.weak => add((b'A', b'a')),
                kind::OFFICE => {
                    // Of one title that two sorts of office share the later row's sort.
                    let minister = |entry| gazetteer.flags(entry) & MINISTER != 0;
                    add(if entries.last().is_some_and(minister) {
                        (b'M', b'm')
                    } else {
                        (b'O', b'o')
                    });
                }
                kind::PORTFOLIO => add((b'F', b'F')),
                kind::BLOCKER if entries.any(|entry| gazetteer.subtype(entry) == 0) => {
                    add((b'b', b'b'));
                }
                kind::WORD => {
                    for entry in entries {
                        match self.word_phrase(candidate, entry, gazetteer) {
                            Some((b'D', _)) if self.is_status_of_place(found, candidate) => {}
                            Some(bytes) => add(bytes),
                            None => {}
                        }
                    }
                }
                _ => {}
            }
        }
        // Shorter first, so that longer ones stand; at equal length an office wins.
        phrases.sort_by_key(|&(first, end, head, _)| {
            (end - first, matches!(head, b'M' | b'O'), first)
        });
        for &(first, end, head, rest) in &phrases {
            // A phrase that would cut a longer one in two cannot come: longer ones come later.
            self.classes[first..end].fill(rest);
            self.classes[first] = head;
            // What is left of an overwritten phrase behind this one starts anew.
            if let Some(next) = self.classes.get_mut(end) {
                *next = match *next {
                    b'o' | b'm' | b'a' => b'x',
                    other => other,
                };
            }
        }
        self.phrases = phrases;
    }

    /// `पच्छाद से पूर्व विधायक`: not the phrase of `चुनाव से पूर्व मुख्यमंत्री ने`.
    fn is_status_of_place(&self, found: &[Candidate], phrase: &Candidate) -> bool {
        let (first, end) = (phrase.first, phrase.end);
        let Some(before) = first
            .checked_sub(1)
            .filter(|_| self.classes[end - 1] == b'T')
        else {
            return false;
        };
        let place = self.covers[before][usize::from(kind::PLACE)] != Cover::None;
        let office =
            |candidate: &Candidate| candidate.kind == kind::OFFICE && candidate.first == end;
        (place || self.classes[before] == b'0') && near(found, end).any(office)
    }

    fn word_phrase(
        &mut self,
        candidate: &Candidate,
        entry: Entry,
        gazetteer: &Gazetteer,
    ) -> Option<(u8, u8)> {
        let bit = 1u64 << gazetteer.number(entry, Field::Since).min(63);
        if bit & (class::STATUS | class::CANDIDATE) != 0
            && let Some(status) = Status::from_number(gazetteer.subtype(entry))
        {
            self.statuses.push((candidate.first, candidate.end, status));
        }
        // Bodies of one word are listed for their level alone.
        if bit == class::ORG_HEAD && candidate.end - candidate.first == 1 {
            return None;
        }
        if bit == class::PRIVATE_BODY {
            if gazetteer.subtype(entry) != 0 {
                self.associations.push(candidate.end);
            }
            return None;
        }
        // `पार्षद पति`: the title before a relation stays one.
        if bit & (class::KIN | class::PROXY) != 0 && candidate.end - candidate.first > 1 {
            return None;
        }
        // `पद के दावेदार`: what follows a title's post is read word by word.
        if bit == class::CANDIDATE && self.classes[candidate.first] == b'P' {
            return None;
        }
        // Heads of places are read word by word: `वार्ड नंबर` goes on with a number.
        let head = byte_of(bit).filter(|head| *head != b'h')?;
        let rest = match head {
            b'T' => b't',
            b'C' => b'c',
            b'K' => b'k',
            other => other,
        };
        Some((head, rest))
    }

    fn apply_rules(&mut self, tokens: &Tokens, start: usize, end: usize) {
        let string = std::mem::take(&mut self.classes);
        let mut matcher = std::mem::take(&mut self.matcher);
        matcher.each(Level::Word, Next::Behind, &string[start..end], |found| {
            let group = |group| found.group(group).map(|(a, b)| (start + a, start + b));
            let rule = found.rule.name;
            if let Some((first, end)) = group(Group::Ward) {
                self.wards.push(Ward { first, end, rule });
            }
            if let (Some((first, end)), Some(listed)) = (group(Group::Title), group(Group::Listed))
            {
                // Rules come in the order of the file; what one has read, no later one reads.
                let read = &mut self.in_title[first..end];
                if read.iter().any(|read| *read != 0) {
                    return;
                }
                read.fill(2);
                // `पार्षद प्रत्याशी` is listed whole.
                let seeks = tokens.all[listed.1 - 1].is(class::CANDIDATE);
                let status = (seeks || group(Group::Candidate).is_some())
                    .then_some(Status::Candidate)
                    .or_else(|| group(Group::Status).and_then(|(a, b)| self.status_in(a, b)));
                self.titles.push(Title {
                    first,
                    end,
                    listed,
                    status,
                    rule,
                });
            }
        });
        self.matcher = matcher;
        self.classes = string;
    }

    /// Takes out titles of posts of associations and institutions. One that stands alone is of the
    /// body that the text has named last: an association, a party or a council.
    fn leave_private_posts(&mut self, tokens: &Tokens, found: &[Candidate], gazetteer: &Gazetteer) {
        let mut titles = std::mem::take(&mut self.titles);
        let mut in_title = std::mem::take(&mut self.in_title);
        self.associations.sort_unstable();
        let (mut passed, mut last) = (0, None);
        titles.retain(|title| {
            let before = self.associations[passed..].iter();
            for end in before.take_while(|end| **end <= title.first) {
                last = Some(*end);
                passed += 1;
            }
            if self.is_of_private_body(tokens, title) && is_shared(found, gazetteer, title) {
                in_title[title.first..title.end].fill(2);
                return false;
            }
            let of_last = last.is_some_and(|end| self.speaks_of(tokens, end, title.first))
                && is_of_members(found, gazetteer, title);
            if of_last {
                last = Some(title.end);
                in_title[title.first..title.end].fill(2);
            }
            !of_last
        });
        self.titles = titles;
        self.in_title = in_title;
    }

    /// `बार एसोसिएशन के अध्यक्ष`, `विदेश मंत्रालय के प्रवक्ता`: a body that is none of a party or state
    /// before a title. पंचायत समिति is a council, प्रचार समिति a party's.
    fn is_of_private_body(&self, tokens: &Tokens, title: &Title) -> bool {
        let is = |at: usize, class: u64| tokens.all[at].is(class);
        let before = |at: Option<usize>| at.and_then(|at| at.checked_sub(1));
        let body = before(Some(title.first)).filter(|at| !is(*at, class::GENITIVE));
        let Some(body) = body.or_else(|| before(before(Some(title.first)))) else {
            return false;
        };
        let party = |at: usize| {
            self.covers[at][usize::from(kind::PARTY)] >= Cover::Single
                || self.classes[at] == b'p' && self.classes[body] == b'p'
        };
        is(body, class::PRIVATE_BODY)
            && !before(Some(body)).is_some_and(|at| is(at, class::TYPE_WORD) || party(at))
    }

    /// Whether the text between an association and a title names no other body and is short.
    fn speaks_of(&self, tokens: &Tokens, end: usize, title: usize) -> bool {
        const FAR: usize = 60;
        title - end <= FAR
            && (end..title).all(|at| {
                let party = self.covers[at][usize::from(kind::PARTY)];
                let head = tokens.all[at].facts.classes
                    & (class::PARTY_HEAD | class::ORG_HEAD | class::PRIVATE_BODY);
                party < Cover::Single && head != class::PARTY_HEAD
            })
    }

    fn status_in(&self, first: usize, end: usize) -> Option<Status> {
        // पूर्व before another status word is an adverb: the last one counts. They ascend.
        let behind = self.statuses.partition_point(|(a, _, _)| *a < end);
        let inside = self.statuses[..behind].iter().rev();
        inside
            .take_while(|(a, _, _)| first <= *a)
            .find(|(_, b, _)| *b <= end)
            .map(|(_, _, status)| *status)
    }
}

/// Whether a title is a word that the posts of parties, councils and other bodies share.
fn is_shared(found: &[Candidate], gazetteer: &Gazetteer, title: &Title) -> bool {
    entries_at(gazetteer, found, kind::OFFICE, title.listed).all(|entry| {
        let id = gazetteer.bytes(entry, Field::Id);
        let shared: [&[u8]; 6] = [
            b"speaker",
            b"municipal-chair",
            b"zila-panchayat-chair",
            b"block-pramukh",
            b"gram-pradhan",
            b"other",
        ];
        let single = title.listed.1 - title.listed.0 == 1;
        gazetteer.flags(entry) & PARTY_POST != 0 || single && shared.contains(&id)
    })
}

/// Whether a title says no more than who leads a body of members: जिलाध्यक्ष, महामंत्री.
fn is_of_members(found: &[Candidate], gazetteer: &Gazetteer, title: &Title) -> bool {
    let mut party_post = false;
    let all = entries_at(gazetteer, found, kind::OFFICE, title.listed).all(|entry| {
        let flags = gazetteer.flags(entry);
        party_post |= flags & PARTY_POST != 0;
        flags & (PARTY_POST | TAKES_PLACE) != TAKES_PLACE
    });
    all && party_post
}

/// The class byte of a word by itself.
fn class_byte(token: &Token) -> u8 {
    match token.kind {
        WordKind::Number => return b'0',
        WordKind::Punctuation => return token.mark,
        _ => {}
    }
    // A word has few classes: the one that comes first in the list, without reading the list.
    let mut bits = token.facts.classes;
    let mut first = (u8::MAX, b'x');
    while bits != 0 {
        first = first.min(RANKS[bits.trailing_zeros() as usize]);
        bits &= bits - 1;
    }
    first.1
}

/// Per bit of a class its place in [`PRIORITY`] and its byte.
static RANKS: [(u8, u8); 64] = {
    let mut ranks = [(u8::MAX, b'x'); 64];
    let mut at = 0;
    while at < PRIORITY.len() {
        let (bit, byte) = PRIORITY[at];
        ranks[bit.trailing_zeros() as usize] = (at as u8, byte);
        at += 1;
    }
    ranks
};

/// Byte of a class that patterns know.
fn byte_of(bit: u64) -> Option<u8> {
    let (rank, byte) = RANKS[bit.trailing_zeros() as usize];
    (rank != u8::MAX).then_some(byte)
}

/// Classes with a byte of their own; a word of several takes the first.
const PRIORITY: &[(u64, u8)] = &[
    (class::GENITIVE, b'G'),
    (class::ERGATIVE, b'E'),
    (class::ABLATIVE, b'B'),
    (class::LOCATIVE, b'I'),
    (class::CASE_MARKER, b'D'),
    (class::JOINER, b'U'),
    (class::CENTRAL, b'Q'),
    (class::POST, b'P'),
    (class::RELATIVE, b'W'),
    (class::ELECTED, b'V'),
    (class::ROLE_MARKER, b'S'),
    (class::CLAUSE, b'j'),
    (class::SEAT, b'%'),
    (class::CONTEST, b'~'),
    (class::JOINING, b'+'),
    (class::LEAVING, b'<'),
    (class::WARD, b'd'),
    (class::NUMBER_WORD, b'n'),
    (class::PAST, b'X'),
    (class::COPULA, b'Y'),
    (class::STATUS, b'T'),
    (class::CANDIDATE, b'C'),
    (class::PROXY, b'K'),
    (class::HONORIFIC_AFTER, b'J'),
    (class::HONORIFIC_BEFORE, b'H'),
    (class::KIN, b'N'),
    (class::ALIAS_MARKER, b'u'),
    (class::LEADER, b'Z'),
    (class::PRONOUN, b'w'),
    (class::SAYING, b's'),
    (class::MEMBER, b'e'),
    (class::PLACE_HEAD, b'h'),
    (class::PARTY_HEAD, b'p'),
    (class::ORG_HEAD, b'g'),
    (class::REPORTER, b'q'),
    (class::DIRECTION, b'i'),
    (class::TITLE_OF_NAME, b'z'),
    (class::NAME_MIDDLE, b'y'),
    (class::NAME_BLOCKER, b'v'),
    (class::PROFESSION, b'f'),
    (class::LETTER, b'l'),
    (class::ORDINARY, b'$'),
];

/// The entries of one kind whose form is exactly these tokens, in the order of the gazetteer. Where
/// some have it as a strong form, those that have it only as a weak one are left out.
pub(crate) fn entries_at<'a>(
    gazetteer: &'a Gazetteer,
    found: &'a [Candidate],
    wanted: u8,
    tokens: (usize, usize),
) -> impl Iterator<Item = Entry> + 'a {
    let here = move || at(found, wanted, tokens);
    let strong = here().any(|candidate| !candidate.weak);
    here()
        .filter(move |candidate| !strong || !candidate.weak)
        .flat_map(|candidate| gazetteer.bearers(candidate.forms))
}

/// Whether a form of one kind is exactly these tokens.
pub(crate) fn is_listed(found: &[Candidate], wanted: u8, tokens: (usize, usize)) -> bool {
    at(found, wanted, tokens).next().is_some()
}

/// Whether a strong form of one kind is exactly these tokens.
pub(crate) fn is_strong(found: &[Candidate], wanted: u8, tokens: (usize, usize)) -> bool {
    at(found, wanted, tokens).any(|candidate| !candidate.weak)
}

/// The candidates of one kind that are exactly these tokens.
fn at(
    found: &[Candidate],
    wanted: u8,
    (first, end): (usize, usize),
) -> impl Iterator<Item = &Candidate> {
    // Candidates ascend by first token.
    let from = found.partition_point(|candidate| candidate.first < first);
    found[from..]
        .iter()
        .take_while(move |candidate| candidate.first == first)
        .filter(move |candidate| candidate.end == end && candidate.kind == wanted)
}

/// Candidates that start at a token or a few before it: all that can cover it, as forms are short.
pub(crate) fn near(found: &[Candidate], at: usize) -> impl Iterator<Item = &Candidate> {
    const LONGEST: usize = 12;
    let from = found.partition_point(|candidate| candidate.first + LONGEST < at);
    found[from..]
        .iter()
        .take_while(move |candidate| candidate.first <= at)
}
