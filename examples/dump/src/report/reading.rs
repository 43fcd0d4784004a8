//! One article while it is counted: which mentions belong together, and the passages around them.

use super::Article;
use super::identity;
use super::sample::{Passage, Quote};
use neta::{EntityKind, Span, segment};
use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

/// A longer sentence is cut to this many bytes around the mention.
const PASSAGE: usize = 700;
/// How much of an article's id and title is kept, in bytes.
const LABEL: usize = 240;
/// How much of a text tells articles apart that have one id or none, in bytes.
const HEAD: usize = 128;

pub(super) struct Reading<'r, 'a> {
    article: &'r Article<'a>,
    seed: u64,
    sentences: OnceCell<Vec<Span>>,
    passages: RefCell<Vec<(Span, Arc<Passage>)>>,
}

impl<'r, 'a> Reading<'r, 'a> {
    pub(super) fn new(article: &'r Article<'a>) -> Reading<'r, 'a> {
        let text = article.found.text();
        let head = &text[..floor(text, HEAD)];
        Reading {
            article,
            seed: identity::hash(&[article.id.unwrap_or_default(), head]) ^ text.len() as u64,
            sentences: OnceCell::new(),
            passages: RefCell::default(),
        }
    }

    /// The article's rank among the samples of a figure.
    pub(super) fn rank(&self, figure: u64) -> u64 {
        identity::mix(self.seed, figure)
    }

    /// The passages around mentions, those of one passage together.
    pub(super) fn quotes(&self, mentions: &[Span]) -> Vec<Quote> {
        let mut mentions = mentions.to_vec();
        mentions.sort_unstable();
        mentions.dedup();
        let mut quotes: Vec<(Span, Quote)> = Vec::new();
        for mention in mentions {
            let holds = |place: &Span| place.start <= mention.start && mention.end <= place.end;
            if !quotes.last().is_some_and(|(place, _)| holds(place)) {
                let place = self.place(mention);
                let passage = self.passage(place);
                let marks = Vec::new();
                quotes.push((place, Quote { passage, marks }));
            }
            if let Some((place, quote)) = quotes.last_mut()
                && let Ok(start) = u32::try_from(mention.start - place.start)
                && let Ok(end) = u32::try_from(mention.end - place.start)
            {
                quote.marks.push((start, end));
            }
        }
        quotes.into_iter().map(|(_, quote)| quote).collect()
    }

    /// The first passage that names both of two people; else one passage of each.
    pub(super) fn both(&self, one: usize, other: usize) -> Vec<Quote> {
        let (one, other) = (self.spans(one), self.spans(other));
        let (Some(&first), Some(&second)) = (one.first(), other.first()) else {
            return Vec::new();
        };
        let mut others = other.iter().peekable();
        for &span in &one {
            let place = self.place(span);
            while others.next_if(|other| other.end <= place.start).is_some() {}
            if let Some(&&other) = others.peek()
                && place.start <= other.start
                && other.end <= place.end
            {
                return self.quotes(&[span, other]);
            }
        }
        self.quotes(&[first, second])
    }

    /// Where an entity is mentioned, ascending.
    fn spans(&self, entity: usize) -> Vec<Span> {
        let mentions = self.article.found.mentions();
        let entity = self.article.found.entities().get(entity);
        let own = entity.map_or(&[][..], |entity| &entity.mentions);
        let spans = own.iter().filter_map(|&mention| mentions.get(mention));
        spans.map(|mention| mention.span).collect()
    }

    /// The sentence of a mention, or what stands around it in a long one, without white space at
    /// the ends.
    fn place(&self, mention: Span) -> Span {
        let text = self.article.found.text();
        let sentences = self.sentences.get_or_init(|| {
            let sentences = segment::sentences(text);
            sentences.map(|sentence| sentence.span).collect()
        });
        let at = sentences.partition_point(|sentence| sentence.end <= mention.start);
        let end = sentences[at..].partition_point(|sentence| sentence.start < mention.end);
        let mut place = match (sentences.get(at), sentences[at..].get(..end)) {
            (Some(first), Some([.., last])) => Span {
                start: first.start.min(mention.start),
                end: last.end.max(mention.end),
            },
            _ => mention,
        };
        if place.len() > PASSAGE {
            place = around(text, place, mention);
        }
        let white = |side: &str, trimmed: &str| side.len() - trimmed.len();
        let (before, behind) = (
            &text[place.start..mention.start],
            &text[mention.end..place.end],
        );
        Span {
            start: place.start + white(before, before.trim_start()),
            end: place.end - white(behind, behind.trim_end()),
        }
    }

    fn passage(&self, place: Span) -> Arc<Passage> {
        let mut passages = self.passages.borrow_mut();
        if let Some((_, passage)) = passages.iter().rev().find(|(known, _)| *known == place) {
            return Arc::clone(passage);
        }
        let label = |label: &str| Box::from(&label[..floor(label, LABEL)]);
        let passage = Arc::new(Passage {
            text: self.article.found.text()[place].into(),
            id: self.article.id.map(label),
            title: self.article.title.map(label),
            date: self.article.date.map(|date| date.to_string().into()),
        });
        // Those of one sentence come close together; in a long text it is cheaper to make one again
        // than to look for it.
        if passages.len() >= 64 {
            passages.clear();
        }
        passages.push((place, Arc::clone(&passage)));
        passage
    }

    /// The people whom the article names, in the order of first mention.
    pub(super) fn people(&self) -> impl Iterator<Item = usize> + '_ {
        let entities = self.article.found.entities().iter().enumerate();
        entities
            .filter(|(_, entity)| entity.kind == EntityKind::Person && !entity.mentions.is_empty())
            .map(|(index, _)| index)
    }
}

/// The last character boundary that is not behind a byte.
fn floor(text: &str, byte: usize) -> usize {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    (0..=byte.min(text.len())).rev().find(boundary).unwrap_or(0)
}

/// Part of a long sentence around a mention, cut between words where there are any.
fn around(text: &str, sentence: Span, mention: Span) -> Span {
    let side = PASSAGE.saturating_sub(mention.len()) / 2;
    let first = floor(text, mention.start.saturating_sub(side).max(sentence.start));
    let last = floor(text, mention.end.saturating_add(side).min(sentence.end));
    let (before, behind) = (&text[first..mention.start], &text[mention.end..last]);
    let start = match before.find(char::is_whitespace) {
        Some(space) if first > sentence.start => first + space,
        _ => first,
    };
    let end = match behind.rfind(char::is_whitespace) {
        Some(space) if last < sentence.end => mention.end + space,
        _ => last,
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

    fn quotes(text: &str, marked: &[&str]) -> Vec<(String, Vec<String>)> {
        let found = Extractor::new().extract(text);
        let article = Article {
            id: None,
            title: None,
            date: None,
            found: &found,
        };
        let span = |part: &&str| {
            let start = text.find(part).unwrap();
            Span {
                start,
                end: start + part.len(),
            }
        };
        let marked: Vec<Span> = marked.iter().map(span).collect();
        let quotes = Reading::new(&article).quotes(&marked);
        let shown = |quote: &Quote| {
            let text = &quote.passage.text;
            let mark = |&(start, end): &(u32, u32)| text[start as usize..end as usize].to_owned();
            (text.to_string(), quote.marks.iter().map(mark).collect())
        };
        quotes.iter().map(shown).collect()
    }

    fn quote(text: &str, marks: &[&str]) -> (String, Vec<String>) {
        let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
        (text.to_owned(), marks)
    }

    #[test]
    fn a_quote_is_the_sentence() {
        let text = "पहली बात। \n राम सिंह और श्याम सिंह आए।  मोहन सिंह गए";
        assert_eq!(
            quotes(text, &["श्याम सिंह", "राम सिंह", "राम सिंह"]),
            [quote("राम सिंह और श्याम सिंह आए।", &["राम सिंह", "श्याम सिंह"])]
        );
        assert_eq!(
            quotes(text, &["पहली", "मोहन सिंह"]),
            [
                quote("पहली बात।", &["पहली"]),
                quote("मोहन सिंह गए", &["मोहन सिंह"])
            ]
        );
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let text = format!("{}राम सिंह{}", "शब्द ".repeat(500), " कथन".repeat(500));
        let [(passage, marks)] = &quotes(&text, &["राम सिंह"])[..] else {
            unreachable!("one quote")
        };
        assert!(passage.len() <= PASSAGE && passage.len() > PASSAGE - 50);
        assert!(
            passage.starts_with("शब्द ") && passage.ends_with(" कथन"),
            "{passage}"
        );
        assert_eq!(marks, &["राम सिंह"]);
        let text = format!("{}राम{}", "क".repeat(3_000), "ख".repeat(3_000));
        assert_eq!(quotes(&text, &["राम"])[0].1, ["राम"], "nowhere to cut");
    }

    #[test]
    fn groups_are_by_key() {
        let groups = grouped(vec![(2, 0), (1, 1), (2, 2)]);
        assert_eq!(groups, [(1, vec![1]), (2, vec![0, 2])]);
    }
}
