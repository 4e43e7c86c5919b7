//! What a figure, a time or a word hangs from: the event that governs it, read off the parse, or off the words beside it.

use super::lexicon::{Class, LEXICON};
use super::point::is_harm;
use super::scene::View;
use super::words::{WORDS, holds};
use crate::annotation::{Relation, Upos};

/// The event that governs something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Event {
    /// The token that tells of it.
    pub token: Option<usize>,
    /// The kinds of events that it may be; empty when its word is in no list.
    pub classes: Vec<Class>,
}

/// The kinds of events, acts of speech left out, that the word of a token tells of.
pub(super) fn classes_of(view: View<'_>, token: usize) -> Vec<Class> {
    let lemma = view.lemma(token);
    let speech = |class: &Class| LEXICON.events.get(usize::from(*class)).is_some_and(|event| event.speech);
    let of = |word: &str| LEXICON.events_of(word).filter(|class| !speech(class)).collect::<Vec<_>>();
    // "A truck blew up", "he stepped down": the verb alone tells of something else.
    // "Went well", "will go ahead": nobody went anywhere.
    if lemma == "go" && !goes_somewhere(view, token) {
        return Vec::new();
    }
    let with_particle = particle(view, token).map(|particle| of(&format!("{lemma}_{particle}")));
    with_particle.filter(|classes| !classes.is_empty()).unwrap_or_else(|| of(&lemma))
}

/// Whether a form of "go" says where to, or from where ("went to Dalen", "went home").
fn goes_somewhere(view: View<'_>, verb: usize) -> bool {
    let places = [Relation::Obl, Relation::OblUnmarked, Relation::Advmod, Relation::Xcomp];
    view.found.dependents(view.children, verb, &places).any(|at| {
        let case = view.child(at, &[Relation::Case]).map(|case| view.lemma(case));
        let to =
            case.is_some_and(|case| matches!(case.as_str(), "to" | "into" | "from" | "across" | "through"));
        to || matches!(view.lemma(at).as_str(), "there" | "home" | "abroad" | "back" | "overseas")
    })
}

/// Whether some kinds of events are those of an attack.
pub(super) fn are_attacks(classes: &[Class]) -> bool {
    let attack = |class: &Class| {
        let event = LEXICON.events.get(usize::from(*class));
        event.is_some_and(|event| matches!(event.name, "bomb" | "attack" | "shoot" | "hijack"))
    };
    classes.iter().any(attack)
}

/// The particle that makes one word with a verb.
fn particle(view: View<'_>, verb: usize) -> Option<String> {
    if !view.is(verb, Upos::Verb) {
        return None;
    }
    let next = (verb + 1..verb + 3).find(|at| view.token(*at).is_some_and(|token| token.xpos == "RP"))?;
    (view.found.head(next) == Some(verb)).then(|| view.lemma(next))
}

/// The event that a counted thing stands in: "26 men were killed", "24 dead", "killed 48 people", "a toll of 11".
pub(super) fn event_of(view: View<'_>, number: usize, counted: Option<usize>) -> Event {
    let around = [counted, Some(number)];
    // "21 of the 276 girls taken have been freed": the 21 are not those of whom "taken" tells.
    if is_some_of(view, number) {
        let whole = above(view, [Some(number), None]);
        return whole.unwrap_or_default();
    }
    // "50 taken to hospital": the participle tells what befell them, whatever befell others.
    if counted.is_none()
        && let Some(told) = participle(view, number)
    {
        return told;
    }
    // "21 of the 276 girls who were taken": of the 276 nothing is told but that.
    if is_base(view, number) {
        return below(view, counted).unwrap_or_default();
    }
    // "Five dead, dozens injured": what is right beside the figure, whatever the parse takes for counted.
    let next = view.is(number + 1, Upos::Adj).then(|| told(view, number + 1)).flatten();
    let next = next.filter(|_| number + 1 < view.sentence(number).end);
    let tries =
        [next, beside(view, number, counted), own(view, counted), below(view, counted), above(view, around)];
    let event = tries.into_iter().flatten().next();
    // "The release of 21 captives", "four detained men were freed": that they were held only says who they are.
    let held = event.as_ref().and_then(|event| {
        event.classes.first().map(|_| event.classes.iter().all(|class| is_holding(*class)))
    });
    let change = counted.filter(|_| held == Some(true)).and_then(|at| befalling(view, at));
    change.or(event).or_else(|| nearby(view, number)).unwrap_or_default()
}

/// Whether a kind of event is that somebody is held.
fn is_holding(class: Class) -> bool {
    LEXICON.events.get(usize::from(class)).is_some_and(|event| matches!(event.name, "detain" | "abduct"))
}

/// What is told to have befallen those whom a noun names: by the verb that they are object or passive subject of, or by the
/// noun of an event that is theirs ("the release of 21 captives").
fn befalling(view: View<'_>, counted: usize) -> Option<Event> {
    let of = || view.child(counted, &[Relation::Case]).is_some_and(|case| view.lemma(case) == "of");
    let passive = view.found.has_relation(counted, &[Relation::Obj, Relation::NsubjPass]);
    let theirs = view.found.has_relation(counted, &[Relation::Nmod]) && of();
    told(view, view.found.head(counted).filter(|_| passive || theirs)?)
}

/// A verb by which a toll moves tells of those whose toll it is ("the death toll from the blast rose to six").
pub(super) fn tolled(view: View<'_>, event: Event) -> Event {
    let subject = event.token.and_then(|verb| {
        view.child(verb, &[Relation::Nsubj, Relation::NsubjPass]).or_else(|| subject_above(view, verb))
    });
    let toll = subject.filter(|at| holds(&WORDS.tallies, &view.lemma(*at)));
    let classes = toll.map(|at| classes_of(view, at)).unwrap_or_default();
    if classes.iter().any(|class| is_harm(*class)) { Event { token: toll, classes } } else { event }
}

/// The subject before a verb that the parse gave to whoever says it ("the toll rose to six, the mayor announced").
fn subject_above(view: View<'_>, verb: usize) -> Option<usize> {
    let inner = view.found.has_relation(verb, &[Relation::Ccomp]);
    let head = view.found.head(verb).filter(|head| inner && *head > verb)?;
    let mut subjects = view.found.dependents(view.children, head, &[Relation::Nsubj, Relation::NsubjPass]);
    subjects.find(|at| *at < verb)
}

/// The participle that hangs from a number.
fn participle(view: View<'_>, number: usize) -> Option<Event> {
    let mut hanging = view.found.dependents(view.children, number, &[Relation::Acl]);
    let at = hanging.find(|at| view.token(*at).is_some_and(|token| token.xpos == "VBN"))?;
    Some(Event { token: Some(at), classes: classes_of(view, at) })
}

/// Whether a number counts those of whom another word counts some ("21 of the more than 200 girls", "the first of the 40").
fn is_base(view: View<'_>, number: usize) -> bool {
    let sentence = view.sentence(number);
    let around = |at: &usize| holds(&WORDS.around_base, &view.lemma(*at));
    let of = (sentence.start..number).rev().take(6).find(|at| !around(at));
    let Some(of) = of.filter(|of| view.lemma(*of) == "of" && *of > sentence.start) else { return false };
    let the = (of + 1..number).any(|at| view.is(at, Upos::Det));
    // "The 48th of 71 laps", "12 of 30 passengers".
    let figure =
        view.is(of - 1, Upos::Num) || view.lemma(of - 1).starts_with(|letter: char| letter.is_ascii_digit());
    figure || the && holds(&WORDS.some_of, &view.lemma(of - 1))
}

/// Whether a number counts some of those that another one counts ("21 of the 276"), or of whom else is told ("five of the
/// dead were guests").
fn is_some_of(view: View<'_>, number: usize) -> bool {
    let sentence = view.sentence(number);
    // "One of the deadliest" is a place in an order.
    let most = |at: usize| view.token(at).is_some_and(|token| matches!(token.xpos.as_str(), "JJS" | "RBS"));
    let known = |at: usize| {
        let whose =
            matches!(view.lemma(at).as_str(), "the" | "those" | "these" | "its" | "their" | "our" | "my");
        whose && !most(at + 1)
    };
    view.lemma(number + 1) == "of"
        && sentence.contains(&(number + 2))
        && (known(number + 2) || (number + 2..sentence.end).take(5).any(|at| view.is(at, Upos::Num)))
}

/// Whether an event is two kinds of harm told in one breath, of the same people ("were killed and injured").
pub(super) fn is_of_both(view: View<'_>, event: &Event) -> bool {
    let named = |at: usize, name: &str| {
        classes_of(view, at)
            .iter()
            .any(|class| LEXICON.events.get(usize::from(*class)).is_some_and(|event| event.name == name))
    };
    let Some(at) = event.token else { return false };
    let own = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
    let linked =
        |other: usize| view.found.has_relation(other, &[Relation::Conj]) && view.child(other, &own).is_none();
    let below = view.children.of(at).filter(|other| linked(*other));
    let above = view.found.head(at).filter(|_| linked(at));
    // "Killed 40 and injured 100", "40 dead and 100 injured": each has a figure of its own.
    let apart = |other: usize| {
        let between = view.found.span_of(at.min(other)..at.max(other));
        let first = view.found.quantities.partition_point(|figure| figure.span.end <= between.start);
        view.found.quantities.get(first).is_some_and(|figure| between.overlaps(figure.span))
    };
    let pair = |other: usize| {
        named(at, "kill") && named(other, "injure") || named(at, "injure") && named(other, "kill")
    };
    below.chain(above).any(|other| pair(other) && !apart(other))
}

/// The event that a verb says of only that it was ("the quake struck", "the trip took place"): its subject.
pub(super) fn happening(view: View<'_>, event: Event) -> Event {
    let subject = || {
        let verb = event.token.filter(|at| holds(&WORDS.happening, &view.lemma(*at)))?;
        let subject = view.child(verb, &[Relation::Nsubj, Relation::NsubjPass])?;
        if matches!(view.lemma(subject).as_str(), "it" | "this") {
            return told_before(view, verb);
        }
        // "which took place" says it of what it describes.
        let described =
            view.found.head(verb).filter(|_| view.found.has_relation(verb, &[Relation::AclRelcl]));
        told(view, subject).or_else(|| told(view, described?))
    };
    subject().map(|told| Event { token: event.token, ..told }).unwrap_or(event)
}

/// What the sentence before tells of, where this one goes on with "it took place at noon": its subject, or what that is of.
fn told_before(view: View<'_>, verb: usize) -> Option<Event> {
    let place = view.found.sentence_of_token(verb)?;
    let before = view.found.sentences.get(place.checked_sub(1)?)?.tokens.clone();
    let subjects = [Relation::Nsubj, Relation::NsubjPass];
    let subject = before.clone().find(|at| view.found.has_relation(*at, &subjects))?;
    told(view, subject).or_else(|| told(view, view.child(subject, &[Relation::Nmod])?))
}

fn told(view: View<'_>, token: usize) -> Option<Event> {
    let classes = classes_of(view, token);
    (!classes.is_empty()).then_some(Event { token: Some(token), classes })
}

/// The participle or adjective right after ("24 dead", "200 were injured", "five have so far been confirmed dead").
fn beside(view: View<'_>, number: usize, counted: Option<usize>) -> Option<Event> {
    let from = counted.unwrap_or(number).max(number);
    let after = (from + 1..view.sentence(number).end).take(6);
    for at in after {
        let token = view.token(at)?;
        let skipped = matches!(token.upos, Upos::Aux | Upos::Adv) || holds(&WORDS.light, &view.lemma(at));
        match token.upos {
            Upos::Adj | Upos::Verb if !skipped || told(view, at).is_some() => return told(view, at),
            _ if skipped => {}
            _ => return None,
        }
    }
    None
}

/// The counted word itself ("26 deaths", "two blasts").
fn own(view: View<'_>, counted: Option<usize>) -> Option<Event> {
    told(view, counted?)
}

/// What hangs from the counted word ("men killed in the purge", "wounded people").
fn below(view: View<'_>, counted: Option<usize>) -> Option<Event> {
    let relations = [Relation::Acl, Relation::AclRelcl, Relation::Amod];
    let mut hanging = view.found.dependents(view.children, counted?, &relations);
    hanging.find_map(|at| told(view, at))
}

/// What the counted word hangs from, up to four steps, looking into light verbs.
fn above(view: View<'_>, around: [Option<usize>; 2]) -> Option<Event> {
    let start = around.into_iter().flatten().next()?;
    let mut seen = start;
    for at in view.found.ancestors(start).take(4) {
        // "Left two soldiers dead": nobody withdrew.
        let left = (view.lemma(at) == "leave").then(|| view.child(at, &[Relation::Xcomp])).flatten();
        if let Some(event) = left.and_then(|state| told(view, state)).or_else(|| told(view, at)) {
            return Some(event);
        }
        if holds(&WORDS.light, &view.lemma(at)) {
            let mut inside = view.children.of(at).filter(|child| *child != seen);
            if let Some(event) = inside.find_map(|child| told(view, child)) {
                return Some(event);
            }
            // "Two died and fifty were taken to hospital": what befell the two is not told of the fifty.
            if view.found.has_relation(at, &[Relation::Conj]) && view.is(at, Upos::Verb) {
                return Some(Event { token: Some(at), classes: Vec::new() });
            }
        } else if view.is(at, Upos::Verb) {
            return Some(Event { token: Some(at), classes: Vec::new() });
        }
        seen = at;
    }
    None
}

/// The nearest word that tells of an event, where no other figure stands between.
fn nearby(view: View<'_>, number: usize) -> Option<Event> {
    let sentence = view.sentence(number);
    let open = |at: &usize| view.token(*at).is_some_and(|token| token.upos != Upos::Num);
    let after = (number + 1..sentence.end)
        .take(8)
        .take_while(open)
        .find_map(|at| told(view, at).map(|event| (at - number, event)));
    let before = (sentence.start..number)
        .rev()
        .take(8)
        .take_while(open)
        .find_map(|at| told(view, at).map(|event| (number - at, event)));
    match (after, before) {
        (Some(a), Some(b)) => Some(if a.0 <= b.0 { a.1 } else { b.1 }),
        (a, b) => a.or(b).map(|(_, event)| event),
    }
}

/// The first verb, or noun of an event, above a token.
pub(super) fn predicate(view: View<'_>, token: usize) -> Option<Event> {
    view.found.ancestors(token).take(5).find_map(|at| {
        let verb = view.token(at)?.upos == Upos::Verb;
        let classes = classes_of(view, at);
        (verb || !classes.is_empty()).then_some(Event { token: Some(at), classes })
    })
}

/// Whether what a token says is only supposed: under "if", "whether" or "would", or in a question.
pub(super) fn is_supposed(view: View<'_>, token: usize) -> bool {
    let text = &view.article.text;
    let sentence = view.sentence(token);
    let asked = sentence.end.checked_sub(1).is_some_and(|last| view.found.word(text, last) == "?");
    let chain = std::iter::once(token).chain(view.found.ancestors(token).take(6));
    asked
        || chain.into_iter().any(|at| {
            view.children.of(at).any(|child| match view.token(child).map(|token| token.relation) {
                Some(Relation::Mark) => holds(&WORDS.supposing, &view.lemma(child)),
                Some(Relation::Aux) => holds(&WORDS.supposed, &view.lemma(child)),
                _ => false,
            })
        })
}

/// Whether a token says something of something: a verb that is no auxiliary, a noun or adjective with a copula, or the
/// noun of an event with what it belongs to.
pub(super) fn is_predicate(view: View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else { return false };
    let has = |relations: &[Relation]| view.child(at, relations).is_some();
    // "did not answer shouted questions": a participle before its noun.
    let describes = || {
        token.relation == Relation::Xcomp
            && token.xpos == "VBN"
            && view.found.head(at).is_some_and(|head| head + 1 == at)
            && has(&[Relation::Obj])
    };
    match token.upos {
        Upos::Verb => {
            !describes()
                && occurring(view, at).is_none()
                && !matches!(
                    token.relation,
                    Relation::Aux | Relation::AuxPass | Relation::Amod | Relation::Compound | Relation::Case
                )
        }
        Upos::Noun | Upos::Adj | Upos::Propn if has(&[Relation::Cop]) => {
            has(&[Relation::Nsubj, Relation::Expl])
        }
        Upos::Noun => is_had(view, at) || !classes_of(view, at).is_empty() && is_told_by_noun(view, at),
        // "There are no victims".
        Upos::Aux => has(&[Relation::Expl]),
        _ => false,
    }
}

/// Whether a noun is what somebody has: "have" alone says nothing ("none of the dockers has a visa").
pub(super) fn is_had(view: View<'_>, at: usize) -> bool {
    let has = |verb: usize| view.is(verb, Upos::Verb) && view.lemma(verb) == "have";
    view.is(at, Upos::Noun)
        && view.found.has_relation(at, &[Relation::Obj])
        && view.found.head(at).is_some_and(has)
}

/// Whether the noun of an event is what is said, or what something is said to be done to ("made a visit", "denied visas").
fn is_told_by_noun(view: View<'_>, at: usize) -> bool {
    let described = [Relation::Nmod, Relation::NmodPoss, Relation::Compound, Relation::Amod];
    let standing = [Relation::Root, Relation::Obj, Relation::Conj, Relation::Parataxis, Relation::NsubjPass];
    // What a verb with a meaning of its own is done to is told by that verb.
    let by_verb = view.found.has_relation(at, &[Relation::Obj, Relation::NsubjPass])
        && view
            .found
            .head(at)
            .is_some_and(|verb| view.is(verb, Upos::Verb) && !holds(&WORDS.carrying, &view.lemma(verb)));
    let stands = view.found.head(at).is_none()
        || view.found.has_relation(at, &standing)
        || existential(view, at).is_some();
    view.child(at, &described).is_some() && !by_verb && stands
}

/// The verb of a clause that says of something only that it is there ("there were attacks", "there can be no attack"), or
/// that it took place.
pub(super) fn existential(view: View<'_>, at: usize) -> Option<usize> {
    let describing = || {
        let mut verbs = view.found.dependents(view.children, at, &[Relation::AclRelcl]);
        verbs.find(|verb| occurring(view, *verb) == Some(at))
    };
    let subject = [Relation::Nsubj, Relation::NsubjPass];
    let above = view.found.head(at).filter(|_| view.found.has_relation(at, &subject));
    let there = |verb: &usize| {
        let there = view.child(*verb, &[Relation::Expl]).is_some_and(|there| view.lemma(there) == "there");
        there || occurring(view, *verb) == Some(at)
    };
    above.filter(there).or_else(describing)
}

/// The event of which a verb says only that it took place ("the talks took place", "the trip, which took place in May",
/// "talks will be held").
pub(super) fn occurring(view: View<'_>, verb: usize) -> Option<usize> {
    if !view.is(verb, Upos::Verb) {
        return None;
    }
    let lemma = view.lemma(verb);
    let placed = || view.child(verb, &[Relation::Obj]).is_some_and(|at| view.lemma(at) == "place");
    let held = (lemma == "hold").then(|| view.child(verb, &[Relation::NsubjPass])).flatten();
    let occurs = holds(&WORDS.occurring, &lemma) || lemma == "take" && placed() || held.is_some();
    if !occurs {
        return None;
    }
    let subject = held.or_else(|| view.child(verb, &[Relation::Nsubj]))?;
    let described = view.found.head(verb).filter(|_| view.found.has_relation(verb, &[Relation::AclRelcl]));
    let event = if holds(&WORDS.relative, &view.lemma(subject)) { described? } else { subject };
    (view.is(event, Upos::Noun) && !classes_of(view, event).is_empty()).then_some(event)
}
