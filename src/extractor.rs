//! The face: builder, extractor, result.

use crate::candidates::{self, Candidate};
use crate::context::Context;
use crate::entity::{Entity, Mention};
use crate::error::DataError;
use crate::gazetteer::{Gazetteer, GazetteerSource};
use crate::link::{self, Article};
use crate::resolve;
use crate::tagger::Model;
use crate::tokens::Tokens;
use std::sync::Arc;

/// Reads articles. Cheap to clone and to share between threads.
///
/// ```
/// use neta::Extractor;
///
/// let extractor = Extractor::new();
/// let found = extractor.extract("सांसद इकरा हसन ने कहा।");
/// let texts: Vec<&str> = found.mentions().iter().map(|mention| mention.text).collect();
/// assert_eq!(texts, ["सांसद", "इकरा हसन"]);
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    gazetteer: Gazetteer,
    min_score: f32,
}

/// Configures an [`Extractor`].
#[derive(Clone, Debug, Default)]
pub struct ExtractorBuilder {
    sources: Vec<GazetteerSource>,
    min_score: f32,
}

impl ExtractorBuilder {
    /// Adds rows over the embedded gazetteer; rows with the same kind and id replace its rows.
    pub fn gazetteer(mut self, source: GazetteerSource) -> ExtractorBuilder {
        self.sources.push(source);
        self
    }

    /// Leaves out mentions with a lower score; 0, the default, keeps all.
    pub fn min_score(mut self, score: f32) -> ExtractorBuilder {
        self.min_score = score;
        self
    }

    /// Compiles the rows.
    ///
    /// # Errors
    ///
    /// If a row is wrong: [`DataError`] names file, line, column and what was expected.
    pub fn build(self) -> Result<Extractor, DataError> {
        let mut gazetteer = Gazetteer::embedded();
        if !self.sources.is_empty() {
            gazetteer = gazetteer.with_overlay(&self.sources)?;
        }
        Ok(Extractor {
            inner: Arc::new(Inner {
                gazetteer,
                min_score: self.min_score,
            }),
        })
    }
}

impl Default for Extractor {
    fn default() -> Extractor {
        Extractor::new()
    }
}

impl Extractor {
    /// With the embedded gazetteer.
    pub fn new() -> Extractor {
        let inner = Inner {
            gazetteer: Gazetteer::embedded(),
            min_score: 0.0,
        };
        Extractor {
            inner: Arc::new(inner),
        }
    }

    /// To configure one.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Reads one article. Never fails and never panics; time is linear in the text.
    pub fn extract<'t>(&self, text: &'t str) -> Extraction<'t> {
        let gazetteer = &self.inner.gazetteer;
        let mut tokens = Tokens::default();
        tokens.read(text, gazetteer);
        let mut candidates: Vec<Candidate> = Vec::new();
        candidates::find(&tokens, gazetteer, &mut candidates);
        let mut context = Context::default();
        context.read(&tokens, &candidates, gazetteer);
        let labels = match Model::new(gazetteer.base().tagger()) {
            Some(model) => resolve::label(&model, &tokens, &candidates, &context, text),
            None => Vec::new(),
        };
        let found = resolve::resolve(&tokens, &candidates, &context, &labels);
        let article = Article {
            text,
            tokens: &tokens,
            candidates: &candidates,
            context: &context,
            gazetteer,
        };
        let (mentions, entities) = link::link(&article, &found);
        Extraction {
            text,
            mentions,
            entities,
        }
    }

    pub(crate) fn gazetteer(&self) -> &Gazetteer {
        &self.inner.gazetteer
    }
}

/// What was found in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction<'t> {
    text: &'t str,
    mentions: Vec<Mention<'t>>,
    entities: Vec<Entity>,
}

impl<'t> Extraction<'t> {
    /// By hand, so that the tests of output formats do not depend on what the pipeline finds.
    #[cfg(test)]
    pub(crate) fn from_parts(
        text: &'t str,
        mentions: Vec<Mention<'t>>,
        entities: Vec<Entity>,
    ) -> Extraction<'t> {
        Extraction {
            text,
            mentions,
            entities,
        }
    }

    /// The article.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Ascending by span, never overlapping, on grapheme boundaries; `text[mention.span]` is the
    /// mention's text.
    pub fn mentions(&self) -> &[Mention<'t>] {
        &self.mentions
    }

    /// The people, parties and places that the mentions name, in the order of first mention.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }
}
