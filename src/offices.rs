//! Which of several offices a title means.

use crate::gazetteer::index::RoleRecord;
use crate::gazetteer::layout::Field;
use crate::gazetteer::{Entry, Gazetteer};
use std::collections::HashMap;

/// What decides.
pub(crate) struct Surroundings<'a> {
    /// A party stands before the title.
    pub(crate) party: bool,
    /// A place stands before the title.
    pub(crate) place: bool,
    /// Entries of the person who holds it.
    pub(crate) holder: &'a [Entry],
    /// A body stands before it, joined by का, के or की: its chair is nobody's speaker or party's.
    pub(crate) body: bool,
    /// How often the article has named an office, by id.
    pub(crate) earlier: &'a HashMap<String, u32>,
}

/// The office among `entries` that fits best.
pub(crate) fn choose(
    gazetteer: &Gazetteer,
    entries: &[Entry],
    around: &Surroundings<'_>,
) -> Option<Entry> {
    let points = |entry: Entry| {
        let id = gazetteer.string(entry, Field::Id);
        // The cell `takes` says what may stand before a title.
        let takes = |what: &str| {
            gazetteer
                .string(entry, Field::Abbr)
                .split('|')
                .any(|t| t == what)
        };
        let mut points = 0;
        if let [holder] = around.holder {
            if holds(gazetteer, *holder, id) {
                points += 8;
            } else if gazetteer.roles(*holder).any(|role| same(role.office, id)) {
                points += 4;
            }
        }
        if around.party {
            points += if id.starts_with("party-") {
                6
            } else {
                i32::from(takes("party"))
            };
        } else if around.place {
            points += if takes("place") { 3 } else { 0 } - i32::from(id.starts_with("party-"));
        }
        if around.body && (id == "speaker" || id.starts_with("party-")) {
            points -= 20;
        }
        // What the article has been about, it goes on to be about.
        if around.earlier.contains_key(id) {
            points += 2;
        }
        points
    };
    // The first row wins a draw: the file's order is the order of use.
    let mut best: Option<(i32, Entry)> = None;
    for &entry in entries {
        let points = points(entry);
        if best.is_none_or(|(most, _)| points > most) {
            best = Some((points, entry));
        }
    }
    best.filter(|(points, _)| *points > -10)
        .map(|(_, entry)| entry)
}

/// Whether a person's listed roles have the office, still held as far as is known.
pub(crate) fn holds(gazetteer: &Gazetteer, person: Entry, office: &str) -> bool {
    held(gazetteer, person, office).next().is_some()
}

/// A person's listed roles of an office, still held as far as is known.
pub(crate) fn held<'g>(
    gazetteer: &'g Gazetteer,
    person: Entry,
    office: &'g str,
) -> impl Iterator<Item = RoleRecord<'g>> {
    gazetteer
        .roles(person)
        .filter(move |role| role.to == 0 && same(role.office, office))
}

fn same(role: &str, office: &str) -> bool {
    role == office || (office == "mp" && role.starts_with("mp-"))
}

/// Offices of which a country has one.
pub(crate) fn is_national(office: &str) -> bool {
    matches!(
        office,
        "president"
            | "vice-president"
            | "prime-minister"
            | "chief-election-commissioner"
            | "party-president"
            | "leader-of-house"
    )
}

/// Offices that many people hold at once, so that a bare title alone tells nobody.
pub(crate) fn many_hold(office: &str) -> bool {
    office.starts_with("mp")
        || matches!(
            office,
            "mla"
                | "mlc"
                | "minister"
                | "union-minister"
                | "minister-of-state"
                | "ward-councillor"
                | "ward-member"
                | "gram-pradhan"
                | "zila-panchayat-member"
                | "kshetra-panchayat-member"
                | "party-secretary"
                | "party-general-secretary"
                | "party-spokesperson"
                | "party-office"
                | "judge"
                | "election-commissioner"
                | "other"
        )
}
