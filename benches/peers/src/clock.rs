//! Time, and what lies in the middle of several measurements.

use std::time::Instant;

/// Seconds that something takes, and what it returns.
pub fn timed<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed().as_secs_f64(), result)
}

/// The one in the middle; of none, nothing.
pub fn median(mut measured: Vec<f64>) -> f64 {
    measured.sort_by(f64::total_cmp);
    measured
        .get(measured.len() / 2)
        .copied()
        .unwrap_or(f64::NAN)
}

/// Seconds of each run, the median of some rounds. The runs take turns in each round, so that a
/// slow minute of the machine falls on all of them.
pub fn in_turns<const N: usize>(rounds: usize, runs: [&dyn Fn(); N]) -> [f64; N] {
    let mut measured: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..rounds {
        for (seconds, run) in measured.iter_mut().zip(runs) {
            seconds.push(timed(run).0);
        }
    }
    measured.map(median)
}
