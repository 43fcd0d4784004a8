//! What users of such tools complain about, one table per complaint. Each case is a text in gold
//! markup with the kinds only: the extractor must mark the plain text in the same way.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot go on should say where.

mod common;

use neta::segment::sentences;
use neta::{EntityKind, Extraction, Extractor, GazetteerSource, Offsets, Status, Why};
use once_cell::sync::Lazy;

static EXTRACTOR: Lazy<Extractor> = Lazy::new(Extractor::new);

/// Fails with all wrong cases, expected above found, and the file to open.
fn check(help: &str, cases: &[&str]) {
    let mut wrong = String::new();
    for case in cases {
        let text = common::plain(case);
        let found = common::marked(&EXTRACTOR.extract(&text));
        if found != **case {
            wrong.push_str(&format!("\nexpected {case}\nfound    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}help: open {help}");
}

/// The offices of a text: title, status, holder.
fn offices<'e>(found: &'e Extraction<'_>) -> Vec<(&'e str, Option<Status>, Option<&'e str>)> {
    let person = |at: usize| found.entities()[at].name.as_str();
    found
        .mentions()
        .iter()
        .filter_map(|mention| Some((mention.text, mention.office.as_ref()?)))
        .map(|(text, office)| (text, office.status, office.holder.map(person)))
        .collect()
}

#[test]
fn a_name_ends_where_its_word_ends() {
    check(
        "src/segment.rs, src/candidates.rs",
        &[
            "⟦place|रामपुर⟧ और ⟦place|रामनगर⟧ में राज्य सरकार की योजना लागू होगी।",
            "⟦party|बसपा⟧ और ⟦party|सपा⟧ में समझौता नहीं हुआ।",
            "भाजपाई और सपाई आमने-सामने आए।",
            "⟦place|पूर्वांचल⟧ में ⟦office|पूर्व सांसद⟧ आए।",
            // A zero width joiner inside the name.
            "⟦person|राम\u{200D}लाल वर्मा⟧ ने ⟦office|विधायक⟧ ⟦person|शाहिद मंजूर⟧ से बात की।",
        ],
    );
}

#[test]
fn nothing_but_ordinary_words_is_no_name() {
    check(
        "src/resolve/edges.rs, data/ordinary.tsv, data/grammar.tsv",
        &[
            // Abstract nouns, plurals without their bindu, abbreviations spelled out.
            "उनका कहना है कि ⟦place|दिल्ली⟧ में अहंकार ने संवाद को निगल लिया।",
            "आरोपो ने नेताओ को घेर लिया।",
            // By their endings.
            "⟦place|दिल्ली⟧ में सृजनात्मक लेखन और वेबकास्टिंग की व्यवस्था है।",
            "एनडीएमए ने ⟦place|बिहार⟧ को सतर्क किया।",
            // What kind of place it is, and adverbs before it.
            "उधर ⟦place|दिल्ली⟧ में ⟦place|रतनौली⟧ थाना क्षेत्र का मामला उठा।",
            "⟦place|भारत⟧-⟦place|पाकिस्तान⟧ सीमा पर ⟦place|जम्मू-कश्मीर⟧ के गांव हैं।",
        ],
    );
}

#[test]
fn members_of_a_list_are_of_one_kind() {
    check(
        "src/resolve/lists.rs",
        &[
            "⟦place|आगरा⟧, ⟦place|मथुरा⟧, ⟦place|नगीना⟧ और ⟦place|बिजनौर⟧ में मतदान हुआ।",
            "बैठक में ⟦person|चैतू मुंडा⟧, ⟦person|जलेश्वर⟧ और ⟦person|रेखा सिंह⟧ मौजूद थे।",
        ],
    );
}

/// Per piece of an article that is nothing but `piece`, so many times, what it marks there.
fn marked_pieces(piece: &str, times: usize) -> Vec<Vec<(usize, EntityKind, String)>> {
    let text = piece.repeat(times);
    let mut pieces = vec![Vec::new(); times];
    for mention in EXTRACTOR.extract(&text).mentions() {
        let (at, start) = (
            mention.span.start / piece.len(),
            mention.span.start % piece.len(),
        );
        pieces[at].push((start, mention.kind, mention.text.to_owned()));
    }
    pieces
}

#[test]
fn a_long_list_is_read_like_a_short_one() {
    // Nowhere does a sentence end.
    let cases = [
        ("राजपूत, जैन, ", "src/resolve/castes.rs"),
        ("दीदी ममता बनर्जी ", "src/resolve/nicknames.rs"),
        ("बहनजी और मायावती, ", "src/resolve/nicknames.rs"),
        ("आगरा, राम, ", "src/resolve/lists.rs"),
        ("आगरा, राम, मथुरा, ", "src/resolve/lists.rs"),
        ("राम सिंह, श्याम, रेखा देवी, ", "src/resolve/lists.rs"),
        ("पूर्व विधायक राम सिंह, ", "src/context.rs"),
    ];
    for (piece, file) in cases {
        let short = marked_pieces(piece, 12);
        let long = marked_pieces(piece, 200_000 / piece.len());
        // What stands at the edges of a text may be read differently.
        let inner = &short[6];
        for (at, found) in long.iter().enumerate().skip(6).take(long.len() - 12) {
            assert_eq!(found, inner, "piece {at} of {piece:?}; help: open {file}");
        }
        assert_eq!(short[..6], long[..6], "{piece:?}; help: open {file}");
    }
}

#[test]
fn castes_end_names_or_name_nobody() {
    check(
        "src/resolve/castes.rs, data/castes.tsv",
        &[
            "⟦person|खेमाराम रैगर⟧ ने पर्चा भरा।",
            "बैठक में ⟦person|प्रेम देवी गुर्जर⟧ को टिकट मिला।",
            "जाट, मुसलमान और मेघवाल का जोड़ यहां भारी है।",
            "यहां यादव 9 और देवांगन 5 प्रतिशत हैं।",
            "सीरवी और रेबारी मत निर्णायक हैं।",
        ],
    );
}

#[test]
fn what_people_are_called_besides_is_a_name() {
    check(
        "src/resolve/nicknames.rs, src/resolve/ages.rs",
        &[
            "पार्टी ने ⟦person|विक्रम सिंह⟧ ‘⟦person|नातीराजा⟧’ को नहीं, ⟦person|परमजीत सिंह⟧ '⟦person|पम्मा⟧', को चुना।",
            "⟦person|मायावती⟧ ने कहा कि कार्यकर्ता ⟦person|बहनजी⟧ का संदेश लेकर जाएं।",
            "वह मेरी दीदी का घर है।",
            "हादसे में उनके दोस्त ⟦person|सूरज⟧ (22) भी थे।",
        ],
    );
    let found = EXTRACTOR.extract("पूर्व सरपंच गीता देवी उर्फ मुन्नी ने कहा।");
    let people: Vec<_> = found
        .mentions()
        .iter()
        .filter(|mention| mention.kind == EntityKind::Person)
        .map(|mention| mention.entity)
        .collect();
    assert_eq!(people.len(), 2, "help: open src/resolve.rs");
    assert_eq!(people[0], people[1], "help: open src/link/cluster.rs");
}

#[test]
fn places_keep_what_tells_them_apart() {
    check(
        "src/resolve/places.rs",
        &[
            "⟦place|बांसडीह तिराहे⟧ पर जाम लगा।",
            "⟦place|वाराणसी⟧-⟦place|लखनऊ⟧ मार्ग पर जाम लगा।",
            "⟦place|दिल्ली⟧ रोड शो में भीड़ उमड़ी।",
            "गांव ⟦place|सरायपुर खुर्द⟧ में पानी भरा है।",
        ],
    );
}

#[test]
fn a_private_bodys_posts_are_no_offices() {
    check(
        "src/context.rs, data/grammar.tsv",
        &[
            "बार एसोसिएशन के अध्यक्ष ⟦person|संजय शर्मा⟧ ने कहा।",
            "विदेश मंत्रालय के प्रवक्ता ⟦person|रणधीर जायसवाल⟧ ने कहा।",
            "⟦party|भाजपा⟧ के ⟦office|प्रवक्ता⟧ ⟦person|संबित पात्रा⟧ ने कहा।",
            "पंचायत समिति के ⟦office|प्रधान⟧ ⟦person|राम सिंह⟧ ने कहा।",
        ],
    );
}

#[test]
fn no_space_is_needed_at_marks() {
    check(
        "src/segment.rs",
        &[
            "बैठक में ⟦person|अखिलेश यादव⟧ आए।उन्होंने ⟦party|सपा⟧ की तारीफ की।",
            "⟦place|दिल्ली⟧:⟦office|प्रधानमंत्री⟧ ⟦person|नरेंद्र मोदी⟧ ने कहा।",
            "#⟦person|मोदी⟧_सरकार पर ⟦person|राहुल गांधी⟧ का हमला",
            "“⟦person|अखिलेश यादव⟧” ने कहा, ‘⟦party|सपा⟧ जीतेगी’।",
            "⟦place|वाराणसी⟧ (⟦place|उप्र⟧)। ⟦party|सपा⟧ ⟦office|प्रमुख⟧ ⟦person|अखिलेश यादव⟧ ने कहा।",
        ],
    );
}

#[test]
fn all_dashes_part_names_and_the_no_break_space_does_not() {
    for dash in ['-', '\u{2010}', '\u{2011}', '–', '—'] {
        check(
            "src/segment.rs, data/places-*.tsv",
            &[&format!("⟦place|भोपाल⟧{dash}⟦place|इंदौर⟧ के बीच सड़क बनेगी।")],
        );
    }
    check(
        "src/segment.rs",
        &["⟦office|प्रधानमंत्री⟧ ⟦person|नरेंद्र\u{A0}मोदी⟧ ने कहा।"],
    );
}

#[test]
fn spans_index_the_text_that_was_given() {
    check(
        "src/span.rs, src/fold.rs",
        &[
            "😀 ⟦place|लखनऊ⟧ में ⟦person|मायावती⟧ ने कहा।",
            "👨‍👩‍👧 परिवार से मिलने ⟦person|मायावती⟧ ⟦place|लखनऊ⟧ गईं।",
            // Lower-casing this letter makes it longer.
            "İstanbul से लौटे ⟦office|सांसद⟧ ⟦person|शशि थरूर⟧।",
            "𑅐 और ⟦person|मायावती⟧",
        ],
    );
}

#[test]
fn offsets_count_bytes_chars_and_utf16_units() {
    let text = "😀 İ लखनऊ में";
    let found = EXTRACTOR.extract(text);
    let span = found.mentions()[0].span;
    let mut offsets = Offsets::new(text);
    assert_eq!((span.start, span.end), (8, 20));
    assert_eq!(offsets.at(span.start), (4, 5));
    assert_eq!(offsets.at(span.end), (8, 9));
}

#[test]
fn spellings_of_one_name_are_one_name() {
    let cases = [
        // Precomposed nukta letters, letters with a nukta, no nukta.
        "⟦place|मुज\u{93C}फ\u{93C}्फ\u{93C}रनगर⟧, ⟦place|मु\u{95B}\u{95E}्\u{95E}रनगर⟧ और ⟦place|मुजफ्फरनगर⟧",
        "⟦party|काँग्रेस⟧, ⟦party|कॉंग्रेस⟧ और ⟦party|कांग्रेस⟧ की बैठक",
        "⟦place|चम्पारण⟧ और ⟦place|चंपारण⟧ में मतदान",
        "⟦person|एम.के. स्टालिन⟧, ⟦person|एम॰के॰ स्टालिन⟧ और ⟦person|एम के स्टालिन⟧ ने कहा।",
        "⟦party|जद(यू)⟧, ⟦party|जदयू⟧ और ⟦party|जेडीयू⟧ की बैठक हुई।",
        "⟦place|वार्ड 48⟧ और ⟦place|वार्ड ४८⟧ में मतदान हुआ।",
    ];
    check("src/fold.rs, data/letters.tsv", &cases);
    for case in cases {
        let text = common::plain(case);
        let found = EXTRACTOR.extract(&text);
        assert_eq!(found.entities().len(), 1, "{text}: {:?}", found.entities());
    }
}

#[test]
fn what_is_spelt_alike_and_is_not_the_same_stays_apart() {
    check(
        "src/fold.rs",
        &[
            "योग दिवस पर ⟦person|योगी आदित्यनाथ⟧ ने योग किया।",
            "अप और योग",
        ],
    );
}

#[test]
fn abbreviations_end_no_sentence() {
    for text in [
        "डॉ. मनमोहन सिंह आए।",
        "श्री. शरद पवार आए।",
        "प्रो. राम गोपाल यादव ने कहा।",
        "वि.स. में सतीश महाना ने कहा।",
        "एस.के. सिंह ने 3.5 करोड़ दिए।",
        "12.06.2024 को 10.30 बजे मतदान हुआ।",
    ] {
        assert_eq!(
            sentences(text).count(),
            1,
            "{text}\nhelp: open data/abbreviations.tsv"
        );
    }
    check(
        "data/abbreviations.tsv",
        &[
            "डॉ. ⟦person|मनमोहन सिंह⟧ आए। श्री. ⟦person|शरद पवार⟧ भी आए।",
            "प्रो. ⟦person|राम गोपाल यादव⟧ ने कहा।",
            "⟦person|एस.के. सिंह⟧ ने 3.5 करोड़ रुपये दिए।",
        ],
    );
}

#[test]
fn the_right_reading_stands_among_overlapping_ones() {
    check(
        "src/resolve.rs",
        &[
            "⟦place|उत्तर प्रदेश⟧ के ⟦office|उप मुख्यमंत्री⟧ ⟦person|केशव प्रसाद मौर्य⟧ ने कहा।",
            "⟦party|लोजपा (रामविलास)⟧ के ⟦person|चिराग पासवान⟧ और ⟦party|शिवसेना (यूबीटी)⟧ के ⟦person|संजय राउत⟧ मिले।",
            "⟦place|जम्मू-कश्मीर⟧ में मतदान हुआ।",
            "⟦party|सपा⟧-⟦party|बसपा⟧ गठबंधन टूटा।",
            "⟦person|मोदी⟧-⟦person|शाह⟧ की जोड़ी",
        ],
    );
}

#[test]
fn one_name_of_two_entries_shows_both() {
    let rows = "kind\tid\tname\tparty\n\
                person\tone\tझबरेश कठेरवाल\tSP\n\
                person\ttwo\tझबरेश कठेरवाल\tBJP\n";
    let source = GazetteerSource::tsv("two.tsv", rows);
    let extractor = Extractor::builder().gazetteer(source).build().unwrap();
    let found = extractor.extract("झबरेश कठेरवाल ने कहा।");
    let entity = &found.entities()[0];
    assert_eq!(entity.id, None, "help: open src/link.rs");
    let mut candidates: Vec<&str> = entity.candidates.iter().map(|id| id.as_str()).collect();
    candidates.sort_unstable();
    assert_eq!(
        candidates,
        ["person/one", "person/two"],
        "help: open src/link.rs"
    );
}

#[test]
fn names_that_are_words_need_support() {
    check(
        "src/resolve.rs, data/ambiguous.tsv, the column `weak` of data/*.tsv",
        &[
            "आप कैसे हैं?",
            "हम सब गया गए थे।",
            "वह घर गया और सो गया।",
            "⟦party|आप⟧ नेता ⟦person|संजय सिंह⟧ ने कहा कि आप सब आइए।",
            "कमल खिला तो ⟦person|कमल नाथ⟧ हारे।",
            "⟦person|एम.एस. धोनी⟧ आए।",
        ],
    );
}

#[test]
fn schemes_and_buildings_swallow_offices_and_names() {
    check(
        "data/blockers.tsv",
        &[
            "मुख्यमंत्री लाडली बहना योजना और प्रधानमंत्री आवास योजना",
            "राष्ट्रपति भवन में ⟦office|राष्ट्रपति⟧ ⟦person|द्रौपदी मुर्मू⟧ ने शपथ दिलाई।",
            "इंदिरा गांधी स्टेडियम में ⟦person|सोनिया गांधी⟧ आईं।",
        ],
    );
}

#[test]
fn honorifics_are_no_part_of_a_name_and_titles_of_names_are() {
    check(
        "src/tokens.rs, data/words.tsv",
        &[
            "⟦person|मोदी⟧जी और ⟦person|मोदी⟧ जी एक ही हैं।",
            "⟦person|नरेंद्र मोदी⟧जी ने कहा।",
            "⟦person|ममता बनर्जी⟧ ने फर्जी खबर बताई।",
            "⟦person|राजा भैया⟧ आए।",
            "⟦person|आचार्य नरेंद्र देव⟧ और ⟦person|राजा महेंद्र प्रताप सिंह⟧ याद किए गए।",
        ],
    );
}

#[test]
fn the_status_is_what_the_text_says() {
    let text = "पूर्व मुख्यमंत्री अखिलेश यादव, मौजूदा मुख्यमंत्री योगी आदित्यनाथ, तत्कालीन प्रधानमंत्री \
                अटल बिहारी वाजपेयी और सांसद हेमा मालिनी";
    let found = EXTRACTOR.extract(text);
    assert_eq!(
        offices(&found),
        [
            ("पूर्व मुख्यमंत्री", Some(Status::Former), Some("अखिलेश यादव")),
            (
                "मौजूदा मुख्यमंत्री",
                Some(Status::Current),
                Some("योगी आदित्यनाथ")
            ),
            (
                "तत्कालीन प्रधानमंत्री",
                Some(Status::Then),
                Some("अटल बिहारी वाजपेयी")
            ),
            // Whatever the gazetteer knows of her: the text says nothing, so neither does the answer.
            ("सांसद", None, Some("हेमा मालिनी")),
        ],
        "help: open src/context.rs, data/words.tsv"
    );
}

#[test]
fn past_by_the_verb_is_past() {
    let found = EXTRACTOR.extract("राम सिंह दो बार विधायक रहे।");
    assert_eq!(
        offices(&found),
        [("विधायक", Some(Status::Former), Some("राम सिंह"))],
        "help: open data/rules.tsv"
    );
}

#[test]
fn each_mention_says_why() {
    let found = EXTRACTOR.extract("सपा सांसद इकरा हसन और शौकत अंसारी आए। इकरा ने कहा।");
    let whys: Vec<(EntityKind, String)> = found
        .mentions()
        .iter()
        .map(|mention| (mention.kind, mention.why.to_string()))
        .collect();
    let expected = [
        (EntityKind::Party, "entry:party/samajwadi-party"),
        (EntityKind::Office, "rule:title-before-name"),
        (EntityKind::Person, "entry:person/iqra-hasan"),
        (EntityKind::Person, "tagger"),
        (EntityKind::Person, "mention:2"),
    ];
    let expected: Vec<_> = expected.map(|(kind, why)| (kind, why.to_owned())).into();
    assert_eq!(whys, expected, "help: open src/link.rs");
    let Why::Mention(full) = &found.mentions()[4].why else {
        panic!("a short form points to the full name");
    };
    assert_eq!(found.mentions()[*full].text, "इकरा हसन");
}

#[test]
fn posts_of_associations_are_no_offices() {
    check(
        "src/context.rs, data/grammar.tsv (private-body)",
        &[
            "यूनियन के जिला प्रवक्ता ⟦person|नेपाल सिंह⟧ ने कहा कि मक्का सूख रही है।",
            "व्यापार मंडल ने बाजार बंद रखा। महामंत्री ⟦person|राम कुमार वर्मा⟧ ने आभार जताया।",
            // The body named last is a party.
            "किसान यूनियन के धरने में ⟦party|सपा⟧ के नेता पहुंचे। ⟦office|जिलाध्यक्ष⟧ ⟦person|राम कुमार वर्मा⟧ ने समर्थन दिया।",
        ],
    );
}

#[test]
fn what_stands_around_tells_whose_chair_it_is() {
    let cases = [
        ("नगर पालिका की अध्यक्ष अलका सिंह ने कहा।", "municipal-chair"),
        (
            "जिला पंचायत की अध्यक्ष अलका सिंह ने कहा।",
            "zila-panchayat-chair",
        ),
        ("महिला आयोग की अध्यक्ष अलका सिंह ने कहा।", "other"),
        ("पार्टी के अध्यक्ष राम सिंह ने कहा।", "party-president"),
        (
            "जिला कांग्रेस अध्यक्ष राम सिंह ने कहा।",
            "party-district-president",
        ),
        (
            "उत्तर प्रदेश कांग्रेस अध्यक्ष राम सिंह ने कहा।",
            "party-state-president",
        ),
        ("भाजपा के आईटी सेल के प्रमुख राम सिंह ने कहा।", "party-office"),
        ("रिजर्व बैंक के गवर्नर राम सिंह ने कहा।", "other"),
        ("कर्नाटक के गृह मंत्री राम सिंह ने कहा।", "minister"),
        ("भारत के विदेश मंत्री राम सिंह ने कहा।", "union-minister"),
        ("पंचायत समिति के प्रधान राम सिंह ने कहा।", "block-pramukh"),
        ("ग्राम पंचायत के प्रधान राम सिंह ने कहा।", "gram-pradhan"),
    ];
    for (text, id) in cases {
        let found = EXTRACTOR.extract(text);
        let ids: Vec<&str> = found
            .mentions()
            .iter()
            .filter_map(|mention| mention.office.as_ref())
            .map(|office| office.id.as_ref())
            .collect();
        assert_eq!(ids, [id], "{text} (src/offices.rs, src/link/holders.rs)");
    }
}

#[test]
fn lines_of_a_list_are_seats_only_among_candidates() {
    let types = |text: &str| -> Vec<Option<neta::PlaceType>> {
        let found = EXTRACTOR.extract(text);
        let places = found.mentions().iter();
        let places = places.filter(|mention| mention.kind == EntityKind::Place);
        places.map(|mention| mention.place).collect()
    };
    let seats = types("भाजपा ने प्रत्याशी घोषित किए।\n• मनासा - राम सिंह\n• घट्टिया (अजा) - श्याम लाल");
    assert_eq!(seats, [Some(neta::PlaceType::Constituency); 2]);
    let districts = types("कांग्रेस ने जिला प्रभारी घोषित किए।\nहिसार : राम सिंह\nरेवाड़ी : श्याम लाल");
    assert_eq!(districts, [None; 2]);
}
