//! Compressing what a worker encoded as a member of its own. Members one after another are a valid
//! file of each of the formats, so that a run can be resumed between any two of them.

use crate::failure::Failure;
use crate::format::Compression;
use std::io::{self, Write};
use std::mem;

/// The usual 6 makes files a quarter smaller, but takes almost as long as reading the articles.
const GZIP: u32 = 2;

/// Puts a compressed member in the place of its content.
pub fn member(bytes: &mut Vec<u8>, compression: Compression) -> Result<(), Failure> {
    if compression != Compression::None && !bytes.is_empty() {
        let plain = mem::take(bytes);
        *bytes = compressed(&plain, compression)
            .map_err(|error| Failure::Run(format!("compressing: {error}")))?;
    }
    Ok(())
}

fn compressed(plain: &[u8], compression: Compression) -> io::Result<Vec<u8>> {
    let out = Vec::with_capacity(plain.len() / 4);
    match compression {
        Compression::None => Ok(plain.to_vec()),
        Compression::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(out, flate2::Compression::new(GZIP));
            encoder.write_all(plain)?;
            encoder.finish()
        }
        Compression::Zstd => zstd::encode_all(plain, 0),
        Compression::Bzip2 => {
            let mut encoder = bzip2::write::BzEncoder::new(out, bzip2::Compression::default());
            encoder.write_all(plain)?;
            encoder.finish()
        }
        Compression::Xz => {
            let options = lzma_rust2::XzOptions::with_preset(4);
            let mut encoder = lzma_rust2::XzWriter::new(out, options)?;
            encoder.write_all(plain)?;
            encoder.finish()
        }
    }
}
