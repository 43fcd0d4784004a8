//! Extractions written as JSON, in bytes of JSON per second.

use criterion::{Criterion, Throughput};
use neta::Extractor;
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let text = crate::text();
    let extractor = Extractor::new();
    let articles = text.articles.iter();
    let found: Vec<_> = articles.map(|article| extractor.extract(article)).collect();
    let length = || -> usize {
        let written = found.iter().map(|found| black_box(found).to_json().len());
        written.sum()
    };
    let expected = length();
    let mut group = criterion.benchmark_group("json");
    group.throughput(Throughput::Bytes(expected as u64));
    group.bench_function("articles", |bencher| {
        bencher.iter(|| assert_eq!(length(), expected, "the same result, the same JSON"));
    });
    group.finish();
}
