//! What a labelled span becomes: its parts, and the edges that dictionary, rules and script give it.

use super::{Found, Source, edges, endings};
use crate::article::Article;
use crate::context::{self, Cover, Title};
use crate::entity::EntityKind;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::may_be_dotted;

/// A labelled span with the edges that dictionary, rules and script give it.
pub(super) fn settle(article: &Article<'_, '_>, mut span: Found) -> Option<Found> {
    if span.kind == EntityKind::Office {
        return whole_title(article, span);
    }
    trim(article, &mut span);
    if span.first >= span.end || is_in_expression(article, &span) {
        return None;
    }
    if span.kind == EntityKind::Person {
        take_initials(article, &mut span);
        take_joined(article, &mut span);
        take_first(article, &mut span);
    }
    take_listed(article, &mut span);
    if is_listed(article, &mut span) {
        return Some(span);
    }
    // A full name that the gazetteer lists as a person's is no place.
    let (first, end) = (span.first, span.end);
    let person = EntityKind::Person as u8;
    if span.kind == EntityKind::Place
        && end - first > 1
        && context::is_strong(article.candidates, person, (first, end))
    {
        span.kind = EntityKind::Person;
        span.source = Source::Entry;
        return Some(span);
    }
    // `योगी सरकार`: the body is outside the name.
    while span.end - span.first > 1 && article.tokens.all[span.end - 1].is(class::ORG_HEAD) {
        span.end -= 1;
    }
    let mut span = edges::narrow(article, span)?;
    // `कंचनबेन`, `जीवाभाई`: no place is called like that.
    if span.kind == EntityKind::Place && endings::is_of_person(article.written(span.first)) {
        span.kind = EntityKind::Person;
    }
    (is_listed(article, &mut span) || believable(article, &span)).then_some(span)
}

/// The title that the rules read where the labels have one.
fn whole_title(article: &Article<'_, '_>, mut span: Found) -> Option<Found> {
    let titles = &article.context.titles;
    let overlap = |t: &Title| t.end.min(span.end).saturating_sub(t.first.max(span.first));
    let from = titles.partition_point(|title| title.end <= span.first);
    let (index, title) = (from..titles.len())
        .map(|index| (index, &titles[index]))
        .take_while(|(_, title)| title.first < span.end)
        .max_by_key(|(_, title)| overlap(title))?;
    (span.first, span.end) = (title.first, title.end);
    span.title = Some(index);
    span.source = Source::Rule(title.rule);
    Some(span)
}

/// A strong form of several words that the labels cut short is taken whole.
fn take_listed(article: &Article<'_, '_>, span: &mut Found) {
    let wider = context::near(article.candidates, span.first).filter(|c| {
        c.kind == span.kind as u8
            && !c.weak
            && c.first <= span.first
            && span.end <= c.end
            && c.end - c.first > 1
    });
    if let Some(wider) = wider.max_by_key(|c| c.end - c.first) {
        (span.first, span.end) = (wider.first, wider.end);
    }
}

/// Whether a form of the gazetteer is exactly the span, whose source it is then.
fn is_listed(article: &Article<'_, '_>, span: &mut Found) -> bool {
    let tokens = (span.first, span.end);
    let listed = context::is_listed(article.candidates, span.kind as u8, tokens);
    if listed {
        span.source = Source::Entry;
    }
    listed
}

/// `विजय हासिल की`, `मुंगेरी लाल आयोग`: a word of an expression or of a body's name is nobody.
fn is_in_expression(article: &Article<'_, '_>, span: &Found) -> bool {
    let mut blocked = article.context.blocked[span.first..span.end].iter();
    span.kind == EntityKind::Person && blocked.all(|blocked| *blocked != 0)
}

/// Whether a span that no list holds can be what the tagger takes it for.
fn believable(article: &Article<'_, '_>, span: &Found) -> bool {
    let words = &article.tokens.all[span.first..span.end];
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

/// The places of a row, the people of `मोदी-शाह` (names of one word on both sides of a tight hyphen)
/// and of a list whose commas the labels run over.
pub(super) fn parts(article: &Article<'_, '_>, span: Found, out: &mut Vec<Found>) {
    match span.kind {
        EntityKind::Place => {
            edges::listed_in_a_row(article, span, out);
            if out.is_empty() {
                out.push(span);
            }
        }
        EntityKind::Person => {
            if let Some(end) = before_place(article, span) {
                let kind = EntityKind::Place;
                out.push(Found { end, ..span });
                out.push(Found {
                    first: end,
                    kind,
                    ..span
                });
            } else {
                people(article, span, out);
            }
        }
        EntityKind::Party | EntityKind::Office => out.push(span),
    }
}

/// The people of `मोदी-शाह` and of a list.
fn people(article: &Article<'_, '_>, span: Found, out: &mut Vec<Found>) {
    let tokens = &article.tokens.all;
    let middle = span.first + 1;
    let pair = span.end - span.first == 3 && tokens[middle].mark == b'-';
    let is_cut = |at: usize| {
        if pair {
            at == middle
        } else {
            tokens[at].mark == b','
        }
    };
    let mut first = span.first;
    for end in span.first..=span.end {
        if end == span.end || is_cut(end) {
            if first < end {
                out.push(Found { first, end, ..span });
            }
            first = end + 1;
        }
    }
}

/// `पंकजा मुंडे परली`: where a listed name ends that only a listed place follows.
fn before_place(article: &Article<'_, '_>, span: Found) -> Option<usize> {
    if span.end - span.first < 3 {
        return None;
    }
    let listed = |kind: EntityKind, first: usize| {
        context::near(article.candidates, first)
            .filter(move |c| c.kind == kind as u8 && !c.weak && c.first == first)
    };
    let ends = listed(EntityKind::Person, span.first).map(|c| c.end);
    let longest = ends
        .max()
        .filter(|end| (span.first + 2..span.end).contains(end))?;
    listed(EntityKind::Place, longest)
        .any(|c| c.end == span.end)
        .then_some(longest)
}

/// What a tight hyphen or apostrophe joins to a name belongs to it, if it is no word that the
/// language or the gazetteer knows: `डेरेक ओ’ब्रायन`, `किरण मजूमदार-शॉ`.
fn take_joined(article: &Article<'_, '_>, span: &mut Found) {
    let Article {
        tokens, context, ..
    } = article;
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

/// `गुलाबो देवी`, `तोरण सिंह दांगी`: what hardly anybody bears as a first name has one before it.
fn take_first(article: &Article<'_, '_>, span: &mut Found) {
    let Article {
        tokens, context, ..
    } = article;
    const FREE: u64 = class::PROFESSION | class::ORDINARY | class::FEMALE | class::NAME_MIDDLE;
    let Some(at) = span.first.checked_sub(1) else {
        return;
    };
    let (name, later) = (&tokens.all[at], &tokens.all[span.first]);
    let alone = span.end - span.first == 1;
    let rare = name.facts.count <= 3;
    let known = context.covers[at][1..]
        .iter()
        .any(|cover| *cover > Cover::WeakLater);
    if later.facts.surname.max(later.facts.middle) >= later.facts.given + 6
        && later.is(class::NAME_MIDDLE)
        && later.spaced
        && name.kind == WordKind::Devanagari
        && name.facts.classes & !FREE == 0
        && !(alone && (!rare || name.is(class::PROFESSION)))
        && context.is_free(at)
        && !known
    {
        span.first = at;
    }
}

/// Initials before a name belong to it: `डी.के. मिश्रा`, `के. जी. बोपैया`.
fn take_initials(article: &Article<'_, '_>, span: &mut Found) {
    let Article {
        tokens, context, ..
    } = article;
    // `बी सुदर्शन रेड्डी`: without its stop a letter is an initial where nothing else can stand.
    if let Some(at) = span.first.checked_sub(1) {
        let letter = &tokens.all[at];
        let opens = at.checked_sub(1).is_none_or(|before| {
            let before = &tokens.all[before];
            before.kind == WordKind::Punctuation && before.mark != b'-'
                || before.is(class::HONORIFIC_BEFORE)
        }) || at > 0 && context.in_title[at - 1] != 0
            || tokens
                .sentences
                .binary_search_by_key(&at, |(start, _)| *start)
                .is_ok();
        let named = letter.facts.classes & !(class::LETTER | class::FEMALE) == 0;
        if opens
            && named
            && context.in_title[at] == 0
            && letter.is(class::LETTER)
            && letter.span.len() > 3
        {
            span.first = at;
        }
    }
    while span.first >= 2 {
        let (letter, stop) = (&tokens.all[span.first - 2], &tokens.all[span.first - 1]);
        if stop.mark != b'.' || stop.spaced || !letter.is(class::LETTER) {
            return;
        }
        span.first -= 2;
    }
}

/// Marks and honorifics at the edges are outside a name; the full stop of a last initial is inside.
fn trim(article: &Article<'_, '_>, span: &mut Found) {
    let Article {
        tokens, context, ..
    } = article;
    let all = &tokens.all;
    // `अमीन खां`, `लिपिक वकील अहमद`: a given name that is a profession too, before a surname alone.
    let is_given = |at: usize| {
        let (word, next) = (&all[at].facts, &all[at + 1].facts);
        let usual = word.given.max(word.middle) + 1 >= word.count;
        let described = at > 0 && all[at - 1].is(class::PROFESSION);
        at + 2 == span.end
            && word.given >= 4
            && next.surname >= 5
            && next.surname > next.given
            && (usual || described)
    };
    // A title, a proxy or a relation before a name is no part of it.
    let before = |at: usize| {
        span.kind == EntityKind::Person
            && (context.in_title[at] != 0
                || all[at].is(class::PROXY
                    | class::KIN
                    | class::STATUS
                    | class::PROFESSION
                    | class::LEADER)
                    && all[at].facts.surname < 6
                    && !is_given(at))
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
    let marked = |mark: u8| (span.first..span.end).find(|&at| all[at].mark == mark);
    let (bracket, stop) = (marked(b'('), marked(b'.'));
    while span.end > span.first && outside(span.end - 1) {
        let last = span.end - 1;
        let after = |mark: Option<usize>| mark.is_some_and(|mark| mark < last);
        let initial = all[last].mark == b'.' && !all[last].spaced && last > span.first;
        let closes = all[last].mark == b')' && after(bracket);
        if closes || initial && may_be_dotted(&all[last - 1]) && after(stop) {
            break;
        }
        span.end -= 1;
    }
}
