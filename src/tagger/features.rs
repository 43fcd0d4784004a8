//! What the model sees of a word: templates over the word and its neighbours, hashed.

use super::NAMED;
use crate::context::Context;
use crate::gazetteer::layout::class;
use crate::segment::WordKind;
use crate::tokens::Tokens;

/// Hashed features, a power of two: half a megabyte of weights.
pub(crate) const COUNT: usize = 1 << BITS;
const BITS: u32 = 16;
const _: () = assert!(COUNT * NAMED == 1 << 19);

/// Names of the feature groups, for ablation.
pub(crate) const GROUPS: [&str; 7] = [
    "word",
    "neighbours",
    "class",
    "dictionary",
    "names",
    "affixes",
    "article",
];

/// What the model sees of a word by itself, packed: read once, used by the word's neighbours too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sight {
    /// Part of the key's hash; 0 for words that are no words of the language.
    word: u32,
    /// The last three letters, seven bits each, the last one lowest.
    suffix: u32,
    /// The first two letters, seven bits each.
    prefix: u16,
    covers: u16,
    names: u16,
    class: u8,
    spaced: bool,
}

/// Beyond a sentence's ends.
const EDGE: Sight = Sight {
    word: 3,
    suffix: 0,
    prefix: 0,
    covers: 0,
    names: 0,
    class: b'^',
    spaced: false,
};

/// Reads a word's own features.
#[inline]
pub(crate) fn sight(tokens: &Tokens, context: &Context, text: &str, at: usize) -> Sight {
    let token = &tokens.all[at];
    let facts = token.facts;
    let [person, party, place] = context.covers[at].map(|cover| cover as u16);
    let title = u16::from(context.in_title[at]);
    let blocked = u16::from(context.blocked[at]);
    let covers = ((((person * 6 + party) * 6 + place) * 3 + title) * 3 + blocked) * 32
        + u16::from(context.slots[at] >> 1);
    let (given, surname) = (
        u16::from(facts.given.min(11)),
        u16::from(facts.surname.min(11)),
    );
    let (middle, count) = (u16::from(facts.middle.min(8)), u16::from(facts.count));
    // A name that running text has far more often than people bear it is an ordinary word.
    let names = ((given.div_ceil(2) * 7 + surname.div_ceil(2)) * 5 + middle.div_ceil(2)) * 8
        + count.div_ceil(3);
    let usual = facts.count >= 5 || facts.classes & !class::FEMALE != 0;
    let (mut suffix, mut prefix) = (0, 0);
    if token.kind == WordKind::Devanagari {
        let (letters, _) = text.as_bytes()[token.span.range()].as_chunks();
        let letter =
            |[_, second, third]: [u8; 3]| u32::from(second & 1) << 6 | u32::from(third & 0x3F);
        suffix = match *letters {
            [.., a, b, c] => letter(a) << 14 | letter(b) << 7 | letter(c),
            [a, b] => letter(a) << 7 | letter(b),
            [a] => letter(a),
            [] => 0,
        };
        prefix = match *letters {
            [a, b, ..] => letter(a) << 7 | letter(b),
            [a] => letter(a),
            [] => 0,
        } as u16;
    }
    Sight {
        word: if usual { token.hash as u32 | 1 } else { 0 },
        suffix,
        prefix,
        covers,
        names,
        class: context.classes[at],
        spaced: token.spaced,
    }
}

/// A template's value as a feature.
#[inline(always)]
fn hashed(template: u32, value: u32) -> u32 {
    // The upper bits of a product depend on all bits of the key (Knuth's multiplicative hashing).
    let key = u64::from(template) << 32 | u64::from(value);
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS)) as u32
}

/// Two words, or a word and something smaller.
#[inline(always)]
fn both(a: u32, b: u32) -> u32 {
    a.rotate_left(13) ^ b
}

/// Calls `emit` with (group, feature) for all that a sentence's sights tell of the word `at`.
#[inline(always)]
pub(crate) fn of_word(sights: &[Sight], at: usize, mut emit: impl FnMut(usize, u32)) {
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| sights.get(at))
            .unwrap_or(&EDGE)
    };
    let (a2, a1, o, b1) = (near(-2), near(-1), near(0), near(1));
    let class = |sight: &Sight| u32::from(sight.class);
    let covers = |sight: &Sight| u32::from(sight.covers);
    let names = |sight: &Sight| u32::from(sight.names);
    let ending = |sight: &Sight, letters: u32| sight.suffix & ((1 << (7 * letters)) - 1);
    let mut template = 0;
    let mut put = |group: usize, value: u32| {
        template += 1;
        emit(group, hashed(template, value));
    };
    put(0, o.word);
    put(1, a1.word);
    put(1, a2.word);
    put(1, both(o.word, b1.word));
    put(2, class(a1));
    put(2, class(a2) << 8 | class(a1));
    put(2, class(a1) << 16 | class(o) << 8 | class(b1));
    put(3, covers(o));
    put(3, covers(o) << 8 | class(b1));
    put(3, covers(o) << 8 | class(a1));
    put(3, covers(o) << 16 | covers(b1));
    put(3, covers(a1) << 16 | covers(o));
    put(4, names(o));
    put(4, names(a1) << 16 | names(o));
    put(4, names(o) << 8 | class(a1));
    put(4, both(b1.word, names(o)));
    put(4, names(o) << 16 | covers(o));
    put(4, both(names(o) << 16 | covers(o), ending(o, 1)));
    put(5, ending(o, 2));
    put(5, ending(o, 3));
    put(5, u32::from(o.prefix));
    put(5, ending(b1, 2));
    put(5, u32::from(o.spaced) << 1 | u32::from(b1.spaced));
}

/// Calls `emit` with (group, feature) for what the article's memory tells of the word `at`.
#[inline(always)]
pub(crate) fn of_memory(
    sights: &[Sight],
    memory: &[u8],
    at: usize,
    mut emit: impl FnMut(usize, u32),
) {
    const FIRST_TEMPLATE: u32 = 64;
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| memory.get(at))
            .map_or(0, |remembered| u32::from(*remembered))
    };
    let (a1, o, b1) = (near(-1), near(0), near(1));
    let next = u32::from(sights.get(at + 1).unwrap_or(&EDGE).class);
    let covers = sights.get(at).map_or(0, |sight| u32::from(sight.covers));
    emit(6, hashed(FIRST_TEMPLATE, o));
    emit(6, hashed(FIRST_TEMPLATE + 1, o << 8 | next));
    emit(6, hashed(FIRST_TEMPLATE + 2, o << 16 | a1 << 8 | b1));
    emit(6, hashed(FIRST_TEMPLATE + 3, o << 16 | covers));
}
