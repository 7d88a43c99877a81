"""What a screen shows: a sign that something is under way, one line of menu on a telephone, a receipt on one page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from crosscut.workspace.words import word
from tests.browsing import follow
from tests.workspace import served_demonstration

pytestmark = pytest.mark.browser
address = served_demonstration.address


def test_a_telephone_has_one_line_of_menu_and_what_takes_longer_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR")
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=ko")
    follow(page.locator("button", has_text="박서연"))
    assert page.locator(".menu ul").bounding_box()["height"] < 60
    page.route("**/calls", lambda route: route.fulfill(status=204))
    page.locator(".menu a[href='/calls']").click(no_wait_after=True)
    expect(page.locator("#underway")).to_have_text(word("underway").ko)
    context.close()


def test_a_receipt_prints_on_one_page_without_buttons(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=ko")
    follow(page.locator("button", has_text="서다은"))
    follow(page.locator("main h3 a").first)
    follow(page.locator("a[href^='/filings/']").first)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 1
    page.emulate_media(media="print")
    expect(page.locator(".receipt-office")).to_be_visible()
    assert not page.locator(".receipt .button:visible").count()
    context.close()
