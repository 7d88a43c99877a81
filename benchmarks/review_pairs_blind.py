"""Pairs of programmes that the review proposes, for someone to read who does not know what it says of them.

    python benchmarks/review_pairs_blind.py draw READ.csv KEY.csv BUDGET… [--seed N] [--pairs N]
    python benchmarks/review_pairs_blind.py score READ.csv KEY.csv

``draw`` reviews each budget folder and writes the pairs in an order of their own: READ.csv with names, ministries and
texts, and an empty column ``verdict``; KEY.csv with what the review says. Two of three are called duplicates, as far as
there are that many. The reader fills in ``verdict``:

- ``same``: ask whether one of the two is enough: another ministry or another line pays for the same;
- ``family``: one programme, institution or plan kept as several lines on purpose;
- ``successor``: one replaces, renames or continues the other;
- ``apart``: two different things;
- ``unsure``: what is printed does not tell.

``score`` counts, by what the review called a pair, how many the reader bears out, with a 95 % interval (Wilson);
``unsure`` counts as wrong in the first number and is left out of the second.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path

from crosscut.review.duplicates import Pair
from crosscut.review.duplicates.candidates import prepare
from crosscut.review.runs import demand_of, review_run
from crosscut.workbench.opening import open_run

BORNE_OUT = {"duplicate": "same", "family": "family", "continuation": "successor"}
VERDICTS = (*BORNE_OUT.values(), "apart", "unsure")
LETTERS = 600
NORMAL = 1.959964


@dataclass(frozen=True)
class Proposed:
    """One pair of one budget with what a reader is shown of each side: name, ministry, text."""

    budget: str
    pair: Pair
    sides: tuple[tuple[str, str, str], tuple[str, str, str]]


def proposed(folder: Path) -> list[Proposed]:
    """Every pair that holds a group of a budget together, groups of many by their first pair only."""
    run = open_run(folder)
    demand = demand_of(run)
    texts = prepare(demand.programmes, demand.subprogrammes)
    shown = dict(zip(texts.ids, texts.texts, strict=True))
    columns = (demand.programmes[key].to_pylist() for key in ("programme", "name", "ministry"))
    known = {
        programme: (name or programme, ministry or "", shown.get(programme, "")[:LETTERS])
        for programme, name, ministry in zip(*columns, strict=True)
    }
    return [
        Proposed(folder.name, group.pair, (known[group.pair.one], known[group.pair.other]))
        for group in review_run(run).groups
    ]


def by_hash(seed: str, each: Proposed) -> bytes:
    return sha256(f"{seed}|{each.budget}|{each.pair.one}|{each.pair.other}".encode()).digest()


def draw(read: Path, key: Path, budgets: list[Path], seed: str, many: int) -> None:
    found: dict[tuple[tuple[str, str, str], ...], Proposed] = {}
    for folder in budgets:
        for each in proposed(folder):
            found.setdefault(tuple(sorted(each.sides)), each)
    ordered = sorted(found.values(), key=lambda each: by_hash(seed, each))
    doubled = [each for each in ordered if each.pair.kind == "duplicate"][: 2 * many // 3]
    others = [each for each in ordered if each.pair.kind != "duplicate"][: many - len(doubled)]
    chosen = sorted([*doubled, *others], key=lambda each: by_hash(f"order {seed}", each))
    with read.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        names = [f"{what}_{side}" for side in "ab" for what in ("name", "ministry", "text")]
        rows.writerow(["pair", "budget", *names, "verdict"])
        rows.writerows(
            [number, each.budget, *each.sides[0], *each.sides[1], ""] for number, each in enumerate(chosen, 1)
        )
    with key.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["pair", "budget", "one", "other", "kind", "probability"])
        rows.writerows(
            [number, each.budget, each.pair.one, each.pair.other, each.pair.kind, f"{each.pair.probability:.3f}"]
            for number, each in enumerate(chosen, 1)
        )
    print(f"{len(chosen)} pairs, {len(doubled)} of them called duplicates, of {len(found)} that the review proposes")


def score(read: Path, key: Path) -> int:
    said = {row["pair"]: row["verdict"].strip().lower() for row in rows_of(read)}
    kinds = {row["pair"]: row["kind"] for row in rows_of(key)}
    strange = sorted(set(said.values()) - {*VERDICTS, ""})
    if strange or said.keys() != kinds.keys():
        print(f"not read as asked: {', '.join(strange) or 'other pairs than were drawn'}; use {', '.join(VERDICTS)}")
        return 2
    for kind in (*BORNE_OUT, "any"):
        verdicts = Counter(said[pair] for pair in kinds if kind in (kinds[pair], "any") and said[pair])
        right = sum(1 for pair in kinds if kind in (kinds[pair], "any") and said[pair] == BORNE_OUT[kinds[pair]])
        together = verdicts.total() - verdicts["apart"] - verdicts["unsure"]
        sure = verdicts.total() - verdicts["unsure"]
        print(f"{kind}: {told(right, verdicts.total())}; without unsure {told(right, sure)};")
        print(f"  belong together, whatever the kind: {told(together, verdicts.total())}; {dict(verdicts)}")
    return 0


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def told(right: int, many: int) -> str:
    if not many:
        return "none read"
    low, high = wilson(right, many)
    return f"{right} of {many}, {right / many:.0%} ({low:.0%} to {high:.0%})"


def wilson(right: int, many: int) -> tuple[float, float]:
    part, square = right / many, NORMAL**2
    middle = (part + square / (2 * many)) / (1 + square / many)
    half = NORMAL * sqrt(part * (1 - part) / many + square / (4 * many**2)) / (1 + square / many)
    return middle - half, middle + half


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("draw", "score"))
    parser.add_argument("read", type=Path)
    parser.add_argument("key", type=Path)
    parser.add_argument("budgets", type=Path, nargs="*")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--pairs", type=int, default=200)
    given = parser.parse_args(arguments)
    if given.task == "score":
        return score(given.read, given.key)
    draw(given.read, given.key, given.budgets, given.seed, given.pairs)
    return 0


if __name__ == "__main__" and len(sys.argv) > 1:
    sys.exit(main(sys.argv[1:]))
