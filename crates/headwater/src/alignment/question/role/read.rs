//! Reads what part a figure plays off the words and the parse around it.

use std::collections::BTreeSet;
use std::ops::Range;

use smol_str::SmolStr;

use super::{How, Of, Reach, Role};
use crate::alignment::entity::EntityId;
use crate::alignment::question::clause::{self, Event};
use crate::alignment::question::lexicon::{Class, LEXICON, stem};
use crate::alignment::question::point::is_harm;
use crate::alignment::question::scene::{Scene, View};
use crate::alignment::question::setting;
use crate::alignment::question::value::measure;
use crate::alignment::question::words::{WORDS, holds};
use crate::annotation::{EntityKind, Hedge, Quantity, QuantityKind, Relation, Time, TimeKind, Upos};
use crate::edtf::Edtf;
use crate::text::Span;

impl Role {
    /// Reads the role of the figure that stands at `number` and counts `counted`.
    pub(in crate::alignment::question) fn of(
        scene: &Scene<'_>,
        view: View<'_>,
        quantity: &Quantity,
        (number, counted): (usize, Option<usize>),
        event: &Event,
        said: Option<Span>,
    ) -> Self {
        let tokens = view.found.tokens_in(quantity.span);
        let toll = event.classes.iter().any(|class| is_harm(*class));
        let part = is_part(view, number, counted, toll) && !is_contrast(view, number, event);
        if quantity.kind == QuantityKind::Age {
            return Role::default();
        }
        // What is measured of something that happened once is dated by its own question.
        let occasion = !toll && (event.classes.is_empty() || quantity.kind != QuantityKind::Measure);
        Role {
            how: how(view, number, &tokens, quantity.kind),
            of: of(view, number, counted, &tokens),
            per: per(view, tokens.end),
            part,
            up: is_upward(view, quantity, &tokens),
            among: counted.is_some_and(|at| is_among(view, at)),
            fresh: !toll && is_fresh(view, number, counted),
            sought: is_sought(view, number),
            // "Dozens were badly hurt" tells of no part of a hundred.
            badly: if toll && quantity.hedge != Hedge::Vague { badly(view, number, event) } else { None },
            left: is_left(view, number, counted),
            amount: amount(view, quantity),
            what: what(view, quantity, number).or_else(|| lasting(view, quantity, event)),
            by: comparative(view, &tokens).map(|at| stem(&view.lemma(at))),
            oblique: counted.is_some_and(|at| is_oblique(view, at, toll)),
            when: if occasion { when(view, &tokens, event, said) } else { None },
            over: if toll { None } else { over(view, number) },
            reach: reach(view, number, counted),
            place: if toll { None } else { place(scene, view, number, counted) },
            described: if toll {
                Vec::new()
            } else {
                described(view, counted.or_else(|| worth(view, quantity)))
            },
            nation: counted.map(|at| nation(view, at)).unwrap_or_default(),
            sums: Vec::new(),
        }
    }

    /// The role of what is no figure: whether something else has taken its place.
    pub(in crate::alignment::question) fn plain(
        view: View<'_>,
        token: usize,
        counted: Option<usize>,
    ) -> Self {
        Role {
            how: if is_former(view, token) { How::Former } else { How::Level },
            oblique: counted.is_some_and(|at| is_oblique(view, at, false)),
            ..Role::default()
        }
    }
}

/// The word before a figure, past its hedges.
fn before(view: View<'_>, tokens: &Range<usize>) -> Option<usize> {
    let sentence = view.sentence(tokens.start);
    let skipped = |at: &usize| {
        matches!(
            view.lemma(*at).as_str(),
            "$" | "about" | "around" | "some" | "nearly" | "almost" | "just" | "a" | "an"
        )
    };
    (sentence.start..tokens.start).rev().find(|at| !skipped(at))
}

fn how(view: View<'_>, number: usize, tokens: &Range<usize>, kind: QuantityKind) -> How {
    if is_former(view, number) {
        How::Former
    } else if is_base(view, tokens) {
        How::Base
    } else if is_change(view, number, tokens, kind) {
        How::Change
    } else if is_beyond(view, tokens) {
        How::Beyond
    } else {
        How::Level
    }
}

/// "Compared with 70 cases in June", "against 70 a year ago".
fn is_base(view: View<'_>, tokens: &Range<usize>) -> bool {
    let Some(link) = before(view, tokens) else { return false };
    let held = |at: Option<usize>| at.is_some_and(|at| holds(&WORDS.held_against, &view.lemma(at)));
    match view.lemma(link).as_str() {
        "with" | "to" => held(link.checked_sub(1)),
        "versus" | "vs." | "vs" => true,
        _ => false,
    }
}

/// "Rose by 5", "rose 5 per cent", "up 11 cases", "5 per cent more".
fn is_change(view: View<'_>, number: usize, tokens: &Range<usize>, kind: QuantityKind) -> bool {
    let sentence = view.sentence(number);
    let Some(link) = before(view, tokens) else { return false };
    let lemma = view.lemma(link);
    let moves = |at: usize| holds(&WORDS.moving, &view.lemma(at));
    let beside =
        matches!(lemma.as_str(), "up" | "down") && !view.found.has_relation(link, &[Relation::CompoundPrt]);
    // Who "fell 10 feet" stood no lower than before.
    let bare = moves(link) && kind != QuantityKind::Measure && !view.is(link, Upos::Adp);
    let by = lemma == "by" && view.found.ancestors(number).take(4).any(moves);
    let noun = lemma == "of" && link > sentence.start && moves(link - 1);
    // "5 per cent bigger", "11 more than a day earlier".
    let compared = comparative(view, tokens).is_some_and(|at| {
        let noun = view.is(at + 1, Upos::Noun) || view.is(at + 1, Upos::Propn) || view.is(at + 1, Upos::Adj);
        view.lemma(at + 1) == "than" || kind != QuantityKind::Count && !noun
    });
    beside || bare || by || noun || compared
}

/// The comparative right after a figure, and after what it is in another unit ("7 per cent bigger", "30 miles (50 km) closer").
fn comparative(view: View<'_>, tokens: &Range<usize>) -> Option<usize> {
    let sentence = view.sentence(tokens.start);
    let unit = |at: &usize| view.is(*at, Upos::Noun) || view.is(*at, Upos::Sym);
    let mut rest = (tokens.end..sentence.end).skip_while(unit);
    let mut next = rest.next()?;
    if view.lemma(next) == "(" {
        next = rest.find(|at| view.lemma(*at) == ")")? + 1;
    }
    let comparative = view.token(next).is_some_and(|token| matches!(token.xpos.as_str(), "JJR" | "RBR"));
    (comparative && sentence.contains(&next) && next <= tokens.end + BRACKETED).then_some(next)
}

/// So many tokens after a figure its comparative stands at most.
const BRACKETED: usize = 8;

/// Whether a figure is what is left ("two people remain trapped", "some 197 are still held").
fn is_left(view: View<'_>, number: usize, counted: Option<usize>) -> bool {
    let left = |at: usize| holds(&WORDS.left, &view.lemma(at));
    let heads = view.found.ancestors(number).take(3).chain(counted);
    heads.into_iter().any(|head| {
        left(head)
            || view.found.dependents(view.children, head, &[Relation::Advmod, Relation::Amod]).any(left)
    })
}

/// How badly those are hurt whom a figure counts ("four of them seriously", "12 people with minor injuries"): by the first
/// word behind it that says so, where no others are told of before.
fn badly(view: View<'_>, number: usize, event: &Event) -> Option<bool> {
    let named = |class: &Class| LEXICON.events.get(usize::from(*class)).is_some_and(|it| it.name == "injure");
    event.classes.iter().find(|class| named(class))?;
    let others = |at: &usize| {
        let lemma = view.lemma(*at);
        view.is(*at, Upos::Num)
            || matches!(lemma.as_str(), "some" | "many" | "several" | "most" | "include" | "including")
    };
    let behind = (number + 1..view.sentence(number).end).take(BEHIND).take_while(|at| !others(at));
    behind.into_iter().find_map(|at| {
        let lemma = view.lemma(at);
        let slightly = || holds(&WORDS.slightly, &lemma).then_some(false);
        holds(&WORDS.badly, &lemma).then_some(true).or_else(slightly)
    })
}

/// So many tokens behind a figure it is said how badly they were hurt.
const BEHIND: usize = 10;

/// "8 feet above flood stage", "a majority of 180".
fn is_beyond(view: View<'_>, tokens: &Range<usize>) -> bool {
    let next = view.lemma(tokens.end);
    let link = before(view, tokens).filter(|at| view.lemma(*at) == "of" && *at > view.sentence(*at).start);
    let named = link.is_some_and(|at| holds(&WORDS.margins, &view.lemma(at - 1)));
    named || holds(&WORDS.beyond, &next) && view.sentence(tokens.start).contains(&tokens.end)
}

/// Whether a figure is told of each one, or of all together.
fn of(view: View<'_>, number: usize, counted: Option<usize>, tokens: &Range<usize>) -> Of {
    let sentence = view.sentence(number);
    let lemma = |at: usize| if sentence.contains(&at) { view.lemma(at) } else { String::new() };
    let past = counted.map_or(tokens.end, |at| tokens.end.max(at + 1));
    let each = |word: &str| holds(&WORDS.each, word);
    let rate = per(view, tokens.end).is_some();
    let subject = view.found.ancestors(number).take(4).find_map(|at| {
        let subject = view.child(at, &[Relation::Nsubj, Relation::NsubjPass])?;
        Some(view.child(subject, &[Relation::Det]).unwrap_or(subject))
    });
    if each(&lemma(past)) || rate || subject.is_some_and(|at| each(&view.lemma(at))) {
        return Of::Each;
    }
    let together = |at: usize| holds(&WORDS.together, &view.lemma(at));
    let described = counted.into_iter().chain(Some(number)).any(|at| view.children.of(at).any(together));
    let of_total = before(view, tokens)
        .filter(|at| matches!(view.lemma(*at).as_str(), "of") && *at > sentence.start)
        .is_some_and(|at| together(at - 1));
    if described || of_total || (past..past + 2).any(|at| sentence.contains(&at) && together(at)) {
        return Of::Together;
    }
    Of::Unsaid
}

/// Of each of what a figure that ends before `end` is told ("$358 an ounce", "40 cases a day").
fn per(view: View<'_>, end: usize) -> Option<SmolStr> {
    let sentence = view.sentence(end.checked_sub(1)?);
    let link = matches!(view.lemma(end).as_str(), "a" | "an" | "per" | "each" | "every");
    (link && sentence.contains(&(end + 1)) && view.is(end + 1, Upos::Noun))
        .then(|| stem(&view.lemma(end + 1)))
}

/// Whether a figure counts what came on top ("11 new cases", "eight more moons").
fn is_fresh(view: View<'_>, number: usize, counted: Option<usize>) -> bool {
    let beside = [number.checked_sub(1), Some(number + 1)];
    let near = beside.into_iter().flatten().any(|at| holds(&WORDS.fresh, &view.lemma(at)));
    near || counted.is_some_and(|at| {
        let described = [Relation::Amod, Relation::Advmod, Relation::Det];
        view.found.dependents(view.children, at, &described).any(|at| holds(&WORDS.fresh, &view.lemma(at)))
    })
}

/// Whether a figure is what was asked for ("sought $360 million in damages").
fn is_sought(view: View<'_>, number: usize) -> bool {
    let sentence = view.sentence(number);
    let above = view.found.ancestors(number).take(4).take_while(|at| sentence.contains(at));
    let mut verbs = above.filter(|at| view.is(*at, Upos::Verb));
    verbs.next().is_some_and(|at| holds(&WORDS.seeking, &view.lemma(at)))
}

/// When a figure was so: the time that hangs from it or from what it counts, or the only one that dates its clause.
fn when(
    view: View<'_>,
    tokens: &Range<usize>,
    event: &Event,
    said: Option<Span>,
) -> Option<(SmolStr, Option<Edtf>)> {
    let sentence = view.sentence(tokens.start);
    let whole = view.found.span_of(sentence.clone());
    let dates = |time: &&Time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time)
            && whole.contains(time.span)
            && Some(time.span) != said
    };
    let told = |time: &Time| {
        let words = time.span.of(&view.article.text).to_lowercase();
        (SmolStr::from(words), time.value.clone())
    };
    let times: Vec<&Time> = view.times_in(whole).filter(dates).collect();
    let begins_stretch = |time: &Time| {
        let first = view.found.tokens_in(time.span).start;
        first.checked_sub(1).is_some_and(|at| matches!(view.lemma(at).as_str(), "since" | "until" | "from"))
    };
    // "17 in 1996 and 3 in 1997": what follows within two words.
    let close = times.iter().find(|time| {
        let first = view.found.tokens_in(time.span).start;
        first >= tokens.end && first <= tokens.end + 2
    });
    if let Some(time) = close.filter(|time| !begins_stretch(time)) {
        return Some(told(time));
    }
    let top = event.token.unwrap_or(tokens.start);
    let mut own = times.iter().filter(|time| !begins_stretch(time));
    match (own.next(), own.next()) {
        (Some(time), None) => setting::governs(view, time.span, top, sentence.start).then(|| told(time)),
        _ => None,
    }
}

/// Over what stretch a figure was counted ("since May", "over the last three months"), in words.
fn over(view: View<'_>, number: usize) -> Option<SmolStr> {
    let sentence = view.sentence(number);
    let whole = view.found.span_of(sentence.clone());
    let stretch = |time: &&Time| {
        let first = view.found.tokens_in(time.span).start;
        let link = first.checked_sub(1).filter(|at| sentence.contains(at)).map(|at| view.lemma(at));
        let long = |link: String| matches!(link.as_str(), "over" | "during" | "within");
        setting::begins(view, time.span) || link.is_some_and(long)
    };
    let mut own = view.times_in(whole).filter(stretch);
    let time = own.next()?;
    own.next().is_none().then(|| SmolStr::from(time.span.of(&view.article.text).to_lowercase()))
}

/// How far a figure reaches: the first word of its clause that says so.
fn reach(view: View<'_>, number: usize, counted: Option<usize>) -> Option<Reach> {
    let reach_of = |at: usize| {
        let lemma = view.lemma(at);
        if holds(&WORDS.worldwide, &lemma) {
            Some(Reach::World)
        } else {
            holds(&WORDS.countrywide, &lemma).then_some(Reach::Country)
        }
    };
    let adverb = |at: &usize| view.is(*at, Upos::Adv);
    let own = counted.into_iter().flat_map(|at| view.children.of(at)).find_map(reach_of);
    let above = view.found.ancestors(number).take(4);
    own.or_else(|| above.flat_map(|at| view.children.of(at)).filter(adverb).find_map(reach_of))
}

/// The first place that hangs from what is counted or from what is told of it, after the figure ("troops in Estmark").
fn place(scene: &Scene<'_>, view: View<'_>, number: usize, counted: Option<usize>) -> Option<EntityId> {
    let sentence = view.sentence(number);
    let heads: Vec<usize> = counted.into_iter().chain(view.found.ancestors(number).take(3)).collect();
    let hangs = |at: usize| {
        view.found.has_relation(at, &[Relation::Nmod, Relation::Obl])
            && view.found.head(at).is_some_and(|head| heads.contains(&head))
    };
    let after = view.found.span_of(number..sentence.end);
    let mentions = view.found.mentions_in(after).filter_map(|at| view.found.mentions.get(at));
    let mut places = mentions.filter(|it| it.kind == EntityKind::Place && hangs(it.head));
    places.next().and_then(|it| scene.reading.entities.resolve(view.article.id, it.entity))
}

/// What the thing that is counted is described as, by stem: adjectives and nouns before it that say which.
fn described(view: View<'_>, counted: Option<usize>) -> Vec<SmolStr> {
    let Some(counted) = counted.filter(|at| view.is(*at, Upos::Noun)) else { return Vec::new() };
    let before = view.found.dependents(view.children, counted, &[Relation::Amod, Relation::Compound]);
    let telling = |at: &usize| {
        let lemma = view.lemma(*at);
        let other = [&WORDS.fresh, &WORDS.together, &WORDS.part, &WORDS.worldwide, &WORDS.countrywide];
        matches!(view.token(*at).map(|token| token.upos), Some(Upos::Noun | Upos::Adj))
            && !other.iter().any(|list| holds(list, &lemma))
    };
    before.filter(telling).map(|at| stem(&view.lemma(at))).collect()
}

/// What a sum or a measure is of: the noun that it stands before, or that it follows after "of".
fn what(view: View<'_>, quantity: &Quantity, number: usize) -> Option<SmolStr> {
    let dimension = quantity.unit.as_deref().and_then(measure).map(|(dimension, _)| dimension);
    if quantity.kind != QuantityKind::Money && dimension.is_none_or(|dimension| dimension == "time") {
        return None;
    }
    let tokens = view.found.tokens_in(quantity.span);
    // "A 12 mph (20 km/h) limit": the other unit stands between.
    let end = past_bracket(view, tokens.end).unwrap_or(tokens.end);
    let inside = std::iter::once(number).chain(view.found.ancestors(number)).take(4);
    let outer = inside.take_while(|at| tokens.contains(at)).last()?;
    let head = view.found.head(outer).filter(|at| view.is(*at, Upos::Noun))?;
    let of = before(view, &tokens).is_some_and(|link| view.lemma(link) == "of");
    let before_it = view.found.has_relation(outer, &[Relation::Compound, Relation::Nummod, Relation::Amod]);
    let after = of && view.found.has_relation(outer, &[Relation::Nmod]) && head < tokens.start;
    (after || before_it && head >= tokens.end && head <= end + 2).then(|| view.lemma(head).into())
}

/// Of what a measure says that there is so much ("600 tons of oil", "5 million pounds of thrust").
fn amount(view: View<'_>, quantity: &Quantity) -> Option<SmolStr> {
    quantity.unit.as_deref().and_then(measure).filter(|(dimension, _)| *dimension != "time")?;
    let end = view.found.tokens_in(quantity.span).end;
    let of = Some(past_bracket(view, end).unwrap_or(end)).filter(|at| view.lemma(*at) == "of")?;
    let noun = view.found.head(of).filter(|at| *at > of && view.is(*at, Upos::Noun))?;
    // "Of liftoff thrust".
    let whole = view.found.head(noun).filter(|_| view.found.has_relation(noun, &[Relation::Compound]));
    let case = view.found.has_relation(of, &[Relation::Case]);
    case.then(|| view.lemma(whole.filter(|at| *at > noun).unwrap_or(noun)).into())
}

/// What lasted so long: whom or what the verb is told of, by dictionary form ("the quake was felt for 15 seconds").
fn lasting(view: View<'_>, quantity: &Quantity, event: &Event) -> Option<SmolStr> {
    let time = quantity.unit.as_deref().and_then(measure).is_some_and(|(dimension, _)| dimension == "time");
    let verb = event.token.filter(|at| time && view.is(*at, Upos::Verb))?;
    let subject = view.child(verb, &[Relation::Nsubj, Relation::NsubjPass])?;
    view.is(subject, Upos::Noun).then(|| view.lemma(subject).into())
}

/// In what a sum of money is paid or had ("$24 million in damages").
fn worth(view: View<'_>, quantity: &Quantity) -> Option<usize> {
    let end = view.found.tokens_in(quantity.span).end;
    let sentence = view.sentence(end.checked_sub(1)?);
    let link =
        Some(end).filter(|at| sentence.contains(at) && matches!(view.lemma(*at).as_str(), "in" | "of"))?;
    let case = view.found.head(link).filter(|at| *at > link && *at < link + 6);
    case.filter(|at| view.is(*at, Upos::Noun))
}

/// Of which nation those are whom a figure counts ("American and British troops"), in lower case.
fn nation(view: View<'_>, counted: usize) -> BTreeSet<SmolStr> {
    let described = view.found.dependents(view.children, counted, &[Relation::Amod]);
    let all = described.flat_map(|at| {
        let joined = view.found.dependents(view.children, at, &[Relation::Conj]);
        std::iter::once(at).chain(joined).collect::<Vec<_>>()
    });
    let capital = |at: &usize| {
        view.is(*at, Upos::Adj) && view.found.word(&view.article.text, *at).starts_with(char::is_uppercase)
    };
    all.filter(capital).map(|at| view.lemma(at).into()).collect()
}

/// Whether a noun only tells where or with what: a preposition hangs from it, and it is no agent or patient.
///
/// Of a toll that holds for all that something was in ("20 were hurt in 112 accidents").
fn is_oblique(view: View<'_>, noun: usize, toll: bool) -> bool {
    use Relation::{Case, Nmod, Obl};
    let in_what = || view.child(noun, &[Case]).is_some_and(|case| view.lemma(case) == "in");
    // "It resulted in 40 deaths".
    let harm = || clause::classes_of(view, noun).into_iter().any(is_harm);
    if toll && view.found.has_relation(noun, &[Obl]) && in_what() && !harm() {
        return true;
    }
    let place = LEXICON.kinds_of(&view.lemma(noun)).iter().any(|kind| {
        LEXICON
            .kinds
            .get(usize::from(kind.kind))
            .is_some_and(|kind| matches!(kind.name, "settlement" | "building"))
    });
    place
        && view.found.has_relation(noun, &[Obl, Nmod])
        && view.found.dependents(view.children, noun, &[Case]).any(|case| view.lemma(case) != "of")
}

/// Whether a figure is a part of another one ("four others"; of a toll also "another four people").
fn is_part(view: View<'_>, number: usize, counted: Option<usize>, toll: bool) -> bool {
    let parting = |at: usize| {
        let lemma = view.lemma(at);
        holds(&WORDS.part, &lemma) || toll && holds(&WORDS.more, &lemma)
    };
    // "27 people, eight of them workers", "of whom eight were workers".
    let of_them = [number.checked_sub(2), number.checked_sub(1), Some(number + 1), Some(number + 2)];
    // "eight more than was said before", "another four".
    let of_them = toll && view.lemma(number + 1) == "more"
        || of_them.into_iter().flatten().any(|at| {
            view.lemma(at) == "of"
                && matches!(view.lemma(at + 1).as_str(), "whom" | "which" | "they" | "those")
        });
    if of_them {
        return true;
    }
    // "The dead included two doctors, their children and a couple".
    let thing = counted.unwrap_or(number);
    let first = std::iter::once(thing).chain(view.found.ancestors(thing).take(3));
    let listed =
        first.into_iter().find(|at| !view.found.has_relation(*at, &[Relation::Conj, Relation::Nummod]));
    let included = listed.filter(|at| view.found.has_relation(*at, &[Relation::Obj]));
    if included.and_then(|at| view.found.head(at)).is_some_and(|verb| view.lemma(verb) == "include") {
        return true;
    }
    let beside = [number.checked_sub(1), Some(number + 1), counted];
    beside.into_iter().flatten().any(parting)
        || counted.is_some_and(|counted| view.children.of(counted).any(parting))
}

/// Whether another figure has taken the place of one ("up from 40", "the previous offer of $70", "its first bid was $70").
fn is_former(view: View<'_>, number: usize) -> bool {
    let sentence = view.sentence(number);
    let before = (sentence.start..number).rev().take(4).find(|at| view.lemma(*at) == "from");
    let moved = |from: usize| {
        let verb = from.checked_sub(1).is_some_and(|at| matches!(view.lemma(at).as_str(), "up" | "down"));
        verb && from >= sentence.start
    };
    let named = |noun: usize| {
        let described = [Relation::Amod, Relation::Advmod];
        // "A 31-year-old" is none who was before.
        let aged = |at: usize| at > 0 && matches!(view.lemma(at - 1).as_str(), "-" | "year" | "month");
        view.found
            .dependents(view.children, noun, &described)
            .any(|at| holds(&WORDS.former, &view.lemma(at)) && !aged(at))
    };
    let above = view.found.ancestors(number).take(3).take_while(|at| sentence.contains(at));
    let mut nouns = above.flat_map(|at| {
        let subject = view.child(at, &[Relation::Nsubj, Relation::NsubjPass]);
        [Some(at).filter(|at| !view.is(*at, Upos::Verb)), subject].into_iter().flatten()
    });
    // "Rose from 11 to 17".
    let risen = |from: usize| {
        let to = (number + 1..sentence.end).take(6).any(|at| view.lemma(at) == "to");
        to && view.found.ancestors(from).take(4).any(|at| holds(&WORDS.moving, &view.lemma(at)))
    };
    before.is_some_and(|from| moved(from) || risen(from)) || nouns.any(named) || is_in_the_past(view, number)
}

/// Whether a clause tells of all that was before ("has carried out several bombings in the past").
fn is_in_the_past(view: View<'_>, token: usize) -> bool {
    let past = |at: usize| {
        let alone = view.child(at, &[Relation::Amod, Relation::Compound, Relation::Nmod]).is_none();
        view.lemma(at) == "past"
            && alone
            && at > 1
            && view.lemma(at - 1) == "the"
            && view.lemma(at - 2) == "in"
    };
    view.found.ancestors(token).take(4).any(|above| view.children.of(above).any(past))
}

/// Whether a length is how high something is ("an altitude of 550 km", "770 km (480 miles) high").
fn is_upward(view: View<'_>, quantity: &Quantity, tokens: &Range<usize>) -> bool {
    if quantity.unit.as_deref().and_then(measure).is_none_or(|(dimension, _)| dimension != "length") {
        return false;
    }
    let sentence = view.sentence(tokens.start);
    let named = (sentence.start..tokens.start).rev().take(4).any(|at| holds(&WORDS.upward, &view.lemma(at)));
    let next = past_bracket(view, tokens.end).unwrap_or(tokens.end);
    named || sentence.contains(&next) && holds(&WORDS.high, &view.lemma(next))
}

/// Where a bracket that begins at a token has ended.
fn past_bracket(view: View<'_>, start: usize) -> Option<usize> {
    let sentence = view.sentence(start);
    let open = view.lemma(start) == "(" && sentence.contains(&start);
    let close = (start..sentence.end).take(BRACKETED).find(|at| view.lemma(*at) == ")");
    close.filter(|_| open).map(|at| at + 1)
}

/// "Prisoners, including those suspected of theft": the figure is of all of them, and the account is of some.
fn is_among(view: View<'_>, counted: usize) -> bool {
    let sentence = view.sentence(counted);
    let mut after = (counted + 1..sentence.end).take(AMONG);
    after.any(|at| {
        matches!(view.lemma(at).as_str(), "include" | "including")
            && view.is_ing(at)
            && matches!(view.lemma(at + 1).as_str(), "those" | "that")
    })
}

/// So many tokens after what is counted it is said who is among them.
const AMONG: usize = 6;

/// Whether a figure stands beside one of another kind of harm: the "others" who were hurt are others than the dead, not
/// a part of the hurt ("killed 12 people and injured 40 others").
fn is_contrast(view: View<'_>, number: usize, event: &Event) -> bool {
    let harm = |class: &&Class| is_harm(**class);
    let start = view.sentence(number).start;
    // "Two men were killed. Dozens more were injured".
    let last = view.sentence(start.saturating_sub(1)).start;
    let before = [start, last].into_iter().find_map(|start| {
        let span = view.found.span_of(start..number);
        view.found.quantities.iter().rfind(|other| span.contains(other.span))
    });
    let Some(before) = before else { return false };
    let Some(other) = view.found.tokens_in(before.span).last() else { return false };
    let told = clause::tolled(view, clause::event_of(view, other, before.counted));
    let harmed = |classes: &[Class]| classes.iter().any(|class| harm(&class));
    harmed(&event.classes)
        && harmed(&told.classes)
        && !event.classes.iter().any(|class| told.classes.contains(class))
}
