//! A user's own gazetteer: over the embedded one or instead of it, denied, saved, swapped; and what
//! is said of wrong rows.
#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say so.

use neta::{EntityKind, Extraction, Extractor, Gazetteer, GazetteerSource, SharedExtractor};
use std::time::{Duration, Instant};

fn tsv(rows: &str) -> GazetteerSource {
    GazetteerSource::tsv("mine.tsv", rows)
}

fn with(rows: &str) -> Extractor {
    Extractor::builder().gazetteer(tsv(rows)).build().unwrap()
}

fn error(rows: impl Into<Vec<u8>>) -> String {
    let source = GazetteerSource::tsv("mine.tsv", rows);
    Extractor::builder()
        .gazetteer(source)
        .build()
        .unwrap_err()
        .to_string()
}

/// `kind:text` of each mention, with the entity's id.
fn mentions(found: &Extraction<'_>) -> Vec<String> {
    let shown = |mention: &neta::Mention<'_>| {
        let entity = mention.entity.map(|entity| &found.entities()[entity]);
        let id = entity.and_then(|entity| entity.id.as_ref());
        let id = id.map_or(String::new(), |id| format!(" {id}"));
        format!("{}:{}{id}", mention.kind, mention.text)
    };
    found.mentions().iter().map(shown).collect()
}

#[track_caller]
fn finds(extractor: &Extractor, text: &str, expected: &str) {
    let found = mentions(&extractor.extract(text));
    assert!(
        found.iter().any(|m| m == expected),
        "{text}\nexpected {expected}\nfound {found:#?}"
    );
}

#[track_caller]
fn misses(extractor: &Extractor, text: &str, unexpected: &str) {
    let found = mentions(&extractor.extract(text));
    assert!(
        !found.iter().any(|m| m.contains(unexpected)),
        "{text}\nfound {found:#?}"
    );
}

#[test]
fn errors_by_table() {
    let cases: &[(&str, &str)] = &[
        ("", "mine.tsv:1:1: expected a column name (kind, "),
        (
            "kind\tnom\n",
            "mine.tsv:1:2: expected a column name (kind, ",
        ),
        (
            "kind\tname\tkind\n",
            "mine.tsv:1:3: expected each column once, found \"kind\" twice",
        ),
        ("kind\tid\n", "mine.tsv:1: expected a column \"name\""),
        ("name\n", "mine.tsv:1: expected a column \"kind\""),
        (
            "kind\tname\nplace\n",
            "mine.tsv:2: expected 2 columns, found 1",
        ),
        (
            "kind\tname\nplace\tक\tख\n",
            "mine.tsv:2: expected 2 columns, found 3",
        ),
        (
            "kind\tname\n\n# a remark\nvillage\tटोडा\n",
            "mine.tsv:4:1: expected one of person, party, place, office, found \"village\"",
        ),
        (
            "kind\tname\nगांधी\tटोडा\n",
            "mine.tsv:2:1: expected one of person, party, place, office, found \"गांधी\"",
        ),
        (
            "kind\tname\n\tटोडा\n",
            "mine.tsv:2:1: expected one of person, party, place, office",
        ),
        (
            "kind\tname\nplace\t\n",
            "mine.tsv:2:2: expected a name, found an empty cell",
        ),
        (
            "kind\tname\nplace\t \n",
            "mine.tsv:2:2: expected a name, found an empty cell",
        ),
        (
            "kind\tname\nplace\t—।\n",
            "mine.tsv:2:2: expected a name with letters, found \"—।\"",
        ),
        (
            "kind\tname\taliases\nplace\tटोडा\tक|।\n",
            "mine.tsv:2:3: expected a name with letters",
        ),
        (
            "kind\tname\tid\nplace\tटोडा\ta\nplace\tमोडा\tb\nplace\tरोडा\ta\n",
            "mine.tsv:4:3: expected each id once, found \"a\" again, after mine.tsv:2",
        ),
        (
            "kind\tname\tid\nplace\tटोडा\tplace/a\n",
            "mine.tsv:2:3: expected an id of ASCII letters",
        ),
        (
            "kind\tname\tid\nplace\tटोडा\tटोडा\n",
            "mine.tsv:2:3: expected an id of ASCII letters",
        ),
        (
            "kind\tname\tsince\nparty\tमोर्चा\t2024-02-30\n",
            "mine.tsv:2:3: expected a date such as 2024-06-09, found \"2024-02-30\"",
        ),
        (
            "kind\tname\tuntil\nparty\tमोर्चा\t9 जून\n",
            "mine.tsv:2:3: expected a date such as",
        ),
        (
            "kind\tname\troles\nperson\tसीता देवी\tmla@Kairana(2022-13..)\n",
            "mine.tsv:2:3: expected office@of(from..to) with dates such as 2024-06-09, found",
        ),
        (
            "kind\tname\troles\nperson\tसीता देवी\tmla@Kairana(2022..2017)\n",
            "mine.tsv:2:3: expected a role to end after it starts",
        ),
        (
            "kind\tname\troles\nperson\tसीता देवी\tविधायक@Kairana\n",
            "mine.tsv:2:3: expected office@",
        ),
        (
            "kind\tname\ttype\nplace\tटोडा\thamlet\n",
            "mine.tsv:2:3: expected one of country, state",
        ),
        (
            "kind\tname\tgender\nperson\tसीता देवी\tw\n",
            "mine.tsv:2:3: expected one of m, f, any",
        ),
        (
            "kind\tname\twithin\nplace\tटोडा\tatlantis\n",
            "mine.tsv:2:3: expected the id of a place, found \"atlantis\"",
        ),
        (
            "kind\tname\tparty\nperson\tसीता देवी\tBJPP\n",
            "mine.tsv:2:3: expected a party's abbreviation, id or name, or IND, found \"BJPP\"",
        ),
    ];
    for (rows, expected) in cases {
        let found = error(*rows);
        assert!(
            found.starts_with(expected),
            "{rows:?}\nexpected {expected}\nfound    {found}"
        );
    }
    let words = "क ".repeat(33);
    assert!(
        error(format!("kind\tname\nplace\t{words}\n")).contains(":2:2: expected at most 32 words")
    );
}

#[test]
fn not_utf8_names_the_line() {
    let mut rows = "kind\tname\nplace\tटोडा\nplace\t".as_bytes().to_vec();
    rows.extend([0xE0, 0xA4, b'\n']);
    assert_eq!(
        error(rows),
        "mine.tsv:3: expected UTF-8, found bytes that are not"
    );
    let utf16: Vec<u8> = "\u{FEFF}kind"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(error(utf16), "mine.tsv:1: expected UTF-8, found UTF-16");
}

#[test]
fn byte_order_mark_and_carriage_returns_are_accepted() {
    let rows = "\u{FEFF}kind\tname\tid\r\nplace\tटोडा खेड़ी\ttoda-kheri\r\n\r\n";
    finds(
        &with(rows),
        "वह टोडा खेड़ी गांव गया था।",
        "place:टोडा खेड़ी place/toda-kheri",
    );
}

#[test]
fn a_line_of_ten_megabytes_is_refused_at_once() {
    let long = "क".repeat(10 << 20);
    for rows in [
        format!("kind\tname\nplace\tटोडा\nplace\t{long}\n"),
        format!("kind\tname\nplace\tटोडा\n{}\n", "place\t".repeat(2 << 20)),
    ] {
        let start = Instant::now();
        let found = error(rows);
        assert!(found.starts_with("mine.tsv:3: expected a row of at most 262144 bytes, found "));
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{:?}",
            start.elapsed()
        );
    }
    assert!(error(long).starts_with("mine.tsv:1: expected a row of at most"));
    let cell = format!("kind\tname\nplace\t{}\n", "क".repeat(30_000));
    assert_eq!(
        error(cell),
        "mine.tsv:2:2: expected a cell of at most 65535 bytes"
    );
    let name = "न".repeat(400);
    assert!(
        error(format!("kind\tname\n{name}\tटोडा\n")).len() < 500,
        "an error quotes the beginning"
    );
}

/// Names that no list holds, of one word and of several, of every kind.
const OWN: &str = "\
kind\tid\tname\taliases\tweak\ttype\twithin\tparty\troles
person\tjhabbu\tझब्बू लाल घनेरिया\tझब्बूलाल घनेरिया\tघनेरिया\t\t\tBSP\t
person\tmatkulal\tमटकूललवा\t\t\t\t\t\t
party\tgvm\tखेतिहर जागृति मंच\tखेजामं\tमंच\t\t\t\t
place\tbhutiyakheda\tभुटियाखेड़वा\t\t\tvillage\tuttar-pradesh\t\t
place\tnayi-basti\tटुंडला खुर्द कलां\t\tखुर्द\tvillage\tuttar-pradesh\t\t
office\tpani-pramukh\tजल पंचायत प्रमुख\t\t\t\t\t\t
office\tnahariya\tनहरपंच\t\t\t\t\t\t
";

#[test]
fn own_rows_are_found_in_plain_sentences() {
    let extractor = with(OWN);
    let cases = [
        (
            "कल झब्बू लाल घनेरिया ने बैठक की।",
            "person:झब्बू लाल घनेरिया person/jhabbu",
        ),
        ("कल झब्बूलाल घनेरिया आए।", "person:झब्बूलाल घनेरिया person/jhabbu"),
        ("बारिश में मटकूललवा भी थे।", "person:मटकूललवा person/matkulal"),
        (
            "खेतिहर जागृति मंच की रैली हुई।",
            "party:खेतिहर जागृति मंच party/gvm",
        ),
        ("आज खेजामं ने धरना दिया।", "party:खेजामं party/gvm"),
        (
            "सड़क भुटियाखेड़वा तक बनेगी।",
            "place:भुटियाखेड़वा place/bhutiyakheda",
        ),
        (
            "पानी टुंडला खुर्द कलां में भरा।",
            "place:टुंडला खुर्द कलां place/nayi-basti",
        ),
        ("रविवार को जल पंचायत प्रमुख ने कहा।", "office:जल पंचायत प्रमुख"),
        ("रविवार को नहरपंच ने कहा।", "office:नहरपंच"),
    ];
    for (text, expected) in cases {
        finds(&extractor, text, expected);
    }
    // What is weak does not stand alone, but stands with the full name.
    misses(&extractor, "यह मंच छोटा था।", "gvm");
    finds(
        &extractor,
        "झब्बू लाल घनेरिया ने बैठक की। घनेरिया ने कहा कि सड़क बनेगी।",
        "person:घनेरिया person/jhabbu",
    );
}

#[test]
fn own_rows_refer_to_embedded_ones() {
    let extractor = with(OWN);
    let found = extractor.extract("कल झब्बू लाल घनेरिया ने बैठक की।");
    assert_eq!(found.entities()[0].party.as_deref(), Some("BSP"));
    let gazetteer = extractor.gazetteer();
    let village = gazetteer.entry("place/bhutiyakheda").unwrap();
    assert_eq!(
        village.within().unwrap().id().unwrap().as_str(),
        "place/uttar-pradesh"
    );
    assert_eq!(village.within().unwrap().within().unwrap().name(), "भारत");
    // A user's own party and state come first.
    let rows =
        "kind\tid\tname\tabbr\tparty\nparty\tnew\tनव मंच\tBSP\t\nperson\ta\tसीता देवी खेकड़ा\t\tBSP\n";
    let extractor = with(rows);
    let person = extractor.gazetteer().entry("person/a").unwrap();
    assert_eq!(person.party().unwrap().id().unwrap().as_str(), "party/new");
}

#[test]
fn a_row_with_the_same_id_replaces_all_forms() {
    let embedded = Extractor::new();
    let text = "लखनऊ में योगी आदित्यनाथ ने कहा।";
    finds(
        &embedded,
        text,
        "person:योगी आदित्यनाथ person/yogi-adityanath",
    );
    let extractor = with("kind\tid\tname\nperson\tyogi-adityanath\tअजय टिंडवारिया\n");
    misses(&extractor, text, "person/yogi-adityanath");
    finds(
        &extractor,
        "लखनऊ में अजय टिंडवारिया ने कहा।",
        "person:अजय टिंडवारिया person/yogi-adityanath",
    );
    let entry = extractor
        .gazetteer()
        .entry("person/yogi-adityanath")
        .unwrap();
    assert!(entry.is_own());
    assert_eq!(entry.forms().len(), 1);
    // A replaced party is the party of its people.
    let extractor =
        with("kind\tid\tname\tabbr\nparty\tbharatiya-janata-party\tभारतीय जनता पार्टी\tभाजपा\n");
    let person = extractor
        .gazetteer()
        .entry("person/yogi-adityanath")
        .unwrap();
    assert!(person.party().unwrap().is_own());
    let found = extractor.extract(text);
    assert!(
        found
            .entities()
            .iter()
            .any(|entity| entity.party.as_deref() == Some("भाजपा"))
    );
}

#[test]
fn instead_of_the_embedded_entities() {
    let extractor = Extractor::builder()
        .gazetteer(tsv(OWN))
        .without_embedded()
        .build()
        .unwrap();
    let text = "भाजपा विधायक झब्बू लाल घनेरिया और सांसद अखिलेश यादव लखनऊ में मिले।";
    finds(&extractor, text, "person:झब्बू लाल घनेरिया person/jhabbu");
    let found = extractor.extract(text);
    let ids: Vec<&str> = found
        .entities()
        .iter()
        .filter_map(|e| e.id.as_ref())
        .map(|id| id.as_str())
        .collect();
    assert_eq!(ids, ["person/jhabbu"]);
    // What is known of the language stays: offices, and unlisted names by their frames.
    finds(&extractor, text, "office:विधायक");
    assert_eq!(
        found
            .entities()
            .iter()
            .filter(|e| e.kind == EntityKind::Person)
            .count(),
        2
    );
    // And so does what rows refer to.
    let person = found.entities().iter().find(|e| e.id.is_some()).unwrap();
    assert!(person.party.is_some());
    assert!(extractor.gazetteer().lookup("लखनऊ").is_empty());
    assert!(
        extractor
            .gazetteer()
            .entry("party/bharatiya-janata-party")
            .is_none()
    );
    assert!(!extractor.gazetteer().lookup("विधायक").is_empty());
}

#[test]
fn denied_entries_and_forms() {
    let text = "लखनऊ में योगी आदित्यनाथ ने भाजपा पर हमला बोला। भारतीय जनता पार्टी चुप रही।";
    let extractor = Extractor::builder()
        .deny("person/yogi-adityanath")
        .deny("भाजपा")
        .deny("person/nobody-of-that-name")
        .deny("")
        .build()
        .unwrap();
    misses(&extractor, text, "person/yogi-adityanath");
    misses(&extractor, text, ":भाजपा");
    finds(
        &extractor,
        text,
        "party:भारतीय जनता पार्टी party/bharatiya-janata-party",
    );
    finds(&extractor, text, "place:लखनऊ place/lucknow-up");
    // A form in any spelling, of an unlisted name too, and a user's own.
    let extractor = Extractor::builder()
        .gazetteer(tsv(OWN))
        .deny("भुटियाखेडवा")
        .deny("person/jhabbu")
        .build()
        .unwrap();
    misses(&extractor, "सड़क भुटियाखेड़वा तक बनेगी।", "भुटियाखेड़वा");
    misses(&extractor, "कल झब्बू लाल घनेरिया ने बैठक की।", "person/jhabbu");
    let extractor = Extractor::builder().deny("इकरा हसन").build().unwrap();
    misses(&extractor, "कैराना सांसद इकरा हसन ने कहा।", "person:इकरा हसन");
    assert!(extractor.gazetteer().lookup("कैराना").len() > 1);
}

#[test]
fn a_minimum_score_leaves_mentions_out() {
    let text = "कैराना सांसद इकरा हसन ने कहा।";
    let all = Extractor::new().extract(text).mentions().len();
    let extractor = Extractor::builder().min_score(1.1).build().unwrap();
    assert!(all > 0 && extractor.extract(text).mentions().is_empty());
}

#[test]
fn a_saved_gazetteer_is_the_same_again() {
    let compiled = Gazetteer::builder()
        .rows(tsv(OWN))
        .rows(GazetteerSource::tsv(
            "more.tsv",
            "kind\tid\tname\nperson\takhilesh-yadav\tअखिलेश\n",
        ))
        .without_embedded()
        .deny("मटकूललवा")
        .deny("party/gvm")
        .build()
        .unwrap();
    let loaded = Gazetteer::load("mine.neta", &compiled.save()).unwrap();
    assert_eq!(loaded.save(), compiled.save());
    let (a, b) = [compiled, loaded]
        .map(|gazetteer| Extractor::builder().compiled(gazetteer).build().unwrap())
        .into();
    let text = "झब्बू लाल घनेरिया, मटकूललवा और खेतिहर जागृति मंच लखनऊ के भुटियाखेड़वा में। अखिलेश आए।";
    assert_eq!(mentions(&a.extract(text)), mentions(&b.extract(text)));
    assert_eq!(b.extract(text).entities()[0].party.as_deref(), Some("BSP"));
    misses(&b, text, ":मटकूललवा");
    // The embedded one alone can be saved too, and is a few hundred bytes.
    let embedded = Gazetteer::embedded().save();
    assert!(embedded.len() < 1_000);
    assert!(
        !Gazetteer::load("mine.neta", &embedded)
            .unwrap()
            .lookup("लखनऊ")
            .is_empty()
    );
}

#[test]
fn rows_beside_a_compiled_gazetteer_are_refused() {
    let builder = Extractor::builder()
        .compiled(Gazetteer::embedded())
        .gazetteer(tsv(OWN));
    assert!(
        builder
            .build()
            .unwrap_err()
            .to_string()
            .contains("compile them together")
    );
    let denied = Extractor::builder()
        .compiled(Gazetteer::embedded())
        .deny("भाजपा")
        .build()
        .unwrap();
    misses(&denied, "भाजपा की बैठक हुई।", ":भाजपा");
}

#[test]
fn foreign_and_damaged_files_are_errors() {
    let image = Gazetteer::builder()
        .rows(tsv(OWN))
        .deny("x")
        .build()
        .unwrap()
        .save();
    let load = |bytes: &[u8]| {
        Gazetteer::load("mine.neta", bytes)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    for foreign in [&b""[..], b"PK\x03\x04", b"neta", OWN.as_bytes(), &[0; 200]] {
        assert_eq!(
            load(foreign),
            "mine.neta: expected a compiled neta gazetteer"
        );
    }
    for length in (0..image.len()).step_by(7) {
        load(&image[..length]);
    }
    let mut longer = image.clone();
    longer.push(0);
    assert!(load(&longer).contains("checksum"));
    let mut newer = image.clone();
    newer[4] ^= 0x40;
    assert!(load(&newer).contains("expected format version"));
    for at in 8..image.len() {
        let mut flipped = image.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(load(&flipped).contains("checksum"), "byte {at}");
    }
}

/// The checksum of the format, so that damage can be made that it does not betray.
fn checksum(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = K ^ bytes.len() as u64;
    let mut step = |eight: [u8; 8]| {
        state = (state.rotate_left(23) ^ u64::from_le_bytes(eight)).wrapping_mul(K);
    };
    let (eights, rest) = bytes.as_chunks::<8>();
    eights.iter().for_each(|eight| step(*eight));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    step(last);
    state ^ (state >> 29)
}

#[test]
fn damage_with_a_right_checksum_never_panics() {
    let image = Gazetteer::builder()
        .rows(tsv(OWN))
        .deny("x")
        .build()
        .unwrap()
        .save();
    assert_eq!(
        image[8..16],
        checksum(&image[16..]).to_le_bytes(),
        "the checksum has changed"
    );
    let text = "झब्बू लाल घनेरिया, खेजामं और मटकूललवा भुटियाखेड़वा में। जल पंचायत प्रमुख और नहरपंच आए।";
    let date = "2024-06-09".parse().unwrap();
    let (mut loaded, mut refused) = (0, 0);
    let mut try_out = |mut bytes: Vec<u8>| {
        let sum = checksum(&bytes[16..]).to_le_bytes();
        bytes[8..16].copy_from_slice(&sum);
        match Gazetteer::load("mine.neta", &bytes) {
            Err(_) => refused += 1,
            Ok(gazetteer) => {
                loaded += 1;
                // Every tenth is read with: extraction is slow beside loading.
                if loaded % 10 == 0 {
                    for entry in gazetteer.entries().filter(|entry| entry.is_own()) {
                        let _ = (entry.forms(), entry.roles().count(), entry.party());
                    }
                    let extractor = Extractor::builder().compiled(gazetteer).build().unwrap();
                    extractor.extract_dated(text, date);
                }
            }
        }
    };
    for at in 16..image.len() {
        let mut bytes = image.clone();
        bytes[at] = bytes[at].wrapping_add(1 + (at * 31 % 255) as u8);
        try_out(bytes);
    }
    for at in (16..image.len() - 4).step_by(4) {
        for value in [u32::MAX, u32::MAX - 1, 1 << 30, 1 << 31, 0] {
            let mut bytes = image.clone();
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
            try_out(bytes);
        }
    }
    for length in (16..image.len()).step_by(3) {
        try_out(image[..length.max(16)].to_vec());
    }
    assert!(
        loaded > 100 && refused > 1_000,
        "{loaded} loaded, {refused} refused"
    );
}

#[test]
fn a_swap_while_others_read() {
    let with_name = |name: &str| with(&format!("kind\tid\tname\nplace\tx\t{name}\n"));
    let (one, other) = (with_name("भुटियाखेड़वा"), with_name("टुंडलावासा"));
    let shared = SharedExtractor::new(one.clone());
    let text = "रविवार को भुटियाखेड़वा और टुंडलावासा में बारिश हुई।";
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let shared = shared.clone();
            std::thread::spawn(move || {
                for _ in 0..200 {
                    let extractor = shared.get();
                    let found = extractor.extract(text);
                    let own = found
                        .entities()
                        .iter()
                        .filter(|entity| entity.id.is_some())
                        .count();
                    assert_eq!(own, 1, "either the one or the other, never half");
                }
            })
        })
        .collect();
    for _ in 0..50 {
        shared.replace(other.clone());
        shared.replace(one.clone());
    }
    let before = shared.replace(other);
    finds(&before, text, "place:भुटियाखेड़वा place/x");
    finds(&shared.get(), text, "place:टुंडलावासा place/x");
    readers
        .into_iter()
        .for_each(|reader| reader.join().unwrap());
    fn cheap<T: Send + Sync + Clone>() {}
    cheap::<(Extractor, Gazetteer, SharedExtractor)>();
}

#[test]
fn a_users_file_may_have_any_name() {
    let source = GazetteerSource::tsv("data/words.tsv", "kind\tname\tid\nplace\tभुटियाखेड़वा\tx\n");
    let extractor = Extractor::builder().gazetteer(source).build().unwrap();
    finds(
        &extractor,
        "सड़क भुटियाखेड़वा तक बनेगी।",
        "place:भुटियाखेड़वा place/x",
    );
}

#[test]
fn derived_forms_lean_on_the_embedded_words() {
    // Letters of initials are known from the embedded tables.
    let extractor = with("kind\tid\tname\nperson\tx\tके. बी. घनेरवाल\n");
    finds(
        &extractor,
        "कल केबी घनेरवाल आए।",
        "person:केबी घनेरवाल person/x",
    );
    // A derived form that is a usual word needs support: मामला → मामले.
    let extractor = with("kind\tid\tname\ttype\nplace\tx\tमामला\ttown\n");
    misses(&extractor, "इस मामले में पुलिस चुप है।", "place/x");
}

#[test]
fn many_rows() {
    let mut rows = String::from("kind\tid\tname\tparty\n");
    let parts = [
        "झब्बू",
        "घनेर",
        "मटकू",
        "टुंडल",
        "बिजरा",
        "कलवा",
        "सुखरा",
        "देवरा",
        "गोपला",
        "रामला",
    ];
    for n in 0..50_000_usize {
        let part = |d: usize| parts[n / d % 10];
        rows += &format!(
            "person\tp{n}\t{}{} {}{} {}वाल\tBSP\n",
            part(1),
            part(10),
            part(100),
            part(1_000),
            part(10_000)
        );
    }
    let extractor = with(&rows);
    finds(
        &extractor,
        "कल घनेरझब्बू झब्बूझब्बू झब्बूवाल आए।",
        "person:घनेरझब्बू झब्बूझब्बू झब्बूवाल person/p1",
    );
    assert_eq!(
        extractor
            .gazetteer()
            .entries()
            .filter(|entry| entry.is_own())
            .count(),
        50_000
    );
}
