//! What is said of mentions in the right place: offices, holders, place types, clusters.

use crate::{counts, mentions, score, share};
use neta::eval::{Aspect, BCubed, Matching, Scorer, read_markup};

#[test]
fn office_ids_and_statuses() {
    let scores = score(&[(
        "⟦office=mp|सांसद⟧ ⟦office=mla;status=former|पूर्व विधायक⟧ ⟦office=mayor;status=current|मौजूदा मेयर⟧ ⟦office=minister;status=former|मंत्री⟧ ⟦office=governor|राज्यपाल⟧ ⟦office=judge|जज⟧",
        "⟦office=mla|सांसद⟧ ⟦office=mla;status=former|पूर्व विधायक⟧ ⟦office=mayor|मौजूदा मेयर⟧ ⟦office=minister|मंत्री⟧ ⟦office=governor;status=then|राज्यपाल⟧ जज",
    )]);
    assert_eq!(scores.office_id, share(4, 5));
    // Wrong: मंत्री (former missed), राज्यपाल (then invented). Current is as good as not said.
    assert_eq!(scores.status, share(3, 5));
    assert_eq!(scores.status_said, counts(1, 2, 2));
    let rows: Vec<_> = scores
        .confusions
        .iter()
        .map(|c| (c.aspect, c.text.as_str(), c.gold.as_str(), c.found.as_str()))
        .collect();
    let expected = [
        (Aspect::Office, "सांसद", "mp", "mla"),
        (Aspect::Status, "मंत्री", "former", "current"),
        (Aspect::Status, "राज्यपाल", "current", "then"),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn holders() {
    let gold = |holder: &str| {
        format!(
            "⟦office=mp{holder}|सांसद⟧ ⟦person=इकरा हसन|इकरा हसन⟧ और ⟦person=नाहिद हसन|नाहिद हसन⟧"
        )
    };
    let found = |holder: &str, persons: &str| format!("⟦office=mp{holder}|सांसद⟧ {persons}");
    let both = "⟦person=1|इकरा हसन⟧ और ⟦person=2|नाहिद हसन⟧";
    let iqra = ";holder=इकरा हसन";
    let cases = [
        (iqra, ";holder=1", both, counts(1, 1, 1)),
        (iqra, ";holder=2", both, counts(0, 1, 1)),
        (iqra, "", both, counts(0, 0, 1)),
        ("", ";holder=1", both, counts(0, 1, 0)),
        ("", "", both, counts(0, 0, 0)),
        // A mention of the holder that is found with another span is the holder all the same.
        (
            iqra,
            ";holder=1",
            "⟦person=1|इकरा⟧ हसन और ⟦person=2|नाहिद हसन⟧",
            counts(1, 1, 1),
        ),
        // … but not as a place.
        (
            iqra,
            ";holder=इकरा हसन",
            "⟦place|इकरा हसन⟧ और नाहिद हसन",
            counts(0, 1, 1),
        ),
        // Never mentioned: no extractor could know.
        (";holder=मुनव्वर हसन", ";holder=1", both, counts(0, 0, 0)),
        (";holder=मुनव्वर हसन", "", both, counts(0, 0, 0)),
    ];
    for (marked, holder, persons, expected) in cases {
        let (gold, found) = (gold(marked), found(holder, persons));
        assert_eq!(
            score(&[(&gold, &found)]).holder,
            expected,
            "{gold}\n{found}"
        );
    }
    // Any mention of the person will do, not only the one beside the office.
    let scores = score(&[(
        "⟦office=mp;holder=इकरा हसन|सांसद⟧ ⟦person=इकरा हसन|इकरा हसन⟧, फिर ⟦person=इकरा हसन|इकरा⟧",
        "⟦office=mp;holder=2|सांसद⟧ ⟦person=1|इकरा हसन⟧, फिर ⟦person=2|इकरा⟧",
    )]);
    assert_eq!(scores.holder, counts(1, 1, 1));
}

#[test]
fn whose_office() {
    let cases = [
        (
            "⟦party=SP|सपा⟧ ⟦office=party-president;of=SP|अध्यक्ष⟧",
            "⟦party=1|सपा⟧ ⟦office=party-president;of=1|अध्यक्ष⟧",
            counts(1, 1, 1),
        ),
        (
            "⟦place|कैराना⟧ ⟦office=mp;of=कैराना|सांसद⟧ ⟦party=SP|सपा⟧",
            "⟦place|कैराना⟧ ⟦office=mp;of=1|सांसद⟧ ⟦party=1|सपा⟧",
            counts(0, 1, 1),
        ),
        (
            "⟦place|कैराना⟧ ⟦office=mp;of=कैराना|सांसद⟧",
            "⟦place|कैराना⟧ ⟦office=mp;of=कैराना|सांसद⟧",
            counts(1, 1, 1),
        ),
        (
            "⟦place|कैराना⟧ ⟦office=mp|सांसद⟧",
            "⟦place|कैराना⟧ ⟦office=mp;of=कैराना|सांसद⟧",
            counts(0, 1, 0),
        ),
        // The party is named inside the title only.
        (
            "⟦office=party-president;of=BJP|भाजपाध्यक्ष⟧",
            "⟦office=party-president|भाजपाध्यक्ष⟧",
            counts(0, 0, 0),
        ),
    ];
    for (gold, found, expected) in cases {
        assert_eq!(score(&[(gold, found)]).of, expected, "{gold}\n{found}");
    }
}

#[test]
fn place_types() {
    let scores = score(&[(
        "⟦place=constituency|कैराना⟧ ⟦place|शामली⟧ ⟦place=ward|वार्ड-4⟧",
        "⟦place|कैराना⟧ ⟦place|शामली⟧ ⟦place=ward|वार्ड-4⟧",
    )]);
    assert_eq!(scores.place_type, share(2, 3));
    assert_eq!(scores.confusions[0].aspect, Aspect::Place);
}

#[test]
fn person_clusters() {
    // Marked: मोदी ×3, शाह ×2. Found: {मोदी, मोदी}, {मोदी, शाह, शाह}; the last शाह's place is wrong
    // and takes no part.
    let scores = score(&[(
        "⟦person=मोदी|मोदी⟧ ⟦person=मोदी|मोदी⟧ ⟦person=मोदी|मोदी⟧ ⟦person=शाह|शाह⟧ ⟦person=शाह|शाह⟧ ⟦person=शाह|शाह जी⟧",
        "⟦person=1|मोदी⟧ ⟦person=1|मोदी⟧ ⟦person=2|मोदी⟧ ⟦person=2|शाह⟧ ⟦person=2|शाह⟧ ⟦person=2|शाह⟧ जी",
    )]);
    assert_eq!(scores.pairs, counts(2, 4, 4));
    let BCubed {
        mentions,
        precision_sum,
        recall_sum,
    } = scores.b_cubed;
    assert_eq!(mentions, 5);
    assert!(
        (precision_sum - 11.0 / 3.0).abs() < 1e-12,
        "{precision_sum}"
    );
    assert!((recall_sum - 11.0 / 3.0).abs() < 1e-12, "{recall_sum}");
}

#[test]
fn clusters_end_with_the_document() {
    let one = (
        "⟦person=मोदी|मोदी⟧ ⟦person=मोदी|मोदी⟧",
        "⟦person=1|मोदी⟧ ⟦person=1|मोदी⟧",
    );
    let scores = score(&[one, one]);
    assert_eq!(
        scores.pairs,
        counts(2, 2, 2),
        "two pairs, not the six of four mentions"
    );
    assert_eq!(scores.b_cubed.f1(), Some(1.0));
    // Without an entity each mention stands alone.
    let gold = read_markup("gold", one.0).unwrap();
    let mut found = mentions(&gold);
    found.iter_mut().for_each(|mention| mention.entity = None);
    let mut scorer = Scorer::new(Matching::Exact);
    scorer.add(&gold, &found);
    let scores = scorer.finish(0);
    assert_eq!(scores.pairs, counts(0, 0, 1));
    assert_eq!(scores.b_cubed.precision(), Some(1.0));
    assert_eq!(scores.b_cubed.recall(), Some(0.5));
}
