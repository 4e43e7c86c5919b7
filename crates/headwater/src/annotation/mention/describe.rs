//! Descriptions: those that stand beside a name, and those that look back for one.

use super::lexicon::role_of;
use super::predicate;
use super::{Draft, Groups, Number};
use crate::annotation::name::{is_country, is_nationality};
use crate::annotation::{Annotations, EntityKind, Form, Relation};

/// How many mentions back an antecedent is looked for: a report comes back late to "the boy" of its first lines.
const WINDOW: usize = 240;

/// How many sentences back a description without a name of its own reaches.
const REACH: usize = 3;

/// Joins descriptions with the names in apposition to them, and tells which were joined.
pub(super) fn join_neighbours(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    groups: &mut Groups,
) -> Vec<bool> {
    let mut joined = vec![false; drafts.len()];
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.form == Form::Description) {
        if let Some(name) = name_beside(text, found, drafts, place, draft) {
            groups.join(name, place);
            if let Some(entry) = joined.get_mut(place) {
                *entry = true;
            }
        }
    }
    joined
}

/// The name that a description belongs to: right after it, or apart by a comma or an apposition.
fn name_beside(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    place: usize,
    draft: &Draft,
) -> Option<usize> {
    let near = place.saturating_sub(6)..(place + 7).min(drafts.len());
    let names = near.filter_map(|at| Some((at, drafts.get(at)?)));
    let mut fitting = names.filter(|(_, name)| {
        name.form == Form::Name
            && name.sentence == draft.sentence
            && (fits(draft, name) || is_body_by_noun(draft, name))
            && draft.number == Number::Singular
    });
    let inner = |name: &Draft| owner(found, drafts, draft).is_some() && name.tokens.start > draft.head;
    let owned = || drafts.get(place + 1).filter(|next| owner(found, drafts, next) == Some(place));
    let beside = |name: &Draft| {
        is_beside(text, found, draft, name) && !inner(name)
            || owned().is_some_and(|next| next.head < name.head && is_beside(text, found, next, name))
    };
    fitting.find(|(_, name)| beside(name)).map(|(at, _)| at)
}

/// Whom a description tells apart: in "the brother of the gunman, Jon Pell, said" Pell is the brother.
fn owner(found: &Annotations, drafts: &[Draft], draft: &Draft) -> Option<usize> {
    let person = |one: &Draft| one.form == Form::Description && one.kind == EntityKind::Person;
    let outer = found
        .head(draft.head)
        .filter(|_| person(draft) && draft.definite && found.has_relation(draft.head, &[Relation::Nmod]))?;
    let at = drafts.partition_point(|one| one.head < outer);
    drafts.get(at).filter(|one| one.head == outer && person(one)).map(|_| at)
}

/// Persons have persons' roles; what is tagged as "other" may be an organisation.
fn fits(description: &Draft, name: &Draft) -> bool {
    match description.kind {
        EntityKind::Person => name.kind == EntityKind::Person,
        _ => matches!(name.kind, EntityKind::Organisation | EntityKind::Other),
    }
}

/// "the daily Novaya Zarya": what a body's noun stands right before is a body, whatever the tagger took it for.
fn is_body_by_noun(description: &Draft, name: &Draft) -> bool {
    let media = ["newspaper", "magazine", "broadcaster", "website"];
    name.tokens.start == description.head + 1 && description.role.is_some_and(|role| media.contains(&role))
}

fn is_beside(text: &str, found: &Annotations, description: &Draft, name: &Draft) -> bool {
    let follows = name.tokens.start == description.head + 1 || ends_title(text, found, description, name);
    let apposed = |a: usize, b: usize| {
        found.head(a) == Some(b) && found.has_relation(a, &[Relation::Appos, Relation::Flat])
    };
    let copular = found.head(name.head) == Some(description.head)
        && found.has_relation(name.head, &[Relation::Nsubj])
        && has_copula(found, description);
    let turned = found.head(description.head) == Some(name.head)
        && found.has_relation(description.head, &[Relation::Nsubj])
        && has_copula(found, name);
    // "The network as the owner of the rights": a name and what it is there.
    let so = description.definite
        && description.tokens.start == name.tokens.end + 1
        && found.word(text, name.tokens.end) == "as";
    let is_so = |clause: usize, from: usize| predicate::is_so(text, found, clause, from..clause);
    let says_so =
        (copular && is_so(description.head, name.head)) || (turned && is_so(name.head, description.head));
    follows
        || so
        || is_called(text, found, description, name)
        || is_its_name(text, found, description, name)
        || apposed(description.head, name.head)
        || apposed(name.head, description.head)
        || between_commas(text, found, description, name)
        || (says_so && description.definite)
}

/// "Secretary of State Ana Verick", "Minister for Foreign Affairs Pavel Drost": nothing but the rest of the title, in capitals,
/// stands between its noun and the name. In "spokesman for President Pavel Drost" another title stands there.
fn ends_title(text: &str, found: &Annotations, description: &Draft, name: &Draft) -> bool {
    let case = description.head + 1;
    let rest = case + 1..name.tokens.start;
    let title = |at: usize| {
        let word = found.word(text, at);
        let capital = word.starts_with(char::is_uppercase) && role_of(&word.to_lowercase()).is_none();
        capital || matches!(word, "and" | "&" | "the")
    };
    description.kind == EntityKind::Person
        && matches!(found.word(text, case), "of" | "for")
        && (1..=5).contains(&rest.len())
        && found.word(text, description.head).starts_with(char::is_uppercase)
        && rest.into_iter().all(title)
}

/// "the Daesh group", "the SANA news agency": the noun only says what kind of body the name is of.
fn is_its_name(text: &str, found: &Annotations, description: &Draft, name: &Draft) -> bool {
    let noun = found.tokens.get(description.head).map_or("", |token| token.lemma.as_str());
    let before = found.word(text, description.head.saturating_sub(1));
    let kind = match noun {
        "group" | "network" | "party" | "movement" | "militia" | "newspaper" | "daily" | "broadcaster"
        | "company" | "firm" | "charity" | "organisation" | "organization" | "ngo" | "magazine" | "band"
        | "club" | "restaurant" | "bar" => name.tokens.end == description.head,
        "agency" => before == "news" && name.tokens.end + 1 == description.head,
        _ => false,
    };
    kind && description.definite
}

/// "A trader named Ana Verick", "the group within the union called the Harbour Guard": a word that gives a name hangs from
/// the description, or stands right after it, and nothing but an article or a quotation mark stands before the name.
fn is_called(text: &str, found: &Annotations, description: &Draft, name: &Draft) -> bool {
    let plain = |at: &usize| matches!(found.word(text, *at), "the" | "The" | "\"" | "“" | "'" | "‘");
    let Some(verb) = (description.head + 1..name.tokens.start).rev().find(|at| !plain(at)) else {
        return false;
    };
    let calls = matches!(found.word(text, verb), "named" | "called" | "dubbed" | "nicknamed");
    calls && (found.head(verb) == Some(description.head) || verb == description.head + 1)
}

/// "X is the minister": a form of "be" hangs from the description, between it and the name.
fn has_copula(found: &Annotations, description: &Draft) -> bool {
    let from = description.tokens.start.saturating_sub(4);
    (from..description.tokens.start)
        .any(|at| found.has_relation(at, &[Relation::Cop]) && found.head(at) == Some(description.head))
}

/// "Jane Roe, a spokeswoman for Acme," and "the group's director, Jane Roe,".
fn between_commas(text: &str, found: &Annotations, description: &Draft, name: &Draft) -> bool {
    let comma = |at: usize| found.word(text, at) == ",";
    let closes = |at: usize| matches!(found.word(text, at), "," | "." | ":" | ";" | "" | ")" | "—" | "–");
    let after = description.tokens.start == name.tokens.end + 1
        && comma(name.tokens.end)
        && closes(description.tokens.end);
    let before = name.tokens.start == description.tokens.end + 1
        && comma(description.tokens.end)
        && closes(name.tokens.end);
    after || before
}

/// The mention before it that a description without a name beside it stands for.
pub(super) fn antecedent(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    groups: &Groups,
    place: usize,
) -> Option<usize> {
    predicate::subject(text, found, drafts, place)
        .or_else(|| known_so(text, found, drafts, groups, place))
        .or_else(|| speaking_on(text, found, drafts, place))
}

/// How many sentences of quotation a speaker goes on for before a description says who it is.
const GOES_ON: usize = 5;

/// Who spoke last, where a description stands after a quotation that goes on from theirs: “…,” Ana Verick said. “…,”
/// Norland's top diplomat added.
fn speaking_on(text: &str, found: &Annotations, drafts: &[Draft], place: usize) -> Option<usize> {
    let draft = drafts.get(place).filter(|draft| {
        draft.definite && draft.kind == EntityKind::Person && draft.number == Number::Singular
    })?;
    let closes = |at: usize| matches!(found.word(text, at), "”" | "\"" | "’’" | "''");
    draft.tokens.start.checked_sub(1).filter(|before| closes(*before))?;
    let is_quoted = |sentence: usize| {
        let span = found.sentences.get(sentence).map(|sentence| sentence.span);
        span.is_some_and(|span| span.of(text).trim_start().starts_with(['“', '"']))
    };
    let before = drafts.iter().enumerate().take(place).rev();
    let mut near = before.take_while(|(_, other)| draft.sentences_after(other) <= GOES_ON);
    let (at, speaker) = near.find(|(_, other)| {
        let speaks = found.has_relation(other.head, &[Relation::Nsubj]);
        other.kind == EntityKind::Person && speaks && other.quotation.is_none()
    })?;
    let goes_on = (speaker.sentence + 1..=draft.sentence).all(is_quoted) && speaker.sentence < draft.sentence;
    let one = speaker.number == Number::Singular && !genders_clash(draft, speaker);
    (goes_on && one && speaker.form != Form::Description).then_some(at)
}

/// The mention before it that has the role or the name that a description says.
fn known_so(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    groups: &Groups,
    place: usize,
) -> Option<usize> {
    let draft = drafts.get(place).filter(|draft| draft.definite)?;
    let before = (place.saturating_sub(WINDOW)..place).rev();
    let mut fitting = before.filter(|&at| {
        drafts.get(at).is_some_and(|other| names_it(text, found, drafts, groups, draft, other, at))
    });
    if draft.role.is_some_and(|role| KIN.contains(&role)) {
        return of_kin(found, drafts, groups, place, &fitting.collect::<Vec<_>>());
    }
    let nearest = fitting.next()?;
    // A second candidate that is somebody else makes the description ambiguous unless the first is much nearer.
    let rival = fitting.find(|&at| !groups.same(at, nearest));
    let distance = |at: usize| drafts.get(at).map_or(usize::MAX, |other| draft.sentences_after(other));
    match rival {
        Some(rival) if distance(rival) <= distance(nearest) => None,
        _ => Some(nearest),
    }
}

/// The roles of kin, of whom somebody often has several.
const KIN: [&str; 10] =
    ["brother", "sister", "son", "daughter", "cousin", "uncle", "aunt", "nephew", "niece", "child"];

/// The one of a role among kin: of several, who was spoken of last ("Eric Hale said he was shocked. The brother …"). Whose
/// brother "his brother" is does not show where there are several.
fn of_kin(
    found: &Annotations,
    drafts: &[Draft],
    groups: &Groups,
    place: usize,
    fitting: &[usize],
) -> Option<usize> {
    let nearest = *fitting.first()?;
    let several = fitting.iter().any(|&at| !groups.same(at, nearest));
    if !several {
        return Some(nearest);
    }
    let draft = drafts.get(place)?;
    let is_one = |at: usize| fitting.iter().any(|&other| groups.same(other, at));
    let owned = found.has_relation(draft.tokens.start, &[Relation::NmodPoss]);
    let mut spoken_of = (0..place).rev().filter(|&at| is_one(at));
    let last = spoken_of.next().filter(|_| !owned)?;
    let near = |at: usize| drafts.get(at).map_or(usize::MAX, |other| draft.sentences_after(other));
    let beside = spoken_of.take_while(|&at| near(at) == near(last)).any(|at| !groups.same(at, last));
    (near(last) <= REACH && !beside).then_some(last)
}

fn names_it(
    text: &str,
    found: &Annotations,
    drafts: &[Draft],
    groups: &Groups,
    draft: &Draft,
    other: &Draft,
    at: usize,
) -> bool {
    if stands_elsewhere(text, found, draft, other) {
        return false;
    }
    match other.form {
        Form::Pronoun => false,
        Form::Description => same_role(drafts, groups, draft, other, at),
        Form::Name => named_so(text, found, draft, other),
    }
}

/// "The ministry in Dalen" is none that was named without that place, and that may be another country's.
fn stands_elsewhere(text: &str, found: &Annotations, draft: &Draft, other: &Draft) -> bool {
    let place = found.word(text, draft.head + 2);
    let placed = draft.kind == EntityKind::Organisation
        && found.word(text, draft.head + 1) == "in"
        && place.starts_with(char::is_uppercase)
        && found.head(draft.head + 2) == Some(draft.head);
    placed
        && !other.tokens.clone().chain(other.head + 1..other.head + 3).any(|at| found.word(text, at) == place)
}

/// How many sentences back an office may be called otherwise ("top diplomat", "foreign minister").
const OFFICE_REACH: usize = 20;

/// An earlier description with the same role: the spokesperson, and again the spokesperson.
fn same_role(drafts: &[Draft], groups: &Groups, draft: &Draft, other: &Draft, at: usize) -> bool {
    if draft.number != other.number
        || genders_clash(draft, other)
        || !draft.marks.eras_agree(&other.marks)
        || !draft.marks.ordinals_agree(&other.marks)
    {
        return false;
    }
    let office = draft.role != other.role;
    let far = draft.sentences_after(other) > OFFICE_REACH;
    if office && (far || !draft.marks.same_office(&other.marks)) {
        return false;
    }
    let named = (at.saturating_sub(6)..(at + 7).min(drafts.len()))
        .any(|near| groups.same(near, at) && drafts.get(near).is_some_and(|near| near.form == Form::Name));
    let near = draft.sentences_after(other) <= REACH;
    let key = !office && draft.marks.modifiers_agree(&other.marks) && draft.marks.ranks_agree(&other.marks);
    // Who held an office before is told by that where no place tells it: "ex-President Ana Verick … the former leader".
    let past = near && draft.marks.past && other.marks.past && draft.marks.capitals.is_empty();
    (named && office && (past || draft.marks.shares_place(&other.marks))) || (key && (named || near))
}

/// How far a headline or lead looks ahead, in sentences, for the name that the text gives only then.
const AHEAD: usize = 6;
/// Headline and lead are among so many first sentences, for lines that name the writer and the day are counted too.
const OPENING: usize = 8;

/// Descriptions of headline and lead that no name came before are whoever the text then introduces in the same role
/// ("director says", "The director of the harbour hospital said …", "Ilian Proske, the hospital's director"), if it is
/// one; and bodies likewise ("aid group says", "the aid group Tolmar Workers' Aid").
pub(super) fn look_ahead(found: &Annotations, drafts: &[Draft], groups: &mut Groups) {
    let children = found.children();
    let is_one = |draft: &Draft| {
        let plural = found.tokens.get(draft.head).is_some_and(|token| token.xpos.ends_with('S'));
        draft.form == Form::Description && draft.role.is_some() && draft.definite && !plural
    };
    let is_named = |groups: &Groups, place: usize| {
        drafts.iter().enumerate().any(|(at, other)| other.form == Form::Name && groups.same(at, place))
    };
    let opening = || drafts.iter().enumerate().take_while(|(_, draft)| draft.sentence < OPENING);
    let modified = |groups: &Groups, place: usize| {
        let mut own = opening().filter(|(at, _)| groups.same(*at, place));
        own.any(|(_, draft)| !draft.marks.capitals.is_empty())
    };
    for (place, draft) in opening().filter(|(_, draft)| is_one(draft)) {
        if is_named(groups, place) {
            continue;
        }
        let of = belongs_to(found, &children, draft);
        let of_its_own = draft.kind == EntityKind::Organisation && modified(groups, place);
        let introduced = |(at, other): &(usize, &Draft)| {
            let later = other.sentence > draft.sentence;
            let same = other.role == draft.role && other.kind == draft.kind;
            if !(later && same && is_one(other)) {
                return false;
            }
            let its = of.is_none() || of == belongs_to(found, &children, other);
            let alike = draft.marks.modifiers_agree(&other.marks) && !genders_clash(draft, other);
            // "The Harbour Union's website" is not just any website that is named later.
            let owned = !of_its_own || !other.marks.capitals.is_empty();
            // "aid group" is no "rebel group".
            let nouns = kinds_of(found, &children, draft);
            let kind = nouns.is_empty() || nouns == kinds_of(found, &children, other);
            its && alike && owned && kind && is_named(groups, *at)
        };
        let ahead = drafts.iter().enumerate().skip(place + 1);
        let ahead = ahead.take_while(|(_, other)| other.sentences_after(draft) <= AHEAD);
        let mut holders = ahead.filter(introduced).map(|(at, _)| at);
        if let Some(holder) = holders.next().filter(|first| holders.all(|other| groups.same(other, *first))) {
            groups.join(place, holder);
        }
    }
}

/// The nouns that tell which kind of role a description means ("aid" of "the aid group").
fn kinds_of<'a>(
    found: &'a Annotations,
    children: &crate::annotation::access::Children,
    draft: &Draft,
) -> Vec<&'a str> {
    let nouns = found.dependents(children, draft.head, &[Relation::Compound]).filter(|at| *at < draft.head);
    nouns.filter_map(|at| found.tokens.get(at)).map(|token| token.lemma.as_str()).collect()
}

/// What a description says that somebody is of ("hospital" of "the hospital's director" and "director of the hospital").
fn belongs_to<'a>(
    found: &'a Annotations,
    children: &crate::annotation::access::Children,
    draft: &Draft,
) -> Option<&'a str> {
    let owner = found.dependents(children, draft.head, &[Relation::NmodPoss, Relation::Nmod]).next()?;
    found.tokens.get(owner).map(|token| token.lemma.as_str())
}

fn genders_clash(a: &Draft, b: &Draft) -> bool {
    a.gender.zip(b.gender).is_some_and(|(a, b)| a != b)
}

/// Whether a description of who held an office once is said to be somebody to whom the text gives that office without a
/// word for it ("the former leader" of "President Ana Verick").
pub(super) fn is_of_another_era(draft: &Draft, members: &[&Draft]) -> bool {
    let same = |other: &&&Draft| {
        other.form == Form::Description && (other.role == draft.role || draft.marks.same_office(&other.marks))
    };
    let mut held = members.iter().filter(same).peekable();
    held.peek().is_some() && held.all(|other| !draft.marks.eras_agree(&other.marks))
}

/// "the ministry" for "the Interior Ministry" and "the Ministry of Defence": the name's noun is the description's or its
/// synonym; "the group" for a body of no other sort that was named just before.
fn named_so(text: &str, found: &Annotations, draft: &Draft, name: &Draft) -> bool {
    if draft.kind != EntityKind::Organisation
        || !matches!(name.kind, EntityKind::Organisation | EntityKind::Other)
    {
        return false;
    }
    match sort_of(text, found, name) {
        Some(role) if Some(role) != draft.role => {
            CIVIL.contains(&role) && is_any_body(text, found, draft, name)
        }
        Some(_) => draft.marks.modifiers_agree(&name.marks) && !names_another(text, found, draft, name),
        None => is_any_body(text, found, draft, name),
    }
}

/// "Norland's Yondal news agency" is not the Norland Central News Agency: the word before the noun is a name of its own.
fn names_another(text: &str, found: &Annotations, draft: &Draft, name: &Draft) -> bool {
    let light =
        |at: &usize| matches!(found.word(text, *at), "news" | "News" | "state" | "official" | "press");
    let own = (draft.tokens.start..draft.head).rev().find(|at| !light(at)).map(|at| found.word(text, at));
    let nation = |word: &str| is_nationality(word) || is_country(word);
    let named = own.filter(|word| word.starts_with(char::is_uppercase) && !nation(word) && *word != "The");
    let outlet =
        draft.role.is_some_and(|role| matches!(role, "agency" | "newspaper" | "broadcaster" | "network"));
    outlet && named.is_some_and(|own| !name.tokens.clone().any(|at| found.word(text, at) == own))
}

/// The role of the noun that a body's name is built on: its last word, or the last before "of" or "for".
pub(super) fn sort_of(text: &str, found: &Annotations, name: &Draft) -> Option<&'static str> {
    let word = |at: usize| found.word(text, at).to_lowercase();
    let built = |at: &usize| !matches!(word(*at).as_str(), "of" | "for" | "on" | "in" | "against" | "and");
    let head = name.tokens.clone().take_while(built).last()?;
    role_of(&word(head)).map(|role| role.key)
}

/// Sorts of bodies that people join or run, which "the group" and "the organisation" are said of as well.
const CIVIL: [&str; 14] = [
    "union",
    "party",
    "charity",
    "movement",
    "association",
    "foundation",
    "network",
    "federation",
    "coalition",
    "alliance",
    "league",
    "society",
    "militia",
    "watchdog",
];

/// How many sentences back a word for any body reaches ("the group").
const BODY_REACH: usize = 2;

/// Whether a description says only that there is a body, and a name just before could be it: one that acts there, and
/// whose name does not say what sort of body it is.
fn is_any_body(text: &str, found: &Annotations, draft: &Draft, name: &Draft) -> bool {
    // "The Islamist movement": what it holds is nobody's name.
    let creed = |word: &str| word.ends_with("ist") || word.ends_with("ite");
    let named = |word: &str| word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An");
    let modifiers = draft.tokens.clone().filter(|&at| at != draft.head).map(|at| found.word(text, at));
    let plain = { modifiers }.all(|word| !named(word) || creed(word));
    let any = matches!(draft.role, Some("group" | "organisation" | "movement")) && plain;
    // Whom something is told ("told the Herald") or done to is less often spoken of next.
    let acts = !found.has_relation(name.head, &[Relation::Obj, Relation::Iobj, Relation::Obl]);
    any && acts && name.kind == EntityKind::Organisation && draft.sentences_after(name) <= BODY_REACH
}
