//! Reading the file: entry by entry, so that one that is wrong keeps no other from being read.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Called, Correction, Corrections, Entry, Pointed, Quote, Speaker, quote};
use crate::notice::{Noted, Notice, Severity};

/// More bytes than this are no file that a person wrote.
pub const MOST_BYTES: usize = 4 << 20;
/// More entries than this are not read.
const MOST: usize = 5_000;
/// Names or statements of one entry.
const MOST_PARTS: usize = 200;

/// The kinds of entries with the keys that each knows, beside those that all know.
const KINDS: [(&str, &[&str]); 7] = [
    ("date", &["article", "quote", "prefix", "suffix", "published"]),
    ("join-entities", &["names"]),
    ("part-entities", &["names"]),
    ("speaker", &["article", "quote", "prefix", "suffix", "speaker", "described", "unknown", "for"]),
    ("join-matters", &["statements", "label"]),
    ("part-matters", &["statements", "label"]),
    ("idiom", &["quote"]),
];
/// The keys that every entry knows.
const COMMON: [&str; 3] = ["by", "on", "why"];

/// Where the manual tells of it.
const HINT: &str = "the manual shows an entry of each kind under “Corrections”";

impl Corrections {
    /// Reads the text of a file. An entry that is wrong is told and left out, and the others are read.
    pub fn from_toml(bytes: &[u8]) -> Noted<Corrections> {
        match text(bytes) {
            Ok(text) => read(&text),
            Err(problem) => Noted { value: Corrections::default(), notices: vec![problem] },
        }
    }

    /// The same, of the file at `path`, which the notices then name.
    pub fn from_file(path: &str, bytes: &[u8]) -> Noted<Corrections> {
        let Noted { value, notices } = Corrections::from_toml(bytes);
        let notices = notices.into_iter().map(|notice| notice.about(path)).collect();
        Noted { value: Corrections { path: Some(path.to_owned()), ..value }, notices }
    }
}

/// The characters of the file: UTF-8, or what its byte-order mark says.
fn text(bytes: &[u8]) -> Result<String, Notice> {
    let refused = |message: &str, hint: &str| Err(Notice::new(Severity::Error, message).hint(hint));
    if bytes.len() > MOST_BYTES {
        return refused("no correction was read: the file is larger than 4 MB", "split the case");
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let (text, damaged) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    if damaged {
        return refused("no correction was read: the file is not UTF-8", "save it as UTF-8");
    }
    Ok(text.into_owned())
}

fn read(text: &str) -> Noted<Corrections> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::new(text);
    let mut notices = Vec::new();
    let mut found = tables(document.get_ref(), &lines, &mut notices);
    found.sort_by_key(|table| table.start);
    let mut broken = vec![false; found.len()];
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        let entry = found.partition_point(|table| table.start <= at).checked_sub(1);
        let first = entry
            .is_none_or(|entry| broken.get_mut(entry).is_some_and(|broken| !std::mem::replace(broken, true)));
        if first && notices.len() < MOST {
            notices.push(no_toml(lines.of(at), error.message(), entry.is_some()));
        }
    }
    let whole = found.iter().zip(broken).filter(|(_, broken)| !broken).map(|(table, _)| table);
    let mut entries: Vec<Entry> = Vec::new();
    for table in whole.take(MOST) {
        match entry(table, &mut notices) {
            Ok(entry) => entries.push(entry),
            Err(problem) => notices.push(bad(table.line, table.kind, &problem)),
        }
    }
    if found.len() > MOST {
        let message = format!("only the first {MOST} corrections were read");
        notices.push(Notice::new(Severity::Error, message).hint("split the case"));
    }
    entries.sort();
    entries.dedup_by(|later, kept| {
        (&later.what, &later.by, &later.on, &later.why) == (&kept.what, &kept.by, &kept.on, &kept.why)
    });
    Noted { value: Corrections { path: None, entries }, notices }
}

/// The notice for what is no TOML.
fn no_toml(line: usize, problem: &str, in_entry: bool) -> Notice {
    let problem = problem.lines().next().unwrap_or_default();
    let left = if in_entry { "this correction was left out" } else { "it was left out" };
    let message = format!("line {line} is not TOML, and {left}: {problem}");
    Notice::new(Severity::Error, message).hint("check its quotation marks and brackets")
}

/// The notice for an entry that is wrong.
fn bad(line: usize, kind: &str, problem: &str) -> Notice {
    let message = format!("the correction at line {line} (`{kind}`) was left out: {problem}");
    Notice::new(Severity::Error, message).hint(HINT)
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Lines(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The line in which a byte stands, from 1.
    fn of(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}

/// One table of a kind that is known.
struct Table<'t> {
    kind: &'static str,
    known: &'static [&'static str],
    start: usize,
    line: usize,
    fields: &'t DeTable<'t>,
}

/// The entries of the document; what is none is told.
fn tables<'t>(document: &'t DeTable<'t>, lines: &Lines, notices: &mut Vec<Notice>) -> Vec<Table<'t>> {
    let mut found = Vec::new();
    for (key, value) in document {
        let name: &str = key.get_ref();
        let Some(&(kind, known)) = KINDS.iter().find(|(kind, _)| *kind == name) else {
            let kinds: Vec<String> = KINDS.iter().map(|(kind, _)| format!("[[{kind}]]")).collect();
            let message = format!("line {}: there is no correction `{name}`", lines.of(key.span().start));
            notices.push(
                Notice::new(Severity::Error, message).hint(format!("corrections are {}", kinds.join(", "))),
            );
            continue;
        };
        let mut put = |span: Range<usize>, value: &'t DeValue<'t>| match value.as_table() {
            Some(fields) => {
                found.push(Table { kind, known, start: span.start, line: lines.of(span.start), fields })
            }
            None => notices.push(bad(
                lines.of(span.start),
                kind,
                &format!("begin it with [[{kind}]] on a line of its own"),
            )),
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().for_each(|item| put(item.span(), item.get_ref())),
            other => put(key.span(), other),
        }
    }
    found
}

/// Reads one entry; the error says what is wrong with it.
fn entry(table: &Table<'_>, notices: &mut Vec<Notice>) -> Result<Entry, String> {
    for (key, _) in table.fields {
        let name: &str = key.get_ref();
        if !table.known.contains(&name) && !COMMON.contains(&name) {
            let message =
                format!("line {}: `{}` has no key `{name}`, which was left out", table.line, table.kind);
            let known: Vec<&str> = table.known.iter().chain(&COMMON).copied().collect();
            notices.push(
                Notice::new(Severity::Warning, message).hint(format!("its keys are {}", known.join(", "))),
            );
        }
    }
    let fields = Fields(table.fields);
    let what = match table.kind {
        "date" => Correction::Date {
            article: fields.words("article")?,
            quote: fields.has("quote").then(|| fields.quote()).transpose()?,
            published: fields.needed("published")?,
        },
        "join-entities" => Correction::JoinEntities(fields.names()?),
        "part-entities" => Correction::PartEntities(fields.names()?),
        "speaker" => Correction::Speaker { quote: fields.quote()?, speaker: fields.speaker()? },
        "join-matters" => {
            Correction::JoinMatters { statements: fields.statements(2)?, label: fields.words("label")? }
        }
        "part-matters" => {
            Correction::PartMatters { statements: fields.statements(1)?, label: fields.words("label")? }
        }
        _ => Correction::Idiom(fields.quote()?),
    };
    if let Correction::Date { article: None, quote: None, .. } = what {
        return Err("it does not say which `article` it is about".to_owned());
    }
    let [by, on, why] = COMMON.map(|key| fields.words(key));
    Ok(Entry { what, by: by?, on: on?, why: why?, line: table.line })
}

/// The fields of an entry, each read as what it must be.
struct Fields<'t>(&'t DeTable<'t>);

impl<'t> Fields<'t> {
    fn get(&self, key: &str) -> Option<&'t DeValue<'t>> {
        let found: Option<&Spanned<DeValue<'t>>> = self.0.get(key);
        found.map(Spanned::get_ref)
    }

    fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Words, a date or a year; `None` where there are none.
    fn words(&self, key: &str) -> Result<Option<String>, String> {
        let value = match self.get(key) {
            None => return Ok(None),
            Some(DeValue::String(words)) => words.trim().to_owned(),
            Some(DeValue::Datetime(date)) => date.to_string(),
            Some(DeValue::Integer(number)) => number.to_string(),
            Some(other) => {
                return Err(format!("`{key}` must be words in quotation marks, and is {}", called(other)));
            }
        };
        Ok(Some(value).filter(|words| !words.is_empty()))
    }

    fn needed(&self, key: &str) -> Result<String, String> {
        self.words(key)?.ok_or_else(|| format!("it has no `{key}`"))
    }

    fn is_true(&self, key: &str) -> Result<bool, String> {
        match self.get(key) {
            None => Ok(false),
            Some(DeValue::Boolean(value)) => Ok(*value),
            Some(other) => Err(format!("`{key}` must be true or false, and is {}", called(other))),
        }
    }

    fn quote(&self) -> Result<Quote, String> {
        let exact = self.needed("quote")?;
        if quote::keys(&exact).is_empty() {
            return Err("there is no word in its `quote`".to_owned());
        }
        Ok(Quote {
            article: self.words("article")?,
            exact,
            prefix: self.words("prefix")?,
            suffix: self.words("suffix")?,
        })
    }

    fn speaker(&self) -> Result<Speaker, String> {
        let speaks_for = self.words("for")?;
        match (self.words("speaker")?, self.words("described")?, self.is_true("unknown")?) {
            (Some(name), None, false) => Ok(Speaker::Named { name, speaks_for }),
            (None, Some(words), false) => Ok(Speaker::Described { words, speaks_for }),
            (None, None, true) => Ok(Speaker::Unknown),
            _ => Err("it must have one of `speaker`, `described` and `unknown = true`".to_owned()),
        }
    }

    /// The items of a list, each read by `read`.
    fn list<T>(
        &self,
        key: &str,
        least: usize,
        read: impl Fn(&'t DeValue<'t>) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let items = match self.get(key) {
            None => return Err(format!("it has no `{key}`")),
            Some(DeValue::Array(items)) => items,
            Some(other) => {
                return Err(format!("`{key}` must be a list in brackets, and is {}", called(other)));
            }
        };
        if items.len() < least || items.len() > MOST_PARTS {
            return Err(format!("`{key}` must hold {least} to {MOST_PARTS}, and holds {}", items.len()));
        }
        items.iter().map(|item| read(item.get_ref())).collect()
    }

    fn names(&self) -> Result<Vec<Called>, String> {
        let mut names = self.list("names", 2, |item| match item {
            DeValue::Table(fields) => {
                let fields = Fields(fields);
                Ok(Called { name: fields.needed("name")?, article: fields.words("article")? })
            }
            DeValue::String(name) if !name.trim().is_empty() => {
                Ok(Called { name: name.trim().to_owned(), article: None })
            }
            other => Err(format!("a name must be words in quotation marks, and is {}", called(other))),
        })?;
        names.sort();
        names.dedup();
        if names.len() < 2 { Err("its `names` are all the same".to_owned()) } else { Ok(names) }
    }

    fn statements(&self, least: usize) -> Result<Vec<Pointed>, String> {
        let mut statements = self.list("statements", least, |item| match item {
            DeValue::Table(fields) => {
                let fields = Fields(fields);
                Ok(Pointed { quote: fields.quote()?, matter: fields.words("matter")? })
            }
            DeValue::String(words) if !quote::keys(words).is_empty() => {
                let exact = words.trim().to_owned();
                Ok(Pointed {
                    quote: Quote { article: None, exact, prefix: None, suffix: None },
                    matter: None,
                })
            }
            other => Err(format!(
                "a statement must be {{ article = \"…\", quote = \"…\" }}, and is {}",
                called(other)
            )),
        })?;
        statements.sort();
        statements.dedup();
        if statements.len() < least {
            Err("its `statements` are all the same".to_owned())
        } else {
            Ok(statements)
        }
    }
}

/// What a value is, in words.
fn called(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "empty",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
