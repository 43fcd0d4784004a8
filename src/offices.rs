//! Which of several offices a title means.

use crate::gazetteer::index::RoleRecord;
use crate::gazetteer::layout::{Field, PARTY_POST, TAKES_PARTY, TAKES_PLACE};
use crate::gazetteer::{Entry, Gazetteer};

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
    /// What titles have meant before in the article.
    pub(crate) earlier: &'a [Entry],
}

/// The office among `entries` that fits best.
pub(crate) fn choose(
    gazetteer: &Gazetteer,
    entries: impl Iterator<Item = Entry>,
    around: &Surroundings<'_>,
) -> Option<Entry> {
    let points = |entry: Entry| {
        let id = gazetteer.bytes(entry, Field::Id);
        let flags = gazetteer.flags(entry);
        let is = |flag: u8| flags & flag != 0;
        let mut points = 0;
        if let [holder] = around.holder {
            if holds(gazetteer, *holder, id) {
                points += 8;
            } else if gazetteer.roles(*holder).any(|role| role.is(id)) {
                points += 4;
            }
        }
        if around.party {
            points += if is(PARTY_POST) {
                6
            } else {
                i32::from(is(TAKES_PARTY))
            };
        } else if around.place {
            points += if is(TAKES_PLACE) { 3 } else { 0 } - i32::from(is(PARTY_POST));
        }
        if around.body && (is(PARTY_POST) || id == b"speaker") {
            points -= 20;
        }
        // What the article has been about, it goes on to be about.
        let same = |other: &Entry| gazetteer.bytes(*other, Field::Id) == id;
        if around.earlier.iter().any(same) {
            points += 2;
        }
        points
    };
    // The first row wins a draw: the file's order is the order of use.
    let mut best: Option<(i32, Entry)> = None;
    for entry in entries {
        let points = points(entry);
        if best.is_none_or(|(most, _)| points > most) {
            best = Some((points, entry));
        }
    }
    best.filter(|(points, _)| *points > -10)
        .map(|(_, entry)| entry)
}

/// Whether a person's listed roles have the office, still held as far as is known.
pub(crate) fn holds(gazetteer: &Gazetteer, person: Entry, office: &[u8]) -> bool {
    held(gazetteer, person, office).next().is_some()
}

/// A person's listed roles of an office, still held as far as is known.
pub(crate) fn held<'g>(
    gazetteer: &'g Gazetteer,
    person: Entry,
    office: &'g [u8],
) -> impl Iterator<Item = RoleRecord<'g>> {
    gazetteer
        .roles(person)
        .filter(move |role| role.to == 0 && role.is(office))
}

/// Offices of which a country has one.
pub(crate) fn is_national(office: &[u8]) -> bool {
    let national: [&[u8]; 6] = [
        b"president",
        b"vice-president",
        b"prime-minister",
        b"chief-election-commissioner",
        b"party-president",
        b"leader-of-house",
    ];
    national.contains(&office)
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
