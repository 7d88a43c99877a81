"""Attachments and minutes: what they are by content, who sees them when, and that they come down as files alone."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from sqlalchemy import text

from crosscut.ledger import LedgerError
from crosscut.workspace import verification
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import attaching, file_kinds
from crosscut.workspace.filing.file_kinds import kind_of
from tests.workspace.conftest import Season, token_of

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def attach(client, place: str, content: bytes = PDF, name: str = "산출 근거.pdf"):
    files, form = {"file": (name, content)}, {"token": token_of(client)}
    return client.post(place, data=form, files=files, follow_redirects=False, headers={"accept-language": "en"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PNG", b"\x89PNG\r\n\x1a\n0000"),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.docx", packed(word__document_xml="<w/>")),
        ("a.hwpx", packed(mimetype="application/hwp+zip")),
        ("a.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + b"HWP Document File V5"),
        ("a.csv", "금액,1".encode()),
    ],
)
def test_what_an_office_exchanges_is_taken(name: str, content: bytes) -> None:
    assert name.lower().endswith(kind_of(content, name).endings)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"MZ\x90\x00", "no kind"),
        ("a.txt", b"<html><script>alert(1)</script>", "no kind"),
        ("a.svg", b"<svg xmlns='x'/>", "no kind"),
        ("a.docx", packed(word__document_xml="<w/>", word__vbaProject_bin="x"), "no kind"),
        ("a.xlsx", PDF, "does not fit"),
        ("a.html", b"plain words", "does not fit"),
        ("a.zip", packed(run_exe="x"), "no kind"),
        ("a.docx", b"PK\x03\x04broken", "no kind"),
    ],
)
def test_what_a_browser_or_program_would_run_is_not(name: str, content: bytes, said: str) -> None:
    with pytest.raises(WorkspaceError, match=said):
        kind_of(content, name)


def test_a_file_of_too_many_parts_or_too_much_unpacked_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed(word__document_xml="<w/>", a="1", b="2")
    assert kind_of(whole, "a.docx")
    for limit, most in (("MOST_PARTS", 2), ("MOST_UNPACKED", 4)):
        with monkeypatch.context() as narrow:
            narrow.setattr(file_kinds, limit, most)
            with pytest.raises(WorkspaceError, match="no kind"):
                kind_of(whole, "a.docx")


def test_an_attachment_is_the_ministrys_own_until_it_is_filed_by_its_digest(season: Season) -> None:
    writer, head, reviewer = season.writer, season.head, season.reviewer
    assert attach(writer, f"{season.draft()}/files").status_code == 303
    assert "산출 근거.pdf" in head.get(season.draft()).text
    assert reviewer.get("/files/1").status_code == 404
    number = season.file(writer)
    mark = hashlib.sha256(PDF).hexdigest()
    filed = writer.get(f"/filings/{number}/filing.json").json()
    assert filed["attachments"] == [{"number": 1, "name": "산출 근거.pdf", "size": len(PDF), "digest": mark}]
    answer = reviewer.get("/files/1")
    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith('attachment; filename="attachment-1.pdf"; filename*=UTF-8')
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["x-content-type-options"] == "nosniff"
    for client in (season.stranger, season.council, season.administrator):
        assert client.get("/files/1").status_code == 404
    assert "산출 근거" not in season.council.get(f"/filings/{number}").text


def test_what_is_taken_out_leaves_the_draft_and_stays_in_what_was_filed(season: Season) -> None:
    attach(season.writer, f"{season.draft()}/files")
    first = season.file(season.writer)
    assert season.staff.post(season.writer, "/files/1/end").status_code == 303
    assert season.writer.get(f"{season.api()}/files").json() == []
    second = season.file(season.writer)
    assert second != first
    assert season.reviewer.get("/files/1").status_code == 200
    assert "산출 근거.pdf" in season.reviewer.get(f"/filings/{first}").text
    assert "산출 근거.pdf" not in season.reviewer.get(f"/filings/{second}").text
    told = season.coordinator.get("/record?lang=en").text
    assert "attached a file" in told
    assert "산출 근거" not in told


def test_questions_and_calls_have_files_too(season: Season) -> None:
    number = season.file(season.writer)
    asked = season.staff.post(season.reviewer, f"/filings/{number}/findings", programme="KR24-1-02", text="why?")
    place = asked.headers["location"].partition("?")[0]
    assert attach(season.head, f"{place}/files", name="answer.pdf").status_code == 303
    assert "answer.pdf" in season.reviewer.get(place).text
    assert attach(season.reviewer, f"/minutes/{season.call}/files", name="minutes.pdf").status_code == 303
    assert "minutes.pdf" in season.auditor.get(f"/calls/{season.call}").text
    for client in (season.writer, season.council, season.administrator):
        assert "minutes.pdf" not in client.get(f"/calls/{season.call}").text
        assert client.get("/files/2").status_code == 404
        assert "minutes.pdf" not in client.get("/record").text
    assert season.staff.post(season.reviewer, "/files/2/end").status_code == 403


def test_what_is_too_large_or_empty_is_refused_in_a_line(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "LARGEST", 1 << 20)
    large = attach(season.writer, f"{season.draft()}/files", PDF + b"0" * (1 << 20))
    assert (large.status_code, "A file may have 1 MiB" in large.text) == (422, True)
    monkeypatch.setattr(attaching, "LARGEST_ALL", 1 << 20)
    attach(season.writer, f"{season.draft()}/files", PDF + b"0" * 900_000)
    assert "together" in attach(season.writer, f"{season.draft()}/files", PDF + b"0" * 900_000).text
    assert attach(season.writer, f"{season.draft()}/files", b"").status_code == 422


def test_a_program_attaches_and_fetches(season: Season) -> None:
    headers = {"x-form-token": token_of(season.writer), "content-type": "application/octet-stream"}
    made = season.writer.post(f"{season.api()}/files?name=basis.pdf", content=PDF, headers=headers)
    assert made.status_code == 201, made.text
    number = made.json()["file"]
    answer = season.writer.get(f"/api/files/{number}")
    assert (answer.content, answer.headers["etag"]) == (PDF, f'"{hashlib.sha256(PDF).hexdigest()}"')
    assert season.writer.delete(f"/api/files/{number}", headers=headers).status_code == 204
    assert season.writer.get(f"{season.api()}/files").json() == []


def test_a_changed_file_is_named(season: Season) -> None:
    attach(season.writer, f"{season.draft()}/files")
    with pytest.raises(LedgerError), season.staff.office.database.writing() as connection:
        connection.execute(text("UPDATE ws_attachments SET name = 'x'"))
    with season.staff.office.database.writing() as connection:
        connection.execute(text("DROP TRIGGER ws_attachments_no_update"))
        connection.execute(text("UPDATE ws_attachments SET content = X'00'"))
    proved = verification.prove(season.staff.folder)
    assert proved is not None
    assert {each.code for each in proved.faults} == {"unguarded", "attachment", "sealed"}
