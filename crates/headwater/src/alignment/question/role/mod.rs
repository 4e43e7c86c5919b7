//! What part a figure plays in what its clause tells: how much there is, by how much it moved, what it was before; of each
//! or of all together; what came or what was asked for; when, over what stretch and how far.
//!
//! Two figures of one unit answer one question only where they play one part: the sum that was sought is not the sum that was
//! paid, and what the shares fell by is not where they stand.

mod read;
mod sums;

use std::collections::BTreeSet;

use smol_str::SmolStr;

pub(super) use self::sums::{add_up, is_summed};
use super::Value;
use super::lexicon::{LEXICON, stem};
use super::value::{Comparison, compare};
use super::words::{WORDS, holds};
use crate::alignment::entity::EntityId;
use crate::annotation::Meaning;
use crate::edtf::Edtf;

/// What a figure is of the thing that it measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum How {
    /// How much or how many there are.
    #[default]
    Level,
    /// By how much that moved ("rose 5 per cent", "up 11 from a day earlier").
    Change,
    /// What it was before another figure took its place ("up from 70", "the previous offer of $70").
    Former,
    /// What another figure is held against ("compared with 70").
    Base,
    /// How far it is from a mark or from another figure ("8 feet above flood stage", "a majority of 180").
    Beyond,
}

/// Of how many a figure is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Of {
    #[default]
    Unsaid,
    /// Of each one ("each weighed 50 pounds", "$358 an ounce").
    Each,
    /// Of all of them ("136 pounds combined").
    Together,
}

/// How far a figure reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Country,
    World,
}

/// The part that a figure plays.
#[derive(Clone, Debug, Default)]
pub(super) struct Role {
    how: How,
    of: Of,
    /// Of each of what ("$10 million a year"), by stem.
    per: Option<SmolStr>,
    /// Whether others than those of whom it is told are among those it counts ("prisoners, including those suspected of theft").
    among: bool,
    /// Whether it is a length upward ("reached an altitude of 550 km"), which is no distance.
    up: bool,
    /// Whether it is a part of another figure ("four others", "of whom eight").
    part: bool,
    /// Whether it is what came on top of those before ("11 new cases", "another four").
    fresh: bool,
    /// Whether it is what was asked for or offered, and not what came of it.
    sought: bool,
    /// Of the hurt, whether they are so badly, where that is said.
    badly: Option<bool>,
    /// Whether it is what is left ("two are still trapped"): others are no longer counted.
    left: bool,
    /// What the sum or measure is of ("a $5 billion hit", "an income of $2 billion"), by dictionary form.
    what: Option<SmolStr>,
    /// Of what a measure says that there is so much ("600 tons of oil"), by dictionary form.
    pub amount: Option<SmolStr>,
    /// What there is more of by it, by stem ("7 per cent bigger").
    by: Option<SmolStr>,
    /// Whether what is counted only tells where or with what ("killed in 14 countries").
    pub oblique: bool,
    /// When it was so, as far as its clause says: the words, and what they mean where that is known.
    when: Option<(SmolStr, Option<Edtf>)>,
    /// Over what stretch it was counted ("since May", "over three months").
    over: Option<SmolStr>,
    reach: Option<Reach>,
    /// Where, by the first place that hangs from what is counted or from what is told of it.
    place: Option<EntityId>,
    /// What the thing that is counted is described as ("punitive" damages), by stem.
    described: Vec<SmolStr>,
    /// Of which nation those are whom it counts.
    nation: BTreeSet<SmolStr>,
    /// What it and the figures beside it are together, or what lies between them.
    pub sums: Vec<f64>,
}

/// What speaks against one question where equal figures are told of other things or times.
const OF_ANOTHER: f32 = 0.15;
/// What speaks against one question where one figure is of each and the other may be of all.
const OF_EACH: f32 = 0.15;
/// The same where one counts what is new.
const FRESH: f32 = 0.2;
/// The same where one is what was asked for.
const SOUGHT: f32 = 0.35;
/// The same where one is what is left.
const LEFT: f32 = 0.35;
/// The same where they are counted over different stretches of time.
const OVER: f32 = 0.3;
/// The same where what they count is described in other words, on both sides or on one.
const DESCRIBED: f32 = 0.3;
const DESCRIBED_ONCE: f32 = 0.06;
/// The same where one tells of a country or the world.
const REACH: f32 = 0.2;
/// The same where each is told of a place of its own.
const PLACE: f32 = 0.3;

impl Role {
    /// What speaks against two figures answering one question by the parts that they play; `None` where they cannot. Figures
    /// that are `equal` mostly tell of one thing, whatever one of their clauses adds.
    pub(super) fn against(&self, other: &Role, equal: bool) -> Option<f32> {
        if self.how != other.how
            || self.part != other.part
            || self.oblique != other.oblique
            || self.badly != other.badly && !equal
            || (self.among != other.among || self.up != other.up) && !equal
        {
            return None;
        }
        match (self.is_of_another(other), equal) {
            (true, true) => Some(OF_ANOTHER),
            (true, false) => None,
            (false, true) => Some(0.0),
            (false, false) => Some(self.unlike(other)),
        }
    }

    /// Whether both say what they measure, and it is one thing.
    pub(super) fn is_of_one_thing(&self, other: &Role) -> bool {
        self.what.as_ref().zip(other.what.as_ref()).is_some_and(|(a, b)| is_one(a, b))
    }

    /// Whether two figures cannot both answer one question and differ.
    fn is_of_another(&self, other: &Role) -> bool {
        fn both<T>(one: Option<&T>, other: Option<&T>, apart: impl Fn(&T, &T) -> bool) -> bool {
            one.zip(other).is_some_and(|(a, b)| apart(a, b))
        }
        let pair = (self.of, other.of);
        let each = matches!(pair, (Of::Each, Of::Together) | (Of::Together, Of::Each));
        let fresh = self.fresh && other.of == Of::Together || other.fresh && self.of == Of::Together;
        let nations = !self.nation.is_empty() && !other.nation.is_empty() && self.nation != other.nation;
        each || fresh
            || nations
            || both(self.reach.as_ref(), other.reach.as_ref(), |a, b| a != b)
            || both(self.what.as_ref(), other.what.as_ref(), |a, b| !may_be_one(a, b))
            || both(self.by.as_ref(), other.by.as_ref(), |a, b| a != b)
            || both(self.per.as_ref(), other.per.as_ref(), |a, b| a != b)
            || both(self.when.as_ref(), other.when.as_ref(), are_apart)
    }

    /// What speaks against one question by what one of two figures says of itself and the other does not, or otherwise.
    fn unlike(&self, other: &Role) -> f32 {
        let only = |holds: bool, cost: f32| if holds { cost } else { 0.0 };
        let stretches = self.over.as_ref().zip(other.over.as_ref()).is_some_and(|(a, b)| a != b);
        let places = self.place.zip(other.place).is_some_and(|(a, b)| a != b);
        only((self.of == Of::Each) != (other.of == Of::Each), OF_EACH)
            + only(self.fresh != other.fresh, FRESH)
            + only(self.sought != other.sought, SOUGHT)
            + only(self.left != other.left, LEFT)
            + only(stretches, OVER)
            + only(self.reach != other.reach, REACH)
            + only(places, PLACE)
            + self.otherwise_described(other)
    }

    fn otherwise_described(&self, other: &Role) -> f32 {
        let alike = |a: &SmolStr, b: &SmolStr| {
            a == b || LEXICON.classes(a).iter().any(|class| LEXICON.classes(b).contains(class))
        };
        let alone = |own: &Role, their: &Role| {
            own.described.iter().any(|a| !their.described.iter().any(|b| alike(a, b)))
        };
        match (alone(self, other), alone(other, self)) {
            (true, true) => DESCRIBED,
            (false, false) => 0.0,
            _ => DESCRIBED_ONCE,
        }
    }
}

/// From how alike in meaning two words may name one thing.
const MAY_BE: f32 = 0.4;

/// Whether two words for what is measured may name one thing.
fn may_be_one(one: &str, other: &str) -> bool {
    let alike = || Meaning::of(one).zip(Meaning::of(other)).is_none_or(|(a, b)| a.likeness(b) >= MAY_BE);
    is_one(one, other) || alike()
}

/// Whether two words for what is measured are one, or of one list.
fn is_one(one: &str, other: &str) -> bool {
    let classes = || LEXICON.classes(one).iter().any(|class| LEXICON.classes(other).contains(class));
    stem(one) == stem(other) || classes()
}

/// Whether two figures are told of times that cannot be one.
fn are_apart(one: &(SmolStr, Option<Edtf>), other: &(SmolStr, Option<Edtf>)) -> bool {
    match (&one.1, &other.1) {
        (Some(a), Some(b)) => {
            compare(&Value::Date(a.clone()), &Value::Date(b.clone())) == Comparison::Different
        }
        // Of days and hours that cannot be put into the calendar the words tell.
        (None, None) => one.0 != other.0 && (are_named(&one.0, &other.0) || are_clocks(&one.0, &other.0)),
        _ => false,
    }
}

/// Whether two times are called after days of the week.
fn are_named(one: &str, other: &str) -> bool {
    let named = |words: &str| words.split(' ').any(|word| holds(&WORDS.weekdays, word));
    named(one) && named(other)
}

/// Whether two times are hours in digits.
fn are_clocks(one: &str, other: &str) -> bool {
    [one, other].iter().all(|words| words.starts_with(|letter: char| letter.is_ascii_digit()))
}
