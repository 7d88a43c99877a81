"""Pages of designating technologies: proposed lists, one of them with the restated series, its deliberation and end."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut import taxonomy
from crosscut.text import Text
from crosscut.workspace.approval import listings, move_signing
from crosscut.workspace.approval.listing_shapes import ListPackage, ListPassage
from crosscut.workspace.approval.listings import ListIntention, ProposedList
from crosscut.workspace.approval.signed_packages import MovedError
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.office import refusal
from crosscut.workspace.web import list_desk
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, kept, posted
from crosscut.workspace.web.pages.list_view import moved_rows
from crosscut.workspace.web.uploads import given
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)


@router.get("/lists")
def every(request: Request, desk: AtDesk) -> Response:
    """The list that holds, and those that were proposed."""
    run = move_signing.room_of(desk.office).budget.run
    with desk.look(request) as act:
        rows = listings.every(act)
        return desk.page(request, act, "lists.html", rows=rows, holds=run.taxonomy, short=listings.short)


@router.get("/lists/new")
def form_of(request: Request, desk: AtDesk) -> Response:
    """The form that proposes a list."""
    return _form(request, desk)


def _form(request: Request, desk: Desk, error: WorkspaceError | None = None, form: Sent | None = None) -> Response:
    run = move_signing.room_of(desk.office).budget.run
    offered = [each for each in taxonomy.names() if each != run.taxonomy.id and not taxonomy.to_keep(each)]
    with desk.look(request) as act:
        act.must("list.propose")
        values = {"holds": run.taxonomy, "offered": offered, "columns": ", ".join(listings.PASSAGE)}
        return desk.page(request, act, "list_new.html", error=error, form=kept(form), **values)


@router.post("/lists")
def propose(request: Request, desk: AtDesk, form: Sent) -> Response:
    """Propose it."""
    fields = ("title", "why", "name", "law", "in_force", "content", "passages")
    title, why, name, law, in_force, content, passages = (posted(form, each) for each in fields)
    sent = ListIntention(title, why, name, law, in_force, content, passages)
    try:
        made = list_desk.propose(request, desk, sent, form)
    except WorkspaceError as error:
        if error.status in (401, 403, 404):
            raise
        return _form(request, desk, error, form)
    return go(f"/lists/{made}", "list_proposed")


@router.get("/lists/{listing}")
def one(request: Request, desk: AtDesk, listing: Number) -> Response:
    """A list: the series under it beside the one that stands, before anything is confirmed."""
    return _one(request, desk, listing)


def _one(
    request: Request, desk: Desk, listing: int, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    found, package, fault = list_desk.seen(request, desk, listing)
    named = _names(desk, found, package)
    with desk.look(request) as act:
        confirms = act.actor.may("list.confirm", found.item)
        return desk.page(
            request,
            act,
            "list.html",
            error=error,
            form=kept(form),
            found=found,
            package=package,
            fault=fault,
            digest=list_desk.name_of(package),
            named=named,
            parted=_parted(package["consequences"]["passages"]) if package is not None else [],
            since=moved_rows(error.columns, found, named) if isinstance(error, MovedError) else [],
            was_moved=isinstance(error, MovedError),
            refused=None if confirms.allowed else refusal("list.confirm", confirms, found.state),
            period=move_signing.room_of(desk.office).budget.run.calendar.text,
            short=listings.short,
        )


def _names(desk: Desk, found: ProposedList, package: ListPackage | None) -> Callable[[str], Text]:
    """What places of either list are called: the name of the area, and the id of the part."""
    told = package["consequences"] if package is not None else None
    rows = [*told["before"], *told["after"]] if told else []
    run = move_signing.room_of(desk.office).budget.run
    lists = [run.taxonomy, *(each.before for each in run.snapshot.designations)]
    lists += [taxonomy.load(str(found.row.name))] if found.row.name in taxonomy.names() else []
    known = {area.id: (area.en, area.ko) for each in lists for area in each.areas}
    known |= {row["area"]: (row["en"], row["ko"]) for row in rows}

    def named(place: str) -> Text:
        area, stroke, part = place.partition("/")
        en, ko = known.get(area, (area, area))
        return Text(f"{en}{stroke}{part}", f"{ko}{stroke}{part}")

    return named


def _parted(rows: list[ListPassage]) -> list[ListPassage]:
    """The passages that readers look at: what changes its name, is split, or goes nowhere."""
    return [each for each in rows if each["source"] != each["target"] or each["part"] != each["whole"]]


@router.post("/lists/{listing}/say")
def say(request: Request, desk: AtDesk, listing: Number, form: Sent) -> Response:
    """Say something of it."""
    try:
        with desk.do(request, form) as act:
            listings.say(act, listing, posted(form, "text"))
    except WorkspaceError as error:
        return _again(request, desk, listing, error, form)
    return go(f"/lists/{listing}", "list_said")


@router.post("/lists/{listing}/return")
def give_back(request: Request, desk: AtDesk, listing: Number, form: Sent) -> Response:
    """Send it back unconfirmed."""
    try:
        with desk.do(request, form) as act:
            listings.give_back(act, listing, posted(form, "reason"))
    except WorkspaceError as error:
        return _again(request, desk, listing, error, form)
    return go(f"/lists/{listing}", "list_returned")


@router.post("/lists/{listing}/confirm")
def confirm(request: Request, desk: AtDesk, listing: Number, form: Sent) -> Response:
    """Confirm what was on the screen; refused with the difference where anything has moved since."""
    try:
        list_desk.confirm(request, desk, listing, posted(form, "digest"), form)
    except WorkspaceError as error:
        return _again(request, desk, listing, error, form)
    return go(f"/lists/{listing}", "list_confirmed")


def _again(request: Request, desk: Desk, listing: int, error: WorkspaceError, form: Sent) -> Response:
    if error.status in (401, 403, 404):
        raise error
    return _one(request, desk, listing, error, form)


@router.get("/lists/{listing}/receipt.json")
def receipt(request: Request, desk: AtDesk, listing: Number) -> Response:
    """The signed receipt of a designation."""
    return _kept(request, desk, listing, "receipt", "application/json", "receipt.json")


@router.get("/lists/{listing}/package.json")
def package(request: Request, desk: AtDesk, listing: Number) -> Response:
    """Exactly what was confirmed, whose SHA-256 the receipt names."""
    return _kept(request, desk, listing, "package", "application/json", "package.json")


@router.get("/lists/{listing}/designation.csv")
def file(request: Request, desk: AtDesk, listing: Number) -> Response:
    """The designation as the file of the folder says it."""
    return _kept(request, desk, listing, "file", "text/csv", "csv")


def _kept(request: Request, desk: Desk, listing: int, column: str, kind: str, ending: str) -> Response:
    with desk.look(request) as act:
        found = listings.load(act, listing)
    if found.ending is None or found.state != "confirmed":
        raise MissingError(word("missing"))
    return given(str(getattr(found.ending, column)), f"list-{listing}.{ending}", kind)
