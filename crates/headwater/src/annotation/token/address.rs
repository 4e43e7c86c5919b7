//! Pieces of text that are no words: addresses of the web and of mail, names of files, faces.

use super::LONGEST;

/// Web and mail addresses and names of files and sites.
pub(super) fn is_address(word: &str) -> bool {
    let head: String = word.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()).collect();
    if head.contains("://") || head.starts_with("www.") || head.starts_with("mailto:") {
        return true;
    }
    if let Some((user, host)) = head.split_once('@') {
        return !user.is_empty() && host.contains('.') && !head.contains(['(', '<', ',']);
    }
    let site = head.split('/').next().unwrap_or_default();
    let Some((name, end)) = site.rsplit_once('.') else { return false };
    let plausible = name.len() > 1
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'));
    // "mosque.In" lacks a space, "example.in" is a site: sites are written in lower case or with a path.
    let written = word.chars().take(LONGEST).skip(name.len()).all(|c| !c.is_uppercase());
    plausible && written && ENDINGS.contains(&end) && !name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Ends of site and file names.
const ENDINGS: [&str; 34] = [
    "com", "org", "net", "gov", "edu", "info", "int", "mil", "uk", "ru", "de", "fr", "eu", "co", "io", "tv",
    "lt", "ua", "cn", "in", "za", "au", "ca", "html", "htm", "php", "pdf", "doc", "docx", "xls", "xlsx",
    "jpg", "png", "txt",
];

/// Faces made of punctuation.
pub(super) fn is_smiley(piece: &str) -> bool {
    const FACES: [&str; 18] = [
        ":)", ":(", ";)", ":-)", ":-(", ";-)", ":D", ":-D", ":P", ":-P", ":p", "=)", "<3", ":/", ":'(",
        "^_^", "XD", ":))",
    ];
    FACES.contains(&piece)
}
