//! Who says what a verb says: its own subject, or the one that it shares with the verbs above it.

use super::collect::{may_speak, speaks};
use super::frame::{STEPS, Site, agent, is_passive, preposition, site};
use super::lexicon::lexicon;
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Relation, Upos};

/// Who acts: the subject of a verb, its own or the one that it shares with the verbs above it.
pub(super) struct Actor {
    pub(super) site: Site,
    /// Whose hands the words went through on the way up.
    pub(super) through: Option<usize>,
}

/// Looks for the one who says what the verb `cue` says.
pub(super) fn actor(reading: &Reading, cue: usize) -> Option<Actor> {
    if let Some(denier) = contrasted(reading, cue) {
        return Some(Actor { site: relative(reading, denier.1, denier.0), through: None });
    }
    if let Some(account) = account_before(reading, cue) {
        return Some(Actor { site: site(reading, account), through: None });
    }
    let mut unlike = None;
    let found = climb(reading, cue, &mut unlike);
    found.or(unlike).map(|found| above_mute(reading, cue, found))
}

/// "denied that there were any prisoners to free, instead calling them guests": the verb by which somebody denies before a
/// participle that says what is so in its place, and its subject.
fn contrasted(reading: &Reading, cue: usize) -> Option<(usize, usize)> {
    let instead = cue.checked_sub(1).filter(|&at| reading.lower(at) == "instead")?;
    let sentence = reading.sentence_tokens(cue);
    let denies = |&at: &usize| {
        let word = lexicon().verb(reading.lemma(at));
        reading.is_finite(at) && word.is_some_and(|word| word.stance == Stance::Denies)
    };
    let verb = (sentence.start..instead).rev().find(denies).filter(|_| is_set_off(reading, cue))?;
    Some((verb, reading.child(verb, &[Relation::Nsubj])?))
}

/// "was responding to reports in the north claiming that …": the reports claim it, though the parse gives the participle to
/// whoever responds. Leaves alone what somebody says in an account of their own ("wrote in a report claiming that …").
fn account_before(reading: &Reading, cue: usize) -> Option<usize> {
    let bare = reading.xpos(cue) == "VBG" && reading.relation(cue) == Relation::Advcl;
    let that = reading.child(cue, &[Relation::Ccomp]).is_some_and(|clause| clause > cue);
    let part = |at: &usize| {
        matches!(reading.upos(*at), Upos::Noun | Upos::Propn | Upos::Adp | Upos::Det | Upos::Adj)
    };
    let sentence = reading.sentence_tokens(cue);
    let mut before = (sentence.start..cue).rev().take_while(part).filter(|_| bare && that);
    let account =
        before.find(|&at| reading.upos(at) == Upos::Noun && lexicon().is_account(reading.lemma(at)))?;
    let verb = reading.head(account).filter(|&verb| Some(verb) == reading.head(cue))?;
    let about = preposition(reading, account)
        .is_some_and(|case| matches!(case, "to" | "about" | "on" | "against" | "after" | "following"));
    (about && !lexicon().is_giver(reading.lemma(verb))).then_some(account)
}

/// "Police said the strike had closed the port and warned that …": a strike warns of nothing, whoever speaks above it does;
/// and where "she said she had asked twice and called it a farce", the one who said it is the one who called it so.
fn above_mute(reading: &Reading, cue: usize, found: Actor) -> Actor {
    let inner = found.site.head;
    let own = reading.head(inner) == Some(cue);
    // "talks to discuss the ban": what a thing is for is said by nobody.
    // "he joined a march demanding …": whatever the cue describes demands it, unless it is where or how it was said.
    let told_at = lexicon().is_manner(reading.lemma(inner)) || lexicon().is_deed(reading.lemma(inner));
    let describes = reading.head(cue) == Some(inner) && !told_at;
    let kept = own || describes || reading.xpos(cue) == "VB" || found.through.is_some();
    if kept || reading.quotation(cue).is_some() {
        return found;
    }
    let mute = is_mute(reading, inner);
    let same = |subject: usize| {
        let entity = |at: usize| reading.mention(at).map(|mention| mention.entity);
        let joined = reading.child(cue, &[Relation::Mark]).is_none();
        joined
            && reading.upos(inner) == Upos::Pron
            && entity(inner).is_some()
            && entity(inner) == entity(subject)
    };
    let mut verb = reading.head(cue);
    for _ in 0..2 * STEPS {
        let Some(at) = verb else { break };
        let says = lexicon().verb(reading.lemma(at)).is_some_and(|word| {
            word.attitude == Attitude::Speech && word.takes.that && reading.quotation(at).is_none()
        });
        let host = reading.child(at, &[Relation::Nsubj]).filter(|&host| host < at && host != inner);
        let speaks = |host: usize| {
            let gerund = mute && reading.xpos(cue) == "VBG" && reading.is_finite(at);
            says && (mute || same(host)) || gerund && can_be_speaker(reading, host)
        };
        if let Some(host) = host.filter(|&host| speaks(host)) {
            return Actor { site: relative(reading, host, at), through: None };
        }
        verb = reading.head(at);
    }
    found
}

fn can_be_speaker(reading: &Reading, at: usize) -> bool {
    may_speak(reading, at) || matches!(reading.lower(at).as_str(), "he" | "she" | "they" | "we" | "i")
}

/// Whether a noun names nothing that speaks: no person, body or document, by what is known of it and by its ending.
pub(super) fn is_mute(reading: &Reading, at: usize) -> bool {
    let lemma = reading.lemma(at).to_lowercase();
    let ends = ["er", "or", "ist", "ian", "ant", "ent", "ee", "man", "men", "ite"];
    reading.upos(at) == Upos::Noun
        && !may_speak(reading, at)
        && !lexicon().is_body_name(&lemma)
        && !ends.iter().any(|end| lemma.ends_with(end))
}

/// Whoever stands right before a verb with a tense that has no subject of its own, however the parse hangs the two ("the
/// minister praised the inquiry and union leaders called it …").
fn right_before(reading: &Reading, verb: usize) -> Option<Site> {
    let noun = verb.checked_sub(1)?;
    let finite = matches!(reading.xpos(verb), "VBD" | "VBZ" | "VBP") && !is_passive(reading, verb);
    let said = reading.child(verb, &[Relation::Obj, Relation::Ccomp]).is_some_and(|said| said > verb);
    let hangs = matches!(
        reading.relation(noun),
        Relation::Conj | Relation::Nmod | Relation::Appos | Relation::Dep | Relation::Parataxis
    );
    let several = matches!(reading.xpos(noun), "NNS" | "NNPS") || reading.xpos(verb) == "VBZ";
    let speaks = finite && said && hangs && several && may_speak(reading, noun);
    let free = reading.head(noun) != Some(verb) && subject(reading, verb).is_none();
    if !speaks || !free || !agrees(reading, verb, noun) {
        return None;
    }
    let part = |at: usize| {
        reading.head(at) == Some(noun)
            && matches!(reading.relation(at), Relation::Compound | Relation::Amod | Relation::Det)
    };
    let start = (0..noun).rev().take_while(|&at| part(at)).last().unwrap_or(noun);
    Some(Site { head: noun, tokens: start..verb })
}

/// What others do who hear or show somebody saying something.
pub(super) const HEARD: [&str; 8] = ["hear", "overhear", "see", "film", "record", "show", "catch", "picture"];

/// The way up the tree from a cue to whoever acts; a subject on the way that does not go with the cue is kept apart.
fn climb(reading: &Reading, cue: usize, unlike: &mut Option<Actor>) -> Option<Actor> {
    let (mut verb, mut below) = (cue, cue);
    for _ in 0..STEPS {
        if is_passive(reading, verb) {
            if let Some(site) = of_passive(reading, (cue, verb, below)) {
                return Some(Actor { site, through: None });
            }
            let active = |at: usize| verb != at && reading.is_finite(at) && !is_passive(reading, at);
            if !active(cue) && !active(below) {
                return None;
            }
        }
        if let Some(site) = right_before(reading, cue).filter(|_| verb == cue) {
            return Some(Actor { site, through: None });
        }
        let apart = verb != cue && !is_coordinate(reading, cue, verb);
        if let Some(subject) = subject(reading, verb) {
            let actor = Actor { site: relative(reading, subject, verb), through: None };
            // "They said Ruiz was a guest and claim that …": one guest does not claim, the many do.
            if verb == cue || !apart && (agrees(reading, cue, subject) || unlike.is_some()) {
                return Some(actor);
            }
            // "would not name them but said …": where nobody else is found above, it is the one below after all.
            unlike.get_or_insert(actor);
        }
        // "It alleged that …": whoever speaks is no empty subject, whatever the parse takes it for.
        let it = reading.child(verb, &[Relation::Expl]).filter(|&it| it < verb && reading.lower(it) == "it");
        if let Some(it) = it.filter(|_| reading.is_finite(verb) && !is_passive(reading, verb)) {
            return Some(Actor { site: site(reading, it), through: None });
        }
        let head = reading.head(verb)?;
        below = verb;
        match reading.relation(verb) {
            // A participle that a comma sets off tells what the subject does ("refused to comment on the claims, responding: …").
            Relation::Acl if is_set_off(reading, verb) && !lexicon().is_document(reading.lemma(head)) => {
                verb = clause_over(reading, head)?;
            }
            Relation::Advcl if goes_past(reading, verb, head) => verb = clause_over(reading, head)?,
            Relation::Acl if is_reported(reading, verb, head) => verb = reading.head(head)?,
            // "raised the toll from a bombing in the north saying …": a deed does not speak.
            Relation::Acl if reading.xpos(verb) == "VBG" && lexicon().is_deed(reading.lemma(head)) => {
                verb = clause_over(reading, head)?;
            }
            // "presented a report sponsored by two papers and said …": a verb with a tense is no second participle.
            Relation::Acl if apart => verb = clause_over(reading, head)?,
            Relation::Acl | Relation::AclRelcl => return Some(of_noun(reading, head)),
            Relation::Conj if reading.is_clause(head) => verb = head,
            Relation::Xcomp
            | Relation::Advcl
            | Relation::Ccomp
            | Relation::Obl
            | Relation::Parataxis
            | Relation::Dep => {
                if let Some(quoted) = quoted_as(reading, verb, head) {
                    return Some(quoted);
                }
                if let Some(object) = controller(reading, verb, head).filter(|_| !apart) {
                    return Some(Actor { site: site(reading, object), through: None });
                }
                verb = head;
            }
            _ => return None,
        }
    }
    None
}

/// Who says what a verb says that stands on a passive one, or below one: whoever did that, or whom it was done to ("It was
/// planned by the police, and denied that …": whoever denies is not the one who planned).
fn of_passive(reading: &Reading, (cue, verb, below): (usize, usize, usize)) -> Option<Site> {
    let active = |at: usize| verb != at && reading.is_finite(at) && !is_passive(reading, at);
    // "A spectator can be heard saying …": whom others hear speaks.
    let heard = verb != cue && reading.xpos(below) == "VBG" && HEARD.contains(&reading.lemma(verb));
    if let Some(who) = described_agent(reading, verb, below).filter(|_| !heard) {
        return Some(site(reading, who));
    }
    let shares = heard || active(below) && shares_subject(reading, below);
    if let Some(subject) = reading.child(verb, &[Relation::NsubjPass]).filter(|_| shares) {
        return Some(relative(reading, subject, verb));
    }
    if active(cue) || active(below) {
        return None;
    }
    agent(reading, verb).map(|agent| site(reading, agent))
}

/// "dismissed the offer to hold talks, calling it …": a participle behind a comma does not tell what an offer is for.
fn goes_past(reading: &Reading, verb: usize, head: usize) -> bool {
    is_set_off(reading, verb) && reading.xpos(head) == "VB" && reading.relation(head) == Relation::Acl
}

/// "was sued by a man who flew to Dalen and claims …": the one of whom the clause with "who" tells goes on, and not what is
/// done to something that does not speak.
fn described_agent(reading: &Reading, passive: usize, below: usize) -> Option<usize> {
    let joined =
        reading.child(below, &[Relation::Cc]).filter(|_| reading.relation(below) == Relation::Conj)?;
    let by = agent(reading, passive).filter(|&by| by < below && may_speak(reading, by))?;
    let who = |at: usize| reading.relation(at) == Relation::AclRelcl && at > by && at < joined;
    let subject = reading.child(passive, &[Relation::NsubjPass])?;
    let mute = reading.upos(subject) == Upos::Noun && !speaks(reading, subject);
    let comma = reading.words(joined - 1) == ",";
    (mute && !comma && reading.children(by).any(who)).then_some(by)
}

/// Whether an active verb that is joined to a passive one shares its subject: one that shows it is no passive itself ("was
/// elected and did not seek …", not "was elected and admitted to …").
fn shares_subject(reading: &Reading, verb: usize) -> bool {
    reading.xpos(verb) == "VBZ" || reading.child(verb, &[Relation::Aux]).is_some()
}

/// Whether a verb agrees in number with the subject of a verb that it is joined to.
fn agrees(reading: &Reading, verb: usize, subject: usize) -> bool {
    let bare = reading.child(verb, &[Relation::Aux, Relation::AuxPass]).is_none();
    let several = reading.child(subject, &[Relation::Conj]).is_some();
    let word = reading.lower(subject);
    match reading.xpos(verb) {
        "VBZ" if bare => {
            !matches!(reading.xpos(subject), "NNS" | "NNPS")
                && !matches!(word.as_str(), "they" | "we" | "i" | "you")
        }
        "VBP" if bare => {
            let one = reading.xpos(subject) == "NNP" || matches!(word.as_str(), "he" | "she" | "it");
            several || !one
        }
        _ => true,
    }
}

/// Whether a verb can be coordinated with one above it: one with a tense of its own ("warned") is not with an infinitive or
/// a bare participle ("would order …", "sponsored by …"), whatever the parse hangs it from.
pub(super) fn is_coordinate(reading: &Reading, verb: usize, above: usize) -> bool {
    let tensed = matches!(reading.xpos(verb), "VBD" | "VBZ")
        && reading.child(verb, &[Relation::Aux, Relation::AuxPass, Relation::Mark]).is_none();
    let bare = match reading.xpos(above) {
        "VB" => {
            !(reading.relation(above) == Relation::Root && reading.child(above, &[Relation::Aux]).is_none())
        }
        "VBG" => reading.child(above, &[Relation::Aux]).is_none(),
        "VBN" => reading.child(above, &[Relation::Aux, Relation::AuxPass]).is_none(),
        _ => false,
    };
    !(tensed && bare)
}

/// Whether a participle stands after a comma ("…, adding", "…, instead calling").
fn is_set_off(reading: &Reading, verb: usize) -> bool {
    let adverb = verb.checked_sub(1).filter(|&at| reading.upos(at) == Upos::Adv).unwrap_or(verb);
    let before = adverb.checked_sub(1).map(|at| reading.words(at));
    reading.xpos(verb) == "VBG" && before == Some(",")
}

/// "is reporting an explosion in the town saying 22 people died": what is reported does not speak, whoever reports it does.
fn is_reported(reading: &Reading, verb: usize, noun: usize) -> bool {
    let reports = |at: usize| {
        lexicon()
            .verb(reading.lemma(at))
            .is_some_and(|word| word.attitude == Attitude::Speech && word.takes.that)
    };
    reading.xpos(verb) == "VBG"
        && reading.relation(noun) == Relation::Obj
        && !speaks(reading, noun)
        && reading.head(noun).is_some_and(reports)
}

/// The finite verb over a word.
fn clause_over(reading: &Reading, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..STEPS {
        at = reading.head(at)?;
        if reading.is_clause(at) && reading.is_finite(at) {
            return Some(at);
        }
    }
    None
}

/// Who stands where a subject stands, when the parse gives the verb none: right before it, or after it where a
/// quotation or comma comes before ("…,” said X").
pub(super) fn neighbour(reading: &Reading, verb: usize, told: bool) -> Option<Site> {
    let sentence = reading.sentence_tokens(verb);
    let nominal = |at: usize| {
        matches!(reading.upos(at), Upos::Noun | Upos::Propn | Upos::Pron)
            && reading.words(at).contains(char::is_alphanumeric)
    };
    let skipped = |at: usize| matches!(reading.upos(at), Upos::Aux | Upos::Adv | Upos::Part);
    let before = (sentence.start..verb).rev().find(|&at| !skipped(at));
    if let Some(mut head) = before.filter(|&at| nominal(at)) {
        // A bounded climb: a parse may go round in circles.
        for _ in 0..STEPS {
            let above = reading
                .head(head)
                .filter(|&above| above < verb && nominal(above) && reading.subtree(above).end <= verb);
            head = above.unwrap_or(head);
        }
        return Some(site(reading, head));
    }
    let set_off = before
        .is_some_and(|at| matches!(reading.words(at), "," | "”" | "\"" | "’" | "'" | "?" | "!" | "—" | "–"));
    let end = (verb + 1..sentence.end)
        .find(|&at| matches!(reading.upos(at), Upos::Punct | Upos::Verb | Upos::Sconj))
        .unwrap_or(sentence.end);
    let phrase = verb + 1..end;
    let head = phrase
        .clone()
        .take_while(|&at| !matches!(reading.upos(at), Upos::Adp))
        .filter(|&at| nominal(at))
        .last();
    head.filter(|_| set_off && !told && phrase.len() <= 12).map(|head| Site { head, tokens: phrase })
}

/// "X quoted Y as saying": Y speaks, X is the channel. "Y was quoted by X as saying" likewise.
pub(super) fn quoted_as(reading: &Reading, verb: usize, head: usize) -> Option<Actor> {
    let marked = reading.children(verb).any(|child| reading.lemma(child) == "as");
    if !marked || !matches!(reading.lemma(head), "quote" | "cite" | "describe") {
        return None;
    }
    let (speaker, through) = if is_passive(reading, head) {
        (reading.child(head, &[Relation::NsubjPass, Relation::Nsubj])?, agent(reading, head))
    } else {
        (reading.child(head, &[Relation::Obj])?, reading.child(head, &[Relation::Nsubj]))
    };
    Some(Actor { site: relative(reading, speaker, head), through })
}

/// The object that does what the infinitive says ("urged them to say", "forced the mayor, who was there, to admit").
fn controller(reading: &Reading, verb: usize, head: usize) -> Option<usize> {
    // The parse may hang the infinitive from the object.
    let nominal = matches!(reading.upos(head), Upos::Noun | Upos::Propn | Upos::Pron);
    let moved = || reading.head(head).is_some_and(|above| lexicon().is_mover(reading.lemma(above)));
    if nominal && reading.relation(head) == Relation::Obj {
        return moved().then_some(head);
    }
    let word = lexicon().verb(reading.lemma(head)).filter(|_| reading.relation(verb) == Relation::Xcomp);
    let told = word.is_some_and(|word| word.takes.him || word.takes.him_np);
    let marked = || reading.child(verb, &[Relation::Mark]).is_some_and(|mark| reading.lower(mark) == "to");
    let controls = told || lexicon().is_mover(reading.lemma(head)) && marked();
    controls.then(|| reading.child(head, &[Relation::Obj, Relation::Iobj])).flatten()
}

/// A noun says what its clause says ("the letter urging them"), but who gives it out speaks ("released a
/// statement saying").
fn of_noun(reading: &Reading, noun: usize) -> Actor {
    let giver = reading.head(noun).filter(|&verb| {
        reading.relation(noun) == Relation::Obj
            && lexicon().is_giver(reading.lemma(verb))
            && lexicon().is_document(reading.lemma(noun))
            && !is_passive(reading, verb)
    });
    // A time between the document and its clause belongs to neither ("released a statement on Friday saying").
    // Nor does whoever it was sent to ("sent a letter to the board urging them …").
    let sent_to = !lexicon().is_document(reading.lemma(noun)) && is_sent_to(reading, noun);
    let timely = reading.is_time(noun) || lexicon().is_time_noun(reading.lemma(noun));
    let stray = giver.is_none() && (timely || sent_to);
    let before = if stray { document_before(reading, noun) } else { None };
    let (noun, giver) = before.map_or((noun, giver), |(noun, verb)| (noun, Some(verb)));
    let subject = giver.and_then(|verb| subject_above(reading, verb));
    match subject {
        Some(site) => Actor { site, through: Some(noun) },
        None => Actor { site: site(reading, noun), through: None },
    }
}

/// Whether a noun stands in the phrase with "to" of a verb by which something is given out.
fn is_sent_to(reading: &Reading, noun: usize) -> bool {
    let mut at = noun;
    for _ in 0..STEPS {
        let Some(head) =
            reading.head(at).filter(|_| matches!(reading.relation(at), Relation::Nmod | Relation::Obl))
        else {
            return false;
        };
        let given = lexicon().is_giver(reading.lemma(head)) || lexicon().is_document(reading.lemma(head));
        if given && reading.children(at).any(|case| reading.lower(case) == "to" && case < at) {
            return true;
        }
        at = head;
    }
    false
}

/// The subject of a verb; where the parse gives it two, the one after the comma ("Police clear camp, group says …").
fn subject(reading: &Reading, verb: usize) -> Option<usize> {
    let first =
        reading.child(verb, &[Relation::Nsubj, Relation::Csubj]).or_else(|| name_before(reading, verb))?;
    // "Police targeted migrants after many of the victims described …": so does a word that opens a clause.
    let parts = |at: usize| {
        reading.words(at) == "," || matches!(reading.lower(at).as_str(), "after" | "because" | "while")
    };
    let is_apart = |at: usize| (first + 1..at).any(parts);
    let mut others = reading.children(verb).filter(|&at| at > first && at < verb);
    let nearer = others.find(|&at| reading.relation(at) == Relation::Nsubj && is_apart(at));
    Some(nearer.unwrap_or(first))
}

/// The name right before a verb with a tense that hangs from it, in whatever relation ("Radio Ondal estimates “…”").
fn name_before(reading: &Reading, verb: usize) -> Option<usize> {
    let name = reading.name_at(verb.checked_sub(1)?)?;
    let speaks = matches!(name.kind, EntityKind::Person | EntityKind::Organisation);
    // "after Kang Tae-in asked": the parse may hang any part of a name from the verb.
    let tokens = reading.tokens_in(name.span);
    let governed = tokens.end == verb && tokens.clone().any(|at| reading.head(at) == Some(verb));
    let finite = matches!(reading.xpos(verb), "VBD" | "VBZ" | "VBP") && !is_passive(reading, verb);
    (speaks && governed && finite).then_some(name.head)
}

/// The document before a noun in its sentence that somebody gives out, and the verb by which it is given.
pub(super) fn document_before(reading: &Reading, noun: usize) -> Option<(usize, usize)> {
    let sentence = reading.sentence_tokens(noun);
    (sentence.start..noun).rev().find_map(|at| {
        let verb = reading.head(at).filter(|&verb| {
            matches!(reading.relation(at), Relation::Obj | Relation::Iobj)
                && lexicon().is_document(reading.lemma(at))
                && lexicon().is_giver(reading.lemma(verb))
        })?;
        Some((at, verb))
    })
}

/// The subject of a verb, or of the verbs that it is coordinated with.
pub(super) fn subject_above(reading: &Reading, verb: usize) -> Option<Site> {
    let mut verb = verb;
    for _ in 0..STEPS {
        if let Some(subject) = reading.child(verb, &[Relation::Nsubj]) {
            return Some(relative(reading, subject, verb));
        }
        if !matches!(reading.relation(verb), Relation::Conj | Relation::Xcomp | Relation::Advcl) {
            return None;
        }
        verb = reading.head(verb)?;
    }
    None
}

/// The site of a subject; a relative pronoun stands for the noun that its clause describes, or for the subject of the
/// clause before it ("a report came out that claimed …").
fn relative(reading: &Reading, subject: usize, verb: usize) -> Site {
    let above = reading.head(verb).filter(|head| *head < subject);
    // "the club, which Ana led and that announced …": both clauses describe the club.
    let second = above.filter(|&clause| {
        reading.relation(verb) == Relation::Conj && reading.relation(clause) == Relation::AclRelcl
    });
    let word = reading.lower(subject);
    let pronoun =
        matches!(reading.xpos(subject), "WP" | "WDT") || word == "who" || second.is_some() && word == "that";
    let antecedent = match above {
        Some(clause) if second.is_some() && pronoun => reading.head(clause),
        Some(head) if matches!(reading.upos(head), Upos::Verb) => reading.child(head, &[Relation::Nsubj]),
        above => above.filter(|_| reading.relation(verb) == Relation::AclRelcl),
    };
    match antecedent.filter(|_| pronoun || reading.xpos(subject) == "IN") {
        Some(noun) if word == "which" => match of_persons(reading, noun) {
            Some(owned) => {
                let whole = site(reading, owned);
                Site { tokens: whole.tokens.start..whole.tokens.end.min(subject), ..whole }
            }
            None => site(reading, noun),
        },
        Some(noun) => site(reading, noun),
        None => site(reading, subject),
    }
}

/// "the names of the girls, which showed …": persons are no antecedent of "which", and what is theirs is.
fn of_persons(reading: &Reading, noun: usize) -> Option<usize> {
    let person = reading.mention(noun).is_some_and(|mention| mention.kind == EntityKind::Person);
    let of = reading.relation(noun) == Relation::Nmod && preposition(reading, noun) == Some("of");
    reading.head(noun).filter(|&owned| person && of && reading.upos(owned) == Upos::Noun)
}
