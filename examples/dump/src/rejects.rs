//! Records that are none: written with place, reason and bytes, so that they can be mended and read
//! again.

use crate::input::batch::Origin;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

/// A rejected record.
#[derive(Debug)]
pub struct Reject<'r> {
    /// Its input.
    pub origin: &'r Origin,
    /// The line it begins on, or its row.
    pub line: u64,
    /// Why it is none.
    pub reason: &'r str,
    /// Its bytes.
    pub raw: &'r [u8],
}

#[derive(Serialize)]
struct Line<'r> {
    file: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    reason: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_base64: Option<String>,
}

/// In the place of an article's line, where one line out is promised for each line in.
#[derive(Serialize)]
struct Inline<'r> {
    version: u32,
    error: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
    line: u64,
}

impl Reject<'_> {
    /// As a line of JSON with everything.
    pub fn write(&self, out: &mut Vec<u8>) {
        let raw = std::str::from_utf8(self.raw).ok();
        let row = self.origin.unit() == "row";
        push(
            &Line {
                file: &self.origin.name,
                line: Some(self.line).filter(|_| !row),
                row: Some(self.line).filter(|_| row),
                reason: self.reason,
                raw,
                raw_base64: raw.is_none().then(|| STANDARD.encode(self.raw)),
            },
            out,
        );
    }

    /// As a line among articles.
    pub fn write_inline(&self, out: &mut Vec<u8>) {
        let file = Some(self.origin.name.as_str()).filter(|&name| name != "-");
        push(
            &Inline {
                version: 1,
                error: self.reason,
                file,
                line: self.line,
            },
            out,
        );
    }
}

fn push(line: &impl Serialize, out: &mut Vec<u8>) {
    // Cannot fail: strings and numbers into memory.
    let _ = serde_json::to_writer(&mut *out, line);
    out.push(b'\n');
}
