"""What a screen shows: a sign that something is under way, one line of menu on a telephone, a receipt on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from crosscut.workspace import demonstration
from crosscut.workspace.known import Known
from crosscut.workspace.office import Office
from crosscut.workspace.receipts import Signer
from crosscut.workspace.store import open_database
from crosscut.workspace.words import word
from tests.workspace.conftest import copy_of
from tests.workspace.season_play import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = copy_of(made[0], tmp_path_factory.mktemp("served") / "demo")
    office = Office(open_database(folder, ""), made[1], made[2], demonstration=True)
    with office.database.writing() as connection:
        demonstration.fill(office, connection, office.clock())
    with served(office) as place:
        yield place
    office.close()


def test_a_telephone_has_one_line_of_menu_and_what_takes_longer_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR")
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=ko")
    page.locator("button", has_text="박서연").click()
    assert page.locator(".menu ul").bounding_box()["height"] < 60
    page.route("**/calls", lambda route: route.fulfill(status=204))
    page.locator(".menu a[href='/calls']").click(no_wait_after=True)
    expect(page.locator("#underway")).to_have_text(word("underway").ko)
    context.close()


def test_a_receipt_prints_on_one_page_without_buttons(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=ko")
    page.locator("button", has_text="서다은").click()
    page.locator("main h3 a").first.click()
    page.locator("a[href^='/filings/']").first.click()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 1
    page.emulate_media(media="print")
    expect(page.locator(".receipt-office")).to_be_visible()
    assert not page.locator(".receipt .button:visible").count()
    context.close()
