//! General denials and confirmations: "all reports are false" speaks to what the story is about.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::{Class, LEXICON};
use super::mood::Mood;
use super::point::is_harm;
use super::predication::{ALIKE, predications};
use super::proposition::{nearness, tells};
use super::scene::{Scene, View};
use super::similarity::{align, match_of};
use super::term::{Term, TermKind};
use super::words::{WORDS, holds};
use super::{About, Fit, Member, Question, label};
use crate::alignment::entity::EntityId;
use crate::annotation::Upos;
use crate::article::ArticleId;
use crate::statement::{Stance, Statement, StatementId};

/// What a story is about: the kinds of events that most of its articles tell of, and the words they tell it with.
struct Theme {
    classes: BTreeSet<Class>,
}

/// How many kinds of events make a theme at most.
const KINDS: usize = 6;
/// How many assertions of an article stand for all of them.
const PER_ARTICLE: usize = 2;

/// For each story with a general denial, the question whether it is so, with who denies, confirms and asserts it.
///
/// Narrower questions of `events` in which somebody denies the theme become part of it; what was `replied` to speaks to
/// its own question.
pub(super) fn questions(
    scene: &Scene<'_>,
    events: &mut Vec<Question>,
    placed: &BTreeSet<StatementId>,
    replied: &BTreeSet<StatementId>,
) -> Vec<Question> {
    let mut stories: BTreeMap<usize, Vec<ArticleId>> = BTreeMap::new();
    for article in scene.reading.articles {
        stories.entry(scene.stories.of(article.id)).or_default().push(article.id);
    }
    let mut open = Disputed::new(scene, std::mem::take(events));
    let found = stories
        .into_iter()
        .filter_map(|(story, articles)| question(scene, (story, &articles), &mut open, placed, replied))
        .collect();
    *events = open.events.into_iter().flatten().collect();
    found
}

/// The questions of whether, and in which of each story somebody denies something.
struct Disputed {
    /// `None` for those that became part of a general denial.
    events: Vec<Option<Question>>,
    of_story: BTreeMap<usize, Vec<usize>>,
}

impl Disputed {
    fn new(scene: &Scene<'_>, events: Vec<Question>) -> Self {
        let mut of_story: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, question) in events.iter().enumerate().filter(|(_, question)| question.about == About::Event)
        {
            let denies = |member: &Member| {
                scene.statement(member.statement).filter(|said| said.stance == Stance::Denies)
            };
            let stories: BTreeSet<usize> =
                members(question).filter_map(denies).map(|said| scene.stories.of(said.article)).collect();
            stories.into_iter().for_each(|story| of_story.entry(story).or_default().push(at));
        }
        Disputed { events: events.into_iter().map(Some).collect(), of_story }
    }
}

fn members(question: &Question) -> impl Iterator<Item = &Member> {
    question.answers.iter().flat_map(|answer| &answer.members)
}

/// Whether a statement says that it is not so ("nobody was held", "the reports are groundless").
fn is_negative(scene: &Scene<'_>, id: StatementId) -> bool {
    let Some(said) = scene.statement(id) else { return false };
    let Some(view) = scene.view(said.article) else { return false };
    let mut tokens = said.content.iter().flat_map(|part| view.found.tokens_in(*part));
    tokens.any(|at| {
        let lemma = view.lemma(at);
        holds(&WORDS.groundless, &lemma) || lemma != "not" && holds(&WORDS.denied, &lemma)
    })
}

/// How near a statement must be to a denial to be what it denies.
const DENIED: f32 = 0.5;

/// What share of the words of what is denied a statement must hold to tell it.
const TOLD: f32 = 0.6;

/// So many denials of a story are compared with what it asserts: a story has few, which many articles repeat.
const DENIALS: usize = 64;

/// Of the statements that bear on a theme those that state what is denied: they confirm accounts of it, or say nearly
/// what a denial says.
fn bearing_on(
    denials: &[(StatementId, Vec<Term>)],
    others: Vec<(StatementId, Vec<Term>, Bearing)>,
    scene: &Scene<'_>,
) -> Vec<(StatementId, f32)> {
    let denials = denials.get(..DENIALS.min(denials.len())).unwrap_or(denials);
    let near = |terms: &[Term]| denials.iter().any(|(_, denied)| nearness(denied, terms) >= DENIED);
    // Of "all reports of killings are lies" killings are what somebody told.
    let told = |term: &&Term| !is_account(term);
    let denied: Vec<Vec<Term>> =
        denials.iter().map(|(_, terms)| terms.iter().filter(told).cloned().collect()).collect();
    // Of what an account is denied may be one word: somebody must tell of it first of all.
    let main = |id: StatementId| {
        let clauses = predications(scene, id).into_iter();
        let told = clauses.filter(|own| own.main && own.mood == Mood::Asserted && !own.denied && !own.failed);
        told.map(|own| own.predicate).collect::<Vec<Term>>()
    };
    let tells = |id: StatementId, terms: &[Term]| {
        let all = |denied: &&Vec<Term>| {
            !denied.is_empty() && align(denied, terms, |term| term.weight).first >= TOLD
        };
        let mut fitting = denied.iter().filter(all).peekable();
        let acts = if fitting.peek().is_some() { main(id) } else { Vec::new() };
        fitting.any(|denied| denied.iter().any(|term| acts.iter().any(|act| match_of(act, term) >= ALIKE)))
    };
    others
        .into_iter()
        .filter_map(|(id, terms, about)| {
            let confirms = scene.statement(id)?.stance == Stance::Confirms;
            let states = confirms && about.themes > 0.0 && confirms_accounts(scene, id);
            (states || about.bears() && near(&terms) || tells(id, &terms))
                .then_some((id, about.themes + if confirms { 10.0 } else { 0.0 }))
        })
        .collect()
}

/// Whether what a statement confirms are accounts ("confirmed the reports of it", "confirmed that the reports were true"); not
/// "confirmed that shots were fired, but had no information about it".
fn confirms_accounts(scene: &Scene<'_>, id: StatementId) -> bool {
    let confirmed = || {
        let said = scene.statement(id)?;
        let view = scene.view(said.article)?;
        let cue = view.found.tokens_in(said.cue?);
        let mut told = said.content.iter().flat_map(|part| view.found.tokens_in(*part));
        let account = |at: usize| holds(&WORDS.accounts, &view.lemma(at)) && view.is(at, Upos::Noun);
        Some(told.any(|at| account(at) && view.found.ancestors(at).take(2).any(|above| cue.contains(&above))))
    };
    confirmed().unwrap_or(false)
}

/// A count question with the kinds of events that it counts the victims of.
pub(super) type Counted = (Question, BTreeSet<Class>);

/// Puts denials of one kind of harm ("denied the deaths") with the question how many suffered it.
pub(super) fn to_counts(scene: &Scene<'_>, counts: &mut [Counted], placed: &mut BTreeSet<StatementId>) {
    for view in scene.views() {
        for id in view.statements.iter().copied().filter(|id| !placed.contains(id)).collect::<Vec<_>>() {
            let Some(said) = scene.statement(id).filter(|said| said.stance == Stance::Denies) else {
                continue;
            };
            let terms = scene.content_terms(view, said);
            let told: BTreeSet<Class> = terms.iter().flat_map(|term| harm_of(&term.lemma)).collect();
            let own = bearing(&Theme { classes: told.clone() }, &terms);
            let story = scene.stories.of(said.article);
            let fitting = counts
                .iter_mut()
                .filter(|(question, classes)| {
                    !classes.is_disjoint(&told) && story_of(scene, question) == Some(story)
                })
                .max_by_key(|(question, _)| {
                    question.answers.iter().map(|answer| answer.members.len()).sum::<usize>()
                });
            if let (Some((question, _)), true) = (fitting, own.accounts == 0.0 && own.own < 10.0)
                && let Some(member) = member(scene, id)
                && let Some(answer) = question.answers.iter_mut().max_by_key(|answer| answer.members.len())
            {
                answer.members.push(member);
                answer.members.sort_unstable();
                placed.insert(id);
            }
        }
    }
}

fn harm_of(lemma: &str) -> Vec<Class> {
    let harm = |class: &Class| is_harm(*class);
    LEXICON.events_of(lemma).filter(harm).collect()
}

fn story_of(scene: &Scene<'_>, question: &Question) -> Option<usize> {
    let first = question.answers.first()?.members.first()?;
    Some(scene.stories.of(scene.statement(first.statement)?.article))
}

/// Takes out of the questions of a story those in which somebody denies the theme in general; gives their members.
fn narrower(
    scene: &Scene<'_>,
    theme: &Theme,
    story: usize,
    open: &mut Disputed,
    replied: &BTreeSet<StatementId>,
) -> Vec<Member> {
    let is_denial = |member: &Member| {
        let said = scene
            .statement(member.statement)
            .filter(|said| said.stance == Stance::Denies && scene.stories.of(said.article) == story)
            .filter(|_| !replied.contains(&member.statement));
        said.and_then(|said| Some((said, scene.view(said.article)?))).is_some_and(|(said, view)| {
            let about = bearing(theme, &scene.content_terms(view, said));
            about.accounts > 0.0 && about.themes > 0.0
        })
    };
    let mut taken = Vec::new();
    for at in open.of_story.get(&story).into_iter().flatten() {
        let Some(place) = open.events.get_mut(*at) else { continue };
        if place.as_ref().is_some_and(|question| members(question).any(is_denial)) {
            taken.extend(place.take().iter().flat_map(members).copied());
        }
    }
    taken
}

fn question(
    scene: &Scene<'_>,
    (story, articles): (usize, &[ArticleId]),
    open: &mut Disputed,
    placed: &BTreeSet<StatementId>,
    replied: &BTreeSet<StatementId>,
) -> Option<Question> {
    let theme = theme(scene, articles);
    let narrower = narrower(scene, &theme, story, open, replied);
    let mut denials = Vec::new();
    let mut others = Vec::new();
    for view in articles.iter().filter_map(|article| scene.view(*article)) {
        for id in view.statements.iter().copied() {
            let open = |said: &&Statement| !said.is_narration() && !replied.contains(&id);
            let Some(said) = scene.statement(id).filter(open) else { continue };
            let terms = scene.content_terms(view, said);
            let about = bearing(&theme, &terms);
            match said.stance {
                Stance::Denies if about.is_general() && !placed.contains(&id) => denials.push((id, terms)),
                Stance::Confirms | Stance::Asserts => others.push((id, terms, about)),
                _ => {}
            }
        }
    }
    let others = bearing_on(&denials, others, scene);
    without_strangers(scene, &mut denials, &others);
    // "Dismissed the claim", "denied the report": of what nobody tells, two may deny two things.
    let open = narrower.is_empty() && !denials.iter().any(|(_, terms)| terms.iter().any(tells));
    let denials: Vec<StatementId> = denials.into_iter().map(|(id, _)| id).collect();
    if denials.is_empty() && narrower.is_empty() {
        return None;
    }
    let asserted = best_of_each(scene, others);
    let denying =
        narrower.iter().filter(|member| member.stance == Stance::Denies).map(|member| member.statement);
    let titles: Vec<StatementId> = denials.iter().copied().chain(denying).collect();
    let label = title(scene, &titles, &asserted);
    // Denying and asserting are stances to one claim; they stand under one answer so that the dispute shows.
    let mut members: Vec<Member> =
        asserted.iter().chain(&denials).filter_map(|id| member(scene, *id)).collect();
    members.extend(narrower);
    // What only bears on a theme may be about a part of it; who confirms the accounts speaks to all that is denied.
    for member in members.iter_mut().filter(|member| member.stance == Stance::Asserts) {
        member.fit = Fit::Likely;
    }
    for member in &mut members {
        if member.stance == Stance::Asserts && is_negative(scene, member.statement) {
            member.stance = Stance::Denies;
        }
    }
    without_deniers(scene, &mut members);
    if open && members.iter().all(|member| member.stance == Stance::Denies) {
        return None;
    }
    members.sort_unstable();
    members.dedup_by_key(|member| member.statement);
    Some(Question::whether(label, members))
}

/// Whether a word only names accounts or dismisses them ("reports", "baseless").
fn is_account(term: &Term) -> bool {
    holds(&WORDS.accounts, &term.lemma) || holds(&WORDS.groundless, &term.lemma)
}

/// Who says a statement.
fn speaker(scene: &Scene<'_>, id: StatementId) -> Option<EntityId> {
    let said = scene.statement(id)?;
    scene.reading.entities.resolve(said.article, said.source.entity?)
}

/// Takes out those who deny nothing but "the accusations" or "any wrongdoing" where nothing that is told names them: many are
/// accused of something.
fn without_strangers(
    scene: &Scene<'_>,
    denials: &mut Vec<(StatementId, Vec<Term>)>,
    others: &[(StatementId, f32)],
) {
    let bare = |terms: &[Term]| terms.iter().all(|term| term.kind == TermKind::Reference || is_account(term));
    if !denials.iter().any(|(_, terms)| bare(terms)) {
        return;
    }
    let told: Vec<Term> = others
        .iter()
        .filter_map(|(id, _)| scene.statement(*id))
        .filter_map(|said| Some(scene.content_terms(scene.view(said.article)?, said)))
        .flatten()
        .collect();
    let named = |id: StatementId| {
        let who = speaker(scene, id)?;
        let body = scene.reading.entities.get(who)?.of;
        Some(told.iter().any(|term| term.entity.is_some_and(|own| own == who || Some(own) == body)))
    };
    denials.retain(|(id, terms)| !bare(terms) || named(*id).unwrap_or(false));
}

/// Takes out what only bears on a theme where whoever says it denies it elsewhere: "he would help the inquiry" does not
/// assert what he calls false.
fn without_deniers(scene: &Scene<'_>, members: &mut Vec<Member>) {
    let speaker = |member: &Member| speaker(scene, member.statement);
    let denying: BTreeSet<EntityId> =
        members.iter().filter(|member| member.stance == Stance::Denies).filter_map(speaker).collect();
    members.retain(|member| {
        member.fit == Fit::Sure
            || member.stance != Stance::Asserts
            || speaker(member).is_none_or(|who| !denying.contains(&who))
    });
}

/// A statement as a member, with all it says as its focus.
pub(super) fn member(scene: &Scene<'_>, id: StatementId) -> Option<Member> {
    let said = scene.statement(id)?;
    Some(Member { statement: id, focus: *said.content.first()?, stance: said.stance, fit: Fit::Sure })
}

/// Whether somebody says by the word for it that something is not so ("denied that it had been involved").
pub(super) fn denies_outright(scene: &Scene<'_>, id: StatementId) -> bool {
    denial_by_refusing(scene, id).is_some_and(|(refusing, ..)| !refusing)
}

/// Of who denies something by a cue: whether the cue may also refuse a thing ("rejected"), with the statement and its article.
fn denial_by_refusing<'s>(scene: &'s Scene<'_>, id: StatementId) -> Option<(bool, &'s Statement, View<'s>)> {
    let said = scene.statement(id).filter(|said| said.stance == Stance::Denies)?;
    let view = scene.view(said.article)?;
    let refusing = view.found.tokens_in(said.cue?).any(|at| holds(&WORDS.refusing, &view.lemma(at)));
    Some((refusing, said, view))
}

/// Whether somebody refuses a thing and denies nothing that was said ("rejected the bid"; not "rejected the allegations").
pub(super) fn is_refusal(scene: &Scene<'_>, id: StatementId) -> bool {
    let refuses = || {
        let (refusing, said, view) = denial_by_refusing(scene, id)?;
        let told = said.content.iter().flat_map(|part| view.found.tokens_in(*part)).collect::<Vec<_>>();
        let clause = |at: &usize| view.is(*at, Upos::Verb) || view.is(*at, Upos::Aux);
        let account = |at: &usize| holds(&WORDS.accounts, &view.lemma(*at)) && view.is(*at, Upos::Noun);
        let event = |at: &usize| !events(view, *at).is_empty();
        let points = |at: &usize| view.is(*at, Upos::Pron);
        let thing = !told.iter().any(|at| clause(at) || account(at) || event(at) || points(at));
        Some(thing && refusing)
    };
    refuses().unwrap_or(false)
}

/// The kinds of events that most articles tell of.
fn theme(scene: &Scene<'_>, articles: &[ArticleId]) -> Theme {
    let mut telling: BTreeMap<Class, usize> = BTreeMap::new();
    for view in articles.iter().filter_map(|article| scene.view(*article)) {
        let told: BTreeSet<Class> = (0..view.found.tokens.len()).flat_map(|at| events(view, at)).collect();
        told.into_iter().for_each(|class| *telling.entry(class).or_default() += 1);
    }
    let mut most: Vec<(usize, Class)> = telling
        .into_iter()
        .filter(|(_, count)| *count * 2 > articles.len() || articles.len() == 1)
        .map(|(class, count)| (count, class))
        .collect();
    most.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    Theme { classes: most.into_iter().take(KINDS).map(|(_, class)| class).collect() }
}

/// Harm that is done to people or things: what denials are about.
fn events(view: View<'_>, at: usize) -> Vec<Class> {
    let harm =
        |class: &Class| LEXICON.events.get(usize::from(*class)).is_some_and(|event| event.harm || event.ruin);
    LEXICON.events_of(&view.lemma(at)).filter(harm).collect()
}

/// How a statement bears on a theme.
#[derive(Clone, Copy, Debug, Default)]
struct Bearing {
    /// How many kinds of events of the theme it names.
    themes: f32,
    /// Weight of words that only name accounts ("reports", "allegations").
    accounts: f32,
    /// Weight of all other words.
    own: f32,
}

impl Bearing {
    fn bears(self) -> bool {
        self.themes + self.accounts > 0.0
    }

    fn is_general(self) -> bool {
        (self.accounts > 0.0 && (self.themes > 0.0 || self.own < 12.0))
            || (self.themes > 0.0 && self.own < 24.0)
    }
}

fn bearing(theme: &Theme, terms: &[Term]) -> Bearing {
    let mut bearing = Bearing::default();
    let mut named: BTreeSet<Class> = BTreeSet::new();
    for term in terms.iter().filter(|term| term.kind != TermKind::Reference) {
        let classes = term.classes.iter().filter(|class| theme.classes.contains(class));
        let before = named.len();
        named.extend(classes);
        if holds(&WORDS.accounts, &term.lemma) {
            bearing.accounts += term.weight;
        } else if named.len() == before {
            bearing.own += term.weight;
        }
    }
    bearing.themes = named.len() as f32;
    bearing
}

/// The statements of each article that say most of the theme.
fn best_of_each(scene: &Scene<'_>, mut scored: Vec<(StatementId, f32)>) -> Vec<StatementId> {
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut taken: BTreeMap<ArticleId, usize> = BTreeMap::new();
    let mut kept: Vec<StatementId> = scored
        .into_iter()
        .filter(|(id, _)| {
            let Some(said) = scene.statement(*id) else { return false };
            let taken = taken.entry(said.article).or_default();
            *taken += 1;
            *taken <= PER_ARTICLE
        })
        .map(|(id, _)| id)
        .collect();
    kept.sort_unstable();
    kept
}

/// What is denied: the words after "reports of" or "allegations about", or else the shortest assertion.
fn title(scene: &Scene<'_>, denials: &[StatementId], asserted: &[StatementId]) -> String {
    let denied = denials.iter().filter_map(|id| denied_words(scene, scene.statement(*id)?));
    let shortest = denied.min_by_key(|words| (words.len(), words.clone()));
    if let Some(words) = shortest {
        return format!("the reports of {words}");
    }
    // "Denied that the girls were exchanged".
    let clauses = denials.iter().flat_map(|id| predications(scene, *id)).filter(|own| own.main);
    let asked = clauses.filter_map(|own| label::of_predication(scene, &own, &label::Words::default()));
    if let Some(asked) = asked.min_by_key(|words| (words.len(), words.clone())) {
        return asked;
    }
    let said =
        |id: &&StatementId| scene.statement(**id).map(|said| said.content_span().len()).unwrap_or(usize::MAX);
    match asserted.iter().min_by_key(said).or(denials.first()) {
        Some(id) => label::of_event(scene, *id),
        None => String::new(),
    }
}

fn denied_words(scene: &Scene<'_>, said: &Statement) -> Option<String> {
    let view = scene.view(said.article)?;
    let tokens = view.found.tokens_in(said.content_span());
    let account = tokens.clone().find(|at| {
        holds(&WORDS.accounts, &view.lemma(*at))
            && matches!(view.lemma(at + 1).as_str(), "of" | "about" | "that")
    })?;
    let of = view.child(account, &[crate::annotation::Relation::Nmod])?;
    let tree = view.found.subtree(view.children, of);
    let first = tree.start.max(account + 2);
    let words = view.found.span_of(first..tree.end.max(first + 1)).of(&view.article.text);
    let count = words.split_whitespace().count();
    (2..=10).contains(&count).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}
