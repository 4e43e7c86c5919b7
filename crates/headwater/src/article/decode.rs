//! Bytes to characters: byte-order marks, UTF-8, UTF-16, declared charsets, and a guess where nothing is said.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::capture::Ending;
use crate::notice::{Noted, Notice, Severity};

/// What is said about a capture that could not be unpacked whole.
pub(super) fn ending(ending: Ending) -> Option<Notice> {
    match ending {
        Ending::Whole => None,
        Ending::Damaged => Some(
            Notice::new(Severity::Warning, "damaged: only what stands before the damage was read")
                .hint("save or copy the file again"),
        ),
        Ending::Cut(limit) => Some(
            Notice::new(Severity::Warning, format!("cut: more than {} MB are packed in it", limit >> 20))
                .hint("unpack it and give its parts"),
        ),
    }
}

/// The characters of a plain text; a byte-order mark is left out and nothing else is changed.
pub(super) fn text(bytes: &[u8]) -> Noted<String> {
    declared(bytes, None)
}

/// The same, with what the content itself says of its encoding (an HTML page's charset).
pub(super) fn declared(bytes: &[u8], label: Option<&str>) -> Noted<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes.get(mark..).unwrap_or_default(), None);
    }
    // What is valid UTF-8 is UTF-8, whatever a page declares: text in another encoding never is by chance.
    if let (Ok(text), None) = (std::str::from_utf8(bytes), utf_16(bytes)) {
        return Noted { value: text.to_owned(), notices: nul(text).into_iter().collect() };
    }
    if let Some(encoding) = utf_16(bytes) {
        return decoded(encoding, bytes, Some("UTF-16 without a mark"));
    }
    if is_mostly_utf_8(bytes) {
        return mixed(bytes);
    }
    if let (None, Some(lines)) = (label, by_line(bytes)) {
        return lines;
    }
    match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) if encoding != UTF_8 => decoded(encoding, bytes, None),
        _ => {
            let encoding = guessed(bytes);
            decoded(encoding, bytes, Some(encoding.name()))
        }
    }
}

/// Decodes, and says what was guessed and replaced.
fn decoded(encoding: &'static Encoding, bytes: &[u8], guess: Option<&str>) -> Noted<String> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let mut notices = Vec::new();
    if let Some(guess) = guess {
        let message = format!("its encoding is not declared and was taken to be {guess}");
        notices.push(Notice::new(Severity::Note, message).hint("if letters look wrong, save it as UTF-8"));
    }
    if replaced {
        notices.push(replacement(text.matches('\u{fffd}').count()));
    }
    notices.extend(nul(&text));
    Noted { value: text.into_owned(), notices }
}

/// What is said where bytes stand for no character.
fn replacement(count: usize) -> Notice {
    let message =
        format!("damaged text: {count} places hold no character of its encoding and show as \u{fffd}");
    Notice::new(Severity::Warning, message).hint("save it as UTF-8 from the program that wrote it")
}

/// What is said of NUL characters, which stay in the text so that places in it agree with the file.
fn nul(text: &str) -> Option<Notice> {
    memchr::memchr(0, text.as_bytes())?;
    let count = memchr::memchr_iter(0, text.as_bytes()).count();
    let plural = if count == 1 { "" } else { "s" };
    let message = format!("damaged text: it holds {count} NUL character{plural}");
    Some(Notice::new(Severity::Warning, message).hint("save the article again"))
}

/// UTF-16 that lacks a mark. In Western text every second byte is NUL, on one side; in others spaces, digits
/// and line ends are, and the bytes on that side are few different ones, the blocks of its letters.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let half = sample.len() / 2;
    let side = |first: usize| sample.iter().skip(first).step_by(2);
    let [(nuls_first, kinds_first), (nuls_second, kinds_second)] = [0, 1].map(|first| {
        let kinds: std::collections::BTreeSet<u8> = side(first).copied().collect();
        (side(first).filter(|byte| **byte == 0).count(), kinds.len())
    });
    let high = |nuls: usize, others: usize| nuls * 12 > half && others * 20 < half;
    match () {
        () if half < 4 => None,
        () if high(nuls_second, nuls_first) && (nuls_second * 10 > half * 4 || kinds_second < 8) => {
            Some(UTF_16LE)
        }
        () if high(nuls_first, nuls_second) && (nuls_first * 10 > half * 4 || kinds_first < 8) => {
            Some(UTF_16BE)
        }
        () => None,
    }
}

/// Whether these bytes are UTF-8 with some others mixed in, and not another encoding throughout.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 2
}

/// UTF-8 in which single bytes are of Windows-1252, as when a page quotes another without conversion.
fn mixed(bytes: &[u8]) -> Noted<String> {
    let mut text = String::with_capacity(bytes.len());
    let mut foreign = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        foreign += chunk.invalid().len();
        let (letters, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        text.push_str(&letters);
    }
    let message =
        format!("mixed encodings: it is UTF-8, but {foreign} bytes in it were read as Windows-1252");
    let notice = Notice::new(Severity::Warning, message).hint("if letters look wrong, save it as UTF-8");
    Noted { value: text, notices: vec![notice] }
}

/// Lines of UTF-8 among lines of an old encoding of single bytes, as when texts were put together.
///
/// In such an encoding hardly any line is UTF-8 by chance; in those of two bytes some are.
fn by_line(bytes: &[u8]) -> Option<Noted<String>> {
    let is_utf_8 = |line: &[u8]| std::str::from_utf8(line).is_ok();
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(|line| !line.is_ascii() && is_utf_8(line)) {
        return None;
    }
    let others: Vec<u8> = lines().filter(|line| !is_utf_8(line)).flatten().copied().collect();
    let encoding = Some(guessed(&others)).filter(|encoding| encoding.is_single_byte())?;
    let decode = |line| match std::str::from_utf8(line) {
        Ok(line) => Cow::Borrowed(line),
        Err(_) => encoding.decode_without_bom_handling(line).0,
    };
    let text: String = lines().map(decode).collect();
    let message =
        format!("mixed encodings: some lines are UTF-8, and the others were read as {}", encoding.name());
    let notice = Notice::new(Severity::Warning, message).hint("if letters look wrong, save it as UTF-8");
    Some(Noted { value: text, notices: vec![notice] })
}

/// The encoding that the letters suggest (Henri Sivonen's chardetng, as in Firefox).
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// What a page declares of its encoding in its first bytes (WHATWG HTML, prescan of a byte stream).
pub(super) fn charset(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    let (_, after) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let label: String =
        label.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect();
    (!label.is_empty()).then_some(Cow::Owned(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_letter_is_read() {
        let cases: [(&[u8], &str); 6] = [
            ("\u{feff}Grüße".as_bytes(), "Grüße"),
            (b"\xff\xfeG\0r\0\xfc\0\xdf\0e\0", "Grüße"),
            (b"\xfe\xff\0G\0r\0\xfc\0\xdf\0e", "Grüße"),
            (b"T\0h\0e\0 \0w\0o\0r\0d\0s\0", "The words"),
            (b"caf\xe9 society met at the old caf\xe9", "café society met at the old café"),
            ("naïve façade – “he said” and \u{93}".as_bytes(), "naïve façade – “he said” and \u{93}"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(text(bytes).value, expected);
        }
    }

    #[test]
    fn russian_without_a_declaration_is_guessed_and_said_so() {
        let russian = "Министр заявил в среду, что сведения о задержаниях не подтвердились.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(russian);
        let read = text(&bytes);
        assert_eq!(read.value, russian);
        assert!(read.notices[0].message.contains("windows-1251"), "{:?}", read.notices);
    }

    #[test]
    fn utf_16_of_other_letters_needs_no_mark() {
        let russian = "Министр заявил в среду, что сведения о 12 задержаниях не подтвердились.\n";
        for big in [false, true] {
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            let bytes: Vec<u8> = russian.encode_utf16().flat_map(bytes).collect();
            assert_eq!(text(&bytes).value, russian, "big endian: {big}");
        }
    }

    #[test]
    fn lines_of_two_encodings_are_each_read_in_their_own() {
        let old = b"The caf\xe9 closed, the mayor\x92s office said.\nNa\xefve plans, she said.\n";
        let mut bytes = old.to_vec();
        bytes.extend("“No one was told,” the café’s owner said.\n".as_bytes());
        bytes.extend(old);
        let read = text(&bytes);
        assert_eq!(read.value.matches("café").count(), 3, "{}", read.value);
        assert!(read.value.contains("mayor’s") && read.value.contains("“No one"), "{}", read.value);
        assert_eq!(read.notices.len(), 1);
    }

    #[test]
    fn one_stray_byte_does_not_spoil_utf_8() {
        let mut bytes = "“Grüße”, sagte Łukasz".as_bytes().to_vec();
        bytes.push(0xe9);
        let read = text(&bytes);
        assert_eq!(read.value, "“Grüße”, sagte Łukaszé");
        assert_eq!(read.notices.len(), 1);
    }
}
