"""What the budget knows already: last year's programmes and their money, so that nobody is asked for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.config import Settings
from crosscut.digests import text_digest
from crosscut.money import Unit
from crosscut.text import Text
from crosscut.text.ministries import find, ministry_name, names_in_both, parts
from crosscut.workspace.words import word

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True, slots=True)
class BudgetProgramme:
    """A programme as the budget has it: ``amount`` is its money in the leading period, in minor units."""

    key: str
    id: str
    ministry: str
    name: str
    name_en: str
    text: str
    start: str
    end: str
    amount: int


@dataclass(frozen=True)
class Known:
    """A budget's programmes and ministries by key, and the period whose amounts they carry.

    ``of_committee`` is the committee of every programme that has one, by its key and by its id. ``base`` names the
    period, and ``bases`` are the same budget at other periods, by their names.
    """

    settings: Settings
    period: Text
    year: int
    programmes: Mapping[str, BudgetProgramme]
    labels: Mapping[str, str]
    of_committee: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    bases: Mapping[str, Known] = field(default_factory=dict)

    def at(self, base: str) -> Known:
        """The budget at the period that a call was filled from; as it leads now where the budget has no such."""
        return self.bases.get(base, self)

    @cached_property
    def committees(self) -> tuple[str, ...]:
        """The committees that the budget names."""
        return tuple(sorted(set(self.of_committee.values())))

    def committee(self, programme: str) -> str:
        """The committee of a programme by key or id; empty where the budget names none, or not the programme."""
        return self.of_committee.get(programme, "")

    @cached_property
    def places(self) -> Mapping[str, frozenset[str]]:
        """What belongs to each committee: programmes by key and id, and ``ministry KEY`` of whose any are."""
        found: dict[str, set[str]] = {each: set() for each in self.committees}
        for programme, committee in self.of_committee.items():
            found[committee].add(programme)
        for each in self.programmes.values():
            if committee := self.committee(each.key):
                found[committee].add(f"ministry {each.ministry}")
        return {committee: frozenset(places) for committee, places in found.items()}

    @cached_property
    def unit(self) -> Unit:
        """The unit that amounts are shown and typed in."""
        return self.settings.printed_unit

    @cached_property
    def of_ministry(self) -> Mapping[str, tuple[BudgetProgramme, ...]]:
        """Each ministry's programmes by its key, in their own order."""
        found: dict[str, list[BudgetProgramme]] = {key: [] for key in self.labels}
        for each in self.programmes.values():
            found[each.ministry].append(each)
        return {key: tuple(rows) for key, rows in found.items()}

    def ministry(self, key: str) -> Text:
        """What a ministry is called in both languages."""
        return self.labelled(self.labels.get(key, key))

    def labelled(self, label: str) -> Text:
        """What a ministry that the budget writes so is called in both languages."""
        if not label:
            return word("ministry_unnamed")
        known = find(label)
        if known:
            return Text(ministry_name(known, "en"), ministry_name(known, "ko"))
        if label in parts():
            ko, en = parts()[label]
            return Text(en, ko)
        both = names_in_both(label)
        return Text(both[1], both[0]) if both else Text.same(label)


def key_of(name: str) -> str:
    """A name as a part of an address: itself where it is plain, else a digest of it."""
    return name if _PLAIN.fullmatch(name) else text_digest(name, size=6)


def known_of(run: Run, bases: Iterable[str] = ()) -> Known:
    """What a run's budget knows at its leading period; money whose programmes nobody named is nobody's to ask for.

    ``bases`` are the periods that calls were filled from: they lead no more once a later stage has its amounts.
    """
    there = {str(period): period for year in run.calendar.years for period in run.calendar.of_year(year)}
    others = {base: _at(run, there[base]) for base in bases if base in there}
    return replace(_at(run, run.calendar.leading), bases=others)


def _at(run: Run, period: Period) -> Known:
    amounts = run.budgets(*period)
    is_named = run.settings.publication.is_named
    there = [row for row in run.programmes_at(period).to_pylist() if row["programme"] in amounts]
    committees = {str(row["programme"]): str(row["committee"]) for row in there if row["committee"]}
    rows = [row for row in there if row["ministry"] and is_named(row["programme"])]
    labels = {ministry_key(row["ministry"]): row["ministry"] for row in rows}
    programmes = (_programme(row, amounts[row["programme"]]) for row in rows)
    return Known(
        settings=run.settings,
        period=run.calendar.text(period),
        year=period.year,
        programmes={each.key: each for each in programmes},
        labels=labels,
        base=str(period),
        of_committee={**committees, **{key_of(each): committee for each, committee in committees.items()}},
    )


def _plain(value: str | int | None) -> str:
    """A value as a form gives it back where nobody changes it."""
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def ministry_key(label: str) -> str:
    """A ministry, however a budget calls it, as a part of an address."""
    return find(label) or key_of(label)


def _programme(row: Mapping[str, str | int | None], amount: int) -> BudgetProgramme:
    said = {name: _plain(row[name]) for name in ("name", "name_en", "text", "start", "end")}
    said["name"] = " ".join(said["name"].split())
    return BudgetProgramme(
        key=key_of(str(row["programme"])),
        id=str(row["programme"]),
        ministry=ministry_key(str(row["ministry"])),
        amount=amount,
        **said,
    )
