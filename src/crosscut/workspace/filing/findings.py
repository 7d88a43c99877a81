"""Findings: questions of the office about what was filed, each asked of a person, answered in a thread, and settled."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select

from crosscut.workspace import boundaries
from crosscut.workspace.days import coming_day
from crosscut.workspace.errors import ConflictError, MissingError, RefusedError, UnseenError, WorkspaceError
from crosscut.workspace.filing import calls, filings
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Item, Permission
from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import FINDINGS, MESSAGES
from crosscut.workspace.words import word

REOPENED = "reopened"
"""A question that is asked again: after an answer, or once it was put off."""
ASKED = ("asked", REOPENED)
"""Kinds of messages that ask."""
SETTLED = ("accepted", "waived", "deferred")
"""How a finding ends: the answer is accepted, the question is waived, or it is put off; each with its reason."""

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class OfficeFinding:
    """A question with its thread. ``state`` is open, answered, or one of SETTLED; ``amount`` is in minor units.

    ``committee`` is that of the programme that it is about.
    """

    row: Row[Any]
    thread: tuple[Row[Any], ...]
    committee: str

    @property
    def state(self) -> str:
        """How it stands."""
        last = self.thread[-1].kind
        return {"asked": "open", REOPENED: "open"}.get(last, str(last))

    @property
    def version(self) -> int:
        """How much has been said; whoever answers or settles it says how much of it they saw."""
        return len(self.thread)

    @property
    def is_open(self) -> bool:
        """Whether it is not settled."""
        return self.state not in SETTLED

    @property
    def due(self) -> date | None:
        """The day until whose end it is to be answered, as it was last asked; None where none was named."""
        last = next(each for each in reversed(self.thread) if each.kind in ASKED)
        return date.fromisoformat(last.due) if last.due else None

    def is_late(self, today: date) -> bool:
        """Whether it waits for an answer beyond its day."""
        return self.state == "open" and self.due is not None and self.due < today

    @property
    def endings(self) -> tuple[str, ...]:
        """How it may end as it stands: only an answer that was given is accepted."""
        return SETTLED if self.state != "open" else SETTLED[1:]

    @property
    def may_be_asked_again(self) -> bool:
        """Whether it may be asked again as it stands: it was answered, or put off."""
        return self.state in ("answered", "deferred")

    def to_answer(self, year: int) -> Item:
        """What the table of rights is asked of who would answer: whoever asked has had a hand in it."""
        asked = {each for row in self.thread if row.kind in ASKED for each in (row.written_by, row.written_for)}
        return self._item(year, frozenset({self.row.asked_by, *asked} - {None}))

    def item(self, participants: frozenset[int], year: int) -> Item:
        """What the table of rights is asked about it: whoever answered has had a hand in it."""
        answered = {each for row in self.thread if row.kind == "answered" for each in (row.written_by, row.written_for)}
        return self._item(year, participants | frozenset(answered - {None}))

    def _item(self, year: int, participants: frozenset[int]) -> Item:
        state = self.state if self.is_open else "settled"
        return Item(self.row.ministry, self.committee, year, state, participants=participants)


def readable(act: Act, call: Call, ministries: Iterable[str] | None = None) -> list[OfficeFinding]:
    """A call's findings that the person may read, the newest first; of some ministries where they are given."""
    every = of_call(act, call.id, ministries)
    return [each for each in every if act.actor.may("finding.read", each.item(frozenset(), call.year)).allowed]


def of_call(act: Act, call: int, ministries: Iterable[str] | None = None) -> list[OfficeFinding]:
    """A call's findings, whoever may read them, the newest first; of some ministries where they are given."""
    here, connection = (FINDINGS.c.call == call, *before(FINDINGS.c.asked_at, act.until)), act.connection
    query = select(FINDINGS).where(*here).order_by(FINDINGS.c.id.desc())
    rows = connection.execute(query if ministries is None else query.where(FINDINGS.c.ministry.in_(list(ministries))))
    return _with_threads(act, list(rows))


def _with_threads(act: Act, rows: list[Row[Any]]) -> list[OfficeFinding]:
    of = (MESSAGES.c.finding.in_([row.id for row in rows]), *before(MESSAGES.c.written_at, act.until))
    threads: dict[int, list[Row[Any]]] = {}
    for message in act.connection.execute(select(MESSAGES).where(*of).order_by(MESSAGES.c.id)):
        threads.setdefault(message.finding, []).append(message)
    return [OfficeFinding(row, tuple(threads[row.id]), act.known.committee(row.programme)) for row in rows]


def load(act: Act, number: int) -> tuple[OfficeFinding, Item]:
    """A finding that the person may see.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    here = (FINDINGS.c.id == number, *before(FINDINGS.c.asked_at, act.until))
    row = act.connection.execute(select(FINDINGS).where(*here)).first()
    if row is None:
        raise MissingError(word("missing"))
    finding = _with_threads(act, [row])[0]
    participants = filings.participants_in(act.connection, row.call, row.ministry)
    item = finding.item(participants, calls.load(act.connection, row.call).year)
    act.must_see("finding.read", item)
    return finding, item


def asked_on(act: Act, finding: OfficeFinding) -> str:
    """The number of the filing that a question was asked on: the last before it with the money that it is about."""
    row, found = finding.row, ""
    for filing in filings.of_ministry(act.connection, row.call, row.ministry):
        if filing.filed_at < row.asked_at:
            found = found or str(filing.number)
            programmes = {each["key"]: each for each in json.loads(filing.content)["programmes"]}
            if (programmes.get(row.programme, {}).get("amount") or 0) == row.amount:
                return str(filing.number)
    return found


def ask(act: Act, number: str, programme: str, text: str, due: str = "", *, severity: str = "warning") -> int:
    """Ask the ministry about one programme of a filing; the money in question is what the programme asks for.

    ``due`` is the day until which it is to be answered, in ISO form; none where it is empty.
    """
    filing, _ = filings.read(act, number)
    answer = act.must("finding.ask", filings.item_of(filing, act.known.committee(programme)))
    rows = {row["key"]: row for row in json.loads(filing.content)["programmes"]}
    if programme not in rows:
        raise MissingError(word("missing"))
    done = act.connection.execute(
        insert(FINDINGS)
        .values(
            call=filing.call,
            ministry=filing.ministry,
            programme=programme,
            severity=severity,
            amount=rows[programme]["amount"] or 0,
            asked_by=act.actor.person,
            asked_of=filing.filed_by,
            asked_at=act.now,
        )
        .returning(FINDINGS.c.id)
    )
    made = int(done.scalar_one())
    _say(act, made, filing.ministry, "asked", text, answer.role, coming_day(act, due, "due"))
    return made


def answer_to(act: Act, number: int, text: str, version: int | None) -> None:
    """Answer a question as it stood in a version; nobody answers what he asked himself, in whatever role."""
    finding, item = load(act, number)
    answer = _must(act, "finding.answer", finding, finding.to_answer(item.year))
    _must_have_seen(finding, version)
    _say(act, number, finding.row.ministry, "answered", text, answer.role)


@dataclass(frozen=True, slots=True)
class Settling:
    """How a question ends and why, or that it is asked again, by a new day if one is named."""

    how: str
    text: str
    due: str = ""


def settle(act: Act, number: int, settling: Settling, version: int | None) -> None:
    """Settle a question as it stood in a version, or ask it again; nobody settles what he wrote, filed or answered.

    Raises
    ------
    ConflictError
        where something was said since.
    WorkspaceError
        where an answer is accepted that nobody has given, or a day is named for what is not asked again.
    """
    finding, item = load(act, number)
    how, text = settling.how, settling.text
    if how == REOPENED:
        _ask_again(act, finding, item, settling, version)
        return
    answer = _must(act, "finding.settle", finding, item)
    _must_have_seen(finding, version)
    if settling.due:
        raise WorkspaceError(word("due_asked_only"), column="due")
    if how not in SETTLED:
        raise WorkspaceError(word("settle_how"), column="how")
    if how not in finding.endings:
        raise WorkspaceError(word("accept_unanswered"), column="how")
    _say(act, number, finding.row.ministry, how, text, answer.role)


def _ask_again(act: Act, finding: OfficeFinding, item: Item, settling: Settling, version: int | None) -> None:
    due = coming_day(act, settling.due, "due")
    answer = act.must("finding.ask", item)
    if not finding.may_be_asked_again:
        raise WorkspaceError(word("ask_again_when"), column="how")
    _must_have_seen(finding, version)
    _say(act, finding.row.id, finding.row.ministry, REOPENED, settling.text, answer.role, due)


def _must_have_seen(finding: OfficeFinding, version: int | None) -> None:
    if version is None:
        raise UnseenError(word("version_needed"))
    if version != finding.version:
        raise ConflictError(word("said_meanwhile"), {}, finding.version)


def _must(act: Act, action: str, finding: OfficeFinding, item: Item) -> Permission:
    """What the table of rights says; where it is the state that stands in the way, that the question is settled."""
    if not finding.is_open and act.actor.may(action, item).why == "state":
        raise RefusedError(word("settled_meanwhile"), "settled")
    return act.must(action, item)


def _say(act: Act, number: int, ministry: str, kind: str, text: str, role: str, due: str | None = None) -> None:
    said = text.strip()
    if not 1 <= len(said) <= LONGEST:
        raise WorkspaceError(word("say_something", most=LONGEST), column="text")
    act.connection.execute(
        insert(MESSAGES).values(
            finding=number,
            kind=kind,
            text=said,
            due=due,
            **act.authorship("written"),
        )
    )
    after = f"{said} (~{due})" if due else said
    act.note(RecordEntry(f"finding.{kind}", "findings", f"finding {number}", ministry, after=after), role)


def in_question(findings: Iterable[OfficeFinding]) -> int:
    """The money that open questions are about, each programme counted once; minor units."""
    amounts: dict[tuple[str, str], int] = {}
    for each in findings:
        if each.is_open:
            place = (each.row.ministry, each.row.programme)
            amounts[place] = max(amounts.get(place, 0), each.row.amount)
    return sum(amounts.values())


def blocking(call: Call, asked: Iterable[OfficeFinding]) -> list[OfficeFinding]:
    """The questions that hold up the approval of what was filed in a call: its open ones, where it says so."""
    return [each for each in asked if each.is_open] if call.holds else []


def blocking_in_year(act: Act, year: int) -> list[int]:
    """The numbers of the open questions that hold up an approval of a year's amounts, whoever may read them."""
    with boundaries.whole(act.connection):
        every = [call for call in calls.every(act.connection) if call.year == year and call.holds]
        held = (blocking(call, of_call(act, call.id)) for call in every)
        return sorted(int(each.row.id) for asked in held for each in asked)
