//! How fast words, sentences and whole extractions are, in bytes of text per second.
//!
//! ```text
//! cargo bench -p neta-bench
//! NETA_BENCH_TEXT=news.txt cargo bench -p neta-bench
//! ```
//!
//! Each run asserts its answer, so that a fast wrong one does not pass.

// A bench that cannot go on should say why; `criterion_group!` writes functions without docs.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use neta::Extractor;
use neta::eval::read_markup;
use neta::segment::{sentences, words};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

/// The articles one by one, and where they come from.
struct Text {
    name: &'static str,
    articles: Vec<String>,
}

impl Text {
    /// The development articles of this repository, or the paragraphs of a user's file.
    fn read() -> Text {
        if let Some(file) = env::var_os("NETA_BENCH_TEXT") {
            let text = fs::read_to_string(&file)
                .unwrap_or_else(|error| panic!("{}: {error}", Path::new(&file).display()));
            let articles = text.split("\n\n").map(str::to_owned).collect();
            return Text {
                name: "file",
                articles,
            };
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/gold/dev");
        let listing = fs::read_dir(&folder).expect("tests/gold/dev is in the repository");
        let mut files: Vec<_> = listing.map(|item| item.expect("readable").path()).collect();
        files.sort();
        let article = |file: &std::path::PathBuf| {
            let marked = fs::read_to_string(file).expect("gold is UTF-8");
            read_markup("dev", &marked)
                .expect("gold is well marked")
                .text
        };
        Text {
            name: "dev",
            articles: files.iter().map(article).collect(),
        }
    }
}

fn floors(criterion: &mut Criterion) {
    let text = Text::read();
    let joined = text.articles.join("\n\n");
    let bytes = joined.len() as u64;

    let mut group = criterion.benchmark_group("segment");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function(BenchmarkId::new("words", text.name), |bencher| {
        bencher.iter(|| {
            let length: usize = words(black_box(&joined)).map(|word| word.text.len()).sum();
            assert_eq!(length, joined.len(), "the pieces are the text");
        });
    });
    group.bench_function(BenchmarkId::new("sentences", text.name), |bencher| {
        bencher.iter(|| {
            let length: usize = sentences(black_box(&joined))
                .map(|sentence| sentence.text.len())
                .sum();
            assert_eq!(length, joined.len(), "the pieces are the text");
        });
    });
    group.finish();

    let extractor = Extractor::new();
    let found = |text: &str| extractor.extract(black_box(text)).mentions().len();
    let apart: usize = text.articles.iter().map(|article| found(article)).sum();
    let together = found(&joined);
    assert!(
        apart > 0 || env::var_os("NETA_BENCH_TEXT").is_some(),
        "dev names somebody"
    );

    let mut group = criterion.benchmark_group("candidates");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function(BenchmarkId::new("joined", text.name), |bencher| {
        bencher.iter(|| {
            let spans = extractor.dictionary_spans(black_box(&joined)).len();
            assert!(spans > 0 || together == 0, "what is found is mostly listed");
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(
        text.articles.iter().map(|a| a.len() as u64).sum(),
    ));
    group.bench_function(BenchmarkId::new("articles", text.name), |bencher| {
        bencher.iter(|| {
            let sum: usize = text.articles.iter().map(|article| found(article)).sum();
            assert_eq!(sum, apart, "the same text names the same people");
        });
    });
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function(BenchmarkId::new("one-long-article", text.name), |bencher| {
        bencher.iter(|| assert_eq!(found(&joined), together, "the same text, the same answer"));
    });
    group.finish();
}

/// What a program pays before its first article.
fn start(criterion: &mut Criterion) {
    criterion.bench_function("start", |bencher| {
        bencher.iter(|| {
            let found = Extractor::new().extract(black_box("सपा")).mentions().len();
            assert_eq!(found, 1);
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .sample_size(20);
    targets = floors, start
}
criterion_main!(benches);
