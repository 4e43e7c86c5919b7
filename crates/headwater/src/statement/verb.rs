//! Verbs as cues: what makes a verb attribute, who says it, and how they stand to it.
//!
//! What is said is found by one rule for each shape, tried in turn: [`super::clause`], [`super::postposed`], [`super::phrase`].

use std::ops::Range;

use super::actor::{Actor, actor, document_before, neighbour, quoted_as, subject_above};
use super::beside::behind_quotation;
use super::clause::{clause, has_tense, joined, parted, quotes_saying, rest};
use super::collect::may_speak;
use super::content::Found;
use super::frame::{
    Frame, Rule, Site, agent, block, cue_tokens, is_passive, preposition, site, without_marks,
    without_punctuation, without_sign,
};
use super::lexicon::{CueWord, Takes, lexicon};
use super::noun::noun_head;
use super::phrase::{infinitive, passive_phrase, phrase};
use super::postposed::{left_quotation, postposed, quoted};
use super::reading::Reading;
use super::said::is_said;
use super::surface::{
    Edge, Opening, adding, apposed_name, as_said, edge, is_mistaken_for_noun, opening,
    speaker_after_quotation, speaker_head, subject_before, whole_subject,
};
use super::unnamed::{stays_unnamed, unnamed_before};
use super::{Attitude, Stance};
use crate::annotation::{EntityKind, Relation, Upos};
use crate::text::Span;

/// The frame of a verb, if it is a cue here.
pub(super) fn verb_frame(reading: &Reading, verb: usize) -> Option<Frame> {
    let word = word(reading, verb)?;
    if is_part_of_name(reading, verb) || stays_unnamed(reading, verb) {
        return None;
    }
    if word.stance == Stance::Denies && gives_nothing(reading, verb) || is_deed(reading, verb, word) {
        return None;
    }
    let mut frame = Frame::new(word, verb, Rule::Clause);
    frame.cue = cue_tokens(reading, verb);
    if let Some(Edge { source, found, addressee }) = by_surface(reading, verb, word) {
        frame.stance = stance(reading, verb, word);
        frame.source = Some(source);
        frame.addressee = addressee;
        return filled(reading, frame, found);
    }
    if attributes_nothing(reading, verb, word) {
        return None;
    }
    let quoted_one = quoted_person(reading, verb);
    (frame.source, frame.through) = match &quoted_one {
        Some(actor) => (Some(actor.site.clone()), actor.through),
        None => speaker(reading, verb, word),
    };
    let parted = || parted(reading, verb).map(|parted| site(reading, parted.source));
    frame.source = before_citing(reading, verb).or_else(parted).or(frame.source);
    frame.addressee = addressee(reading, verb, word);
    // A finite verb without anybody who says it is a slip of the parse; its quotation is given by place.
    let sourceless = frame.source.is_none() && reading.is_finite(verb) && !is_passive(reading, verb);
    if sourceless {
        return None;
    }
    let behind = behind_quotation(reading, verb, word).filter(|behind| {
        quoted_one.is_none()
            && frame.source.as_ref().is_none_or(|site| !(behind.found.block.start..verb).contains(&site.head))
    });
    if let Some(Edge { source, found, .. }) = behind {
        frame.stance = stance(reading, verb, word);
        frame.source = Some(source);
        return filled(reading, frame, found);
    }
    let found = said(reading, verb, word, &frame)?;
    if frame.source.is_none()
        && matches!(found.rule, Rule::Quote | Rule::Postposed)
        && !is_agentless(reading, verb)
    {
        // "“…,” the statement, sent to X, read": the speaker stands between the quotation and the cue.
        let from = left_quotation(reading, &found.block).map_or(verb, |left| left.end);
        let between = || noun_head(reading, from..verb).map(|head| site(reading, head));
        frame.source = subject_before(reading, verb).or_else(between);
    }
    // "quoted a source in Orlan", "cited the agency as saying": whom somebody quotes is no content.
    let names = quoted_one.is_some() || quotes_saying(reading, verb).is_some();
    let only_named = names && found.rule == Rule::Phrase;
    if only_named || is_belied(reading, verb, &found) {
        return None;
    }
    frame.stance = stance(reading, verb, word);
    frame.stance = decided(reading, &frame, &found).unwrap_or(frame.stance);
    let governs = found.rule == Rule::Clause || reading.upos(verb) != Upos::Adj;
    if is_topic(reading, &frame, &found) || !governs {
        return None;
    }
    filled(reading, frame, found)
}

/// "The court ordered him to pay", "agreed to look into it": what a court orders is done by that, and who agrees to do
/// something binds himself and confirms nothing.
fn decided(reading: &Reading, frame: &Frame, found: &Found) -> Option<Stance> {
    let court = || frame.source.as_ref().is_some_and(|site| lexicon().is_court(reading.lemma(site.head)));
    let ordered = frame.stance == Stance::Asks && reading.lemma(frame.head) == "order" && court();
    let agreed = frame.stance == Stance::Confirms
        && reading.lemma(frame.head) == "agree"
        && found.rule == Rule::Infinitive;
    (ordered || agreed).then_some(Stance::Asserts)
}

/// Whether a verb attributes nothing here, by what it is in its sentence.
fn attributes_nothing(reading: &Reading, verb: usize, word: &CueWord) -> bool {
    let second = reading.relation(verb) == Relation::Conj && leaves_open(reading, verb);
    is_reduced_passive(reading, verb, word)
        || second
        || is_open(reading, verb)
        || is_said_by_nobody(reading, verb, word)
        || !can_attribute(reading, verb)
        || is_refused(reading, verb)
        || is_reduced(reading, verb, word)
}

/// "did not answer whether he was referring to the reports": what is asked is not told. "Nobody could independently confirm it":
/// that is no refusal to speak.
fn is_open(reading: &Reading, verb: usize) -> bool {
    let asked = || {
        reading
            .children(verb)
            .any(|at| at < verb && reading.lower(at) == "whether" && reading.upos(at) == Upos::Sconj)
    };
    let unable = || {
        matches!(reading.lemma(verb), "confirm" | "verify")
            && reading.children(verb).any(|at| reading.lower(at) == "independently")
    };
    asked() || unable()
}

/// "It has not been suggested that …", "Predicting where it falls is hard": nobody says anything.
fn is_said_by_nobody(reading: &Reading, verb: usize, word: &CueWord) -> bool {
    let it = || {
        reading
            .child(verb, &[Relation::Expl, Relation::NsubjPass])
            .is_some_and(|at| reading.lower(at) == "it")
    };
    let negated = || reading.children(verb).any(|at| at < verb && is_negation(&reading.lower(at)));
    let unsaid = is_passive(reading, verb)
        && word.stance == Stance::Asserts
        && agent(reading, verb).is_none()
        && it()
        && negated();
    let sentence = reading.sentence_tokens(verb);
    let opens = verb == sentence.start && reading.xpos(verb) == "VBG" && reading.quotation(verb).is_none();
    let doing = opens && reading.child(verb, &[Relation::Aux, Relation::Nsubj]).is_none() && {
        // "Speaking to the Post, she said …" tells of whoever says it.
        let free = matches!(reading.relation(verb), Relation::Root | Relation::Csubj);
        let comma = (verb..sentence.end).any(|at| reading.words(at) == ",");
        free && !comma
    };
    unsaid || doing
}

/// "The rocket, believed to be a decoy, flew on", "a man, identified only as Hasan": nobody is named who believes it, and the
/// rocket does not.
fn is_reduced_passive(reading: &Reading, verb: usize, word: &CueWord) -> bool {
    let comma = verb.checked_sub(1).is_some_and(|at| reading.words(at) == ",");
    let to = reading.xpos(verb + 1) == "TO" && matches!(reading.lemma(verb + 2), "be" | "have");
    let participle = matches!(reading.xpos(verb), "VBD" | "VBN");
    // "…, identified only as Hasan K., …".
    let behind = (verb + 1..verb + 3).find(|&at| reading.upos(at) != Upos::Adv);
    let as_ = behind.is_some_and(|at| reading.lower(at) == "as")
        && word.takes.him_np
        && reading.child(verb, &[Relation::Obj, Relation::AuxPass]).is_none();
    comma && participle && (as_ || to && word.takes.that && !word.takes.to)
}

/// Who stands before a stretch between commas that tells whom they quote, right before a verb, whatever the parse hangs that
/// from ("the Post, quoting two nurses, reported").
fn before_citing(reading: &Reading, verb: usize) -> Option<Site> {
    /// So many tokens tell at most whom somebody quotes.
    const LONGEST: usize = 10;
    let sentence = reading.sentence_tokens(verb);
    let comma = |at: &usize| reading.words(*at) == ",";
    let last = verb.checked_sub(1).filter(|at| sentence.contains(at) && comma(at))?;
    let first = (last.saturating_sub(LONGEST).max(sentence.start)..last).rev().find(comma)?;
    let cites = reading.xpos(first + 1) == "VBG" && matches!(reading.lemma(first + 1), "cite" | "quote");
    let named = || {
        let name = reading.name_at(first.checked_sub(1)?)?;
        let tokens = reading.tokens_in(name.span);
        (tokens.end == first).then_some(Site { head: name.head, tokens })
    };
    subject_before(reading, verb).or_else(named).filter(|_| cites)
}

/// What a verb says, by the first rule that finds any.
fn said(reading: &Reading, verb: usize, word: &CueWord, frame: &Frame) -> Option<Found> {
    clause(reading, verb, word, frame)
        .or_else(|| quoted(reading, verb, word, frame))
        .or_else(|| joined(reading, verb, word, frame))
        .or_else(|| rest(reading, verb, word, frame))
        .or_else(|| postposed(reading, verb, word, frame))
        .or_else(|| infinitive(reading, verb, word))
        .or_else(|| phrase(reading, verb, word, frame))
        .or_else(|| passive_phrase(reading, verb, word, frame))
}

/// "The area will not be closed, as the paper claimed": what was claimed is that it will, which stands nowhere in these words.
fn is_belied(reading: &Reading, verb: usize, found: &Found) -> bool {
    let as_opens = reading.children(verb).any(|at| at < verb && reading.lower(at) == "as");
    let doubtful = matches!(reading.lemma(verb), "claim" | "allege" | "suggest" | "fear" | "hope");
    let negated = || {
        let mut tokens = found.content.iter().flat_map(|&part| reading.tokens_in(part));
        tokens.any(|at| at < verb && is_negation(&reading.lower(at)))
    };
    found.rule == Rule::Postposed && as_opens && doubtful && negated()
}

/// An attribution that the order of the words shows, whatever the parse makes of it.
fn by_surface(reading: &Reading, verb: usize, word: &CueWord) -> Option<Edge> {
    edge(reading, verb, word).or_else(|| {
        let Opening { source, found } = opening(reading, verb, word)
            .or_else(|| adding(reading, verb, word))
            .or_else(|| as_said(reading, verb, word))?;
        Some(Edge { source, found, addressee: addressee(reading, verb, word) })
    })
}

/// "“…,” the Post quoted him as saying", "“…,” the spokesman was quoted by the Post": the words are his, and went through its hands.
fn quoted_person(reading: &Reading, verb: usize) -> Option<Actor> {
    if !matches!(reading.lemma(verb), "quote" | "cite") || !reading.is_finite(verb) {
        return None;
    }
    let saying = quotes_saying(reading, verb);
    if let Some(quoted) = saying.and_then(|saying| quoted_as(reading, saying, verb)) {
        return Some(quoted);
    }
    // "“…,” the Post cited the agency": nothing but the agency's words stands before it.
    let own = block(reading, verb, None);
    let cited =
        reading.child(verb, &[Relation::Obj]).filter(|&object| object > verb && may_speak(reading, object));
    if let (Some(cited), Some(_)) = (cited, left_quotation(reading, &own)) {
        let through = reading.child(verb, &[Relation::Nsubj]);
        return Some(Actor { site: site(reading, cited), through });
    }
    let subject = reading.child(verb, &[Relation::NsubjPass])?;
    let person = may_speak(reading, subject) || reading.upos(subject) == Upos::Pron;
    let through = agent(reading, verb);
    person.then(|| Actor { site: site(reading, subject), through })
}

/// "reported on the fire", "commented on the ruling": what somebody spoke about is not what was said.
fn is_topic(reading: &Reading, frame: &Frame, found: &Found) -> bool {
    let about = matches!(reading.lower(found.cue_end.saturating_sub(1)).as_str(), "on" | "about");
    let spoke = frame.stance == Stance::Asserts && frame.attitude == Attitude::Speech;
    found.rule == Rule::Phrase && found.cue_end > 0 && about && spoke && reading.lemma(frame.head) != "insist"
}

/// "denied visas to the dockers", "denied them entry": something is not given, and nothing is said to be untrue.
fn gives_nothing(reading: &Reading, verb: usize) -> bool {
    let end = reading.sentence_tokens(verb).end.min(verb + 6);
    let open = |at: &usize| {
        !matches!(reading.upos(*at), Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Punct)
            && !lexicon().is_account(reading.lemma(*at))
    };
    (verb + 1..end).take_while(open).any(|at| lexicon().is_grant(reading.lemma(at)))
}

/// "slammed its own door shut", "welcomed the envoy to the palace", "questioned the crew", "referred questions to the army", "are
/// mourning the dead": nothing was said.
fn is_deed(reading: &Reading, verb: usize, word: &CueWord) -> bool {
    let people = |object: usize| {
        let lemma = reading.lemma(object);
        lexicon().is_unnamed(lemma) || lexicon().is_questioned(lemma) || is_person(reading, object)
    };
    let asked = matches!(reading.lemma(verb), "question" | "query")
        && reading.child(verb, &[Relation::Obj]).is_some_and(|object| object > verb && people(object));
    let passed_on = reading.lemma(verb) == "refer"
        && reading
            .child(verb, &[Relation::Obj])
            .is_some_and(|object| lexicon().is_asked(reading.lemma(object)));
    if asked || passed_on || reading.lemma(verb) == "mourn" && reading.xpos(verb) == "VBG" {
        return true;
    }
    let object = reading.child(verb, &[Relation::Obj]).filter(|&object| object > verb && word.takes.him_np);
    object.is_some_and(|object| {
        let received = is_person(reading, object) && reading.lemma(verb) == "welcome";
        received || lexicon().is_resultative(&reading.lower(reading.subtree(object).end))
    })
}

fn is_person(reading: &Reading, at: usize) -> bool {
    reading.mention(at).is_some_and(|mention| mention.kind == EntityKind::Person)
}

/// "Karim bin Said", "the Claims Office": in a sentence that is not set in capitals, a capital after a name's word is a name's.
fn is_part_of_name(reading: &Reading, verb: usize) -> bool {
    let is_capital = |at: usize| reading.words(at).starts_with(char::is_uppercase);
    let sentence = reading.sentence_tokens(verb);
    let follows = verb > sentence.start && reading.is_named(verb - 1);
    let small = |&at: &usize| reading.upos(at) == Upos::Verb && !is_capital(at);
    is_capital(verb) && follows && !reading.is_headline(verb) && sentence.clone().any(|at| small(&at))
}

/// "It was reported that …": the passive with its auxiliary names nobody who says so.
fn is_agentless(reading: &Reading, verb: usize) -> bool {
    reading.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some()
}

/// Who says what the verb says, and through whose hands it went: the subject, made whole, or who stands in its place.
fn speaker(reading: &Reading, verb: usize, word: &CueWord) -> (Option<Site>, Option<usize>) {
    let actor = actor(reading, verb);
    let through = actor.as_ref().and_then(|actor| actor.through);
    let passive = is_passive(reading, verb);
    let mut source = actor.map(|actor| actor.site);
    if source.is_none()
        && word.takes.quote
        && reading.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_none()
    {
        let participle = reading.xpos(verb) == "VBN" || passive;
        let finite = matches!(reading.xpos(verb), "VBD" | "VBZ" | "VBP" | "VBN");
        let near = neighbour(reading, verb, word.takes.him);
        source = near.filter(|site| finite && (!participle || site.tokens.start > verb));
    }
    if word.takes.him && !passive {
        // Whoever stands after "told" was told.
        source = source.filter(|site| site.tokens.start < verb);
    }
    // "According to the Post, the mayor, Ana Ruiz, said …": the parse may lose whoever stands between the commas.
    let says_after_phrase =
        reading.lower(reading.sentence_tokens(verb).start) == "according" && reading.is_finite(verb);
    if word.takes.that && !passive && source.as_ref().is_some_and(|site| site.tokens.start > verb) {
        // "police said the officer …": what stands after the verb is its subject only where nothing stands before it.
        let before = neighbour(reading, verb, word.takes.him).filter(|site| site.tokens.end <= verb);
        // "Ana Hale, head of a clinic that treated them, said she …": whoever stands before the comma, and no pronoun behind it.
        let closed = verb > 1 && reading.words(verb - 1) == "," && reading.quotation(verb - 2).is_none();
        let pronoun = source.as_ref().is_some_and(|site| reading.upos(site.head) == Upos::Pron);
        let named = || subject_before(reading, verb).filter(|_| says_after_phrase || closed && pronoun);
        source = before.or_else(|| apposed_name(reading, verb)).or_else(named).or(source);
    }
    let has_words = |site: &Site| site.tokens.clone().any(|at| reading.upos(at) != Upos::Punct);
    source = whole_subject(reading, verb, source).filter(has_words);
    let in_quotation = |site: &Site| site.tokens.clone().any(|at| reading.quotation(at).is_some());
    if reading.quotation(verb).is_none() && source.as_ref().is_none_or(in_quotation) {
        source = speaker_after_quotation(reading, verb).or(source);
    }
    let place = source.as_ref().filter(|site| is_dateline(reading, site.tokens.clone(), verb));
    if let Some(place) = place.map(|site| site.tokens.clone()) {
        let near = neighbour(reading, verb, true).filter(|site| site.tokens.end <= verb);
        source = near.or_else(|| behind_dateline(reading, &place, verb)).or(source);
    }
    // "X released a statement the same day suggesting …": a time says nothing, whoever gave out the document does.
    let timely = |site: &Site| reading.is_time(site.head) || lexicon().is_time_noun(reading.lemma(site.head));
    if reading.xpos(verb) == "VBG" && source.as_ref().is_some_and(timely) {
        let given = document_before(reading, verb);
        let giver = given
            .and_then(|(_, giver)| subject_above(reading, giver).or_else(|| subject_before(reading, giver)));
        return (giver, given.map(|(document, _)| document));
    }
    if source.is_none() && (!word.takes.quote || says_after_phrase) && reading.is_finite(verb) && !passive {
        source = subject_before(reading, verb);
    }
    source = behind_relative(reading, verb).or(source).or_else(|| unnamed_before(reading, verb));
    let all = source.as_ref().and_then(|each| those_before(reading, verb, each));
    (all.or(source), through)
}

/// "Ana Hale, the mayor, and her deputy, Doran Pell, each said": whoever stands before "each" speaks.
fn those_before(reading: &Reading, verb: usize, each: &Site) -> Option<Site> {
    let alone =
        each.tokens.len() == 1 && matches!(reading.lower(each.head).as_str(), "each" | "both" | "all");
    let subject = reading
        .children(verb)
        .find(|&at| at < each.head && reading.relation(at) == Relation::Nsubj)
        .filter(|_| alone)?;
    let tokens = without_punctuation(reading, reading.subtree(subject).start..each.tokens.start);
    tokens.contains(&subject).then_some(Site { head: subject, tokens })
}

/// "A nurse who saw them after their release said all were well": the parse makes a clause of "after their release said …", and
/// leaves whoever speaks without a verb.
fn behind_relative(reading: &Reading, verb: usize) -> Option<Site> {
    let marked = reading.child(verb, &[Relation::Mark]).is_some();
    let noun = match reading.relation(verb) {
        Relation::Advcl => {
            let relative = reading.head(verb).filter(|&at| reading.relation(at) == Relation::AclRelcl)?;
            reading.head(relative).filter(|&noun| marked && noun < relative)?
        }
        // The parse may take both for clauses that describe whoever speaks.
        Relation::AclRelcl => reading.head(verb).filter(|&noun| {
            let who = |at: usize| at < verb && reading.relation(at) == Relation::AclRelcl;
            marked && reading.children(noun).any(who)
        })?,
        _ => return None,
    };
    let bare = reading.relation(noun) == Relation::Root && reading.child(noun, &[Relation::Cop]).is_none();
    (bare && may_speak(reading, noun)).then(|| site(reading, noun))
}

/// "two people briefed on the trip said …": what looks like a verb with a tense only describes whoever says it.
fn is_reduced(reading: &Reading, verb: usize, word: &CueWord) -> bool {
    let says = |at: usize| {
        at > verb
            && matches!(reading.xpos(at), "VBD" | "VBZ" | "VBP")
            && reading.quotation(at).is_none()
            && reading.child(at, &[Relation::Nsubj, Relation::Expl, Relation::Aux]).is_none()
            && lexicon().verb(reading.lemma(at)).is_some_and(|word| word.takes.that && word.takes.quote)
    };
    word.takes.him
        && matches!(reading.xpos(verb), "VBD" | "VBN")
        && reading.child(verb, &[Relation::Aux, Relation::AuxPass]).is_none()
        && reading.quotation(verb).is_none()
        && reading.child(verb, &[Relation::Ccomp]).is_some_and(says)
}

/// Whether the verb only names what somebody refuses to say ("declined to discuss it"): the refusal says it all.
fn is_refused(reading: &Reading, verb: usize) -> bool {
    let governor = reading.head(verb).filter(|_| reading.relation(verb) == Relation::Xcomp);
    governor
        .and_then(|head| lexicon().verb(reading.lemma(head)))
        .is_some_and(|governor| governor.stance == Stance::Declines)
}

/// "released a letter on Friday that says …": a time says nothing; a document before it may, or what it dates ("a letter in the
/// Harbour Post Friday said").
fn no_time(reading: &Reading, found: Site) -> Option<Site> {
    if !reading.is_time(found.head) {
        return Some(found);
    }
    let dated = found.tokens.start..found.head;
    if let Some(head) = noun_head(reading, dated.clone()).filter(|&head| !reading.is_time(head)) {
        return Some(Site { head, tokens: dated });
    }
    document_before(reading, found.head).map(|(document, _)| site(reading, document))
}

/// A source without the clause that describes it, where the cue stands in that clause ("footage showing …").
fn before_cue(reading: &Reading, site: Site, cue: &Range<usize>) -> Site {
    if site.head >= cue.start || site.tokens.end <= cue.start {
        return site;
    }
    let loose = |at: usize| {
        matches!(reading.upos(at), Upos::Adp | Upos::Part | Upos::Cconj | Upos::Sconj | Upos::Punct)
            && !reading.is_named(at)
            && reading.xpos(at) != "POS"
    };
    let last = (site.head..cue.start).rev().find(|&at| !loose(at)).unwrap_or(site.head);
    Site { tokens: site.tokens.start..last + 1, ..site }
}

/// A frame with what a rule found, if somebody says it.
fn filled(reading: &Reading, mut frame: Frame, found: Found) -> Option<Frame> {
    let Found { content, rule, block, cue_end } = found;
    frame.content = content;
    frame.rule = rule;
    frame.block = block;
    frame.cue.end = frame.cue.end.max(cue_end);
    let head = frame.head;
    let source = frame.source.map(|site| without_sign(reading, without_marks(reading, site, head)));
    frame.source =
        source.and_then(|site| no_time(reading, site)).map(|site| before_cue(reading, site, &frame.cue));
    frame.source = frame.source.map(|site| before_content(reading, site, &frame.content));
    is_said(reading, &frame).then_some(frame)
}

/// A source without what is said behind it, where the parse hangs the one from the other ("blamed by the union for the fire").
fn before_content(reading: &Reading, site: Site, content: &[Span]) -> Site {
    let starts = content.iter().map(|part| reading.tokens_in(*part).start);
    let cut = { starts }.find(|at| (site.head + 1..site.tokens.end).contains(at));
    match cut {
        Some(cut) => Site { tokens: without_punctuation(reading, site.tokens.start..cut), ..site },
        None => site,
    }
}

/// The cue word of a verb, with its particle where it has one ("pointed out").
fn word<'a>(reading: &Reading, verb: usize) -> Option<&'a CueWord> {
    let particle = reading.child(verb, &[Relation::CompoundPrt]);
    match particle {
        Some(particle) => lexicon().verb(&format!("{} {}", reading.lemma(verb), reading.lemma(particle))),
        // "as Ana Ruiz put it".
        None if reading.lemma(verb) == "put" && reading.lower(verb + 1) == "it" => {
            lexicon().verb("put it").filter(|_| is_put(reading, verb))
        }
        None => lexicon().verb(reading.lemma(verb)).or_else(|| {
            let stem =
                reading.words(verb).strip_suffix("ies").filter(|_| is_mistaken_for_noun(reading, verb))?;
            lexicon().verb(&format!("{stem}y"))
        }),
    }
}

/// Whether "put it" stands in a clause that "as" opens and nothing else fills ("as Ana Ruiz put it", not "put it away").
fn is_put(reading: &Reading, verb: usize) -> bool {
    let as_opens = reading.children(verb).any(|at| at < verb && reading.lower(at) == "as");
    let ends = matches!(reading.upos(verb + 2), Upos::Punct) || reading.is_time(verb + 3);
    as_opens && ends
}

/// Whether a subject is the place of a dateline: it opens the sentence, and one dash stands between it and the verb.
fn is_dateline(reading: &Reading, tokens: Range<usize>, verb: usize) -> bool {
    let dash = |at: &usize| is_dash(reading, *at);
    tokens.start == reading.sentence_tokens(verb).start && (tokens.end..verb).filter(dash).count() == 1
}

/// A dash between two words, and no hyphen inside one ("five-year").
fn is_dash(reading: &Reading, at: usize) -> bool {
    matches!(reading.words(at), "–" | "—" | "―" | "--") || reading.words(at) == "-" && !reading.is_joined(at)
}

/// No place of a dateline has more words.
const PLACE: usize = 4;

/// "DALEN — A union boss has criticised the plan, saying …": whoever acts behind the dash.
fn behind_dateline(reading: &Reading, place: &Range<usize>, verb: usize) -> Option<Site> {
    // The dash stands right behind the place, or behind an agency's brackets.
    let dash = (place.end..verb).find(|&at| is_dash(reading, at))?;
    let right = dash == place.end || reading.words(dash - 1) == ")";
    if !right || place.len() > PLACE {
        return None;
    }
    let acts = (dash + 1..verb).find(|&at| has_tense(reading, at))?;
    let tokens = without_punctuation(reading, dash + 1..acts);
    let head = speaker_head(reading, tokens.clone())?;
    Some(Site { head, tokens })
}

/// "police chief Sayed Kamal": a word with a capital amid small ones, before another, is a name.
fn is_named(reading: &Reading, verb: usize) -> bool {
    let capital = |at: usize| reading.words(at).starts_with(char::is_uppercase);
    let small = |at: usize| reading.words(at).starts_with(char::is_lowercase);
    let inside = verb > reading.sentence_tokens(verb).start;
    inside && capital(verb) && small(verb - 1) && capital(verb + 1) && !reading.is_headline(verb)
}

/// Verbs that only describe a noun ("the alleged plot", "the called-for vote") attribute nothing here.
fn can_attribute(reading: &Reading, verb: usize) -> bool {
    let tag = matches!(reading.upos(verb), Upos::Verb)
        || reading.xpos(verb).starts_with("VB")
        || is_attitude(reading, verb);
    // "those who feel threatened": how somebody feels is not what they do.
    let felt = reading.xpos(verb) == "VBN"
        && reading.relation(verb) == Relation::Xcomp
        && verb > 0
        && matches!(reading.lemma(verb - 1), "feel" | "seem" | "look" | "appear");
    tag && !felt
        && !is_named(reading, verb)
        && !matches!(
            reading.relation(verb),
            Relation::Amod | Relation::Compound | Relation::Case | Relation::Fixed | Relation::Flat
        )
}

/// "were confident that …": an adjective that says what somebody holds.
fn is_attitude(reading: &Reading, at: usize) -> bool {
    reading.upos(at) == Upos::Adj
        && reading.child(at, &[Relation::Cop]).is_some()
        && reading.child(at, &[Relation::Ccomp]).is_some_and(|clause| clause > at)
}

/// Who was told: the object of a verb that addresses, or the phrase with "to".
pub(super) fn addressee(reading: &Reading, verb: usize, word: &CueWord) -> Option<usize> {
    // "is expected to rise", "wanted him to go": whoever or whatever is expected to do it is told nothing.
    if word.attitude != Attitude::Speech {
        return None;
    }
    let to = || {
        reading.children(verb).find(|&child| {
            child > verb
                && reading.relation(child) == Relation::Obl
                && preposition(reading, child) == Some("to")
        })
    };
    if word.takes.him {
        let object = if is_passive(reading, verb) {
            reading.child(verb, &[Relation::NsubjPass])
        } else {
            reading.child(verb, &[Relation::Iobj, Relation::Obj])
        };
        return told_name(reading, verb).or(object).or_else(to);
    }
    (word.takes.that && !word.takes.prepositions.iter().any(|word| word == "to")).then(to).flatten()
}

/// "told Radio Ondal his name was Tam": the name right behind the verb was told, where a clause with a subject of its own
/// begins behind it, whatever the parse makes of the two.
fn told_name(reading: &Reading, verb: usize) -> Option<usize> {
    let sentence = reading.sentence_tokens(verb);
    let article = usize::from(reading.upos(verb + 1) == Upos::Det);
    let name = reading.name_at(verb + 1 + article).filter(|_| !is_passive(reading, verb))?;
    let tokens = reading.tokens_in(name.span);
    let next = tokens.end;
    let opens = matches!(reading.upos(next), Upos::Det | Upos::Pron | Upos::Propn | Upos::Num)
        && !matches!(reading.xpos(next), "WDT" | "WP" | "WRB" | "POS");
    let clause = (next + 1..sentence.end.min(next + 8))
        .take_while(|&at| !matches!(reading.words(at), "," | ";" | ":"))
        .any(|at| has_tense(reading, at));
    (tokens.start <= verb + 1 + article && sentence.contains(&next) && opens && clause).then_some(name.head)
}

/// "Would neither confirm nor deny", "could not confirm or deny", "declined to confirm or deny": one refusal of both.
fn leaves_open(reading: &Reading, verb: usize) -> bool {
    let conj = reading.relation(verb) == Relation::Conj;
    let other = if conj {
        reading.head(verb)
    } else {
        reading.child(verb, &[Relation::Conj]).filter(|at| *at > verb)
    };
    let Some(other) = other else { return false };
    let both = [reading.lemma(verb), reading.lemma(other)];
    let (first, last) = (verb.min(other), verb.max(other));
    let negated = |at: usize| is_negation(&reading.lower(at));
    let around = reading.children(first).any(|at| at < last && negated(at)) || (first..last).any(negated);
    both.contains(&"confirm") && both.contains(&"deny") && (around || is_refused(reading, first))
}

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never" | "cannot" | "neither" | "nor")
}

/// "Was unable to say whether …".
fn is_unable(reading: &Reading, verb: usize) -> bool {
    let governor = reading.head(verb).filter(|_| reading.relation(verb) == Relation::Xcomp);
    governor.is_some_and(|head| matches!(reading.lemma(head), "unable" | "unwilling" | "reluctant"))
}

/// How the source stands to the content: the cue's stance, turned by a negation or by what governs the cue.
pub(super) fn stance(reading: &Reading, verb: usize, word: &CueWord) -> Stance {
    if leaves_open(reading, verb) {
        return Stance::Declines;
    }
    let negated = is_unable(reading, verb)
        || reading.children(verb).any(|child| child < verb && is_negation(&reading.lower(child)));
    match (word.stance, negated) {
        (Stance::Asserts | Stance::Confirms, true)
            if word.attitude == Attitude::Speech && informs(&word.takes) =>
        {
            Stance::Declines
        }
        (Stance::Denies, true) => Stance::Asserts,
        (Stance::Asserts, false) if calls_on(reading, verb, word) => Stance::Asks,
        (stance, _) => stance,
    }
}

/// Whether a verb gives out what it takes: not to do so is to decline.
fn informs(takes: &Takes) -> bool {
    takes.that
        || takes.np
        || takes.not_np
        || takes.prepositions.iter().any(|word| matches!(word.as_str(), "on" | "about"))
}

/// "called for calm", "called on them to leave", "told them to leave".
fn calls_on(reading: &Reading, verb: usize, word: &CueWord) -> bool {
    let calls = reading.lemma(verb) == "call"
        && reading
            .children(verb)
            .filter(|&child| child > verb && !reading.is_time(child))
            .any(|child| matches!(preposition(reading, child), Some("for" | "on")));
    let orders = word.attitude == Attitude::Speech
        && word.takes.him
        && word.takes.to
        && !lexicon().is_binding(reading.lemma(verb))
        && reading.child(verb, &[Relation::Ccomp]).is_none()
        && reading.child(verb, &[Relation::Xcomp]).is_some();
    calls || orders
}
