"""Files that people send are read in a process of their own, and whatever they do to it stays there."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import isolated_reader
from crosscut.workspace.filing.isolated_reader import UnreadError, read_isolated
from crosscut.workspace.filing.sheet_cells import cells_of, read_workbook
from crosscut.workspace.filing.word_sheets import document_of

pytestmark = pytest.mark.draws


def workbook(**cells: object) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for place, value in cells.items():
        book.active[place] = value
    book.save(out)
    return out.getvalue()


def test_what_is_read_isolated_is_what_is_read_here() -> None:
    times = {
        "C1": datetime.fromisoformat("2026-01-02T03:04:05"),
        "C2": date(2026, 1, 2),
        "C3": time(3, 4),
        "C4": timedelta(hours=30),
    }
    content = workbook(A1="amount", A2=10.5, A3=True, B2="=A2*2", B3="2026-01-02", **times)
    assert cells_of(content) == read_workbook(content)


def test_a_cell_further_than_memory_is_refused() -> None:
    with pytest.raises(WorkspaceError, match="too large"):
        cells_of(workbook(A1=1, XFD1048576=1))


def test_a_reader_that_falls_leaves_the_server_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_reader, "MEMORY", 1 << 20)
    with pytest.raises(UnreadError):
        read_isolated("workbook", workbook(A1=1), "")
    with pytest.raises(WorkspaceError, match="Save it as"):
        cells_of(workbook(A1=1))
    with pytest.raises(WorkspaceError, match="cannot be read"):
        document_of(b"PK", "sheet.hwpx")


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_reader, "SECONDS", 0.0)
    with pytest.raises(UnreadError):
        read_isolated("workbook", workbook(A1=1), "")


def test_what_a_reader_says_of_a_file_comes_back() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "no workbook")
    for content in (b"", b"PK\x03\x04", out.getvalue()):
        with pytest.raises(WorkspaceError, match="Save it as"):
            cells_of(content)
    with pytest.raises(WorkspaceError, match="hwpx"):
        document_of(b"", "sheet.exe")
