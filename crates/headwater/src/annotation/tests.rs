//! What holds of the annotations of any text whatever, and of some that have gone wrong elsewhere.

use proptest::prelude::*;

use super::{Annotations, annotate};
use crate::article::{Article, Furniture, FurnitureKind};
use crate::text::Span;

fn article(text: &str) -> Article {
    Article { language: Some("en".to_owned()), ..Article::of_text(text) }
}

fn read(text: &str) -> Annotations {
    annotate(&article(text)).value
}

fn sentences(text: &str) -> Vec<String> {
    read(text).sentences.iter().map(|sentence| sentence.span.of(text).to_owned()).collect()
}

fn words(text: &str) -> Vec<String> {
    read(text).tokens.iter().map(|token| token.span.of(text).to_owned()).collect()
}

/// Tokens are in order, on character boundaries, hold all that is not white space, and lie in sentences; heads stay inside.
fn check(text: &str, found: &Annotations) {
    let mut end = 0;
    for token in &found.tokens {
        assert!(text.get(token.span.range()).is_some_and(|word| !word.is_empty()), "{token:?}");
        assert!(token.span.start >= end);
        let between = text.get(end..token.span.start).unwrap_or("!");
        assert!(between.chars().all(char::is_whitespace), "{between:?}");
        end = token.span.end;
    }
    assert!(text.get(end..).unwrap_or("!").chars().all(char::is_whitespace));
    let mut next = 0;
    for sentence in &found.sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        assert_eq!(sentence.span, found.span_of(sentence.tokens.clone()));
        let roots = sentence.tokens.clone().filter(|&token| found.head(token).is_none()).count();
        assert_eq!(roots, 1);
        assert!(
            sentence
                .tokens
                .clone()
                .filter_map(|token| found.head(token))
                .all(|head| sentence.tokens.contains(&head))
        );
    }
    assert_eq!(next, found.tokens.len());
    for mention in &found.mentions {
        assert!(text.get(mention.span.range()).is_some());
        assert!(mention.entity < found.entities.len() && mention.head < found.tokens.len());
    }
    for scope in &found.scopes {
        assert!(text.get(scope.cue.range()).is_some_and(|cue| !cue.is_empty()));
        assert!(text.get(scope.over.range()).is_some());
        // Nothing reaches beyond its sentence.
        let sentence = found.sentence_of(scope.cue).and_then(|place| found.sentences.get(place));
        assert!(sentence.is_some_and(|sentence| sentence.span.contains(scope.over)));
        assert!(scope.event.is_none_or(|event| event < found.tokens.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_covered(text in "\\PC{0,200}") {
        check(&text, &read(&text));
    }

    #[test]
    fn text_like_news_is_covered(text in "([A-Z]?[a-z]{1,8}|[“”\"'’.,!?:;()\\[\\]-]|[0-9]{1,4}|U\\.S\\.|n't|not|no|may|allegedly|appears to|\u{200b}|\u{a0}|\n| ){0,80}") {
        check(&text, &read(&text));
    }

    #[test]
    fn furniture_shares_no_sentence_with_the_story(text in "[a-z .]{20,80}", from in 0usize..20, length in 1usize..20) {
        let mut article = article(&text);
        let span = Span::new(from, from + length);
        article.furniture.push(Furniture { span, kind: FurnitureKind::Caption });
        let found = annotate(&article).value;
        check(&text, &found);
        for sentence in &found.sentences {
            prop_assert!(span.contains(sentence.span) || !span.overlaps(sentence.span));
        }
    }
}

#[test]
fn clitics_and_hyphens_are_cut_as_in_the_treebanks() {
    assert_eq!(
        words("They don't trust Roe’s state-run co-op."),
        ["They", "do", "n't", "trust", "Roe", "’s", "state", "-", "run", "co-op", "."]
    );
    assert_eq!(
        words("At 5pm, \"$1,200\" (6.1-magnitude)"),
        ["At", "5", "pm", ",", "\"", "$", "1,200", "\"", "(", "6.1", "-", "magnitude", ")"]
    );
    assert_eq!(
        words("See https://example.org/a?b=1, said the U.S."),
        ["See", "https://example.org/a?b=1", ",", "said", "the", "U.S."]
    );
}

#[test]
fn a_missing_space_still_ends_a_sentence() {
    assert_eq!(
        sentences("They had no visas.Meanwhile two left."),
        ["They had no visas.", "Meanwhile two left."]
    );
}

#[test]
fn a_word_without_its_space_is_cut_off_what_is_before_it() {
    assert_eq!(
        words("The U.S.government met Mr.Jones and J.K.Sel in 2017.The Orla`s U.S.-led aid ended."),
        [
            "The",
            "U.S.",
            "government",
            "met",
            "Mr.",
            "Jones",
            "and",
            "J.K.",
            "Sel",
            "in",
            "2017",
            ".",
            "The",
            "Orla",
            "`s",
            "U.S.",
            "-",
            "led",
            "aid",
            "ended",
            "."
        ]
    );
    assert_eq!(
        sentences("They met NATO.The talks ended.A third man left."),
        ["They met NATO.", "The talks ended.", "A third man left."]
    );
}

#[test]
fn a_word_that_a_line_breaks_is_one() {
    let text = "The min-\nister of transport resigned on Monday after the dam of the well-\nknown town of \
        Orla broke, and the gov-\n  ernment of Premier Ana Gar-\ncia went on with-\nout him until June.";
    let found = read(text);
    let shown: Vec<&str> = found.tokens.iter().map(|token| token.span.of(text)).collect();
    assert!(shown.contains(&"min-\nister") && shown.contains(&"with-\nout"), "{shown:?}");
    assert!(shown.windows(3).any(|three| three == ["well", "-", "known"]), "{shown:?}");
    let minister = found.tokens.iter().find(|token| token.span.of(text) == "min-\nister").expect("one word");
    assert_eq!(minister.lemma, "minister");
    assert!(found.entities.iter().any(|entity| entity.name == "Ana Garcia"), "{:?}", found.entities);
    check(text, &found);
    // A hyphen that stands by itself or before a capital breaks no word.
    let apart = "The mayor of the old town above the harbour spoke for long -\nand nobody came from Anglo-\nNorlandic \
        Gas for the pre-\nand post-war roads.";
    let shown = words(apart);
    assert!(
        shown.iter().any(|word| word == "-") && !shown.iter().any(|word| word.contains('\n')),
        "{shown:?}"
    );
}

#[test]
fn a_date_goes_on_in_the_next_line_of_wrapped_text_only() {
    let wrapped = "The minister of transport told the reporters who had come on 5\nMay 2017 that he was sorry for the \
        fall of the bridge, and that\nthe ministry would go on without him until autumn.";
    let times = read(wrapped).times;
    assert_eq!(times[0].span.of(wrapped), "5\nMay 2017");
    let list = "Seats: 5\nMay 2017 will see a new table.";
    assert!(read(list).times.iter().all(|time| time.span.of(list) == "May 2017"));
}

#[test]
fn a_drawn_line_is_a_sentence_of_its_own() {
    assert_eq!(
        sentences("They had no visas *** Ana Verick spoke --- as she had promised -- on Monday."),
        ["They had no visas", "***", "Ana Verick spoke --- as she had promised -- on Monday."]
    );
}

#[test]
fn abbreviations_and_initials_end_nothing() {
    let text = "Gen. J. R. Roe of Acme Inc. spoke on Sept. 3. He left at 10 a.m. The U.S. envoy stayed.";
    assert_eq!(
        sentences(text),
        ["Gen. J. R. Roe of Acme Inc. spoke on Sept. 3.", "He left at 10 a.m.", "The U.S. envoy stayed."]
    );
}

#[test]
fn quotation_marks_stay_with_their_sentence() {
    assert_eq!(
        sentences("“We left.” She sighed. \"Why?\" he asked."),
        ["“We left.”", "She sighed.", "\"Why?\" he asked."]
    );
}

#[test]
fn a_subject_is_found() {
    let text = "The minister visited the town on Monday.";
    let found = read(text);
    let verb = found.tokens.iter().position(|token| token.lemma == "visit").expect("the verb");
    assert_eq!(found.head(verb), None);
    let children = found.children();
    assert_eq!(found.subtree_span(&children, 1).of(text), "The minister");
    assert_eq!(found.head(1), Some(verb));
}

#[test]
fn a_number_that_only_a_bound_hedges_is_the_object() {
    let relation = |text: &str, word: &str| {
        let found = read(text);
        let token = found.tokens.iter().find(|token| token.span.of(text) == word);
        token.map(|token| token.relation)
    };
    use super::Relation;
    for (text, number) in [
        ("A car bomb attack killed at least 44.", "44"),
        ("The fire left at least 12 dead.", "12"),
        ("Rebels killed up to 60.", "60"),
    ] {
        assert_eq!(relation(text, number), Some(Relation::Obj), "{text}");
    }
    assert_eq!(relation("Prices rose to at least 44.", "44"), Some(Relation::Obl));
}

#[test]
fn endless_text_is_read_in_linear_time() {
    for text in [
        "word ".repeat(60_000),
        "a".repeat(300_000),
        "\"".repeat(100_000),
        ".-".repeat(60_000),
        "Roe Doe ".repeat(20_000),
    ] {
        check(&text, &read(&text));
    }
}

#[test]
fn other_languages_are_cut_and_read_no_further() {
    let mut other = article("Das ist ein Satz. Und noch einer.");
    other.language = Some("de".to_owned());
    let noted = annotate(&other);
    assert_eq!(noted.value.sentences.len(), 2);
    assert!(noted.value.mentions.is_empty());
    assert_eq!(noted.notices.len(), 1);
}
