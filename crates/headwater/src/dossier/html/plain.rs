//! Text of articles on the page: always escaped, and its invisible controls made visible.

use std::fmt::Write;

use maud::{Escaper, Render};

use crate::dossier::prose;

/// Words that somebody else wrote. Markup in them is shown and never obeyed; controls that could turn the
/// direction of the text around them, or that HTML forbids, are shown by their code point.
pub(super) struct Plain<'t>(pub(super) &'t str);

impl Render for Plain<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut rest = self.0;
        while let Some((at, control)) = rest.char_indices().find(|&(_, c)| is_harmful(c)) {
            let (before, after) = rest.split_at(at);
            escape(before, buffer);
            escape(&format!("[U+{:04X}]", u32::from(control)), buffer);
            rest = after.get(control.len_utf8()..).unwrap_or_default();
        }
        escape(rest, buffer);
    }
}

fn escape(text: &str, buffer: &mut String) {
    // Writing to a String cannot fail.
    let _ = Escaper::new(buffer).write_str(text);
}

/// Controls of direction and characters that HTML does not allow.
fn is_harmful(c: char) -> bool {
    prose::turns_direction(c)
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_controls_are_shown_and_not_obeyed() {
        let shown = Plain("<b>\u{202E}a\u{0}\n“é”").render().into_string();
        assert_eq!(shown, "&lt;b&gt;[U+202E]a[U+0000]\n“é”");
    }
}
