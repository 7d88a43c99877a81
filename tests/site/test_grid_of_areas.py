"""The grid of ministries and areas is read without pushing it sideways: as a table where it has room, else as cards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from crosscut.exports.site.grid_room import FIRST_ROWS, GridForm, grid_form
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Printed
from crosscut.taxonomy import load
from crosscut.text import Language
from crosscut.views.publication import Publication
from tests.site.conftest import NOW, Made, Watched, make
from tests.site.every_page import WIDTHS
from tests.site.site_builder import MILLION, Programme, publish

MINISTRIES = FIRST_ROWS + 3


def spread(taxonomy: str, count: int) -> Publication:
    """A programme for each ministry and each of so many areas; one in five is outside of all."""
    areas = load(taxonomy).areas[:count]
    made = [
        Programme(
            f"P{ministry}-{place}",
            f"연구사업 {ministry}-{place}",
            f"부처{ministry}",
            "",
            {NOW: (1000 + ministry * 37 + place) * MILLION},
            {area.id: 900 * MILLION} if (ministry + place) % 5 else {},
        )
        for ministry in range(MINISTRIES)
        for place, area in enumerate(areas)
    ]
    return publish(made, areas=load(taxonomy), taxonomy=taxonomy)


@pytest.mark.parametrize(
    ("taxonomy", "count", "language", "form"),
    [
        ("kr-cet-2022", 3, "en", "level"),
        ("kr-cet-2022", 12, "ko", "level"),
        ("kr-cet-2022", 12, "en", "turned"),
        ("us-cet-2024", 18, "ko", "tiled"),
        ("us-cet-2024", 18, "en", "tiled"),
    ],
)
def test_heads_turn_and_cards_stand_where_columns_have_no_room(
    taxonomy: str, count: int, language: Language, form: GridForm
) -> None:
    views = SiteViews(spread(taxonomy, count).public)
    assert grid_form(Writer(views.totals, views.directory, language, SitePictures(), Printed()), views.overview) == form


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A grid of eighteen areas."""
    return make(spread("us-cet-2024", 18), tmp_path_factory.mktemp("many") / "site")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_grid_is_pushed_sideways(watched: Watched, many: Made, plain: Made, language: str) -> None:
    for made in (many, plain):
        for width in (*WIDTHS, 1366):
            opened(watched.page, made, language, width)
            table = watched.page.locator("table.heat")
            assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth"), width


@pytest.mark.browser
def test_a_card_names_its_areas_and_holds_no_empty_ones(watched: Watched, many: Made) -> None:
    page = watched.page
    opened(page, many, "en", 320)
    card = page.locator(".heat tbody tr").first
    labels = card.locator("td:visible").evaluate_all("cells => cells.map(cell => cell.dataset.label)")
    assert "Advanced Engineering Materials" not in labels
    assert "Advanced Computing" in labels
    assert labels[-1] == "Total budget"
    said = card.locator("td:visible").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said == f'"{labels[0]}"'


@pytest.mark.browser
def test_a_phone_shows_the_first_ministries_until_it_is_asked_for_all(watched: Watched, many: Made) -> None:
    page = watched.page
    opened(page, many, "en", 390)
    rows = page.locator(".heat tbody tr:visible")
    assert rows.count() == FIRST_ROWS
    page.get_by_label(f"Show all {MINISTRIES} ministries").check()
    assert rows.count() == MINISTRIES


def opened(page: Page, made: Made, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(made.url(f"{language}/index.html"))
