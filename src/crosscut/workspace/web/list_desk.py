"""What pages and programs do alike with a proposed list: see it with what it changes, confirm it."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData

from crosscut.workspace.approval import listing_files, listing_signing, listings, signed_packages
from crosscut.workspace.approval.listing_shapes import ListPackage
from crosscut.workspace.approval.listings import ListIntention, ProposedList
from crosscut.workspace.approval.move_signing import room_of
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.web.desk import Desk


def seen(request: Request, desk: Desk, number: int) -> tuple[ProposedList, ListPackage | None, WorkspaceError | None]:
    """A list with all that it changes, or why it cannot hold; what may be confirmed is kept by its digest."""
    with desk.look(request) as act:
        found = listings.load(act, number)
    fault: WorkspaceError | None = None
    worked = None
    if found.state != "confirmed":
        try:
            worked = listing_signing.work_out(desk.office, found)
        except WorkspaceError as error:
            fault = error
    package = listing_signing.package_of(found, worked)
    if package is None or found.state != "proposed":
        return found, package, fault
    with desk.look(request) as act:
        signs = act.actor.may("list.confirm", found.item).allowed
        kept = not signs or signed_packages.is_kept(act.connection, package)
    if not kept:
        with desk.office.database.writing() as connection:
            signed_packages.keep(connection, package, desk.office.clock())
    return found, package, fault


def name_of(package: ListPackage | None) -> str:
    """The digest of what is shown; empty where nothing is."""
    return signed_packages.digest_of(package) if package is not None else ""


def propose(request: Request, desk: Desk, sent: ListIntention, form: FormData | None = None) -> int:
    """Propose a list that can take the place of the one that holds; its number."""
    with desk.look(request) as act:
        act.must("list.propose")
    _ = room_of(desk.office).budget
    with desk.do(request, form) as act:
        made = listings.propose(act, sent)
        listing_signing.check(act, listings.load(act, made))
    return made


def confirm(request: Request, desk: Desk, number: int, seen_digest: str, form: FormData | None = None) -> None:
    """Confirm what was seen, named by its digest, and write the folder's files."""
    with desk.look(request) as act:
        found = listings.load(act, number)
        act.must("list.confirm", found.item)
    worked = listing_signing.work_out(desk.office, found)
    with desk.do(request, form) as act:
        listing_signing.confirm(act, number, seen_digest, worked)
    room = room_of(desk.office)
    listing_files.bring_up_to_date(desk.office.database, room.folder)
    room.moved.set()
