//! Circular citation: outlets that name each other as the source, at however many removes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Which outlet names which as its source, by their one names.
#[derive(Clone, Debug, Default)]
pub(super) struct Circles {
    cites: BTreeMap<String, BTreeSet<String>>,
}

impl Circles {
    /// The citations among outlets, each as who names whom.
    pub(super) fn among(citations: impl Iterator<Item = (String, String)>) -> Self {
        let mut circles = Circles::default();
        for (by, cited) in citations {
            circles.cites.entry(by).or_default().insert(cited);
        }
        circles
    }

    /// The outlets of the shortest circle in which `by` names `cited`, if `cited` leads back to it.
    pub(super) fn through(&self, by: &str, cited: &str) -> Option<Vec<String>> {
        let mut from: BTreeMap<&str, &str> = BTreeMap::from([(cited, by)]);
        let mut next = VecDeque::from([cited]);
        while let Some(at) = next.pop_front() {
            if at == by {
                break;
            }
            for onward in self.cites.get(at).into_iter().flatten() {
                if !from.contains_key(onward.as_str()) {
                    from.insert(onward, at);
                    next.push_back(onward);
                }
            }
        }
        let mut circle = vec![by.to_owned()];
        let mut at = *from.get(by)?;
        while at != by {
            circle.push(at.to_owned());
            at = from.get(at)?;
        }
        Some(circle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(citations: &[(&str, &str)], by: &str, cited: &str) -> Option<Vec<String>> {
        let citations = citations.iter().map(|(by, cited)| ((*by).to_owned(), (*cited).to_owned()));
        let mut found = Circles::among(citations).through(by, cited)?;
        found.sort();
        Some(found)
    }

    #[test]
    fn a_circle_is_found_whatever_its_length() {
        let three = [("lamp", "oar"), ("oar", "post"), ("post", "lamp"), ("wire", "lamp")];
        assert_eq!(circle(&three, "lamp", "oar"), Some(vec!["lamp".into(), "oar".into(), "post".into()]));
        assert_eq!(circle(&three, "wire", "lamp"), None);
        assert_eq!(
            circle(&[("lamp", "oar"), ("oar", "lamp")], "oar", "lamp"),
            Some(vec!["lamp".into(), "oar".into()])
        );
        assert_eq!(circle(&[("lamp", "oar")], "lamp", "oar"), None);
    }
}
