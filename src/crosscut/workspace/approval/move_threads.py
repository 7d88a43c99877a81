"""Threads on a move: questions and remarks on the whole, on one amount or one published figure, open until settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from crosscut.workspace.approval import moves
from crosscut.workspace.approval.moves import StageMove
from crosscut.workspace.approval.quoted_figures import Quotes, is_figure, kept
from crosscut.workspace.entered_text import SENT_AGAIN, plain
from crosscut.workspace.errors import ConflictError, MissingError, UnseenError, WorkspaceError
from crosscut.workspace.filing import calls
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import OF_SOME_YEAR
from crosscut.workspace.schema.approval_schema import MOVES, SIGNINGS
from crosscut.workspace.schema.discussion_schema import THREAD_MESSAGES, THREADS
from crosscut.workspace.words import word

SAID, SETTLED, REOPENED = "said", "settled", "reopened"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class MoveThread:
    """A thread with all that was said in it, in order."""

    row: Row[Any]
    remarks: tuple[Row[Any], ...]

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.row.id)

    @property
    def version(self) -> int:
        """How much has been said; whoever answers or settles it says how much of it they saw."""
        return len(self.remarks)

    @property
    def is_open(self) -> bool:
        """Whether it is not settled."""
        return str(self.remarks[-1].kind) != SETTLED

    def is_opened_by(self, people: frozenset[int]) -> bool:
        """Whether one of these opened it, or had it opened for them."""
        return bool(people & {self.row.opened_by, self.row.opened_for})


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said, with the numbers that it names; ``programme`` and ``figure`` say of what a new thread is."""

    text: str
    quotes: Quotes
    programme: str = ""
    figure: str = ""


def of_move(act: Act, move: int) -> list[MoveThread]:
    """The threads on a move that the person may see: the open ones first, then by their numbers."""
    found = _threads(act.connection, THREADS.c.move == move)
    return sorted(found, key=lambda each: (not each.is_open, each.id))


def open_counts(act: Act, numbers: list[int]) -> dict[int, int]:
    """How many threads are open on each of some moves; those without any are left out."""
    newest = select(func.max(THREAD_MESSAGES.c.id)).group_by(THREAD_MESSAGES.c.thread)
    query = select(THREADS.c.move, func.count()).join(THREAD_MESSAGES, THREAD_MESSAGES.c.thread == THREADS.c.id)
    here = (THREADS.c.move.in_(numbers), THREAD_MESSAGES.c.id.in_(newest), THREAD_MESSAGES.c.kind != SETTLED)
    rows = act.connection.execute(query.where(*here).group_by(THREADS.c.move))
    return {int(move): int(count) for move, count in rows}


def on_own(act: Act) -> dict[int, int]:
    """How many threads are open on each proposed move that whoever looks made, as far as they may read moves."""
    if not act.actor.may("move.read", OF_SOME_YEAR).allowed:
        return {}
    ended = select(SIGNINGS.c.move)
    mine = select(MOVES.c.id).where(MOVES.c.made_by == act.actor.person, MOVES.c.id.not_in(ended))
    return open_counts(act, list(act.connection.scalars(mine)))


def _threads(connection: Connection, which: Any) -> list[MoveThread]:
    rows = list(connection.execute(select(THREADS).where(which).order_by(THREADS.c.id)))
    query = (
        people.with_names(THREAD_MESSAGES, "written")
        .where(THREAD_MESSAGES.c.thread.in_([row.id for row in rows]))
        .order_by(THREAD_MESSAGES.c.id)
    )
    said: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query):
        said.setdefault(row.thread, []).append(row)
    return [MoveThread(row, tuple(said[row.id])) for row in rows]


def load(act: Act, number: int) -> tuple[MoveThread, StageMove]:
    """A thread and its move.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    found = _threads(act.connection, THREADS.c.id == number)
    if not found:
        raise MissingError(word("missing"))
    return found[0], moves.load(act, int(found[0].row.move))


def blocking(act: Act, move: StageMove) -> list[int]:
    """The open threads that hold up a move's approval: all of them where a call of its year says so."""
    if not any(call.year == move.period.year and call.holds for call in calls.every(act.connection)):
        return []
    return [each.id for each in _threads(act.connection, THREADS.c.move == move.id) if each.is_open]


def remark_numbers(act: Act, move: StageMove) -> list[int]:
    """The numbers of all that was said of a move."""
    query = (
        select(THREAD_MESSAGES.c.id)
        .join(THREADS, THREADS.c.id == THREAD_MESSAGES.c.thread)
        .where(THREADS.c.move == move.id)
    )
    return [int(each) for each in act.connection.scalars(query.order_by(THREAD_MESSAGES.c.id))]


def begin(act: Act, move: int, remark: Remark) -> int:
    """Open a thread on a move, on the amount of one of its programmes, or on a published figure; sent twice, it is one.

    Raises
    ------
    WorkspaceError
        where nothing is said, or the programme or figure is none of the move's.
    """
    found = moves.load(act, move)
    answer = act.must("move.discuss", found.item)
    if remark.programme and remark.figure:
        raise WorkspaceError(word("thread_of_both"), column="figure")
    if remark.programme and remark.programme not in found.proposed.amounts:
        raise WorkspaceError(word("move_no_programme", said=remark.programme[:80]), column="programme")
    is_one = is_figure(remark.figure) and remark.figure not in found.proposed.amounts
    if remark.figure and not (is_one and remark.figure in remark.quotes):
        raise WorkspaceError(word("quote_unknown", said=remark.figure[:80]), column="figure")
    said = _text(remark.text)
    if same := next((each for each in of_move(act, move) if _is_same(act, each, remark, said)), None):
        return same.id
    values = {"move": move, "programme": remark.programme, "figure": remark.figure}
    made = act.connection.execute(insert(THREADS).values(**values, **act.authorship("opened")).returning(THREADS.c.id))
    number = int(made.scalar_one())
    _write(act, number, SAID, said, kept(f"{said} [{remark.figure}]", remark.quotes))
    about = remark.programme or remark.figure
    after = f"{about}: {said}" if about else said
    act.note(RecordEntry("move.discuss", "moves", f"move {move}", after=after), answer.role)
    return number


def _is_same(act: Act, thread: MoveThread, remark: Remark, said: str) -> bool:
    """Whether a thread is what somebody sends once more: their own, just opened, about the same in the same words."""
    row = thread.row
    mine = (row.opened_by, row.programme, row.figure) == (act.actor.person, remark.programme, remark.figure)
    only = len(thread.remarks) == 1 and str(thread.remarks[0].text) == said
    return mine and only and thread.remarks[0].written_at > act.now - SENT_AGAIN


def say(act: Act, number: int, remark: Remark, version: int | None) -> None:
    """Say something in a thread as it stood in a version; what is said in a settled one opens it again.

    Raises
    ------
    ConflictError
        where something was said since.
    """
    thread, move = load(act, number)
    answer = act.must("move.discuss", move.item)
    _must_have_seen(thread, version)
    said = _text(remark.text)
    kind = SAID if thread.is_open else REOPENED
    _write(act, number, kind, said, kept(said, remark.quotes))
    act.note(RecordEntry("move.discuss", "moves", f"move {move.id}", after=said), answer.role)


def settle(act: Act, number: int, remark: Remark, version: int | None) -> None:
    """Settle a thread with a reason: whoever opened it, or somebody who had no hand in the move.

    Raises
    ------
    ConflictError
        where something was said since.
    WorkspaceError
        where it is settled already, or nothing is said.
    """
    thread, move = load(act, number)
    own = thread.is_opened_by(act.actor.people)
    answer = act.must("move.discuss" if own else "move.settle", move.item)
    _must_have_seen(thread, version)
    if not thread.is_open:
        raise WorkspaceError(word("thread_settled_already"), "settled")
    said = _text(remark.text)
    _write(act, number, SETTLED, said, kept(said, remark.quotes))
    act.note(RecordEntry("move.settle", "moves", f"move {move.id}", after=said), answer.role)


def may_settle(act: Act, thread: MoveThread, move: StageMove) -> bool:
    """Whether the person may settle a thread as it stands."""
    own = thread.is_opened_by(act.actor.people)
    return thread.is_open and act.actor.may("move.discuss" if own else "move.settle", move.item).allowed


def _must_have_seen(thread: MoveThread, version: int | None) -> None:
    if version is None:
        raise UnseenError(word("version_needed"))
    if version != thread.version:
        raise ConflictError(word("said_meanwhile"), {}, thread.version)


def _text(text: str) -> str:
    said = plain(text, "thread_saying", _LONGEST)
    if not said:
        raise WorkspaceError(word("say_something", most=_LONGEST), column="text")
    return said


def _write(act: Act, thread: int, kind: str, text: str, quotes: str) -> None:
    values = {"thread": thread, "kind": kind, "text": text, "quotes": quotes}
    act.connection.execute(insert(THREAD_MESSAGES).values(**values, **act.authorship("written")))
