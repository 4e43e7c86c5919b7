//! Tags, lemmas, parse and names of sentences already cut into tokens.

use super::lemma::lemma;
use super::lexeme::{CAPITAL, DIGIT, Lexeme};
use super::lexicon::LEXICON;
use super::mention::Name;
use super::model::{MODEL, Model};
use super::name::{Sight, kinds};
use super::tag::tags;
use super::{Relation, Sentence, Token, Upos};

/// What reads tags, trees and names.
pub(super) struct Reader {
    model: Option<&'static Model>,
    sights: Vec<Sight>,
}

impl Reader {
    /// A reader with the weights that ship.
    pub(super) fn new() -> Self {
        Reader { model: MODEL.as_ref(), sights: Vec::new() }
    }

    /// Fills in tags, lemmas, heads and relations of one sentence's tokens.
    pub(super) fn read(&mut self, text: &str, sentence: &Sentence, tokens: &mut [Token]) {
        let Some(model) = self.model else { return };
        let lexemes: Vec<Lexeme> =
            tokens.iter().map(|token| Lexeme::new(token.span.of(text), &LEXICON)).collect();
        let lists = kinds(&lexemes);
        let context = model.context(&lexemes, &lists);
        for (token, class) in tokens.iter_mut().zip(tags(&context.tags, &LEXICON, &lexemes)) {
            let Some(tag) = LEXICON.tag(class) else { continue };
            token.upos = tag.upos;
            token.xpos = tag.xpos.clone();
            token.lemma = lemma(token.span.of(text), &tag.xpos);
        }
        let start = sentence.tokens.start;
        for (token, arc) in tokens.iter_mut().zip(model.parser.parse(&context.words, lexemes.len())) {
            token.head = arc.head.map(|head| start + head);
            token.relation = arc.relation;
        }
        raise_contents(text, start, tokens);
        hang_there(start, tokens);
        read_out(text, start, tokens);
        report_behind(text, start, tokens);
        short_names(text, start, tokens);
        hedged_objects(text, start, tokens);
        let capital = |word: &Lexeme| (word.flags & (CAPITAL | DIGIT) != 0).then_some(word.lower);
        let words = lexemes.iter().map(capital).collect();
        let scores = model.labeller.scores(&context.words, lexemes.len());
        self.sights.push(Sight { start, words, scores, lists });
    }

    /// The names in all sentences that were read.
    pub(super) fn names(self) -> Vec<Name> {
        self.model.map(|model| model.labeller.names(&self.sights)).unwrap_or_default()
    }
}

/// Hangs a clause with "that" from the verb, where it hangs from a name ("told the Post that …", "said on Monday that
/// …"): names have no such clauses, and news is full of them.
fn raise_contents(text: &str, start: usize, tokens: &mut [Token]) {
    let is_that =
        |token: &Token| token.relation == Relation::Mark && token.span.of(text).eq_ignore_ascii_case("that");
    let clauses: Vec<usize> = tokens
        .iter()
        .filter(|token| is_that(token))
        .filter_map(|that| that.head?.checked_sub(start))
        .collect();
    for clause in clauses {
        let of = |at: usize| tokens.get(at).and_then(|token| token.head?.checked_sub(start));
        let named = |at: usize| tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
        let is_verb = |at: usize| tokens.get(at).is_some_and(|token| token.upos == Upos::Verb);
        let Some(name) = of(clause).filter(|&name| named(name) && name < clause) else { continue };
        let verb = std::iter::successors(of(name), |&at| of(at)).take(tokens.len()).find(|&at| is_verb(at));
        if let (Some(verb), Some(clause)) = (verb, tokens.get_mut(clause)) {
            clause.head = Some(start + verb);
            clause.relation = Relation::Ccomp;
        }
    }
}

/// Makes the verb of a sentence out of the "read" that ends it, where it was taken for a noun ("“…,” the letter, sent to
/// the Post, read."): its subject is the noun that the parse made one of what is quoted.
fn read_out(text: &str, start: usize, tokens: &mut [Token]) {
    let last = tokens.iter().rposition(|token| token.upos != Upos::Punct);
    let Some(at) = last.filter(|&at| {
        tokens[at].upos == Upos::Noun
            && tokens[at].span.of(text).eq_ignore_ascii_case("read")
            && at > 0
            && tokens[at - 1].span.of(text) == ","
    }) else {
        return;
    };
    let quoted = tokens.iter().position(|token| token.head.is_none());
    let subject = tokens[..at].iter().rposition(|token| {
        token.upos == Upos::Noun
            && token.relation == Relation::Nsubj
            && token.head == quoted.map(|at| start + at)
    });
    let (Some(quoted), Some(subject)) = (quoted, subject) else { return };
    for (place, head, relation) in [
        (quoted, Some(start + at), Relation::Ccomp),
        (subject, Some(start + at), Relation::Nsubj),
        (at, None, Relation::Root),
    ] {
        tokens[place].head = head;
        tokens[place].relation = relation;
    }
    tokens[at].upos = Upos::Verb;
    tokens[at].xpos = "VBD".into();
    tokens[at].lemma = "read".into();
}

/// Makes a verb of the "reports" behind a name that ends a sentence or stands before whom it cites, where it was taken for a
/// noun ("the mine is closed, Radio Ondal reports, citing the union").
fn report_behind(text: &str, start: usize, tokens: &mut [Token]) {
    /// Words of a name at most.
    const NAME: usize = 5;
    let word =
        |tokens: &[Token], at: usize| tokens.get(at).map_or("", |token| token.span.of(text)).to_lowercase();
    let behind = |tokens: &[Token], at: usize| {
        let cites =
            word(tokens, at + 1) == "," && matches!(word(tokens, at + 2).as_str(), "citing" | "quoting");
        cites || (at + 1..tokens.len()).all(|at| tokens[at].upos == Upos::Punct)
    };
    let Some(at) = (1..tokens.len()).find(|&at| {
        tokens[at].xpos == "NNS"
            && matches!(word(tokens, at).as_str(), "reports" | "claims")
            && behind(tokens, at)
    }) else {
        return;
    };
    let named =
        |token: &Token| token.span.of(text).starts_with(char::is_uppercase) || token.upos == Upos::Det;
    let first = (at.saturating_sub(NAME)..at).rev().take_while(|&at| named(&tokens[at])).last();
    let root = tokens.iter().position(|token| token.head.is_none());
    let Some((first, root)) = first.zip(root).filter(|&(first, root)| {
        let comma = first.checked_sub(1).is_some_and(|at| tokens[at].upos == Upos::Punct);
        let verb = tokens[root].upos == Upos::Verb
            || tokens.iter().any(|token| token.head == Some(start + root) && token.relation == Relation::Cop);
        comma && verb && root < first && tokens[at - 1].upos != Upos::Det
    }) else {
        return;
    };
    for part in tokens.iter_mut().take(at - 1).skip(first) {
        part.head = Some(start + at - 1);
    }
    let cites = (word(tokens, at + 1) == ",").then_some((at + 2, at, Relation::Advcl));
    let moved = [(at, root, Relation::Parataxis), (at - 1, at, Relation::Nsubj)];
    for (place, head, relation) in moved.into_iter().chain(cites) {
        tokens[place].head = Some(start + head);
        tokens[place].relation = relation;
    }
    tokens[at].upos = Upos::Verb;
    tokens[at].xpos = "VBZ".into();
    tokens[at].lemma = lemma(tokens[at].span.of(text), "VBZ");
}

/// Makes a name of the letters in brackets behind a name, where they were taken for a word ("the Inner State (IS) claimed").
fn short_names(text: &str, start: usize, tokens: &mut [Token]) {
    let is = |token: &Token, mark: &str| token.span.of(text) == mark;
    for at in 2..tokens.len().saturating_sub(1) {
        let word = tokens[at].span.of(text);
        let letters = (2..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let name = tokens[at - 2].upos == Upos::Propn;
        if letters
            && name
            && is(&tokens[at - 1], "(")
            && is(&tokens[at + 1], ")")
            && tokens[at].upos != Upos::Propn
        {
            tokens[at].upos = Upos::Propn;
            tokens[at].xpos = "NNP".into();
            tokens[at].lemma = word.into();
            tokens[at].head = Some(start + at - 2);
            tokens[at].relation = Relation::Appos;
        }
    }
}

/// Hangs the "there" of existence from the form of "be" after it, where it hangs from another verb ("denied there have
/// been any").
fn hang_there(start: usize, tokens: &mut [Token]) {
    /// Words at most between "there" and its verb.
    const BETWEEN: usize = 4;
    for at in 0..tokens.len() {
        let is_be = |at: usize| tokens.get(at).is_some_and(|token| token.lemma == "be");
        let head = tokens[at].head.and_then(|head| head.checked_sub(start));
        if tokens[at].xpos != "EX" || head.is_none_or(|head| is_be(head) || head > at) {
            continue;
        }
        if let Some(verb) = (at + 1..=at + 1 + BETWEEN).find(|&verb| is_be(verb)) {
            tokens[at].head = Some(start + verb);
            tokens[at].relation = Relation::Expl;
        }
    }
}

/// Makes the object of a verb out of the number right behind it that only a bound hedges, where its "at" or "to" made a
/// place or a time of it ("killed at least 44", "hurt up to 60").
fn hedged_objects(text: &str, start: usize, tokens: &mut [Token]) {
    let bounds = [["at", "least"], ["at", "most"], ["up", "to"]];
    for at in 3..tokens.len() {
        let (verb, number) = (at - 3, &tokens[at]);
        if (number.upos, number.relation) != (Upos::Num, Relation::Obl) || number.head != Some(start + verb) {
            continue;
        }
        let word = |at: usize| tokens[at].span.of(text);
        let hedged = bounds.contains(&[word(at - 2), word(at - 1)]);
        let taken = |token: &Token| {
            token.head == Some(start + verb) && matches!(token.relation, Relation::Obj | Relation::AuxPass)
        };
        if hedged && tokens[verb].upos == Upos::Verb && !tokens.iter().any(taken) {
            tokens[at].relation = Relation::Obj;
        }
    }
}
