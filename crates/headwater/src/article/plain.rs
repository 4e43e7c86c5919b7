//! Plain text: the text is the file itself, and all that is known of it stands in its lines.

use super::{Article, head, language};

/// Reads what the lines of a plain text say about it.
pub(super) fn read(mut article: Article) -> Article {
    article.language = language::of(&article.text);
    head::read(&mut article);
    article
}
