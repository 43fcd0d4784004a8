//! What a gazetteer costs before the first article: the embedded one, rows compiled, a saved image
//! loaded. How long half a million rows take to compile, `scale` of `neta-peers` says.

use criterion::{Criterion, SamplingMode, Throughput};
use neta::Gazetteer;
use neta_bench::rows::{compile, name, rows};
use once_cell::unsync::Lazy;
use std::hint::black_box;

pub fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function("embedded", |bencher| {
        bencher.iter(|| {
            let gazetteer = Gazetteer::embedded();
            assert!(gazetteer.entry("party/bharatiya-janata-party").is_some());
        });
    });
    for count in [10_000, 100_000, 500_000] {
        // Lazily, so that a run that leaves these benches out does not wait for them.
        let rows = Lazy::new(|| rows(count));
        let image = Lazy::new(|| compile(&rows).expect("rows that are right").save());
        let last = name(count - 1);
        group.throughput(Throughput::Elements(count as u64));
        if count < 500_000 {
            group.bench_function(format!("compile {count} rows"), |bencher| {
                bencher.iter(|| {
                    let gazetteer = compile(black_box(&rows)).expect("rows that are right");
                    assert_eq!(gazetteer.lookup(&last).len(), 1);
                });
            });
        }
        group.bench_function(format!("load an image of {count} rows"), |bencher| {
            bencher.iter(|| {
                let gazetteer = Gazetteer::load("bench.neta", black_box(&image));
                assert_eq!(gazetteer.expect("a saved image").lookup(&last).len(), 1);
            });
        });
    }
    group.finish();
}
