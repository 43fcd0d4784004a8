//! What the article says elsewhere: words that belong to full names somewhere in the text.

use crate::candidates::Candidate;
use crate::gazetteer::layout::kind;
use crate::tokens::Tokens;
use std::collections::HashMap;

/// The word is part of a strong form of several words elsewhere: of a person.
pub(crate) const PERSON: u8 = 1;

/// Per token, whether its word is part of a strong full name of a person that stands elsewhere.
pub(crate) fn of_candidates(tokens: &Tokens, found: &[Candidate], out: &mut Vec<u8>) {
    out.clear();
    out.resize(tokens.all.len(), 0);
    let mut names: HashMap<u64, usize> = HashMap::new();
    for candidate in found {
        if candidate.kind == kind::PERSON && !candidate.weak && candidate.end - candidate.first > 1
        {
            for token in &tokens.all[candidate.first..candidate.end] {
                names.entry(token.hash).or_insert(candidate.first);
            }
        }
    }
    for (token, out) in tokens.all.iter().zip(out) {
        if token.is_word() && names.contains_key(&token.hash) {
            *out = PERSON;
        }
    }
}
