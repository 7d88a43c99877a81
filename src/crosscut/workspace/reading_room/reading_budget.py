"""A budget as its readers see it: what is told of each programme, and what was drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crosscut.budget import Run
from crosscut.classify.dossier_files import Dossier
from crosscut.taxonomy import Taxonomy
from crosscut.text import Text
from crosscut.workspace.known_programmes import key_of, ministry_key

Marks = Mapping[str, tuple[int, int]]
"""What tells whether files have changed: when they were written, and their sizes."""


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What a reader is told of a programme: ``ministry`` is its key, ``label`` what the budget calls it.

    ``amount`` is its money in the leading period, in minor units.
    """

    programme: str
    key: str
    name: str
    name_en: str
    text: str
    ministry: str
    label: str
    committee: str
    amount: int


@dataclass(frozen=True, slots=True)
class DrawnProgramme:
    """A programme that a sample drew: its place in the order of reading, and its chance of being drawn."""

    facts: ReadingFacts
    sample: int
    place: int
    chance: float
    dossier: Dossier | None


@dataclass(frozen=True)
class ReadingBudget:
    """A budget at one state of its files."""

    run: Run
    marks: Marks

    @property
    def taxonomy(self) -> Taxonomy:
        """The list of areas that is read by."""
        return self.run.taxonomy

    @cached_property
    def facts(self) -> Mapping[str, ReadingFacts]:
        """What is told of each programme that has money in the leading period."""
        period = self.run.calendar.leading
        money = self.run.budgets(*period)
        found = {}
        for row in self.run.programmes_at(period).to_pylist():
            programme = str(row["programme"])
            if programme in money:
                label = str(row["ministry"] or "")
                found[programme] = ReadingFacts(
                    programme=programme,
                    key=key_of(programme),
                    name=str(row["name"] or row["name_en"] or programme),
                    name_en=str(row["name_en"] or ""),
                    text=str(row["text"] or ""),
                    ministry=ministry_key(label) if label else "",
                    label=label,
                    committee=str(row["committee"] or ""),
                    amount=money[programme],
                )
        return found

    @cached_property
    def programme_of(self) -> Mapping[str, str]:
        """Each programme by its key."""
        return {each.key: programme for programme, each in self.facts.items()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the subprogrammes of each programme."""
        found = defaultdict[str, list[str]](list)
        rows = self.run.snapshot.subprogrammes.select(["programme", "name"]).to_pylist()
        for row in rows:
            found[str(row["programme"])].append(str(row["name"]))
        return {programme: tuple(sorted(set(names))) for programme, names in found.items()}

    def amounts(self, programme: str) -> list[tuple[Text, int]]:
        """The money of a programme in each period that has any, in the order of periods."""
        calendar = self.run.calendar
        found = [(period, self.run.budgets(*period).get(programme)) for period in _periods(self.run)]
        return [(calendar.text(period), amount) for period, amount in found if amount is not None]


def _periods(run: Run) -> list[tuple[int, str]]:
    return [period for year in run.calendar.years for period in run.calendar.of_year(year)]
