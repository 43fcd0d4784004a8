//! The page: one HTML document with its style and script inside.
//!
//! All figures and tables are there without the script, and so are the sentences behind them: a
//! panel is a popover that a button opens. The script adds what only a pointer does: points of the
//! charts and lines of the network that open the same panels.

mod chart;
mod graph;
mod names;
mod panels;
mod tables;
mod text;

use super::Report;
use super::sample::Samples;
use super::tally::Slot;
use super::value::{Named, Profile};
use names::{Name, Names};
use panels::{Panel, Panels, Topic};
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::io;
use text::{Escaped, Label, Number};

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// Series of a chart, and parties that have a colour and a shape of their own.
const SERIES: usize = 6;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(report);
    // Cannot fail: a `String` takes whatever is written to it.
    let _ = page.body();
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>समाचार में कौन · Who is in the news</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )?;
    out.write_all(page.html.as_bytes())?;
    write!(
        out,
        "<div id=\"panels\">\n<h2 class=\"paper\">{}</h2>\n{}</div>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        Label("कुछ वाक्य", "Some sentences"),
        page.panels.html()
    )
}

/// The page while it is written.
struct Page<'r> {
    report: &'r Report,
    names: Names,
    html: String,
    panels: Panels,
    /// Panels of people and parties by their keys: several figures open one.
    known: HashMap<u64, Option<Panel>>,
    known_pairs: HashMap<(u64, u64), Option<Panel>>,
    /// The parties with a colour and a shape of their own, by id or name.
    coloured: Vec<String>,
}

impl<'r> Page<'r> {
    fn new(report: &'r Report) -> Page<'r> {
        let parties = report.parties.top(SERIES);
        let coloured = parties.iter().map(|(_, slot)| identity(&slot.value.named));
        Page {
            report,
            names: Names::new(),
            html: String::new(),
            panels: Panels::default(),
            known: HashMap::new(),
            known_pairs: HashMap::new(),
            coloured: coloured.map(str::to_owned).collect(),
        }
    }

    fn body(&mut self) -> fmt::Result {
        self.header()?;
        self.html.write_str("<main>\n")?;
        self.overview()?;
        self.people()?;
        self.parties()?;
        self.time()?;
        self.together()?;
        self.holdings()?;
        self.posts()?;
        self.places()?;
        self.about()?;
        self.html.write_str("</main>\n")
    }

    fn header(&mut self) -> fmt::Result {
        let sections = [
            ("people", Label("लोग", "People")),
            ("parties", Label("दल", "Parties")),
            ("time", Label("समय", "Time")),
            ("together", Label("साथ-साथ", "Together")),
            ("holders", Label("पदधारक", "Holders")),
            ("offices", Label("पद", "Offices")),
            ("places", Label("स्थान", "Places")),
        ];
        self.html.write_str(
            "<header class=\"top\">\n<h1><span class=\"t\" lang=\"hi\">समाचार में कौन</span> \
             <span class=\"t\" lang=\"en\">Who is in the news</span></h1>\n\
             <fieldset class=\"language\"><legend>भाषा · Language</legend>\
             <label lang=\"hi\"><input type=\"radio\" name=\"language\" id=\"only-hi\"><span>हिन्दी</span></label>\
             <label><input type=\"radio\" name=\"language\" id=\"only-en\"><span>English</span></label>\
             <label><input type=\"radio\" name=\"language\" id=\"both\" checked>\
             <span><span lang=\"hi\">दोनों</span> · Both</span></label></fieldset>\n\
             <nav aria-label=\"अनुभाग · Sections\"><ul>\n",
        )?;
        for (id, label) in sections {
            writeln!(self.html, "<li><a href=\"#{id}\">{label}</a></li>")?;
        }
        self.html.write_str("</ul></nav>\n</header>\n")
    }

    fn overview(&mut self) -> fmt::Result {
        let report = self.report;
        self.note(
            "यह पन्ना बताता है कि एक संग्रह के लेख किन लोगों, दलों, स्थानों और पदों का नाम लेते हैं। \
             रेखांकित संख्या दबाइए: उसके पीछे के वाक्य खुलेंगे।",
            "Whom and what the articles of a collection name: people, parties, places and offices. \
             Press an underlined number to read sentences behind it.",
        )?;
        self.html.write_str("<dl class=\"overview\">\n")?;
        let articles = Number(report.articles).to_string();
        self.fact(Label("लेख", "articles"), &articles, "")?;
        if let Some((first, last)) = report.timeline.ends() {
            let dated = report.timeline.dated();
            let dates = if first == last {
                first.to_string()
            } else {
                format!("{first} <span class=\"to\">–</span> {last}")
            };
            let note = match report.articles - dated.min(report.articles) {
                0 => String::new(),
                without => {
                    let label = Label("बिना तारीख़", "undated");
                    format!("{} {label}", Number(without))
                }
            };
            self.fact(Label("तारीख़ें", "dates"), &dates, &note)?;
        }
        let kinds = [
            (
                Label("लोग", "people"),
                report.people.len(),
                report.people.dropped(),
            ),
            (
                Label("दल", "parties"),
                report.parties.len(),
                report.parties.dropped(),
            ),
            (
                Label("स्थान", "places"),
                report.places.len(),
                report.places.dropped(),
            ),
            (
                Label("पद", "offices"),
                report.posts.len(),
                report.posts.dropped(),
            ),
        ];
        for ((label, count, dropped), mentions) in kinds.into_iter().zip(report.mentions) {
            let more = if dropped > 0 { "≥ " } else { "" };
            let count = format!("{more}{}", Number(count as u64));
            let note = format!("{} {}", Number(mentions), Label("उल्लेख", "mentions"));
            self.fact(label, &count, &note)?;
        }
        self.html.write_str("</dl>\n")
    }

    fn fact(&mut self, label: Label, value: &str, note: &str) -> fmt::Result {
        write!(self.html, "<div><dt>{label}</dt><dd><b>{value}</b>")?;
        if !note.is_empty() {
            write!(self.html, " <small>{note}</small>")?;
        }
        self.html.write_str("</dd></div>\n")
    }

    fn section(&mut self, id: &str, heading: Label) -> fmt::Result {
        writeln!(
            self.html,
            "<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{heading}</h2>"
        )
    }

    fn end(&mut self) -> fmt::Result {
        self.html.write_str("</section>\n")
    }

    /// A paragraph in both languages.
    fn note(&mut self, hindi: &str, english: &str) -> fmt::Result {
        writeln!(
            self.html,
            "<div class=\"note\"><p class=\"t\" lang=\"hi\">{hindi}</p>\
             <p class=\"t\" lang=\"en\">{english}</p></div>"
        )
    }

    /// A number that opens a panel; underlined only if there is one.
    fn figure(&self, number: u64, missed: u64, panel: Option<Panel>) -> String {
        let least = if missed > 0 { "≥ " } else { "" };
        let number = Number(number);
        match panel {
            Some(panel) => format!(
                "<button type=\"button\" popovertarget=\"{panel}\">{least}{number}</button>"
            ),
            None => format!("{least}{number}"),
        }
    }

    /// The panel of a person, party or place.
    fn panel_of(&mut self, key: u64, slot: &Slot<Profile>, printed: bool) -> Option<Panel> {
        if let Some(panel) = self.known.get(&key) {
            return *panel;
        }
        let heading = named(&self.names.name(&slot.value.named)) + &tables::origin(&slot.value);
        let panel = self.panel(&heading, slot.articles, printed, &slot.samples);
        self.known.insert(key, panel);
        panel
    }

    fn panel(
        &mut self,
        heading: &str,
        articles: u64,
        printed: bool,
        samples: &Samples,
    ) -> Option<Panel> {
        let topic = Topic {
            heading,
            articles,
            printed,
        };
        self.panels.add(&topic, samples)
    }

    /// The colour and shape of a party, by abbreviation or name.
    fn series(&self, party: Option<&str>) -> Option<usize> {
        let party = party?;
        let id = self
            .names
            .party(party)
            .and_then(|party| party.id.as_deref());
        self.coloured
            .iter()
            .position(|known| known == id.unwrap_or(party))
    }

    fn about(&mut self) -> fmt::Result {
        self.section(
            "about",
            Label("ये संख्याएँ कैसे बनीं", "How to read these figures"),
        )?;
        let notes = [
            (
                "नाम मशीन ने ढूँढे हैं: कुछ छूटे होंगे, कुछ ग़लत होंगे।",
                "A program found the names: some are missed, some are wrong.",
            ),
            (
                "“उल्लेख” बताता है कि नाम कितनी बार आया, “लेख” यह कि कितने लेखों में आया।",
                "Mentions count how often a name stands, articles in how many of them.",
            ),
            (
                "जो लोग सूची में नहीं हैं, वे अपने नाम से ही पहचाने जाते हैं: एक नाम के दो लोग यहाँ एक हैं।",
                "People in no list are told apart by their names only: two of one name are one here.",
            ),
            (
                "व्यक्ति का दल वह है जो सबसे ज़्यादा लेखों से निकला; लेख न बताए तो सूची से।",
                "A person’s party is what most articles lead to: their words, else the list.",
            ),
            (
                "पद की स्थिति वही है जो लेख में लिखी है; ख़ाली का अर्थ है कि लेख नहीं बताता।",
                "An office’s status is what the text says; an empty cell means that it does not say.",
            ),
            (
                "साथ-साथ: एक ही लेख में नाम आया हो; हर लेख के पहले 30 लोग गिने गए।",
                "Together means in one article; of each article the first 30 people count.",
            ),
            (
                "वाक्य पूरे संग्रह से बिना पसंद-नापसंद चुने गए कुछ नमूने हैं।",
                "The sentences are a few samples, spread over the whole collection.",
            ),
        ];
        self.html.write_str("<ul class=\"notes\">\n")?;
        for (hindi, english) in notes {
            self.html.write_str("<li>")?;
            self.note(hindi, english)?;
            self.html.write_str("</li>\n")?;
        }
        self.bounds()?;
        self.html.write_str("</ul>\n")?;
        self.end()
    }

    /// Says which tables were too small for the dump.
    fn bounds(&mut self) -> fmt::Result {
        let report = self.report;
        let tables = [
            (Label("लोग", "People"), report.people.dropped()),
            (Label("दल", "Parties"), report.parties.dropped()),
            (Label("स्थान", "Places"), report.places.dropped()),
            (Label("पद", "Offices"), report.posts.dropped()),
            (Label("पदधारक", "Office holders"), report.holdings.dropped()),
            (Label("जोड़ियाँ", "Pairs of people"), report.pairs.dropped()),
            (Label("समय", "Figures over time"), report.moments.dropped()),
        ];
        if tables.iter().all(|(_, dropped)| *dropped == 0) {
            self.html.write_str("<li>")?;
            self.note("सभी संख्याएँ पूरी हैं।", "All counts are exact.")?;
            return self.html.write_str("</li>\n");
        }
        for (Label(hindi, english), dropped) in tables {
            if dropped > 0 {
                let dropped = Number(dropped);
                self.html.write_str("<li>")?;
                self.note(
                    &format!(
                        "{hindi}: दुर्लभ नामों के लिए जगह कम पड़ी; छोड़े गए किसी नाम के {dropped} से \
                         ज़्यादा उल्लेख नहीं हैं। “≥” वाली संख्या कम से कम इतनी है।"
                    ),
                    &format!(
                        "{english}: there was no room for all rare ones; none that was left out has \
                         more than {dropped} mentions. A number with “≥” is a lower bound."
                    ),
                )?;
                self.html.write_str("</li>\n")?;
            }
        }
        Ok(())
    }
}

/// What tells a listed or unlisted entity from others of its kind.
fn identity(named: &Named) -> &str {
    named.id.as_deref().unwrap_or(&named.name)
}

/// A name as HTML.
fn named(name: &Name) -> String {
    let hindi = format!("<span lang=\"hi\">{}</span>", Escaped(&name.hindi));
    match &name.english {
        Some(english) => format!("{hindi} <small lang=\"en\">{}</small>", Escaped(english)),
        None => hindi,
    }
}
