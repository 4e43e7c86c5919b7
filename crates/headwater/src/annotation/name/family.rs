//! Names that go on behind the family name: a second family name, a number among namesakes.

use super::gazetteer::is_given;

/// Words that tell a child from the parent of the same name: two people.
const YOUNGER: [&str; 6] = ["jr", "sr", "junior", "senior", "fils", "son"];

/// Whether a word of a name only counts its namesakes ("Patrick Hale II").
pub(crate) fn is_generation(word: &str) -> bool {
    matches!(word, "ii" | "iii" | "iv")
}

/// Whether the longer of two full names is the shorter one with one more word that some write and others leave out, both in
/// small letters: the second surname of "Ana Verick Hale", the number of "Patrick Hale II". "Ana Maria" may go on with
/// anybody's surname.
pub(crate) fn goes_on(short: &[String], long: &[String]) -> bool {
    let (Some([more]), Some(last)) = (long.strip_prefix(short), short.last()) else { return false };
    let whole = short.len() > 1 && last.chars().count() > 1;
    whole && (is_generation(more) || !YOUNGER.contains(&more.as_str()) && !is_given(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(short: &str, long: &str) -> bool {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        goes_on(&words(short), &words(long))
    }

    #[test]
    fn a_second_surname_makes_nobody_else() {
        assert!(is_one("ana verick", "ana verick drost"));
        assert!(is_one("patrick hale", "patrick hale ii"));
        assert!(!is_one("patrick hale", "patrick hale jr"), "father and son");
        assert!(!is_one("anna maria", "anna maria drost"), "two given names are nobody's full name");
        assert!(!is_one("verick", "verick drost"));
        assert!(!is_one("ana verick", "ana verick drost hale"));
    }
}
