//! Ways into [`Annotations`]: by place, by token, up and down the parse.

use std::ops::Range;

use super::{
    Anchor, Annotations, Entity, EntityKind, Form, Hedge, Mention, QuantityKind, Relation, Scope, ScopeKind,
    Sentence, TimeKind, Token, token,
};
use crate::article::Article;
use crate::text::Span;

/// The parse of an article turned round: from every token to the tokens that it governs, in order of place.
///
/// Made once by [`Annotations::children`]; each look-up is then a slice.
#[derive(Clone, Debug, Default)]
pub struct Children {
    /// Where the dependents of each token begin in `list`; one entry more than tokens.
    starts: Vec<u32>,
    list: Vec<u32>,
}

impl Children {
    /// The tokens that `token` governs, in order of place.
    pub fn of(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let at = |place: usize| self.starts.get(place).map_or(self.list.len(), |&start| start as usize);
        self.list.get(at(token)..at(token + 1)).unwrap_or_default().iter().map(|&child| child as usize)
    }
}

impl Annotations {
    /// The sentence that holds the start of `span`, or the nearest one before it.
    pub fn sentence_of(&self, span: Span) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= span.start).checked_sub(1)
    }

    /// For each sentence how many sentences of the story stand before it: captions and other furniture between two sentences
    /// do not part them.
    pub(crate) fn places_in_story(&self, article: &Article) -> Vec<usize> {
        let mut before = 0;
        let place = |sentence: &Sentence| {
            let place = before;
            before += usize::from(!article.is_furniture(sentence.span));
            place
        };
        self.sentences.iter().map(place).collect()
    }

    /// The sentence that holds token `token`, with its place in [`Annotations::sentences`].
    pub fn sentence_of_token(&self, token: usize) -> Option<usize> {
        let place = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(place).filter(|sentence| sentence.tokens.contains(&token)).map(|_| place)
    }

    /// The tokens that share at least one byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The token that holds byte `at`.
    pub fn token_at(&self, at: usize) -> Option<usize> {
        let place = self.tokens.partition_point(|token| token.span.end <= at);
        self.tokens.get(place).filter(|token| token.span.start <= at).map(|_| place)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or_default()
    }

    /// From the first to the last character of a range of tokens.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        let tokens = self.tokens.get(tokens).unwrap_or_default();
        tokens.first().zip(tokens.last()).map(|(first, last)| first.span.cover(last.span)).unwrap_or_default()
    }

    /// The characters of a token; empty if there is no such token.
    pub fn word<'t>(&self, text: &'t str, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.span.of(text))
    }

    /// Whether a token is the mark of an owner, whatever apostrophe it is written with ("'s", "’s", "`s", "'").
    pub(super) fn owns(&self, text: &str, token: usize) -> bool {
        matches!(token::plain(self.word(text, token)).as_str(), "'s" | "'")
    }

    /// The token that governs `token`.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.tokens.get(token)?.head
    }

    /// The tokens above `token`, the nearest first, up to the root of its sentence.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        // A parse has no cycles; the bound holds even for one that was put together by hand and has.
        std::iter::successors(self.head(token), |&above| self.head(above)).take(self.tokens.len())
    }

    /// The parse turned round, for walking down. Make it once and keep it.
    pub fn children(&self) -> Children {
        let mut starts = vec![0u32; self.tokens.len() + 1];
        for head in self.tokens.iter().filter_map(|token| token.head) {
            if let Some(count) = starts.get_mut(head + 1) {
                *count += 1;
            }
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        let mut list = vec![0u32; starts.last().map_or(0, |&end| end as usize)];
        for (child, token) in self.tokens.iter().enumerate() {
            let Some(place) = token.head.and_then(|head| next.get_mut(head)) else { continue };
            if let (Some(entry), Ok(child)) = (list.get_mut(*place as usize), u32::try_from(child)) {
                *entry = child;
                *place += 1;
            }
        }
        Children { starts, list }
    }

    /// The first and one past the last token of everything that hangs from `token`, itself included.
    pub fn subtree(&self, children: &Children, token: usize) -> Range<usize> {
        let (mut first, mut last) = (token, token);
        let mut todo = vec![token];
        while let Some(next) = todo.pop() {
            (first, last) = (first.min(next), last.max(next));
            todo.extend(children.of(next));
        }
        first..(last + 1).min(self.tokens.len().max(first))
    }

    /// The characters of everything that hangs from `token`, from the first to the last.
    pub fn subtree_span(&self, children: &Children, token: usize) -> Span {
        self.span_of(self.subtree(children, token))
    }

    /// The dependents of `token` in one of `relations`, in order of place.
    pub fn dependents<'a>(
        &'a self,
        children: &'a Children,
        token: usize,
        relations: &'a [Relation],
    ) -> impl Iterator<Item = usize> + 'a {
        children.of(token).filter(move |&child| self.has_relation(child, relations))
    }

    /// Whether `token` stands in one of `relations` to its head.
    pub fn has_relation(&self, token: usize, relations: &[Relation]) -> bool {
        self.tokens.get(token).is_some_and(|token| relations.contains(&token.relation))
    }

    /// The scopes whose cues lie wholly inside `span`, in order of place.
    pub fn scopes_in(&self, span: Span) -> impl Iterator<Item = &Scope> + '_ {
        let first = self.scopes.partition_point(|scope| scope.cue.start < span.start);
        let inside = self.scopes.iter().skip(first);
        inside
            .take_while(move |scope| scope.cue.start < span.end)
            .filter(move |scope| scope.cue.end <= span.end)
    }

    /// The mentions that lie wholly inside `span`, in order of place.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let inside = self.mentions.iter().enumerate().skip(first);
        inside
            .take_while(move |(_, mention)| mention.span.start < span.end)
            .filter(move |(_, mention)| mention.span.end <= span.end)
            .map(|(place, _)| place)
    }

    /// The mention that `token` heads, the longest if several.
    pub fn mention_of_head(&self, token: usize) -> Option<usize> {
        let span = self.tokens.get(token)?.span;
        let end = self.mentions.partition_point(|mention| mention.span.start <= span.start);
        let before = self.mentions.iter().enumerate().take(end).rev();
        // A mention lies in one sentence, so the search ends where the sentence begins.
        let from = self
            .sentence_of_token(token)
            .and_then(|place| self.sentences.get(place))
            .map_or(0, |s| s.span.start);
        before
            .take_while(|(_, mention)| mention.span.start >= from)
            .filter(|(_, mention)| mention.head == token)
            .max_by_key(|(_, mention)| mention.span.len())
            .map(|(place, _)| place)
    }

    /// The entity that a mention names.
    pub fn entity_of(&self, mention: &Mention) -> Option<&Entity> {
        self.entities.get(mention.entity)
    }

    /// The mentions of an entity, in order of place.
    pub fn mentions_of<'a>(&'a self, entity: &'a Entity) -> impl Iterator<Item = &'a Mention> + 'a {
        entity.mentions.iter().filter_map(|&place| self.mentions.get(place))
    }

    /// Whether the article anywhere names the entity by a name.
    pub fn is_named(&self, entity: &Entity) -> bool {
        self.mentions_of(entity).any(|mention| mention.form == Form::Name)
    }
}

impl EntityKind {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Place => "place",
            EntityKind::Other => "other",
        }
    }
}

impl Form {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            Form::Name => "name",
            Form::Description => "description",
            Form::Pronoun => "pronoun",
        }
    }
}

impl Anchor {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            Anchor::Published => "published",
            Anchor::Text => "text",
        }
    }
}

impl TimeKind {
    /// The word for it in JSON.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "date",
            TimeKind::Time => "time",
            TimeKind::Duration => "duration",
            TimeKind::Set => "set",
        }
    }
}

impl Hedge {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            Hedge::Exactly => "exactly",
            Hedge::About => "about",
            Hedge::AtLeast => "at_least",
            Hedge::MoreThan => "more_than",
            Hedge::AtMost => "at_most",
            Hedge::FewerThan => "fewer_than",
            Hedge::Between => "between",
            Hedge::Vague => "vague",
        }
    }
}

impl QuantityKind {
    /// The word for it in the dossier.
    pub fn name(self) -> &'static str {
        match self {
            QuantityKind::Count => "count",
            QuantityKind::Measure => "measure",
            QuantityKind::Share => "share",
            QuantityKind::Money => "money",
            QuantityKind::Age => "age",
            QuantityKind::Rank => "rank",
        }
    }
}

impl ScopeKind {
    /// The word for it in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            ScopeKind::Negation => "negation",
            ScopeKind::Modality => "modality",
            ScopeKind::Hedge => "hedge",
        }
    }
}
