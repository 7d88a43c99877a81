"""What pages say of their numbers: the shape of the numbers chooses the sentence, in both languages."""

from __future__ import annotations

import pytest

from crosscut.exports.site.pages import story
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Printed
from crosscut.views.headline import headline
from crosscut.views.histories import changes
from crosscut.views.programmes import Directory
from crosscut.views.takeaways import Takeaway, largest, largest_area, moved, once, one_way
from crosscut.views.totals import Totals
from tests.site.conftest import BEFORE, NOW, Made
from tests.site.site_builder import MILLION, Programme, publish

Amounts = dict[str, tuple[int, int]]


def totals(amounts: Amounts) -> Totals:
    """Areas by id with their amounts, in millions, of the year before and of this year."""
    made = []
    for area, (before, now) in amounts.items():
        held = {BEFORE: before * MILLION, NOW: now * MILLION}
        made.append(Programme(f"P-{area}", area, "부처", "", held, {area: max(before, now) * MILLION}))
    return Totals(publish(made))


@pytest.mark.parametrize(
    ("amounts", "key"),
    [
        ({"ai": (1, 9), "bio": (1, 1)}, "take_area_leads"),
        ({"ai": (1, 10), "bio": (1, 9)}, "take_area_of_two"),
        ({"ai": (1, 10)}, "take_area_only"),
    ],
)
def test_the_largest_area_leads_alone_or_closely_followed(amounts: Amounts, key: str) -> None:
    made = totals(amounts)
    found = largest("area", made.area_lines(made.total))
    assert found is not None
    assert (found.key, found.names["name"]) == (key, ("area", "ai"))


@pytest.mark.parametrize(
    ("ministry", "key"), [("미공표 (not published)", "unnamed"), ("", "unnamed"), ("가부", "leads")]
)
def test_money_of_no_named_ministry_is_not_said_to_be_one_s(ministry: str, key: str) -> None:
    held = (("A", ministry, 9), ("B", "나부", 2))
    made = Totals(publish([Programme(name, name, who, "", {NOW: each * MILLION}, {}) for name, who, each in held]))
    found = largest("ministry", made.lines("ministry", made.total, "partition"))
    assert found is not None
    assert found.key == f"take_ministry_{key}"


@pytest.mark.parametrize(("unread", "is_told"), [(6, False), (7, True), (0, False)])
def test_money_that_nobody_looked_at_is_said_where_another_area_could_lead_with_it(unread: int, is_told: bool) -> None:
    held = [("ai", 9, {"ai": 9 * MILLION}), ("bio", 2, {"bio": 2 * MILLION}), *([("P", unread, {})] if unread else [])]
    programmes = [Programme(name, name, "부처", "", {NOW: each * MILLION}, tags) for name, each, tags in held]
    made = Totals(publish(programmes, blank_tags="unread"))
    found = largest_area(made, made.area_lines(made.total))
    assert found is not None
    assert (found.key, found.then is not None) == ("take_area_leads", is_told)
    assert headline(made).tells_unread is is_told


def test_what_nobody_looked_at_is_said_once_of_what_stands_together() -> None:
    unread = [Takeaway("take_unread_beside"), Takeaway("take_unread_first")]
    first, second = (
        Takeaway(key, then=Takeaway("more", then=each)) for key, each in zip(("one", "other"), unread, strict=True)
    )
    bare = [Takeaway(key, then=Takeaway("more")) for key in ("one", "other")]
    assert once([first, second], is_said=False) == [first, bare[1]]
    assert once([first, second], is_said=True) == bare
    assert once([bare[0], second], is_said=False) == [bare[0], second]


def test_nothing_is_said_of_no_money() -> None:
    made = totals({"ai": (0, 0)})
    assert largest("area", made.area_lines(made.total)) is None


def spoken(found: Takeaway, made: Totals) -> dict[str, str]:
    directory = Directory(made)
    said = {}
    for language in ("ko", "en"):
        writer = Writer(made, directory, language, SitePictures(), Printed())
        said[language] = writer.takeaway(found).striptags()
    return said


def test_a_sentence_names_what_moved_most_with_its_figures() -> None:
    made = totals({"ai": (100, 150), "bio": (100, 90), "quantum": (100, 110)})
    found = moved(made, made.area_lines(made.total))
    assert found is not None
    assert spoken(found, made) == {
        "ko": "3개 분야 가운데 2개가 늘고 1개가 줄었습니다. 가장 많이 늘어난 분야는 인공지능(+5,000만 원)입니다.",
        "en": "2 of 3 areas rose and 1 fell; Artificial intelligence rose most: +KRW 50 million.",
    }


@pytest.mark.parametrize(("sign", "key"), [(1, "take_rose_no_area"), (-1, "take_fell")])
def test_where_nothing_rose_that_is_said(sign: int, key: str) -> None:
    made = totals({"ai": (100, 90), "bio": (100, 100)})
    found, lines = one_way(made.area_lines(made.total), sign)  # type: ignore[arg-type]
    assert (found.key, [each.key for each in lines]) == (key, [] if sign > 0 else ["ai"])


def test_what_stands_together_is_said_beside_the_areas_that_are_named() -> None:
    made = totals({"ai": (100, 150), "bio": (100, 110), "quantum": (100, 60)})
    made.added = frozenset({"quantum"})
    found = moved(made, made.area_lines(made.total))
    assert found is not None
    assert spoken(found, made) == {
        "ko": "따로 공표된 2개 분야가 모두 늘었습니다. 가장 많이 늘어난 분야는 인공지능(+5,000만 원)입니다. "
        "묶어서 공표된 양자는 줄었습니다(−4,000만 원).",
        "en": "All 2 areas given one by one rose; Artificial intelligence rose most: +KRW 50 million. "
        "What stands together as Quantum fell: −KRW 40 million.",
    }


def test_story_and_changes_tell_the_change_from_the_same_year(decided: Made) -> None:
    """The stage before is compared too, and comes after."""
    shown = SiteViews(decided.publication.public)
    history = shown.publication.history
    assert history is not None
    (page,) = story.KIND.pages(shown)
    assert isinstance(page.content, story.StoryContent)
    why = page.content.comparison
    told = changes(shown.totals, history).comparisons
    assert why is not None
    assert why.since == told[0].since == shown.totals.comparisons[0]
    assert [each.key for each in page.content.steps] == ["who", "rose", "fell", "why"]
    assert all(each.bars for each in page.content.steps if not each.says.key.endswith("_none"))
    assert len(told) > 1
