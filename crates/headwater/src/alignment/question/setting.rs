//! What is around a point: its words, the places that narrow it, whom its clause names, when it was, of what it is a part.

use std::collections::BTreeSet;

use jiff::civil::Date;
use smol_str::SmolStr;

use super::Value;
use super::clause::{self, Event};
use super::lexicon::stem;
use super::point::{Point, is_harm};
use super::predication::phrase;
use super::scene::{Scene, View};
use super::term::{Term, TermKind};
use super::words::{WORDS, holds};
use crate::alignment::entity::EntityId;
use crate::annotation::{EntityKind, Form, Relation, Time, TimeKind, Upos};
use crate::text::Span;

/// What is around a point: the words, the places that narrow it, when it was.
pub(super) struct Setting {
    pub context: Vec<Term>,
    pub named_places: BTreeSet<EntityId>,
    pub places: BTreeSet<EntityId>,
    pub parties: BTreeSet<EntityId>,
    /// The same, with those places that the whole story tells of.
    pub all_parties: BTreeSet<EntityId>,
    pub anchor: Option<(Date, Date)>,
    pub when: Option<(Date, Date)>,
    pub without: bool,
    pub of_another: Another,
}

/// Reads the setting of what stands at `token` and hangs from `event`, leaving out the tokens of `focus`.
pub(super) fn setting(
    scene: &Scene<'_>,
    view: View<'_>,
    token: usize,
    event: &Event,
    focus: Span,
) -> Setting {
    let sentence = view.sentence(token);
    let span = view.found.span_of(sentence);
    let outside = |term: &Term| view.token(term.token).is_some_and(|token| !focus.overlaps(token.span));
    let context: Vec<Term> = scene
        .terms(view, span)
        .into_iter()
        .filter(|term| Some(term.token) != event.token && outside(term) && term.kind != TermKind::Figure)
        .collect();
    let (when, anchor) = dated(scene, view, token, event);
    let all_parties = parties(scene, view, event.token.unwrap_or(token));
    let narrow = |place: &EntityId| !scene.stories.is_wide(view.article.id, *place);
    Setting {
        of_another: of_another(scene, view, event.token.unwrap_or(token), when),
        places: clause_places(scene, view, token, event).into_iter().filter(narrow).collect(),
        named_places: named(scene, view, span),
        parties: all_parties.iter().copied().filter(narrow).collect(),
        all_parties,
        anchor,
        when,
        without: is_without(view, event.token.unwrap_or(token)),
        context,
    }
}

/// The places that a sentence names.
fn named(scene: &Scene<'_>, view: View<'_>, sentence: Span) -> BTreeSet<EntityId> {
    let mentions = view.found.mentions_in(sentence).filter_map(|at| view.found.mentions.get(at));
    mentions
        .filter(|mention| mention.kind == EntityKind::Place)
        .filter_map(|mention| scene.reading.entities.resolve(view.article.id, mention.entity))
        .collect()
}

/// The places that the clause names.
fn clause_places(scene: &Scene<'_>, view: View<'_>, token: usize, event: &Event) -> BTreeSet<EntityId> {
    let top = event.token.unwrap_or(token);
    // "Left 32 dead near Orlan".
    let left = view.found.head(top).filter(|_| view.found.has_relation(top, &[Relation::Xcomp]));
    let top = left.unwrap_or(top);
    let mut clause = own_words(view, top);
    let mut span = view.found.span_of(view.found.subtree(view.children, top));
    // "Six died when a seaplane crashed near Orlan".
    clause.extend(occasion(view, top).into_iter().flat_map(|verb| own_words(view, verb)));
    // "a strike on Orlan that left 32 dead".
    if let Some(described) = described(view, top) {
        clause.extend(phrase(view, described));
        span = view.found.span_of(view.found.subtree(view.children, described));
    }
    let mentions = view.found.mentions_in(span).filter_map(|at| view.found.mentions.get(at));
    mentions
        .filter(|mention| mention.kind == EntityKind::Place && clause.contains(&mention.head))
        .filter_map(|mention| scene.reading.entities.resolve(view.article.id, mention.entity))
        .collect()
}

/// The clause that tells in what somebody came to harm ("died when a seaplane crashed", "died after a tram caught fire").
fn occasion(view: View<'_>, top: usize) -> Option<usize> {
    let harm = clause::classes_of(view, top).into_iter().any(is_harm);
    let verb = view.child(top, &[Relation::Advcl]).filter(|verb| harm && *verb > top)?;
    let link = view.found.dependents(view.children, verb, &[Relation::Mark, Relation::Advmod]);
    let when = |at: usize| matches!(view.lemma(at).as_str(), "when" | "as" | "after");
    link.into_iter().any(when).then_some(verb)
}

/// What the clause of an event describes ("the strike that left 32 people dead", "1959, when two died").
fn described(view: View<'_>, top: usize) -> Option<usize> {
    let inside = [Relation::Obj, Relation::Xcomp, Relation::Amod, Relation::Nsubj, Relation::Conj];
    let mut at = top;
    for _ in 0..4 {
        if view.found.has_relation(at, &[Relation::AclRelcl]) {
            return view.found.head(at);
        }
        at = view.found.head(at).filter(|_| at == top || view.found.has_relation(at, &inside))?;
    }
    None
}

/// Of which other event a clause only tells, where its sentence is about something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Another {
    /// None: it may be the story's own.
    No,
    /// Something that happened, perhaps elsewhere ("the strike on Orlan that left 32 dead").
    Event,
    /// Something that was days before ("last month, when 32 died").
    Earlier,
}

/// How many days before the story something was that is told only in passing, to be another event.
const BEFORE: i32 = 3;

fn of_another(scene: &Scene<'_>, view: View<'_>, top: usize, when: Option<Days>) -> Another {
    let Some(noun) = described(view, top) else { return Another::No };
    let published = scene.stories.published(view.article.id);
    let earlier = published
        .zip(when)
        .is_some_and(|(published, when)| when.1.until(published.0).is_ok_and(|gap| gap.get_days() >= BEFORE));
    // "strikes in the province of Orlan that left 32 dead": the parse may hang it from the province.
    let over = |at: &usize| {
        let head = view.found.head(*at);
        head.filter(|_| *at == noun || view.found.has_relation(*at, &[Relation::Nmod]))
    };
    let happened = std::iter::successors(Some(noun), over).take(4).any(|at| {
        let inside = view.is(at, Upos::Noun) && view.found.head(at).is_some();
        inside && !clause::classes_of(view, at).is_empty()
    });
    match (earlier, happened) {
        (true, _) => Another::Earlier,
        (false, true) => Another::Event,
        (false, false) => Another::No,
    }
}

/// Whom or what a clause says something of, where it names them ("Lena's centre was near the coast", "Estmark is treating 500").
fn parties(scene: &Scene<'_>, view: View<'_>, top: usize) -> BTreeSet<EntityId> {
    let said_of = [Relation::Nsubj, Relation::NsubjPass, Relation::NmodPoss];
    let clause = own_words(view, top);
    let span = view.found.span_of(view.found.subtree(view.children, top));
    let mentions = view.found.mentions_in(span).filter_map(|at| view.found.mentions.get(at));
    // "Lena Vars, who faces 40 years".
    let relative = view.found.head(top).filter(|_| view.found.has_relation(top, &[Relation::AclRelcl]));
    let mention = |noun: usize| view.found.mentions.get(view.found.mention_of_head(noun)?);
    let governing = relative.and_then(mention);
    let owner = owner(view, top).and_then(mention);
    mentions
        .filter(|mention| clause.contains(&mention.head))
        .chain(governing)
        .chain(owner)
        .filter(|mention| mention.form == Form::Name)
        .filter(|mention| relative == Some(mention.head) || view.found.has_relation(mention.head, &said_of))
        .filter_map(|mention| scene.reading.entities.resolve(view.article.id, mention.entity))
        .collect()
}

/// Whose it is, where a noun stands for what is told and a verb says who has it ("Estmark has a series of four missions"). Who
/// only reports a toll has none.
fn owner(view: View<'_>, top: usize) -> Option<usize> {
    let toll = || clause::classes_of(view, top).into_iter().any(is_harm);
    let subject = |at: usize| view.child(at, &[Relation::Nsubj, Relation::NsubjPass]);
    if toll() || view.is(top, Upos::Verb) && subject(top).is_some() {
        return None;
    }
    // "The club struggled, winning just 15 games".
    let inside = [Relation::Obj, Relation::Nmod, Relation::Obl, Relation::Compound, Relation::Nummod];
    let hangs = [&inside[..], &[Relation::Advcl, Relation::Xcomp]].concat();
    let mut at = top;
    for _ in 0..OWNED {
        at = view.found.head(at).filter(|_| view.found.has_relation(at, &hangs))?;
        if let Some(subject) = subject(at).filter(|_| view.is(at, Upos::Verb)) {
            return Some(subject).filter(|_| !holds(&WORDS.telling, &view.lemma(at)));
        }
    }
    None
}

/// So many steps above what is told its owner stands at most.
const OWNED: usize = 5;

/// Whether what hangs from a word says without what it was.
fn is_without(view: View<'_>, top: usize) -> bool {
    let mut hanging = view.found.dependents(view.children, top, &[Relation::Obl, Relation::Nmod]);
    hanging.any(|head| view.child(head, &[Relation::Case]).is_some_and(|case| view.lemma(case) == "without"))
}

/// The words of a clause without those of clauses beside and below it ("held, and taken to a camp at Orlan").
fn own_words(view: View<'_>, top: usize) -> BTreeSet<usize> {
    let others = [Relation::Conj, Relation::Advcl, Relation::Parataxis];
    let mut own = BTreeSet::new();
    let mut todo = vec![top];
    while let Some(at) = todo.pop() {
        if own.insert(at) {
            todo.extend(view.children.of(at).filter(|child| !view.found.has_relation(*child, &others)));
        }
    }
    own
}

/// How many days before the story's publication something is no part of it.
const LONG_AGO: i32 = 20;

/// When something was: from its first day to its last.
type Days = (Date, Date);

/// When what a predicate tells was, where its clause says so and that was long before the story.
pub(super) fn long_ago(scene: &Scene<'_>, view: View<'_>, predicate: usize) -> Option<Days> {
    dated(scene, view, predicate, &Event { token: Some(predicate), classes: Vec::new() }).1
}

/// When the clause says it was, and the same where that is long before the story.
fn dated(scene: &Scene<'_>, view: View<'_>, token: usize, event: &Event) -> (Option<Days>, Option<Days>) {
    let sentence = view.sentence(token);
    let whole = view.found.span_of(sentence.clone());
    let at = event.token.unwrap_or(token);
    let times = view
        .times_in(whole)
        .filter(|time| whole.contains(time.span) && matches!(time.kind, TimeKind::Date | TimeKind::Time));
    let mut dated = false;
    // "since 1959, when two died".
    let comma = |token: &usize| view.lemma(*token) != ",";
    let when = view.children.of(at).find(|child| *child < at && view.lemma(*child) == "when");
    let before = when.and_then(|when| (sentence.start..when).rev().find(comma));
    let own = [described(view, at), before].into_iter().flatten().find_map(|noun| {
        let word = view.token(noun)?.span;
        let mut times = view.times_in(whole);
        times.find(|time| time.span.contains(word))?.value.as_ref()?.bounds()
    });
    let own = own.or_else(|| of_noun(view, described(view, at)?, whole));
    let said = own.or_else(|| {
        times.filter(|time| !begins(view, time.span)).find_map(|time| {
            let bounds = time.value.as_ref()?.bounds()?;
            dated = true;
            governs(view, time.span, at, sentence.start).then_some(bounds)
        })
    });
    match said {
        Some(said) => (Some(said), is_long_ago(scene, view, said).then_some(said)),
        None if dated => (None, None),
        None => (None, carried(scene, view, token)),
    }
}

/// When what a clause describes was, where that says so itself ("the strikes this month in Orlan that left 32 dead").
fn of_noun(view: View<'_>, noun: usize, sentence: Span) -> Option<Days> {
    let over = |at: &usize| view.found.head(*at).filter(|_| view.found.has_relation(*at, &[Relation::Nmod]));
    let chain: Vec<usize> = std::iter::successors(Some(noun), over).take(4).collect();
    let mut times =
        view.times_in(sentence).filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time));
    let hangs = |time: &Time| {
        view.found
            .tokens_in(time.span)
            .any(|at| view.found.head(at).is_some_and(|head| chain.contains(&head)))
    };
    times.find(|time| hangs(time))?.value.as_ref()?.bounds()
}

/// Whether a time only says since when something is so ("since May", "since the ferry sank in May").
pub(super) fn begins(view: View<'_>, time: Span) -> bool {
    let first = view.found.tokens_in(time).start;
    let since = |at: usize| view.lemma(at) == "since";
    first.checked_sub(1).is_some_and(since)
        || view
            .found
            .ancestors(first)
            .take(3)
            .any(|above| view.found.dependents(view.children, above, &[Relation::Mark]).any(since))
}

/// Whether a time says when the event at `at` was: it opens the sentence, or hangs from the event or from what the
/// event is part of, not from a clause that describes something else ("a region hit by the flood of 2004").
pub(super) fn governs(view: View<'_>, time: Span, at: usize, first: usize) -> bool {
    let tokens = view.found.tokens_in(time);
    // What comes before the event dates it, however the parse hangs it, unless it dates what somebody did or bore who is
    // told of ("21 of the girls taken two years ago were freed").
    let described = |above: usize| {
        view.found.has_relation(above, &[Relation::Acl, Relation::AclRelcl])
            && above < tokens.start
            && !view.found.subtree(view.children, above).contains(&at)
    };
    let aside = || view.found.ancestors(tokens.start).take(4).any(described);
    if tokens.start <= first + 2 || tokens.end <= at && !aside() {
        return true;
    }
    let inside = tokens.clone();
    let top =
        tokens.clone().find(|token| view.found.head(*token).is_some_and(|head| !inside.contains(&head)));
    let Some(top) = top else { return false };
    for above in view.found.ancestors(top).take(8) {
        if above == at || view.found.ancestors(at).any(|over| over == above) {
            return true;
        }
        if view.found.has_relation(above, &[Relation::Acl, Relation::AclRelcl]) {
            return false;
        }
    }
    false
}

/// When the sentence before opens with a time long ago, and this one goes on about "the" thing that it told of, it was then.
fn carried(scene: &Scene<'_>, view: View<'_>, token: usize) -> Option<(Date, Date)> {
    let place = view.found.sentence_of_token(token)?;
    let before = view.found.sentences.get(place.checked_sub(1)?)?.tokens.clone();
    let own = view.sentence(token);
    let told: BTreeSet<SmolStr> = before.clone().map(|at| stem(&view.lemma(at))).collect();
    let goes_on = own.clone().any(|at| {
        let noun = view.is(at, Upos::Noun);
        noun && at > own.start && view.lemma(at - 1) == "the" && told.contains(&stem(&view.lemma(at)))
    });
    let opening = view.found.span_of(before.start..(before.start + 5).min(before.end));
    let time = view.times_in(opening).find(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time))?;
    let said = time.value.as_ref()?.bounds()?;
    (goes_on && is_long_ago(scene, view, said)).then_some(said)
}

/// Whether a point tells of what was long before the story, or dates it so.
pub(super) fn is_of_long_ago(scene: &Scene<'_>, point: &Point) -> bool {
    let dates = || {
        let Value::Date(date) = &point.value else { return false };
        let view = scene.view(point.article).filter(|view| view.article.published.is_some());
        view.zip(date.bounds()).is_some_and(|(view, said)| is_long_ago(scene, view, said))
    };
    point.anchor.is_some() || dates()
}

fn is_long_ago(scene: &Scene<'_>, view: View<'_>, said: (Date, Date)) -> bool {
    let story = scene.stories.published(view.article.id);
    let days = story.and_then(|story| said.1.until(story.0).ok()).map_or(0, |gap| gap.get_days());
    days > LONG_AGO || story.is_none()
}
