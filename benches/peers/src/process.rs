//! What the operating system knows of a process; Linux only, elsewhere nothing.

use std::fs;

/// A line of `/proc/self/status` such as `VmRSS`, in MB.
pub fn memory(line: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find_map(|text| text.strip_prefix(line))?;
    let kilobytes = found.trim_start_matches(':').split_whitespace().next()?;
    Some(kilobytes.parse::<f64>().ok()? / 1024.0)
}
