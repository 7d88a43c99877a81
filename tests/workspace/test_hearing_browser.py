"""Hearings in a real browser: arrow keys, links without scripts, paper, and axe on both pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from crosscut.workspace import demonstration
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Office
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.receipts import Signer
from crosscut.workspace.schema.store import open_database
from tests.browsing import follow
from tests.workspace.conftest import copy_of
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, whose programmes are heard."""
    folder = copy_of(made[0], tmp_path_factory.mktemp("hearing") / "demo")
    office = Office(open_database(folder, ""), made[1], made[2], demonstration=True, reading=ReadingRoom(folder))
    with office.database.writing() as connection:
        demonstration.fill(office, connection, office.clock())
    with served(office) as place:
        yield place
    office.close()


def coordinator(browser: Browser, address: str, **more: bool) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", **more).new_page()
    page.goto(f"{address}/sign-in?lang=en")
    follow(page.locator(".person-card", has_text="Coordinator").first)
    page.goto(f"{address}/hearings")
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_pages_are_turned_by_keys_and_by_links(browser: Browser, address: str, scripts: bool) -> None:
    page = coordinator(browser, address, java_script_enabled=scripts)
    follow(page.get_by_role("link", name="Begin with Without a committee"))
    page.wait_for_url("**/hearings/*")
    first = page.url

    def turn(key: str, link: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key) if scripts else page.get_by_role("link", name=link).click()

    turn("ArrowRight", "Next")
    assert page.url != first
    page.get_by_text("2 of 22").wait_for()
    turn("ArrowLeft", "Previous")
    assert page.url == first
    assert page.get_by_role("link", name="Previous").count() == 0
    page.context.close()


def test_paper_has_the_programme_and_not_the_workspace(browser: Browser, address: str) -> None:
    page = coordinator(browser, address)
    follow(page.get_by_role("link", name="Begin with Without a committee"))
    page.wait_for_url("**/hearings/*")
    page.emulate_media(media="print")
    assert page.locator(".hearing h1").is_visible()
    for gone in (".site-header", ".masthead", ".hearing-turn", ".site-footer"):
        assert not page.locator(gone).is_visible(), gone
    page.context.close()


def test_axe_finds_nothing_and_nothing_runs_over_the_edge(browser: Browser, address: str) -> None:
    page = coordinator(browser, address, bypass_csp=True)
    follow(page.get_by_role("link", name="Begin with Without a committee"))
    page.wait_for_url("**/hearings/*")
    for place in (f"{address}/hearings", page.url):
        for width, language in ((390, "en"), (1280, "ko")):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.goto(f"{place}?lang={language}").status == 200
            found = Axe().run(page, options=RULES).response["violations"]
            assert not found, (place, [(each["id"], each["nodes"][0]["target"]) for each in found])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)
    page.context.close()


def test_a_clock_counts_on_each_programme_and_says_when_its_minutes_are_over(browser: Browser, address: str) -> None:
    page = coordinator(browser, address)
    page.get_by_label("Each committee begins at").fill("09:30")
    page.get_by_label("minutes for each programme").fill("1")
    follow(page.get_by_role("button", name="Show the timetable"))
    page.clock.install()
    follow(page.get_by_role("link", name="Begin with Without a committee"))
    timer = page.get_by_role("timer")
    timer.wait_for()
    assert "over" not in page.locator(".hearing-clock").inner_text()
    page.clock.run_for(61_000)
    page.get_by_text("time is up").wait_for()
    assert timer.inner_text() == "1:01"
