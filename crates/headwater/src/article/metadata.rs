//! What the user says about files beside what their text says: a CSV of `file,outlet,published,headline,url`.

use std::collections::BTreeMap;

use super::{Article, DateMethod, Published, date};
use crate::edtf::Edtf;
use crate::error::{Error, ErrorKind, Result};
use crate::notice::{Noted, Notice, Severity};

/// What the user says about files, beside what their text says (`--metadata`).
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// The rows by the last part of the file's path.
    rows: BTreeMap<String, Vec<Row>>,
}

/// What is said about one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    /// The path, or as much of its end as the user wrote.
    file: String,
    outlet: Option<String>,
    published: Option<Edtf>,
    headline: Option<String>,
    url: Option<String>,
    byline: Option<String>,
    /// The line of the table.
    line: u64,
}

/// The columns that are read.
const COLUMNS: [&str; 6] = ["file", "outlet", "published", "headline", "url", "byline"];

impl Metadata {
    /// Reads a CSV table whose first row names its columns, `file` among them; columns may stand in any
    /// order, and others are left aside with a notice.
    ///
    /// # Errors
    /// If there is no column `file`, or the bytes are no table.
    pub fn from_csv(bytes: &[u8]) -> Result<Noted<Metadata>> {
        let mut notices = Vec::new();
        let text = super::decode::text(bytes).into_value(&mut notices);
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.delimiter(delimiter(&text)).flexible(true).trim(csv::Trim::All);
        let mut reader = reader.from_reader(text.as_bytes());
        let names = reader.headers().map_err(|problem| malformed(&problem.to_string()))?.clone();
        let column = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        let columns = COLUMNS.map(column);
        if columns.first().is_none_or(Option::is_none) {
            return Err(malformed("its first line does not name a column `file`"));
        }
        notices.extend(names.iter().filter(|name| !is_known(name)).map(unknown_column));
        let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    if let Some(row) = row(&record, columns, &mut notices) {
                        notices.extend(insert(&mut rows, row));
                    }
                }
                Err(problem) => notices.push(bad_row(&problem.to_string())),
            }
        }
        Ok(Noted { value: Metadata { rows }, notices })
    }

    /// Writes what is given about the article's file over what was read; says which line was used.
    pub(super) fn apply(&self, article: &mut Article) -> Option<u64> {
        let row = self.row(&article.path)?;
        for (given, kept) in [
            (&row.outlet, &mut article.outlet),
            (&row.url, &mut article.url),
            (&row.byline, &mut article.byline),
        ] {
            if given.is_some() {
                kept.clone_from(given);
            }
        }
        if let Some(value) = &row.published {
            let span =
                article.published.take().filter(|read| read.value == *value).and_then(|read| read.span);
            article.published = Some(Published {
                value: value.clone(),
                method: DateMethod::Given,
                span,
                contradicted: false,
            });
        }
        if let Some(headline) = &row.headline {
            super::head::give_headline(article, headline);
        }
        Some(row.line)
    }

    /// The row whose file is the longest end of `path`, whole parts only.
    fn row(&self, path: &str) -> Option<&Row> {
        let rows = self.rows.get(last_part(path))?;
        rows.iter().filter(|row| is_end(path, &row.file)).max_by_key(|row| row.file.len())
    }

    /// Notices for rows that were not used.
    pub(super) fn unused(&self, used: &std::collections::BTreeSet<u64>) -> Vec<Notice> {
        let rows = self.rows.values().flatten().filter(|row| !used.contains(&row.line));
        let mut files: Vec<_> = rows.map(|row| row.file.as_str()).collect();
        files.sort_unstable();
        let Some(first) = files.first() else { return Vec::new() };
        let more = if files.len() > 1 { format!(" and {} more", files.len() - 1) } else { String::new() };
        let message = format!("the metadata speak of a file that was not read: {first}{more}");
        vec![Notice::new(Severity::Warning, message).hint("check the names in its column `file`")]
    }
}

/// Whether `path` ends in the parts of `end`.
fn is_end(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// The part after the last `/`.
fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a column is one that is read.
fn is_known(name: &&str) -> bool {
    name.is_empty() || COLUMNS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The error for a table that is none.
fn malformed(message: &str) -> Error {
    let hint = "write a CSV table whose first line is: file,outlet,published,headline,url";
    Error::new(ErrorKind::Malformed, message).with_hint(hint)
}

/// The notice for a column that is not read.
fn unknown_column(name: &str) -> Notice {
    let message = format!("the metadata's column `{name}` is not read");
    Notice::new(Severity::Note, message).hint(format!("columns are {}", COLUMNS.join(", ")))
}

/// Adds a row; of two for one file the later stays.
fn insert(rows: &mut BTreeMap<String, Vec<Row>>, row: Row) -> Option<Notice> {
    let same = rows.entry(last_part(&row.file).to_owned()).or_default();
    match same.iter_mut().find(|other| other.file == row.file) {
        Some(other) => {
            let message = format!("the metadata speak twice of {}: line {} is used", row.file, row.line);
            *other = row;
            Some(Notice::new(Severity::Warning, message).hint("keep one line for each file"))
        }
        None => {
            same.push(row);
            None
        }
    }
}

/// What stands between the columns: what the first line holds most of. Spreadsheets of many countries
/// write semicolons.
fn delimiter(table: &str) -> u8 {
    let first = table.lines().next().unwrap_or_default();
    let count = |mark: &u8| memchr::memchr_iter(*mark, first.as_bytes()).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The notice for a row that cannot be read.
fn bad_row(problem: &str) -> Notice {
    Notice::new(Severity::Warning, format!("a row of the metadata was not read: {problem}"))
        .hint("check its quotation marks")
}

/// One row; none without a file name.
fn row(record: &csv::StringRecord, columns: [Option<usize>; 6], notices: &mut Vec<Notice>) -> Option<Row> {
    let line = record.position().map_or(0, csv::Position::line);
    let [file, outlet, published, headline, url, byline] = columns.map(|column| {
        column.and_then(|at| record.get(at)).filter(|value| !value.is_empty()).map(str::to_owned)
    });
    let file = file?.replace('\\', "/").trim_start_matches("./").to_owned();
    let published = published.and_then(|value| {
        let read = given_date(&value);
        if read.is_none() {
            let message = format!("the metadata's date was not understood: {value}, for {file}");
            notices.push(Notice::new(Severity::Warning, message).hint("write it as 2017-05-18"));
        }
        read
    });
    Some(Row { file, outlet, published, headline, url, byline, line })
}

/// A date as a user or another program writes it.
pub(super) fn given_date(value: &str) -> Option<Edtf> {
    let value = value.trim();
    if let Some(day) = date::first(value) {
        return Some(Edtf::day(day.day));
    }
    let plain = Edtf::new(value);
    plain.bounds().map(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "outlet,file,published,headline\nThe Tarn Post,a.txt,18 May 2017,\n\
        Other,sub/a.txt,,\"Bridge, closed\"\nNobody,z.txt,soon,\n";

    #[test]
    fn the_longest_matching_end_of_a_path_wins() {
        let read = Metadata::from_csv(TABLE.as_bytes()).unwrap();
        let outlet = |path: &str| read.value.row(path).and_then(|row| row.outlet.clone());
        assert_eq!(outlet("x/a.txt").as_deref(), Some("The Tarn Post"));
        assert_eq!(outlet("x/sub/a.txt").as_deref(), Some("Other"));
        assert_eq!(outlet("x/ba.txt"), None);
        assert_eq!(
            read.value.row("a.txt").and_then(|row| row.published.clone()),
            Some(Edtf::new("2017-05-18"))
        );
        assert!(read.notices[0].message.contains("soon"));
    }

    #[test]
    fn two_rows_for_one_file_and_rows_for_none_are_told() {
        let read = Metadata::from_csv(b"file;outlet\na.txt;One\na.txt;Two\nz.txt;Nobody\n").unwrap();
        assert_eq!(read.value.row("x/a.txt").and_then(|row| row.outlet.as_deref()), Some("Two"));
        assert!(read.notices.iter().any(|notice| notice.message.contains("twice of a.txt: line 3")));
        let used = std::collections::BTreeSet::from([3]);
        let unused = read.value.unused(&used);
        assert!(
            unused[0].severity == Severity::Warning && unused[0].message.ends_with("z.txt"),
            "{unused:?}"
        );
    }

    #[test]
    fn a_table_without_files_is_refused() {
        let error = Metadata::from_csv(b"name,date\nx,y\n").unwrap_err();
        assert!(error.hint().is_some_and(|hint| hint.contains("file,outlet")));
    }
}
