//! Parties and people over time: a line chart each, with a table that says the same.

use super::super::tally::{Slot, Tally};
use super::super::time::{Bucket, Grain, Window};
use super::super::value::Profile;
use super::graph::{line, shape};
use super::names::Name;
use super::text::{Escaped, Label, Number};
use super::{Page, Panel, SERIES, named};
use std::borrow::Cow;
use std::fmt::{self, Write};

/// The size of a chart, and the room around its plot.
const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;
/// Labels of the time axis, and markers on a line, at most.
const LABELS: usize = 5;
const MARKERS: usize = 12;
/// With fewer buckets there is no line to draw.
const LEAST: usize = 3;

/// Counts by entity and bucket.
type Moments = Tally<(u64, Bucket), ()>;

struct Series {
    name: Name,
    /// One for each bucket.
    points: Vec<Point>,
}

#[derive(Clone, Copy, Default)]
struct Point {
    articles: u64,
    missed: u64,
    panel: Option<Panel>,
}

impl<'r> Page<'r> {
    pub(super) fn time(&mut self) -> fmt::Result {
        let report = self.report;
        self.section("time", Label("समय के साथ", "Over time"))?;
        match report.timeline.window() {
            None => self.note(
                "किसी लेख की तारीख़ नहीं मिली, इसलिए समय के साथ बदलाव नहीं दिखाया जा सकता।",
                "No article has a date, so nothing can be shown over time.",
            )?,
            Some(window) => {
                self.time_note(&window)?;
                self.html.write_str("<div class=\"charts\">\n")?;
                self.over_time(
                    "chart-parties",
                    Label("दल", "Parties"),
                    &report.parties,
                    &window,
                )?;
                self.over_time(
                    "chart-people",
                    Label("लोग", "People"),
                    &report.people,
                    &window,
                )?;
                self.html.write_str("</div>\n")?;
            }
        }
        self.end()
    }

    fn time_note(&mut self, window: &Window) -> fmt::Result {
        let (hindi, english) = match window.grain {
            Grain::Day => ("हर दिन", "each day"),
            Grain::Month => ("हर महीने", "each month"),
            Grain::Year => ("हर साल", "each year"),
        };
        self.note(
            &format!("{hindi} कितने लेखों में नाम आया। बिंदु दबाइए: वाक्य खुलेंगे।"),
            &format!("In how many articles of {english}. Press a point to read sentences."),
        )?;
        if window.buckets.len() < LEAST {
            self.note(
                "तारीख़ें इतनी कम हैं कि रेखाचित्र नहीं बनता: तालिका देखिए।",
                "There are too few dates for a chart: see the tables.",
            )?;
        }
        if window.outside > 0 {
            let outside = Number(window.outside);
            self.note(
                &format!("{outside} लेख बाक़ी सबसे बहुत दूर की तारीख़ के हैं: वे यहाँ नहीं हैं।"),
                &format!(
                    "{outside} articles have dates far from all others: they are left out here."
                ),
            )?;
        }
        Ok(())
    }

    fn over_time(
        &mut self,
        id: &str,
        heading: Label,
        tally: &Tally<u64, Profile>,
        window: &Window,
    ) -> fmt::Result {
        let top = tally.top(SERIES);
        let moments = self.moments(window.grain);
        let all: Vec<Series> = top
            .iter()
            .map(|(key, slot)| self.one_series((*key, slot), window, &moments))
            .collect();
        write!(
            self.html,
            "<figure id=\"{id}\">\n<figcaption><h3>{heading}</h3>"
        )?;
        if all.is_empty() {
            self.html.write_str("</figcaption>")?;
            self.note("कुछ नहीं मिला।", "Nothing was found.")?;
            return self.html.write_str("</figure>\n");
        }
        self.html.write_str("<ul class=\"legend\">")?;
        for (at, series) in all.iter().enumerate() {
            let (key, name) = (line(at), named(&series.name));
            write!(self.html, "<li data-series=\"{at}\">{key}{name}</li>")?;
        }
        self.html.write_str("</ul></figcaption>\n")?;
        if window.buckets.len() >= LEAST {
            self.plot(&all, window, heading)?;
        }
        self.numbers(&all, window)?;
        self.html.write_str("</figure>\n")
    }

    /// The counts of longer buckets, if such are drawn.
    fn moments(&self, grain: Grain) -> Cow<'r, Moments> {
        let moments = &self.report.moments;
        if grain == self.report.timeline.grain() {
            return Cow::Borrowed(moments);
        }
        let mut longer = moments.clone();
        longer.rekey(grain.parts(), |(key, bucket)| (key, bucket.at(grain)));
        Cow::Owned(longer)
    }

    fn one_series(
        &mut self,
        (key, slot): (u64, &Slot<Profile>),
        window: &Window,
        moments: &Moments,
    ) -> Series {
        let name = self.names.short(&slot.value.named);
        let heading = named(&name);
        let mut points = Vec::with_capacity(window.buckets.len());
        for &(bucket, _) in &window.buckets {
            let slot = moments.get((key, bucket));
            points.push(slot.map_or_else(Point::default, |slot| Point {
                articles: slot.articles,
                missed: slot.missed,
                panel: {
                    let heading = format!("{heading} · {bucket}");
                    self.panel(&heading, slot.articles, false, &slot.samples)
                },
            }));
        }
        Series { name, points }
    }

    fn plot(&mut self, all: &[Series], window: &Window, heading: Label) -> fmt::Result {
        let points = all.iter().flat_map(|series| &series.points);
        let most = points.map(|point| point.articles).max().unwrap_or(0);
        let step = tick(most);
        let ceiling = most.div_ceil(step).max(1) * step;
        let last = (window.buckets.len() - 1) as f64;
        let x = |at: usize| LEFT + (WIDTH - LEFT - RIGHT) * at as f64 / last;
        let y = |articles: u64| {
            HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * articles as f64 / ceiling as f64
        };
        let out = &mut self.html;
        let Label(hindi, english) = heading;
        writeln!(
            out,
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             aria-label=\"{hindi} · {english}: नीचे की तालिका में भी · also in the table below\">"
        )?;
        for count in (0..=ceiling / step).map(|at| at * step) {
            let (y, right, count_label) = (y(count), WIDTH - RIGHT, Number(count));
            write!(out, "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{right}\"/>")?;
            let (x, y) = (LEFT - 6.0, y + 3.5);
            writeln!(
                out,
                "<text x=\"{x}\" y=\"{y:.1}\" text-anchor=\"end\">{count_label}</text>"
            )?;
        }
        for at in spread(window.buckets.len(), LABELS) {
            let (bucket, _) = window.buckets[at];
            let anchor = match at {
                0 => "start",
                at if at + 1 == window.buckets.len() => "end",
                _ => "middle",
            };
            let (x, y) = (if at == 0 { 4.0 } else { x(at) }, HEIGHT - 6.0);
            let x = if anchor == "end" { WIDTH - 2.0 } else { x };
            writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"{anchor}\">{bucket}</text>"
            )?;
        }
        for (number, series) in all.iter().enumerate().rev() {
            write!(
                out,
                "<g class=\"line s{number}\" data-series=\"{number}\"><path class=\"dash\" d=\""
            )?;
            for (at, point) in series.points.iter().enumerate() {
                let to = if at == 0 { 'M' } else { 'L' };
                write!(out, "{to}{:.1} {:.1}", x(at), y(point.articles))?;
            }
            out.write_str("\"/>")?;
            for at in spread(series.points.len(), MARKERS) {
                write!(
                    out,
                    "{}",
                    shape(number, x(at), y(series.points[at].articles), 3.4)
                )?;
            }
            out.write_str("</g>\n")?;
        }
        // Above all lines, or one would hide the points of another.
        for (number, series) in all.iter().enumerate().rev() {
            for (at, point) in series.points.iter().enumerate() {
                let Some(panel) = point.panel else { continue };
                let (bucket, articles) = window.buckets[at];
                writeln!(
                    out,
                    "<circle class=\"hit\" data-panel=\"{panel}\" data-series=\"{number}\" \
                     cx=\"{:.1}\" cy=\"{:.1}\" r=\"6\"><title>{} · {bucket}: {} / {}</title></circle>",
                    x(at),
                    y(point.articles),
                    Escaped(&series.name.hindi),
                    Number(point.articles),
                    Number(articles),
                )?;
            }
        }
        out.write_str("</svg>\n")
    }

    fn numbers(&mut self, all: &[Series], window: &Window) -> fmt::Result {
        let open = if window.buckets.len() < LEAST {
            " open"
        } else {
            ""
        };
        write!(
            self.html,
            "<details{open}><summary>{}</summary>\n\
             <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"तालिका · Table\">\n\
             <table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"number\">{}</th>",
            Label("तालिका", "Table"),
            Label("समय", "time"),
            Label("सभी लेख", "all articles"),
        )?;
        for series in all {
            write!(
                self.html,
                "<th scope=\"col\" class=\"number stack\">{}</th>",
                named(&series.name)
            )?;
        }
        self.html.write_str("</tr></thead>\n<tbody>\n")?;
        let buckets = window.buckets.iter().enumerate();
        for (at, &(bucket, articles)) in buckets.filter(|(_, (_, articles))| *articles > 0) {
            write!(
                self.html,
                "<tr><th scope=\"row\">{bucket}</th><td class=\"number\">{}</td>",
                Number(articles)
            )?;
            for series in all {
                let point = series.points[at];
                let figure = self.figure(point.articles, point.missed, point.panel);
                write!(self.html, "<td class=\"number\">{figure}</td>")?;
            }
            self.html.write_str("</tr>\n")?;
        }
        self.html
            .write_str("</tbody>\n</table>\n</div>\n</details>\n")
    }
}

/// The distance of grid lines: 1, 2 or 5 times a power of ten, so that there are at most five.
fn tick(most: u64) -> u64 {
    let mut power = 1;
    loop {
        for step in [1, 2, 5] {
            if most <= step * power * 5 {
                return step * power;
            }
        }
        power *= 10;
    }
}

/// At most `most` places among `count`, evenly, the first and the last among them.
fn spread(count: usize, most: usize) -> Vec<usize> {
    match count {
        0 => Vec::new(),
        1 => vec![0],
        count if count <= most => (0..count).collect(),
        count => (0..most).map(|at| at * (count - 1) / (most - 1)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_by_table() {
        for (most, expected) in [(0, 1), (5, 1), (6, 2), (24, 5), (26, 10), (1_001, 500)] {
            assert_eq!(tick(most), expected, "{most}");
        }
    }

    #[test]
    fn places_are_spread_from_end_to_end() {
        assert!(spread(0, 5).is_empty());
        assert_eq!(spread(1, 5), [0]);
        assert_eq!(spread(4, 5), [0, 1, 2, 3]);
        assert_eq!(spread(101, 5), [0, 25, 50, 75, 100]);
    }
}
