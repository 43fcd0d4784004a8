//! Forms that a row need not state: they follow from its words.
//!
//! Works on keys (see [`crate::fold`]), one per word. Sources: R. S. McGregor, *Outline of Hindi
//! Grammar*, on the oblique and plural of nouns; usage of the press for initials and compound
//! place names.

use super::layout::{PLACE_TYPES, kind};
use crate::script;

type Phrase = Vec<Vec<u8>>;
/// Whether a word is a letter of initials.
type Letters<'l> = &'l dyn Fn(&[u8]) -> bool;

/// The derived forms of a phrase, without the phrase itself.
pub(crate) fn derive(
    entry_kind: u8,
    subtype: u8,
    phrase: &[Vec<u8>],
    letters: Letters<'_>,
) -> Vec<Phrase> {
    let mut derived = Vec::new();
    derived.extend(joined_initials(phrase, letters));
    match entry_kind {
        kind::PARTY => derived.extend(spelled_out(phrase, letters)),
        kind::OFFICE => derived.extend(oblique_plural(phrase)),
        kind::PLACE => {
            derived.extend(joined_or_split(phrase));
            let town = matches!(
                PLACE_TYPES.get(usize::from(subtype)).copied(),
                Some(
                    "city"
                        | "town"
                        | "district"
                        | "constituency-lok-sabha"
                        | "constituency-assembly"
                )
            );
            if town {
                derived.extend(oblique_place(phrase));
            }
        }
        _ => {}
    }
    derived
}

/// `एस के सिंह` → `एसके सिंह`.
fn joined_initials(phrase: &[Vec<u8>], letters: Letters<'_>) -> Option<Phrase> {
    let start = phrase
        .windows(2)
        .position(|pair| pair.iter().all(|word| letters(word)))?;
    let run = phrase[start..]
        .iter()
        .take_while(|word| letters(word))
        .count();
    let mut joined = phrase[..start].to_vec();
    joined.push(phrase[start..start + run].concat());
    joined.extend_from_slice(&phrase[start + run..]);
    Some(joined)
}

/// `बीजेपी` → `बी जे पी`, which is also what `बी.जे.पी.` is read as.
fn spelled_out(phrase: &[Vec<u8>], letters: Letters<'_>) -> Option<Phrase> {
    let [word] = phrase else { return None };
    let parts = letters_of(word, letters)?;
    (parts.len() >= 3).then_some(parts)
}

fn letters_of(word: &[u8], letters: Letters<'_>) -> Option<Phrase> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    // The longest letter name first: डब्ल्यू before डी.
    (1..=word.len()).rev().find_map(|length| {
        let (head, rest) = word.split_at(length);
        let known = letters(head) && head.len() >= 2;
        let mut parts = letters_of(rest, letters).filter(|_| known)?;
        parts.insert(0, head.to_vec());
        Some(parts)
    })
}

/// `सांसद` → `सांसदों`, `मुख्यमंत्री` → `मुख्यमंत्रियों`, `मुखिया` → `मुखियाओं`.
fn oblique_plural(phrase: &[Vec<u8>]) -> Option<Phrase> {
    let mut plural = phrase.to_vec();
    let last = plural.last_mut()?;
    let end = *last.last()?;
    if end < 0x80 || last.ends_with(&[script::O_SIGN, script::ANUSVARA]) {
        return None;
    }
    match end {
        script::II_SIGN => {
            last.pop();
            last.extend([script::I_SIGN, YA, script::O_SIGN, script::ANUSVARA]);
        }
        script::I_SIGN => last.extend([YA, script::O_SIGN, script::ANUSVARA]),
        script::AA_SIGN => last.extend([O_LETTER, script::ANUSVARA]),
        _ if script::is_mark(end) => return None,
        _ => last.extend([script::O_SIGN, script::ANUSVARA]),
    }
    Some(plural)
}

/// `पटना` → `पटने`, of one-word towns in -ा.
fn oblique_place(phrase: &[Vec<u8>]) -> Option<Phrase> {
    let [word] = phrase else { return None };
    let (end, stem) = word.split_last()?;
    if *end != script::AA_SIGN || word.len() < 4 || stem.last().is_none_or(|l| script::is_mark(*l))
    {
        return None;
    }
    let mut oblique = stem.to_vec();
    oblique.push(script::E_SIGN);
    Some(vec![oblique])
}

/// `मुजफ्फर नगर` → `मुजफ्फरनगर` and back, for the heads of compound place names.
fn joined_or_split(phrase: &[Vec<u8>]) -> Option<Phrase> {
    let heads = HEADS.map(|head| {
        let mut key = Vec::new();
        crate::fold::fold_into(head, crate::fold::Level::Spelling, &mut key);
        key
    });
    match phrase {
        [first, head] if heads.contains(head) && first.first().is_some_and(|b| *b >= 0x80) => {
            Some(vec![[first.as_slice(), head].concat()])
        }
        [word] => heads.iter().find_map(|head| {
            let stem = word.strip_suffix(head.as_slice())?;
            let whole = stem.len() >= 3 && !script::is_mark(head[0]);
            (whole && stem.last() != Some(&script::VIRAMA))
                .then(|| vec![stem.to_vec(), head.clone()])
        }),
        _ => None,
    }
}

/// Heads that are written apart or joined. Shorter ones (पुर) are always joined.
const HEADS: [&str; 8] = ["नगर", "गंज", "गढ़", "बाग", "विहार", "पुरम", "खेड़ा", "प्रदेश"];
const YA: u8 = 0xAF;
const O_LETTER: u8 = 0x93;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::to_text;
    use crate::gazetteer::compile::phrase_keys;
    use std::collections::HashSet;

    #[test]
    fn forms_by_table() {
        let letters: HashSet<Vec<u8>> = ["बी", "जे", "पी", "एस", "के"]
            .into_iter()
            .flat_map(phrase_keys)
            .collect();
        let town = PLACE_TYPES.iter().position(|t| *t == "town").unwrap() as u8;
        let cases: &[(u8, u8, &str, &[&str])] = &[
            (kind::PERSON, 0, "एस. के. सिंह", &["एसके सिंह"]),
            (kind::PERSON, 0, "राम सिंह", &[]),
            (kind::PARTY, 0, "बीजेपी", &["बी जे पी"]),
            (kind::PARTY, 0, "सपा", &[]),
            (kind::OFFICE, 0, "सांसद", &["सांसदों"]),
            (kind::OFFICE, 0, "ग्राम पंचायत मुखिया", &["ग्राम पंचायत मुखियाओं"]),
            (kind::OFFICE, 0, "मुख्यमंत्री", &["मुख्यमंत्रियों"]),
            (kind::OFFICE, 0, "सांसदों", &[]),
            (kind::PLACE, town, "पटना", &["पटने"]),
            (kind::PLACE, 0, "पटना", &[]),
            (kind::PLACE, town, "राम नगर", &["रामनगर"]),
            (kind::PLACE, town, "मुज़फ़्फ़रनगर", &["मुजफ्फर नगर"]),
            (kind::PLACE, town, "कानपुर", &[]),
        ];
        for (entry_kind, subtype, form, expected) in cases {
            let derived = derive(*entry_kind, *subtype, &phrase_keys(form), &|key| {
                letters.contains(key)
            });
            let derived: Vec<String> = derived
                .iter()
                .map(|phrase| {
                    phrase
                        .iter()
                        .map(|key| to_text(key))
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect();
            assert_eq!(&derived, expected, "{form}; help: src/gazetteer/forms.rs");
        }
    }
}
