//! Hashes that are the same on every machine, so that weights can be stored under them.

/// The hash of some bytes (FNV-1a with a final mix).
pub(super) fn hash(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hash = 0x811C_9DC5u32;
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    mix(hash, 0)
}

/// Mixes two numbers into one.
#[inline]
pub(super) fn mix(a: u32, b: u32) -> u32 {
    let mixed = (a.rotate_left(13) ^ b.wrapping_mul(0xC2B2_AE35)).wrapping_mul(0x9E37_79B1);
    mixed ^ (mixed >> 15)
}
