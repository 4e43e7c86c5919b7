//! Names as the tagger gave them, made whole: grown, cut, left out or found where the parse or a list knows better.

use super::find::head_of;
use super::lexicon::{gender_of_name, gender_of_word, role_of};
use super::{Name, bodies};
use crate::annotation::name::{is_country, is_nationality, is_site, known_body};
use crate::annotation::{Annotations, EntityKind, Relation, Upos};
use crate::text::Span;

/// The names of a text, out of those that the tagger of names gave.
pub(super) fn settled(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let names = names.into_iter().map(|name| without_noun(text, found, name));
    let names = names.flat_map(|name| of_bodies(text, found, name));
    let names = names.filter_map(|name| no_people(text, found, name));
    let names = names.map(|name| with_possessive(text, found, hyphenated(text, found, name)));
    let names = names.map(|name| of_calling(text, found, name));
    let names = names.filter(|name| !is_office(text, found, name)).collect();
    let names = without_headings(text, found, grown(text, found, names));
    let names = whole(text, found, with_known_bodies(text, found, names));
    let names = bodies::in_full(text, found, names);
    with_unknown_actors(text, found, names)
}

/// Names grown over the tagged names that the parse makes one phrase of: "Novaya" of "Novaya Gazeta", "Orlan" and
/// "Relief Network" of "Orlan Relief Network".
fn grown(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let plain = |at: usize| {
        let proper = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
        let word = found.word(text, at);
        let role = role_of(&word.to_lowercase()).is_some_and(|role| role.kind == EntityKind::Person);
        proper && !role && gender_of_word(word).is_none() && word.starts_with(char::is_uppercase)
    };
    // "LGBT" of "LGBT Network" may be taken for an adjective.
    let described = |at: usize| {
        let adjective = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Adj);
        adjective && found.head(at) == Some(at + 1) && found.word(text, at).starts_with(char::is_uppercase)
    };
    let joins = |at: usize, into: usize| {
        let one_phrase = [Relation::Compound, Relation::Flat];
        found.has_relation(at, &one_phrase)
            && found.head(at).is_some_and(|head| head == into || found.head(into) == Some(head))
    };
    let mut all: Vec<Name> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(mut name) = names.next() {
        loop {
            let (last, next) = (name.tokens.end - 1, name.tokens.end);
            let one_sentence = found.sentence_of_token(next) == found.sentence_of_token(last);
            let following = names.peek().filter(|other| other.tokens.start == next);
            let adjective = usize::from(described(next));
            let whole = following.map_or(next..next + adjective + 1, |other| other.tokens.clone());
            let Some(head) = head_of(found, whole.clone()) else { break };
            let named = following.is_some() || plain(next + adjective);
            if !one_sentence || !named || !plain(last) || !(joins(last, head) || joins(next, last)) {
                break;
            }
            name.kind = match (following.map(|other| other.kind), name.kind) {
                (Some(kind), _) => kind,
                (None, EntityKind::Person) => EntityKind::Person,
                (None, _) => EntityKind::Organisation,
            };
            name.tokens.end = whole.end;
            if following.is_some() {
                names.next();
            }
        }
        all.push(name);
    }
    all
}

/// No syllable of a name behind a hyphen has more letters; what a hyphen adds to a name is mostly longer ("Verick-backed").
const SYLLABLE: usize = 5;

/// "Kang Tae-in", "Seo Min-ho": the syllable that a hyphen joins to a person's name is part of it, whatever the tagger takes
/// it for.
fn hyphenated(text: &str, found: &Annotations, mut name: Name) -> Name {
    // "Jan-" of "Jan-Erik Drost" may be left before it.
    let left = name.tokens.start.checked_sub(2).filter(|&at| {
        let proper = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
        let span = |at: usize| found.tokens.get(at).map_or(Span::default(), |token| token.span);
        let joined = span(at).end == span(at + 1).start && span(at + 1).end == span(at + 2).start;
        proper
            && joined
            && found.word(text, at + 1) == "-"
            && found.word(text, at).starts_with(char::is_uppercase)
    });
    if let Some(left) = left.filter(|_| name.kind == EntityKind::Person && name.tokens.len() > 1) {
        name.tokens.start = left;
    }
    let glued = |at: usize| {
        let token = found.tokens.get(at).zip(at.checked_sub(1).and_then(|before| found.tokens.get(before)));
        token.is_some_and(|(token, before)| token.span.start == before.span.end)
    };
    let syllable = |at: usize| {
        let word = found.word(text, at);
        let joined =
            matches!(word, "led" | "era" | "run" | "like" | "style" | "born" | "owned" | "based" | "only");
        (2..=SYLLABLE).contains(&word.len()) && word.chars().all(char::is_alphabetic) && !joined
    };
    let hyphen =
        if found.word(text, name.tokens.end - 1) == "-" { name.tokens.end - 1 } else { name.tokens.end };
    let long = hyphen - name.tokens.start >= 2 && name.kind == EntityKind::Person;
    if found.word(text, hyphen) != "-" || !glued(hyphen) || !glued(hyphen + 1) {
        return name;
    }
    // "Jan-Erik Drost": a second given name, and the family name behind it.
    let capital = |at: usize| {
        let proper = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
        proper && found.word(text, at).starts_with(char::is_uppercase)
    };
    let family = capital(hyphen + 1)
        && capital(hyphen + 2)
        && found.sentence_of_token(hyphen) == found.sentence_of_token(hyphen + 2);
    if long && (syllable(hyphen + 1) || capital(hyphen + 1)) {
        name.tokens.end = hyphen + 2;
    } else if name.kind == EntityKind::Person && family {
        name.tokens.end = hyphen + 3;
    }
    name
}

/// "Bring Back" of "Bring Back Our Boats": a possessive in capitals, with what it owns, goes on with a name.
fn with_possessive(text: &str, found: &Annotations, mut name: Name) -> Name {
    let end = name.tokens.end;
    let owns = matches!(found.word(text, end), "Our" | "My" | "Your" | "Their");
    let capital = found.word(text, end + 1).starts_with(char::is_uppercase);
    if owns && capital && found.sentence_of_token(end + 1) == found.sentence_of_token(end - 1) {
        name.tokens.end = end + 2;
        name.kind = EntityKind::Organisation;
    }
    name
}

/// From so many words in capitals on a name is a line in capitals.
const HEADING: usize = 5;

/// Leaves out lines in capitals that were taken for one name ("COUNCIL ISSUES WARNING TO ORLAN DOCKERS").
fn without_headings(text: &str, found: &Annotations, mut names: Vec<Name>) -> Vec<Name> {
    let capitals = |at: usize| !found.word(text, at).chars().any(char::is_lowercase);
    names.retain(|name| name.tokens.len() < HEADING || !name.tokens.clone().all(capitals));
    names
}

/// Words that are tagged as a name, and act, are one, whether or not the tagger of names knows it ("Harbour Post first
/// reported"): of two or more words, for one alone is too often a word in capitals.
fn with_unknown_actors(text: &str, found: &Annotations, mut names: Vec<Name>) -> Vec<Name> {
    let taken = in_names(found, &names);
    let is_name = |at: &usize| {
        let proper = found.tokens.get(*at).is_some_and(|token| token.upos == Upos::Propn);
        proper
            && !taken.get(*at).copied().unwrap_or(true)
            && found.word(text, *at).starts_with(char::is_uppercase)
    };
    let actor = [Relation::Nsubj, Relation::NsubjPass, Relation::ObliqueAgent];
    let mut at = 0;
    while at < found.tokens.len() {
        let sentence = found.sentence_of_token(at);
        let run = (at..found.tokens.len())
            .take_while(|next| is_name(next) && found.sentence_of_token(*next) == sentence);
        let tokens = at..at + run.count();
        at = tokens.end.max(at + 1);
        let role = |at: usize| {
            found.tokens.get(at).is_some_and(|token| role_of(&token.lemma.to_lowercase()).is_some())
        };
        let acts = tokens.clone().any(|at| found.has_relation(at, &actor));
        let lower = tokens.clone().any(|at| found.word(text, at).chars().any(char::is_lowercase));
        if tokens.len() > 1 && acts && lower && !tokens.clone().any(role) {
            let given = gender_of_name(found.word(text, tokens.start)).is_some();
            let person = given || has_office(text, found, tokens.end);
            let kind = if person { EntityKind::Person } else { EntityKind::Organisation };
            let name = with_possessive(text, found, Name { tokens, kind });
            at = at.max(name.tokens.end);
            names.push(name);
        }
    }
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// Whether a comma and an office stand behind a name ("Qadir Drost, chairman of the club,"): nobody but a person holds one.
pub(super) fn has_office(text: &str, found: &Annotations, end: usize) -> bool {
    let light = |at: &usize| {
        let upos = found.tokens.get(*at).map(|token| token.upos);
        matches!(upos, Some(Upos::Det | Upos::Adj))
            || matches!(found.word(text, *at), "former" | "deputy" | "vice")
    };
    let noun = (end + 1..end + 4).find(|at| !light(at)).and_then(|at| found.tokens.get(at));
    let role = noun.and_then(|noun| role_of(&noun.lemma.to_lowercase()));
    found.word(text, end) == "," && role.is_some_and(|role| role.kind == EntityKind::Person && !role.group)
}

/// "The Harbour League party" is a party of that name: a noun in small letters after the capitals of a name is none of it,
/// unless the name is built around one ("Council of the districts").
fn without_noun(text: &str, found: &Annotations, mut name: Name) -> Name {
    let capital = |at: usize| found.word(text, at).starts_with(char::is_uppercase);
    let plain = |at: usize| {
        let noun = found.tokens.get(at).is_some_and(|token| token.upos == Upos::Noun);
        noun && found.word(text, at).chars().all(char::is_lowercase)
    };
    let built = |at: usize| matches!(found.word(text, at), "of" | "for");
    while name.tokens.len() > 1
        && plain(name.tokens.end - 1)
        && name.tokens.clone().any(capital)
        && !name.tokens.clone().any(built)
    {
        name.tokens.end -= 1;
    }
    name
}

/// "Ana Verick of the Relief Network" is a person and a body, not one name; "district official Ana Verick" is a person.
fn of_bodies(text: &str, found: &Annotations, mut name: Name) -> Vec<Name> {
    let word = |at: usize| found.word(text, at);
    let titled = name.tokens.start.checked_sub(1).filter(|&before| {
        let token = found.tokens.get(before);
        let one_sentence = found.sentence_of_token(before) == found.sentence_of_token(name.tokens.start);
        one_sentence
            && token.is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Adj))
            && token
                .and_then(|token| role_of(&token.lemma.to_lowercase()))
                .is_some_and(|role| role.kind == EntityKind::Person && !role.group)
    });
    if titled.is_some() && name.tokens.len() > 1 && name.kind != EntityKind::Organisation {
        name.kind = EntityKind::Person;
    }
    // "Norland's Harbour Post" is the Harbour Post.
    let owned = is_country(word(name.tokens.start)) && found.owns(text, name.tokens.start + 1);
    if owned && name.tokens.len() > 2 {
        let country = name.tokens.start..name.tokens.start + 1;
        name.tokens.start += 2;
        return vec![Name { tokens: country, kind: EntityKind::Place }, name];
    }
    // "Verick Tower" is no person, whoever it is named after.
    let given = gender_of_name(word(name.tokens.start)).is_some();
    if name.kind == EntityKind::Person
        && name.tokens.len() > 1
        && !given
        && is_site(word(name.tokens.end - 1))
    {
        name.kind = EntityKind::Place;
    }
    let link = name.tokens.clone().find(|&at| matches!(word(at), "of" | "from" | "at"));
    match link.filter(|&at| given && at >= name.tokens.start + 2 && at + 1 < name.tokens.end) {
        Some(at) => vec![
            Name { tokens: name.tokens.start..at, kind: EntityKind::Person },
            Name { tokens: at + 1..name.tokens.end, kind: EntityKind::Organisation },
        ],
        None => vec![name],
    }
}

/// For each token whether it stands in one of the names.
pub(super) fn in_names(found: &Annotations, names: &[Name]) -> Vec<bool> {
    let mut inside = vec![false; found.tokens.len()];
    for token in names.iter().flat_map(|name| name.tokens.clone()) {
        if let Some(entry) = inside.get_mut(token) {
            *entry = true;
        }
    }
    inside
}

/// "Albanian" before a noun names nobody, and "the Albanians" are no person and no place.
fn no_people(text: &str, found: &Annotations, name: Name) -> Option<Name> {
    if name.tokens.len() != 1 || !is_nationality(found.word(text, name.tokens.start)) {
        return Some(name);
    }
    let next = found.tokens.get(name.tokens.end)?;
    let modifies = matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        && found.sentence_of_token(name.tokens.end) == found.sentence_of_token(name.tokens.start);
    (!modifies).then_some(Name { kind: EntityKind::Other, ..name })
}

/// What only a single person is called, by their calling.
const CALLINGS: [&str; 24] = [
    "expert",
    "professor",
    "analyst",
    "lawyer",
    "doctor",
    "fellow",
    "researcher",
    "scientist",
    "spokesman",
    "spokeswoman",
    "economist",
    "historian",
    "teacher",
    "student",
    "resident",
    "lecturer",
    "scholar",
    "journalist",
    "engineer",
    "nurse",
    "farmer",
    "physicist",
    "astronomer",
    "activist",
];

/// "Kang Tae-in, an expert at Dalen University": whom the words behind a name call an expert is a person, whatever the tagger
/// took the name for. Leaves alone "at Harbour Watch, an analyst said", which calls nobody so.
fn of_calling(text: &str, found: &Annotations, name: Name) -> Name {
    let word = |at: usize| found.word(text, at).to_lowercase();
    let end = name.tokens.end;
    let unsure = matches!(name.kind, EntityKind::Organisation | EntityKind::Other);
    let opens = word(end) == "," && matches!(word(end + 1).as_str(), "a" | "an");
    if !unsure || !opens || !(2..=5).contains(&name.tokens.len()) || role_of(&word(end - 1)).is_some() {
        return name;
    }
    let upos = |at: usize| found.tokens.get(at).map(|token| token.upos);
    let light = |at: &usize| matches!(upos(*at), Some(Upos::Noun | Upos::Propn | Upos::Adj));
    let last = (end + 2..end + 8).take_while(light).last();
    let called = last.filter(|&at| {
        CALLINGS.contains(&word(at).as_str())
            && matches!(word(at + 1).as_str(), "at" | "of" | "in" | "for" | "with" | "from" | ",")
    });
    let inside = name.tokens.start.checked_sub(1).is_some_and(|at| upos(at) == Some(Upos::Adp));
    if called.is_some() && !inside { Name { kind: EntityKind::Person, ..name } } else { name }
}

/// "Norland's Foreign Minister" in the capitals of a headline describes somebody and is no name.
fn is_office(text: &str, found: &Annotations, name: &Name) -> bool {
    let word = |at: usize| found.word(text, at);
    let (first, last) = (word(name.tokens.start), word(name.tokens.end - 1));
    let role =
        role_of(&last.to_lowercase()).is_some_and(|role| role.kind == EntityKind::Person && !role.group);
    let given = name.tokens.clone().any(|at| gender_of_name(word(at)).is_some());
    (2..=5).contains(&name.tokens.len()) && role && !given && (is_nationality(first) || is_country(first))
}

/// A well-known body is one name, however the tagger cut it.
fn with_known_bodies(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let capital = |at: usize| found.word(text, at).starts_with(char::is_uppercase);
    let mut known: Vec<Name> = Vec::new();
    for at in (0..found.tokens.len()).filter(|&at| capital(at)) {
        if known.last().is_some_and(|name: &Name| name.tokens.end > at) {
            continue;
        }
        let end = found.tokens.len().min(at + 6);
        if let Some(count) = known_body((at..end).map(|at| found.word(text, at))) {
            known.push(Name { tokens: at..at + count, kind: EntityKind::Organisation });
        }
    }
    let overlaps =
        |name: &Name, body: &Name| name.tokens.start < body.tokens.end && body.tokens.start < name.tokens.end;
    let longer = |name: &Name, body: &Name| name.tokens.len() > body.tokens.len();
    let near = |name: &Name| {
        let from = known.partition_point(|body| body.tokens.end <= name.tokens.start);
        known.get(from..(from + 2).min(known.len())).unwrap_or_default().to_vec()
    };
    let is_kept = |name: &Name| near(name).iter().all(|body| !overlaps(name, body) || longer(name, body));
    let mut all: Vec<Name> = names.into_iter().filter(is_kept).collect();
    let within = |body: &Name| {
        let from = all.partition_point(|name| name.tokens.end <= body.tokens.start);
        all.get(from).is_some_and(|name| overlaps(name, body))
    };
    let bodies: Vec<Name> = known.iter().filter(|body| !within(body)).cloned().collect();
    all.extend(bodies);
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// Names whose owner in the plural was taken for the whole: "Tolmar Workers" of "Tolmar Workers' Aid".
fn whole(text: &str, found: &Annotations, names: Vec<Name>) -> Vec<Name> {
    let mut whole: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        if whole.last().is_some_and(|last| last.tokens.end >= name.tokens.end) {
            continue;
        }
        let end = after_plural_owner(text, found, &name);
        let kind = if end > name.tokens.end { EntityKind::Organisation } else { name.kind };
        whole.push(Name { tokens: name.tokens.start..end, kind });
    }
    whole
}

/// Where the capitalised words after "…s'" end, or where the name ends itself.
fn after_plural_owner(text: &str, found: &Annotations, name: &Name) -> usize {
    let end = name.tokens.end;
    let marked = |at: usize| matches!(found.word(text, at), "'" | "’");
    // The tagger of names may have taken the mark in.
    let mark = if end > 0 && marked(end - 1) { end - 1 } else { end };
    let plural = mark > 0 && found.word(text, mark - 1).ends_with('s') && marked(mark);
    let capital = |at: &usize| found.word(text, *at).starts_with(char::is_uppercase);
    let more = (mark + 1..found.tokens.len()).take_while(capital).count();
    if plural && more > 0 && found.sentence_of_token(mark) == found.sentence_of_token(mark + more) {
        mark + 1 + more
    } else {
        end
    }
}
