//! What is inside a compressed capture: never more of it than a limit, however much is packed.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

/// How unpacking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everything was read.
    Whole,
    /// The packed bytes break off or are damaged; what stands before the place was read.
    Damaged,
    /// There is more than the limit, which is this many bytes; the rest was not unpacked.
    Cut(u64),
}

/// The bytes to be read out of a capture.
#[derive(Clone, Debug)]
pub struct Unpacked<'c> {
    /// The capture's own bytes, or what was packed in them.
    pub bytes: Cow<'c, [u8]>,
    /// Whether that is all.
    pub ending: Ending,
}

/// How many bytes are enough to tell what kind of file this is.
const BEGINNING: u64 = 8 << 10;

/// Whether the bytes are gzip's (RFC 1952, section 2.3.1).
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Unpacks gzip; other bytes are given back as they are.
pub(super) fn unpack(bytes: &[u8], limit: u64) -> Unpacked<'_> {
    if !is_packed(bytes) {
        return Unpacked { bytes: Cow::Borrowed(bytes), ending: Ending::Whole };
    }
    let mut inside = Vec::new();
    let result = MultiGzDecoder::new(bytes).take(limit + 1).read_to_end(&mut inside);
    let ending = match result {
        _ if inside.len() as u64 > limit => Ending::Cut(limit),
        Ok(_) => Ending::Whole,
        Err(_) => Ending::Damaged,
    };
    inside.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Unpacked { bytes: Cow::Owned(inside), ending }
}

/// The first bytes, unpacked.
pub(super) fn beginning(bytes: &[u8]) -> Cow<'_, [u8]> {
    if is_packed(bytes) {
        return unpack(bytes, BEGINNING).bytes;
    }
    let end = bytes.len().min(BEGINNING as usize);
    Cow::Borrowed(bytes.get(..end).unwrap_or_default())
}
