"""The interface for programs, about files: attachments of requests and questions, and minutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Body, Query, Request, Response
from sqlalchemy import Row

from crosscut.workspace.filing import attaching, attachments, calls, drafts, findings, sheet_proposals
from crosscut.workspace.filing.word_sheets import document_of
from crosscut.workspace.web.api_answers_office import FileAnswer, FileMade, SheetAnswer
from crosscut.workspace.web.api_router import Key, Number, interface, time_text
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.pages.file_pages import download
from crosscut.workspace.web.pages.sheet_pages import XLSX, written
from crosscut.workspace.web.uploads import admit_upload

router = interface()
Content = Annotated[bytes, Body(media_type="application/octet-stream", description="the file itself")]
Name = Annotated[str, Query(min_length=1, max_length=120, description="what the file is called")]


def _file_answers(rows: Iterable[Row[Any]]) -> list[FileAnswer]:
    return [
        {
            "file": each.id,
            "name": each.name,
            "media_type": each.media_type,
            "size": each.size,
            "digest": each.digest,
            "sent_at": time_text(each.sent_at),
        }
        for each in rows
    ]


@router.get("/calls/{call}/requests/{ministry}/files")
def of_request(request: Request, desk: AtDesk, call: Number, ministry: Key) -> list[FileAnswer]:
    """The attachments of a draft."""
    with desk.look(request) as act:
        drafts.visible(act, call, ministry)
        return _file_answers(attachments.of_request(act.connection, call, ministry))


@router.post("/calls/{call}/requests/{ministry}/files", status_code=201)
def to_request(
    request: Request, desk: AtDesk, call: Number, ministry: Key, name: Name, content: Content = b""
) -> FileMade:
    """Attach a file to a draft."""
    admit_upload(request, desk, "file", content, name)
    with desk.do(request) as act:
        return {"file": attaching.add_to_request(act, call, ministry, content, name)}


@router.get(
    "/calls/{call}/requests/{ministry}/workbook",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}, "description": "The request as a workbook"}},
)
def workbook(request: Request, desk: AtDesk, call: Number, ministry: Key) -> Response:
    """The request as a workbook; edited, it is sent in as a bundle is, and its changes are taken in the same way."""
    return written(request, desk, call, ministry)


@router.post("/calls/{call}/requests/{ministry}/sheet")
def propose(
    request: Request,
    desk: AtDesk,
    call: Number,
    ministry: Key,
    name: Name,
    programme: Annotated[str, Query(max_length=80, description="its key, or new; empty: the one that it names")] = "",
    content: Content = b"",
) -> SheetAnswer:
    """What a word-processor sheet (HWPX, DOCX, PDF) proposes for a draft; nothing of it is kept."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        calls.must(act, "request.write", found, ministry)
    admit_upload(request, desk, "file", content, name)
    document = document_of(content, attaching.plain_name(name))
    with desk.look(request) as act:
        reading = sheet_proposals.propose(act, found, ministry, document, programme)
    return {
        "changes": [
            {
                "programme": each.key,
                "field": each.field,
                "now": each.now,
                "proposed": each.sent,
                "place": each.cell,
                "words": each.words,
            }
            for each in reading.changes
        ],
        "new": list(reading.new),
        "faults": [{"place": each.cell, "message": each.en, "message_ko": each.ko} for each in reading.faults],
        "told": [
            {"place": each.cell, "message": each.en, "message_ko": each.ko}
            for each in (*reading.strange, *reading.warnings)
        ],
    }


@router.get("/findings/{finding}/files")
def of_finding(request: Request, desk: AtDesk, finding: Number) -> list[FileAnswer]:
    """The attachments of a question."""
    with desk.look(request) as act:
        findings.load(act, finding)
        return _file_answers(attachments.of_finding(act.connection, finding))


@router.post("/findings/{finding}/files", status_code=201)
def to_finding(request: Request, desk: AtDesk, finding: Number, name: Name, content: Content = b"") -> FileMade:
    """Attach a file to a question."""
    admit_upload(request, desk, "file", content, name)
    with desk.do(request) as act:
        return {"file": attaching.add_to_finding(act, finding, content, name)}


@router.get("/calls/{call}/minutes")
def minutes(request: Request, desk: AtDesk, call: Number) -> list[FileAnswer]:
    """The minutes of a call."""
    with desk.look(request) as act:
        found = calls.load(act.connection, call)
        act.must_see("minutes.read", attaching.item_of(found))
        return _file_answers(attaching.minutes(act, found))


@router.post("/calls/{call}/minutes", status_code=201)
def keep_minutes(request: Request, desk: AtDesk, call: Number, name: Name, content: Content = b"") -> FileMade:
    """Keep the minutes of a meeting."""
    admit_upload(request, desk, "file", content, name)
    with desk.do(request) as act:
        return {"file": attaching.add_minutes(act, call, content, name)}


@router.get(
    "/files/{file}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The file"}},
)
def one(request: Request, desk: AtDesk, file: Number) -> Response:
    """A file; its SHA-256 is the ETag."""
    with desk.look(request) as act:
        row, content = attaching.read(act, file)
    return download(row, content)


@router.delete("/files/{file}", status_code=204)
def end(request: Request, desk: AtDesk, file: Number) -> None:
    """Take an attachment out of a draft."""
    with desk.do(request) as act:
        attaching.end(act, file)
