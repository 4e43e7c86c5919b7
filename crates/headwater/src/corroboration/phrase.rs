//! Names, counts and lists as a sentence has them.

use std::collections::BTreeSet;

use super::OriginCount;
use super::origin::parts;

/// How many names or values are listed before the rest is only counted.
pub(super) const LISTED: usize = 4;

/// The names without those that are part of another ("the Network" beside "the Exit Network").
pub(super) fn fullest(names: Vec<String>) -> Vec<String> {
    let words: Vec<Vec<String>> = names.iter().map(|name| parts(name)).collect();
    let is_part = |at: usize| {
        let mine = &words[at];
        words.iter().enumerate().any(|(other, theirs)| {
            let inside = other != at && mine.iter().all(|word| theirs.contains(word));
            inside && (mine.len() < theirs.len() || other < at)
        })
    };
    let kept: Vec<bool> = (0..names.len()).map(|at| !is_part(at)).collect();
    names.into_iter().zip(kept).filter_map(|(name, kept)| kept.then_some(name)).collect()
}

/// The items in their order, each once.
pub(super) fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    items.filter(|item| seen.insert(item.clone())).collect()
}

/// "a", "a and b", "a, b and c", "a, b, c, d and 3 more"
pub(super) fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    if items.len() > LISTED + 1 {
        let more = format!("{} more", items.len() - LISTED);
        items.truncate(LISTED);
        items.push(more);
    }
    match items.pop() {
        None => String::new(),
        Some(only) if items.is_empty() => only,
        Some(last) => format!("{} and {last}", items.join(", ")),
    }
}

/// "one origin", "two to three origins"
pub(super) fn counted(origins: &OriginCount) -> String {
    let (least, most) = (*origins.start() as usize, *origins.end() as usize);
    match (least, most) {
        (1, 1) => "one origin".to_owned(),
        _ if least == most => format!("{} origins", number(most)),
        _ if least + 1 == most => format!("{} or {} origins", number(least), number(most)),
        _ => format!("{} to {} origins", number(least), number(most)),
    }
}

/// "both", "all three"
pub(super) fn all_of(n: usize) -> String {
    if n == 2 { "both".to_owned() } else { format!("all {}", number(n)) }
}

/// Numbers up to twelve in words.
pub(super) fn number(n: usize) -> String {
    let words = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    words.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Whether a source that is only described is more than one ("aides (not named)", "sources in the city (not named)").
pub(super) fn is_several(name: &str) -> bool {
    let Some(described) = name.strip_suffix(" (not named)") else { return false };
    let links =
        [" in ", " of ", " from ", " at ", " with ", " who ", " on ", " and ", " close ", " briefed "];
    if described.contains(" and ") {
        return true;
    }
    let noun = links.iter().fold(described, |noun, link| noun.split(link).next().unwrap_or(noun));
    let last = noun.rsplit(' ').next().unwrap_or_default();
    let plural = last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us");
    plural && last.starts_with(char::is_lowercase) || matches!(last, "people" | "police" | "men" | "women")
}

/// The verb phrase for several articles.
pub(super) fn plural(says: &str) -> String {
    let (verb, rest) = says.split_once(' ').unwrap_or((says, ""));
    format!("{} {rest}", verb.strip_suffix('s').unwrap_or(verb)).trim_end().to_owned()
}
