"""Near-duplicate finders of the registries on a pile of `cargo xtask bench reuse`: reuse.py PILE.jsonl NAME

NAME is rensa or datasketch. Prints a line of JSON: seconds, processor seconds, peak memory in MB, pairs of articles
found, and how many planted copies are among them. Both compare whole articles (MinHash over runs of five words, 128
permutations, found by locality-sensitive hashing at half of the runs shared); neither finds passages.
"""

import json
import resource
import sys
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


def main():
    rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf8")]
    texts = [row["text"] for row in rows]
    planted = {(row["copy"]["from"], number) for number, row in enumerate(rows) if row["copy"]}
    finders = {"datasketch": with_datasketch, "rensa": with_rensa}
    name = sys.argv[2]
    before, start = time.process_time(), time.time()
    try:
        pairs = finders[name](texts)
    except ImportError as error:
        sys.exit(f"{name}: {error}")
    found = {
        "seconds": time.time() - start,
        "processor": time.process_time() - before,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pairs": len(pairs),
        "planted": len(pairs & planted),
    }
    print(json.dumps(found))


main()
