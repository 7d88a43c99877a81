"""Pages and sections begin with what their numbers say: also of ties, of nothing, and of budgets without areas."""

from __future__ import annotations

import re

import pytest

from crosscut.text import LANGUAGES, Text
from crosscut.text.effect_kinds import MEANING, REASON, EffectKind, Passage, effect_key
from crosscut.views.chart_findings import chart_findings
from crosscut.views.overview import overview
from crosscut.views.page_titles import (
    movers,
    story_title,
)
from crosscut.views.takeaways import largest_area
from crosscut.views.totals import Totals
from tests.site import titled_pages
from tests.site.conftest import BEFORE, NOW, Made
from tests.site.site_builder import MILLION, Programme, publish
from tests.site.test_takeaways import spoken, totals
from tests.site.titled_pages import even, said, told

korea_2024_totals = titled_pages.korea_2024_totals


LABELS = ("story", "changes", "programmes", "search", "areas", "ministries", "area-ai", "data", "method", "brief")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LABELS)
def test_a_page_s_title_is_a_sentence_below_what_it_is_about(decided: Made, language: str, name: str) -> None:
    text = (decided.folder / f"{language}/{name}.html").read_text(encoding="utf-8")
    assert text.count("<h1") == 1
    assert re.search(r'<p class="kicker">[^<]+</p>\s*<h1>', text)
    assert told(text)[0].endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pattern", ["area-*", "ministry-*", "changes", "index"])
def test_every_section_says_its_finding(decided: Made, language: str, pattern: str) -> None:
    for path in sorted((decided.folder / language).glob(f"{pattern}.html")):
        titles = told(path.read_text(encoding="utf-8"))
        assert [each for each in titles if not each.endswith(".")] == [], path


def test_no_page_leaves_both_forms_of_a_particle(decided: Made) -> None:
    left = re.compile(r"[가-힣]\((?:를|을|가|이|는|은|와|과|로)\)|\(으\)로")
    told = {
        path: re.sub(r"<[^>]+>", "", re.sub(r"(?s)<script.*?</script>", "", path.read_text(encoding="utf-8")))
        for edition in decided.editions
        for path in edition.glob("ko/*.html")
    }
    assert not {path.name: found.group() for path, text in told.items() if (found := left.search(text))}


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        (
            {"ai": (100, 150), "bio": (100, 90)},
            (
                "From 2025 reviewed to 2026 reviewed Artificial intelligence gained most (+KRW 50 million) and "
                "Advanced biotechnology lost most (−KRW 10 million)."
            ),
        ),
        (
            {"ai": (100, 150), "bio": (100, 100)},
            "From 2025 reviewed to 2026 reviewed Artificial intelligence gained most (+KRW 50 million); nothing lost.",
        ),
        (
            {"ai": (100, 60), "bio": (100, 100)},
            "From 2025 reviewed to 2026 reviewed Artificial intelligence lost most (−KRW 40 million); nothing gained.",
        ),
        (
            {"ai": (100, 100), "bio": (100, 100)},
            "From 2025 reviewed to 2026 reviewed no area gained or lost.",
        ),
    ],
)
def test_the_steps_to_the_total_begin_with_who_gained_and_who_lost(
    amounts: dict[str, tuple[int, int]], sentence: str
) -> None:
    made = totals(amounts)
    found = chart_findings(made, overview(made))["additional"]
    assert found is not None
    assert spoken(found, made)["en"] == sentence


def test_the_story_of_one_year_and_of_one_programme() -> None:
    alone = even(NOW)
    holders = alone.lines("ministry", alone.total, "partition")
    assert spoken(story_title(alone, None, holders), alone)["en"] == (
        "KRW 9 billion for 9 programmes (ministries: 3), and what is largest in it."
    )
    level = even(NOW, BEFORE)
    assert said(story_title(level, None, holders)) == "title_story_same"
    one = Totals(publish([Programme("P1", "사업", "부처", "", {NOW: 5 * MILLION})]))
    assert said(story_title(one, None, [])) == "title_story_one"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["index", "review", "duplicates", "findings", "plan"])
def test_a_page_of_the_desk_begins_with_what_it_found(decided: Made, language: str, name: str) -> None:
    text = (decided.folder.parent / f"desk/{language}/{name}.html").read_text(encoding="utf-8")
    assert text.count("<h1") == 1
    assert re.search(r'<p class="kicker">[^<]+</p>\s*<h1>', text)
    assert told(text)[0].endswith(".")


@pytest.mark.parametrize(("rose", "fell", "shape"), [(2, 1, "level"), (2, 0, "rose"), (0, 1, "fell"), (0, 0, "still")])
def test_how_many_gained_and_lost_has_words_for_each_shape(rose: int, fell: int, shape: str) -> None:
    amounts = {"ai": 1 if rose else 0, "bio": 1 if rose > 1 else 0, "quantum": -fell}
    made = totals({area: (100, 100 + 10 * change) for area, change in amounts.items()})
    lines = [(each.key, each.changes[0].amount) for each in made.area_lines(made.total) if each.has_rows]
    found = movers(made, lines, {"since": Text("a", "가"), "until": Text("b", "나")})
    assert found is not None
    if rose > 1 or (not rose and not fell):
        assert found.key == f"title_flow_{shape}"
    assert " 0 " not in spoken(found, made)["en"]


def test_the_largest_of_those_given_one_by_one_is_not_called_the_largest(korea_2024_totals: Totals) -> None:
    made = korea_2024_totals
    found = largest_area(made, made.area_lines(made.total))
    assert found is not None
    assert found.key == "take_area_leads_apart"
    assert spoken(found, made)["en"].startswith("Of the areas given one by one, Advanced biotechnology is the largest")


def test_the_reason_of_a_change_is_said_as_one() -> None:
    assert {each: REASON[each].en for each in (EffectKind.GROWN, EffectKind.CUT)} == {
        EffectKind.GROWN: "programmes that grew",
        EffectKind.CUT: "programmes that were cut",
    }
    passages: tuple[Passage, ...] = ("", "granted", "spent")
    assert set(REASON) == set(MEANING) == {effect_key(kind, each) for kind in EffectKind for each in passages}
