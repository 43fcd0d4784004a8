//! The tables.

use super::super::tally::{Slot, Tally};
use super::super::value::{Holding, Post, Profile};
use super::names::{self, Name};
use super::text::{Escaped, Label, Number};
use super::{Page, named};
use std::fmt::{self, Write};

/// Rows that stand open; the others behind a summary.
const OPEN: usize = 15;
/// Figures whose sentences are printed on paper.
const PRINTED: usize = 4;

/// Rows of each table.
const PEOPLE: usize = 100;
const PARTIES: usize = 50;
const PLACES: usize = 60;
const POSTS: usize = 60;
const HOLDINGS: usize = 100;
const PAIRS: usize = 60;

/// How often each row's figure stands against the first row's.
fn bar(count: u64, most: u64) -> String {
    let percent = count as f64 * 100.0 / most.max(1) as f64;
    format!("<span class=\"bar\" aria-hidden=\"true\" style=\"width:{percent:.1}%\"></span>")
}

const MENTIONS: Label = Label("उल्लेख", "mentions");
const ARTICLES: Label = Label("लेख", "articles");

impl Page<'_> {
    pub(super) fn people(&mut self) -> fmt::Result {
        let report = self.report;
        self.section(
            "people",
            Label("सबसे ज़्यादा नाम किनका आया", "Most-named people"),
        )?;
        let top = report.people.top(PEOPLE);
        let most = top.first().map_or(0, |(_, slot)| slot.count);
        let rows = top.iter().enumerate().map(|(at, (key, slot))| {
            let name = self.names.name(&slot.value.named);
            let panel = self.panel_of(*key, slot, at < PRINTED);
            format!(
                "<th scope=\"row\">{}{}{}</th><td>{}</td>{}",
                named(&name),
                origin(&slot.value),
                bar(slot.count, most),
                self.party_cell(slot.value.party()),
                self.counts(slot, panel),
            )
        });
        let rows = rows.collect();
        let head = [
            Label("नाम", "name"),
            Label("दल", "party"),
            MENTIONS,
            ARTICLES,
        ];
        self.table(&head, rows)?;
        self.rest(&report.people)?;
        self.end()
    }

    pub(super) fn parties(&mut self) -> fmt::Result {
        let report = self.report;
        self.section(
            "parties",
            Label("सबसे ज़्यादा नाम किन दलों का आया", "Most-named parties"),
        )?;
        self.profiles(&report.parties, PARTIES)?;
        self.end()
    }

    pub(super) fn places(&mut self) -> fmt::Result {
        let report = self.report;
        self.section(
            "places",
            Label("सबसे ज़्यादा नाम किन स्थानों का आया", "Most-named places"),
        )?;
        self.profiles(&report.places, PLACES)?;
        self.end()
    }

    fn profiles(&mut self, tally: &Tally<u64, Profile>, rows: usize) -> fmt::Result {
        let top = tally.top(rows);
        let most = top.first().map_or(0, |(_, slot)| slot.count);
        let rows = top.iter().enumerate().map(|(at, (key, slot))| {
            let value = &slot.value;
            let panel = self.panel_of(*key, slot, at < PRINTED);
            format!(
                "<th scope=\"row\">{}{}{}</th>{}",
                self.both_names(value),
                origin(value),
                bar(slot.count, most),
                self.counts(slot, panel),
            )
        });
        let rows = rows.collect();
        self.table(&[Label("नाम", "name"), MENTIONS, ARTICLES], rows)?;
        self.rest(tally)
    }

    pub(super) fn posts(&mut self) -> fmt::Result {
        let report = self.report;
        self.section(
            "offices",
            Label("सबसे ज़्यादा किन पदों का नाम आया", "Most-named offices"),
        )?;
        let top = report.posts.top(POSTS);
        let most = top.first().map_or(0, |(_, slot)| slot.count);
        let rows = top.iter().map(|(_, slot)| {
            let heading = self.post(&slot.value, " · ");
            let panel = self.panel(&heading, slot.articles, false, &slot.samples);
            let office = named(&self.names.office(&slot.value));
            format!(
                "<th scope=\"row\">{office}{}</th><td>{}</td>{}",
                bar(slot.count, most),
                self.of(&slot.value),
                self.counts(slot, panel),
            )
        });
        let rows = rows.collect();
        let head = [
            Label("पद", "office"),
            Label("कहाँ या किसका", "of"),
            MENTIONS,
            ARTICLES,
        ];
        self.table(&head, rows)?;
        self.rest(&report.posts)?;
        self.end()
    }

    pub(super) fn holdings(&mut self) -> fmt::Result {
        let report = self.report;
        self.section(
            "holders",
            Label("कौन किस पद पर", "Offices and who holds them"),
        )?;
        self.note(
            "लेखों ने जिन लोगों को जो पद दिए, वही; तथ्य की जाँच नहीं।",
            "As the articles have it, at the time they tell of; not checked against facts.",
        )?;
        let top = report.holdings.top(HOLDINGS);
        let rows = top.iter().enumerate().map(|(at, (_, slot))| {
            let Holding { post, holder, .. } = &slot.value;
            let holder = named(&self.names.name(holder));
            let heading = format!("{holder} · {}", self.post(post, " · "));
            let panel = self.panel(&heading, slot.articles, at < PRINTED, &slot.samples);
            let status = slot.value.status().map(|status| names::status(status).to_string());
            format!(
                "<th scope=\"row\">{}</th><td class=\"stack\">{holder}</td><td>{}</td><td class=\"number\">{}</td>",
                self.post(post, " "),
                status.unwrap_or_default(),
                self.figure(slot.count, slot.missed, panel),
            )
        });
        let rows = rows.collect();
        let head = [
            Label("पद", "office"),
            Label("धारक", "holder"),
            Label("स्थिति", "status"),
            MENTIONS,
        ];
        self.table(&head, rows)?;
        self.rest(&report.holdings)?;
        self.end()
    }

    /// Who is named with whom: the accessible form of the drawing.
    pub(super) fn pairs(&mut self) -> fmt::Result {
        let report = self.report;
        let top = report.pairs.top(PAIRS * 2);
        let known = top.iter().filter_map(|(key, slot)| {
            Some((
                *key,
                *slot,
                report.people.get(key.0)?,
                report.people.get(key.1)?,
            ))
        });
        // The more often named one first.
        let ordered = known.map(|(key, slot, one, other)| {
            let swap = other.count > one.count;
            (key, slot, if swap { [other, one] } else { [one, other] })
        });
        let rows = ordered.take(PAIRS).map(|(key, slot, people)| {
            let [one, other] = people.map(|person| named(&self.names.name(&person.value.named)));
            let panel = self.pair_panel(key, slot);
            format!(
                "<th scope=\"row\" class=\"stack\">{one}</th><td class=\"stack\">{other}</td><td class=\"number\">{}</td>",
                self.figure(slot.articles, slot.missed, panel),
            )
        });
        let rows = rows.collect();
        let head = [Label("व्यक्ति", "person"), Label("के साथ", "with"), ARTICLES];
        self.table(&head, rows)
    }

    /// A table with the first rows open. The leading columns are words, the last one or two numbers.
    fn table(&mut self, head: &[Label], rows: Vec<String>) -> fmt::Result {
        if rows.is_empty() {
            return self.note("कुछ नहीं मिला।", "Nothing was found.");
        }
        let (open, folded) = rows.split_at(rows.len().min(OPEN));
        self.rows(head, open, 1)?;
        if !folded.is_empty() {
            let (first, last) = (OPEN + 1, rows.len());
            writeln!(
                self.html,
                "<details class=\"more\"><summary>{first}–{last}</summary>"
            )?;
            self.rows(head, folded, first)?;
            self.html.write_str("</details>\n")?;
        }
        Ok(())
    }

    fn rows(&mut self, head: &[Label], rows: &[String], first: usize) -> fmt::Result {
        self.html
            .write_str("<table>\n<thead><tr><th scope=\"col\" class=\"rank\">#</th>")?;
        for label in head {
            let Label(_, english) = label;
            let number = if matches!(*english, "mentions" | "articles") {
                " class=\"number\""
            } else {
                ""
            };
            write!(self.html, "<th scope=\"col\"{number}>{label}</th>")?;
        }
        self.html.write_str("</tr></thead>\n<tbody>\n")?;
        for (at, row) in rows.iter().enumerate() {
            writeln!(
                self.html,
                "<tr><td class=\"rank\">{}</td>{row}</tr>",
                first + at
            )?;
        }
        self.html.write_str("</tbody>\n</table>\n")
    }

    /// How many there are beyond those shown.
    fn rest<V: super::super::tally::Value>(&mut self, tally: &Tally<u64, V>) -> fmt::Result {
        let all = Number(tally.len() as u64);
        let more = if tally.dropped() > 0 { "≥ " } else { "" };
        let label = Label("कुल", "in all");
        writeln!(self.html, "<p class=\"faint\">{label} {more}{all}</p>")
    }

    fn counts<V>(&self, slot: &Slot<V>, panel: Option<super::Panel>) -> String {
        format!(
            "<td class=\"number\">{}</td><td class=\"number\">{}</td>",
            self.figure(slot.count, slot.missed, panel),
            self.figure(slot.articles, slot.missed, panel),
        )
    }

    /// The name, and the short one where there is another.
    fn both_names(&self, profile: &Profile) -> String {
        let name = self.names.name(&profile.named);
        let short = self.names.short(&profile.named).hindi;
        let whole = named(&name);
        if short == name.hindi {
            return whole;
        }
        let also = format!(
            "</span> <span class=\"also\" lang=\"hi\">{}</span>",
            Escaped(&short)
        );
        whole.replacen("</span>", &also, 1)
    }

    fn party_cell(&self, party: Option<&str>) -> String {
        let Some(party) = party else {
            return String::new();
        };
        let mark = self
            .series(Some(party))
            .map(super::graph::mark)
            .unwrap_or_default();
        let name = match self.names.party(party) {
            Some(known) if known.short != party => named(&Name {
                hindi: known.short.clone(),
                english: Some(party.to_owned()),
            }),
            _ => Escaped(party).to_string(),
        };
        format!("<span class=\"party stack\">{mark}{name}</span>")
    }

    /// An office with what it is of.
    fn post(&self, post: &Post, between: &str) -> String {
        let office = named(&self.names.office(post));
        match self.of(post) {
            of if of.is_empty() => office,
            of => format!("{office}{between}{of}"),
        }
    }

    fn of(&self, post: &Post) -> String {
        let of = post.of.as_ref().map(|of| {
            let name = self.names.short(of);
            format!(
                "<span class=\"of\" lang=\"hi\">{}</span>",
                Escaped(&name.hindi)
            )
        });
        of.unwrap_or_default()
    }
}

/// Where a name is listed.
pub(super) fn origin(profile: &Profile) -> String {
    let id = profile.named.id.as_deref();
    let known = [id, profile.wikidata.as_deref()].into_iter().flatten();
    let known: Vec<String> = known.map(|id| Escaped(id).to_string()).collect();
    match known.is_empty() {
        true => String::new(),
        false => format!(" <code>{}</code>", known.join(" · ")),
    }
}
