//! What a run did, in a few lines.

use crate::work::tally::Tally;
use neta::EntityKind;
use std::fmt::Write;
use std::time::Duration;

/// The lines.
pub fn summary(tally: &Tally, elapsed: Duration) -> String {
    let mut lines = String::new();
    // Cannot fail: a `String` takes whatever is written to it.
    let _ = write(&mut lines, tally, elapsed);
    lines
}

fn write(lines: &mut String, tally: &Tally, elapsed: Duration) -> std::fmt::Result {
    write!(
        lines,
        "articles   {} of {} records",
        tally.written, tally.read
    )?;
    if tally.left_out > 0 {
        write!(lines, ", {} left out as not political", tally.left_out)?;
    }
    writeln!(lines, ", {} rejected", tally.rejected)?;
    let kinds: Vec<String> = EntityKind::ALL
        .iter()
        .zip(tally.mentions)
        .map(|(kind, count)| format!("{kind} {count}"))
        .collect();
    writeln!(lines, "mentions   {}", kinds.join(", "))?;
    if tally.odd_dates > 0 {
        writeln!(
            lines,
            "dates      {} not understood (expected 2024-06-09…)",
            tally.odd_dates
        )?;
    }
    if tally.damaged > 0 {
        writeln!(
            lines,
            "damaged    {} inputs could not be read to their end",
            tally.damaged
        )?;
    }
    let seconds = elapsed.as_secs_f64();
    let speed = tally.text as f64 / 1e6 / seconds.max(0.001);
    writeln!(lines, "time       {seconds:.1} s, {speed:.1} MB/s of text")?;
    let work = [
        tally.extracting,
        tally.cutting,
        tally.parsing,
        tally.writing,
    ]
    .map(|time| time.as_secs_f64());
    let share = |time: f64| 100.0 * time / work.iter().sum::<f64>().max(1e-9);
    writeln!(
        lines,
        "work       extraction {:.1} %, cutting {:.1} %, parsing {:.1} %, writing {:.1} %",
        share(work[0]),
        share(work[1]),
        share(work[2]),
        share(work[3])
    )
}
