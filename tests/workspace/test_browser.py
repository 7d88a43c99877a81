"""The workspace in a real browser: the whole way by keyboard without scripts, drafts that save themselves, and axe."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browsing import follow
from tests.shortened import some
from tests.workspace import served_demonstration

pytestmark = pytest.mark.browser
address = served_demonstration.address
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
REQUEST = "/calls/1/msit"
NAME = "AI반도체첨단이종집적기술개발"
PLACES = {
    "writer": ("/", REQUEST, f"{REQUEST}/file", f"{REQUEST}/programmes/KR24-1-02", "/account", "/rights"),
    "coordinator": ("/calls/1", "/calls/new", "/filings/2025-00001", "/filings/2025-00001/changes", "/record"),
    "reviewer": ("/findings", "/findings/1"),
    "administrator": ("/people", "/people/3"),
    "council": ("/filings/2025-00001",),
}


def become(browser: Browser, address: str, role: str, width: int = 1280, *, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="en-GB", bypass_csp=True, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=en")
    follow(page.locator(".person-card", has_text=role).first)
    return page


@pytest.mark.parametrize("role", PLACES)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(browser: Browser, address: str, role: str) -> None:
    names = {"writer": "Ministry clerk", "coordinator": "Coordinator", "reviewer": "Reviewer"}
    page = become(browser, address, names.get(role, role.capitalize()))
    for place, (width, language) in some(product(PLACES[role], ((390, "en"), (1280, "ko"))), 2):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.goto(f"{address}{place}?lang={language}").status == 200, place
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, (place, [(each["id"], each["nodes"][0]["target"]) for each in found])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)
    page.context.close()


def test_axe_finds_nothing_on_a_past_day_which_is_reached_by_keyboard(browser: Browser, address: str) -> None:
    page = become(browser, address, "Coordinator", 390)
    day = (datetime.now().astimezone() - timedelta(days=1)).date()
    page.goto(f"{address}/record")
    page.get_by_text("As of a past day").focus()
    page.keyboard.press("Enter")
    page.fill("#f-on", day.isoformat())
    follow(page.locator(".past-day button"), "Enter")
    page.wait_for_url(f"**/record?on={day}")
    for language in ("en", "ko"):
        page.goto(f"{address}/record?on={day}&lang={language}")
        assert not Axe().run(page, options=RULES).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_a_draft_saves_itself_and_says_so(browser: Browser, address: str) -> None:
    page = become(browser, address, "Ministry clerk")
    page.goto(f"{address}{REQUEST}/programmes/KR24-1-01")
    page.fill("#f-text", "Packaging of chips")
    page.locator("[data-status]", has_text="Saved").wait_for()
    page.reload()
    assert page.input_value("#f-text") == "Packaging of chips"
    assert page.locator("#w-text").inner_text().startswith("임지안")
    page.context.close()


def test_the_way_to_a_receipt_by_keyboard_and_without_scripts(browser: Browser, address: str) -> None:
    page = become(browser, address, "Ministry clerk", 820, scripts=False)
    _press(page, "link", "Open the request", f"**{REQUEST}")
    _press(page, "link", NAME, "**/KR24-1-02")
    page.get_by_label("Amount asked for").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("9,200")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=saved")
    _press(page, "link", NAME, "**/KR24-1-02")
    assert page.locator(".field.reason.wrong").count() == 1
    page.get_by_label("Reason for the change").focus()
    page.keyboard.type("Test line of the second phase")
    _press(page, "button", "Save", "**done=saved")
    _press(page, "link", "Check and submit", f"**{REQUEST}/file")
    _press(page, "button", "Submit the request", "**/filings/**")
    assert page.locator(".receipt-number").inner_text().startswith("2025-")
    assert page.locator(".told").inner_text() == "Filed. This is the receipt."
    page.context.close()


def _press(page: Page, role: str, name: str, to: str) -> None:
    """Press what is called so, having come to it by the tabulator alone, and arrive."""
    handle = page.get_by_role(role, name=name, exact=True).first.element_handle()  # type: ignore[arg-type]
    for _ in range(150):
        page.keyboard.press("Tab")
        if handle.evaluate("each => each === document.activeElement"):
            page.keyboard.press("Enter")
            page.wait_for_url(to)
            return
    raise AssertionError(f"the tabulator never came to {name}")
