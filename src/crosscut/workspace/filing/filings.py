"""Filings: what a ministry hands in, once, as exact text with a receipt; the server's clock decides what is late."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from crosscut.csvtext import escape
from crosscut.text import Text
from crosscut.workspace import boundaries
from crosscut.workspace.errors import ConflictError, MissingError, WorkspaceError
from crosscut.workspace.filing import attachments, calls, drafts
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.checks import CheckedProgramme, FilingFault, faults
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.office import Act
from crosscut.workspace.receipts import canonical, digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Item, Permission
from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import FILINGS
from crosscut.workspace.words import word


class UnfitError(WorkspaceError):
    """A request that the rules refuse; ``faults`` are the fatal ones."""

    def __init__(self, text: Text, found: list[FilingFault]) -> None:
        self.faults = found
        super().__init__(text, "unfit")


@dataclass(frozen=True, slots=True)
class Filed:
    """One programme of a filing; amounts in minor units. What the reader may not see is None."""

    id: str
    key: str
    name: str | None
    text: str | None
    start: str | None
    end: str | None
    amount: int | None
    before: int | None
    reason: str | None


def asked(rows: Iterable[DraftLine]) -> list[CheckedProgramme]:
    """Lines as the rules look at them."""
    return [
        CheckedProgramme(
            each.key,
            each.value("name"),
            each.value("start"),
            each.value("end"),
            each.amount,
            each.before,
            each.value("reason"),
        )
        for each in rows
    ]


def content_of(act: Act, call: Call, ministry: str, rows: Iterable[DraftLine]) -> str:
    """A draft as the exact text that would be filed, its attachments by their digests."""
    programmes = [
        {
            "id": each.id,
            "key": each.key,
            "before": each.before,
            **{field: each.value(field) for field in ("name", "text", "start", "end", "reason")},
            "amount": each.amount,
        }
        for each in sorted(rows, key=lambda row: row.id)
    ]
    head = {"call": call.id, "year": call.year, "ministry": ministry, "currency": act.known.settings.currency}
    files = [
        {"number": each.id, "name": each.name, "size": each.size, "digest": each.digest}
        for each in attachments.of_request(act.connection, call.id, ministry)
    ]
    return canonical({**head, "programmes": programmes, **({"attachments": files} if files else {})})


def attached(filing: Row[Any]) -> list[dict[str, str | int]]:
    """The files that a filing has: number, name, size and digest of each."""
    found: list[dict[str, str | int]] = json.loads(filing.content).get("attachments", [])
    return found


def draft_digest(act: Act, call: Call, ministry: str, rows: Iterable[DraftLine]) -> str:
    """The digest by which a draft is filed as it stands."""
    return digest(content_of(act, call, ministry, rows))


def file(act: Act, number: int, ministry: str, seen: str) -> str:
    """File a draft, which must be what was seen (by its digest); the number of the filing.

    The same request filed again is the filing that there is.

    Raises
    ------
    UnfitError
        where the rules refuse it.
    ConflictError
        where it is not what was seen: somebody saved meanwhile.
    WorkspaceError
        where it asks for more than is allowed.
    """
    call = drafts.visible(act, number, ministry)
    answer = calls.must(act, "request.file", call, ministry)
    rows = drafts.lines(act.connection, act.known, call, ministry)
    drafts.check_sum(act, rows)
    text = content_of(act, call, ministry, rows)
    mark, held = digest(text), latest(act.connection, number, ministry)
    if seen != mark:
        raise ConflictError(word("filing_moved"), {}, 0)
    if held is not None and held.digest == mark:
        return str(held.number)
    fatal = [
        each for each in faults(asked(rows), year=call.year, reason_from=call.reason_from) if each.severity == "fatal"
    ]
    if fatal or not rows:
        raise UnfitError(word("unfit", count=len(fatal)), fatal)
    return _write(act, call, ministry, rows, text, answer)


def _write(act: Act, call: Call, ministry: str, rows: list[DraftLine], text: str, answer: Permission) -> str:
    with boundaries.whole(act.connection):
        count = act.connection.scalar(select(func.count()).select_from(FILINGS)) or 0
    late = call.phase(ministry, act.now) == "late"
    facts: dict[str, str | int | bool] = {
        "number": f"{call.year}-{count + 1:05d}",
        "call": call.title,
        "year": call.year,
        "ministry": act.known.labels[ministry],
        "digest": digest(text),
        "filed_at": act.now.isoformat(timespec="microseconds"),
        "closed_at": call.closes_at(ministry).isoformat(timespec="seconds"),
        "late": late,
        "total": sum(each.amount or 0 for each in rows),
        "currency": act.known.settings.currency,
        "unit": act.known.unit.factor,
        "programmes": len(rows),
        "filed_by": act.actor.name,
        "filed_for": act.actor.acting_for_name,
    }
    participants = participants_in(act.connection, call.id, ministry) | act.actor.people
    earlier = latest(act.connection, call.id, ministry)
    act.connection.execute(
        insert(FILINGS).values(
            **{name: facts[name] for name in ("number", "digest", "total", "programmes", "late")},
            call=call.id,
            ministry=ministry,
            content=text,
            **act.authorship("filed"),
            authors=" ".join(map(str, sorted(participants))),
            receipt=act.office.signer.receipt(facts),
        )
    )
    after = f"{facts['number']}: {facts['total']} {facts['currency']}, {facts['digest']}" + (" late" if late else "")
    entry = RecordEntry(
        "request.file", "filings", f"filing {call.id} {ministry}", ministry, earlier.number if earlier else "", after
    )
    act.note(entry, answer.role)
    return str(facts["number"])


def latest(connection: Connection, call: int, ministry: str, until: datetime | None = None) -> Row[Any] | None:
    """The filing of a ministry that holds, or held at a moment: its last."""
    here = (FILINGS.c.call == call, FILINGS.c.ministry == ministry, *before(FILINGS.c.filed_at, until))
    query = select(FILINGS).where(*here).order_by(FILINGS.c.id.desc()).limit(1)
    return connection.execute(query).first()


def former(connection: Connection, filing: Row[Any]) -> Row[Any] | None:
    """The filing of the same request that a filing took the place of."""
    here = (FILINGS.c.call == filing.call, FILINGS.c.ministry == filing.ministry, FILINGS.c.id < filing.id)
    return connection.execute(select(FILINGS).where(*here).order_by(FILINGS.c.id.desc()).limit(1)).first()


def in_effect(connection: Connection, call: int, until: datetime | None = None) -> dict[str, Row[Any]]:
    """The filing of each ministry that holds, or held at a moment."""
    here = (FILINGS.c.call == call, *before(FILINGS.c.filed_at, until))
    last = select(func.max(FILINGS.c.id)).where(*here).group_by(FILINGS.c.ministry)
    return {row.ministry: row for row in connection.execute(select(FILINGS).where(FILINGS.c.id.in_(last)))}


def of_ministry(connection: Connection, call: int, ministry: str) -> list[Row[Any]]:
    """Every filing of a ministry, newest first."""
    here = (FILINGS.c.call == call, FILINGS.c.ministry == ministry)
    return list(connection.execute(select(FILINGS).where(*here).order_by(FILINGS.c.id.desc())))


def read(act: Act, number: str) -> tuple[Row[Any], Permission]:
    """A filing by number, and what of it as a whole the person may read: nothing where only a part is theirs.

    Raises
    ------
    MissingError
        where there is none, or none that the person may see.
    """
    query = select(FILINGS).where(FILINGS.c.number == number, *before(FILINGS.c.filed_at, act.until))
    found = act.connection.execute(query).first()
    if found is None:
        raise MissingError(word("missing"))
    if not programmes(act, found):
        raise MissingError(word("missing"))
    return found, act.actor.may("filing.read", item_of(found))


def item_of(filing: Row[Any], committee: str = "") -> Item:
    """What the table of rights is asked about a filing, or about what in it belongs to a committee."""
    return Item(filing.ministry, committee, json.loads(filing.content)["year"], participants=participants_of(filing))


def participants_of(filing: Row[Any]) -> frozenset[int]:
    """Everyone who wrote in what was filed, filed it, or for whom that was done."""
    return frozenset(map(int, filing.authors.split()))


def participants_in(connection: Connection, call: int, ministry: str) -> frozenset[int]:
    """Everyone who ever wrote in a request or filed it, whatever holds now, or for whom that was done."""
    with boundaries.whole(connection):
        filed = (participants_of(each) for each in of_ministry(connection, call, ministry))
        return drafts.participants(connection, call, ministry).union(*filed)


@dataclass(frozen=True, slots=True)
class FiledSums:
    """What whoever looks sees of a filing: how many programmes, and what they ask for, in minor units."""

    programmes: int
    total: int


def programmes(act: Act, filing: Row[Any]) -> list[Filed]:
    """The programmes of a filing that may be read, of all committees or of one's own, with the fields that may be."""
    return read_of(act, filing, rows_of(filing))


def read_of(act: Act, filing: Row[Any], rows: Iterable[Filed]) -> list[Filed]:
    """Of a ministry's programmes, as filed or as they were before, what whoever looks may read of its filing."""
    placed = [(row, act.known.committee(row.key)) for row in rows]
    committees = {committee for _, committee in placed}
    answers = {each: act.actor.may("filing.read", item_of(filing, each)) for each in committees}
    return [_as_read(row, answers[each]) for row, each in placed if answers[each].allowed]


def rows_of(filing: Row[Any]) -> list[Filed]:
    """Every programme of a filing, with all its fields."""
    names = tuple(each.name for each in fields(Filed))
    return [Filed(**{name: row[name] for name in names}) for row in json.loads(filing.content)["programmes"]]


def _as_read(row: Filed, answer: Permission) -> Filed:
    names = [each.name for each in fields(Filed) if each.name not in ("id", "key")]
    return Filed(row.id, row.key, **{name: getattr(row, name) if answer.covers(name) else None for name in names})


def sums(act: Act, filing: Row[Any]) -> FiledSums | None:
    """How much of a filing whoever looks sees; None where it is nothing."""
    seen = programmes(act, filing)
    return FiledSums(len(seen), sum(each.amount or 0 for each in seen)) if seen else None


def whole(answer: Permission) -> bool:
    """Whether a reader may have the filing as it is, with every field: the exact text and its receipt."""
    return answer.covers("reason")


def asked_of_filing(filing: Row[Any]) -> list[CheckedProgramme]:
    """A filing's programmes as the rules look at them."""
    names = ("key", "name", "start", "end", "amount", "before", "reason")
    return [CheckedProgramme(**{name: row[name] for name in names}) for row in json.loads(filing.content)["programmes"]]


SOURCE_COLUMNS = ("programme", "name", "text", "ministry", "start", "end", "fiscal_year", "stage", "amount", "note")


def as_source(act: Act, call: Call) -> str:
    """Everything that holds in a call as one CSV that the budget reads as a source; amounts in minor units.

    Raises
    ------
    MissingError
        where the reader may not have all of it.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(SOURCE_COLUMNS)
    for filing in sorted(in_effect(act.connection, call.id).values(), key=lambda row: str(row.ministry)):
        answer = act.must_see("filing.read", item_of(filing))
        if not whole(answer):
            raise MissingError(word("missing"))
        for each in programmes(act, filing):
            texts = (each.id, each.name or "", each.text or "", act.known.labels[filing.ministry])
            places = (each.start or "", each.end or "", call.year, "requested", each.amount or 0)
            rows.writerow([*map(escape, texts), *places, escape(f"{filing.number} {each.reason or ''}".strip())])
    return out.getvalue()
