//! A hasher for keys that are numbers or hashes already, and for text whose author would only slow
//! down the compiling of their own rows.

use crate::fold;
use std::hash::{BuildHasherDefault, Hasher};

pub(crate) type Numbers = BuildHasherDefault<NumberHasher>;

#[derive(Default)]
pub(crate) struct NumberHasher(u64);

impl NumberHasher {
    #[inline]
    fn mix(&mut self, number: u64) {
        let mixed = (self.0.rotate_left(31) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

impl Hasher for NumberHasher {
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.mix(fold::hash(bytes));
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }
}
