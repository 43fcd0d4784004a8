//! Who held which office, where and when: the roles of all people, by office and place.

use super::layout::{self, Field, kind};
use super::{Entry, Gazetteer, OVERLAY};
use crate::date::{DATA_DATE, Date, days_in_month};
use std::collections::HashMap;

/// A person's time in an office.
#[derive(Clone, Copy, Debug)]
struct Tenure {
    person: Entry,
    from: u32,
    to: u32,
}

/// Roles by office and the place they are of. Made at the first question.
#[derive(Debug, Default)]
pub(crate) struct Tenures {
    by_office: HashMap<(Box<str>, Entry), Vec<Tenure>>,
}

/// What dates say of a role on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// It had not begun.
    NotYet,
    Yes,
    /// It had ended.
    Over,
    /// The dates do not say.
    Unknown,
}

/// Whether a role was held on a day. Dates are `yyyymmdd` with zeros for what is not known; 0 is no
/// date. A role that has begun and has no end was held when the data was written down; a role
/// without any date is not known to have been held on any day.
pub(crate) fn held(from: u32, to: u32, day: Date) -> Held {
    let today = day.number();
    let (first, surely) = (earliest(from), latest(from));
    if to != 0 && today > latest(to) {
        return Held::Over;
    }
    if from == 0 {
        return Held::Unknown;
    }
    if today < first {
        return Held::NotYet;
    }
    if today < surely || (to == 0 && day > DATA_DATE) || (to != 0 && today > earliest(to)) {
        return Held::Unknown;
    }
    Held::Yes
}

/// The first day that a date may mean.
fn earliest(date: u32) -> u32 {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    year * 10_000 + month.max(1) * 100 + day.max(1)
}

/// The last day that a date may mean.
fn latest(date: u32) -> u32 {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    let month = if month == 0 { 12 } else { month };
    let last = u32::from(days_in_month(year as u16, month as u8));
    year * 10_000 + month * 100 + if day == 0 { last } else { day }
}

impl Gazetteer {
    fn tenures(&self) -> &Tenures {
        self.tenures.get_or_init(|| self.collect_tenures())
    }

    fn collect_tenures(&self) -> Tenures {
        let mut tenures = Tenures::default();
        let mut places: HashMap<(&str, u8), Vec<Entry>> = HashMap::new();
        if self.overlay.is_some() {
            for place in (0..self.base.entry_count()).filter(|&e| self.base.kind(e) == kind::PLACE)
            {
                for field in [Field::NameEn, Field::Name] {
                    let name = self.base.string(place, field);
                    places
                        .entry((name, self.base.subtype(place)))
                        .or_default()
                        .push(place);
                }
            }
        }
        for person in self.all().filter(|&entry| self.kind(entry) == kind::PERSON) {
            for role in self.roles(person) {
                let of = role
                    .of_entry
                    .map(|of| self.standing(of | (person & OVERLAY)));
                let embedded = || {
                    layout::role_places(role.office())
                        .iter()
                        .find_map(
                            |&subtype| match places.get(&(role.of(), subtype))?.as_slice() {
                                [only] => Some(self.standing(*only)),
                                _ => None,
                            },
                        )
                };
                let Some(of) = of.or_else(embedded) else {
                    continue;
                };
                let tenure = Tenure {
                    person,
                    from: role.from,
                    to: role.to,
                };
                let key = (Box::from(office_key(role.office())), of);
                tenures.by_office.entry(key).or_default().push(tenure);
            }
        }
        tenures
    }

    /// The only person who is known to have held an office of one of these places on a day.
    pub(crate) fn holder_on(&self, office: &str, places: &[Entry], day: Date) -> Option<Entry> {
        let tenures = self.tenures();
        let mut holder = None;
        for &place in places {
            let key = (Box::from(office_key(office)), place);
            for tenure in tenures.by_office.get(&key).into_iter().flatten() {
                if held(tenure.from, tenure.to, day) != Held::Yes || holder == Some(tenure.person) {
                    continue;
                }
                if holder.is_some() {
                    return None;
                }
                holder = Some(tenure.person);
            }
        }
        holder
    }

    /// What the listed roles of a person say of an office on a day; of these places, if given.
    pub(crate) fn held_on(
        &self,
        person: Entry,
        office: &str,
        places: Option<&[Entry]>,
        day: Date,
    ) -> Held {
        let mut known = Held::Unknown;
        let mut doubtful = false;
        for role in self.roles(person) {
            let place = role
                .of_entry
                .map(|of| self.standing(of | (person & OVERLAY)));
            let here = match (places, place) {
                (Some(places), Some(place)) => places.contains(&place),
                _ => true,
            };
            if office_key(role.office()) != office_key(office) || !here {
                continue;
            }
            match held(role.from, role.to, day) {
                Held::Yes => return Held::Yes,
                Held::Unknown => doubtful = true,
                // Over and to come again: over, for what the text means is that it was held.
                Held::Over => known = Held::Over,
                Held::NotYet if known == Held::Unknown => known = Held::NotYet,
                Held::NotYet => {}
            }
        }
        if doubtful { Held::Unknown } else { known }
    }
}

/// A member of parliament for a seat is one of the Lok Sabha.
fn office_key(office: &str) -> &str {
    if office == "mp" {
        "mp-lok-sabha"
    } else {
        office
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_ends_are_unknown() {
        let cases: &[(u32, u32, &str, Held)] = &[
            (20170319, 0, "2024-01-01", Held::Yes),
            (20170319, 0, "2017-03-18", Held::NotYet),
            (20170319, 0, "2017-03-19", Held::Yes),
            // Later than the data.
            (20170319, 0, "2026-08-31", Held::Yes),
            (20170319, 0, "2026-09-01", Held::Unknown),
            (20120315, 20170319, "2017-03-19", Held::Yes),
            (20120315, 20170319, "2017-03-20", Held::Over),
            // Years and months only.
            (20140000, 20190000, "2014-05-01", Held::Unknown),
            (20140000, 20190000, "2015-01-01", Held::Yes),
            (20140000, 20190000, "2019-05-01", Held::Unknown),
            (20140000, 20190000, "2020-01-01", Held::Over),
            (20240200, 0, "2024-02-29", Held::Yes),
            // No beginning, no dates at all.
            (0, 20190000, "2010-01-01", Held::Unknown),
            (0, 20190000, "2021-01-01", Held::Over),
            (0, 0, "2021-01-01", Held::Unknown),
        ];
        for &(from, to, day, expected) in cases {
            assert_eq!(
                held(from, to, day.parse().unwrap()),
                expected,
                "{from}..{to} on {day}"
            );
        }
    }
}
