"""Budgets at the edges: one programme, no area, ten years, euros in English alone. Each page says what is true of them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.model import Paragraph, plain
from crosscut.exports.opendata import tables
from crosscut.exports.site.data import names
from crosscut.exports.site.history import sources
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.registry import all_pages, menu
from crosscut.exports.site.render import Renderer
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.exports.words_of import word
from crosscut.figures import Printed
from crosscut.taxonomy import load
from crosscut.text import Language
from tests.builders import SOURCE, settings_of
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


def test_english_alone_by_a_korean_list_gives_no_korean_name_in_its_data() -> None:
    shown = publish(programmes(3, "ai"), currency="EUR", languages=["en"]).public
    views = SiteViews(shown)
    loaded = [make(Printed()) for _, page in all_pages(views) for make in page.data.values()]
    told = json.dumps([names(views.totals, views.directory), *loaded], ensure_ascii=False)
    assert "Artificial intelligence" in told
    assert not re.search("[가-힣]", told + str(tables.areas(shown).to_pydict()))


def test_a_source_is_listed_once_in_the_unit_of_the_page_s_language() -> None:
    years = [{**SOURCE, "unit": "million", "fiscal_year": year} for year in (2025, 2026)]
    page: Any = SimpleNamespace(settings=settings_of(source=years), lang="ko")
    assert [(each.file, each.unit) for each in sources(page)] == [(SOURCE["file"], "백만원")]
    page.lang = "en"
    assert [each.unit for each in sources(page)] == ["KRW million"]


def test_an_area_that_ended_long_ago_has_no_cards_of_nothing_and_its_chart_begins_and_ends_with_money() -> None:
    old = Programme("P", "Old", "Ministry A", "", {(2023, "reviewed"): 4 * MILLION}, {"ai": MILLION})
    now = Programme("Q", "New", "Ministry A", "", {(year, "reviewed"): MILLION for year in (2023, 2024, 2025, 2026)})
    said = pages([old, now])["area-ai"]
    assert "No money of 2026 reviewed is in Artificial intelligence." in said
    assert "Share of total" not in said
    assert "Money stands in 2023 reviewed alone: 1,000 (KRW thousand)." in said


def test_a_chart_over_years_names_the_years_that_its_words_speak_of() -> None:
    held = {(2024, "reviewed"): 4 * MILLION, (2025, "reviewed"): 3 * MILLION}
    old = Programme("P", "Old", "Ministry A", "", held, {"ai": 10 * MILLION})
    now = Programme("Q", "New", "Ministry A", "", {(2026, "reviewed"): MILLION})
    said = pages([old, now])["area-ai"]
    assert "from 4,000 in 2024 reviewed to 3,000 in 2025 reviewed (KRW thousand)" in said


def test_of_money_that_nobody_has_looked_at_no_page_says_that_it_is_in_no_area() -> None:
    read = Programme("P", "Old", "Ministry A", "", {(2025, "reviewed"): 4 * MILLION}, {"ai": 4 * MILLION})
    unread = Programme("Q", "New", "Ministry A", "", {(2026, "reviewed"): MILLION})
    said = pages([read, unread], blank_tags="unread")
    named = "No money of 2026 reviewed is known to be in Artificial intelligence (not looked at: KRW 1 million)."
    assert named in said["area-ai"]
    assert "What areas gained or lost is not known" in said["area-ai"]
    assert "That is" not in said["area-ai"]
    assert "No money is known to belong to its areas. Not looked at: KRW 1 million" in said["brief"]


def test_a_list_of_areas_without_a_date_is_not_said_to_be_in_force_from_nothing() -> None:
    for areas, dated in ((None, True), (replace(load("kr-cet-2022"), valid_from=""), False)):
        said = pages(programmes(1, "ai"), areas=areas)["method"]
        assert ("In force from" in said) is dated


@pytest.mark.parametrize("language", ["ko", "en"])
def test_rows_are_counted_in_words_that_hold_for_one(language: Language) -> None:
    for key in ("proof_equal", "proof_count", "proof_ratio", "proof_part", "proof_unequal", "rows_shown"):
        said = word(key, language, count="1", sum="1", whole="1", value="1", shown="1")
        assert "rows add" not in said
        assert not re.search(r"\b1 (different|of 1 )?(rows|programmes)", said)


def test_bars_of_one_length_are_said_to_be_equal() -> None:
    held = {(2026, "reviewed"): 100 * MILLION}
    made = [Programme(f"P{at}", f"Programme {at}", f"Ministry {at}", "", held, {"ai": MILLION}) for at in (1, 2)]
    said = pages(made)["story"]
    assert "All bars are equal: 100,000 (KRW thousand)." in said
    assert "smallest shown: Ministry" not in said


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_total_that_did_not_move_is_said_to_be_as_much_on_pages_and_in_documents(language: Language) -> None:
    held = {(2025, "reviewed"): 90 * MILLION, (2026, "reviewed"): 90 * MILLION}
    made = [Programme("P", "Same", "Ministry A", "", held, {"ai": 90 * MILLION}, "Same")]
    said = pages(made, language)
    same = {"en": "as much as in 2025 reviewed", "ko": "2025년 조정"}[language]
    for name in ("index", "story"):
        assert same in said[name]
        assert "(0.0%)" not in said[name].partition("At a glance")[0][:600]
    for kind in ("release", "report"):
        blocks = write_document(Facts(publish(made)), kind, language)
        text = " ".join(plain(each.text) for each in blocks.blocks if isinstance(each, Paragraph))
        heads = " ".join(plain(each) for each in blocks.subtitles)
        assert {"en": "as much as in", "ko": "변동 없음"}[language] in text
        assert not re.search(r"of change|a change of|로 같음|0원 변동", text + heads)


def test_two_alone_are_compared_with_each_other_and_equals_are_said_to_be_equal() -> None:
    held = {(2026, "reviewed"): 100 * MILLION}
    level = [Programme(f"P{at}", f"Programme {at}", f"Ministry {at}", "", held, {"ai": MILLION}) for at in (1, 2)]
    said = pages(level)
    assert "Each of the 2 ministries holds as much: KRW 100 million." in said["ministries"]
    assert not [name for name, page in said.items() if "hold most" in page]
    close = pages(programmes(6, "ai"), "ko")["ministries"]
    assert (
        "금액이 있는 부처는 두 곳이며, Ministry B 금액(4억 6,800만 원)이 Ministry A 금액(4억 3,800만 원)보다" in close
    )
    ten = pages(programmes(5, "ai", range(2017, 2027)), "ko")["area-ai"]
    assert "10개 시점의 금액이 모두 2억 5,000만 원씩으로 같습니다." in ten
    assert "사업 5개의 금액이 모두 5,000만 원씩으로 같습니다." in ten


def test_a_story_without_reasons_promises_none() -> None:
    said = pages(programmes(5, "ai"))["story"]
    assert "to the reasons" not in said
    assert "From the total to its parts" in said
