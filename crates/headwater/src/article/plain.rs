//! Plain text: the text is the file itself, and all that is known of it stands in its lines.

use super::{Article, decode, head, language};
use crate::capture::Capture;
use crate::notice::Noted;

/// Reads the article of a plain text.
pub(super) fn read_bytes(capture: &Capture, bytes: &[u8]) -> Noted<Vec<Article>> {
    let mut notices = Vec::new();
    let text = decode::text(bytes).into_value(&mut notices);
    if let Some(problem) = super::too_long(&text) {
        notices.push(problem);
        return Noted { value: Vec::new(), notices };
    }
    Noted { value: vec![read(Article::of(capture, text))], notices }
}

/// Reads what the lines of a plain text say about it.
pub(super) fn read(mut article: Article) -> Article {
    article.language = language::of(&article.text);
    head::read(&mut article);
    article
}
