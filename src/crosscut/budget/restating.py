"""A budget attributed under one taxonomy version, shown under another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crosscut import engine, taxonomy
from crosscut.budget.inputs import read, recorded
from crosscut.budget.showing import KEYS, Shown
from crosscut.budget.street import publication
from crosscut.classify.restating import restate
from crosscut.engine import amounts
from crosscut.errors import CrosscutError
from crosscut.taxonomy import Crosswalk

_KEPT = ("year", "stage", "ministry", "committee")


def restated(
    folder: Path,
    version: str,
    by: Sequence[str],
    *,
    as_of: str | None = None,
    year: int | None = None,
    stage: str | None = None,
) -> Shown:
    """The crosscut of a folder under another version: ranges where the crosswalk splits what nobody split.

    Raises
    ------
    CrosscutError
        where there is no crosswalk between the versions, or ``by`` lacks the area or names a key that has none there.
    """
    if "area" not in by or not set(by) <= {"area", *_KEPT}:
        raise CrosscutError(
            "under another taxonomy amounts are shown by area", hint=f"Use --by area, or with {', '.join(_KEPT)}"
        )
    inputs = recorded(folder, as_of) if as_of else read(folder)
    crosswalk = taxonomy.crosswalk(inputs.taxonomy.id, version)
    shown = publication(inputs)
    with engine.open() as running:
        atoms = amounts.atoms(running, inputs.programmes, inputs.lines, inputs.tags, shown.shares)
    moment = {
        "fiscal_year": year or (None if "year" in by else shown.main_year),
        "stage": stage or (None if "stage" in by else shown.main_stage),
    }
    rows = _rows(_sums(atoms.to_pylist(), by, moment), crosswalk, by)
    selected = {name: moment[KEYS[name]] for name in ("year", "stage") if name not in by}
    total = sum(row["amount"] for row in rows)
    return Shown("partition", version, inputs.settings.currency, tuple(by), selected, rows, total)  # type: ignore[arg-type]


_Part = tuple[str, str]
_Sums = dict[tuple[Any, ...], dict[_Part, tuple[int, set[str]]]]


def _sums(atoms: list[dict[str, Any]], by: Sequence[str], moment: dict[str, Any]) -> _Sums:
    """Money and programmes of each area and sub-technology, by the keys other than the area."""
    sums: _Sums = defaultdict(dict)
    for row in atoms:
        wanted = all(value is None or row[key] == value for key, value in moment.items())
        if row["counting"] == "partition" and wanted:
            group = sums[tuple(row[KEYS[key]] for key in by if key != "area")]
            amount, programmes = group.get((row["area"], row["sub"]), (0, set()))
            group[row["area"], row["sub"]] = amount + row["amount"], programmes | {row["programme"]}
    return sums


def _rows(sums: _Sums, crosswalk: Crosswalk, by: Sequence[str]) -> list[dict[str, Any]]:
    rows = []
    for group, parts in sorted(sums.items()):
        programmes: dict[str, set[str]] = defaultdict(set)
        for part, (_, several) in parts.items():
            for passage in crosswalk.targets(*part):
                programmes[passage.to_area] |= several
        for area, held in restate({part: amount for part, (amount, _) in parts.items()}, crosswalk).items():
            rest = iter(group)
            keys = {key: area if key == "area" else next(rest) for key in by}
            range_ = {} if held.low == held.high else {"low": held.low, "high": held.high}
            rows.append(keys | {"amount": held.amount, "programmes": len(programmes[area]), "figure": ""} | range_)
    return rows
