//! For a terminal: the marked article, and tables in aligned columns.

use super::people;
use crate::entity::{EntityKind, Mention, Status};
use crate::extractor::Extraction;
use std::fmt::{self, Write as _};
use unicode_segmentation::UnicodeSegmentation;

const RESET: &str = "\x1b[0m";
const BOLD: &str = "\x1b[1m";

/// An article with its mentions marked, and below it a table of its people with their offices.
///
/// Without colour a mention stands in brackets with its kind, `[कैराना]place`; the output holds no
/// control characters but line breaks and tabs, whatever the article holds.
///
/// ```
/// use neta::{Extractor, export::Text};
///
/// let extractor = Extractor::new();
/// let found = extractor.extract("आज बारिश होगी।");
/// assert_eq!(Text::new(&found).to_string(), "आज बारिश होगी।\n");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Text<'e, 't> {
    found: &'e Extraction<'t>,
    coloured: bool,
    explained: bool,
}

impl<'e, 't> Text<'e, 't> {
    /// Without colour and reasons.
    pub fn new(found: &'e Extraction<'t>) -> Text<'e, 't> {
        Text {
            found,
            coloured: false,
            explained: false,
        }
    }

    /// Mentions in the colour of their kind instead of brackets, by ANSI escape sequences.
    pub fn coloured(mut self) -> Text<'e, 't> {
        self.coloured = true;
        self
    }

    /// With a second table: of each mention its score, why it is one, and for offices whose.
    pub fn explained(mut self) -> Text<'e, 't> {
        self.explained = true;
        self
    }

    fn marked(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.found.text();
        let mut at = 0;
        for mention in self.found.mentions() {
            display(f, &text[at..mention.span.start])?;
            if self.coloured {
                f.write_str(colour(mention.kind))?;
                display(f, mention.text)?;
                f.write_str(RESET)?;
            } else {
                f.write_char('[')?;
                display(f, mention.text)?;
                write!(f, "]{}", mention.kind)?;
            }
            at = mention.span.end;
        }
        display(f, &text[at..])?;
        if text.ends_with('\n') {
            Ok(())
        } else {
            f.write_char('\n')
        }
    }

    /// What the colours mean; the brackets say it themselves.
    fn legend(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('\n')?;
        for (index, kind) in EntityKind::ALL.into_iter().enumerate() {
            let gap = if index == 0 { "" } else { "  " };
            write!(f, "{gap}{}{kind}{RESET}", colour(kind))?;
        }
        f.write_char('\n')
    }

    fn people(&self) -> Table<6> {
        let mut table = Table::new(["person", "office", "as written", "status", "of", "party"]);
        for (index, person) in people::people(self.found) {
            let party = person.party.as_deref().unwrap_or_default();
            for (number, role) in person.roles.iter().enumerate() {
                let first = number == 0;
                table.row([
                    if first { &person.name } else { "" },
                    &role.office,
                    people::title(self.found, index, role).unwrap_or_default(),
                    role.status.map_or("", Status::name),
                    people::name(self.found, role.of),
                    if first { party } else { "" },
                ]);
            }
            if person.roles.is_empty() {
                table.row([&person.name, "", "", "", "", party]);
            }
        }
        table
    }

    fn reasons(&self) -> Table<8> {
        let header = [
            "#", "kind", "text", "score", "why", "office", "holder", "of",
        ];
        let mut table = Table::new(header);
        for (number, mention) in self.found.mentions().iter().enumerate() {
            let office = mention.office.as_ref();
            table.row([
                &number.to_string(),
                mention.kind.name(),
                mention.text,
                &format!("{:.2}", mention.score),
                &mention.why.to_string(),
                &detail(mention),
                people::name(self.found, office.and_then(|office| office.holder)),
                people::name(self.found, office.and_then(|office| office.of)),
            ]);
        }
        table
    }
}

impl fmt::Display for Text<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.marked(f)?;
        if self.coloured && !self.found.mentions().is_empty() {
            self.legend(f)?;
        }
        self.people().write(f, self.coloured)?;
        if self.explained {
            self.reasons().write(f, self.coloured)?;
        }
        Ok(())
    }
}

/// An office's id and status: `mp (former)`.
fn detail(mention: &Mention<'_>) -> String {
    match &mention.office {
        None => String::new(),
        Some(office) => match office.status {
            None => office.id.to_string(),
            Some(status) => format!("{} ({status})", office.id),
        },
    }
}

/// Of the sixteen colours that every palette has, four that are legible on black and on white.
fn colour(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "\x1b[1;32m",
        EntityKind::Party => "\x1b[1;35m",
        EntityKind::Place => "\x1b[1;36m",
        EntityKind::Office => "\x1b[1;31m",
    }
}

/// Writes text of an article. An escape sequence in it must not reach the terminal.
fn display(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let shown = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let mut rest = text;
    while let Some(control) = rest.find(|c| !shown(c)) {
        f.write_str(&rest[..control])?;
        rest = &rest[control..];
        let mut chars = rest.chars();
        // A file with Windows line ends should not show a mark at every one.
        if chars.next() != Some('\r') {
            f.write_char(char::REPLACEMENT_CHARACTER)?;
        }
        rest = chars.as_str();
    }
    f.write_str(rest)
}

/// How many columns a terminal gives a text: matras, virama and joiners take none of their own.
fn columns(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Cells in aligned columns.
struct Table<const N: usize> {
    header: [&'static str; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    fn new(header: [&'static str; N]) -> Table<N> {
        Table {
            header,
            rows: Vec::new(),
        }
    }

    fn row(&mut self, cells: [&str; N]) {
        self.rows.push(cells.map(|cell| {
            let words = cell.split(|c: char| c.is_control());
            words
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        }));
    }

    /// After an empty line; nothing at all if there is no row.
    fn write(&self, f: &mut fmt::Formatter<'_>, coloured: bool) -> fmt::Result {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut widths = self.header.map(str::len);
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = columns(cell).max(*width);
            }
        }
        let (bold, reset) = if coloured { (BOLD, RESET) } else { ("", "") };
        writeln!(f, "\n{bold}{}{reset}", line(&self.header, &widths))?;
        self.rows
            .iter()
            .try_for_each(|row| writeln!(f, "{}", line(row, &widths)))
    }
}

fn line(cells: &[impl AsRef<str>], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        let cell = cell.as_ref();
        line.push_str(cell);
        // `{:width$}` would count the marks.
        line.extend(std::iter::repeat_n(
            ' ',
            width.saturating_sub(columns(cell)) + 2,
        ));
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn brackets_and_people() {
        let expected = "\
😀 [वार्ड-48]place के [सभासद]office [शौकत \"राणा\"]person, [सपा]party
[कैराना]place [सांसद]office [शौकत]person

person    office           as written  status  of     party
शौकत \"राणा\"  ward-councillor  सभासद                वार्ड-48  SP
";
        assert_eq!(Text::new(&samples::every_key()).to_string(), expected);
    }

    #[test]
    fn reasons() {
        let text = Text::new(&samples::contract()).explained().to_string();
        let line = text
            .lines()
            .find(|line| line.starts_with("1 "))
            .unwrap_or_default();
        let cells: Vec<&str> = line
            .split("  ")
            .map(str::trim)
            .filter(|s| !s.is_empty())
            .collect();
        assert_eq!(
            cells,
            [
                "1",
                "office",
                "पूर्व सांसद",
                "0.99",
                "rule:office-before-name",
                "mp (former)",
                "तबस्सुम हसन",
                "कैराना"
            ],
            "{text}"
        );
    }

    #[test]
    fn colours_only_when_asked_for() {
        let found = samples::contract();
        assert!(!Text::new(&found).explained().to_string().contains('\x1b'));
        let coloured = Text::new(&found).coloured().to_string();
        assert!(
            coloured.starts_with("\x1b[1;36mकैराना\x1b[0m \x1b[1;31mपूर्व सांसद\x1b[0m"),
            "{coloured}"
        );
        assert!(
            coloured.contains("\n\x1b[1;32mperson\x1b[0m  "),
            "a legend: {coloured}"
        );
    }

    #[test]
    fn escape_sequences_of_the_article_stay_out() {
        let found = Extraction::from_parts("लाल \x1b[31mरंग\r\nहै\u{9b}0m", Vec::new(), Vec::new());
        assert_eq!(
            Text::new(&found).coloured().to_string(),
            "लाल �[31mरंग\nहै�0m\n"
        );
    }

    #[test]
    fn marks_take_no_column() {
        for (text, width) in [
            ("कैराना", 3),
            ("हिंदी", 2),
            ("राम\u{200d}लाल", 4),
            ("", 0),
            ("BSP", 3),
        ] {
            assert_eq!(columns(text), width, "{text}");
        }
        let mut table = Table::new(["a", "b"]);
        table.row(["कि", "x\ny"]);
        table.row(["mmm", "z"]);
        assert_eq!(line(&table.rows[0], &[3, 1]), "कि    x y");
    }
}
