"""Sections begin with a sentence of what they hold; where they hold no finding, with what they are about."""

from __future__ import annotations

import re
from html import unescape

import pytest

from crosscut.exports.site.desk_titles import foremost
from crosscut.exports.words import WORDS
from crosscut.review.stakes import Stake
from crosscut.text import LANGUAGES, Language, Text
from crosscut.views.chart_findings import highest
from crosscut.views.method_titles import method_titles
from crosscut.views.programme_titles import most_of
from crosscut.views.takeaways import concentrated
from tests.site.conftest import Made
from tests.site.test_takeaways import spoken, totals
from tests.site.titled_pages import even

LABELS = (
    *("method_countings", "method_shares", "method_rounding", "licence", "purpose", "contest", "plan_conflict"),
    *("brief_say", "brief_asked", "nav_data", "review_list", "findings_list", "desk_sources", "review_history"),
    *("by_area", "by_ministry", "by_period", "simulator_changed"),
)
"""Definitions, what a source says, lists of sentences, forms and downloads: sections that hold no finding."""
APART = {"now"}
"""Heads that are an amount."""


def heads(made: Made, language: Language) -> list[tuple[str, str]]:
    """The heads of sections of all pages in one language, each with its page; names that lead to a page are none."""
    found = []
    for folder in made.editions:
        for path in sorted((folder / language).glob("*.html")):
            text = path.read_text(encoding="utf-8").partition("<main")[2]
            for at, head in re.findall(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', text, re.DOTALL):
                if at not in APART and not at.startswith("group-"):
                    found.append((path.name, " ".join(unescape(re.sub("<[^>]+>", "", head)).split())))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["decided", "plain", "unread"])
def test_every_section_is_a_sentence_or_holds_no_finding(
    name: str, language: Language, request: pytest.FixtureRequest
) -> None:
    labels = {WORDS[key][language] for key in LABELS}
    told = heads(request.getfixturevalue(name), language)
    assert told
    assert [each for each in told if not each[1].endswith((".", "?")) and each[1] not in labels] == []


def test_how_few_hold_more_than_half_is_counted_and_one_alone_is_named() -> None:
    made = totals({"ai": (0, 60), "bio": (0, 20), "quantum": (0, 15), "hydrogen": (0, 5)})
    found = concentrated("area", made.area_lines(made.total))
    assert found is not None
    assert spoken(found, made) == {
        "en": "Artificial intelligence holds more than half of what all 4 areas hold.",
        "ko": "인공지능 금액이 분야 4개 금액의 절반을 넘습니다.",
    }
    level = totals({"ai": (0, 25), "bio": (0, 25), "quantum": (0, 25), "hydrogen": (0, 25)})
    found = concentrated("area", level.area_lines(level.total))
    assert found is not None
    assert spoken(found, level)["en"] == "3 of 4 areas hold more than half of what areas hold."
    two = totals({"ai": (0, 60), "bio": (0, 40)})
    assert concentrated("area", two.area_lines(two.total)) is None


def test_of_points_that_are_level_none_is_the_highest() -> None:
    points = [Text.same(each) for each in "ABC"]
    assert most_of([*zip(points, (1, 3, 2), strict=True)]).key == "programme_periods_most"
    pair = most_of([*zip(points, (1, 3), strict=False)])
    assert (pair.key, pair.texts) == ("programme_periods_pair", {"period": points[1], "next": points[0]})
    assert most_of([*zip(points, (3, 3, 2), strict=True)]).key == "programme_periods_two"
    assert most_of([*zip([*points, points[0]], (3, 3, 3, 2), strict=True)]).key == "programme_periods_level"
    assert most_of([*zip(points, (2, 2, 2), strict=True)]).key == "programme_periods_same"


def test_money_at_one_of_several_points_is_said_to_stand_there_alone() -> None:
    made = totals({"ai": (100, 100), "bio": (0, 50)})
    before, now = made.periods
    none, some = (made.book.amount("partition", area=area, **now.where) for area in ("hydrogen", "bio"))
    found = highest(made, [(before, none), (now, some)])
    assert found is not None
    assert spoken(found, made)["en"] == "2026 reviewed alone: KRW 50 million."


def test_a_board_names_the_row_with_most_money_in_question_alone() -> None:
    assert foremost([Stake("a", 1, 1, 5, 5), Stake("b", 1, 1, 7, 7)]) == Stake("b", 1, 1, 7, 7)
    assert foremost([Stake("a", 1, 1, 7, 7), Stake("b", 1, 1, 7, 7)]) is None
    assert foremost([Stake("a", 1, 1, 0, 0)]) is None


def test_the_method_counts_what_it_rests_on() -> None:
    found = method_titles(even((2026, "reviewed")), 2)
    assert found["inexact"].key == "method_has_inexact"
    assert method_titles(even((2026, "reviewed")), 0)["inexact"].key == "method_inexact_none"
    assert found["taxonomy"].counts["areas"] == 12
