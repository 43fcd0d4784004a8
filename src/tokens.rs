//! The article as words with what the gazetteer knows of each: the only pass over the text.

use crate::fold::{self, Level};
use crate::gazetteer::index::WordFacts;
use crate::gazetteer::layout::{NONE, class};
use crate::gazetteer::{Gazetteer, WordId};
use crate::segment::{SentenceEnds, WordKind, words};
use crate::span::Span;

/// A word, number or punctuation mark with its single look-up's answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: WordKind,
    pub(crate) word: WordId,
    pub(crate) facts: WordFacts,
    /// The key's 64-bit hash, for words the gazetteer does not hold.
    pub(crate) hash: u64,
    /// White space stands before it.
    pub(crate) spaced: bool,
    /// The first byte of a punctuation mark as written, with dashes as `-`, curly quotes as `"`
    /// and dandas as `|`; 0 for words.
    pub(crate) mark: u8,
}

impl Token {
    #[inline]
    pub(crate) fn is(&self, class: u64) -> bool {
        self.facts.classes & class != 0
    }

    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, WordKind::Devanagari | WordKind::Latin)
    }
}

/// The tokens of an article, and where its sentences begin.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) all: Vec<Token>,
    /// Token ranges of the sentences.
    pub(crate) sentences: Vec<(usize, usize)>,
    key: Vec<u8>,
}

impl Tokens {
    /// Reads `text`, reusing the buffers.
    pub(crate) fn read(&mut self, text: &str, gazetteer: &Gazetteer) {
        self.all.clear();
        self.sentences.clear();
        let mut ends = SentenceEnds::default();
        let mut start = 0;
        let mut spaced = true;
        for word in words(text) {
            if ends.starts_new(&word) {
                self.sentences.push((start, self.all.len()));
                start = self.all.len();
            }
            if matches!(word.kind, WordKind::Space | WordKind::Newline) {
                spaced = true;
                continue;
            }
            self.key.clear();
            fold::fold_into(word.text, Level::Spelling, &mut self.key);
            let token = Token {
                span: word.span,
                kind: word.kind,
                word: WordId {
                    base: NONE,
                    overlay: NONE,
                },
                facts: WordFacts {
                    node: NONE,
                    ..WordFacts::default()
                },
                hash: 0,
                spaced,
                mark: mark(word.kind, word.text),
            };
            self.push(token, word.text, gazetteer);
            spaced = false;
        }
        self.sentences.push((start, self.all.len()));
    }

    /// Looks `self.key` up and appends the token; a name with a glued जी becomes two.
    fn push(&mut self, mut token: Token, text: &str, gazetteer: &Gazetteer) {
        token.hash = fold::hash(&self.key);
        look_up(&mut token, gazetteer);
        if token.kind == WordKind::Devanagari
            && token.facts.node == NONE
            && token.facts.given + token.facts.surname == 0
            // As written: a joiner or a nukta behind it would be cut from its letter.
            && text.ends_with("जी")
            && let Some(stem) = self.key.strip_suffix(&JI)
            && stem.len() >= 3
        {
            let mut name = Token {
                hash: fold::hash(stem),
                ..token
            };
            look_up(&mut name, gazetteer);
            let known =
                name.facts.given.max(name.facts.surname) >= 4 || starts_person(&name, gazetteer);
            if known {
                // The glued part is the last two letters of the word, three bytes each.
                let middle = token.span.end - 6;
                name.span.end = middle;
                let mut honorific = Token {
                    hash: fold::hash(&JI),
                    spaced: false,
                    ..token
                };
                honorific.span.start = middle;
                look_up(&mut honorific, gazetteer);
                self.all.extend([name, honorific]);
                return;
            }
        }
        self.all.push(token);
    }
}

/// The key of जी.
const JI: [u8; 2] = [0x9C, 0xC0];

fn look_up(token: &mut Token, gazetteer: &Gazetteer) {
    let base = gazetteer.base().word(token.hash);
    token.word.base = base.unwrap_or(NONE);
    token.facts = match base {
        Some(word) => gazetteer.base().facts(word),
        None => WordFacts {
            classes: if gazetteer.base().is_ordinary(token.hash) {
                class::ORDINARY
            } else {
                0
            },
            node: NONE,
            ..WordFacts::default()
        },
    };
    if let Some(overlay) = gazetteer.overlay() {
        token.word.overlay = overlay.word(token.hash).unwrap_or(NONE);
    }
}

fn starts_person(token: &Token, gazetteer: &Gazetteer) -> bool {
    token.facts.node != NONE
        && gazetteer
            .base_forms(token.facts.node)
            .any(|form| gazetteer.kind(form.entry) == crate::gazetteer::layout::kind::PERSON)
}

fn mark(kind: WordKind, text: &str) -> u8 {
    if kind != WordKind::Punctuation {
        return 0;
    }
    match text.as_bytes() {
        [0xE2, 0x80, 0x90..=0x95, ..] => b'-',
        [0xE2, 0x80, 0x98..=0x9D, ..] | [b'\'' | b'"', ..] => b'"',
        [0xE0, 0xA5, 0xA4 | 0xA5, ..] => b'|',
        // ॰, which closes an abbreviation.
        [0xE0, 0xA5, 0xB0, ..] => b'.',
        [first, ..] if *first < 0x80 => *first,
        _ => b'?',
    }
}

/// Marks that may stand between the words of one name: a tight hyphen, the full stop of an
/// initial or an abbreviation. Returns where the name would go on.
#[inline]
pub(crate) fn past_joint(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1)?;
    match token.mark {
        b'-' if !token.spaced && !next.spaced => Some(at + 1),
        b'.' if !token.spaced && at > 0 && may_be_dotted(&tokens[at - 1]) => Some(at + 1),
        _ => None,
    }
}

/// Letters of initials and short abbreviations take a full stop.
pub(crate) fn may_be_dotted(token: &Token) -> bool {
    token.is(class::LETTER)
        || (token.kind == WordKind::Devanagari && token.span.len() <= 9)
        || (token.kind == WordKind::Latin && token.span.len() == 1)
}
