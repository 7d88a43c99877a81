"""Finds what entries of the record are about by the names and numbers that people see, and not by inner keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import select

from crosscut.text import Text
from crosscut.workspace import record, record_amounts
from crosscut.workspace.filing import filings
from crosscut.workspace.known_programmes import BudgetProgramme
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.record import Wanted
from crosscut.workspace.schema.schema import CALLS, FILINGS, FINDINGS
from crosscut.workspace.words import WORDS, word

NUMBERED = ("filing", "draft", "person", "reading")
"""Kinds of items that are called by more than what they are and a number."""


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """Which entries a text names, and the keys of the programmes whose amounts are looked for in them."""

    wanted: Wanted
    programmes: frozenset[str] = frozenset()


def found(act: Act, areas: Sequence[str], ministries: Sequence[str], text: str) -> FoundEntries:
    """The entries that are about what a text names: an item, a programme with all that carried it, or a ministry.

    A number alone is one that stands there by itself, as that of a programme; other texts may be parts of names.
    """
    wanted, every = _plain(text), record.items(act.connection, areas, ministries)
    kind, _, rest = text.partition(" ")
    if text in every and kind != "draft":
        return FoundEntries(Wanted(item=text))
    named = _Names(act)
    if text in every:
        keys = frozenset({rest.rpartition(" ")[2]})
        items = [each for each in every if each == text or named.carries(each, keys)]
        return FoundEntries(Wanted(items=tuple(items)), keys)
    keys = named.keys(wanted)
    items = [each for each in every if _fits(wanted, named.of(each)) or named.carries(each, keys)]
    labels = act.known.labels
    of = [key for key in labels if not wanted.isdigit() and _fits(wanted, _both(act.known.ministry(key)))]
    return FoundEntries(Wanted(items=tuple(items), of=tuple(of)), keys)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _fits(wanted: str, names: Iterable[str]) -> bool:
    plain = map(_plain, names)
    return any(wanted == each if wanted.isdigit() else wanted in each for each in plain)


def _both(text: Text) -> tuple[str, str]:
    return text.ko, text.en


@dataclass
class _Names:
    """What items are called: everything is read once."""

    act: Act

    def __post_init__(self) -> None:
        act, connection, known = self.act, self.act.connection, self.act.known
        self.people = people.names(connection)
        self.calls = {row.id: row.title for row in connection.execute(select(CALLS.c.id, CALLS.c.title))}
        self.findings = {row.id: row for row in connection.execute(select(FINDINGS))}
        self.filings = defaultdict[tuple[int, str], list[str]](list)
        self.filed = defaultdict[tuple[int, str], dict[str, tuple[str, ...]]](dict)
        for row in connection.execute(select(FILINGS)):
            self.filings[row.call, row.ministry].append(row.number)
            for each in filings.programmes(act, row):
                self.filed[row.call, row.ministry][each.key] = (each.id, each.name or "")
        self.sheets = record_amounts.of_sheets(act)
        self.programmes = {(each.ministry, each.key): each for each in known.programmes.values()}
        self.by_id = {each.id: each for each in known.programmes.values()}

    def keys(self, wanted: str) -> frozenset[str]:
        """The keys of the programmes that a text names, of the budget and of what was filed."""
        budget = ((each.key, (each.id, each.name, each.name_en)) for each in self.programmes.values())
        filed = (pair for request in self.filed.values() for pair in request.items())
        return frozenset(key for key, names in chain(budget, filed) if _fits(wanted, names))

    def carries(self, item: str, keys: frozenset[str]) -> bool:
        """Whether an item is a request that was filed with a programme of these keys, or a file that wrote in one."""
        kind, _, rest = item.partition(" ")
        if kind == "filing":
            call, _, ministry = rest.partition(" ")
            return not keys.isdisjoint(self.filed[int(call), ministry])
        return kind in record_amounts.TAKEN and not keys.isdisjoint(self.sheets.get(int(rest), ()))

    def of(self, item: str) -> Iterator[str]:
        """Every name and number of an item, in both languages."""
        kind, _, rest = item.partition(" ")
        yield item
        key = f"item_{kind}".replace("-", "_")
        if key in WORDS and kind not in NUMBERED:
            yield from _both(word(key, number=rest))
        if kind == "person" and rest.isdigit():
            yield self.people.get(int(rest), "")
        elif kind == "call" and rest.isdigit():
            yield self.calls.get(int(rest), "")
        elif kind == "reading":
            yield from self._programme(self.by_id.get(rest))
        elif kind == "finding" and rest.isdigit() and int(rest) in self.findings:
            row = self.findings[int(rest)]
            yield from self._programme(self.programmes.get((row.ministry, row.programme)))
        elif kind == "filing":
            call, _, ministry = rest.partition(" ")
            yield from self.filings[int(call), ministry]
            yield from _both(word("item_filing", number=call, ministry=self.act.known.ministry(ministry)))
        elif kind == "draft":
            _, ministry, key = rest.split(" ", 2)
            yield from self._draft(ministry, key)

    def _draft(self, ministry: str, key: str) -> Iterator[str]:
        programme = self.programmes.get((ministry, key))
        yield from self._programme(programme)
        called = programme.name if programme else word("item_new_programme", number=key[4:])
        yield from _both(word("item_draft", name=called, ministry=self.act.known.ministry(ministry)))

    def _programme(self, found: BudgetProgramme | None) -> Iterator[str]:
        if found is not None:
            yield from (found.id, found.name, found.name_en)
