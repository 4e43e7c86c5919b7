//! Seeded mutations: an account is carried by a second outlet with one thing changed, and the dossier must show that
//! the two accounts differ, there and nowhere else.
//!
//! The accounts are Wikinews articles (CC BY 2.5). What is changed is drawn by a fixed seed: a number, a date, a name,
//! a "not", or who is said to have said it.

use std::collections::{BTreeMap, BTreeSet};

use headwater::annotation::{self, Annotations, EntityKind, Form, QuantityKind, TimeKind, Upos};
use headwater::article::{self, Article, Metadata};
use headwater::capture::{Capture, Captures, MediaType};
use headwater::corroboration::{Finding, Matter};
use headwater::dossier::Dossier;
use headwater::statement::{self, Statement, StatementForm};
use headwater::text::Span;
use rayon::prelude::*;
use serde_json::Value;

use crate::eval::Measures;
use crate::shared::shared;

/// How many accounts are changed, each once for every kind of change that it has a place for.
const ACCOUNTS: usize = 60;
/// Accounts shorter than this tell too little, in bytes; longer ones take long.
const LENGTH: std::ops::Range<usize> = 1_000..6_000;

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Number,
    Date,
    Name,
    Negation,
    Speaker,
}

const KINDS: [(Kind, &str); 5] = [
    (Kind::Number, "number"),
    (Kind::Date, "date"),
    (Kind::Name, "name"),
    (Kind::Negation, "negation"),
    (Kind::Speaker, "speaker"),
];

/// One account, read.
struct Account {
    article: Article,
    found: Annotations,
    statements: Vec<Statement>,
}

/// A change: these words become others.
struct Change {
    span: Span,
    words: String,
}

/// What came of one change.
struct Outcome {
    kind: Kind,
    found: bool,
    /// Matters of both outlets elsewhere, and those of them in which a difference is seen that the account does not have
    /// with itself.
    elsewhere: usize,
    wrong: usize,
    shown: String,
}

/// The share of changes that are found, by kind, and of other matters that are taken to differ.
pub fn run() -> Option<Measures> {
    let path = shared("data/reuse/wikinews.jsonl")?;
    let lines = std::fs::read_to_string(path).ok()?;
    let texts = lines.lines().filter_map(|line| {
        let row: Value = serde_json::from_str(line).ok()?;
        row["text"].as_str().map(str::to_owned)
    });
    let texts: Vec<String> = texts.filter(|text| LENGTH.contains(&text.len())).collect();
    let step = (texts.len() / ACCOUNTS).max(1);
    let chosen: Vec<&String> = texts.iter().step_by(step).take(ACCOUNTS).collect();
    let outcomes: Vec<Outcome> =
        chosen.par_iter().enumerate().flat_map_iter(|(seed, text)| changed(text, seed as u64)).collect();
    report(&outcomes);
    Some(measures(&outcomes))
}

fn measures(outcomes: &[Outcome]) -> Measures {
    let share = |kind: Option<Kind>| {
        let of: Vec<&Outcome> =
            outcomes.iter().filter(|it| kind.is_none_or(|kind| kind == it.kind)).collect();
        100.0 * of.iter().filter(|it| it.found).count() as f64 / of.len().max(1) as f64
    };
    let mut measures: Measures =
        KINDS.iter().map(|(kind, name)| (format!("{name} changed: found %"), share(Some(*kind)))).collect();
    measures.push(("all changes: found %".to_owned(), share(None)));
    let (wrong, all) = outcomes.iter().fold((0, 0), |(w, a), it| (w + it.wrong, a + it.elsewhere));
    measures.push(("!other matters taken to differ %".to_owned(), 100.0 * wrong as f64 / all.max(1) as f64));
    measures
}

/// What was missed goes into `target/eval`, for whoever reads the mistakes by hand.
fn report(outcomes: &[Outcome]) {
    let folder = crate::shared::root().join("target/eval");
    let lines: Vec<String> = outcomes
        .iter()
        .filter(|it| !it.found || it.wrong > 0)
        .map(|it| format!("{:?}\tfound {}\twrong {}\t{}", it.kind, it.found, it.wrong, it.shown))
        .collect();
    let _ = std::fs::create_dir_all(&folder);
    let _ = std::fs::write(folder.join("mutations.txt"), lines.join("\n"));
}

/// One change of each kind to an account, and what the dossier on both makes of it.
fn changed(text: &str, seed: u64) -> Vec<Outcome> {
    let Some(account) = Account::read(text) else { return Vec::new() };
    let text = account.article.text.clone();
    // A line of its own keeps the second from being a plain copy, of which only one is read.
    let itself = differing(&both(&text, &format!("{text}\n\nA reader sent this in.\n")), None).labels;
    let outcome = |(kind, _): &(Kind, &str)| {
        let places = account.places(*kind);
        let place = (random(seed * 31 + *kind as u64) % places.len().max(1) as u64) as usize;
        let change = places.into_iter().nth(place)?;
        let mut other = text.clone();
        other.replace_range(change.span.start..change.span.end, &change.words);
        let sentence = account.sentence(change.span);
        let seen = differing(&both(&text, &other), Some(sentence));
        let wrong = seen.labels.difference(&itself).count();
        let shown = format!(
            "{} → {} in: {} | {:?}",
            change.span.of(&text),
            change.words,
            sentence.of(&text).split_whitespace().collect::<Vec<_>>().join(" "),
            seen.labels.difference(&itself).collect::<Vec<_>>()
        );
        Some(Outcome { kind: *kind, found: seen.there, elsewhere: seen.elsewhere, wrong, shown })
    };
    KINDS.iter().filter_map(outcome).collect()
}

/// Two outlets' articles, in one dossier.
fn both(one: &str, other: &str) -> Dossier {
    let capture = |name: &str, text: &str| Capture::new(name, MediaType::Text, text.as_bytes().to_vec());
    let captures = Captures {
        captures: vec![capture("one.txt", one), capture("other.txt", other)],
        notices: Vec::new(),
    };
    let metadata = b"file,outlet\none.txt,The Dalen Courier\nother.txt,Harbour Wire\n";
    let metadata = Metadata::from_csv(metadata).map(|read| read.value).unwrap_or_default();
    headwater::report(&captures, &metadata, &|_, _| {})
}

/// What a dossier on two accounts shows of their differences.
#[derive(Default)]
struct Differing {
    /// Whether it shows one at the sentence that was changed.
    there: bool,
    /// How many matters of both stand elsewhere.
    elsewhere: usize,
    /// The labels of those elsewhere in which it shows one.
    labels: BTreeSet<String>,
}

fn differing(dossier: &Dossier, changed: Option<Span>) -> Differing {
    let mut seen = Differing::default();
    for matter in dossier.corroboration.matters.iter().filter(|matter| matter.carrying().len() > 1) {
        let differs = differs(matter);
        let members = matter.claims.iter().flat_map(|claim| &claim.members);
        let at = members.filter_map(|member| dossier.statements.get(member.statement.index()));
        let there = changed.is_some_and(|span| {
            // The second article is changed behind the place only by a few bytes.
            at.clone().any(|said| said.sentence.start < span.end + 40 && span.start < said.sentence.end + 40)
        });
        if there {
            seen.there |= differs;
        } else {
            seen.elsewhere += 1;
            if differs {
                seen.labels.insert(matter.label.clone());
            }
        }
    }
    seen
}

/// Whether the accounts in a matter are said to differ.
fn differs(matter: &Matter) -> bool {
    let kinds = [Finding::ValuesDiffer, Finding::Disputed, Finding::SpeakerDiffers, Finding::WordingDiffers];
    matter.is_update || matter.findings.iter().any(|finding| kinds.contains(finding))
}

impl Account {
    fn read(text: &str) -> Option<Self> {
        let captures = [Capture::new("one.txt", MediaType::Text, text.as_bytes().to_vec())];
        let article = article::articles(&captures, &Metadata::default()).value.into_iter().next()?;
        let found = annotation::annotate(&article).value;
        let statements = statement::statements(&article, &found).value;
        Some(Account { article, found, statements })
    }

    fn words(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    /// The sentence around a place.
    fn sentence(&self, at: Span) -> Span {
        let sentences = self.found.sentences.iter().map(|sentence| sentence.span);
        sentences.into_iter().find(|sentence| sentence.contains(at)).unwrap_or(at)
    }

    /// Whether a place stands in what the article tells, and not in its headline, date line or furniture.
    fn is_told(&self, at: Span) -> bool {
        let said = self.statements.iter().any(|said| said.content.iter().any(|part| part.contains(at)));
        said && !self.article.is_furniture(at)
            && self.article.headline_span.is_none_or(|headline| !headline.overlaps(at))
    }

    /// Where something of a kind can be changed, and into what.
    fn places(&self, kind: Kind) -> Vec<Change> {
        let places: Vec<Change> = match kind {
            Kind::Number => self.numbers(),
            Kind::Date => self.dates(),
            Kind::Name => self.names(),
            Kind::Negation => self.negations(),
            Kind::Speaker => return self.speakers(),
        };
        places.into_iter().filter(|change| self.is_told(change.span)).collect()
    }

    /// Figures in digits become more than twice as much.
    fn numbers(&self) -> Vec<Change> {
        let counts =
            self.found.quantities.iter().filter(|it| it.kind == QuantityKind::Count && it.low == it.high);
        let change = |quantity: &annotation::Quantity| {
            let words = self.words(quantity.span);
            let digits = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
            let value: u64 = words.parse().ok().filter(|_| digits)?;
            Some(Change { span: quantity.span, words: (value * 2 + 3).to_string() })
        };
        counts.filter_map(change).collect()
    }

    /// Days of the week become the third day after, days of a month another day of it.
    fn dates(&self) -> Vec<Change> {
        const DAYS: [&str; 7] =
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let dates = self.found.times.iter().filter(|time| time.kind == TimeKind::Date);
        let change = |time: &annotation::Time| {
            let words = self.words(time.span);
            if let Some(day) = DAYS.iter().position(|day| words == *day) {
                return Some(Change { span: time.span, words: DAYS[(day + 3) % 7].to_owned() });
            }
            let (month, day) = words.split_once(' ')?;
            let number: u32 = day.parse().ok().filter(|day| (1..=28).contains(day))?;
            let named = month.starts_with(char::is_uppercase) && month.chars().all(char::is_alphabetic);
            named.then(|| Change { span: time.span, words: format!("{month} {}", (number + 10) % 28 + 1) })
        };
        dates.filter_map(change).collect()
    }

    /// People and places that are named once become others.
    fn names(&self) -> Vec<Change> {
        let named = self.found.mentions.iter().filter(|mention| mention.form == Form::Name);
        let mut often: BTreeMap<usize, usize> = BTreeMap::new();
        named.clone().for_each(|mention| *often.entry(mention.entity).or_default() += 1);
        let change = |mention: &annotation::Mention| {
            let words = match mention.kind {
                EntityKind::Person => "Tomas Verrin",
                EntityKind::Place => "Kessel",
                _ => return None,
            };
            let once = often.get(&mention.entity) == Some(&1);
            (once && self.words(mention.span).contains(char::is_alphabetic))
                .then(|| Change { span: mention.span, words: words.to_owned() })
        };
        named.filter_map(change).collect()
    }

    /// What is, was or has been is not.
    fn negations(&self) -> Vec<Change> {
        const HELPING: [&str; 12] =
            ["is", "was", "are", "were", "has", "have", "had", "will", "would", "can", "could", "should"];
        let helps = |at: usize| {
            let token = self.found.tokens.get(at)?;
            let word = self.words(token.span);
            let next = self.found.tokens.get(at + 1)?;
            let follows = next.upos == Upos::Verb && next.span.start == token.span.end + 1;
            let denied = self.found.scopes_in(self.sentence(token.span)).next().is_some();
            (HELPING.contains(&word) && follows && !denied)
                .then(|| Change { span: token.span, words: format!("{word} not") })
        };
        (0..self.found.tokens.len()).filter_map(helps).collect()
    }

    /// What one person said is said by another.
    fn speakers(&self) -> Vec<Change> {
        let said = self.statements.iter().filter(|said| {
            matches!(said.form, StatementForm::Direct | StatementForm::Mixed | StatementForm::Indirect)
        });
        let change = |said: &Statement| {
            let span = said.source.span?;
            let entity = said.source.entity?;
            let person = self.found.entities.get(entity)?.kind == EntityKind::Person;
            let name = self.found.mentions.iter().find(|mention| {
                mention.form == Form::Name && span.contains(mention.span) && mention.entity == entity
            })?;
            person.then(|| Change { span: name.span, words: "Ines Calloway".to_owned() })
        };
        said.filter_map(change).collect()
    }
}

/// A number drawn from a seed (splitmix64, Steele, Lea and Flood 2014).
fn random(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
