"""Figures: published numbers, each with its definition and the rows behind it.

A figure and its rows come out of one calculation (DESIGN §3.8): the rows are found first, and the number is their sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pyarrow as pa

from crosscut.config import Counting
from crosscut.publish.changes import Bounds, KnownChange, narrow
from crosscut.publish.figure import INSIDE, KEYS, Context, Figure, Kind, Where, figure_id, head
from crosscut.tables import AMOUNTS, OUTSIDE

__all__ = ["INSIDE", "KEYS", "Context", "Figure", "FigureBook", "Kind", "Where", "figure_id"]


class FigureBook:
    """All figures of one publication, made when first asked for.

    Parameters
    ----------
    amounts
        The atoms, a table of AMOUNTS.
    context
        What all figures share.
    changes
        Changes that are known better than the amounts they lie between.

    """

    def __init__(self, amounts: pa.Table, context: Context, changes: Sequence[KnownChange] = ()) -> None:
        self.context = context
        self._changes = tuple(changes)
        self.amounts = amounts.select(AMOUNTS.names)
        self._columns: dict[str, list[Any]] = self.amounts.to_pydict()
        self._groups: dict[tuple[str, ...], dict[tuple[Any, ...], list[int]]] = {}
        self._figures: dict[str, Figure] = {}
        self._places: dict[str, int] = {}
        self._plan: FigureBook | None = None
        self._decision: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Figure]:
        """All figures asked for so far, by id."""
        return iter(self._figures[key] for key in sorted(self._figures))

    def __getitem__(self, figure: str) -> Figure:
        return self._figures[figure]

    def find(self, figure: str) -> Figure | None:
        """The figure of that id, asked for before or not: any sum or count by any of the keys."""
        said = head(figure)
        if figure in self._figures or said is None:
            return self._figures.get(figure)
        kind, counting, keys = said
        if kind == "planned":
            selections = self._plan.selections(counting, keys) if self._plan else ()
            return next((found for where in selections if (found := self.planned(**dict(where))).id == figure), None)
        for where in self.selections(counting, keys):
            if figure_id(kind, counting, where, self.context) == figure:
                return self._of_rows(kind, counting, dict(where))
        return None

    def take_plan(self, rows: pa.Table, decision: tuple[str, ...]) -> None:
        """Take in what a plan gives: rows of AMOUNTS that no line has, which ``planned`` figures alone sum.

        ``decision`` names what the plan follows from: the policy's file and its digest.
        """
        self._plan, self._decision = FigureBook(rows, self.context), decision

    def planned(self, **where: str | int) -> Figure:
        """The money that the plan gives to what ``where`` selects.

        Raises
        ------
        ValueError
            where no plan was taken in.

        """
        if self._plan is None:
            raise ValueError("there is no plan in this publication; take one in with take_plan")
        found = self._plan.amount("partition", **where)
        key = figure_id("planned", found.counting, found.where, self.context, self._decision)
        return self._keep(replace(found, id=key, kind="planned", by=self._decision))

    def state(
        self,
        value: int,
        by: tuple[str, ...],
        said: tuple[str, str],
        *,
        rows: Sequence[str] = (),
        of: Sequence[Figure] = (),
    ) -> Figure:
        """An amount that a rule states.

        Parameters
        ----------
        value
            Minor units.
        by
            What states it: words that no other statement of this publication has, and that do not change with it.
        said
            What it is, in English and Korean.
        rows, of
            The rows of AMOUNTS, or the figures, that it rests on.

        Raises
        ------
        ValueError
            where the same words have stated another amount before.

        """
        parts = tuple(each.id for each in of)
        held = tuple((row, 1) for row in rows)
        key = figure_id("stated", "partition", (), self.context, by)
        figure = self._keep(Figure(key, "stated", "partition", (), value, held, of=parts, by=by, said=said))
        if figure.value != value:
            raise ValueError(f"{' '.join(by)} states both {figure.value} and {value}")
        return figure

    def part(
        self,
        rows: Mapping[str, int],
        by: tuple[str, ...],
        said: tuple[str, str],
        beside: Figure | None,
        **where: str,
    ) -> Figure:
        """A part of a change: rows of AMOUNTS that it adds (1) or takes (-1), and a stated amount beside them.

        ``by`` and ``said`` are as for :meth:`state`. Its bounds heed changes that are known.
        """
        selection = tuple(sorted(where.items()))
        after, before = (self._sum_of(sorted(row for row in rows if rows[row] == sign), selection) for sign in (1, -1))
        found, rest = self.less(after, before), beside.value if beside else 0
        return self._keep(
            replace(
                found,
                id=figure_id("part", "partition", selection, self.context, by),
                kind="part",
                value=found.value + rest,
                low=found.low if found.low is None else found.low + rest,
                high=found.high if found.high is None else found.high + rest,
                of=(beside.id,) if beside else (),
                by=by,
                said=said,
            )
        )

    def _sum_of(self, rows: Sequence[str], where: Where) -> Figure:
        """The sum of some rows, kept nowhere."""
        atoms = [self.atom(row) for row in rows]
        bounds = [
            sum(_bound(atom[side], atom["amount"]) for atom in atoms)
            if any(atom["low"] is not None or atom["high"] is not None for atom in atoms)
            else None
            for side in ("low", "high")
        ]
        value = sum(atom["amount"] for atom in atoms)
        held = tuple((row, 1) for row in rows)
        return Figure("", "sum", "partition", where, value, held, low=bounds[0], high=bounds[1])

    def rows_of(self, lines: Iterable[str]) -> list[str]:
        """The rows of AMOUNTS that lines are split into, each won once."""
        return [row for line in lines for row in self._rows_of_lines.get(line, ())]

    @cached_property
    def _rows_of_lines(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for counting, line, row in zip(*(self._columns[name] for name in ("counting", "line", "row")), strict=True):
            if counting == "partition":
                found[line].append(row)
        return found

    @property
    def traced(self) -> pa.Table:
        """All rows that a figure may lead to: the atoms, then those of the plan where there is one."""
        return pa.concat_tables([self.amounts, self._plan.amounts]) if self._plan else self.amounts

    def selections(self, counting: Counting, keys: tuple[str, ...]) -> Iterator[Where]:
        """Every selection by ``keys`` that any row falls into, all areas together included."""
        names = tuple(sorted(keys))
        for group in self._group(names):
            if group[0] == counting:
                yield tuple(zip(names, group[1:], strict=True))
        if "area" in keys:
            rest = tuple(key for key in names if key != "area")
            for where in self.selections(counting, rest):
                yield tuple(sorted((*where, ("area", INSIDE))))

    def atom(self, row: str) -> dict[str, Any]:
        """The row of AMOUNTS that has the id ``row``."""
        if not self._places:
            self._places = {key: place for place, key in enumerate(self._columns["row"])}
        if row not in self._places and self._plan:
            return self._plan.atom(row)
        place = self._places[row]
        return {name: values[place] for name, values in self._columns.items()}

    def amount(self, counting: Counting, **where: str | int) -> Figure:
        """The money in the rows that ``where`` selects, 0 where it selects none.

        Raises
        ------
        ValueError
            for a total over areas under overlap counting, which would count money twice (§3.4).

        """
        if counting == "overlap" and where.get("area", INSIDE) == INSIDE:
            raise ValueError("§3.4: tagged amounts overlap, so they have no total; name one area, or use partition")
        return self._of_rows("sum", counting, where)

    def total(self, counting: Counting, **where: str | int) -> int:
        """The money in the rows that ``where`` selects, without making a figure of it."""
        return sum(self._columns["amount"][index] for index in self._rows(counting, where))

    def count(self, counting: Counting, **where: str | int) -> Figure:
        """How many programmes have money in the rows that ``where`` selects."""
        return self._of_rows("count", counting, where)

    def by(self, counting: Counting, *keys: str, **where: str | int) -> dict[tuple[Any, ...], Figure]:
        """One sum for each combination of ``keys`` among the selected rows, in the keys' order."""
        groups: dict[tuple[Any, ...], None] = {}
        for index in self._rows(counting, where):
            groups[tuple(self._columns[key][index] for key in keys)] = None
        return {
            group: self.amount(counting, **{**where, **dict(zip(keys, group, strict=True))}) for group in sorted(groups)
        }

    def difference(self, after: Figure, before: Figure) -> Figure:
        """``after`` less ``before``, traced through the rows of both; its bounds heed changes that are known."""
        figure = self.less(after, before)
        of = (after.id, before.id)
        return self._keep(replace(figure, id=figure_id("difference", after.counting, after.where, self.context, of)))

    def less(self, after: Figure, before: Figure) -> Figure:
        """``after`` less ``before``, as :meth:`difference`, but kept nowhere: its id is that of both, with a dash."""
        rows = after.rows + tuple((row, -sign) for row, sign in before.rows)
        inexact = any(bound is not None for bound in (after.low, after.high, before.low, before.high))
        low = _bound(after.low, after.value) - _bound(before.high, before.value)
        high = _bound(after.high, after.value) - _bound(before.low, before.value)
        if inexact and self._changes:
            low, high = narrow(low, high, self._known(before, after))
        return Figure(
            id=f"{after.id}-{before.id}",
            kind="difference",
            counting=after.counting,
            where=after.where,
            value=after.value - before.value,
            rows=rows,
            of=(after.id, before.id),
            low=low if inexact else None,
            high=high if inexact else None,
        )

    def _known(self, before: Figure, after: Figure) -> Iterator[tuple[KnownChange, Bounds, Bounds]]:
        for change in self._changes:
            there = self._held(after, change.programme, *change.until)
            yield change, self._held(before, change.programme, *change.since), there

    def _held(self, figure: Figure, programme: str, year: int, stage: str) -> Bounds:
        """The bounds of a programme's rows of one year and stage, and whether the figure has them all."""
        rows = {row for row, sign in figure.rows if sign > 0}
        own = self._rows(figure.counting, {"programme": programme, "fiscal_year": year, "stage": stage})
        amounts, low, high = (self._columns[name] for name in ("amount", "low", "high"))
        return Bounds(
            sum(_bound(low[index], amounts[index]) for index in own),
            sum(_bound(high[index], amounts[index]) for index in own),
            bool(own) and figure.kind == "sum" and all(self._columns["row"][index] in rows for index in own),
        )

    def ratio(self, part: Figure, whole: Figure) -> Figure:
        """``part / whole``, kept as two integers; its rows are those of the part."""
        return self._keep(
            Figure(
                id=figure_id("ratio", part.counting, part.where, self.context, (part.id, whole.id)),
                kind="ratio",
                counting=part.counting,
                where=part.where,
                value=part.value,
                whole=whole.value,
                rows=part.rows,
                of=(part.id, whole.id),
            )
        )

    def together(self, parts: Sequence[Figure]) -> Figure:
        """The sum of several sums of one counting that share no row.

        Raises
        ------
        ValueError
            where there are none, or where tagged amounts of several areas would be added (§3.4).

        """
        if not parts or any(part.counting == "overlap" for part in parts[1:]):
            raise ValueError("§3.4: add one sum or more, and never tagged amounts, which overlap")
        inexact = any(part.low is not None or part.high is not None for part in parts)
        of = tuple(sorted(part.id for part in parts))
        return self._keep(
            Figure(
                id=figure_id("sum", parts[0].counting, (), self.context, of),
                kind="sum",
                counting=parts[0].counting,
                where=(),
                value=sum(part.value for part in parts),
                rows=tuple(row for part in sorted(parts, key=lambda part: part.id) for row in part.rows),
                of=of,
                low=sum(_bound(part.low, part.value) for part in parts) if inexact else None,
                high=sum(_bound(part.high, part.value) for part in parts) if inexact else None,
            )
        )

    def shared(self, first: Figure, second: Figure) -> Figure:
        """The money that two sums have in common: programme by programme and period by period, the smaller of both.

        Its rows are those of the smaller side, of ``first`` where both are equal. Amounts of different sign share
        nothing.
        """
        here, there = self._by_period(first), self._by_period(second)
        amounts = self._columns["amount"]
        indices: list[int] = []
        for period in sorted(here.keys() & there.keys()):
            sides = [(sum(amounts[index] for index in side), side) for side in (here[period], there[period])]
            if sides[0][0] * sides[1][0] > 0:
                indices += min(sides, key=lambda side: abs(side[0]))[1]
        return self._keep(
            Figure(
                id=figure_id("shared", first.counting, first.where, self.context, (first.id, second.id)),
                kind="shared",
                counting=first.counting,
                where=first.where,
                value=sum(amounts[index] for index in indices),
                rows=tuple((self._columns["row"][index], 1) for index in indices),
                of=(first.id, second.id),
            )
        )

    def _by_period(self, figure: Figure) -> dict[tuple[Any, ...], list[int]]:
        periods: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        keys = [self._columns[key] for key in ("programme", "fiscal_year", "stage")]
        for index in self._rows(figure.counting, dict(figure.where)):
            periods[tuple(column[index] for column in keys)].append(index)
        return periods

    def to_json(self) -> list[dict[str, Any]]:
        """Every figure asked for so far, by id."""
        return [figure.to_json(self.context) for figure in self]

    def _of_rows(self, kind: Kind, counting: Counting, where: Mapping[str, str | int]) -> Figure:
        selection: Where = tuple(sorted(where.items()))
        key = figure_id(kind, counting, selection, self.context)
        if key in self._figures:
            return self._figures[key]
        indices = self._rows(counting, where)
        amounts = self._columns["amount"]
        low, high = self._columns["low"], self._columns["high"]
        inexact = any(low[i] is not None or high[i] is not None for i in indices)
        value = sum(amounts[i] for i in indices)
        if kind == "count":
            value = len({self._columns["programme"][i] for i in indices})
        return self._keep(
            Figure(
                id=key,
                kind=kind,
                counting=counting,
                where=selection,
                value=value,
                rows=tuple((self._columns["row"][i], 1) for i in indices),
                low=sum(_bound(low[i], amounts[i]) for i in indices) if inexact and kind == "sum" else None,
                high=sum(_bound(high[i], amounts[i]) for i in indices) if inexact and kind == "sum" else None,
            )
        )

    def _rows(self, counting: Counting, where: Mapping[str, str | int]) -> list[int]:
        unknown = set(where) - set(KEYS)
        if unknown:
            raise ValueError(f"a figure cannot be selected by {', '.join(sorted(unknown))}; use {', '.join(KEYS)}")
        inside = where.get("area") == INSIDE
        exact = {key: value for key, value in where.items() if not (key == "area" and inside)}
        keys = tuple(sorted(exact))
        group = self._group(keys).get((counting, *(exact[key] for key in keys)), [])
        return [i for i in group if self._columns["area"][i] != OUTSIDE] if inside else group

    def _group(self, keys: tuple[str, ...]) -> dict[tuple[Any, ...], list[int]]:
        if keys not in self._groups:
            groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
            columns = [self._columns["counting"], *(self._columns[key] for key in keys)]
            for index, group in enumerate(zip(*columns, strict=True)):
                groups[group].append(index)
            self._groups[keys] = groups
        return self._groups[keys]

    def _keep(self, figure: Figure) -> Figure:
        known = self._figures.setdefault(figure.id, figure)
        if (known.kind, known.where, known.of, known.by) != (figure.kind, figure.where, figure.of, figure.by):
            raise ValueError(f"two figures have the id {figure.id}: {known.where} and {figure.where}")
        return known


def _bound(bound: int | None, value: int) -> int:
    return value if bound is None else bound
