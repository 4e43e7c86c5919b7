//! A clause in words: who does what to whom.

use std::collections::BTreeSet;

use super::super::predication::{Predication, any_of, phrase};
use super::super::scene::{Scene, View};
use super::super::words::{WORDS, holds};
use super::{MOST, small, trimmed, words};
use crate::annotation::{EntityKind, Form, QuantityKind, Relation, Time, TimeKind, Upos, is_nationality};
use crate::text::Span;

/// A clause in words.
pub(super) enum Told {
    /// A sentence: somebody or something, and a verb in a tense ("police cleared the camp").
    Sentence(String),
    /// A noun that stands by itself ("the abuse of prisoners").
    Phrase(String),
    /// Words that are neither.
    Pieces(String),
}

/// Words of a subject at most: longer ones are lists or misread.
const SUBJECT: usize = 12;
/// By how many words a label may be longer before it is cut.
const SPARE: usize = 4;

/// The telling words of a clause by whether others who answer the same question have them too.
#[derive(Debug, Default)]
pub(in super::super) struct Words {
    /// Those that they have.
    pub shared: BTreeSet<usize>,
    /// Those that it has alone.
    pub alone: BTreeSet<usize>,
}

/// Who does what to whom, in the words of a clause, without those of `left_out`, without what it says besides and others
/// do not, and without the words that deny it.
pub(super) fn told(
    scene: &Scene<'_>,
    clause: &Predication,
    left_out: Option<Span>,
    words: &Words,
) -> Option<Told> {
    let view = scene.view(clause.article)?;
    let content = &scene.statement(clause.statement)?.content;
    let (mut tokens, clipped) = clause_tokens(view, clause, content, words);
    tokens.retain(|at| left_out.is_none_or(|out| !is_of(view, *at, out)));
    let loose: Vec<usize> = tokens.iter().copied().filter(|at| is_loose(view, *at, &tokens)).collect();
    tokens.retain(|at| !loose.contains(at));
    let mut text = written(scene, view, clause, &tokens);
    if clipped {
        text.push_str(" …");
    }
    if text.is_empty() {
        return None;
    }
    // "Four detained": of two words one is mostly misread.
    Some(if is_sentence(scene, view, clause, &tokens) && text.split(' ').count() > 2 {
        Told::Sentence(text)
    } else if is_phrase(view, clause, &tokens) {
        Told::Phrase(text)
    } else {
        Told::Pieces(text)
    })
}

/// The noun of an event with what belongs to it, without the words of `left_out`.
pub(super) fn noun(view: View<'_>, head: usize, left_out: Span) -> String {
    // "For the strikes last week": the strikes.
    let case =
        |at: &usize| view.found.head(*at) == Some(head) && view.found.has_relation(*at, &[Relation::Case]);
    let tokens = closed(view, head).into_iter().filter(|at| !is_of(view, *at, left_out) && !case(at));
    let tokens: Vec<usize> = tokens.filter(|at| !view.is(*at, Upos::Punct)).collect();
    if tokens.len() > SUBJECT || tokens.iter().any(|at| is_loose(view, *at, &tokens)) {
        return String::new();
    }
    let word = |at: usize| {
        let word = view.found.word(&view.article.text, at);
        if begins(view, at) && !is_name(view, at) { small(word) } else { word.to_owned() }
    };
    joined(view, &tokens, word)
}

/// "Saturday's march": without the day its "'s" belongs to nothing.
fn is_loose(view: View<'_>, at: usize, tokens: &[usize]) -> bool {
    let mark = view.token(at).is_some_and(|token| token.xpos == "POS");
    mark && at.checked_sub(1).is_none_or(|before| !tokens.contains(&before))
}

/// Some words of a text, with the marks between neighbours that belong to words and lists.
fn joined(view: View<'_>, tokens: &[usize], word: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let mut last: Option<usize> = None;
    for &at in tokens {
        let Some(token) = view.token(at) else { continue };
        if let Some(before) = last.and_then(|before| view.token(before)) {
            let between = view.article.text.get(before.span.end..token.span.start);
            out.push_str(between.map_or(" ", joint));
        }
        out.push_str(&word(at));
        last = Some(at);
    }
    out
}

/// The words of some tokens of a clause as a label has them.
fn written(scene: &Scene<'_>, view: View<'_>, clause: &Predication, tokens: &[usize]) -> String {
    let word = |at: usize| {
        let word = view.found.word(&view.article.text, at);
        if let Some(owner) = owner(scene, view, tokens, at) {
            return format!("{owner}’s");
        }
        match named(scene, view, clause, at) {
            Some(name) => {
                let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
                let article = matches!(first, "The" | "A" | "An");
                if article { format!("{} {rest}", first.to_lowercase()) } else { name.to_owned() }
            }
            None if view.is(at, Upos::Det) => small(word),
            None if begins(view, at) && !is_name(view, at) && !is_nationality(word) => small(word),
            // "Won't go" answers whether it will.
            None if clause.denied && matches!(word, "wo" | "ca") => {
                if word == "wo" { "will" } else { "can" }.to_owned()
            }
            // "No one claimed it" answers whether anyone did.
            None => clause.denied.then(|| any_of(&view.lemma(at))).flatten().unwrap_or(word).to_owned(),
        }
    };
    let text = words(&joined(view, tokens, word));
    // "Have broken up".
    let whole = tokens.last().is_some_and(|at| view.found.has_relation(*at, &[Relation::CompoundPrt]));
    if whole { text } else { trimmed(&text) }
}

/// What somebody is called who is never named.
const PRONOUNS: [&str; 15] = [
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "themselves",
];

/// The name of whom a pronoun stands for that is the subject of a clause.
fn named<'s>(scene: &'s Scene<'_>, view: View<'_>, clause: &Predication, at: usize) -> Option<&'s str> {
    // "It would be long before", "it was clear that": that names nothing.
    let empty = view.lemma(at) == "it" && view.child(clause.token, &[Relation::Cop]).is_some();
    let subject = Some(at) == clause.subject && view.is(at, Upos::Pron) && !empty;
    let entity = scene.reading.entities.get(scene.entity_at(view, at).filter(|_| subject)?)?;
    let said = view.found.word(&view.article.text, at);
    // An entity of pronouns alone is called by one of them.
    let pronoun = PRONOUNS.contains(&entity.name.to_lowercase().as_str());
    (!pronoun && !entity.name.eq_ignore_ascii_case(said)).then_some(entity.name.as_str())
}

/// The name of the person whose a thing is by "her" or "his", where no other word of a label stands for that person.
fn owner<'s>(scene: &'s Scene<'_>, view: View<'_>, tokens: &[usize], at: usize) -> Option<&'s str> {
    let whose = view.token(at).is_some_and(|token| token.xpos == "PRP$");
    let id = scene.entity_at(view, at).filter(|_| whose)?;
    // Beside another person's name "his" may be that one's.
    let person = |token: usize| {
        let span = view.token(token).map(|token| token.span).unwrap_or_default();
        let mut named = view.found.mentions_in(span).filter_map(|place| view.found.mentions.get(place));
        named.any(|it| it.kind == EntityKind::Person && it.form == Form::Name && it.span.contains(span))
    };
    let known = |other: usize| other != at && (person(other) || scene.entity_at(view, other) == Some(id));
    let entity = scene.named(id).filter(|entity| entity.kind == EntityKind::Person)?;
    (!tokens.iter().any(|other| known(*other))).then_some(entity.name.as_str())
}

/// Whether a word is a name or a part of one ("Central" of "Central Bank").
fn is_name(view: View<'_>, at: usize) -> bool {
    let own = view.token(at).map(|token| token.span).unwrap_or_default();
    let mut named = view.found.mentions_in(own.cover(view.found.span_of(view.sentence(at))));
    let inside = |place: usize| {
        let mention = view.found.mentions.get(place);
        mention.is_some_and(|mention| mention.form == Form::Name && mention.span.contains(own))
    };
    view.is(at, Upos::Propn) || named.any(inside)
}

/// Whether a token begins its sentence, or what somebody says in it: its capital tells nothing.
fn begins(view: View<'_>, at: usize) -> bool {
    let first = view.sentence(at).start == at;
    first
        || at
            .checked_sub(1)
            .is_some_and(|before| view.is(before, Upos::Punct) && !view.lemma(before).starts_with([',', '-']))
}

/// What stands between two words of a label: nothing or a hyphen inside words, a comma in lists, or else a space.
fn joint(between: &str) -> &str {
    let inside = |letter: char| matches!(letter, '-' | '–' | '/' | '.' | '’' | '\'');
    match between {
        marks if marks.chars().all(inside) => marks,
        marks if marks.trim() == "," => ", ",
        _ => " ",
    }
}

/// Whether some tokens of a clause make a sentence: a subject that says who or what, before a verb in a tense.
fn is_sentence(scene: &Scene<'_>, view: View<'_>, clause: &Predication, tokens: &[usize]) -> bool {
    let top = clause.carriers.last().copied().unwrap_or(clause.token);
    let helping = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let chain = || std::iter::once(top).chain(std::iter::once(clause.token));
    let verbs = chain().chain(chain().flat_map(|at| view.found.dependents(view.children, at, &helping)));
    // "The people injured": a verb that only says which has no tense, whatever its form.
    let tensed = |at: &usize| {
        view.token(*at).is_some_and(|token| matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD"))
            && !view.found.has_relation(*at, &[Relation::Acl])
    };
    let Some(verb) = verbs.filter(|at| tokens.contains(at)).filter(tensed).min() else { return false };
    let marked =
        view.found.dependents(view.children, top, &[Relation::Mark]).any(|at| view.lemma(at) == "to");
    let says_who = |head: &usize| {
        let Some(token) = view.token(*head) else { return false };
        let pronoun = matches!(token.upos, Upos::Pron | Upos::Det);
        let known = named(scene, view, clause, *head).is_some();
        *head < verb && tokens.contains(head) && (!pronoun || known || any_of(&view.lemma(*head)).is_some())
    };
    let subject = [clause.subject, clause.object].into_iter().flatten().find(says_who);
    let first_words = subject.is_some_and(|head| phrase(view, head).len() <= SUBJECT);
    let spoken = |at: &usize| holds(&WORDS.spoken, &view.lemma(*at));
    let joins = |at: &usize| {
        let upos = view.token(*at).map(|token| token.upos);
        // "What might come next", "as well".
        let asks = view.token(*at).is_some_and(|token| token.xpos.starts_with('W'));
        matches!(upos, Some(Upos::Adp | Upos::Sconj | Upos::Cconj)) || asks || view.lemma(*at) == "as"
    };
    let open = tokens.last().is_some_and(|at| holds(&WORDS.linking, &view.lemma(*at)) || goes_on(view, *at));
    let time = |head: usize| {
        let own = view.token(head).map(|token| token.span).unwrap_or_default();
        view.times_in(own).any(|time| time.span.contains(own))
    };
    let when = subject.is_some_and(time);
    !marked
        && !open
        && !when
        && first_words
        && !tokens.first().is_some_and(joins)
        && !tokens.iter().any(spoken)
}

/// Whether some tokens of a clause without a subject stand by themselves.
fn is_phrase(view: View<'_>, clause: &Predication, tokens: &[usize]) -> bool {
    let noun = view.is(clause.token, Upos::Noun) && view.child(clause.token, &[Relation::Cop]).is_none();
    let pronoun = |at: &usize| view.is(*at, Upos::Pron);
    let verb = |at: &usize| {
        view.token(*at).is_some_and(|token| matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD"))
    };
    let open = tokens.last().is_some_and(|at| hangs_over(view, *at));
    tokens.len() > 1 && noun && !open && !tokens.iter().any(|at| pronoun(at) || verb(at))
}

/// Whether a clause goes on right behind the last word of a label ("banks recognise [that …]").
fn goes_on(view: View<'_>, at: usize) -> bool {
    view.is(at, Upos::Verb)
        && matches!(view.lemma(at + 1).as_str(), "that" | "whether" | "if" | "how" | "why")
}

/// Whether a word at the end of a label shows that it was cut or misread ("the signature we", "the first time anyone has").
fn hangs_over(view: View<'_>, at: usize) -> bool {
    let open = view.token(at).is_some_and(|token| {
        matches!(token.upos, Upos::Aux | Upos::Det | Upos::Sconj | Upos::Cconj | Upos::Part)
            || token.upos == Upos::Adp && token.relation != Relation::CompoundPrt
    });
    open || view.found.has_relation(at, &[Relation::Nsubj, Relation::NsubjPass])
}

/// Whether a word is of a stretch of text, or is the preposition before it.
fn is_of(view: View<'_>, at: usize, span: Span) -> bool {
    let inside = |token: usize| view.token(token).is_some_and(|token| span.overlaps(token.span));
    let before = |token: usize| view.is(token, Upos::Adp);
    inside(at) || before(at) && (inside(at + 1) || view.found.head(at).is_some_and(inside))
}

/// What hangs from a predicate and is taken whole, for a clause that is cut mostly says another thing ("whether banks
/// recognise [that it is one]").
const CORE: [Relation; 19] = [
    Relation::Aux,
    Relation::AuxPass,
    Relation::Cop,
    Relation::CompoundPrt,
    Relation::Mark,
    Relation::Expl,
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Csubj,
    Relation::Obj,
    Relation::Iobj,
    Relation::Xcomp,
    Relation::Ccomp,
    Relation::Amod,
    Relation::Compound,
    Relation::Det,
    Relation::Case,
    Relation::NmodPoss,
    Relation::Nummod,
];

/// The words of a clause that tell who does what to whom, in order, and whether more belongs to them than is taken.
fn clause_tokens(
    view: View<'_>,
    clause: &Predication,
    content: &[Span],
    words: &Words,
) -> (Vec<usize>, bool) {
    let mut kept = taken(view, clause, words);
    for at in figures_told_alone(view, &kept, words) {
        kept.remove(&at);
    }
    let inside = |at: &usize| {
        let subject = clause.subject.is_some_and(|head| *at <= head);
        subject || view.token(*at).is_some_and(|token| content.iter().any(|part| part.overlaps(token.span)))
    };
    let governed = |at: &usize| {
        *at > clause.token
            && view.found.has_relation(*at, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp])
            && view.found.head(*at) == Some(clause.token)
    };
    let lost = kept.iter().any(|at| governed(at) && !inside(at));
    let mut tokens: Vec<usize> =
        kept.into_iter().filter(|at| inside(at) && is_shown(view, *at, clause)).collect();
    let clipped = tokens.len() > MOST + SPARE;
    if clipped {
        tokens.truncate(MOST);
        while tokens.last().is_some_and(|at| hangs_over(view, *at) || view.is(*at, Upos::Pron)) {
            tokens.pop();
        }
    }
    after_verb(view, clause, &mut tokens);
    (tokens, clipped || lost)
}

/// Puts behind the verb to what it is done, where a clause describes that ("the pad that the agency used for the landings").
fn after_verb(view: View<'_>, clause: &Predication, tokens: &mut Vec<usize>) {
    let Some(object) = clause.object.filter(|head| {
        clause.subject.is_some_and(|doer| head < &doer && doer < clause.token)
            && view.found.head(clause.token) == Some(*head)
    }) else {
        return;
    };
    let thing = phrase(view, object);
    tokens.retain(|at| !thing.contains(at));
    let verb = |at: &usize| {
        *at == clause.token
            || view.found.head(*at) == Some(clause.token)
                && view.found.has_relation(*at, &[Relation::CompoundPrt])
    };
    let place = tokens.iter().rposition(verb).map_or(tokens.len(), |at| at + 1);
    let preposition =
        |at: &usize| view.found.has_relation(*at, &[Relation::Case]) && view.found.head(*at) == Some(object);
    tokens.splice(place..place, thing.into_iter().filter(|at| !preposition(at)));
}

/// A clause with what its predicate governs, whole, and what only tells where or why, while there is room and unless it
/// is alone in telling that: who answers the question need not say so.
fn taken(view: View<'_>, clause: &Predication, words: &Words) -> BTreeSet<usize> {
    let chain = || std::iter::once(clause.token).chain(clause.carriers.iter().copied());
    let mut kept: BTreeSet<usize> = chain().collect();
    let own = |at: usize| chain().any(|head| head == at);
    for head in [clause.subject, clause.object].into_iter().flatten() {
        let hangs = view.found.head(head).is_some_and(own);
        let whole = closed(view, head);
        let long = head < clause.token && whole.len() > SUBJECT;
        // "The sector is a culture that has embraced it": the culture has.
        let beside =
            |at: &usize| view.found.head(*at) == Some(head) && view.found.has_relation(*at, &BESIDE_A_NOUN);
        kept.extend(if hangs && !long { whole } else { without(view, phrase(view, head), beside) });
    }
    let first = kept.first().copied().unwrap_or(clause.token);
    let mut room: Vec<usize> = Vec::new();
    for child in chain().flat_map(|head| view.children.of(head)) {
        let passing = child < clause.token
            && view.found.has_relation(child, &[Relation::Advmod])
            && !holds(&WORDS.limiting, &view.lemma(child));
        if own(child) || kept.contains(&child) || passing || is_day(view, child) || !belongs(view, child) {
            continue;
        }
        let of = view.child(child, &[Relation::Case]).is_some_and(|case| view.lemma(case) == "of");
        // "safe and unhurt": what lists a predicate goes on with belongs to it.
        let listed = view.found.has_relation(child, &[Relation::Conj]);
        let with = listed && is_listed(view, clause.token, child);
        if of || with || view.found.has_relation(child, &CORE) {
            kept.extend(closed(view, child));
        } else if child > first && !listed {
            room.push(child);
        }
    }
    room.sort_unstable();
    // "The race began": of what it is said without an object, where or when is half of what is told.
    let governed = [Relation::Obj, Relation::Xcomp, Relation::Ccomp, Relation::Cop];
    let mut bare = clause.object.is_none() && chain().all(|head| view.child(head, &governed).is_none());
    if room.iter().any(|child| !is_told_alone(view, &closed(view, *child), words)) {
        bare = false;
    }
    for child in room {
        let more = closed(view, child);
        let told = std::mem::take(&mut bare) || !is_told_alone(view, &more, words);
        if kept.len() + more.len() <= MOST && told {
            kept.extend(more);
        }
    }
    kept
}

/// What hangs from a noun and is no part of its phrase: what makes it a predicate.
const BESIDE_A_NOUN: [Relation; 6] =
    [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Cop, Relation::Aux, Relation::Mark];

/// Some tokens without those for which `left_out` holds, and without all that hangs from these.
fn without(view: View<'_>, mut tokens: Vec<usize>, left_out: impl Fn(&usize) -> bool) -> Vec<usize> {
    let out: Vec<usize> = tokens.iter().copied().filter(&left_out).collect();
    tokens.retain(|at| {
        let above = || view.found.ancestors(*at);
        !out.contains(at) && !above().any(|above| out.contains(&above))
    });
    tokens
}

/// The words of the counts that a clause gives alone ("whether the flood killed 44 people", where another counts 31): who
/// answers the question need not say how many.
fn figures_told_alone(view: View<'_>, kept: &BTreeSet<usize>, words: &Words) -> Vec<usize> {
    let plural =
        |at: usize| view.token(at).is_some_and(|token| matches!(token.xpos.as_str(), "NNS" | "NNPS"));
    let single = |at: usize| {
        let det = view.child(at, &[Relation::Det]);
        det.is_some_and(|det| matches!(view.lemma(det).as_str(), "a" | "an" | "another" | "every" | "each"))
    };
    let alone = |at: &&usize| {
        let head = view.found.head(**at).filter(|_| view.found.has_relation(**at, &[Relation::Nummod]));
        let free = !view.lemma(**at + 1).starts_with('-');
        free && words.alone.contains(*at) && head.is_some_and(|head| plural(head) && !single(head))
    };
    let counts = |at: &usize| {
        let span = view.token(*at)?.span;
        let figure = view.found.quantities.iter().find(|figure| figure.span.overlaps(span))?;
        (figure.kind == QuantityKind::Count).then(|| view.found.tokens_in(figure.span))
    };
    kept.iter().filter(alone).filter_map(counts).flatten().collect()
}

/// Whether nobody else tells any of some words of a clause; a condition belongs to what it is a condition of.
fn is_told_alone(view: View<'_>, tokens: &[usize], words: &Words) -> bool {
    let condition = |at: &usize| holds(&WORDS.supposing, &view.lemma(*at));
    tokens.iter().any(|at| words.alone.contains(at))
        && !tokens.iter().any(|at| words.shared.contains(at) || condition(at))
}

/// Whether what hangs from a predicate only says on which day: whether it was so is not when, and accounts that date it
/// otherwise answer it too. A year tells of which event it is.
fn is_day(view: View<'_>, at: usize) -> bool {
    let adjunct = [Relation::Obl, Relation::OblUnmarked, Relation::Advmod, Relation::NmodUnmarked];
    let word = view.token(at).map(|token| token.span).unwrap_or_default();
    let year = |time: &Time| {
        let words = time.span.of(&view.article.text);
        words.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits.len() == 4)
    };
    view.found.has_relation(at, &adjunct)
        && view.times_in(word).any(|time| {
            let date = matches!(time.kind, TimeKind::Date | TimeKind::Time);
            date && time.span.contains(word) && !year(time)
        })
}

/// Whether what hangs from a predicate is part of what it says: no clause beside it, no aside, nobody who says it.
fn belongs(view: View<'_>, at: usize) -> bool {
    let beside = [
        Relation::Cc,
        Relation::Parataxis,
        Relation::Punct,
        Relation::Discourse,
        Relation::Vocative,
        Relation::Appos,
        Relation::Dislocated,
        Relation::List,
        Relation::Orphan,
        Relation::Reparandum,
    ];
    let mark = view.found.has_relation(at, &[Relation::Mark]) && view.lemma(at) != "to";
    let loose = [Relation::Advcl, Relation::AdvclRelcl, Relation::Acl, Relation::AclRelcl, Relation::Obl];
    let said = view.child(at, &[Relation::Case]).is_some_and(|case| view.lemma(case) == "according");
    !(view.found.has_relation(at, &beside)
        || mark
        || said
        || view.found.has_relation(at, &loose) && is_set_off(view, at))
}

/// Whether a word lists another predicate beside one that is no verb.
fn is_listed(view: View<'_>, predicate: usize, other: usize) -> bool {
    let clauses = [Relation::Nsubj, Relation::NsubjPass, Relation::Cop, Relation::Expl];
    !view.is(predicate, Upos::Verb) && !view.is(other, Upos::Verb) && view.child(other, &clauses).is_none()
}

/// Whether a mark parts what hangs from a word from what stands before it (", who was 38", "(AP)").
fn is_set_off(view: View<'_>, at: usize) -> bool {
    let first = view.found.subtree(view.children, at).start;
    // ", even while they waited".
    let before = (0..first).rev().take(2).find(|before| !view.is(*before, Upos::Adv));
    before.is_some_and(|before| view.is(before, Upos::Punct) && view.lemma(before) != "-")
}

/// A word with all that hangs from it, without asides.
fn closed(view: View<'_>, head: usize) -> Vec<usize> {
    let aside = [Relation::Parataxis, Relation::Discourse, Relation::Vocative, Relation::Punct];
    let loose = [Relation::Appos, Relation::Acl, Relation::AclRelcl, Relation::Advcl, Relation::AdvclRelcl];
    let mut tokens = Vec::new();
    let mut todo = vec![head];
    while let Some(at) = todo.pop() {
        tokens.push(at);
        todo.extend(view.children.of(at).filter(|child| {
            let left_out = view.found.has_relation(*child, &loose) && is_set_off(view, *child);
            !left_out && !view.found.has_relation(*child, &aside)
        }));
    }
    tokens.sort_unstable();
    tokens
}

/// Whether a word has its place in a label: no mark, no word that denies, no "who" for whoever the label names.
fn is_shown(view: View<'_>, at: usize, clause: &Predication) -> bool {
    let Some(token) = view.token(at) else { return false };
    let lemma = view.lemma(at);
    let denies = clause.denied && matches!(lemma.as_str(), "not" | "n't" | "never");
    let stands = || matches!(lemma.as_str(), "which" | "who" | "that") && token.upos == Upos::Pron;
    let own = view.found.head(at) == Some(clause.token);
    !(token.upos == Upos::Punct || denies || own && stands())
}
