//! Quotation marks paired over paragraphs, so that no stray mark runs away with the text.
//!
//! A quotation that is opened again at the head of each paragraph and closed once is one quotation in
//! several pieces (the state of marks carried over paragraphs). One that never closes ends with its
//! paragraph. Single marks open quotations only where they cannot be apostrophes.

use super::lexicon::lexicon;
use crate::text::Span;

/// One quotation within one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With its marks.
    pub(super) outer: Span,
    /// Between its marks.
    pub(super) inner: Span,
    /// Whether its closing mark was found.
    pub(super) closed: bool,
    /// Whether the quotation before it runs on into this one: that one was not closed, and this one
    /// opens the next paragraph.
    pub(super) carried: bool,
}

/// A mark that may open or close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// Straight, between white space or between letters: whichever is wanted.
    Either,
}

/// The outermost quotations of each paragraph, in order of place.
pub(super) fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut all: Vec<Quotation> = Vec::new();
    let mut open_before = false;
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        let mut found = in_paragraph(text, paragraph);
        let next = paragraphs.get(number + 1).copied();
        let inside = |left: &Quotation| {
            let start = left.outer.start;
            found.iter().any(|other| other.outer.start < start && start < other.outer.end)
        };
        if let Some(left_open) = left_open(text, paragraph, next, open_before).filter(|left| !inside(left)) {
            found.retain(|other| other.outer.end <= left_open.outer.start);
            found.push(left_open);
        }
        if open_before {
            let ahead = paragraphs.get(number..).unwrap_or_default();
            found = carried_on(text, paragraph, ahead).map_or(found.clone(), |first| {
                found.retain(|quotation| quotation.outer.start >= first.outer.end);
                std::iter::once(first).chain(found).collect()
            });
        }
        let opens = found.first().is_some_and(|first| first.outer.start == paragraph.start);
        if let (true, true, Some(first)) = (open_before, opens, found.first_mut()) {
            first.carried = true;
        }
        // Only a quotation that reaches the paragraph's end can run on into the next.
        open_before = found.last().is_some_and(|last| !last.closed && last.outer.end == paragraph.end);
        all.append(&mut found);
    }
    all
}

/// A paragraph that a single mark opens and none closes, where the next one begins so too or the one before was left open:
/// a quotation over several paragraphs, each opened again. The first may stand behind what announces it ("said: ‘We …").
/// Elsewhere a single mark that is never closed is an apostrophe.
fn left_open(text: &str, paragraph: Span, next: Option<Span>, open_before: bool) -> Option<Quotation> {
    let opens = |paragraph: Span| {
        let mut marks = neighbours(text, paragraph);
        let (at, before, c, after) = marks.next()?;
        let single = matches!(c, '\'' | '‘') && after != Some(c);
        let end = at + c.len_utf8();
        (single && opens_single(text, end, before, c, after)).then_some((at, end))
    };
    let goes_on = next.is_some_and(|next| opens(next).is_some());
    let announced = || {
        let marks = neighbours(text, paragraph).filter(|&(at, before, c, after)| {
            let said = text.get(paragraph.start..at).unwrap_or_default().trim_end();
            let single = matches!(c, '\'' | '‘') && after != Some(c) && said.ends_with([':', ',']);
            single && opens_single(text, at + c.len_utf8(), before, c, after)
        });
        marks.last().map(|(at, _, c, _)| (at, at + c.len_utf8()))
    };
    let (start, inner) = opens(paragraph).or_else(|| announced().filter(|_| goes_on))?;
    let closes = neighbours(text, paragraph).any(|(at, before, c, after)| {
        let end = at + c.len_utf8();
        at > start
            && matches!(c, '\'' | '’')
            && matches!(closes_single(text, end, before, after), Closing::Sure)
    });
    if closes || !(goes_on || open_before) { None } else { cut_off(text, start, inner, paragraph.end) }
}

/// Most paragraphs over which a quotation runs on without being opened again.
const CARRIED: usize = 4;

/// What a quotation that was left open takes of a paragraph that does not open it again: all up to the mark that
/// closes it, here or in one of the paragraphs ahead (pages that put every sentence in a paragraph of its own).
fn carried_on(text: &str, paragraph: Span, ahead: &[Span]) -> Option<Quotation> {
    let first_mark = |paragraph: Span| {
        neighbours(text, paragraph).find_map(|(at, before, c, after)| {
            let pair = c == '\'' && after == Some(c) && before != Some(c);
            let beyond = text.get(at + 2..).and_then(|rest| rest.chars().next());
            let mark = if pair { double_mark(before, '"', beyond) } else { double_mark(before, c, after) };
            Some((mark?, at, at + c.len_utf8() + usize::from(pair)))
        })
    };
    let (place, mark) = ahead
        .iter()
        .take(CARRIED)
        .enumerate()
        .find_map(|(place, &paragraph)| Some((place, first_mark(paragraph)?)))?;
    match mark {
        (Mark::Close, at, end) if place == 0 && at > paragraph.start => {
            Some(closed(paragraph.start, paragraph.start, at, end))
        }
        (Mark::Close, ..) if place > 0 => {
            Some(Quotation { outer: paragraph, inner: paragraph, closed: false, carried: false })
        }
        _ => None,
    }
}

/// How many quotations were never closed, runs over paragraphs counted once at their end.
pub(super) fn unclosed(quotations: &[Quotation]) -> usize {
    let runs_on = |at: usize| quotations.get(at + 1).is_some_and(|next| next.carried);
    quotations.iter().enumerate().filter(|(at, quotation)| !quotation.closed && !runs_on(*at)).count()
}

fn in_paragraph(text: &str, paragraph: Span) -> Vec<Quotation> {
    let double = doubles(text, paragraph);
    let single = singles(text, paragraph);
    if single.is_empty() {
        return double;
    }
    // Single marks inside double ones are quotations within a quotation; the outer one is kept.
    let mut all = double;
    let mut at = 0;
    let mut outside = Vec::new();
    for quotation in single {
        while all.get(at).is_some_and(|other| other.outer.end <= quotation.outer.start) {
            at += 1;
        }
        if !all.get(at).is_some_and(|other| other.outer.overlaps(quotation.outer)) {
            outside.push(quotation);
        }
    }
    all.append(&mut outside);
    all.sort_by_key(|quotation| quotation.outer.start);
    all
}

/// Characters of a paragraph, each with its place and its neighbours.
fn neighbours(
    text: &str,
    paragraph: Span,
) -> impl Iterator<Item = (usize, Option<char>, char, Option<char>)> {
    let inside = paragraph.of(text);
    let mut before = None;
    let mut rest = inside.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, c) = rest.next()?;
        let step = (paragraph.start + at, before, c, rest.peek().map(|&(_, next)| next));
        before = Some(c);
        Some(step)
    })
}

fn doubles(text: &str, paragraph: Span) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, before, c, after) in neighbours(text, paragraph) {
        // Typewriters and agencies close with two apostrophes and open with two grave accents.
        let pair = matches!(c, '\'' | '`') && after == Some(c) && before != Some(c);
        let beyond = text.get(at + 2..).and_then(|rest| rest.chars().next()).filter(|_| pair);
        let paired = pair.then(|| if c == '`' { Some(Mark::Open) } else { double_mark(before, '"', beyond) });
        let Some(mark) = paired.unwrap_or_else(|| double_mark(before, c, after)) else { continue };
        let end = at + c.len_utf8() + usize::from(pair);
        match (mark, open) {
            (Mark::Open, Some((start, inner))) => {
                // A second opening: the first was never closed, unless it still holds no words (“ “).
                found.extend(cut_off(text, start, inner, at));
                open = Some((at, end));
            }
            (Mark::Open | Mark::Either, None) => open = Some((at, end)),
            (Mark::Close | Mark::Either, Some((start, inner))) => {
                found.push(closed(start, inner, at, end));
                open = None;
            }
            (Mark::Close, None) => {}
        }
    }
    if let Some((start, inner)) = open {
        found.extend(cut_off(text, start, inner, paragraph.end));
    }
    found.retain(|quotation| !quotation.inner.of(text).trim().is_empty());
    found
}

fn closed(start: usize, inner: usize, at: usize, end: usize) -> Quotation {
    Quotation { outer: Span::new(start, end), inner: Span::new(inner, at), closed: true, carried: false }
}

fn cut_off(text: &str, start: usize, inner: usize, end: usize) -> Option<Quotation> {
    let outer = Span::new(start, end).trimmed(text);
    let inner = Span::new(inner, outer.end);
    (!inner.is_empty()).then_some(Quotation { outer, inner, closed: false, carried: false })
}

fn double_mark(before: Option<char>, c: char, after: Option<char>) -> Option<Mark> {
    let opens = before.is_none_or(|c| c.is_whitespace() || "([{—–-/‘'“\"".contains(c));
    let closes = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-/’'”\"".contains(c));
    match c {
        '“' | '«' | '„' => Some(Mark::Open),
        // Some pages print the closing mark on both sides.
        '”' | '»' => Some(if opens && !closes { Mark::Either } else { Mark::Close }),
        // Some pages print the sign of inches for it.
        '"' | '＂' | '″' => Some(match (opens, closes) {
            // After a digit it may be inches, but a quotation may also end in a number; only an opening decides.
            (true, false) => Mark::Open,
            (false, true) => Mark::Close,
            _ => Mark::Either,
        }),
        _ => None,
    }
}

/// Single quotations, by one pass: an opening mark waits for the surest closing mark before the next opening.
fn singles(text: &str, paragraph: Span) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut weak: Option<(usize, usize)> = None;
    for (at, before, c, after) in neighbours(text, paragraph) {
        let doubled = c == '\'' && (before == Some(c) || after == Some(c));
        if doubled || !matches!(c, '\'' | '‘' | '’') {
            continue;
        }
        let end = at + c.len_utf8();
        if opens_single(text, end, before, c, after) {
            if let (Some((start, inner)), Some((at, end))) = (open, weak) {
                found.push(closed(start, inner, at, end));
            }
            (open, weak) = (Some((at, end)), None);
        } else if let Some((start, inner)) = open {
            match closes_single(text, end, before, after) {
                Closing::Sure => {
                    found.push(closed(start, inner, at, end));
                    (open, weak) = (None, None);
                }
                Closing::Perhaps => weak = Some((at, end)),
                Closing::Not => {}
            }
        }
    }
    if let (Some((start, inner)), Some((at, end))) = (open, weak) {
        found.push(closed(start, inner, at, end));
    }
    found.retain(|quotation| !quotation.inner.of(text).trim().is_empty());
    found
}

/// How surely a single mark closes a quotation.
enum Closing {
    Sure,
    /// It may be the apostrophe of a plural ("the residents’ homes").
    Perhaps,
    Not,
}

fn opens_single(text: &str, end: usize, before: Option<char>, c: char, after: Option<char>) -> bool {
    let at_edge = before.is_none_or(|c| c.is_whitespace() || "([{—–-“\"".contains(c));
    if c == '’' || !at_edge || !after.is_some_and(|c| c.is_alphanumeric() || "“\"$£€[(…".contains(c))
    {
        return false;
    }
    let rest = text.get(end..).unwrap_or_default();
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let decade = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s') && word.len() == 3;
    !decade && !lexicon().is_elision(word)
}

fn closes_single(text: &str, end: usize, before: Option<char>, after: Option<char>) -> Closing {
    let (Some(before), after) = (before, after.unwrap_or('\n')) else { return Closing::Not };
    if before.is_whitespace() || after.is_alphanumeric() {
        return Closing::Not;
    }
    if !before.is_alphanumeric() || !after.is_whitespace() {
        return Closing::Sure;
    }
    let next_is_lower = text.get(end..).unwrap_or_default().trim_start().starts_with(char::is_lowercase);
    if before == 's' && next_is_lower { Closing::Perhaps } else { Closing::Sure }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paragraphs(text: &str) -> Vec<Span> {
        let mut start = 0;
        let mut all = Vec::new();
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len()).trimmed(text);
            if !span.is_empty() {
                all.push(span);
            }
            start += line.len() + 1;
        }
        all
    }

    fn inners(text: &str) -> Vec<&str> {
        quotations(text, &paragraphs(text)).iter().map(|quotation| quotation.inner.of(text)).collect()
    }

    #[test]
    fn single_marks_open_each_paragraph_of_one_quotation() {
        let text =
            "‘It was dark,’ she said.\n‘We heard a bang.\n'Nobody moved.\n‘Then they ran.’\n‘Tis over.";
        let found = quotations(text, &paragraphs(text));
        let inner: Vec<&str> = found.iter().map(|it| it.inner.of(text)).collect();
        assert_eq!(inner, ["It was dark,", "We heard a bang.", "Nobody moved.", "Then they ran."]);
        let carried: Vec<bool> = found.iter().map(|it| it.carried).collect();
        assert_eq!(carried, [false, false, true, true]);
    }

    #[test]
    fn single_marks_behind_an_announcement_open_a_quotation_of_several_paragraphs() {
        let text = "The line said: 'It was dark. The crews’ work is hard.\n'We heard a bang.'\nNobody moved.";
        assert_eq!(inners(text), ["It was dark. The crews’ work is hard.", "We heard a bang."]);
        assert_eq!(inners("The line said: 'It was dark.\nNobody moved."), [""; 0]);
    }

    #[test]
    fn marks_of_all_kinds_are_paired() {
        assert_eq!(inners("\"We left,\" she said. “They stayed.”"), ["We left,", "They stayed."]);
        assert_eq!(inners("He called it ‘a lie’, and 'nonsense'."), ["a lie", "nonsense"]);
        assert_eq!(inners("“They told us ‘go home’ twice,” he said."), ["They told us ‘go home’ twice,"]);
    }

    #[test]
    fn spacing_damage_is_borne() {
        assert_eq!(inners("She said it \"cannot go on, \" and left."), ["cannot go on, "]);
        assert_eq!(inners("\"We cannot say\", they said."), ["We cannot say"]);
    }

    #[test]
    fn apostrophes_open_nothing() {
        assert_eq!(inners("The residents' homes and the mayor's car in the '90s. Rock 'n' roll."), [""; 0]);
        assert_eq!(inners("Don’t tell ’em the boys’ names."), [""; 0]);
        assert_eq!(
            inners("He said 'the residents' homes are gone' today."),
            ["the residents' homes are gone"]
        );
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_that_open_it_again() {
        let text = "“One.\n“Two.\n“Three,” he said.";
        let found = quotations(text, &paragraphs(text));
        assert_eq!(
            found.iter().map(|q| (q.closed, q.carried)).collect::<Vec<_>>(),
            [(false, false), (false, true), (true, true)]
        );
        assert_eq!(unclosed(&found), 0);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_to_the_mark_that_closes_it() {
        let text = "“One.\nTwo.\nThree,” he said.\nFour.";
        let found = quotations(text, &paragraphs(text));
        assert_eq!(
            found.iter().map(|q| (q.closed, q.carried)).collect::<Vec<_>>(),
            [(false, false), (false, true), (true, true)]
        );
        assert_eq!(inners("“One.\nTwo.\n“Three,” he said."), ["One.", "Three,"]);
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_paragraph() {
        let text = "He said “it is over and left.\nNothing followed.";
        let found = quotations(text, &paragraphs(text));
        assert_eq!(inners(text), ["it is over and left."]);
        assert_eq!(unclosed(&found), 1);
    }

    proptest! {
        #[test]
        fn quotations_are_in_order_and_inside(text in "[a-s'\"“”‘’«» .,\n]{0,120}") {
            let found = quotations(&text, &paragraphs(&text));
            for pair in found.windows(2) {
                prop_assert!(pair[0].outer.end <= pair[1].outer.start);
            }
            for quotation in found {
                prop_assert!(quotation.outer.contains(quotation.inner));
                prop_assert!(!quotation.inner.of(&text).is_empty());
            }
        }
    }
}
