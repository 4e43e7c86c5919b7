//! What a person says about articles: which one is meant, and when it was published.

use super::{Article, ArticleId, Published};
use crate::corrections::{Correction, Corrections, EntryId, Fate, Finder, Idle, Quote, contradictions};
use crate::text::Span;
use crate::text::fold::{Fold, words};

/// Fewer digits of a digest than this point at nothing.
const DIGITS: usize = 8;

impl Article {
    /// Whether `pointer` names this article: by its file, its address, its headline, or its capture's digest.
    pub fn is_called(&self, pointer: &str) -> bool {
        let pointer = pointer.trim();
        let file = pointer.replace('\\', "/");
        let file = file.trim_start_matches("./");
        let ends =
            || self.path.strip_suffix(file).is_some_and(|before| before.is_empty() || before.ends_with('/'));
        let bare = |url: &str| url.trim().trim_end_matches('/').to_ascii_lowercase();
        let address = || self.url.as_deref().is_some_and(|url| bare(url) == bare(pointer));
        let headline = || self.headline.as_deref().is_some_and(|headline| headline.trim() == pointer);
        let digits = pointer.strip_prefix("sha256:").unwrap_or(pointer);
        let is_digest = digits.len() >= DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let digest = || {
            let own = self.capture.to_string();
            own.trim_start_matches("sha256:").starts_with(&digits.to_ascii_lowercase())
        };
        !file.is_empty() && (ends() || address() || headline() || (is_digest && digest()))
    }

    /// How a reader finds it among others: its file, and its headline.
    pub fn shown(&self) -> String {
        match &self.headline {
            Some(headline) => format!("{} (“{headline}”)", self.path),
            None => self.path.clone(),
        }
    }

    /// Whether the other article has the same text: what is said of the words of one holds for both.
    fn is_twin(&self, other: &Article) -> bool {
        self.text.trim_end() == other.text.trim_end()
    }
}

/// Where the words of a quote stand: once in one article, or again in the same context; and so in each article that
/// has the same text.
///
/// # Errors
/// If the article or the words are not there, or in several places.
pub fn places(
    articles: &[Article],
    quote: &Quote,
    finder: &mut Finder,
) -> Result<Vec<(ArticleId, Span)>, Idle> {
    let meant: Vec<&Article> = match &quote.article {
        Some(pointer) => articles.iter().filter(|article| article.is_called(pointer)).collect(),
        None => articles.iter().collect(),
    };
    if let (Some(pointer), true) = (&quote.article, meant.is_empty()) {
        return Err(no_article(pointer));
    }
    let mut found: Vec<(&Article, Vec<Span>)> = Vec::new();
    for article in meant {
        let spans = finder.find(article.id, &article.text, quote);
        if !spans.is_empty() {
            found.push((article, spans));
        }
    }
    let Some((first, spans)) = found.first() else {
        return Err(Idle::missing(format!("the words “{}” are not there", short(&quote.exact))));
    };
    if found.iter().any(|(other, _)| !other.is_twin(first)) {
        let candidates: Vec<String> = found.iter().map(|(article, _)| article.shown()).collect();
        return Err(Idle::ambiguous(&format!("the article of “{}”", short(&quote.exact)), &candidates));
    }
    let context = spans.first().map(|span| context(&first.text, *span));
    if !spans.iter().all(|span| Some(self::context(&first.text, *span)) == context) {
        let around = |span: &Span| format!("“… {} …”", around(&first.text, *span));
        let candidates: Vec<String> = spans.iter().map(around).collect();
        let what = format!("“{}” (give a `prefix` or `suffix`)", short(&quote.exact));
        return Err(Idle::ambiguous(&what, &candidates));
    }
    let twins = articles.iter().filter(|article| article.is_twin(first));
    Ok(twins.flat_map(|article| spans.iter().map(|span| (article.id, *span))).collect())
}

/// The words on both sides of a span, in its line. A lead that repeats its headline says the same thing twice.
fn context(text: &str, span: Span) -> [Vec<u32>; 2] {
    let cited = crate::text::Citation::new(ArticleId(0), text, span);
    let before = cited.prefix.rsplit('\n').next().unwrap_or_default();
    let after = cited.suffix.split('\n').next().unwrap_or_default();
    [before, after].map(|part| words(part, Fold::Typography).into_iter().map(|word| word.key).collect())
}

/// The words with a little of what stands around them.
fn around(text: &str, span: Span) -> String {
    let cited = crate::text::Citation::new(ArticleId(0), text, span);
    let words = format!("{}{}{}", cited.prefix, cited.quote, cited.suffix);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words of a quote.
pub fn short(words: &str) -> String {
    const SHOWN: usize = 60;
    let kept: String = words.chars().take(SHOWN).collect();
    if kept.len() < words.len() { format!("{}…", kept.trim_end()) } else { kept }
}

/// No article is called so.
pub fn no_article(pointer: &str) -> Idle {
    Idle::missing(format!("no article is called “{}”", short(pointer)))
}

/// Dates articles as a person says.
pub(super) fn dates(articles: &mut [Article], corrections: &Corrections) -> Vec<Fate<ArticleId>> {
    let mut finder = Finder::default();
    let mut said: Vec<(EntryId, ArticleId, &str)> = Vec::new();
    let mut fates = Vec::new();
    for (id, entry) in corrections.numbered() {
        let Correction::Date { article, quote, published } = &entry.what else { continue };
        match dated(articles, article.as_deref(), quote.as_ref(), &mut finder) {
            Ok(article) => said.push((id, article, published)),
            Err(idle) => fates.push(Fate::idle(id, idle)),
        }
    }
    let against = contradictions(&said);
    for (id, article, published) in said {
        let idle = match against.iter().find(|(entry, _)| *entry == id) {
            Some((_, other)) => Err(Idle::refused(format!("it contradicts {other}"))),
            None => {
                articles.get_mut(article.index()).map_or(Ok(None), |article| set_date(article, published))
            }
        };
        fates.push(match idle {
            Ok(instead_of) => Fate { instead_of, ..Fate::applied(id, vec![article]) },
            Err(idle) => Fate { on: vec![article], ..Fate::idle(id, idle) },
        });
    }
    fates
}

/// The one article that is meant.
fn dated(
    articles: &[Article],
    pointer: Option<&str>,
    quote: Option<&Quote>,
    finder: &mut Finder,
) -> Result<ArticleId, Idle> {
    let meant = articles.iter().filter(|article| pointer.is_none_or(|pointer| article.is_called(pointer)));
    let mut meant: Vec<&Article> = meant.collect();
    if let (Some(pointer), true) = (pointer, meant.is_empty()) {
        return Err(no_article(pointer));
    }
    if let Some(quote) = quote {
        meant.retain(|article| !finder.find(article.id, &article.text, quote).is_empty());
    }
    match meant.as_slice() {
        [] => Err(Idle::missing("the words are not there")),
        [one] => Ok(one.id),
        several => {
            let candidates: Vec<String> = several.iter().map(|article| article.shown()).collect();
            Err(Idle::ambiguous("the article", &candidates))
        }
    }
}

/// Dates an article, and gives what was known before.
fn set_date(article: &mut Article, published: &str) -> Result<Option<String>, Idle> {
    let Some(value) = super::metadata::given_date(published) else {
        return Err(Idle::refused(format!(
            "“{}” was not understood as a date: write 2017-05-18",
            short(published)
        )));
    };
    let before = article.published.take();
    let instead_of = match &before {
        None => "no date was known".to_owned(),
        Some(before) => format!("published {} ({})", before.value.as_str(), before.method.name()),
    };
    let same = before.as_ref().is_some_and(|before| before.value == value);
    article.published = match before {
        Some(before) if same => Some(before),
        _ => Some(Published::given(value.as_str())),
    };
    if same { Err(Idle::agreed()) } else { Ok(Some(instead_of)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Digest;
    use crate::corrections::Status;

    fn articles() -> Vec<Article> {
        let made = |id: u32, path: &str, text: &str| Article {
            id: ArticleId(id),
            path: path.into(),
            capture: Digest([id as u8 + 0xA0; 32]),
            headline: Some(format!("Headline {id}")),
            ..Article::of_text(text)
        };
        let mut all = vec![
            made(0, "case/a.txt", "The ferry sank. Nobody was hurt."),
            made(1, "case/b.txt", "The ferry sank. Nobody was hurt.\n"),
            made(2, "case/two.jsonl", "One thing happened. It happened twice. It happened."),
            made(3, "case/two.jsonl", "Another thing."),
        ];
        all[3].url = Some("https://lantern.example/x/".into());
        all
    }

    #[test]
    fn an_article_is_called_by_file_address_headline_and_digest() {
        let all = articles();
        let called = |pointer: &str| -> Vec<u32> {
            all.iter().filter(|article| article.is_called(pointer)).map(|article| article.id.0).collect()
        };
        assert_eq!(called("a.txt"), [0]);
        assert_eq!(called("./case/a.txt"), [0]);
        assert_eq!(called("case\\b.txt"), [1]);
        assert_eq!(called("two.jsonl"), [2, 3]);
        assert_eq!(called("https://LANTERN.example/x"), [3]);
        assert_eq!(called("Headline 2"), [2]);
        assert_eq!(called("sha256:a1a1a1a1"), [1]);
        assert_eq!(called("a1a1"), Vec::<u32>::new());
        assert_eq!(called(".txt"), Vec::<u32>::new());
        assert_eq!(called(""), Vec::<u32>::new());
    }

    #[test]
    fn what_a_lead_repeats_of_its_headline_is_one() {
        let told = "Forty people were hurt on Monday as the ferry to Ondal sank off Lomar";
        let article = Article::of_text(format!("{told}\n\n{told}, one says."));
        let place = |exact: &str| {
            let quote = Quote { article: None, exact: exact.into(), prefix: None, suffix: None };
            places(std::slice::from_ref(&article), &quote, &mut Finder::default()).map(|places| places.len())
        };
        assert_eq!(place("hurt on Monday"), Ok(2));
        assert!(place("off Lomar").is_err_and(|idle| idle.status == Status::Ambiguous));
    }

    fn found(article: Option<&str>, exact: &str) -> Result<Vec<u32>, Status> {
        let quote =
            Quote { article: article.map(str::to_owned), exact: exact.into(), prefix: None, suffix: None };
        let places = places(&articles(), &quote, &mut Finder::default());
        places
            .map(|places| places.into_iter().map(|(article, _)| article.0).collect())
            .map_err(|idle| idle.status)
    }

    #[test]
    fn words_stand_in_one_article_and_in_its_copies() {
        assert_eq!(found(Some("a.txt"), "nobody was hurt"), Ok(vec![0, 1]));
        assert_eq!(found(None, "Another thing"), Ok(vec![3]));
        assert_eq!(found(Some("two.jsonl"), "Another thing"), Ok(vec![3]));
        assert_eq!(found(None, "thing"), Err(Status::Ambiguous));
        assert_eq!(found(None, "It happened"), Err(Status::Ambiguous));
        assert_eq!(found(Some("z.txt"), "thing"), Err(Status::Stale));
        assert_eq!(found(Some("a.txt"), "thing"), Err(Status::Stale));
    }

    #[test]
    fn a_date_that_a_person_sets_wins_and_contradictions_set_none() {
        let file = "[[date]]\narticle = \"a.txt\"\npublished = 2031-03-05\n[[date]]\narticle = \"b.txt\"\npublished = 2031-03-05\n\
            [[date]]\narticle = \"b.txt\"\npublished = 2031-03-06\n[[date]]\narticle = \"two.jsonl\"\npublished = 2031\n\
            [[date]]\narticle = \"two.jsonl\"\nquote = \"Another\"\npublished = \"soon\"\n";
        let corrections = Corrections::from_toml(file.as_bytes()).value;
        let mut all = articles();
        let fates = dates(&mut all, &corrections);
        assert_eq!(all[0].published, Some(Published::given("2031-03-05")));
        assert!(all[1..].iter().all(|article| article.published.is_none()));
        let count = |status: Status| fates.iter().filter(|fate| fate.status == status).count();
        assert_eq!((count(Status::Applied), count(Status::Refused), count(Status::Ambiguous)), (1, 3, 1));
        let again = dates(&mut all, &corrections);
        assert!(
            again.iter().any(|fate| fate.status == Status::Agreed && fate.on == [ArticleId(0)]),
            "{again:?}"
        );
    }
}
