//! Questions that a person joins or parts.

use std::collections::BTreeSet;

use super::merged::{members, merged, relation};
use super::{Answer, Fit, Member, Question, order};
use crate::alignment::Reading;
use crate::article::ArticleId;
use crate::article::corrected::{places, short};
use crate::corrections::{Correction, Corrections, EntryId, Fate, Finder, Idle, Pointed, contradictions};
use crate::statement::corrected::pointed_at;
use crate::statement::{Statement, StatementId};
use crate::text::Span;

/// A statement with the words of it that answer a question.
pub type Spot = (StatementId, Span);

/// How near words must be to those that answer a question to be meant for the very same.
const SAME: f64 = 0.85;

/// Joins and parts questions as a person says. Parting comes first: what is taken out of one question may then
/// be put into another.
pub fn correct(
    reading: Reading<'_>,
    questions: &mut Vec<Question>,
    corrections: &Corrections,
) -> Vec<Fate<Spot>> {
    let about =
        |what: &Correction| matches!(what, Correction::JoinMatters { .. } | Correction::PartMatters { .. });
    if !corrections.entries.iter().any(|entry| about(&entry.what)) {
        return Vec::new();
    }
    let mut desk = Desk { reading, finder: Finder::default(), questions: std::mem::take(questions) };
    let mut fates = desk.part(corrections);
    fates.extend(desk.join(corrections));
    *questions = desk.questions;
    questions.retain(|question| !question.answers.is_empty());
    questions.sort_by_cached_key(order);
    fates
}

/// Where the words of a person stand.
enum Found {
    /// In a question, by its place, with the statements there.
    In(usize, Vec<Spot>),
    /// In statements that answer no question.
    Loose(Vec<Spot>),
}

/// An entry that parts, with what it points at.
struct Parting<'c> {
    id: EntryId,
    found: Vec<Found>,
    /// What of it is not there.
    because: Option<String>,
    label: Option<&'c str>,
}

struct Desk<'r> {
    reading: Reading<'r>,
    finder: Finder,
    questions: Vec<Question>,
}

impl Desk<'_> {
    fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.reading.statements.get(id.index())
    }

    /// Finds what is pointed at: the question whose answering words are nearest to it.
    fn find(&mut self, pointed: &Pointed) -> Result<Found, Idle> {
        let places = places(self.reading.articles, &pointed.quote, &mut self.finder)?;
        let Some(&(article, span)) = places.first() else {
            return Err(Idle::missing("the words are not there"));
        };
        let mut near: Vec<(usize, f64)> = Vec::new();
        for (at, question) in self.questions.iter().enumerate() {
            let best = members(question)
                .filter_map(|member| self.nearness(member, article, span))
                .max_by(f64::total_cmp);
            near.extend(best.map(|best| (at, best)));
        }
        let Some(at) = self.one_of(near, pointed)? else {
            let ids =
                pointed_at(self.reading.articles, self.reading.statements, &pointed.quote, &mut self.finder)?;
            let spot = |id: StatementId| Some((id, self.statement(id)?.content_span()));
            return Ok(Found::Loose(ids.into_iter().filter_map(spot).collect()));
        };
        let Some(question) = self.questions.get(at) else { return Ok(Found::Loose(Vec::new())) };
        let best = |article: ArticleId, span: Span| {
            let own =
                members(question).filter_map(|member| Some((self.nearness(member, article, span)?, member)));
            own.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1))).map(|(_, it)| (it.statement, it.focus))
        };
        Ok(Found::In(at, places.iter().filter_map(|(article, span)| best(*article, *span)).collect()))
    }

    /// From 2 for the very words that answer, over 1 where one holds the other, to 0; `None` where nothing is shared.
    fn nearness(&self, member: &Member, article: ArticleId, span: Span) -> Option<f64> {
        self.statement(member.statement).filter(|statement| statement.article == article)?;
        let shared = member.focus.intersection(span)?.len();
        let near = shared as f64 / (member.focus.len() + span.len() - shared).max(1) as f64;
        let held = member.focus.contains(span) || span.contains(member.focus);
        Some(if near >= SAME {
            2.0
        } else if held {
            1.0 + near
        } else {
            near
        })
    }

    /// The one question that is meant.
    fn one_of(&self, near: Vec<(usize, f64)>, pointed: &Pointed) -> Result<Option<usize>, Idle> {
        let label = |at: usize| self.questions.get(at).map_or("", |question| question.label.as_str());
        let best = near.iter().map(|(_, near)| near.floor()).fold(0.0, f64::max);
        let fitting: Vec<usize> = near.iter().filter(|(_, near)| *near >= best).map(|(at, _)| *at).collect();
        if let Some(matter) = &pointed.matter
            && let Some((at, _)) = near.iter().find(|(at, _)| label(*at).trim().eq_ignore_ascii_case(matter))
        {
            return Ok(Some(*at));
        }
        match fitting.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            several => {
                let candidates: Vec<String> = several.iter().map(|at| quoted(label(*at))).collect();
                let what = format!("the matter of “{}” (give its `matter`)", short(&pointed.quote.exact));
                Err(Idle::ambiguous(&what, &candidates))
            }
        }
    }

    /// Everything that an entry points at; where some of it is not found, why.
    fn all(&mut self, statements: &[Pointed], least: usize) -> Result<(Vec<Found>, Option<String>), Idle> {
        let mut found = Vec::new();
        let mut problem = None;
        for pointed in statements {
            match self.find(pointed) {
                Ok(one) => found.push(one),
                Err(idle) => problem = problem.or(Some(idle)),
            }
        }
        match problem {
            Some(idle) if found.len() < least || idle.status == crate::corrections::Status::Ambiguous => {
                Err(idle)
            }
            problem => Ok((found, problem.map(|idle| idle.because))),
        }
    }

    fn part(&mut self, corrections: &Corrections) -> Vec<Fate<Spot>> {
        let mut fates = Vec::new();
        let mut parts: Vec<Parting<'_>> = Vec::new();
        for (id, entry) in corrections.numbered() {
            let Correction::PartMatters { statements, label } = &entry.what else { continue };
            match self.all(statements, 1) {
                Ok((found, because)) => parts.push(Parting { id, found, because, label: label.as_deref() }),
                Err(idle) => fates.push(Fate::idle(id, idle)),
            }
        }
        let taken: Vec<(EntryId, Spot, EntryId)> =
            parts.iter().flat_map(|it| spots(&it.found).map(|spot| (it.id, spot, it.id))).collect();
        let against = contradictions(&taken);
        for Parting { id, found, because, label } in parts {
            let on: Vec<Spot> = spots(&found).collect();
            let idle = match against.iter().find(|(entry, _)| *entry == id) {
                Some((_, other)) => Some(Idle::refused(format!("it contradicts {other}"))),
                None => self.takes_nothing(&found),
            };
            fates.push(match idle {
                Some(idle) => Fate { on, ..Fate::idle(id, idle) },
                None => {
                    let before = self.take(&found, label);
                    Fate { instead_of: before, because, ..Fate::applied(id, on) }
                }
            });
        }
        fates
    }

    /// Why nothing would be taken out, if so: the statements stand by themselves.
    fn takes_nothing(&self, found: &[Found]) -> Option<Idle> {
        let inside: BTreeSet<usize> = found.iter().filter_map(Found::place).collect();
        let on: BTreeSet<StatementId> = spots(found).map(|(id, _)| id).collect();
        let leaves = |at: &usize| {
            let question = self.questions.get(*at);
            question.is_some_and(|question| members(question).any(|member| !on.contains(&member.statement)))
        };
        match inside.len() {
            0 => Some(Idle::missing("they stand in no matter")),
            1 if !inside.iter().any(leaves) => Some(Idle::agreed()),
            _ => None,
        }
    }

    /// Takes statements out of their questions into one of their own; from where, as a clause.
    fn take(&mut self, found: &[Found], label: Option<&str>) -> Option<String> {
        let on: BTreeSet<Spot> = spots(found).collect();
        let places: BTreeSet<usize> = found.iter().filter_map(Found::place).collect();
        let mut taken = Vec::new();
        let mut from = Vec::new();
        for at in places {
            let Some(question) = self.questions.get_mut(at) else { continue };
            from.push(quoted(&question.label));
            let mut own = Question { answers: Vec::new(), ..question.clone() };
            let moved: BTreeSet<StatementId> = on.iter().map(|(id, _)| *id).collect();
            for answer in &mut question.answers {
                let (out, kept): (Vec<Member>, Vec<Member>) =
                    answer.members.iter().partition(|member| moved.contains(&member.statement));
                answer.members = kept;
                if !out.is_empty() {
                    own.answers.push(Answer { members: out, ..answer.clone() });
                }
            }
            question.answers.retain(|answer| !answer.members.is_empty());
            question.relation = relation(self.reading, question);
            taken.push(own);
        }
        let words = on.first().and_then(|(id, focus)| {
            let article = self.reading.articles.get(self.statement(*id)?.article.index())?;
            Some(format!("“{}”", short(focus.of(&article.text).trim())))
        });
        let label = label.map(str::to_owned).or(words);
        self.questions.extend(merged(self.reading, taken, label.as_deref(), &on));
        (!from.is_empty()).then(|| format!("in the matter {}", from.join(" and ")))
    }

    fn join(&mut self, corrections: &Corrections) -> Vec<Fate<Spot>> {
        let mut fates = Vec::new();
        let mut sets: Vec<Set> = Vec::new();
        for (id, entry) in corrections.numbered() {
            let Correction::JoinMatters { statements, label } = &entry.what else { continue };
            let (found, because) = match self.all(statements, 2) {
                Ok(found) => found,
                Err(idle) => {
                    fates.push(Fate::idle(id, idle));
                    continue;
                }
            };
            let on: Vec<Spot> = spots(&found).collect();
            let inside: BTreeSet<usize> = found.iter().filter_map(Found::place).collect();
            let loose: BTreeSet<Spot> = found.iter().filter_map(Found::loose).flatten().copied().collect();
            if inside.len() == 1 && loose.is_empty() && label.is_none() {
                fates.push(Fate { on, ..Fate::idle(id, Idle::agreed()) });
                continue;
            }
            let labels: Vec<String> =
                inside.iter().filter_map(|at| self.questions.get(*at)).map(|it| quoted(&it.label)).collect();
            let instead_of = (inside.len() > 1).then(|| format!("in the matters {}", labels.join(" and ")));
            let instead_of = instead_of.or((!loose.is_empty()).then(|| "in no matter".to_owned()));
            fates.push(Fate { instead_of, because, ..Fate::applied(id, on.clone()) });
            sets.push(Set { inside, loose, on: on.into_iter().collect(), label: label.clone() });
        }
        for set in together(sets) {
            let mut taken = Vec::new();
            for at in &set.inside {
                let question = self.questions.get_mut(*at);
                taken.extend(
                    question.map(|it| Question { answers: std::mem::take(&mut it.answers), ..it.clone() }),
                );
            }
            taken.extend(set.loose.iter().filter_map(|spot| self.alone(*spot)));
            self.questions.extend(merged(self.reading, taken, set.label.as_deref(), &set.on));
        }
        fates
    }

    /// The question that one statement answers by itself.
    fn alone(&self, (id, focus): Spot) -> Option<Question> {
        let statement = self.statement(id)?;
        let article = self.reading.articles.get(statement.article.index())?;
        let member = Member { statement: id, focus, stance: statement.stance, fit: Fit::Sure };
        let label = format!("“{}”", short(focus.of(&article.text).trim()));
        Some(Question::whether(label, vec![member]))
    }
}

impl Found {
    fn place(&self) -> Option<usize> {
        match self {
            Found::In(at, _) => Some(*at),
            Found::Loose(_) => None,
        }
    }

    fn loose(&self) -> Option<&Vec<Spot>> {
        match self {
            Found::In(..) => None,
            Found::Loose(spots) => Some(spots),
        }
    }
}

fn spots(found: &[Found]) -> impl Iterator<Item = Spot> {
    found.iter().flat_map(|one| match one {
        Found::In(_, spots) | Found::Loose(spots) => spots.iter().copied(),
    })
}

/// What a matter is called, in one pair of marks.
fn quoted(label: &str) -> String {
    if label.contains('“') { label.to_owned() } else { format!("“{label}”") }
}

/// Questions and statements that are one by a person's word.
struct Set {
    inside: BTreeSet<usize>,
    loose: BTreeSet<Spot>,
    on: BTreeSet<Spot>,
    label: Option<String>,
}

/// Sets that share a question or a statement are one.
fn together(sets: Vec<Set>) -> Vec<Set> {
    let mut kept: Vec<Set> = Vec::new();
    for mut set in sets {
        let (met, apart): (Vec<Set>, Vec<Set>) = kept.into_iter().partition(|other| {
            !other.inside.is_disjoint(&set.inside) || !other.loose.is_disjoint(&set.loose)
        });
        for other in met {
            set.inside.extend(other.inside);
            set.loose.extend(other.loose);
            set.on.extend(other.on);
            // Of several names the first in the alphabet is kept, whatever the order of the entries.
            set.label = match (set.label, other.label) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            };
        }
        kept = apart;
        kept.push(set);
    }
    kept
}
