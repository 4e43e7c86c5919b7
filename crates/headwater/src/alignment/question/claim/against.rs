//! What is measured of a text and of a short claim about the same thing, when it is asked whether the text speaks against the
//! claim.
//!
//! What speaks against a claim has mostly all its words and ties them otherwise: another does it, it is done to another, or
//! something else is done ("Mayor Vars of Orlan was met by the bishop": "Vars is the bishop of Orlan"). So the words of the claim
//! are laid onto the text, and it is asked what hangs together in the one and not in the other.

use super::laid::Side;
use crate::alignment::question::similarity::match_of;
use crate::alignment::question::term::{Term, TermKind};
use crate::alignment::question::words::{WORDS, holds};
use crate::annotation::{Annotations, Children, Relation, ScopeKind, Upos};

/// How many measures there are.
pub const MEASURES: usize = NAMES.len();

/// What the measures are called.
#[rustfmt::skip]
pub const NAMES: [&str; 15] = [
    // How much of the claim the text has, by weight; whether all of it, all but one word, all but its act, and what not.
    "told", "all told", "one word untold", "act alone untold", "nouns untold", "figures told",
    // Whether the doer is named, whether anywhere as a doer; whether it is done to something.
    "doer named", "doer does", "thing",
    // Whether what hangs together in the claim hangs together in the text.
    "apart from the act", "told, ties broken", "in one sentence",
    "contrary words", "denied otherwise", "length of the text",
];

/// From how well two words match a word of the claim is told; it stands for the other; it is the other.
const TOLD: f32 = 0.4;
const STANDS: f32 = 0.6;
const SAME: f32 = 0.75;
/// What words that only keep one company are worth beside such as are listed.
const COMPANY: f32 = 0.7;
/// So many steps lie at most between two words that hang together in a text.
const NEAR: usize = 2;
/// So far up the tree of the text ties are looked for.
const HIGH: usize = 12;
/// Words of a text that are looked at.
const MOST: usize = 400;

/// Measures a text and a claim.
pub fn of(text: (&str, &Annotations), claim: (&str, &Annotations)) -> [f64; MEASURES] {
    let mut text = Side::read(text);
    text.terms.truncate(MOST);
    Laid::new(&text, &Side::read(claim)).measures()
}

/// A claim laid onto a text.
struct Laid<'s> {
    text: &'s Annotations,
    claim: &'s Annotations,
    below: Children,
    words: Vec<&'s Term>,
    /// The telling words of the claim, each with its partners in the text and how well they match.
    told: Vec<(&'s Term, Vec<(&'s Term, f32)>)>,
}

impl<'s> Laid<'s> {
    fn new(text: &'s Side<'_>, claim: &'s Side<'_>) -> Self {
        let telling = |side: &'s Side<'_>| side.terms.iter().filter(|term| term.kind != TermKind::Reference);
        let words: Vec<&Term> = telling(text).collect();
        let partners = |term: &'s Term| {
            let fits = words.iter().map(|own| (*own, fit(term, own)));
            (term, fits.filter(|(_, fit)| *fit > 0.0).collect())
        };
        let told = telling(claim).map(partners).collect();
        Laid { text: text.found, claim: claim.found, below: claim.found.children(), words, told }
    }

    fn measures(&self) -> [f64; MEASURES] {
        let yes = |so: bool| if so { 1.0 } else { 0.0 };
        let whole = self.told.iter().map(|(term, _)| term.weight).sum::<f32>().max(0.01);
        let told = self.told.iter().map(|(term, partners)| term.weight * best(partners)).sum::<f32>() / whole;
        let untold: Vec<&Term> =
            self.told.iter().filter(|(_, partners)| best(partners) < TOLD).map(|(term, _)| *term).collect();
        let nouns = untold.iter().filter(|term| self.is(term.token, Upos::Noun)).count();
        let (doer, thing) = self.roles();
        let doers = doer.map(|doer| self.partners(doer, SAME)).unwrap_or_default();
        let subject =
            |term: &&&Term| self.text.has_relation(term.token, &[Relation::Nsubj, Relation::NsubjPass]);
        [
            f64::from(told),
            yes(untold.is_empty()),
            yes(untold.len() == 1),
            yes(self.is_act_alone_untold()),
            nouns.min(2) as f64,
            yes(self.are_figures_told()),
            yes(!doers.is_empty()),
            yes(doers.iter().find(subject).is_some()),
            yes(thing.is_some()),
            self.apart([doer, thing]).min(2) as f64,
            f64::from(told) * self.broken() as f64 / 3.0,
            f64::from(self.in_one_sentence() / whole),
            yes(self.has_contrary_words()),
            yes(self.is_denied_otherwise()),
            (1.0 + self.words.len() as f64).ln(),
        ]
    }

    fn is(&self, token: usize, upos: Upos) -> bool {
        self.claim.tokens.get(token).is_some_and(|token| token.upos == upos)
    }

    /// The words of the text that match a word of the claim so well.
    fn partners(&self, token: usize, from: f32) -> Vec<&'s Term> {
        let own = self.told.iter().find(|(term, _)| term.token == token);
        let all = own.into_iter().flat_map(|(_, partners)| partners);
        all.filter(|(_, fit)| *fit >= from).map(|(term, _)| *term).collect()
    }

    /// What the claim says first of all.
    fn act(&self) -> usize {
        self.claim.tokens.iter().position(|token| token.head.is_none()).unwrap_or_default()
    }

    /// Who does it in the claim, and to what; of "is" what it says of whom.
    fn roles(&self) -> (Option<usize>, Option<usize>) {
        let act = self.act();
        let below = |relations: &[Relation]| self.claim.dependents(&self.below, act, relations).next();
        let subject = below(&[Relation::Nsubj, Relation::NsubjPass]);
        if below(&[Relation::Cop]).is_some() {
            (subject, Some(act))
        } else if below(&[Relation::NsubjPass, Relation::AuxPass]).is_some() {
            (below(&[Relation::ObliqueAgent]), subject)
        } else {
            (subject, below(&[Relation::Obj]))
        }
    }

    fn is_act_alone_untold(&self) -> bool {
        let act = self.act();
        let (acts, others): (Vec<_>, Vec<_>) = self.told.iter().partition(|(term, _)| term.token == act);
        acts.iter().all(|(_, partners)| best(partners) < STANDS)
            && others.iter().all(|(_, partners)| best(partners) >= COMPANY)
    }

    fn are_figures_told(&self) -> bool {
        let mut figures = self.told.iter().filter(|(term, _)| term.kind == TermKind::Figure).peekable();
        figures.peek().is_some() && figures.all(|(_, partners)| best(partners) >= 0.9)
    }

    /// How many of those who take part in the act of the claim the text names and ties to no such act.
    fn apart(&self, roles: [Option<usize>; 2]) -> usize {
        let act = self.act();
        let acts = self.partners(act, STANDS);
        let beside = [
            Relation::Obl,
            Relation::OblUnmarked,
            Relation::ObliqueAgent,
            Relation::Nmod,
            Relation::NmodPoss,
        ];
        let parts = self.claim.dependents(&self.below, act, &beside);
        let parts = parts.chain(roles.into_iter().flatten().filter(|head| *head != act));
        let above = |one: usize, other: usize| self.text.ancestors(other).take(3).any(|head| head == one);
        let tied = |one: usize, other: usize| {
            above(one, other) || above(other, one) || self.text.head(one) == self.text.head(other)
        };
        let apart = |part: &usize| {
            let own = self.partners(*part, SAME);
            let meets = |one: &&Term| acts.iter().any(|act| tied(act.token, one.token));
            !own.is_empty() && !acts.is_empty() && !own.iter().any(meets)
        };
        parts.filter(apart).count()
    }

    /// How many pairs of words that hang together in the claim are both in the text, and far from each other there.
    fn broken(&self) -> usize {
        let telling = |token: usize| self.told.iter().any(|(term, _)| term.token == token);
        let ties = self.told.iter().filter_map(|(term, _)| {
            let head = self.claim.ancestors(term.token).find(|head| telling(*head))?;
            Some((self.partners(term.token, STANDS), self.partners(head, STANDS)))
        });
        let close = |own: &[&Term], heads: &[&Term]| {
            own.iter().any(|one| heads.iter().any(|other| self.steps(one.token, other.token) <= NEAR))
        };
        ties.filter(|(own, heads)| !own.is_empty() && !heads.is_empty() && !close(own, heads)).count()
    }

    /// How many steps lie between two words of the text in its tree.
    fn steps(&self, one: usize, other: usize) -> usize {
        let up = |from: usize| {
            std::iter::once(from).chain(self.text.ancestors(from)).take(HIGH).collect::<Vec<_>>()
        };
        let theirs = up(other);
        let meeting = up(one)
            .into_iter()
            .enumerate()
            .find_map(|(steps, at)| Some(steps + theirs.iter().position(|their| *their == at)?));
        meeting.unwrap_or(usize::MAX)
    }

    /// The weight of the claim's words that one sentence of the text has.
    fn in_one_sentence(&self) -> f32 {
        let mut weights = vec![0.0; self.text.sentences.len()];
        for (term, partners) in &self.told {
            let own = partners.iter().filter(|(_, fit)| *fit >= STANDS);
            let mut places: Vec<usize> =
                own.filter_map(|(own, _)| self.text.sentence_of_token(own.token)).collect();
            places.sort_unstable();
            places.dedup();
            for place in places {
                weights.get_mut(place).into_iter().for_each(|weight| *weight += term.weight);
            }
        }
        weights.into_iter().fold(0.0, f32::max)
    }

    /// Whether a word of the claim is the contrary of one of the text.
    fn has_contrary_words(&self) -> bool {
        let apart = |a: &str, b: &str| {
            let lists = WORDS.contrary.iter().chain(&WORDS.opposites);
            lists.into_iter().any(|[x, y]| holds(x, a) && holds(y, b) || holds(x, b) && holds(y, a))
        };
        self.told.iter().any(|(term, _)| self.words.iter().any(|own| apart(&term.lemma, &own.lemma)))
    }

    /// Whether wherever the text tells of the act of the claim, one of the two denies it and the other does not.
    fn is_denied_otherwise(&self) -> bool {
        let denied = |found: &Annotations, token: usize| {
            found.scopes.iter().any(|scope| scope.kind == ScopeKind::Negation && scope.event == Some(token))
        };
        let act = self.act();
        let acts = self.partners(act, STANDS);
        let own = denied(self.claim, act);
        !acts.is_empty() && acts.iter().all(|term| denied(self.text, term.token) != own)
    }
}

fn best(partners: &[(&Term, f32)]) -> f32 {
    partners.iter().map(|(_, fit)| *fit).fold(0.0, f32::max)
}

/// How well two words match, by lists or by the company that they keep.
fn fit(one: &Term, other: &Term) -> f32 {
    let alike = one.meaning.zip(other.meaning).map_or(0.0, |(a, b)| a.likeness(b));
    match_of(one, other).max(if alike < TOLD { 0.0 } else { COMPANY * alike })
}
