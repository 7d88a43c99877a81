"""What pages and programs do alike with what is said of a move: the numbers that texts name, and what is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData

from crosscut.workspace import justifications
from crosscut.workspace.approval import move_signing, move_threads, quoted_figures
from crosscut.workspace.approval.move_shapes import MovePackage
from crosscut.workspace.approval.move_threads import MoveThread, Remark
from crosscut.workspace.approval.moves import StageMove
from crosscut.workspace.approval.quoted_figures import Quotes
from crosscut.workspace.web import move_desk
from crosscut.workspace.web.desk import Desk


def live(desk: Desk, found: StageMove, threads: Sequence[MoveThread], package: MovePackage) -> Quotes:
    """The numbers that the texts of a move name, as they are with the move."""
    texts = [str(row.text) for thread in threads for row in thread.remarks]
    texts += [f"[{thread.row.figure}]" for thread in threads if thread.row.figure]
    if found.justification is not None:
        texts += [str(found.justification.ko), str(found.justification.en)]
    return quoted_figures.of_move(quoted_figures.names_in(texts), package, move_signing.room_of(desk.office).folder)


def begin(request: Request, desk: Desk, move: int, remark: Remark, form: FormData | None = None) -> int:
    """Open a thread; its number."""
    quotes = _named(request, desk, move, {"text": remark.text, "figure": f"[{remark.figure}]"})
    with desk.do(request, form) as act:
        return move_threads.begin(act, move, Remark(remark.text, quotes, remark.programme, remark.figure))


@dataclass(frozen=True, slots=True)
class SentRemark:
    """What is said in a thread as it was seen at a version, and whether it ``settles`` it."""

    text: str
    version: int | None
    settles: bool = False


def answer(request: Request, desk: Desk, thread: int, sent: SentRemark, form: FormData | None = None) -> None:
    """Say something in a thread, or settle it with that."""
    with desk.look(request) as act:
        move = move_threads.load(act, thread)[1].id
    remark = Remark(sent.text, _named(request, desk, move, {"text": sent.text}))
    with desk.do(request, form) as act:
        (move_threads.settle if sent.settles else move_threads.say)(act, thread, remark, sent.version)


def justify(
    request: Request, desk: Desk, move: int, ko: str, en: str, version: int, form: FormData | None = None
) -> None:
    """Write why a move is to be signed."""
    quotes = _named(request, desk, move, {"ko": ko, "en": en})
    with desk.do(request, form) as act:
        justifications.write(act, move, ko, en, quotes, version)


def _named(request: Request, desk: Desk, move: int, texts: dict[str, str]) -> Quotes:
    """The numbers that texts name, each by its field, as they are with the move."""
    names = quoted_figures.names_in(texts.values())
    if not names:
        return {}
    _, package = move_desk.seen(request, desk, move)
    known = quoted_figures.of_move(names, package, move_signing.room_of(desk.office).folder)
    for column, text in texts.items():
        quoted_figures.must_be_known(quoted_figures.names_in([text]), known, column)
    return known
