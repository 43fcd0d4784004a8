//! Rules of `data/rules.tsv`: patterns over strings of one class byte per word or per mention.
//!
//! A pattern is a regular expression in which `{name}` stands for a class of [`CLASSES`]; blanks
//! mean nothing. Patterns run in linear time and never see the text.
//!
//! Most sentences lack what most rules need: the bytes that a match must have are read from the
//! pattern once, and a rule runs only as far as the string has them.

use crate::gazetteer::record::{Row, Table};
use once_cell::sync::{Lazy, OnceCell};
use regex::bytes::{CaptureLocations, Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

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

macro_rules! groups {
    ($($group:ident $name:literal,)*) => {
        /// The parts of a match that a rule names.
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum Group { $($group),* }

        const GROUPS: &[(Group, &str)] = &[$((Group::$group, $name)),*];
    };
}

groups! {
    Title "title",
    Status "status",
    Listed "listed",
    Candidate "candidate",
    Ward "ward",
    Office "office",
    Holder "holder",
    Nobody "nobody",
    Former "former",
    Of "of",
    Party "party",
    Member "member",
    Seat "seat",
    Legislator "legislator",
    Line "line",
    Relative "relative",
    Kin "kin",
    Kinsman "kinsman",
    Joiner "joiner",
    Joined "joined",
    Leaver "leaver",
    Left "left",
    Verb "verb",
}

/// A rule as a row says it.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    /// A regular expression.
    source: String,
    /// Compiled when a string first has what it needs: a sentence wants few of the rules.
    pattern: OnceCell<Option<Pattern>>,
    /// Sets of bytes, one bit each, of each of which a match has at least one; small ones first.
    needs: Vec<u128>,
}

#[derive(Debug)]
struct Pattern {
    regex: Regex,
    /// Number of each group; 0 where there is none.
    groups: [usize; GROUPS.len()],
}

impl Rule {
    fn pattern(&self) -> Option<&Pattern> {
        let compile = || Pattern::compile(&self.source).ok();
        self.pattern.get_or_init(compile).as_ref()
    }
}

impl Pattern {
    fn compile(source: &str) -> Result<Pattern, String> {
        let regex = RegexBuilder::new(source).unicode(false).build();
        let regex = regex.map_err(|error| error.to_string())?;
        let mut groups = [0; GROUPS.len()];
        for (number, name) in regex.capture_names().enumerate() {
            let Some(name) = name else { continue };
            match GROUPS.iter().find(|(_, known)| *known == name) {
                Some((group, _)) => groups[*group as usize] = number,
                None => return Err(format!("no group is called {name:?}")),
            }
        }
        Ok(Pattern { regex, groups })
    }
}

/// A match of a rule: byte ranges of its groups in the string of classes.
pub(crate) struct Match<'m> {
    pub(crate) rule: &'static Rule,
    groups: &'static [usize; GROUPS.len()],
    locations: &'m CaptureLocations,
}

impl Match<'_> {
    /// Start and end of a group that is not empty.
    #[inline]
    pub(crate) fn group(&self, group: Group) -> Option<(usize, usize)> {
        let number = self.groups[group as usize];
        let found = self.locations.get(number).filter(|_| number > 0)?;
        Some(found).filter(|(start, end)| start < end)
    }
}

/// Where the next search for the same rule begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Behind the match.
    Behind,
    /// One byte behind the match's start: matches may overlap.
    Inside,
}

/// Runs the rules of one level, reusing its buffers.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    /// One per rule, in their order, for those that have been run.
    locations: Vec<Option<CaptureLocations>>,
    /// Per place in the string the bytes from there on, one bit each.
    later: Vec<u128>,
}

impl Matcher {
    /// Calls `found` with each match of the level's rules, rule by rule in their order.
    pub(crate) fn each(
        &mut self,
        level: Level,
        next: Next,
        string: &[u8],
        mut found: impl FnMut(&Match<'_>),
    ) {
        self.later.clear();
        self.later.resize(string.len(), 0);
        let mut has = 0;
        for (later, byte) in self.later.iter_mut().zip(string).rev() {
            has |= bit(*byte);
            *later = has;
        }
        let rules = &RULES[level as usize];
        self.locations.resize(rules.len(), None);
        for (rule, locations) in rules.iter().zip(&mut self.locations) {
            let mut at = 0;
            while let Some(later) = self.later.get(at) {
                if rule.needs.iter().any(|need| need & later == 0) {
                    break;
                }
                let Some(Pattern { regex, groups }) = rule.pattern() else {
                    break;
                };
                let locations = locations.get_or_insert_with(|| regex.capture_locations());
                let Some(whole) = regex.captures_read_at(locations, string, at) else {
                    break;
                };
                at = match next {
                    Next::Behind => whole.end().max(whole.start() + 1),
                    Next::Inside => whole.start() + 1,
                };
                found(&Match {
                    rule,
                    groups,
                    locations,
                });
            }
        }
    }
}

#[inline]
fn bit(byte: u8) -> u128 {
    1 << (byte & 0x7F)
}

/// Sets of bytes of each of which every match has one.
fn needs(pattern: &Hir) -> Vec<u128> {
    match pattern.kind() {
        HirKind::Literal(literal) => literal.0.iter().map(|byte| bit(*byte)).collect(),
        HirKind::Class(class) => {
            // Letters by turns, `a|b`, are parsed to a class of characters; all are ASCII.
            let class = match class {
                Class::Bytes(class) => Some(class.clone()),
                Class::Unicode(class) => class.to_byte_class(),
            };
            let ranges = class.iter().flat_map(|class| class.ranges());
            let bytes = ranges.flat_map(|range| range.start()..=range.end());
            vec![bytes.fold(0, |set, byte| set | bit(byte))]
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => needs(&repetition.sub),
        HirKind::Capture(capture) => needs(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needs).collect(),
        HirKind::Alternation(parts) => {
            // Of each way the set with the fewest bytes; a way without any frees them all.
            let least = |part| needs(part).into_iter().min_by_key(|set| set.count_ones());
            let sets: Option<Vec<u128>> = parts.iter().map(least).collect();
            sets.into_iter()
                .map(|sets| sets.into_iter().fold(0, |all, set| all | set))
                .collect()
        }
        _ => Vec::new(),
    }
}

static SOURCE: &str = include_str!("../data/rules.tsv");

/// The rules of each level, in the order in which they are tried. A wrong row would be left out; the
/// tests below find it.
static RULES: Lazy<[Vec<Rule>; 2]> = Lazy::new(|| {
    let mut levels = [Vec::new(), Vec::new()];
    for row in table().into_iter().flat_map(Table::rows).flatten() {
        if let Ok((level, rule)) = read(&row) {
            levels[level as usize].push(rule);
        }
    }
    levels
});

fn table() -> Result<Table<'static>, crate::error::DataError> {
    let columns = ["rule", "level", "pattern", "yields", "holds", "fails"];
    Table::new("data/rules.tsv", SOURCE.as_bytes(), &columns, &columns)
}

fn read(row: &Row<'static>) -> Result<(Level, Rule), crate::error::DataError> {
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
    let mut source = String::from("(?s-u)");
    let mut rest = row.required("pattern")?;
    while let Some((before, after)) = rest.split_once('{') {
        source.extend(before.chars().filter(|c| *c != ' '));
        let wrong = || {
            row.error(
                Some("pattern"),
                format!("expected the name of a class in {{{after}"),
            )
        };
        let (name, after) = after.split_once('}').ok_or_else(wrong)?;
        let known = CLASSES.iter().find(|(known, _)| *known == name);
        match known {
            Some((_, class)) => source.push_str(class),
            // `{2}`, `{0,3}`: a count.
            None if name.starts_with(|c: char| c.is_ascii_digit()) => {
                source.extend(["{", name, "}"]);
            }
            None => return Err(wrong()),
        }
        rest = after;
    }
    source.extend(rest.chars().filter(|c| *c != ' '));
    let wrong = |error: String| row.error(Some("pattern"), format!("expected a pattern: {error}"));
    let parsed = ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(&source)
        .map_err(|error| wrong(error.to_string()))?;
    let mut needs = needs(&parsed);
    // What few bytes can give is most often missing.
    needs.sort_by_key(|set| set.count_ones());
    needs.dedup();
    let name = row.required("rule")?;
    let rule = Rule {
        name,
        source,
        pattern: OnceCell::new(),
        needs,
    };
    Ok((level, rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_needs_what_every_match_has() {
        let of = |pattern: &str| {
            let parsed = ParserBuilder::new().unicode(false).utf8(false).build();
            needs(&parsed.clone().parse(pattern).unwrap())
        };
        assert_eq!(of("ab?[cd]"), [bit(b'a'), bit(b'c') | bit(b'd')]);
        assert_eq!(of("(?:a|b)c"), [bit(b'a') | bit(b'b'), bit(b'c')]);
        assert_eq!(of("(?:a|bc)(?:x|y*)"), [bit(b'a') | bit(b'b')]);
        assert_eq!(of("(?<title>a+)(?:b{0,2})$"), [bit(b'a')]);
        // A pattern that matches a string without them would be wrong: all strings up to three.
        let pattern = "(?:ab|c)(?<title>[ad]+)(?:b|$)";
        let regex = RegexBuilder::new(pattern).unicode(false).build().unwrap();
        let sets = of(pattern);
        for number in 0..5usize.pow(3) {
            let string = [number, number / 5, number / 25].map(|n| b"abcde"[n % 5]);
            let has = string.iter().fold(0, |has, byte| has | bit(*byte));
            assert!(!regex.is_match(&string) || sets.iter().all(|set| set & has != 0));
        }
    }

    #[test]
    fn every_row_is_a_rule() {
        for row in table().unwrap().rows() {
            let row = row.unwrap();
            let (_, rule) = read(&row).unwrap_or_else(|error| panic!("{error}"));
            Pattern::compile(&rule.source).unwrap_or_else(|error| panic!("{}: {error}", rule.name));
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
