//! How people, parties, places and offices are called on the page.

use super::super::value::{Named, Post};
use super::text::Label;
use neta::{EntityKind, Gazetteer, GazetteerEntry, Status};
use std::collections::HashMap;

/// A name in Hindi, and in English where the gazetteer knows one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) hindi: String,
    pub(super) english: Option<String>,
}

/// A party as the gazetteer has it.
#[derive(Clone, Debug)]
pub(super) struct Party {
    pub(super) id: Option<String>,
    /// `भाजपा`
    pub(super) short: String,
}

pub(super) struct Names {
    gazetteer: Gazetteer,
    /// By abbreviation.
    parties: HashMap<String, Party>,
}

impl Names {
    pub(super) fn new() -> Names {
        let gazetteer = Gazetteer::embedded();
        let mut parties = HashMap::new();
        for entry in gazetteer.entries() {
            if let Some(abbreviation) = entry.abbr() {
                parties
                    .entry(abbreviation.to_owned())
                    .or_insert_with(|| Party {
                        id: entry.id().map(|id| id.as_str().to_owned()),
                        short: short(&entry),
                    });
            }
        }
        Names { gazetteer, parties }
    }

    /// The gazetteer's name; of what is in no list, the articles'.
    pub(super) fn name(&self, named: &Named) -> Name {
        match self.entry(named) {
            Some(entry) => Name {
                hindi: entry.name().to_owned(),
                english: entry.name_en().map(str::to_owned),
            },
            None => Name {
                hindi: named.name.to_string(),
                english: None,
            },
        }
    }

    /// The short name where there is little room: of a party, with its abbreviation.
    pub(super) fn short(&self, named: &Named) -> Name {
        match self.entry(named) {
            Some(entry) if named.kind == EntityKind::Party => Name {
                hindi: short(&entry),
                english: entry.abbr().or(entry.name_en()).map(str::to_owned),
            },
            _ => self.name(named),
        }
    }

    /// The party with an abbreviation such as `BJP`.
    pub(super) fn party(&self, abbreviation: &str) -> Option<&Party> {
        self.parties.get(abbreviation)
    }

    /// An office's name, without that of what it is of.
    pub(super) fn office(&self, post: &Post) -> Name {
        // One id for titles that have nothing else in common.
        if &*post.office == "other" {
            return Name {
                hindi: "अन्य पद".to_owned(),
                english: Some("other office".to_owned()),
            };
        }
        let entry = self.gazetteer.entry(&format!("office/{}", post.office));
        let hindi = entry.map_or(post.title.as_ref(), |entry| entry.name());
        let words = post.office.split('-').map(|word| match word {
            "mp" | "mla" | "mlc" => word.to_uppercase(),
            _ => word.to_owned(),
        });
        Name {
            hindi: hindi.to_owned(),
            english: Some(words.collect::<Vec<_>>().join(" ")),
        }
    }

    fn entry(&self, named: &Named) -> Option<GazetteerEntry<'_>> {
        self.gazetteer.entry(named.id.as_deref()?)
    }
}

/// The first other form of a party that stands alone, if it is shorter: the gazetteer lists the
/// usual one first.
fn short(entry: &GazetteerEntry<'_>) -> String {
    let name = entry.name();
    let forms = entry.forms();
    let mut others = forms
        .iter()
        .filter(|form| !form.derived && form.weak.is_empty() && form.text != name);
    let first = others.next().map(|form| form.text.as_str());
    first
        .filter(|form| form.chars().count() < name.chars().count())
        .unwrap_or(name)
        .to_owned()
}

/// What the text says of an office's status.
pub(super) fn status(status: Status) -> Label {
    match status {
        Status::Current => Label("वर्तमान", "current"),
        Status::Former => Label("पूर्व", "former"),
        Status::Then => Label("तत्कालीन", "then"),
        Status::Outgoing => Label("निवर्तमान", "outgoing"),
        Status::Acting => Label("कार्यवाहक", "acting"),
        Status::Elect => Label("नवनिर्वाचित", "elect"),
        Status::Candidate => Label("प्रत्याशी", "candidate"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(kind: EntityKind, name: &str, id: Option<&str>) -> Named {
        Named {
            kind,
            name: name.into(),
            id: id.map(Box::from),
        }
    }

    #[test]
    fn listed_names_are_the_gazetteers() {
        let names = Names::new();
        let modi = named(EntityKind::Person, "मोदी", Some("person/narendra-modi"));
        assert_eq!(names.name(&modi).hindi, "नरेंद्र मोदी");
        let local = named(EntityKind::Person, "शौकत अंसारी", None);
        assert_eq!(names.name(&local).hindi, "शौकत अंसारी");
        let own = named(EntityKind::Party, "ग्राविमो", Some("party/gvm"));
        assert_eq!(names.name(&own).hindi, "ग्राविमो", "of a user's gazetteer");
    }

    #[test]
    fn parties_have_short_names() {
        let names = Names::new();
        let party = named(
            EntityKind::Party,
            "बीजेपी",
            Some("party/bharatiya-janata-party"),
        );
        let short = names.short(&party);
        assert_eq!(
            (short.hindi.as_str(), short.english.as_deref()),
            ("भाजपा", Some("BJP"))
        );
        let by_abbreviation = names.party("BJP").unwrap();
        assert_eq!(
            by_abbreviation.id.as_deref(),
            Some("party/bharatiya-janata-party")
        );
        assert!(names.party("?").is_none());
    }

    #[test]
    fn offices_have_both_names() {
        let post = Post {
            office: "chief-minister".into(),
            title: "सीएम".into(),
            of: None,
        };
        let name = Names::new().office(&post);
        assert_eq!(
            (name.hindi.as_str(), name.english.as_deref()),
            ("मुख्यमंत्री", Some("chief minister"))
        );
    }
}
