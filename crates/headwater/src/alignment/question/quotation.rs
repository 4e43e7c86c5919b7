//! The same words in different mouths, and one utterance in different words.

use std::collections::{BTreeMap, BTreeSet};

use super::proposition::spoken;
use super::scene::Scene;
use super::words::{WORDS, holds};
use super::{About, Agreement, Answer, Fit, Member, Question};
use crate::alignment::entity::{EntityId, edits};
use crate::annotation::EntityKind;
use crate::statement::{SourceKind, Statement, StatementForm, StatementId};
use crate::text::Span;

/// Quoted words of a statement.
#[derive(Debug)]
struct Quotation {
    statement: StatementId,
    span: Span,
    words: Vec<String>,
}

/// How many words in a row make two quotations the same words.
const SAME_WORDS: usize = 6;
/// Word sequences by which quotations are found.
const GRAM: usize = 3;
/// Sequences that more quotations hold are idiom.
const CROWD: usize = 200;

/// The questions of who said it and in which words.
pub(super) fn questions(scene: &Scene<'_>) -> Vec<Question> {
    let quotations = quotations(scene);
    let mut found = Vec::new();
    for group in same_utterances(&quotations) {
        let members: Vec<&Quotation> = group.iter().filter_map(|at| quotations.get(*at)).collect();
        found.extend(question(scene, &members));
    }
    found
}

fn quotations(scene: &Scene<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (at, said) in scene.reading.statements.iter().enumerate() {
        if !matches!(said.form, StatementForm::Direct | StatementForm::Mixed) {
            continue;
        }
        let text = scene.text(said.article);
        for span in said.content.iter().flat_map(|part| quoted(text, *part, said.form)) {
            let words: Vec<String> = spoken(span.of(text)).split(' ').map(str::to_owned).collect();
            if words.len() >= 4 {
                found.push(Quotation { statement: StatementId(at as u32), span, words });
            }
        }
    }
    found
}

/// The parts of a content span that stand in quotation marks.
fn quoted(text: &str, part: Span, form: StatementForm) -> Vec<Span> {
    let is_mark = |letter: char| matches!(letter, '"' | '“' | '”' | '„' | '«' | '»');
    let inside = part.of(text);
    let marks: Vec<usize> =
        inside.char_indices().filter(|(_, letter)| is_mark(*letter)).map(|(at, _)| at).collect();
    let before = text.get(..part.start).and_then(|text| text.chars().next_back());
    if marks.is_empty() {
        let whole = form == StatementForm::Direct || before.is_some_and(is_mark);
        return if whole { vec![part] } else { Vec::new() };
    }
    let mut edges = marks;
    // A span that begins inside the marks has a closing mark without its opening one.
    if edges.len() % 2 == 1 {
        if before.is_some_and(is_mark) || form == StatementForm::Direct && !inside.starts_with(is_mark) {
            edges.insert(0, 0);
        } else {
            edges.push(inside.len());
        }
    }
    edges
        .chunks(2)
        .filter_map(|pair| Some(Span::new(part.start + pair.first()?, part.start + pair.get(1)?)))
        .collect()
}

/// Groups of quotations of one utterance, with members in more than one article left to the caller.
fn same_utterances(quotations: &[Quotation]) -> Vec<Vec<usize>> {
    let mut holding: BTreeMap<&[String], BTreeSet<usize>> = BTreeMap::new();
    for (at, quotation) in quotations.iter().enumerate() {
        for gram in quotation.words.windows(GRAM) {
            holding.entry(gram).or_default().insert(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in holding.values().filter(|members| members.len() > 1) {
        let members: Vec<usize> = members.iter().copied().take(CROWD).collect();
        // Neighbours and the first are enough: what is the same is joined through them.
        pairs.extend(members.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))));
        pairs.extend(members.iter().skip(1).filter_map(|other| Some((*members.first()?, *other))));
    }
    let mut group: Vec<usize> = (0..quotations.len()).collect();
    for (one, other) in pairs {
        if let (Some(a), Some(b)) = (quotations.get(one), quotations.get(other))
            && is_same_utterance(&a.words, &b.words)
        {
            let (low, high) =
                (group.get(one).copied().unwrap_or(one), group.get(other).copied().unwrap_or(other));
            group.iter_mut().filter(|of| **of == high.max(low)).for_each(|of| *of = low.min(high));
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    group.into_iter().enumerate().for_each(|(at, of)| groups.entry(of).or_default().push(at));
    groups.into_values().filter(|members| members.len() > 1).collect()
}

/// Whether two quotations are one utterance: a long run of the same words, or nearly all words of the shorter one.
fn is_same_utterance(one: &[String], other: &[String]) -> bool {
    let shorter = one.len().min(other.len());
    let kept = kept(one, other);
    let run = longest_run(&kept);
    let share = kept.len() as f32 / shorter.max(1) as f32;
    (run >= SAME_WORDS && share >= 0.5) || (shorter >= 4 && share >= 0.8 && run >= 3)
}

/// Whether so many words of one are those of the other that nobody else said them by chance: all of the shorter one, or many.
fn has_words_of(one: &[String], other: &[String]) -> bool {
    let kept = kept(one, other);
    kept.len() == one.len().min(other.len()) || longest_run(&kept) >= SAME_WORDS
}

/// The places of the words that both keep in order (longest common subsequence).
fn kept(one: &[String], other: &[String]) -> Vec<(usize, usize)> {
    let (one, other) =
        (one.get(..one.len().min(200)).unwrap_or(one), other.get(..other.len().min(200)).unwrap_or(other));
    let width = other.len() + 1;
    let mut table = vec![0u16; (one.len() + 1) * width];
    let at = |table: &[u16], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in one.iter().enumerate().rev() {
        for (j, b) in other.iter().enumerate().rev() {
            let best = if a == b {
                at(&table, i + 1, j + 1) + 1
            } else {
                at(&table, i + 1, j).max(at(&table, i, j + 1))
            };
            table.get_mut(i * width + j).into_iter().for_each(|cell| *cell = best);
        }
    }
    let (mut i, mut j, mut kept) = (0, 0, Vec::new());
    while i < one.len() && j < other.len() {
        if one.get(i) == other.get(j) {
            kept.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&table, i + 1, j) >= at(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

fn longest_run(kept: &[(usize, usize)]) -> usize {
    let (mut longest, mut run) = (usize::from(!kept.is_empty()), 1);
    for pair in kept.windows(2) {
        let [(a, b), (c, d)] = pair else { continue };
        run = if a + 1 == *c && b + 1 == *d { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

/// Whether the words of one utterance were changed, not merely cut.
fn is_reworded(one: &[String], other: &[String]) -> bool {
    let kept = kept(one, other);
    let mut last = None;
    for &(i, j) in &kept {
        if let Some((a, b)) = last {
            let (left, right) =
                (one.get(a + 1..i).unwrap_or_default(), other.get(b + 1..j).unwrap_or_default());
            if is_change(left, right) {
                return true;
            }
        }
        last = Some((i, j));
    }
    false
}

/// Of so many words that stand against others one that denies turns what was said.
const TURNED: usize = 3;

/// Whether words stand against other words, spelling aside ("US" and "USA", "can not" and "cannot", a slip of the pen).
fn is_change(one: &[String], other: &[String]) -> bool {
    // A word that turns what was said is no slip, and leaving it out no cut ("not safe", "now safe", "safe"); nor is a figure.
    // Of "isn't" the mark parts a "t".
    let turning = |word: &String| matches!(word.as_str(), "t" | "cannot") || holds(&WORDS.denied, word);
    let turns = |words: &[String]| words.iter().any(turning);
    let short = one.len().max(other.len()) <= TURNED;
    let digits = |words: &[String]| words.concat().chars().filter(char::is_ascii_digit).collect::<String>();
    let (here, there) = (digits(one), digits(other));
    // "Can't" is "cannot".
    let bare = |words: &[String]| {
        let all = words.concat();
        let short =
            all.strip_suffix("not").or(all.strip_suffix('t')).filter(|_| turns(words)).unwrap_or(&all);
        short.trim_end_matches('n').to_owned()
    };
    if turns(one) == turns(other) && bare(one) == bare(other) {
        return false;
    }
    if short && turns(one) != turns(other) || !here.is_empty() && !there.is_empty() && here != there {
        return true;
    }
    let (left, right) = (one.concat(), other.concat());
    let same_body = [&left, &right].map(|words| crate::alignment::entity::known(words));
    let near = edits(&left, &right, 2).is_some_and(|edits| edits == 1 || left.len().min(right.len()) > 6);
    !left.is_empty() && !right.is_empty() && !near && same_body[0] != same_body[1]
}

/// Who is behind a quotation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mouth {
    /// Somebody known, with the body spoken for.
    Known(EntityId, Option<EntityId>),
    /// Nobody who can be told, with whom it may be.
    Open(BTreeSet<EntityId>),
    /// Somebody described and unnamed.
    Unnamed,
}

fn mouth(scene: &Scene<'_>, said: &Statement) -> Mouth {
    let resolve = |local: usize| scene.reading.entities.resolve(said.article, local);
    // A pronoun that was given a name may fit others too.
    match (said.source.kind, said.source.entity.and_then(resolve)) {
        (SourceKind::Named, _) if !said.source.candidates.is_empty() => {
            Mouth::Open(said.source.candidates.iter().filter_map(|local| resolve(*local)).collect())
        }
        (SourceKind::Named | SourceKind::Document, Some(id)) => {
            let of = scene.reading.entities.get(id).and_then(|entity| entity.of);
            Mouth::Known(id, of.or_else(|| spoken_for(scene, said)))
        }
        (SourceKind::Unresolved, _) => {
            Mouth::Open(said.source.candidates.iter().filter_map(|local| resolve(*local)).collect())
        }
        // An unnamed spokesperson speaks for a body; an unnamed resident does not speak for the town.
        (_, _) => match spoken_for(scene, said).filter(|body| is_body(scene, *body)) {
            Some(body) => Mouth::Known(body, None),
            None => Mouth::Unnamed,
        },
    }
}

fn is_body(scene: &Scene<'_>, id: EntityId) -> bool {
    scene.reading.entities.get(id).is_some_and(|entity| entity.kind == EntityKind::Organisation)
}

/// The body that the source speaks for, by its name.
fn spoken_for(scene: &Scene<'_>, said: &Statement) -> Option<EntityId> {
    let name = said.source.speaks_for.as_deref()?;
    let named = |entity: &crate::alignment::entity::Entity| {
        entity.name == name || entity.aliases.iter().any(|alias| alias == name)
    };
    scene.reading.entities.entities.iter().position(named).map(|at| EntityId(at as u32))
}

/// Whether two mouths are clearly not one.
fn is_another(scene: &Scene<'_>, one: (&Statement, &Mouth), other: (&Statement, &Mouth)) -> bool {
    if one.0.source.name.is_some() && one.0.source.name == other.0.source.name {
        return false;
    }
    match (one.1, other.1) {
        (Mouth::Known(a, x), Mouth::Known(b, y)) => {
            a != b && Some(*a) != *y && Some(*b) != *x && (x.is_none() || x != y)
        }
        (Mouth::Known(known, of), Mouth::Open(candidates)) => {
            read_as_another(scene, other.0, (*known, *of), candidates)
        }
        (Mouth::Open(candidates), Mouth::Known(known, of)) => {
            read_as_another(scene, one.0, (*known, *of), candidates)
        }
        _ => false,
    }
}

/// Whether a reader of an article must take a pronoun for somebody else: it never names the one who said it.
fn read_as_another(
    scene: &Scene<'_>,
    said: &Statement,
    known: (EntityId, Option<EntityId>),
    candidates: &BTreeSet<EntityId>,
) -> bool {
    let is_known = |id: &EntityId| *id == known.0 || Some(*id) == known.1;
    let before =
        scene.reading.annotations.get(said.article.index()).into_iter().flat_map(|found| &found.mentions);
    let named_before = before
        .filter(|mention| mention.span.start < said.sentence.start)
        .filter_map(|mention| scene.reading.entities.resolve(said.article, mention.entity))
        .any(|id| is_known(&id));
    !candidates.iter().any(is_known) && !named_before
}

/// A quotation with its statement, and who is behind it.
type Voiced<'q> = (&'q Quotation, &'q Statement, Mouth);

/// Whether two give the words to different speakers. "… said Ana Hale and Doran Pell": whoever gives the words to one of them
/// alone gives them to nobody else.
fn are_apart(scene: &Scene<'_>, said: &[Voiced<'_>], one: &Voiced<'_>, other: &Voiced<'_>) -> bool {
    let apart = |a: &Voiced<'_>, b: &Voiced<'_>| is_another(scene, (a.1, &a.2), (b.1, &b.2));
    let with = |one: &Voiced<'_>| said.iter().filter(|it| it.1.is_said_with(one.1)).collect::<Vec<_>>();
    apart(one, other)
        && with(one).into_iter().all(|a| apart(a, other))
        && with(other).into_iter().all(|b| apart(one, b))
}

fn question(scene: &Scene<'_>, members: &[&Quotation]) -> Option<Question> {
    let said: Vec<Voiced<'_>> = members
        .iter()
        .filter_map(|quotation| {
            let said = scene.statement(quotation.statement)?;
            Some((*quotation, said, mouth(scene, said)))
        })
        .collect();
    let across =
        said.iter().flat_map(|a| said.iter().map(move |b| (a, b))).filter(|(a, b)| a.1.article < b.1.article);
    // "There is nowhere to run" and "there is nowhere to hide" of two speakers are two utterances.
    let one_or_other = |a: &Voiced<'_>, b: &Voiced<'_>| {
        has_words_of(&a.0.words, &b.0.words) || !are_apart(scene, &said, a, b)
    };
    let speakers =
        across.clone().any(|(a, b)| are_apart(scene, &said, a, b) && has_words_of(&a.0.words, &b.0.words));
    // Two sentences that one article quotes whole are joined through it, and are no wordings of each other.
    let reworded = across.clone().any(|(a, b)| {
        is_same_utterance(&a.0.words, &b.0.words) && is_reworded(&a.0.words, &b.0.words) && one_or_other(a, b)
    });
    let relation = match (speakers, reworded) {
        (true, _) => Agreement::SpeakerDiffers,
        (false, true) => Agreement::WordingDiffers,
        (false, false) => return None,
    };
    let mut answers: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for (quotation, said, _) in &said {
        let label = match relation {
            Agreement::SpeakerDiffers => speaker(scene, said),
            _ => shown(quotation.span.of(scene.text(said.article)), 14),
        };
        let member = Member {
            statement: quotation.statement,
            focus: quotation.span,
            stance: said.stance,
            fit: Fit::Sure,
        };
        answers.entry(label).or_default().push(member);
    }
    let longest = said
        .iter()
        .max_by_key(|(quotation, _, _)| (quotation.words.len(), std::cmp::Reverse(&quotation.words)))?;
    let words = shown(longest.0.span.of(scene.text(longest.1.article)), 9);
    let label = match relation {
        Agreement::SpeakerDiffers => format!("who said “{words}”"),
        _ => format!("how “{words}” was worded"),
    };
    let answers = answers
        .into_iter()
        .map(|(label, mut members)| {
            members.sort_unstable();
            members.dedup();
            Answer { label, value: None, members }
        })
        .collect();
    Some(Question { label, about: About::Words, answers, relation, long_ago: false })
}

/// How a speaker is shown.
fn speaker(scene: &Scene<'_>, said: &Statement) -> String {
    let entity = said.source.entity.and_then(|local| scene.reading.entities.resolve(said.article, local));
    let entity = entity.and_then(|id| scene.reading.entities.get(id)).map(|entity| entity.name.clone());
    let pronoun = said.source.span.map(|span| format!("“{}”", span.of(scene.text(said.article))));
    let named = entity.or(said.source.name.clone());
    let body = said.source.speaks_for.as_ref().filter(|body| named.as_ref() != Some(body));
    match (named, body) {
        (Some(name), Some(body)) => format!("{name} ({body})"),
        (Some(name), None) => name,
        (None, _) => pronoun.unwrap_or_else(|| "nobody named".to_owned()),
    }
}

/// The first words of a quotation without its marks.
fn shown(quote: &str, most: usize) -> String {
    let bare = quote.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '"' | '“' | '”' | ',' | '«' | '»')
    });
    let words: Vec<&str> = bare.split_whitespace().collect();
    let cut = if words.len() > most { " …" } else { "" };
    format!("{}{cut}", words.get(..most.min(words.len())).unwrap_or_default().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        spoken(text).split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn cut_is_not_reworded() {
        let whole = words("But I think there is a great chance to mend the old bridge of the town");
        let cut = words("there is a great chance to mend the old bridge");
        assert!(is_same_utterance(&whole, &cut));
        assert!(!is_reworded(&whole, &cut));
    }

    #[test]
    fn other_words_are_reworded() {
        let one = words("we have received around fifty people with injuries sustained when walls fell");
        let other = words("we have received around fifty people with injuries suffered when walls fell");
        assert!(is_same_utterance(&one, &other) && is_reworded(&one, &other));
        let usa = words("records are secret under USA law and we cannot talk");
        let us = words("records are secret under U.S law and we can not talk");
        assert!(is_same_utterance(&usa, &us) && !is_reworded(&usa, &us));
    }

    #[test]
    fn a_word_that_turns_it_is_no_slip() {
        let said = |word: &str| {
            words(&format!("we know that the old bridge of the town is {word} safe for lorries and buses"))
        };
        let plain = words("we know that the old bridge of the town is safe for lorries and buses");
        assert!(is_reworded(&said("not"), &said("now")));
        assert!(is_reworded(&said("not"), &plain));
        assert!(!is_reworded(&said("quite"), &plain));
        let cost = |figure: &str| {
            words(&format!("the bridge of the old town will cost {figure} million and take years to build"))
        };
        assert!(is_reworded(&cost("5"), &cost("8")) && !is_reworded(&cost("5"), &cost("5")));
        let cannot =
            |word: &str| words(&format!("we {word} say who was at the bridge of the old town that night"));
        assert!(!is_reworded(&cannot("cannot"), &cannot("can not")));
        assert!(!is_reworded(&cannot("can’t"), &cannot("cannot")));
    }

    #[test]
    fn quotation_marks_part_the_content() {
        let text = "He said it was “a grave mistake by all” and “never again shall we go”.";
        let all = quoted(text, Span::new(8, text.len()), StatementForm::Mixed);
        assert_eq!(all.len(), 2);
        assert!(all[0].of(text).contains("grave mistake"));
        let bare = "all of us were there";
        assert_eq!(
            quoted(bare, Span::new(0, bare.len()), StatementForm::Direct),
            vec![Span::new(0, bare.len())]
        );
    }
}
