//! Rules of `data/rules.tsv`: patterns over strings of one class byte per word or per mention.
//!
//! A pattern is a regular expression in which `{name}` stands for a class of [`CLASSES`]; blanks
//! mean nothing. Patterns run in linear time and never see the text.

use crate::gazetteer::record::{Row, Table};
use once_cell::sync::Lazy;
use regex::bytes::{Regex, RegexBuilder};

/// Class bytes by their names in patterns. A lower-case partner continues a phrase.
pub(crate) const CLASSES: &[(&str, &str)] = &[
    ("title", "(?:[MO][mo]*)"),
    ("minister", "(?:Mm*)"),
    ("party", "(?:Aa*)"),
    ("place", "(?:Ll*)"),
    ("person", "(?:Rr*)"),
    ("status", "(?:Tt*)"),
    ("candidate", "(?:Cc*)"),
    ("portfolio", "(?:[Ff])"),
    ("proxy", "(?:Kk*)"),
    ("kin", "N"),
    ("joining", r"\+"),
    ("leaving", "<"),
    ("honorific", r"(?:H\.?)"),
    ("ji", "J"),
    ("genitive", "G"),
    ("ergative", "E"),
    ("ablative", "B"),
    ("locative", "I"),
    ("case", "D"),
    ("joiner", "U"),
    ("central", "Q"),
    ("post", "P"),
    ("relative", "W"),
    ("elected", "V"),
    ("as", "(?:S+)"),
    ("past", "X"),
    ("copula", "Y"),
    ("leader", "Z"),
    ("head", "h"),
    ("party-head", "p"),
    ("body", "b"),
    ("alias", "u"),
    ("clause", "j"),
    ("seat", "%"),
    ("contest", "~"),
    ("pronoun", "w"),
    ("saying", "s"),
    ("member", "e"),
    ("ward", "d"),
    ("number-word", "n"),
    ("number", "0"),
    ("comma", ","),
    ("dash", "-"),
    ("stop", r"\."),
    ("open", r"\("),
    ("close", r"\)"),
    ("quote", "\""),
    ("colon", ":"),
    ("word", "[xv$f]"),
    ("start", "^"),
    // Words between the parts of one clause: no person, no mark, no new clause, no verb of saying.
    ("between", "[^RO,|js()]"),
];

/// Which string a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// One byte per word, before anything is decided.
    Word,
    /// One byte per mention, and per word between.
    Mention,
}

/// A compiled rule.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) level: Level,
    pub(crate) pattern: Regex,
}

static SOURCE: &str = include_str!("../data/rules.tsv");

/// All rules, in the order in which they are tried. Compiled once, at the first article. A wrong
/// row would be left out; the tests below find it.
pub(crate) static RULES: Lazy<Vec<Rule>> = Lazy::new(|| {
    let rows = table().into_iter().flat_map(Table::rows);
    rows.filter_map(|row| compile(&row.ok()?).ok()).collect()
});

/// The rules of one level.
pub(crate) fn of_level(level: Level) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.level == level)
}

fn table() -> Result<Table<'static>, crate::error::DataError> {
    let columns = ["rule", "level", "pattern", "yields", "holds", "fails"];
    Table::new("data/rules.tsv", SOURCE.as_bytes(), &columns, &columns)
}

fn compile(row: &Row<'static>) -> Result<Rule, crate::error::DataError> {
    let level = match row.cell("level") {
        "word" => Level::Word,
        "mention" => Level::Mention,
        other => {
            return Err(row.error(
                Some("level"),
                format!("expected word or mention, found {other:?}"),
            ));
        }
    };
    let mut pattern = String::from("(?s-u)");
    let mut rest = row.required("pattern")?;
    while let Some((before, after)) = rest.split_once('{') {
        pattern.extend(before.chars().filter(|c| *c != ' '));
        let wrong = || {
            row.error(
                Some("pattern"),
                format!("expected the name of a class in {{{after}"),
            )
        };
        let (name, after) = after.split_once('}').ok_or_else(wrong)?;
        let known = CLASSES.iter().find(|(known, _)| *known == name);
        match known {
            Some((_, class)) => pattern.push_str(class),
            // `{2}`, `{0,3}`: a count.
            None if name.starts_with(|c: char| c.is_ascii_digit()) => {
                pattern.extend(["{", name, "}"]);
            }
            None => return Err(wrong()),
        }
        rest = after;
    }
    pattern.extend(rest.chars().filter(|c| *c != ' '));
    let compiled = RegexBuilder::new(&pattern).unicode(false).build();
    let pattern = compiled
        .map_err(|error| row.error(Some("pattern"), format!("expected a pattern: {error}")))?;
    Ok(Rule {
        name: row.required("rule")?,
        level,
        pattern,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_rule() {
        for row in table().unwrap().rows() {
            let row = row.unwrap();
            compile(&row).unwrap_or_else(|error| panic!("{error}"));
            assert!(
                !row.cell("holds").is_empty(),
                "{}: a rule needs an example",
                row.cell("rule")
            );
            assert!(
                !row.cell("fails").is_empty(),
                "{}: and one it must not read",
                row.cell("rule")
            );
        }
    }
}
