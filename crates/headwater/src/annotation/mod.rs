//! Reading: sentences, tokens, tags, parse, names, who is who, times and quantities of one article.
//!
//! A pure function of one article. Tags and relations are those of Universal Dependencies 2 for English.
//!
//! [`annotate`] needs nothing of the stages after it, so another program may use it by itself:
//!
//! ```
//! use headwater::annotation::{EntityKind, annotate};
//! use headwater::article::{Article, Published};
//!
//! let text = "Ilian Proske led the Harbour Union. On 5 May 2017 he told reporters that at least 40 dockers had not \
//!             been paid. The next day he resigned.";
//! let article = Article { published: Some(Published::given("2017-05-18")), ..Article::of_text(text) };
//! let found = annotate(&article).value;
//!
//! // Sentences and words, with their exact places.
//! assert_eq!(found.sentences.len(), 3);
//! assert_eq!(found.tokens[0].span.of(text), "Ilian");
//! assert_eq!(found.tokens[2].lemma, "lead");
//!
//! // Names, and who stands for whom.
//! let person = found.entities.iter().find(|entity| entity.kind == EntityKind::Person).expect("it names one");
//! let mentions = found.mentions_of(person).map(|mention| mention.span.of(text));
//! assert_eq!(mentions.collect::<Vec<_>>(), ["Ilian Proske", "he", "he"]);
//!
//! // Times, with what they were reckoned from.
//! let next = &found.times[1];
//! assert_eq!(next.value.as_ref().map(|value| value.as_str()), Some("2017-05-06"));
//! assert_eq!(next.anchor.map(|at| found.times[at].span.of(text)), Some("5 May 2017"));
//!
//! // Quantities: at least 40 of whom.
//! let quantity = &found.quantities[0];
//! assert_eq!((quantity.low, quantity.high), (Some(40.0), None));
//! assert_eq!(quantity.counts.map(|counts| counts.of(text)), Some("dockers"));
//!
//! // What is denied.
//! assert_eq!(found.scopes[0].cue.of(text), "not");
//! ```

mod access;
pub mod conllu;
pub mod corrected;
mod encoder;
mod hash;
pub mod json;
mod label;
pub mod learn;
mod lemma;
mod lexeme;
pub mod lexicon;
mod lists;
pub(crate) mod meaning;
mod mention;
mod model;
mod name;
mod numeral;
mod parse;
pub mod quantity;
mod scan;
mod scope;
mod sentence;
mod syntax;
mod tag;
pub mod time;
mod token;

#[cfg(test)]
mod tests;

pub use self::access::Children;
pub use self::meaning::Meaning;
pub(crate) use self::mention::is_feminine;
pub(crate) use self::name::{goes_on, is_generation, is_nationality};

use std::ops::Range;

use smol_str::SmolStr;

use crate::article::Article;
use crate::edtf::Edtf;
use crate::notice::{Noted, Notice, Severity};
use crate::text::Span;

/// Everything that was read from one article's text. All lists are sorted by place.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Sentences; they do not overlap.
    pub sentences: Vec<Sentence>,
    /// Tokens; they do not overlap, and hold every character that is not white space.
    pub tokens: Vec<Token>,
    /// Namings of entities.
    pub mentions: Vec<Mention>,
    /// What the mentions name, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Times.
    pub times: Vec<Time>,
    /// Quantities.
    pub quantities: Vec<Quantity>,
    /// What is negated, modal or hedged.
    pub scopes: Vec<Scope>,
    /// Whether the text contradicts the date on which it is said to have been published.
    pub contradicts_date: bool,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where, without white space at the edges.
    pub span: Span,
    /// Its tokens in [`Annotations::tokens`].
    pub tokens: Range<usize>,
    /// The number of its paragraph, from zero.
    pub paragraph: u32,
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where, exactly.
    pub span: Span,
    /// Dictionary form, in lower case but for names.
    pub lemma: SmolStr,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag ("VBD", "NNP"), as UD English gives it.
    pub xpos: SmolStr,
    /// The token that governs it, in [`Annotations::tokens`]; `None` for a sentence's root.
    pub head: Option<usize>,
    /// The relation to its head.
    pub relation: Relation,
}

impl Token {
    /// A token of which only the place is known.
    fn bare(text: &str, span: Span) -> Self {
        let lemma = token::plain(span.of(text));
        Token { span, lemma, upos: Upos::X, xpos: SmolStr::default(), head: None, relation: Relation::Dep }
    }
}

/// Universal parts of speech.
#[allow(missing_docs, reason = "the names are the definitions: universaldependencies.org/u/pos")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[rustfmt::skip]
pub enum Upos {
    Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, #[default] X,
}

/// Universal dependency relations, with the subtypes that English uses and later stages need.
#[allow(missing_docs, reason = "the names are the definitions: universaldependencies.org/en/dep")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[rustfmt::skip]
pub enum Relation {
    Acl, AclRelcl, Advcl, AdvclRelcl, Advmod, Amod, Appos, Aux, AuxPass, Case, Cc, CcPreconj, Ccomp, Compound,
    CompoundPrt, Conj, Cop, Csubj, CsubjPass, #[default] Dep, Det, DetPredet, Discourse, Dislocated, Expl, Fixed,
    Flat, Goeswith, Iobj, List, Mark, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Nsubj, NsubjPass, Nummod, Obj, Obl,
    ObliqueAgent, OblUnmarked, Orphan, Parataxis, Punct, Reparandum, Root, Vocative, Xcomp,
}

/// What a mention can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// One human being, or several named together.
    Person,
    /// Bodies that act and speak: states' organs, companies, agencies, groups, outlets.
    Organisation,
    /// Countries, cities, regions, buildings.
    Place,
    /// Everything else that has a name.
    Other,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By name ("Pavel Drost", "HRW").
    Name,
    /// By description ("Russia's top diplomat", "the spokesperson").
    Description,
    /// By pronoun ("he", "they").
    Pronoun,
}

/// One naming of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where: the name alone, or the whole description with its modifiers up to the end of the noun phrase.
    pub span: Span,
    /// The token that heads it.
    pub head: usize,
    /// What kind of thing it names.
    pub kind: EntityKind,
    /// How it names it.
    pub form: Form,
    /// What it names, in [`Annotations::entities`].
    pub entity: usize,
}

/// What mentions of one article name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name; for what is never named, the first description.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its mentions in [`Annotations::mentions`].
    pub mentions: Vec<usize>,
    /// Roles and titles that the text gives it ("foreign minister", "spokesperson"), lower case, in order of place.
    pub roles: Vec<String>,
    /// The entity it belongs to or speaks for, where the text says so ("Russia LGBT Network spokesperson").
    pub of: Option<usize>,
}

/// What a time was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// The article's date of publication.
    Published,
    /// Another time of the text.
    Text,
}

/// A time, date, duration or set of the text (TIMEX3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where.
    pub span: Span,
    /// Its value; durations as ISO 8601. `None` when it cannot be resolved (no date to reckon from).
    pub value: Option<Edtf>,
    /// What the value was reckoned from; `None` when the words alone say it.
    pub relative_to: Option<Anchor>,
    /// Which time of the text it was reckoned from, in [`Annotations::times`]; `None` where it was none, or where a day that
    /// another article dates was counted from.
    pub anchor: Option<usize>,
    /// The TIMEX3 type.
    pub kind: TimeKind,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeKind {
    /// A calendar time of a day or longer.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// How a quantity is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hedge {
    /// No hedge: "42".
    Exactly,
    /// "around 40", "some 40", "about".
    About,
    /// "at least 100", "100 or more".
    AtLeast,
    /// "more than 100", "over 100".
    MoreThan,
    /// "at most", "up to".
    AtMost,
    /// "fewer than", "under".
    FewerThan,
    /// "16-50", "between 3 and 5".
    Between,
    /// "dozens", "a handful", "several".
    Vague,
}

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuantityKind {
    /// How many of something.
    Count,
    /// How much, in a unit ("10 kilometres", "6.1-magnitude", "15 seconds").
    Measure,
    /// A share ("40 per cent").
    Share,
    /// Money.
    Money,
    /// An age ("aged 16-50", "a 60-year-old").
    Age,
    /// A place in an order ("the first", "second"); `low` is the rank.
    Rank,
}

/// A number of the text with its hedge and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its hedge ("at least 100").
    pub span: Span,
    /// The least that it may mean; `None` for open below.
    pub low: Option<f64>,
    /// The most that it may mean; `None` for open above.
    pub high: Option<f64>,
    /// How it is hedged.
    pub hedge: Hedge,
    /// What it measures.
    pub kind: QuantityKind,
    /// The name of the rule that turned a vague numeral into a range ("dozens").
    pub rule: Option<&'static str>,
    /// The unit, for measures, shares and money, in its plain English singular ("kilometre", "per cent", "US dollar").
    pub unit: Option<String>,
    /// What is counted or measured, in the text's words ("gay and bisexual men"), with its place.
    pub counts: Option<Span>,
    /// The token that heads what is counted.
    pub counted: Option<usize>,
}

/// How a scope changes what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeKind {
    /// It is not so: "not", "never", "no", "without".
    Negation,
    /// It can, must, should or will be so.
    Modality,
    /// It may be so: "allegedly", "might", "appears to".
    Hedge,
}

/// Words that turn or weaken others, and what they hold for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// How.
    pub kind: ScopeKind,
    /// The words that do it.
    pub cue: Span,
    /// What they hold for, in one piece; where the cue lies inside, it is part of it.
    pub over: Span,
    /// The token that says what is negated, modal or hedged: a predicate, or the noun of a phrase.
    pub event: Option<usize>,
}

/// Reads one article.
///
/// Articles in other languages than English are cut into sentences and tokens and read no further.
pub fn annotate(article: &Article) -> Noted<Annotations> {
    annotate_by(article, &mut mention::link::by_weight)
}

/// Reads one article; `judge` chooses names for what found none by rule.
fn annotate_by(article: &Article, judge: &mut mention::link::Judge) -> Noted<Annotations> {
    let (sentences, spans) = sentence::sentences(article);
    let tokens: Vec<Token> = spans.into_iter().map(|span| Token::bare(&article.text, span)).collect();
    let mut found = Annotations { sentences, tokens, ..Annotations::default() };
    if article.language.as_deref().is_some_and(|language| language != "en") {
        return Noted { value: found, notices: vec![unread(article)] };
    }
    let mut reader = syntax::Reader::new();
    for sentence in &found.sentences {
        let inside = found.tokens.get_mut(sentence.tokens.clone()).unwrap_or_default();
        reader.read(&article.text, sentence, inside);
    }
    found.times = time::times(article);
    mention::mentions(article, &mut found, reader.names(), judge);
    found.quantities = quantity::quantities(&article.text, &found);
    found.scopes = scope::scopes(&article.text, &found);
    let notices: Vec<Notice> = time::doubt(article, &found.times).into_iter().collect();
    found.contradicts_date = !notices.is_empty();
    Noted { value: found, notices }
}

/// Dates what articles without a date of publication tell of, where the other articles of the pile allow it.
pub fn settle_times(articles: &[Article], annotations: &mut [Annotations]) -> Noted<()> {
    time::settle(articles, annotations)
}

/// Says that an article's language cannot be read.
fn unread(article: &Article) -> Notice {
    let language = article.language_name();
    let message =
        format!("written in {language}: its statements are not read; its wording is compared all the same");
    let notice = Notice::new(Severity::Warning, message).about(&article.path).in_article(article.id);
    notice.hint("give an English translation beside it")
}
