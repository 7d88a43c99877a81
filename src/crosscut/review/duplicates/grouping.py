"""Pairs of programmes into groups: families, duplicates and continuations, each with its money once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.config import Names
from crosscut.review.duplicates.candidates import Candidates, Programmes, candidates, prepare
from crosscut.review.duplicates.kinds import Life, kind, probability
from crosscut.review.duplicates.model import Group, Kind, Pair
from crosscut.review.duplicates.why import why
from crosscut.review.history import History
from crosscut.review.model import Demand

PROBABLE = 0.5
"""From this probability two programmes are held to belong together."""

KINDS: tuple[Kind, ...] = ("family", "continuation", "duplicate")


def find_groups(
    demand: Demand, history: History, apart: frozenset[tuple[str, str]] = frozenset(), probable: float = PROBABLE
) -> tuple[Group, ...]:
    """Groups of programmes that belong together, the largest sums of money first.

    Parameters
    ----------
    demand, history
        The tables, and what each programme asks for.
    apart
        Pairs, each in sorted order, that a person said are not the same: never paired, nor grouped through others.
    probable
        The least probability of a pair.

    """
    programmes = prepare(demand.programmes, demand.subprogrammes)
    asked = dict(zip(history.frame["programme"].to_pylist(), history.frame["amount"].to_pylist(), strict=True))
    pairs = [pair for pair in find_pairs(programmes, lives(demand)) if pair.probability >= probable]
    pairs = [pair for pair in pairs if (pair.one, pair.other) not in apart]
    groups = [
        _group(each, members, edges, asked)
        for each in KINDS
        for members, edges in _clusters([pair for pair in pairs if pair.kind == each], apart)
    ]
    return tuple(sorted(groups, key=lambda group: (-group.amount, group.kind, group.programmes)))


def find_pairs(programmes: Programmes, lives: Mapping[str, Life]) -> Iterator[Pair]:
    """Every candidate pair with its kind, its probability and why, in the order of ids."""
    found = candidates(programmes)
    yield from _pairs(programmes, found, lives)


def _pairs(programmes: Programmes, found: Candidates, lives: Mapping[str, Life]) -> Iterator[Pair]:
    columns = (found.first.tolist(), found.second.tolist(), found.name.tolist(), found.text.tolist())
    for first, second, name, text in zip(*columns, strict=True):
        ids = (programmes.ids[first], programmes.ids[second])
        names = (programmes.names[first], programmes.names[second])
        own = (lives[ids[0]], lives[ids[1]])
        chance = probability(names, name, text, same_ministry=own[0].ministry == own[1].ministry)
        texts = (programmes.texts[first], programmes.texts[second])
        reason = why(names, texts, name, text) if chance >= PROBABLE else Names()
        yield Pair(*ids, kind(names, own, ids, name, text), chance, name, text, reason)


def lives(demand: Demand) -> dict[str, Life]:
    """Each programme's ministry and years: as the programme says, or else the years in which it had money."""
    lines = demand.lines.filter(pc.greater(demand.lines["amount"], 0))
    years = lines.group_by("programme").aggregate([("fiscal_year", "min"), ("fiscal_year", "max")])
    all_years = pc.min_max(demand.lines["fiscal_year"]).as_py()
    known = {row["programme"]: row for row in years.to_pylist()}
    before = _predecessors(demand.facts)
    return {
        row["programme"]: _life(row, known.get(row["programme"]), all_years, before.get(row["programme"], ""))
        for row in demand.programmes.select(["programme", "ministry", "start", "end"]).to_pylist()
    }  # fmt: skip


def _life(row: dict[str, object], years: dict[str, int] | None, span: dict[str, int], predecessor: str) -> Life:
    """A first year at the beginning of all that is known, or a last at its end, says nothing of the programme."""
    first, last = (years["fiscal_year_min"], years["fiscal_year_max"]) if years else (0, 0)
    first = first if first > (span["min"] or 0) else 0
    last = last if last < (span["max"] or 0) else 0
    return Life(str(row["ministry"]), int(str(row["start"] or first)), int(str(row["end"] or last)), predecessor)


def _predecessors(facts: pa.Table) -> dict[str, str]:
    said = facts.filter(pc.equal(facts["name"], "predecessor"))
    return dict(zip(said["programme"].to_pylist(), said["text"].to_pylist(), strict=True))


def _clusters(
    pairs: Sequence[Pair], apart: frozenset[tuple[str, str]]
) -> Iterator[tuple[list[str], list[Pair]]]:  # fmt: skip
    """Groups in which at least half of all pairs are pairs, the surest pairs joined first."""
    home: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    linked = {(pair.one, pair.other) for pair in pairs}
    for pair in sorted(pairs, key=lambda pair: (-pair.probability, pair.one, pair.other)):
        for name in (pair.one, pair.other):
            if name not in home:
                home[name] = len(members)
                members[home[name]] = [name]
        one, other = home[pair.one], home[pair.other]
        if one != other and _may_join(members[one], members[other], linked, apart):
            members[one] += members[other]
            home.update(dict.fromkeys(members[other], one))
            members[other] = []
    edges: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if home[pair.one] == home[pair.other]:
            edges[home[pair.one]].append(pair)
    for at, own in edges.items():
        yield sorted(members[at]), own


def _may_join(
    one: Iterable[str], other: Iterable[str], linked: set[tuple[str, str]], apart: frozenset[tuple[str, str]]
) -> bool:  # fmt: skip
    across = [tuple(sorted((a, b))) for a in one for b in other]
    if any(pair in apart for pair in across):
        return False
    return 2 * sum(pair in linked for pair in across) >= len(across)


def _group(each: Kind, members: list[str], pairs: list[Pair], asked: Mapping[str, int | None]) -> Group:
    best = max(pairs, key=lambda pair: (pair.probability, pair.one, pair.other))
    weakest = min(max(pair.probability for pair in pairs if name in (pair.one, pair.other)) for name in members)
    amount = sum(asked.get(name) or 0 for name in members)
    return Group(each, tuple(members), weakest, amount, best.why, tuple(pairs))
