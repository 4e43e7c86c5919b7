//! Pronouns: the nearest mention that fits, where it is safe.

use std::ops::Range;

use super::lexicon::says;
use super::{Draft, Groups, Number};
use crate::annotation::{Annotations, EntityKind, Form, Relation, Upos};

/// How many mentions back an antecedent is looked for.
const WINDOW: usize = 60;

/// How many sentences back "he" and "she" reach.
const REACH: usize = 3;

/// The mention before it that a pronoun stands for.
pub(super) fn antecedent(
    found: &Annotations,
    drafts: &[Draft],
    groups: &Groups,
    place: usize,
) -> Option<usize> {
    let pronoun = drafts.get(place)?;
    let mut fitting: Vec<usize> = (place.saturating_sub(WINDOW)..place)
        .rev()
        .filter(|&at| drafts.get(at).is_some_and(|other| fits(found, pronoun, other)))
        .collect();
    let told = named_by(found, drafts, place);
    fitting.retain(|at| !told.iter().any(|name| groups.same(*at, *name)));
    // "The manager met the players and they left": where several are told of, "they" is hardly one.
    let plural = |at: &usize| drafts.get(*at).is_some_and(|other| other.number == Number::Plural);
    if pronoun.number == Number::Plural && fitting.iter().any(plural) {
        fitting.retain(|at| {
            plural(at) || drafts.get(*at).is_some_and(|other| other.kind == EntityKind::Organisation)
        });
    }
    let score = |at: &usize| drafts.get(*at).map_or(i32::MIN, |other| salience(pronoun, other));
    // Of equally salient mentions the later one wins: they are in order from the nearest.
    let best = *fitting.iter().rev().max_by_key(|at| score(at))?;
    let rival = fitting.iter().filter(|&&at| !groups.same(at, best)).map(score).max();
    let margin = if pronoun.number == Number::Plural { 3 } else { 0 };
    let safe = rival.is_none_or(|rival| score(&best) >= rival + margin);
    safe.then_some(best)
}

fn fits(found: &Annotations, pronoun: &Draft, other: &Draft) -> bool {
    let distance = pronoun.sentences_after(other);
    let never =
        other.tokens.contains(&pronoun.head) || pronoun.passes_over(other) || is_dateline(found, other);
    if never || distance > REACH || is_co_argument(found, pronoun, other) || is_its_speaker(pronoun, other) {
        return false;
    }
    match (pronoun.kind, pronoun.number) {
        (EntityKind::Person, Number::Singular) => fits_person(pronoun, other),
        (_, Number::Plural) => distance <= 1 && fits_they(found, pronoun, other),
        _ => distance <= 1 && fits_it(other),
    }
}

/// Whether a name is only where a report was written ("DALEN — A union has …"): it opens a sentence, and a dash stands behind it.
fn is_dateline(found: &Annotations, other: &Draft) -> bool {
    let sentence = found.sentences.get(other.sentence);
    let opens = sentence.is_some_and(|sentence| sentence.tokens.start == other.tokens.start);
    let ends = found.tokens.get(other.tokens.end.saturating_sub(1)).map_or(0, |token| token.span.end);
    let dash = found.tokens.get(other.tokens.end).filter(|token| token.span.start > ends);
    let dash = dash.is_some_and(|token| matches!(token.lemma.as_str(), "-" | "–" | "—" | "--"));
    opens && other.form == Form::Name && dash
}

/// A quotation shorter than this may be a few words of somebody that another tells.
const SPOKEN: usize = 6;

/// Whoever speaks says "I" of themselves: the subject beside a quotation is none of its third persons.
fn is_its_speaker(pronoun: &Draft, other: &Draft) -> bool {
    let beside = pronoun.paragraph == other.paragraph && pronoun.sentences_after(other) <= 1;
    let spoken = pronoun.quotation.as_ref().is_some_and(|quotation| quotation.len() >= SPOKEN);
    spoken && other.quotation.is_none() && other.subject && beside
}

/// Who says "I" in a quotation: the one person outside it who is the subject of a sentence that it stands in, or of the
/// sentence before where nobody is.
pub(super) fn speaker(found: &Annotations, drafts: &[Draft], pronoun: &Draft) -> Option<usize> {
    let quotation = pronoun.quotation.as_ref()?;
    if let Some(told) = speaker_by_who(found, drafts, quotation) {
        return Some(told);
    }
    if let Some(beside) = speaker_beside(found, drafts, quotation) {
        return Some(beside);
    }
    let first = found.sentence_of_token(quotation.start)?;
    let last = found.sentence_of_token(quotation.end.saturating_sub(1))?;
    let own = speakers(found, drafts, pronoun, first..last + 1);
    let all =
        if own.is_empty() { speakers(found, drafts, pronoun, first.saturating_sub(1)..first) } else { own };
    all.first().copied().filter(|_| all.len() == 1)
}

/// The names in what a pronoun says: who says that Hale is dead, is not Hale ("“Hale is dead,” he said").
pub(super) fn named_by(found: &Annotations, drafts: &[Draft], place: usize) -> Vec<usize> {
    let Some(pronoun) = drafts.get(place).filter(|own| own.subject && own.quotation.is_none()) else {
        return Vec::new();
    };
    let lemma = |at: usize| found.tokens.get(at).map_or("", |token| token.lemma.as_str());
    let Some(verb) = found.head(pronoun.head).filter(|verb| says(lemma(*verb))) else { return Vec::new() };
    // "Hale was clear: she said that …" has its own content.
    let own = (0..found.tokens.len()).skip(verb).take(WINDOW).any(|at| {
        found.head(at) == Some(verb)
            && found.has_relation(at, &[Relation::Ccomp, Relation::Obj, Relation::Xcomp])
    });
    let aside = found.head(verb).filter(|_| !own && found.has_relation(verb, &[Relation::Parataxis]));
    let governed = |head: usize| {
        let mut chain = std::iter::once(head).chain(found.ancestors(head));
        chain.any(|at| {
            let told = found.has_relation(at, &[Relation::Ccomp, Relation::Parataxis]);
            told && found.head(at) == Some(verb) || Some(at) == aside
        }) && !found.ancestors(head).any(|at| aside.is_some() && at == verb)
    };
    let beside = |quotation: &Range<usize>| {
        let after = quotation.end <= verb && verb <= quotation.end + BESIDE + 2;
        after || verb < quotation.start && quotation.start <= verb + BESIDE
    };
    let says_it = |(_, other): &(usize, &Draft)| {
        let spoken = other.quotation.as_ref().is_some_and(beside);
        other.form == Form::Name && (spoken || other.sentence == pronoun.sentence && governed(other.head))
    };
    let near = place.saturating_sub(WINDOW)..drafts.len().min(place + WINDOW);
    let near = near.filter_map(|at| Some((at, drafts.get(at)?)));
    near.filter(says_it).map(|(at, _)| at).collect()
}

/// How many tokens may stand between a quotation and the verb that says who speaks it: a comma and quotation marks.
const BESIDE: usize = 3;

/// The subject of the verb of saying right before or right after a quotation, be its clause the main one or not ("Drost's
/// sister pleaded with him, but he replied: “I cannot”").
fn speaker_beside(found: &Annotations, drafts: &[Draft], quotation: &Range<usize>) -> Option<usize> {
    let first = found.sentence_of_token(quotation.start)?;
    let from = drafts.partition_point(|other| other.sentence < first);
    let near = drafts.iter().enumerate().skip(from).take_while(|(_, other)| other.head < quotation.end + 12);
    let mut all = near.filter(|(_, other)| {
        let verb = found.head(other.head).filter(|_| other.subject && other.quotation.is_none());
        let one = other.kind == EntityKind::Person && other.number == Number::Singular;
        one && verb.is_some_and(|verb| {
            let before = (verb + 1..=verb + BESIDE).contains(&quotation.start) && other.head < verb;
            let after =
                (quotation.end..=quotation.end + BESIDE + 2).contains(&verb) && other.head >= quotation.end;
            let lemma = found.tokens.get(verb).map_or("", |token| token.lemma.as_str());
            (before || after) && says(lemma)
        })
    });
    let speaker = all.next()?.0;
    all.next().is_none().then_some(speaker)
}

/// Whoever stands before "who said" right before a quotation: Drost told Verick, who said: “I cannot”.
fn speaker_by_who(found: &Annotations, drafts: &[Draft], quotation: &Range<usize>) -> Option<usize> {
    let lemma = |at: usize| found.tokens.get(at).map_or("", |token| token.lemma.as_str());
    let open = quotation.start.checked_sub(1)?;
    let verb = (open.saturating_sub(BESIDE)..open).rev().find(|&at| says(lemma(at)))?;
    // "who later said", "who has said"
    let who = (verb.saturating_sub(BESIDE)..verb).rev().find(|&at| lemma(at) == "who")?;
    let helps =
        |at: usize| found.tokens.get(at).is_some_and(|token| matches!(token.upos, Upos::Adv | Upos::Aux));
    let end = if who > 0 && lemma(who - 1) == "," { who - 1 } else { who };
    let stands = |other: &&(usize, &Draft)| {
        let one = other.1.kind == EntityKind::Person && other.1.number == Number::Singular;
        one && other.1.tokens.end == end && other.1.quotation.is_none()
    };
    let first = drafts.partition_point(|other| other.head + 40 < end);
    let near = drafts.iter().enumerate().skip(first).take_while(|(_, other)| other.tokens.start < end);
    let near: Vec<(usize, &Draft)> = near.collect();
    (who + 1..verb).all(helps).then(|| near.iter().find(stands).map(|(at, _)| *at)).flatten()
}

/// The persons who are subjects of main clauses outside quotations, in some sentences of a pronoun's paragraph.
fn speakers(found: &Annotations, drafts: &[Draft], pronoun: &Draft, sentences: Range<usize>) -> Vec<usize> {
    let speaks = |other: &Draft| {
        let verb = found.head(other.head);
        let main = verb.is_some_and(|verb| found.has_relation(verb, &[Relation::Root, Relation::Parataxis]));
        let one = other.kind == EntityKind::Person && other.number == Number::Singular;
        let outside = !other.first_person && other.quotation.is_none();
        one && main && other.subject && outside && other.paragraph == pronoun.paragraph
    };
    let first = drafts.partition_point(|other| other.sentence < sentences.start);
    let near = drafts.iter().enumerate().skip(first).take_while(|(_, other)| other.sentence < sentences.end);
    near.filter(|(_, other)| speaks(other)).map(|(at, _)| at).collect()
}

/// "he" and "she": one person of no other gender, by name, description or the same pronoun.
fn fits_person(pronoun: &Draft, other: &Draft) -> bool {
    let agrees = other.gender.is_none_or(|gender| pronoun.gender == Some(gender));
    let third = !other.first_person;
    other.kind == EntityKind::Person && other.number == Number::Singular && agrees && third
}

/// "they": several persons, a body, or one person who is not named (a spokesperson).
fn fits_they(found: &Annotations, pronoun: &Draft, other: &Draft) -> bool {
    // A new paragraph goes on only about whoever the last sentence was about: its main subject.
    if other.paragraph != pronoun.paragraph && !is_main_subject(found, other) {
        return false;
    }
    let same = other.form == Form::Pronoun && other.number == Number::Plural;
    let several = other.form == Form::Description && other.number == Number::Plural;
    let body = other.kind == EntityKind::Organisation && other.form != Form::Pronoun;
    let unnamed =
        other.form == Form::Description && other.kind == EntityKind::Person && other.gender.is_none();
    same || several || (other.paragraph == pronoun.paragraph && (body || unnamed))
}

fn is_main_subject(found: &Annotations, other: &Draft) -> bool {
    let main = found.head(other.head).is_some_and(|verb| found.has_relation(verb, &[Relation::Root]));
    main && found.has_relation(other.head, &[Relation::Nsubj])
}

/// "it": a body, by name or description.
fn fits_it(other: &Draft) -> bool {
    let same = other.form == Form::Pronoun && other.kind == EntityKind::Other;
    same || (other.kind == EntityKind::Organisation && other.form != Form::Pronoun)
}

/// Subject and object of one verb are two, unless the pronoun is reflexive or possessive.
fn is_co_argument(found: &Annotations, pronoun: &Draft, other: &Draft) -> bool {
    let core = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Iobj, Relation::Obl];
    found.head(pronoun.head).is_some()
        && found.head(pronoun.head) == found.head(other.head)
        && found.has_relation(pronoun.head, &core)
        && found.has_relation(other.head, &core)
}

/// Near, in the subject's place and named: what the text is speaking of (after Lappin and Leass 1994).
fn salience(pronoun: &Draft, other: &Draft) -> i32 {
    let distance = pronoun.sentences_after(other) as i32;
    let mut score = -4 * distance;
    score += if other.subject { 3 } else { 0 };
    score += if other.form == Form::Name { 1 } else { 0 };
    score += if other.form == Form::Pronoun { 2 } else { 0 };
    score += if other.gender.is_some() && other.gender == pronoun.gender { 2 } else { 0 };
    score += if other.paragraph == pronoun.paragraph { 1 } else { 0 };
    score
}
