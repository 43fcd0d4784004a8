//! Cutting a text into words, and into sentences.

use criterion::{Criterion, Throughput};
use neta::segment::{sentences, words};
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let joined = crate::text().joined();
    let mut group = criterion.benchmark_group("segment");
    group.throughput(Throughput::Bytes(joined.len() as u64));
    group.bench_function("words", |bencher| {
        bencher.iter(|| {
            let length: usize = words(black_box(&joined)).map(|word| word.text.len()).sum();
            assert_eq!(length, joined.len(), "the pieces are the text");
        });
    });
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| {
            let pieces = sentences(black_box(&joined));
            let length: usize = pieces.map(|sentence| sentence.text.len()).sum();
            assert_eq!(length, joined.len(), "the pieces are the text");
        });
    });
    group.finish();
}
