//! What is allocated: by engines once they are built, and by each article once all is warm.
//!
//! ```text
//! cargo run --release -p neta-peers --bin heap
//! ```
//!
//! A program of its own, since counting slows down what is counted.

use neta::Extractor;
use neta_bench::text::Text;
use neta_peers::engines::{ENGINES, Failed};
use neta_peers::forms::forms;
use neta_peers::table::Table;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};
use std::alloc::System;
use std::hint::black_box;

#[global_allocator]
static HEAP: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Failed> {
    let text = Text::read()?;
    println!("{}", built(&text)?);
    println!("{}", steady(&text)?);
    Ok(())
}

/// What stays on the heap when an engine is built and has read all articles once.
fn built(text: &Text) -> Result<Table, Failed> {
    let forms = forms();
    let mut table = Table::new(&["engine", "MB on the heap", "MB allocated while built"]);
    for engine in ENGINES {
        let region = Region::new(HEAP);
        let read = (engine.build)(&forms)?;
        let building = region.change();
        for article in &text.articles {
            black_box(read(article));
        }
        let now = region.change();
        let stays = now.bytes_allocated - now.bytes_deallocated;
        table.row([
            engine.name.to_owned(),
            format!("{:.2}", stays as f64 / 1e6),
            format!("{:.2}", building.bytes_allocated as f64 / 1e6),
        ]);
    }
    Ok(table)
}

/// What an article allocates when as many have been read before, and how much of that is the
/// result itself: what a copy of it allocates.
fn steady(text: &Text) -> Result<Table, Failed> {
    let extractor = Extractor::new();
    let mut all = Stats::default();
    let mut results = Stats::default();
    for round in 0..2 {
        for article in &text.articles {
            let region = Region::new(HEAP);
            let found = extractor.extract(article);
            let extracting = region.change();
            let region = Region::new(HEAP);
            let copy = black_box(found.clone());
            if round == 1 {
                add(&mut all, extracting);
                add(&mut results, region.change());
            }
            drop((found, copy));
        }
    }
    let mut table = Table::new(&[
        "an article, on average",
        "allocations",
        "of which grown",
        "kB",
    ]);
    let articles = text.articles.len() as f64;
    for (name, stats) in [("`extract`", all), ("its result alone", results)] {
        table.row([
            name.to_owned(),
            format!(
                "{:.0}",
                (stats.allocations + stats.reallocations) as f64 / articles
            ),
            format!("{:.0}", stats.reallocations as f64 / articles),
            format!("{:.1}", stats.bytes_allocated as f64 / articles / 1e3),
        ]);
    }
    Ok(table)
}

fn add(sum: &mut Stats, more: Stats) {
    sum.allocations += more.allocations;
    sum.reallocations += more.reallocations;
    sum.bytes_allocated += more.bytes_allocated;
}
