//! A dossier of an invented event in an invented place, put together by hand: what the page is looked at with.

#![allow(clippy::too_many_lines, reason = "a story told as data")]

mod build;

use self::build::{Builder, Saying};
use crate::alignment::passage::{Direction, Edit, PassageKind};
use crate::alignment::question::{About, Value};
use crate::annotation::Hedge;
use crate::article::{ArticleId, FurnitureKind};
use crate::corroboration::{Finding, How, MomentKind, Node, OriginId, OriginKind};
use crate::dossier::Dossier;
use crate::notice::{Notice, Severity};
use crate::statement::{ChannelKind, SourceKind, Stance, StatementForm, StatementId};

const WIRE: &str = "PORT OSKEL, Karvenia (Lantern Wire) — Forty dockers were taken from their union hall on Tuesday night and have not been seen since, a spokeswoman for the Dockers’ Relief Committee said.

“They came with lists, and they knew every name on them,” Ilse Marn told Lantern Wire by telephone on Wednesday. She said 40 men were being held in a customs warehouse at the northern quay.

The Interior Ministry did not answer calls.

The raid came two days after dockers refused to load a freighter bound for Sarrakesh.

(Reporting by Tomas Eck)";

const HERALD: &str = "‘They came with lists’: forty dockers missing

Forty dockers were taken from their union hall on Tuesday night and have not been seen since. “They came with lists, and they knew every name on them,” Ilse Marn, spokeswoman for the Dockers’ Relief Committee, told Lantern Wire.

READ: Our live page on the Oskel strike

The men, 40 of them, are being held in a customs warehouse at the northern quay, Marn told the agency.";

const POST: &str = "Forty dockers taken from their union hall on Tuesday night have not been heard of since, the agency Lantern Wire reports.

“They came with lists and knew every name,” said Ilse Marn of the Dockers’ Relief Committee. The committee puts the number of the detained at 40, and has asked the Interior Ministry where they are.

Karvenia is one of the first countries on the gulf to lock up dockers over a boycott.";

const MERIDIAN: &str = "Karvenian officials have detained 40 dockers, according to the Dockers’ Relief Committee, whose spokeswoman Ilse Marn spoke to Lantern Wire.

The northern quay at Port Oskel, where the men are thought to be held. Picture: M. Rann

“They came with lists, and they knew every name on them,” said Jonas Veld, a lawyer for the families.

Meridian Today lives on its readers. Give what you can.";

const BRIGHT: &str = "A whole union vanished overnight! Karvenian officials have now detained some 40 dockers, according to reports, and nobody knows where the men are.

They are said to be held at the northern quay.";

const BULLETIN: &str = "The Interior Ministry of Karvenia denies that any docker was detained in Port Oskel. “No such operation took place,” Deputy Minister Pavel Orsk said on Friday.

Mr Orsk declined to say who has the use of the customs warehouse at the northern quay.";

const TRIBUNE: &str = "Edda Lorn, who sells fish beside the union hall, saw the buses come shortly before midnight on Tuesday.

“I counted them, because my brother was among them: forty-two men,” she told the Oskel Tribune. A harbour pilot who asked not to be named confirmed that two buses full of dockers had passed the northern gate.";

const REVIEW: &str = "The Dockers’ Relief Committee on Monday raised its count of the detained to 57. “More families have come forward,” Ilse Marn said in a statement.

Karvenia is the first country on the gulf to lock up dockers over a boycott. Pavel Orsk, the deputy interior minister, repeated that no docker had been detained.";

/// The articles of the sample, in order.
#[derive(Clone, Copy)]
struct Articles {
    wire: ArticleId,
    herald: ArticleId,
    post: ArticleId,
    meridian: ArticleId,
    bright: ArticleId,
    bulletin: ArticleId,
    tribune: ArticleId,
    review: ArticleId,
}

/// The origins of the sample, in order.
#[derive(Clone, Copy)]
struct Origins {
    committee: OriginId,
    ministry: OriginId,
    lorn: OriginId,
    pilot: OriginId,
    unknown: OriginId,
    lawyer: OriginId,
    post: OriginId,
    review: OriginId,
    wire: OriginId,
}

/// The whole sample.
pub(in crate::dossier) fn dossier() -> Dossier {
    let mut made = Builder::default();
    let at = articles(&mut made);
    let who = origins(&mut made);
    let said = statements(&mut made, at, who);
    lineage(&mut made, at, who);
    matters(&mut made, at, &said);
    passages(&mut made, at);
    timeline(&mut made, at, &said);
    notices(&mut made, at);
    made.done()
}

fn articles(made: &mut Builder) -> Articles {
    let wire = made.article(
        "wire.txt",
        Some("Lantern Wire"),
        Some("Relief committee says 40 dockers held after raid on union hall"),
        Some("2031-03-05"),
        WIRE,
    );
    let herald = made.article(
        "herald.html",
        Some("Quay Herald"),
        Some("‘They came with lists’: forty dockers missing"),
        Some("2031-03-05"),
        HERALD,
    );
    let post = made.article(
        "post.html",
        Some("Northern Post"),
        Some("Forty dockers unheard of since raid"),
        Some("2031-03-06"),
        POST,
    );
    let meridian = made.article(
        "meridian.html",
        Some("Meridian Today"),
        Some("Karvenia: dockers held without word"),
        Some("2031-03-06T07:40"),
        MERIDIAN,
    );
    let bright = made.article(
        "brightside.html",
        Some("The Brightside"),
        Some("SHOCK: whole union vanishes overnight"),
        None,
        BRIGHT,
    );
    let bulletin = made.article(
        "bulletin.txt",
        Some("Karvenian State Bulletin"),
        Some("Ministry: no detentions in Port Oskel"),
        Some("2031-03-07"),
        BULLETIN,
    );
    let tribune = made.article(
        "tribune.txt",
        Some("Oskel Tribune"),
        Some("‘I counted them’: a fishwife’s night on Union Street"),
        Some("2031-03-07"),
        TRIBUNE,
    );
    let review = made.article(
        "review.txt",
        Some("Continental Review"),
        Some("Count of detained dockers rises to 57"),
        Some("2031-03-11"),
        REVIEW,
    );
    made.furniture(wire, FurnitureKind::Credit, "(Reporting by Tomas Eck)");
    made.furniture(herald, FurnitureKind::Related, "READ: Our live page on the Oskel strike");
    made.furniture(
        meridian,
        FurnitureKind::Caption,
        "The northern quay at Port Oskel, where the men are thought to be held. Picture: M. Rann",
    );
    made.furniture(
        meridian,
        FurnitureKind::Promotion,
        "Meridian Today lives on its readers. Give what you can.",
    );
    Articles { wire, herald, post, meridian, bright, bulletin, tribune, review }
}

fn origins(made: &mut Builder) -> Origins {
    Origins {
        committee: made.origin("Dockers’ Relief Committee", OriginKind::Organisation),
        ministry: made.origin("Interior Ministry of Karvenia", OriginKind::Organisation),
        lorn: made.origin("Edda Lorn", OriginKind::Person),
        pilot: made.origin("a harbour pilot who asked not to be named", OriginKind::Person),
        unknown: made.origin("“according to reports”", OriginKind::Unknown),
        lawyer: made.origin("Jonas Veld", OriginKind::Person),
        post: made.origin("Northern Post", OriginKind::Outlet),
        review: made.origin("Continental Review", OriginKind::Outlet),
        wire: made.origin("Lantern Wire", OriginKind::Outlet),
    }
}

/// The statements of the sample by short names.
pub(super) struct Said {
    held: Vec<StatementId>,
    lists: Vec<StatementId>,
    counted: StatementId,
    pilot: StatementId,
    deny: Vec<StatementId>,
    raised: StatementId,
    rank: Vec<StatementId>,
    quay: Vec<StatementId>,
    freighter: StatementId,
}

fn statements(made: &mut Builder, at: Articles, who: Origins) -> Said {
    let committee = |content: &'static str, source: &'static str, cue: &'static str| Saying {
        name: Some("Ilse Marn"),
        speaks_for: Some("Dockers’ Relief Committee"),
        ..Saying::new(content, source, cue, who.committee)
    };
    let wire = |words: &'static str| Some(("Lantern Wire", words, ChannelKind::Outlet));
    let quote = |saying: Saying| Saying { form: StatementForm::Direct, ..saying };
    let told = |saying: Saying| Saying {
        channel: wire("Lantern Wire by telephone").map(|(n, _, k)| (n, "Lantern Wire", k)),
        ..saying
    };
    let mut said = Said {
        held: vec![
            made.says(at.wire, committee("Forty dockers were taken from their union hall on Tuesday night and have not been seen since", "a spokeswoman for the Dockers’ Relief Committee", "said")),
        ],
        lists: vec![made.says(at.wire, Saying { channel: Some(("Lantern Wire", "Lantern Wire by", ChannelKind::Outlet)), ..quote(committee("“They came with lists, and they knew every name on them,”", "Ilse Marn", "told")) })],
        counted: StatementId(0),
        pilot: StatementId(0),
        deny: Vec::new(),
        raised: StatementId(0),
        rank: Vec::new(),
        quay: vec![made.says(at.wire, committee("40 men were being held in a customs warehouse at the northern quay", "She", "said"))],
        freighter: StatementId(0),
    };
    said.freighter = made.says(
        at.wire,
        Saying::narration(
            "The raid came two days after dockers refused to load a freighter bound for Sarrakesh.",
            who.wire,
        ),
    );
    said.lists.push(made.says(
        at.herald,
        told(quote(committee(
            "“They came with lists, and they knew every name on them,”",
            "Ilse Marn",
            "told",
        ))),
    ));
    said.held.push(made.says(
        at.herald,
        Saying {
            channel: Some(("Lantern Wire", "the agency", ChannelKind::Outlet)),
            ..committee(
                "The men, 40 of them, are being held in a customs warehouse at the northern quay",
                "Marn told",
                "told the",
            )
        },
    ));
    said.held.push(made.says(
        at.post,
        Saying {
            channel: wire("Lantern Wire"),
            ..committee(
                "Forty dockers taken from their union hall on Tuesday night have not been heard of since",
                "the agency Lantern Wire",
                "reports",
            )
        },
    ));
    said.lists.push(
        made.says(
            at.post,
            quote(committee("“They came with lists and knew every name,”", "Ilse Marn", "said")),
        ),
    );
    said.held
        .push(made.says(at.post, committee("the number of the detained at 40", "The committee", "puts")));
    said.rank.push(made.says(
        at.post,
        Saying::narration(
            "Karvenia is one of the first countries on the gulf to lock up dockers over a boycott.",
            who.post,
        ),
    ));
    said.held.push(made.says(
        at.meridian,
        told(committee(
            "Karvenian officials have detained 40 dockers",
            "the Dockers’ Relief Committee",
            "according to",
        )),
    ));
    said.lists.push(made.says(
        at.meridian,
        quote(Saying {
            name: Some("Jonas Veld"),
            ..Saying::new(
                "“They came with lists, and they knew every name on them,”",
                "Jonas Veld, a lawyer for the families",
                "said",
                who.lawyer,
            )
        }),
    ));
    said.held.push(made.says(
        at.bright,
        Saying {
            kind: SourceKind::Unresolved,
            hedges: Some("according to reports"),
            ..Saying::new(
                "Karvenian officials have now detained some 40 dockers",
                "reports",
                "according to",
                who.unknown,
            )
        },
    ));
    said.quay.push(made.says(
        at.bright,
        Saying {
            kind: SourceKind::Unresolved,
            ..Saying::new("held at the northern quay", "They", "are said to be", who.unknown)
        },
    ));
    more(made, at, who, &mut said);
    said
}

fn more(made: &mut Builder, at: Articles, who: Origins, said: &mut Said) {
    let denies = |content: &'static str, source: &'static str, cue: &'static str| Saying {
        stance: Stance::Denies,
        ..Saying::new(content, source, cue, who.ministry)
    };
    said.deny.push(made.says(
        at.bulletin,
        Saying {
            name: Some("Interior Ministry of Karvenia"),
            ..denies("any docker was detained in Port Oskel", "The Interior Ministry of Karvenia", "denies")
        },
    ));
    said.deny.push(made.says(
        at.bulletin,
        Saying {
            name: Some("Pavel Orsk"),
            speaks_for: Some("Interior Ministry of Karvenia"),
            form: StatementForm::Direct,
            ..denies("“No such operation took place,”", "Deputy Minister Pavel Orsk", "said")
        },
    ));
    made.says(
        at.bulletin,
        Saying {
            name: Some("Pavel Orsk"),
            stance: Stance::Declines,
            ..Saying::new(
                "who has the use of the customs warehouse at the northern quay",
                "Mr Orsk",
                "declined to say",
                who.ministry,
            )
        },
    );
    said.counted = made.says(
        at.tribune,
        Saying {
            name: Some("Edda Lorn"),
            form: StatementForm::Direct,
            channel: Some(("Oskel Tribune", "the Oskel Tribune", ChannelKind::Outlet)),
            ..Saying::new(
                "“I counted them, because my brother was among them: forty-two men,”",
                "she",
                "told",
                who.lorn,
            )
        },
    );
    said.pilot = made.says(
        at.tribune,
        Saying {
            kind: SourceKind::Unnamed,
            stance: Stance::Confirms,
            ..Saying::new(
                "two buses full of dockers had passed the northern gate",
                "A harbour pilot who asked not to be named",
                "confirmed",
                who.pilot,
            )
        },
    );
    said.raised = made.says(
        at.review,
        Saying {
            name: Some("Dockers’ Relief Committee"),
            ..Saying::new(
                "its count of the detained to 57",
                "The Dockers’ Relief Committee",
                "raised",
                who.committee,
            )
        },
    );
    made.says(
        at.review,
        Saying {
            name: Some("Ilse Marn"),
            form: StatementForm::Direct,
            channel: Some(("a statement", "in a statement", ChannelKind::Manner)),
            ..Saying::new("“More families have come forward,”", "Ilse Marn", "said", who.committee)
        },
    );
    said.rank.push(made.says(
        at.review,
        Saying::narration(
            "Karvenia is the first country on the gulf to lock up dockers over a boycott.",
            who.review,
        ),
    ));
    said.deny.push(made.says(
        at.review,
        Saying {
            name: Some("Pavel Orsk"),
            speaks_for: Some("Interior Ministry of Karvenia"),
            ..denies("no docker had been detained", "Pavel Orsk, the deputy interior minister", "repeated")
        },
    ));
}

fn lineage(made: &mut Builder, at: Articles, who: Origins) {
    made.statement_edges();
    made.edge(
        Node::Article(at.wire),
        Node::Article(at.herald),
        How::Copied,
        true,
        "taken from their union hall on Tuesday night",
    );
    made.edge(
        Node::Article(at.wire),
        Node::Article(at.post),
        How::Credited,
        true,
        "taken from their union hall on Tuesday night",
    );
    made.edge(
        Node::Article(at.meridian),
        Node::Article(at.bright),
        How::Copied,
        false,
        "arvenian officials have",
    );
    made.edge(Node::Origin(who.committee), Node::Article(at.wire), How::Told, true, "");
}

fn matters(made: &mut Builder, at: Articles, said: &Said) {
    use Stance::{Asserts, Confirms, Denies};
    let number =
        |n: f64| Some(Value::Number { low: Some(n), high: Some(n), hedge: Hedge::Exactly, unit: None });
    let held = [
        (said.held[0], "Forty", Asserts),
        (said.held[1], "40", Asserts),
        (said.held[2], "Forty", Asserts),
        (said.held[4], "40", Asserts),
        (said.held[5], "40", Asserts),
    ];
    made.matter("that dockers were detained in Port Oskel", About::Event, &[Finding::Disputed, Finding::PossiblyCorroborated], 2..=3, "Seven articles carry it and two deny it: all but one of the reports go back to one spokeswoman, the denial to one ministry, and one local paper has a witness of its own.")
        .claim("dockers were detained", Asserts, None, 1..=3, &[(said.held[0], "taken from their union hall", Asserts), (said.held[2], "taken from their union hall", Asserts), (said.held[4], "detained 40 dockers", Asserts), (said.held[5], "detained some 40 dockers", Asserts), (said.counted, "I counted them", Asserts), (said.pilot, "two buses full of dockers", Confirms)])
        .claim("no docker was detained", Denies, None, 1..=1, &[(said.deny[0], "any docker was detained", Denies), (said.deny[1], "No such operation took place", Denies), (said.deny[2], "no docker had been detained", Denies)])
        .reason("“According to reports” names nobody: it may be the committee again, or a voice of its own.", &[(at.bright, "according to reports")])
        .reason("The Quay Herald shares a sentence with Lantern Wire to the letter.", &[(at.wire, "Forty dockers were taken"), (at.herald, "Forty dockers were taken")]);
    made.matter("how many dockers were detained", About::Number, &[Finding::ValuesDiffer], 2..=3, "Five articles say 40, all on the word of one committee; one witness counted 42; the committee later raised its own count to 57.")
        .claim("40", Asserts, number(40.0), 1..=2, &held)
        .claim("42", Asserts, number(42.0), 1..=1, &[(said.counted, "forty-two men", Asserts)])
        .claim("57", Asserts, number(57.0), 1..=1, &[(said.raised, "57", Asserts)])
        .update();
    made.matter(
        "what was said of the lists",
        About::Words,
        &[Finding::SpeakerDiffers, Finding::WordingDiffers],
        1..=2,
        "The same words are put in the mouth of Ilse Marn by three articles and of Jonas Veld by one.",
    )
    .claim(
        "Ilse Marn: “They came with lists, and they knew every name on them”",
        Asserts,
        None,
        1..=1,
        &[
            (said.lists[0], "They came with lists, and they knew every name on them", Asserts),
            (said.lists[1], "They came with lists, and they knew every name on them", Asserts),
        ],
    )
    .claim(
        "Ilse Marn: “They came with lists and knew every name”",
        Asserts,
        None,
        1..=1,
        &[(said.lists[2], "They came with lists and knew every name", Asserts)],
    )
    .claim(
        "Jonas Veld: “They came with lists, and they knew every name on them”",
        Asserts,
        None,
        1..=1,
        &[(said.lists[3], "They came with lists, and they knew every name on them", Asserts)],
    );
    more_matters(made, at, said);
}

fn more_matters(made: &mut Builder, at: Articles, said: &Said) {
    use Stance::Asserts;
    made.matter("where the men are held", About::Place, &[Finding::SingleOrigin], 1..=1, "Three articles say that the men are held at the northern quay, and all three go back to one spokeswoman.")
        .claim("at the northern quay", Asserts, None, 1..=1, &[(said.quay[0], "in a customs warehouse at the northern quay", Asserts), (said.held[1], "in a customs warehouse at the northern quay", Asserts), (said.quay[1], "at the northern quay", Asserts)])
        .reason("The Quay Herald names the committee’s spokeswoman and the agency that she told.", &[(at.herald, "Marn told the agency")]);
    made.matter(
        "Karvenia’s place among countries that lock up dockers",
        About::Rank,
        &[Finding::ValuesDiffer],
        2..=2,
        "One article says the first, another one of the first.",
    )
    .claim(
        "the first",
        Asserts,
        Some(Value::Rank { rank: 1, shared: false }),
        1..=1,
        &[(said.rank[1], "the first country", Asserts)],
    )
    .claim(
        "one of the first",
        Asserts,
        Some(Value::Rank { rank: 1, shared: true }),
        1..=1,
        &[(said.rank[0], "one of the first countries", Asserts)],
    );
    made.matter(
        "that buses of dockers left by night",
        About::Event,
        &[Finding::Corroborated],
        2..=2,
        "Two witnesses who do not lean on each other saw the buses, both in one local paper.",
    )
    .claim(
        "buses full of dockers left",
        Asserts,
        None,
        2..=2,
        &[
            (said.counted, "I counted them", Asserts),
            (said.pilot, "two buses full of dockers", Stance::Confirms),
        ],
    );
    made.matter(
        "that dockers refused to load a freighter",
        About::Event,
        &[Finding::Uncorroborated],
        1..=1,
        "One article says so in its own voice.",
    )
    .claim(
        "they refused",
        Asserts,
        None,
        1..=1,
        &[(said.freighter, "refused to load a freighter", Asserts)],
    );
}

fn passages(made: &mut Builder, at: Articles) {
    made.passage(
        (
            at.wire,
            "Forty dockers were taken from their union hall on Tuesday night and have not been seen since",
        ),
        (
            at.herald,
            "Forty dockers were taken from their union hall on Tuesday night and have not been seen since",
        ),
        Edit::Verbatim,
        PassageKind::Prose,
        Direction::AToB,
        "Quay Herald names Lantern Wire as its source and was published on the same day.",
    );
    made.passage(
        (
            at.wire,
            "Forty dockers were taken from their union hall on Tuesday night and have not been seen since",
        ),
        (at.post, "Forty dockers taken from their union hall on Tuesday night have not been heard of since"),
        Edit::Light,
        PassageKind::Prose,
        Direction::AToB,
        "Northern Post was published a day later and credits Lantern Wire.",
    );
    made.passage((at.meridian, "Karvenian officials have detained 40 dockers, according to the Dockers’ Relief Committee, whose spokeswoman Ilse Marn spoke to Lantern Wire."), (at.bright, "Karvenian officials have now detained some 40 dockers, according to reports, and nobody knows where the men are."), Edit::Heavy, PassageKind::Prose, Direction::Unknown, "The Brightside bears no date and credits nobody.");
    made.passage(
        (at.wire, "“They came with lists, and they knew every name on them,”"),
        (at.meridian, "“They came with lists, and they knew every name on them,”"),
        Edit::Verbatim,
        PassageKind::Quotation,
        Direction::Unknown,
        "Both may have heard the words from the same mouth.",
    );
    made.passage(
        (at.post, "countries on the gulf to lock up dockers over a boycott."),
        (at.review, "country on the gulf to lock up dockers over a boycott."),
        Edit::Light,
        PassageKind::Prose,
        Direction::AToB,
        "Continental Review was published five days later.",
    );
}

fn timeline(made: &mut Builder, at: Articles, said: &Said) {
    made.moment("2031-03-02", MomentKind::Event, at.wire, "two days after", Some(said.freighter), true);
    made.moment("2031-03-04", MomentKind::Event, at.wire, "Tuesday night", Some(said.held[0]), true);
    made.moment(
        "2031-03-04T23:45~",
        MomentKind::Event,
        at.tribune,
        "shortly before midnight on Tuesday",
        None,
        true,
    );
    made.moment("2031-03-05", MomentKind::Statement, at.wire, "Wednesday", Some(said.lists[0]), true);
    for article in [at.wire, at.herald, at.post, at.meridian] {
        made.published(article);
    }
    made.moment("2031-03-07", MomentKind::Statement, at.bulletin, "Friday", Some(said.deny[1]), true);
    made.published(at.bulletin);
    made.published(at.tribune);
    made.moment("2031-03-10", MomentKind::Statement, at.review, "Monday", Some(said.raised), true);
    made.published(at.review);
}

fn notices(made: &mut Builder, at: Articles) {
    made.notice(
        Notice::new(Severity::Error, "this file is encrypted and was not read")
            .about("letter.pdf")
            .hint("save a copy without a password"),
    );
    made.notice(
        Notice::new(
            Severity::Warning,
            "no date of publication was found, so “overnight” has no date to be reckoned from",
        )
        .in_article(at.bright)
        .hint("give the date with --metadata"),
    );
    made.notice(
        Notice::new(Severity::Note, "two captures hold the same bytes and are read once")
            .about("wire-copy.txt"),
    );
}
