//! The words by which the text attributes: cues with what they take, and the nouns of sources and channels.
//!
//! Everything about English stands in `data/cues.tsv`, `data/cue_nouns.tsv` and `data/saying.toml`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;

use super::{Attitude, Stance};

/// What a cue can take as its content, and what its object is.
#[derive(Clone, Debug, Default)]
pub(super) struct Takes {
    /// A finite clause, or one opened by a question word.
    pub(super) that: bool,
    /// A quotation.
    pub(super) quote: bool,
    /// An infinitive.
    pub(super) to: bool,
    /// A noun phrase that is itself the content.
    pub(super) np: bool,
    /// That noun phrase may be a word or two ("claimed responsibility").
    pub(super) brief: bool,
    /// The object is the one addressed.
    pub(super) him: bool,
    /// The object is the one spoken of.
    pub(super) him_np: bool,
    /// The same, but only of a document ("the poll shows a lead").
    pub(super) doc_np: bool,
    /// A noun phrase where it is denied ("did not answer questions").
    pub(super) not_np: bool,
    /// A noun phrase that is put at a figure ("put the toll at 30").
    pub(super) at: bool,
    /// A gerund.
    pub(super) ing: bool,
    /// Prepositions whose phrase is the content.
    pub(super) prepositions: Vec<SmolStr>,
}

/// One cue of the lexicon.
#[derive(Clone, Debug)]
pub(super) struct CueWord {
    pub(super) attitude: Attitude,
    pub(super) stance: Stance,
    pub(super) takes: Takes,
}

impl CueWord {
    /// A word of speech that asserts, for attributions without a verb of the lexicon.
    pub(super) fn plain() -> Self {
        CueWord { attitude: Attitude::Speech, stance: Stance::Asserts, takes: Takes::default() }
    }
}

/// All lists.
pub(super) struct Lexicon {
    verbs: FxHashMap<SmolStr, CueWord>,
    nouns: FxHashMap<SmolStr, CueWord>,
    words: Words,
}

/// The lists of `saying.toml`, as sets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    documents: FxHashSet<String>,
    outlets: FxHashSet<String>,
    outlet_names: FxHashSet<String>,
    bodies: FxHashSet<String>,
    unnamed: FxHashSet<String>,
    spokespersons: FxHashSet<String>,
    audiences: FxHashSet<String>,
    any_bodies: FxHashSet<String>,
    asked: FxHashSet<String>,
    grants: FxHashSet<String>,
    offers: FxHashSet<String>,
    tellings: FxHashSet<String>,
    terms: FxHashSet<String>,
    information: FxHashSet<String>,
    accounts: FxHashSet<String>,
    dismissals: FxHashSet<String>,
    manners: FxHashSet<String>,
    givers: FxHashSet<String>,
    elisions: FxHashSet<String>,
    evidentials: FxHashSet<String>,
    deeds: FxHashSet<String>,
    reckonings: FxHashSet<String>,
    callbacks: FxHashSet<String>,
    time_nouns: FxHashSet<String>,
    inverting: FxHashSet<String>,
    resultatives: FxHashSet<String>,
    reporters: FxHashSet<String>,
    sequels: FxHashSet<String>,
    movers: FxHashSet<String>,
    endeavours: FxHashSet<String>,
    prizes: FxHashSet<String>,
    inquiries: FxHashSet<String>,
    askers: FxHashSet<String>,
    answerers: FxHashSet<String>,
    binding: FxHashSet<String>,
    truths: FxHashSet<String>,
    occasions: FxHashSet<String>,
    showing: FxHashSet<String>,
    questioned: FxHashSet<String>,
    courts: FxHashSet<String>,
    signposts: FxHashSet<String>,
    collectives: FxHashSet<String>,
    judgements: FxHashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    verbs: cues(include_str!("../../data/cues.tsv")),
    nouns: cues(include_str!("../../data/cue_nouns.tsv")),
    // The file is part of the program; a test reads it, so the default never shows.
    words: toml::from_str(include_str!("../../data/saying.toml")).unwrap_or_else(|_| Words::empty()),
});

/// The one lexicon of the program.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn cues(tsv: &str) -> FxHashMap<SmolStr, CueWord> {
    tsv.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(cue).collect()
}

fn cue(line: &str) -> Option<(SmolStr, CueWord)> {
    let mut columns = line.split('\t');
    let word = columns.next()?.into();
    let attitude = attitude(columns.next()?)?;
    let stance = stance(columns.next()?)?;
    Some((word, CueWord { attitude, stance, takes: takes(columns.next()?) }))
}

fn attitude(name: &str) -> Option<Attitude> {
    [Attitude::Speech, Attitude::Belief, Attitude::Plan].into_iter().find(|attitude| attitude.name() == name)
}

fn stance(name: &str) -> Option<Stance> {
    [Stance::Asserts, Stance::Confirms, Stance::Denies, Stance::Declines, Stance::Asks]
        .into_iter()
        .find(|stance| stance.name() == name)
}

fn takes(list: &str) -> Takes {
    let mut takes = Takes::default();
    for item in list.split(' ') {
        match item {
            "that" => takes.that = true,
            "quote" => takes.quote = true,
            "to" => takes.to = true,
            "np" => takes.np = true,
            "np-brief" => (takes.np, takes.brief) = (true, true),
            "him" => takes.him = true,
            "him-np" => takes.him_np = true,
            "doc-np" => takes.doc_np = true,
            "not-np" => takes.not_np = true,
            "np-at" => takes.at = true,
            "ing" => takes.ing = true,
            other => takes.prepositions.extend(other.strip_prefix('+').map(SmolStr::new)),
        }
    }
    takes
}

impl Words {
    fn empty() -> Self {
        Words {
            documents: FxHashSet::default(),
            outlets: FxHashSet::default(),
            outlet_names: FxHashSet::default(),
            bodies: FxHashSet::default(),
            unnamed: FxHashSet::default(),
            spokespersons: FxHashSet::default(),
            audiences: FxHashSet::default(),
            any_bodies: FxHashSet::default(),
            asked: FxHashSet::default(),
            grants: FxHashSet::default(),
            offers: FxHashSet::default(),
            tellings: FxHashSet::default(),
            terms: FxHashSet::default(),
            information: FxHashSet::default(),
            accounts: FxHashSet::default(),
            dismissals: FxHashSet::default(),
            manners: FxHashSet::default(),
            givers: FxHashSet::default(),
            elisions: FxHashSet::default(),
            evidentials: FxHashSet::default(),
            deeds: FxHashSet::default(),
            reckonings: FxHashSet::default(),
            callbacks: FxHashSet::default(),
            time_nouns: FxHashSet::default(),
            inverting: FxHashSet::default(),
            resultatives: FxHashSet::default(),
            reporters: FxHashSet::default(),
            sequels: FxHashSet::default(),
            movers: FxHashSet::default(),
            endeavours: FxHashSet::default(),
            prizes: FxHashSet::default(),
            inquiries: FxHashSet::default(),
            askers: FxHashSet::default(),
            answerers: FxHashSet::default(),
            binding: FxHashSet::default(),
            truths: FxHashSet::default(),
            occasions: FxHashSet::default(),
            showing: FxHashSet::default(),
            questioned: FxHashSet::default(),
            courts: FxHashSet::default(),
            signposts: FxHashSet::default(),
            collectives: FxHashSet::default(),
            judgements: FxHashSet::default(),
        }
    }
}

impl Lexicon {
    /// The verb with this lemma, if it is a cue.
    pub(super) fn verb(&self, lemma: &str) -> Option<&CueWord> {
        self.verbs.get(lemma)
    }

    /// The noun with this lemma, if it is a cue.
    pub(super) fn noun(&self, lemma: &str) -> Option<&CueWord> {
        self.nouns.get(lemma)
    }

    pub(super) fn is_document(&self, lemma: &str) -> bool {
        self.words.documents.contains(lemma)
    }

    pub(super) fn is_outlet_noun(&self, lemma: &str) -> bool {
        self.words.outlets.contains(lemma)
    }

    /// Whether a name holds a word that outlets and agencies bear ("Valley Herald", "Radio North").
    pub(super) fn is_outlet_name(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| self.words.outlet_names.contains(word))
    }

    /// Whether a name holds a word of bodies that are told things and publish nothing ("Police", "Ministry").
    pub(super) fn is_body_name(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| self.words.bodies.contains(word))
    }

    pub(super) fn is_unnamed(&self, lemma: &str) -> bool {
        self.words.unnamed.contains(lemma)
    }

    pub(super) fn is_spokesperson(&self, lemma: &str) -> bool {
        self.words.spokespersons.contains(lemma)
    }

    pub(super) fn is_audience(&self, lemma: &str) -> bool {
        self.words.audiences.contains(lemma)
    }

    /// Whether the noun only says that there is a body.
    pub(super) fn is_any_body(&self, lemma: &str) -> bool {
        self.words.any_bodies.contains(lemma)
    }

    /// Whether with this label an outlet tells what stands behind it ("CORRECTION: …").
    pub(super) fn is_signpost(&self, label: &str) -> bool {
        self.words.signposts.contains(label)
    }

    /// Whether the noun names several in the singular ("a family", "the couple").
    pub(super) fn is_collective(&self, lemma: &str) -> bool {
        self.words.collectives.contains(lemma)
    }

    /// Whether it is something that one may refuse to respond to.
    pub(super) fn is_asked(&self, lemma: &str) -> bool {
        self.words.asked.contains(lemma)
    }

    /// Whether it is something that is denied by not giving it ("denied a visa").
    pub(super) fn is_grant(&self, lemma: &str) -> bool {
        self.words.grants.contains(lemma)
    }

    /// Whether it is something that is turned down and not denied ("rejected the bid").
    pub(super) fn is_offer(&self, lemma: &str) -> bool {
        self.words.offers.contains(lemma)
    }

    /// Whether it is what others say ("the reports").
    pub(super) fn is_account(&self, word: &str) -> bool {
        self.words.accounts.contains(word)
    }

    /// Whether not to do it is not to say something ("refused to name them").
    pub(super) fn is_telling(&self, lemma: &str) -> bool {
        self.words.tellings.contains(lemma)
    }

    /// Whether a verb may name the terms on which somebody speaks ("asked not to be named").
    pub(super) fn asks_for_terms(&self, lemma: &str) -> bool {
        self.words.terms.contains(lemma)
    }

    /// Whether it is something that is told ("refused to give details").
    pub(super) fn is_information(&self, lemma: &str) -> bool {
        self.words.information.contains(lemma)
    }

    /// Whether words name an account and dismiss it ("reports of two dead, an invention").
    pub(super) fn dismisses(&self, words: &str) -> bool {
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let opens = |any: &dyn Fn(&str) -> bool| words.iter().take(4).position(|word| any(word));
        let account = opens(&|word| self.words.accounts.contains(word));
        let dismissed = account
            .is_some_and(|at| words.iter().skip(at + 1).any(|word| self.words.dismissals.contains(word)));
        // "The situation mentioned in the reports does not exist".
        let spoken_of = account.or_else(|| opens(&|word| word == "situation"));
        let absent = words.windows(2).any(|pair| pair == ["not", "exist"]);
        dismissed || spoken_of.is_some() && absent
    }

    /// Whether things that do not speak can do it as well ("the stand-off underscores the need").
    pub(super) fn is_showing(&self, lemma: &str) -> bool {
        self.words.showing.contains(lemma)
    }

    /// Whether the noun names people whom others question.
    pub(super) fn is_questioned(&self, lemma: &str) -> bool {
        self.words.questioned.contains(lemma)
    }

    /// Whether it is a body or a person by whose order something is decided.
    pub(super) fn is_court(&self, lemma: &str) -> bool {
        self.words.courts.contains(lemma)
    }

    /// Whether by this noun an article says what to make of something.
    pub(super) fn is_judgement(&self, lemma: &str) -> bool {
        self.words.judgements.contains(lemma)
    }

    /// Whether "the …" with this noun can only be somebody named just before ("the senior figure").
    pub(super) fn calls_back(&self, lemma: &str) -> bool {
        self.words.callbacks.contains(lemma)
    }

    /// Whether it measures time, whatever else is said of it ("the same day of the vote").
    pub(super) fn is_time_noun(&self, lemma: &str) -> bool {
        self.words.time_nouns.contains(lemma)
    }

    /// Whether a noun right after the verb can only be whoever speaks ("… said the ministry").
    pub(super) fn is_inverting(&self, lemma: &str) -> bool {
        self.words.inverting.contains(lemma)
    }

    /// Whether it says how a thing ended up ("slammed the door shut"): then the verb tells of a deed.
    pub(super) fn is_resultative(&self, word: &str) -> bool {
        self.words.resultatives.contains(word)
    }

    /// Whether it is somebody by whom an outlet is told things ("told the agency's reporter").
    pub(super) fn is_reporter(&self, lemma: &str) -> bool {
        self.words.reporters.contains(lemma)
    }

    /// Whether by these words an article tells what was made of somebody's words ("opening the door").
    pub(super) fn is_sequel(&self, words: &str) -> bool {
        self.words.sequels.contains(words)
    }

    /// Whether its object does what the infinitive behind it says ("forced her to admit").
    pub(super) fn is_mover(&self, lemma: &str) -> bool {
        self.words.movers.contains(lemma)
    }

    /// Whether an infinitive behind it is only tried or wanted ("tried to explain").
    pub(super) fn is_endeavour(&self, lemma: &str) -> bool {
        self.words.endeavours.contains(lemma)
    }

    /// Whether it is claimed or conceded by taking or losing it ("claimed asylum").
    pub(super) fn is_prize(&self, lemma: &str) -> bool {
        self.words.prizes.contains(lemma)
    }

    /// Whether it is a verb of finding out ("to determine whether").
    pub(super) fn is_inquiry(&self, lemma: &str) -> bool {
        self.words.inquiries.contains(lemma)
    }

    /// Whether it is an occasion on which things are said, and nothing else is done ("an interview").
    pub(super) fn is_occasion(&self, lemma: &str) -> bool {
        self.words.occasions.contains(lemma)
    }

    /// Whether a label marks the turns of whoever asks in an interview ("Q").
    pub(super) fn is_asker(&self, label: &str) -> bool {
        self.words.askers.contains(label)
    }

    /// Whether a label marks the turns of whoever answers ("A").
    pub(super) fn is_answerer(&self, label: &str) -> bool {
        self.words.answerers.contains(label)
    }

    /// Whether whoever says it binds himself, whomever it is said to ("promised them to go").
    pub(super) fn is_binding(&self, lemma: &str) -> bool {
        self.words.binding.contains(lemma)
    }

    /// Whether what is so is called by this word ("true"); not to be so is to be false.
    pub(super) fn is_truth(&self, lemma: &str) -> bool {
        self.words.truths.contains(lemma)
    }

    /// Whether it calls something said false ("a lie", "untrue").
    pub(super) fn is_dismissal(&self, lemma: &str) -> bool {
        self.words.dismissals.contains(lemma)
    }

    pub(super) fn is_manner(&self, lemma: &str) -> bool {
        self.words.manners.contains(lemma)
    }

    pub(super) fn is_giver(&self, lemma: &str) -> bool {
        self.words.givers.contains(lemma)
    }

    /// Whether a noun names how somebody reckons ("by the union's count").
    pub(super) fn is_reckoning(&self, lemma: &str) -> bool {
        self.words.reckonings.contains(lemma)
    }

    /// Whether a noun names what was done or happened ("bombing", "attack"), which says nothing.
    pub(super) fn is_deed(&self, lemma: &str) -> bool {
        self.words.deeds.contains(lemma)
    }

    /// Whether an adverb says that others say so ("reportedly").
    pub(super) fn is_evidential(&self, word: &str) -> bool {
        self.words.evidentials.contains(word)
    }

    /// Whether an apostrophe stands before this word ("’em", "’til").
    pub(super) fn is_elision(&self, word: &str) -> bool {
        self.words.elisions.contains(word.to_lowercase().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_read_whole() {
        let lines = |tsv: &str| tsv.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(lexicon().verbs.len(), lines(include_str!("../../data/cues.tsv")));
        assert_eq!(lexicon().nouns.len(), lines(include_str!("../../data/cue_nouns.tsv")));
        toml::from_str::<Words>(include_str!("../../data/saying.toml")).expect("saying.toml");
    }

    #[test]
    fn a_cue_says_what_it_takes() {
        let warn = lexicon().verb("warn").expect("warn");
        assert!(warn.takes.that && warn.takes.him && !warn.takes.np);
        assert!(warn.takes.prepositions.iter().any(|word| word == "of"));
        assert_eq!(lexicon().verb("deny").map(|cue| cue.stance), Some(Stance::Denies));
    }
}
