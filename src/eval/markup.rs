//! Reads gold markup.

use super::{GoldDocument, GoldMention, GoldOffice, kind_named};
use crate::entity::{EntityKind, PlaceType};
use crate::error::DataError;
use crate::span::Span;
use crate::status::Status;

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

/// Reads an article in gold markup. `file` is the name that errors and
/// [`GoldDocument::name`] give.
///
/// # Errors
///
/// If a bracket has no partner, marks nest, or a mark has an unknown kind, key or status, or lacks
/// a value. The error's column counts characters (Unicode scalar values) of the line, from 1.
///
/// ```
/// use neta::eval::read_markup;
///
/// let gold = read_markup("a.ann", "⟦party=SP|सपा⟧ के ⟦office=mla;status=former|पूर्व विधायक⟧")?;
/// assert_eq!(gold.text, "सपा के पूर्व विधायक");
/// assert_eq!(gold.text_of(&gold.mentions[0]), "सपा");
/// assert_eq!(gold.mentions[1].office.as_ref().unwrap().id, "mla");
///
/// let error = read_markup("a.ann", "⟦party|सपा⟧").unwrap_err();
/// assert_eq!(error.to_string(), "a.ann:1:2: expected a value for \"party\", found none");
/// # Ok::<(), neta::DataError>(())
/// ```
pub fn read_markup(file: &str, text: &str) -> Result<GoldDocument, DataError> {
    Reader {
        file,
        first_line: 1,
        source: text,
    }
    .read(file.to_owned(), None)
}

/// Reads a file of hard sentences: each line is a document, lines that start with `# ` are
/// headings, which the documents below keep as their [`trap`](GoldDocument::trap), and blank lines
/// are skipped.
///
/// # Errors
///
/// As [`read_markup`]'s.
///
/// ```
/// let file = "# आप: pronoun against party\n⟦party=AAP|आप⟧ ने कहा।\n\nआप आइए।\n";
/// let documents = neta::eval::read_hard("hard.ann", file)?;
/// assert_eq!(documents.len(), 2);
/// assert_eq!(documents[1].name, "hard.ann:4");
/// assert_eq!(documents[1].trap.as_deref(), Some("आप: pronoun against party"));
/// # Ok::<(), neta::DataError>(())
/// ```
pub fn read_hard(file: &str, text: &str) -> Result<Vec<GoldDocument>, DataError> {
    let mut documents = Vec::new();
    let mut trap = None;
    for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        if let Some(heading) = line.strip_prefix("# ") {
            trap = Some(heading.trim().to_owned());
        } else if !line.trim().is_empty() {
            let reader = Reader {
                file,
                first_line: index + 1,
                source: line,
            };
            documents.push(reader.read(format!("{file}:{}", index + 1), trap.clone())?);
        }
    }
    Ok(documents)
}

struct Reader<'a> {
    file: &'a str,
    /// The number of the source's first line in the file.
    first_line: usize,
    source: &'a str,
}

/// A part of the source and where it starts there.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Piece<'a> {
    /// The parts before and after the first `separator`.
    fn split_once(self, separator: char) -> Option<(Piece<'a>, Piece<'a>)> {
        let (before, after) = self.text.split_once(separator)?;
        let at = self.at + before.len() + separator.len_utf8();
        Some((
            Piece {
                text: before,
                at: self.at,
            },
            Piece { text: after, at },
        ))
    }
}

impl<'a> Reader<'a> {
    fn read(&self, name: String, trap: Option<String>) -> Result<GoldDocument, DataError> {
        let mut text = String::with_capacity(self.source.len());
        let mut mentions = Vec::new();
        let mut rest = Piece {
            text: self.source,
            at: 0,
        };
        while let Some(found) = rest.text.find([OPEN, CLOSE]) {
            let (before, bracket) = rest.text.split_at(found);
            let at = rest.at + found;
            let Some(inside) = bracket.strip_prefix(OPEN) else {
                return Err(self.wrong(at, "expected text, found ⟧ without its ⟦".into()));
            };
            text.push_str(before);
            let body_at = at + OPEN.len_utf8();
            let end = inside.find([OPEN, CLOSE, '\n']).unwrap_or(inside.len());
            let (body, tail) = inside.split_at(end);
            let Some(tail) = tail.strip_prefix(CLOSE) else {
                return Err(if tail.starts_with(OPEN) {
                    let message = "expected ⟧, found another ⟦: marks never nest";
                    self.wrong(body_at + end, message.into())
                } else {
                    self.wrong(at, "expected ⟧ on the same line, found none".into())
                });
            };
            let start = text.len();
            let mut mention = self.mark(
                Piece {
                    text: body,
                    at: body_at,
                },
                &mut text,
            )?;
            mention.span = Span {
                start,
                end: text.len(),
            };
            mentions.push(mention);
            rest = Piece {
                text: tail,
                at: body_at + end + CLOSE.len_utf8(),
            };
        }
        text.push_str(rest.text);
        let kinds = EntityKind::ALL.to_vec();
        Ok(GoldDocument {
            name,
            trap,
            text,
            mentions,
            kinds,
            marks_place_types: true,
        })
    }

    /// Reads `keys|text` and appends the text to the article.
    fn mark(&self, body: Piece<'a>, article: &mut String) -> Result<GoldMention, DataError> {
        let Some((keys, surface)) = body.split_once('|') else {
            return Err(self.wrong(body.at, "expected | before the mention's text".into()));
        };
        if surface.text.is_empty() || surface.text.trim() != surface.text {
            let message = "expected a mention's text without outer white space, found ";
            return Err(self.wrong(surface.at, format!("{message}{:?}", surface.text)));
        }
        if let Some(bar) = surface.text.find('|') {
            return Err(self.wrong(surface.at + bar, "expected ⟧, found another |".into()));
        }
        article.push_str(surface.text);
        self.keys(keys)
    }

    fn keys(&self, keys: Piece<'a>) -> Result<GoldMention, DataError> {
        let (head, mut rest) = match keys.split_once(';') {
            Some((head, rest)) => (head, Some(rest)),
            None => (keys, None),
        };
        let mut mention = self.head(head)?;
        while let Some(piece) = rest {
            let (pair, tail) = match piece.split_once(';') {
                Some((pair, tail)) => (pair, Some(tail)),
                None => (piece, None),
            };
            self.key(pair, &mut mention)?;
            rest = tail;
        }
        Ok(mention)
    }

    /// Reads the mark's kind and value.
    fn head(&self, head: Piece<'a>) -> Result<GoldMention, DataError> {
        let (name, value) = match head.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (head, None),
        };
        let Some(kind) = kind_named(name.text) else {
            let message = "expected a kind (person, party, place, office), found ";
            return Err(self.wrong(name.at, format!("{message}{:?}", name.text)));
        };
        let span = Span::default();
        let mut mention = GoldMention {
            span,
            kind,
            value: None,
            place: None,
            office: None,
        };
        match (kind, value) {
            (EntityKind::Place, None) => {}
            (EntityKind::Place, Some(value)) => mention.place = Some(self.place(value)?),
            (EntityKind::Office, _) => {
                let id = self.value(name, value)?.to_owned();
                mention.office = Some(GoldOffice {
                    id,
                    status: None,
                    holder: None,
                    of: None,
                });
            }
            (EntityKind::Person | EntityKind::Party, _) => {
                mention.value = Some(self.value(name, value)?.to_owned());
            }
        }
        Ok(mention)
    }

    fn place(&self, value: Piece<'a>) -> Result<PlaceType, DataError> {
        match value.text {
            "constituency" => Ok(PlaceType::Constituency),
            "ward" => Ok(PlaceType::Ward),
            other => {
                let message = "expected a place type (constituency, ward), found ";
                Err(self.wrong(value.at, format!("{message}{other:?}")))
            }
        }
    }

    /// Reads one `key=value` after the kind.
    fn key(&self, pair: Piece<'a>, mention: &mut GoldMention) -> Result<(), DataError> {
        let (key, value) = match pair.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (pair, None),
        };
        let Some(office) = &mut mention.office else {
            let message = format!("expected | after the value of a {}, found ", mention.kind);
            return Err(self.wrong(key.at, format!("{message}{:?}", key.text)));
        };
        let twice = match key.text {
            "status" => {
                let name = self.value(key, value)?;
                let status = Status::from_name(name).ok_or_else(|| {
                    let names = Status::ALL.map(Status::name).join(", ");
                    let at = value.map_or(key.at, |value| value.at);
                    self.wrong(at, format!("expected a status ({names}), found {name:?}"))
                })?;
                office.status.replace(status).is_some()
            }
            "holder" => office
                .holder
                .replace(self.value(key, value)?.to_owned())
                .is_some(),
            "of" => office
                .of
                .replace(self.value(key, value)?.to_owned())
                .is_some(),
            other => {
                let message = format!("expected a key (status, holder, of), found {other:?}");
                return Err(self.wrong(key.at, message));
            }
        };
        if twice {
            let message = format!("expected each key once, found another {:?}", key.text);
            return Err(self.wrong(key.at, message));
        }
        Ok(())
    }

    fn value(&self, key: Piece<'a>, value: Option<Piece<'a>>) -> Result<&'a str, DataError> {
        match value {
            Some(value) if !value.text.trim().is_empty() => Ok(value.text),
            _ => Err(self.wrong(
                key.at,
                format!("expected a value for {:?}, found none", key.text),
            )),
        }
    }

    fn wrong(&self, at: usize, message: String) -> DataError {
        let before = self.source.get(..at).unwrap_or(self.source);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.first_line + before.matches('\n').count();
        let column = before
            .get(line_start..)
            .map_or(0, |line| line.chars().count())
            + 1;
        DataError::new(self.file, line, column, message)
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
    fn reads_every_key() {
        let text = "😀 ⟦person=इकरा हसन|इकरा⟧ ने\n⟦place=ward|वार्ड-4⟧ के ⟦office=mp;status=former;holder=मुनव्वर हसन;of=कैराना|पूर्व सांसद⟧ को ⟦place|कैराना⟧ में।";
        let gold = read_markup("a.ann", text).unwrap();
        assert_eq!(gold.text, "😀 इकरा ने\nवार्ड-4 के पूर्व सांसद को कैराना में।");
        let texts: Vec<&str> = gold.mentions.iter().map(|m| gold.text_of(m)).collect();
        assert_eq!(texts, ["इकरा", "वार्ड-4", "पूर्व सांसद", "कैराना"]);
        assert_eq!(gold.mentions[0].value.as_deref(), Some("इकरा हसन"));
        assert_eq!(gold.mentions[1].place, Some(PlaceType::Ward));
        assert_eq!(gold.mentions[3].place, None);
        let office = GoldOffice {
            id: "mp".into(),
            status: Some(Status::Former),
            holder: Some("मुनव्वर हसन".into()),
            of: Some("कैराना".into()),
        };
        assert_eq!(gold.mentions[2].office, Some(office));
    }

    #[test]
    fn errors_name_the_place() {
        let cases = [
            ("सपा⟧ ने", "a.ann:1:4: expected text, found ⟧ without its ⟦"),
            (
                "एक\nदो ⟦party=SP|सपा",
                "a.ann:2:4: expected ⟧ on the same line, found none",
            ),
            (
                "⟦party=SP|स\nपा⟧",
                "a.ann:1:1: expected ⟧ on the same line, found none",
            ),
            (
                "⟦party=SP|स⟦place|पा⟧⟧",
                "a.ann:1:12: expected ⟧, found another ⟦: marks never nest",
            ),
            (
                "⟦party=SP⟧",
                "a.ann:1:2: expected | before the mention's text",
            ),
            (
                "⟦party=SP|⟧",
                "a.ann:1:11: expected a mention's text without outer white space, found \"\"",
            ),
            (
                "⟦place|गया ⟧",
                "a.ann:1:8: expected a mention's text without outer white space, found \"गया \"",
            ),
            ("⟦party=SP|स|पा⟧", "a.ann:1:12: expected ⟧, found another |"),
            (
                "⟦org=UN|यूएन⟧",
                "a.ann:1:2: expected a kind (person, party, place, office), found \"org\"",
            ),
            (
                "⟦person|इकरा⟧",
                "a.ann:1:2: expected a value for \"person\", found none",
            ),
            (
                "⟦office=|सांसद⟧",
                "a.ann:1:2: expected a value for \"office\", found none",
            ),
            (
                "⟦place=|गया⟧",
                "a.ann:1:8: expected a place type (constituency, ward), found \"\"",
            ),
            (
                "⟦place=town|गया⟧",
                "a.ann:1:8: expected a place type (constituency, ward), found \"town\"",
            ),
            (
                "⟦person=इकरा;status=former|इकरा⟧",
                "a.ann:1:14: expected | after the value of a person, found \"status\"",
            ),
            (
                "⟦office=mp;since=2024|सांसद⟧",
                "a.ann:1:12: expected a key (status, holder, of), found \"since\"",
            ),
            (
                "⟦office=mp;of|सांसद⟧",
                "a.ann:1:12: expected a value for \"of\", found none",
            ),
            (
                "⟦office=mp;of=SP;of=BSP|सांसद⟧",
                "a.ann:1:18: expected each key once, found another \"of\"",
            ),
            (
                "⟦office=mp;status=past|सांसद⟧",
                "a.ann:1:19: expected a status (current, former, then, outgoing, acting, elect, candidate), found \"past\"",
            ),
        ];
        for (text, expected) in cases {
            let error = read_markup("a.ann", text).expect_err(text);
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn hard_sentences_keep_line_and_trap() {
        let file = "\u{FEFF}# एक: first\r\nसपा\r\n\r\n# दो\n#हैशटैग ⟦place|गया⟧\n";
        let documents = read_hard("hard.ann", file).unwrap();
        let rows: Vec<_> = documents
            .iter()
            .map(|gold| {
                (
                    gold.name.as_str(),
                    gold.trap.as_deref().unwrap(),
                    gold.text.as_str(),
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                ("hard.ann:2", "एक: first", "सपा"),
                ("hard.ann:5", "दो", "#हैशटैग गया")
            ]
        );
        let error = read_hard("hard.ann", "# एक\nसपा\n⟦x|y⟧\n").unwrap_err();
        assert_eq!((error.line(), error.column()), (3, 2));
    }
}
