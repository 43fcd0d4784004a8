//! Which of several offices a title means.

use crate::gazetteer::index::RoleRecord;
use crate::gazetteer::layout::{Field, OFFICE_LEVELS, PARTY_POST, SOLE, TAKES_PARTY, TAKES_PLACE};
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
    /// Level of the nearest council or house before it in its sentence; 0 for none.
    pub(crate) council: u8,
    /// Level of the councils or houses that the article names most; 0 for none.
    pub(crate) about: u8,
    /// Level of the party before it: `जिला कांग्रेस अध्यक्ष`, `मध्य प्रदेश कांग्रेस अध्यक्ष`; 0 for none.
    pub(crate) branch: u8,
    /// The place before it is India.
    pub(crate) india: bool,
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
        let level = gazetteer.subtype(entry);
        // A प्रधान beside a ब्लॉक प्रमुख is a village's; a house or town has one chair.
        let chair = is(SOLE) || matches!(id, b"speaker" | b"deputy-speaker");
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
            if is(PARTY_POST) && around.branch != 0 && level == around.branch {
                points += 10;
            }
        } else if around.place {
            points += if is(TAKES_PLACE) { 3 } else { 0 } - i32::from(is(PARTY_POST));
        }
        let of_level = |other: u8| {
            let same = level == other || is_house(level, other, id);
            other != 0 && same && !is(PARTY_POST)
        };
        if around.body && !of_level(around.council) && (is(PARTY_POST) || heads_a_body(id)) {
            points -= 20;
        }
        if !around.party {
            points += if of_level(around.council) { 4 } else { 0 };
            let level_tells = chair || level_name(level) == "block";
            points += i32::from(level_tells && of_level(around.about));
        }
        // भारत के विदेश मंत्री, कर्नाटक के गृह मंत्री
        if around.india && level_name(level) == "union" {
            points += 4;
        }
        // What the article has been about, it goes on to be about.
        let same = |other: &Entry| gazetteer.bytes(*other, Field::Id) == id;
        if (chair || !heads_a_body(id)) && around.earlier.iter().any(same) {
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

/// What a level is called; an image from elsewhere may have others.
fn level_name(level: u8) -> &'static str {
    OFFICE_LEVELS.get(usize::from(level)).copied().unwrap_or("")
}

/// Whether an office is the chair of a house, all of which have theirs under the same ids.
fn is_house(level: u8, other: u8, id: &[u8]) -> bool {
    let house = |level: u8| matches!(level_name(level), "union" | "state");
    house(level) && house(other) && matches!(id, b"speaker" | b"deputy-speaker")
}

/// Offices whose titles heads of other bodies share.
fn heads_a_body(id: &[u8]) -> bool {
    let shared: [&[u8]; 7] = [
        b"speaker",
        b"deputy-speaker",
        b"governor",
        b"municipal-chair",
        b"zila-panchayat-chair",
        b"block-pramukh",
        b"gram-pradhan",
    ];
    shared.contains(&id)
}

/// Offices to which a seat, ward or village elects: `कैराना से सांसद`. A minister may be from a town.
pub(crate) fn is_elected_from(office: &[u8]) -> bool {
    let elected: [&[u8]; 10] = [
        b"mp",
        b"mp-lok-sabha",
        b"mp-rajya-sabha",
        b"mla",
        b"mlc",
        b"mayor",
        b"ward-councillor",
        b"ward-member",
        b"zila-panchayat-member",
        b"kshetra-panchayat-member",
    ];
    elected.contains(&office)
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
