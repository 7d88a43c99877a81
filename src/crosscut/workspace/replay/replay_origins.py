"""Who moved a budget to a stage and why: signed moves with their amendments, plans, corrections, what sources note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast

from crosscut.calendar import Period
from crosscut.ingest.plan_names import is_plan
from crosscut.tables import LineRow
from crosscut.text import Text
from crosscut.workspace.approval import moves
from crosscut.workspace.approval.moves import StageMove
from crosscut.workspace.office import Act
from crosscut.workspace.replay.moment_runs import MomentRun
from crosscut.workspace.rights import Item


@dataclass(frozen=True, slots=True)
class MovedBy:
    """Who is said to have moved an amount and why. ``by`` wrote it down at ``at``, as it stands there.

    ``kind`` is ``amended``, ``corrected``, ``planned`` for a scenario's own reason, ``asked`` for a ministry's, or
    ``noted`` for what stands beside the amount in its file. ``side`` says of which of two compared sides, empty where
    of both.
    """

    kind: str
    mover: str
    why: Text
    by: str = ""
    at: datetime | str = ""
    side: Literal["", "a", "b"] = ""


@dataclass(frozen=True)
class StageOrigin:
    """Where the amounts of a stage come from: the signed move or the files, with what their sources cite.

    ``of`` are the programmes about which more is said.
    """

    move: StageMove | None = None
    files: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    of: Mapping[str, tuple[MovedBy, ...]] = field(default_factory=dict)


def origin(act: Act, held: MomentRun, period: Period) -> StageOrigin:
    """What is known of how a stage came to be, as far as whoever looks may see it.

    Of moves, and of the files that they are written into, those alone are told who may read moves.
    """
    tells = act.actor.may("move.read", Item(year=period.year)).allowed
    move = moves.signed_for(act, period, held.until) if tells else None
    rows = [row for row in _lines(held) if (row["fiscal_year"], row["stage"]) == period]
    files = tuple(sorted({row["file"] for row in rows}))
    cited = {each.file: each.citation for each in held.run.settings.source}
    told: dict[str, list[MovedBy]] = defaultdict(list)
    amended = move.amendments if move else {}
    for programme, each in amended.items():
        told[programme].append(
            MovedBy("amended", each.mover, Text.same(each.why), each.written_by_name, each.written_at)
        )
    fixed = _corrections(held)
    for row in rows:
        programme, is_planned = row["programme"], is_plan(row["file"])
        told[programme] += fixed.get(row["line"], [])
        if row["note"] and not row["subprogramme"] and (not is_planned or (tells and not move)):
            told[programme].append(MovedBy("noted", "", Text.same(row["note"])))
    return StageOrigin(
        move,
        files,
        tuple(dict.fromkeys(text for file in files if (text := cited.get(file, "")))),
        {programme: tuple(dict.fromkeys(each)) for programme, each in told.items() if each},
    )


def _lines(held: MomentRun) -> list[LineRow]:
    return held.worked("lines", lambda: cast("list[LineRow]", held.run.snapshot.lines.to_pylist()))


def _corrections(held: MomentRun) -> Mapping[str, list[MovedBy]]:
    """What people said who corrected an amount that stands, by line."""
    stands = {row["line"]: row["amount"] for row in _lines(held)}
    found: dict[str, list[MovedBy]] = defaultdict(list)
    for row in held.run.snapshot.corrections.to_pylist():
        if row["amount"] == stands.get(row["line"]):
            said = (row["corrected_by"] or "", Text.same(row["reason"] or ""), "", str(row["corrected_at"] or "")[:10])
            found[row["line"]].append(MovedBy("corrected", *said))
    return found
