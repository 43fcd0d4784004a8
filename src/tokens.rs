//! The article as words with what the gazetteer knows of each: the only pass over the text.
//!
//! Everything above works on word numbers, class bits and hashes. The pass relies on tables: a letter
//! is classed and folded by one look-up each ([`crate::segment`], [`crate::fold`]), a word is hashed
//! once, and its hash finds number and facts in arrays that are borrowed from the image once per
//! text ([`crate::gazetteer::words`]).

use crate::fold::{self, Level};
use crate::gazetteer::index::Index;
use crate::gazetteer::layout::{NONE, class, kind};
use crate::gazetteer::words::{WordFacts, Words};
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
    /// Where a run of tokens stands in the text: from the first to one past the last.
    #[inline]
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        Span {
            start: self.all[first].span.start,
            end: self.all[end - 1].span.end,
        }
    }

    /// Reads `text`, reusing the buffers.
    pub(crate) fn read(&mut self, text: &str, gazetteer: &Gazetteer) {
        self.all.clear();
        self.sentences.clear();
        let known = Known {
            base: gazetteer.base().words(),
            overlay: gazetteer.overlay().map(Index::words),
            gazetteer,
        };
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
                facts: WordFacts::UNKNOWN,
                hash: 0,
                spaced,
                mark: mark(word.kind, word.text),
            };
            self.push(token, word.text, &known);
            spaced = false;
        }
        self.sentences.push((start, self.all.len()));
    }

    /// Looks `self.key` up and appends the token; a name with a glued जी becomes two.
    #[inline]
    fn push(&mut self, mut token: Token, text: &str, known: &Known<'_>) {
        token.hash = fold::hash(&self.key);
        known.look_up(&mut token);
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
            known.look_up(&mut name);
            if name.facts.given.max(name.facts.surname) >= 4 || known.starts_person(&name) {
                // The glued part is the last two letters of the word, three bytes each.
                let middle = token.span.end - 6;
                name.span.end = middle;
                let mut honorific = Token {
                    hash: fold::hash(&JI),
                    spaced: false,
                    ..token
                };
                honorific.span.start = middle;
                known.look_up(&mut honorific);
                self.all.extend([name, honorific]);
                return;
            }
        }
        self.all.push(token);
    }
}

/// The key of जी.
const JI: [u8; 2] = [0x9C, 0xC0];

/// What is known of words: the tables of the images.
struct Known<'g> {
    base: Words<'g>,
    overlay: Option<Words<'g>>,
    gazetteer: &'g Gazetteer,
}

impl Known<'_> {
    #[inline]
    fn look_up(&self, token: &mut Token) {
        match self.base.find(token.hash) {
            Some(word) => {
                token.word.base = word;
                token.facts = self.base.facts(word);
            }
            None => {
                token.word.base = NONE;
                token.facts = WordFacts::UNKNOWN;
                if self.base.is_ordinary(token.hash) {
                    token.facts.classes = class::ORDINARY;
                }
            }
        }
        if let Some(overlay) = self.overlay {
            token.word.overlay = overlay.find(token.hash).unwrap_or(NONE);
        }
    }

    fn starts_person(&self, token: &Token) -> bool {
        let node = self.gazetteer.base().phrases().node(token.facts.node);
        let mut forms = self.gazetteer.forms(node, false);
        token.facts.node != NONE && forms.any(|form| form.kind == kind::PERSON)
    }
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
