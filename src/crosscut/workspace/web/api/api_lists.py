"""Lists of technologies for programs: proposed, deliberated, confirmed by the digest of what was read."""

from __future__ import annotations

from fastapi import Request
from pydantic import Field
from typing_extensions import TypedDict

from crosscut.workspace.approval import listings
from crosscut.workspace.approval.listing_shapes import ListPackage
from crosscut.workspace.approval.listings import ListIntention, ProposedList
from crosscut.workspace.web import list_desk
from crosscut.workspace.web.api_router import Number, end_text, interface, time_text
from crosscut.workspace.web.api_shapes import SentBody
from crosscut.workspace.web.desk import AtDesk

router = interface()


class ListIn(SentBody):
    """A list that is to hold: a bundled one by its id, or one's own by an id and its CSV; and where places go."""

    title: str = Field(min_length=1, max_length=120)
    why: str = Field(min_length=1, max_length=2000)
    name: str = Field(min_length=1, max_length=60)
    law: str = Field(min_length=1, max_length=300)
    in_force: str = Field(min_length=10, max_length=10)
    content: str = Field(default="", max_length=listings.LARGEST)
    passages: str = Field(default="", max_length=listings.LARGEST)


class ListSayingIn(SentBody):
    """Something to say of a list."""

    text: str = Field(min_length=1, max_length=2000)


class ListConfirmIn(SentBody):
    """A confirmation: the digest of what was read."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


class ListReturnIn(SentBody):
    """Why a list is sent back."""

    reason: str = Field(min_length=1, max_length=2000)


class ListRowAnswer(TypedDict):
    """A proposed list: proposed, confirmed or returned, by whom and when."""

    list: int
    title: str
    why: str
    name: str
    law: str
    in_force: str
    state: str
    made_by: str
    made_for: str
    made_at: str
    ended_by: str
    ended_for: str
    ended_at: str | None


class ListSayingAnswer(TypedDict):
    """What somebody said of a list."""

    text: str
    by: str
    standing_in_for: str
    at: str


class ListAnswer(TypedDict):
    """A list with its deliberation and what it changes; ``fault`` says why it cannot hold, and nothing is changed."""

    list: ListRowAnswer
    said: list[ListSayingAnswer]
    digest: str
    package: ListPackage | None
    fault: str


class ListProposed(TypedDict):
    """The number of a new list."""

    list: int


@router.get("/lists")
def every_list(request: Request, desk: AtDesk) -> list[ListRowAnswer]:
    """All proposed lists, the newest first."""
    with desk.look(request) as act:
        return [_row(each) for each in listings.every(act)]


@router.post("/lists", status_code=201)
def propose_list(request: Request, desk: AtDesk, body: ListIn) -> ListProposed:
    """Propose a list to take the place of the one that holds."""
    return {"list": list_desk.propose(request, desk, ListIntention(**body.model_dump()))}


@router.get("/lists/{listing}")
def read_list(request: Request, desk: AtDesk, listing: Number) -> ListAnswer:
    """A list with the series under it, what was said, and the digest that a confirmation names."""
    found, package, fault = list_desk.seen(request, desk, listing)
    said: list[ListSayingAnswer] = [
        {
            "text": each.text,
            "by": each.written_by_name,
            "standing_in_for": each.written_for_name or "",
            "at": time_text(each.written_at),
        }
        for each in found.remarks
    ]
    return {
        "list": _row(found),
        "said": said,
        "digest": list_desk.name_of(package),
        "package": package,
        "fault": fault.text.en if fault else "",
    }


@router.post("/lists/{listing}/sayings", status_code=204)
def say_of_list(request: Request, desk: AtDesk, listing: Number, body: ListSayingIn) -> None:
    """Say something of a list."""
    with desk.do(request) as act:
        listings.say(act, listing, body.text)


@router.post("/lists/{listing}/return", status_code=204)
def return_list(request: Request, desk: AtDesk, listing: Number, body: ListReturnIn) -> None:
    """Send a list back unconfirmed."""
    with desk.do(request) as act:
        listings.give_back(act, listing, body.reason)


@router.post("/lists/{listing}/confirm", status_code=204)
def confirm_list(request: Request, desk: AtDesk, listing: Number, body: ListConfirmIn) -> None:
    """Confirm what was read; 409 with the difference where anything has moved since."""
    list_desk.confirm(request, desk, listing, body.digest)


def _row(found: ProposedList) -> ListRowAnswer:
    ending = found.ending
    return {
        "list": found.id,
        "title": found.row.title,
        "why": found.row.why,
        "name": listings.short(found.row.name),
        "law": found.row.law,
        "in_force": found.row.in_force,
        "state": found.state,
        "made_by": found.row.made_by_name,
        "made_for": found.row.made_for_name or "",
        "made_at": time_text(found.row.made_at),
        "ended_by": ending.signed_by_name if ending is not None else "",
        "ended_for": (ending.signed_for_name or "") if ending is not None else "",
        "ended_at": end_text(ending.signed_at if ending is not None else None),
    }
