//! What an archive costs on one core, from the speed of each floor.

use neta::Extractor;
use neta::relevance::is_political;
use neta::segment::words;
use neta_bench::text::Text;
use neta_peers::clock::in_turns;
use neta_peers::table::Table;
use std::hint::black_box;

/// A usual article: some 250 words.
const ARTICLE: f64 = 4_000.0;

pub fn measure(text: &Text) -> Table {
    let extractor = Extractor::new();
    let each = |read: &dyn Fn(&str) -> usize| {
        for article in &text.articles {
            black_box(read(article));
        }
    };
    let seconds = in_turns(
        7,
        [
            &|| each(&|text| usize::from(is_political(text.as_bytes()))),
            &|| each(&|text| words(text).count()),
            &|| each(&|text| extractor.dictionary_spans(text).len()),
            &|| each(&|text| extractor.extract(text).mentions().len()),
            &|| each(&|text| extractor.extract(text).to_json().len()),
        ],
    );
    let names = [
        "`is_political`, on political text",
        "`words`",
        "`dictionary_spans`",
        "`extract`",
        "`extract` and JSON",
    ];
    let mut table = Table::new(&[
        "one core",
        "MB/s",
        "s per GB",
        "min per million articles of 4 kB",
        "core-hours per 100 million",
    ]);
    for (name, seconds) in names.into_iter().zip(seconds) {
        let per_byte = seconds / text.bytes() as f64;
        table.row([
            name.to_owned(),
            format!("{:.1}", 1e-6 / per_byte),
            format!("{:.1}", 1e9 * per_byte),
            format!("{:.1}", 1e6 * ARTICLE * per_byte / 60.0),
            format!("{:.1}", 1e8 * ARTICLE * per_byte / 3600.0),
        ]);
    }
    table
}
