//! Annotations as JSON: one line an article, for other programs.
//!
//! Offsets are Unicode code points of the article's text, half open, as in the dossier. `head`, `mentions`, `entity`, `of`,
//! `anchor`, `counted` and `event` are places in the lists of the same line, from zero; what is not known is `null`.
//!
//! | key | rows |
//! |---|---|
//! | `article`, `path`, `language`, `text` | which article, where it came from, what it is written in, what is cut into spans |
//! | `sentences` | `start`, `end`, `paragraph`, `first` and `last` token (half open) |
//! | `tokens` | `start`, `end`, `lemma`, `upos`, `xpos`, `head`, `relation` (Universal Dependencies 2) |
//! | `mentions` | `start`, `end`, `kind`, `form`, `head`, `entity` |
//! | `entities` | `name`, `kind`, `mentions`, `roles`, `of` |
//! | `times` | `start`, `end`, `kind` (TIMEX3), `value` (EDTF, ISO 8601 for durations), `relative_to`, `anchor` (the time of the text) |
//! | `quantities` | `start`, `end`, `kind`, `low`, `high`, `hedge`, `rule`, `unit`, `counts`, `counted` |
//! | `scopes` | `start`, `end` of the cue, `kind` (negation, modality, hedge), `over` (`start`, `end`), `event` token |

use serde_json::{Value, json};

use super::{Annotations, Entity, Mention, Quantity, Sentence, Time, Token};
use crate::article::Article;
use crate::text::{CodePoints, Span};

/// What was read in an article as one line of JSON, without the line's end.
pub fn json(article: &Article, found: &Annotations) -> String {
    let points = CodePoints::new(&article.text);
    let row = |span: Span, rest: Value| {
        let (start, end) = points.span(span);
        let mut row = json!({ "start": start, "end": end });
        if let (Value::Object(row), Value::Object(rest)) = (&mut row, rest) {
            row.extend(rest);
        }
        row
    };
    let sentences = found.sentences.iter().map(|it| row(it.span, sentence(it)));
    let tokens = found.tokens.iter().map(|it| row(it.span, token(it)));
    let mentions = found.mentions.iter().map(|it| row(it.span, mention(it)));
    let times = found.times.iter().map(|it| row(it.span, time(it)));
    let quantities = found.quantities.iter().map(|it| row(it.span, quantity(it, &article.text)));
    let scopes = found.scopes.iter().map(|it| {
        let (start, end) = points.span(it.over);
        let over = json!({ "start": start, "end": end });
        row(it.cue, json!({ "kind": it.kind.name(), "over": over, "event": it.event }))
    });
    json!({
        "article": article.id.to_string(),
        "path": article.path,
        "language": article.language,
        "text": article.text,
        "sentences": sentences.collect::<Vec<_>>(),
        "tokens": tokens.collect::<Vec<_>>(),
        "mentions": mentions.collect::<Vec<_>>(),
        "entities": found.entities.iter().map(entity).collect::<Vec<_>>(),
        "times": times.collect::<Vec<_>>(),
        "quantities": quantities.collect::<Vec<_>>(),
        "scopes": scopes.collect::<Vec<_>>(),
    })
    .to_string()
}

fn sentence(it: &Sentence) -> Value {
    json!({ "paragraph": it.paragraph, "first": it.tokens.start, "last": it.tokens.end })
}

fn token(it: &Token) -> Value {
    json!({
        "lemma": it.lemma.as_str(), "upos": it.upos.name(), "xpos": it.xpos.as_str(), "head": it.head,
        "relation": if it.head.is_none() { "root" } else { it.relation.name() },
    })
}

fn mention(it: &Mention) -> Value {
    json!({ "kind": it.kind.name(), "form": it.form.name(), "head": it.head, "entity": it.entity })
}

fn entity(it: &Entity) -> Value {
    json!({ "name": it.name, "kind": it.kind.name(), "mentions": it.mentions, "roles": it.roles, "of": it.of })
}

fn time(it: &Time) -> Value {
    json!({
        "kind": it.kind.name(), "value": it.value.as_ref().map(|value| value.as_str()),
        "relative_to": it.relative_to.map(super::Anchor::name), "anchor": it.anchor,
    })
}

fn quantity(it: &Quantity, text: &str) -> Value {
    json!({
        "kind": it.kind.name(), "low": it.low, "high": it.high, "hedge": it.hedge.name(), "rule": it.rule,
        "unit": it.unit, "counts": it.counts.map(|span| span.of(text)), "counted": it.counted,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::annotate;

    #[test]
    fn offsets_are_code_points_and_places_lead_back() {
        let article = Article::of_text(
            "“Ça suffit,” said Ana Verick on 3 March 2026. She had not seen about 40 men.".to_owned(),
        );
        let line = json(&article, &annotate(&article).value);
        assert!(!line.contains('\n'));
        let found: Value = serde_json::from_str(&line).expect("valid JSON");
        let letters: Vec<char> = article.text.chars().collect();
        let words = |row: &Value| -> String {
            let at = |key: &str| row[key].as_u64().expect("an offset") as usize;
            letters[at("start")..at("end")].iter().collect()
        };
        let mentions = found["mentions"].as_array().expect("a list");
        let mention = mentions.iter().find(|row| words(row) == "Ana Verick").expect("she is named");
        assert_eq!(mention["form"], "name");
        let entity = &found["entities"][mention["entity"].as_u64().expect("a place") as usize];
        assert_eq!((entity["name"].as_str(), entity["kind"].as_str()), (Some("Ana Verick"), Some("person")));
        assert_eq!(found["times"][0]["value"], "2026-03-03");
        assert_eq!(found["quantities"].as_array().expect("a list").last().expect("one")["hedge"], "about");
        assert_eq!(found["scopes"][0]["kind"], "negation");
        assert_eq!(words(&found["scopes"][0]["over"]), "She had not seen about 40 men");
    }
}
