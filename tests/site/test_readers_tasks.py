"""What readers come for, done by somebody who has only the page: with how many clicks, and that it can be mailed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browsing import address_of
from tests.site.conftest import Made, Watched

pytestmark = pytest.mark.browser


class Reader:
    """Somebody who clicks and types, and counts the clicks."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, place: Locator) -> None:
        self.clicks += 1
        place.click()


@pytest.fixture
def reader(watched: Watched, two_years: Made) -> Reader:
    watched.page.goto(two_years.url("en/index.html"))
    return Reader(watched.page)


def rows_shown(page: Page) -> list[str]:
    page.wait_for_selector("dialog[open] tbody tr")
    return page.locator("dialog tbody tr").all_inner_texts()


def test_the_headline_and_its_rows_take_one_click(reader: Reader) -> None:
    reader.click(reader.page.locator(".hero .lead .fig").first)
    assert len(rows_shown(reader.page)) == 100
    assert "equal to the published value" in reader.page.locator("dialog").inner_text()
    assert reader.clicks == 1


def test_a_programme_is_found_by_a_misspelt_name(reader: Reader) -> None:
    reader.click(reader.page.locator("#menu").get_by_text("Search", exact=True))
    reader.page.locator("[data-search]").fill("Reserch programe 17")
    found = reader.page.locator("tbody tr th").first
    assert found.inner_text().startswith("Research programme 17")
    assert reader.clicks == 1


def test_an_area_over_three_stages_takes_two_clicks(reader: Reader) -> None:
    reader.click(reader.page.locator("#menu").get_by_text("Technology areas"))
    reader.click(reader.page.locator("main").get_by_role("link", name="Quantum").first)
    rows = reader.page.locator("table[class~=narrow] tbody tr").all_inner_texts()
    assert [" ".join(row.split()[:2]) for row in rows[:3]] == ["2025 reviewed", "2026 requested", "2026 reviewed"]
    assert reader.clicks == 2


def test_what_is_seen_is_what_a_colleague_sees_who_gets_the_link(reader: Reader, browser: Browser) -> None:
    page = reader.page
    reader.click(page.locator("#menu").get_by_text("Programmes"))
    page.locator("[data-filter=ministry]").select_option(label="부처3")
    reader.click(page.locator("th[data-sort=change] button"))
    seen = page.locator("tbody tr th").all_inner_texts()
    reader.click(page.locator("tbody .fig").first)
    rows = rows_shown(page)
    other = browser.new_page()
    other.goto(address_of(page))
    assert rows_shown(other) == rows
    assert other.locator(".programmes tbody tr th").all_inner_texts() == seen
    other.close()
    assert reader.clicks == 3
