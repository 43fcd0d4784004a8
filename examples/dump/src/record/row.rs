//! Rows of CSV and TSV.

use super::{Record, missing, utf8};
use crate::fields::Role;
use crate::input::batch::Origin;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::borrow::Cow;

/// The buffers of one row's cells.
#[derive(Debug, Default)]
pub struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl Cells {
    /// Reads a row as a record.
    pub fn parse<'r>(
        &'r mut self,
        row: &[u8],
        delimiter: u8,
        origin: &Origin,
    ) -> Result<Record<'r>, String> {
        self.read(row, delimiter);
        if self.count != origin.header.len() && !origin.header.is_empty() {
            let (found, expected) = (self.count, origin.header.len());
            return Err(format!(
                "{found} cells, expected {expected} as in the header"
            ));
        }
        let cell = |role: Role| match origin.columns[role as usize] {
            Some(column) => utf8(self.cell(column)).map(|cell| Some(Cow::Borrowed(cell))),
            None => Ok(None),
        };
        Ok(Record {
            text: cell(Role::Text)?.ok_or_else(|| missing(Role::Text))?,
            title: cell(Role::Title)?,
            id: cell(Role::Id)?.filter(|id| !id.is_empty()),
            date: cell(Role::Date)?.filter(|date| !date.is_empty()),
        })
    }

    fn read(&mut self, row: &[u8], delimiter: u8) {
        let mut reader: Reader = ReaderBuilder::new().delimiter(delimiter).build();
        self.bytes.resize(row.len().max(1), 0);
        self.ends.resize(self.ends.len().max(16), 0);
        let (mut input, mut written) = (row, 0);
        self.count = 0;
        loop {
            let (result, read, bytes, ends) = reader.read_record(
                input,
                &mut self.bytes[written..],
                &mut self.ends[self.count..],
            );
            input = &input[read..];
            written += bytes;
            self.count += ends;
            match result {
                // Given nothing more, the reader finishes the last cell.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => return,
            }
        }
    }

    fn cell(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[start..self.ends[index]]
    }
}

/// The names of a header's cells.
pub fn header(row: &[u8], delimiter: u8) -> Vec<String> {
    let mut cells = Cells::default();
    cells.read(row, delimiter);
    let names = (0..cells.count).map(|index| String::from_utf8_lossy(cells.cell(index)));
    names.map(|name| name.trim().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Fields;
    use crate::format::InputFormat;

    #[test]
    fn cells_by_the_header() {
        let fields = Fields::new([&[], &[], &[], &[]]);
        let names = header("id, Title ,\"text\",x\r\n".as_bytes(), b',');
        assert_eq!(names, ["id", "Title", "text", "x"]);
        let origin = Origin::new("a.csv", InputFormat::Csv).with_header(names, &fields);
        let mut cells = Cells::default();
        let record = cells
            .parse("7,\"क, \"\"ख\"\"\",\"ग\nघ\",".as_bytes(), b',', &origin)
            .unwrap();
        assert_eq!(record.id.as_deref(), Some("7"));
        assert_eq!(record.title.as_deref(), Some("क, \"ख\""));
        assert_eq!(record.text, "ग\nघ");
        let reason = cells.parse(b"7,a,b", b',', &origin).unwrap_err();
        assert_eq!(reason, "3 cells, expected 4 as in the header");
        assert!(
            cells
                .parse(b"7,a,\xFF,", b',', &origin)
                .unwrap_err()
                .starts_with("not UTF-8")
        );
    }
}
