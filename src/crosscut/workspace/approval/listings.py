"""Lists of technologies that are proposed to hold: deliberated, confirmed or sent back."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from crosscut.errors import CrosscutError
from crosscut.taxonomy import PlacedPart, own
from crosscut.workspace.entered_text import given_reason, plain
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Item
from crosscut.workspace.schema.listing_schema import LIST_ENDS, LIST_OPINIONS, LISTS
from crosscut.workspace.words import word

MOST = 200
"""Lists that are shown, the newest first."""
LARGEST = 200_000
"""Characters of a list or of its passages."""
PASSAGE = ("from_area", "from_sub", "to_area", "to_sub", "numerator", "denominator")
"""The columns of passages; blank fractions are the whole."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,7}")
_LONGEST = {"title": 120, "why": 2000, "law": 300, "text": 2000}


@dataclass(frozen=True, slots=True)
class ProposedList:
    """A proposed list with what was said of it, in order, and how it ended, if it has."""

    row: Row[Any]
    remarks: tuple[Row[Any], ...]
    ending: Row[Any] | None

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.row.id)

    @property
    def version(self) -> int:
        """The number of what was said of it last."""
        return int(self.remarks[-1].id) if self.remarks else 0

    @property
    def state(self) -> str:
        """Proposed, confirmed or returned."""
        return str(self.ending.kind) if self.ending is not None else "proposed"

    @property
    def item(self) -> Item:
        """What the table of rights is asked: whoever proposed it has had a hand in it."""
        return Item(state=self.state, participants=frozenset({self.row.made_by, self.row.made_for} - {None}))

    @property
    def placed(self) -> list[PlacedPart]:
        """Where the places of the old list go, as far as it is stated."""
        return placed(str(self.row.passages))


@dataclass(frozen=True, slots=True)
class ListIntention:
    """What is to be proposed: a bundled list by its id, or an own one by its id and text; and where places go."""

    title: str
    why: str
    name: str
    law: str
    in_force: str
    content: str = ""
    passages: str = ""


def every(act: Act) -> list[ProposedList]:
    """The proposed lists, the newest first."""
    act.must_see("list.read")
    numbers = act.connection.scalars(select(LISTS.c.id).order_by(LISTS.c.id.desc()).limit(MOST))
    return [_load(act.connection, number) for number in list(numbers)]


def waiting(act: Act) -> list[ProposedList]:
    """The lists that the person may confirm now."""
    if not act.actor.may("list.read").allowed:
        return []
    ended = select(LIST_ENDS.c.listing)
    numbers = act.connection.scalars(select(LISTS.c.id).where(LISTS.c.id.not_in(ended)).order_by(LISTS.c.id))
    found = [_load(act.connection, number) for number in list(numbers)]
    return [each for each in found if act.actor.may("list.confirm", each.item).allowed]


def load(act: Act, number: int) -> ProposedList:
    """A proposed list that the person may see.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    act.must_see("list.read")
    return _load(act.connection, number)


def _load(connection: Connection, number: int) -> ProposedList:
    query = people.with_names(LISTS, "made")
    row = connection.execute(query.where(LISTS.c.id == number)).first()
    if row is None:
        raise MissingError(word("missing"))
    wrote = people.with_names(LIST_OPINIONS, "written").where(LIST_OPINIONS.c.listing == number)
    ended = people.with_names(LIST_ENDS, "signed").where(LIST_ENDS.c.listing == number)
    said = tuple(connection.execute(wrote.order_by(LIST_OPINIONS.c.id)))
    return ProposedList(row, said, connection.execute(ended).first())


def propose(act: Act, sent: ListIntention) -> int:
    """Propose a list to hold.

    Raises
    ------
    WorkspaceError
        where its name, reason, law or date is missing, or its text or passages cannot be read.
    """
    answer = act.must("list.propose")
    title = plain(sent.title, "list_title", _LONGEST["title"])
    why, law = plain(sent.why, "reason", _LONGEST["why"]), plain(sent.law, "list_law", _LONGEST["law"])
    for column, value in (("title", title), ("why", why), ("law", law)):
        if not value:
            raise WorkspaceError(word("list_unnamed"), column=column)
    name = _named(sent)
    placed(sent.passages)
    values = {"title": title, "why": why, "law": law, "name": name, "in_force": _day(sent.in_force)}
    values |= {"content": sent.content, "passages": sent.passages}
    adding = insert(LISTS).values(**values, **act.authorship("made"))
    made = act.connection.execute(adding.returning(LISTS.c.id)).scalar_one()
    after = f"{title}: {name}, {values['in_force']}, {law}"
    act.note(RecordEntry("list.propose", "lists", f"list {made}", after=after, reason=why), answer.role)
    return int(made)


def _named(sent: ListIntention) -> str:
    """The bundled list's id, or the file that an own list becomes, whose text is read once."""
    name = sent.name.strip()
    if not _SLUG.fullmatch(name) or len(name) > 60:
        raise WorkspaceError(word("list_id"), column="name")
    if not sent.content.strip():
        return name
    if len(sent.content) > LARGEST:
        raise WorkspaceError(word("list_long"), column="content")
    file = f"taxonomies/{name}.csv"
    try:
        own(sent.content, file)
    except CrosscutError as error:
        raise WorkspaceError(word("list_unread", said=str(error)), column="content") from None
    return file


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise WorkspaceError(word("not_a_day", value=text[:30]), column="in_force") from None


def placed(text: str) -> list[PlacedPart]:
    """Passages as they are written in CSV.

    Raises
    ------
    WorkspaceError
        where a row cannot be read: the sentence names it.
    """
    if len(text) > LARGEST:
        raise WorkspaceError(word("list_long"), column="passages")
    if not text.strip():
        return []
    rows = list(csv.DictReader(StringIO(text.lstrip("\ufeff"), newline="")))
    if not rows or not {"from_area", "to_area"} <= set(rows[0]):
        raise WorkspaceError(word("list_passages", columns=", ".join(PASSAGE)), column="passages")
    return [_placed(row, number) for number, row in enumerate(rows, start=2)]


def _placed(row: dict[str, str], number: int) -> PlacedPart:
    cells = {name: (row.get(name) or "").strip() for name in PASSAGE}
    try:
        part = Fraction(int(cells["numerator"] or 1), int(cells["denominator"] or 1))
        if not 0 < part <= 1 or part.denominator > 1_000_000:
            raise ValueError
    except (ValueError, ZeroDivisionError):
        raise WorkspaceError(word("list_passage", row=number), column="passages", row=number) from None
    source, target = (cells["from_area"], cells["from_sub"]), (cells["to_area"], cells["to_sub"])
    return PlacedPart(source, target, part, number)


def say(act: Act, number: int, text: str) -> None:
    """Say something of a list.

    Raises
    ------
    WorkspaceError
        where nothing is said.
    """
    found = load(act, number)
    answer = act.must("list.discuss", found.item)
    said = plain(text, "list_saying", _LONGEST["text"])
    if not said:
        raise WorkspaceError(word("list_says_nothing"), column="text")
    act.connection.execute(insert(LIST_OPINIONS).values(listing=number, text=said, **act.authorship("written")))
    act.note(RecordEntry("list.discuss", "lists", f"list {number}", after=said), answer.role)


def give_back(act: Act, number: int, reason: str) -> None:
    """Send a list back unconfirmed, with the reason.

    Raises
    ------
    WorkspaceError
        where nobody says why.
    """
    found = load(act, number)
    answer = act.must("list.return", found.item)
    reason = given_reason(reason)
    end(act, number, kind="returned", reason=reason)
    act.note(RecordEntry("list.return", "lists", f"list {number}", reason=reason), answer.role)


def end(act: Act, number: int, **values: str) -> None:
    """Write down how a list ended."""
    act.connection.execute(insert(LIST_ENDS).values(listing=number, **values, **act.authorship("signed")))


def short(name: str) -> str:
    """The id of a list by what names it."""
    return PurePosixPath(name).stem if name.endswith(".csv") else name


def table(parts: Sequence[PlacedPart]) -> str:
    """Passages as CSV, which :func:`placed` reads."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(PASSAGE)
    writer.writerows((*each.source, *each.target, each.part.numerator, each.part.denominator) for each in parts)
    return out.getvalue()
