//! Which numbers are no quantities: labels, codes, scores, telephone numbers, list marks, addresses of the web.

use super::lexicon::is_label;
use crate::annotation::numeral::{Numeral, money_scale};
use crate::annotation::scan::{Gap, Kind, Pieces, is_hyphen};

/// Whether the numeral at `i` counts or measures something.
pub(super) fn fits(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    !is_glued_before(pieces, i)
        && !is_glued_after(pieces, i, number)
        && !is_house(pieces, number)
        && !is_footnote(pieces, i, number)
        && !is_labelled(pieces, i, number)
        && !is_list_mark(pieces, i, number)
        && !is_telephone(pieces, i, number)
        && !is_score(pieces, i, number)
        && !is_left_out(pieces, i)
        && !is_of_gallery(pieces, i, number)
}

/// "All but three": those who are left out, and not those of whom it is told.
fn is_left_out(pieces: &Pieces<'_>, i: usize) -> bool {
    pieces.word_before(i) == "but" && i >= 2 && pieces.word(i - 2) == "all" && pieces.follows(i)
}

/// "1/16 The harbour at noon" at the start of a line: the number of a picture, unless something is said to be its whole.
fn is_of_gallery(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    let slash = pieces.mark(i + 1) == '/' && number.end == i + 3;
    let whole = pieces.word(number.end) == "of" || super::lexicon::unit_words(pieces, number.end).is_some();
    slash && i > 0 && pieces.gap(i) >= Gap::Line && pieces.follows(number.end) && !whole
}

/// Past the piece at `i`, and past the rest of a code, a list or an address that it begins ("192.168.1.2", "22,24,26",
/// "https://…/20").
pub(super) fn past_code(pieces: &Pieces<'_>, i: usize) -> usize {
    let address = matches!(pieces.word(i), "http" | "https" | "www") || matches!(pieces.mark(i), '@' | '#');
    let dotted = !pieces.digits(i).is_empty()
        && matches!(pieces.mark(i + 1), '.' | ',')
        && pieces.is_tight(i + 1)
        && pieces.is_tight(i + 2)
        && !pieces.digits(i + 2).is_empty();
    let mut end = i + 1;
    if address || dotted {
        while end < pieces.len()
            && pieces.is_tight(end)
            && (address || matches!(pieces.mark(end), '.' | ',') || !pieces.digits(end).is_empty())
        {
            end += 1;
        }
    }
    end
}

/// "G7", "AK-47", "COVID-19", "#5", "v2", "a/4".
fn is_glued_before(pieces: &Pieces<'_>, i: usize) -> bool {
    if i == 0 || !pieces.is_tight(i) || super::lexicon::money_before(pieces, i).is_some() {
        return false;
    }
    let before = i - 1;
    if pieces.is_word(before) {
        return true;
    }
    let mark = pieces.mark(before);
    if is_hyphen(mark) {
        let word = pieces.is_tight(before)
            && before > 0
            && pieces.get(before - 1).is_some_and(|piece| piece.kind != Kind::Mark);
        return word
            && mark != '—'
            && !matches!(pieces.word(before - 1), "magnitude" | "than" | "least" | "some" | "about");
    }
    matches!(mark, '#' | '@' | '/' | '_' | '=' | '&' | '%' | '^' | '\\' | '*' | ':')
        || mark == '.'
            && pieces.is_tight(before)
            && before > 0
            && pieces.get(before - 1).is_some_and(|piece| piece.kind == Kind::Digits)
}

/// "4:3", "10x", "5th" (elsewhere), "20-20-1", "3/4/5", "1.2.3"; units tight after digits are read before this.
fn is_glued_after(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    let end = number.end;
    if !pieces.is_tight(end) {
        return false;
    }
    if !number.in_digits {
        // "Twenty20"
        return !pieces.digits(end).is_empty();
    }
    let digits = pieces.is_tight(end + 1) && !pieces.digits(end + 1).is_empty();
    match pieces.mark(end) {
        ':' | '/' | '_' | '=' | '@' | '*' => pieces.is_tight(end + 1) && (digits || pieces.mark(end) != ':'),
        '.' | ',' => digits,
        '\0' => {
            let word = pieces.word(end);
            let money = money_scale(word).is_some() && super::lexicon::money_before(pieces, i).is_some();
            pieces.is_word(end)
                && !money
                && !matches!(word, "m" | "k")
                && super::lexicon::unit_sign(pieces, end).is_none()
                && !matches!(word, "yo")
        }
        _ => false,
    }
}

/// "Article 19", "No. 5", "Apollo 11", "Boeing 777".
fn is_labelled(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    let stop = pieces.mark_before(i) == '.'
        && i >= 2
        && matches!(pieces.word(i - 2), "no" | "nr" | "vol" | "art" | "fig" | "sec" | "p" | "pp" | "ch");
    if stop {
        return true;
    }
    let word = pieces.word_before(i);
    if word.is_empty() || !pieces.follows(i) || super::lexicon::money_before(pieces, i).is_some() {
        return false;
    }
    let noun_follows = pieces.is_word(number.end)
        && pieces.follows(number.end)
        && !pieces.is_capital(number.end)
        && !super::lexicon::is_stop(pieces.word(number.end));
    let capital = pieces.is_capital(i - 1) && number.in_digits;
    // "CC 2.0", "MH 17": letters and a number with no noun after it are a name.
    let letters = pieces.is_all_capitals(i - 1) && (2..=4).contains(&word.len()) && number.in_digits;
    if letters
        && !noun_follows
        && !super::lexicon::is_state(pieces.word(number.end))
        && pieces.mark_before(i) == '\0'
        && !pieces.is_word(number.end)
    {
        return true;
    }
    if is_label(word) {
        return !noun_follows || capital;
    }
    let name = capital
        && !pieces.is_all_capitals(i - 1)
        && i >= 2
        && pieces.follows(i - 1)
        && pieces.is_word(i - 2)
        && is_name(pieces, i - 1);
    name && !noun_follows
        && number.value.fract() == 0.0
        && !super::lexicon::is_state(pieces.word(number.end))
        && super::lexicon::unit_sign(pieces, number.end).is_none()
}

/// Whether the capital is not only that of a headline's word or of a word that governs numbers.
fn is_name(pieces: &Pieces<'_>, i: usize) -> bool {
    let word = pieces.word(i);
    !super::lexicon::is_stop(word)
        && !word.ends_with("ing")
        && !word.ends_with("ed")
        && !word.ends_with("s")
        && !matches!(
            word,
            "least" | "most" | "magnitude" | "aged" | "age" | "kill" | "than" | "only" | "just"
        )
}

/// "the ministry[67]": the mark of a note, tight after a word.
fn is_footnote(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    let open = i >= 2 && pieces.mark(i - 1) == '[' && pieces.is_tight(i - 1) && pieces.is_tight(i);
    number.in_digits && open && pieces.mark(number.end) == ']'
}

/// "30 Mill Lane", "12a New Market Street": the number of a house.
fn is_house(pieces: &Pieces<'_>, number: Numeral) -> bool {
    let named = |at: usize| pieces.is_capital(at) && pieces.follows(at) && !pieces.is_tight(at);
    let name = (number.end..number.end + 4).take_while(|&at| named(at));
    let street = name.skip(1).find(|&at| super::lexicon::is_street(pieces.word(at)));
    // "20 Wall Street bankers" are counted.
    let ended =
        |at: usize| !pieces.is_word(at) || pieces.is_capital(at) || super::lexicon::is_stop(pieces.word(at));
    let measured = super::lexicon::unit_words(pieces, number.end).is_some();
    number.in_digits && !measured && street.is_some_and(|street| ended(street + 1))
}

/// "1." and "2)" at the start of a line.
fn is_list_mark(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    let marked = matches!(pieces.mark(number.end), '.' | ')')
        && pieces.is_tight(number.end)
        && !pieces.is_tight(number.end + 1);
    number.in_digits
        && pieces.gap(i) >= Gap::Line
        && marked
        && number.value < 100.0
        && pieces.follows(number.end + 1)
}

/// Three groups of digits joined by hyphens, a group after "+", or seven and more digits on end.
fn is_telephone(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    let one = number.end == i + 1;
    let plus = one
        && pieces.mark_before(i) == '+'
        && pieces.is_tight(i)
        && pieces.digits(i).len() <= 3
        && !pieces.digits(i + 1).is_empty();
    let mut groups = 0;
    let mut at = i;
    while !pieces.digits(at).is_empty() && groups < 4 {
        groups += 1;
        match pieces.past_hyphen(at + 1) {
            Some(next) => at = next,
            None => break,
        }
    }
    let zero = one && pieces.digits(i).len() > 1 && pieces.digits(i).starts_with('0');
    let long = one && pieces.digits(i).len() > 9;
    plus || groups >= 3 || zero || long
}

/// "won 3-1", "a 2-0 defeat".
fn is_score(pieces: &Pieces<'_>, i: usize, number: Numeral) -> bool {
    let Some(next) = pieces.past_hyphen(number.end) else { return false };
    let Some(other) = pieces.number(next, 1..=3) else { return false };
    let small = number.value < 100.0 && other < 100;
    let played = |word: &str| {
        matches!(
            word,
            "won"
                | "win"
                | "wins"
                | "lost"
                | "lose"
                | "beat"
                | "beats"
                | "drew"
                | "draw"
                | "defeat"
                | "defeated"
                | "victory"
                | "score"
                | "scored"
                | "led"
                | "leads"
                | "lead"
                | "vote"
                | "voted"
                | "loss"
                | "thrashed"
        )
    };
    let near = (i.saturating_sub(4)..i).any(|at| played(pieces.word(at))) || played(pieces.word(next + 1));
    small && number.in_digits && (f64::from(other) < number.value || near)
}
