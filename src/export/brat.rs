//! brat standoff: what the annotation tool brat reads beside the article's text.

use crate::entity::{EntityKind, Mention, PlaceType};
use crate::extractor::Extraction;
use crate::span::{Offsets, Span};
use std::fmt;

/// An article's annotations in brat's standoff format, the text of an `.ann` file; the `.txt` file
/// beside it is the article itself.
///
/// Mentions are text-bound annotations `T` of the types `Person`, `Party`, `Place` and `Office`,
/// with offsets in characters. Offices have attributes `OfficeId` and `Status` and relations
/// `Holder` and `Of` to the nearest mention of the person, place or party; places may have an
/// attribute `PlaceType`; mentions of one entity are joined by `Equiv`; a gazetteer's id is a
/// normalisation `Reference` under `neta`. The format: <https://brat.nlplab.org/standoff.html>.
///
/// ```
/// use neta::{Extractor, export::Brat};
///
/// let extractor = Extractor::new();
/// let found = extractor.extract("आज बारिश होगी।");
/// assert_eq!(Brat::new(&found).to_string(), "");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Brat<'e, 't> {
    found: &'e Extraction<'t>,
}

impl<'e, 't> Brat<'e, 't> {
    /// Of one article.
    pub fn new(found: &'e Extraction<'t>) -> Brat<'e, 't> {
        Brat { found }
    }

    fn mentions(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.found.text();
        let mut offsets = Offsets::new(text);
        for (index, mention) in self.found.mentions().iter().enumerate() {
            let lines = lines(text, mention.span);
            let ranges: Vec<String> = lines
                .iter()
                .map(|line| format!("{} {}", offsets.at(line.start).0, offsets.at(line.end).0))
                .collect();
            let texts: Vec<&str> = lines.iter().map(|&line| &text[line]).collect();
            let kind = type_name(mention.kind);
            writeln!(
                f,
                "T{}\t{kind} {}\t{}",
                index + 1,
                ranges.join(";"),
                texts.join(" ")
            )?;
        }
        Ok(())
    }

    fn attributes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut number = 0;
        for (index, mention) in self.found.mentions().iter().enumerate() {
            let office = mention.office.as_ref();
            let place = mention.place.map(|place| match place {
                PlaceType::Constituency => "constituency",
                PlaceType::Ward => "ward",
            });
            let values = [
                ("OfficeId", office.map(|office| office.id.as_ref())),
                (
                    "Status",
                    office
                        .and_then(|office| office.status)
                        .map(|status| status.name()),
                ),
                ("PlaceType", place),
            ];
            for (name, value) in values {
                if let Some(value) = value {
                    number += 1;
                    writeln!(f, "A{number}\t{name} T{} {value}", index + 1)?;
                }
            }
        }
        Ok(())
    }

    fn relations(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut number = 0;
        for (index, mention) in self.found.mentions().iter().enumerate() {
            let Some(office) = &mention.office else {
                continue;
            };
            for (name, entity) in [("Holder", office.holder), ("Of", office.of)] {
                if let Some(other) = entity.and_then(|entity| self.nearest(mention, entity)) {
                    number += 1;
                    writeln!(
                        f,
                        "R{number}\t{name} Arg1:T{} Arg2:T{}",
                        index + 1,
                        other + 1
                    )?;
                }
            }
        }
        Ok(())
    }

    /// The mention of an entity with the fewest bytes between it and `from`.
    fn nearest(&self, from: &Mention<'_>, entity: usize) -> Option<usize> {
        let mentions = self.found.entities().get(entity)?.mentions.iter().copied();
        mentions.min_by_key(|&index| {
            self.found
                .mentions()
                .get(index)
                .map_or(usize::MAX, |mention| {
                    let behind = mention.span.start.saturating_sub(from.span.end);
                    behind.max(from.span.start.saturating_sub(mention.span.end))
                })
        })
    }

    fn entities(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut number = 0;
        for entity in self.found.entities() {
            if entity.mentions.len() > 1 {
                let names: Vec<String> = entity
                    .mentions
                    .iter()
                    .map(|index| format!("T{}", index + 1))
                    .collect();
                writeln!(f, "*\tEquiv {}", names.join(" "))?;
            }
            let Some(id) = &entity.id else { continue };
            let name: Vec<&str> = entity.name.split_whitespace().collect();
            for index in &entity.mentions {
                number += 1;
                writeln!(
                    f,
                    "N{number}\tReference T{} neta:{id}\t{}",
                    index + 1,
                    name.join(" ")
                )?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Brat<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.mentions(f)?;
        self.attributes(f)?;
        self.relations(f)?;
        self.entities(f)
    }
}

/// brat's types begin with a capital letter by custom, and its CSS goes by them.
fn type_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Party => "Party",
        EntityKind::Place => "Place",
        EntityKind::Office => "Office",
    }
}

/// The parts of a span on each line: an annotation may not hold a line break, so that one over two
/// lines is written as two fragments.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start;
    let mut lines = Vec::new();
    for line in text[span].split('\n') {
        let from = start + (line.len() - line.trim_start().len());
        let part = Span {
            start: from,
            end: from + line.trim().len(),
        };
        if !part.is_empty() {
            lines.push(part);
        }
        start += line.len() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn standoff() {
        let expected = "\
T1\tPlace 2 10\tवार्ड-48
T2\tOffice 14 19\tसभासद
T3\tPerson 20 31\tशौकत \"राणा\"
T4\tParty 33 36\tसपा
T5\tPlace 37 43\tकैराना
T6\tOffice 44 49\tसांसद
T7\tPerson 50 54\tशौकत
A1\tPlaceType T1 ward
A2\tOfficeId T2 ward-councillor
A3\tPlaceType T5 constituency
A4\tOfficeId T6 mp
R1\tHolder Arg1:T2 Arg2:T3
R2\tOf Arg1:T2 Arg2:T1
R3\tOf Arg1:T6 Arg2:T5
*\tEquiv T3 T7
N1\tReference T4 neta:party/samajwadi-party\tसपा
N2\tReference T5 neta:place/kairana\tकैराना
";
        assert_eq!(Brat::new(&samples::every_key()).to_string(), expected);
        assert!(
            Brat::new(&samples::contract())
                .to_string()
                .contains("\tStatus T2 former\n")
        );
    }

    #[test]
    fn a_line_break_makes_fragments() {
        let text = "क ग्राम\r\n  प्रधान ख";
        let span = Span {
            start: 4,
            end: text.len() - 4,
        };
        let parts: Vec<&str> = lines(text, span)
            .into_iter()
            .map(|part| &text[part])
            .collect();
        assert_eq!(parts, ["ग्राम", "प्रधान"]);
    }
}
