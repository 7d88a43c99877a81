"""A budget attributed under one taxonomy version, shown under another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crosscut import taxonomy
from crosscut.budget import Run
from crosscut.classify.restatement import restate
from crosscut.config import Counting
from crosscut.errors import CrosscutError
from crosscut.taxonomy import Crosswalk
from crosscut.views.crosscut import KEYS, CrosscutRow, CrosscutTable, selection

_KEPT = ("year", "stage", "ministry", "committee")
_Part = tuple[str, str]
_Group = tuple[str | int, ...]
_Sums = dict[_Group, dict[_Part, tuple[int, set[str]]]]


def restated(
    run: Run,
    version: str,
    by: Sequence[str],
    *,
    counting: Counting = "partition",
    year: int | None = None,
    stage: str | None = None,
) -> CrosscutTable:
    """The crosscut of a run under another version: ranges where the crosswalk splits what nobody split.

    Areas that the budget adds of its own stay what they are.

    Raises
    ------
    CrosscutError
        where there is no crosswalk between the versions, or ``by`` lacks the area or names a key that has none there.
    """
    if "area" not in by or not set(by) <= {"area", *_KEPT}:
        raise CrosscutError(
            "under another taxonomy amounts are shown by area", hint=f"Use `by` area, or with {', '.join(_KEPT)}"
        )
    return restated_by(run, _crosswalk(run, version), by, counting=counting, year=year, stage=stage)


def restated_by(
    run: Run,
    crosswalk: Crosswalk,
    by: Sequence[str],
    *,
    counting: Counting = "partition",
    year: int | None = None,
    stage: str | None = None,
) -> CrosscutTable:
    """The same by a given crosswalk from the run's list, which may be the office's own."""
    selected, where = selection(run.calendar, by, year, stage)
    rows = _rows(_sums(run, by, where, counting), crosswalk, by)
    total = None if counting == "overlap" else sum(int(row["amount"]) for row in rows)
    return CrosscutTable(counting, crosswalk.to_id, run.settings.currency, tuple(by), selected, rows, total)


def _crosswalk(run: Run, version: str) -> Crosswalk:
    """The way from the budget's list to another, with what the budget adds to its list."""
    taxonomy.load(version)
    if run.snapshot.list_name.endswith(".csv"):
        pairs = "; ".join(f"{old} to {new}" for old, new in taxonomy.crosswalks())
        raise CrosscutError(
            f"this budget has a list of its own, {run.snapshot.list_name}; no crosswalk leads from that to {version}",
            code="no-crosswalk",
            file=run.snapshot.list_name,
            hint=f"Attribute it under {version}, or leave `taxonomy` out. Crosswalks are: {pairs}",
        )
    own = (area.id for area in run.settings.extra_area)
    return taxonomy.crosswalk(run.taxonomy.id, version).keeping(own)


def _sums(run: Run, by: Sequence[str], where: dict[str, str | int], counting: Counting) -> _Sums:
    """Money and programmes of each area and sub-technology, by the keys other than the area."""
    atoms = run.atoms(counting)
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
