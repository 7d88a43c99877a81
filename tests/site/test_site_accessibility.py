"""Every kind of page in both languages, on a phone and a desk, against axe."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.shortened import some
from tests.site.conftest import Made, Watched

pytestmark = pytest.mark.browser

PAGES = ("index", "areas", "area-ai", "ministries", "ministry", "programmes", "findings", "method", "data")


def page_names(made: Made, language: str) -> list[str]:
    ministry = next(path.name for path in made.files if path.name.startswith("ministry-"))
    return [f"{language}/{ministry if name == 'ministry' else f'{name}.html'}" for name in PAGES]


def serious(watched: Watched) -> list[str]:
    found = Axe().run(watched.page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("language", "width", "scheme"), [("ko", 390, "light"), ("en", 1280, "dark")])
def test_no_serious_violation(
    watched: Watched, two_years: Made, language: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = watched.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for name in some(page_names(two_years, language), 2):
        page.goto(two_years.url(name))
        page.wait_for_timeout(300)
        assert serious(watched) == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bounds_can_be_read_on_every_ground(
    watched: Watched, two_years: Made, scheme: Literal["light", "dark"]
) -> None:
    page = watched.page
    page.emulate_media(color_scheme=scheme)
    page.goto(two_years.url("en/index.html"), wait_until="networkidle")
    page.evaluate(
        """() => {
            const cells = [1, 2, 3, 4, 5, 6].map(step =>
                `<td class="num h${step}"><button class="fig">12 <span class="interval">11–13</span></button></td>`);
            document.querySelector("main").innerHTML = `<h1>Bounds</h1><table><tr>${cells.join("")}</tr></table>`;
        }"""
    )
    assert serious(watched) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_dialog_has_no_serious_violation(watched: Watched, two_years: Made, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(two_years.url("ko/index.html"))
    page.locator(".total-card.change .fig").first.click()
    page.wait_for_selector("dialog[open] [data-equal=true]")
    assert serious(watched) == []
    assert page.locator("dialog").evaluate("dialog => dialog.getAttribute('aria-labelledby')") == "trace-title"


def test_no_table_of_sentences_is_wider_than_a_phone(watched: Watched, decided: Made) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 900})
    for language in ("ko", "en"):
        page.goto((decided.desk / language / "index.html").as_uri())
        tables = page.locator(".table-scroll:has(.cards)")
        assert tables.count()
        for place in range(tables.count()):
            assert tables.nth(place).evaluate("each => each.scrollWidth <= each.clientWidth + 1")
