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
