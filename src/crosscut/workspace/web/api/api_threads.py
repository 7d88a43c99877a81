"""What is said of a move for programs: threads, and why it is to be signed, with the numbers that texts name."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request, Response
from pydantic import Field
from sqlalchemy import Row
from typing_extensions import TypedDict

from crosscut.workspace.approval import move_threads, moves
from crosscut.workspace.approval.move_shapes import QuotedFigure
from crosscut.workspace.approval.move_threads import MoveThread, Remark
from crosscut.workspace.errors import MissingError
from crosscut.workspace.web import thread_desk
from crosscut.workspace.web.api_router import IfMatch, Number, interface, seen_version, time_text
from crosscut.workspace.web.api_shapes import SentBody
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.thread_desk import SentRemark
from crosscut.workspace.words import word

router = interface()


class ThreadIn(SentBody):
    """A thread on a move; of one programme or of one published figure where either is named."""

    text: str = Field(min_length=1, max_length=2000)
    programme: str = Field(default="", max_length=300)
    figure: str = Field(default="", max_length=80)


class SayingIn(SentBody):
    """Something to say in a thread; what stands in square brackets is a number that is told live."""

    text: str = Field(min_length=1, max_length=2000)


class JustificationIn(SentBody):
    """Why a move is to be signed, in Korean, English or both."""

    ko: str = Field(default="", max_length=6000)
    en: str = Field(default="", max_length=6000)


class SayingAnswer(TypedDict):
    """What somebody said; ``quotes`` are the numbers that it names, as they were then."""

    kind: str
    text: str
    quotes: dict[str, QuotedFigure]
    by: str
    standing_in_for: str
    at: str


class MoveThreadAnswer(TypedDict):
    """A thread; ``version`` is how much was said in it, and its ETag."""

    thread: int
    move: int
    programme: str
    figure: str
    open: bool
    version: int
    said: list[SayingAnswer]


class ThreadMade(TypedDict):
    """The number of a new thread."""

    thread: int


class JustificationAnswer(TypedDict):
    """Why a move is to be signed; ``version`` names it, and is its ETag."""

    version: int
    ko: str
    en: str
    quotes: dict[str, QuotedFigure]
    by: str
    standing_in_for: str
    at: str


@router.get("/moves/{move}/threads")
def threads_of_move(request: Request, desk: AtDesk, move: Number) -> list[MoveThreadAnswer]:
    """The threads on a move, the open ones first."""
    with desk.look(request) as act:
        moves.load(act, move)
        return [_thread(each) for each in move_threads.of_move(act, move)]


@router.post("/moves/{move}/threads", status_code=201)
def begin_thread(request: Request, desk: AtDesk, move: Number, body: ThreadIn) -> ThreadMade:
    """Open a thread."""
    remark = Remark(body.text, {}, body.programme, body.figure)
    return {"thread": thread_desk.begin(request, desk, move, remark)}


@router.get("/threads/{thread}")
def read_thread(request: Request, desk: AtDesk, response: Response, thread: Number) -> MoveThreadAnswer:
    """A thread with all that was said."""
    with desk.look(request) as act:
        found, _ = move_threads.load(act, thread)
    response.headers["etag"] = f'"{found.version}"'
    return _thread(found)


@router.post("/threads/{thread}/sayings", status_code=204)
def say_in_thread(request: Request, desk: AtDesk, thread: Number, body: SayingIn, seen: IfMatch = "") -> None:
    """Say something; a settled thread is open again then."""
    thread_desk.answer(request, desk, thread, SentRemark(body.text, seen_version(seen)))


@router.post("/threads/{thread}/settle", status_code=204)
def settle_thread(request: Request, desk: AtDesk, thread: Number, body: SayingIn, seen: IfMatch = "") -> None:
    """Settle it, with what there is to say."""
    thread_desk.answer(request, desk, thread, SentRemark(body.text, seen_version(seen), settles=True))


@router.get("/moves/{move}/justification")
def read_justification(request: Request, desk: AtDesk, response: Response, move: Number) -> JustificationAnswer:
    """Why a move is to be signed, as it was written last; its numbers as they are stand in the move's package."""
    with desk.look(request) as act:
        row = moves.load(act, move).justification
    if row is None:
        raise MissingError(word("missing"))
    response.headers["etag"] = f'"{row.id}"'
    return {
        "version": int(row.id),
        "ko": row.ko,
        "en": row.en,
        "quotes": json.loads(row.quotes),
        "by": row.written_by_name,
        "standing_in_for": row.written_for_name or "",
        "at": time_text(row.written_at),
    }


@router.put("/moves/{move}/justification", status_code=204)
def write_justification(
    request: Request, desk: AtDesk, move: Number, body: JustificationIn, seen: IfMatch = ""
) -> None:
    """Write it anew; ``If-Match`` is the version that was seen, ``"0"`` where there is none."""
    thread_desk.justify(request, desk, move, body.ko, body.en, seen_version(seen))


def _thread(found: MoveThread) -> MoveThreadAnswer:
    return {
        "thread": found.id,
        "move": int(found.row.move),
        "programme": found.row.programme,
        "figure": found.row.figure,
        "open": found.is_open,
        "version": found.version,
        "said": [_remark_answer(row) for row in found.remarks],
    }


def _remark_answer(row: Row[Any]) -> SayingAnswer:
    return {
        "kind": row.kind,
        "text": row.text,
        "quotes": json.loads(row.quotes or "{}"),
        "by": row.written_by_name,
        "standing_in_for": row.written_for_name or "",
        "at": time_text(row.written_at),
    }
