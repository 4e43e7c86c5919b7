//! JSON-LD: what a page says about itself in schema.org's words.

use serde_json::Value;

use super::facts::{Facts, WORDS};

/// Reads one block into the facts.
pub(super) fn read(block: &str, facts: &mut Facts) {
    if let Some(value) = parsed(block) {
        gather(&value, facts, 0);
    }
}

/// The block as JSON. Pages wrap it in comments and break strings over lines.
fn parsed(block: &str) -> Option<Value> {
    let bare = block
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let bare = bare
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let clean: String =
            bare.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        serde_json::from_str(&clean).ok()
    })
}

/// Collects articles and the site's names out of lists, graphs and nested things.
fn gather(value: &Value, facts: &mut Facts, depth: usize) {
    if depth > 6 || facts.articles.len() > 50 {
        return;
    }
    match value {
        Value::Array(all) => all.iter().for_each(|one| gather(one, facts, depth + 1)),
        Value::Object(thing) => {
            let is_article = types(value).iter().any(|kind| WORDS.types.contains(kind));
            if is_article {
                facts.articles.push(value.clone());
            }
            if types(value).iter().any(|kind| kind == "website" || kind == "newsmediaorganization") {
                facts.sites.extend(name(value));
            }
            if let (true, Some(name), Some(id)) =
                (types(value).iter().any(|kind| kind == "person"), name(value), string(value, "@id"))
            {
                facts.people.push((id, name));
            }
            if let Some(publisher) = thing.get("publisher").and_then(name) {
                facts.sites.push(publisher);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                if let Some(inside) = thing.get(key) {
                    gather(inside, facts, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// The types of a thing, in small letters.
pub(super) fn types(thing: &Value) -> Vec<String> {
    let small =
        |value: &Value| value.as_str().map(|kind| kind.rsplit('/').next().unwrap_or(kind).to_lowercase());
    match thing.get("@type") {
        Some(Value::Array(all)) => all.iter().filter_map(small).collect(),
        Some(one) => small(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The string under a key; the first of a list.
pub(super) fn string(thing: &Value, key: &str) -> Option<String> {
    let value = thing.get(key)?;
    let value = value.as_array().and_then(|all| all.first()).unwrap_or(value);
    value.as_str().map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// The name of a person or organisation, given as a string or as a thing.
fn name(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| string(value, "name")).filter(|name| !name.trim().is_empty())
}

/// The names of all that stand under `author`, by themselves or by reference to `people`.
pub(super) fn authors(thing: &Value, people: &[(String, String)]) -> Vec<String> {
    let referred = |value: &Value| {
        let id = string(value, "@id")?;
        people.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())
    };
    let name = |value: &Value| name(value).or_else(|| referred(value));
    match thing.get("author") {
        Some(Value::Array(all)) => all.iter().filter_map(name).collect(),
        Some(one) => match one.get("name") {
            Some(Value::Array(names)) => {
                names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
            }
            _ => name(one).into_iter().collect(),
        },
        None => Vec::new(),
    }
}
