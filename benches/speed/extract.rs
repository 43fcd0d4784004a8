//! Whole extractions: an article at a time, all articles as one, and the first of a new extractor.

use criterion::{Criterion, SamplingMode, Throughput};
use neta::Extractor;
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let text = crate::text();
    let joined = text.joined();
    let extractor = Extractor::new();
    let found = |text: &str| extractor.extract(black_box(text)).mentions().len();
    let all = || -> usize { text.articles.iter().map(|article| found(article)).sum() };
    let (apart, together) = (all(), found(&joined));

    let mut group = criterion.benchmark_group("extract");
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Bytes(text.bytes() as u64));
    group.bench_function("articles", |bencher| {
        bencher.iter(|| assert_eq!(all(), apart, "the same text names the same people"));
    });
    group.throughput(Throughput::Bytes(joined.len() as u64));
    group.bench_function("one long article", |bencher| {
        bencher.iter(|| assert_eq!(found(&joined), together, "the same text, the same answer"));
    });
    group.finish();

    criterion.bench_function("start", |bencher| {
        bencher.iter(|| {
            let found = Extractor::new().extract(black_box("सपा")).mentions().len();
            assert_eq!(found, 1);
        });
    });
}
