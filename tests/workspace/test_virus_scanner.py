"""The office's own scanner: a file in which it finds something is not kept, and none while it does not answer."""

from __future__ import annotations

import sys

import pytest
from pydantic import ValidationError

from crosscut.workspace.errors import ScannerError, WorkspaceError
from crosscut.workspace.filing.virus_scanner import must_be_clean
from crosscut.workspace.office_settings import Running, Scanner
from tests.workspace.conftest import Season, token_of

PROGRAM = "import sys; sys.exit(1 if b'EICAR' in sys.stdin.buffer.read() else 0)"
SCANNER = Scanner(command=(sys.executable, "-c", PROGRAM))
CLEAN, HARMFUL = b"%PDF-1.7 basis", b"%PDF-1.7 EICAR"


def test_what_is_found_is_refused_and_all_else_goes_on() -> None:
    must_be_clean(None, HARMFUL, "x.pdf")
    must_be_clean(SCANNER, CLEAN, "x.pdf")
    with pytest.raises(WorkspaceError) as refused:
        must_be_clean(SCANNER, HARMFUL, "x.pdf")
    assert (refused.value.code, refused.value.status) == ("infected", 422)


@pytest.mark.parametrize(
    "command",
    [
        ("/nowhere/scanner",),
        (sys.executable, "-c", "import sys; sys.exit(2)"),
        (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"),
        (sys.executable, "-c", "import time; time.sleep(60)"),
    ],
)
def test_a_scanner_that_does_not_answer_lets_nothing_in(command: tuple[str, ...]) -> None:
    with pytest.raises(ScannerError) as refused:
        must_be_clean(Scanner(command=command, seconds=1), CLEAN, "x.pdf")
    assert refused.value.status == 503


def test_a_scanner_needs_a_program() -> None:
    with pytest.raises(ValidationError):
        Scanner(command=())


def test_no_way_leads_past_it(season: Season) -> None:
    """Attachments of a request, of a question and minutes, as a form and from a program; sheets as well."""
    number = season.file(season.writer)
    form = {"programme": "KR24-1-02", "text": "why?"}
    finding = season.staff.post(season.reviewer, f"/filings/{number}/findings", **form)
    finding = finding.headers["location"].partition("?")[0]
    season.staff.office.running = Running(scanner=SCANNER)
    ways = (
        (season.writer, f"{season.draft()}/files", f"{season.api()}/files"),
        (season.writer, f"{season.draft()}/sheet", f"{season.api()}/sheet"),
        (season.writer, f"{season.draft()}/bundle", f"{season.api()}/bundle"),
        (season.reviewer, f"{finding}/files", f"/api{finding}/files"),
        (season.coordinator, f"/minutes/{season.call}/files", f"/api/calls/{season.call}/minutes"),
    )
    for client, page, api in ways:
        token = token_of(client)
        sent = {"file" if page.endswith("files") else "sheet": ("x.pdf", HARMFUL)}
        answer = client.post(page, data={"token": token}, files=sent)
        assert answer.status_code == 422, page
        assert "백신" in answer.text or "scanner" in answer.text, page
        headers = {"x-form-token": token, "content-type": "application/octet-stream"}
        told = client.post(f"{api}?name=x.pdf", content=HARMFUL, headers=headers)
        assert told.json()["error"]["code"] == "infected", api
    assert not season.writer.get(f"{season.api()}/files").json()
    assert not season.writer.get(f"{season.api()}/sent").json()
    season.staff.office.running = Running(scanner=Scanner(command=("/nowhere",)))
    headers = {"x-form-token": token_of(season.writer), "content-type": "application/octet-stream"}
    assert season.writer.post(f"{season.api()}/files?name=x.pdf", content=CLEAN, headers=headers).status_code == 503
