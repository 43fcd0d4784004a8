//! Who is named with whom, as a drawing, and the shapes that tell parties apart without colour.

use super::super::network::{Extent, HEIGHT, Network, Tie, WIDTH};
use super::super::tally::Slot;
use super::text::{Escaped, Label, Number};
use super::{Page, Panel, SERIES, named};
use std::collections::BTreeSet;
use std::fmt::{self, Write};

/// A letter of a label, as wide as most are.
const LETTER: f64 = 6.1;
/// From the middle of a node to the lower edge of its label.
const LABEL: f64 = 16.0;

impl Page<'_> {
    pub(super) fn together(&mut self) -> fmt::Result {
        let report = self.report;
        self.section(
            "together",
            Label("किनका नाम साथ-साथ आता है", "Who is named with whom"),
        )?;
        let network = Network::new(&report.pairs, |key| report.people.get(key).is_some());
        if network.ties.is_empty() {
            self.note(
                "किसी लेख में दो लोगों का नाम साथ नहीं आया।",
                "No article names two people together.",
            )?;
            return self.end();
        }
        self.note(
            "रेखा जितनी मोटी, उतने ज़्यादा लेखों में दोनों का नाम। व्यक्ति या रेखा दबाइए: वाक्य खुलेंगे।",
            "The thicker a line, the more articles name both. Press a person or a line to read sentences.",
        )?;
        self.html
            .write_str("<div class=\"charts\">\n<figure id=\"network\">\n")?;
        self.drawing(&network)?;
        self.html.write_str("</figure>\n<div>\n")?;
        self.pairs()?;
        self.html.write_str("</div>\n</div>\n")?;
        self.end()
    }

    fn drawing(&mut self, network: &Network) -> fmt::Result {
        let report = self.report;
        let people = network
            .people
            .iter()
            .filter_map(|&key| Some((key, report.people.get(key)?)));
        let people: Vec<_> = people.collect();
        let most = people
            .iter()
            .map(|(_, slot)| slot.articles)
            .max()
            .unwrap_or(1);
        let names: Vec<String> = people
            .iter()
            .map(|(_, slot)| self.names.name(&slot.value.named).hindi)
            .collect();
        let radius = |articles: u64| 4.5 + 7.0 * (articles as f64 / most as f64).sqrt();
        let extents: Vec<Extent> = people
            .iter()
            .zip(&names)
            .map(|((_, slot), name)| {
                let radius = radius(slot.articles);
                Extent {
                    side: (width(name) / 2.0).max(radius) + 2.0,
                    above: radius + 2.0,
                    below: radius + LABEL,
                }
            })
            .collect();
        let points = network.layout(&extents);
        let series: Vec<Option<usize>> = people
            .iter()
            .map(|(_, slot)| self.series(slot.value.party()))
            .collect();
        writeln!(
            self.html,
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"साथ-साथ आए नाम: तालिका \
             में भी · People named together: also in the table\">"
        )?;
        let strongest = network
            .ties
            .iter()
            .map(|tie| tie.articles)
            .max()
            .unwrap_or(1);
        for tie in network.ties.iter().rev() {
            let (one, other) = (points[tie.ends.0], points[tie.ends.1]);
            let panel = report
                .pairs
                .get(tie.key)
                .and_then(|slot| self.pair_panel(tie.key, slot));
            let line = format!("M{:.1} {:.1}L{:.1} {:.1}", one.x, one.y, other.x, other.y);
            self.tie(
                tie,
                strongest,
                panel,
                &line,
                [&names[tie.ends.0], &names[tie.ends.1]],
            )?;
        }
        for (at, (key, slot)) in people.iter().enumerate() {
            let panel = self.panel_of(*key, slot, false);
            let (point, name, radius) = (points[at], Escaped(&names[at]), radius(slot.articles));
            let class = class(series[at].unwrap_or(SERIES));
            let node = shape(series[at].unwrap_or(SERIES), point.x, point.y, radius);
            let opens = panel
                .map(|panel| format!(" data-panel=\"{panel}\""))
                .unwrap_or_default();
            writeln!(
                self.html,
                "<g class=\"node {class}\" data-node=\"{at}\"{opens}>{node}<text lang=\"hi\" x=\"{:.1}\" \
                 y=\"{:.1}\" text-anchor=\"middle\">{name}</text><title>{name}: {}</title></g>",
                point.x,
                point.y + radius + 11.0,
                Number(slot.articles),
            )?;
        }
        self.html.write_str("</svg>\n")?;
        self.parties_legend(&series)
    }

    fn tie(
        &mut self,
        tie: &Tie,
        strongest: u64,
        panel: Option<Panel>,
        line: &str,
        names: [&String; 2],
    ) -> fmt::Result {
        let width = 0.7 + 5.3 * tie.articles as f64 / strongest as f64;
        let opens = panel
            .map(|panel| format!(" data-panel=\"{panel}\""))
            .unwrap_or_default();
        writeln!(
            self.html,
            "<g class=\"tie\" data-ends=\"{} {}\"{opens}><path d=\"{line}\" stroke-width=\"{width:.1}\"/>\
             <path class=\"hit\" d=\"{line}\"/><title>{} – {}: {}</title></g>",
            tie.ends.0,
            tie.ends.1,
            Escaped(names[0]),
            Escaped(names[1]),
            Number(tie.articles),
        )
    }

    fn parties_legend(&mut self, series: &[Option<usize>]) -> fmt::Result {
        let report = self.report;
        let present: BTreeSet<usize> = series.iter().flatten().copied().collect();
        let parties = report.parties.top(SERIES);
        self.html.write_str("<ul class=\"legend\">")?;
        for (at, (_, slot)) in parties
            .iter()
            .enumerate()
            .filter(|(at, _)| present.contains(at))
        {
            let name = named(&self.names.short(&slot.value.named));
            write!(self.html, "<li>{}{name}</li>", mark(at))?;
        }
        if series.contains(&None) {
            let other = Label("अन्य या अज्ञात दल", "other party or none known");
            write!(self.html, "<li>{}{other}</li>", mark(SERIES))?;
        }
        self.html.write_str("</ul>\n")
    }

    /// The panel of a pair.
    pub(super) fn pair_panel(&mut self, key: (u64, u64), slot: &Slot<()>) -> Option<Panel> {
        if let Some(panel) = self.known_pairs.get(&key) {
            return *panel;
        }
        let report = self.report;
        let people = [key.0, key.1].map(|key| report.people.get(key));
        let names = people
            .into_iter()
            .flatten()
            .map(|person| self.names.name(&person.value.named));
        let names: Vec<String> = names
            .map(|name| format!("<span lang=\"hi\">{}</span>", Escaped(&name.hindi)))
            .collect();
        let panel = self.panel(&names.join(" – "), slot.articles, false, &slot.samples);
        self.known_pairs.insert(key, panel);
        panel
    }
}

/// How wide a label is, about: signs above and below a letter take no room of their own.
fn width(name: &str) -> f64 {
    let letters = name.chars().filter(|c| {
        !matches!(c, '\u{900}'..='\u{902}' | '\u{93C}' | '\u{941}'..='\u{948}' | '\u{94D}' | '\u{200C}' | '\u{200D}')
    });
    letters.count() as f64 * LETTER
}

/// The mark of a series, around a point: a shape of its own for each, so that none is told from
/// another by colour alone.
pub(super) fn shape(series: usize, x: f64, y: f64, radius: f64) -> String {
    let corners = |corners: &[(f64, f64)]| {
        let mut path = String::new();
        for (at, (dx, dy)) in corners.iter().enumerate() {
            let to = if at == 0 { 'M' } else { 'L' };
            // Cannot fail: a `String` takes whatever is written to it.
            let _ = write!(path, "{to}{:.1} {:.1}", x + dx * radius, y + dy * radius);
        }
        format!("<path class=\"mark\" d=\"{path}Z\"/>")
    };
    match series {
        0 => format!("<circle class=\"mark\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>"),
        1 => corners(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        2 => corners(&[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)]),
        3 => corners(&[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)]),
        4 => corners(&[(0.0, 1.2), (1.1, -0.8), (-1.1, -0.8)]),
        5 => corners(&[
            (-0.4, -1.2),
            (0.4, -1.2),
            (0.4, -0.4),
            (1.2, -0.4),
            (1.2, 0.4),
            (0.4, 0.4),
            (0.4, 1.2),
            (-0.4, 1.2),
            (-0.4, 0.4),
            (-1.2, 0.4),
            (-1.2, -0.4),
            (-0.4, -0.4),
        ]),
        _ => format!(
            "<circle class=\"mark ring\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>",
            radius * 0.85
        ),
    }
}

/// A series' mark by itself, for tables and legends.
pub(super) fn mark(series: usize) -> String {
    let (class, mark) = (class(series), shape(series, 6.0, 6.0, 4.4));
    format!(
        "<svg class=\"mark-key {class}\" viewBox=\"0 0 12 12\" aria-hidden=\"true\">{mark}</svg>"
    )
}

/// A series' mark on its line, for the legends of charts.
pub(super) fn line(series: usize) -> String {
    let (class, mark) = (class(series), shape(series, 14.0, 6.0, 3.8));
    format!(
        "<svg class=\"line-key {class}\" viewBox=\"0 0 28 12\" aria-hidden=\"true\">\
         <path class=\"dash\" d=\"M1 6H27\"/>{mark}</svg>"
    )
}

fn class(series: usize) -> String {
    if series < SERIES {
        format!("s{series}")
    } else {
        "none".to_owned()
    }
}
