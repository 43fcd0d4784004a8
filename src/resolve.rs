//! Which of the overlapping candidates stand.
//!
//! The tagger's labels, the dictionary's forms and the rules' titles and wards become one list of
//! spans without overlap. What is ambiguous stays so: a span keeps every entry that fits it.

use crate::candidates::Candidate;
use crate::context::{self, Context, Cover, Title};
use crate::edges;
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::memory::Memory;
use crate::segment::WordKind;
use crate::tagger::{self, Model, Sight, Viterbi};
use crate::tokens::{Tokens, may_be_dotted};

/// A span that stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// First token and one past the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) kind: EntityKind,
    pub(crate) score: f32,
    /// Index into [`Context::titles`].
    pub(crate) title: Option<usize>,
    pub(crate) source: Source,
}

/// What made a span stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// An entry has exactly this form.
    Entry,
    /// A rule.
    Rule(&'static str),
    /// The tagger alone.
    Tagger,
}

/// Reads labels into spans.
pub(crate) fn resolve(
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    text: &str,
    labels: &[(u8, f32)],
) -> Vec<Found> {
    let labels = &mut labels.to_vec();
    let mut found: Vec<Found> = Vec::new();
    for ward in &context.wards {
        found.push(Found {
            first: ward.first,
            end: ward.end,
            kind: EntityKind::Place,
            score: 0.99,
            title: None,
            source: Source::Rule(ward.rule),
        });
    }
    let wards = found.len();
    let mut at = 0;
    while at < labels.len() {
        let (label, _) = labels[at];
        let mut end = at + 1;
        if label == tagger::OUTSIDE {
            at = end;
            continue;
        }
        while end < labels.len() && labels[end].0 == label + 1 {
            end += 1;
        }
        if let Some(kind) = EntityKind::from_number((label - 1) / 2) {
            let score = labels[at..end]
                .iter()
                .map(|(_, score)| *score)
                .fold(1.0, f32::min);
            let span = Found {
                first: at,
                end,
                kind,
                score,
                title: None,
                source: Source::Tagger,
            };
            for part in parts(tokens, candidates, span) {
                match settle(tokens, candidates, context, text, part) {
                    Some(settled) => found.push(settled),
                    // What is no mention after all leaves its words to the dictionary.
                    None => labels[part.first..part.end].fill((tagger::OUTSIDE, 1.0 - part.score)),
                }
            }
        }
        at = end;
    }
    found.extend(listed(candidates, context, labels));
    found.extend(framed_parties(tokens, candidates, context, labels));
    // Wards come first and keep their place against anything that overlaps them.
    let (wards, others) = found.split_at(wards);
    // Wards ascend without overlap, so that only the first that ends behind a span's start can touch it.
    let free = |span: &&Found| {
        let next = wards.partition_point(|ward| ward.end <= span.first);
        wards.get(next).is_none_or(|ward| ward.first >= span.end)
    };
    let mut all: Vec<Found> = wards
        .iter()
        .chain(others.iter().filter(free))
        .copied()
        .collect();
    // Of two from one start the longer stands.
    all.sort_by_key(|span| (span.first, std::cmp::Reverse(span.end)));
    all.dedup_by(|later, earlier| later.first < earlier.end);
    let titles = titles_before_names(context, &all);
    if !titles.is_empty() {
        all.extend(titles);
        all.sort_by_key(|span| span.first);
    }
    all
}

/// Titles directly before a person that the labels leave out: nothing else stands there.
fn titles_before_names(context: &Context, found: &[Found]) -> Vec<Found> {
    let free = |title: &Title| {
        let next = found.partition_point(|span| span.first < title.end);
        let person = found.get(next).filter(|span| {
            let between = &context.classes[title.end..span.first];
            span.kind == EntityKind::Person
                && between.iter().all(|byte| matches!(byte, b'H' | b'.'))
        });
        let before = next.checked_sub(1).map(|last| found[last].end);
        let kept = context.blocked[title.first..title.end]
            .iter()
            .all(|blocked| *blocked == 0);
        person
            .filter(|_| kept && before.is_none_or(|end| end <= title.first))
            .map(|person| person.score)
    };
    let titles = context.titles.iter().enumerate();
    titles
        .filter_map(|(index, title)| {
            Some(Found {
                first: title.first,
                end: title.end,
                kind: EntityKind::Office,
                score: free(title)?,
                title: Some(index),
                source: Source::Rule(title.rule),
            })
        })
        .collect()
}

/// Strong dictionary forms among words that the labels leave out altogether.
fn listed<'a>(
    candidates: &'a [Candidate],
    context: &'a Context,
    labels: &'a [(u8, f32)],
) -> impl Iterator<Item = Found> + 'a {
    candidates.iter().filter_map(move |candidate| {
        let (first, end) = (candidate.first, candidate.end);
        let kind = EntityKind::from_number(candidate.kind)?;
        let several = end - first > 1;
        let strong = match kind {
            EntityKind::Person => several,
            EntityKind::Place | EntityKind::Party => true,
            EntityKind::Office => false,
        };
        let free = labels
            .get(first..end)?
            .iter()
            .all(|(label, _)| *label == tagger::OUTSIDE)
            && context.blocked[first..end]
                .iter()
                .all(|blocked| *blocked == 0);
        (strong && !candidate.weak && free).then_some(Found {
            first,
            end,
            kind,
            score: 1.0 - labels[first].1,
            title: None,
            source: Source::Entry,
        })
    })
}

/// Weak forms of parties in a frame that only a party fills: `आप नेता`, `आप सांसद संजय सिंह`.
fn framed_parties<'a>(
    tokens: &'a Tokens,
    candidates: &'a [Candidate],
    context: &'a Context,
    labels: &'a [(u8, f32)],
) -> impl Iterator<Item = Found> + 'a {
    let person = |at: usize| {
        labels
            .get(at)
            .is_some_and(|(label, _)| *label == tagger::first_of(EntityKind::Person as u8))
    };
    let frame = move |at: usize| {
        let from = context.titles.partition_point(|title| title.first < at);
        let title = context.titles.get(from).filter(|title| title.first == at);
        tokens
            .all
            .get(at)
            .is_some_and(|token| token.is(class::LEADER))
            || title.is_some_and(|title| person(title.end))
    };
    candidates
        .iter()
        .filter(move |c| {
            c.kind == EntityKind::Party as u8
                && c.weak
                && labels
                    .get(c.first..c.end)
                    .is_some_and(|labels| labels.iter().all(|(label, _)| *label == tagger::OUTSIDE))
                && frame(c.end)
        })
        .map(|c| Found {
            first: c.first,
            end: c.end,
            kind: EntityKind::Party,
            score: 0.9,
            title: None,
            source: Source::Entry,
        })
}

/// A labelled span with the edges that dictionary, rules and script give it.
fn settle(
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    text: &str,
    mut span: Found,
) -> Option<Found> {
    if span.kind == EntityKind::Office {
        let overlap = |t: &Title| t.end.min(span.end).saturating_sub(t.first.max(span.first));
        let from = context
            .titles
            .partition_point(|title| title.end <= span.first);
        let best = (from..context.titles.len())
            .map(|index| (index, &context.titles[index]))
            .take_while(|(_, title)| title.first < span.end)
            .max_by_key(|(_, title)| overlap(title))?;
        let (index, title) = best;
        (span.first, span.end) = (title.first, title.end);
        span.title = Some(index);
        span.source = Source::Rule(title.rule);
        return Some(span);
    }
    trim(tokens, context, &mut span);
    if span.first >= span.end {
        return None;
    }
    if span.kind == EntityKind::Person {
        take_initials(tokens, &mut span);
        take_joined(tokens, context, &mut span);
    }
    // A strong form of several words that the labels cut short is taken whole.
    let kind = span.kind as u8;
    let wider = context::near(candidates, span.first)
        .filter(|c| {
            c.kind == kind
                && !c.weak
                && c.first <= span.first
                && span.end <= c.end
                && c.end - c.first > 1
        })
        .max_by_key(|c| c.end - c.first);
    if let Some(wider) = wider {
        (span.first, span.end) = (wider.first, wider.end);
    }
    let listed = context::entries_at(candidates, kind, (span.first, span.end))
        .next()
        .is_some();
    if listed {
        span.source = Source::Entry;
        return Some(span);
    }
    // A full name that the gazetteer lists as a person's is no place.
    let full = |c: &Candidate| {
        c.kind == EntityKind::Person as u8
            && !c.weak
            && (c.first, c.end) == (span.first, span.end)
            && c.end - c.first > 1
    };
    if span.kind == EntityKind::Place && context::near(candidates, span.first).any(full) {
        span.kind = EntityKind::Person;
        span.source = Source::Entry;
        return Some(span);
    }
    // `योगी सरकार`: the body is outside the name.
    while span.end - span.first > 1 && tokens.all[span.end - 1].is(class::ORG_HEAD) {
        span.end -= 1;
    }
    let mut span = edges::narrow(tokens, candidates, context, text, span)?;
    if context::entries_at(candidates, kind, (span.first, span.end))
        .next()
        .is_some()
    {
        span.source = Source::Entry;
        return Some(span);
    }
    believable(tokens, &span).then_some(span)
}

/// Whether a span that no list holds can be what the tagger takes it for.
fn believable(tokens: &Tokens, span: &Found) -> bool {
    let words = &tokens.all[span.first..span.end];
    match span.kind {
        // Numbers name wards and sectors, which rules read; कोविड-19 is no place.
        EntityKind::Place => {
            let number = words.iter().any(|t| t.kind == WordKind::Number);
            let headed = words.iter().any(|t| t.is(class::PLACE_HEAD | class::WARD));
            (!number || headed) && (words.len() > 1 || span.score >= 0.5)
        }
        // Letters alone are an abbreviation.
        EntityKind::Person => words.iter().any(|t| t.is_word() && !t.is(class::LETTER)),
        EntityKind::Party | EntityKind::Office => true,
    }
}

/// The places of a row, the people of `मोदी-शाह` (names of one word on both sides of a tight hyphen) and of a list whose
/// commas the labels run over.
fn parts(tokens: &Tokens, candidates: &[Candidate], span: Found) -> Vec<Found> {
    if span.kind == EntityKind::Place {
        let row = edges::listed_in_a_row(tokens, candidates, span);
        if !row.is_empty() {
            let part = |&(first, end): &(usize, usize)| Found { first, end, ..span };
            return row.iter().map(part).collect();
        }
    }
    let marks = |mark: u8| (span.first..span.end).filter(move |&at| tokens.all[at].mark == mark);
    let cuts: Vec<usize> = match span.kind {
        EntityKind::Person
            if span.end - span.first == 3 && tokens.all[span.first + 1].mark == b'-' =>
        {
            vec![span.first + 1]
        }
        EntityKind::Person => marks(b',').collect(),
        _ => Vec::new(),
    };
    let starts = std::iter::once(span.first).chain(cuts.iter().map(|cut| cut + 1));
    let ends = cuts.iter().copied().chain(std::iter::once(span.end));
    starts
        .zip(ends)
        .filter(|(first, end)| first < end)
        .map(|(first, end)| Found { first, end, ..span })
        .collect()
}

/// What a tight hyphen or apostrophe joins to a name belongs to it, if it is no word that the
/// language or the gazetteer knows: `डेरेक ओ’ब्रायन`, `किरण मजूमदार-शॉ`.
fn take_joined(tokens: &Tokens, context: &Context, span: &mut Found) {
    let all = &tokens.all;
    let joins = |mark: usize, word: usize| {
        let (Some(mark), Some(token)) = (all.get(mark), all.get(word)) else {
            return false;
        };
        let name = token.kind == WordKind::Devanagari
            && token.facts.classes & !(class::LETTER | class::FEMALE) == 0
            && token.facts.count < 6
            && context.in_title[word] == 0
            && context.covers[word][1..] == [Cover::None; 2];
        let after = if word > span.first {
            token.spaced
        } else {
            all[span.first].spaced
        };
        matches!(mark.mark, b'-' | b'"') && !mark.spaced && !after && name
    };
    if joins(span.end, span.end + 1) {
        span.end += 2;
    }
    if span.first >= 2 && joins(span.first - 1, span.first - 2) {
        span.first -= 2;
    }
}

/// Initials before a name belong to it: `डी.के. मिश्रा`, `के. जी. बोपैया`.
fn take_initials(tokens: &Tokens, span: &mut Found) {
    while span.first >= 2 {
        let (letter, stop) = (&tokens.all[span.first - 2], &tokens.all[span.first - 1]);
        if stop.mark != b'.' || stop.spaced || !letter.is(class::LETTER) {
            return;
        }
        span.first -= 2;
    }
}

/// Marks and honorifics at the edges are outside a name; the full stop of a last initial is inside.
fn trim(tokens: &Tokens, context: &Context, span: &mut Found) {
    let all = &tokens.all;
    // A title, a proxy or a relation before a name is no part of it.
    let before = |at: usize| {
        span.kind == EntityKind::Person
            && (context.in_title[at] != 0
                || all[at].is(class::PROXY
                    | class::KIN
                    | class::STATUS
                    | class::PROFESSION
                    | class::LEADER)
                    && all[at].facts.surname < 6)
    };
    let leading = (span.first..span.end - 1)
        .take_while(|&at| before(at))
        .count();
    span.first += leading;
    let outside = |at: usize| {
        let token = &all[at];
        token.kind == WordKind::Punctuation
            || token.is(class::HONORIFIC_AFTER) && token.facts.surname == 0
    };
    while span.first < span.end && all[span.first].kind == WordKind::Punctuation {
        span.first += 1;
    }
    // A party or a place ends where a title begins.
    if matches!(span.kind, EntityKind::Party | EntityKind::Place)
        && let Some(at) = (span.first + 1..span.end).find(|&at| context.in_title[at] == 1)
    {
        span.end = at;
    }
    while span.end > span.first && outside(span.end - 1) {
        let last = span.end - 1;
        let initial = all[last].mark == b'.' && !all[last].spaced && last > span.first;
        let closes = all[last].mark == b')' && all[span.first..last].iter().any(|t| t.mark == b'(');
        if closes
            || initial
                && may_be_dotted(&all[last - 1])
                && all[span.first..last].iter().any(|t| t.mark == b'.')
        {
            break;
        }
        span.end -= 1;
    }
}

/// Labels and scores of all words of an article, in two passes: the second knows the full names that
/// the first has found, and reads again only the sentences in which that tells something new.
pub(crate) fn label(
    model: &Model<'_>,
    tokens: &Tokens,
    candidates: &[Candidate],
    context: &Context,
    text: &str,
) -> Vec<(u8, f32)> {
    let mut memory = Memory::default();
    memory.learn_candidates(tokens, candidates);
    let mut remembered = Vec::new();
    memory.recall(tokens, &mut remembered);
    let mut reader = Reader {
        model,
        tokens,
        context,
        text,
        viterbi: Viterbi::default(),
        sights: Vec::new(),
        labels: Vec::new(),
        scores: Vec::new(),
    };
    let mut all = vec![(tagger::OUTSIDE, 1.0); tokens.all.len()];
    for &(start, end) in &tokens.sentences {
        reader.sentence(start, &remembered[start..end], &mut all[start..end]);
    }
    for (first, end) in people(&all) {
        memory.learn(tokens, first, end);
    }
    let before = std::mem::take(&mut remembered);
    memory.recall(tokens, &mut remembered);
    for &(start, end) in &tokens.sentences {
        if before[start..end] != remembered[start..end] {
            reader.sentence(start, &remembered[start..end], &mut all[start..end]);
        }
    }
    all
}

struct Reader<'a> {
    model: &'a Model<'a>,
    tokens: &'a Tokens,
    context: &'a Context,
    text: &'a str,
    viterbi: Viterbi,
    sights: Vec<Sight>,
    labels: Vec<u8>,
    scores: Vec<f32>,
}

impl Reader<'_> {
    fn sentence(&mut self, start: usize, memory: &[u8], out: &mut [(u8, f32)]) {
        let (tokens, context) = (self.tokens, self.context);
        self.sights.clear();
        let range = start..start + out.len();
        self.sights
            .extend(range.map(|at| tagger::sight(tokens, context, self.text, at)));
        let decided = |at: usize| tagger::decided(&tokens.all, context, start + at);
        self.viterbi
            .score(self.model, &self.sights, memory, decided);
        self.viterbi.decode(self.model, &mut self.labels);
        if self.labels.iter().all(|&label| label == tagger::OUTSIDE) {
            out.fill((tagger::OUTSIDE, 1.0));
            return;
        }
        self.viterbi
            .posteriors(self.model, &self.labels, &mut self.scores);
        for (out, label) in out.iter_mut().zip(self.labels.iter().zip(&self.scores)) {
            *out = (*label.0, *label.1);
        }
    }
}

/// Token ranges of people in labels.
fn people(labels: &[(u8, f32)]) -> Vec<(usize, usize)> {
    let first_label = tagger::first_of(EntityKind::Person as u8);
    let mut people = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let mut end = at + 1;
        if labels[at].0 == first_label {
            while end < labels.len() && labels[end].0 == first_label + 1 {
                end += 1;
            }
            people.push((at, end));
        }
        at = end;
    }
    people
}
