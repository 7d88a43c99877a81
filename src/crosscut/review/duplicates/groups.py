"""Pairs of programmes into groups: families, duplicates and continuations, each with its money once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.review.duplicates.candidates import Candidates, ComparableProgrammes, candidates, prepare
from crosscut.review.duplicates.clusters import Cluster, clusters
from crosscut.review.duplicates.kinds import DUPLICATE, KINDS, PROBABLE, JudgedPairs, KnownProgramme, judge
from crosscut.review.duplicates.model import DuplicateGroup, GroupKind, Pair
from crosscut.review.duplicates.tokens import Ints
from crosscut.review.duplicates.why import why
from crosscut.review.history import History
from crosscut.review.model import ReviewDemand


def find_groups(
    demand: ReviewDemand, history: History, apart: frozenset[tuple[str, str]] = frozenset()
) -> tuple[DuplicateGroup, ...]:
    """Groups of programmes that belong together, the largest sums of money first.

    Only programmes that ask for money can be duplicates; families and continuations may hold others.

    Parameters
    ----------
    demand, history
        The tables, and what each programme asks for.
    apart
        Pairs, each in sorted order, that a person said are not the same: never paired, nor grouped through others.

    """
    programmes = prepare(_named(demand), demand.subprogrammes)
    found, known = candidates(programmes), known_of(demand, programmes)
    judged = judge(programmes, known, found)
    amounts = dict(zip(history.frame["programme"].to_pylist(), history.frame["amount"].to_pylist(), strict=True))
    asked = np.array([amounts.get(each) or 0 for each in programmes.ids], np.int64)
    separate = _keys(programmes, apart)
    alike = _alike(programmes, known, separate)
    kept = (judged.probability >= PROBABLE) & ~np.isin(_key(judged, len(asked)), separate)
    both = (asked[judged.first] > 0) & (asked[judged.second] > 0)
    kept &= both | (judged.kind != DUPLICATE)
    groups: list[DuplicateGroup] = []
    home = np.full(len(asked), -1)
    for number, each in enumerate(KINDS):
        held = (home[judged.first] >= 0) & (home[judged.first] == home[judged.second])
        own = np.flatnonzero(kept & (judged.kind == number) & ~held)
        groups += [
            _group(each, cluster, own, programmes=programmes, found=found, judged=judged, asked=asked)
            for cluster in clusters(judged.first[own], judged.second[own], judged.probability[own], separate, alike)
        ]
        home = _homes(groups, programmes)
    return tuple(sorted(groups, key=lambda group: (-group.amount, group.kind, group.programmes)))


def _alike(programmes: ComparableProgrammes, known: KnownProgramme, separate: Ints) -> Ints:
    """A number for each programme, one for those that are the same in all that is compared."""
    many = max(len(programmes.ids), 1)
    alone = {*(separate // many).tolist(), *(separate % many).tolist()}
    columns = zip(
        programmes.names,
        programmes.texts,
        known.ministries,
        known.offices,
        known.first.tolist(),
        known.last.tolist(),
        known.predecessors,
        strict=True,
    )
    numbers: dict[tuple[object, ...], int] = {}
    keys = ((*own, place) if place in alone else own for place, own in enumerate(columns))
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)


def _homes(groups: list[DuplicateGroup], programmes: ComparableProgrammes) -> Ints:
    """The group of each position, the last of those that hold it; −1 where none does."""
    places = {programme: place for place, programme in enumerate(programmes.ids)}
    home = np.full(len(programmes.ids), -1)
    for number, group in enumerate(groups):
        home[[places[each] for each in group.programmes]] = number
    return home


def _key(pairs: JudgedPairs, many: int) -> Ints:
    return pairs.first * max(many, 1) + pairs.second


def _keys(programmes: ComparableProgrammes, pairs: frozenset[tuple[str, str]]) -> Ints:
    """The pairs as keys, of those programmes that are compared."""
    places = {programme: place for place, programme in enumerate(programmes.ids)}
    many = max(len(places), 1)
    keys = [places[one] * many + places[other] for one, other in pairs if one in places and other in places]
    return np.array(sorted(keys), np.int64)


def _named(demand: ReviewDemand) -> pa.Table:
    """The programmes that are programmes, and not money of several that nobody named."""
    unnamed = pa.array(sorted(demand.unnamed), pa.string())
    return demand.programmes.filter(pc.invert(pc.is_in(demand.programmes["programme"], unnamed)))


def known_of(demand: ReviewDemand, programmes: ComparableProgrammes) -> KnownProgramme:
    """What is known of each programme; its years are as it says, or else those in which it had money."""
    lines = demand.lines.filter(pc.greater(demand.lines["amount"], 0))
    years = lines.group_by("programme").aggregate([("fiscal_year", "min"), ("fiscal_year", "max")])
    span = pc.min_max(demand.lines["fiscal_year"]).as_py()
    funded = {
        row["programme"]: _inner(row["fiscal_year_min"], row["fiscal_year_max"], span) for row in years.to_pylist()
    }
    columns = demand.programmes.select(["programme", "ministry", "committee", "start", "end"])
    rows = {row["programme"]: row for row in columns.to_pylist()}
    before = _predecessors(demand.facts)
    own = [rows[programme] for programme in programmes.ids]
    inner = [funded.get(programme, (0, 0)) for programme in programmes.ids]
    return KnownProgramme(
        [row["ministry"] for row in own],
        [row["committee"] for row in own],
        np.array([row["start"] or first for row, (first, _) in zip(own, inner, strict=True)], np.int64),
        np.array([row["end"] or last for row, (_, last) in zip(own, inner, strict=True)], np.int64),
        [before.get(programme, "") for programme in programmes.ids],
    )


def _inner(first: int, last: int, span: Mapping[str, int]) -> tuple[int, int]:
    """A first year at the beginning of all that is known, or a last at its end, says nothing of the programme."""
    return first if first > span["min"] else 0, last if last < span["max"] else 0


def _predecessors(facts: pa.Table) -> dict[str, str]:
    said = facts.filter(pc.equal(facts["name"], "predecessor"))
    return dict(zip(said["programme"].to_pylist(), said["text"].to_pylist(), strict=True))


def _group(
    each: GroupKind,
    cluster: Cluster,
    own: Ints,
    *,
    programmes: ComparableProgrammes,
    found: Candidates,
    judged: JudgedPairs,
    asked: Ints,
) -> DuplicateGroup:
    """A group; why is said of its surest pair."""
    rows = own[list(cluster.pairs)]
    row = _surest(programmes, judged, rows)
    first, second = int(found.first[row]), int(found.second[row])
    asked_about = each == "family" and float(judged.probability[row]) <= PROBABLE
    untold = each == "family" and bool(judged.untold[row])
    reason = why(
        (programmes.names[first], programmes.names[second]),
        (programmes.texts[first], programmes.texts[second]),
        float(found.name[row]),
        float(found.text[row]),
        asked=asked_about,
        untold=untold,
        variant=bool(judged.variant[row]),
    )
    members = list(cluster.members)
    return DuplicateGroup(
        each,
        tuple(programmes.ids[place] for place in members),
        _weakest(judged, rows, members),
        int(sum(asked[members].tolist())),
        reason,
        _pair(each, int(rows[0]), programmes=programmes, found=found, judged=judged),
        question=asked_about or untold,
    )


def _surest(programmes: ComparableProgrammes, judged: JudgedPairs, rows: Ints) -> int:
    """The row of the surest pair, of several the last by their ids."""
    sure = judged.probability[rows]
    best = rows[sure == sure.max()].tolist()
    ids = programmes.ids
    return int(max(best, key=lambda row: (ids[int(judged.first[row])], ids[int(judged.second[row])])))


def _weakest(judged: JudgedPairs, rows: Ints, members: list[int]) -> float:
    """How sure the surest pair is of the member for which that is least sure."""
    sure = np.full(len(members), -1.0)
    for side in (judged.first, judged.second):
        np.maximum.at(sure, np.searchsorted(members, side[rows]), judged.probability[rows])
    return float(sure[sure >= 0].min())


def _pair(
    each: GroupKind, row: int, *, programmes: ComparableProgrammes, found: Candidates, judged: JudgedPairs
) -> Pair:
    return Pair(
        programmes.ids[int(found.first[row])],
        programmes.ids[int(found.second[row])],
        each,
        float(judged.probability[row]),
        float(found.name[row]),
        float(found.text[row]),
    )
