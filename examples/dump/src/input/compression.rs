//! Reading compressed files. Every format may hold several members one after another.

use crate::format::Compression;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The bytes of a file after decompression.
pub type Stream = Box<dyn Read + Send>;

const BUFFER: usize = 128 << 10;

/// Opens a file behind the first `offset` bytes of its content, counting what is read of the file
/// itself.
pub fn open(
    mut file: File,
    compression: Compression,
    offset: u64,
    counter: &Arc<AtomicU64>,
) -> io::Result<Stream> {
    if compression == Compression::None {
        if offset > 0 {
            file.seek(SeekFrom::Start(offset))?;
            counter.fetch_add(offset, Ordering::Relaxed);
        }
        return Ok(Box::new(Counted {
            inner: file,
            counter: Arc::clone(counter),
        }));
    }
    let counted = Counted {
        inner: file,
        counter: Arc::clone(counter),
    };
    let mut stream = decoder(BufReader::with_capacity(BUFFER, counted), compression)?;
    let skipped = io::copy(&mut stream.by_ref().take(offset), &mut io::sink())?;
    if skipped < offset {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(stream)
}

fn decoder(file: BufReader<Counted>, compression: Compression) -> io::Result<Stream> {
    Ok(match compression {
        Compression::None => Box::new(file),
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(file)),
        Compression::Zstd => Box::new(zstd::Decoder::with_buffer(file)?),
        Compression::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(file)),
        Compression::Xz => Box::new(lzma_rust2::XzReader::new(file, true)),
    })
}

struct Counted {
    inner: File,
    counter: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.counter.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
