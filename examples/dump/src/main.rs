//! Scratch: a report on a file of articles as JSON lines.
mod report;

use report::{Article, Report};
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("a file of articles")?;
    let page = arguments.next().ok_or("a file for the page")?;
    let chunk: usize = arguments
        .next()
        .map_or(Ok(usize::MAX), |chunk| chunk.parse())?;
    let extractor = neta::Extractor::new();
    let (mut whole, mut part, mut inside) = (Report::new(), Report::new(), 0);
    let (mut extracting, mut adding, mut merging, mut bytes) =
        (Duration::ZERO, Duration::ZERO, Duration::ZERO, 0);
    for line in std::io::BufReader::new(std::fs::File::open(file)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        bytes += text.len();
        let start = Instant::now();
        let found = extractor.extract(text);
        extracting += start.elapsed();
        let start = Instant::now();
        part.add(&Article {
            id: row["id"].as_str(),
            title: row["title"].as_str(),
            date: row["date"].as_str().and_then(|date| date.parse().ok()),
            found: &found,
        });
        adding += start.elapsed();
        inside += 1;
        if inside == chunk {
            let start = Instant::now();
            whole.merge(std::mem::take(&mut part));
            merging += start.elapsed();
            inside = 0;
        }
    }
    let start = Instant::now();
    whole.merge(part);
    merging += start.elapsed();
    let start = Instant::now();
    let mut out = std::io::BufWriter::new(std::fs::File::create(&page)?);
    whole.write(&mut out)?;
    out.flush()?;
    let writing = start.elapsed();
    eprintln!(
        "{bytes} bytes; extract {extracting:?}, add {adding:?}, merge {merging:?}, write {writing:?}; page {} bytes; checkpoint {} bytes",
        std::fs::metadata(&page)?.len(),
        serde_json::to_vec(&whole)?.len(),
    );
    Ok(())
}
