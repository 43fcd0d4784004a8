//! One article while it is counted: which mentions belong together, and the passages around them.

use super::Article;
use super::identity;
use super::sample::{Evidence, Passage, Quote, Source};
use neta::{EntityKind, Span, segment};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A longer sentence is cut to this many bytes around the mention.
const PASSAGE: usize = 700;
/// How much around an end mark tells whether it is one, in bytes.
const WORD: usize = 32;
/// How much of an article's id and title is kept, in bytes.
const LABEL: usize = 240;
/// How much of a text tells articles apart that have one id or none, in bytes.
const HEAD: usize = 128;

pub(super) struct Reading<'r, 'a> {
    article: &'r Article<'a>,
    seed: u64,
    /// By mention.
    places: RefCell<BTreeMap<Span, Span>>,
    source: OnceCell<Arc<Source>>,
    passages: RefCell<BTreeMap<Span, Arc<Passage>>>,
}

impl<'r, 'a> Reading<'r, 'a> {
    pub(super) fn new(article: &'r Article<'a>) -> Reading<'r, 'a> {
        let text = article.found.text();
        let head = &text[..floor(text, HEAD)];
        let day = article.date.map_or(0, |date| {
            [
                u64::from(date.year()),
                date.month().into(),
                date.day().into(),
            ]
            .into_iter()
            .fold(0, |day, part| day * 100 + part)
        });
        let article_hash = identity::hash(&[article.id.unwrap_or_default(), head]);
        Reading {
            article,
            seed: identity::mix(article_hash ^ text.len() as u64, day),
            places: RefCell::default(),
            source: OnceCell::new(),
            passages: RefCell::default(),
        }
    }

    /// The article's rank among the samples of a figure.
    pub(super) fn rank(&self, figure: u64) -> u64 {
        identity::mix(self.seed, figure)
    }

    /// The passage around a mention.
    pub(super) fn quote(&self, mention: Span) -> Evidence {
        let place = self.place(mention);
        Evidence {
            quote: self.marked(place, mention, None),
            other: None,
        }
    }

    /// The passage around two mentions; two passages if they do not stand in one.
    pub(super) fn quotes(&self, one: Span, other: Span) -> Evidence {
        let (first, second) = (one.min(other), one.max(other));
        let place = self.place(first);
        if first == second || holds(place, second) {
            let also = (first != second).then_some(second);
            return Evidence {
                quote: self.marked(place, first, also),
                other: None,
            };
        }
        Evidence {
            quote: self.marked(place, first, None),
            other: Some(self.marked(self.place(second), second, None)),
        }
    }

    /// The first passage that names both of two entities; else one passage of each.
    pub(super) fn both(&self, one: usize, other: usize) -> Option<Evidence> {
        let (first, second) = (self.spans(one).next()?, self.spans(other).next()?);
        let mut others = self.spans(other).peekable();
        for span in self.spans(one) {
            let place = self.place(span);
            while others.next_if(|other| other.start < place.start).is_some() {}
            match others.peek() {
                Some(&other) if holds(place, other) => return Some(self.quotes(span, other)),
                Some(_) => {}
                None => break,
            }
        }
        Some(self.quotes(first, second))
    }

    /// Where an entity is mentioned, ascending.
    fn spans(&self, entity: usize) -> impl Iterator<Item = Span> {
        let mentions = self.article.found.mentions();
        let entity = self.article.found.entities().get(entity);
        let own = entity.map_or(&[][..], |entity| &entity.mentions);
        own.iter().filter_map(|&at| Some(mentions.get(at)?.span))
    }

    fn marked(&self, place: Span, mention: Span, also: Option<Span>) -> Quote {
        // Passages are short.
        let offset = |byte: usize| u32::try_from(byte - place.start).unwrap_or(u32::MAX);
        let mark = |mention: Span| (offset(mention.start), offset(mention.end));
        Quote {
            passage: self.passage(place),
            mark: mark(mention),
            also: also.map(mark),
        }
    }

    /// The sentence of a mention, or what stands around it in a long one, without white space at
    /// the ends.
    fn place(&self, mention: Span) -> Span {
        let mut places = self.places.borrow_mut();
        *places.entry(mention).or_insert_with(|| {
            let text = self.article.found.text();
            let mut place = around(text, sentence(text, mention), mention);
            let (before, behind) = (
                &text[place.start..mention.start],
                &text[mention.end..place.end],
            );
            place.start += before.len() - before.trim_start().len();
            place.end -= behind.len() - behind.trim_end().len();
            place
        })
    }

    fn passage(&self, place: Span) -> Arc<Passage> {
        let mut passages = self.passages.borrow_mut();
        let passage = passages.entry(place).or_insert_with(|| {
            let source = self.source.get_or_init(|| Arc::new(source(self.article)));
            Arc::new(Passage {
                text: self.article.found.text()[place].into(),
                source: Arc::clone(source),
            })
        });
        Arc::clone(passage)
    }

    /// The people whom the article names, in the order of first mention.
    pub(super) fn people(&self) -> impl Iterator<Item = usize> + '_ {
        let entities = self.article.found.entities().iter().enumerate();
        entities
            .filter(|(_, entity)| entity.kind == EntityKind::Person && !entity.mentions.is_empty())
            .map(|(index, _)| index)
    }
}

fn source(article: &Article<'_>) -> Source {
    let label = |label: &str| Box::from(&label[..floor(label, LABEL)]);
    Source {
        id: article.id.map(label),
        title: article.title.map(label),
        date: article.date.map(|date| date.to_string().into()),
    }
}

fn holds(place: Span, mention: Span) -> bool {
    place.start <= mention.start && mention.end <= place.end
}

/// The last character boundary that is not behind a byte.
fn floor(text: &str, byte: usize) -> usize {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    (0..=byte.min(text.len())).rev().find(boundary).unwrap_or(0)
}

/// The sentence of a mention, or so much of a long one as may be shown.
///
/// To segment the whole article for a few mentions would cost more than all else here. So it is
/// asked only about the marks next to the mention whether a sentence ends there.
fn sentence(text: &str, mention: Span) -> Span {
    let ends = ['।', '॥', '?', '!', '\n', '.', '|'];
    let first = floor(text, mention.start.saturating_sub(PASSAGE));
    let last = floor(text, mention.end.saturating_add(PASSAGE)).max(mention.end);
    let mut before = text[first..mention.start].rmatch_indices(ends);
    let start = before
        .find_map(|(at, _)| sentence_end(text, first + at).filter(|&end| end <= mention.start));
    let mut behind = text[mention.end..last].match_indices(ends);
    let end = behind.find_map(|(at, _)| sentence_end(text, mention.end + at));
    Span {
        start: start.unwrap_or(first),
        end: end.unwrap_or(last),
    }
}

/// Where a sentence ends whose end mark stands at a byte; `None` if it is no end mark there.
fn sentence_end(text: &str, mark: usize) -> Option<usize> {
    // An abbreviation before the mark and what closes behind it are all that counts.
    let word = floor(text, mark.saturating_sub(WORD));
    let word = text[word..mark]
        .rfind(char::is_whitespace)
        .map_or(word, |at| word + at);
    let behind = floor(text, mark.saturating_add(WORD));
    let sentences = segment::sentences(&text[word..behind]);
    let mut ends = sentences.map(|sentence| word + sentence.span.end);
    ends.find(|&end| end > mark)
        .filter(|&end| end < behind || behind == text.len())
}

/// Part of a long sentence around a mention, cut between words where there are any.
fn around(text: &str, sentence: Span, mention: Span) -> Span {
    if sentence.len() <= PASSAGE {
        return sentence;
    }
    let side = PASSAGE.saturating_sub(mention.len()) / 2;
    let first = floor(text, mention.start.saturating_sub(side).max(sentence.start));
    let last = floor(text, mention.end.saturating_add(side).min(sentence.end));
    let (before, behind) = (
        &text[first..mention.start],
        &text[mention.end..last.max(mention.end)],
    );
    let start = match before.find(char::is_whitespace) {
        Some(space) if first > sentence.start => first + space,
        _ => first,
    };
    let end = match behind.rfind(char::is_whitespace) {
        Some(space) if last < sentence.end => mention.end + space,
        _ => mention.end + behind.len(),
    };
    Span { start, end }
}

/// Items by key, the keys in the order of their numbers and each key's items in theirs.
pub(super) fn grouped(mut items: Vec<(u64, usize)>) -> Vec<(u64, Vec<usize>)> {
    items.sort_unstable();
    let groups = items.chunk_by(|one, other| one.0 == other.0);
    groups
        .filter_map(|group| {
            let (key, _) = group.first()?;
            Some((*key, group.iter().map(|(_, item)| *item).collect()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use neta::Extractor;

    fn quotes(text: &str, one: &str, other: &str) -> Vec<(String, Vec<String>)> {
        let found = Extractor::new().extract(text);
        let article = Article {
            id: None,
            title: None,
            date: None,
            found: &found,
        };
        let span = |part: &str| {
            let start = text.find(part).unwrap();
            Span {
                start,
                end: start + part.len(),
            }
        };
        let evidence = Reading::new(&article).quotes(span(one), span(other));
        let shown = |quote: &Quote| {
            let text = &quote.passage.text;
            let mark = |(start, end): (u32, u32)| text[start as usize..end as usize].to_owned();
            (text.to_string(), quote.marks().map(mark).collect())
        };
        evidence.quotes().map(shown).collect()
    }

    fn quote(text: &str, marks: &[&str]) -> (String, Vec<String>) {
        let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
        (text.to_owned(), marks)
    }

    #[test]
    fn a_quote_is_the_sentence() {
        let text = "पहली बात। \n राम सिंह और श्याम सिंह आए।  मोहन सिंह गए";
        assert_eq!(
            quotes(text, "श्याम सिंह", "राम सिंह"),
            [quote("राम सिंह और श्याम सिंह आए।", &["राम सिंह", "श्याम सिंह"])]
        );
        assert_eq!(
            quotes(text, "पहली", "मोहन सिंह"),
            [
                quote("पहली बात।", &["पहली"]),
                quote("मोहन सिंह गए", &["मोहन सिंह"])
            ]
        );
    }

    #[test]
    fn sentences_end_where_the_library_ends_them() {
        let table = [
            ("डॉ. राम सिंह आए. श्याम गए", "राम सिंह", "डॉ. राम सिंह आए."),
            (
                "मोहन ने कहा, “आओ।” राम सिंह आए | सब",
                "राम सिंह",
                "राम सिंह आए |",
            ),
            ("“राम सिंह आए।” सब गए।", "राम सिंह", "“राम सिंह आए।”"),
            ("क्या राम सिंह आए? हाँ", "राम सिंह", "क्या राम सिंह आए?"),
        ];
        for (text, name, expected) in table {
            assert_eq!(quotes(text, name, name)[0].0, expected);
        }
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let text = format!("{}राम सिंह{}", "शब्द ".repeat(500), " कथन".repeat(500));
        let [(passage, marks)] = &quotes(&text, "राम सिंह", "राम सिंह")[..]
        else {
            unreachable!("one quote")
        };
        assert!(passage.len() <= PASSAGE && passage.len() > PASSAGE - 50);
        assert!(
            passage.starts_with("शब्द ") && passage.ends_with(" कथन"),
            "{passage}"
        );
        assert_eq!(marks, &["राम सिंह"]);
        let text = format!("{}राम{}", "क".repeat(3_000), "ख".repeat(3_000));
        assert_eq!(quotes(&text, "राम", "राम")[0].1, ["राम"], "nowhere to cut");
    }

    #[test]
    fn groups_are_by_key() {
        let groups = grouped(vec![(2, 0), (1, 1), (2, 2)]);
        assert_eq!(groups, [(1, vec![1]), (2, vec![0, 2])]);
    }
}
