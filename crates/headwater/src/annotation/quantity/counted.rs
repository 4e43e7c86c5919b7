//! What a quantity counts: "gay men" of "26 gay men", "men" of "26 of the men", "death toll" before "rose to 44".

use super::Draft;
use super::lexicon::{is_extent, is_state, is_stop};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::annotation::{Annotations, Hedge, QuantityKind, Relation, TimeKind, Token, Upos};
use crate::text::Span;

/// What is counted with its place, and its head.
pub(super) fn counted(pieces: &Pieces<'_>, draft: &Draft, found: &Annotations) -> Option<(Span, Span)> {
    if draft.kind == QuantityKind::Money || is_length_of_time(pieces, draft) {
        return None;
    }
    if draft.kind == QuantityKind::Age && is_whose(pieces, draft.first) {
        return None;
    }
    if draft.kind == QuantityKind::Age
        && matches!(pieces.word(draft.first), "aged" | "ages")
        && draft.first > 0
    {
        let before = pieces.span(draft.first - 1, draft.first);
        return pieces.is_word(draft.first - 1).then_some((before, before));
    }
    // "Rose to at least six Friday": a day is when, and nothing that is counted.
    let next = start(pieces, draft);
    let next = pieces.span(next, next + 1);
    let dated = found.times.partition_point(|time| time.span.end <= next.start);
    let dated =
        found.times.get(dated).is_some_and(|time| time.span.overlaps(next) && time.kind == TimeKind::Date);
    let right = if dated {
        None
    } else if !is_tagged(found, pieces.span(draft.first, draft.end)) {
        by_words(pieces, draft)
    } else {
        by_tags(pieces, draft, found)
    };
    right.or_else(|| passive(pieces, draft)).or_else(|| to_the_left(pieces, draft))
}

/// "between the ages of 5 and 11", "her early forties": what stands beside such an age is seldom who is so old.
fn is_whose(pieces: &Pieces<'_>, i: usize) -> bool {
    matches!(pieces.word(i), "between" | "from" | "the")
        || matches!(pieces.word_before(i), "his" | "her" | "their" | "my" | "our" | "your")
}

/// "two weeks and four days": a length of time counts nothing else.
fn is_length_of_time(pieces: &Pieces<'_>, draft: &Draft) -> bool {
    draft.kind == QuantityKind::Measure
        && (pieces.word(draft.end) == "and" || pieces.mark(draft.end) == ',')
        && numeral(pieces, draft.end + 1).is_some()
}

/// Whether the tokens there have tags.
fn is_tagged(found: &Annotations, span: Span) -> bool {
    let at = found.tokens.partition_point(|token| token.span.end <= span.start);
    found.tokens.get(at).is_some_and(|token| !token.xpos.is_empty())
}

/// Where what is counted may begin: past "of the", "more", "other".
fn start(pieces: &Pieces<'_>, draft: &Draft) -> usize {
    let mut i = draft.number_end;
    if pieces.word(i) == "of" && pieces.follows(i) {
        i += 1;
        while matches!(
            pieces.word(i),
            "the" | "these" | "those" | "his" | "her" | "its" | "their" | "our" | "them" | "all"
        ) {
            i += 1;
        }
    }
    if i > draft.number_end {
        // "six of the eleven nations"
        if let Some(number) = numeral(pieces, i).filter(|number| number.kind == NumeralKind::Cardinal) {
            i = number.end;
        }
    }
    // "dozens more wounded", "two more houses"
    let more =
        pieces.word(i) == "more" && pieces.follows(i) && pieces.is_word(i + 1) && pieces.follows(i + 1);
    if more && (is_state(pieces.word(i + 1)) || !is_stop(pieces.word(i + 1)) && !pieces.is_capital(i + 1)) {
        i += 1;
    }
    pieces.past_hyphen(i).unwrap_or(i)
}

/// By tags: adjectives and nouns up to the last noun; by the parse where the number depends on a noun.
fn by_tags(pieces: &Pieces<'_>, draft: &Draft, found: &Annotations) -> Option<(Span, Span)> {
    let start = start(pieces, draft);
    // "36 feet -- 8 feet above flood stage": what comes after a dash is told beside it.
    let dash = is_hyphen(pieces.mark(start));
    let first = pieces.get(start).filter(|_| pieces.follows(start) && !dash)?.span;
    let from = found.tokens.partition_point(|token| token.span.end <= first.start);
    let sentence = found.sentences.partition_point(|sentence| sentence.tokens.end <= from);
    let limit = found
        .sentences
        .get(sentence)
        .map_or(found.tokens.len(), |sentence| sentence.tokens.end)
        .min(from + 10);
    if let Some(head) = governor(draft, pieces, found).filter(|&head| head >= from && head < limit) {
        let head = whole_phrase(pieces, draft, found, head, limit);
        let head = found.tokens.get(head)?.span;
        return Some((Span::new(first.start, head.end), head));
    }
    let mut noun = None;
    let mut compound = false;
    for (at, token) in found.tokens.get(from..limit)?.iter().enumerate() {
        // "heart-breaking", "long-serving": a compound is no noun yet, whatever its parts are.
        if is_tight_hyphen(token.span, pieces) {
            (noun, compound) = (None, true);
            continue;
        }
        match token.upos {
            Upos::Noun | Upos::Propn => noun = Some((token.span, from + at)),
            _ if std::mem::take(&mut compound) => {}
            Upos::Adj | Upos::Adv | Upos::Cconj | Upos::Num if noun.is_none() => {}
            Upos::Punct
                if noun.is_none()
                    && (is_hyphen(first_char(token.span, pieces))
                        // "stands at 31, rescuers said" counts no rescuers.
                        || at > 0 && first_char(token.span, pieces) == ',') => {}
            Upos::Verb if noun.is_none() && token.span == first && is_state(&token.lemma) => {
                noun = Some((token.span, from + at))
            }
            _ => break,
        }
    }
    let noun = noun.and_then(|(_, at)| found.tokens.get(whole_phrase(pieces, draft, found, at, limit)));
    let head = noun.map(|token| token.span).or_else(|| state(pieces, start))?;
    Some((Span::new(first.start, head.end), head))
}

/// The head of the whole phrase: of a number above one it is a plural, so what stands in the singular and is joined to
/// more describes it ("26 gay and bisexual men", "40 trans and queer women").
fn whole_phrase(pieces: &Pieces<'_>, draft: &Draft, found: &Annotations, noun: usize, limit: usize) -> usize {
    let several = draft.low.is_none_or(|low| low > 1.0);
    let plural = |token: &Token| token.xpos.ends_with('S') || is_plural(token.span.of(pieces.text));
    let singular = |at: usize| found.tokens.get(at).is_some_and(|token| !plural(token));
    let follows = |at: usize| found.tokens.get(at).map(|token| token.upos);
    if !several || !singular(noun) || follows(noun + 1) != Some(Upos::Cconj) {
        return noun;
    }
    let phrase = (noun + 2..limit)
        .take_while(|&at| matches!(follows(at), Some(Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adv)));
    phrase.filter(|&at| !singular(at)).last().unwrap_or(noun)
}

/// Whether a token is a hyphen between two parts of a word.
fn is_tight_hyphen(span: Span, pieces: &Pieces<'_>) -> bool {
    let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    is_hyphen(first_char(span, pieces))
        && beside(pieces.text.get(..span.start).and_then(|before| before.chars().next_back()))
        && beside(pieces.text.get(span.end..).and_then(|after| after.chars().next()))
}

fn first_char(span: Span, pieces: &Pieces<'_>) -> char {
    span.of(pieces.text).chars().next().unwrap_or('\0')
}

/// The noun that the number's token depends on.
fn governor(draft: &Draft, pieces: &Pieces<'_>, found: &Annotations) -> Option<usize> {
    let number = pieces.span(draft.number_end.checked_sub(1)?, draft.number_end);
    let at = found.tokens.partition_point(|token| token.span.end <= number.start);
    let token = found
        .tokens
        .get(at)
        .filter(|token| matches!(token.relation, Relation::Nummod | Relation::Amod | Relation::Det))?;
    let noun =
        |at: usize| found.tokens.get(at).filter(|it| matches!(it.upos, Upos::Noun | Upos::Propn)).map(|_| at);
    let head = noun(token.head?)?;
    // "38,000 Harbour Gas Corp. customers": the name only says whose.
    let over = |at: &usize| {
        let below = found.tokens.get(*at).filter(|it| it.relation == Relation::Compound)?;
        below.head.filter(|above| above > at).and_then(noun)
    };
    std::iter::successors(Some(head), over).take(4).last()
}

/// "24 dead", "over 200 injured": the state itself is what is counted.
fn state(pieces: &Pieces<'_>, i: usize) -> Option<Span> {
    (pieces.follows(i) && is_state(pieces.word(i))).then(|| pieces.span(i, i + 1))
}

/// "140 were injured", "dozens have been reported wounded": the state that the verb says.
fn passive(pieces: &Pieces<'_>, draft: &Draft) -> Option<(Span, Span)> {
    let mut i = draft.number_end;
    let helps = |i: usize| {
        matches!(
            pieces.word(i),
            "were"
                | "was"
                | "are"
                | "is"
                | "have"
                | "has"
                | "had"
                | "been"
                | "being"
                | "also"
                | "reportedly"
                | "reported"
                | "confirmed"
                | "left"
                | "still"
                | "feared"
                | "believed"
                | "badly"
                | "seriously"
                | "slightly"
        )
    };
    while i < draft.number_end + 5 && helps(i) && pieces.follows(i) {
        i += 1;
    }
    if i == draft.number_end {
        return None;
    }
    state(pieces, i).map(|state| (state, state))
}

/// By words: what follows up to the first word that cannot belong to a noun phrase.
fn by_words(pieces: &Pieces<'_>, draft: &Draft) -> Option<(Span, Span)> {
    let first = start(pieces, draft);
    if draft.kind == QuantityKind::Measure && is_extent(pieces.word(first)) {
        return None;
    }
    let mut end = first;
    while end < first + 6
        && pieces.is_word(end)
        && (end == first || pieces.follows(end))
        && pieces.follows(end)
        && !ends(pieces, first, end)
    {
        end += 1;
        if pieces.past_hyphen(end).is_some_and(|next| pieces.is_word(next)) {
            end += 2;
        }
        if is_plural(pieces.word(end - 1)) && !is_hyphen(pieces.mark(end)) {
            break;
        }
        if let Some(next) = joined(pieces, first, end) {
            end = next;
        }
    }
    if end == first {
        return None;
    }
    let mut last = end - 1;
    while last > first && is_state(pieces.word(last)) && pieces.word(last) != "others" {
        last -= 1;
    }
    Some((pieces.span(first, last + 1), pieces.span(last, last + 1)))
}

/// Whether the word is a plain plural, at which a noun phrase most often ends.
fn is_plural(word: &str) -> bool {
    let regular = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    regular || matches!(word, "people" | "men" | "women" | "children" | "persons" | "police")
}

/// Whether the phrase that began at `first` ends before the word at `i`.
fn ends(pieces: &Pieces<'_>, first: usize, i: usize) -> bool {
    let word = pieces.word(i);
    let participle = i > first
        && (is_state(word)
            || (word.ends_with("ed") && word.len() > 4)
            || (word.ends_with("ing") && word.len() > 5));
    is_stop(word) || participle
}

/// Past a hyphen inside a compound, and past "and" between two adjectives ("gay and bisexual men").
fn joined(pieces: &Pieces<'_>, first: usize, i: usize) -> Option<usize> {
    if let Some(next) = pieces.past_hyphen(i) {
        return Some(next);
    }
    let and = matches!(pieces.word(i), "and" | "or")
        && i == first + 1
        && pieces.follows(i)
        && pieces.is_word(i + 2);
    let nouns = !pieces.word(i.checked_sub(1)?).ends_with('s')
        && !is_stop(pieces.word(i + 1))
        && !is_stop(pieces.word(i + 2))
        && pieces.word(i + 2).ends_with(['s', 'n']);
    (and && nouns && pieces.word(i.checked_sub(1)?) != "people").then_some(i + 1)
}

/// "the death toll rose to 44", "the number of dead has reached 31", "killing 44": what stands before.
fn to_the_left(pieces: &Pieces<'_>, draft: &Draft) -> Option<(Span, Span)> {
    if draft.kind != QuantityKind::Count || draft.hedge == Hedge::Vague && draft.rule != Some("dozens") {
        return None;
    }
    let sentence = (draft.first.saturating_sub(14)..draft.first)
        .rev()
        .take_while(|&i| !matches!(pieces.mark(i), '.' | ';' | '!' | '?' | '"' | '”'))
        .last()?;
    let toll = (sentence..draft.first)
        .rev()
        .find(|&i| matches!(pieces.word(i), "toll" | "number" | "total" | "tally" | "count"));
    if let Some(toll) = toll {
        return Some(toll_phrase(pieces, toll));
    }
    // "killed 44 and injured 140": the verb says what became of them.
    let verb = draft.first.checked_sub(1).filter(|&i| i >= sentence && is_harm(pieces.word(i)))?;
    if matches!(pieces.word_before(verb), "were" | "was" | "been" | "are" | "is") {
        return None;
    }
    let span = pieces.span(verb, verb + 1);
    Some((span, span))
}

/// "death toll", "number of dead".
fn toll_phrase(pieces: &Pieces<'_>, toll: usize) -> (Span, Span) {
    if pieces.word(toll + 1) == "of" {
        let mut end = toll + 2;
        while end < toll + 6
            && pieces.is_word(end)
            && (!is_stop(pieces.word(end)) || pieces.word(end) == "the")
        {
            end += 1;
        }
        return (pieces.span(toll, end), pieces.span(end - 1, end));
    }
    let named = toll > 0 && pieces.is_word(toll - 1) && !is_stop(pieces.word(toll - 1));
    (pieces.span(if named { toll - 1 } else { toll }, toll + 1), pieces.span(toll, toll + 1))
}

fn is_harm(word: &str) -> bool {
    matches!(
        word,
        "kills"
            | "kill"
            | "killing"
            | "injuring"
            | "wounding"
            | "injures"
            | "wounds"
            | "arresting"
            | "leaving"
    ) || is_state(word) && word.ends_with("ed")
}
