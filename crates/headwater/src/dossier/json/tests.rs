//! A dossier with one of everything, read back as another program would.

use serde_json::Value as Json;

use super::write;
use crate::alignment::entity::{Entities, Entity, EntityId};
use crate::alignment::passage::{Direction, Edit, Passage, PassageKind, Place};
use crate::alignment::question::{About, Fit, Member, Value};
use crate::annotation::{
    Anchor, Annotations, EntityKind, Form, Hedge, Mention, Quantity, QuantityKind, Time, TimeKind,
};
use crate::article::{Article, ArticleId, Credit, DateMethod, Furniture, FurnitureKind, Published};
use crate::capture::{Digest, MediaType};
use crate::corroboration::{
    Claim, Corroboration, Edge, Finding, How, Lineage, Matter, Moment, MomentKind, Node, Origin, OriginId,
    OriginKind, Reason,
};
use crate::dossier::{CaptureRecord, Dossier};
use crate::edtf::Edtf;
use crate::notice::{Notice, Severity};
use crate::statement::{
    Attitude, Channel, ChannelKind, Confidence, Source, SourceKind, Stance, Statement, StatementForm,
    StatementId,
};
use crate::text::{Citation, Span};

const TEXT: &str = "“Über 40 haben Łódź verlassen”, Żaneta Brzęk told the Löwe Post on 3 May — 𝄞 signed.";

#[test]
fn every_span_quotes_its_text_in_code_points() {
    let json = parsed();
    let texts: Vec<Vec<char>> =
        rows(&json, "articles").iter().map(|it| string(&it["text"]).chars().collect()).collect();
    let mut seen = 0;
    for list in json.as_object().expect("an object").values() {
        check(list, None, &texts, &mut seen);
    }
    assert!(seen > 20, "only {seen} spans were written");
}

/// Checks every object that has a start, in whatever article it or what holds it names.
fn check(value: &Json, article: Option<usize>, texts: &[Vec<char>], seen: &mut usize) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| check(item, article, texts, seen)),
        Json::Object(object) => {
            let named = object.get("article").or(object.get("id")).and_then(Json::as_str);
            let named = named.and_then(|id| id.strip_prefix('a')).and_then(|n| n.parse::<usize>().ok());
            let article = named.map(|n| n - 1).or(article);
            if let Some(start) = object.get("start") {
                let (start, end) = (number(start), number(&object["end"]));
                let text = &texts[article.expect("an article")];
                let quote: String = text[start..end].iter().collect();
                assert_eq!(quote, string(&object["quote"]));
                *seen += 1;
            }
            object.values().for_each(|item| check(item, article, texts, seen));
        }
        _ => {}
    }
}

#[test]
fn every_key_of_the_format_is_there() {
    let json = parsed();
    assert_eq!(json["format"], 1);
    let keys = [
        ("captures", "id path media_type bytes"),
        ("articles", "id capture headline byline outlet url published language text furniture"),
        ("entities", "id name kind mentions"),
        ("times", "article start end quote value relative_to anchor"),
        ("quantities", "article start end quote low high hedge rule counts"),
        ("statements", "id article form source cue content channel stance date origin"),
        ("passages", "id a b edit similarity direction because"),
        ("origins", "id name kind"),
        ("lineage", "from to how directed because"),
        ("matters", "id label about findings origins claims because"),
        ("timeline", "value statement article start end quote"),
        ("notices", "severity capture article message hint"),
    ];
    for (list, wanted) in keys {
        for row in rows(&json, list) {
            for key in wanted.split(' ') {
                assert!(row.get(key).is_some(), "{list} has no {key}");
            }
        }
        assert!(!rows(&json, list).is_empty(), "the test has no {list}");
    }
}

#[test]
fn ids_are_unique_and_every_one_that_is_used_is_there() {
    let json = parsed();
    let mut ids = Vec::new();
    for list in ["captures", "articles", "entities", "statements", "passages", "origins", "matters"] {
        ids.extend(rows(&json, list).iter().map(|row| string(&row["id"])));
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is given twice");
    let statement = &rows(&json, "statements")[0];
    let claim = &rows(&json, "matters")[0]["claims"][0];
    let edge = &rows(&json, "lineage")[0];
    let used = [
        &statement["article"],
        &statement["origin"],
        &statement["source"]["entity"],
        &edge["from"],
        &edge["to"],
        &claim["statements"][0],
        &claim["articles"][0],
        &rows(&json, "articles")[0]["capture"],
    ];
    for id in used {
        assert!(ids.contains(&string(id)), "{id} is nowhere");
    }
}

#[test]
fn what_is_not_known_is_null_and_whole_numbers_have_no_point() {
    let text = write(&dossier());
    assert!(text.contains(r#""low":40,"high":null"#), "{text}");
    assert!(text.contains(r#""similarity":0.97"#));
    assert!(text.contains(r#""byline":null"#));
}

#[test]
fn a_span_that_does_not_fit_is_written_empty() {
    let mut dossier = dossier();
    // The second byte of the opening quotation mark, and far past the end.
    dossier.statements[0].cue = Some(Span::new(1, 4000));
    let json: Json = serde_json::from_str(&write(&dossier)).expect("JSON");
    assert_eq!(rows(&json, "statements")[0]["cue"]["quote"], "");
}

#[test]
fn a_statement_that_gives_a_claim_twice_is_listed_once() {
    let mut dossier = dossier();
    let claim = &mut dossier.corroboration.matters[0].claims[0];
    claim.members.push(Member { focus: span("haben"), ..claim.members[0] });
    let json: Json = serde_json::from_str(&write(&dossier)).expect("JSON");
    assert_eq!(rows(&json, "matters")[0]["claims"][0]["statements"].as_array().map(Vec::len), Some(1));
}

fn parsed() -> Json {
    serde_json::from_str(&write(&dossier())).expect("JSON")
}

fn rows<'j>(json: &'j Json, list: &str) -> &'j [Json] {
    json[list].as_array().expect("a list")
}

fn string(value: &Json) -> &str {
    value.as_str().expect("a string")
}

fn number(value: &Json) -> usize {
    value.as_u64().expect("a number") as usize
}

/// Where `words` stand in the text.
fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("words of the text");
    Span::new(start, start + words.len())
}

fn dossier() -> Dossier {
    let digest = Digest([7; 32]);
    let capture =
        CaptureRecord { id: digest, path: "löwe.txt".into(), media_type: MediaType::Text, bytes: 9 };
    let articles = vec![article(0), article(1)];
    let speaker = Entity {
        name: "Żaneta Brzęk".into(),
        aliases: vec!["Brzęk".into()],
        kind: EntityKind::Person,
        of: None,
        members: vec![(ArticleId(0), 0)],
        because: vec!["Brzęk is short for Żaneta Brzęk.".into()],
    };
    let of_article = vec![vec![EntityId(0)], Vec::new()];
    Dossier {
        captures: vec![capture],
        articles,
        annotations: vec![annotations(), Annotations::default()],
        entities: Entities { entities: vec![speaker], of_article, ..Entities::default() },
        statements: vec![statement()],
        passages: vec![passage()],
        corroboration: corroboration(),
        corrections: crate::dossier::corrected::Ledger::default(),
        notices: vec![Notice::new(Severity::Note, "something").about("löwe.txt").in_article(ArticleId(1))],
        ..Dossier::default()
    }
}

fn article(n: u32) -> Article {
    let published = Edtf::new("2021-05-04");
    Article {
        id: ArticleId(n),
        capture: Digest([7; 32]),
        path: "löwe.txt".into(),
        headline: Some("Über 40".into()),
        headline_span: Some(span("Über 40")),
        byline: None,
        outlet: Some("Löwe Post".into()),
        url: None,
        published: Some(Published {
            value: published,
            method: DateMethod::Text,
            span: Some(span("3 May")),
            contradicted: false,
        }),
        language: Some("en".into()),
        text: TEXT.into(),
        furniture: vec![Furniture { span: span("𝄞 signed."), kind: FurnitureKind::Credit }],
        credits: vec![Credit { name: "Löwe Agency".into(), span: Some(span("signed")) }],
    }
}

fn annotations() -> Annotations {
    Annotations {
        mentions: vec![Mention {
            span: span("Żaneta Brzęk"),
            head: 0,
            kind: EntityKind::Person,
            form: Form::Name,
            entity: 0,
        }],
        entities: vec![crate::annotation::Entity {
            name: "Żaneta Brzęk".into(),
            kind: EntityKind::Person,
            mentions: vec![0],
            roles: Vec::new(),
            of: None,
        }],
        times: vec![Time {
            span: span("3 May"),
            value: Some(Edtf::new("2021-05-03")),
            relative_to: Some(Anchor::Published),
            anchor: None,
            kind: TimeKind::Date,
        }],
        quantities: vec![Quantity {
            span: span("Über 40"),
            low: Some(40.0),
            high: None,
            hedge: Hedge::MoreThan,
            kind: QuantityKind::Count,
            rule: None,
            unit: None,
            counts: Some(span("haben")),
            counted: None,
        }],
        ..Annotations::default()
    }
}

fn statement() -> Statement {
    Statement {
        article: ArticleId(0),
        form: StatementForm::Direct,
        source: Source {
            kind: SourceKind::Named,
            name: Some("Żaneta Brzęk".into()),
            entity: Some(0),
            span: Some(span("Żaneta Brzęk")),
            speaks_for: None,
            candidates: vec![0, 9],
        },
        cue: Some(span("told")),
        content: vec![span("Über 40 haben Łódź verlassen")],
        channel: vec![Channel {
            name: "Löwe Post".into(),
            entity: None,
            span: span("Löwe Post"),
            kind: ChannelKind::Outlet,
        }],
        stance: Stance::Asserts,
        attitude: Attitude::Speech,
        said: Some(0),
        sentence: Span::new(0, TEXT.len()),
        hedges: vec![span("Über")],
        within: None,
        confidence: Confidence::Sure,
    }
}

fn passage() -> Passage {
    let place = |n, words| Place { article: ArticleId(n), span: span(words) };
    Passage {
        a: place(0, "Łódź verlassen"),
        b: place(1, "Łódź"),
        edit: Edit::Light,
        kind: PassageKind::Prose,
        similarity: 0.97,
        spun: None,
        direction: Direction::AToB,
        because: "The second is later.".into(),
    }
}

fn corroboration() -> Corroboration {
    let cited = || vec![Citation::new(ArticleId(0), TEXT, span("Żaneta Brzęk told"))];
    let edge = Edge {
        from: Node::Origin(OriginId(0)),
        to: Node::Statement(StatementId(0)),
        how: How::Said,
        directed: true,
        because: cited(),
    };
    let claim = Claim {
        label: "more than 40".into(),
        stance: Stance::Asserts,
        value: Some(Value::Number { low: Some(40.0), high: None, hedge: Hedge::MoreThan, unit: None }),
        members: vec![Member {
            statement: StatementId(0),
            focus: span("Über 40"),
            stance: Stance::Asserts,
            fit: Fit::Sure,
        }],
        articles: vec![ArticleId(0)],
        unsure: Vec::new(),
        origins: 1..=1,
    };
    let matter = Matter {
        label: "how many left".into(),
        about: About::Number,
        claims: vec![claim],
        findings: vec![Finding::Uncorroborated],
        origins: 1..=1,
        because: "One article says it, on the word of Żaneta Brzęk.".into(),
        reasons: vec![Reason { sentence: "She says so.".into(), citations: cited() }],
        silent: vec![ArticleId(1)],
        near: vec![StatementId(0)],
        is_update: false,
        long_ago: false,
    };
    let moment = Moment {
        value: Edtf::new("2021-05-03"),
        kind: MomentKind::Statement,
        statement: Some(StatementId(0)),
        article: ArticleId(0),
        span: span("3 May"),
        relative_to: Some(Anchor::Published),
    };
    Corroboration {
        origins: vec![Origin { name: "Żaneta Brzęk".into(), kind: OriginKind::Person }],
        origin_of: vec![OriginId(0)],
        lineage: Lineage { edges: vec![edge] },
        matters: vec![matter],
        timeline: vec![moment],
    }
}
