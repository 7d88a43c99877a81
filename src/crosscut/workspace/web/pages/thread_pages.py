"""Forms on the page of a move that say something of it: threads, and why it is to be signed."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut.workspace.approval import move_signing, move_threads, quoted_figures
from crosscut.workspace.approval.move_threads import Remark
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.web import thread_desk
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, number, posted
from crosscut.workspace.web.pages import move_pages
from crosscut.workspace.web.pages.move_view import named_programme
from crosscut.workspace.web.thread_desk import SentRemark

router = APIRouter(include_in_schema=False)


@router.post("/moves/{move}/threads")
def begin(request: Request, desk: AtDesk, move: Number, form: Sent) -> Response:
    """Open a thread on the move, or on what is named."""
    about, text = posted(form, "about").strip(), posted(form, "text")
    facts = move_signing.room_of(desk.office).budget.facts
    programme = named_programme(facts, about)
    if programme not in facts and quoted_figures.is_figure(about):
        remark = Remark(text, {}, figure=about)
    else:
        remark = Remark(text, {}, programme=programme)

    def act() -> str:
        return f"thread-{thread_desk.begin(request, desk, move, remark, form)}"

    return _done(request, desk, move, form, act)


@router.post("/threads/{thread}/say")
def say(request: Request, desk: AtDesk, thread: Number, form: Sent) -> Response:
    """Say something in it."""
    return _answer(request, desk, thread, form, settles=False)


@router.post("/threads/{thread}/settle")
def settle(request: Request, desk: AtDesk, thread: Number, form: Sent) -> Response:
    """Settle it."""
    return _answer(request, desk, thread, form, settles=True)


@router.post("/moves/{move}/justification")
def justify(request: Request, desk: AtDesk, move: Number, form: Sent) -> Response:
    """Write why it is to be signed."""

    def act() -> str:
        texts = posted(form, "ko"), posted(form, "en")
        thread_desk.justify(request, desk, move, *texts, number(form, "seen"), form)
        return "justification"

    return _done(request, desk, move, form, act)


def _answer(request: Request, desk: Desk, thread: int, form: Sent, *, settles: bool) -> Response:
    def act() -> str:
        sent = SentRemark(posted(form, "text"), number(form, "version"), settles)
        thread_desk.answer(request, desk, thread, sent, form)
        return f"thread-{thread}"

    with desk.look(request) as looking:
        move = move_threads.load(looking, thread)[1].id
    return _done(request, desk, move, form, act)


def _done(request: Request, desk: Desk, move: int, form: Sent, act: Callable[[], str]) -> Response:
    """Do it and lead to where it stands on the page; the page with what was typed where it cannot be done."""
    try:
        place = act()
    except WorkspaceError as error:
        return move_pages.again(request, desk, move, error, form)
    return go(f"/moves/{move}", "move_said", place)
