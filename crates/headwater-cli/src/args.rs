//! What can be typed after `headwater`.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Who says what, on whose word; who copied whom; how many independent origins stand behind each claim.
///
/// headwater reads news and human-rights reports on the same events and shows, from their text alone,
/// which claims rest on one voice however many outlets carry them, which have independent origins,
/// and where the accounts differ. Nothing leaves your computer.
#[derive(Debug, Parser)]
#[command(name = "headwater", version, styles = STYLES, propagate_version = true, after_help = AFTER)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Exit codes: 0 done; 1 could not run; 2 done, with some input unread.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write a dossier
    #[command(after_help = REPORT_EXAMPLES)]
    Report(Report),
    /// Show what is read in articles: sentences, words, trees, names, times, quantities
    #[command(after_help = ANNOTATE_EXAMPLES)]
    Annotate(Annotate),
    /// Find the wording that articles share, alone and fast, and keep an index to which others are added
    #[command(after_help = PASSAGES_EXAMPLES)]
    Passages(Passages),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page (roff)
    Man,
}

const REPORT_EXAMPLES: &str = "\
Examples:
  headwater report articles/                       read every file in a folder; write dossier.html
  headwater report articles/ --open                … and open the page in the browser
  headwater report a.txt b.html more.jsonl -o lake.html
  headwater report articles/ --metadata about.csv  say which outlet published which file, and when
  headwater report articles/ --corrections mine.toml  say what the program reads wrongly
  headwater report articles/ --format json | jq .matters
  headwater report pile/ -o pile.html              many stories: an overview, and their dossiers in pile-stories/
  headwater report pile/ --story 3                 … only the dossier of the third story
  pbpaste | headwater report - --format text       read standard input

Exit codes: 0 done; 1 could not run; 2 done, with some input unread.";

/// Read articles and write a dossier.
#[derive(Debug, clap::Args)]
pub struct Report {
    /// Files and folders to read: plain text, saved web pages (.html, .html.gz) and JSON lines
    /// (.jsonl: one {"text", "headline"?, "outlet"?, "published"?, "url"?} a line); `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Where to write; `-` is standard output [default: dossier.html here; standard output for json and text]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// What to write
    #[arg(short, long, value_enum, default_value_t = Format::Html)]
    pub format: Format,

    /// What the text doesn't say: a CSV file with the columns file, outlet, published, headline, url
    /// [default: metadata.csv in an input folder, where there is one]
    #[arg(short, long, value_name = "FILE")]
    pub metadata: Option<PathBuf>,

    /// Write the dossier of one story of a mixed pile, by its number in the overview
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub story: Option<u32>,

    /// Write one dossier, however many stories the articles tell [default: one dossier while all articles but 16 tell
    /// one story, else an overview with a dossier for each story in a folder beside it]
    #[arg(long, conflicts_with = "story")]
    pub one: bool,

    /// What you know better than the program: a TOML file of corrections, applied on every run (see the manual)
    /// [default: corrections.toml in an input folder, where there is one]
    #[arg(short, long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,

    /// Open the page in the browser when it is written
    #[arg(long)]
    pub open: bool,

    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

const ANNOTATE_EXAMPLES: &str = "\
Examples:
  headwater annotate report.txt                    print tables of Universal Dependencies (CoNLL-U)
  headwater annotate articles/ --format json | jq .entities
  pbpaste | headwater annotate -

Exit codes: 0 done; 1 could not run; 2 done, with some input unread.";

/// Show what is read in articles.
#[derive(Debug, clap::Args)]
pub struct Annotate {
    /// Files and folders to read, as for `report`; `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Where to write; `-` is standard output [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// What to write
    #[arg(short, long, value_enum, default_value_t = Layers::Conllu)]
    pub format: Layers,

    /// What the text doesn't say: a CSV file with the columns file, outlet, published, headline, url
    #[arg(short, long, value_name = "FILE")]
    pub metadata: Option<PathBuf>,
}

/// Ways to write annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Layers {
    /// Sentences, words and trees as tables of Universal Dependencies
    Conllu,
    /// Everything, one line of JSON an article
    Json,
}

/// Ways out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One self-contained page
    Html,
    /// For other programs (dossier format 1)
    Json,
    /// The main findings as plain text
    Text,
}

const PASSAGES_EXAMPLES: &str = "\
Examples:
  headwater passages articles/                     every passage that two articles share, one line of JSON each
  headwater passages archive/ --index archive.hw   … and keep what was read, in a folder of its own
  headwater passages today/ --index archive.hw     the passages between today's articles and all the others
  headwater passages --index archive.hw            all passages of the index
  headwater passages one.txt other.txt --closely   … and what one tells in short of the other

Exit codes: 0 done; 1 could not run; 2 done, with some input unread.";

/// Find the wording that articles share, alone and fast.
#[derive(Debug, clap::Args)]
pub struct Passages {
    /// Files and folders to read, as for `report`; `-` is standard input
    #[arg(required_unless_present = "index", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Keep what was read in this folder: made where there is none, and brought up to date. Articles that are in it
    /// are not compared again, and only passages with new articles are written; without INPUT, all are
    #[arg(short, long, value_name = "FOLDER")]
    pub index: Option<PathBuf>,

    /// Compare every two of the articles (at most 100), and also show where a few sentences of one tell in short what
    /// stands all over the other
    #[arg(short, long, conflicts_with = "index")]
    pub closely: bool,

    /// Where to write; `-` is standard output [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// What the text doesn't say: a CSV file with the columns file, outlet, published, headline, url
    /// [default: metadata.csv in an input folder, where there is one]
    #[arg(short, long, value_name = "FILE")]
    pub metadata: Option<PathBuf>,

    /// Say nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}
