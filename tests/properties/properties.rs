//! What is promised of any text.

use neta::fold::{Level, fold};
use neta::segment::{WordKind, sentences, words};
use neta::{Extractor, Offsets};
use once_cell::sync::Lazy;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

static EXTRACTOR: Lazy<Extractor> = Lazy::new(Extractor::new);

/// Texts of pieces that names, titles and trouble are made of.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "नरेंद्र",
        "मोदी",
        "मोदीजी",
        "अखिलेश यादव",
        "कैराना",
        "सांसद",
        "पूर्व",
        "सपा",
        "भाजपा",
        "के",
        "ने",
        "से",
        "वार्ड",
        "48",
        "४८",
        "-",
        "–",
        "।",
        "|",
        ".",
        ",",
        ":",
        " ",
        " ",
        " ",
        "\n",
        "(",
        ")",
        "“",
        "”",
        "’",
        "'",
        "एस.के.",
        "एम॰के॰",
        "डॉ.",
        "श्री",
        "जी",
        "आप",
        "हम",
        "गया",
        "\u{200D}",
        "\u{200C}",
        "\u{93C}",
        "्",
        "ा",
        "ं",
        "\u{A0}",
        "😀",
        "👨‍👩‍👧",
        "é",
        "İ",
        "BJP",
        "modi",
        "_",
        "#",
        "@",
        "U.S.",
        "1,214",
        "3.5",
        "\t",
        "\r\n",
        "क़",
        "\u{958}",
        "தமிழ்",
        "中文",
        "\u{FEFF}",
        "\u{0}",
        "\u{1}",
        "मुख्यमंत्री",
        "एवं",
        "गृह",
        "मंत्री",
        "राम",
        "रामपुर",
        "उर्फ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![newsy(), "\\PC{0,60}", any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joined_pieces_are_the_text(text in any_text()) {
        prop_assert_eq!(words(&text).map(|word| word.text).collect::<String>(), text.as_str());
        prop_assert_eq!(sentences(&text).map(|sentence| sentence.text).collect::<String>(), text.as_str());
    }

    #[test]
    fn folding_twice_is_folding_once(text in any_text()) {
        for level in [Level::Exact, Level::Spelling] {
            let once = fold(&text, level);
            prop_assert_eq!(fold(&once, level), once);
        }
    }

    #[test]
    fn spans_keep_their_promises(text in any_text()) {
        let extraction = EXTRACTOR.extract(&text);
        let graphemes: Vec<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let mut last = 0;
        let mut offsets = Offsets::new(&text);
        for mention in extraction.mentions() {
            prop_assert!(mention.span.start >= last, "ascending, without overlap");
            prop_assert!(mention.span.start < mention.span.end);
            prop_assert_eq!(&text[mention.span], mention.text);
            prop_assert!(graphemes.binary_search(&mention.span.start).is_ok());
            prop_assert!(graphemes.binary_search(&mention.span.end).is_ok());
            prop_assert_eq!(offsets.at(mention.span.start).0, text[..mention.span.start].chars().count());
            prop_assert!((0.0..=1.0).contains(&mention.score));
            last = mention.span.end;
        }
        for (number, entity) in extraction.entities().iter().enumerate() {
            for &mention in &entity.mentions {
                prop_assert_eq!(extraction.mentions()[mention].entity, Some(number));
            }
        }
    }

    /// The fast path agrees with UAX #29, once the deviations listed in `segment` are applied to it.
    #[test]
    fn words_agree_with_the_standard(text in any_text()) {
        // A word that touches another script is left to the standard as it is.
        let mixed = |piece: &str| piece.chars().any(|c| matches!(c, '\u{900}'..='\u{97F}')) && !piece.chars().all(fast);
        prop_assume!(!text.split_word_bounds().any(mixed));
        let ours: Vec<&str> = words(&text).map(|word| word.text).collect();
        let standard: Vec<&str> = text.split_word_bounds().flat_map(deviate).collect();
        prop_assert_eq!(ours, standard);
    }
}

/// Cuts a piece of UAX #29 as the deviations say.
fn deviate(piece: &str) -> Vec<&str> {
    let devanagari = |c: char| matches!(c, '\u{900}'..='\u{97F}') && c.is_alphabetic() && !mark(c);
    if !piece.chars().any(devanagari) || !piece.chars().all(fast) {
        return vec![piece];
    }
    let letters: Vec<(usize, char)> = piece.char_indices().filter(|(_, c)| !mark(*c)).collect();
    let joiner = |c: char| matches!(c, ':' | '.' | '\'' | '’' | '‘' | ',' | ';');
    // A joiner beside a Devanagari letter joins nothing.
    let parts = |at: usize| {
        joiner(letters[at].1)
            && (at > 0 && devanagari(letters[at - 1].1)
                || letters
                    .get(at + 1)
                    .is_some_and(|(_, next)| devanagari(*next)))
    };
    let mut cuts = vec![0];
    for at in 1..letters.len() {
        let changes = devanagari(letters[at - 1].1) != devanagari(letters[at].1);
        if changes || parts(at - 1) || parts(at) {
            cuts.push(letters[at].0);
        }
    }
    cuts.push(piece.len());
    // A Latin stretch of the piece is cut by the standard itself.
    cuts.windows(2).map(|cut| &piece[cut[0]..cut[1]]).collect()
}

fn mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{903}' | '\u{93A}'..='\u{93C}' | '\u{93E}'..='\u{94F}' | '\u{951}'..='\u{957}' | '\u{962}' | '\u{963}' | '\u{200C}' | '\u{200D}')
}

fn fast(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            '\u{900}'..='\u{97F}' | '\u{200C}' | '\u{200D}' | '‘' | '’'
        )
}

#[test]
fn a_sentence_before_the_article_only_shifts_spans() {
    let article = "कैराना सांसद इकरा हसन ने कहा। सपा के अखिलेश यादव आए। इकरा लौट गईं।";
    let before = "मौसम साफ रहा। ";
    let longer = format!("{before}{article}");
    let short = EXTRACTOR.extract(article);
    let long = EXTRACTOR.extract(&longer);
    let shifted: Vec<_> = short
        .mentions()
        .iter()
        .map(|mention| {
            (
                mention.kind,
                mention.span.start + before.len(),
                mention.text,
                mention.entity,
            )
        })
        .collect();
    let found: Vec<_> = long
        .mentions()
        .iter()
        .map(|mention| {
            (
                mention.kind,
                mention.span.start,
                mention.text,
                mention.entity,
            )
        })
        .collect();
    assert_eq!(found, shifted);
    assert!(found.len() >= 5, "{found:?}");
}

#[test]
fn kinds_of_pieces_are_told_apart() {
    let kinds: Vec<WordKind> = words("राम Ram 12 \n।😀").map(|word| word.kind).collect();
    use WordKind::{Devanagari, Latin, Newline, Number, Other, Punctuation, Space};
    assert_eq!(
        kinds,
        [
            Devanagari,
            Space,
            Latin,
            Space,
            Number,
            Space,
            Newline,
            Punctuation,
            Other
        ]
    );
}
