//! Frames: a cue with its source and its content, as the rules find them, before anybody is resolved.

use std::ops::Range;

use super::collect::speaks;
use super::lexicon::{CueWord, lexicon};
use super::noun::noun_head;
use super::reading::Reading;
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Relation, Upos};
use crate::text::Span;

/// Which rule found a frame; the confidence of a statement rests on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A quotation right beside the cue.
    Quote,
    /// A clause that the cue governs.
    Clause,
    /// A clause that the cue interrupts or ends ("…, she said").
    Postposed,
    /// An infinitive or gerund.
    Infinitive,
    /// A noun phrase, or a phrase with a preposition.
    Phrase,
    /// A noun as the cue ("the claim that …").
    Noun,
    /// "according to", "in the words of".
    According,
    /// "reportedly".
    Adverb,
    /// A label before a colon, or a name after one.
    Label,
    /// A quotation without a cue of its own, after one with a cue.
    Continued,
}

/// Where a source is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Site {
    /// The token to resolve; for a relative pronoun, the head of what it stands for.
    pub(super) head: usize,
    /// The words that mention it here.
    pub(super) tokens: Range<usize>,
}

/// One attribution.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) attitude: Attitude,
    pub(super) stance: Stance,
    /// The tokens of the cue; empty when there is none.
    pub(super) cue: Range<usize>,
    /// The token that heads the cue, or the first token of the content when there is none.
    pub(super) head: usize,
    pub(super) source: Option<Site>,
    pub(super) content: Vec<Span>,
    /// The tokens that attribute and say nothing themselves.
    pub(super) block: Range<usize>,
    pub(super) rule: Rule,
    /// Who was told.
    pub(super) addressee: Option<usize>,
    /// Who quotes the source ("X quoted Y as saying"), or in what the words stand ("released a statement saying").
    pub(super) through: Option<usize>,
}

/// Longest way up the tree in search of a subject.
pub(super) const STEPS: usize = 6;

impl Frame {
    pub(super) fn new(word: &CueWord, head: usize, rule: Rule) -> Self {
        Frame {
            attitude: word.attitude,
            stance: word.stance,
            cue: head..head + 1,
            head,
            source: None,
            content: Vec::new(),
            block: head..head + 1,
            rule,
            addressee: None,
            through: None,
        }
    }

    /// From the first to the last character of the content.
    pub(super) fn cover(&self) -> Span {
        self.content.iter().copied().reduce(Span::cover).unwrap_or_default()
    }
}

/// Who acts: the subject of a verb, its own or the one that it shares with the verbs above it.
pub(super) struct Actor {
    pub(super) site: Site,
    /// Whose hands the words went through on the way up.
    pub(super) through: Option<usize>,
}

/// Looks for the one who says what the verb `cue` says.
pub(super) fn actor(reading: &Reading, cue: usize) -> Option<Actor> {
    let mut unlike = None;
    let found = climb(reading, cue, &mut unlike);
    found.or(unlike)
}

/// The way up the tree from a cue to whoever acts; a subject on the way that does not agree with the cue is kept apart.
fn climb(reading: &Reading, cue: usize, unlike: &mut Option<Actor>) -> Option<Actor> {
    let (mut verb, mut below) = (cue, cue);
    for _ in 0..STEPS {
        // "It was planned by the police, and denied that …": whoever denies is not the one who planned.
        let active = |at: usize| verb != at && reading.is_finite(at) && !is_passive(reading, at);
        if is_passive(reading, verb) {
            let shares = active(below) && shares_subject(reading, below);
            if let Some(subject) = reading.child(verb, &[Relation::NsubjPass]).filter(|_| shares) {
                return Some(Actor { site: relative(reading, subject, verb), through: None });
            }
            if !active(cue) && !active(below) {
                let agent = agent(reading, verb)?;
                return Some(Actor { site: site(reading, agent), through: None });
            }
        }
        let apart = verb != cue && !is_coordinate(reading, cue, verb);
        if let Some(subject) = subject(reading, verb).filter(|_| !apart) {
            let actor = Actor { site: relative(reading, subject, verb), through: None };
            // "They said Ruiz was a guest and claim that …": one guest does not claim, the many do.
            if verb == cue || agrees(reading, cue, subject) || unlike.is_some() {
                return Some(actor);
            }
            *unlike = Some(actor);
        }
        // "It alleged that …": whoever speaks is no empty subject, whatever the parse takes it for.
        let it = reading.child(verb, &[Relation::Expl]).filter(|&it| it < verb && reading.lower(it) == "it");
        if let Some(it) = it.filter(|_| reading.is_finite(verb) && !is_passive(reading, verb)) {
            return Some(Actor { site: site(reading, it), through: None });
        }
        let head = reading.head(verb)?;
        below = verb;
        match reading.relation(verb) {
            // "refused to comment on the claims, responding: …": a participle set off by a comma tells what the subject does.
            Relation::Acl if is_set_off(reading, verb) && !lexicon().is_document(reading.lemma(head)) => {
                verb = clause_over(reading, head)?;
            }
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

/// Whether an active verb that is joined to a passive one shares its subject: one that shows it is no passive itself ("was
/// elected and did not seek …", not "was elected and admitted to …").
fn shares_subject(reading: &Reading, verb: usize) -> bool {
    let told = lexicon().verb(reading.lemma(verb)).is_some_and(|word| word.takes.him);
    reading.xpos(verb) == "VBZ"
        || reading.child(verb, &[Relation::Aux]).is_some()
        || reading.child(verb, &[Relation::Ccomp]).is_some() && !told
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

/// Whether a participle stands after a comma ("…, adding").
fn is_set_off(reading: &Reading, verb: usize) -> bool {
    let before = verb.checked_sub(1).map(|at| reading.words(at));
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
    let nominal = |at: usize| matches!(reading.upos(at), Upos::Noun | Upos::Propn | Upos::Pron);
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
fn quoted_as(reading: &Reading, verb: usize, head: usize) -> Option<Actor> {
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

/// The object that does what the infinitive says ("urged them to say").
fn controller(reading: &Reading, verb: usize, head: usize) -> Option<usize> {
    let word = lexicon().verb(reading.lemma(head))?;
    let controls = reading.relation(verb) == Relation::Xcomp && (word.takes.him || word.takes.him_np);
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
    let stray = giver.is_none() && (reading.is_time(noun) || lexicon().is_time_noun(reading.lemma(noun)));
    let before = if stray { document_before(reading, noun) } else { None };
    let (noun, giver) = before.map_or((noun, giver), |(noun, verb)| (noun, Some(verb)));
    let subject = giver.and_then(|verb| subject_above(reading, verb));
    match subject {
        Some(site) => Actor { site, through: Some(noun) },
        None => Actor { site: site(reading, noun), through: None },
    }
}

/// The subject of a verb; where the parse gives it two, the one after the comma ("Police clear camp, group says …").
fn subject(reading: &Reading, verb: usize) -> Option<usize> {
    let first =
        reading.child(verb, &[Relation::Nsubj, Relation::Csubj]).or_else(|| name_before(reading, verb))?;
    let is_apart = |at: usize| (first + 1..at).any(|between| reading.words(between) == ",");
    let mut others = reading.children(verb).filter(|&at| at > first && at < verb);
    let nearer = others.find(|&at| reading.relation(at) == Relation::Nsubj && is_apart(at));
    Some(nearer.unwrap_or(first))
}

/// The name right before a verb with a tense that hangs from it, in whatever relation ("Radio Ondal estimates “…”").
fn name_before(reading: &Reading, verb: usize) -> Option<usize> {
    let name = reading.name_at(verb.checked_sub(1)?)?;
    let speaks = matches!(name.kind, EntityKind::Person | EntityKind::Organisation);
    let governed = reading.head(name.head) == Some(verb) && reading.tokens_in(name.span).end == verb;
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

/// Whether the verb is in the passive, or a participle that describes ("asked about it, she said").
pub(super) fn is_passive(reading: &Reading, verb: usize) -> bool {
    let described = matches!(reading.relation(verb), Relation::Acl | Relation::Advcl)
        && matches!(reading.xpos(verb), "VBN" | "VBD")
        && reading.child(verb, &[Relation::Nsubj, Relation::Aux, Relation::Mark]).is_none();
    described || reading.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some()
}

/// The one by whom a passive verb's action is done.
pub(super) fn agent(reading: &Reading, verb: usize) -> Option<usize> {
    let by = reading.children(verb).find(|&child| {
        reading.relation(child) == Relation::ObliqueAgent
            || (matches!(reading.relation(child), Relation::Obl | Relation::Nmod)
                && preposition(reading, child) == Some("by"))
    });
    // The parse may hang the phrase elsewhere, but it stands right behind the verb.
    by.or_else(|| {
        let end = reading.sentence_tokens(verb).end;
        (reading.lower(verb + 1) == "by").then(|| noun_head(reading, verb + 2..end.min(verb + 10))).flatten()
    })
}

/// The preposition of a phrase.
pub(super) fn preposition<'a>(reading: &Reading<'a>, head: usize) -> Option<&'a str> {
    reading.child(head, &[Relation::Case, Relation::Mark]).map(|case| reading.lemma(case))
}

/// The site of a subject; a relative pronoun stands for the noun that its clause describes, or for the subject of the
/// clause before it ("a report came out that claimed …").
fn relative(reading: &Reading, subject: usize, verb: usize) -> Site {
    let pronoun = matches!(reading.xpos(subject), "WP" | "WDT") || reading.lower(subject) == "who";
    let above = reading.head(verb).filter(|head| *head < subject);
    let antecedent = match above {
        Some(head) if matches!(reading.upos(head), Upos::Verb) => reading.child(head, &[Relation::Nsubj]),
        above => above.filter(|_| reading.relation(verb) == Relation::AclRelcl),
    };
    match antecedent.filter(|_| pronoun || reading.xpos(subject) == "IN") {
        Some(noun) => site(reading, noun),
        None => site(reading, subject),
    }
}

/// A noun phrase as a site: its words without relative clauses and what stands after them.
pub(super) fn site(reading: &Reading, head: usize) -> Site {
    let all = reading.subtree(head);
    let cut = reading
        .children(head)
        .filter(|&child| child > head)
        .find(|&child| leaves_phrase(reading, child))
        .map_or(all.end, |child| reading.subtree(child).start.max(head + 1));
    let start = reading
        .children(head)
        .find(|&child| {
            let opens = matches!(reading.relation(child), Relation::Case | Relation::Mark | Relation::Cc);
            // "on-the-ground sources": what a hyphen joins to the noun is part of it.
            child < head && opens && !reading.is_joined(child + 1)
        })
        .map_or(all.start, |case| case + 1)
        .min(head);
    // A name right after its title belongs to it, however the parse hangs it ("spokesperson Ana Ruiz").
    let end = reading.sentence_tokens(head).end;
    let named = (cut..end).find(|&at| reading.upos(at) != Upos::Propn).unwrap_or(end);
    let cut = if cut > head { named.max(cut) } else { cut };
    // A name is never cut ("Workers' Aid").
    let cut = match reading.name_at(cut.saturating_sub(1)) {
        Some(name) if cut > head => cut.max(reading.tokens_in(name.span).end),
        _ => cut,
    };
    // A dateline is no part of the speaker ("DALEN, 4 March - Minister X").
    let dash = (start..head)
        .rev()
        .find(|&at| matches!(reading.words(at), "-" | "–" | "—" | "--") && !reading.is_joined(at));
    let start = dash.map_or(start, |dash| dash + 1);
    Site { head, tokens: without_punctuation(reading, start..cut) }
}

/// A speaker without an agency's sign at the head of the sentence, whose brackets or dash were lost ("AP Norland's state TV").
pub(super) fn without_sign(reading: &Reading, site: Site) -> Site {
    let start = site.tokens.start;
    let word = reading.words(start);
    let sign = word.len() > 1 && word.chars().all(char::is_uppercase) && lexicon().is_outlet_name(word);
    let opens = start == reading.sentence_tokens(site.head).start;
    if opens && sign && start + 1 < site.head && reading.upos(start + 1) == Upos::Propn {
        return Site { tokens: start + 1..site.tokens.end, ..site };
    }
    site
}

/// Whether the words of a dependent begin with a comma or right after one.
fn is_behind_comma(reading: &Reading, child: usize) -> bool {
    let start = reading.subtree(child).start;
    [Some(start), start.checked_sub(1)].into_iter().flatten().any(|at| reading.words(at) == ",")
}

/// Whether a dependent after a noun is a clause that says something about it, and no part of its phrase.
fn leaves_phrase(reading: &Reading, child: usize) -> bool {
    match reading.relation(child) {
        // "said Ana Ruiz to the Post", "the paper citing two nurses said".
        Relation::Nmod if reading.head(child).is_some_and(|person| is_told(reading, person, child)) => true,
        Relation::Acl if reading.xpos(child) == "VBG" && matches!(reading.lemma(child), "cite" | "quote") => {
            true
        }
        Relation::AclRelcl | Relation::Parataxis | Relation::Ccomp => true,
        // "the statement, sent to the Post, read".
        Relation::Acl if is_behind_comma(reading, child) => true,
        Relation::Conj | Relation::Acl | Relation::Advcl => reading.is_finite(child),
        _ => false,
    }
}

/// "said Ana Ruiz to the Post": what stands after "to" behind a person's name was told, and is none of the name.
fn is_told(reading: &Reading, person: usize, child: usize) -> bool {
    let named = reading.name_at(person).is_some_and(|name| name.kind == EntityKind::Person);
    named && preposition(reading, child) == Some("to")
}

/// Whom a speaker's phrase says was told, however the parse hangs it ("said Ana Ruiz to the Post").
pub(super) fn told_beside(reading: &Reading, source: &Site) -> Option<usize> {
    reading.children(source.head).find(|&child| {
        child > source.head
            && reading.relation(child) == Relation::Nmod
            && is_told(reading, source.head, child)
    })
}

/// A range of tokens without punctuation at its edges; closing brackets stay where the opening one is inside.
pub(super) fn without_punctuation(reading: &Reading, tokens: Range<usize>) -> Range<usize> {
    let mut tokens = tokens;
    let loose = |at: usize| reading.upos(at) == Upos::Punct && !matches!(reading.words(at), ")" | "]");
    while tokens.start + 1 < tokens.end && loose(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start + 1 < tokens.end && loose(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// The cue with its auxiliaries, negation, adverbs and particle, as far as they stand together.
pub(super) fn cue_tokens(reading: &Reading, verb: usize) -> Range<usize> {
    use Relation::{Advmod, Aux, AuxPass, Cop};
    let mut start = verb;
    while start > 0 {
        let before = start - 1;
        let part = reading.head(before) == Some(verb)
            && matches!(reading.relation(before), Aux | AuxPass | Cop | Advmod)
            && reading.upos(before) != Upos::Sconj
            && !reading.is_named(before)
            && !matches!(reading.xpos(before), "WRB");
        if !part {
            break;
        }
        start = before;
    }
    let particle = reading.child(verb, &[Relation::CompoundPrt]).filter(|&child| child == verb + 1);
    start..particle.map_or(verb + 1, |particle| particle + 1)
}

/// The words of an attribution around its cue: subject, auxiliaries, phrases, but no clause that says something itself.
pub(super) fn block(reading: &Reading, verb: usize, content: Option<usize>) -> Range<usize> {
    use Relation::{Advcl, AdvclRelcl, Cc, Ccomp, Conj, Csubj, Mark, Parataxis, Punct};
    let mut block = verb..verb + 1;
    let belongs = |child: usize| {
        Some(child) != content
            && !matches!(
                reading.relation(child),
                Advcl | AdvclRelcl | Cc | Ccomp | Conj | Csubj | Parataxis | Punct
            )
    };
    let before: Vec<usize> = reading.children(verb).filter(|&child| child < verb).collect();
    for &child in before.iter().rev() {
        if !belongs(child) {
            if matches!(reading.relation(child), Punct | Relation::Cc) && reading.relation(child) == Punct {
                continue;
            }
            break;
        }
        let tokens = reading.subtree(child);
        if reading.relation(child) == Mark && reading.lemma(child) != "as" || tokens.end > block.start {
            continue;
        }
        block.start = tokens.start;
    }
    for child in reading.children(verb).filter(|&child| child > verb) {
        if reading.relation(child) == Punct {
            continue;
        }
        if !belongs(child) {
            break;
        }
        block.end = block.end.max(reading.subtree(child).end);
    }
    block
}
