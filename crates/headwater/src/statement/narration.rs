//! Narration: what the article says in its own voice, one statement for each thing that is told.

use std::ops::Range;

use super::Attitude;
use super::collect::covered;
use super::frame::Frame;
use super::reading::Reading;
use crate::annotation::{Relation, Upos};
use crate::text::Span;

/// The clauses of the article's own voice, in order of place, each in the parts that no source is given for.
pub(super) fn narration(reading: &Reading, frames: &[Frame]) -> Vec<Vec<Span>> {
    let speech = |frame: &&Frame| frame.attitude == Attitude::Speech;
    let said = covered(reading, frames.iter().filter(speech));
    reading
        .found
        .sentences
        .iter()
        .filter(|sentence| {
            let furniture = sentence.tokens.clone().filter(|&at| reading.is_furniture(at)).count();
            furniture * 2 <= sentence.tokens.len()
        })
        .flat_map(|sentence| clauses(reading, &sentence.tokens))
        .filter_map(|clause| own_part(reading, &clause, &said))
        .collect()
}

/// What a sentence tells, one thing after another: its root, each clause coordinated with it, and what is told in passing
/// of the same subject ("the blast killed two, injured dozens and cut the road, leaving the town without water").
fn clauses(reading: &Reading, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut cuts = vec![sentence.start];
    let roots = sentence.clone().filter(|&at| reading.head(at).is_none_or(|head| !sentence.contains(&head)));
    for root in roots {
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            for child in reading.children(at).filter(|&child| child > at) {
                let own = is_independent(reading, child) || tells_more(reading, at, child);
                if own {
                    cuts.push(reading.subtree(child).start);
                }
                if own || reading.relation(child) == Relation::Conj {
                    open.push(child);
                }
            }
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().chain([sentence.end]).collect::<Vec<_>>();
    cuts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether a clause stands beside another with a subject of its own.
fn is_independent(reading: &Reading, at: usize) -> bool {
    matches!(reading.relation(at), Relation::Conj | Relation::Parataxis)
        && !is_subordinate(reading, reading.subtree(at).start)
        && reading.child(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]).is_some()
        && reading.is_finite(at)
}

/// Whether a clause tells another thing of the subject of the one above it: each of the two verbs has what it is done to
/// ("killed two and injured dozens", "hit the town, killing two"; not "killed and injured dozens").
fn tells_more(reading: &Reading, above: usize, at: usize) -> bool {
    let subtree = reading.subtree(at);
    let done_to = [Relation::Obj, Relation::Obl, Relation::Ccomp, Relation::Xcomp, Relation::NsubjPass];
    let told = || reading.children(at).any(|child| done_to.contains(&reading.relation(child)));
    let closed = || {
        let before = |child: usize| (above + 1..subtree.start).contains(&child);
        reading.children(above).any(|child| before(child) && done_to.contains(&reading.relation(child)))
    };
    let joined = match reading.relation(at) {
        Relation::Conj => matches!(reading.xpos(at), "VBD" | "VBZ" | "VBP" | "VBG"),
        Relation::Advcl => reading.xpos(at) == "VBG" && is_bare(reading, at, subtree.start),
        _ => false,
    };
    joined && told() && closed()
}

/// Whether a participle opens its clause after a comma, without a word that says how it hangs together ("while").
fn is_bare(reading: &Reading, at: usize, start: usize) -> bool {
    let opens = (start..at).all(|word| matches!(reading.upos(word), Upos::Punct | Upos::Adv));
    let after = [start, start.saturating_sub(1)].into_iter().any(|word| reading.words(word) == ",");
    opens && after
}

/// What is left of a clause outside other people's words, if it still says something.
fn own_part(reading: &Reading, clause: &Range<usize>, said: &[bool]) -> Option<Vec<Span>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in clause.clone().filter(|&at| !said.get(at).copied().unwrap_or(false)) {
        match parts.last_mut() {
            Some(part) if part.end == at => part.end += 1,
            _ => parts.push(at..at + 1),
        }
    }
    let untouched = parts.len() == 1 && parts.first() == Some(clause);
    let parts: Vec<Span> = parts
        .into_iter()
        .map(|part| edges(reading, part))
        .map(|part| if untouched { part } else { unbroken(reading, part) })
        .filter(|part| if untouched { has_words(reading, part, 2) } else { states(reading, part) })
        .map(|part| reading.span_of(&part))
        .filter(|span| !span.is_empty())
        .collect();
    (!parts.is_empty()).then_some(parts)
}

fn has_words(reading: &Reading, part: &Range<usize>, least: usize) -> bool {
    part.clone().filter(|&at| !matches!(reading.upos(at), Upos::Punct | Upos::Sym)).count() >= least
}

/// A word that opens a clause which only describes or qualifies another ("who", "where", "while", "instead of").
fn is_subordinate(reading: &Reading, at: usize) -> bool {
    let at = if reading.upos(at) == Upos::Punct { at + 1 } else { at };
    let after_preposition = reading.upos(at) == Upos::Adp && matches!(reading.xpos(at + 1), "WDT" | "WP");
    matches!(reading.xpos(at), "WDT" | "WP" | "WP$" | "WRB")
        || reading.upos(at) == Upos::Sconj
        || after_preposition
}

/// Whether what is left beside an attribution states something: a whole clause, a verb with its subject, that neither
/// opens in the middle of a sentence nor breaks off.
fn states(reading: &Reading, part: &Range<usize>) -> bool {
    let broken = is_subordinate(reading, part.start)
        || matches!(reading.lower(part.start).as_str(), "instead" | "that" | "to" | "than")
        || reading.xpos(part.start) == "VBG"
        || breaks_off(reading, part.end.saturating_sub(1));
    if broken {
        return false;
    }
    let subject_of = |at: usize| {
        reading.children(at).any(|child| {
            part.contains(&child)
                && matches!(reading.relation(child), Relation::Nsubj | Relation::NsubjPass)
                && !matches!(reading.xpos(child), "WP" | "WDT")
        })
    };
    let headline = reading.is_headline(part.start) && has_words(reading, part, 3);
    headline
        || has_words(reading, part, 4)
            && part.clone().any(|at| is_main(reading, at, part) && reading.is_finite(at) && subject_of(at))
}

/// A part without the clause that breaks off at its end ("…, who plan to").
fn unbroken(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let broken = !part.is_empty() && breaks_off(reading, part.end - 1);
    let opening = || {
        (part.start + 1..part.end)
            .rev()
            .find(|&at| reading.upos(at) != Upos::Punct && is_subordinate(reading, at))
    };
    match broken.then(opening).flatten() {
        Some(opening) => edges(reading, part.start..opening),
        None => part,
    }
}

/// Whether a clause cannot end with this word.
fn breaks_off(reading: &Reading, at: usize) -> bool {
    matches!(reading.upos(at), Upos::Part | Upos::Adp | Upos::Det | Upos::Sconj) && reading.xpos(at) != "RP"
}

/// Whether a verb heads a clause that stands by itself.
fn is_main(reading: &Reading, at: usize, part: &Range<usize>) -> bool {
    let marked = reading.children(at).any(|child| {
        part.contains(&child) && reading.relation(child) == Relation::Mark
            || matches!(reading.xpos(child), "WRB" | "WDT" | "WP")
    });
    reading.is_clause(at)
        && !marked
        && !matches!(
            reading.relation(at),
            Relation::AclRelcl | Relation::Acl | Relation::Advcl | Relation::Obl | Relation::Nmod
        )
}

/// Words that only open a clause which stands elsewhere ("that", "which").
fn is_opening(reading: &Reading, at: usize) -> bool {
    matches!(reading.xpos(at), "WDT" | "WP") || matches!(reading.upos(at), Upos::Sconj)
}

/// Without conjunctions and punctuation at the edges, but with quotation marks and brackets.
fn edges(reading: &Reading, part: Range<usize>) -> Range<usize> {
    let mut part = part;
    let loose = |at: usize| {
        matches!(
            reading.words(at),
            "," | ";" | ":" | "—" | "–" | "―" | "-" | "--" | "." | "|" | "•" | "*" | "#"
        )
    };
    while part.start < part.end && (loose(part.start) || reading.relation(part.start) == Relation::Cc) {
        part.start += 1;
    }
    while part.start < part.end
        && (loose(part.end - 1)
            || reading.relation(part.end - 1) == Relation::Cc
            || is_opening(reading, part.end - 1))
    {
        part.end -= 1;
    }
    part
}
