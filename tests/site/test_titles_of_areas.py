"""What titles say of areas and ministries that are level, moved together or stand together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosscut.calendar import Period
from crosscut.exports import site
from crosscut.exports.words import WORDS
from crosscut.text import LANGUAGES, Text
from crosscut.views.chart_findings import chart_findings, highest
from crosscut.views.headline import headline
from crosscut.views.histories import changes
from crosscut.views.overview import overview
from crosscut.views.page_titles import (
    areas_of_ministry,
    counted,
    largest_programme,
    line_title,
    movers,
    overlapping,
)
from crosscut.views.programmes import Directory
from crosscut.views.takeaways import Takeaway, largest, largest_area, moved, one_way, widest
from crosscut.views.totals import Totals
from crosscut.workbench.complete import followed
from crosscut.workbench.opening import open_run
from tests.site import titled_pages
from tests.site.conftest import ASKED, BEFORE, NOW
from tests.site.site_builder import MILLION, Programme, publish
from tests.site.test_takeaways import spoken, totals
from tests.site.titled_pages import even, said, told

korea_2024_totals = titled_pages.korea_2024_totals


NO_AREA = """title = { en = "Budget", ko = "예산" }
currency = "KRW"
taxonomy = "kr-cet-2022"
counting = "partition"
[[source]]
file = "sources/programmes.csv"
unit = "million"
stage = "confirmed"
blank_tags = "outside"
[source.columns]
programme = "id"
name = "name"
ministry = "ministry"
fiscal_year = "year"
amount = "amount"
"""


def test_where_several_are_level_none_is_said_to_lead() -> None:
    made = even(NOW, BEFORE)
    ministries = made.lines("ministry", made.total, "partition")
    found = largest("ministry", ministries)
    assert found is not None
    assert spoken(found, made) == {
        "en": "Each of the 3 ministries holds as much: KRW 3 billion.",
        "ko": "부처 3곳의 금액이 모두 30억 원씩으로 같습니다.",
    }
    listing = Directory(made).list_of("programmes", "partition")
    assert said(largest_programme(made, listing, made.total)) == "take_programme_all_level"
    view = overview(made)
    assert said(widest(made, view.heat, view.columns)) == "take_heat_level"
    assert said(chart_findings(made, view)["effect"]) == "no_twice"
    assert said(chart_findings(made, view)["overlap"]) == "no_overlap"


def test_without_an_earlier_period_the_first_sentence_names_no_largest_area_where_two_are_level_or_one_alone() -> None:
    level = headline(even(NOW)).largest
    assert said(level) == "take_area_all_level"
    alone = Totals(publish([Programme("P", "사업", "부처", "", {NOW: 5 * MILLION}, {"ai": 5 * MILLION})]))
    found = headline(alone).largest
    assert found is not None
    assert spoken(found, alone)["en"] == "All of it is in Artificial intelligence: KRW 5 million."


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_area_holds_anything_none_is_counted_and_nothing_is_divided_by_area(
    tmp_path: Path, language: str
) -> None:
    (tmp_path / "sources").mkdir()
    rows = [
        f"P{each},사업 {each},부처{each % 2},{year},{each + year % 3}" for each in (1, 2, 3) for year in (2025, 2026)
    ]
    (tmp_path / "sources/programmes.csv").write_text("id,name,ministry,year,amount\n" + "\n".join(rows), "utf-8")
    (tmp_path / "crosscut.toml").write_text(NO_AREA, "utf-8")
    site.write(followed(open_run(tmp_path)).public, tmp_path / "site")
    changes, areas, simulator, ministry = (
        next((tmp_path / "site" / language).glob(f"{name}.html")).read_text(encoding="utf-8")
        for name in ("changes", "areas", "simulator", "ministry-*")
    )
    assert "cap-change-areas" not in changes
    assert "cap-change-ministries" in changes
    assert WORDS["areas_lead"][language] not in areas
    assert re.findall('data-simulated="([a-z]+)"', simulator) == ["ministry"]
    assert "Korea's critical" not in ministry.partition("<main")[2].partition("<section")[0]


def test_money_of_no_named_ministry_leads_no_area() -> None:
    held = (
        ("P1", "미공표 (not published)", "ai", 9),
        ("P2", "미공표 (not published)", "bio", 9),
        ("P3", "나부", "ai", 2),
    )
    made = Totals(publish([Programme(key, key, who, "", {NOW: each}, {area: each}) for key, who, area, each in held]))
    view = overview(made)
    found = widest(made, view.heat, view.columns)
    assert found is not None
    assert spoken(found, made)["en"] == "For the largest part of 2 of 2 areas no one ministry is named."
    unnamed = made.line("미공표 (not published)", made.total, ministry="미공표 (not published)")
    told = spoken(line_title(made, "ministry", unnamed), made)["en"]
    assert told.startswith("Not published: ")
    assert "holds" not in told


def test_two_level_are_both_named_and_a_second_place_that_several_share_is_not() -> None:
    assert said(first_of({"ai": (1, 10), "bio": (1, 10), "quantum": (1, 3)})) == "take_area_two"
    assert said(first_of({"ai": (1, 10), "bio": (1, 9), "quantum": (1, 9)})) == "take_area_leads"


def first_of(amounts: dict[str, tuple[int, int]]) -> Takeaway | None:
    made = totals(amounts)
    return largest("area", made.area_lines(made.total))


def test_areas_that_moved_alike_are_counted_and_not_named() -> None:
    made = totals({"ai": (100, 150), "bio": (100, 150), "quantum": (100, 90)})
    found, _ = one_way(made.area_lines(made.total), 1)
    assert spoken(found, made)["en"] == "2 areas rose most, each by as much: +KRW 50 million."
    assert headline(made).risen is None
    assert headline(made).fallen is not None
    lines = [(each.key, each.changes[0].amount) for each in made.area_lines(made.total) if each.has_rows]
    texts = {"since": made.calendar.text(Period(*BEFORE)), "until": made.calendar.text(Period(*NOW))}
    assert spoken(movers(made, lines, texts), made)["en"] == (
        "From 2025 reviewed to 2026 reviewed 2 of 3 areas gained and 1 lost."
    )


def test_a_series_of_two_points_or_of_level_ones_is_told_too() -> None:
    two, three = even(NOW, BEFORE), even(NOW, BEFORE, ASKED)
    assert said(highest(two, two.period_lines("partition"))) == "take_pair_level"
    assert said(highest(three, three.period_lines("partition"))) == "take_highest_all"
    rose = totals({"ai": (100, 150)})
    found = highest(rose, rose.period_lines("partition"))
    assert found is not None
    assert spoken(found, rose)["en"] == "From KRW 100 million in 2025 reviewed to KRW 150 million in 2026 reviewed."


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ((100, 100), "Artificial intelligence holds all of it: KRW 100 million. That is as much as in 2025 reviewed."),
        ((0, 100), "Artificial intelligence holds all of it: KRW 100 million. That is +KRW 100 million"),
    ],
)
def test_an_area_says_what_it_holds_and_what_became_of_it(amounts: tuple[int, int], sentence: str) -> None:
    made = totals({"ai": amounts})
    (line,) = [each for each in made.area_lines(made.total) if each.has_rows]
    assert spoken(line_title(made, "area", line), made)["en"].startswith(sentence)


def test_an_area_without_money_says_so_and_with_whom_it_shares_none() -> None:
    made = totals({"ai": (100, 150)})
    (line,) = [each for each in made.area_lines(made.total) if each.key == "bio"]
    assert (
        spoken(line_title(made, "area", line), made)["en"] == "No money of 2026 reviewed is in Advanced biotechnology."
    )
    assert said(overlapping("bio", [])) == "title_overlap_none"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_areas_the_first_page_tells_of_ministries_and_programmes(tmp_path: Path, language: str) -> None:
    programmes = [
        Programme(f"P{each}", f"사업 {each}", f"부처{each % 3}", "", {NOW: (each + 1) * MILLION, BEFORE: 5 * MILLION})
        for each in range(20)
    ]
    site.write(publish(programmes).public, tmp_path)
    text = (tmp_path / f"{language}/index.html").read_text(encoding="utf-8")
    assert [each for each in told(text) if not each.endswith(".")] == []
    assert "부처1" in text
    assert text.count("<li>", text.index('class="points"')) >= 3
    plain = " ".join(re.sub("<[^>]+>", " ", text).split())
    assert all(f"사업 {each} " in plain for each in range(10, 20))


def test_what_stands_together_is_told_where_nothing_else_fell(korea_2024_totals: Totals) -> None:
    made = korea_2024_totals
    lines = [(each.key, each.changes[0].amount) for each in made.area_lines(made.total) if each.has_rows]
    found = movers(made, lines, {"since": Text("a", "가"), "until": Text("b", "나")})
    assert found is not None
    assert found.key == "title_flow_most_up"
    assert found.then is not None
    assert found.then.key == "take_together_fell"
    assert "nothing lost" not in spoken(found, made)["en"]


def beside(amounts: dict[str, tuple[int, int]], apart: str = "quantum") -> Totals:
    """Areas of which one stands for several that nobody published apart."""
    made = totals(amounts)
    made.added = frozenset({apart})
    return made


@pytest.mark.parametrize(
    ("amounts", "key"),
    [
        ({"ai": (1, 100), "quantum": (1, 50)}, "take_area_alone_apart"),
        ({"ai": (1, 100), "bio": (1, 95), "quantum": (1, 98)}, "take_area_two_apart"),
        ({"ai": (1, 100), "bio": (1, 95), "quantum": (1, 90)}, "take_area_two"),
        ({"ai": (1, 100), "bio": (1, 10), "quantum": (1, 101)}, "take_area_leads_apart"),
        ({"ai": (1, 100), "bio": (1, 10), "quantum": (1, 90)}, "take_area_leads"),
        ({"quantum": (1, 90)}, "take_area_together"),
    ],
)
def test_money_that_stands_together_is_no_area_of_its_own_and_not_forgotten(
    amounts: dict[str, tuple[int, int]], key: str
) -> None:
    made = beside(amounts)
    lines = made.area_lines(made.total)
    assert said(largest_area(made, lines)) == key
    assert said(areas_of_ministry(made, "부처", lines, [])) == key


@pytest.mark.parametrize(
    ("amounts", "moves", "flows"),
    [
        ({"ai": (100, 150), "bio": (100, 150)}, "take_moved_level", "title_flow_rose_apart"),
        ({"ai": (100, 60), "bio": (100, 60)}, "take_moved_level", "title_flow_fell_apart"),
        ({"ai": (100, 100), "bio": (100, 100)}, "take_moved_none_apart", "title_flow_still_apart"),
        ({"ai": (100, 150), "bio": (100, 100)}, "take_moved_only_up_apart", "title_flow_most_up"),
        ({"ai": (100, 60), "bio": (100, 100)}, "take_moved_only_down_apart", "title_flow_most_down"),
        ({"ai": (100, 60), "bio": (100, 70)}, "take_moved_all_down_apart", "title_flow_most_down"),
    ],
)
def test_nothing_is_denied_of_all_areas_where_what_stands_together_moved(
    amounts: dict[str, tuple[int, int]], moves: str, flows: str
) -> None:
    made = beside({**amounts, "quantum": (100, 60)})
    lines = made.area_lines(made.total)
    changes = [(each.key, each.changes[0].amount) for each in lines if each.has_rows]
    texts = {"since": Text("a", "가"), "until": Text("b", "나")}
    for found, key in ((moved(made, lines), moves), (movers(made, changes, texts), flows)):
        assert found is not None
        assert (found.key, found.then and found.then.key) == (key, "take_together_fell")
        assert spoken(found, made)["en"].endswith("What stands together as Quantum fell: −KRW 40 million.")


def test_a_ministry_whose_money_was_published_under_no_name_is_not_said_to_have_gained(
    korea_2024_totals: Totals,
) -> None:
    made = korea_2024_totals
    history = made.publication.history
    assert history
    found = counted(made, changes(made, history).comparisons[0], "ministry")
    assert found
    assert (found.key, found.counts) == ("title_counts_ministry_rose", {"rose": 2, "fell": 0, "all": 2})
    assert found.then
    assert (found.then.key, found.then.counts) == ("title_counts_itemised", {"count": 1})


def test_areas_that_are_counted_are_those_given_one_by_one(korea_2024_totals: Totals) -> None:
    made = korea_2024_totals
    history = made.publication.history
    assert history is not None
    found = counted(made, changes(made, history).comparisons[0], "area")
    assert found is not None
    assert (found.key, found.then and found.then.key) == ("title_counts_area_rose_apart", "take_together_fell")
    assert spoken(found, made)["en"].startswith("Of the areas given one by one, 7 of 7 gained; none lost.")


def held_by(*held: tuple[str, str, int]) -> Totals:
    """Programmes of ministries, areas and amounts in millions."""
    made = [
        Programme(f"P{place}", f"사업 {place}", who, "", {NOW: each * MILLION}, {area: each * MILLION})
        for place, (who, area, each) in enumerate(held)
    ]
    return Totals(publish(made))


def test_ministries_that_are_level_in_an_area_are_not_said_to_be_the_largest_there() -> None:
    level = held_by(("가부", "ai", 100), ("나부", "ai", 100), ("가부", "bio", 50), ("나부", "bio", 50))
    view = overview(level)
    found = widest(level, view.heat, view.columns)
    assert spoken(found, level)["en"] == "No ministry alone is the largest in any area."


def test_the_areas_that_a_ministry_leads_are_counted_without_what_stands_together() -> None:
    made = held_by(
        *[(who, area, each) for who, each in (("가부", 9), ("나부", 2)) for area in ("ai", "bio", "quantum")]
    )
    made.added = frozenset({"quantum"})
    view = overview(made)
    found = widest(made, view.heat, view.columns)
    assert spoken(found, made)["en"].endswith("is the largest in 2 of 2 areas.")


def test_two_that_are_level_are_told_in_no_order() -> None:
    made = totals({"ai": (1, 120), "bio": (1, 120)})
    found = largest("area", made.area_lines(made.total))
    assert "순입니다" not in spoken(found, made)["ko"]
