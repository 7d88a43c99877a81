"""What is at stake, by rule, ministry, committee and area, no programme's money counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.engine.split import Part, split_areas
from crosscut.review.history import History
from crosscut.review.model import Raised
from crosscut.tables import UNREAD


class StakeRecord(TypedDict):
    """A row of a board as the command line prints it."""

    key: str
    findings: int
    programmes: int
    alone: int
    at_stake: int


@dataclass(frozen=True)
class Stake:
    """One row of a board.

    ``findings`` and ``programmes`` count what is open; ``at_stake`` is the part of the whole that belongs to this row,
    so that rows sum to the whole. ``alone`` is, on the board by rule, what the rule's own findings put at stake, each
    programme once; on the others, whose rows do not overlap, it is ``at_stake``.
    """

    key: str
    findings: int
    programmes: int
    alone: int
    at_stake: int

    def to_json(self) -> StakeRecord:
        """A flat mapping."""
        return {
            "key": self.key,
            "findings": self.findings,
            "programmes": self.programmes,
            "alone": self.alone,
            "at_stake": self.at_stake,
        }


@dataclass(frozen=True)
class Stakes:
    """The whole, and boards that each sum to it; ``leading`` is the finding of each programme that it counts by."""

    total: int
    boards: Mapping[str, tuple[Stake, ...]]
    leading: Mapping[str, Raised] = field(default_factory=dict)

    def to_json(self) -> dict[str, int | list[StakeRecord]]:
        """The boards by name, and the whole."""
        boards = {f"by_{name}": [row.to_json() for row in rows] for name, rows in self.boards.items()}
        return {"total": self.total, **boards}


def stakes(raised: Iterable[Raised], history: History, programmes: pa.Table, shares: pa.Table) -> Stakes:
    """Sum up what findings put at stake.

    A programme's money is at stake once: as much as its largest open finding says, and no more than it asks for.
    Findings that only inform put nothing at stake; their own amounts stand beside, as ``alone``.
    By rule that money goes to the largest finding; by area it is split by the programme's shares, to the last unit.

    Parameters
    ----------
    raised
        Findings; those that are waived are left out.
    history
        The frame that says what each programme asks for.
    programmes, shares
        Tables of PROGRAMMES and SHARES.
    """
    asked = dict(zip(history.frame["programme"].to_pylist(), history.frame["amount"].to_pylist(), strict=True))
    by_programme: dict[str, list[Raised]] = defaultdict(list)
    for each in raised:
        if each.counts and each.finding.programme in asked:
            by_programme[each.finding.programme].append(each)
    once = {name: _once(found, asked[name]) for name, found in by_programme.items()}
    keys = {row["programme"]: row for row in programmes.select(["programme", "ministry", "committee"]).to_pylist()}
    leading = {name: min(found, key=_rank) for name, found in by_programme.items()}
    boards = {"rule": _by_rule(by_programme, leading, once, asked)}
    for key in ("ministry", "committee"):
        parts = {name: [(keys[name][key], once[name])] for name in once}
        boards[key] = _board(parts, by_programme)
    boards["area"] = _board(_areas(once, shares, history), by_programme)
    return Stakes(sum(once.values()), boards, leading)


def _rank(raised: Raised) -> tuple[bool, int, str]:
    return not raised.moves, -raised.at_stake, raised.finding.rule


def _capped(stake: int, asked: int | None) -> int:
    return max(0, min(stake, asked if asked is not None else stake))


def _once(found: list[Raised], asked: int | None) -> int:
    return _capped(max((each.at_stake for each in found if each.moves), default=0), asked)


def _by_rule(
    by_programme: Mapping[str, list[Raised]],
    leading: Mapping[str, Raised],
    once: Mapping[str, int],
    asked: Mapping[str, int | None],
) -> tuple[Stake, ...]:
    own: dict[str, dict[str, int]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    share: dict[str, int] = defaultdict(int)
    for name, found in by_programme.items():
        for each in found:
            rule = each.finding.rule
            counts[rule] += 1
            own[rule][name] = max(own[rule].get(name, 0), _capped(each.at_stake, asked[name]))
        share[leading[name].finding.rule] += once[name]
    rows = [Stake(rule, counts[rule], len(each), sum(each.values()), share[rule]) for rule, each in own.items()]
    return tuple(sorted(rows, key=lambda row: (-row.alone, row.key)))


def _board(parts: Mapping[str, list[tuple[str, int]]], by_programme: Mapping[str, list[Raised]]) -> tuple[Stake, ...]:
    findings: dict[str, int] = defaultdict(int)
    programmes: dict[str, int] = defaultdict(int)
    money: dict[str, int] = defaultdict(int)
    for name, shares in parts.items():
        for key, amount in shares:
            findings[key] += len(by_programme[name])
            programmes[key] += 1
            money[key] += amount
    rows = [Stake(key, findings[key], programmes[key], money[key], money[key]) for key in money]
    return tuple(sorted(rows, key=lambda row: (-row.at_stake, row.key)))


def _areas(once: Mapping[str, int], shares: pa.Table, history: History) -> dict[str, list[tuple[str, int]]]:
    here = pc.and_(pc.equal(shares["fiscal_year"], history.year), pc.equal(shares["stage"], history.stage))
    chosen = shares.filter(pc.and_(here, pc.is_in(shares["programme"], value_set=pa.array(sorted(once), pa.string()))))
    weights: dict[str, dict[Part, int]] = defaultdict(dict)
    columns = (chosen[name].to_pylist() for name in ("programme", "area", "sub", "numerator"))
    for programme, area, sub, numerator in zip(*columns, strict=True):
        weights[programme][area, sub] = numerator
    return {
        name: sorted(split_areas(stake, weights[name] or {(UNREAD, ""): 1}).items()) for name, stake in once.items()
    }
