//! How fast each floor is, in bytes per second.
//!
//! ```text
//! cargo bench -p neta-bench                            # all
//! cargo bench -p neta-bench -- extract                 # those with such a name
//! NETA_BENCH_TEXT=news.txt cargo bench -p neta-bench   # over a text of your own
//! ```
//!
//! Each run asserts its answer, so that a fast wrong one does not pass.

// A bench that cannot go on should say why; `criterion_group!` writes functions without docs.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

mod batch;
mod candidates;
mod extract;
mod json;
mod load;
mod relevance;
mod segment;

use criterion::{Criterion, criterion_group, criterion_main};
use neta_bench::text::Text;
use std::time::Duration;

/// What the benches read.
fn text() -> Text {
    Text::read().expect("articles to read")
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(10);
    targets =
        segment::bench,
        candidates::bench,
        extract::bench,
        batch::bench,
        json::bench,
        relevance::bench,
        load::bench,
}
criterion_main!(benches);
