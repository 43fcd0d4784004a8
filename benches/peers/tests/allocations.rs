//! Once its buffers have grown, an extractor allocates for its results and for nothing else.

#![allow(clippy::unwrap_used)] // A test that cannot go on should say where.

use neta::Extractor;
use neta_bench::text::Text;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static HEAP: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Of a mean article: the order of its entities, and what sorts and patterns take for a moment.
const BESIDES: usize = 8;

#[test]
fn the_steady_state_allocates_for_its_results() {
    let text = Text::read().unwrap();
    let extractor = Extractor::new();
    for article in &text.articles {
        extractor.extract(article);
    }
    let (mut extracting, mut results) = (0, 0);
    for article in &text.articles {
        let region = Region::new(HEAP);
        let found = extractor.extract(article);
        extracting += region.change().allocations;
        let region = Region::new(HEAP);
        let copy = found.clone();
        results += region.change().allocations;
        assert_eq!(found, copy);
    }
    let articles = text.articles.len();
    assert!(results > 50 * articles, "{results} allocations of results");
    assert!(
        extracting < results + BESIDES * articles,
        "{extracting} allocations for results of {results} in {articles} articles"
    );
}
