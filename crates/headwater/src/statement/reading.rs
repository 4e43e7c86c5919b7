//! One article as the rules see it: its tokens as a tree, its quotations, its mentions, all by place.

use std::ops::Range;

use super::people::{Known, known};
use super::quotation::{Quotation, quotations};
use crate::annotation::{Annotations, Form, Mention, Relation, Token, Upos};
use crate::article::Article;
use crate::text::Span;

/// No token, no quotation, no mention.
const NONE: u32 = u32::MAX;

/// An article's annotations with the ways through them that the rules need, each in constant time.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    pub(super) found: &'a Annotations,
    pub(super) text: &'a str,
    /// Paragraphs, from the first sentence's start to the last sentence's end.
    pub(super) paragraphs: Vec<Span>,
    pub(super) quotations: Vec<Quotation>,
    children: Vec<u32>,
    /// Where the children of each token begin in `children`, and one more.
    firsts: Vec<u32>,
    /// First and last token of each token's subtree.
    reach: Vec<(u32, u32)>,
    sentence_of: Vec<u32>,
    /// For each sentence how many of the story stand before it.
    told: Vec<usize>,
    quotation_of: Vec<u32>,
    mention_of: Vec<u32>,
    furniture: Vec<bool>,
    name_of: Vec<u32>,
    known: Vec<Known>,
    /// Whether the text has lost its commas, as saved pages do.
    pub(super) lacks_commas: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(article: &'a Article, found: &'a Annotations) -> Self {
        let paragraphs = paragraphs(found);
        // A caption between two paragraphs of somebody's words does not part them.
        let told: Vec<Span> =
            paragraphs.iter().copied().filter(|paragraph| !article.is_furniture(*paragraph)).collect();
        let quotations = quotations(&article.text, &told);
        let (children, firsts) = children(&found.tokens);
        let reach = reach(&found.tokens, &children, &firsts);
        let mut reading = Reading {
            article,
            found,
            text: &article.text,
            quotation_of: covering(&found.tokens, &quotations),
            furniture: furnished(article, found),
            paragraphs,
            quotations,
            children,
            firsts,
            reach,
            sentence_of: vec![NONE; found.tokens.len()],
            told: found.places_in_story(article),
            mention_of: vec![NONE; found.tokens.len()],
            name_of: vec![NONE; found.tokens.len()],
            known: known(&article.text, found),
            lacks_commas: lacks_commas(article, found),
        };
        for (number, sentence) in found.sentences.iter().enumerate() {
            for token in sentence.tokens.clone() {
                set(&mut reading.sentence_of, token, number);
            }
        }
        for (number, mention) in found.mentions.iter().enumerate() {
            set(&mut reading.mention_of, mention.head, number);
            let name = if mention.form == Form::Name { reading.tokens_in(mention.span) } else { 0..0 };
            for token in name {
                set(&mut reading.name_of, token, number);
            }
        }
        reading
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.found.tokens.get(at)
    }

    /// Whether the token is no part of the story.
    pub(super) fn is_furniture(&self, at: usize) -> bool {
        self.furniture.get(at).copied().unwrap_or(false)
    }

    /// Whether the token lies in a name.
    pub(super) fn is_named(&self, at: usize) -> bool {
        self.name_at(at).is_some()
    }

    /// The name that the token lies in.
    pub(super) fn name_at(&self, at: usize) -> Option<&'a Mention> {
        self.name_of.get(at).and_then(|&number| self.found.mentions.get(number as usize))
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.token(at).map_or(Span::default(), |token| token.span)
    }

    /// From the first to the last token of a range.
    pub(super) fn span_of(&self, tokens: &Range<usize>) -> Span {
        if tokens.is_empty() {
            Span::default()
        } else {
            self.span(tokens.start).cover(self.span(tokens.end - 1))
        }
    }

    /// Whether the token stands right after another, without white space.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|token| self.span(at - 1).end == token.span.start)
    }

    pub(super) fn words(&self, at: usize) -> &'a str {
        self.span(at).of(self.text)
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.words(at).to_lowercase()
    }

    pub(super) fn lemma(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.lemma.as_str())
    }

    pub(super) fn upos(&self, at: usize) -> Upos {
        if self.is_health_body(at) { Upos::Propn } else { self.token(at).map_or(Upos::X, |token| token.upos) }
    }

    pub(super) fn xpos(&self, at: usize) -> &'a str {
        if self.is_health_body(at) { "NNP" } else { self.token(at).map_or("", |token| token.xpos.as_str()) }
    }

    /// "the WHO said": in capitals amid small letters it is a name, whatever the tagger takes it for.
    fn is_health_body(&self, at: usize) -> bool {
        let small = |at: usize| self.words(at).chars().any(char::is_lowercase);
        self.token(at).is_some_and(|token| token.upos == Upos::Pron && token.span.of(self.text) == "WHO")
            && (small(at + 1) || at > 0 && small(at - 1))
    }

    pub(super) fn relation(&self, at: usize) -> Relation {
        self.token(at).map_or(Relation::Dep, |token| token.relation)
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.token(at).and_then(|token| token.head)
    }

    /// The tokens that this one governs, in order of place.
    pub(super) fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let bounds = |at: usize| self.firsts.get(at).map_or(0, |&first| first as usize);
        let range = bounds(at)..bounds(at + 1);
        self.children.get(range).unwrap_or_default().iter().map(|&child| child as usize)
    }

    /// The first child in one of these relations.
    pub(super) fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).find(|&child| relations.contains(&self.relation(child)))
    }

    /// First token and one past the last token of a token's subtree.
    pub(super) fn subtree(&self, at: usize) -> Range<usize> {
        self.reach.get(at).map_or(at..at, |&(first, last)| first as usize..last as usize + 1)
    }

    /// The number of the token's sentence.
    pub(super) fn sentence(&self, at: usize) -> Option<usize> {
        self.sentence_of.get(at).filter(|&&number| number != NONE).map(|&number| number as usize)
    }

    /// How many sentences of the story stand before the token's own: captions between two sentences do not part them.
    pub(super) fn told(&self, at: usize) -> Option<usize> {
        self.told.get(self.sentence(at)?).copied()
    }

    /// The tokens of the token's sentence.
    pub(super) fn sentence_tokens(&self, at: usize) -> Range<usize> {
        let sentence = self.sentence(at).and_then(|number| self.found.sentences.get(number));
        sentence.map_or(at..at, |sentence| sentence.tokens.clone())
    }

    /// The number of the outermost quotation that holds the token.
    pub(super) fn quotation(&self, at: usize) -> Option<usize> {
        self.quotation_of.get(at).filter(|&&number| number != NONE).map(|&number| number as usize)
    }

    /// Whether the token lies in a time.
    pub(super) fn is_time(&self, at: usize) -> bool {
        let span = self.span(at);
        let after = self.found.times.partition_point(|time| time.span.end <= span.start);
        self.found.times.get(after).is_some_and(|time| time.span.overlaps(span))
    }

    /// The mention that the token heads.
    pub(super) fn mention(&self, at: usize) -> Option<&'a Mention> {
        let number = *self.mention_of.get(at)?;
        self.found.mentions.get(number as usize)
    }

    /// Whether nothing but white space, quotation marks and punctuation stands between two places.
    pub(super) fn only_punctuation_between(&self, from: usize, to: usize) -> bool {
        from <= to && to - from < 12 && !Span::new(from, to).of(self.text).chars().any(char::is_alphanumeric)
    }

    /// What the mentions of an entity tell of it.
    pub(super) fn known(&self, entity: usize) -> Option<&Known> {
        self.known.get(entity)
    }

    /// The mentions of an entity by name or description before a token, in order of place.
    pub(super) fn spelt_before(
        &self,
        entity: usize,
        at: usize,
    ) -> impl DoubleEndedIterator<Item = &'a Mention> {
        let all = self.known(entity).map_or(&[][..], |known| &known.spelt);
        let mention = |number: &usize| self.found.mentions.get(*number);
        let end = all.partition_point(|number| mention(number).is_some_and(|it| it.head < at));
        let found = self.found;
        all.get(..end).unwrap_or_default().iter().filter_map(move |&number| found.mentions.get(number))
    }

    /// The first token that starts at or after a byte.
    pub(super) fn token_from(&self, byte: usize) -> usize {
        self.found.tokens.partition_point(|token| token.span.start < byte)
    }

    /// The tokens that lie in a span.
    pub(super) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.found.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.found.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// A quotation with all the pieces that run on from it, as one span per paragraph.
    pub(super) fn run(&self, quotation: usize) -> Range<usize> {
        let carried = |at: usize| self.quotations.get(at).is_some_and(|quotation| quotation.carried);
        let mut start = quotation;
        while start > 0 && carried(start) {
            start -= 1;
        }
        let mut end = quotation + 1;
        while carried(end) {
            end += 1;
        }
        start..end
    }

    /// Whether the token stands in a headline: a first paragraph, or one that is known for it, without a full stop.
    pub(super) fn is_headline(&self, at: usize) -> bool {
        let Some(sentence) = self.sentence(at).and_then(|number| self.found.sentences.get(number)) else {
            return false;
        };
        let known = self.article.headline_span.is_some_and(|span| span.overlaps(sentence.span));
        let closed = sentence.span.of(self.text).ends_with(['.', '!', '?', '”', '"', ':']);
        (known || sentence.paragraph == 0) && !closed && sentence.tokens.len() <= 30
    }

    /// Whether the token is a verb with a tense, or has an auxiliary that bears it.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        // A verb like "put" shows no tense; its subject does.
        let bare = self.xpos(at) == "VB"
            && self.relation(at) == Relation::Root
            && self.child(at, &[Relation::Nsubj]).is_some_and(|subject| subject < at)
            && self.child(at, &[Relation::Aux, Relation::Mark]).is_none();
        bare || matches!(self.xpos(at), "VBD" | "VBZ" | "VBP" | "MD")
            || self.children(at).any(|child| {
                matches!(self.relation(child), Relation::Aux | Relation::AuxPass | Relation::Cop)
                    && matches!(self.xpos(child), "VBD" | "VBZ" | "VBP" | "MD")
            })
    }

    /// Whether the token heads a clause.
    pub(super) fn is_clause(&self, at: usize) -> bool {
        use Relation::{Acl, AclRelcl, Advcl, AdvclRelcl, Ccomp, Csubj, CsubjPass, Parataxis, Root, Xcomp};
        matches!(self.upos(at), Upos::Verb | Upos::Aux)
            || self.child(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Cop]).is_some()
            || matches!(
                self.relation(at),
                Acl | AclRelcl | Advcl | AdvclRelcl | Ccomp | Csubj | CsubjPass | Parataxis | Root | Xcomp
            )
    }
}

/// Whether a text of some length has hardly a comma.
fn lacks_commas(article: &Article, found: &Annotations) -> bool {
    let commas = article.text.matches(',').count();
    found.tokens.len() >= 80 && commas * 100 < found.tokens.len()
}

fn set(list: &mut [u32], at: usize, number: usize) {
    if let (Some(place), Ok(number)) = (list.get_mut(at), u32::try_from(number)) {
        *place = number;
    }
}

/// For each token, whether it lies in furniture.
fn furnished(article: &Article, found: &Annotations) -> Vec<bool> {
    let mut all = vec![false; found.tokens.len()];
    for piece in &article.furniture {
        let start = found.tokens.partition_point(|token| token.span.start < piece.span.start);
        let end = found.tokens.partition_point(|token| token.span.start < piece.span.end);
        if let Some(tokens) = all.get_mut(start..end) {
            tokens.fill(true);
        }
    }
    all
}

fn paragraphs(found: &Annotations) -> Vec<Span> {
    found
        .sentences
        .chunk_by(|one, other| one.paragraph == other.paragraph)
        .filter_map(|sentences| Some(sentences.first()?.span.cover(sentences.last()?.span)))
        .collect()
}

/// The children of all tokens in one list, sorted by head and then by place.
fn children(tokens: &[Token]) -> (Vec<u32>, Vec<u32>) {
    let heads = || {
        tokens
            .iter()
            .enumerate()
            .filter_map(|(at, token)| Some((token.head.filter(|&head| head < tokens.len())?, at)))
    };
    let mut firsts = vec![0u32; tokens.len() + 2];
    for (head, _) in heads() {
        if let Some(count) = firsts.get_mut(head + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for first in &mut firsts {
        sum += *first;
        *first = sum;
    }
    let mut children = vec![0u32; sum as usize];
    let mut next = firsts.clone();
    for (head, at) in heads() {
        if let Some(place) = next.get_mut(head) {
            set(&mut children, *place as usize, at);
            *place += 1;
        }
    }
    (children, firsts)
}

/// First and last token of each subtree: from the leaves up, in the reverse order of a walk from the roots.
fn reach(tokens: &[Token], children: &[u32], firsts: &[u32]) -> Vec<(u32, u32)> {
    let mut reach: Vec<(u32, u32)> = (0..).take(tokens.len()).map(|at| (at, at)).collect();
    let mut order: Vec<u32> =
        (0..).zip(tokens).filter(|(_, token)| token.head.is_none()).map(|(at, _)| at).collect();
    let mut walked = 0;
    while let Some(&at) = order.get(walked) {
        let at = at as usize;
        let bounds = firsts
            .get(at)
            .zip(firsts.get(at + 1))
            .map_or(0..0, |(&start, &end)| start as usize..end as usize);
        order.extend_from_slice(children.get(bounds).unwrap_or_default());
        walked += 1;
    }
    for &at in order.iter().rev() {
        let head = tokens.get(at as usize).and_then(|token| token.head);
        let own = reach.get(at as usize).copied();
        if let (Some((first, last)), Some(of_head)) = (own, head.and_then(|head| reach.get_mut(head))) {
            *of_head = (of_head.0.min(first), of_head.1.max(last));
        }
    }
    reach
}

/// For each token, the quotation that holds it.
fn covering(tokens: &[Token], quotations: &[Quotation]) -> Vec<u32> {
    let mut at = 0;
    let mut all = Vec::with_capacity(tokens.len());
    for token in tokens {
        while quotations.get(at).is_some_and(|quotation| quotation.outer.end <= token.span.start) {
            at += 1;
        }
        let inside = quotations.get(at).is_some_and(|quotation| quotation.outer.contains(token.span));
        all.push(if inside { u32::try_from(at).unwrap_or(NONE) } else { NONE });
    }
    all
}
