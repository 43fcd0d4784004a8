//! One page of marked articles that needs nothing else: no network, no fonts to fetch.

use super::people;
use crate::entity::{Entity, EntityKind, Mention};
use crate::extractor::Extraction;
use std::fmt::{self, Write};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// A page of articles, each with its mentions marked and a table of its people.
///
/// Displayed, it is one HTML document with its style and script inside. Where the pointer rests on
/// a mention, its links are shown and all mentions of the same person, place or party stand out.
///
/// ```
/// use neta::{Extractor, export::HtmlPage};
///
/// let extractor = Extractor::new();
/// let mut page = HtmlPage::new();
/// page.article("01.txt", &extractor.extract("कैराना सांसद इकरा हसन ने कहा।"));
/// page.article("02.txt", &extractor.extract("2 < 3 & 5 > 4"));
/// let page = page.to_string();
/// assert!(page.starts_with("<!doctype html>"));
/// assert!(page.contains("2 &lt; 3 &amp; 5 &gt; 4"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct HtmlPage {
    articles: String,
    count: usize,
    kinds: [usize; EntityKind::ALL.len()],
}

impl HtmlPage {
    /// Without articles.
    pub fn new() -> HtmlPage {
        HtmlPage::default()
    }

    /// Adds an article under a heading, such as its file name. An empty heading is left out.
    pub fn article(&mut self, heading: &str, found: &Extraction<'_>) {
        self.count += 1;
        for mention in found.mentions() {
            self.kinds[mention.kind as usize] += 1;
        }
        let article = Article {
            found,
            number: self.count,
        };
        // Cannot fail: a `String` takes whatever is written to it.
        let _ = article.write(heading, &mut self.articles);
    }
}

impl fmt::Display for HtmlPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>neta</title>\n",
        )?;
        write!(
            f,
            "<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>neta</h1>\n<ul>\n"
        )?;
        for (kind, count) in EntityKind::ALL.into_iter().zip(self.kinds) {
            let hindi = hindi(kind);
            writeln!(
                f,
                "<li class=\"{kind}\">{kind} <span lang=\"hi\">{hindi}</span> <b>{count}</b></li>"
            )?;
        }
        write!(f, "</ul>\n</header>\n<main>\n{}</main>\n", self.articles)?;
        write!(
            f,
            "<output hidden></output>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
        )
    }
}

/// An article that is being written.
struct Article<'e, 't> {
    found: &'e Extraction<'t>,
    /// Keeps the ids of its mentions apart from those of other articles.
    number: usize,
}

impl Article<'_, '_> {
    fn write(&self, heading: &str, out: &mut String) -> fmt::Result {
        out.write_str("<article>\n")?;
        if !heading.is_empty() {
            writeln!(out, "<h2>{}</h2>", Escaped(heading))?;
        }
        self.text(out)?;
        self.people(out)?;
        out.write_str("</article>\n")
    }

    fn text(&self, out: &mut String) -> fmt::Result {
        let text = self.found.text();
        let mut at = 0;
        out.write_str("<div class=\"text\" lang=\"hi\">")?;
        for (index, mention) in self.found.mentions().iter().enumerate() {
            write!(
                out,
                "{}<mark class=\"{}\" id=\"a{}m{index}\"",
                Escaped(&text[at..mention.span.start]),
                mention.kind,
                self.number,
            )?;
            let linked: Vec<String> = linked(mention).map(|entity| entity.to_string()).collect();
            if !linked.is_empty() {
                write!(out, " data-e=\"{}\"", linked.join(" "))?;
            }
            let (note, text) = (self.note(mention), Escaped(mention.text));
            write!(out, " title=\"{}\">{text}</mark>", Escaped(&note))?;
            at = mention.span.end;
        }
        writeln!(out, "{}</div>", Escaped(&text[at..]))
    }

    /// What is known of a mention, a line each: what it is, its links, why it is one.
    fn note(&self, mention: &Mention<'_>) -> String {
        let mut lines = Vec::new();
        if let Some(entity) = mention
            .entity
            .and_then(|index| self.found.entities().get(index))
        {
            lines.push(entity.name.clone());
            lines.extend(entity.party.as_ref().map(|party| format!("party: {party}")));
            for role in &entity.roles {
                let of = people::name(self.found, role.of);
                lines.push(words(&[
                    &role.office,
                    role.status.map_or("", |s| s.name()),
                    of,
                ]));
            }
            lines.extend(entity.id.as_ref().map(|id| format!("id: {id}")));
            lines.extend(entity.candidates.iter().map(|id| format!("or: {id}")));
        }
        if let Some(office) = &mention.office {
            lines.push(words(&[&office.id, office.status.map_or("", |s| s.name())]));
            for (name, entity) in [("held by", office.holder), ("of", office.of)] {
                lines.extend(
                    entity.map(|_| format!("{name}: {}", people::name(self.found, entity))),
                );
            }
        }
        lines.push(format!(
            "{} · {:.2} · {}",
            mention.kind, mention.score, mention.why
        ));
        lines.join("\n")
    }

    fn people(&self, out: &mut String) -> fmt::Result {
        if people::people(self.found).next().is_none() {
            return Ok(());
        }
        out.write_str(
            "<table>\n<thead><tr><th>person</th><th>office</th><th>status</th><th>of</th>\
             <th>party</th></tr></thead>\n",
        )?;
        for (index, person) in people::people(self.found) {
            self.person(index, person, out)?;
        }
        out.write_str("</table>\n")
    }

    /// A `tbody` with a row for each role.
    fn person(&self, index: usize, person: &Entity, out: &mut String) -> fmt::Result {
        let rows = person.roles.len().max(1);
        write!(
            out,
            "<tbody data-e=\"{index}\">\n<tr><th scope=\"rowgroup\" rowspan=\"{rows}\">"
        )?;
        let name = Escaped(&person.name);
        match person.mentions.first() {
            Some(first) => write!(
                out,
                "<a lang=\"hi\" href=\"#a{}m{first}\">{name}</a>",
                self.number
            )?,
            None => write!(out, "<span lang=\"hi\">{name}</span>")?,
        }
        if let Some(id) = &person.id {
            write!(out, " <small>{}</small>", Escaped(id.as_str()))?;
        }
        for id in &person.candidates {
            write!(out, " <small>or {}</small>", Escaped(id.as_str()))?;
        }
        out.write_str("</th>")?;
        for row in 0..rows {
            if row > 0 {
                out.write_str("\n<tr>")?;
            }
            match person.roles.get(row) {
                None => out.write_str("<td></td><td></td><td></td>")?,
                Some(role) => {
                    let title = people::title(self.found, index, role).unwrap_or_default();
                    write!(
                        out,
                        "<td><span lang=\"hi\">{}</span> <small>{}</small></td><td>{}</td>\
                         <td lang=\"hi\">{}</td>",
                        Escaped(title),
                        Escaped(&role.office),
                        role.status.map_or("", |status| status.name()),
                        Escaped(people::name(self.found, role.of)),
                    )?;
                }
            }
            if row == 0 {
                let party = Escaped(person.party.as_deref().unwrap_or_default());
                write!(
                    out,
                    "<td class=\"of-party\" rowspan=\"{rows}\">{party}</td>"
                )?;
            }
            out.write_str("</tr>")?;
        }
        out.write_str("\n</tbody>\n")
    }
}

/// The entities that stand out together with a mention.
fn linked(mention: &Mention<'_>) -> impl Iterator<Item = usize> {
    let office = mention.office.as_ref();
    let (holder, of) = office.map_or((None, None), |office| (office.holder, office.of));
    [mention.entity, holder, of].into_iter().flatten()
}

/// The kind's name for those who read only the article.
fn hindi(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "व्यक्ति",
        EntityKind::Party => "दल",
        EntityKind::Place => "स्थान",
        EntityKind::Office => "पद",
    }
}

fn words(words: &[&str]) -> String {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" · ")
}

/// Text for an element or a quoted attribute.
struct Escaped<'s>(&'s str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
            f.write_str(&rest[..at])?;
            // The characters found are one byte each.
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                // HTML has no way to write it.
                _ => "\u{FFFD}",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn page(found: &Extraction<'_>) -> String {
        let mut page = HtmlPage::new();
        page.article("a <b>\" & 'c'", found);
        page.to_string()
    }

    #[test]
    fn everything_is_escaped() {
        let text = "</div><script>alert(1)</script>&amp;\0 \"क\"";
        let found = Extraction::from_parts(text, Vec::new(), Vec::new());
        let page = page(&found);
        assert!(
            page.contains("<h2>a &lt;b&gt;&quot; &amp; &#39;c&#39;</h2>"),
            "{page}"
        );
        assert!(
            page.contains("&lt;/div&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;\u{FFFD} ")
        );
        assert_eq!(page.matches("<script>").count(), 1, "only the page's own");
    }

    #[test]
    fn quotes_in_a_name_stay_inside_the_attribute() {
        let page = page(&samples::every_key());
        let mark =
            "<mark class=\"person\" id=\"a1m2\" data-e=\"1\" title=\"शौकत &quot;राणा&quot;\n";
        assert!(page.contains(mark), "{page}");
        assert!(!page.contains("\"राणा\""), "{page}");
    }

    #[test]
    fn an_office_shows_its_links() {
        let page = page(&samples::contract());
        let mark = "<mark class=\"office\" id=\"a1m1\" data-e=\"1 0\" title=\"mp · former\n\
                    held by: तबस्सुम हसन\nof: कैराना\noffice · 0.99 · rule:office-before-name\">";
        assert!(page.contains(mark), "{page}");
        let row = "<td><span lang=\"hi\">पूर्व सांसद</span> <small>mp</small></td><td>former</td>\
                   <td lang=\"hi\">कैराना</td><td class=\"of-party\" rowspan=\"1\">BSP</td></tr>";
        assert!(page.contains(row), "{page}");
    }

    #[test]
    fn the_legend_counts_all_articles() {
        let mut page = HtmlPage::new();
        page.article("", &samples::contract());
        page.article("", &samples::every_key());
        let page = page.to_string();
        for (kind, count) in [("person", 3), ("party", 1), ("place", 3), ("office", 3)] {
            let entry = format!("<li class=\"{kind}\">{kind} ");
            let line = page
                .lines()
                .find(|line| line.starts_with(&entry))
                .unwrap_or_default();
            assert!(
                line.ends_with(&format!("<b>{count}</b></li>")),
                "{kind}: {line}"
            );
        }
        assert!(page.contains("id=\"a2m0\"") && !page.contains("<h2>"));
    }

    #[test]
    fn nothing_is_fetched() {
        let page = page(&samples::every_key());
        for sign in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!page.contains(sign), "{sign}");
        }
    }
}
