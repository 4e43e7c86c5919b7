//! Documents of GUM with what is coreferent in them, out of the MISC column of its treebank.

use headwater::annotation::conllu::{GoldSentence, read};
use headwater::text::Span;

/// One document.
#[derive(Debug, Default)]
pub struct Document {
    /// Its name ("GUM_news_crane").
    pub name: String,
    /// Its text, a paragraph a line.
    pub text: String,
    /// Where something is named, described or stood for, and the number of what it is.
    pub mentions: Vec<(Span, String)>,
}

impl Document {
    /// The genre, out of the name.
    pub fn genre(&self) -> &str {
        self.name.split('_').nth(1).unwrap_or_default()
    }

    fn add(&mut self, sentence: &GoldSentence, open: &mut Vec<(String, usize)>) {
        let (text, spans) = sentence.text();
        if !self.text.is_empty() {
            self.text.push(if sentence.new_paragraph { '\n' } else { ' ' });
        }
        let start = self.text.len();
        self.text.push_str(&text);
        for (word, span) in sentence.words.iter().zip(spans) {
            let entities = word.misc.split('|').find_map(|part| part.strip_prefix("Entity="));
            for (number, begins, ends) in entities.into_iter().flat_map(brackets) {
                let begin = if begins {
                    Some(start + span.start)
                } else {
                    let place = open.iter().rposition(|(other, _)| *other == number);
                    place.map(|place| open.remove(place).1)
                };
                match begin {
                    Some(begin) if ends => self.mentions.push((Span::new(begin, start + span.end), number)),
                    Some(begin) => open.push((number, begin)),
                    None => {}
                }
            }
        }
    }
}

/// The brackets of one word, "(12-person-new-…", "12)" or both at once: the number, whether it begins here, and whether
/// it ends here. Parts of a mention with a gap ("12[1/2]") are mentions of their own.
fn brackets(list: &str) -> Vec<(String, bool, bool)> {
    let mut all = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let (begins, body) = rest.strip_prefix('(').map_or((false, rest), |body| (true, body));
        let (inside, after) = body.split_at(body.find(['(', ')']).unwrap_or(body.len()));
        let number = inside.split(['-', '[']).next().unwrap_or_default();
        let closed = after.strip_prefix(')');
        all.push((number.to_owned(), begins, closed.is_some()));
        rest = closed.unwrap_or(after);
    }
    all
}

/// All documents of a treebank.
pub fn documents(treebank: &str) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    let mut open = Vec::new();
    for sentence in read(treebank) {
        let name = sentence.id.rsplit_once('-').map_or("", |(name, _)| name);
        if all.last().is_none_or(|last| last.name != name) {
            all.push(Document { name: name.to_owned(), ..Document::default() });
            open.clear();
        }
        if let Some(document) = all.last_mut() {
            document.add(&sentence, &mut open);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_nest_and_end_where_their_brackets_do() {
        let line = |number: u32, form: &str, misc: &str| {
            format!("{number}\t{form}\t_\tX\tX\t_\t0\tdep\t_\t{misc}\n")
        };
        let treebank = [
            "# newdoc id = GUM_bio_x\n# sent_id = GUM_bio_x-1\n".to_owned(),
            line(1, "Ana", "Entity=(1-person-new-nnnnn-cf1-1-coref(2-person-new-nnnnn-cf1-1-sgl)"),
            line(2, "Verick", "Entity=1)"),
            line(3, "left", "_"),
        ]
        .concat();
        let documents = documents(&treebank);
        assert_eq!(documents[0].genre(), "bio");
        let found: Vec<(&str, &str)> = documents[0]
            .mentions
            .iter()
            .map(|(span, number)| (span.of(&documents[0].text), &**number))
            .collect();
        assert_eq!(found, [("Ana", "2"), ("Ana Verick", "1")]);
    }
}
