//! Questions of whether: what several articles say happened, is so, or will be.

use std::collections::{BTreeMap, BTreeSet};

use super::denial;
use super::discord::{Discord, covers, discord};
use super::merged::{MAY_BE, NOT_YET, SO, WAS, WILL_BE};
use super::mood::{Mood, Status};
use super::opposed::{are_opposed, denies, is_un};
use super::predication::{Predication, nearness, predications};
use super::proposition::{Propositions, SURE, Speaking, togetherness};
use super::scene::Scene;
use super::similarity::match_of;
use super::term::{Term, TermKind};
use super::{Agreement, Answer, Fit, Member, Question, Value, label};
use crate::article::ArticleId;
use crate::statement::{Stance, Statement, StatementForm, StatementId};

/// Up to so many clauses are weighed against each other to find the one that stands for all.
const WEIGHED: usize = 12;
/// What has less than this in common with the clause that stands for all is mostly another thing: of 452 members of
/// questions read by hand a third of such say the same, a quarter where they tell it otherwise besides; of those with more
/// in common half where they tell it otherwise, four in five where not, and all from [`SURE`] on.
const LITTLE: f32 = 0.4;
/// From this on who tells of others, of another number or of another place still tells the same in three of four.
const FAIR: f32 = 0.7;
/// What speaks against a clause standing for all that says much that no other says.
const ALONE: f32 = 0.5;

/// The questions of whether that some statements of several articles answer.
///
/// Statements of `placed` answer another question already; they join one here, but do not make one.
pub(super) fn questions(
    scene: &Scene<'_>,
    statements: &[StatementId],
    placed: &BTreeSet<StatementId>,
) -> Vec<Question> {
    let propositions = Propositions::new(scene, statements);
    let mut groups: Vec<Vec<Speaking<'_>>> = propositions.grouped(scene);
    // The widest first: what is only part of a wider question is no question of its own.
    groups.sort_by_cached_key(|group| std::cmp::Reverse(articles(scene, group)));
    let mut kept: Vec<BTreeSet<StatementId>> = Vec::new();
    let mut questions = Vec::new();
    for group in groups.into_iter().take_while(|group| articles(scene, group) > 1) {
        let own: BTreeSet<StatementId> = group.iter().map(|one| one.statement).collect();
        let news = own.iter().filter(|id| !placed.contains(id)).count();
        if news * 3 < own.len() && !has_two_sides(&group) || kept.iter().any(|wider| own.is_subset(wider)) {
            continue;
        }
        for side in parted(scene, group) {
            let asked = question(scene, &side).filter(|_| articles(scene, &side) > 1);
            questions.extend(asked.into_iter().flat_map(|own| with_contested(scene, own, &side)));
        }
        kept.push(own);
    }
    questions
}

/// A question, and beside it that of those who only seem to speak to it and deny what another of them says.
fn with_contested(scene: &Scene<'_>, mut main: Question, group: &[Speaking<'_>]) -> Vec<Question> {
    let members = || main.answers.iter().flat_map(|answer| &answer.members);
    let unsure: BTreeSet<StatementId> =
        members().filter(|member| member.fit == Fit::Unsure).map(|member| member.statement).collect();
    let left: Vec<Speaking<'_>> =
        group.iter().filter(|one| unsure.contains(&one.statement)).copied().collect();
    let clauses = left.iter().filter_map(|one| one.predication);
    let disputes: Vec<&Predication> =
        clauses.filter(|own| own.negative && own.denied).filter(|own| is_contested(own, &left)).collect();
    let speaks = |one: &Speaking<'_>| {
        let answers = |own: &Predication| {
            disputes.iter().any(|it| std::ptr::eq(*it, own) || denies(it, own, one.terms))
        };
        one.predication.is_some_and(answers)
    };
    let sides: Vec<Speaking<'_>> = left.into_iter().filter(speaks).collect();
    if disputes.is_empty() || articles(scene, &sides) < 2 {
        return vec![main];
    }
    let Some(apart) = question(scene, &sides) else { return vec![main] };
    let moved = apart.statements();
    for answer in &mut main.answers {
        answer.members.retain(|member| !moved.contains(&member.statement));
    }
    main.answers.retain(|answer| !answer.members.is_empty());
    let stands = spread(scene, main.statements()) > 1;
    stands.then_some(main).into_iter().chain([apart]).collect()
}

/// Whether some clauses of a group say what others say the opposite of: that is asked, whatever else they answer.
fn has_two_sides(group: &[Speaking<'_>]) -> bool {
    let clauses: Vec<&Predication> = group.iter().filter_map(|one| one.predication).take(WEIGHED).collect();
    let mut pairs =
        clauses.iter().enumerate().flat_map(|(at, one)| clauses.iter().skip(at + 1).map(move |it| (one, it)));
    pairs.any(|(one, other)| one.article != other.article && are_opposed(one, other))
}

/// How many articles some statements stand in.
fn spread(scene: &Scene<'_>, statements: impl IntoIterator<Item = StatementId>) -> usize {
    let articles = statements.into_iter().filter_map(|id| scene.statement(id)).map(|said| said.article);
    articles.collect::<BTreeSet<ArticleId>>().len()
}

/// How many articles the statements of a group stand in.
fn articles(scene: &Scene<'_>, group: &[Speaking<'_>]) -> usize {
    spread(scene, group.iter().map(|one| one.statement))
}

/// The question of whether that one statement answers alone.
pub(super) fn single(scene: &Scene<'_>, id: StatementId) -> Option<Question> {
    let clauses = predications(scene, id);
    let first = clauses.iter().find(|clause| clause.main).or(clauses.first());
    question(scene, &[Speaking { statement: id, predication: first, terms: &[], speaker: None }])
}

fn question(scene: &Scene<'_>, group: &[Speaking<'_>]) -> Option<Question> {
    let (typical, label) = typical(scene, group).unzip();
    let label = label.flatten();
    // A sentence that is quoted for a label keeps its "not".
    let asked = typical.map(|(_, base)| (base, label.is_none()));
    let label = match label {
        // A sentence of a quotation that several carry is less than what they carry.
        Some(label) if group.len() < 2 || !group.iter().all(|one| is_quoted(scene, one.statement)) => label,
        _ => label::of_event(scene, shortest(scene, group, typical)?),
    };
    let mut answering = Answering::default();
    let only_denied = is_only_denied(group);
    for one in group {
        // Who names a thing beside what somebody denies does not say that it is so ("announced the deaths in a post", "the
        // post does not give their ages").
        let asserts = scene.statement(one.statement).is_some_and(|said| said.stance == Stance::Asserts);
        let names_it = only_denied && one.predication.is_none() && asserts;
        if group.len() < 2 || !names_it && !denial::is_refusal(scene, one.statement) {
            answering.take(scene, one, group, typical, asked);
        }
    }
    let Answering { mut members, early, mut otherwise, plainly } = answering;
    otherwise.retain(|id, _| !plainly.contains(id));
    without_aims(&mut members, group);
    without_denied(scene, &mut members);
    let (early, told): (Vec<Member>, Vec<Member>) =
        members.into_values().partition(|member| early.contains(&member.statement));
    let question = Question { long_ago: is_of_long_ago(group), ..Question::whether(label, told) };
    let mut question = in_time(scene, question, early);
    set_apart(&mut question, &otherwise);
    // Where nobody says what another says, nor what speaks against it, there is no question of several.
    let shared = |answer: &Answer| spread(scene, answer.members.iter().map(|member| member.statement)) > 1;
    let stands = question.answers.len() < 2
        || question.relation != Agreement::Agree
        || question.answers.iter().any(shared);
    let several = group.len() == 1 || spread(scene, question.statements()) > 1;
    (stands && several).then_some(question)
}

/// Those who answer a question of whether.
#[derive(Default)]
struct Answering {
    members: BTreeMap<StatementId, Member>,
    /// Who says that it is not so yet, where others say so.
    early: BTreeSet<StatementId>,
    /// How each tells it otherwise than the clause that stands for all.
    otherwise: BTreeMap<StatementId, Discord>,
    /// Who says it in one clause, whatever he adds in another ("was freed, and others will be").
    plainly: BTreeSet<StatementId>,
}

impl Answering {
    /// Takes in what one says, beside the clause that stands for all (`typical`) and what it asks.
    fn take<'p>(
        &mut self,
        scene: &Scene<'_>,
        one: &Speaking<'p>,
        group: &[Speaking<'p>],
        typical: Option<Clause<'_, 'p>>,
        asked: Option<(&Predication, bool)>,
    ) {
        let Some(mut member) = denial::member(scene, one.statement) else { return };
        let is_typical = |base: &Predication| one.predication.is_some_and(|own| std::ptr::eq(own, base));
        let discord = match typical {
            Some((_, clause)) if is_typical(clause) => {
                member.fit = Fit::Sure;
                None
            }
            Some((base, clause)) => {
                let discord = one.predication.and_then(|own| discord(scene, own, clause));
                let covers = || one.predication.is_some_and(|own| covers(scene, own, clause));
                let Some(fit) = fit(one, base, discord.as_ref(), covers) else { return };
                // What happens more than once may have happened again.
                let again =
                    || one.predication.is_some_and(|own| scene.tells_of_two(own.article, clause.article));
                // Who denies it in so many words speaks to it, whatever words he denies it with.
                let denies = || denial::denies_outright(scene, one.statement);
                member.fit = match fit {
                    Fit::Sure if again() => Fit::Likely,
                    Fit::Unsure if denies() => Fit::Likely,
                    fit => fit,
                };
                discord
            }
            None => {
                member.fit = Fit::of(group.len() == 1);
                None
            }
        };
        if let Some(discord) = discord {
            self.otherwise.entry(one.statement).or_insert(discord);
        } else if member.fit > Fit::Unsure {
            self.plainly.insert(one.statement);
        }
        if let Some(clause) = one.predication {
            if clause.statement == one.statement {
                member.focus = label::clause_span(scene, clause).unwrap_or(member.focus);
            }
            member.stance = stance(clause, asked, member.stance);
            // "The cause is not yet known" agrees with "the cause is unknown".
            if clause.mood == Mood::Open && member.stance == Stance::Asserts && is_said_later(clause, group) {
                member.stance = Stance::Declines;
                self.early.insert(one.statement);
            }
        }
        let own = self.members.entry(one.statement).or_insert(member);
        // Who denies it in one clause does not assert it by another that is nearer.
        if member.fit > own.fit && member.stance == own.stance {
            *own = member;
        }
    }
}

/// How surely what one says is what another says that stands for all, by how much they have in common, whether it is told
/// otherwise and whether it `covers` what the other says; `None` where it is more often another thing.
fn fit(
    one: &Speaking<'_>,
    base: &Speaking<'_>,
    discord: Option<&Discord>,
    covers: impl Fn() -> bool,
) -> Option<Fit> {
    let shared = togetherness(one, base);
    let weak = shared.is_some_and(|shared| shared < LITTLE);
    match discord {
        Some(Discord::Figures) => None,
        Some(Discord::Apart | Discord::Otherwise) if weak => None,
        Some(Discord::Otherwise) => Some(Fit::Unsure),
        Some(Discord::Apart) if shared.is_some_and(|shared| shared < FAIR) => Some(Fit::Unsure),
        _ if weak => Some(Fit::Unsure),
        Some(_) => Some(Fit::Likely),
        None => Some(Fit::of(shared.is_some_and(|shared| shared >= SURE) && covers())),
    }
}

/// How who says a clause stands to what the clause `base` asks, with or without its own "not" (`whole`), where the statement
/// stands so to its own content.
fn stance(clause: &Predication, base: Option<(&Predication, bool)>, said: Stance) -> Stance {
    // Who failed to do it did not do it.
    let shown = base.is_some_and(|(base, whole)| base.negative != (base.denied && !whole));
    let base = base.map(|(base, _)| base);
    let denied = (clause.denied || clause.failed) && clause.negative != shown;
    match said {
        // "Questions about whether he had spoken to them": who asks says neither.
        Stance::Asserts if clause.mood == Mood::Supposed => Stance::Asks,
        Stance::Asserts if denied || base.is_some_and(|base| are_opposed(clause, base)) => Stance::Denies,
        // "Reaffirmed that it will never be accepted".
        Stance::Confirms if denied => Stance::Denies,
        said => said,
    }
}

/// Gives those answers of their own who say that it may or will be so, or say it of so few that others contradict them.
fn set_apart(question: &mut Question, otherwise: &BTreeMap<StatementId, Discord>) {
    let affirms = |member: &Member| matches!(member.stance, Stance::Asserts | Stance::Confirms);
    let Some(main) = question.answers.iter_mut().find(|answer| answer.label == SO) else { return };
    let mut apart: BTreeMap<&Discord, Vec<Member>> = BTreeMap::new();
    for member in main.members.iter().filter(|member| affirms(member)) {
        let own = otherwise
            .get(&member.statement)
            .filter(|discord| !matches!(discord, Discord::Apart | Discord::Otherwise | Discord::Figures));
        own.into_iter().for_each(|discord| apart.entry(discord).or_default().push(*member));
    }
    let moved: BTreeSet<StatementId> = apart.values().flatten().map(|member| member.statement).collect();
    main.members.retain(|member| !moved.contains(&member.statement));
    for (discord, members) in apart {
        let (label, value) = match discord {
            Discord::Told => (WAS.to_owned(), None),
            Discord::Possible => (MAY_BE.to_owned(), None),
            Discord::Coming => (WILL_BE.to_owned(), None),
            Discord::Contrary(own, base) => {
                if let Some(main) = question.answers.iter_mut().find(|answer| answer.label == SO) {
                    (main.label, main.value) =
                        (format!("“{base}”"), Some(Value::Phrase(base.to_lowercase())));
                }
                question.relation = Agreement::ValuesDiffer;
                (format!("“{own}”"), Some(Value::Phrase(own.to_lowercase())))
            }
            Discord::Apart | Discord::Otherwise | Discord::Figures => continue,
        };
        question.answers.push(Answer { label, value, members });
    }
    question.answers.retain(|answer| !answer.members.is_empty());
}

/// Whether some clause of a group says that it is so of which another says that it is not so yet.
fn is_said_later(open: &Predication, group: &[Speaking<'_>]) -> bool {
    let says = |own: &Predication| {
        !own.negative && own.mood == Mood::Asserted && !is_un(&own.predicate.lemma, &open.predicate.lemma)
    };
    let another = |one: &&Speaking<'_>| one.statement != open.statement;
    group.iter().filter(another).any(|one| one.predication.is_none_or(says))
}

/// A group without those who deny what nobody in it says, and these: they answer a question of their own.
fn parted<'p>(scene: &Scene<'_>, group: Vec<Speaking<'p>>) -> [Vec<Speaking<'p>>; 2] {
    let denied = |own: &Predication| own.denied || own.failed;
    let claims = group.iter().any(|one| one.predication.is_some_and(|own| !denied(own)));
    let alone = |one: &Speaking<'_>| {
        let told = scene.statement(one.statement).is_some_and(|said| said.stance == Stance::Asserts);
        // "Unable to get visas" beside "was denied visas": both say that there are none.
        let agrees = || {
            let others = group.iter().filter(|other| other.statement != one.statement);
            others.filter_map(|other| other.predication).any(|own| own.negative && !denied(own))
        };
        let failed = |own: &Predication| own.failed && !agrees();
        let denial =
            one.predication.filter(|own| claims && told && own.negative && (own.denied || failed(own)));
        denial.is_some_and(|own| !is_contested(own, &group))
    };
    let (apart, main) = group.iter().copied().partition(alone);
    [main, apart]
}

/// Whether all clauses of a group deny something.
fn is_only_denied(group: &[Speaking<'_>]) -> bool {
    let mut clauses = group.iter().filter_map(|one| one.predication).peekable();
    clauses.peek().is_some() && clauses.all(|own| own.denied || own.failed)
}

/// Whether some clause of a group says what another denies.
fn is_contested(denial: &Predication, group: &[Speaking<'_>]) -> bool {
    let says = |one: &Speaking<'_>| {
        one.predication.is_some_and(|own| !own.denied && !own.failed && denies(denial, own, one.terms))
    };
    group.iter().any(says)
}

/// Whether most clauses of a group tell of what was long before the story.
fn is_of_long_ago(group: &[Speaking<'_>]) -> bool {
    let clauses = || group.iter().filter_map(|one| one.predication);
    clauses().filter(|clause| clause.long_ago.is_some()).count() * 2 > clauses().count()
}

/// A question with those who say that it was not so yet (`early`): what others say was so later, if they say it.
fn in_time(scene: &Scene<'_>, mut question: Question, early: Vec<Member>) -> Question {
    let article = |member: &Member| scene.statement(member.statement).map(|said| said.article);
    let own: BTreeSet<Option<ArticleId>> = early.iter().map(article).collect();
    let told = question.answers.iter().flat_map(|answer| &answer.members);
    let later = told.filter(|member| matches!(member.stance, Stance::Asserts | Stance::Confirms));
    if !early.is_empty() && later.map(article).any(|later| !own.contains(&later)) {
        question.answers.push(Answer { label: NOT_YET.to_owned(), value: None, members: early });
        question.relation = Agreement::Update;
    } else if let Some(answer) = question.answers.first_mut() {
        answer.members.extend(early);
        answer.members.sort_unstable();
    }
    question
}

/// Takes out those that only name an aim, where somebody denies that it is so: whoever meets "to end the war" does not
/// say that it has ended.
fn without_aims(members: &mut BTreeMap<StatementId, Member>, group: &[Speaking<'_>]) {
    if !members.values().any(|member| member.stance == Stance::Denies) {
        return;
    }
    let aims = group.iter().filter(|one| one.predication.is_some_and(|clause| clause.mood == Mood::Meant));
    let aims: BTreeSet<StatementId> = aims.map(|one| one.statement).collect();
    members.retain(|id, member| member.stance != Stance::Asserts || !aims.contains(id));
}

/// Takes out what is only told inside a denial: who "denied that the men were held", or "rejected the evidence which shows
/// that they were", says on one side only what was denied.
fn without_denied(scene: &Scene<'_>, members: &mut BTreeMap<StatementId, Member>) {
    let denials = members.values().filter(|member| member.stance == Stance::Denies);
    let mut denied: BTreeMap<ArticleId, Vec<&Statement>> = BTreeMap::new();
    for said in
        denials.filter_map(|member| scene.statement(member.statement)).filter(|said| said.cue.is_some())
    {
        denied.entry(said.article).or_default().push(said);
    }
    let inside = |member: &Member| {
        let own = scene.statement(member.statement).and_then(|said| denied.get(&said.article));
        let told = |denial: &&Statement| denial.content.iter().any(|part| part.overlaps(member.focus));
        own.is_some_and(|own| own.iter().any(told))
    };
    let taken: Vec<StatementId> = members
        .values()
        .filter(|it| it.stance == Stance::Asserts && inside(it))
        .map(|it| it.statement)
        .collect();
    for id in taken {
        members.remove(&id);
    }
}

/// A clause with the statement that it stands in.
type Clause<'g, 'p> = (&'g Speaking<'p>, &'p Predication);

/// The clause that is nearest to all others and names who did what, with its label.
fn typical<'g, 'p>(scene: &Scene<'_>, group: &'g [Speaking<'p>]) -> Option<(Clause<'g, 'p>, Option<String>)> {
    let mut clauses: Vec<Clause<'g, 'p>> =
        group.iter().filter_map(|one| Some((one, one.predication?))).collect();
    // A question is asked without "not" wherever somebody puts it so.
    if clauses.iter().any(|(_, clause)| !clause.denied && !clause.aside) {
        clauses.retain(|(_, clause)| !clause.denied);
    }
    // What may be is asked as what is, where as many say that it is.
    let told = clauses.iter().filter(|(_, clause)| clause.status == Status::Told).count();
    let is_told = told * 2 >= clauses.len();
    if told > 0 && told < clauses.len() {
        clauses.retain(|(_, clause)| (clause.status == Status::Told) == is_told);
    }
    // "Failed to reach it" answers whether it was reached.
    if clauses.iter().any(|(_, clause)| !clause.failed) {
        clauses.retain(|(_, clause)| !clause.failed);
    }
    let sample = clauses.get(..WEIGHED.min(clauses.len())).unwrap_or(&clauses);
    let fit = |clause: &Predication, words: &label::Words| {
        let near: f32 =
            sample.iter().map(|(_, other)| nearness(clause, other)).sum::<f32>() / sample.len() as f32;
        let named = clause.subject.is_some_and(|head| label::is_telling(scene, clause.article, head));
        // Whom a pronoun stands for may be misread; a name may not.
        let stands = clause.subject.is_some_and(|head| label::is_pronoun(scene, clause.article, head));
        near + if named { 0.35 } else { 0.0 } - if named && stands { 0.15 } else { 0.0 }
            + if clause.object.is_some() { 0.15 } else { 0.0 }
            + if clause.main { 0.05 } else { 0.0 }
            - if label::is_headline(scene, clause) { 0.3 } else { 0.0 }
            - ALONE * alone(clause, words)
    };
    let scored = sample.iter().map(|one| {
        let words = words_of(sample, *one);
        (fit(one.1, &words), label::of_predication(scene, one.1, &words), *one)
    });
    // One that reads as a sentence is better than one that must be quoted.
    let best = scored.max_by(|a, b| {
        a.1.is_some().cmp(&b.1.is_some()).then(a.0.total_cmp(&b.0)).then_with(|| b.1.cmp(&a.1))
    });
    best.map(|(_, label, one)| (one, label))
}

/// What a word must tell for it to matter whether others have it.
const TELLING: f32 = 1.0;
/// How well two words must match to be one.
const ONE_WORD: f32 = 0.7;

/// Which telling words of a statement at least half of the other articles among some clauses have too.
fn words_of(sample: &[Clause<'_, '_>], (own, clause): Clause<'_, '_>) -> label::Words {
    let mut others: BTreeMap<ArticleId, Vec<&Term>> = BTreeMap::new();
    for (other, their) in sample.iter().filter(|(_, their)| their.article != clause.article) {
        others.entry(their.article).or_default().extend(other.terms);
    }
    let mut words = label::Words::default();
    let telling = |term: &&Term| term.kind != TermKind::Reference && term.weight >= TELLING;
    for term in own.terms.iter().filter(telling).filter(|_| !others.is_empty()) {
        let has = |theirs: &&Vec<&Term>| theirs.iter().any(|their| match_of(term, their) >= ONE_WORD);
        let shared = others.values().filter(has).count() * 2 >= others.len();
        if shared {
            words.shared.insert(term.token)
        } else {
            words.alone.insert(term.token)
        };
    }
    words
}

/// What share of a clause none of the others says.
fn alone(clause: &Predication, words: &label::Words) -> f32 {
    let weight =
        |own: &dyn Fn(&&Term) -> bool| clause.terms.iter().filter(own).map(|term| term.weight).sum::<f32>();
    weight(&|term| words.alone.contains(&term.token)) / weight(&|_| true).max(0.01)
}

fn is_quoted(scene: &Scene<'_>, id: StatementId) -> bool {
    scene.statement(id).is_some_and(|said| said.form == StatementForm::Direct)
}

/// The shortest statement of a group, of those that surely say what the clause says that stands for all.
fn shortest(
    scene: &Scene<'_>,
    group: &[Speaking<'_>],
    typical: Option<Clause<'_, '_>>,
) -> Option<StatementId> {
    let length = |id: StatementId| {
        let said = scene.statement(id)?;
        Some((said.content_span().len(), said.content_span().of(scene.text(said.article)).to_owned()))
    };
    let stands = |one: &&Speaking<'_>| {
        typical.is_none_or(|(base, _)| {
            one.statement == base.statement || togetherness(one, base).is_some_and(|it| it >= SURE)
        })
    };
    group.iter().filter(stands).map(|one| one.statement).min_by_key(|id| length(*id))
}
