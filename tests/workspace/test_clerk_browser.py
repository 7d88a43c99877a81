"""A clerk files three programmes from last year's workbook by what the screen says, and one of them lacks its reason."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browsing import follow
from tests.workspace import served_demonstration
from tests.workspace.test_browser import REQUEST, become

pytestmark = pytest.mark.browser
address = served_demonstration.address
MOST = 12
"""Clicks from who one is to the receipt: choosing the file counts as two."""


def edited(page: Page, folder: Path) -> Path:
    """Last year's workbook with three amounts changed, two of them with a reason."""
    with page.expect_download() as found:
        page.get_by_role("link", name="Download the workbook").click()
    file = folder / "request.xlsx"
    found.value.save_as(file)
    book = openpyxl.load_workbook(file)
    rows = list(book.active.iter_rows())
    names = [str(each.value) for each in rows[0]]
    amount = next(at for at, name in enumerate(names) if name.startswith("Amount asked for"))
    reason = names.index("Reason for the change")
    for row, part in zip(rows[1:4], (105, 105, 120), strict=True):
        row[amount].value = row[amount].value * part // 100
        row[reason].value = "New equipment" if part == 105 else None
    book.save(file)
    return file


def test_three_programmes_from_last_years_workbook(browser: Browser, address: str, tmp_path: Path) -> None:
    clicks = 4  # who one is, the workbook, and choosing the file

    def click(found: Locator) -> None:
        nonlocal clicks
        clicks += 1
        follow(found)

    page = become(browser, address, "Ministry clerk", 390)
    click(page.get_by_role("link", name="Open the request"))
    page.wait_for_url(f"**{REQUEST}")
    page.get_by_label("Edited workbook").set_input_files(edited(page, tmp_path))
    click(page.get_by_role("button", name="Upload the workbook"))
    page.get_by_text("5 changes, 0 cells to fix").wait_for()
    click(page.get_by_role("button", name="Take what is chosen"))
    click(page.get_by_role("link", name="Check and submit").first)
    assert page.get_by_role("button", name="Submit the request").count() == 0
    click(page.get_by_role("link", name="Fix the first"))
    page.get_by_label("Reason for the change").fill("A second line")
    click(page.get_by_role("button", name="Save", exact=True))
    click(page.get_by_role("link", name="Check and submit").first)
    click(page.get_by_role("button", name="Submit the request"))
    assert page.locator(".receipt-number").inner_text().startswith("2025-")
    assert clicks <= MOST
    page.context.close()
