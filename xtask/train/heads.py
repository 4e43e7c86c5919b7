"""What teacher and student share: sentences as the program's numbers, the heads for tags, trees and names, and their measures."""
import json

import jax
import jax.numpy as jnp
import numpy as np

COLUMNS, UNSAID = 16, 0xFFFFFFFF
LABELS = 9
OPEN = [0, 7, 8]  # the labels of a word that is in no name of a person, organisation or place
REACH = 17  # distances -8..8 between a word and its head, in buckets
BEST = 4  # answers of the teacher that are kept for each word


class Facts:
    """What the numbers in the rows name."""

    def __init__(self, folder):
        facts = json.load(open(f"{folder}/facts.json"))
        self.upos, self.base = np.array(facts["upos"]), np.array(facts["base"])
        self.root, self.punct = facts["root"], facts["punct"]
        self.classes, self.relations = len(self.upos), len(self.base)
        self.proper = {number for number, upos in enumerate(facts["upos"]) if upos == facts["propn"]}


def read(folder, name):
    """Sentences of a file of rows: for each a list of its disguises."""
    flat = np.fromfile(f"{folder}/{name}.rows", dtype="<u4")
    found, at = {}, 0
    while at < len(flat):
        n, number = int(flat[at]), int(flat[at + 1])
        found.setdefault(number, []).append(flat[at + 3:at + 3 + n * COLUMNS].reshape(n, COLUMNS))
        at += 3 + n * COLUMNS
    return list(found.values())


class Target:
    """What is to be learnt of a sentence: for each word some tags, heads (0 is the root) and relations with how likely each is,
    the head that the relations are to, and how likely each label of a name is. Where nothing is known all are zero."""
    __slots__ = ("which", "chance", "governor", "names")

    def __init__(self, n):
        self.which = np.zeros((n, 3, BEST), np.int16)
        self.chance = np.zeros((n, 3, BEST), np.float16)
        self.governor = np.zeros(n, np.int16)
        self.names = np.zeros((n, LABELS), np.float16)

    def cut(self):
        """Without the last word."""
        short = Target(0)
        for part in self.__slots__:
            setattr(short, part, getattr(self, part)[:-1])
        short.chance = short.chance.copy()
        short.chance[:, 1][short.which[:, 1] == len(self.governor)] = 0  # what hung from it is not asked for
        return short


def said(rows):
    """What the gold data say of the words in rows: class, head, relation, label; -1 for what they do not say, -2 for a label that is
    one of OPEN."""
    return rows[:, 12:16].astype(np.uint32).astype(np.int32).astype(np.int64)


def target_of(gold):
    """The target that the numbers of `said` make."""
    target = Target(len(gold))
    target.which[:, :, 0] = np.maximum(gold[:, :3], 0)
    target.chance[:, :, 0] = gold[:, :3] >= 0
    target.chance[gold[:, 1] == 0, 2] = 0  # the root's relation goes without saying
    target.governor[:] = np.maximum(gold[:, 1], 0)
    known = gold[:, 3] >= 0
    target.names[known, gold[known, 3]] = 1
    target.names[np.ix_(gold[:, 3] == -2, OPEN)] = 1
    return target


def pile(targets, size, length):
    """Targets of a batch, padded."""
    whole = [np.zeros((size, length, *part), kind) for part, kind in (((3, BEST), np.int32), ((3, BEST), np.float32), ((), np.int32),
                                                                      ((LABELS,), np.float32))]
    for i, target in enumerate(targets):
        for part, name in zip(whole, Target.__slots__):
            value = getattr(target, name)
            part[i, :len(value)] = value
    return tuple(whole)


def bucket(distance):
    """Buckets of a signed distance: 0 to 16."""
    size = jnp.abs(distance)
    steps = jnp.minimum(size, 4) + (size > 4).astype(jnp.int32) + (size > 7) + (size > 12) + (size > 20)
    return jnp.where(distance < 0, 8 - steps, 8 + steps)


def start(rng, facts, inputs, arc, relation, names):
    """Weights of the heads over words of `inputs` numbers."""
    def normal(*shape, scale):
        return jnp.array(rng.normal(0, scale, shape), jnp.float32)
    def dense(a, b):
        return normal(a, b, scale=a ** -0.5)
    return {"tag": dense(inputs, facts.classes), "tag_bias": jnp.zeros(facts.classes),
            "child": dense(inputs, arc), "child_bias": jnp.zeros(arc), "head": dense(inputs, arc), "head_bias": jnp.zeros(arc),
            "pair": dense(arc, arc), "pair_bias": jnp.zeros(arc), "reach": normal(REACH, arc, scale=0.1),
            "reach_bias": jnp.zeros(REACH), "root": normal(arc, scale=0.1),
            "below": dense(inputs, relation), "above": dense(inputs, relation), "between": normal(REACH, relation, scale=0.1),
            "relation": dense(relation, facts.relations), "relation_bias": jnp.zeros(facts.relations),
            "name": dense(inputs, names), "name_bias": jnp.zeros(names), "label": dense(names, LABELS), "label_bias": jnp.zeros(LABELS),
            "follow": jnp.zeros((LABELS, LABELS))}


def dropped(x, key, number, rate):
    """Without a share of the numbers; as it is where the rate is 0."""
    if rate == 0:
        return x
    keep = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - rate, x.shape)
    return jnp.where(keep, x / (1 - rate), 0)


def heads(p, x, mask, key, rate):
    """Scores of tags, of heads (0 is the root) and of labels of names."""
    n = x.shape[1]
    tags = x @ p["tag"] + p["tag_bias"]
    child = dropped(jax.nn.relu(x @ p["child"] + p["child_bias"]), key, 1, rate)
    head = dropped(jax.nn.relu(x @ p["head"] + p["head_bias"]), key, 2, rate)
    query = child @ p["pair"] + p["pair_bias"]
    places = jnp.arange(n)
    far = jax.nn.one_hot(bucket(places[:, None] - places[None, :]), REACH)  # child minus head
    near = child @ p["reach"].T + p["reach_bias"]
    arcs = query @ head.swapaxes(1, 2) + jnp.einsum("bir,ijr->bij", near, far)
    arcs = jnp.where(mask[:, None, :] > 0, arcs, -1e9)
    arcs = jnp.where(jnp.eye(n)[None] > 0, -1e9, arcs)
    arcs = jnp.concatenate([(query @ p["root"])[..., None], arcs], -1)
    names = dropped(jax.nn.relu(x @ p["name"] + p["name_bias"]), key, 3, rate) @ p["label"] + p["label_bias"]
    return tags, arcs, names


def relations(p, x, governor, key, rate):
    """Scores of the relations to the words `governor` (from one; 0 is taken as the word itself)."""
    place = jnp.arange(x.shape[1])[None]
    at = jnp.where(governor > 0, governor - 1, place)
    above = jax.nn.one_hot(at, x.shape[1]) @ (x @ p["above"])
    z = jax.nn.relu(x @ p["below"] + above + jax.nn.one_hot(bucket(place - at), REACH) @ p["between"])
    return dropped(z, key, 9, rate) @ p["relation"] + p["relation_bias"]


def cross(scores, which, chance):
    """The cross entropy of some answers, summed over words."""
    wanted = (jax.nn.one_hot(which, scores.shape[-1]) * chance[..., None]).sum(-2)
    return -(jnp.where(wanted > 0, jax.nn.log_softmax(scores), 0) * wanted).sum()


def chain(p, names, wanted):
    """The cross entropy between likely labels and a linear chain, summed over sentences; words of which nothing is wanted are skipped."""
    follow = p["follow"]
    def step(state, inputs):
        total, gold, last, first = state
        score, label = inputs
        forward = jax.nn.logsumexp(total[:, :, None] + follow[None], 1) + score
        new = jnp.where(first[:, None], score, forward)
        gold_new = gold + (score * label).sum(-1) + jnp.where(first, 0, ((last @ follow) * label).sum(-1))
        on = label.sum(-1) > 0.5
        return (jnp.where(on[:, None], new, total), jnp.where(on, gold_new, gold), jnp.where(on[:, None], label, last), first & ~on), None
    b = names.shape[0]
    state = (jnp.zeros((b, LABELS)), jnp.zeros(b), jnp.zeros((b, LABELS)), jnp.ones(b, bool))
    (total, gold, _, first), _ = jax.lax.scan(step, state, (names.swapaxes(0, 1), wanted.swapaxes(0, 1)))
    return jnp.where(first, 0, jax.nn.logsumexp(total, 1) - gold).sum()


def among(p, names, allowed):
    """How unlikely a linear chain holds it that each word's label is among those allowed, summed over sentences; words of which all
    is open are skipped."""
    def total(scores):
        def step(state, inputs):
            total, first = state
            score, on = inputs
            new = jnp.where(first[:, None], score, jax.nn.logsumexp(total[:, :, None] + p["follow"][None], 1) + score)
            return (jnp.where(on[:, None], new, total), first & ~on), None
        state = (jnp.zeros(scores.shape[::2]), jnp.ones(len(scores), bool))
        (last, first), _ = jax.lax.scan(step, state, (scores.swapaxes(0, 1), (allowed.sum(-1) > 0.5).swapaxes(0, 1)))
        return jnp.where(first, 0, jax.nn.logsumexp(last, 1))
    return (total(names) - total(jnp.where(allowed > 0, names, -1e4))).sum()


def loss(p, x, mask, target, key, rate, named=chain):
    """What is wrong with the heads' answers, a word; `named` judges the labels of names."""
    which, chance, governor, wanted = target
    tags, arcs, names = heads(p, x, mask, key, rate)
    related = relations(p, x, governor, key, rate)
    total = sum(cross(scores, which[:, :, i], chance[:, :, i]) for i, scores in enumerate((tags, arcs, related)))
    return (total + 1.5 * named(p, names, wanted)) / mask.sum()


MAY_FOLLOW = np.array([[not (b and b % 2 == 0) or a in (b, b - 1) for b in range(LABELS)] for a in range(LABELS)])


def viterbi(scores, follow):
    follow = np.where(MAY_FOLLOW, follow, -1e9)
    best = np.where(MAY_FOLLOW[0], scores[0], -1e9)
    back = []
    for row in scores[1:]:
        all = best[:, None] + follow
        back.append(all.argmax(0))
        best = all.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def spans(labels):
    out, begin = set(), None
    for i, label in enumerate([*labels, 0]):
        if begin is not None and (label % 2 == 1 or label == 0 or label != labels[i - 1] and label != labels[i - 1] + 1):
            out.add((begin, i, (int(labels[begin]) + 1) // 2))
            begin = None
        if label % 2 == 1 or (label and begin is None):
            begin = i
    return out


def measure(facts, follow, answers):
    """Shares of right tags, heads, heads with relations, or F1 of names, over (tags, arcs, relations, names, gold) of sentences;
    trees by the best head of each word."""
    hits, names = np.zeros(4), np.zeros(3)
    for tags, arcs, related, labels, gold in answers:
        if gold[0, 0] >= 0:
            head = arcs.argmax(-1)
            base = np.where(head == 0, facts.root, facts.base[related.argmax(-1)])
            same = head == gold[:, 1]
            hits += len(gold), (facts.upos[tags.argmax(-1)] == facts.upos[gold[:, 0]]).sum(), same.sum(), (
                same & (base == facts.base[np.maximum(gold[:, 2], 0)])).sum()
        elif gold[0, 3] != -1:
            ours, theirs = ({s for s in spans(x) if s[2] < 4} for x in (viterbi(labels, follow), gold[:, 3]))
            names += len(ours), len(ours & theirs), len(theirs)
    if hits[0]:
        return "UPOS %.2f UAS %.2f LAS %.2f" % tuple(100 * hits[1:] / hits[0])
    found, right, wanted = names
    return "names P %.2f R %.2f F1 %.2f" % (100 * right / max(1, found), 100 * right / max(1, wanted), 200 * right / max(1, found + wanted))
