//! `cargo xtask eval`: accuracy against gold data, with recorded floors.
//!
//! Each table measures one stage on the development parts of the gold data in `../shared`, and skips with
//! a line where they are absent. Floors stand in `xtask/floors.toml`; a figure below its floor fails.

use std::collections::BTreeMap;

use crate::shared::root;
use crate::{
    eval_cases, eval_claims, eval_coreference, eval_html, eval_mutations, eval_questions, eval_reading,
    eval_reuse, eval_statement, eval_values,
};

/// What a table gives back: measures by name, better when higher unless the name begins with `!`.
pub type Measures = Vec<(String, f64)>;

/// A table: its name, and what fills it; `None` where its gold data are absent.
type Table = (&'static str, fn() -> Option<Measures>);

const TABLES: &[Table] = &[
    ("html", eval_html::run),
    ("reading", eval_reading::run),
    ("coreference", eval_coreference::run),
    ("statement", eval_statement::run),
    ("same claim", eval_claims::same_claim),
    ("numeric disagreement", eval_claims::numbers),
    ("contradiction", eval_claims::contradictions),
    ("stories", eval_claims::stories),
    ("questions", eval_questions::run),
    ("mutations", eval_mutations::run),
    ("cases", eval_cases::run),
    ("reuse", eval_reuse::run),
    ("values", eval_values::run),
];

/// Prints the tables whose name holds `only`, and whether every figure holds its floor.
pub fn run(only: Option<&str>) -> bool {
    let floors = floors();
    let wanted = TABLES.iter().filter(|(name, _)| only.is_none_or(|only| name.contains(only)));
    let (mut fine, mut unmeasured) = (true, Vec::new());
    for (name, fill) in wanted {
        println!("\n== {name} ==");
        let measures = fill().unwrap_or_default();
        let of_table = floors.get(*name);
        for measure in &measures {
            fine &= print(measure, of_table);
        }
        // A figure that is not taken holds no floor.
        let taken = |floor: &&String| measures.iter().any(|(figure, _)| figure == *floor);
        let missing = of_table.into_iter().flat_map(BTreeMap::keys).filter(|floor| !taken(floor)).count();
        unmeasured.extend((measures.is_empty() || missing > 0).then(|| format!("{name} ({missing})")));
    }
    if !unmeasured.is_empty() {
        println!("\nfloors without a figure: {}", unmeasured.join(", "));
        println!("the gold data stand in `shared`, beside the repository: what is absent is not measured");
    }
    let verdict = match (fine, unmeasured.is_empty()) {
        (false, _) => "some figures are BELOW their floor",
        (true, true) => "every figure holds its floor",
        (true, false) => "every figure that was taken holds its floor",
    };
    println!("\n{verdict}");
    fine
}

type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn floors() -> Floors {
    let text = std::fs::read_to_string(root().join("xtask/floors.toml")).unwrap_or_default();
    toml::from_str(&text).unwrap_or_else(|error| {
        println!("xtask/floors.toml cannot be read: {error}");
        Floors::new()
    })
}

/// Prints one figure beside its floor. Names that begin with `!` count mistakes: lower is better.
fn print((name, value): &(String, f64), floors: Option<&BTreeMap<String, f64>>) -> bool {
    let floor = floors.and_then(|floors| floors.get(name)).copied();
    let holds =
        floor.is_none_or(|floor| if name.starts_with('!') { *value <= floor } else { *value >= floor });
    let floor = floor.map_or_else(|| "-".to_owned(), |floor| format!("{floor:.2}"));
    println!("{name:<60}{value:>9.3}   floor {floor:>7}{}", if holds { "" } else { "   BELOW" });
    holds
}
