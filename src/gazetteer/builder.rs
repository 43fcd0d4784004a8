//! A user's own gazetteer: rows over the embedded entries or instead of them, and what is denied.

use super::compile::{self, Beneath, Source, phrase_keys};
use super::index::{Index, Reference};
use super::layout::{self, Field, class, kind};
use super::{EMBEDDED, Gazetteer, Mask, OVERLAY};
use crate::error::DataError;
use crate::fold;
use std::collections::HashMap;
use std::sync::Arc;

/// Rows of a user's gazetteer, for [`ExtractorBuilder::gazetteer`](crate::ExtractorBuilder::gazetteer).
///
/// Tab-separated, with a header. Columns, in any order; only `kind` and `name` are required:
/// `kind` (person, party, place, office), `id`, `name`, `name_en`, `abbr`, `aliases` and `weak`
/// (forms, `|` between), `type`, `within`, `gender`, `party`, `roles`, `since`, `until`, `level`,
/// `wikidata`, `source`. A form in `weak` needs support in the article. `party` and `within` may
/// name embedded entries. `data/README.md` describes each column.
///
/// ```
/// use neta::{Extractor, GazetteerSource};
///
/// let rows = "kind\tname\tid\nparty\tग्राम विकास मोर्चा\tgvm\n";
/// let extractor = Extractor::builder().gazetteer(GazetteerSource::tsv("mine.tsv", rows)).build()?;
/// let found = extractor.extract("ग्राम विकास मोर्चा की बैठक हुई।");
/// assert_eq!(found.entities()[0].id.as_ref().unwrap().as_str(), "party/gvm");
/// # Ok::<(), neta::DataError>(())
/// ```
#[derive(Clone, Debug)]
pub struct GazetteerSource {
    name: String,
    bytes: Vec<u8>,
}

impl GazetteerSource {
    /// Rows with a name for error messages. The bytes should be UTF-8; if they are not, the error
    /// comes when the gazetteer is built and names the line.
    pub fn tsv(name: impl Into<String>, rows: impl Into<Vec<u8>>) -> GazetteerSource {
        GazetteerSource {
            name: name.into(),
            bytes: rows.into(),
        }
    }
}

/// Puts a [`Gazetteer`] together.
///
/// ```
/// use neta::{Gazetteer, GazetteerSource};
///
/// let rows = "kind\tid\tname\tparty\nperson\tsita-devi-khekra\tसीता देवी\tBSP\n";
/// let gazetteer = Gazetteer::builder()
///     .rows(GazetteerSource::tsv("mine.tsv", rows))
///     .deny("place/gaya-br")
///     .deny("आप")
///     .build()?;
/// let entry = gazetteer.entry("person/sita-devi-khekra").unwrap();
/// assert_eq!(entry.party().unwrap().id().unwrap().as_str(), "party/bahujan-samaj-party");
/// # Ok::<(), neta::DataError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    sources: Vec<GazetteerSource>,
    settings: Settings,
}

impl GazetteerBuilder {
    /// Adds rows. A row with the kind and id of an embedded entry replaces it with all its forms.
    pub fn rows(mut self, source: GazetteerSource) -> GazetteerBuilder {
        self.sources.push(source);
        self
    }

    /// Leaves out the embedded people, parties and places, so that only the given rows name any.
    ///
    /// What the embedded gazetteer knows of the language stays: words, parts of names, offices,
    /// portfolios, scheme names. So unlisted people and places are still read by their frames. Rows
    /// may still refer to embedded entries in `party` and `within`.
    pub fn without_embedded(mut self) -> GazetteerBuilder {
        self.settings.without_embedded = true;
        self
    }

    /// Denies an entry or a form.
    ///
    /// An id (`person/x`) takes the entry away, a user's own too; its name may still be read as
    /// that of an unlisted person. Anything else is a form, in any spelling that folds to the same:
    /// it is never a mention, of whatever kind. A longer name that contains it is not touched. What
    /// names nothing is not an error: a list may be older or newer than the data.
    pub fn deny(mut self, id_or_form: impl Into<String>) -> GazetteerBuilder {
        self.settings.denied.push(id_or_form.into());
        self
    }

    /// Compiles the rows.
    ///
    /// # Errors
    ///
    /// If a row is wrong: [`DataError`] names file, line, column and what was expected.
    pub fn build(self) -> Result<Gazetteer, DataError> {
        let embedded = Gazetteer::embedded();
        if self.sources.is_empty() && self.settings == Settings::default() {
            return Ok(embedded);
        }
        let sources: Vec<Source<'_>> = self
            .sources
            .iter()
            .map(|source| Source {
                file: &source.name,
                bytes: &source.bytes,
            })
            .collect();
        let image = compile::compile_own(
            &sources,
            &Embedded::new(&embedded.base),
            self.settings.to_bytes(),
        )?;
        embedded.with_own("", Index::compiled(image))
    }
}

/// What a gazetteer says besides its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    without_embedded: bool,
    denied: Vec<String>,
}

impl Settings {
    /// A byte of flags, then what is denied with a length of four bytes each.
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![u8::from(self.without_embedded)];
        for denied in &self.denied {
            bytes.extend((denied.len() as u32).to_le_bytes());
            bytes.extend_from_slice(denied.as_bytes());
        }
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Settings> {
        let (flags, mut rest) = bytes.split_first()?;
        let mut denied = Vec::new();
        while let Some((length, text)) = rest.split_first_chunk() {
            let (text, others) = text.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            denied.push(std::str::from_utf8(text).ok()?.to_owned());
            rest = others;
        }
        let whole = rest.is_empty() && *flags <= 1;
        whole.then_some(Settings {
            without_embedded: *flags == 1,
            denied,
        })
    }
}

/// The embedded image as a user's rows see it.
struct Embedded<'g> {
    base: &'g Index,
    /// By abbreviation, id and name.
    parties: HashMap<&'g str, u32>,
}

impl<'g> Embedded<'g> {
    fn new(base: &'g Index) -> Embedded<'g> {
        let mut parties = HashMap::new();
        for entry in (0..base.entry_count()).filter(|&entry| base.kind(entry) == kind::PARTY) {
            for field in [Field::Id, Field::Abbr, Field::NameEn, Field::Name] {
                parties.entry(base.string(entry, field)).or_insert(entry);
            }
        }
        parties.remove("");
        Embedded { base, parties }
    }
}

impl Beneath for Embedded<'_> {
    fn is_letter(&self, key: &[u8]) -> bool {
        let facts = self.base.words().facts_of(fold::hash(key));
        facts.is_some_and(|facts| facts.classes & class::LETTER != 0)
    }

    fn count(&self, key: &[u8]) -> u32 {
        let facts = self.base.words().facts_of(fold::hash(key));
        layout::least(facts.map_or(0, |facts| facts.count))
    }

    fn place(&self, id: &str) -> bool {
        self.base.by_id(kind::PLACE, id).is_some()
    }

    fn party(&self, name: &str) -> bool {
        self.parties.contains_key(name)
    }
}

impl Gazetteer {
    /// What `build.rs` compiled.
    pub fn embedded() -> Gazetteer {
        Gazetteer {
            base: Index::embedded(EMBEDDED),
            overlay: None,
            mask: Arc::default(),
            tenures: Arc::default(),
        }
    }

    /// To put one together from rows of one's own.
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// The user's part as bytes, compiled and ready to use: what [`load`](Gazetteer::load) reads.
    /// The embedded part is not in it.
    ///
    /// ```
    /// use neta::{Extractor, Gazetteer, GazetteerSource};
    ///
    /// let rows = "kind\tname\tid\nplace\tटोडा खेड़ी\ttoda-kheri\n";
    /// let compiled = Gazetteer::builder().rows(GazetteerSource::tsv("mine.tsv", rows)).build()?;
    /// let bytes = compiled.save();
    /// let loaded = Gazetteer::load("mine.neta", &bytes)?;
    /// let extractor = Extractor::builder().compiled(loaded).build()?;
    /// assert!(Gazetteer::load("mine.neta", &bytes[1..]).is_err());
    /// # Ok::<(), neta::DataError>(())
    /// ```
    pub fn save(&self) -> Vec<u8> {
        match &self.overlay {
            Some(overlay) => overlay.bytes().to_vec(),
            // No rows cannot be wrong.
            None => {
                compile::compile_own(&[], &(), Settings::default().to_bytes()).unwrap_or_default()
            }
        }
    }

    /// Reads what [`save`](Gazetteer::save) wrote, over the embedded gazetteer of this version of
    /// the library. `file` is for error messages.
    ///
    /// # Errors
    ///
    /// If the bytes are something else, of another format version, cut short or damaged, or if they
    /// refer to an embedded entry that this version of the library does not have.
    pub fn load(file: &str, bytes: &[u8]) -> Result<Gazetteer, DataError> {
        Gazetteer::embedded().with_own(file, Index::load(file, bytes)?)
    }

    /// Lays a user's image over the embedded one.
    fn with_own(mut self, file: &str, own: Index) -> Result<Gazetteer, DataError> {
        let wrong = |what: String| DataError::new(file, 0, 0, what);
        let settings = Settings::from_bytes(own.settings())
            .ok_or_else(|| wrong("expected sound settings".into()))?;
        let mut mask = Mask {
            without_embedded: settings.without_embedded,
            ..Mask::default()
        };
        let embedded = Embedded::new(&self.base);
        for entry in 0..own.entry_count() {
            let (kind, id) = (own.kind(entry), own.string(entry, Field::Id));
            if kind != kind::OFFICE
                && !id.is_empty()
                && let Some(base) = self.base.by_id(kind, id)
            {
                mask.replaced.insert(base, entry | OVERLAY);
            }
            for (field, is_party) in [(Field::Within, false), (Field::Party, true)] {
                let Some(Reference::Outside(at)) = own.reference(entry, field) else {
                    continue;
                };
                if mask.outside.contains_key(&(at, is_party)) {
                    continue;
                }
                let name = own.string_at(at);
                let base = if is_party {
                    embedded.parties.get(name).copied()
                } else {
                    self.base.by_id(kind::PLACE, name)
                };
                let base = base.ok_or_else(|| {
                    wrong(format!(
                        "expected an embedded entry {name:?}: compile the rows again"
                    ))
                })?;
                mask.outside.insert((at, is_party), base);
            }
        }
        self.mask = Arc::new(mask);
        self.overlay = Some(own);
        Ok(self.denying(&settings.denied))
    }

    /// With more denied.
    pub(crate) fn denying(mut self, denied: &[String]) -> Gazetteer {
        if denied.is_empty() {
            return self;
        }
        let mut mask = Mask::clone(&self.mask);
        for denied in denied {
            match denied
                .split_once('/')
                .filter(|(kind, _)| kind::NAMES.contains(kind))
            {
                Some((kind, id)) => {
                    let Some(kind) = kind::NAMES.iter().position(|name| *name == kind) else {
                        continue;
                    };
                    let kind = kind as u8;
                    mask.denied.extend(self.base.all_by_id(kind, id));
                    let own = self.overlay.iter().flat_map(|own| own.all_by_id(kind, id));
                    mask.denied.extend(own.map(|entry| entry | OVERLAY));
                }
                None => {
                    let keys = phrase_keys(denied);
                    if !keys.is_empty() {
                        mask.forms
                            .insert(keys.iter().map(|key| fold::hash(key)).collect());
                    }
                }
            }
        }
        self.mask = Arc::new(mask);
        self.tenures = Arc::default();
        self
    }
}
