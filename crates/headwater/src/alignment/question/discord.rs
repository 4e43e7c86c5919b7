//! What two clauses that answer one question do not say alike: another place, another figure, "few" where the other has
//! "most", "may" where the other tells that it was. Who says the one does not say the other, so neither is surely said twice.
//! Nor must they differ: one place may lie in the other, and what is planned may have been done. So but for amounts that exclude
//! each other nothing is called a difference by this, and nothing a corroboration.

use std::cell::OnceCell;

use super::Value;
use super::mood::Status;
use super::opposed::are_opposed;
use super::point::is_anybody;
use super::predication::{
    self, ALIKE, KIN, Predication, are_of_other_status, are_opposites, is_one_transfer,
};
use super::scene::{Scene, View};
use super::similarity::match_of;
use super::term::{Term, TermKind};
use super::value::compatible;
use super::words::{WORDS, holds};
use crate::annotation::{Quantity, QuantityKind, Relation, is_nationality};

/// How a clause tells otherwise what another tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Discord {
    /// That it was or is so, where the other says that it may or will be.
    Told,
    /// That it may be so, where the other says that it is.
    Possible,
    /// That it will, would or should be so, or is meant to.
    Coming,
    /// Of so many that it cannot be both: the two phrases ("few of the dockers", "most of the dockers").
    Contrary(String, String),
    /// Of others, of another number, or elsewhere: both may be so.
    Apart,
    /// Something else of the same people or things.
    Otherwise,
    /// Another figure: how many or how much it was is asked by itself, and none of the two says the other.
    Figures,
}

/// How a clause, however near to another, tells something otherwise.
pub(super) fn discord(scene: &Scene<'_>, own: &Predication, base: &Predication) -> Option<Discord> {
    if are_of_other_status(own, base) {
        return Some(match own.status {
            Status::Told => Discord::Told,
            Status::Possible => Discord::Possible,
            Status::Coming => Discord::Coming,
        });
    }
    let (one, other) = (Side::of(scene, own)?, Side::of(scene, base)?);
    if let Some((one, other)) = contrary_amounts(&one, &other) {
        return Some(Discord::Contrary(one, other));
    }
    if have_other_figures(&one, &other) {
        return Some(Discord::Figures);
    }
    let apart = are_of_other_amounts(&one, &other)
        || one.is_nearly() != other.is_nearly()
        || have_other_places(&one, &other)
        || have_other_circumstances(&one, &other)
        || have_other_sorts(&one, &other);
    if are_turned_round(&one, &other)
        || have_other_predicates(&one, &other)
        || have_other_parties(&one, &other)
        || are_of_other_nations(&one, &other)
    {
        return Some(Discord::Otherwise);
    }
    apart.then_some(Discord::Apart)
}

/// Whether a clause, with its sentence, says at least half of what tells another one from the rest.
pub(super) fn covers(scene: &Scene<'_>, own: &Predication, base: &Predication) -> bool {
    let Some((one, other)) = Side::of(scene, own).zip(Side::of(scene, base)) else { return false };
    let telling =
        |term: &&Term| matches!(term.kind, TermKind::Word | TermKind::Name) && term.weight >= TELLING;
    let (mut all, mut said) = (0.0, 0.0);
    for term in base.terms.iter().filter(telling) {
        all += term.weight;
        said += if one.names(term, &other) { term.weight } else { 0.0 };
    }
    said >= COVERED * all
}

/// What a word of a clause must tell for it to matter whether another has it.
const TELLING: f32 = 1.0;
/// What share of it another must say to say the same.
const COVERED: f32 = 0.5;

/// One of two clauses, with its article.
struct Side<'s> {
    scene: &'s Scene<'s>,
    view: View<'s>,
    own: &'s Predication,
    /// The terms of its sentence, once they are asked for.
    sentence: OnceCell<Vec<Term>>,
}

/// How much of those told of a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amount {
    All,
    Most,
    Some,
    Few,
    More,
    Fewer,
}

impl Amount {
    /// Whether it cannot be both.
    fn excludes(self, other: Amount) -> bool {
        matches!((self, other), (Amount::Few, Amount::All | Amount::Most) | (Amount::Fewer, Amount::More))
    }
}

impl<'s> Side<'s> {
    fn of(scene: &'s Scene<'s>, own: &'s Predication) -> Option<Self> {
        Some(Side { scene, view: scene.view(own.article)?, own, sentence: OnceCell::new() })
    }

    /// Who does it and to whom.
    fn heads(&self) -> [Option<usize>; 2] {
        [self.own.subject, self.own.object]
    }

    fn term(&self, head: Option<usize>) -> Option<&Term> {
        self.own.terms.iter().find(|term| Some(term.token) == head)
    }

    /// The thing at a head, where the head says how many of it: "most of the dockers".
    fn thing(&self, head: usize) -> usize {
        if amount_of(&self.view.lemma(head)).is_none() {
            return head;
        }
        self.view.child(head, &[Relation::Nmod]).unwrap_or(head)
    }

    fn amount(&self, head: usize) -> Option<Amount> {
        let before =
            |at: &usize| !(*at > 0 && self.view.lemma(at - 1) == "a" && self.view.lemma(*at) != "majority");
        let determined = [Relation::Det, Relation::Amod, Relation::DetPredet];
        let own =
            std::iter::once(head).chain(self.view.found.dependents(self.view.children, head, &determined));
        own.filter(before).find_map(|at| self.amount_at(at))
    }

    fn amount_at(&self, at: usize) -> Option<Amount> {
        let amount = amount_of(&self.view.lemma(at))?;
        // "All but three of them".
        let short = amount == Amount::All && matches!(self.view.lemma(at + 1).as_str(), "but" | "except");
        Some(if short { Amount::Most } else { amount })
    }

    /// The words of a noun phrase.
    fn phrase(&self, head: usize) -> String {
        let words = predication::phrase(self.view, head);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return String::new() };
        let span = self.view.found.span_of(*first..last + 1);
        span.of(&self.view.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How many or what share of it the noun phrase at a head tells of.
    fn figure(&self, head: usize) -> Option<&Quantity> {
        let words = predication::phrase(self.view, head);
        let span = self.view.found.span_of(*words.first()?..words.last()? + 1);
        let all = &self.view.found.quantities;
        let from = all.partition_point(|figure| figure.span.end <= span.start);
        let counts = |figure: &&Quantity| {
            let counting = matches!(figure.kind, QuantityKind::Count | QuantityKind::Share);
            counting && words.contains(&self.view.found.tokens_in(figure.span).start)
        };
        all.iter().skip(from).take_while(|figure| figure.span.start < span.end).find(counts)
    }

    /// How much or how long it tells of, each with the word before it ("for ten years").
    fn measures(&self) -> Vec<(String, &Quantity)> {
        let governed = [Relation::Obj, Relation::Obl, Relation::OblUnmarked];
        let chain = || std::iter::once(self.own.token).chain(self.own.carriers.iter().copied());
        let below = chain().flat_map(|head| self.view.found.dependents(self.view.children, head, &governed));
        let read = |at: usize| {
            let word = self.view.token(at)?.span;
            let from = self.view.found.quantities.partition_point(|figure| figure.span.end <= word.start);
            let figure = self.view.found.quantities.get(from).filter(|figure| figure.span.contains(word))?;
            let measured = matches!(figure.kind, QuantityKind::Measure | QuantityKind::Money);
            let case = self.view.child(at, &[Relation::Case]).map(|case| self.view.lemma(case));
            measured.then(|| (case.unwrap_or_default(), figure))
        };
        below.filter_map(read).collect()
    }

    /// Whether it only came near ("nearly took the bridge").
    fn is_nearly(&self) -> bool {
        let mut beside = self.view.found.dependents(self.view.children, self.own.token, &[Relation::Advmod]);
        beside.any(|at| holds(&WORDS.nearly, &self.view.lemma(at)))
    }

    /// What hangs from it beside its core by one of some relations and tells no day ("on Monday"), each with the word before it.
    fn beside<'t>(&'t self, relations: &'t [Relation]) -> impl Iterator<Item = (String, &'t Term)> {
        self.own.terms.iter().filter_map(|term| {
            let case = self.view.child(term.token, &[Relation::Case]).map(|at| self.view.lemma(at))?;
            let day = self.view.times_in(self.view.token(term.token)?.span).next().is_some();
            let hangs = self.view.found.has_relation(term.token, relations);
            (hangs && !day).then_some((case, term))
        })
    }

    /// Where it was, each with the word before it.
    fn places(&self) -> Vec<(String, &Term)> {
        let wide = |entity| self.scene.stories.is_wide(self.own.article, entity);
        let beside = self.beside(&[Relation::Obl, Relation::Nmod, Relation::OblUnmarked]);
        let told = beside.filter(|(case, term)| {
            matches!(term.kind, TermKind::Name | TermKind::Word)
                && holds(&WORDS.placing, case)
                && !term.entity.is_some_and(wide)
        });
        told.collect()
    }

    /// What else is told of it, each with the word before it, those of cause as one.
    fn circumstances(&self) -> Vec<(String, &Term)> {
        let beside = self.beside(&[Relation::Obl, Relation::OblUnmarked]);
        let told = beside.filter(|(case, term)| term.kind == TermKind::Word && !holds(&WORDS.placing, case));
        let cause = |case: String| match WORDS.causing.first().filter(|_| holds(&WORDS.causing, &case)) {
            Some(first) => first.clone(),
            None => case,
        };
        told.map(|(case, term)| (cause(case), term)).collect()
    }

    /// The words that tell of what sort the thing at a head is.
    fn sorts(&self, head: usize) -> Vec<&Term> {
        let of_sort = |term: &&Term| term.kind == TermKind::Word && amount_of(&term.lemma).is_none();
        self.own.terms.iter().filter(|term| self.hangs_from(term, head)).filter(of_sort).collect()
    }

    /// The names that tell of what nation, house or place the thing at a head is ("Norlandic ships").
    fn nations(&self, head: usize) -> Vec<&Term> {
        let named = |term: &&Term| {
            is_nationality(self.view.found.word(&self.view.article.text, term.token))
                && self.hangs_from(term, head)
        };
        self.own.terms.iter().filter(named).collect()
    }

    fn hangs_from(&self, term: &Term, head: usize) -> bool {
        self.view.found.head(term.token) == Some(head)
            && self.view.found.has_relation(term.token, &[Relation::Amod, Relation::Compound])
    }

    /// The terms of its sentence.
    fn sentence(&self) -> &[Term] {
        self.sentence.get_or_init(|| {
            // A text without full stops is one sentence.
            let sentence = self.view.sentence(self.own.token);
            let near = self.own.token.saturating_sub(AROUND).max(sentence.start)
                ..(self.own.token + AROUND).min(sentence.end);
            self.scene.terms(self.view, self.view.found.span_of(near))
        })
    }

    /// Whether the sentence names what a term of another clause names, by a word that stands for nothing else of that clause:
    /// in "the fire was arson" no word says "accident", though fires are accidents.
    fn names(&self, term: &Term, there: &Side<'_>) -> bool {
        let taken = |own: &Term, how: f32| {
            let mut others = there.own.terms.iter().filter(|other| other.token != term.token);
            others.any(|other| match_of(own, other) > how)
        };
        self.sentence().iter().any(|own| {
            let how = match_of(own, term);
            how >= OF_KIND && !taken(own, how)
        })
    }
}

/// So many tokens before and behind a clause are its sentence at most.
const AROUND: usize = 64;

fn amount_of(lemma: &str) -> Option<Amount> {
    let named = [Amount::All, Amount::Most, Amount::Some, Amount::Few, Amount::More, Amount::Fewer];
    WORDS.amounts.iter().zip(named).find(|(words, _)| holds(words, lemma)).map(|(_, amount)| amount)
}

/// "Few of the dockers" beside "most of the dockers".
fn contrary_amounts(one: &Side<'_>, other: &Side<'_>) -> Option<(String, String)> {
    let contrary = |(a, b): &(usize, usize)| {
        let amounts = one.amount(*a).zip(other.amount(*b));
        amounts.is_some_and(|(a, b)| a.excludes(b) || b.excludes(a)) && are_kin(one, other, (*a, *b))
    };
    if one.own.negative != other.own.negative {
        return None;
    }
    let pairs = one.heads().into_iter().zip(other.heads());
    let (a, b) = pairs.filter_map(|(a, b)| a.zip(b)).find(contrary)?;
    Some((one.phrase(a), other.phrase(b)))
}

/// Whether what two heads stand for may be one thing.
fn are_kin(one: &Side<'_>, other: &Side<'_>, (a, b): (usize, usize)) -> bool {
    let things = one.term(Some(one.thing(a))).zip(other.term(Some(other.thing(b))));
    things.is_none_or(|(a, b)| match_of(a, b) >= KIN)
}

/// "Few of the dockers" beside "most of the dockers".
fn are_of_other_amounts(one: &Side<'_>, other: &Side<'_>) -> bool {
    let apart = |(a, b): (usize, usize)| {
        let amounts = one.amount(a).zip(other.amount(b)).is_some_and(|(a, b)| a != b);
        amounts && are_kin(one, other, (a, b))
    };
    let pairs = one.heads().into_iter().zip(other.heads());
    pairs.filter_map(|(a, b)| a.zip(b)).any(apart)
}

/// "Three welders" beside "two", "jailed for ten years" beside "for 14 years".
fn have_other_figures(one: &Side<'_>, other: &Side<'_>) -> bool {
    let apart = |a: &Quantity, b: &Quantity| !compatible(&value(a), &value(b));
    let counted = |(a, b): (usize, usize)| {
        one.figure(a).zip(other.figure(b)).is_some_and(|(a, b)| apart(a, b)) && are_kin(one, other, (a, b))
    };
    let (here, there) = (one.measures(), other.measures());
    let measured = here.iter().any(|(role, a)| {
        let mut same = there.iter().filter(|(own, b)| own == role && b.unit == a.unit).peekable();
        same.peek().is_some() && same.all(|(_, b)| apart(a, b))
    });
    let pairs = one.heads().into_iter().zip(other.heads());
    measured || pairs.filter_map(|(a, b)| a.zip(b)).any(counted)
}

fn value(figure: &Quantity) -> Value {
    Value::Number { low: figure.low, high: figure.high, hedge: figure.hedge, unit: figure.unit.clone() }
}

/// "Hale was arrested" beside "Pell was arrested", "hit by a drone" beside "hit by a rocket". A name beside a description may
/// be one.
fn have_other_parties(one: &Side<'_>, other: &Side<'_>) -> bool {
    let apart = |(a, b): (usize, usize)| {
        let Some((x, y)) = one.term(Some(one.thing(a))).zip(other.term(Some(other.thing(b)))) else {
            return false;
        };
        let told = |term: &Term| matches!(term.kind, TermKind::Name | TermKind::Word);
        let alike = x.kind == y.kind && told(x);
        alike
            && (match_of(x, y) < KIN || are_two_of_a_kind(x, y))
            && !one.names(y, other)
            && !other.names(x, one)
    };
    let pairs = one.heads().into_iter().zip(other.heads());
    pairs.filter_map(|(a, b)| a.zip(b)).any(apart)
}

/// "Norlandic ships" beside "Tolmarian ships", whatever is said of either.
fn are_of_other_nations(one: &Side<'_>, other: &Side<'_>) -> bool {
    let apart = |a: usize, b: usize| {
        let (here, there) = (one.nations(a), other.nations(b));
        !here.is_empty()
            && !there.is_empty()
            && are_kin(one, other, (a, b))
            && !here.iter().any(|term| other.names(term, one))
            && !there.iter().any(|term| one.names(term, other))
    };
    let theirs = || other.heads().into_iter().flatten();
    one.heads().into_iter().flatten().any(|a| theirs().any(|b| apart(a, b)))
}

/// "Was an accident" beside "was set on purpose", "rose" beside "fell": what each says first of all has no like in the other's
/// sentence.
fn have_other_predicates(one: &Side<'_>, other: &Side<'_>) -> bool {
    let alone = |own: &Side<'_>, there: &Side<'_>| {
        let predicate = &own.own.predicate;
        predicate.kind == TermKind::Word && !there.names(predicate, own)
    };
    let answers = are_opposites(&one.own.predicate.lemma, &other.own.predicate.lemma)
        || is_one_transfer(one.own, other.own)
        || are_opposed(one.own, other.own);
    !answers && alone(one, other) && alone(other, one)
}

/// "Rebels attacked soldiers" beside "soldiers attacked rebels", "the fire caused a blast" beside "a blast sparked the fire".
/// Whoever stands on one side only may be told of by what stands for it.
fn are_turned_round(one: &Side<'_>, other: &Side<'_>) -> bool {
    let fits = |a: Option<usize>, b: Option<usize>| {
        one.term(a).zip(other.term(b)).is_some_and(|(a, b)| match_of(a, b) >= ALIKE)
    };
    let (mine, theirs) = (one.heads(), other.heads());
    let whole = mine.iter().chain(&theirs).all(Option::is_some);
    let crossed = fits(mine[0], theirs[1]) || fits(mine[1], theirs[0]);
    whole && crossed && !fits(mine[0], theirs[0]) && !fits(mine[1], theirs[1])
}

/// "Rebels" beside "soldiers": of one kind, and neither stands for all of it.
fn are_two_of_a_kind(one: &Term, other: &Term) -> bool {
    let anybody = |term: &Term| term.kinds.iter().any(is_anybody);
    match_of(one, other) < OF_KIND && !anybody(one) && !anybody(other)
}

/// Two words that a list has as one match so well; words of one kind match less.
const OF_KIND: f32 = 0.5;

/// "Sank off Orlan" beside "sank off Tolmar", "began in the kitchen" beside "began in the cellar". A name beside a description
/// may be one place.
fn have_other_places(one: &Side<'_>, other: &Side<'_>) -> bool {
    let (here, there) = (one.places(), other.places());
    let of = |kind: TermKind| {
        let own = |all: &[(String, &Term)]| all.iter().any(|(_, term)| term.kind == kind);
        own(&here) && own(&there)
    };
    let word_alike = || here.iter().any(|(case, _)| there.iter().any(|(other, _)| case == other));
    (of(TermKind::Name) || of(TermKind::Word) && word_alike())
        && !here.iter().any(|(_, place)| other.names(place, one))
        && !there.iter().any(|(_, place)| one.names(place, other))
}

/// "Died of a heart attack" beside "died of a stab wound", "because of bad steel" beside "because of an explosion": in one role
/// each names what the other does not.
fn have_other_circumstances(one: &Side<'_>, other: &Side<'_>) -> bool {
    let (here, there) = (one.circumstances(), other.circumstances());
    let alone = |own: &Side<'_>, term: &Term, by: &Side<'_>| !by.names(term, own);
    here.iter().any(|(role, a)| {
        let mut same = there.iter().filter(|(other, _)| role == other).peekable();
        same.peek().is_some() && alone(one, a, other) && same.all(|(_, b)| alone(other, b, one))
    })
}

/// "Fired rubber bullets" beside "fired live rounds": one thing, told apart by words of which neither has the other's.
fn have_other_sorts(one: &Side<'_>, other: &Side<'_>) -> bool {
    let apart = |(a, b): (usize, usize)| {
        let (here, there) = (one.sorts(a), other.sorts(b));
        let alone = |own: &Side<'_>, terms: &[&Term], by: &Side<'_>| {
            !terms.is_empty() && !terms.iter().any(|term| by.names(term, own))
        };
        are_kin(one, other, (a, b)) && alone(one, &here, other) && alone(other, &there, one)
    };
    let pairs = one.heads().into_iter().zip(other.heads());
    pairs.filter_map(|(a, b)| a.zip(b)).any(apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_how_many_are_told_apart() {
        assert_eq!(amount_of("most"), Some(Amount::Most));
        assert_eq!(amount_of("few"), Some(Amount::Few));
        assert_eq!(amount_of("docker"), None);
    }
}
