//! The face: builder, extractor, result.

use crate::by_date;
use crate::date::Date;
use crate::entity::{Entity, EntityKind, Mention, Relation};
use crate::error::DataError;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::builder::{GazetteerBuilder, GazetteerSource};
use crate::gazetteer::lookup::GazetteerEntry;
use crate::pipeline::Pool;
use crate::span::Span;
use crate::tagger::chain::Transitions;
use crate::tagger::{MODEL_BYTES, Model};
use std::sync::{Arc, PoisonError, RwLock};

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
    /// A tagger to use instead of the embedded one.
    tagger: Option<Vec<u8>>,
    transitions: Transitions,
    min_score: f32,
    pool: Pool,
}

impl Inner {
    fn new(gazetteer: Gazetteer, tagger: Option<Vec<u8>>, min_score: f32) -> Inner {
        Inner {
            transitions: Transitions::of(weights(&tagger, &gazetteer)),
            gazetteer,
            tagger,
            min_score,
            pool: Pool::default(),
        }
    }

    fn model(&self) -> Option<Model<'_>> {
        Model::new(weights(&self.tagger, &self.gazetteer))
    }
}

/// The weights of the tagger that is used.
fn weights<'w>(tagger: &'w Option<Vec<u8>>, gazetteer: &'w Gazetteer) -> &'w [u8] {
    tagger.as_deref().unwrap_or(gazetteer.base().tagger())
}

/// Configures an [`Extractor`].
#[derive(Clone, Debug, Default)]
pub struct ExtractorBuilder {
    compiled: Option<Gazetteer>,
    gazetteer: GazetteerBuilder,
    has_rows: bool,
    denied: Vec<String>,
    tagger: Option<Vec<u8>>,
    min_score: f32,
}

impl ExtractorBuilder {
    /// Adds rows over the embedded gazetteer; rows with the same kind and id replace its rows.
    pub fn gazetteer(mut self, source: GazetteerSource) -> ExtractorBuilder {
        self.gazetteer = self.gazetteer.rows(source);
        self.has_rows = true;
        self
    }

    /// Leaves out the embedded people, parties and places, so that only the given rows name any:
    /// see [`GazetteerBuilder::without_embedded`].
    pub fn without_embedded(mut self) -> ExtractorBuilder {
        self.gazetteer = self.gazetteer.without_embedded();
        self.has_rows = true;
        self
    }

    /// Denies an entry by its id or a form: see [`GazetteerBuilder::deny`].
    ///
    /// ```
    /// use neta::Extractor;
    ///
    /// let text = "कैराना में भाजपा की बैठक हुई।";
    /// let extractor = Extractor::builder().deny("भाजपा").build()?;
    /// assert!(extractor.extract(text).mentions().iter().all(|mention| mention.text != "भाजपा"));
    /// # Ok::<(), neta::DataError>(())
    /// ```
    pub fn deny(mut self, id_or_form: impl Into<String>) -> ExtractorBuilder {
        self.denied.push(id_or_form.into());
        self
    }

    /// Uses a gazetteer that is compiled already, instead of rows: one from
    /// [`Gazetteer::load`] or [`Gazetteer::builder`].
    pub fn compiled(mut self, gazetteer: Gazetteer) -> ExtractorBuilder {
        self.compiled = Some(gazetteer);
        self
    }

    /// Uses a tagger that was trained on other articles than the embedded one: the bytes that
    /// [`training::train`](crate::training::train) returns.
    pub fn tagger(mut self, model: Vec<u8>) -> ExtractorBuilder {
        self.tagger = Some(model);
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
    /// If a row is wrong: [`DataError`] names file, line, column and what was expected. If there is
    /// a compiled gazetteer and rows besides: they have to be compiled together. If a tagger's bytes
    /// are not of this version's length.
    pub fn build(self) -> Result<Extractor, DataError> {
        let gazetteer = match self.compiled {
            Some(_) if self.has_rows => {
                let expected =
                    "expected rows or a compiled gazetteer, not both: compile them together";
                return Err(DataError::new("gazetteer", 0, 0, expected));
            }
            Some(compiled) => compiled,
            None => self.gazetteer.build()?,
        };
        if let Some(model) = self
            .tagger
            .as_ref()
            .filter(|model| model.len() != MODEL_BYTES)
        {
            let what = format!("expected {MODEL_BYTES} bytes, found {}", model.len());
            return Err(DataError::new("tagger", 0, 0, what));
        }
        let gazetteer = gazetteer.denying(&self.denied);
        let inner = Inner::new(gazetteer, self.tagger, self.min_score);
        Ok(Extractor {
            inner: Arc::new(inner),
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
        let inner = Inner::new(Gazetteer::embedded(), None, 0.0);
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
        let Inner {
            gazetteer,
            transitions,
            min_score,
            pool,
            ..
        } = &*self.inner;
        let model = self.inner.model();
        let tagger = model.as_ref().map(|model| (model, transitions));
        let linked = pool.with(|buffers| buffers.read(text, gazetteer, tagger, *min_score));
        Extraction {
            text,
            mentions: linked.mentions,
            entities: linked.entities,
            relations: linked.relations,
        }
    }

    /// Every form of the gazetteer's people, parties, places and offices in a text, overlapping ones
    /// and weak ones too, before anything is decided: ascending by start, then by end.
    ///
    /// ```
    /// use neta::Extractor;
    ///
    /// let extractor = Extractor::new();
    /// let spans = extractor.dictionary_spans("राहुल गांधी आए।");
    /// assert!(spans.iter().any(|found| found.weak && found.span.range() == (0..15)));
    /// assert!(spans.iter().any(|found| !found.weak && found.span.range() == (0..31)));
    /// ```
    pub fn dictionary_spans(&self, text: &str) -> Vec<DictionarySpan<'_>> {
        let gazetteer = &self.inner.gazetteer;
        self.inner.pool.with(|buffers| {
            let (tokens, candidates) = buffers.scan(text, gazetteer);
            let named = candidates
                .iter()
                .filter(|candidate| EntityKind::from_number(candidate.kind).is_some());
            let spans = named.flat_map(|candidate| {
                let entries = gazetteer.bearers(candidate.forms);
                entries.map(|entry| DictionarySpan {
                    span: tokens.span(candidate.first, candidate.end),
                    entry: gazetteer.handle(entry),
                    weak: candidate.weak,
                })
            });
            spans.collect()
        })
    }

    /// Reads one article of a known date: [`Office::by_date`](crate::Office::by_date) says beside
    /// the text who held an office that it leaves without a name, and where a named holder's status
    /// was another on that day.
    ///
    /// Only what the gazetteer's dates decide is said. A role without an end was held on
    /// [`DATA_DATE`](crate::DATA_DATE); of a later day nothing is known.
    ///
    /// ```
    /// use neta::Extractor;
    ///
    /// let date = "2014-01-15".parse()?;
    /// let found = Extractor::new().extract_dated("उत्तर प्रदेश के मुख्यमंत्री ने कहा।", date);
    /// let office = found.mentions().iter().find_map(|mention| mention.office.as_ref()).unwrap();
    /// let holder = office.by_date.unwrap().holder.unwrap();
    /// assert_eq!(found.entities()[holder].name, "अखिलेश यादव");
    /// # Ok::<(), neta::DateError>(())
    /// ```
    pub fn extract_dated<'t>(&self, text: &'t str, date: Date) -> Extraction<'t> {
        let mut found = self.extract(text);
        by_date::read(
            &self.inner.gazetteer,
            date,
            &mut found.mentions,
            &mut found.entities,
        );
        found
    }

    /// Reads many articles on all cores (those of the current `rayon` pool): the extractions stand
    /// in the order of the texts, each as [`extract`](Extractor::extract) returns it. Behind the feature `rayon`.
    ///
    /// ```
    /// use neta::Extractor;
    ///
    /// let texts = ["सांसद इकरा हसन ने कहा।", "", "सपा की बैठक हुई।"];
    /// let found = Extractor::new().extract_batch(&texts);
    /// assert_eq!(found.len(), 3);
    /// assert_eq!(found[2].mentions()[0].text, "सपा");
    /// ```
    #[cfg(feature = "rayon")]
    pub fn extract_batch<'t>(&self, texts: &[&'t str]) -> Vec<Extraction<'t>> {
        use rayon::prelude::*;
        texts.par_iter().map(|text| self.extract(text)).collect()
    }

    /// What it knows by heart.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.inner.gazetteer
    }
}

/// A form of the gazetteer in a text, as [`Extractor::dictionary_spans`] finds it.
#[derive(Clone, Copy, Debug)]
pub struct DictionarySpan<'g> {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The entry that has the form.
    pub entry: GazetteerEntry<'g>,
    /// The form needs support in the article to be a mention.
    pub weak: bool,
}

/// An extractor that can be replaced while other threads read articles with it.
///
/// Clones share the replacement. An article that is being read is finished with the extractor it
/// was begun with.
///
/// ```
/// use neta::{Extractor, GazetteerSource, SharedExtractor};
///
/// let shared = SharedExtractor::new(Extractor::new());
/// let rows = "kind\tname\tid\nplace\tटोडा खेड़ी\ttoda-kheri\n";
/// let newer = Extractor::builder().gazetteer(GazetteerSource::tsv("mine.tsv", rows)).build()?;
/// let elsewhere = shared.clone();
/// std::thread::spawn(move || elsewhere.replace(newer)).join().unwrap();
/// assert!(shared.get().gazetteer().entry("place/toda-kheri").is_some());
/// # Ok::<(), neta::DataError>(())
/// ```
#[derive(Clone, Debug)]
pub struct SharedExtractor {
    current: Arc<RwLock<Extractor>>,
}

impl SharedExtractor {
    /// Begins with an extractor.
    pub fn new(extractor: Extractor) -> SharedExtractor {
        SharedExtractor {
            current: Arc::new(RwLock::new(extractor)),
        }
    }

    /// The present extractor. Read a whole article, or a batch that belongs together, with one.
    pub fn get(&self) -> Extractor {
        // A poisoned lock holds an extractor as whole as any: replacing it is one assignment.
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Puts another in its place, for all clones, and returns the former.
    pub fn replace(&self, extractor: Extractor) -> Extractor {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *current, extractor)
    }
}

/// What was found in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction<'t> {
    text: &'t str,
    mentions: Vec<Mention<'t>>,
    entities: Vec<Entity>,
    relations: Vec<Relation<'t>>,
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
            relations: Vec::new(),
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

    /// Kin, and who joined or left which party, in the order of the text.
    ///
    /// ```
    /// use neta::{Extractor, RelationKind};
    ///
    /// let extractor = Extractor::new();
    /// let found = extractor.extract("रमेश चौधरी की पत्नी सुनीता चौधरी भाजपा में शामिल हुईं।");
    /// let relations = found.relations();
    /// assert_eq!((relations[0].kind, relations[0].word), (RelationKind::Kin, "पत्नी"));
    /// assert_eq!(found.entities()[relations[0].subject].name, "सुनीता चौधरी");
    /// assert_eq!(relations[1].kind, RelationKind::Joined);
    /// ```
    pub fn relations(&self) -> &[Relation<'t>] {
        &self.relations
    }
}
