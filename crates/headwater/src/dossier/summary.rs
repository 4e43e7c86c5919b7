//! The dossier as a few lines of plain text for the terminal.

use super::corrected::{Ledger, Thing};
use super::overview::{Entry, Overview};
use super::{Dossier, prose};
use crate::corroboration::Matter;
use crate::notice::Severity;

/// Lines of findings that fit on one screen beside the rest.
const LINES: usize = 18;
/// The narrowest and the widest lines that are still easy to read.
const WIDTHS: (usize, usize) = (32, 100);

/// Writes the main findings as plain text, at most `width` columns wide.
pub fn write(dossier: &Dossier, width: usize) -> String {
    let width = width.clamp(WIDTHS.0, WIDTHS.1);
    let (lone, main): (Vec<_>, Vec<_>) =
        dossier.corroboration.matters.iter().enumerate().partition(|(_, matter)| matter.is_lone());
    let mut lines = wrapped(&opening(dossier), "", width);
    let shown = shown(&main, dossier, width);
    lines.extend(shown.iter().flatten().cloned());
    lines.push(String::new());
    lines.extend(wrapped(&rest(dossier, (shown.len(), main.len()), lone.len()), "", width));
    lines.extend(corrections(&dossier.corrections).iter().flat_map(|line| wrapped(line, "", width)));
    lines.extend(notices(dossier).iter().flat_map(|line| wrapped(line, "", width)));
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

/// Writes the overview of a mixed pile as plain text: at most `stories` of them, at most `width` columns wide.
pub fn overview(overview: &Overview, width: usize, stories: usize) -> String {
    let width = width.clamp(WIDTHS.0, WIDTHS.1);
    let mut lines = wrapped(&opening_of(overview), "", width);
    for entry in overview.stories().take(stories) {
        lines.push(String::new());
        lines.extend(story(overview, entry, width));
    }
    lines.push(String::new());
    lines.extend(wrapped(&rest_of(overview, stories), "", width));
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

/// How many articles tell how many stories.
fn opening_of(overview: &Overview) -> String {
    let statements = overview.parts.iter().map(|entry| entry.statements).sum();
    let days = prose::spanned(overview.articles.iter().filter_map(|it| it.published.as_ref()));
    let days = days.map(|days| format!(" ({})", prose::date(&days))).unwrap_or_default();
    format!(
        "Read {} {}{days}, with {}. They tell {}.",
        prose::count(overview.articles.len(), "article"),
        prose::outlets(overview.articles.iter().map(|article| article.outlet.as_deref())),
        prose::count(statements, "attributed statement"),
        prose::count_of(overview.stories().count(), "story", "stories"),
    )
}

/// What it is about, how much tells it, and the most consequential finding.
fn story(overview: &Overview, entry: &Entry, width: usize) -> Vec<String> {
    let title = entry.titles.first().map_or("(no headline)", String::as_str);
    let outlets = entry.articles.iter().filter_map(|id| overview.article(*id)).map(|it| it.outlet.as_deref());
    let days = entry.published.as_ref().map(|days| format!(", {}", prose::date(days))).unwrap_or_default();
    let articles = prose::count(entry.articles.len(), "article");
    let mut lines = wrapped(&format!("{}: {}", entry.id, plain(title)), "", width);
    lines.extend(wrapped(&format!("{articles} {}{days}", prose::outlets(outlets)), "  ", width));
    if let Some(leading) = &entry.leading {
        let names: Vec<&str> = leading.findings.iter().map(|&finding| prose::finding(finding)).collect();
        let told = format!("{} ({}): {}", leading.label, names.join(", "), leading.because);
        lines.extend(wrapped(&plain(&told), "  ", width));
    }
    lines
}

/// How many more stories there are, and how many articles that tell none.
fn rest_of(overview: &Overview, shown: usize) -> String {
    let more = overview.stories().count().saturating_sub(shown);
    let alone: usize = overview.others().map(|entry| entry.articles.len()).sum();
    let mut parts: Vec<String> = Vec::new();
    if more > 0 {
        parts.push(format!("{} not shown here.", prose::count_of(more, "more story", "more stories")));
    }
    if alone > 0 {
        let tell = if alone == 1 { "tells" } else { "tell" };
        parts.push(format!("{} {tell} no story with another.", prose::count(alone, "article")));
    }
    parts.push("Absence from a collection proves nothing.".to_owned());
    parts.extend(corrections(&overview.corrections));
    parts.join(" ")
}

/// The findings, each behind an empty line, as far as they fit; the first always.
fn shown(matters: &[(usize, &Matter)], dossier: &Dossier, width: usize) -> Vec<Vec<String>> {
    let mut used = 0;
    let blocks = matters.iter().map(|(place, matter)| {
        let mut block = vec![String::new()];
        let corrected = !dossier.corrections.on(Thing::Matter(*place)).is_empty();
        block.extend(finding(matter, corrected, width));
        block
    });
    let fits = blocks.enumerate().take_while(|(place, block)| {
        used += block.len();
        *place == 0 || used <= LINES
    });
    fits.map(|(_, block)| block).collect()
}

/// What was read.
fn opening(dossier: &Dossier) -> String {
    let period = prose::period(dossier).map(|period| format!(" ({period})")).unwrap_or_default();
    format!(
        "Read {} {}{period}, with {}.",
        prose::count(dossier.own().count(), "article"),
        prose::own_outlets(dossier),
        prose::count(dossier.attributed(), "attributed statement"),
    )
}

/// What it is about, the findings, how many articles stand on how many origins, and its sentence.
fn finding(matter: &Matter, corrected: bool, width: usize) -> Vec<String> {
    let names: Vec<&str> = matter.findings.iter().map(|&finding| prose::finding(finding)).collect();
    let articles = prose::count(matter.saying().len(), "article");
    let corrected = if corrected { " (corrected by hand)" } else { "" };
    let counts =
        format!("{}: {articles} on {}{corrected}", names.join(", "), prose::origins(&matter.origins));
    let mut lines = wrapped(&plain(&matter.label), "", width);
    lines.extend(wrapped(&counts, "  ", width));
    lines.extend(wrapped(&plain(&matter.because), "  ", width));
    lines
}

/// How much more there is than was shown.
fn rest(dossier: &Dossier, (shown, main): (usize, usize), lone: usize) -> String {
    let more = main.saturating_sub(shown);
    let mut parts: Vec<String> = Vec::new();
    if main == 0 && !dossier.articles.is_empty() {
        parts.push("No two articles were found to speak to the same question.".to_owned());
    }
    if more > 0 {
        parts.push(format!("{} not shown here.", prose::count(more, "more finding")));
    }
    if lone > 0 {
        parts.push(format!("{} uncorroborated.", prose::count(lone, "matter")));
    }
    parts.push("Absence from a collection proves nothing.".to_owned());
    parts.join(" ")
}

/// What became of the corrections, where there are any.
fn corrections(ledger: &Ledger) -> Option<String> {
    (!ledger.entries.is_empty()).then(|| format!("Corrections by hand: {}.", prose::corrections(ledger)))
}

/// How many notices there are of each severity.
fn notices(dossier: &Dossier) -> Vec<String> {
    let of = |severity| dossier.notices.iter().filter(|notice| notice.severity == severity).count();
    let (errors, unsure) = (of(Severity::Error), of(Severity::Warning));
    let mut parts: Vec<String> = Vec::new();
    if errors > 0 {
        parts.push(format!("{} not read", prose::count(errors, "input")));
    }
    if unsure > 0 {
        parts.push(prose::count(unsure, "warning"));
    }
    if parts.is_empty() {
        return Vec::new();
    }
    vec![format!("{}: see the notices of the dossier.", parts.join(", "))]
}

/// The text without characters that a terminal would obey or that turn its direction.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || prose::turns_direction(c) { ' ' } else { c }).collect()
}

/// `text` in lines of at most `width` characters, each behind `indent`; a longer word stands alone.
fn wrapped(text: &str, indent: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let length = indent.len() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > width {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(format!("{indent}{line}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::html::sample;

    #[test]
    fn it_tells_the_main_findings_on_one_screen() {
        let summary = write(&sample::dossier(), 80);
        assert!(summary.lines().count() <= 24, "{summary}");
        assert!(summary.lines().all(|line| line.chars().count() <= 80), "{summary}");
        let disputed = "disputed, possibly corroborated: 7 articles on 2 to 3 origins";
        assert!(summary.contains(disputed), "{summary}");
        assert!(summary.contains("values differ: 7 articles on 2 to 3 origins"), "{summary}");
        assert!(summary.contains("1 input not read, 1 warning"), "{summary}");
    }

    #[test]
    fn it_keeps_to_its_width() {
        for width in [0, 40, 60] {
            let summary = write(&sample::dossier(), width);
            assert!(summary.lines().all(|line| line.chars().count() <= width.max(WIDTHS.0)), "{summary}");
        }
    }

    #[test]
    fn an_empty_dossier_has_a_summary_too() {
        let summary = write(&Dossier::default(), 80);
        assert!(summary.starts_with("Read 0 articles"), "{summary}");
    }

    #[test]
    fn controls_do_not_reach_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{202E}c"), "a [31mb c");
    }
}
