"""A file of decisions, for those who have no budget folder yet, read by the rules that hold for ``decisions/``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError
from crosscut.ingest.file_rows import CsvRow, rows_of
from crosscut.ledger.in_force import Statement, in_force, moment_of, without_withdrawn
from crosscut.tables import OUTSIDE, WITHDRAWN
from crosscut.taxonomy import Taxonomy
from crosscut.taxonomy.model import normalised
from crosscut.text.areas import OUTSIDE_NAMES, WITHDRAWN_NAMES

Decided = dict[str, dict[str, Fraction]]
_Part = tuple[str, str]
_Key = tuple[str, datetime, str]
"""Whose rows are one decision: programme, moment and person."""

_NEEDED = ("programme", "area", "numerator", "denominator")
_MAY = ("sub", "decided_by", "decided_at", "reason")
_APART = {normalised(name): OUTSIDE for name in OUTSIDE_NAMES} | {
    normalised(name): WITHDRAWN for name in WITHDRAWN_NAMES
}


def read_decided(path: Path, version: Taxonomy) -> Decided:
    """A file of decisions as shares by programme and area; the latest decision of a programme holds.

    Rows of one programme by one person at one moment are one decision, and a row that stands twice is one; without
    time, all rows of a person are one, and the person whose rows end last in the file is the latest. What its own
    person took back later holds no more.

    Raises
    ------
    CrosscutError
        where a row cannot be a share, names an unknown area or no time, or decisions contradict each other or give away
        more than all of a programme.
    """
    several: dict[_Key, dict[_Part, Fraction]] = defaultdict(dict)
    last: dict[_Key, int] = {}
    for number, row in rows_of(path, _NEEDED, _MAY):
        if not row["programme"]:
            raise _wrong("the programme's id is empty", path, number, "programme", "Fill it")
        key = row["programme"], _moment(row, path, number), row.get("decided_by", "")
        part, share = (_area(row["area"], version, path, number), row.get("sub", "")), _share(row, path, number)
        if several[key].setdefault(part, share) != share:
            raise _wrong(f"it gives area {row['area']!r} another share", path, number, "area", "Keep one row an area")
        last[key] = number
    return _in_force(several, last, path)


def _in_force(several: Mapping[_Key, Mapping[_Part, Fraction]], last: Mapping[_Key, int], path: Path) -> Decided:
    """The decision in force on each programme, whatever the order of the rows."""
    statements = [
        Statement(key[0], key[2], key[1].isoformat(), tuple(sorted(shares.items())), _by_area(shares, key, last, path))
        for key, shares in several.items()
    ]
    held, conflicts = in_force(without_withdrawn(statements, lambda each: set(each.value) == {WITHDRAWN}))
    for each in conflicts:
        who = " and ".join(f"{one.by or '?'} (row {last[one.subject, one.moment, one.by]})" for one in each.statements)
        raise CrosscutError(
            f"the decisions on programme {each.statements[0].subject!r} by {who} are of one moment and contradict each "
            "other",
            file=str(path),
            hint="Decide once more, at a later time in decided_at",
        )
    return {programme: each.value for programme, each in held.items()}


def _by_area(shares: Mapping[_Part, Fraction], key: _Key, last: Mapping[_Key, int], path: Path) -> dict[str, Fraction]:
    if sum(shares.values()) > 1:
        message = f"the shares of programme {key[0]!r} sum to {sum(shares.values())}"
        hint = "Shares of one decision sum to at most one; the rest is outside"
        raise _wrong(message, path, last[key], "numerator", hint)
    found: dict[str, Fraction] = defaultdict(Fraction)
    for (area, _), share in shares.items():
        found[area] += share
    return dict(found)


def _moment(row: CsvRow, path: Path, number: int) -> datetime:
    text = row.get("decided_at", "")
    moment = moment_of(text)
    if moment is None:
        raise _wrong(f"{text!r} is no time", path, number, "decided_at", "Write it as 2026-01-31T09:00:00+09:00")
    return moment


def _area(text: str, version: Taxonomy, path: Path, number: int) -> str:
    if apart := _APART.get(normalised(text)):
        return apart
    if area := version.find(text):
        return area.id
    ids = [each.id for each in version.areas]
    hint = f"{did_you_mean(text, ids)} Areas are {', '.join(ids)} and {OUTSIDE}".strip()
    raise _wrong(f"{version.id} has no area {text!r}", path, number, "area", hint)


def _share(row: CsvRow, path: Path, number: int) -> Fraction:
    try:
        share = Fraction(int(row["numerator"]), int(row["denominator"]))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        message = f"{row['numerator']!r} of {row['denominator']!r} is no share"
        raise _wrong(message, path, number, "numerator", "Write two whole numbers, such as 1 and 2 for a half")
    return share


def _wrong(message: str, path: Path, row: int, column: str, hint: str) -> CrosscutError:
    return CrosscutError(message, file=str(path), row=row, column=column, hint=hint)
