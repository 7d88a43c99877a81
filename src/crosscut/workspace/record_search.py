"""Finds what entries of the record are about by the names and numbers that people see, and not by inner keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from crosscut.text import Text
from crosscut.workspace import people, record
from crosscut.workspace.known import BudgetProgramme
from crosscut.workspace.office import Act
from crosscut.workspace.record import Wanted
from crosscut.workspace.schema import CALLS, FILINGS, FINDINGS
from crosscut.workspace.words import WORDS, word

NUMBERED = ("filing", "draft", "person", "reading")
"""Kinds of items that are called by more than what they are and a number."""


def found(act: Act, areas: Sequence[str], ministries: Sequence[str], text: str) -> Wanted:
    """The entries that are about what a text names: an item, or a ministry and all that it did.

    A number alone is one that stands there by itself, as that of a programme; other texts may be parts of names.
    """
    wanted, every = _plain(text), record.items(act.connection, areas, ministries)
    if text in every:
        return Wanted(item=text)
    named = _Names(act)
    items = [each for each in every if _fits(wanted, named.of(each))]
    labels = act.known.labels
    of = [key for key in labels if not wanted.isdigit() and _fits(wanted, _both(act.known.ministry(key)))]
    return Wanted(items=tuple(items), of=tuple(of))


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
        connection, known = self.act.connection, self.act.known
        self.people = people.names(connection)
        self.calls = {row.id: row.title for row in connection.execute(select(CALLS.c.id, CALLS.c.title))}
        self.findings = {row.id: row for row in connection.execute(select(FINDINGS))}
        self.filings = defaultdict[tuple[int, str], list[str]](list)
        for row in connection.execute(select(FILINGS.c.call, FILINGS.c.ministry, FILINGS.c.number)):
            self.filings[row.call, row.ministry].append(row.number)
        self.programmes = {(each.ministry, each.key): each for each in known.programmes.values()}
        self.by_id = {each.id: each for each in known.programmes.values()}

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
