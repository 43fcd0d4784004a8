//! What a report shows beside the figures, and its JSON.

use crate::{mentions, score, share};
use neta::EntityKind;
use neta::eval::{Aspect, Confusion, Matching, Scorer, Scores, Slip, read_hard, read_markup};
use std::collections::HashMap;

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
    let buckets: Vec<_> = scores
        .reliability
        .iter()
        .map(|b| (b.from, b.to, b.mentions))
        .collect();
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
        (
            "पहला वाक्य। ⟦place|गया⟧ में ⟦place|बस्ती⟧ है।",
            "पहला वाक्य। गया में ⟦person=x|बस्ती⟧ है।",
        ),
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
        slip(
            EntityKind::Person,
            "बस्ती",
            1,
            "गया में ⟦बस्ती⟧ है।",
            Some("place बस्ती"),
        ),
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
fn json_comes_back() {
    let scores = score(&[(
        "⟦office=mp;holder=मोदी|सांसद⟧ ⟦person=मोदी|मोदी⟧ ⟦place|गया⟧",
        "⟦office=mla;holder=1|सांसद⟧ ⟦person=1|मोदी⟧ गया",
    )]);
    let json = serde_json::to_string(&scores).unwrap();
    assert!(
        json.contains(r#""person":{"right":1,"found":1,"gold":1,"precision":1.0"#),
        "{json}"
    );
    assert_eq!(serde_json::from_str::<Scores>(&json).unwrap(), scores);
    // Results of an older version may lack a figure.
    assert_eq!(
        serde_json::from_str::<Scores>("{}").unwrap(),
        Scores::default()
    );
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
