//! What an article costs when others have emptied the caches before it: the worst that can happen
//! to a worker among many on one machine.

use neta::Extractor;
use neta_bench::text::Text;
use neta_peers::clock::{median, timed};
use neta_peers::table::Table;
use std::hint::black_box;

const LINE: usize = 64;
const ARTICLES: usize = 40;
const ROUNDS: usize = 3;

pub fn measure(text: &Text, table: &mut Table) {
    let extractor = Extractor::new();
    let articles: Vec<&str> = text.borrowed().into_iter().take(ARTICLES).collect();
    let bytes: usize = articles.iter().map(|article| article.len()).sum();
    for (name, megabytes) in [("of a core", 8), ("of the machine", 512)] {
        let other = vec![1u8; megabytes << 20];
        let walk = || {
            let lines = black_box(&other).iter().step_by(LINE);
            black_box(lines.map(|&byte| usize::from(byte)).sum::<usize>());
        };
        let read = |before: &dyn Fn()| {
            let each = articles.iter().map(|article| {
                before();
                timed(|| black_box(extractor.extract(article))).0
            });
            each.sum::<f64>() * 1e9 / bytes as f64
        };
        let rounds = (0..ROUNDS).map(|_| (read(&|| ()), read(&walk)));
        let (warm, cold) = rounds.unzip();
        let what = format!("caches {name}: warm, emptied before each article ({megabytes} MiB)");
        crate::pair(table, &what, "ns/byte", median(warm), median(cold));
    }
}
