//! All floors for one article, one behind the other, with buffers that the next article reuses.

use crate::article::Article;
use crate::candidates::{self, Candidate};
use crate::context::Context;
use crate::gazetteer::Gazetteer;
use crate::labels::Labels;
use crate::link::{self, Linked};
use crate::own;
use crate::resolve::Spans;
use crate::tagger::Model;
use crate::tagger::chain::Transitions;
use crate::tokens::Tokens;
use std::sync::{Mutex, PoisonError};

/// Articles with more tokens give their buffers back to the machine.
const KEPT_TOKENS: usize = 1 << 16;

/// The buffers of one reader.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    tokens: Tokens,
    candidates: Vec<Candidate>,
    context: Context,
    labels: Labels,
    spans: Spans,
    links: link::State,
}

/// Buffers of readers that are idle: as many as have ever read at once.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    idle: Mutex<Vec<Buffers>>,
}

impl Pool {
    /// Runs `read` with buffers that nobody else uses.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&mut Buffers) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut buffers = idle().pop().unwrap_or_default();
        let answer = read(&mut buffers);
        if buffers.tokens.all.capacity() <= KEPT_TOKENS {
            idle().push(buffers);
        }
        answer
    }
}

impl Buffers {
    /// Reads words and finds every dictionary form of them.
    pub(crate) fn scan(&mut self, text: &str, gazetteer: &Gazetteer) -> (&Tokens, &[Candidate]) {
        self.tokens.read(text, gazetteer);
        candidates::find(&self.tokens, gazetteer, &mut self.candidates);
        own::deny_candidates(&self.tokens, gazetteer, &mut self.candidates);
        (&self.tokens, &self.candidates)
    }

    /// Reads a whole article.
    pub(crate) fn read<'t>(
        &mut self,
        text: &'t str,
        gazetteer: &Gazetteer,
        tagger: Option<(&Model<'_>, &Transitions)>,
        min_score: f32,
    ) -> Linked<'t> {
        self.scan(text, gazetteer);
        let Buffers {
            tokens,
            candidates,
            context,
            labels,
            spans,
            links,
        } = self;
        context.read(tokens, candidates, gazetteer);
        match tagger {
            Some(tagger) => labels.read(tagger, tokens, candidates, context, text),
            None => labels.all.clear(),
        }
        let article = Article {
            text,
            tokens,
            candidates,
            context,
            gazetteer,
        };
        spans.read(&article, &mut labels.all);
        let found = &mut spans.all;
        own::insist(candidates, context, found);
        own::deny_mentions(tokens, gazetteer, found);
        found.retain(|span| span.score >= min_score);
        link::link(&article, found, links)
    }
}
