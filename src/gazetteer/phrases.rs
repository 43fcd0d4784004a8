//! The phrases of an image, a trie over its words, read in place.

use super::layout::{self, WEAK};

/// A form that ends at a trie node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) entry: u32,
    /// What the entry is: see [`layout::kind`].
    pub(crate) kind: u8,
    pub(crate) weak: bool,
}

impl Form {
    /// As the image has it.
    #[inline]
    pub(crate) fn read(stored: u32) -> Form {
        Form {
            entry: stored & layout::FORM_ENTRY,
            kind: ((stored & !WEAK) >> layout::FORM_KIND_AT) as u8,
            weak: stored & WEAK != 0,
        }
    }

    /// For the image.
    pub(crate) fn stored(self) -> u32 {
        self.entry | u32::from(self.kind) << layout::FORM_KIND_AT | if self.weak { WEAK } else { 0 }
    }
}

/// Forms of one node and kind, all strong or all weak, as places in the table of forms: a name that
/// many people bear is one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The tables of the trie as arrays: their bounds are checked once per text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrases<'i> {
    pub(super) nodes: &'i [[u8; layout::NODE]],
    pub(super) edges: &'i [[u8; layout::EDGE]],
    pub(super) forms: &'i [[u8; 4]],
}

/// A node with what leaves it and what ends at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'i> {
    edges: &'i [[u8; layout::EDGE]],
    forms: &'i [[u8; 4]],
    /// Place of the first form in the table.
    start: u32,
}

#[inline]
fn pair(eight: [u8; 8]) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = eight;
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}

impl<'i> Phrases<'i> {
    /// A node's edges and forms; those of the next node end them.
    #[inline]
    pub(crate) fn node(&self, node: u32) -> Node<'i> {
        let at = node as usize;
        let (edges, forms, start) = match self.nodes.get(at..at + 2) {
            Some([this, next]) => {
                let ((edge, form), (edges, forms)) = (pair(*this), pair(*next));
                (
                    self.edges.get(edge as usize..edges as usize),
                    self.forms.get(form as usize..forms as usize),
                    form,
                )
            }
            _ => (None, None, 0),
        };
        Node {
            edges: edges.unwrap_or(&[]),
            forms: forms.unwrap_or(&[]),
            start,
        }
    }
}

/// The forms of a run.
#[inline]
pub(crate) fn forms_of(forms: &[[u8; 4]], run: Run) -> impl Iterator<Item = Form> {
    let forms = forms.get(run.start as usize..run.end as usize);
    forms
        .unwrap_or(&[])
        .iter()
        .map(|form| Form::read(u32::from_le_bytes(*form)))
}

impl<'i> Node<'i> {
    /// The number of the node that `word` leads to.
    #[inline]
    pub(crate) fn step(&self, word: u32) -> Option<u32> {
        let at = self.edges.binary_search_by_key(&word, |edge| pair(*edge).0);
        at.ok().map(|at| pair(self.edges[at]).1)
    }

    /// Whether phrases go on.
    #[inline]
    pub(crate) fn goes_on(&self) -> bool {
        !self.edges.is_empty()
    }

    /// The forms that end here, by kind and strength: the first of each run, and the run.
    #[inline]
    pub(crate) fn runs(&self) -> impl Iterator<Item = (Form, Run)> + use<'i> {
        let form = |stored: &[u8; 4]| Form::read(u32::from_le_bytes(*stored));
        let alike = move |a: &[u8; 4], b: &[u8; 4]| {
            let (a, b) = (form(a), form(b));
            (a.kind, a.weak) == (b.kind, b.weak)
        };
        let mut end = self.start;
        self.forms.chunk_by(alike).filter_map(move |run| {
            let start = end;
            end += run.len() as u32;
            Some((form(run.first()?), Run { start, end }))
        })
    }
}
