//! What all articles together say, as a small page: how many, and how many mentions of each kind.

use crate::output::Article;
use neta::{Date, EntityKind};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// Sums over articles in the order of the input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    articles: u64,
    mentions: [u64; EntityKind::ALL.len()],
    first: Option<String>,
    last: Option<String>,
}

impl Overview {
    /// Of no article.
    pub fn new() -> Overview {
        Overview::default()
    }

    /// Adds an article.
    pub fn add(&mut self, article: &Article<'_>) {
        self.articles += 1;
        for mention in article.found.mentions() {
            self.mentions[mention.kind as usize] += 1;
        }
        let day = article.date.map(|date: Date| date.to_string());
        self.days(day.clone(), day);
    }

    /// Adds the articles after these.
    pub fn merge(&mut self, later: Overview) {
        self.articles += later.articles;
        for (sum, more) in self.mentions.iter_mut().zip(later.mentions) {
            *sum += more;
        }
        self.days(later.first, later.last);
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
        writeln!(out, "</table>\n</html>")
    }
}
