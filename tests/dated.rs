//! What an article's date adds to its text: `Extractor::extract_dated`.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say so.

use neta::{DATA_DATE, Date, Extraction, Extractor, GazetteerSource, Status};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Of the office whose title is `title`: the holder by text, the holder by date, the status by
/// date.
fn office(found: &Extraction<'_>, title: &str) -> (Option<String>, Option<String>, Option<Status>) {
    let mention = found.mentions().iter().find(|m| m.text == title);
    let office = mention.and_then(|m| m.office.as_ref());
    let office = office.unwrap_or_else(|| panic!("no {title} in {:#?}", found.mentions()));
    let name = |entity: usize| found.entities()[entity].name.clone();
    let by_date = office.by_date.unwrap_or_default();
    (
        office.holder.map(name),
        by_date.holder.map(name),
        by_date.status,
    )
}

#[test]
fn the_holder_of_a_title_without_a_name() {
    let extractor = Extractor::new();
    let cases = [
        (
            "उत्तर प्रदेश के मुख्यमंत्री ने कहा कि सड़क बनेगी।",
            "मुख्यमंत्री",
            "2009-05-01",
            Some("मायावती"),
        ),
        (
            "उत्तर प्रदेश के मुख्यमंत्री ने कहा कि सड़क बनेगी।",
            "मुख्यमंत्री",
            "2014-01-15",
            Some("अखिलेश यादव"),
        ),
        (
            "उत्तर प्रदेश के मुख्यमंत्री ने कहा कि सड़क बनेगी।",
            "मुख्यमंत्री",
            "2020-01-15",
            Some("योगी आदित्यनाथ"),
        ),
        // Later than the data: unknown.
        (
            "उत्तर प्रदेश के मुख्यमंत्री ने कहा कि सड़क बनेगी।",
            "मुख्यमंत्री",
            "2031-01-15",
            None,
        ),
        (
            "दिल्ली में प्रधानमंत्री ने कहा कि सड़क बनेगी।",
            "प्रधानमंत्री",
            "2010-01-15",
            Some("मनमोहन सिंह"),
        ),
        // Abroad, nothing is guessed.
        (
            "अमेरिका गए प्रधानमंत्री ने कहा कि सड़क बनेगी।",
            "प्रधानमंत्री",
            "2010-01-15",
            None,
        ),
        // A former one, several, an office that many hold.
        (
            "उत्तर प्रदेश के पूर्व मुख्यमंत्री ने कहा।",
            "पूर्व मुख्यमंत्री",
            "2020-01-15",
            None,
        ),
        ("उत्तर प्रदेश के मंत्री ने कहा।", "मंत्री", "2020-01-15", None),
    ];
    for (text, title, date, expected) in cases {
        let found = extractor.extract_dated(text, day(date));
        let (by_text, by_date, status) = office(&found, title);
        assert_eq!((by_text, status), (None, None), "{text}");
        assert_eq!(by_date.as_deref(), expected, "{text} on {date}");
    }
    // Without a date nothing of it is said.
    let found = extractor.extract(cases[1].0);
    assert_eq!(office(&found, "मुख्यमंत्री"), (None, None, None));
    assert!(
        found
            .entities()
            .iter()
            .all(|entity| !entity.mentions.is_empty())
    );
}

#[test]
fn a_holder_by_date_who_is_named_elsewhere_is_one_entity() {
    let text = "योगी आदित्यनाथ लखनऊ आए। शाम को उत्तर प्रदेश के मुख्यमंत्री ने उत्तर प्रदेश के राज्यपाल से भेंट की।";
    let found = Extractor::new().extract_dated(text, day("2020-01-15"));
    let yogi = |entity: &&neta::Entity| entity.name == "योगी आदित्यनाथ";
    assert_eq!(found.entities().iter().filter(yogi).count(), 1);
    for mention in found.mentions() {
        let by_date = mention.office.as_ref().and_then(|office| office.by_date);
        if let Some(holder) = by_date.and_then(|by_date| by_date.holder) {
            assert!(found.entities()[holder].id.is_some());
        }
    }
}

#[test]
fn what_the_text_says_stays_beside_what_the_date_says() {
    let extractor = Extractor::new();
    let cases = [
        (
            "मुख्यमंत्री मायावती ने कहा।",
            "मुख्यमंत्री",
            "2020-01-15",
            Some(Status::Former),
        ),
        ("मुख्यमंत्री मायावती ने कहा।", "मुख्यमंत्री", "2009-01-15", None),
        (
            "पूर्व मुख्यमंत्री मायावती ने कहा।",
            "पूर्व मुख्यमंत्री",
            "2020-01-15",
            None,
        ),
        (
            "पूर्व मुख्यमंत्री मायावती ने कहा।",
            "पूर्व मुख्यमंत्री",
            "2009-01-15",
            Some(Status::Current),
        ),
        (
            "तत्कालीन मुख्यमंत्री मायावती ने कहा।",
            "तत्कालीन मुख्यमंत्री",
            "2020-01-15",
            None,
        ),
        // An unknown end is not a present.
        (
            "मुख्यमंत्री योगी आदित्यनाथ ने कहा।",
            "मुख्यमंत्री",
            "2031-01-15",
            None,
        ),
        (
            "पूर्व मुख्यमंत्री योगी आदित्यनाथ ने कहा।",
            "पूर्व मुख्यमंत्री",
            "2031-01-15",
            None,
        ),
    ];
    for (text, title, date, expected) in cases {
        let plain = extractor.extract(text);
        let found = extractor.extract_dated(text, day(date));
        assert_eq!(office(&found, title).2, expected, "{text} on {date}");
        let status = |found: &Extraction<'_>| {
            found
                .mentions()
                .iter()
                .filter_map(|m| m.office.as_ref())
                .map(|o| o.status)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            status(&plain),
            status(&found),
            "the text's own status: {text}"
        );
    }
}

#[test]
fn own_roles_count_and_are_of_embedded_places() {
    let rows = "kind\tid\tname\troles\n\
                person\tx\tझब्बू लाल घनेरिया\tmla@Kairana(2027..);chief-minister@Uttar Pradesh(1948..1949)\n";
    let source = GazetteerSource::tsv("mine.tsv", rows);
    let extractor = Extractor::builder().gazetteer(source).build().unwrap();
    let found = extractor.extract_dated("उत्तर प्रदेश के मुख्यमंत्री ने कहा।", day("1948-12-31"));
    assert_eq!(
        office(&found, "मुख्यमंत्री").1.as_deref(),
        Some("झब्बू लाल घनेरिया")
    );
}

#[test]
fn in_json() {
    let found = Extractor::new().extract_dated("उत्तर प्रदेश के मुख्यमंत्री ने कहा।", day("2014-01-15"));
    let json = found.to_json();
    assert!(json.contains(r#","by_date":{"holder":1}}"#), "{json}");
    assert!(json.contains(r#""id":"person/akhilesh-yadav""#), "{json}");
    assert!(json.ends_with(r#""mentions":[]}]}"#), "{json}");
    let found = Extractor::new().extract_dated("मुख्यमंत्री मायावती ने कहा।", day("2020-01-15"));
    assert!(
        found.to_json().contains(r#""by_date":{"status":"former"}"#),
        "{}",
        found.to_json()
    );
}

#[test]
fn the_readme_says_of_which_day_the_data_is() {
    let readme = include_str!("../data/README.md");
    assert!(
        readme.contains(&DATA_DATE.to_string()),
        "data/README.md does not name {DATA_DATE}"
    );
}
