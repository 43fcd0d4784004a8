//! What a gazetteer of half a million rows of one's own costs each article.

use neta::{DataError, Extractor};
use neta_bench::rows::{compile, rows};
use neta_bench::text::Text;
use neta_peers::clock::{in_turns, timed};
use neta_peers::table::Table;
use std::hint::black_box;

pub const ROWS: usize = 500_000;

pub fn measure(text: &Text, table: &mut Table) -> Result<(), DataError> {
    let embedded = Extractor::new();
    let mut previous = None;
    let mut extractor = None;
    for count in [ROWS / 10, ROWS] {
        let rows = rows(count);
        let (seconds, gazetteer) = timed(|| compile(&rows));
        let each = seconds * 1e6 / count as f64;
        if let Some(before) = previous.replace(each) {
            let what = format!("rows compiled: {}, {ROWS}", ROWS / 10);
            crate::pair(table, &what, "µs/row", before, each);
        }
        extractor = Some(Extractor::builder().compiled(gazetteer?).build()?);
    }
    let Some(with_rows) = extractor else {
        return Ok(());
    };
    let read = |extractor: &Extractor| {
        for article in &text.articles {
            black_box(extractor.extract(article));
        }
    };
    let seconds = in_turns(5, [&|| read(&embedded), &|| read(&with_rows)]);
    let [from, to] = seconds.map(|seconds| seconds * 1e9 / text.bytes() as f64);
    let what = format!("a gazetteer: embedded, {ROWS} rows over it");
    crate::pair(table, &what, "ns/byte", from, to);
    Ok(())
}
