"""A day without the server: what a ministry takes away, and what comes back of it, merged without loss.

What comes back is checked by the office's signature and compared with what stood and what stands now; a person picks.
Nothing goes by the clock of whoever wrote it. What cannot be taken is kept as it came, for the ministry to look at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.workspace.bundles import bundle_differences
from crosscut.workspace.bundles.bundle_files import (
    LARGEST,
    WORKBOOK,
    BundleBase,
    BundledProgramme,
    OpenedBundle,
    is_bundle,
    is_saved,
    opened,
)
from crosscut.workspace.bundles.bundle_files import read_saved as saved_page
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.fields import FIELDS
from crosscut.workspace.filing import calls, comparison, drafts, filings, sheets
from crosscut.workspace.filing.attaching import plain_name
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.comparison import CellFault, WorkbookReading
from crosscut.workspace.filing.drafts import DraftLine, FieldValue
from crosscut.workspace.filing.sheets import REFUSED
from crosscut.workspace.office import Act
from crosscut.workspace.receipts import Facts, canonical
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.schema import SHEETS
from crosscut.workspace.words import word

READ, SAME = "bundle", "same"
"""Kinds of files that were read: somebody picks from them, or they say nothing that the draft does not."""
LARGEST_ALL = 200 << 20
"""Bytes that are kept of all that a ministry sent in for one call."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was sent in: whether it waits for somebody to pick, was taken, or was refused."""

    sheet: int
    name: str
    kind: str
    sent_by: int
    sent_at: datetime
    taken_at: datetime | None


class UnfitBundleError(WorkspaceError):
    """A bundle that cannot be taken; the office keeps it as it came."""

    usual = "bundle"


def stated(act: Act, call: Call, ministry: str) -> tuple[Facts, str]:
    """What a bundle says of itself, and what it is made from as the exact text that is signed."""
    rows = drafts.lines(act.connection, act.known, call, ministry)
    base = BundleBase(
        call=call.id,
        year=call.year,
        ministry=ministry,
        made_at=act.now.isoformat(timespec="microseconds"),
        made_for=act.actor.name,
        etag=filings.draft_digest(act, call, ministry, rows),
        programmes=[_programme(each) for each in rows],
    )
    facts: Facts = {
        "call": call.id,
        "title": call.title,
        "year": call.year,
        "ministry": ministry,
        "ministry_name": act.known.ministry(ministry).en,
        "made_at": base.made_at,
        "made_for": base.made_for,
        "etag": base.etag,
    }
    return facts, canonical(base.model_dump())


def _programme(line: DraftLine) -> BundledProgramme:
    return BundledProgramme(
        key=line.key,
        id=line.id,
        before=line.before,
        version=line.version,
        values={field: line.value(field) for field in FIELDS},
        versions={field: line.cells[field].version for field in FIELDS},
    )


def line_of(base: BundleBase) -> dict[str, DraftLine]:
    """What stood when a bundle was made, by the keys of programmes, as the office has signed it."""
    return {
        each.key: DraftLine(
            each.key,
            each.id,
            each.before,
            each.version,
            {
                field: FieldValue(each.values.get(field, ""), "", version=each.versions.get(field, 0))
                for field in FIELDS
            },
        )
        for each in base.programmes
    }


def send(act: Act, number: int, ministry: str, content: bytes, name: str) -> list[int]:
    """Read what came back and keep what it says, for a person to look at; the numbers of what is kept.

    A workbook that comes without its bundle is read as any other.

    Raises
    ------
    UnfitBundleError
        where it is not as the office handed it out, or of another request.
    WorkspaceError
        where it cannot be read.
    """
    call = drafts.visible(act, number, ministry)
    calls.must(act, "request.write", call, ministry)
    plain = plain_name(name) or "bundle"
    if not (is_bundle(content) or is_saved(content)):
        reading = comparison.read(act, call, ministry, content, plain)
        return [_keep(act, call, ministry, content, plain, reading)]
    found = _opened(act, call, ministry, content, plain)
    assert found.base is not None
    then, kept = line_of(found.base), list[int]()
    for file, saved in found.saved.items():
        reading = bundle_differences.compare(act, call, ministry, then, saved_page(saved), found.mark)
        kept.append(_keep(act, call, ministry, saved, plain_name(file), reading))
    if found.workbook is not None:
        signed = {line.id: line for line in then.values()}
        reading = comparison.read(act, call, ministry, found.workbook, WORKBOOK, signed)
        kept.append(_keep(act, call, ministry, found.workbook, WORKBOOK, reading))
    return kept


def _opened(act: Act, call: Call, ministry: str, content: bytes, name: str) -> OpenedBundle:
    try:
        found = opened(content, name, act.office.signer.public)
    except CrosscutError as error:
        key = "bundle_unreadable" if error.code == "bundle" else "bundle_signature"
        raise UnfitBundleError(word(key), file=name) from None
    if found.fault:
        raise UnfitBundleError(word("bundle_signature"), file=name)
    if found.base is None or (found.base.call, found.base.ministry) != (call.id, ministry):
        title = str(found.facts.get("title", ""))[:200]
        there = act.known.ministry(str(found.facts.get("ministry", "")))
        other = word("bundle_other", there=there, title=title, here=act.known.ministry(ministry), call=call.title)
        raise UnfitBundleError(other, file=name)
    return found


def _keep(act: Act, call: Call, ministry: str, content: bytes, name: str, reading: WorkbookReading) -> int:
    before = sheets.taken(act, call.id, ministry, sheets.mark_of(content))
    if before is not None:
        reading = _asked_again(reading, name, before)
    room = LARGEST_ALL - _size(act, call.id, ministry)
    file = content if len(content) <= min(LARGEST, room) else None
    kind = READ if reading.changes or reading.new or reading.faults else SAME
    return sheets.keep(act, call, ministry, content, name, reading, kind=kind, file=file)


def _asked_again(reading: WorkbookReading, name: str, at: datetime) -> WorkbookReading:
    """A reading of a file that was decided on already: nothing of it is taken unless a person picks it."""
    said = word("bundle_again", at=calls.zoned(at))
    changes = tuple(replace(each, proposed=True) for each in reading.changes)
    warnings = (CellFault(name, said.en, said.ko), *reading.warnings)
    return replace(reading, changes=changes, warnings=warnings, decided=True)


def refuse(act: Act, number: int, ministry: str, content: bytes, name: str, why: Text) -> int:
    """Keep a file that could not be taken as it came, with why; its number, or 0 where it is too large to be kept.

    Whoever could write the draft if the clock allowed it may leave a file; nothing of the draft changes.
    """
    call = drafts.visible(act, number, ministry)
    answer = act.actor.may("request.write", call.item(ministry, act.now))
    if not answer.allowed and answer.why != "state":
        return 0
    if not 0 < len(content) <= min(LARGEST, LARGEST_ALL - _size(act, number, ministry)):
        return 0
    plain = plain_name(name) or "bundle"
    reading = WorkbookReading(0, (), (), (CellFault(plain, why.en, why.ko),))
    made = sheets.keep(act, call, ministry, content, plain, reading, kind=REFUSED, file=content)
    act.note(
        RecordEntry("bundle.refuse", "filings", f"workbook {made}", ministry, after=sheets.mark_of(content)),
        answer.role,
    )
    return made


def _size(act: Act, call: int, ministry: str) -> int:
    here = (SHEETS.c.call == call, SHEETS.c.ministry == ministry)
    return act.connection.scalar(select(func.coalesce(func.sum(func.length(SHEETS.c.file)), 0)).where(*here)) or 0


def waiting(act: Act, call: int, ministry: str) -> list[SentFile]:
    """What came back and waits for somebody to pick, or was refused; the newest first."""
    names = ("id", "name", "kind", "sent_by", "sent_at", "taken_at")
    here = (
        SHEETS.c.call == call,
        SHEETS.c.ministry == ministry,
        SHEETS.c.kind.in_((READ, REFUSED)),
        SHEETS.c.taken_at.is_(None),
    )
    query = select(*(SHEETS.c[each] for each in names)).where(*here).order_by(SHEETS.c.id.desc()).limit(SHOWN)
    return [SentFile(*row) for row in act.connection.execute(query)]


def kept_file(act: Act, number: int, ministry: str, sheet: int) -> tuple[str, bytes]:
    """What a file is called that came back, and the file as it came.

    Raises
    ------
    MissingError
        where it was not kept, or there is none that the person may see.
    """
    drafts.visible(act, number, ministry)
    here = (SHEETS.c.id == sheet, SHEETS.c.call == number, SHEETS.c.ministry == ministry)
    row = act.connection.execute(select(SHEETS.c.name, SHEETS.c.file).where(*here)).first()
    if row is None or row.file is None:
        raise MissingError(word("missing"))
    return str(row.name), bytes(row.file)
