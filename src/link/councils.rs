//! The councils and houses that an article names: whose chair a bare अध्यक्ष is.

use crate::article::Article;
use crate::gazetteer::layout::{Field, OFFICE_LEVELS, class, kind};
use crate::tokens::Tokens;

/// Councils and houses in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Councils {
    /// One past the last token, and the level of the offices.
    all: Vec<(usize, u8)>,
    /// How many of them are behind the titles asked for; these ascend.
    passed: usize,
}

impl Councils {
    /// Reads those that `data/words.tsv` gives a level.
    pub(super) fn read(&mut self, article: &Article<'_, '_>) {
        self.all.clear();
        self.passed = 0;
        let gazetteer = article.gazetteer;
        let org_head = class::ORG_HEAD.trailing_zeros();
        for candidate in article.candidates {
            if candidate.kind != kind::WORD {
                continue;
            }
            for entry in gazetteer.bearers(candidate.forms) {
                let level = gazetteer.subtype(entry);
                if level == 0 || gazetteer.number(entry, Field::Since) != org_head {
                    continue;
                }
                // The words of `नगर पालिका` name no second council.
                match self.all.last_mut() {
                    Some((end, _)) if candidate.end <= *end => {}
                    Some(last) if candidate.first < last.0 => *last = (candidate.end, level),
                    _ => self.all.push((candidate.end, level)),
                }
            }
        }
    }

    /// The level that most of them have; 0 where there is none or no such level.
    pub(super) fn usual(&self) -> u8 {
        let mut counts = [0usize; OFFICE_LEVELS.len()];
        for (_, level) in &self.all {
            if let Some(count) = counts.get_mut(usize::from(*level)) {
                *count += 1;
            }
        }
        let most = counts.iter().max().copied().unwrap_or(0);
        let mut levels = (1..counts.len()).filter(|level| counts[*level] == most && most > 0);
        match (levels.next(), levels.next()) {
            (Some(level), None) => level as u8,
            _ => 0,
        }
    }

    /// The level of the last one before a token in its sentence; tokens come in ascending order.
    pub(super) fn before(&mut self, tokens: &Tokens, title: usize) -> u8 {
        let later = self.all[self.passed..].iter();
        self.passed += later.take_while(|(end, _)| *end <= title).count();
        let Some((end, level)) = self.passed.checked_sub(1).map(|at| self.all[at]) else {
            return 0;
        };
        let next = tokens.sentences.partition_point(|(_, last)| *last <= title);
        let same = tokens
            .sentences
            .get(next)
            .is_some_and(|(first, _)| *first < end);
        if same { level } else { 0 }
    }
}
