//! The peers, and the floors of neta beside them: each built from the same forms, each a function
//! from an article to the number of things found in it.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::charwise::CharwiseDoubleArrayAhoCorasickBuilder;
use icu_locale_core::langid;
use icu_segmenter::options::WordBreakOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use neta::Extractor;
use neta::segment::words;
use std::error::Error;
use unicode_segmentation::UnicodeSegmentation;

/// Counts what an engine finds in an article.
pub type Read = Box<dyn Fn(&str) -> usize>;
/// What may go wrong in a build.
pub type Failed = Box<dyn Error>;

/// An engine and how it is built.
#[derive(Clone, Copy, Debug)]
pub struct Engine {
    /// As the table has it.
    pub name: &'static str,
    /// What is counted.
    pub finds: &'static str,
    /// From forms; segmenters need none.
    pub build: fn(&[String]) -> Result<Read, Failed>,
}

/// The row that floors are compared with.
pub const WORDS: &str = "neta: `words`";
/// The row that everything is compared with.
pub const EXTRACT: &str = "neta: `extract`";

/// All of them, in the order of the table.
pub const ENGINES: [Engine; 11] = [
    Engine {
        name: "`aho-corasick`, as it chooses",
        finds: "forms",
        build: |forms| aho_corasick(forms, None),
    },
    Engine {
        name: "`aho-corasick`, contiguous NFA",
        finds: "forms",
        build: |forms| aho_corasick(forms, Some(AhoCorasickKind::ContiguousNFA)),
    },
    Engine {
        name: "`daachorse`, charwise",
        finds: "forms",
        build: daachorse,
    },
    Engine {
        name: "`unicode-segmentation`: `unicode_words`",
        finds: "words",
        build: |_| Ok(Box::new(|text| text.unicode_words().count())),
    },
    Engine {
        name: "`unicode-segmentation`: `split_word_bounds`",
        finds: "pieces",
        build: |_| Ok(Box::new(|text| text.split_word_bounds().count())),
    },
    Engine {
        name: "`icu_segmenter`, auto",
        finds: "pieces",
        build: |_| Ok(icu(WordSegmenter::new_auto(Default::default()))),
    },
    Engine {
        name: "`icu_segmenter`, dictionary",
        finds: "pieces",
        build: |_| Ok(icu(WordSegmenter::new_dictionary(Default::default()))),
    },
    Engine {
        name: "`icu_segmenter`, auto, for Hindi",
        finds: "pieces",
        build: |_| icu_for_hindi(),
    },
    Engine {
        name: WORDS,
        finds: "pieces",
        build: |_| Ok(Box::new(|text| words(text).count())),
    },
    Engine {
        name: "neta: `dictionary_spans`",
        finds: "forms, overlapping ones too",
        build: |_| {
            let extractor = Extractor::new();
            Ok(Box::new(move |text| {
                let mut found = extractor.dictionary_spans(text);
                found.dedup_by_key(|found| found.span);
                found.len()
            }))
        },
    },
    Engine {
        name: EXTRACT,
        finds: "mentions",
        build: |_| {
            let extractor = Extractor::new();
            Ok(Box::new(move |text| {
                extractor.extract(text).mentions().len()
            }))
        },
    },
];

fn aho_corasick(forms: &[String], kind: Option<AhoCorasickKind>) -> Result<Read, Failed> {
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(kind)
        .build(forms)?;
    Ok(Box::new(move |text| automaton.find_iter(text).count()))
}

fn daachorse(forms: &[String]) -> Result<Read, Failed> {
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build::<_, _, u32>(forms)
        .map_err(|error| error.to_string())?;
    Ok(Box::new(move |text| {
        automaton.leftmost_find_iter(text).count()
    }))
}

fn icu(segmenter: WordSegmenterBorrowed<'static>) -> Read {
    Box::new(move |text| icu_pieces(segmenter, text))
}

fn icu_for_hindi() -> Result<Read, Failed> {
    let hindi = langid!("hi");
    let mut options = WordBreakOptions::default();
    options.content_locale = Some(&hindi);
    let segmenter = WordSegmenter::try_new_auto(options)?;
    Ok(Box::new(move |text| {
        icu_pieces(segmenter.as_borrowed(), text)
    }))
}

/// All pieces: which of them are words it does not tell well, where a word ends in a matra.
fn icu_pieces(segmenter: WordSegmenterBorrowed<'_>, text: &str) -> usize {
    // The first boundary is the beginning.
    segmenter.segment_str(text).skip(1).count()
}
