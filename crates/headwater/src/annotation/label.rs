//! The names of tags and relations as CoNLL-U writes them, and the way back.

use super::{Relation, Upos};

macro_rules! names {
    ($type:ident, $what:literal, $(($variant:ident, $name:literal)),+ $(,)?) => {
        impl $type {
            /// All of them, in the order of the type.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            #[doc = concat!($what, " as CoNLL-U writes it.")]
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            #[doc = concat!("Reads ", $what, " as CoNLL-U writes it.")]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some($type::$variant),)+ _ => None }
            }
        }
    };
}

names!(
    Upos,
    "a universal part of speech",
    (Adj, "ADJ"),
    (Adp, "ADP"),
    (Adv, "ADV"),
    (Aux, "AUX"),
    (Cconj, "CCONJ"),
    (Det, "DET"),
    (Intj, "INTJ"),
    (Noun, "NOUN"),
    (Num, "NUM"),
    (Part, "PART"),
    (Pron, "PRON"),
    (Propn, "PROPN"),
    (Punct, "PUNCT"),
    (Sconj, "SCONJ"),
    (Sym, "SYM"),
    (Verb, "VERB"),
    (X, "X"),
);

names!(
    Relation,
    "a universal dependency relation",
    (Acl, "acl"),
    (AclRelcl, "acl:relcl"),
    (Advcl, "advcl"),
    (AdvclRelcl, "advcl:relcl"),
    (Advmod, "advmod"),
    (Amod, "amod"),
    (Appos, "appos"),
    (Aux, "aux"),
    (AuxPass, "aux:pass"),
    (Case, "case"),
    (Cc, "cc"),
    (CcPreconj, "cc:preconj"),
    (Ccomp, "ccomp"),
    (Compound, "compound"),
    (CompoundPrt, "compound:prt"),
    (Conj, "conj"),
    (Cop, "cop"),
    (Csubj, "csubj"),
    (CsubjPass, "csubj:pass"),
    (Dep, "dep"),
    (Det, "det"),
    (DetPredet, "det:predet"),
    (Discourse, "discourse"),
    (Dislocated, "dislocated"),
    (Expl, "expl"),
    (Fixed, "fixed"),
    (Flat, "flat"),
    (Goeswith, "goeswith"),
    (Iobj, "iobj"),
    (List, "list"),
    (Mark, "mark"),
    (Nmod, "nmod"),
    (NmodDesc, "nmod:desc"),
    (NmodPoss, "nmod:poss"),
    (NmodUnmarked, "nmod:unmarked"),
    (Nsubj, "nsubj"),
    (NsubjPass, "nsubj:pass"),
    (Nummod, "nummod"),
    (Obj, "obj"),
    (Obl, "obl"),
    (ObliqueAgent, "obl:agent"),
    (OblUnmarked, "obl:unmarked"),
    (Orphan, "orphan"),
    (Parataxis, "parataxis"),
    (Punct, "punct"),
    (Reparandum, "reparandum"),
    (Root, "root"),
    (Vocative, "vocative"),
    (Xcomp, "xcomp"),
);
