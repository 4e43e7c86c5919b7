//! Points that are a time: of what happened, and of when it was reported.

use smol_str::SmolStr;

use super::{Seed, plant};
use crate::alignment::question::Value;
use crate::alignment::question::clause::{self, Event};
use crate::alignment::question::fit::Worded;
use crate::alignment::question::lexicon::{Class, LEXICON, stem};
use crate::alignment::question::mood::Status;
use crate::alignment::question::point::{Point, Saying, Sort};
use crate::alignment::question::role::Role;
use crate::alignment::question::scene::{Scene, View};
use crate::alignment::question::setting::{self, Another};
use crate::alignment::question::words::{WORDS, holds};
use crate::annotation::{Relation, ScopeKind, Time, TimeKind, Upos};
use crate::edtf::Edtf;
use crate::statement::{Stance, Statement, StatementId};
use crate::text::Span;

/// A time as it is worded. Whether "local time" may be that of Greenwich is told by whether the article names a place where it
/// is.
pub(super) fn worded(view: View<'_>, focus: Span) -> Worded {
    let text = &view.article.text;
    let mut worded = Worded::of(focus.of(text));
    let local = focus.of(text).to_lowercase().contains("local time");
    let greenwich = || WORDS.greenwich.iter().any(|place| text.contains(place.as_str()));
    worded.local = local && !greenwich();
    worded
}

/// Whether a time stands somewhere in the calendar, be its year unknown.
fn is_placed(value: &Edtf) -> bool {
    value.bounds().is_some() || value.as_str().starts_with("XXXX-") && value.precision().is_some()
}

pub(super) fn of_time(scene: &Scene<'_>, view: View<'_>, at: usize, time: &Time) -> Option<Point> {
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    let value = as_far_as_zoned(time.value.clone().filter(is_placed)?, time.span.of(&view.article.text))?;
    let (focus, value) = either(view, time).unwrap_or((time.span, value));
    let tokens = view.found.tokens_in(time.span);
    let inside = tokens.clone();
    let outer =
        tokens.clone().find(|token| view.found.head(*token).is_none_or(|head| !inside.contains(&head)))?;
    if dates_a_figure(view, outer)
        || names_a_thing(view, time)
        || is_last_before(view, time)
        || is_held_against(view, time)
        || is_of_several(view, time)
        || names_an_occasion(view, time)
        || frames_an_order(view, time)
        || names_of_what(view, time, outer)
    {
        return None;
    }
    let noun = of_noun(view, time, &tokens);
    let event = match noun {
        Some(noun) => Event { token: Some(noun), classes: clause::classes_of(view, noun) },
        None => clause::happening(view, clause::predicate(view, outer)?),
    };
    if is_denied(view, &event) && !setting::begins(view, time.span) {
        return None;
    }
    let statement = scene.owner(view, time.span)?;
    // When something was said is no part of what was said.
    if scene.statement(statement).is_some_and(|said| {
        said.said == Some(at) || closing_time(view, said) == Some(at) && said.cue.is_some()
    }) {
        return None;
    }
    let subject = event.token.and_then(|verb| subject(view, verb));
    plant(
        scene,
        view,
        Seed {
            token: outer,
            focus,
            value: Value::Date(value),
            sort: Sort::Time,
            words: Span::default(),
            reference: subject.and_then(|subject| scene.entity_at(view, subject)),
            counted: subject,
            role: Role::plain(view, outer, subject),
            event,
        },
    )
}

/// The event beside which a time stands that is not what its clause tells: "carried it out in revenge for the strikes last
/// week" dates the strikes. A day alone may be of either ("was charged over the raid Friday").
fn of_noun(view: View<'_>, time: &Time, tokens: &std::ops::Range<usize>) -> Option<usize> {
    let words = time.span.of(&view.article.text).to_lowercase();
    let relative = ["last ", "this ", "earlier this "].iter().any(|start| words.starts_with(start));
    let days = words.split(' ').any(|word| holds(&WORDS.weekdays, word));
    let last = tokens.start.checked_sub(1).filter(|_| relative && !days)?;
    let inside = |at: &usize| {
        let hangs = view.found.has_relation(*at, &[Relation::Nmod, Relation::Flat, Relation::Compound]);
        view.found.head(*at).filter(|head| hangs && *head < tokens.start)
    };
    let mut chain = std::iter::successors(Some(last), inside).take(5);
    let noun = chain.find(|at| view.is(*at, Upos::Noun) && !clause::classes_of(view, *at).is_empty())?;
    let case = view.child(noun, &[Relation::Case]).map(|case| view.lemma(case));
    let cause = case.is_some_and(|case| {
        matches!(case.as_str(), "for" | "over" | "after" | "against" | "following" | "about")
    });
    (cause && view.found.has_relation(noun, &[Relation::Obl, Relation::Nmod])).then_some(noun)
}

/// Whether it is said that an event was not: that dates nothing ("did not resign in May"), but for since when.
fn is_denied(view: View<'_>, event: &Event) -> bool {
    let Some(at) = event.token else { return false };
    let sentence = view.found.span_of(view.sentence(at));
    let mut scopes = view.found.scopes_in(sentence);
    scopes.any(|scope| scope.kind == ScopeKind::Negation && scope.event == Some(at))
}

/// A time, but none whose words name a zone of which no offset is known ("7 a.m. ET", "8 p.m. Orlan time"): it can be held
/// against no other hour, nor against a day, which may be another there.
fn as_far_as_zoned(value: Edtf, words: &str) -> Option<Edtf> {
    let Some((_, clock)) = value.as_str().split_once('T') else { return Some(value) };
    let mut last = words.split_whitespace().rev();
    let (end, before) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    let end = end.trim_matches(|letter: char| !letter.is_alphanumeric());
    let letters = (2..=5).contains(&end.len()) && end.chars().all(|letter| letter.is_ascii_uppercase());
    let named =
        letters && !matches!(end, "AM" | "PM") || end == "time" && before != "local" || end == "Eastern";
    let zoned = clock.contains(['Z', '+', '-', '−']);
    (!named || zoned).then_some(value)
}

/// Whether a time hangs from a figure: it says when that was so, not when anything happened ("17 in 1996 and 3 in 1997").
fn dates_a_figure(view: View<'_>, outer: usize) -> bool {
    let Some(head) = view.found.head(outer).filter(|head| view.is(*head, Upos::Num) && *head < outer) else {
        return false;
    };
    // "At two in the morning" is an hour.
    let span = view.token(head).map(|token| token.span).unwrap_or_default();
    let at = view.found.quantities.partition_point(|quantity| quantity.span.end <= span.start);
    view.found.quantities.get(at).is_some_and(|quantity| quantity.span.contains(span))
        && view.times_in(span).next().is_none()
}

/// "The lowest since May", "the first title since 1908": it dates what was before, and not what is told.
fn is_last_before(view: View<'_>, time: &Time) -> bool {
    let first = view.found.tokens_in(time.span).start;
    let Some(since) = first.checked_sub(1).filter(|at| view.lemma(*at) == "since") else { return false };
    let most = |at: usize| {
        let best = view.token(at).is_some_and(|token| matches!(token.xpos.as_str(), "JJS" | "RBS"));
        best || matches!(view.lemma(at).as_str(), "first" | "last" | "only")
    };
    (view.sentence(since).start..since).rev().take(RECORD).any(most)
}

/// So many tokens before "since" it is said of what it is the first or the most.
const RECORD: usize = 8;

/// "Up 6 per cent on the previous day": what a figure is held against, and when that was is told elsewhere.
fn is_held_against(view: View<'_>, time: &Time) -> bool {
    view.found.tokens_in(time.span).any(|at| matches!(view.lemma(at).as_str(), "previous" | "prior"))
}

/// "The New Year's Eve party", "celebrated New Year's Eve": what is called by a feast is not told of that day, and the feast
/// itself dates nothing.
fn names_an_occasion(view: View<'_>, time: &Time) -> bool {
    let mut tokens = view.found.tokens_in(time.span);
    let inside = tokens.clone();
    let feast = tokens.clone().all(|at| {
        let lemma = view.lemma(at).to_lowercase();
        !holds(&WORDS.weekdays, &lemma) && !lemma.contains(|letter: char| letter.is_ascii_digit())
    });
    // "The Bastille Day crowd": the article hangs from the crowd as well.
    let outer = tokens.rfind(|at| view.found.head(*at).is_some_and(|head| !inside.contains(&head)));
    let Some(outer) = outer.filter(|at| feast && view.is(*at, Upos::Propn)) else { return false };
    let kept = view.found.has_relation(outer, &[Relation::Obj]);
    let named = view.found.has_relation(outer, &[Relation::Compound, Relation::NmodPoss]);
    // The parse may take what is called by a name for a part of it.
    let small = |at: usize| view.found.word(&view.article.text, at).starts_with(char::is_lowercase);
    let noun = view.found.head(outer).filter(|head| named && *head > outer);
    let noun = noun.filter(|head| view.is(*head, Upos::Noun) || small(*head));
    kept || noun.is_some_and(|noun| clause::classes_of(view, noun).is_empty())
}

/// "The 19th launch this year", "the strictest rules of the century", "the largest ship in use today": it says among what
/// something has its place in an order, and not when it was.
fn frames_an_order(view: View<'_>, time: &Time) -> bool {
    let words = time.span.of(&view.article.text).to_lowercase();
    let words = words.strip_prefix("so far ").unwrap_or(&words);
    let wide = ["this year", "this month", "this week", "this season", "this decade", "today", "the year"];
    let first = view.found.tokens_in(time.span).start;
    // "The greatest feat of 2017".
    let year = words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit());
    let of_a_year = year && first > 0 && view.lemma(first - 1) == "of";
    if !wide.contains(&words) && !words.ends_with("century") && !of_a_year {
        return false;
    }
    let told = |at: &usize| {
        view.token(*at).is_some_and(|token| matches!(token.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD"))
    };
    let placed = |at: usize| {
        let lemma = view.lemma(at);
        let ordinal = view.is(at, Upos::Adj) && lemma.starts_with(|letter: char| letter.is_ascii_digit());
        let best = view.token(at).is_some_and(|token| matches!(token.xpos.as_str(), "JJS" | "RBS"));
        let more = view.token(at).is_some_and(|token| token.xpos == "RBR") && view.lemma(at) == "more";
        ordinal || best || more || matches!(lemma.as_str(), "first" | "second" | "third" | "only")
    };
    let mut before = (view.sentence(first).start..first).rev().take(FRAMED).take_while(|at| !told(at));
    before.any(placed)
}

/// So many tokens before a time the place in an order that it frames is told.
const FRAMED: usize = 14;

/// "Photos of a 3 May meeting", "the Harva May 5 rocket": it tells of what it stands before, and not of what is told.
fn names_of_what(view: View<'_>, time: &Time, outer: usize) -> bool {
    let tokens = view.found.tokens_in(time.span);
    let describes = [Relation::Compound, Relation::NmodPoss, Relation::Amod, Relation::Nummod];
    let noun = view.found.head(outer).filter(|head| {
        *head >= tokens.end && view.is(*head, Upos::Noun) && view.found.has_relation(outer, &describes)
    });
    let Some(noun) = noun else { return false };
    let beside = [Relation::Nmod, Relation::Obj, Relation::Conj, Relation::Appos];
    let event = LEXICON.events_of(&view.lemma(noun)).next().is_some();
    let of_another = !event && view.found.has_relation(noun, &beside);
    let figure = view.lemma(tokens.end - 1).starts_with(|letter: char| letter.is_ascii_digit());
    let start = view.sentence(tokens.start).start;
    let called = figure && tokens.start > start && view.is(tokens.start - 1, Upos::Propn);
    of_another || called
}

/// "In 1907 and 1908", "on Tuesday and Friday": each is when it was, once. Of "May or June" the first stands for both.
fn is_of_several(view: View<'_>, time: &Time) -> bool {
    let tokens = view.found.tokens_in(time.span);
    let joined = |at: usize| matches!(view.lemma(at).as_str(), "and" | "or");
    let before = tokens.start.checked_sub(2).filter(|before| joined(before + 1));
    view.lemma(tokens.end) == "and" && time_at(view, time, tokens.end + 1).is_some()
        || before.is_some_and(|before| time_at(view, time, before).is_some())
}

/// "In May or early June": some time from the first to the second.
fn either(view: View<'_>, time: &Time) -> Option<(Span, Edtf)> {
    let end = view.found.tokens_in(time.span).end;
    let other = time_at(view, time, end + 1).filter(|_| view.lemma(end) == "or")?;
    let ((first, _), (_, last)) = (time.value.as_ref()?.bounds()?, other.value.as_ref()?.bounds()?);
    let whole = Edtf::interval(&Edtf::day(first), &Edtf::day(last));
    (first < last).then(|| (time.span.cover(other.span), whole))
}

/// The time of the same kind that a word stands in.
fn time_at<'v>(view: View<'v>, time: &Time, at: usize) -> Option<&'v Time> {
    let word = view.token(at).map(|token| token.span).unwrap_or_default();
    view.times_in(word).find(|other| other.kind == time.kind && other.span.contains(word))
}

/// Whether a year is part of a name ("the Harbour Guide 2003", "the 2003 Harbour Games").
fn names_a_thing(view: View<'_>, time: &Time) -> bool {
    let words = time.span.of(&view.article.text);
    let year = words.split(' ').next_back().unwrap_or_default();
    let year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let tokens = view.found.tokens_in(time.span);
    let before = tokens.len() == 1
        && tokens.start > view.sentence(tokens.start).start
        && view.is(tokens.start - 1, Upos::Propn);
    let sentence = view.sentence(tokens.start);
    let of_next = tokens.end.checked_sub(1).is_some_and(|last| {
        view.found.has_relation(last, &[Relation::Compound, Relation::Nummod])
            && view.found.head(last).is_some_and(|head| head > last && view.is(head, Upos::Propn))
    });
    let after = sentence.contains(&tokens.end) && view.is(tokens.end, Upos::Propn) && of_next;
    year && (before || after)
}

/// When somebody reported what is said: accounts that date one report differently differ. The day on which somebody said
/// something is no question of its own.
pub(super) fn of_saying(scene: &Scene<'_>, view: View<'_>, id: StatementId) -> Option<Point> {
    let said = scene.statement(id).filter(|said| said.stance != Stance::Denies)?;
    let time = view.found.times.get(said.said.or_else(|| closing_time(view, said))?)?;
    let value = time.value.clone().filter(is_placed)?;
    let cue = view.found.tokens_in(said.cue?);
    let verb = cue.clone().find(|at| view.is(*at, Upos::Verb))?;
    let first = cue.start.saturating_sub(1)..cue.end;
    let first = first.into_iter().any(|at| view.lemma(at) == "first");
    let reports =
        |class: Class| LEXICON.events.get(usize::from(class)).is_some_and(|event| event.name == "report");
    if !first && !LEXICON.events_of(&view.lemma(verb)).any(reports) {
        return None;
    }
    let source =
        said.source.entity.and_then(|local| scene.reading.entities.resolve(view.article.id, local))?;
    Some(Point {
        statement: id,
        article: view.article.id,
        focus: time.span,
        value: Value::Date(value),
        worded: Worded::of(time.span.of(&view.article.text)),
        sort: Sort::Time,
        event: Event { token: Some(verb), classes: Vec::new() },
        event_stem: stem(&view.lemma(verb)),
        counted: "source".into(),
        counted_words: String::new(),
        reference: Some(source),
        context: scene.content_terms(view, said),
        around: Vec::new(),
        superlative: SmolStr::default(),
        clause: None,
        status: Status::Told,
        saying: if first { Saying::First } else { Saying::Once },
        anchor: None,
        when: None,
        elsewhere: false,
        of_another: Another::No,
        without: false,
        named_places: std::collections::BTreeSet::new(),
        places: std::collections::BTreeSet::new(),
        parties: std::collections::BTreeSet::new(),
        all_parties: std::collections::BTreeSet::new(),
        role: Role::default(),
        sentence: said.sentence,
    })
}

/// The time that ends what is said where that is a thing and no clause: it dates the report, not the thing ("reported
/// the arrests in April").
fn closing_time(view: View<'_>, said: &Statement) -> Option<usize> {
    let content = said.content.last()?;
    let mut tokens = view.found.tokens_in(*content);
    let verbal = |at: usize| {
        let finite = view.token(at).is_some_and(|token| matches!(token.upos, Upos::Aux | Upos::Sconj));
        finite || view.is(at, Upos::Verb) && !view.is_ing(at)
    };
    if tokens.any(verbal) {
        return None;
    }
    let place = view.found.times.iter().rposition(|time| content.contains(time.span))?;
    let rest = view.found.times.get(place)?.span.end..content.end;
    let rest = view.article.text.get(rest)?;
    rest.chars().all(|letter| !letter.is_alphanumeric()).then_some(place)
}

/// The subject of a verb.
fn subject(view: View<'_>, verb: usize) -> Option<usize> {
    use crate::annotation::Relation::{Nsubj, NsubjPass};
    view.child(verb, &[Nsubj, NsubjPass])
}
