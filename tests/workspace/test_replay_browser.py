"""The replay in a real browser: arrow keys, links without scripts, the chart's two widths, and axe on both pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from crosscut import examples
from tests.browsing import follow
from tests.shortened import some
from tests.workspace.conftest import Staff
from tests.workspace.reading_office import opened
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES

COMPARED = "/compare?a=stage:2024:drafted&b=stage:2024:reviewed"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Staff]]:
    """The example of the cut of 2024, with an auditor who looks at it."""
    folder = tmp_path_factory.mktemp("replay") / "major"
    examples.write("korea-2024-major", folder)
    for staff in opened(folder):
        staff.join("auditor", "auditor")
        with served(staff.office) as address:
            yield address, staff


def auditor(browser: Browser, played: tuple[str, Staff], **more: bool) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", **more)
    secret = played[1].clients["auditor"].cookies["session"]
    context.add_cookies([{"name": "session", "value": secret, "url": played[0]}])
    return context.new_page()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_year_is_stepped_through_by_keys_and_by_links(
    browser: Browser, played: tuple[str, Staff], scripts: bool
) -> None:
    page = auditor(browser, played, java_script_enabled=scripts)
    page.goto(f"{played[0]}/replay?lang=en")
    follow(page.get_by_role("link", name="Begin"))
    page.get_by_text("Step 1 of 3").wait_for()
    page.wait_for_load_state()

    def turn(key: str, link: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key) if scripts else page.get_by_role("link", name=link).click()

    turn("ArrowRight", "Next")
    assert page.url.endswith("/replay/2024/reviewed")
    page.locator(".tiles", has_text="−3,900").wait_for()
    turn("ArrowRight", "Next")
    page.locator(".tiles", has_text="+400").wait_for()
    assert page.get_by_role("link", name="Next").count() == 0
    turn("ArrowLeft", "Previous")
    assert page.url.endswith("/replay/2024/reviewed")
    page.context.close()


def test_two_are_picked_without_scripts(browser: Browser, played: tuple[str, Staff]) -> None:
    page = auditor(browser, played, java_script_enabled=False)
    page.goto(f"{played[0]}/replay?lang=en")
    follow(page.get_by_role("link", name="Any two side by side"))
    page.get_by_label("From", exact=True).select_option("2024 draft of June 2023")
    page.get_by_label("To", exact=True).select_option("2024 confirmed")
    follow(page.get_by_role("button", name="Compare"))
    page.locator(".tiles", has_text="−3,500").wait_for()
    follow(page.get_by_role("link", name="Turn round"))
    page.locator(".tiles", has_text="+3,500").wait_for()
    page.context.close()


def test_axe_finds_nothing_and_one_chart_stands_at_each_width(browser: Browser, played: tuple[str, Staff]) -> None:
    page = auditor(browser, played, bypass_csp=True)
    places = ("/replay", "/replay/2024/reviewed", COMPARED)
    for place, (width, language) in some(product(places, ((390, "ko"), (1280, "en"))), 2):
        page.set_viewport_size({"width": width, "height": 900})
        mark = "&" if "?" in place else "?"
        assert page.goto(f"{played[0]}{place}{mark}lang={language}").status == 200
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, (place, [(each["id"], each["nodes"][0]["target"]) for each in found])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)
        assert page.locator(".replay-chart svg:visible").count() == (place != COMPARED), (place, width)
    page.context.close()


def test_the_chart_keeps_its_kinds_apart_without_colour(browser: Browser, played: tuple[str, Staff]) -> None:
    page = auditor(browser, played)
    page.goto(f"{played[0]}/replay?lang=en")
    wide = page.locator(".replay-wide").inner_text()
    for said in ("25,400", "−3,900", "21,500", "+400", "21,900"):
        assert said in wide
    page.context.close()
