//! What a second thread adds.

use neta::Extractor;
use neta_bench::text::Text;
use neta_peers::clock::in_turns;
use neta_peers::table::Table;
use std::hint::black_box;
use std::thread;

pub fn measure(text: &Text, table: &mut Table) {
    let extractor = Extractor::new();
    let read = || {
        for article in &text.articles {
            black_box(extractor.extract(article));
        }
    };
    let two = || {
        thread::scope(|scope| {
            scope.spawn(read);
            scope.spawn(read);
        });
    };
    let articles = text.borrowed();
    let batch = || {
        black_box(extractor.extract_batch(&articles));
    };
    let [one, two, batch] = in_turns(7, [&read, &two, &batch]);
    let megabytes = text.bytes() as f64 / 1e6;
    let (alone, both, all) = (megabytes / one, 2.0 * megabytes / two, megabytes / batch);
    crate::pair(table, "threads: 1, 2", "MB/s", alone, both);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let what = format!("`extract`, `extract_batch` on {cores} cores");
    crate::pair(table, &what, "MB/s", alone, all);
}
