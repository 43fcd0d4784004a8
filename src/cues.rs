//! Words that decide what stands beside them: `data/cues.tsv`.

use crate::tables::{ByWord, WordTable};
use crate::tokens::Token;
use once_cell::sync::Lazy;

/// What a word tells of the words beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// A road, square or settlement keeps its type word: `गांधी चौक`.
    Road,
    /// By which villages of one name are told apart: `सरायपुर खुर्द`.
    Village,
    /// A part of a district or town that has several seats: `जबलपुर पूर्व`.
    Direction,
    /// The road before it is none: `रोड शो`.
    Show,
    /// Behind a person and before where she lives: `निवासी`.
    Inhabitant,
    /// What an age is counted in: `साल`.
    Age,
    /// Whose post the title behind it is, though it names none: `पार्टी के मुखिया`.
    Party,
    /// How many hold the title behind it: `दो सांसद`.
    Count,
}

const TABLE: WordTable<Cue> = WordTable {
    file: "data/cues.tsv",
    text: include_str!("../data/cues.tsv"),
    columns: &["word", "cue", "example", "source"],
    values: &[
        ("road", Cue::Road),
        ("village", Cue::Village),
        ("direction", Cue::Direction),
        ("show", Cue::Show),
        ("inhabitant", Cue::Inhabitant),
        ("age", Cue::Age),
        ("party", Cue::Party),
        ("count", Cue::Count),
    ],
};

static CUES: Lazy<ByWord<Cue>> = Lazy::new(|| TABLE.read());

/// What a word tells of those beside it.
pub(crate) fn cue(token: &Token) -> Option<Cue> {
    CUES.of(token)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_right() {
        let wrong = crate::tables::tests::check(&super::TABLE).err();
        assert_eq!(wrong.map(|error| error.to_string()), None);
    }
}
