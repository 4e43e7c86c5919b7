//! The words of a stretch of text as they are compared across articles.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use smol_str::{SmolStr, format_smolstr};

use super::lexicon::{Class, Kind, LEXICON, stem};
use super::words::{WORDS, holds};
use crate::alignment::entity::{Entities, EntityId};
use crate::annotation::{Annotations, Form, Meaning, Relation, Token, Upos};
use crate::article::ArticleId;
use crate::text::Span;

/// What sort of word a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TermKind {
    /// A word with a meaning.
    Word,
    /// Part of a name.
    Name,
    /// A figure or a time.
    Figure,
    /// A pronoun or description that names somebody.
    Reference,
}

/// One word as it is compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    /// Dictionary form in lower case.
    pub lemma: SmolStr,
    /// What its forms and derivations share.
    pub stem: SmolStr,
    /// Its near synonyms.
    pub classes: &'static [Class],
    /// The kinds of things it may be.
    pub kinds: &'static [Kind],
    /// A bit for its form, its stem, and each of its classes and kinds: words without a common bit have nothing in common.
    pub bits: u128,
    /// A bit for each letter that it is spelled with: names that differ by more letters are not spelled alike.
    pub letters: u32,
    /// How much it tells.
    pub weight: f32,
    /// What sort of word it is.
    pub kind: TermKind,
    /// Whom or what it names.
    pub entity: Option<EntityId>,
    /// The company that it keeps.
    pub meaning: Option<Meaning>,
    /// The token that it is, in the annotations of its article.
    pub token: usize,
}

/// The terms of `span`, in order.
pub(super) fn terms(found: &Annotations, text: &str, span: Span) -> Vec<Term> {
    let first = found.tokens.partition_point(|token| token.span.start < span.start);
    let inside = found.tokens.iter().enumerate().skip(first);
    inside
        .take_while(|(_, token)| token.span.end <= span.end)
        .filter_map(|(at, token)| term(found, text, at, token))
        .collect()
}

/// The least and the most that a name tells, however common its words are ("United States") and however many.
const NAME: (f32, f32) = (3.5, 5.0);

/// Says whom the terms name, from the mentions of the article. The words of one name become one term: "United States"
/// and "U.S." are told apart by whom they name, and not by how common their words are.
pub(super) fn name(terms: &mut Vec<Term>, article: ArticleId, found: &Annotations, entities: &Entities) {
    let mut kept: Vec<Term> = Vec::with_capacity(terms.len());
    let mut open: Option<usize> = None;
    for mut term in terms.drain(..) {
        let place = mention_of(found, &term);
        let mention = place.and_then(|place| Some((place, found.mentions.get(place)?)));
        let Some((place, mention)) = mention else {
            kept.push(term);
            continue;
        };
        term.entity = entities.resolve(article, mention.entity);
        if mention.form != Form::Name {
            kept.push(term);
            continue;
        }
        term.kind = TermKind::Name;
        match kept.last_mut().filter(|_| open == Some(place)) {
            Some(name) => {
                name.lemma = format_smolstr!("{}_{}", name.lemma, term.lemma);
                name.weight += term.weight;
                name.bits |= term.bits;
                name.letters |= term.letters;
                if mention.head == term.token {
                    name.token = term.token;
                }
            }
            None => kept.push(term),
        }
        open = Some(place);
    }
    for name in kept.iter_mut().filter(|term| term.kind == TermKind::Name) {
        name.weight = name.weight.clamp(NAME.0, NAME.1);
        if name.lemma.contains('_') {
            name.classes = LEXICON.classes(&name.lemma);
            name.stem = name.lemma.clone();
            name.bits |= bits(&name.lemma, &name.stem);
        }
    }
    *terms = kept;
}

/// The mention that a term is a word of, or the head of.
fn mention_of(found: &Annotations, term: &Term) -> Option<usize> {
    let token = found.tokens.get(term.token)?;
    // Names do not nest, so the last mention that begins at or before the token is the one that may hold it.
    let after = found.mentions.partition_point(|mention| mention.span.start <= token.span.start);
    (after.saturating_sub(3)..after).rev().find(|place| {
        found.mentions.get(*place).is_some_and(|mention| match mention.form {
            Form::Name => mention.span.contains(token.span),
            Form::Description | Form::Pronoun => mention.head == term.token,
        })
    })
}

fn term(found: &Annotations, text: &str, at: usize, token: &Token) -> Option<Term> {
    let kind = kind(token, text)?;
    let lower: SmolStr = token.lemma.to_lowercase().into();
    let lemma = expression(found, at, &lower).unwrap_or(lower);
    let stem_of = stem(&lemma);
    let surface = stem(&token.span.of(text).to_lowercase());
    let told = LEXICON.weight(&stem_of).min(LEXICON.weight(&surface));
    let weight = told * worth(token.upos);
    Some(Term {
        bits: bits(&lemma, &stem_of),
        letters: lemma.chars().fold(0, |all, letter| all | 1 << (u32::from(letter) % 32)),
        classes: LEXICON.classes(&lemma),
        kinds: LEXICON.kinds_of(&lemma),
        stem: stem_of,
        meaning: (kind == TermKind::Word).then(|| Meaning::of(&lemma)).flatten(),
        lemma,
        weight,
        kind,
        entity: None,
        token: at,
    })
}

/// The bits of a word, by which most pairs of words are told apart without reading them.
fn bits(lemma: &str, stem: &str) -> u128 {
    let bit = |hash: u64| 1u128 << (hash >> 57);
    let word = |word: &str| {
        let mut hasher = FxHasher::default();
        word.hash(&mut hasher);
        bit(hasher.finish())
    };
    let number = |sort: u64, number: u16| bit((sort + u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let classes = LEXICON.classes(lemma).iter().map(|class| number(0, *class));
    let kinds = LEXICON.kinds_of(lemma).iter().map(|kind| number(1 << 20, kind.kind));
    classes.chain(kinds).fold(word(lemma) | word(stem), |all, bit| all | bit)
}

/// An expression of two words that begins at this token ("round up", "death toll").
fn expression(found: &Annotations, at: usize, lemma: &str) -> Option<SmolStr> {
    let next = found.tokens.get(at + 1)?;
    LEXICON.expression(lemma, &next.lemma.to_lowercase()).or_else(|| {
        let particle = found.tokens.iter().enumerate().skip(at + 1).take(6).find(|(_, token)| {
            token.head == Some(at) && matches!(token.relation, Relation::CompoundPrt | Relation::Obj)
        })?;
        LEXICON.expression(lemma, &particle.1.lemma.to_lowercase())
    })
}

fn kind(token: &Token, text: &str) -> Option<TermKind> {
    let said = token.lemma.as_str();
    if holds(&WORDS.empty, said) {
        return None;
    }
    match token.upos {
        // A language that is not parsed has no tags; digits and capitals still tell.
        Upos::X if said.starts_with(|letter: char| letter.is_ascii_digit()) => Some(TermKind::Figure),
        Upos::X if token.span.of(text).starts_with(char::is_uppercase) => Some(TermKind::Name),
        Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv | Upos::X | Upos::Sym | Upos::Intj => {
            said.chars().any(char::is_alphanumeric).then_some(TermKind::Word)
        }
        Upos::Propn => Some(TermKind::Name),
        Upos::Num => Some(TermKind::Figure),
        Upos::Pron => Some(TermKind::Reference),
        _ => None,
    }
}

/// How much sorts of words matter beside each other.
fn worth(upos: Upos) -> f32 {
    match upos {
        Upos::Propn => 1.1,
        Upos::Noun | Upos::Num => 1.0,
        Upos::Verb => 0.95,
        Upos::Adj => 0.8,
        Upos::Adv => 0.6,
        Upos::Pron => 0.15,
        _ => 0.5,
    }
}
