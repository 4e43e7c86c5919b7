use super::*;

fn text(path: &str, text: &str) -> Capture {
    Capture::new(path, MediaType::Text, text.as_bytes().to_vec())
}

#[test]
fn the_lines_above_a_story_say_what_it_is() {
    let story = "Bridge at Marrow closed after flood\nBy Ana Hale / The Tarn Post\nPublished 3 July 2013\n\n\
        The bridge at Marrow was closed on Wednesday, the mayor said.\nNobody was hurt, she said, and it will open again on Friday.";
    let read = articles(&[text("a.txt", story)], &Metadata::default()).value;
    let article = &read[0];
    assert_eq!(article.text, story);
    assert_eq!(article.headline.as_deref(), Some("Bridge at Marrow closed after flood"));
    assert_eq!(article.byline.as_deref(), Some("Ana Hale"));
    assert_eq!(article.outlet.as_deref(), Some("The Tarn Post"));
    let published = article.published.as_ref().unwrap();
    assert_eq!(published.value.as_str(), "2013-07-03");
    assert_eq!(published.span.unwrap().of(story), "3 July 2013");
}

#[test]
fn the_first_line_of_wrapped_text_is_no_headline() {
    let wrapped = "The minister of transport, Pavel Drost, resigned on Tuesday after the\n\
        dam above Port Orla broke. He told reporters that he was sorry for it,\n\
        and that the ministry would go on without him until the autumn.\n";
    let headed = "Minister of transport resigns after dam breaks\n\
        The minister of transport, Pavel Drost, resigned on Tuesday after the\n\
        dam above Port Orla broke. He told reporters that he was sorry for it.\n";
    let long = "Minister of transport resigns after\nthe dam above Port Orla breaks\n\n\
        The minister, Pavel Drost, resigned on Tuesday. He said that he was sorry for it all.\n";
    let read =
        |story: &str| articles(&[text("a.txt", story)], &Metadata::default()).value[0].headline.clone();
    assert_eq!(read(wrapped), None);
    assert_eq!(read(headed).as_deref(), Some("Minister of transport resigns after dam breaks"));
    assert!(read(long).is_some());
}

#[test]
fn the_same_article_twice_counts_once_unless_two_outlets_are_given() {
    let captures = [text("a.txt", "The river rose on Friday."), text("b.txt", "The river rose on Friday.")];
    let read = articles(&captures, &Metadata::default());
    assert_eq!(read.value.len(), 1);
    assert!(read.notices.iter().any(|notice| notice.message.contains("a.txt")));
    let table = b"file,outlet\na.txt,The Tarn Post\nb.txt,Hale Echo\n";
    let metadata = Metadata::from_csv(table).unwrap().value;
    assert_eq!(articles(&captures, &metadata).value.len(), 2);
}

#[test]
fn json_lines_are_articles_each() {
    let lines = "{\"text\": \"The river rose on Friday.\", \"outlet\": \"Hale Echo\", \"published\": \"2013-07-03T10:00:00Z\"}\n\
        not json\n{\"text\": \"The river fell on Monday.\", \"headline\": \"River falls\"}\n";
    let capture = Capture::new("a.jsonl", MediaType::JsonLines, lines.as_bytes().to_vec());
    let read = articles(&[capture], &Metadata::default());
    assert_eq!(read.value.len(), 2);
    assert_eq!(read.value[0].published.as_ref().unwrap().value.as_str(), "2013-07-03");
    assert_eq!(read.value[1].headline.as_deref(), Some("River falls"));
    assert!(read.notices.iter().any(|notice| notice.message.starts_with("line 2")));
}

/// Everything that must hold of any article.
fn check(article: &Article) {
    let fits = |span: Span| article.text.get(span.range()).is_some();
    assert!(article.headline_span.is_none_or(fits));
    assert!(article.published.as_ref().and_then(|published| published.span).is_none_or(fits));
    assert!(article.credits.iter().filter_map(|credit| credit.span).all(fits));
    assert!(article.furniture.iter().all(|piece| fits(piece.span) && !piece.span.is_empty()));
    assert!(article.furniture.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}

/// Articles of these bytes taken for each kind of capture.
fn of_all_kinds(bytes: &[u8]) -> Vec<Article> {
    let kinds = [MediaType::Text, MediaType::Html, MediaType::JsonLines];
    let captures = kinds.map(|kind| Capture::new(kind.name(), kind, bytes.to_vec()));
    articles(&captures, &Metadata::default()).value
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600)) {
        of_all_kinds(&bytes).iter().for_each(check);
    }

    #[test]
    fn any_lines_of_news_keep_their_places(
        lines in proptest::collection::vec("(By |Published |Photo: |Read more: |Source: |\\(AFP\\) |MARROW — |© )?[A-Za-zéß“” .,/()|0-9-]{0,40}(3 July 2013|Reuters|\\(AFP\\)|\u{a0}|\u{2003}x)?", 0..12),
    ) {
        let joined = lines.join("\n");
        for article in of_all_kinds(joined.as_bytes()) {
            check(&article);
            if article.path == "text/plain" {
                proptest::prop_assert_eq!(&article.text, &joined);
            }
        }
    }

    #[test]
    fn any_markup_is_read_without_panic(
        tags in proptest::collection::vec("</?(p|div|h1|time|script type=\"application/ld\\+json\"|span class=\"byline\"|meta name=date content=|a|b|table|article|title)( datetime=\"2013-07-03\")?/?>|[a-z{}\"@:, ]{0,12}|By Ana Hale", 0..60),
    ) {
        of_all_kinds(tags.concat().as_bytes()).iter().for_each(check);
    }
}

#[test]
fn a_page_says_who_published_it_and_when() {
    let page = "<!doctype html><html lang=en><head><title>Bridge closed - The Tarn Post</title>\
        <meta property='og:site_name' content='The Tarn Post'><link rel=canonical href='https://tarnpost.example.org/2013/07/03/bridge'>\
        <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed\",\"datePublished\":\"2013-07-04T01:00:00Z\",\
        \"author\":{\"@id\":\"#ana\"}}</script><script type='application/ld+json'>{\"@type\":\"Person\",\"@id\":\"#ana\",\"name\":\"Ana Hale\"}</script></head>\
        <body><nav><a href=/>Home</a></nav><article><h1>Bridge closed</h1><p>The bridge at Marrow was closed on Wednesday after the flood, the mayor said.</p>\
        <p>Nobody was hurt, she said, and it will be opened again on Friday if the water falls.</p><p>Subscribe to our newsletter.</p></article></body></html>";
    let capture = Capture::new("a.html", MediaType::Html, page.as_bytes().to_vec());
    let read = articles(&[capture], &Metadata::default()).value;
    let article = &read[0];
    assert_eq!(article.headline.as_deref(), Some("Bridge closed"));
    assert_eq!(article.outlet.as_deref(), Some("The Tarn Post"));
    assert_eq!(article.byline.as_deref(), Some("Ana Hale"));
    // The address tells the newsroom's day, the metadata that of Greenwich.
    assert_eq!(article.published.as_ref().unwrap().value.as_str(), "2013-07-03");
    assert!(article.text.contains("Marrow was closed on Wednesday"));
    assert!(article.text.contains("\n\n"), "{}", article.text);
    check(article);
}
