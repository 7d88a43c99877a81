"""Reading in a real browser: two readers, one with keys and one without scripts, who differ once; a third settles it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from crosscut.workbench.opening import open_run
from tests.browsing import follow
from tests.workspace.reading_office import ReadingOffice, draw, opened, write_folder
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DRAWN = 14
KEYS = {"secondary-batteries": "2", "bio": "5", "hydrogen": "7", "ai": "9", "quantum": "w"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[ReadingOffice]:
    truth = write_folder(tmp_path / "budget")
    draw(tmp_path / "budget", DRAWN)
    for staff in opened(tmp_path / "budget"):
        found = ReadingOffice(staff, truth)
        found.join("first")
        found.join("second")
        found.join("chair", "chair")
        yield found


def page_of(room: ReadingOffice, browser: Browser, address: str, name: str, *, scripts: bool = True) -> Page:
    """A page of somebody who is signed in."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", java_script_enabled=scripts, bypass_csp=True
    )
    cookie = room.staff.clients[name].cookies["session"]
    context.add_cookies([{"name": "session", "value": cookie, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/reading?lang=en")
    return page


def read_by_keys(page: Page, room: ReadingOffice, wrong: str = "") -> list[str]:
    """Read with the keyboard until nothing waits; ``wrong`` is said to be semiconductors. What was read."""
    follow(page.get_by_role("button", name="Read the next"))
    seen = []
    while "/reading/" in page.url:
        key = page.url.partition("?")[0].rpartition("/")[2]
        seen.append(key)
        area = room.truth[key]
        page.wait_for_load_state()
        page.evaluate("document.activeElement.blur()")
        if key == wrong:
            page.keyboard.press("1")
        elif area:
            page.keyboard.press(KEYS[area])
        with page.expect_navigation():
            page.keyboard.press("Enter" if area or key == wrong else "o")
    return seen


def read_by_forms(page: Page, room: ReadingOffice) -> list[str]:
    """Read without scripts: boxes and buttons, everything by its label."""
    follow(page.get_by_role("button", name="Read the next"))
    seen = []
    while "/reading/" in page.url:
        key = page.url.partition("?")[0].rpartition("/")[2]
        seen.append(key)
        if room.truth[key]:
            page.locator(f"input[name=area_{room.truth[key]}]").check()
            follow(page.get_by_role("button", name="Save and next").last)
        else:
            follow(page.get_by_role("button", name="Outside o"))
    return seen


def fine(page: Page, place: str) -> None:
    """Nothing that axe finds, and nothing over the edge, small and large, in both languages."""
    for width, language in ((390, "ko"), (1280, "en")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{place}?lang={language}")
        found = Axe().run(page, options=RULES).response["violations"]
        assert not found, (place, [(each["id"], each["nodes"][0]["target"]) for each in found])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)


def test_two_read_differ_once_and_a_third_settles_it(browser: Browser, room: ReadingOffice) -> None:
    with served(room.office) as address:
        first = page_of(room, browser, address, "first")
        wrong = next(each for each in room.office.reading.drawn if room.truth[each])
        assert wrong in read_by_keys(first, room, wrong)
        before = room.count()
        second = page_of(room, browser, address, "second", scripts=False)
        again = read_by_forms(second, room)
        assert wrong in again
        after_two = room.count()
        assert after_two.last.count.second_opinions == len(again)
        first.goto(f"{address}/reading")
        assert first.locator("#differences").count() == 0
        chair = page_of(room, browser, address, "chair")
        follow(chair.locator("#differences a"))
        fine(chair, f"{address}/differences/{wrong}")
        chair.get_by_role("radio", name=room.office.reading.budget.taxonomy.area(room.truth[wrong]).en).check()
        chair.get_by_label("Why this holds").fill("Its name says so")
        follow(chair.get_by_role("button", name="Settle"))
        assert chair.locator(".told").inner_text() == "Settled: this holds."
        settled = room.count()
        assert settled.last.count.width < after_two.last.count.width
        assert settled.last.count.decided == before.last.count.decided == len(room.office.reading.drawn)
        fine(chair, f"{address}/reading")
        fine(first, f"{address}/reading/{wrong}")
        assert "14 / 48" in chair.locator("main").inner_text()
    held = open_run(room.staff.folder).decisions[wrong]
    assert held.areas == {room.truth[wrong]: 1}
    assert held.by == "chair"


def test_enter_does_what_its_badge_stands_at(browser: Browser, room: ReadingOffice) -> None:
    with served(room.office) as address:
        page = page_of(room, browser, address, "first")
        follow(page.get_by_role("button", name="Read the next"))
        key = page.url.partition("?")[0].rpartition("/")[2]
        badge = page.locator("[data-enter]:visible")
        page.wait_for_function("document.querySelector('[data-keys]').closest('label').hidden === false")
        assert badge.count() == 1
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("1")
        assert badge.get_attribute("data-enter") == "areas"
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.goto(f"{address}/reading/{key}")
        page.wait_for_load_state()
        assert badge.get_attribute("data-enter") == "areas"
        page.keyboard.press("1")
        accepts = page.locator('[data-key="accept"]').count()
        assert badge.get_attribute("data-enter") == ("accept" if accepts else "areas")


def test_a_digit_with_shift_names_a_sub_technology_of_the_area_chosen_last(
    browser: Browser, room: ReadingOffice
) -> None:
    with served(room.office) as address:
        page = page_of(room, browser, address, "first")
        follow(page.get_by_role("button", name="Read the next"))
        key = page.url.partition("?")[0].rpartition("/")[2]
        page.wait_for_function("document.querySelector('[data-keys]').closest('label').hidden === false")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Shift+Digit2")
        assert page.locator(".subs input:checked").count() == 0
        page.keyboard.press("1")
        page.keyboard.press("Shift+Digit2")
        area = room.office.reading.budget.taxonomy.areas[0]
        assert page.locator(".subs input:checked").get_attribute("name") == f"sub_{area.id}/{area.subs[1].id}"
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert open_run(room.staff.folder).decisions[key].numerators == {(area.id, area.subs[1].id): 1}
