//! Reads CoNLL files, the format of most public data sets.

use super::{GoldDocument, GoldMention, kind_named};
use crate::entity::EntityKind;
use crate::error::DataError;
use crate::span::Span;

/// Which tag of a CoNLL file stands for which kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagMap {
    tags: Vec<(String, Option<EntityKind>)>,
}

impl TagMap {
    /// Reads a list such as `PERSON=person,LOCATION=place,NUMBER=ignore`. Several tags may stand
    /// for one kind; those that stand for `ignore` are read as if they were `O`.
    ///
    /// # Errors
    ///
    /// If an item is not `TAG=kind`, a kind is unknown, or a tag stands twice.
    ///
    /// ```
    /// use neta::eval::TagMap;
    ///
    /// assert!(TagMap::parse("PERSON=person,LOCATION=place").is_ok());
    /// let error = TagMap::parse("PERSON=human").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "tag map: expected a kind (person, party, place, office, ignore), found \"human\"",
    /// );
    /// ```
    pub fn parse(list: &str) -> Result<TagMap, DataError> {
        let wrong = |message: String| Err(DataError::new("tag map", 0, 0, message));
        let mut tags: Vec<(String, Option<EntityKind>)> = Vec::new();
        for item in list.split(',') {
            let Some((tag, name)) = item.split_once('=').filter(|(tag, _)| !tag.is_empty()) else {
                return wrong(format!("expected TAG=kind, found {item:?}"));
            };
            if tags.iter().any(|(known, _)| known == tag) {
                return wrong(format!("expected each tag once, found another {tag:?}"));
            }
            let kind = kind_named(name);
            if kind.is_none() && name != "ignore" {
                let message = "expected a kind (person, party, place, office, ignore), found ";
                return wrong(format!("{message}{name:?}"));
            }
            tags.push((tag.to_owned(), kind));
        }
        Ok(TagMap { tags })
    }

    /// The kinds that the tags stand for, each once.
    pub fn kinds(&self) -> Vec<EntityKind> {
        let mapped = |kind: &EntityKind| self.tags.iter().any(|(_, other)| *other == Some(*kind));
        EntityKind::ALL.into_iter().filter(mapped).collect()
    }

    fn kind(&self, tag: &str) -> Option<Option<EntityKind>> {
        self.tags
            .iter()
            .find(|(known, _)| known == tag)
            .map(|(_, kind)| *kind)
    }
}

impl Default for TagMap {
    /// `PER=person,LOC=place,ORG=party`, with the tags' long forms too.
    fn default() -> TagMap {
        use EntityKind::{Party, Person, Place};
        let tags = [
            ("PER", Person),
            ("PERSON", Person),
            ("LOC", Place),
            ("LOCATION", Place),
            ("ORG", Party),
            ("ORGANIZATION", Party),
        ];
        TagMap {
            tags: tags
                .map(|(tag, kind)| (tag.to_owned(), Some(kind)))
                .to_vec(),
        }
    }
}

/// Reads a CoNLL file: `token<TAB>tag` in each line, tags `O`, `B-X`, `I-X` (BIO), a blank line
/// between sentences. Each sentence becomes a document, named by the line it starts in; its tokens
/// are joined by one space. Only the kinds of `map` are scored.
///
/// # Errors
///
/// If a line has no tab or several, a token is empty or has white space, a tag is none of `O`, `B-`
/// and `I-`, or not in `map`, or an `I-X` follows neither `B-X` nor `I-X`.
///
/// ```
/// use neta::eval::{TagMap, read_conll};
///
/// let file = "राहुल\tB-PER\nगांधी\tI-PER\nबोले\tO\n\nपटना\tB-LOC\n";
/// let documents = read_conll("a.conll", file, &TagMap::default())?;
/// assert_eq!(documents[0].text, "राहुल गांधी बोले");
/// assert_eq!(documents[0].text_of(&documents[0].mentions[0]), "राहुल गांधी");
/// assert_eq!(documents[1].name, "a.conll:5");
/// # Ok::<(), neta::DataError>(())
/// ```
pub fn read_conll(file: &str, text: &str, map: &TagMap) -> Result<Vec<GoldDocument>, DataError> {
    let mut documents = Vec::new();
    let mut sentence: Option<Sentence> = None;
    for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        if line.is_empty() {
            documents.extend(sentence.take().map(|sentence| sentence.document));
            continue;
        }
        let sentence = sentence.get_or_insert_with(|| Sentence {
            document: GoldDocument {
                name: format!("{file}:{}", index + 1),
                trap: None,
                text: String::new(),
                mentions: Vec::new(),
                kinds: map.kinds(),
                marks_place_types: false,
            },
            open: None,
        });
        sentence
            .push(line, map)
            .map_err(|(column, message)| DataError::new(file, index + 1, column, message))?;
    }
    documents.extend(sentence.map(|sentence| sentence.document));
    Ok(documents)
}

struct Sentence {
    document: GoldDocument,
    /// The tag that an `I-` tag may continue.
    open: Option<String>,
}

impl Sentence {
    /// Adds a line; the error is a field's number and what was expected there.
    fn push(&mut self, line: &str, map: &TagMap) -> Result<(), (usize, String)> {
        let Some((token, tag)) = line.split_once('\t').filter(|(_, tag)| !tag.contains('\t'))
        else {
            return Err((0, format!("expected token<TAB>tag, found {line:?}")));
        };
        if token.is_empty() || token.contains(char::is_whitespace) {
            return Err((
                1,
                format!("expected a token without white space, found {token:?}"),
            ));
        }
        let (text, mentions) = (&mut self.document.text, &mut self.document.mentions);
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        if tag == "O" {
            self.open = None;
            return Ok(());
        }
        let (name, begins) = match (tag.strip_prefix("B-"), tag.strip_prefix("I-")) {
            (Some(name), _) => (name, true),
            (_, Some(name)) => (name, false),
            _ => return Err((2, format!("expected O, B-… or I-…, found {tag:?}"))),
        };
        let Some(kind) = map.kind(name) else {
            return Err((2, format!("expected a tag of the tag map, found {name:?}")));
        };
        if !begins && self.open.as_deref() != Some(name) {
            return Err((2, format!("expected B-{name} or O, found {tag:?}")));
        }
        self.open = Some(name.to_owned());
        let Some(kind) = kind else { return Ok(()) };
        let end = text.len();
        match mentions.last_mut() {
            Some(last) if !begins => last.span.end = end,
            _ => mentions.push(GoldMention {
                span: Span { start, end },
                kind,
                value: None,
                place: None,
                office: None,
            }),
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    #[test]
    fn reads_neighbours_and_ignored_tags() {
        let map = TagMap::parse("PERSON=person,NUMBER=ignore,GPE=place,LOC=place").unwrap();
        assert_eq!(map.kinds(), [EntityKind::Person, EntityKind::Place]);
        let file = "मोदी\tB-PERSON\nशाह\tB-PERSON\nदो\tB-NUMBER\nसौ\tI-NUMBER\nउत्तर\tB-GPE\nप्रदेश\tI-GPE\r\n\n\n\nगया\tB-LOC";
        let documents = read_conll("a.conll", file, &map).unwrap();
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0].text, "मोदी शाह दो सौ उत्तर प्रदेश");
        let found: Vec<_> = documents[0]
            .mentions
            .iter()
            .map(|mention| (mention.kind, documents[0].text_of(mention)))
            .collect();
        let expected = [
            (EntityKind::Person, "मोदी"),
            (EntityKind::Person, "शाह"),
            (EntityKind::Place, "उत्तर प्रदेश"),
        ];
        assert_eq!(found, expected);
        assert_eq!(
            (documents[1].name.as_str(), documents[1].mentions.len()),
            ("a.conll:10", 1)
        );
    }

    #[test]
    fn errors_name_the_place() {
        let cases = [
            (
                "गया B-LOC",
                "a:1: expected token<TAB>tag, found \"गया B-LOC\"",
            ),
            (
                "गया\tB-LOC\tx",
                "a:1: expected token<TAB>tag, found \"गया\\tB-LOC\\tx\"",
            ),
            (
                " \tO",
                "a:1:1: expected a token without white space, found \" \"",
            ),
            ("गया\tLOC", "a:1:2: expected O, B-… or I-…, found \"LOC\""),
            (
                "गया\tB-MISC",
                "a:1:2: expected a tag of the tag map, found \"MISC\"",
            ),
            ("गया\tI-LOC", "a:1:2: expected B-LOC or O, found \"I-LOC\""),
            (
                "शाह\tB-PER\nगया\tI-LOC",
                "a:2:2: expected B-LOC or O, found \"I-LOC\"",
            ),
            (
                "नई\tB-LOC\n\nदिल्ली\tI-LOC",
                "a:3:2: expected B-LOC or O, found \"I-LOC\"",
            ),
        ];
        for (text, expected) in cases {
            let error = read_conll("a", text, &TagMap::default()).expect_err(text);
            assert_eq!(error.to_string(), expected, "{text}");
        }
        for list in ["", "PER", "=person", "PER=person,PER=place", "PER=org"] {
            assert!(TagMap::parse(list).is_err(), "{list}");
        }
    }
}
