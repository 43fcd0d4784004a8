//! CoNLL: a token and its tag per line, each article under a line with its id.

use super::{Article, Chunk, Encoder};
use crate::failure::Failure;
use neta::export;
use std::fmt::Write;
use std::mem;

/// Articles as CoNLL.
#[derive(Debug, Default)]
pub struct Conll {
    lines: String,
}

impl Encoder for Conll {
    fn article(&mut self, article: &Article<'_>) -> Result<(), Failure> {
        let id = article.id.unwrap_or_default();
        // Cannot fail: a `String` takes whatever is written to it.
        let _ = write!(
            self.lines,
            "# id = {}\n{}",
            one_line(id),
            export::Conll::new(article.found)
        );
        Ok(())
    }

    fn finish(&mut self) -> Result<Chunk, Failure> {
        Ok(Chunk::Bytes(mem::take(&mut self.lines).into_bytes()))
    }
}

/// Without the characters that end a line or a cell.
pub fn one_line(id: &str) -> String {
    id.replace(['\n', '\r', '\t'], " ")
}
