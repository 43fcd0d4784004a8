//! Where records end, found in one pass over the bytes: the cheap part of reading, which one thread
//! does for all.

use memchr::{memchr, memchr3};

/// Cuts a stream of bytes into records. Bytes between records, such as commas and brackets of an
/// array, go with the record after them.
#[derive(Debug)]
pub enum Splitter {
    /// Each line is one.
    Lines,
    /// Each row is one; a quoted field may hold line breaks.
    Rows(Rows),
    /// Each value of a JSON array or of a sequence is one.
    Values(Values),
    /// The whole file is one.
    Whole,
}

impl Splitter {
    /// How many of `bytes`, which follow those given before, belong to the present record, if it
    /// ends among them.
    pub fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        match self {
            Splitter::Lines => memchr(b'\n', bytes).map(|at| at + 1),
            Splitter::Rows(rows) => rows.end(bytes),
            Splitter::Values(values) => values.end(bytes),
            Splitter::Whole => None,
        }
    }

    /// The next record lies in an array that is not closed yet.
    pub fn inside(&self) -> bool {
        matches!(self, Splitter::Values(values) if values.inside)
    }

    /// How many bytes before a record do not belong to it.
    pub fn lead(&self, record: &[u8]) -> usize {
        let between: &[u8] = match self {
            Splitter::Whole => return 0,
            Splitter::Lines => b" \t\r\n",
            Splitter::Rows(_) => b"\r\n",
            Splitter::Values(values) => return values.lead.min(record.len()),
        };
        let start = record.iter().position(|byte| !between.contains(byte));
        start.unwrap_or(record.len())
    }
}

/// Rows of a table. A quote opens a field only at its start, as RFC 4180 has it.
#[derive(Debug)]
pub struct Rows {
    delimiter: u8,
    state: Field,
}

#[derive(Clone, Copy, Debug)]
enum Field {
    Start,
    Plain,
    Quoted,
    /// After a quote in a quoted field: its end, or the first of two.
    Quote,
}

impl Rows {
    /// Separated by `delimiter`.
    pub fn new(delimiter: u8) -> Rows {
        Rows {
            delimiter,
            state: Field::Start,
        }
    }

    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            self.state = match (self.state, byte) {
                (Field::Quoted, b'"') => Field::Quote,
                (Field::Quoted, _) => {
                    at += memchr(b'"', &bytes[at..]).unwrap_or(bytes.len() - at);
                    Field::Quoted
                }
                (Field::Start, b'"') | (Field::Quote, b'"') => Field::Quoted,
                (_, b'\n') => {
                    self.state = Field::Start;
                    return Some(at);
                }
                (_, byte) if byte == self.delimiter => Field::Start,
                _ => {
                    let rest = &bytes[at..];
                    at += memchr3(self.delimiter, b'\n', b'\n', rest).unwrap_or(rest.len());
                    Field::Plain
                }
            };
        }
        None
    }
}

/// Values of JSON.
#[derive(Debug, Default)]
pub struct Values {
    /// In the outermost array.
    inside: bool,
    /// Bytes before the present value, and before the value that ended last.
    skipped: usize,
    lead: usize,
    started: bool,
    depth: usize,
    string: bool,
    escaped: bool,
}

impl Values {
    /// At the start of a file, or inside its array.
    pub fn new(inside: bool) -> Values {
        Values {
            inside,
            ..Values::default()
        }
    }

    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.string {
                if !self.escaped && !matches!(byte, b'"' | b'\\' | b'\n') {
                    let rest = &bytes[at..];
                    at += memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len());
                    continue;
                }
                at += 1;
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' if self.depth == 0 => return self.ended(at),
                    // No string of JSON holds a bare line break: where one does, the closing quote
                    // is missing, and the records after this one are saved.
                    _ => self.string = false,
                }
            } else if !self.started {
                if self.between(byte) {
                    self.skipped += 1;
                    at += 1;
                } else if matches!(byte, b'}' | b']') {
                    return self.ended(at + 1);
                } else {
                    self.started = true;
                }
            } else {
                match byte {
                    b'"' => self.string = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' if self.depth > 1 => self.depth -= 1,
                    b'}' | b']' if self.depth == 1 => return self.ended(at + 1),
                    b'}' => return self.ended(at + 1),
                    b']' | b',' | b'\n' | b' ' if self.depth == 0 => return self.ended(at),
                    _ => {}
                }
                at += 1;
            }
        }
        None
    }

    fn between(&mut self, byte: u8) -> bool {
        match byte {
            b'[' if !self.inside => self.inside = true,
            b']' if self.inside => self.inside = false,
            b',' | b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => return false,
        }
        true
    }

    fn ended(&mut self, at: usize) -> Option<usize> {
        let (inside, lead) = (self.inside, self.skipped);
        *self = Values {
            inside,
            lead,
            ..Values::default()
        };
        Some(at)
    }

    /// At the end of the file: what is left is one value, or none.
    pub fn close(&mut self) {
        self.ended(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of `text`, given in pieces of `step` bytes.
    fn records(mut splitter: Splitter, text: &str, step: usize) -> Vec<String> {
        let (mut found, mut record) = (Vec::new(), Vec::new());
        let mut finish = |splitter: &Splitter, record: &mut Vec<u8>| {
            let own = record.split_off(splitter.lead(record));
            let own = String::from_utf8(own).unwrap();
            if !own.trim().is_empty() {
                found.push(own.trim_end().to_string());
            }
            record.clear();
        };
        for mut chunk in text.as_bytes().chunks(step) {
            while let Some(end) = splitter.end(chunk) {
                record.extend_from_slice(&chunk[..end]);
                finish(&splitter, &mut record);
                chunk = &chunk[end..];
            }
            record.extend_from_slice(chunk);
        }
        if let Splitter::Values(values) = &mut splitter {
            values.close();
        }
        finish(&splitter, &mut record);
        found
    }

    fn check(splitter: impl Fn() -> Splitter, cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            for step in [1, 2, 3, 7, 1000] {
                assert_eq!(
                    &records(splitter(), text, step),
                    expected,
                    "{text:?} by {step}"
                );
            }
        }
    }

    #[test]
    fn lines() {
        check(
            || Splitter::Lines,
            &[("", &[]), ("a\n\n b\r\nc", &["a", "b", "c"])],
        );
    }

    #[test]
    fn rows() {
        check(
            || Splitter::Rows(Rows::new(b',')),
            &[
                ("a,b\nc,d\n", &["a,b", "c,d"]),
                ("a,\"b\nb\"\nc,d", &["a,\"b\nb\"", "c,d"]),
                ("a,\"b\"\"\n,\"\r\nc", &["a,\"b\"\"\n,\"", "c"]),
                ("5\" pipe,b\nc", &["5\" pipe,b", "c"]),
                ("\"open,\nnever closed\n", &["\"open,\nnever closed"]),
            ],
        );
        check(
            || Splitter::Rows(Rows::new(b'\t')),
            &[("a\t\"b\n\"\nc\n", &["a\t\"b\n\"", "c"])],
        );
    }

    #[test]
    fn values() {
        check(
            || Splitter::Values(Values::new(false)),
            &[
                ("[]", &[]),
                (
                    "[{\"a\":[1,{}]}, {\"b\":\"]},\\\"\"}]",
                    &["{\"a\":[1,{}]}", "{\"b\":\"]},\\\"\"}"],
                ),
                ("{\"a\":1}\n{\"b\":2}", &["{\"a\":1}", "{\"b\":2}"]),
                ("[1, \"a b\", null,[2]]", &["1", "\"a b\"", "null", "[2]"]),
                (
                    "[\n{\"a\":\"b\n},\n{\"c\":1}\n]",
                    &["{\"a\":\"b\n}", "{\"c\":1}"],
                ),
                ("[{\"a\":1}, {\"b\"", &["{\"a\":1}", "{\"b\""]),
                ("[{}}, {}]]", &["{}", "}", "{}", "]"]),
            ],
        );
    }
}
