//! What a gazetteer costs: the embedded one at start, a user's rows compiled, a saved image loaded.
//!
//! `cargo bench -p neta-bench --bench load`. The rows are made up: every name is there once, of three words, with
//! an alias and a party, as a list of local candidates would have them.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used)] // A bench that cannot go on stops.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use neta::{Extractor, Gazetteer, GazetteerSource};
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ARTICLE: &str = "कैराना सांसद इकरा हसन ने कहा कि सड़क बनेगी। सपा के अखिलेश यादव लखनऊ लौटे।";

/// So many rows of people, and the name of the last.
fn rows(count: usize) -> (String, String) {
    let first = [
        "झब",
        "घने",
        "मट",
        "टुंड",
        "बिज",
        "कल",
        "सुख",
        "देव",
        "गोप",
        "राम",
    ];
    let last = [
        "लाल",
        "राम",
        "वीर",
        "पाल",
        "दास",
        "चंद",
        "दीन",
        "नाथ",
        "देव",
        "राज",
    ];
    let digit = |number: usize, place: u32| number / 10_usize.pow(place) % 10;
    let mut rows = String::from("kind\tid\tname\taliases\tparty\n");
    let mut name = String::new();
    for n in 0..count {
        let part = |place: u32| first[digit(n, place)];
        name = format!(
            "{}{}{} {}{}{} {}वाल",
            part(0),
            part(1),
            last[digit(n, 2)],
            part(3),
            part(4),
            last[digit(n, 5)],
            part(2),
        );
        rows += &format!("person\tp{n}\t{name}\t{name} चौधरी\tBSP\n");
    }
    (rows, name)
}

fn compile(rows: &str) -> Gazetteer {
    Gazetteer::builder()
        .rows(GazetteerSource::tsv("bench.tsv", rows))
        .build()
        .unwrap()
}

/// Resident memory in MB; 0 where /proc is not there.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

/// Printed once: criterion measures time, not memory.
fn memory() {
    let start = Instant::now();
    let before = resident();
    let extractor = Extractor::new();
    assert!(extractor.extract(ARTICLE).mentions().len() > 5);
    println!(
        "embedded: first article after {:?}, {before:.1} → {:.1} MB",
        start.elapsed(),
        resident()
    );
    for count in [100_000, 500_000] {
        let (rows, name) = rows(count);
        let before = resident();
        let start = Instant::now();
        let gazetteer = compile(&rows);
        let (took, after) = (start.elapsed(), resident());
        let image = gazetteer.save();
        let start = Instant::now();
        let loaded = Gazetteer::load("bench.neta", &image).unwrap();
        let loading = start.elapsed();
        assert_eq!(loaded.lookup(&name).len(), 1);
        println!(
            "{count} rows ({:.1} MB): compiled in {took:?}, {before:.1} → {after:.1} MB; image {:.1} MB, loaded in {loading:?}",
            rows.len() as f64 / 1e6,
            image.len() as f64 / 1e6,
        );
        assert!(took < Duration::from_secs(60));
    }
}

fn load(c: &mut Criterion) {
    memory();
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("embedded", |b| {
        b.iter(|| {
            black_box(Extractor::new())
                .extract(ARTICLE)
                .mentions()
                .len()
        })
    });
    let (rows, name) = rows(100_000);
    group.throughput(Throughput::Elements(100_000));
    group.bench_function("compile 100,000 rows", |b| {
        b.iter(|| compile(black_box(&rows)))
    });
    let gazetteer = compile(&rows);
    let image = gazetteer.save();
    group.bench_function("load 100,000 compiled rows", |b| {
        b.iter(|| Gazetteer::load("bench.neta", black_box(&image)).unwrap());
    });
    let extractor = Extractor::builder().compiled(gazetteer).build().unwrap();
    let article = format!("{ARTICLE} कल {name} आए।");
    assert!(
        extractor
            .extract(&article)
            .entities()
            .iter()
            .any(|entity| entity.name == name)
    );
    group.throughput(Throughput::Bytes(article.len() as u64));
    group.bench_function("read with 100,000 own rows", |b| {
        b.iter_batched(
            || article.as_str(),
            |text| extractor.extract(text).mentions().len(),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
