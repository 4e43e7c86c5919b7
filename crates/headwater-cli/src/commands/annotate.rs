//! `headwater annotate`: what is read in each article, for other programs and for curious eyes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use headwater::Result;
use headwater::annotation::{conllu, json};
use headwater::notice::Severity;

use super::inputs;
use crate::args::{Annotate, Layers};
use crate::messages::{self, DONE, SOME_UNREAD};
use crate::output::Target;

/// Reads and writes what was read.
pub fn run(args: &Annotate) -> Result<ExitCode> {
    let name = if args.format == Layers::Json { "annotations.jsonl" } else { "annotations.conllu" };
    let target = args.output.as_deref().map_or(Target::Stdout, |path| Target::new(path, name));
    target.check(args.output.is_some())?;
    target.keep_off(args.inputs.iter().chain(&args.metadata).map(PathBuf::as_path))?;
    let metadata = args.metadata.as_deref().map(inputs::metadata).transpose()?;
    let mut captures = inputs::captures(&args.inputs)?;
    target.keep_off(captures.captures.iter().map(|capture| Path::new(&capture.path)))?;
    let metadata = metadata.unwrap_or_default().into_value(&mut captures.notices);
    let mut notices = Vec::new();
    let found = headwater::annotate(&captures, &metadata).into_value(&mut notices);
    messages::notices(&notices);
    if found.is_empty() {
        return Err(inputs::nothing_to_read());
    }
    let mut out = String::new();
    for (article, read) in &found {
        match args.format {
            Layers::Conllu => out.push_str(&conllu::conllu(article, read)),
            Layers::Json => {
                out.push_str(&json::json(article, read));
                out.push('\n');
            }
        }
    }
    target.write(&out)?;
    let unread = notices.iter().any(|notice| notice.severity == Severity::Error);
    Ok(ExitCode::from(if unread { SOME_UNREAD } else { DONE }))
}
