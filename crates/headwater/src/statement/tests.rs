//! What always holds for statements, whatever the text and however wrong the parse.

use proptest::prelude::*;

use super::statements;
use crate::annotation::{Annotations, Relation, Sentence, Token, Upos};
use crate::article::Article;
use crate::text::Span;

fn article(text: &str) -> Article {
    Article { outlet: Some("Valley Herald".to_owned()), ..Article::of_text(text) }
}

const WORDS: [&str; 26] = [
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    ",",
    ".",
    ":",
    "said",
    "say",
    "told",
    "according",
    "to",
    "they",
    "mayor",
    "claim",
    "that",
    "quote",
    "as",
    "Q",
    "who",
    "NAME",
    "deny",
    "—",
    "report",
];
const TAGS: [(Upos, &str); 8] = [
    (Upos::Verb, "VBD"),
    (Upos::Noun, "NN"),
    (Upos::Propn, "NNP"),
    (Upos::Pron, "PRP"),
    (Upos::Punct, "."),
    (Upos::Verb, "VBG"),
    (Upos::Pron, "WP"),
    (Upos::Adp, "IN"),
];
const RELATIONS: [Relation; 16] = [
    Relation::Nsubj,
    Relation::Obj,
    Relation::Ccomp,
    Relation::Xcomp,
    Relation::Advcl,
    Relation::Acl,
    Relation::AclRelcl,
    Relation::Parataxis,
    Relation::Conj,
    Relation::NsubjPass,
    Relation::Obl,
    Relation::Case,
    Relation::Mark,
    Relation::Nmod,
    Relation::Punct,
    Relation::Appos,
];

/// A text of cue words and marks with any parse at all, cycles included.
fn any_parse() -> impl Strategy<Value = (String, Annotations)> {
    let token = (0..WORDS.len(), 0..TAGS.len(), 0..RELATIONS.len(), any::<u8>(), 0..6u8);
    proptest::collection::vec(token, 1..60).prop_map(|drawn| {
        let mut text = String::new();
        let mut found = Annotations::default();
        let (mut first, mut paragraph) = (0, 0);
        let count = drawn.len();
        for (at, (word, tag, relation, head, gap)) in drawn.into_iter().enumerate() {
            let start = text.len();
            text.push_str(WORDS[word]);
            let span = Span::new(start, text.len());
            let head = usize::from(head) % (count + 1);
            let (upos, xpos) = TAGS[tag];
            let relation = RELATIONS[relation];
            let lemma = if WORDS[word] == "said" { "say" } else { WORDS[word] };
            let head = (head != count).then_some(head);
            found.tokens.push(Token { span, lemma: lemma.into(), upos, xpos: xpos.into(), head, relation });
            text.push_str(match gap {
                0 => "",
                1 => "\n\n",
                _ => " ",
            });
            if gap <= 2 {
                let span = found.tokens[first].span.cover(span);
                found.sentences.push(Sentence { span, tokens: first..at + 1, paragraph });
                first = at + 1;
                paragraph += u32::from(gap == 1);
            }
        }
        (text, found)
    })
}

proptest! {
    #[test]
    fn statements_lie_in_the_text_and_in_order((text, found) in any_parse()) {
        let said = statements(&article(&text), &found).value;
        for (place, statement) in said.iter().enumerate() {
            prop_assert!(!statement.content.is_empty());
            for part in statement.content.iter().chain(&statement.cue).chain(&statement.source.span).chain(&statement.hedges) {
                prop_assert!(!part.of(&text).is_empty());
            }
            for pair in statement.content.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            prop_assert!(statement.within.is_none_or(|host| host < place && !said[host].is_narration()));
            prop_assert!(statement.source.kind != super::SourceKind::Unresolved || statement.source.name.is_none());
        }
        for pair in said.windows(2) {
            prop_assert!(pair[0].content_span().start <= pair[1].content_span().start);
        }
    }
}

#[test]
fn a_text_without_annotations_has_no_statements() {
    assert!(statements(&article("Nothing here."), &Annotations::default()).value.is_empty());
}

fn read(text: &str) -> Vec<super::Statement> {
    let article = article(text);
    let mut said = statements(&article, &crate::annotation::annotate(&article).value).value;
    said.retain(|statement| !statement.is_narration());
    said
}

#[test]
fn only_what_a_main_clause_tells_is_sure() {
    let said =
        read("Ana Verick said the ferry had sunk.\nThe man who officials said had fled was found on Monday.");
    let sure: Vec<bool> = said.iter().map(|said| said.confidence == super::Confidence::Sure).collect();
    assert_eq!(sure, [true, false]);
}

#[test]
fn a_spokesman_of_nobody_speaks_for_the_body_that_spoke_before() {
    let text = "The Harbour Union called the ruling a farce. A spokesman said the strike would go on.";
    let bodies: Vec<_> = read(text).into_iter().map(|said| said.source.speaks_for).collect();
    assert_eq!(bodies, [None, Some("Harbour Union".to_owned())]);
    let text = "Ana Verick called the ruling a farce. A spokesman said the strike would go on.";
    assert!(read(text).iter().all(|said| said.source.speaks_for.is_none()));
}
