"""A budget attributed under one taxonomy version, shown under another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crosscut import taxonomy
from crosscut.budget import Run
from crosscut.classify.restating import restate
from crosscut.errors import CrosscutError
from crosscut.taxonomy import Crosswalk
from crosscut.views.crosscut import KEYS, CrosscutRow, CrosscutTable, selection

_KEPT = ("year", "stage", "ministry", "committee")
_Part = tuple[str, str]
_Group = tuple[str | int, ...]
_Sums = dict[_Group, dict[_Part, tuple[int, set[str]]]]


def restated(
    run: Run, version: str, by: Sequence[str], *, year: int | None = None, stage: str | None = None
) -> CrosscutTable:
    """The crosscut of a run under another version: ranges where the crosswalk splits what nobody split.

    Raises
    ------
    CrosscutError
        where there is no crosswalk between the versions, or ``by`` lacks the area or names a key that has none there.
    """
    if "area" not in by or not set(by) <= {"area", *_KEPT}:
        raise CrosscutError(
            "under another taxonomy amounts are shown by area", hint=f"Use --by area, or with {', '.join(_KEPT)}"
        )
    crosswalk = taxonomy.crosswalk(run.taxonomy.id, version)
    selected, where = selection(run.calendar, by, year, stage)
    rows = _rows(_sums(run, by, where), crosswalk, by)
    total = sum(int(row["amount"]) for row in rows)
    return CrosscutTable("partition", version, run.settings.currency, tuple(by), selected, rows, total)


def _sums(run: Run, by: Sequence[str], where: dict[str, str | int]) -> _Sums:
    """Money and programmes of each area and sub-technology, by the keys other than the area."""
    atoms = run.atoms("partition")
    keys = [KEYS[key] for key in by if key != "area"]
    names = [*keys, "area", "sub", "programme", "amount"]
    sums: _Sums = defaultdict(dict)
    wanted = list(where.items())
    columns = [atoms[name].to_pylist() for name in (*names, *(name for name, _ in wanted))]
    for row in zip(*columns, strict=True):
        *group, area, sub, programme, amount = row[: len(names)]
        if all(found == value for found, (_, value) in zip(row[len(names) :], wanted, strict=True)):
            parts = sums[tuple(group)]
            amount_before, programmes = parts.get((area, sub), (0, set()))
            parts[area, sub] = amount_before + amount, programmes | {programme}
    return sums


def _rows(sums: _Sums, crosswalk: Crosswalk, by: Sequence[str]) -> list[CrosscutRow]:
    rows: list[CrosscutRow] = []
    for group, parts in sorted(sums.items()):
        programmes: dict[str, set[str]] = defaultdict(set)
        for part, (_, several) in parts.items():
            for passage in crosswalk.targets(*part):
                programmes[passage.to_area] |= several
        for area, bounds in restate({part: amount for part, (amount, _) in parts.items()}, crosswalk).items():
            rest = iter(group)
            row: CrosscutRow = {key: area if key == "area" else next(rest) for key in by}
            row |= {"amount": bounds.amount, "programmes": len(programmes[area]), "figure": ""}
            rows.append(row if bounds.low == bounds.high else row | {"low": bounds.low, "high": bounds.high})
    return rows
