//! The compiled image's format: what [`super::compile`] writes and [`super::index`] reads.
//!
//! An image is magic, version, checksum of the rest, a table of sections, and the sections. Numbers
//! are little-endian. A string is its offset in the string section, where two bytes of length stand
//! before its UTF-8; offset 0 is the empty string.

/// First bytes of an image.
pub(crate) const MAGIC: [u8; 4] = *b"neta";
/// Raised with every change of this file or of [`crate::fold::hash`].
pub(crate) const VERSION: u32 = 5;
/// Magic, version, checksum, then (offset, length) of each section.
pub(crate) const HEADER: usize = 4 + 4 + 8 + 8 * SECTIONS;
pub(crate) const SECTIONS: usize = 12;

/// Sections in their order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Section {
    /// UTF-8 with lengths.
    Strings = 0,
    /// Open-addressing table, a power of two long: a word's number with some bits of its hash above
    /// it (see [`slot`]); [`NONE`] = free.
    Slots = 1,
    /// Per word, frequent ones first so that they lie together: `hash u64, classes u64, node u32,
    /// given u8, surname u8, middle u8, count u8`.
    Words = 2,
    /// Per trie node, and one more: `first edge u32, first form u32`.
    Nodes = 3,
    /// `word u32, node u32`, ascending by word within a node.
    Edges = 4,
    /// What ends at a node, higher kinds first, strong forms before weak ones: an entry's number,
    /// its kind at [`FORM_KIND_AT`], and [`WEAK`] where the form needs support.
    Forms = 5,
    /// Fixed records, see [`Field`].
    Entries = 6,
    /// `office string u32, of string u32, of entry u32, from u32, to u32`.
    Roles = 7,
    /// Entries ordered by kind and id, for look-ups by id: `entry u32`.
    Ids = 8,
    /// The tagger's weights; empty in a user's image.
    Tagger = 9,
    /// What else a user's gazetteer says: see [`super::builder`].
    Settings = 10,
    /// Ordinary words that are no [`Section::Words`]: the upper halves of their hashes, in an
    /// open-addressing table of a power of two; 0 = free. One unknown word in 50,000 is taken for
    /// one of them, which costs a piece of evidence and no more.
    Ordinary = 11,
}

pub(crate) const SLOT: usize = 4;
pub(crate) const WORD: usize = 24;
pub(crate) const NODE: usize = 8;
pub(crate) const EDGE: usize = 8;
pub(crate) const ROLE: usize = 20;
/// Bytes of an entry: kind, subtype, gender and flags, then one `u32` per [`Field`].
pub(crate) const ENTRY: usize = 4 + 4 * FIELDS;
pub(crate) const FIELDS: usize = 13;

/// The `u32` fields of an entry. Strings unless said otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Field {
    /// Stored behind its kind and a slash.
    Id = 0,
    Name = 1,
    NameEn = 2,
    /// English abbreviation of a party.
    Abbr = 3,
    Wikidata = 4,
    /// Entry number of the state or country, [`EXTERNAL`], or [`NONE`].
    Within = 5,
    /// Entry number of a person's party, [`EXTERNAL`], or [`NONE`].
    Party = 6,
    /// First role and one past the last, numbers of role records.
    RolesStart = 7,
    RolesEnd = 8,
    /// The row's cells, `|` between forms.
    Aliases = 9,
    Weak = 10,
    /// Dates as `yyyymmdd`.
    Since = 11,
    Until = 12,
}

/// No word, no node, no entry.
pub(crate) const NONE: u32 = u32::MAX;
/// Marks a reference into the embedded image by a string's offset: numbers there differ from
/// version to version.
pub(crate) const EXTERNAL: u32 = 1 << 31;
/// Flag of an office that one person at a time holds in one place.
pub(crate) const SOLE: u8 = 1;
/// Flag of a ministry, whose titles take portfolios.
pub(crate) const MINISTER: u8 = 2;
/// Flag of an office within a party.
pub(crate) const PARTY_POST: u8 = 4;
/// Flags of an office before whose titles a party or a place may stand.
pub(crate) const TAKES_PARTY: u8 = 8;
pub(crate) const TAKES_PLACE: u8 = 16;
/// Marks a form that needs support.
pub(crate) const WEAK: u32 = 1 << 31;
/// Where a form's kind begins, below [`WEAK`], and the bits below it.
pub(crate) const FORM_KIND_AT: u32 = 28;
pub(crate) const FORM_ENTRY: u32 = (1 << FORM_KIND_AT) - 1;

/// What an entry is. The first four are [`crate::EntityKind`]s; the others serve the rules.
pub(crate) mod kind {
    pub(crate) const PERSON: u8 = 0;
    pub(crate) const PARTY: u8 = 1;
    pub(crate) const PLACE: u8 = 2;
    pub(crate) const OFFICE: u8 = 3;
    pub(crate) const PORTFOLIO: u8 = 4;
    pub(crate) const BLOCKER: u8 = 5;
    pub(crate) const WORD: u8 = 6;
    /// Names in data files of the kinds a row may have.
    pub(crate) const NAMES: [&str; 4] = ["person", "party", "place", "office"];
}

/// Types of places as data names them; the index is an entry's subtype.
pub(crate) const PLACE_TYPES: [&str; 14] = [
    "",
    "country",
    "state",
    "district",
    "subdistrict",
    "block",
    "city",
    "town",
    "village",
    "locality",
    "region",
    "river",
    "constituency-lok-sabha",
    "constituency-assembly",
];

/// The types of places, best first, that an office is of.
pub(crate) fn role_places(office: &str) -> &'static [u8] {
    match office {
        "mp" | "mp-lok-sabha" => &[12],
        "mla" => &[13],
        "mp-rajya-sabha" | "mlc" | "chief-minister" | "minister" | "governor" => &[2],
        "mayor" => &[6, 7],
        _ => &[2, 1, 6, 3, 7],
    }
}

/// Types of parties.
pub(crate) const PARTY_TYPES: [&str; 9] = [
    "",
    "national",
    "state",
    "registered",
    "alliance",
    "wing",
    "defunct",
    "foreign",
    "other",
];

/// Levels of offices.
pub(crate) const OFFICE_LEVELS: [&str; 9] = [
    "",
    "union",
    "state",
    "district",
    "municipal",
    "block",
    "village",
    "party",
    "foreign",
];

/// What a name swallows, by the first words of a blocker's note or its slot.
#[allow(dead_code)] // Read by build.rs.
pub(crate) const BLOCKER_SLOTS: [&str; 5] = ["", "<office>", "<person>", "<place>", "<party>"];

/// Classes of words, as bits of a word's `classes`.
pub(crate) mod class {
    macro_rules! classes {
        ($($bit:literal $constant:ident $name:literal $what:literal;)*) => {
            $(#[doc = $what] pub(crate) const $constant: u64 = 1 << $bit;)*
            /// Names in `data/words.tsv` and `data/grammar.tsv`, with their bits.
            #[allow(dead_code)] // Read by build.rs.
            pub(crate) const NAMES: &[(&str, u64)] = &[$(($name, $constant)),*];
        };
    }
    classes! {
        0 STATUS "status" "पूर्व, तत्कालीन";
        1 CANDIDATE "candidate" "प्रत्याशी";
        2 HONORIFIC_BEFORE "honorific-before" "श्री, डॉ";
        3 HONORIFIC_AFTER "honorific-after" "जी, साहब";
        4 KIN "kin" "पत्नी, पुत्र";
        5 CASE_MARKER "case-marker" "ने, का, में";
        6 PLACE_HEAD "place-head" "जिला, गांव";
        7 PLACE_SUFFIX "place-suffix" "नगर, पुर";
        8 PARTY_HEAD "party-head" "पार्टी, दल";
        9 ORG_HEAD "org-head" "सरकार, आयोग";
        10 LEADER "leader-word" "नेता";
        11 MEMBER "member-noun" "सपाई";
        12 NAME_MIDDLE "name-middle" "कुमार, सिंह";
        13 NAME_BLOCKER "name-blocker" "है, हुआ";
        14 TITLE_OF_NAME "title-of-name" "चौधरी, मौलाना";
        15 SAYING "verb-of-saying" "कहा, बताया";
        16 REPORTER "reporter-frame" "संवाददाता";
        17 DIRECTION "direction" "पूर्वी, उत्तर";
        18 PRONOUN "pronoun" "वह, उन्होंने";
        19 PROXY "proxy" "प्रतिनिधि, पति";
        20 ALIAS_MARKER "alias-marker" "उर्फ";
        21 JOINER "list-joiner" "और, व";
        22 LETTER "letter" "एस, के: letters of initials";
        23 GENITIVE "genitive" "का, के, की";
        24 ERGATIVE "ergative" "ने";
        25 ABLATIVE "ablative" "से";
        26 LOCATIVE "locative" "में, पर";
        27 COPULA "copula" "हैं, है";
        28 PAST "past" "थे, रहे, रह चुके";
        29 FEMALE "female" "a given name that women bear more often";
        30 WARD "ward" "वार्ड";
        31 NUMBER_WORD "number-word" "नंबर, संख्या";
        32 CENTRAL "central" "केंद्रीय";
        33 POST "post" "पद";
        34 RELATIVE "relative" "जो, जिन्होंने";
        35 ELECTED "elected" "चुने गए, बने";
        36 DEPUTY "deputy" "उप, सह";
        37 ROLE_MARKER "as" "बतौर";
        38 CLAUSE "clause" "कि, जबकि";
        39 SEAT "seat" "सीट, लोकसभा";
        40 CONTEST "contest" "चुनाव, टिकट, जीते";
        41 JOINING "joining" "शामिल, दामन";
        42 LEAVING "leaving" "छोड़कर, इस्तीफा";
        43 PROFESSION "profession" "तहसीलदार, पत्रकार";
        44 ORDINARY "ordinary" "a word of the language that names nobody";
        45 TYPE_WORD "type-word" "जिला, तहसील: outside the name of a place";
        46 PRIVATE_BODY "private-body" "यूनियन, मंत्रालय: what its posts are called is no office";
        47 BALLOT "ballot" "वोट, मुकाबला: said of elections";
    }
}

/// Bits of a slot that are a word's number.
const SLOT_BITS: u32 = 26;
/// The word of a slot.
pub(crate) const SLOT_WORD: u32 = (1 << SLOT_BITS) - 1;

/// The slot of a word: bits of its hash tell most other words apart without a look at the word.
#[inline]
pub(crate) fn slot(hash: u64, word: u32) -> u32 {
    (hash >> (64 - (u32::BITS - SLOT_BITS)) << SLOT_BITS) as u32 | word
}

/// What the table of ordinary words keeps of a hash; never 0.
pub(crate) fn upper_half(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

/// Counts are kept as the number of their bits: 0, 1, 2–3, 4–7 and so on.
pub(crate) fn bucket(count: u32) -> u8 {
    (u32::BITS - count.leading_zeros()) as u8
}

/// The least count in a bucket.
pub(crate) fn least(bucket: u8) -> u32 {
    match bucket {
        0 => 0,
        bucket => 1 << (bucket - 1).min(31),
    }
}

/// The checksum of an image's bytes behind it.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    crate::fold::hash(bytes)
}
