//! Which mentions count as found.

use crate::{counts, mentions, score, score_as, share};
use neta::EntityKind;
use neta::eval::{Matching, Scorer, TagMap, read_conll, read_markup};

#[test]
fn mentions_per_kind() {
    let scores = score(&[(
        "⟦person=इकरा|इकरा⟧ ने ⟦party=SP|सपा⟧ के लिए ⟦place|कैराना⟧ और ⟦place|शामली⟧ में ⟦office=mp|सांसद⟧ पद मांगा",
        "⟦person=इकरा|इकरा⟧ ने सपा के लिए ⟦party=X|कैराना⟧ और ⟦place|शामली⟧ में ⟦office=mp|सांसद पद⟧ मांगा",
    )]);
    assert_eq!(scores.documents, 1);
    assert_eq!(scores.kinds[&EntityKind::Person], counts(1, 1, 1));
    assert_eq!(scores.kinds[&EntityKind::Party], counts(0, 1, 1));
    assert_eq!(scores.kinds[&EntityKind::Place], counts(1, 1, 2));
    assert_eq!(
        scores.kinds[&EntityKind::Office],
        counts(0, 1, 1),
        "a longer span is wrong"
    );
    assert_eq!(scores.micro, counts(2, 4, 5));
    assert_eq!(scores.micro.precision(), Some(0.5));
    assert_eq!(scores.micro.recall(), Some(0.4));
    assert_eq!(
        scores.office_id,
        share(0, 0),
        "offices in the wrong place are not judged"
    );
}

#[test]
fn counts_are_summed_not_averaged() {
    let scores = score(&[
        ("⟦place|गया⟧", "⟦place|गया⟧"),
        (
            "⟦place|पटना⟧ ⟦place|पूर्णिया⟧ ⟦place|कटिहार⟧ में",
            "पटना पूर्णिया कटिहार ⟦place|में⟧",
        ),
    ]);
    assert_eq!(scores.documents, 2);
    // The averages of the documents' figures would be 1/2 and 1/2.
    assert_eq!(scores.micro, counts(1, 2, 4));
    assert_eq!(scores.micro.precision(), Some(0.5));
    assert_eq!(scores.micro.recall(), Some(0.25));
}

#[test]
fn titles_at_the_left_edge_are_optional() {
    let cases = [
        (
            "⟦person=x|चौधरी चरण सिंह⟧ ने",
            "चौधरी ⟦person=x|चरण सिंह⟧ ने",
            1,
        ),
        (
            "चौधरी ⟦person=x|चरण सिंह⟧ ने",
            "⟦person=x|चौधरी चरण सिंह⟧ ने",
            1,
        ),
        ("⟦person=x|योगी आदित्यनाथ⟧", "योगी ⟦person=x|आदित्यनाथ⟧", 1),
        (
            "⟦person=x|मौलाना हाजी याकूब⟧",
            "मौलाना ⟦person=x|हाजी याकूब⟧",
            1,
        ),
        (
            "⟦person=x|मौलाना हाजी याकूब⟧",
            "मौलाना हाजी ⟦person=x|याकूब⟧",
            1,
        ),
        ("⟦person=x|चौ. अजित सिंह⟧", "चौ. ⟦person=x|अजित सिंह⟧", 1),
        // An honorific is outside for both sides.
        ("श्री ⟦person=x|चरण सिंह⟧", "⟦person=x|श्री चरण सिंह⟧", 0),
        // Part of a name is no title.
        ("⟦person=x|चरण सिंह⟧", "चरण ⟦person=x|सिंह⟧", 0),
        ("⟦person=x|चौधरी चरण सिंह⟧", "चौधरी चरण ⟦person=x|सिंह⟧", 0),
        // Only the left edge.
        ("⟦person=x|चरण सिंह चौधरी⟧", "⟦person=x|चरण सिंह⟧ चौधरी", 0),
        ("⟦person=x|चौधरी चरण सिंह⟧", "चौधरी ⟦person=x|चरण⟧ सिंह", 0),
        // Only persons.
        ("⟦place|राजा का तालाब⟧", "राजा ⟦place|का तालाब⟧", 0),
        ("⟦person=x|चौधरी चरण सिंह⟧", "चौधरी ⟦place|चरण सिंह⟧", 0),
    ];
    for (gold, found, right) in cases {
        assert_eq!(
            score(&[(gold, found)]).micro,
            counts(right, 1, 1),
            "{gold}\n{found}"
        );
    }
}

#[test]
fn lenient_matching_is_one_to_one() {
    let cases = [
        (
            "⟦office=mp|पूर्व सांसद⟧ जी",
            "पूर्व ⟦office=mp|सांसद⟧ जी",
            counts(1, 1, 1),
        ),
        (
            "⟦place|गया टाउन⟧",
            "⟦place|गया⟧ ⟦place|टाउन⟧",
            counts(1, 2, 1),
        ),
        (
            "⟦place|गया⟧ ⟦place|टाउन⟧",
            "⟦place|गया टाउन⟧",
            counts(1, 1, 2),
        ),
        // The long one must take गया, so that टाउन हॉल is left for its own.
        (
            "⟦place|गया⟧ ⟦place|टाउन हॉल⟧",
            "⟦place|गया टाउन⟧ ⟦place|हॉल⟧",
            counts(2, 2, 2),
        ),
        ("⟦place|गया टाउन⟧", "⟦person=x|गया टाउन⟧", counts(0, 1, 1)),
        ("⟦place|गया⟧ टाउन", "गया ⟦place|टाउन⟧", counts(0, 1, 1)),
        // What stands alone on one side costs its neighbour nothing.
        (
            "पटना ⟦place|गया टाउन⟧",
            "⟦place|पटना⟧ ⟦place|गया⟧ टाउन",
            counts(1, 2, 1),
        ),
        (
            "⟦place|पटना⟧ ⟦place|गया टाउन⟧",
            "पटना ⟦place|गया⟧ टाउन",
            counts(1, 1, 2),
        ),
    ];
    for (gold, found, expected) in cases {
        let scores = score_as(Matching::Lenient, &[(gold, found)]);
        assert_eq!(scores.micro, expected, "{gold}\n{found}");
    }
}

#[test]
fn kinds_that_are_not_marked_are_not_scored() {
    let map = TagMap::parse("PER=person").unwrap();
    let gold = read_conll("a.conll", "मोदी\tB-PER\nगया\tO\nसे\tO\nसांसद\tO\n", &map).unwrap();
    let found = read_markup("found", "⟦person=1|मोदी⟧ ⟦place|गया⟧ से ⟦office=mp|सांसद⟧").unwrap();
    let mut scorer = Scorer::new(Matching::Exact);
    scorer.add(&gold[0], &mentions(&found));
    let scores = scorer.finish(10);
    assert_eq!(scores.micro, counts(1, 1, 1));
    assert_eq!(
        scores.kinds.keys().copied().collect::<Vec<_>>(),
        [EntityKind::Person]
    );
    assert!(scores.extras.is_empty());
    assert_eq!(
        scores.b_cubed.mentions, 0,
        "the data does not say who is one person"
    );
}

#[test]
fn found_mentions_count_once() {
    // Overlapping and repeated answers break the contract of an extractor; they must not pay.
    let gold = read_markup("gold", "⟦person=x|चौधरी चरण सिंह⟧").unwrap();
    let short = read_markup("found", "चौधरी ⟦person=x|चरण सिंह⟧").unwrap();
    let whole = mentions(&gold);
    let twice = [whole.clone(), mentions(&short), whole].concat();
    for matching in [Matching::Exact, Matching::Lenient] {
        let mut scorer = Scorer::new(matching);
        scorer.add(&gold, &twice);
        assert_eq!(scorer.finish(0).micro, counts(1, 3, 1));
    }
}
