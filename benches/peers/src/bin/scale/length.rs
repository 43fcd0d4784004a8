//! Whether time per byte stays the same in one long text as in the same text cut into short ones.

use neta::Extractor;
use neta_bench::text::Text;
use neta_peers::clock::in_turns;
use neta_peers::shapes::{endless_sentence, names, pieces, repeated};
use neta_peers::table::Table;
use std::hint::black_box;

const KB: usize = 1_000;
const MB: usize = 1_000_000;

pub fn measure(text: &Text, table: &mut Table) {
    let joined = text.joined();
    let long = repeated(&joined, 10 * MB);
    compare(table, "an article: 10 kB, 10 MB", &long, 10 * KB);
    let shapes = [
        ("an endless sentence", endless_sentence(&joined)),
        ("only names", names()),
        ("an endless word", "रामनगर".to_owned()),
        ("only matras", "\u{93e}\u{93f}\u{94d}".to_owned()),
        ("only spaces", " ".to_owned()),
    ];
    for (name, shape) in shapes {
        let long = repeated(&shape, MB);
        compare(table, &format!("{name}: 100 kB, 1 MB"), &long, 100 * KB);
    }
}

fn compare(table: &mut Table, what: &str, long: &str, short: usize) {
    let extractor = Extractor::new();
    let read = |text| {
        black_box(extractor.extract(text));
    };
    let pieces = pieces(long, short);
    let seconds = in_turns(
        3,
        [&|| pieces.iter().copied().for_each(read), &|| read(long)],
    );
    let [from, to] = seconds.map(|seconds| seconds * 1e9 / long.len() as f64);
    crate::pair(table, what, "ns/byte", from, to);
}
