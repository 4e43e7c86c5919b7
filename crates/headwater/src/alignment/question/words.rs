//! Words with a part to play when statements are brought together, from `data/alignment/words.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// The lists, read once.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/alignment/words.toml")).unwrap_or_default());

/// Lists of dictionary forms; the file says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    pub empty: Vec<String>,
    pub light: Vec<String>,
    pub part: Vec<String>,
    pub apart: Vec<String>,
    pub forces: Vec<Vec<String>>,
    /// Whoever is told of beside other victims, each kind as a list.
    pub trades: Vec<Vec<String>>,
    /// What several people are together.
    pub groups: Vec<String>,
    pub no_forces: Vec<String>,
    pub badly: Vec<String>,
    pub slightly: Vec<String>,
    pub ordinal_names: Vec<String>,
    pub greenwich: Vec<String>,
    pub numbered: Vec<String>,
    pub tallies: Vec<String>,
    pub bringing: Vec<String>,
    pub clinics: Vec<String>,
    pub in_case: Vec<String>,
    pub fresh: Vec<String>,
    pub more: Vec<String>,
    pub together: Vec<String>,
    pub each: Vec<String>,
    pub worldwide: Vec<String>,
    pub countrywide: Vec<String>,
    pub seeking: Vec<String>,
    pub moving: Vec<String>,
    pub margins: Vec<String>,
    pub beyond: Vec<String>,
    pub upward: Vec<String>,
    pub high: Vec<String>,
    pub held_against: Vec<String>,
    pub weekdays: Vec<String>,
    pub happening: Vec<String>,
    pub occurring: Vec<String>,
    pub occasions: Vec<String>,
    pub naming: Vec<String>,
    pub claimed: Vec<String>,
    pub claiming: Vec<String>,
    pub perpetrating: Vec<String>,
    pub supposing: Vec<String>,
    pub supposed: Vec<String>,
    pub doubting: Vec<String>,
    pub groundless: Vec<String>,
    pub possible: Vec<String>,
    pub coming: Vec<String>,
    pub placing: Vec<String>,
    /// Words before a cause.
    pub causing: Vec<String>,
    pub amounts: [Vec<String>; 6],
    pub seeming: Vec<String>,
    pub nearly: Vec<String>,
    pub accounts: Vec<String>,
    pub definite: Vec<String>,
    pub denied: Vec<String>,
    pub nobody: Vec<[String; 2]>,
    pub relative: Vec<String>,
    pub twofold: Vec<String>,
    pub pointing: Vec<String>,
    pub pointed: Vec<String>,
    pub not_yet: Vec<String>,
    pub carrying: Vec<String>,
    pub hanging: Vec<String>,
    pub limiting: Vec<String>,
    pub around_base: Vec<String>,
    pub some_of: Vec<String>,
    pub left: Vec<String>,
    pub refusing: Vec<String>,
    pub thinking: Vec<String>,
    pub telling: Vec<String>,
    pub linking: Vec<String>,
    pub former: Vec<String>,
    pub spoken: Vec<String>,
    pub denying: Vec<String>,
    pub giving: Vec<String>,
    pub getting: Vec<String>,
    pub planning: Vec<String>,
    pub opposites: Vec<[Vec<String>; 2]>,
    pub contrary: Vec<[Vec<String>; 2]>,
}

/// Whether a list holds a word.
pub(super) fn holds(list: &[String], word: &str) -> bool {
    list.iter().any(|own| own == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let w = &*WORDS;
        let meaning = [
            &w.empty,
            &w.light,
            &w.part,
            &w.apart,
            &w.no_forces,
            &w.groups,
            &w.badly,
            &w.slightly,
            &w.ordinal_names,
            &w.greenwich,
            &w.numbered,
            &w.fresh,
            &w.more,
            &w.together,
            &w.each,
            &w.worldwide,
            &w.countrywide,
            &w.seeking,
            &w.moving,
            &w.margins,
            &w.beyond,
            &w.held_against,
            &w.weekdays,
            &w.accounts,
            &w.twofold,
            &w.carrying,
            &w.hanging,
            &w.limiting,
            &w.around_base,
            &w.left,
            &w.refusing,
            &w.thinking,
            &w.some_of,
            &w.telling,
            &w.linking,
            &w.former,
            &w.spoken,
            &w.pointing,
            &w.pointed,
            &w.giving,
            &w.getting,
            &w.happening,
            &w.occurring,
            &w.occasions,
            &w.nearly,
            &w.seeming,
            &w.groundless,
            &w.possible,
            &w.coming,
        ];
        let of_deeds = [&w.naming, &w.claimed, &w.claiming, &w.perpetrating, &w.placing, &w.causing];
        let standing = [&w.supposing, &w.supposed, &w.doubting, &w.denied, &w.denying, &w.planning];
        for list in meaning.into_iter().chain(of_deeds).chain(standing).chain(&w.amounts) {
            assert!(!list.is_empty());
        }
        assert!(!w.opposites.is_empty() && !w.contrary.is_empty());
        assert!(!w.nobody.is_empty() && !w.relative.is_empty());
    }
}
