"""What a clerk is told before a wrong number is filed: totals, rows without their number, nothing changed, what is replaced."""

from __future__ import annotations

import re

import openpyxl
import pytest

from crosscut.workspace.filing.total_rows import says_total, sums_up
from crosscut.workspace.words import word
from tests.workspace.conftest import Season, token_of
from tests.workspace.test_checks_before_filing import take
from tests.workspace.test_sheets import KEY, column, download, row_of, upload

KO = {"accept-language": "ko"}
NAMES = [
    ("합계", True),
    ("총 계", True),
    ("소계", True),
    ("계", True),
    ("Total", True),
    ("Sum", True),
    ("설계기술개발", False),
]


def add_row(book: openpyxl.Workbook, name: str, amount: object, reason: str = "") -> int:
    paper = book.active
    row = next(each for each in range(paper.max_row + 60) if each and not paper.cell(each, 1).value)
    paper.cell(row, column(book, "Name"), name)
    paper.cell(row, column(book, "Amount asked"), amount)
    paper.cell(row, column(book, "Reason"), reason)
    return row


def amounts(book: openpyxl.Workbook) -> list[float]:
    at = column(book, "Amount asked")
    return [row[at - 1].value for row in book.active.iter_rows(min_row=2) if row[0].value]


def look_over(season: Season) -> str:
    return season.writer.get(f"{season.draft()}/file?lang=en").text


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_words_for_totals_are_known(name: str, expected: bool) -> None:
    assert says_total(name) is expected


def test_sums_of_the_rows_above_are_known() -> None:
    assert sums_up(6, [1, 2, 3])
    assert sums_up(9, [5, 2, 3, 4])
    assert not sums_up(7, [5, 3, 4])
    assert not sums_up(0, [])


@pytest.mark.parametrize("name", ["합계", "All of it"])
def test_a_total_row_is_named_and_nothing_new_is_picked(season: Season, name: str) -> None:
    book = download(season)
    add_row(book, name, sum(amounts(book)), "reason")
    page = upload(season, book)
    assert word("rule_total").en in page.text
    assert re.search(r'name="new_0" value="sheet" required', page.text)
    assert not re.search(r'name="new_0" value="\w+"[^>]* checked', page.text)


def test_a_total_that_is_taken_all_the_same_is_looked_at_before_filing(season: Season) -> None:
    book = download(season)
    add_row(book, "합계", sum(amounts(book)), "reason")
    place = upload(season, book).url.path
    form = {"token": token_of(season.writer), "new_0": "sheet"}
    assert season.writer.post(place, data=form).status_code == 200
    page = look_over(season)
    assert word("rule_total").en in page
    assert "is twice" in page
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]
    assert season.staff.post(season.head, f"{season.draft()}/file", digest=digest).status_code != 303


def test_a_total_in_the_column_of_numbers_is_no_programme(season: Season) -> None:
    book = download(season)
    row = add_row(book, "", sum(amounts(book)))
    book.active.cell(row, 1, "합계")
    page = upload(season, book).text
    assert word("sheet_total").en in page
    assert "0 cells to fix" in page


def spoilt(season: Season) -> openpyxl.Workbook:
    book = download(season)
    row = row_of(book, KEY)
    book.active.cell(row, column(book, "Amount asked"), 9_999)
    book.active.cell(row, 1, "KR24-9-99")
    return book


def test_a_row_without_its_number_is_remembered_until_its_programme_is_written(season: Season) -> None:
    page = upload(season, spoilt(season)).text
    assert "9,999" in page
    assert "was not taken" in look_over(season)
    assert f"programmes/{KEY}" in look_over(season)
    typed = {"amount": "8,400", "reason": "more", "version": "0"}
    assert season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **typed).status_code == 303
    assert "was not taken" not in look_over(season)


def test_a_row_that_nobody_knows_is_remembered_until_it_is_mended_or_filed(season: Season) -> None:
    book = download(season)
    row = add_row(book, "Unheard of", 77)
    book.active.cell(row, 1, "KR24-9-99")
    other = row_of(book, KEY)
    book.active.cell(other, column(book, "Amount asked"), 8_301)
    take(season, upload(season, book), 0)
    assert "Unheard of" in look_over(season)
    assert "Unheard of" in season.writer.get(f"{season.draft()}?lang=en").text
    season.file(season.head)
    assert "Unheard of" not in look_over(season)


def test_a_workbook_mended_in_full_leaves_nothing_behind(season: Season) -> None:
    upload(season, spoilt(season))
    upload(season, download(season))
    assert "was not taken" not in look_over(season)


def test_a_request_in_which_nothing_changed_says_so_and_is_ticked(season: Season) -> None:
    assert "Nothing was changed" in season.writer.get("/?lang=en").text
    page = look_over(season)
    assert "Nothing was changed" in page
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]
    assert season.staff.post(season.head, f"{season.draft()}/file", digest=digest).status_code != 303
    done = season.staff.post(season.head, f"{season.draft()}/file", digest=digest, looked="yes")
    assert done.status_code == 303


def test_a_late_filing_says_which_one_in_time_it_replaces(season: Season) -> None:
    number = season.file(season.head)
    season.staff.later(days=11)
    typed = {"amount": "8,301", "reason": "x", "version": "0"}
    assert season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **typed).status_code == 303
    page = look_over(season)
    assert f"takes the place of {number}" in page
    digest = re.search(r'name="digest" value="(\w+)"', page)[1]
    assert season.staff.post(season.head, f"{season.draft()}/file", digest=digest).status_code != 303


def test_what_was_undone_is_as_last_year_again(season: Season) -> None:
    typed = {"amount": "8,301", "reason": "x", "version": "0"}
    season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **typed)
    assert 'class="state drafting"' in season.writer.get(f"{season.draft()}?lang=en").text
    version = str(season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"])
    season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", undo="yes", version=version)
    assert 'class="state drafting"' not in season.writer.get(f"{season.draft()}?lang=en").text


def test_a_fault_of_the_programme_before_is_told_on_the_next(season: Season) -> None:
    place = f"{season.draft()}/programmes/"
    later = re.search(r'name="later" value="([^"]+)"', season.writer.get(place + KEY).text)[1]
    for amount, version, faulty in (("8,300,000", "0", True), ("8,301", "", False)):
        stands = version or str(season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"])
        form = {"amount": amount, "reason": "", "version": stands, "later": later}
        done = season.staff.post(season.writer, place + KEY, **form)
        page = season.writer.get(f"{done.headers['location']}&lang=en").text
        assert (word("former_faults").en in page) is faulty
        assert (f'href="{place}{KEY}#f-' in page) is faulty
