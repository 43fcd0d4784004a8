//! Which places are seats, and which are wards.
//!
//! Rules say it of most: before `सीट`, of a legislator's office, after `से` with a contest. Of the rest
//! the words around are weighed: `कांटाबांजी` is listed as a seat alone, `कुंडा में कड़ी टक्कर` is said in
//! an article that speaks of votes.

use super::Linker;
use crate::entity::{EntityKind, PlaceType};
use crate::gazetteer::layout::{PLACE_TYPES, class};
use crate::resolve::Source;

/// Words that are said of elections.
const OF_ELECTIONS: u64 = class::SEAT | class::CANDIDATE | class::CONTEST | class::BALLOT;

/// Words on either side of a place that are weighed.
const REACH: usize = 25;

/// The weight from which on a place is a seat.
const ENOUGH: i32 = 7;

impl Linker<'_, '_> {
    /// Seats: the place of a legislator's office, or before `सीट`.
    pub(super) fn mark_places(&mut self) {
        if self.state.mentions.iter().any(|known| known.line) && self.lists_seats() {
            for known in &mut self.state.mentions {
                known.seat |= known.line;
            }
        }
        for mention in 0..self.found.len() {
            let span = &self.found[mention];
            match span.kind {
                EntityKind::Place => {
                    if let Source::Rule("ward-number") = span.source {
                        self.state.mentions[mention].place = Some(PlaceType::Ward);
                    } else if self.state.mentions[mention].seat
                        && !self.is_country_or_state(mention)
                    {
                        self.state.mentions[mention].place = Some(PlaceType::Constituency);
                    }
                }
                EntityKind::Office => {
                    let seat = matches!(self.office_id(mention), "mp" | "mla" | "mp-lok-sabha");
                    let ward = self.office_id(mention) == "ward-councillor";
                    let Some(of) = self.state.mentions[mention].links.of else {
                        continue;
                    };
                    if seat && self.state.mentions[of].place.is_none() {
                        self.state.mentions[of].place = Some(PlaceType::Constituency);
                    } else if ward && !self.is_plural(mention) && !self.has_councillors(of) {
                        self.state.mentions[of].place = Some(PlaceType::Ward);
                    }
                }
                _ => {}
            }
        }
        self.weigh_seats();
    }

    /// Whether the lines of an article's list are seats with their candidates, or districts, towns and
    /// villages with who has a post there: what the article speaks of more often.
    fn lists_seats(&self) -> bool {
        let tokens = self.article.tokens.all.iter();
        let seats =
            tokens.filter(|token| token.is(class::SEAT | class::CANDIDATE | class::CONTEST));
        let posts = (0..self.found.len()).filter(|&mention| {
            self.found[mention].kind == EntityKind::Office
                && matches!(
                    self.office_id(mention),
                    "party-in-charge"
                        | "party-district-president"
                        | "block-pramukh"
                        | "gram-pradhan"
                        | "zila-panchayat-chair"
                        | "municipal-chair"
                        | "district-magistrate"
                        | "superintendent-of-police"
                )
        });
        seats.count() > 2 * posts.count()
    }

    /// Whether a place is one that many councillors share: a town or what is wider.
    fn has_councillors(&self, place: usize) -> bool {
        let wide = |listed: &str| {
            matches!(
                listed,
                "country" | "state" | "district" | "city" | "town" | "subdistrict" | "region"
            )
        };
        self.found[place].kind != EntityKind::Place || self.place_types(place).any(wide)
    }

    fn is_country_or_state(&self, mention: usize) -> bool {
        self.place_types(mention)
            .any(|listed| matches!(listed, "country" | "state"))
    }

    /// The types of the places that a mention may name.
    pub(super) fn place_types(&self, mention: usize) -> impl Iterator<Item = &'static str> {
        let gazetteer = self.article.gazetteer;
        self.entries(mention).iter().map(|&entry| {
            let subtype = usize::from(gazetteer.subtype(entry));
            PLACE_TYPES.get(subtype).copied().unwrap_or("")
        })
    }

    /// Seats by what is listed of them and by what is said around them.
    fn weigh_seats(&mut self) {
        let article = self.article;
        let words = article.tokens.all.len();
        let places = self.state.mentions.iter();
        let seats = places.filter(|known| known.place == Some(PlaceType::Constituency));
        // One for each word of fifty that is of elections, one for every other seat. A text of a few
        // sentences is about nothing yet.
        let about =
            (50 * self.of_elections(0, words) / words.max(100)).min(5) + seats.count().min(6) / 2;
        let mut sentences = article.tokens.sentences.iter();
        let mut sentence = (0, 0);
        for mention in 0..self.found.len() {
            let span = &self.found[mention];
            while sentence.1 <= span.first
                && let Some(next) = sentences.next()
            {
                sentence = *next;
            }
            let open =
                span.kind == EntityKind::Place && self.state.mentions[mention].place.is_none();
            if open && self.is_seat(mention, sentence, about as i32) {
                self.state.mentions[mention].place = Some(PlaceType::Constituency);
            }
        }
    }

    /// Whether a place that no rule decides is a seat, in an article that is so much `about` elections.
    ///
    /// The weights are those of a logistic regression over the places of `tests/gold/train` that no rule
    /// decides, rounded to whole numbers: three in four of those that they call seats are.
    fn is_seat(&self, mention: usize, (start, end): (usize, usize), about: i32) -> bool {
        let (mut seat, mut other, mut weight) = (false, false, about);
        for listed in self.place_types(mention) {
            match listed {
                "country" | "state" => return false,
                "constituency-assembly" => (seat, weight) = (true, weight + 3),
                "constituency-lok-sabha" => seat = true,
                "city" | "district" => (other, weight) = (true, weight - 2),
                _ => other = true,
            }
        }
        if !seat || !other {
            return seat;
        }
        let span = &self.found[mention];
        let tokens = &self.article.tokens.all;
        if tokens[span.end - 1].is(class::DIRECTION) {
            weight += 4;
        }
        if let Some(next) = tokens.get(span.end).filter(|_| span.end < end) {
            weight += match next {
                next if next.is(class::ABLATIVE) => 2,
                next if next.is(class::LOCATIVE) => 1,
                next if next.is(class::ORG_HEAD | class::PLACE_HEAD) => -3,
                _ => 0,
            };
        }
        let before = self.of_elections(start.max(span.first.saturating_sub(REACH)), span.first);
        let after = self.of_elections(span.end, end.min(span.end + REACH));
        weight += [0, 2, 3, 5][(before + after).min(3)];
        weight >= ENOUGH
    }

    /// How many of these tokens are said of elections.
    fn of_elections(&self, from: usize, end: usize) -> usize {
        let tokens = self.article.tokens.all[from..end].iter();
        tokens.filter(|token| token.is(OF_ELECTIONS)).count()
    }
}
