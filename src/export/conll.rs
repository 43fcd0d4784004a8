//! Token and tag per line, as sequence taggers read it.

use crate::entity::Mention;
use crate::extractor::Extraction;
use crate::segment::{sentences, words};
use crate::span::Span;
use std::fmt;

/// An article as CoNLL: a token, a tab and its tag per line, an empty line after each sentence.
///
/// Tags are `B-` and `I-` with `PERSON`, `PARTY`, `PLACE` or `OFFICE`, and `O` outside. Tokens are
/// the words and marks of [`segment::words`](crate::segment::words) without white space, cut where
/// a mention ends inside one (`मोदीजी`: `मोदी`, `जी`).
///
/// ```
/// use neta::{Extractor, export::Conll};
///
/// let extractor = Extractor::new();
/// let found = extractor.extract("आज बारिश होगी।");
/// assert_eq!(Conll::new(&found).to_string(), "आज\tO\nबारिश\tO\nहोगी\tO\n।\tO\n\n");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Conll<'e, 't> {
    found: &'e Extraction<'t>,
}

impl<'e, 't> Conll<'e, 't> {
    /// Of one article.
    pub fn new(found: &'e Extraction<'t>) -> Conll<'e, 't> {
        Conll { found }
    }
}

impl fmt::Display for Conll<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tags = Tags {
            mentions: self.found.mentions(),
            begun: false,
        };
        for sentence in sentences(self.found.text()) {
            let mut written = false;
            for word in words(sentence.text) {
                let start = sentence.span.start + word.span.start;
                let mut rest = Span {
                    start,
                    end: start + word.text.len(),
                };
                while !rest.is_empty() {
                    let (end, tag) = tags.next(rest);
                    let token = &self.found.text()[rest.start..end];
                    if !token.trim().is_empty() {
                        tags.write(f, token, tag)?;
                        written = true;
                    }
                    rest.start = end;
                }
            }
            if written {
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

/// The mentions that are not over yet.
struct Tags<'e, 't> {
    mentions: &'e [Mention<'t>],
    /// Whether a token of the first of them was written.
    begun: bool,
}

impl<'e, 't> Tags<'e, 't> {
    /// How far from its start `rest` lies in one mention or in none, and in which.
    fn next(&mut self, rest: Span) -> (usize, Option<&'e Mention<'t>>) {
        while let [first, others @ ..] = self.mentions
            && first.span.end <= rest.start
        {
            (self.mentions, self.begun) = (others, false);
        }
        match self.mentions.first() {
            Some(mention) if mention.span.start <= rest.start => {
                (rest.end.min(mention.span.end), Some(mention))
            }
            Some(mention) => (rest.end.min(mention.span.start), None),
            None => (rest.end, None),
        }
    }

    fn write(
        &mut self,
        f: &mut fmt::Formatter<'_>,
        token: &str,
        mention: Option<&Mention<'_>>,
    ) -> fmt::Result {
        let Some(mention) = mention else {
            return writeln!(f, "{token}\tO");
        };
        let position = if self.begun { 'I' } else { 'B' };
        self.begun = true;
        writeln!(
            f,
            "{token}\t{position}-{}",
            mention.kind.name().to_ascii_uppercase()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::entity::{EntityKind, Why};

    #[test]
    fn a_line_per_token() {
        let expected = "\
😀\tO
वार्ड\tB-PLACE
-\tI-PLACE
48\tI-PLACE
के\tO
सभासद\tB-OFFICE
शौकत\tB-PERSON
\"\tI-PERSON
राणा\tI-PERSON
\"\tI-PERSON
,\tO
सपा\tB-PARTY

कैराना\tB-PLACE
सांसद\tB-OFFICE
शौकत\tB-PERSON

";
        assert_eq!(Conll::new(&samples::every_key()).to_string(), expected);
    }

    #[test]
    fn a_token_is_cut_where_a_mention_ends() {
        let text = "मोदीजी\n\nगए";
        let span = Span {
            start: 0,
            end: "मोदी".len(),
        };
        let modi = Mention {
            kind: EntityKind::Person,
            text: &text[span],
            span,
            entity: None,
            score: 1.0,
            why: Why::Tagger,
            office: None,
            place: None,
        };
        let found = Extraction::from_parts(text, vec![modi], Vec::new());
        assert_eq!(
            Conll::new(&found).to_string(),
            "मोदी\tB-PERSON\nजी\tO\n\nगए\tO\n\n"
        );
    }
}
