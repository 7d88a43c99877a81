"""The figures of a run: published numbers, each with its definition and the rows behind it.

A figure and its rows come out of one calculation (§3.8): both answer the figure's question over the same atoms. Asking
changes nothing: what was printed is what exports return.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from crosscut.budget import Run
from crosscut.config import Counting
from crosscut.figures.atoms import NOTHING, Atom, Atoms, AtomSum, Key, StreamedAtoms, TableAtoms, added_up, check_keys
from crosscut.figures.figure import (
    INSIDE,
    Figure,
    FigureContext,
    FigureKind,
    SignedRow,
    Term,
    Where,
    disjoint,
    figure_id,
)
from crosscut.figures.known_changes import ChangeBounds, KnownChange, known_changes, narrow
from crosscut.text import Text


class FigureBook:
    """All figures of one run, made when asked for.

    Parameters
    ----------
    atoms
        The run's atoms, or a table of AMOUNTS.
    context
        What all figures share.
    changes
        Changes that are known better than the amounts they lie between.
    plan, decision
        A table of AMOUNTS that a plan gives and no line has, which ``planned`` figures alone sum; and what the plan
        follows from: the policy's file and its digest.
    """

    def __init__(
        self,
        atoms: Atoms | pa.Table,
        context: FigureContext,
        changes: Sequence[KnownChange] = (),
        *,
        plan: pa.Table | None = None,
        decision: tuple[str, ...] = (),
    ) -> None:
        self.atoms: Atoms = TableAtoms.of(atoms) if isinstance(atoms, pa.Table) else atoms
        self.context = context
        self._changes = tuple(changes)
        self._plan = None if plan is None else TableAtoms.of(plan)
        self._decision = decision

    def with_plan(self, rows: pa.Table, decision: tuple[str, ...]) -> FigureBook:
        """The same book with the figures of a plan."""
        return FigureBook(self.atoms, self.context, self._changes, plan=rows, decision=decision)

    def without_plan(self) -> FigureBook:
        """The same book without the figures of any plan."""
        return self if self._plan is None else FigureBook(self.atoms, self.context, self._changes)

    # sums and counts

    def amount(self, counting: Counting, **where: str | int) -> Figure:
        """The money in the rows that ``where`` selects, 0 where it selects none.

        Raises
        ------
        ValueError
            for a total over areas under overlap counting, which would count money twice (§3.4).

        """
        if counting == "overlap" and where.get("area", INSIDE) == INSIDE:
            raise ValueError("tagged amounts overlap, so they have no total; name one area, or use partition")
        return self._summed("sum", counting, where, self._cell(self.atoms, counting, where))

    def total(self, counting: Counting, **where: str | int) -> int:
        """The money in the rows that ``where`` selects, without making a figure of it."""
        return self._cell(self.atoms, counting, where).amount

    def count(self, counting: Counting, **where: str | int) -> Figure:
        """How many programmes have money in the rows that ``where`` selects."""
        return self._summed("count", counting, where, self._cell(self.atoms, counting, where))

    def by(self, counting: Counting, *keys: str, **where: str | int) -> dict[Key, Figure]:
        """One sum for each combination of ``keys`` among the selected rows, in the keys' order."""
        return {
            group: self._summed("sum", counting, {**where, **dict(zip(keys, group, strict=True))}, cell)
            for group, cell in self.groups(counting, *keys, **where).items()
        }

    def groups(self, counting: Counting, *keys: str, **where: str | int) -> dict[Key, AtomSum]:
        """What each combination of ``keys`` among the selected rows holds, in the keys' order, without figures."""
        check_keys({**where, **dict.fromkeys(keys, "")})
        return dict(self.atoms.groups(counting, keys, where))

    def _cell(self, atoms: Atoms, counting: Counting, where: Mapping[str, str | int]) -> AtomSum:
        check_keys(where)
        return _selected_sum(atoms, counting, tuple(sorted(where.items())))

    def _summed(self, kind: FigureKind, counting: Counting, where: Mapping[str, str | int], cell: AtomSum) -> Figure:
        selection: Where = tuple(sorted(where.items()))
        bounded = cell.inexact and kind == "sum"
        return Figure(
            id=figure_id(kind, counting, selection, self.context),
            kind=kind,
            counting=counting,
            where=selection,
            value=cell.programmes if kind == "count" else cell.amount,
            row_count=cell.rows,
            low=cell.low if bounded else None,
            high=cell.high if bounded else None,
        )

    # figures made from others

    def difference(self, after: Figure, before: Figure) -> Figure:
        """``after`` less ``before``, traced through the rows of both; its bounds heed changes that are known."""
        of = (after.id, before.id)
        key = figure_id("difference", after.counting, after.where, self.context, of)
        return self.less(after, before, key)

    def less(self, after: Figure, before: Figure, key: str = "") -> Figure:
        """``after`` less ``before``, as :meth:`difference`, with an id that is that of both with a dash, or ``key``."""
        inexact = any(bound is not None for bound in (after.low, after.high, before.low, before.high))
        low = _bound(after.low, after.value) - _bound(before.high, before.value)
        high = _bound(after.high, after.value) - _bound(before.low, before.value)
        if inexact and self._changes:
            low, high = narrow(low, high, self._known(before, after))
        return Figure(
            id=key or f"{after.id}-{before.id}",
            kind="difference",
            counting=after.counting,
            where=after.where,
            value=after.value - before.value,
            row_count=after.row_count + before.row_count,
            of=(after, before),
            low=low if inexact else None,
            high=high if inexact else None,
        )

    def _known(self, before: Figure, after: Figure) -> Iterator[tuple[KnownChange, ChangeBounds, ChangeBounds]]:
        for change in self._changes:
            there = self._bounds_of_rows(after, change.programme, *change.until)
            yield change, self._bounds_of_rows(before, change.programme, *change.since), there

    def _bounds_of_rows(self, figure: Figure, programme: str, year: int, stage: str) -> ChangeBounds:
        """The bounds of a programme's rows of one year and stage, and whether the figure has them all."""
        where: dict[str, str | int] = {"programme": programme, "fiscal_year": year, "stage": stage}
        own = self._cell(self.atoms, figure.counting, where)
        return ChangeBounds(own.low, own.high, bool(own.rows) and self._within(figure, where) == own.rows)

    def _within(self, figure: Figure, where: Mapping[str, str | int]) -> int:
        """How many rows of a selection a sum holds."""
        if figure.kind != "sum":
            return 0
        if figure.of:
            return sum(self._within(part, where) for part in figure.of)
        terms = [(dict(selection), sign) for selection, sign in figure.terms] or [(dict(figure.where), 1)]
        count = 0
        for selection, sign in terms:
            agree = all(selection.get(key, value) == value for key, value in where.items())
            if agree and sign > 0:
                count += self._cell(self.atoms, figure.counting, {**selection, **where}).rows
        return count

    def ratio(self, part: Figure, whole: Figure) -> Figure:
        """``part / whole``, kept as two integers; its rows are those of the part."""
        return Figure(
            id=figure_id("ratio", part.counting, part.where, self.context, (part.id, whole.id)),
            kind="ratio",
            counting=part.counting,
            where=part.where,
            value=part.value,
            whole=whole.value,
            row_count=part.row_count,
            of=(part, whole),
        )

    def together(self, parts: Sequence[Figure]) -> Figure:
        """The sum of several sums of one counting that share no row.

        Raises
        ------
        ValueError
            where there are none, where tagged amounts of several areas would be added (§3.4), or two share rows.
        """
        if not disjoint(parts):
            raise ValueError("add sums that share no row: money would be counted twice")
        if not parts or any(part.counting == "overlap" for part in parts[1:]):
            raise ValueError("add one sum or more, and never tagged amounts, which overlap")
        inexact = any(part.low is not None or part.high is not None for part in parts)
        of = tuple(sorted(parts, key=lambda part: part.id))
        return Figure(
            id=figure_id("sum", parts[0].counting, (), self.context, tuple(part.id for part in of)),
            kind="sum",
            counting=parts[0].counting,
            where=(),
            value=sum(part.value for part in parts),
            row_count=sum(part.row_count for part in parts),
            of=of,
            low=sum(_bound(part.low, part.value) for part in parts) if inexact else None,
            high=sum(_bound(part.high, part.value) for part in parts) if inexact else None,
        )

    def shared(self, first: Figure, second: Figure) -> Figure:
        """The money that two sums have in common: programme by programme and period by period, the smaller of both.

        Its rows are those of the smaller side, of ``first`` where both are equal. Amounts of different sign share
        nothing.
        """
        amount, rows, terms = 0, 0, list[Term]()
        for where, cell in self._smaller(first, second):
            amount, rows = amount + cell.amount, rows + cell.rows
            terms.append((where, 1))
        return Figure(
            id=figure_id("shared", first.counting, first.where, self.context, (first.id, second.id)),
            kind="shared",
            counting=first.counting,
            where=first.where,
            value=amount,
            row_count=rows,
            of=(first, second),
            terms=tuple(terms),
        )

    def _smaller(self, first: Figure, second: Figure) -> Iterator[tuple[Where, AtomSum]]:
        keys = ("programme", "fiscal_year", "stage")
        here, there = (self.groups(each.counting, *keys, **dict(each.where)) for each in (first, second))
        for period in sorted(here.keys() & there.keys()):
            sides = [(here[period], first), (there[period], second)]
            if sides[0][0].amount * sides[1][0].amount > 0:
                cell, figure = min(sides, key=lambda side: abs(side[0].amount))
                yield tuple(sorted({**dict(figure.where), **dict(zip(keys, period, strict=True))}.items())), cell

    # figures that a plan, a rule or a change states

    def planned(self, **where: str | int) -> Figure:
        """The money that the plan gives to what ``where`` selects.

        Raises
        ------
        ValueError
            where there is no plan.

        """
        if self._plan is None:
            raise ValueError("there is no plan in this book; take one in with with_plan")
        found = self._summed("sum", "partition", where, self._cell(self._plan, "partition", where))
        key = figure_id("planned", found.counting, found.where, self.context, self._decision)
        return replace(found, id=key, kind="planned", by=self._decision)

    def state(
        self,
        value: int,
        by: tuple[str, ...],
        explanation: Text,
        *,
        rests: Sequence[Where] = (),
        of: Sequence[Figure] = (),
    ) -> Figure:
        """An amount that a rule states.

        Parameters
        ----------
        value
            Minor units.
        by
            What states it: words that no other statement of this publication has, and that do not change with it.
        explanation
            What it is.
        rests, of
            The selections of rows, or the figures, that it rests on.
        """
        terms = tuple((where, 1) for where in rests)
        return Figure(
            id=figure_id("stated", "partition", (), self.context, by),
            kind="stated",
            counting="partition",
            where=(),
            value=value,
            row_count=len(terms),
            of=tuple(of),
            by=by,
            explanation=explanation,
            terms=terms,
        )

    def part(
        self, terms: Sequence[Term], by: tuple[str, ...], explanation: Text, beside: Figure | None, **where: str
    ) -> Figure:
        """A part of a change: what selections add (1) or take (-1), and a stated amount beside them.

        ``by`` and ``explanation`` are as for :meth:`state`. Its bounds heed changes that are known.
        """
        selection: Where = tuple(sorted(where.items()))
        after, before = (self._sum_of([term for term in terms if term[1] == sign], selection) for sign in (1, -1))
        found, rest = self.less(after, before), beside.value if beside else 0
        return replace(
            found,
            id=figure_id("part", "partition", selection, self.context, by),
            kind="part",
            value=found.value + rest,
            low=None if found.low is None else found.low + rest,
            high=None if found.high is None else found.high + rest,
            of=(beside,) if beside else (),
            by=by,
            explanation=explanation,
            terms=tuple(terms),
        )

    def _sum_of(self, terms: Sequence[Term], where: Where) -> Figure:
        """The sum of what several selections hold, none of which shares a row with another."""
        held = [_selected_sum(self.atoms, "partition", selection) for selection, _ in terms]
        inexact = any(cell.inexact for cell in held)
        positive = tuple((selection, 1) for selection, _ in terms)
        return Figure(
            "",
            "sum",
            "partition",
            where,
            sum(cell.amount for cell in held),
            sum(cell.rows for cell in held),
            low=sum(cell.low for cell in held) if inexact else None,
            high=sum(cell.high for cell in held) if inexact else None,
            terms=positive,
        )

    # rows

    def rows(self, figure: Figure) -> tuple[SignedRow, ...]:
        """The rows behind a figure, each with its sign: their signed sum is the value of a figure that is a sum."""
        if figure.kind == "planned":
            atoms = self._plan if self._plan is not None else self.atoms
            return tuple((row, 1) for row in atoms.rows("partition", figure.where))
        if figure.terms or figure.kind in ("stated", "part", "shared"):
            return self._rows_of_terms(figure)
        if figure.kind == "difference":
            after, before = figure.of
            return (*self.rows(after), *((row, -sign) for row, sign in self.rows(before)))
        if figure.kind == "ratio":
            return self.rows(figure.of[0])
        if figure.of:
            return tuple(row for part in figure.of for row in self.rows(part))
        return tuple((row, 1) for row in self.atoms.rows(figure.counting, figure.where))

    def _rows_of_terms(self, figure: Figure) -> tuple[SignedRow, ...]:
        terms = ((where, sign) for where, sign in figure.terms if sign)
        return added_up([(row, sign) for where, sign in terms for row in self.atoms.rows(figure.counting, where)])

    def atom(self, row: str) -> Atom:
        """The row of AMOUNTS, or of the plan, that has the id ``row``."""
        try:
            return self.atoms.atom(row)
        except KeyError:
            if self._plan is None:
                raise
            return self._plan.atom(row)

    @property
    def plan_atoms(self) -> Atoms | None:
        """The rows that a plan gives; None where there is no plan."""
        return self._plan

    @property
    def traced(self) -> pa.Table:
        """All rows that a figure may lead to: the atoms, then those of the plan where there is one."""
        atoms = self.atoms.table()
        return atoms if self._plan is None else pa.concat_tables([atoms, self._plan.table()])


def _selected_sum(atoms: Atoms, counting: Counting, where: Where) -> AtomSum:
    """What a selection holds, whose keys are in order."""
    exact = [each for each in where if each != ("area", INSIDE)] if ("area", INSIDE) in where else where
    names, values = zip(*exact, strict=True) if exact else ((), ())
    return atoms.cells(counting, names, inside=len(exact) < len(where)).get(values, NOTHING)


def _bound(bound: int | None, value: int) -> int:
    return value if bound is None else bound


def book_of(run: Run, *, held: bool = True) -> FigureBook:
    """The figures of a run; without its atoms being ``held`` where few are asked for, and no rows."""
    past = run.snapshot
    context = FigureContext(run.taxonomy.id, run.settings.currency, past.as_of, past.recorded_at)
    return FigureBook(TableAtoms(run.atoms) if held else StreamedAtoms(run), context, known_changes(run.settings))
