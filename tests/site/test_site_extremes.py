"""Budgets at the edges: one programme, no area, ten years, euros in English alone. Each page says what is true of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import pytest

from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.registry import all_pages, menu
from crosscut.exports.site.render import Renderer
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Printed
from crosscut.text import Language
from tests.site.site_builder import MILLION, Programme, publish

NOTHING = re.compile(r"\bNone\b|\bnan\b|\{\w+\}|of the total, –|Of the total, –|by (KRW|USD|EUR) 0\b|\+(KRW|EUR) 0\b")


def programmes(count: int, area: str, years: Sequence[int] = (2026,)) -> list[Programme]:
    return [
        Programme(
            f"P{n}",
            f"Programme {n}",
            f"Ministry {'AB'[n % 2]}",
            "",
            {(year, "reviewed"): (100 + 10 * n + year - 2000) * MILLION for year in years},
            {area: 50 * MILLION} if area else {},
            f"Programme {n}",
        )
        for n in range(count)
    ]


def pages(made: list[Programme], language: Language = "en", **settings: Any) -> dict[str, str]:
    """The text of every public page, the hero's and the main part's, by name."""
    views = SiteViews(publish(made, **settings).public)
    found = all_pages(views)
    writer = Writer(views.totals, views.directory, language, SitePictures(), Printed())
    renderer = Renderer(writer, menu(found))
    return {page.name: text(renderer.html(kind, page)) for kind, page in found}


def text(html: str) -> str:
    body = html.partition('<section class="hero"')[2] or html.partition("<main")[2]
    kept = re.sub(r"<script.*?</script>|<svg.*?</svg>", " ", body.partition("</main>")[0], flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", "\u200a", kept)).replace("\u200a", "").split())


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "made",
    [programmes(1, "ai"), programmes(5, ""), programmes(5, "ai", range(2017, 2027))],
    ids=["one programme", "no area", "ten years"],
)
def test_no_page_says_nothing(made: list[Programme], language: Language) -> None:
    for name, said in pages(made, language).items():
        assert not NOTHING.search(said), (name, NOTHING.search(said))
        assert len(said) > 40, name


def test_one_area_beside_what_no_area_holds_is_not_all_of_it() -> None:
    said = pages(programmes(3, "ai"))
    for name in ("index", "brief"):
        assert (
            "Artificial intelligence is the only area that holds money: KRW 150 million, 36.8% of the total."
            in said[name]
        )
    assert not [name for name, page in said.items() if "All of it is in Artificial intelligence" in page]


def test_what_the_bar_of_the_total_cannot_draw_is_said() -> None:
    made = [
        Programme("P", "Paid", "Ministry A", "", {(2026, "reviewed"): 900 * MILLION}, {"ai": 900 * MILLION}),
        Programme("Q", "Back", "Ministry A", "", {(2026, "reviewed"): -200 * MILLION}, {"bio": -200 * MILLION}),
    ]
    said = pages(made)
    for name in ("index", "story"):
        assert "Not drawn, as it is below zero: Advanced biotechnology −200,000 (KRW thousand)" in said[name]
    assert "below zero" not in pages(programmes(2, "ai"))["index"]


def test_one_ministry_is_compared_with_no_other() -> None:
    said = pages(programmes(1, "ai"))
    assert "All of it is with Ministry A: KRW 126 million." in said["index"]
    assert not [name for name, page in said.items() if "is the largest in" in page]


def test_where_no_area_holds_money_that_is_said() -> None:
    said = pages(programmes(5, ""))
    for name in ("story", "areas"):
        assert "No area of Korea's critical and emerging technologies, 2022 holds any of it." in said[name]
    assert "Which area" not in said["brief"]


def test_ten_years_have_all_their_amounts_on_the_pages_of_areas() -> None:
    said = pages(programmes(5, "ai", range(2017, 2027)))
    series = said["area-ai"].partition("By year and stage")[2]
    assert re.findall(r"\b(20\d\d)reviewed", series)[:10] == [str(year) for year in range(2017, 2027)]


def test_euros_in_english_alone_speak_of_no_won_and_no_korean() -> None:
    said = pages(programmes(6, "ai", (2025, 2026)), currency="EUR", languages=["en"], taxonomy="eu-cta-2023")
    for name, page in said.items():
        assert not re.search(r"[가-힣]|KRW|\bwon\b", page), name
    assert "EUR" in said["index"]
