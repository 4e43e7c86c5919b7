//! Agencies and outlets that an article credits for its words.

use std::sync::LazyLock;

use regex::Regex;

use super::words::WORDS;
use super::{Above, lines};
use crate::article::{Credit, Furniture, FurnitureKind, agency};
use crate::text::Span;

/// Whether pictures are credited to a house of this name.
pub(crate) fn credits_pictures(name: &str) -> bool {
    WORDS.pictures.contains(name) || agency::full_name(name).is_some()
}

/// The agencies named in a span: every part between commas, slashes and "and" that is one.
pub(super) fn names(text: &str, span: Span) -> Vec<Credit> {
    parts(text, span)
        .filter_map(|part| {
            Some(Credit { name: agency::full_name(part.of(text))?.to_owned(), span: Some(part) })
        })
        .collect()
}

/// The parts of a list of names.
fn parts(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    static BETWEEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\s*(?:,|/|\||;|&|\sand\s|\swith\s|\s[-–—]\s)\s*").ok());
    let words = span.of(text);
    // "RFE/RL" is one name.
    let whole = agency::full_name(words.trim_matches(edge)).is_some();
    let mut at = 0;
    let mut bounds = Vec::new();
    for gap in BETWEEN.iter().filter(|_| !whole).flat_map(|between| between.find_iter(words)) {
        bounds.push((at, gap.start()));
        at = gap.end();
    }
    bounds.push((at, words.len()));
    bounds.into_iter().filter_map(move |(from, to)| {
        let part = words.get(from..to)?;
        let inside = part.trim_matches(edge);
        let from = from + (part.len() - part.trim_start_matches(edge).len());
        (!inside.is_empty()).then(|| Span::new(span.start + from, span.start + from + inside.len()))
    })
}

/// Marks around a name.
fn edge(letter: char) -> bool {
    letter.is_whitespace() || "()[].,:;-–—©|".contains(letter)
}

/// Signatures are not longer than this many bytes.
const LONGEST: usize = 80;

/// A line that holds agencies' names and nothing else.
pub(super) fn line(text: &str, line: Span) -> Option<Vec<Credit>> {
    if line.len() > LONGEST {
        return None;
    }
    let credits = names(text, line);
    let others = parts(text, line).filter(|part| agency::full_name(part.of(text)).is_none());
    let only_names = others.into_iter().all(|part| is_nobody(part.of(text)));
    (only_names && !credits.is_empty()).then_some(credits)
}

/// What may stand beside agencies and names none.
fn is_nobody(part: &str) -> bool {
    matches!(
        part.to_lowercase().as_str(),
        "agencies" | "agency" | "news agencies" | "staff" | "wires" | "and agencies" | "report"
    )
}

/// "Source: X and agencies", "(AFP)", "With reporting by Reuters" at the very end.
static BELOW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)(?:^|\n|[.!?…"”’)]\s+)
           (?P<all>
              (?:Sources?|SOURCE)\s?[:\s]\s?(?P<source>\p{Lu}[^.!?\n]{1,60})
            | \((?P<signed>[\p{L}\x20/,&.-]{2,50})\)
            | (?:With\s|Additional\s|With\sadditional\s)(?:reporting|files|inputs?|material)\s(?:by|from)\s(?P<with>[^.!?\n]{2,80})
            | [-–—]\s?(?P<dash>[\p{L}\x20/,&-]{2,40})
           )\.?\s*$"#,
    )
    .ok()
});

/// Reads the last line of the text for a signature.
pub(super) fn below(text: &str, above: &mut Above) {
    let Some(last) = lines(text).last().filter(|last| last.start > 0 || last.len() > 200) else { return };
    if let Some(credits) = line(text, last) {
        above.credits.extend(credits);
        above.mark(last, FurnitureKind::Credit);
        return;
    }
    let Some((at, end)) = ending(text, last) else { return };
    let Some(found) = BELOW.as_ref().and_then(|below| below.captures(end)) else { return };
    let span = |found: regex::Match<'_>| Span::new(at + found.start(), at + found.end());
    let Some(all) = found.name("all").map(span) else { return };
    if let Some(source) = found.name("source").map(span) {
        source_line(text, source, all, above);
    } else if let Some(list) = ["signed", "with", "dash"].iter().find_map(|name| found.name(name)).map(span) {
        let credits = names(text, list);
        let is_signature = !credits.is_empty() || found.name("with").is_some();
        above.credits.extend(credits);
        if is_signature {
            above.mark(all, FurnitureKind::Credit);
        }
    }
}

/// Agencies named in lines that are credits ("The Associated Press contributed to this report.") and before
/// rows of buttons ("AFP Print Tweet Views 729").
pub(super) fn in_furniture(text: &str, above: &mut Above) {
    let signs = |piece: &&Furniture| matches!(piece.kind, FurnitureKind::Credit | FurnitureKind::Navigation);
    let credits = above.furniture.iter().filter(signs);
    let found: Vec<_> = credits.flat_map(|piece| agencies_in(text, piece.span)).collect();
    let is_known = |credit: &Credit, known: &[Credit]| known.iter().any(|known| known.name == credit.name);
    for credit in found {
        if !is_known(&credit, &above.credits) {
            above.credits.push(credit);
        }
    }
}

/// The agencies whose names stand anywhere in a span, each once.
fn agencies_in(text: &str, span: Span) -> Vec<Credit> {
    /// Names of agencies have no more words.
    const WORDS: usize = 6;
    let words: Vec<Span> = words(text, span);
    let mut found: Vec<Credit> = Vec::new();
    for (at, first) in words.iter().enumerate() {
        let last = words.get(at..words.len().min(at + WORDS)).unwrap_or_default();
        let longest = last
            .iter()
            .rev()
            .map(|last| first.cover(*last))
            .find(|name| agency::full_name(name.of(text)).is_some());
        if let Some((place, name)) =
            longest.and_then(|place| Some((place, agency::full_name(place.of(text))?)))
            && !found.iter().any(|known| known.name == name)
        {
            found.push(Credit { name: name.to_owned(), span: Some(place) });
        }
    }
    found
}

/// The words of a span, without the marks around them.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start;
    let mut words = Vec::new();
    for word in span.of(text).split(|letter: char| letter.is_whitespace() || letter == '/') {
        let inside = word.trim_matches(edge);
        let start = at + (word.len() - word.trim_start_matches(edge).len());
        if !inside.is_empty() {
            words.push(Span::new(start, start + inside.len()));
        }
        // White space may be several bytes wide, so the next word is looked for from here.
        at += word.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    words
}

/// The last 200 bytes of the last line, and where they begin.
fn ending(text: &str, last: Span) -> Option<(usize, &str)> {
    let from =
        (last.start.max(last.end.saturating_sub(200))..=last.end).find(|at| text.is_char_boundary(*at))?;
    Some((from, text.get(from..last.end)?))
}

/// "Source: TheTarnPost and agencies": an agency is credited; another name is the outlet it was taken from.
fn source_line(text: &str, source: Span, all: Span, above: &mut Above) {
    let credits = names(text, source);
    let other = parts(text, source)
        .find(|part| agency::full_name(part.of(text)).is_none() && !is_nobody(part.of(text)));
    let is_name = |part: &Span| {
        let words = part.of(text);
        words.split_whitespace().count() <= 5 && words.chars().next().is_some_and(char::is_uppercase)
    };
    if credits.is_empty() && other.as_ref().is_none_or(|other| !is_name(other)) {
        return;
    }
    above.credits.extend(credits);
    if let Some(other) = other.filter(is_name) {
        above.outlet = above.outlet.take().or(Some(other.of(text).to_owned()));
        above.credits.push(Credit { name: other.of(text).to_owned(), span: Some(other) });
    }
    above.mark(all, FurnitureKind::Credit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_agencies() {
        let read = |text: &str| line(text, Span::new(0, text.len())).map(|found| found.len());
        assert_eq!(read("AFP"), Some(1));
        assert_eq!(read("Reuters and AFP"), Some(2));
        assert_eq!(read("(AP / dpa)"), Some(2));
        assert_eq!(read("RFE/RL"), Some(1));
        assert_eq!(read("Reuters reported it first"), None);
        assert_eq!(read("Agencies were told"), None);
    }

    #[test]
    fn signatures_at_the_end() {
        let read = |text: &str| {
            let mut above = Above::default();
            below(text, &mut above);
            let names: Vec<_> = above.credits.into_iter().map(|credit| credit.name).collect();
            format!("{} {} {:?}", names.join("+"), above.furniture.len(), above.outlet)
        };
        let story = "A story.\nThe bridge fell and nobody was hurt.";
        assert_eq!(read(&format!("{story} (AFP)")), "Agence France-Presse 1 None");
        assert_eq!(read(&format!("{story} Source TarnPost and agencies")), "TarnPost 1 Some(\"TarnPost\")");
        assert_eq!(read(&format!("{story}\nSource: Reuters")), "Reuters 1 None");
        assert_eq!(read(&format!("{story} (the mayor)")), " 0 None");
        assert_eq!(read("A story.\nThey asked the Source of the Tarn about it."), " 0 None");
    }
}
