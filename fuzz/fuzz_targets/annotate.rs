//! Any text: reading it does not panic, and every span lies in it, on character boundaries and in its sentence.

#![no_main]

use headwater::annotation::annotate;
use headwater::article::Article;
use headwater::text::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let article = Article { language: Some("en".to_owned()), ..Article::of_text(text) };
    let text = article.text.as_str();
    let found = annotate(&article).value;
    let lies = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?}");
    let mut end = 0;
    for token in &found.tokens {
        lies(token.span);
        assert!(token.span.start >= end && token.span.start < token.span.end);
        end = token.span.end;
        assert!(token.head.is_none_or(|head| head < found.tokens.len()));
    }
    for sentence in &found.sentences {
        assert_eq!(sentence.span, found.span_of(sentence.tokens.clone()));
    }
    found.mentions.iter().for_each(|it| lies(it.span));
    found.times.iter().for_each(|it| lies(it.span));
    found.quantities.iter().for_each(|it| lies(it.span));
    for scope in &found.scopes {
        lies(scope.cue);
        lies(scope.over);
    }
});
