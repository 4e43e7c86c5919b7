use super::*;
use crate::annotation::{Anchor, TimeKind};
use crate::article::Published;
use crate::edtf::Edtf;

/// An article that holds only `text`.
pub(crate) fn article(text: &str, published: Option<&str>) -> Article {
    Article { published: published.map(Published::given), ..Article::of_text(text) }
}

/// Every time of `text` as "words=value", reckoned from Thursday, 18 May 2017.
fn values(text: &str) -> String {
    shown(text, Some("2017-05-18"))
}

fn shown(text: &str, published: Option<&str>) -> String {
    let show =
        |time: &Time| format!("{}={}", time.span.of(text), time.value.as_ref().map_or("?", Edtf::as_str));
    times(&article(text, published)).iter().map(show).collect::<Vec<_>>().join(" | ")
}

#[test]
fn full_dates_say_their_value_in_every_form() {
    for text in [
        "18 May 2017",
        "May 18th, 2017",
        "2017/05/18",
        "18-05-2017",
        "the 18th of May 2017",
        "Thursday, May 18, 2017",
        "18.5.2017",
    ] {
        assert_eq!(shown(text, None), format!("{text}=2017-05-18"));
    }
    assert_eq!(values("Tue Jul 2, 2013 1:28PM GMT"), "Tue Jul 2, 2013 1:28PM GMT=2013-07-02T13:28Z");
    assert_eq!(values("July 03, 2013 6:22AM"), "July 03, 2013 6:22AM=2013-07-03T06:22");
    assert_eq!(values("on May 5-7, 2016"), "May 5-7, 2016=2016-05-05/2016-05-07");
    assert_eq!(values("on 2013-07-02T07:37:50Z"), "2013-07-02T07:37:50Z=2013-07-02T07:37Z");
}

#[test]
fn coarse_dates_keep_their_precision() {
    assert_eq!(values("in the 1990s and early 2016"), "the 1990s=1990/1999 | early 2016=2016");
    assert_eq!(values("since the 19th century"), "the 19th century=1801/1900");
    assert_eq!(values("in the summer of 2016, in Q3 2015"), "the summer of 2016=2016-22 | Q3 2015=2015-35");
    assert_eq!(values("in 480 BC"), "480 BC=-0479");
    assert_eq!(values("the war of 1950-53"), "1950-53=1950/1953");
    assert_eq!(values("between 1939 and 1945"), "1939 and 1945=1939/1945");
}

#[test]
fn relative_times_count_from_publication() {
    assert_eq!(values("He was shot on Wednesday."), "Wednesday=2017-05-17");
    assert_eq!(values("They will meet on Wednesday."), "Wednesday=2017-05-24");
    assert_eq!(values("It was reported in March."), "March=2017-03");
    assert_eq!(values("The summit will open in March."), "March=2018-03");
    assert_eq!(values("It began around two months ago."), "around two months ago=2017-03~");
    assert_eq!(values("Earlier this week"), "Earlier this week=2017-05-15/2017-05-21");
    assert_eq!(values("over the last two months"), "the last two months=2017-03-18/2017-05-18");
    assert_eq!(values("April last year"), "April last year=2016-04");
    assert_eq!(values("It came yesterday afternoon"), "yesterday afternoon=2017-05-17");
    assert_eq!(values("over Easter weekend they met"), "Easter weekend=2017-04-14/2017-04-17");
}

#[test]
fn the_time_that_is_counted_from_is_named() {
    let anchors = |text: &str, published: Option<&str>| {
        let found = times(&article(text, published));
        let shown = |time: &Time| time.anchor.map_or("-", |at| found[at].span.of(text)).to_owned();
        found.iter().map(shown).collect::<Vec<_>>()
    };
    let text = "He came on May 2. In 1990 he had left. A day later he sailed. Yesterday he returned.";
    assert_eq!(anchors(text, Some("2017-05-18")), ["-", "-", "May 2", "-"]);
    let dated = "5 May 2017\nThe yard closed yesterday. The same day the dockers marched.";
    assert_eq!(anchors(dated, None), ["-", "5 May 2017", "yesterday"]);
    let history = "The war began on 2 March 1971. In August of that year it ended.";
    assert_eq!(anchors(history, Some("2017-05-18")), ["-", "2 March 1971"]);
}

#[test]
fn days_count_from_the_last_day_and_months_from_the_last_month() {
    assert_eq!(
        values("He came on May 2. He had been ill since 2009. The next day he left."),
        "May 2=2017-05-02 | 2009=2009 | The next day=2017-05-03"
    );
    assert_eq!(
        values("It began on 2 May 2001. Two months later it spread, and the following day it ended."),
        "2 May 2001=2001-05-02 | Two months later=2001-07 | the following day=2001-05-03"
    );
    assert_eq!(values("In 1950 it began. The next year it ended."), "1950=1950 | The next year=1951");
}

#[test]
fn times_of_the_text_are_anchors() {
    assert_eq!(values("He came on May 2. A day later he left."), "May 2=2017-05-02 | A day later=2017-05-03");
    assert_eq!(
        values("On 3 May they met; the same day it ended."),
        "3 May=2017-05-03 | the same day=2017-05-03"
    );
    let found = times(&article("He came on May 2. The next day he left.", Some("2017-05-18")));
    assert_eq!(found[1].relative_to, Some(Anchor::Text));
    assert_eq!(
        values(
            "The war began on 2 March 1971. In August of that year it ended, on 24 August of the same year."
        ),
        "2 March 1971=1971-03-02 | August of that year=1971-08 | 24 August of the same year=1971-08-24"
    );
    assert_eq!(shown("It ended on April 20 of that year.", None), "April 20 of that year=XXXX-04-20");
    assert_eq!(
        shown("They marched on #IDAHOT2017 and on World Press Freedom Day.", None),
        "IDAHOT2017=2017-05-17 | World Press Freedom Day=XXXX-05-03"
    );
    assert_eq!(
        shown("It fell on the International Day Against Homophobia, Transphobia and Biphobia.", None),
        "the International Day Against Homophobia, Transphobia and Biphobia=XXXX-05-17"
    );
    let history =
        "On 1 May 2001 it began. On 2 June 2001 it grew. By 3 July 2001 it spread. In August it ended.";
    assert!(values(history).ends_with("August=2001-08"));
}

#[test]
fn without_a_date_nothing_is_guessed() {
    assert_eq!(shown("They met on Wednesday.", None), "Wednesday=?");
    assert_eq!(
        shown("On April 20 he spoke; in March she wrote.", None),
        "April 20=XXXX-04-20 | March=XXXX-03"
    );
    assert_eq!(shown("on 05/06/2017", None), "05/06/2017=?");
}

#[test]
fn lengths_and_sets_are_no_dates() {
    assert_eq!(values("It shook for 15 seconds."), "15 seconds=PT15S");
    assert_eq!(values("a two-day summit"), "two-day=P2D");
    assert_eq!(values("every Monday and annually"), "every Monday=R/P1W | annually=R/P1Y");
    let kinds: Vec<_> =
        times(&article("two hours and 30 minutes", None)).iter().map(|time| time.kind).collect();
    assert_eq!(kinds, [TimeKind::Duration]);
    assert_eq!(values("two hours and 30 minutes"), "two hours and 30 minutes=PT2H30M");
}

#[test]
fn what_is_no_time_is_left_alone() {
    let texts = [
        "He may resign, and they march on.",
        "The Sun reported it.",
        "a 22-year-old man",
        "It cost $2000.",
        "killing 2000 people",
        "April Jones spoke",
        "open 24/7",
        "the second house",
        "USA Today wrote",
    ];
    for text in texts {
        assert_eq!(values(text), "", "{text}");
    }
}

#[test]
fn dates_in_words_say_their_value() {
    assert_eq!(values("the mill of nineteen seventy-eight"), "nineteen seventy-eight=1978");
    assert_eq!(values("It closed in two thousand and six."), "two thousand and six=2006");
    assert_eq!(
        values("on March the eleventh, nineteen oh four"),
        "March the eleventh, nineteen oh four=1904-03-11"
    );
    assert_eq!(values("Monday, Jan twenty two, 2018"), "Monday, Jan twenty two, 2018=2018-01-22");
    assert_eq!(values("in the nineteen sixties"), "the nineteen sixties=1960/1969");
    // What a number in words counts is no date.
    assert_eq!(values("In May two thousand people died."), "May=2017-05");
    assert_eq!(values("They live in two thousand homes."), "");
}

#[test]
fn parts_of_longer_times_are_reckoned() {
    assert_eq!(values("the first two weeks of 2016"), "the first two weeks of 2016=2016-01-01/2016-01-14");
    assert_eq!(values("the last two months of 2016"), "the last two months of 2016=2016-11-01/2016-12-31");
    assert_eq!(values("the ninth month of last year"), "the ninth month of last year=2016-09");
    assert_eq!(values("on the 15th day of next month"), "the 15th day of next month=2017-06-15");
    assert_eq!(values("by the 20th of this month"), "the 20th of this month=2017-05-20");
    assert_eq!(values("the week after next"), "the week after next=2017-05-29/2017-06-04");
    assert_eq!(values("during 2019 H2 and Q1 2016"), "2019 H2=2019-41 | Q1 2016=2016-33");
    assert_eq!(
        values("in the last fiscal year, in fiscal year 2008"),
        "the last fiscal year=? | fiscal year 2008=?"
    );
    assert_eq!(values("an 11-and-a-half hour journey"), "");
}

#[test]
fn short_dates_need_a_word_that_asks_for_one() {
    assert_eq!(values("The camp was cleared on 22/04."), "22/04=2017-04-22");
    assert_eq!(values("since 11/2016 they wait"), "11/2016=2016-11");
    assert_eq!(values("She was held from 4/22 to 4/25."), "4/22 to 4/25=2017-04-22/2017-04-25");
    assert_eq!(values("on 5/6 he left"), "5/6=?");
    assert_eq!(values("He was held on 30 February."), "30 February=?");
    for text in [
        "They got 11/12 votes.",
        "It ended in a 4-22 score.",
        "since version 4.22 came out",
        "It fell by 3/4.",
        "Law 11/2016 says so.",
        "between 1/3 and 2/3 of the town",
        "on Monday 21 people died",
    ] {
        assert!(!values(text).contains('/') && !values(text).contains("21"), "{text}: {}", values(text));
    }
}

#[test]
fn an_hour_has_a_value_where_the_half_of_the_day_is_said() {
    assert_eq!(values("yesterday at half past seven"), "yesterday at half past seven=2017-05-17");
    assert_eq!(values("yesterday at seven o'clock"), "yesterday at seven o'clock=2017-05-17");
    assert_eq!(
        values("yesterday at a quarter to eight in the evening"),
        "yesterday at a quarter to eight in the evening=2017-05-17T19:45"
    );
    assert_eq!(values("10 past 9 a.m. yesterday"), "10 past 9 a.m. yesterday=2017-05-17T09:10");
    assert_eq!(
        values("yesterday between 11 and 2 p.m."),
        "yesterday=2017-05-17 | 11=2017-05-17T11:00 | 2 p.m.=2017-05-17T14:00"
    );
    assert_eq!(values("He left yesterday at 7 p. m."), "yesterday at 7 p. m.=2017-05-17T19:00");
    assert_eq!(values("The blast killed 8 in the morning."), "the morning=?");
    assert_eq!(values("and five AM radio stations"), "");
}

#[test]
fn distances_count_from_what_they_name() {
    assert_eq!(values("3 days before yesterday"), "3 days before yesterday=2017-05-14");
    assert_eq!(values("1 month and 21 days ago"), "1 month and 21 days ago=?");
    assert_eq!(values("the five past years"), "the five past years=2012-05-18/2017-05-18");
    assert_eq!(values("this past Wednesday"), "this past Wednesday=2017-05-17");
    assert_eq!(
        values("for one and a half hours, for another week"),
        "one and a half hours=PT1.5H | another week=P1W"
    );
}

#[test]
fn a_winter_that_a_history_is_in_is_the_one_meant() {
    let history = "It began on 1 May 1944 and grew on 2 June 1944. By 3 March 1945 it ended. They fought from October to March.";
    assert!(values(history).ends_with("October to March=1944-10/1945-03"), "{}", values(history));
}

#[test]
fn a_century_or_decade_beyond_the_last_year_has_no_value() {
    check("this century");
    check("this decade");
}

proptest::proptest! {
    #[test]
    fn any_text_gives_times_inside_it(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn time_words_in_any_order_give_times_inside_the_text(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..25)) {
        check(&words.join(" "));
        check(&words.concat());
    }
}

const WORDS: &[&str] = &[
    "May",
    "18",
    "2017",
    "31",
    "2",
    "-",
    "/",
    ":",
    "37",
    "a.m.",
    "GMT",
    "the",
    "last",
    "next",
    "two",
    "weeks",
    "ago",
    "later",
    "Wednesday",
    "Sun",
    "of",
    "early",
    "end",
    "year",
    "month",
    "century",
    "1990",
    "s",
    "'",
    "BC",
    "Easter",
    "weekend",
    "every",
    "Q",
    "3",
    "from",
    "to",
    "between",
    "and",
    "spring",
    "9999",
    "0",
    "99999999999999999999",
    "million",
    "hours",
    "T",
    "Z",
    "+",
    "day",
    "before",
    "yesterday",
    "nineteen",
    "twenty",
    "hundred",
    "half",
    "quarter",
    "quarters",
    "past",
    "first",
    "first two",
    "at",
    "on",
    "all",
    "another",
    "fiscal",
    "morning",
    "mid",
    "p.m",
    "pm",
    "300",
    "~",
    "and",
    "this",
    "few",
    "hours",
    ",",
    ".",
    "\n",
    "12",
    "é",
];

fn check(text: &str) {
    for published in
        [None, Some("2017-05-18"), Some("2017-05"), Some("-9999"), Some("9999-12-31"), Some("nonsense")]
    {
        let mut end = 0;
        for time in times(&article(text, published)) {
            assert!(time.span.start >= end && !time.span.of(text).is_empty());
            assert!(time.value.as_ref().is_none_or(Edtf::is_valid), "{text}: {:?}", time.value);
            end = time.span.end;
        }
    }
}

#[test]
fn when_it_was_told_is_not_when_it_will_be() {
    for (text, value) in [
        ("The minister said on Tuesday that talks would start soon.", "Tuesday=2017-05-16"),
        ("On Monday, the minister said the port would close.", "Monday=2017-05-15"),
        ("She told the Evening Post on Tuesday that talks will start.", "Tuesday=2017-05-16"),
        ("He said in an interview on Tuesday that it will open.", "Tuesday=2017-05-16"),
        ("The minister said the talks on Tuesday would be long.", "Tuesday=2017-05-23"),
        ("He said Tuesday’s talks would be long.", "Tuesday=2017-05-23"),
        ("The minister said talks would start on Tuesday.", "Tuesday=2017-05-23"),
    ] {
        assert_eq!(values(text), value, "{text}");
    }
}

#[test]
fn a_named_day_that_moves_is_of_its_year() {
    assert_eq!(values("Shops close on Labor Day 2016."), "Labor Day 2016=2016-09-05");
    assert_eq!(shown("Shops close on Labor Day.", None), "Labor Day=?");
    assert_eq!(values("They met on Orthodox Christmas 2016."), "Orthodox Christmas 2016=2016-01-07");
}
