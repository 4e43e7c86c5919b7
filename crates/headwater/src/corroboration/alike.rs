//! Named origins that may be one: the least that a count can be.

use std::collections::{BTreeMap, BTreeSet};

use super::Reason;
use super::count::Group;
use super::origin::cast::holds_all;
use super::origin::{Key, Standing, Trace, cite, parts, tells_each};
use super::paths::{Join, Joins, Path};
use crate::alignment::entity::{EntityId, is_office, state_of, telling_words};
use crate::alignment::question::{Answer, Member};
use crate::alignment::union::Union;
use crate::annotation::{EntityKind, Form, Hedge};
use crate::corroboration::OriginKind;
use crate::statement::{StatementForm, said_with};

/// Beyond this many named origins, names are compared only where they share their last word.
const PAIRWISE: usize = 64;

/// The known groups that are surely apart, as lists of places in `groups`. Those with `slight` wording in common are not.
pub(super) fn known_apart(
    joins: &Joins<'_>,
    members: &[Member],
    groups: &[Group],
    slight: &[Join],
) -> (Vec<Vec<usize>>, Vec<Reason>) {
    let mut known: Vec<usize> = (0..groups.len())
        .filter(|&at| groups.get(at).is_some_and(|it| it.standing == Standing::Known))
        .collect();
    let is_vague = |&at: &usize| groups.get(at).is_some_and(|group| is_vague(joins, members, group));
    // "Dozens" confirms nobody's figure, unless there is nothing but "dozens".
    if !known.iter().all(is_vague) {
        known.retain(|at| !is_vague(at));
    }
    let faces: Vec<Vec<Face<'_>>> =
        known.iter().map(|&at| groups.get(at).map_or(Vec::new(), |it| faces(joins, members, it))).collect();
    let mut sets = Union::new(known.len());
    let mut reasons = Vec::new();
    for (a, b) in candidates(&faces) {
        let why = faces.get(a).zip(faces.get(b)).and_then(|(a, b)| may_be_one(joins, a, b));
        if let Some(why) = why.filter(|_| sets.join(a, b)) {
            reasons.push(why);
        }
    }
    let known_with = |member: usize| {
        known.iter().position(|at| groups.get(*at).is_some_and(|group| group.members.contains(&member)))
    };
    for join in slight {
        let joined = known_with(join.a).zip(known_with(join.b)).is_some_and(|(a, b)| sets.join(a, b));
        reasons.extend(join.reason.clone().filter(|_| joined));
    }
    let mut apart: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, &at) in known.iter().enumerate() {
        apart.entry(sets.find(place)).or_default().push(at);
    }
    (apart.into_values().collect(), reasons)
}

/// Whether all that the group gives is a vague numeral ("dozens").
pub(super) fn is_vague(joins: &Joins<'_>, members: &[Member], group: &Group) -> bool {
    let mut focused = group.members.iter().filter_map(|&place| members.get(place));
    focused.all(|member| {
        joins
            .quantity(member)
            .is_some_and(|quantity| quantity.hedge == Hedge::Vague && quantity.span.contains(member.focus))
    })
}

/// One named origin of a group.
struct Face<'c> {
    trace: &'c Trace,
    entity: Option<EntityId>,
    /// Whom it belongs to.
    of: Option<EntityId>,
    /// The words of its name, in lower case.
    words: Vec<String>,
    /// The first that leads to it.
    member: Member,
    /// All that do.
    members: Vec<Member>,
}

fn faces<'c>(joins: &'c Joins<'_>, members: &[Member], group: &Group) -> Vec<Face<'c>> {
    let mut found: BTreeMap<&Key, Face<'c>> = BTreeMap::new();
    for member in group.members.iter().filter_map(|&place| members.get(place)) {
        let Some(trace) = joins.trace(member).filter(|it| it.standing() == Standing::Known) else { continue };
        let entity = match trace.key {
            Key::Entity(id) => Some(id),
            _ => None,
        };
        let of = entity.and_then(|id| joins.cast.reading.entities.get(id)?.of).or_else(|| {
            let speaks_for = joins.statement(member)?.source.speaks_for.as_deref()?;
            joins.cast.named(speaks_for)
        });
        let words = parts(&trace.name);
        let face = Face { trace, entity, of, words, member: *member, members: Vec::new() };
        found.entry(&trace.key).or_insert(face).members.push(*member);
    }
    found.into_values().collect()
}

/// Pairs worth comparing: all of a few; of many, those that share a last word.
fn candidates(faces: &[Vec<Face<'_>>]) -> Vec<(usize, usize)> {
    if faces.len() <= PAIRWISE {
        return (0..faces.len()).flat_map(|a| (0..a).map(move |b| (b, a))).collect();
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (place, group) in faces.iter().enumerate() {
        for last in group.iter().filter_map(|face| face.words.last()) {
            let other = *first.entry(last).or_insert(place);
            pairs.extend((other != place).then_some((other, place)));
        }
    }
    pairs
}

fn may_be_one(joins: &Joins<'_>, a: &[Face<'_>], b: &[Face<'_>]) -> Option<Reason> {
    a.iter().flat_map(|a| b.iter().map(move |b| (a, b))).find_map(|(a, b)| {
        let sentence = said_together(joins, a, b)
            .or_else(|| same_house(joins, a, b))
            .or_else(|| same_state(joins, a, b))
            .or_else(|| same_name(joins, a, b))
            .or_else(|| of_office(a, b))
            .or_else(|| described_with(joins, a, b))
            .or_else(|| other_words(joins, a, b))?;
        let citations = [a, b].into_iter().filter_map(|face| {
            let statement = joins.statement(&face.member)?;
            let article = joins.cast.reading.articles.get(statement.article.index())?;
            Some(cite(article, statement.source.span?))
        });
        Some(Reason { sentence, citations: citations.collect() })
    })
}

/// Two of whom an article tells in one breath that they say it ("Ana Hale and Doran Pell said …") may have it from one of
/// them, or from one statement that both put out: they are two only where each of them says it elsewhere alone.
fn said_together(joins: &Joins<'_>, a: &Face<'_>, b: &Face<'_>) -> Option<String> {
    /// Members of one origin that are compared.
    const MOST: usize = 32;
    let statements = joins.cast.reading.statements;
    let with = |member: &Member, other: &Key| {
        let key = |place: usize| joins.traces.get(place).map(|trace| &trace.key);
        said_with(statements, member.statement.index()).any(|place| key(place) == Some(other))
    };
    let never_alone = |one: &Face<'_>, other: &Face<'_>| {
        one.members.iter().take(MOST).all(|member| with(member, &other.trace.key))
    };
    let apart =
        || [a, b].iter().any(|face| face.members.iter().take(MOST).any(|it| says_by_itself(joins, it)));
    ((never_alone(a, b) || never_alone(b, a)) && !apart())
        .then(|| format!("{} and {} are told of as saying it together.", a.trace.name, b.trace.name))
}

/// Whether the words beside its cue tell that each of those named together says it by itself.
fn says_by_itself(joins: &Joins<'_>, member: &Member) -> bool {
    /// So many words before and behind the cue are beside it.
    const BESIDE: usize = 2;
    let told = || {
        let statement = joins.statement(member)?;
        let found = joins.cast.reading.annotations.get(statement.article.index())?;
        let cue = found.tokens_in(statement.cue?);
        let beside = cue.start.saturating_sub(BESIDE)..cue.end + BESIDE;
        Some(
            found
                .tokens
                .get(beside.start..beside.end.min(found.tokens.len()))?
                .iter()
                .any(|token| tells_each(&token.lemma)),
        )
    };
    told().unwrap_or(false)
}

/// Long statements that have few words in common may not say the same, and then neither bears the other out. Somebody who
/// says it twice has said it where once is enough.
fn other_words(joins: &Joins<'_>, a: &Face<'_>, b: &Face<'_>) -> Option<String> {
    const COMPARED: usize = 4;
    /// Statements of one source that are compared: more would cost the square of them.
    const MOST: usize = 8;
    let content = |member: &Member| {
        let statement = joins.statement(member)?;
        let article = joins.cast.reading.articles.get(statement.article.index())?;
        let words = parts(member.focus.of(&article.text));
        Some(words.into_iter().filter(|word| word.chars().count() > 3).collect::<BTreeSet<String>>())
    };
    // What is too short to be compared tells nothing either way.
    let said = |face: &Face<'_>| {
        let words = face.members.iter().take(MOST).filter_map(content);
        words.filter(|words| words.len() >= COMPARED).collect::<Vec<_>>()
    };
    let (x, y) = (said(a), said(b));
    let apart =
        |x: &BTreeSet<String>, y: &BTreeSet<String>| x.intersection(y).count() * 3 < x.len().min(y.len());
    let pairs = x.iter().flat_map(|x| y.iter().map(move |y| (x, y)));
    let differ = !x.is_empty() && !y.is_empty() && pairs.into_iter().all(|(x, y)| apart(x, y));
    differ.then(|| format!("{} and {} may not be saying quite the same.", a.trace.name, b.trace.name))
}

/// One belongs to the other, or both to a third.
fn same_house(joins: &Joins<'_>, a: &Face<'_>, b: &Face<'_>) -> Option<String> {
    let house = |id: EntityId| {
        joins.cast.reading.entities.get(id).map(|entity| entity.name.as_str()).unwrap_or_default()
    };
    let belongs = |one: &Face<'_>, other: &Face<'_>| one.of.filter(|&of| Some(of) == other.entity);
    let (x, y) = (&a.trace.name, &b.trace.name);
    match (belongs(a, b), belongs(b, a), a.of.filter(|_| a.of == b.of)) {
        (Some(_), _, _) => Some(format!("{x} belongs to {y}: they may speak from the same knowledge.")),
        (_, Some(_), _) => Some(format!("{y} belongs to {x}: they may speak from the same knowledge.")),
        (_, _, Some(of)) if is_body(joins, of) => {
            Some(format!("{x} and {y} both belong to {}: they may speak from the same knowledge.", house(of)))
        }
        _ => None,
    }
}

/// A government and its president, or two ministers of one country, speak for one state.
fn same_state(joins: &Joins<'_>, a: &Face<'_>, b: &Face<'_>) -> Option<String> {
    let reading = &joins.cast.reading;
    let state = |face: &Face<'_>| {
        let entity = reading.entities.get(face.entity?)?;
        let roles = entity.members.iter().filter_map(|(article, local)| {
            Some(&reading.annotations.get(article.index())?.entities.get(*local)?.roles)
        });
        let of = face.of.and_then(|of| reading.entities.get(of)).map(|of| of.name.as_str());
        state_of(&entity.name, roles.flatten().map(String::as_str), of)
    };
    let (x, y) = (&a.trace.name, &b.trace.name);
    (state(a)? == state(b)?)
        .then(|| format!("{x} and {y} speak for one state: they may speak from the same knowledge."))
}

/// An office under whose name somebody speaks may be held by whoever is named elsewhere ("the London Mayor").
fn of_office(a: &Face<'_>, b: &Face<'_>) -> Option<String> {
    let person = |face: &Face<'_>| face.trace.kind == OriginKind::Person;
    let held = |office: &Face<'_>, other: &Face<'_>| {
        is_office(&office.trace.name) && (person(other) || person(office))
    };
    (held(a, b) || held(b, a)).then(|| format!("{} and {} may be one person.", a.trace.name, b.trace.name))
}

/// A person whom an article describes with the other's name: "Ana Hale, a senior figure at Norland's embassy".
fn described_with(joins: &Joins<'_>, a: &Face<'_>, b: &Face<'_>) -> Option<String> {
    let is_described = |person: &Face<'_>, body: &Face<'_>| {
        let body = body.entity.and_then(|id| joins.cast.reading.entities.get(id));
        let body =
            body.filter(|it| person.trace.kind == OriginKind::Person && it.kind == EntityKind::Organisation);
        body.is_some_and(|body| {
            let words = telling_words(&body.name);
            is_called(joins, &person.member, &words) || joins.cast.describes(person.entity, &words)
        })
    };
    let (x, y) = (&a.trace.name, &b.trace.name);
    let (who, of) = match (is_described(a, b), is_described(b, a)) {
        (true, _) => (x, y),
        (_, true) => (y, x),
        _ => return None,
    };
    Some(format!("{who} is described with the name of {of}: they may speak from the same knowledge."))
}

/// Whether the words for a member's source hold all these words.
fn is_called(joins: &Joins<'_>, member: &Member, words: &[String]) -> bool {
    let source = joins.statement(member).and_then(|statement| {
        let article = joins.cast.reading.articles.get(statement.article.index())?;
        Some(statement.source.span?.of(&article.text))
    });
    words.len() > 1 && source.is_some_and(|source| holds_all(source, words))
}

/// Two ministers of one country need not know the same; two officials of one agency may.
fn is_body(joins: &Joins<'_>, id: EntityId) -> bool {
    let entity = joins.cast.reading.entities.get(id);
    entity.is_some_and(|entity| entity.kind == EntityKind::Organisation)
}

/// Names that may be one name: one inside the other, initials, the same surname. Not where a person says otherwise.
fn same_name(joins: &Joins<'_>, a: &Face<'_>, b: &Face<'_>) -> Option<String> {
    if a.entity.zip(b.entity).is_some_and(|(one, other)| joins.cast.reading.entities.are_apart(one, other)) {
        return None;
    }
    let (x, y) = (&a.words, &b.words);
    let inside =
        |short: &[String], long: &[String]| !short.is_empty() && short.iter().all(|word| long.contains(word));
    let people = a.trace.kind == OriginKind::Person && b.trace.kind == OriginKind::Person;
    // "Wright of the Union" and "David Wright".
    let ends = |short: &[String], long: &[String]| {
        short.last().is_some_and(|last| last.chars().count() > 2 && long.contains(last))
    };
    let surname = people && (ends(x, y) || ends(y, x));
    let alike = inside(x, y) || inside(y, x) || surname || is_initials(a, b) || is_initials(b, a);
    alike.then(|| format!("{} and {} may be two names of one.", a.trace.name, b.trace.name))
}

/// The members of one group whose words are the same and whose named sources are not, by source: the
/// same words in different mouths.
pub(super) fn mouths(joins: &Joins<'_>, members: &[Member], firm: &[Join]) -> Vec<Vec<usize>> {
    let quoted = |place: usize| {
        let member = members.get(place)?;
        let form = joins.statement(member)?.form;
        (matches!(form, StatementForm::Direct | StatementForm::Mixed) && is_by_name(joins, member))
            .then_some(())?;
        faces(joins, members, &Group { standing: Standing::Known, members: vec![place] }).pop()
    };
    let mut found: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for join in firm.iter().filter(|join| join.path == Path::Wording) {
        let (Some(a), Some(b)) = (quoted(join.a), quoted(join.b)) else { continue };
        if !is_compatible(joins, &a, &b) {
            found.entry(&a.trace.key).or_default().push(join.a);
            found.entry(&b.trace.key).or_default().push(join.b);
        }
    }
    found.into_values().collect()
}

/// Whether two named sources may be one mouth: an official and the institution are, two officials of it are not.
fn is_compatible(joins: &Joins<'_>, a: &Face<'_>, b: &Face<'_>) -> bool {
    let persons = a.trace.kind == OriginKind::Person && b.trace.kind == OriginKind::Person;
    a.trace.key == b.trace.key
        || !persons && same_house(joins, a, b).is_some()
        || same_name(joins, a, b).is_some()
        || described_with(joins, a, b).is_some()
}

/// Whether a statement names its source there and then: whom "she" or "the actor" stands for is found by a guess, and two
/// guesses are no two mouths.
fn is_by_name(joins: &Joins<'_>, member: &Member) -> bool {
    let named = || {
        let said = joins.statement(member)?;
        let found = joins.cast.reading.annotations.get(said.article.index())?;
        let source = said.source.span?;
        let mut mentions = found.mentions_in(source).filter_map(|at| found.mentions.get(at));
        Some(mentions.any(|mention| mention.form == Form::Name && Some(mention.entity) == said.source.entity))
    };
    named().unwrap_or(true)
}

/// Whether these answers put the same words into mouths that cannot be one. Nobody who could not be resolved, and
/// nobody who is only described, is known to be another.
pub(super) fn mouths_differ(joins: &Joins<'_>, answers: &[Answer]) -> bool {
    let face = |member: &Member| {
        is_by_name(joins, member).then_some(())?;
        faces(joins, &[*member], &Group { standing: Standing::Known, members: vec![0] }).pop()
    };
    let named: Vec<(usize, Face<'_>)> = answers
        .iter()
        .enumerate()
        .flat_map(|(at, answer)| answer.members.iter().filter_map(move |member| Some((at, face(member)?))))
        .collect();
    let mut pairs =
        named.iter().enumerate().flat_map(|(n, one)| named.iter().skip(n + 1).map(move |it| (one, it)));
    pairs.any(|((at, one), (other_at, other))| at != other_at && !is_compatible(joins, one, other))
}

/// Whether a face is named by the first letters of a name, or of as much of it as was read ("Organization for Security" where
/// the OSCE is meant).
fn is_initials(short: &Face<'_>, long: &Face<'_>) -> bool {
    let [letters] = short.words.as_slice() else { return false };
    let in_capitals =
        || short.trace.name.split(' ').next_back().is_some_and(|it| !it.contains(char::is_lowercase));
    let all: String = long.words.iter().filter_map(|word| word.chars().next()).collect();
    let capitals: String = long
        .trace
        .name
        .split(' ')
        .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
        .flat_map(char::to_lowercase)
        .collect();
    let begins = |initials: &String| initials.chars().count() > 1 && letters.starts_with(initials.as_str());
    long.words.len() > 1 && (all == *letters || in_capitals() && (begins(&all) || begins(&capitals)))
}
