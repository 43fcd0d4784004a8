//! What happens when everything grows: articles, gazetteers, threads, archives.
//!
//! ```text
//! cargo run --release -p neta-peers --bin scale
//! ```
//!
//! Each row is a pair of measurements taken in turns and their ratio, which says more than either
//! on a machine that others use.

mod cache;
mod cores;
mod cost;
mod length;
mod rows;
mod start;

use neta_bench::text::Text;
use neta_peers::engines::Failed;
use neta_peers::table::Table;
use std::env;

fn main() -> Result<(), Failed> {
    if let Some(part) = env::args().nth(1) {
        return start::child(&part);
    }
    let text = Text::read()?;
    println!("### Ratios\n");
    let mut table = Table::new(&["what grows", "from", "to", "ratio"]);
    length::measure(&text, &mut table);
    rows::measure(&text, &mut table)?;
    cores::measure(&text, &mut table);
    cache::measure(&text, &mut table);
    println!("{table}");
    println!("### Start and memory\n\n{}", start::measure()?);
    println!("### Cost\n\n{}", cost::measure(&text));
    Ok(())
}

/// A row of two measurements with their unit.
fn pair(table: &mut Table, what: &str, unit: &str, from: f64, to: f64) {
    table.row([
        what.to_owned(),
        format!("{from:.2} {unit}"),
        format!("{to:.2} {unit}"),
        format!("{:.2}", to / from),
    ]);
}
