//! What the lower floors found in an article, handed up as one.

use crate::candidates::Candidate;
use crate::context::Context;
use crate::gazetteer::Gazetteer;
use crate::tokens::Tokens;

/// An article with its words, candidates and context.
#[derive(Clone, Copy)]
pub(crate) struct Article<'a, 't> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'a Tokens,
    pub(crate) candidates: &'a [Candidate],
    pub(crate) context: &'a Context,
    pub(crate) gazetteer: &'a Gazetteer,
}

impl<'t> Article<'_, 't> {
    /// A token as written.
    pub(crate) fn written(&self, token: usize) -> &'t str {
        &self.text[self.tokens.all[token].span]
    }
}
