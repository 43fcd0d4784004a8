//! The scorer, by cases counted by hand. Both sides stand in the gold markup; on the found side a
//! `person` or `party` value (for places the text) names the entity.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use neta::eval::{
    Aspect, BCubed, Confusion, Counts, GoldDocument, Matching, Scorer, Scores, Share, Slip, TagMap,
    read_conll, read_hard, read_markup,
};
use neta::{EntityKind, Mention, Office, Why};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads a found side as an extractor's answer.
fn mentions(marked: &GoldDocument) -> Vec<Mention<'_>> {
    let mut entities: HashMap<String, usize> = HashMap::new();
    let name_of = |text: &str, value: &Option<String>| value.clone().unwrap_or(text.to_owned());
    for mention in &marked.mentions {
        if mention.kind != EntityKind::Office {
            let number = entities.len();
            entities.entry(name_of(marked.text_of(mention), &mention.value)).or_insert(number);
        }
    }
    let entity = |name: &Option<String>| name.as_ref().and_then(|name| entities.get(name).copied());
    let mention = |mention: &neta::eval::GoldMention| {
        let text = marked.text_of(mention);
        let office = mention.office.as_ref().map(|office| Office {
            id: Cow::Owned(office.id.clone()),
            status: office.status,
            holder: entity(&office.holder),
            of: entity(&office.of),
        });
        Mention {
            kind: mention.kind,
            text,
            span: mention.span,
            entity: entities.get(&name_of(text, &mention.value)).copied(),
            score: 1.0,
            why: Why::Tagger,
            office,
            place: mention.place,
        }
    };
    marked.mentions.iter().map(mention).collect()
}

/// Scores (gold, found) pairs, each a document.
fn score_as(matching: Matching, documents: &[(&str, &str)]) -> Scores {
    let mut scorer = Scorer::new(matching);
    for (gold, found) in documents {
        let gold = read_markup("gold", gold).unwrap();
        let found = read_markup("found", found).unwrap();
        assert_eq!(gold.text, found.text, "the test's two sides differ");
        scorer.add(&gold, &mentions(&found));
    }
    scorer.finish(100)
}

fn score(documents: &[(&str, &str)]) -> Scores {
    score_as(Matching::Exact, documents)
}

fn counts(right: u64, found: u64, gold: u64) -> Counts {
    Counts { right, found, gold }
}

fn share(right: u64, all: u64) -> Share {
    Share { right, all }
}

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
    assert_eq!(scores.kinds[&EntityKind::Office], counts(0, 1, 1), "a longer span is wrong");
    assert_eq!(scores.micro, counts(2, 4, 5));
    assert_eq!(scores.micro.precision(), Some(0.5));
    assert_eq!(scores.micro.recall(), Some(0.4));
    assert_eq!(scores.office_id, share(0, 0), "offices in the wrong place are not judged");
}

#[test]
fn counts_are_summed_not_averaged() {
    let scores = score(&[
        ("⟦place|गया⟧", "⟦place|गया⟧"),
        ("⟦place|पटना⟧ ⟦place|पूर्णिया⟧ ⟦place|कटिहार⟧ में", "पटना पूर्णिया कटिहार ⟦place|में⟧"),
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
        ("⟦person=x|चौधरी चरण सिंह⟧ ने", "चौधरी ⟦person=x|चरण सिंह⟧ ने", 1),
        ("चौधरी ⟦person=x|चरण सिंह⟧ ने", "⟦person=x|चौधरी चरण सिंह⟧ ने", 1),
        ("⟦person=x|योगी आदित्यनाथ⟧", "योगी ⟦person=x|आदित्यनाथ⟧", 1),
        ("⟦person=x|मौलाना हाजी याकूब⟧", "मौलाना ⟦person=x|हाजी याकूब⟧", 1),
        ("⟦person=x|मौलाना हाजी याकूब⟧", "मौलाना हाजी ⟦person=x|याकूब⟧", 1),
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
        assert_eq!(score(&[(gold, found)]).micro, counts(right, 1, 1), "{gold}\n{found}");
    }
}

#[test]
fn lenient_matching_is_one_to_one() {
    let cases = [
        ("⟦office=mp|पूर्व सांसद⟧ जी", "पूर्व ⟦office=mp|सांसद⟧ जी", counts(1, 1, 1)),
        ("⟦place|गया टाउन⟧", "⟦place|गया⟧ ⟦place|टाउन⟧", counts(1, 2, 1)),
        ("⟦place|गया⟧ ⟦place|टाउन⟧", "⟦place|गया टाउन⟧", counts(1, 1, 2)),
        // The long one must take गया, so that टाउन हॉल is left for its own.
        ("⟦place|गया⟧ ⟦place|टाउन हॉल⟧", "⟦place|गया टाउन⟧ ⟦place|हॉल⟧", counts(2, 2, 2)),
        ("⟦place|गया टाउन⟧", "⟦person=x|गया टाउन⟧", counts(0, 1, 1)),
        ("⟦place|गया⟧ टाउन", "गया ⟦place|टाउन⟧", counts(0, 1, 1)),
        // What stands alone on one side costs its neighbour nothing.
        ("पटना ⟦place|गया टाउन⟧", "⟦place|पटना⟧ ⟦place|गया⟧ टाउन", counts(1, 2, 1)),
        ("⟦place|पटना⟧ ⟦place|गया टाउन⟧", "पटना ⟦place|गया⟧ टाउन", counts(1, 1, 2)),
    ];
    for (gold, found, expected) in cases {
        let scores = score_as(Matching::Lenient, &[(gold, found)]);
        assert_eq!(scores.micro, expected, "{gold}\n{found}");
    }
}

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
        (iqra, ";holder=1", "⟦person=1|इकरा⟧ हसन और ⟦person=2|नाहिद हसन⟧", counts(1, 1, 1)),
        // … but not as a place.
        (iqra, ";holder=इकरा हसन", "⟦place|इकरा हसन⟧ और नाहिद हसन", counts(0, 1, 1)),
        // Never mentioned: no extractor could know.
        (";holder=मुनव्वर हसन", ";holder=1", both, counts(0, 0, 0)),
        (";holder=मुनव्वर हसन", "", both, counts(0, 0, 0)),
    ];
    for (marked, holder, persons, expected) in cases {
        let (gold, found) = (gold(marked), found(holder, persons));
        assert_eq!(score(&[(&gold, &found)]).holder, expected, "{gold}\n{found}");
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
    let BCubed { mentions, precision_sum, recall_sum } = scores.b_cubed;
    assert_eq!(mentions, 5);
    assert!((precision_sum - 11.0 / 3.0).abs() < 1e-12, "{precision_sum}");
    assert!((recall_sum - 11.0 / 3.0).abs() < 1e-12, "{recall_sum}");
}

#[test]
fn clusters_end_with_the_document() {
    let one = ("⟦person=मोदी|मोदी⟧ ⟦person=मोदी|मोदी⟧", "⟦person=1|मोदी⟧ ⟦person=1|मोदी⟧");
    let scores = score(&[one, one]);
    assert_eq!(scores.pairs, counts(2, 2, 2), "two pairs, not the six of four mentions");
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

#[test]
fn reliability_by_score() {
    let gold = read_markup("gold", "⟦place|क⟧ ⟦place|ख⟧ ⟦place|ग⟧ घ ङ ⟦place|च⟧ छ").unwrap();
    let found = read_markup(
        "found",
        "⟦place|क⟧ ⟦place|ख⟧ ⟦place|ग⟧ ⟦place|घ⟧ ⟦place|ङ⟧ ⟦place|च⟧ ⟦place|छ⟧",
    )
    .unwrap();
    let mut found = mentions(&found);
    let scores = [1.0, 0.9, 0.89, 0.0, 0.5, 0.6, f32::NAN];
    for (mention, score) in found.iter_mut().zip(scores) {
        mention.score = score;
    }
    let mut scorer = Scorer::new(Matching::Exact);
    scorer.add(&gold, &found);
    let scores = scorer.finish(0);
    let buckets: Vec<_> = scores.reliability.iter().map(|b| (b.from, b.to, b.mentions)).collect();
    let expected = [
        (0.0, 0.5, share(0, 2)),
        (0.5, 0.6, share(0, 1)),
        (0.6, 0.7, share(1, 1)),
        (0.7, 0.8, share(0, 0)),
        (0.8, 0.9, share(1, 1)),
        (0.9, 1.0, share(2, 2)),
    ];
    assert_eq!(buckets, expected);
}

#[test]
fn slips_come_with_a_sentence() {
    let scores = score(&[
        ("पहला वाक्य। ⟦place|गया⟧ में ⟦place|बस्ती⟧ है।", "पहला वाक्य। गया में ⟦person=x|बस्ती⟧ है।"),
        ("वह ⟦place|गया⟧ गया।", "⟦place|वह गया⟧ गया।"),
    ]);
    let slip = |kind, text: &str, count, example: &str, instead: Option<&str>| Slip {
        kind,
        text: text.into(),
        count,
        example: example.into(),
        instead: instead.map(Into::into),
    };
    let place = EntityKind::Place;
    let misses = [
        slip(place, "गया", 2, "⟦गया⟧ में बस्ती है।", None),
        slip(place, "बस्ती", 1, "गया में ⟦बस्ती⟧ है।", Some("person बस्ती")),
    ];
    assert_eq!(scores.misses, misses);
    let extras = [
        slip(EntityKind::Person, "बस्ती", 1, "गया में ⟦बस्ती⟧ है।", Some("place बस्ती")),
        slip(place, "वह गया", 1, "⟦वह गया⟧ गया।", Some("place गया")),
    ];
    assert_eq!(scores.extras, extras);
    let confusion = Confusion {
        aspect: Aspect::Kind,
        text: "बस्ती".into(),
        gold: "place".into(),
        found: "person".into(),
        count: 1,
        example: "गया में ⟦बस्ती⟧ है।".into(),
    };
    assert_eq!(scores.confusions, [confusion]);
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
    assert_eq!(scores.kinds.keys().copied().collect::<Vec<_>>(), [EntityKind::Person]);
    assert!(scores.extras.is_empty());
    assert_eq!(scores.b_cubed.mentions, 0, "the data does not say who is one person");
}

#[test]
fn hard_sentences_count_by_heading() {
    let file = "# गया: place against verb\nवह ⟦place|गया⟧ से लौटा।\nवह लौट गया।\n# आप\nआप कहिए।\n";
    let mut scorer = Scorer::new(Matching::Exact);
    for gold in read_hard("hard.ann", file).unwrap() {
        // Finds nothing: right where there is nothing to find.
        scorer.add(&gold, &[]);
    }
    let scores = scorer.finish(0);
    assert_eq!(scores.traps["गया: place against verb"], share(1, 2));
    assert_eq!(scores.traps["आप"], share(1, 1));
    assert_eq!(scores.hard_sentences(), share(2, 3));
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

#[test]
fn json_comes_back() {
    let scores = score(&[(
        "⟦office=mp;holder=मोदी|सांसद⟧ ⟦person=मोदी|मोदी⟧ ⟦place|गया⟧",
        "⟦office=mla;holder=1|सांसद⟧ ⟦person=1|मोदी⟧ गया",
    )]);
    let json = serde_json::to_string(&scores).unwrap();
    assert!(json.contains(r#""person":{"right":1,"found":1,"gold":1,"precision":1.0"#), "{json}");
    assert_eq!(serde_json::from_str::<Scores>(&json).unwrap(), scores);
    // Results of an older version may lack a figure.
    assert_eq!(serde_json::from_str::<Scores>("{}").unwrap(), Scores::default());
}

#[test]
fn figures_have_names() {
    let scores = score(&[(
        "⟦office=mp;holder=मोदी|सांसद⟧ ⟦person=मोदी|मोदी⟧ ⟦place|गया⟧",
        "⟦office=mla;holder=1|सांसद⟧ ⟦person=1|मोदी⟧ गया",
    )]);
    let figures: HashMap<String, Option<f64>> = scores.figures().into_iter().collect();
    let expected = [
        ("person f1", Some(1.0)),
        ("place recall", Some(0.0)),
        ("place precision", None),
        ("micro recall", Some(2.0 / 3.0)),
        ("office id", Some(0.0)),
        ("status", Some(1.0)),
        ("holder f1", Some(1.0)),
        ("of f1", None),
        ("person b-cubed f1", Some(1.0)),
        ("person pairs f1", None),
        ("hard sentences", None),
    ];
    for (name, value) in expected {
        assert_eq!(figures[name], value, "{name}");
    }
}

#[test]
fn all_gold_files_parse() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let offices = fs::read_to_string(folder.join("data/offices.tsv")).unwrap();
    let mut ids: HashSet<&str> =
        offices.lines().skip(1).filter_map(|row| row.split('\t').nth(1)).collect();
    ids.insert("other");
    for gold in all_gold() {
        assert!(!gold.text.contains(['⟦', '⟧']), "{}", gold.name);
        let mut end = 0;
        for mention in &gold.mentions {
            assert!(mention.span.start >= end && !gold.text_of(mention).is_empty());
            end = mention.span.end;
            if let Some(office) = &mention.office {
                assert!(ids.contains(office.id.as_str()), "{}: {}", gold.name, office.id);
            }
        }
    }
}

#[test]
fn gold_against_itself_is_perfect() {
    for matching in [Matching::Exact, Matching::Lenient] {
        let mut scorer = Scorer::new(matching);
        for gold in all_gold() {
            scorer.add(&gold, &mentions(&gold));
        }
        let scores = scorer.finish(5);
        assert!(scores.micro.gold > 1000, "{:?}", scores.micro);
        for (name, value) in scores.figures() {
            assert_eq!(value, Some(1.0), "{name}: {:?}", scores.confusions);
        }
        assert!(scores.misses.is_empty() && scores.extras.is_empty());
        assert!(scores.confusions.is_empty(), "{:?}", scores.confusions);
    }
}

fn all_gold() -> Vec<GoldDocument> {
    let files = gold_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold"));
    assert!(files.len() > 1);
    let mut documents = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        if file.file_name().unwrap().to_string_lossy().starts_with("hard") {
            documents.extend(read_hard(&name, &text).unwrap());
        } else {
            documents.push(read_markup(&name, &text).unwrap());
        }
    }
    documents
}

fn gold_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files.extend(gold_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "ann") {
            files.push(path);
        }
    }
    files
}
