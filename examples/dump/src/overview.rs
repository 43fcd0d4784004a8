//! What all articles together say, as a small page: how many, and how many mentions of each kind.

use neta::{Date, EntityKind, Extraction};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// An article and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// As the dump has it, or its place.
    pub id: Option<&'a str>,
    /// As the dump has it.
    pub title: Option<&'a str>,
    /// When it appeared.
    pub date: Option<Date>,
    /// Its text, and what was found there.
    pub found: &'a Extraction<'a>,
}

/// Sums over articles in the order of the input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    articles: u64,
    mentions: [u64; EntityKind::ALL.len()],
    first: Option<String>,
    last: Option<String>,
    /// How the first articles are called.
    names: Vec<String>,
}

const NAMES: usize = 10;

impl Report {
    /// Of no article.
    pub fn new() -> Report {
        Report::default()
    }

    /// Adds an article.
    pub fn add(&mut self, article: &Article<'_>) {
        self.articles += 1;
        for mention in article.found.mentions() {
            self.mentions[mention.kind as usize] += 1;
        }
        let name = article.title.or(article.id);
        self.name(name.map(String::from));
        let day = article.date.map(|date: Date| date.to_string());
        self.days(day.clone(), day);
    }

    /// Adds the articles after these.
    pub fn merge(&mut self, later: Report) {
        self.articles += later.articles;
        for (sum, more) in self.mentions.iter_mut().zip(later.mentions) {
            *sum += more;
        }
        self.days(later.first, later.last);
        self.name(later.names);
    }

    fn name(&mut self, names: impl IntoIterator<Item = String>) {
        let room = NAMES - self.names.len();
        self.names.extend(names.into_iter().take(room));
    }

    fn days(&mut self, first: Option<String>, last: Option<String>) {
        self.first = self.first.take().into_iter().chain(first).min();
        self.last = self.last.take().into_iter().chain(last).max();
    }

    /// Writes the page.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>neta</title>"
        )?;
        writeln!(out, "<h1>{} articles</h1>", self.articles)?;
        if let (Some(first), Some(last)) = (&self.first, &self.last) {
            writeln!(out, "<p>From {first} to {last}.</p>")?;
        }
        writeln!(out, "<table>\n<tr><th>kind<th>mentions")?;
        for (kind, count) in EntityKind::ALL.iter().zip(self.mentions) {
            writeln!(out, "<tr><td>{kind}<td>{count}")?;
        }
        writeln!(out, "</table>\n<p>The first of them:\n<ul>")?;
        for name in &self.names {
            let name = name.replace('&', "&amp;").replace('<', "&lt;");
            writeln!(out, "<li>{name}")?;
        }
        writeln!(out, "</ul>\n</html>")
    }
}
