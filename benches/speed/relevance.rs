//! The sieve before extracting: over articles that it reads to the end, and over those where it
//! may stop early.

use criterion::{Criterion, Throughput};
use neta::relevance::is_political;
use neta_bench::text::Text;
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let political = crate::text();
    let mut other = Text::other_desks().expect("articles of other desks");
    other
        .articles
        .retain(|article| !is_political(article.as_bytes()));
    assert!(!other.articles.is_empty());

    let mut group = criterion.benchmark_group("relevance");
    for (name, text) in [("read to the end", &other), ("political", &political)] {
        let count = || -> usize {
            let articles = text.articles.iter();
            let through = articles.filter(|article| is_political(black_box(article.as_bytes())));
            through.count()
        };
        let expected = count();
        group.throughput(Throughput::Bytes(text.bytes() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| assert_eq!(count(), expected, "the same articles pass"));
        });
    }
    group.finish();
}
