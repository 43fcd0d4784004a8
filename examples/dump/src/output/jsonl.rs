//! JSON Lines: the contract of neta, one line per article.

use super::{Article, Chunk, Encoder};
use crate::failure::Failure;
use crate::rejects::Reject;
use neta::export::Json;
use serde::Serialize;
use std::mem;

/// Lines of JSON.
#[derive(Debug)]
pub struct Jsonl {
    lines: Vec<u8>,
    inline: bool,
    line_for_line: bool,
}

impl Jsonl {
    /// With errors among the articles, if `inline`; with a line even for what is left out, if
    /// `line_for_line`.
    pub fn new(inline: bool, line_for_line: bool) -> Jsonl {
        Jsonl {
            lines: Vec::new(),
            inline,
            line_for_line,
        }
    }

    fn push(&mut self, line: &impl Serialize) {
        // Cannot fail: the contract has string keys only and is written to memory.
        let _ = serde_json::to_writer(&mut self.lines, line);
        self.lines.push(b'\n');
    }
}

impl Encoder for Jsonl {
    fn article(&mut self, article: &Article<'_>) -> Result<(), Failure> {
        let json = Json::new(article.found);
        match article.id {
            Some(id) => self.push(&json.with_id(id)),
            None => self.push(&json),
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Chunk, Failure> {
        Ok(Chunk::Bytes(mem::take(&mut self.lines)))
    }

    fn reject(&mut self, reject: &Reject<'_>) -> bool {
        if self.inline {
            reject.write_inline(&mut self.lines);
        }
        self.inline
    }

    fn leave_out(&mut self, id: Option<&str>) {
        #[derive(Serialize)]
        struct LeftOut<'i> {
            version: u32,
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<&'i str>,
            left_out: &'static str,
        }
        if self.line_for_line {
            self.push(&LeftOut {
                version: 1,
                id,
                left_out: "not political",
            });
        }
    }
}
