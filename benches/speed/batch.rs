//! Many articles on all cores: bytes per second of all of them together.

use criterion::{Criterion, SamplingMode, Throughput};
use neta::Extractor;
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let text = crate::text();
    let articles = text.borrowed();
    let extractor = Extractor::new();
    let count = || -> usize {
        let found = extractor.extract_batch(black_box(&articles));
        found.iter().map(|found| found.mentions().len()).sum()
    };
    let found = articles.iter().map(|article| extractor.extract(article));
    let expected: usize = found.map(|found| found.mentions().len()).sum();

    let mut group = criterion.benchmark_group("batch");
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Bytes(text.bytes() as u64));
    group.bench_function("articles", |bencher| {
        bencher.iter(|| assert_eq!(count(), expected, "a batch finds what single articles have"));
    });
    group.finish();
}
