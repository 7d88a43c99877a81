"""What a budget folder holds, as an audit compares documents with it: amounts and the names that they go by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from crosscut.auditing.against import Known, Ledger, Subject
from crosscut.auditing.context import ministries
from crosscut.auditing.context.entities import WHOLE
from crosscut.auditing.context.naming import normal, telling
from crosscut.budget.street import open_publication
from crosscut.publish.figures import INSIDE, Where, figure_id
from crosscut.publish.publication import Publication
from crosscut.tables import OUTSIDE

_PARENTHESES = re.compile(r"\s?\([^()]*\)")
_UNKNOWN = re.compile(
    r"^\W*$|미공표|미상|미정|다부처|범부처|not published|not stated|unknown|inter-?ministerial|multi-?ministry",
    re.IGNORECASE,
)
_SHORTEST_MINISTRY = 3
Selection = tuple[str, Subject, int, str, Where]
"""A counting, a subject, a year, a stage, and the rows that are meant."""


def ledger_of(folder: Path) -> Ledger:
    """What a budget folder holds of wholes, areas, ministries and programmes, by year, stage and counting."""
    shown = open_publication(folder)
    ids = _ministry_ids(shown)
    programmes = _named_programmes(shown)
    context = shown.book.context
    return Ledger(
        folder=str(folder),
        known=[*_amounts(shown, ids)],
        ministries={
            name: its for name, its in ids.items() if not ministries.find(name) and len(name) >= _SHORTEST_MINISTRY
        },
        programmes=programmes,
        owners={row["programme"]: ids.get(row["ministry"], "") for row in _rows(shown.programmes, _PROGRAMME)},
        names={
            row["programme"]: (row["name_en"] or row["name"], row["name"])
            for row in _rows(shown.programmes, _PROGRAMME)
        },
        identify=lambda known: figure_id("sum", known.counting, known.where, context) if known.where else "",  # type: ignore[arg-type]
    )


_PROGRAMME = ("programme", "name", "name_en", "ministry")


def _rows(table: Any, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    yield from table.select(list(names)).to_pylist()


def _ministry_ids(shown: Publication) -> dict[str, str]:
    """The ledger's names of ministries, each with its id in the register or, beyond it, its own name without spaces."""
    names = sorted({row["ministry"] for row in _rows(shown.programmes, _PROGRAMME)} - {""})
    return {name: ministries.find(name) or normal(name) for name in names}


def _amounts(shown: Publication, ids: Mapping[str, str]) -> Iterator[Known]:
    columns = ("counting", "programme", "area", "ministry", "fiscal_year", "stage", "amount", "low", "high")
    sums: dict[Selection, list[int]] = defaultdict(lambda: [0, 0])
    shared = set[tuple[int, str]]()
    for row in _rows(shown.book.amounts, columns):
        if _UNKNOWN.search(row["ministry"]):
            shared.add((row["fiscal_year"], row["stage"]))
        low, high = (row["amount"] if row[side] is None else row[side] for side in ("low", "high"))
        for subject, where in _subjects(row, ids):
            period = (("fiscal_year", row["fiscal_year"]), ("stage", row["stage"]))
            selected = (row["counting"], subject, row["fiscal_year"], row["stage"], tuple(sorted((*where, *period))))
            sums[selected][0] += low
            sums[selected][1] += high
    for (counting, subject, year, stage, where), (low, high) in sorted(sums.items()):
        complete = subject[0] not in ("ministry", "part") or (year, stage) not in shared
        yield Known(subject, year, stage, counting, low, high, shown.settings.currency, where, complete)


def _subjects(row: Mapping[str, Any], ids: Mapping[str, str]) -> Iterator[tuple[Subject, Where]]:
    """Everything that a row's money is of."""
    area, ministry = row["area"], ids.get(row["ministry"], "")
    if area != OUTSIDE:
        yield ("area", area), (("area", area),)
        yield ("share", row["programme"]), (("area", area), ("programme", row["programme"]))
        if ministry:
            yield ("part", ministry, area), (("area", area), ("ministry", row["ministry"]))
    if row["counting"] != "partition":
        return
    yield ("area", f"{WHOLE}:rnd"), ()
    yield ("area", f"{WHOLE}:total"), ()
    yield ("programme", row["programme"]), (("programme", row["programme"]),)
    if ministry:
        yield ("ministry", ministry), (("ministry", row["ministry"]),)
    if area != OUTSIDE:
        yield ("area", f"{WHOLE}:strategic"), (("area", INSIDE),)


def _named_programmes(shown: Publication) -> dict[str, frozenset[str]]:
    """Normal names with the programmes that go by them; one that a subprogramme has too is of several."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in _rows(shown.programmes, _PROGRAMME):
        for name in _variants(row["name"]) | _variants(row["name_en"]):
            owners[name].add(row["programme"])
    for row in _rows(shown.subprogrammes, ("programme", "subprogramme", "name")):
        for name in _variants(row["name"]) & owners.keys():
            owners[name].add(f"{row['programme']}/{row['subprogramme']}")
    return {name: frozenset(ids) for name, ids in owners.items() if telling(name)}


def _variants(name: str) -> set[str]:
    """A name with and without what stands in parentheses, and with and without the word for a programme at its end."""
    plain = {normal(name), normal(_PARENTHESES.sub("", name))} - {""}
    longer = {f"{each}사업" for each in plain if not each.isascii() and not each.endswith("사업")}
    return plain | longer | {each.removesuffix("사업") for each in plain}
