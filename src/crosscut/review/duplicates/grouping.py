"""Pairs of programmes into groups: families, duplicates and continuations, each with its money once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.review.duplicates.candidates import Programmes, candidates, prepare
from crosscut.review.duplicates.kinds import Known, Likeness, kind, probability
from crosscut.review.duplicates.model import Group, Kind, Pair
from crosscut.review.duplicates.why import why
from crosscut.review.history import History
from crosscut.review.model import Demand
from crosscut.text import Text

PROBABLE = 0.5
"""From this probability two programmes are held to belong together."""

KINDS: tuple[Kind, ...] = ("family", "continuation", "duplicate")


def find_groups(
    demand: Demand, history: History, apart: frozenset[tuple[str, str]] = frozenset(), probable: float = PROBABLE
) -> tuple[Group, ...]:
    """Groups of programmes that belong together, the largest sums of money first.

    Only programmes that ask for money can be duplicates; families and continuations may hold others.

    Parameters
    ----------
    demand, history
        The tables, and what each programme asks for.
    apart
        Pairs, each in sorted order, that a person said are not the same: never paired, nor grouped through others.
    probable
        The least probability of a pair.

    """
    programmes = prepare(_named(demand), demand.subprogrammes)
    asked = dict(zip(history.frame["programme"].to_pylist(), history.frame["amount"].to_pylist(), strict=True))
    pairs = [pair for pair in find_pairs(programmes, known_of(demand, programmes)) if pair.probability >= probable]
    funded = {name for name, amount in asked.items() if (amount or 0) > 0}
    pairs = [
        pair
        for pair in pairs
        if (pair.one, pair.other) not in apart and (pair.kind != "duplicate" or {pair.one, pair.other} <= funded)
    ]
    groups: list[Group] = []
    for each in KINDS:
        together = {name: at for at, group in enumerate(groups) for name in group.programmes}
        own = [pair for pair in pairs if pair.kind == each and not _same(together, pair)]
        groups += [_group(each, members, edges, asked) for members, edges in _clusters(own, apart)]
    return tuple(sorted(groups, key=lambda group: (-group.amount, group.kind, group.programmes)))


def _named(demand: Demand) -> pa.Table:
    """The programmes that are programmes, and not money of several that nobody named."""
    unnamed = pa.array(sorted(demand.unnamed), pa.string())
    return demand.programmes.filter(pc.invert(pc.is_in(demand.programmes["programme"], unnamed)))


def _same(together: Mapping[str, int], pair: Pair) -> bool:
    """Whether an earlier kind of group already holds both programmes."""
    return pair.one in together and together[pair.one] == together.get(pair.other)


def find_pairs(programmes: Programmes, known: Mapping[str, Known]) -> Iterator[Pair]:
    """Every candidate pair with its kind, its probability and why, in the order of ids."""
    found = candidates(programmes)
    columns = (found.first.tolist(), found.second.tolist(), found.name.tolist(), found.text.tolist())
    for first, second, name, text in zip(*columns, strict=True):
        one, other = known[programmes.ids[first]], known[programmes.ids[second]]
        like = Likeness(name, text)
        chance = probability(one, other, like)
        texts = (programmes.texts[first], programmes.texts[second])
        reason = why((one.name, other.name), texts, name, text) if chance >= PROBABLE else Text()
        yield Pair(one.programme, other.programme, kind(one, other, like), chance, name, text, reason)


def known_of(demand: Demand, programmes: Programmes) -> dict[str, Known]:
    """What is known of each programme; its years are as it says, or else those in which it had money."""
    lines = demand.lines.filter(pc.greater(demand.lines["amount"], 0))
    years = lines.group_by("programme").aggregate([("fiscal_year", "min"), ("fiscal_year", "max")])
    span = pc.min_max(demand.lines["fiscal_year"]).as_py()
    funded = {
        row["programme"]: _inner(row["fiscal_year_min"], row["fiscal_year_max"], span) for row in years.to_pylist()
    }
    rows = {
        row["programme"]: row for row in demand.programmes.select(["programme", "ministry", "start", "end"]).to_pylist()
    }
    before = _predecessors(demand.facts)
    found = {}
    for at, programme in enumerate(programmes.ids):
        row = rows[programme]
        first, last = funded.get(programme, (0, 0))
        found[programme] = Known(
            programme,
            programmes.names[at],
            programmes.bases[at],
            programmes.acronyms[at],
            row["ministry"],
            row["start"] or first,
            row["end"] or last,
            before.get(programme, ""),
        )
    return found


def _inner(first: int, last: int, span: Mapping[str, int]) -> tuple[int, int]:
    """A first year at the beginning of all that is known, or a last at its end, says nothing of the programme."""
    return first if first > span["min"] else 0, last if last < span["max"] else 0


def _predecessors(facts: pa.Table) -> dict[str, str]:
    said = facts.filter(pc.equal(facts["name"], "predecessor"))
    return dict(zip(said["programme"].to_pylist(), said["text"].to_pylist(), strict=True))


def _clusters(pairs: Sequence[Pair], apart: frozenset[tuple[str, str]]) -> Iterator[tuple[list[str], list[Pair]]]:
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
) -> bool:
    across = [tuple(sorted((a, b))) for a in one for b in other]
    if any(pair in apart for pair in across):
        return False
    return 2 * sum(pair in linked for pair in across) >= len(across)


def _group(each: Kind, members: list[str], pairs: list[Pair], asked: Mapping[str, int | None]) -> Group:
    best = max(pairs, key=lambda pair: (pair.probability, pair.one, pair.other))
    weakest = min(max(pair.probability for pair in pairs if name in (pair.one, pair.other)) for name in members)
    amount = sum(asked.get(name) or 0 for name in members)
    return Group(each, tuple(members), weakest, amount, best.why, tuple(pairs))
