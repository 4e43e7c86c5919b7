//! The page as a whole: it opens on the findings, holds every word it promises, and nothing that could harm.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use super::{page, sample};
use crate::article::{Article, ArticleId};
use crate::capture::Digest;
use crate::dossier::Dossier;

fn parsed(dossier: &Dossier) -> Html {
    Html::parse_document(&page(dossier))
}

fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An article of which everything is hostile.
fn hostile() -> Dossier {
    let nasty =
        "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u{202E}\"'><b>\u{0}]]>--><!--";
    let article = Article {
        id: ArticleId(0),
        capture: Digest([7; 32]),
        path: nasty.into(),
        headline: Some(nasty.into()),
        headline_span: None,
        byline: Some(nasty.into()),
        outlet: Some(nasty.into()),
        url: Some("javascript:alert(1)".into()),
        published: None,
        language: Some("en\" onload=\"x".into()),
        text: format!("{nasty}\n\n{nasty}"),
        furniture: Vec::new(),
        credits: Vec::new(),
    };
    Dossier { articles: vec![article], ..Dossier::default() }
}

/// Run with `--ignored` to look at the page: it is written beside the build.
#[test]
#[ignore = "writes a file to look at"]
fn write_the_sample_to_look_at() {
    for (name, dossier) in [("sample", sample::dossier()), ("crowd", crowd(125))] {
        let path = format!("{}/../../target/{name}.html", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, page(&dossier)).expect("the build folder can be written");
    }
}

#[test]
fn it_parses_without_a_single_error() {
    for dossier in [sample::dossier(), Dossier::default(), hostile()] {
        assert_eq!(parsed(&dossier).errors, Vec::<String>::new());
    }
}

#[test]
fn it_opens_on_the_findings_with_articles_and_origins() {
    let html = parsed(&sample::dossier());
    let first = all(&html, "main > section").first().map(|section| section.attr("id")).expect("a section");
    assert_eq!(first, Some("findings"));
    let counts: Vec<String> = all(&html, ".finding .counts").into_iter().map(text).collect();
    assert_eq!(counts[0], "7 articles on 2 to 3 origins");
    assert_eq!(counts[3], "3 articles on 1 origin");
}

#[test]
fn every_link_within_the_page_has_its_target_and_every_target_its_own_name() {
    for dossier in [sample::dossier(), Dossier::default(), hostile(), crowd(4)] {
        let html = parsed(&dossier);
        let ids: Vec<&str> =
            all(&html, "[id]").into_iter().filter_map(|element| element.attr("id")).collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "an id stands twice");
        for link in all(&html, "[href^='#']") {
            let target = link.attr("href").and_then(|href| href.strip_prefix('#')).unwrap_or_default();
            assert!(distinct.contains(target), "nothing stands at #{target}");
        }
    }
}

#[test]
fn every_cell_opens_the_words_in_their_sentence() {
    let html = parsed(&sample::dossier());
    let cells = all(&html, ".matrix td a.cell");
    assert!(cells.len() > 15, "the table is filled");
    for cell in cells {
        let words = all(&html, cell.attr("href").unwrap_or_default());
        let mark = words[0].select(&Selector::parse("blockquote mark").expect("a selector")).next();
        assert!(mark.is_some_and(|mark| !text(mark).is_empty()), "{}", text(cell));
    }
}

#[test]
fn nothing_is_fetched() {
    let html = parsed(&sample::dossier());
    assert!(all(&html, "[src], link, iframe, object, embed, img, base, form, [style]").is_empty());
    for link in all(&html, "[href]") {
        let href = link.attr("href").unwrap_or_default();
        let leaves =
            link.value().name() == "a" && link.attr("rel").is_some_and(|rel| rel.contains("noreferrer"));
        assert!(href.starts_with('#') || leaves, "{href}");
    }
    let handlers = |element: ElementRef<'_>| element.value().attrs().any(|(name, _)| name.starts_with("on"));
    assert!(!all(&html, "*").into_iter().any(handlers), "the policy would refuse it");
}

#[test]
fn the_policy_names_the_very_style_and_script_of_the_page() {
    use sha2::Digest as _;
    let html = parsed(&sample::dossier());
    let policy =
        all(&html, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none';"));
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"));
    for (name, directive) in [("style", "style-src"), ("script", "script-src")] {
        let content: String = all(&html, name)[0].text().collect();
        let hash = super::seal::base64(&sha2::Sha256::digest(&content));
        assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{name}");
        assert_eq!(all(&html, name).len(), 1);
    }
}

#[test]
fn hostile_words_are_shown_and_not_obeyed() {
    let page = page(&hostile());
    let html = Html::parse_document(&page);
    assert_eq!(all(&html, "script").len(), 1);
    assert!(all(&html, "img, .text b, [onerror], [onload], a[href^='javascript']").is_empty());
    assert!(!page.contains('\u{202E}') && !page.contains('\u{0}'));
    let shown = text(all(&html, ".text p")[0]);
    assert!(shown.contains("<script>alert(1)</script>") && shown.contains("[U+202E]"), "{shown}");
}

#[test]
fn equal_dossiers_give_equal_bytes() {
    assert_eq!(page(&sample::dossier()), page(&sample::dossier()));
}

#[test]
fn no_articles_and_one_article_are_said_plainly() {
    let empty = parsed(&Dossier::default());
    assert!(text(all(&empty, "#findings .empty")[0]).starts_with("No article was read"));
    let one = parsed(&hostile());
    assert!(text(all(&one, "#findings .empty")[0]).starts_with("There is one article"));
}

#[test]
fn the_whole_text_of_every_article_stands_on_the_page() {
    let dossier = sample::dossier();
    let html = parsed(&dossier);
    let bare = |text: String| text.split_whitespace().collect::<String>();
    for article in &dossier.articles {
        let selector = format!("#{} .text p", article.id);
        let numbers = Selector::parse("a.ref").expect("a selector");
        let mut shown = String::new();
        for paragraph in all(&html, &selector) {
            let refs: Vec<_> = paragraph.select(&numbers).map(|mark| mark.id()).collect();
            let words = paragraph
                .descendants()
                .filter(|node| !node.parent().is_some_and(|up| refs.contains(&up.id())));
            shown.extend(words.filter_map(|node| node.value().as_text().map(|words| words.to_string())));
        }
        assert_eq!(bare(shown), bare(article.text.clone()), "{}", article.path);
    }
}

#[test]
fn it_never_speaks_of_truth() {
    let html = parsed(&Dossier::default());
    let words = text(all(&html, "main")[0]).to_lowercase();
    for word in ["true", "false", "verified", "score", "fact"] {
        assert!(!words.split(|c: char| !c.is_alphabetic()).any(|found| found == word), "{word}");
    }
}

/// The sample told over and over: `times` copies of every article under the same matters.
fn crowd(times: u32) -> Dossier {
    let mut crowd = sample::dossier();
    let (articles, statements) = (crowd.articles.len() as u32, crowd.statements.len() as u32);
    for round in 1..times {
        let once = sample::dossier();
        crowd.articles.extend(once.articles.into_iter().map(|mut article| {
            article.id = ArticleId(article.id.0 + round * articles);
            article
        }));
        crowd.annotations.extend(once.annotations);
        crowd.statements.extend(once.statements.into_iter().map(|mut statement| {
            statement.article = ArticleId(statement.article.0 + round * articles);
            statement
        }));
        crowd.corroboration.origin_of.extend(once.corroboration.origin_of);
        for (matter, more) in crowd.corroboration.matters.iter_mut().zip(once.corroboration.matters) {
            for (claim, more) in matter.claims.iter_mut().zip(more.claims) {
                claim
                    .articles
                    .extend(more.articles.iter().map(|article| ArticleId(article.0 + round * articles)));
                claim.members.extend(more.members.into_iter().map(|mut member| {
                    member.statement.0 += round * statements;
                    member
                }));
            }
        }
    }
    crowd
}

#[test]
fn a_thousand_articles_are_not_told_twice() {
    let crowd = crowd(125);
    assert_eq!(crowd.articles.len(), 1000);
    let page = page(&crowd);
    assert!(page.len() < crowd.articles.len() * 4_000, "{} bytes", page.len());
    let html = Html::parse_document(&page);
    assert_eq!(all(&html, ".matrix thead th").len(), 2, "no column for each article");
    assert_eq!(all(&html, "details.article").len(), 1000);
}
