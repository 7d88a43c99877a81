"""What pages and programs do alike with a publication: see it with what has changed since, and sign it."""

from __future__ import annotations

from pathlib import Path

from fastapi import Request
from starlette.datastructures import FormData

from crosscut.findings import Finding, Severity
from crosscut.workbench.signoff.earlier import EarlierManifest
from crosscut.workspace.approval import publication_signing, publications
from crosscut.workspace.approval.publication_signing import KnownChanges
from crosscut.workspace.approval.publications import PlannedPublication
from crosscut.workspace.errors import MissingError
from crosscut.workspace.web.desk import Desk
from crosscut.workspace.words import word

Outdated = dict[str, tuple[str, str]]


def seen(request: Request, desk: Desk, publication: int) -> tuple[PlannedPublication, Outdated]:
    """A publication with the files that have changed since it was prepared, where it waits for its signature."""
    with desk.look(request) as act:
        found = publications.load(act, publication)
    if found.state != "prepared":
        return found, {}
    now = publication_signing.files_now(desk.office)
    return found, publication_signing.changed(manifest_of(found)["inputs"], now)


def sign(
    request: Request,
    desk: Desk,
    publication: int,
    digest: str,
    known_changes: KnownChanges | None = None,
    form: FormData | None = None,
) -> None:
    """Sign what was seen, named by its digest."""
    with desk.look(request) as act:
        found = publications.load(act, publication)
        act.must("publication.sign", found.item)
    now = publication_signing.files_now(desk.office)
    with desk.do(request, form) as act:
        publication_signing.sign(act, publication, digest, now, known_changes)


def kind_of(name: str) -> str:
    """What a file of the folder holds: settings, policy, lists, amounts, readings, decisions or sources."""
    kinds = (
        ("crosscut.toml", "settings"),
        ("policy.toml", "policy"),
        ("taxonomies/", "lists"),
        ("decisions/plan-", "amounts"),
        ("decisions/readings-", "readings"),
        ("decisions/", "decisions"),
    )
    return next((kind for start, kind in kinds if name.startswith(start)), "sources")


def warnings_now(desk: Desk) -> list[Finding]:
    """What the rules warn of in the budget as it is now, the worst first."""
    if desk.office.reading is None:
        return []
    found = desk.office.reading.budget.run.findings
    return sorted((each for each in found if each.severity is not Severity.INFO), key=lambda each: each.sort_key)


def manifest_of(found: PlannedPublication) -> EarlierManifest:
    """The manifest of a publication that was prepared."""
    if found.manifest is None:
        raise MissingError(word("missing"))
    return found.manifest


def folder_of(desk: Desk) -> Path:
    """The budget folder."""
    if desk.office.reading is None:
        raise MissingError(word("missing"))
    return desk.office.reading.folder


def address_of(desk: Desk) -> str:
    """The address at which the public reads the edition, as the budget's settings name it; empty where they do not."""
    room = desk.office.reading
    return room.budget.run.snapshot.settings.base_url if room else ""
