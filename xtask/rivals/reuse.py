"""Near-duplicate finders of the registries on a pile of `cargo xtask bench reuse`: reuse.py PILE.jsonl NAME

NAME is rensa, datasketch or passim. Prints a line of JSON: seconds, processor seconds, peak memory in MB, pairs of articles
found, and how many planted copies are among them. The first two compare whole articles (MinHash over runs of five words,
128 permutations, found by locality-sensitive hashing at half of the runs shared) and find no passages. passim 2 does; no
registry carries it, so its command is looked for, and run by its own defaults but for shingles of at most 20 articles,
with which it does best on the gold.
"""

import json
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SHINGLE = 5
THRESHOLD = 0.5


def shingles(text):
    words = text.lower().split()
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def with_datasketch(texts):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    pairs = set()
    for number, text in enumerate(texts):
        signature = MinHash(num_perm=128)
        signature.update_batch([shingle.encode() for shingle in shingles(text)])
        pairs.update((other, number) for other in index.query(signature))
        index.insert(number, signature)
    return pairs


def with_rensa(texts):
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=32)
    pairs = set()
    for number, text in enumerate(texts):
        signature = RMinHash(num_perm=128, seed=42)
        signature.update(shingles(text))
        pairs.update((other, number) for other in index.query(signature))
        index.insert(number, signature)
    return pairs


def with_passim(texts):
    command = shutil.which("passim")
    if command is None:
        raise ImportError("the command is not installed")
    with tempfile.TemporaryDirectory() as folder:
        articles, found = pathlib.Path(folder, "articles.json"), pathlib.Path(folder, "found")
        lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
        articles.write_text("\n".join(lines) + "\n", encoding="utf8")
        run = subprocess.run([command, "-u", "20", "--pairwise", str(articles), str(found)], capture_output=True, text=True)
        if run.returncode != 0:
            raise ImportError(" ".join(run.stderr.split()[-40:]) or "it failed")
        pairs = set()
        for part in found.glob("align.json/part-*"):
            for line in part.open(encoding="utf8"):
                row = json.loads(line)
                pairs.add(tuple(sorted((int(row["id"]), int(row["id2"])))))
    return pairs


def used():
    """Processor seconds and the most memory, in MB, of this process and of those it ran."""
    own, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = sum(usage.ru_utime + usage.ru_stime for usage in (own, theirs))
    return seconds, max(own.ru_maxrss, theirs.ru_maxrss) / 1024


def main():
    rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf8")]
    texts = [row["text"] for row in rows]
    planted = {(row["copy"]["from"], number) for number, row in enumerate(rows) if row["copy"]}
    finders = {"datasketch": with_datasketch, "rensa": with_rensa, "passim": with_passim}
    name = sys.argv[2]
    (before, _), start = used(), time.time()
    try:
        pairs = finders[name](texts)
    except ImportError as error:
        sys.exit(str(error))
    processor, peak = used()
    found = {
        "seconds": time.time() - start,
        "processor": processor - before,
        "peak": peak,
        "pairs": len(pairs),
        "planted": len(pairs & planted),
    }
    print(json.dumps(found))


main()
