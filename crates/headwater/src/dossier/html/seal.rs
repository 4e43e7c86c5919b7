//! The content security policy: nothing is fetched, and only this page's own style and script run.

use std::sync::LazyLock;

use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// The style sheet without what only its readers need.
static STYLE: LazyLock<String> = LazyLock::new(|| compact(include_str!("style.css")));
/// The script of a dossier.
pub(super) const PAGE: &str = include_str!("page.js");
/// The script of an overview.
pub(super) const OVERVIEW: &str = include_str!("overview.js");

/// The policy of a page with this script as a `<meta>`, which must stand before anything that it governs.
pub(super) fn policy(script: &str) -> Markup {
    let content = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&STYLE),
        hash(script)
    );
    html! { meta http-equiv="Content-Security-Policy" content=(content); }
}

/// The page's own style.
pub(super) fn style() -> Markup {
    html! { style { (PreEscaped(STYLE.as_str())) } }
}

/// The page's own script.
pub(super) fn script(script: &str) -> Markup {
    html! { script { (PreEscaped(script)) } }
}

/// Rules one after another, without comments and the white space between their parts. It knows only what
/// `style.css` holds: one-line comments, and no white space of meaning beside these marks.
fn compact(style: &str) -> String {
    let lines = style.lines().map(str::trim).filter(|line| !line.starts_with("/*"));
    let mut rules: String = lines.collect::<Vec<_>>().join("");
    for mark in ["{", "}", ";", ","] {
        rules = rules.replace(&format!(" {mark}"), mark).replace(&format!("{mark} "), mark);
    }
    rules.replace(": ", ":").replace(";}", "}")
}

/// A source expression of CSP level 3: `sha256-` and the digest in base 64.
fn hash(content: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(content)))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648, section 4, with padding.
pub(super) fn base64(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(quartet).collect()
}

fn quartet(bytes: &[u8]) -> [char; 4] {
    let group =
        (0..3).fold(0u32, |group, place| group << 8 | bytes.get(place).map_or(0, |&byte| u32::from(byte)));
    let letter = |place: usize| {
        let index = (group >> (18 - 6 * place)) & 63;
        if place > bytes.len() { '=' } else { char::from(ALPHABET[index as usize]) }
    };
    [letter(0), letter(1), letter(2), letter(3)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_the_examples_of_rfc_4648() {
        let shown: Vec<_> =
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes())).to_vec();
        assert_eq!(shown, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn style_and_script_cannot_end_their_own_elements() {
        assert!(!STYLE.contains("</"));
        assert!([PAGE, OVERVIEW].iter().all(|script| !script.contains("</") && !script.contains("<!--")));
        assert!(!STYLE.contains("/*") && !STYLE.contains("*/"), "a comment runs over several lines");
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}
