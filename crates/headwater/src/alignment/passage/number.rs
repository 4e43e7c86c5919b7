//! Numbers that are mostly small, in as few bytes as they need (LEB128): seven bits in each, the lowest first.

/// Puts a number after others.
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes the first number off; `None` where there is no whole one.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u32> {
    // Nearly all have one byte or two.
    if let [low, high, ..] = **bytes
        && (low & high & 0x80 == 0)
    {
        let (one, both) = (low < 0x80, u32::from(low & 0x7f) | u32::from(high) << 7);
        *bytes = &bytes[if one { 1 } else { 2 }..];
        return Some(if one { u32::from(low) } else { both });
    }
    take_any(bytes)
}

fn take_any(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return u32::try_from(number).ok();
        }
    }
    None
}
