"""What a budget folder holds, as an audit compares documents with it: amounts and the names that they go by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from crosscut.audit.against import BudgetAmount, BudgetAmounts, Subject
from crosscut.audit.context.entities import WHOLE
from crosscut.audit.context.programme_names import is_particular, normal
from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.config import COUNTINGS, Counting
from crosscut.figures import INSIDE, AtomSum, FigureBook, Where, book_of, figure_id
from crosscut.tables import NO_AREA
from crosscut.text import Text, ministries

_PARENTHESES = re.compile(r"\s?\([^()]*\)")
_SHORTEST_MINISTRY = 3
Selection = tuple[Counting, Subject, int, str, Where]
"""A counting, a subject, a year, a stage, and the rows that are meant."""


def amounts_of(run: Run) -> BudgetAmounts:
    """What a budget holds of wholes, areas, ministries and programmes, by year, stage and counting."""
    ids = _ministry_ids(run)
    programmes = _named_programmes(run)
    book = book_of(run)
    return BudgetAmounts(
        folder=str(run.snapshot.folder),
        known=_amounts(book, ids),
        ministries={
            name: its for name, its in ids.items() if not ministries.find(name) and len(name) >= _SHORTEST_MINISTRY
        },
        programmes=programmes,
        owners={each.programme: ids.get(each.ministry, "") for each in _programmes(run)},
        names={each.programme: Text(each.name_en or each.name, each.name) for each in _programmes(run)},
        stages={stage: run.calendar.name(stage) for stage in run.calendar.stages},
        identify=lambda known: (
            figure_id("sum", known.counting, known.where, book.context)  # type: ignore[arg-type]  # one of the book's
            if known.where
            else ""
        ),
    )


class NamedAmount(NamedTuple):
    """A programme and what it is called."""

    programme: str
    name: str
    name_en: str
    ministry: str


def _programmes(run: Run) -> Iterator[NamedAmount]:
    columns = (run.snapshot.programmes[name].to_pylist() for name in NamedAmount._fields)
    return (NamedAmount(*row) for row in zip(*columns, strict=True))


def _ministry_ids(run: Run) -> dict[str, str]:
    """The budget's names of ministries, each with its id in the register or, beyond it, its own name without spaces."""
    names = {*run.snapshot.attributes["ministry"].to_pylist(), *(each.ministry for each in _programmes(run))}
    return {name: ministries.find(name) or normal(name) for name in sorted(names - {""})}


def _amounts(book: FigureBook, ids: Mapping[str, str]) -> list[BudgetAmount]:
    sums: dict[Selection, list[int]] = defaultdict(lambda: [0, 0])
    shared = set[Period]()
    for counting in COUNTINGS:
        for subject, where, cell in _subjects(book, counting, ids):
            period = Period(int(dict(where)["fiscal_year"]), str(dict(where)["stage"]))
            if counting == "partition" and not ministries.is_one(str(dict(where).get("ministry", "known"))):
                shared.add(period)
            sums[counting, subject, *period, where][0] += cell.low
            sums[counting, subject, *period, where][1] += cell.high
    found = []
    for (counting, subject, year, stage, where), (low, high) in sorted(sums.items()):
        if subject != _NOBODY:
            complete = subject[0] not in ("ministry", "part") or (year, stage) not in shared
            found.append(
                BudgetAmount(subject, year, stage, counting, low, high, book.context.currency, where, complete)
            )
    return found


_NOBODY = ("",)
"""The subject of money without a ministry."""
_PERIOD = ("fiscal_year", "stage")


Group = dict[str, str]
Asked = tuple[tuple[str, ...], dict[str, str], Callable[[Group, Mapping[str, str]], tuple[Subject, ...]]]
"""The keys and the selection of one crosscut, and the subjects that each of its groups is of."""

_BY_AREA: tuple[Asked, ...] = (
    (("area",), {}, lambda key, _: (("area", key["area"]),)),
    (("area", "programme"), {}, lambda key, _: (("share", key["programme"]),)),
    (
        ("area", "ministry"),
        {},
        lambda key, ids: (("part", ids[key["ministry"]], key["area"]),) if key["ministry"] in ids else (),
    ),
)
"""What each counting is asked, of money in an area."""
_WHOLE: tuple[Asked, ...] = (
    ((), {}, lambda _, __: (("area", f"{WHOLE}:rnd"), ("area", f"{WHOLE}:total"))),
    (("programme",), {}, lambda key, _: (("programme", key["programme"]),)),
    (("ministry",), {}, lambda key, ids: (("ministry", ids[key["ministry"]]) if key["ministry"] in ids else _NOBODY,)),
    ((), {"area": INSIDE}, lambda _, __: (("area", f"{WHOLE}:strategic"),)),
)
"""What the partition is asked beside, of all money."""


def _subjects(book: FigureBook, counting: Counting, ids: Mapping[str, str]) -> Iterator[tuple[Subject, Where, AtomSum]]:
    """Everything that money is of under a counting, from one crosscut a kind of subject."""
    for keys, where, subjects in (*_BY_AREA, *(_WHOLE if counting == "partition" else ())):
        for group, cell in book.groups(counting, *keys, *_PERIOD, **where).items():
            named = dict(zip((*keys, *_PERIOD), group, strict=True))
            if named.get("area") in NO_AREA:
                continue
            selection: Where = tuple(sorted({**where, **named}.items()))
            for subject in subjects({key: str(value) for key, value in named.items()}, ids):
                yield subject, selection, cell


def _named_programmes(run: Run) -> dict[str, frozenset[str]]:
    """Normal names with the programmes that go by them; one that a subprogramme has too is of several."""
    owners: dict[str, set[str]] = defaultdict(set)
    for each in _programmes(run):
        for name in _variants(each.name) | _variants(each.name_en):
            owners[name].add(each.programme)
    columns = (run.snapshot.subprogrammes[key].to_pylist() for key in ("programme", "subprogramme", "name"))
    for programme, part, called in zip(*columns, strict=True):
        for name in _variants(called) & owners.keys():
            owners[name].add(f"{programme}/{part}")
    return {name: frozenset(ids) for name, ids in owners.items() if is_particular(name)}


def _variants(name: str) -> set[str]:
    """A name with and without what stands in parentheses, and with and without the word for a programme at its end."""
    plain = {normal(name), normal(_PARENTHESES.sub("", name))} - {""}
    longer = {f"{each}사업" for each in plain if not each.isascii() and not each.endswith("사업")}
    return plain | longer | {each.removesuffix("사업") for each in plain}
