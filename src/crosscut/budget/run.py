"""A snapshot with what follows from it, each worked out once: shares, atoms, links, calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from crosscut import engine
from crosscut.budget.designation import decisions_under, tags_under
from crosscut.budget.links import Succession
from crosscut.budget.opinions import differing
from crosscut.budget.snapshot import Snapshot
from crosscut.calendar import Calendar
from crosscut.config import COUNTINGS, Counting, Settings
from crosscut.engine import amounts, shares
from crosscut.engine.decisions import Decided, decided_of, sound
from crosscut.engine.keys import budgets, own
from crosscut.findings import Finding, in_order
from crosscut.ingest.plan_names import is_plan
from crosscut.ledger.in_force import Statement
from crosscut.tables import SAID, DecisionRow
from crosscut.taxonomy import Taxonomy

Proposed = Mapping[str, Mapping[str, Fraction]]
"""Shares that the machine proposes and the budget lets count, by programme and area."""
Propose = Callable[["Run"], Proposed]


class Run:
    """What every room takes: a budget at one moment and all that follows from it.

    Parameters
    ----------
    snapshot
        The budget.
    propose
        What makes the proposals that count where the budget lets them (``[classify] enabled``); it is asked then only.
    engine_name
        Where tables are computed; results do not depend on it.

    Raises
    ------
    ValueError
        where the budget lets proposals count and nobody makes them: money would be left unread without a word.
    """

    def __init__(self, snapshot: Snapshot, propose: Propose | None = None, *, engine_name: str = "duckdb") -> None:
        if snapshot.settings.classify.enabled and propose is None:
            raise ValueError("this budget lets proposals count ([classify] enabled): say what makes them")
        self.snapshot, self.engine_name = snapshot, engine_name
        self._propose = propose
        self._atoms: dict[Counting, pa.Table] = {}

    def over(self, snapshot: Snapshot) -> Run:
        """The run of another snapshot, with the same proposals and engine."""
        return Run(snapshot, self._propose, engine_name=self.engine_name)

    @property
    def settings(self) -> Settings:
        """What ``crosscut.toml`` said."""
        return self.snapshot.settings

    @property
    def taxonomy(self) -> Taxonomy:
        """The areas under which money is attributed."""
        return self.snapshot.taxonomy

    @property
    def id(self) -> str:
        """Digest that names the run on every page (§3.4)."""
        return self.snapshot.run

    @property
    def links(self) -> Succession:
        """Which programme goes on as which."""
        return self.snapshot.succession

    @cached_property
    def calendar(self) -> Calendar:
        """All periods in order."""
        lines = self.snapshot.lines
        columns = (lines[name].to_pylist() for name in ("file", "fiscal_year", "stage"))
        plans = {file for file in lines["file"].unique().to_pylist() if is_plan(file)}
        applied = {(year, stage) for file, year, stage in zip(*columns, strict=True) if file in plans} if plans else ()
        return self.settings.calendar.over(lines, applied)

    @cached_property
    def requests(self) -> Calendar:
        """The periods of what the sources hold, without those that an applied plan made."""
        lines = self.snapshot.lines
        files = lines["file"].unique().to_pylist()
        if not any(map(is_plan, files)):
            return self.calendar
        kept = pa.array([not is_plan(file) for file in lines["file"].to_pylist()])
        return self.settings.calendar.over(lines.filter(kept))

    @cached_property
    def _sound(self) -> tuple[list[Statement[list[DecisionRow]]], list[Finding]]:
        return sound(self.stated_decisions, self.taxonomy)

    @cached_property
    def stated_decisions(self) -> pa.Table:
        """A table of DECISIONS: all that were read, under the list that holds."""
        return decisions_under(self.snapshot.decisions, self.snapshot.designations)

    @cached_property
    def tags(self) -> pa.Table:
        """A table of TAGS: what sources and applied plans say, under the list that holds."""
        return tags_under(self.snapshot.tags, self.snapshot.designations)

    @property
    def sound_decisions(self) -> list[Statement[list[DecisionRow]]]:
        """All decisions that can be, in force or not; what was left out is among the findings."""
        return self._sound[0]

    @cached_property
    def _decided(self) -> tuple[dict[str, Decided], list[Finding]]:
        held, conflicts = decided_of(self.sound_decisions)
        return held, [*self._sound[1], *conflicts]

    @property
    def input_findings(self) -> tuple[Finding, ...]:
        """What is wrong with what was read and decided, worst first; nothing is attributed for it."""
        return tuple(in_order((*self.snapshot.findings, *self._decided[1])))

    @property
    def decisions(self) -> Mapping[str, Decided]:
        """The decision in force on each programme."""
        return self._decided[0]

    @cached_property
    def proposals(self) -> Proposed:
        """The proposals that count unread; none where the budget lets none count."""
        return self._propose(self) if self._propose and self.settings.classify.enabled else {}

    @cached_property
    def _attributed(self) -> tuple[pa.Table, list[Finding]]:
        rows = self.snapshot
        return shares.attribute(
            rows.lines,
            self.tags,
            self.decisions,
            rows.taxonomy,
            proposals=self.proposals,
            attributes=rows.attributes,
        )

    @property
    def shares(self) -> pa.Table:
        """A table of SHARES: what part of each programme belongs to which area, in each period."""
        return self._attributed[0]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the budget, worst first: of the reading, of the shares, and where people differ."""
        found = (*self.snapshot.findings, *self._decided[1], *self._attributed[1], *differing(self.sound_decisions))
        return tuple(in_order(found))

    def atoms(self, *countings: Counting) -> pa.Table:
        """A table of AMOUNTS under some countings, all of them without a choice; each counting is made once."""
        wanted = countings or COUNTINGS
        missing = [counting for counting in wanted if counting not in self._atoms]
        if missing:
            with engine.open(self.engine_name) as running:
                for counting in missing:
                    self._atoms[counting] = self._made(running, counting)
        return pa.concat_tables([self._atoms[counting] for counting in sorted(wanted)])

    def atom_frame(self, running: engine.Engine, counting: Counting) -> engine.base.Frame:
        """The atoms under one counting as a frame of an engine, which holds none of them: without ids, in no order."""
        rows = self.snapshot
        return amounts.amounts(running, rows.attributes, rows.lines, self.tags, self.shares, counting=counting)

    def _made(self, running: engine.Engine, counting: Counting) -> pa.Table:
        rows = self.snapshot
        return amounts.atoms(running, rows.attributes, rows.lines, self.tags, self.shares, countings=[counting])

    def programmes_at(self, period: tuple[int, str]) -> pa.Table:
        """A table of PROGRAMMES with names, ministries and committees as they were in one period, where it has them."""
        rows, attributes = self.snapshot.programmes, self.snapshot.attributes
        here = pc.and_(pc.equal(attributes["fiscal_year"], period[0]), pc.equal(attributes["stage"], period[1]))
        then = attributes.filter(here)
        index = pc.index_in(rows["programme"], value_set=then["programme"])
        known = then.take(index)
        for name in SAID:
            said = pc.fill_null(pc.not_equal(known[name], ""), fill_value=False)
            column = pc.if_else(said, known[name], rows[name])
            rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), column)
        return rows

    def names_at(self, period: tuple[int, str]) -> dict[str, str]:
        """The name of each programme as it was in one period, where the period says one."""
        if period not in self._names:
            programmes = self.programmes_at(period)
            columns = (programmes[key].to_pylist() for key in ("programme", "name"))
            self._names[period] = dict(zip(*columns, strict=True))
        return self._names[period]

    @cached_property
    def _names(self) -> dict[tuple[int, str], dict[str, str]]:
        return {}

    def budgets(self, year: int, stage: str) -> dict[str, int]:
        """The money of each programme in one period, in minor units."""
        rows = self._budgets
        return rows.get((year, stage), {})

    def inexact(self, year: int, stage: str) -> dict[str, tuple[int, int]]:
        """How far below and above its money in one period a programme's may truly be, of those that are not exact."""
        return self._inexact.get((year, stage), {})

    @cached_property
    def _inexact(self) -> dict[tuple[int, str], dict[str, tuple[int, int]]]:
        found: dict[tuple[int, str], dict[str, tuple[int, int]]] = {}
        lines = own(self.snapshot.lines)
        lines = lines.filter(pc.or_(pc.is_valid(lines["low"]), pc.is_valid(lines["high"])))
        names = ("fiscal_year", "stage", "programme", "amount", "low", "high")
        for year, stage, programme, amount, low, high in zip(*(lines[name].to_pylist() for name in names), strict=True):
            held = found.setdefault((year, stage), {})
            below, above = held.get(programme, (0, 0))
            least, most = (amount if low is None else low), (amount if high is None else high)
            held[programme] = (below + amount - least, above + most - amount)
        return found

    @cached_property
    def _budgets(self) -> dict[tuple[int, str], dict[str, int]]:
        found: dict[tuple[int, str], dict[str, int]] = {}
        table = budgets(self.snapshot.lines)
        columns = (table[name].to_pylist() for name in ("fiscal_year", "stage", "programme", "amount"))
        for year, stage, programme, amount in zip(*columns, strict=True):
            found.setdefault((year, stage), {})[programme] = amount
        return found
