"""A programme's page and the page of changes in a browser: axe, the keyboard, a phone and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from crosscut import examples
from crosscut.tables import row_id
from crosscut.workbench.build import build
from tests.shortened import some

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (f"programme-{row_id('KR24-2-01')[:10]}", "changes", "programmes")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "demo"
    examples.write("korea-2024", folder, None)
    build(folder)
    return folder / "build/site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def test_no_serious_violation_and_nothing_wider_than_the_screen(page: Page, site: Path) -> None:
    for name, language, width in some(product(PAGES, ("ko", "en"), (390, 1280)), 4):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site / language / f"{name}.html").as_uri())
        page.wait_for_timeout(300)
        page.wait_for_function("!document.querySelector('[aria-busy]')")
        found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == [], (
            name,
            language,
            width,
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, language, width)


def test_the_keyboard_reaches_every_number_of_a_programme_and_opens_its_rows(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((site / "ko" / f"{PAGES[0]}.html").as_uri())
    wanted = page.locator("main [data-figure]").count()
    reached = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        reached += page.evaluate("document.activeElement.matches('main [data-figure]')")
        if reached == wanted:
            break
    assert reached == wanted > 1
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] [data-equal=true]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_part_of_a_change_opens_with_rows_that_prove_it(page: Page, site: Path, language: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((site / language / "changes.html").as_uri())
    numbers = page.locator("[aria-labelledby=cap-parts-1] [data-figure]")
    assert numbers.count() > 5
    for place in range(numbers.count()):
        numbers.nth(place).click()
        page.wait_for_selector("dialog[open] [data-equal=true]")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog:not([open])", state="attached")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_source_of_a_number_is_two_clicks_away(page: Page, site: Path, language: str) -> None:
    page.goto((site / language / "index.html").as_uri())
    page.locator(".hero .lead .fig").first.click()
    page.locator("dialog td.programme a").last.click()
    page.wait_for_url("**/programme-*.html")
    assert "sources/" in page.inner_text("main")
