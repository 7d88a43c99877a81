"""Signing a publication: what was prepared, named by its digest, over files that are still what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosscut.ledger.chain import moment_text
from crosscut.workspace import findings, publications
from crosscut.workspace.errors import AgainError, ConflictError, MissingError, WorkspaceError
from crosscut.workspace.move_consequences import Marks, marks_of
from crosscut.workspace.office import Act, Office
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class FilesNow:
    """The files of the folder with their digests, at one state of it."""

    files: Mapping[str, str]
    marks: Marks


class OutdatedError(ConflictError):
    """Files have changed since the publication was prepared; ``columns`` has the digest of each, then and now."""

    usual = "outdated"


def files_now(office: Office) -> FilesNow:
    """What the folder holds, read anew where it has changed. Not within a transaction."""
    room = office.reading
    if room is None:
        raise MissingError(word("missing"))
    files = dict(room.current().snapshot.files)
    return FilesNow(files, marks_of(room.folder, files))


def changed(prepared: Mapping[str, str], now: FilesNow) -> dict[str, tuple[str, str]]:
    """The files that are not what a publication was made from: each digest then and now, empty where there was none."""
    names = sorted(prepared.keys() | now.files.keys())
    pairs = {name: (prepared.get(name, ""), now.files.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def sign(act: Act, number: int, seen: str, now: FilesNow) -> None:
    """Sign what was on the screen, named by its digest; it goes out when its embargo ends, or at once.

    Raises
    ------
    OutdatedError
        where a file has changed since it was prepared, with each.
    AgainError
        where the folder changes at this very moment, or something else was on the screen.
    WorkspaceError
        where an open question stops it.
    """
    known = publications.load(act, number)
    answer = act.must("publication.sign", known.item)
    manifest, room = known.manifest, act.office.reading
    if manifest is None or room is None:
        raise MissingError(word("missing"))
    if seen != known.digest:
        raise AgainError(word("publication_other"), "other")
    if marks_of(room.folder, now.files) != now.marks:
        raise AgainError(word("move_moving"), "moving")
    if moved := changed(manifest["inputs"], now):
        columns = {name: (before, after, before) for name, (before, after) in moved.items()}
        raise OutdatedError(word("publication_outdated"), columns, number)
    if questions := findings.holding_year(act, int(manifest["period"]["fiscal_year"])):
        raise WorkspaceError(word("move_questions", count=len(questions)), "held")
    receipt = act.office.signer.receipt(
        {
            "kind": "publication",
            "publication": number,
            "title": str(known.row.title),
            "due": moment_text(known.row.due_at) if known.row.due_at else "",
            "run": manifest["run"],
            "digest": seen,
            "by": act.actor.name,
            "for": act.actor.acting_for_name,
            "at": moment_text(act.now),
        }
    )
    for_whom = f" ({act.actor.acting_for_name})" if act.actor.acting_for_name else ""
    signed = [(act.actor.name, f"{answer.role}{for_whom}")]
    job = publications.publishing(act, known, answer.role, signed)
    publications.add(act, number, "signed", job=job, digest=seen, receipt=receipt)
    act.note(RecordEntry("publication.sign", "publications", f"publication {number}", after=seen), answer.role)
