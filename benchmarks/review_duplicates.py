# ruff: noqa: E501
"""Similar texts without comparing all pairs: recall, time and memory against exact all pairs and datasketch's MinHash LSH.

    python benchmarks/review_duplicates.py [recall]        # 20,000 real texts, exact all pairs
    python benchmarks/review_duplicates.py speed [100000]  # exact (a tenth of the rows), datasketch and Crosscut in one run
    python benchmarks/review_duplicates.py scale [1000000] # Crosscut alone: time and peak memory

Real texts are those of ``CROSSCUT_SHARED``; larger sets are made of them: each text takes the words of three real
ones, and one in fifty is another made text with a tenth of its words changed. All three start from the same
token sets and run in one thread; processor time is compared, which other work on the machine does not change.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from scipy.sparse import csr_matrix

from crosscut.characters import folded
from crosscut.review.duplicates.join import similar_pairs
from crosscut.review.duplicates.tokens import Sets, sets_of, tokens

THRESHOLD = Fraction(1, 2)
SHARED = Path(os.environ.get("CROSSCUT_SHARED", Path(__file__).parents[2] / "shared")) / "data"


def real(limit: int) -> list[str]:
    japan, europe = SHARED / "jp_programme_review/*.parquet", SHARED / "cordis/*.parquet"
    texts = duckdb.sql(
        f"select purpose || ' / ' || coalesce(currentIssues, '') || ' / ' || overview from '{japan}' order by projectId"
    ).fetchall()
    texts += duckdb.sql(f"select objective from '{europe}' order by 1").fetchall()
    return [folded(text or "") for (text,) in texts][:limit]


def made(many: int) -> Iterator[set[str]]:
    bags = [sorted(tokens(text, 3)) for text in real(23_000)]
    bags = [bag for bag in bags if len(bag) >= 30]
    draw = np.random.default_rng(11)
    last: list[set[str]] = []
    for at in range(many):
        if last and at % 50 == 0:
            own = sorted(last[int(draw.integers(len(last)))])
            own = own[: len(own) * 9 // 10] + [f"changed{at}-{k}" for k in range(len(own) // 10)]
            yield set(own)
            continue
        own = [
            bag[k]
            for bag in (bags[int(n)] for n in draw.integers(len(bags), size=3))
            for k in draw.integers(len(bag), size=20)
        ]
        text = set(own)
        last = [*last[-499:], text]
        yield text


def exact(sets: Sets, at_once: int = 500, every: int = 1) -> set[tuple[int, int]]:
    """All pairs by the product of the whole matrix of texts and tokens with itself, in portions of rows.

    ``every`` 10 takes every tenth portion: a tenth of the work, and the pairs whose first text is in it.
    """
    width = int(sets.tokens.max(initial=0)) + 1
    matrix = csr_matrix((np.ones(len(sets.tokens), np.int32), sets.tokens, sets.starts), shape=(len(sets.sizes), width))
    columns = matrix.T.tocsr()
    found: set[tuple[int, int]] = set()
    for at in range(0, len(sets.sizes), at_once * every):
        common = (matrix[at : at + at_once] @ columns).tocoo()
        union = sets.sizes[common.row + at] + sets.sizes[common.col] - common.data
        keep = (common.data * 2 >= union) & (common.row + at < common.col)
        found.update(zip((common.row[keep] + at).tolist(), common.col[keep].tolist(), strict=True))
    return found


def peer(texts: list[set[str]]) -> set[tuple[int, int]]:
    """datasketch's MinHash LSH with its own choice of bands, its candidates verified exactly."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.4, num_perm=128)
    hashes = MinHash.bulk([[token.encode() for token in text] for text in texts], num_perm=128)
    found = set()
    for at, each in enumerate(hashes):
        for other in index.query(each):
            union = len(texts[at] | texts[other])
            if union and 2 * len(texts[at] & texts[other]) >= union:
                found.add((other, at))
        index.insert(at, each)
    return found


def ours(texts: list[set[str]]) -> set[tuple[int, int]]:
    similar = similar_pairs(sets_of(texts), THRESHOLD)
    return set(zip(similar.first.tolist(), similar.second.tolist(), strict=True))


def timed(name: str, work: Callable[[], Any]) -> tuple[float, Any]:
    start, busy = time.perf_counter(), time.process_time()
    result = work()
    passed, took = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{name}: {took:.1f} s of processor, {passed:.1f} s in all, {len(result):,} pairs, peak so far {peak:.1f} GiB",
        flush=True,
    )
    return took, result


def recall() -> None:
    texts = [tokens(text, 3) for text in real(20_000)]
    _, truth = timed("exact all pairs of 20,000 texts", lambda: exact(sets_of(texts)))
    _, found = timed("crosscut", lambda: ours(texts))
    print(f"recall at {THRESHOLD}: {len(found & truth) / len(truth):.4f}, wrong pairs {len(found - truth)}")


def speed(many: int, every: int = 10) -> None:
    texts = list(made(many))
    mine, found = timed(f"crosscut, {many:,} texts", lambda: ours(texts))
    part, truth = timed(f"exact all pairs, one row in {every}", lambda: exact(sets_of(texts), every=every))
    print(f"exact (× {every}) ÷ crosscut {part * every / mine:.0f}", flush=True)
    theirs, peers = timed("datasketch MinHash LSH", lambda: peer(texts))
    looked = [{pair for pair in pairs if pair[0] // 500 % every == 0} for pairs in (found, peers)]
    print("recall: crosscut {:.4f}, datasketch {:.4f}".format(*(len(pairs & truth) / len(truth) for pairs in looked)))
    print(f"datasketch ÷ crosscut {theirs / mine:.1f}")


def scale(many: int) -> None:
    start = time.perf_counter()
    sets = sets_of(made(many))
    print(
        f"made, tokenised and sketched {many:,} texts: {time.perf_counter() - start:.0f} s, {len(sets.tokens):,} tokens"
    )
    timed("joined", lambda: similar_pairs(sets, THRESHOLD).first)


if __name__ == "__main__":
    task, size = sys.argv[1] if len(sys.argv) > 1 else "recall", int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if task == "recall":
        recall()
    elif task == "speed":
        speed(size or 100_000)
    else:
        scale(size or 1_000_000)
