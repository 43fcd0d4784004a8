//! Every form of the gazetteer in a text, before anything is decided.

use criterion::{Criterion, SamplingMode, Throughput};
use neta::Extractor;
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let text = crate::text();
    let extractor = Extractor::new();
    let count = || -> usize {
        let spans = |article: &String| extractor.dictionary_spans(black_box(article)).len();
        text.articles.iter().map(spans).sum()
    };
    let expected = count();
    let mut group = criterion.benchmark_group("candidates");
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Bytes(text.bytes() as u64));
    group.bench_function("articles", |bencher| {
        bencher.iter(|| assert_eq!(count(), expected, "the same text has the same forms"));
    });
    group.finish();
}
