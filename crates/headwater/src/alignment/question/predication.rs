//! Predications: what each clause of a statement says, as a predicate with its arguments.
//!
//! A statement may speak to several questions ("visas were refused and the men are still in hiding"), and two
//! statements may answer one question in clauses that have nothing else in common. So clauses are compared, not
//! statements. Roles follow Universal Dependencies; a passive has its subject and object turned round.

use jiff::civil::Date;
use smol_str::{SmolStr, format_smolstr};

use super::clause::{existential, is_had, is_predicate, occurring};
use super::lexicon::LEXICON;
use super::mood::{Mood, Status, mood, status};
use super::opposed::are_opposed;
use super::point::{Apart, is_harm, told_apart};
use super::scene::{Scene, View};
use super::setting;
use super::similarity::{align_in_meaning, match_of};
use super::term::{Term, TermKind};
use super::words::{WORDS, holds};
use crate::alignment::entity::EntityId;
use crate::annotation::{Relation, Scope, ScopeKind, Upos};
use crate::article::ArticleId;
use crate::statement::{Statement, StatementId};

/// A predicate with its arguments.
#[derive(Clone, Debug)]
pub(super) struct Predication {
    pub statement: StatementId,
    pub article: ArticleId,
    /// The verb, noun or adjective that says it.
    pub token: usize,
    /// Who does it, by head word.
    pub subject: Option<usize>,
    /// To whom or what it is done, by head word.
    pub object: Option<usize>,
    /// Whether words that deny ("not", "unable to", "refused") leave it denied.
    pub negative: bool,
    /// Whether a "not" or "no" denies an event, so that the clause answers the question without it.
    pub denied: bool,
    /// Whether it was tried or meant, and did not come to be ("failed to reach it", "was unable to").
    pub failed: bool,
    /// Whether it was or is so, or may or will be.
    pub status: Status,
    /// Whether an adjective says it ("was unlawful").
    pub described: bool,
    /// Whether it is what its statement says first of all.
    pub main: bool,
    /// Whether it only tells when, why or which ("while they waited", "those waiting").
    pub aside: bool,
    /// Whether it says that something is so, or only what for, which, or whether.
    pub mood: Mood,
    /// The predicate as it is compared.
    pub predicate: Term,
    /// The words that carry it ("unable to", "plans to", "made a"), the nearest first.
    pub carriers: Vec<usize>,
    /// Predicate and arguments, weighed by their role.
    pub terms: Vec<Term>,
    /// Whom the subject names.
    pub doer: Option<EntityId>,
    /// When it was, where that was long before the story.
    pub long_ago: Option<(Date, Date)>,
}

/// What the heads of core arguments count beside modifiers and adjuncts.
const MODIFIER: f32 = 0.7;
const ADJUNCT: f32 = 0.35;
/// What is left of a match whose predicates have nothing in common.
const UNLIKE: f32 = 0.72;
const PREDICATE: f32 = 1.15;
/// The weight of a pronoun or description whose entity is known.
const REFERENCE: f32 = 2.2;
/// How well two opposite predicates match.
const OPPOSITE: f32 = 0.8;
/// From how well two subjects match they may be one doer.
pub(super) const ALIKE: f32 = 0.7;
/// From how well two names match they may name one thing.
pub(super) const KIN: f32 = 0.4;
/// From how well two objects match they may be one thing.
pub(super) const THING: f32 = 0.9;
/// What two clauses must share in words that are no pronouns.
const WORDS_SHARED: f32 = 1.2;
/// What speaks against a clause that tells something in passing (of pairs read by hand that are 0.6 to 0.9 together, three
/// in ten answer one question where one is such, half of the others).
const ASIDE: f32 = 0.05;
/// How near two accounts of one giving are at least.
const TRANSFER: f32 = 0.55;
/// Arguments are read up to so many tokens.
pub(super) const LONGEST: usize = 14;

/// What a statement says, clause by clause, in order of place.
pub(super) fn predications(scene: &Scene<'_>, id: StatementId) -> Vec<Predication> {
    let Some(said) = scene.statement(id) else { return Vec::new() };
    let Some(view) = scene.view(said.article) else { return Vec::new() };
    let terms = sentence_terms(scene, view, said);
    let own: Vec<usize> = said
        .content
        .iter()
        .flat_map(|part| view.found.tokens_in(*part))
        .filter(|at| is_predicate(view, *at) && owns(scene, view, id, *at) && !only_names(view, *at))
        .collect();
    let read = |at: &usize| predication(scene, view, (id, said), *at, &terms);
    let mut found: Vec<Predication> =
        own.iter().filter(|at| !is_carried(view, **at)).filter_map(read).collect();
    if found.is_empty() {
        found = own.iter().filter_map(read).collect();
    }
    let says = |one: &Predication| matches!(one.mood, Mood::Asserted | Mood::Open);
    if found.iter().any(says) {
        found.retain(says);
    }
    // What nothing else of the statement governs is what it says first of all.
    let heads: Vec<usize> = found.iter().map(|one| one.token).collect();
    for one in &mut found {
        one.main = !view.found.ancestors(one.token).any(|above| heads.contains(&above))
            || view.found.has_relation(one.token, &[Relation::Conj]);
    }
    found
}

/// "A campaign called Clean Harbour": the participle only gives it its name.
fn only_names(view: View<'_>, at: usize) -> bool {
    let participle = view.token(at).is_some_and(|token| matches!(token.xpos.as_str(), "VBN" | "VBD"));
    participle && view.found.has_relation(at, &[Relation::Acl]) && holds(&WORDS.naming, &view.lemma(at))
}

/// The clause of a statement that a word hangs from.
pub(super) fn over(scene: &Scene<'_>, view: View<'_>, id: StatementId, token: usize) -> Option<Predication> {
    let said = scene.statement(id)?;
    let above = std::iter::once(token).chain(view.found.ancestors(token).take(6));
    let told = |at: usize| if is_predicate(view, at) { Some(at) } else { occurring(view, at) };
    let first = above.into_iter().find_map(told)?;
    let below = |at: &usize| {
        let hangs = [Relation::Xcomp, Relation::Obj, Relation::Acl, Relation::Advcl];
        view.child(*at, &hangs).filter(|_| is_carried(view, *at))
    };
    let at = std::iter::successors(Some(first), below).take(4).last()?;
    let terms = sentence_terms(scene, view, said);
    predication(scene, view, (id, said), at, &terms)
}

fn owns(scene: &Scene<'_>, view: View<'_>, id: StatementId, at: usize) -> bool {
    view.token(at).is_some_and(|token| scene.owner(view, token.span) == Some(id))
}

/// The terms of the sentences that a statement stands in, by token.
fn sentence_terms(scene: &Scene<'_>, view: View<'_>, said: &Statement) -> Vec<Term> {
    let inside = view.found.tokens_in(said.content_span());
    let first = view.sentence(inside.start).start;
    let last = inside.end.checked_sub(1).map_or(first, |last| view.sentence(last).end);
    let mut terms = scene.terms(view, view.found.span_of(first..last.max(inside.end)));
    for term in &mut terms {
        if term.kind == TermKind::Reference && term.entity.is_some() {
            term.weight = REFERENCE;
        }
    }
    terms
}

/// Whether a predicate only carries another one: it is a light verb over an event ("made a visit"), or a word that
/// denies or plans what hangs from it ("refused to grant", "plan to meet").
fn is_carried(view: View<'_>, at: usize) -> bool {
    let lemma = view.lemma(at);
    if modal(&lemma).is_some() {
        return view
            .child(at, &[Relation::Xcomp, Relation::Acl, Relation::Advcl])
            .is_some_and(|child| child > at)
            || view.lemma(at + 1) == "to" && view.is(at + 2, Upos::Verb);
    }
    view.is(at, Upos::Verb)
        && holds(&WORDS.carrying, &lemma)
        && view
            .child(at, &[Relation::Obj])
            .is_some_and(|object| is_event_noun(view, object) || is_had(view, object))
}

fn is_event_noun(view: View<'_>, at: usize) -> bool {
    view.is(at, Upos::Noun) && LEXICON.events_of(&view.lemma(at)).next().is_some()
}

/// What a word makes of the predicate that hangs from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Modal {
    Denied,
    Planned,
}

fn modal(lemma: &str) -> Option<Modal> {
    if holds(&WORDS.denying, lemma) {
        Some(Modal::Denied)
    } else if holds(&WORDS.planning, lemma) {
        Some(Modal::Planned)
    } else {
        None
    }
}

/// The words between a predicate and the governor that carries it, the nearest first.
fn carriers(view: View<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut below = at;
    for _ in 0..4 {
        let hangs = [Relation::Xcomp, Relation::Acl, Relation::Advcl, Relation::Obj];
        let head = view.found.head(below).filter(|_| view.found.has_relation(below, &hangs));
        // The parse errs more often than the words: "unable to secure" says what it says.
        let before = (below >= 2 && view.lemma(below - 1) == "to").then(|| below - 2);
        // "having difficulty securing": the noun that denies hangs beside what it denies.
        let beside = head.and_then(|head| view.child(head, &[Relation::Obj])).filter(|_| below == at);
        let carrier = [before, beside, head].into_iter().flatten().find(|above| {
            let lemma = view.lemma(*above);
            // "made a visit", "had difficulty securing".
            let carried = if below == at {
                is_event_noun(view, below) || is_had(view, below)
            } else {
                view.is(below, Upos::Noun)
            };
            let light =
                carried && view.is(*above, Upos::Verb) && (below == at || holds(&WORDS.carrying, &lemma));
            *above < below && (modal(&lemma).is_some() || light)
        });
        match carrier {
            Some(carrier) => {
                found.push(carrier);
                below = carrier;
            }
            None => break,
        }
    }
    found
}

/// Whether a word of a chain denies by what it means; "failed" that carries the predicate `at` is counted with those that
/// keep from it.
fn turns(view: View<'_>, at: usize, token: usize) -> bool {
    let lemma = view.lemma(token);
    is_adverse(&lemma) && (token == at || modal(&lemma) != Some(Modal::Denied))
}

/// Whether a modal verb leaves open what a "not" beside it denies: who "will not" does not; who "could not" may have tried.
fn leaves_open(view: View<'_>, scope: &Scope) -> bool {
    let firm = |cue: usize| {
        view.lemma(cue) == "will" && matches!(view.lemma(cue + 1).as_str(), "not" | "n't" | "never")
    };
    let cue = view.found.token_at(scope.cue.start).filter(|cue| !firm(*cue));
    cue.is_some_and(|cue| view.found.has_relation(cue, &[Relation::Aux]))
}

/// The status of what a word tells of, with the words that carry it.
pub(super) fn status_at(view: View<'_>, at: usize) -> Status {
    let chain: Vec<usize> = std::iter::once(at).chain(carriers(view, at)).collect();
    status(view, &chain, is_planned(view, &chain))
}

/// Whether a word that carries a predicate makes it a plan.
fn is_planned(view: View<'_>, chain: &[usize]) -> bool {
    chain.iter().skip(1).any(|carrier| modal(&view.lemma(*carrier)) == Some(Modal::Planned))
}

fn predication(
    scene: &Scene<'_>,
    view: View<'_>,
    (id, said): (StatementId, &Statement),
    at: usize,
    terms: &[Term],
) -> Option<Predication> {
    let inside = |token: &usize| {
        view.token(*token).is_some_and(|token| said.content.iter().any(|part| part.contains(token.span)))
    };
    let there_is = existential(view, at);
    let carrying = carriers(view, at);
    // "Crowds are expected [to come]": the word that makes a plan of it may be the one by which it is said.
    let planned = carrying.iter().any(|carrier| modal(&view.lemma(*carrier)) == Some(Modal::Planned));
    let carriers: Vec<usize> = carrying.into_iter().chain(there_is).filter(inside).collect();
    let chain: Vec<usize> = std::iter::once(at).chain(carriers.iter().copied()).collect();
    let (subject, object) = roles(view, &chain);
    let modals = || chain.iter().skip(1).filter_map(|carrier| modal(&view.lemma(*carrier)));
    let kept_from = modals().filter(|modal| *modal == Modal::Denied).count();
    let turned = kept_from + chain.iter().filter(|token| turns(view, at, **token)).count();
    let sentence = view.found.span_of(view.sentence(at));
    let turning = |kinds: &'static [ScopeKind], words: &[usize]| {
        let own = view.found.scopes_in(sentence).filter(|scope| kinds.contains(&scope.kind));
        own.filter(|scope| scope.event.is_some_and(|event| words.contains(&event))).collect::<Vec<_>>()
    };
    // "No one claimed responsibility": the verb that takes an event for its object is denied with it.
    let governor = view
        .found
        .head(at)
        .filter(|_| view.is(at, Upos::Noun) && view.found.has_relation(at, &[Relation::Obj]));
    let whole: Vec<usize> = chain.iter().copied().chain(governor).collect();
    let said_no = turning(&[ScopeKind::Negation], &whole).len();
    // What "can not be" there is denied; who "can not go" may still have gone.
    let bound: Vec<usize> = chain.iter().copied().filter(|at| Some(*at) != there_is).collect();
    let open = turning(&[ScopeKind::Modality, ScopeKind::Hedge], &bound);
    let modal_verb = open.into_iter().any(|scope| leaves_open(view, scope));
    // "No one has claimed it yet" denies nothing that is said later.
    let not_yet = whole
        .iter()
        .flat_map(|token| view.children.of(*token))
        .any(|at| holds(&WORDS.not_yet, &view.lemma(at)));
    let predicate = terms.iter().find(|term| term.token == at)?.clone();
    let mut own = Predication {
        statement: id,
        article: said.article,
        token: at,
        subject,
        object,
        negative: (turned + said_no) % 2 == 1,
        denied: said_no % 2 == 1 && !modal_verb && !not_yet,
        failed: kept_from % 2 == 1,
        status: status(view, &chain, planned),
        described: view.is(at, Upos::Adj),
        main: false,
        aside: chain
            .last()
            .is_some_and(|top| view.found.has_relation(*top, &[Relation::Advcl, Relation::Acl])),
        mood: if said_no % 2 == 1 && not_yet { Mood::Open } else { mood(view, &chain) },
        carriers,
        terms: Vec::new(),
        doer: subject.and_then(|head| scene.entity_at(view, head)),
        long_ago: setting::long_ago(scene, view, at),
        predicate,
    };
    own.terms = weighed(view, &own, &chain, terms);
    if let Some(speaker) = implied(scene, view, said, &own) {
        own.doer = speaker.entity;
        own.terms.push(speaker);
    }
    Some(own)
}

/// Who says it, where that is who does it: "denied speaking to them", "promised to leave".
fn implied(scene: &Scene<'_>, view: View<'_>, said: &Statement, own: &Predication) -> Option<Term> {
    let bare = view.token(own.token).is_some_and(|token| matches!(token.xpos.as_str(), "VBG" | "VB"));
    let hangs = view.found.has_relation(own.token, &[Relation::Xcomp, Relation::Ccomp, Relation::Obj]);
    let cue = said.cue.map(|cue| view.found.tokens_in(cue));
    let below = view.found.head(own.token).zip(cue).is_some_and(|(head, cue)| cue.contains(&head));
    if own.subject.is_some() || !bare || !hangs || !below {
        return None;
    }
    let entity = scene.reading.entities.resolve(said.article, said.source.entity?)?;
    let name = format_smolstr!("@{}", entity.0);
    Some(Term {
        stem: name.clone(),
        lemma: name,
        classes: &[],
        kinds: &[],
        bits: 0,
        letters: 0,
        weight: REFERENCE,
        kind: TermKind::Reference,
        entity: Some(entity),
        meaning: None,
        token: view.found.tokens_in(said.source.span?).start,
    })
}

/// Who does it and to whom, by head words.
fn roles(view: View<'_>, chain: &[usize]) -> (Option<usize>, Option<usize>) {
    let Some(&at) = chain.first() else { return (None, None) };
    let passive = view.child(at, &[Relation::NsubjPass, Relation::AuxPass]).is_some()
        || view.found.has_relation(at, &[Relation::Acl]) && !view.is_ing(at);
    let nominal = view.is(at, Upos::Noun) && view.child(at, &[Relation::Cop]).is_none();
    let agent = view.child(at, &[Relation::ObliqueAgent]).or_else(|| by_agent(view, at));
    let governed =
        view.found.head(at).filter(|_| view.found.has_relation(at, &[Relation::Acl, Relation::AclRelcl]));
    let governed = governed.filter(|head| !chain.contains(head));
    let shared = view.found.head(at).filter(|_| view.found.has_relation(at, &[Relation::Conj]));
    // Where the parse gives two subjects, the nearer one is more often right, but not in "the order to clear the camp came".
    let is_object = |head: usize| {
        let first = phrase(view, head).first().copied().unwrap_or(head);
        let verb = first.checked_sub(1).filter(|before| view.is(*before, Upos::Verb));
        verb.is_some_and(|verb| view.found.ancestors(verb).any(|above| above == at))
    };
    let nearest = |at: usize| {
        let subjects =
            || view.found.dependents(view.children, at, &[Relation::Nsubj]).filter(|head| *head < at);
        subjects().filter(|head| !is_object(*head)).last().or_else(|| subjects().last())
    };
    // "expected them to ask for it": they are to ask.
    let bidden = |token: usize| {
        let asked = view.child(token, &[Relation::Obj]);
        asked.filter(|head| token < *head && *head < at && !chain.contains(head))
    };
    let named = chain.iter().find_map(|token| {
        let bidden = if *token == at { None } else { bidden(*token) };
        bidden.or_else(|| nearest(*token)).or_else(|| view.child(*token, &[Relation::Nsubj]))
    });
    if nominal {
        let of = view.child(at, &[Relation::Nmod]).filter(|head| preposition(view, *head) == "of");
        let owner = view.child(at, &[Relation::NmodPoss]);
        // "The talks took place": the event is no doer of itself.
        let other = named.filter(|head| *head != at && !is_relative(view, *head));
        return (other.or(owner).or(agent), of);
    }
    if passive {
        let patient = view
            .child(at, &[Relation::NsubjPass, Relation::Nsubj])
            .or(governed)
            .or_else(|| shared.and_then(|head| view.child(head, &[Relation::NsubjPass])));
        return (agent, patient);
    }
    let subject = named
        .filter(|head| !is_relative(view, *head))
        .or(governed.filter(|_| view.child(at, &[Relation::Obj]).is_some() || named.is_some()))
        .or_else(|| shared.and_then(|head| view.child(head, &[Relation::Nsubj])))
        .or_else(|| {
            let above = view.found.head(at).filter(|_| view.found.has_relation(at, &[Relation::Xcomp]))?;
            let stands = |head: &usize| !chain.contains(head);
            view.child(above, &[Relation::Obj])
                .filter(stands)
                .or_else(|| view.child(above, &[Relation::Nsubj]))
        });
    let object = view.child(at, &[Relation::Obj]);
    // "The pad that the agency used": what it used is what the clause describes.
    let described = || {
        let own = view.found.has_relation(at, &[Relation::AclRelcl]) && subject != governed;
        governed.filter(|_| own && object.is_some_and(|head| is_relative(view, head)))
    };
    let named = object.filter(|head| !is_relative(view, *head)).or_else(|| view.child(at, &[Relation::Iobj]));
    (subject, named.or_else(described))
}

/// What a question asks for where the answer is a word for none ("nobody": "anybody").
pub(super) fn any_of(lemma: &str) -> Option<&'static str> {
    WORDS.nobody.iter().find(|[none, _]| none == lemma).map(|[_, any]| any.as_str())
}

fn is_relative(view: View<'_>, at: usize) -> bool {
    holds(&WORDS.relative, &view.lemma(at))
}

fn preposition(view: View<'_>, head: usize) -> String {
    let case = view.child(head, &[Relation::Case]);
    case.map(|at| view.lemma(at)).unwrap_or_default()
}

fn by_agent(view: View<'_>, at: usize) -> Option<usize> {
    view.found.dependents(view.children, at, &[Relation::Obl]).find(|head| preposition(view, *head) == "by")
}

/// The words of a predication with their weight by role: predicate, core arguments, adjuncts.
fn weighed(view: View<'_>, own: &Predication, chain: &[usize], terms: &[Term]) -> Vec<Term> {
    let mut scale: Vec<(usize, f32)> = vec![(own.token, PREDICATE)];
    let subjects = [Relation::Nsubj, Relation::NsubjPass];
    let others = chain.iter().flat_map(|token| view.found.dependents(view.children, *token, &subjects));
    for head in [own.subject, own.object].into_iter().flatten().chain(others) {
        scale.extend(phrase(view, head).into_iter().map(|at| (at, if at == head { 1.0 } else { MODIFIER })));
    }
    let adjuncts = [Relation::Obl, Relation::Nmod, Relation::OblUnmarked, Relation::Iobj, Relation::Xcomp];
    let adjuncts =
        [&adjuncts[..], &[Relation::Compound, Relation::Amod, Relation::NmodPoss, Relation::Advcl]].concat();
    for head in chain.iter().flat_map(|token| view.found.dependents(view.children, *token, &adjuncts)) {
        scale.extend(phrase(view, head).into_iter().map(|at| (at, ADJUNCT)));
    }
    scale.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    scale.dedup_by_key(|(at, _)| *at);
    let weigh = |term: &Term| {
        let place = scale.binary_search_by_key(&term.token, |(at, _)| *at).ok()?;
        let (_, factor) = scale.get(place)?;
        let figure = if term.kind == TermKind::Figure { 0.3 } else { 1.0 };
        Some(Term { weight: term.weight * factor * figure, ..term.clone() })
    };
    terms.iter().filter_map(weigh).collect()
}

/// The tokens of a noun phrase without the clauses that hang from it.
pub(super) fn phrase(view: View<'_>, head: usize) -> Vec<usize> {
    let mut tokens = Vec::new();
    let mut todo = vec![head];
    while let Some(at) = todo.pop() {
        tokens.push(at);
        if tokens.len() >= LONGEST {
            break;
        }
        todo.extend(view.children.of(at).filter(|child| {
            !is_clause(view, *child) && !view.found.has_relation(*child, &[Relation::Punct])
        }));
    }
    tokens.sort_unstable();
    tokens
}

/// Whether a word heads a clause of its own below another.
pub(super) fn is_clause(view: View<'_>, at: usize) -> bool {
    view.found.has_relation(at, &[Relation::AclRelcl, Relation::Parataxis, Relation::Advcl, Relation::Ccomp])
}

/// How near two predications are, from 0 to 1.
pub(super) fn nearness(one: &Predication, other: &Predication) -> f32 {
    let alignment = align_in_meaning(&one.terms, &other.terms, |term| term.weight);
    if alignment.pairs.is_empty() {
        return 0.0;
    }
    let weight = |own: &Predication| own.terms.iter().map(|term| term.weight).sum::<f32>().max(0.01);
    let acts = |own: &Predication| {
        own.terms.iter().find(|term| term.token == own.token).map_or(0.0, |term| term.weight)
    };
    let (mut first, mut second, mut told, mut fit) = (0.0, 0.0, 0.0, 0.0f32);
    let mut words = 0.0;
    for (i, j, how) in &alignment.pairs {
        let (Some(a), Some(b)) = (one.terms.get(*i), other.terms.get(*j)) else { continue };
        first += how * a.weight;
        second += how * b.weight;
        if a.kind != TermKind::Reference && b.kind != TermKind::Reference {
            words += how * a.weight.min(b.weight);
        }
        if a.token == one.token && b.token == other.token {
            fit = fit.max(*how);
        } else if a.token != one.token && b.token != other.token {
            told += how * a.weight.min(b.weight);
        }
    }
    // "It is a nice thing to say" and "it is possible" share whom they speak of and nothing that they say.
    if words < WORDS_SHARED {
        return 0.0;
    }
    // "granted" and "denied" answer one question, in two ways.
    if fit < OPPOSITE && are_opposites(&one.predicate.lemma, &other.predicate.lemma) {
        fit = OPPOSITE;
        first += OPPOSITE * acts(one);
        second += OPPOSITE * acts(other);
    }
    let score = ((first / weight(one)).min(1.0) * (second / weight(other)).min(1.0)).sqrt();
    let enough = (alignment.shared / 7.0).min(1.0);
    let act = if fit >= 0.45 { 1.0 } else { UNLIKE };
    // Clauses with the same verb about different things share no question.
    let about = if told + alignment.shared < 3.2 { 0.6 } else { 1.0 };
    let near = score * (0.6 + 0.4 * enough) * act * about;
    let near = if is_one_transfer(one, other) { near.max(TRANSFER) } else { near };
    if are_opposed(one, other) {
        return near.max(OPPOSED);
    }
    near - others_doing(one, other)
        - if are_of_other_status(one, other) { OF_OTHER_STATUS } else { 0.0 }
        - if one.aside || other.aside { ASIDE } else { 0.0 }
        - if fit >= 0.7 && are_contrary(one, other) { 0.25 } else { 0.0 }
        - if are_other_victims(one, other) { OF_OTHERS } else { 0.0 }
}

/// "Hale was arrested" beside "Pell was arrested": it befell others, each told of by name.
pub(super) fn befell_others(one: &Predication, other: &Predication) -> bool {
    let named = |own: &'_ Predication| {
        let head = own.object?;
        own.terms.iter().find(|term| term.token == head && term.kind == TermKind::Name).cloned()
    };
    let names = |own: &Predication, name: &Term| own.terms.iter().any(|term| match_of(term, name) >= KIN);
    let apart = |(a, b): (Term, Term)| match_of(&a, &b) < KIN && !names(one, &b) && !names(other, &a);
    named(one).zip(named(other)).is_some_and(apart)
}

/// "May collapse" beside "collapsed", "plans to close" beside "closed". What is denied is told of in both ways.
pub(super) fn are_of_other_status(one: &Predication, other: &Predication) -> bool {
    let plain = |own: &Predication| !own.failed && !own.denied;
    plain(one) && plain(other) && one.status != other.status
}

/// What speaks against one question where one clause tells what was and the other what may or will be (of pairs read by
/// hand 83.5 in a hundred are right with it, 83.0 with half of it, and as many in a hundred less are found).
const OF_OTHER_STATUS: f32 = 0.1;

/// How near two clauses are at least that say opposite things of one doer and one thing.
const OPPOSED: f32 = 0.8;

/// What speaks against one question where it befell others.
const OF_OTHERS: f32 = 0.6;

/// "Killed two pilots" and "killed two children": of one kind of harm to others, each told of by name of their kind.
fn are_other_victims(one: &Predication, other: &Predication) -> bool {
    let victim = |own: &Predication| {
        let head = own.object?;
        own.terms.iter().find(|term| term.token == head).map(|term| term.lemma.clone())
    };
    let harm = |own: &Predication| own.predicate.classes.iter().any(|class| is_harm(*class));
    let apart = || victim(one).zip(victim(other)).and_then(|(a, b)| told_apart(&a, &b));
    harm(one) && harm(other) && apart() == Some(Apart::Others)
}

/// Whether two clauses tell that one thing was given or withheld, of its giver or of who should get it ("Norland refused
/// them visas", "they were unable to secure visas").
pub(super) fn is_one_transfer(one: &Predication, other: &Predication) -> bool {
    let gives = |own: &Predication| holds(&WORDS.giving, &own.predicate.lemma);
    let gets = |own: &Predication| holds(&WORDS.getting, &own.predicate.lemma);
    let thing = |own: &Predication, theirs: &Predication| {
        let object = own.terms.iter().find(|term| Some(term.token) == own.object);
        object.is_some_and(|object| {
            object.kind == TermKind::Word
                && theirs
                    .terms
                    .iter()
                    .any(|term| term.token != theirs.token && match_of(object, term) >= THING)
        })
    };
    (gives(one) || gets(one))
        && (gives(other) || gets(other))
        && gives(one) != gives(other)
        && one.negative == other.negative
        && (thing(one, other) || thing(other, one))
}

/// Whether two clauses with one predicate, or opposite ones, say contrary things without a "not" that would make them
/// two answers to one question ("Norland granted visas", "Estmark refused visas").
fn are_contrary(one: &Predication, other: &Predication) -> bool {
    one.negative != other.negative && one.denied == other.denied
}

/// What speaks against two predications of different doers, neither of whom the other names.
fn others_doing(one: &Predication, other: &Predication) -> f32 {
    let names = |own: &Predication, doer: EntityId| own.terms.iter().any(|term| term.entity == Some(doer));
    fn subject(own: &Predication) -> Option<&Term> {
        own.terms.iter().find(|term| Some(term.token) == own.subject)
    }
    // A ministry and its state do one thing under two names.
    let alike = subject(one).zip(subject(other)).is_some_and(|(a, b)| match_of(a, b) >= ALIKE);
    match (one.doer, other.doer) {
        (Some(a), Some(b)) if a != b && !alike && !names(one, b) && !names(other, a) => 0.12,
        _ => 0.0,
    }
}

/// Whether a word says that something is not given, allowed or so.
fn is_adverse(lemma: &str) -> bool {
    WORDS.opposites.iter().any(|[_, against]| holds(against, lemma))
}

/// Whether one of two words denies what the other says ("grant", "deny").
pub(super) fn are_opposites(one: &str, other: &str) -> bool {
    let apart = |a: &[String], b: &[String]| holds(a, one) && holds(b, other);
    WORDS.opposites.iter().any(|[a, b]| apart(a, b) || apart(b, a))
}

/// By what a predication may be found: stems and classes of its telling words, and whom they name.
pub(super) fn keys(terms: &[Term]) -> impl Iterator<Item = (SmolStr, f32)> + '_ {
    let telling = terms.iter().filter(|term| term.weight > 1.0 && term.kind != TermKind::Figure);
    telling.flat_map(|term| {
        let classes = term.classes.iter().map(|class| (format_smolstr!("#{class}"), term.weight * 0.7));
        let named = term.entity.map(|entity| (format_smolstr!("@{}", entity.0), term.weight));
        std::iter::once((term.stem.clone(), term.weight)).chain(classes).chain(named)
    })
}
