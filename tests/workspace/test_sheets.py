"""A request as a workbook: what comes back unchanged changes nothing, both sides are asked, faults name their cell."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, update

from crosscut.workspace.filing import sheet_cells
from crosscut.workspace.schema.schema import SHEETS
from tests.workspace.conftest import Season, token_of
from tests.workspace.libreoffice import saved_again

KEY = "KR24-1-02"


def download(season: Season) -> openpyxl.Workbook:
    content = season.writer.get(f"{season.draft()}/workbook.xlsx", headers={"accept-language": "en"}).content
    return openpyxl.load_workbook(io.BytesIO(content))


def upload(season: Season, book: openpyxl.Workbook | bytes, client=None):
    content = book
    if isinstance(book, openpyxl.Workbook):
        out = io.BytesIO()
        book.save(out)
        content = out.getvalue()
    client = client or season.writer
    files = {"sheet": ("request.xlsx", content)}
    form = {"token": token_of(client)}
    return client.post(f"{season.draft()}/workbook", data=form, files=files, headers={"accept-language": "en"})


def column(book: openpyxl.Workbook, name: str) -> int:
    return next(cell.column for cell in book.active[1] if str(cell.value).startswith(name))


def row_of(book: openpyxl.Workbook, key: str) -> int:
    return next(row[0].row for row in book.active.iter_rows() if row[0].value == key)


def versions(season: Season) -> list[tuple[str, int, object]]:
    rows = season.writer.get(season.api()).json()["programmes"]
    return [(row["key"], row["version"], row["amount"]) for row in rows]


def test_unchanged_cells_change_nothing(season: Season) -> None:
    before = versions(season)
    assert "0 changes, 0 cells to fix" in upload(season, download(season)).text
    assert versions(season) == before


def test_columns_moved_and_rows_sorted_are_found_by_their_names(season: Season) -> None:
    book = download(season)
    paper = book.active
    rows = [list(row) for row in paper.iter_rows(values_only=True)]
    other = openpyxl.Workbook()
    for row in [rows[0], *sorted(rows[1:], reverse=True, key=str)]:
        other.active.append(row[::-1])
    assert "0 changes, 0 cells to fix" in upload(season, other).text


@pytest.mark.draws
def test_a_changed_cell_is_one_change_that_says_where_it_comes_from(season: Season) -> None:
    book = download(season)
    amount = book.active.cell(row_of(book, KEY), column(book, "Amount asked"), 8700.5)
    page = upload(season, book)
    assert "1 change, 0 cells to fix" in page.text
    assert f"request.xlsx!Request!{amount.coordinate}" in page.text
    form = {"token": token_of(season.writer), "change_0": "sheet"}
    assert season.writer.post(page.url.path, data=form).status_code == 200
    line = season.writer.get(f"{season.api()}/programmes/{KEY}").json()
    assert line["amount"] == 8_700_500_000
    assert line["sources"]["amount"] == f"request.xlsx!Request!{amount.coordinate}"
    again = season.writer.post(page.url.path, data=form)
    assert again.status_code == 409


def test_what_both_sides_changed_shows_three_values_and_a_person_picks(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), 8700)
    form = {"amount": "8,500", "reason": "x", "version": "0"}
    season.staff.post(season.head, f"{season.draft()}/programmes/{KEY}", **form)
    page = upload(season, book)
    assert "changed on both sides" in page.text
    assert all(value in page.text for value in ("8,300", "8,500", "8,700"))
    assert re.search(r'name="change_0" value="now" required', page.text)
    season.writer.post(page.url.path, data={"token": token_of(season.writer), "change_0": "now"})
    assert season.writer.get(f"{season.api()}/programmes/{KEY}").json()["amount"] == 8_500_000_000


FAULTS = [
    ("Amount asked", "about 12", "not an amount"),
    ("Amount asked", -5, "below zero"),
    ("Amount asked", 0.0000001, "fraction"),
    ("Amount asked", True, "no value"),
    ("First year", "27", "no year"),
    ("Last year", "２０２７년", "no year"),
    ("Version", "x", "version column"),
    ("Programme no.", "KR24-9-99", "no programme KR24-9-99"),
    ("Programme no.", "KR24-1-01", "already"),
]


@pytest.mark.parametrize(("name", "value", "said"), FAULTS)
def test_a_fault_names_its_cell_and_the_mend(season: Season, name: str, value: object, said: str) -> None:
    book = download(season)
    cell = book.active.cell(row_of(book, KEY), column(book, name), value)
    page = upload(season, book)
    assert "1 cell to fix" in page.text
    fault = re.search(r"<code>([^<]+)</code>([^<]+)", page.text)
    assert fault[1] == f"request.xlsx!Request!{cell.coordinate}"
    assert said in fault[2]


def test_korean_units_and_full_width_digits_are_read(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), "87억원")
    book.active.cell(row_of(book, "KR24-1-01"), column(book, "Amount asked"), "６，５００")
    page = upload(season, book)
    assert "2 changes, 0 cells to fix" in page.text


def test_a_row_without_a_number_is_a_new_programme(season: Season) -> None:
    book = download(season)
    row = book.active.max_row + 1
    book.active.cell(row, column(book, "Name"), "=1+1 새 사업").data_type = "s"
    book.active.cell(row, column(book, "Amount asked"), 100)
    page = upload(season, book)
    season.writer.post(page.url.path, data={"token": token_of(season.writer), "new_0": "sheet"})
    new = season.writer.get(season.api()).json()["programmes"][-1]
    assert (new["name"], new["amount"], new["before"]) == ("=1+1 새 사업", 100_000_000, None)
    again = download(season).active
    assert [
        cell.data_type for row in again.iter_rows(min_row=2, max_col=3) for cell in row if "새 사업" in str(cell.value)
    ] == ["s"]


def test_a_head_cannot_write_descriptions_by_workbook(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Name"), "another")
    page = upload(season, book, season.head)
    assert "Your role does not write in" in page.text


@pytest.mark.draws
def test_a_workbook_of_too_many_parts_is_not_opened(season: Season) -> None:
    out = io.BytesIO()
    download(season).save(out)
    with zipfile.ZipFile(out, "a") as packed:
        for number in range(sheet_cells.MOST_PARTS):
            packed.writestr(f"part{number}", b"")
    assert "too large when unpacked" in upload(season, out.getvalue()).text


@pytest.mark.draws
def test_what_is_no_workbook_is_refused_with_the_mend(season: Season) -> None:
    assert upload(season, b"not a workbook").status_code == 422
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (101 << 20))
    assert "too large when unpacked" in upload(season, bomb.getvalue()).text
    book = download(season)
    book.active.delete_cols(column(book, "Amount asked"))
    assert "lacks columns: Amount asked for" in upload(season, book).text


@pytest.mark.slow
def test_libreoffice_saving_it_again_changes_nothing(season: Season, tmp_path: Path) -> None:
    content = season.writer.get(f"{season.draft()}/workbook.xlsx", headers={"accept-language": "en"}).content
    page = upload(season, saved_again(content, tmp_path))
    assert "0 changes, 0 cells to fix" in page.text, page.text[-3000:]


def _mark(page_text: str, part: str) -> str:
    """The items of a part of the preview, such as those under its heading."""
    return page_text.partition(f"<h2>{part}</h2>")[2].partition("</section>")[0]


def test_a_formula_without_a_result_is_a_fault_and_never_an_emptied_cell(season: Season) -> None:
    book = download(season)
    amount = book.active.cell(row_of(book, KEY), column(book, "Amount asked"), "=8300*1.05")
    error = book.active.cell(row_of(book, "KR24-1-01"), column(book, "Amount asked"), "#DIV/0!")
    error.data_type = "e"
    page = upload(season, book)
    assert "0 changes, 2 cells to fix" in page.text
    assert re.search(rf"!{amount.coordinate}</code> This cell is a formula whose result", page.text)
    assert re.search(rf"!{error.coordinate}</code> This cell shows an error", page.text)


def test_an_emptied_cell_is_asked_about_and_kept_unless_picked(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked")).value = None
    page = upload(season, book)
    assert "emptied in the workbook" in page.text
    assert re.search(r'name="change_0" value="now" checked', page.text)
    assert not re.search(r'name="change_0" value="sheet" checked', page.text)


def test_what_a_workbook_says_in_vain_is_told(season: Season) -> None:
    book = download(season)
    paper = book.active
    paper.cell(row_of(book, KEY), column(book, "2024"), 1)
    paper.cell(5, paper.max_column + 3, "=1+1")
    paper.delete_rows(row_of(book, "KR24-1-01"))
    told = _mark(upload(season, book).text, "What else the workbook says")
    assert "Last year&#39;s amount is the budget&#39;s" in told
    assert "KR24-1-01" in told
    assert "Formulas outside the columns" in told


def test_what_an_earlier_version_kept_of_a_workbook_is_shown(season: Season) -> None:
    book = download(season)
    book.active.cell(5, book.active.max_column + 3, "=1+1")
    page = upload(season, book)
    with season.staff.office.database.writing() as connection:
        content = connection.scalars(select(SHEETS.c.content)).one()
        connection.execute(update(SHEETS).values(content=content.replace('"warnings"', '"told"')))
    shown = season.writer.get(page.url.path, headers={"accept-language": "en"}).text
    assert "Formulas outside the columns" in _mark(shown, "What else the workbook says")


def test_a_programme_added_since_the_download_is_not_missed(season: Season) -> None:
    book = download(season)
    season.staff.post(season.writer, f"{season.draft()}/programmes", name="later")
    assert "What else the workbook" not in upload(season, book).text


def test_a_version_that_the_programme_never_had_is_a_fault(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Version"), "1/msit/7")
    assert "version column was changed" in upload(season, book).text


def test_a_workbook_of_another_ministry_or_call_is_refused_in_one_line(season: Season) -> None:
    content = season.stranger.get(f"{season.draft('me')}/workbook.xlsx").content
    answer = upload(season, content)
    assert answer.status_code == 422
    assert "Row 2: this workbook is of Ministry of Environment in “Requests 2025”" in answer.text
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Version"), "99/msit/0")
    assert "Call 99" in upload(season, book).text


def test_a_workbook_of_another_edition_is_refused_in_one_line(season: Season) -> None:
    book = download(season)
    for row in range(2, book.active.max_row + 1):
        if book.active.cell(row, 1).value:
            book.active.cell(row, column(book, "Version"), "0")
    answer = upload(season, book)
    assert answer.status_code == 422
    assert "another edition" in answer.text


def test_a_workbook_with_the_former_heading_is_read(season: Season) -> None:
    book = openpyxl.load_workbook(io.BytesIO(season.writer.get(f"{season.draft()}/workbook.xlsx").content))
    book.active.cell(1, column(book, "버전")).value = "판(수정 금지)"
    assert "0 changes, 0 cells to fix" in upload(season, book).text
