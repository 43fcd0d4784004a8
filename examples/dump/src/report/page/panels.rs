//! The sentences behind the figures: one panel for each, which its button opens.

use super::super::sample::{Quote, Samples, Source};
use super::text::{Escaped, Label, Number};
use std::fmt::{self, Write};

/// A panel's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Panel(usize);

impl fmt::Display for Panel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "q{}", self.0)
    }
}

/// Panels in the order of their numbers, as HTML.
#[derive(Default)]
pub(super) struct Panels {
    html: String,
    count: usize,
}

/// What a panel is about.
pub(super) struct Topic<'t> {
    /// HTML.
    pub(super) heading: &'t str,
    pub(super) articles: u64,
    /// On paper nothing can be opened: these panels are printed.
    pub(super) printed: bool,
}

impl Panels {
    /// A panel with the sentences of a figure; none if no sample of it was kept.
    pub(super) fn add(&mut self, topic: &Topic<'_>, samples: &Samples) -> Option<Panel> {
        if samples.is_empty() {
            return None;
        }
        let panel = Panel(self.count);
        self.count += 1;
        // Cannot fail: a `String` takes whatever is written to it.
        let _ = write_panel(panel, topic, samples, &mut self.html);
        Some(panel)
    }

    pub(super) fn html(&self) -> &str {
        &self.html
    }
}

fn write_panel(
    panel: Panel,
    topic: &Topic<'_>,
    samples: &Samples,
    out: &mut String,
) -> fmt::Result {
    let printed = if topic.printed {
        " class=\"printed\""
    } else {
        ""
    };
    write!(
        out,
        "<section popover id=\"{panel}\"{printed} role=\"dialog\" aria-labelledby=\"{panel}h\">\n\
         <header><h3 id=\"{panel}h\">{}</h3>\
         <button type=\"button\" popovertarget=\"{panel}\" popovertargetaction=\"hide\" \
         aria-label=\"बंद करें · Close\">×</button></header>\n<p class=\"faint\">",
        topic.heading,
    )?;
    let (shown, all) = (samples.len() as u64, topic.articles);
    let (shown, all) = (Number(shown), Number(all.max(shown)));
    let label = Label("लेख", if all.0 == 1 { "article" } else { "articles" });
    writeln!(out, "{shown} / {all} {label}</p>\n<ol>")?;
    for sample in samples.iter() {
        out.write_str("<li>")?;
        for quote in sample.quotes() {
            write_quote(quote, out)?;
        }
        write_source(&sample.quote.passage.source, out)?;
        out.write_str("</li>\n")?;
    }
    out.write_str("</ol>\n</section>\n")
}

fn write_quote(quote: &Quote, out: &mut String) -> fmt::Result {
    let text = &quote.passage.text;
    let mut at = 0;
    out.write_str("<blockquote lang=\"hi\">")?;
    for (start, end) in quote.marks() {
        let (start, end) = (start as usize, end as usize);
        // A checkpoint may have been changed by hand.
        let (Some(before), Some(marked)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        write!(out, "{}<mark>{}</mark>", Escaped(before), Escaped(marked))?;
        at = end;
    }
    let rest = text.get(at..).unwrap_or_default();
    write!(out, "{}</blockquote>", Escaped(rest))
}

fn write_source(source: &Source, out: &mut String) -> fmt::Result {
    out.write_str("<p class=\"source\">")?;
    if let Some(title) = &source.title {
        write!(out, "<cite lang=\"hi\">{}</cite> ", Escaped(title))?;
    }
    if let Some(date) = &source.date {
        write!(out, "<time datetime=\"{0}\">{0}</time> ", Escaped(date))?;
    }
    match &source.id {
        Some(id) => write!(out, "<code>{}</code>", Escaped(id))?,
        None if source.title.is_none() => {
            write!(
                out,
                "{}",
                Label("बिना पहचान का लेख", "an article without id")
            )?;
        }
        None => {}
    }
    out.write_str("</p>")
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::{Evidence, Passage};
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_panel_escapes_all_of_an_article() {
        let bad = "</script><script>alert(1)</script>";
        let source = Source {
            id: Some(bad.into()),
            title: Some(bad.into()),
            date: Some("2024-06-09".into()),
        };
        let passage = Passage {
            text: format!("{bad} राम & \"श्याम\"").into(),
            source: Arc::new(source),
        };
        let start = passage.text.find("राम").unwrap() as u32;
        let quote = Quote {
            passage: Arc::new(passage),
            mark: (start, start + 9),
            also: Some((1, 900)),
        };
        let evidence = Evidence { quote, other: None };
        let mut samples = Samples::default();
        samples.offer(0, 1, || Some(evidence));
        let mut panels = Panels::default();
        let topic = Topic {
            heading: "राम",
            articles: 3,
            printed: false,
        };
        assert_eq!(panels.add(&topic, &samples).unwrap().to_string(), "q0");
        assert_eq!(panels.add(&topic, &Samples::default()), None);
        let html = panels.html();
        assert!(!html.contains("<script"), "{html}");
        assert!(
            html.contains(" <mark>राम</mark> &amp; &quot;श्याम&quot;</blockquote>"),
            "{html}"
        );
        assert_eq!(html.matches("&lt;/script&gt;").count(), 6);
        assert!(html.contains("1 / 3 "));
    }
}
