"""A bundle from the command line of whoever runs the server, for somebody who may write the request; no server runs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from crosscut.errors import CrosscutError
from crosscut.text import Language
from crosscut.workspace.bundles import bundles
from crosscut.workspace.bundles.bundle_files import mark_of
from crosscut.workspace.errors import MissingError
from crosscut.workspace.filing import calls, drafts
from crosscut.workspace.office import Act, Office, looking
from crosscut.workspace.people import administration, people
from crosscut.workspace.web.pages.bundle_page import bundle


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A bundle with the name of its file, and what it is of."""

    content: bytes
    name: str
    call: int
    ministry: str
    mark: str


def written(office: Office, ministry: str, by: str, call: int, language: Language) -> WrittenBundle:
    """A bundle of a ministry's request; ``call`` 0 is the last one that the ministry is invited to.

    Raises
    ------
    CrosscutError
        where there is no such person, ministry or call, or the person may not write the request now.
    """
    key = administration.ministry_named(office, ministry)
    with office.database.reading() as connection:
        found = people.named(connection, by)
    if found is None:
        raise CrosscutError(f"{by!r} is nobody of this workspace", hint="Name somebody whom `crosscut people` lists")
    with looking(office, lambda opened, now: people.actor(opened, found.id, now)) as act:
        number = call or _last(act.connection, key)
        try:
            return _written(act, number, key, language)
        except MissingError:
            hint = "Name a call that the ministry is invited to, and somebody who writes for it"
            raise CrosscutError(f"{by} has no request of {key} in call {number}", hint=hint) from None


def _written(act: Act, number: int, ministry: str, language: Language) -> WrittenBundle:
    found = drafts.visible(act, number, ministry)
    calls.must(act, "request.write", found, ministry)
    base = bundles.stated(act, found, ministry)[1]
    name = f"bundle-{found.year}-{ministry}.zip"
    return WrittenBundle(bundle(act, found, ministry, language), name, number, ministry, mark_of(base))


def _last(connection: Connection, ministry: str) -> int:
    invited = [each.id for each in calls.every(connection) if ministry in each.ministries]
    if not invited:
        raise CrosscutError(f"{ministry} is invited to no call", hint="Open a call, or name another ministry")
    return max(invited)
