//! Numbers that stand for an entity, an office or an article, the same in every run.
//!
//! The standard library's hashers do not promise the same numbers from release to release, and a
//! checkpoint may be read by a later build.

use neta::Entity;

/// FNV-1a over parts that are kept apart.
pub(super) fn hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        // A byte that UTF-8 never has ends each part.
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Two numbers as one, with all bits well mixed.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let mut mixed = a.rotate_left(32) ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A listed entity is its id wherever it is named; another is its name.
pub(super) fn entity(entity: &Entity) -> u64 {
    match &entity.id {
        Some(id) => hash(&[id.as_str()]),
        None => hash(&[entity.kind.name(), "", &entity.name]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_ne!(hash(&["ab", ""]), hash(&["ab"]));
        assert_ne!(mix(1, 2), mix(2, 1));
    }

    #[test]
    fn numbers_stay_as_they_are() {
        // Those of checkpoints.
        assert_eq!(hash(&[]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(&["a"]), 0x089b_c907_b544_c769);
        assert_eq!(mix(0, 0), 0);
    }
}
