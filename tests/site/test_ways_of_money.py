"""What became of money is said by which way it went: asked for and given, given and spent, year to year, or read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from crosscut.exports.documents.content import Facts, write_document
from crosscut.exports.documents.model import plain
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.registry import all_pages, menu
from crosscut.exports.site.render import Renderer
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Printed
from crosscut.follow.histories import change_history
from crosscut.text import Language
from crosscut.views.publication import Publication
from tests.site.site_builder import MILLION, Programme, publish
from tests.site.test_site_extremes import text

_SPENT = [
    ("Low", {(2025, "confirmed"): 100, (2025, "executed"): 60}),
    ("High", {(2025, "confirmed"): 100, (2025, "executed"): 110}),
    ("Idle", {(2025, "confirmed"): 50}),
    ("Free", {(2025, "executed"): 20}),
]
_GIVEN = [
    (
        name,
        {
            (year, {"confirmed": "requested", "executed": "confirmed"}[stage]): each
            for (year, stage), each in of.items()
        },
    )
    for name, of in _SPENT
]


def followed(made: Sequence[tuple[str, dict[tuple[int, str], int]]], tagged: int = 10, **more: Any) -> Publication:
    """A public publication that tells how its amounts came to be; amounts in millions, each programme part in one area."""
    programmes = [
        Programme(name, name, f"Ministry {name}", "", _in_millions(amounts), {"ai": tagged * MILLION} if tagged else {})
        for name, amounts in made
    ]
    shown = publish(programmes, **more)
    return replace(shown, history=change_history(shown.run)).public


def _in_millions(amounts: dict[tuple[int, str], int]) -> dict[tuple[int, str], int]:
    return {period: amount * MILLION for period, amount in amounts.items()}


def said(shown: Publication, language: Language = "en") -> dict[str, str]:
    """The text of every page, and of release, brief and report."""
    views = SiteViews(shown)
    found = all_pages(views)
    writer = Writer(views.totals, views.directory, language, SitePictures(), Printed())
    renderer = Renderer(writer, menu(found))
    told = {page.name: text(renderer.html(kind, page)) for kind, page in found}
    for kind in ("release", "brief", "report"):
        document = write_document(Facts(shown), kind, language)
        told[kind] = " ".join(plain(each.text) for each in document.blocks if hasattr(each, "text"))
    return told


def test_what_was_not_spent_was_neither_cut_nor_ended() -> None:
    told = said(followed(_SPENT))
    assert "budget, nothing spent" in told["changes"]
    assert "spent more than the budget" in told["changes"]
    assert "Programmes that spent without a budget added" in told["index"]
    assert "programmes that spent nothing of their budget" in told["story"]
    assert "Which programme fell furthest short of its budget, and why?" in told["brief"]
    assert "Where less was spent than the budget, and why" in told["release"]
    for name in ("index", "story", "changes", "brief", "release", "report"):
        assert not {"cut", "ended", "Cut", "Ended", "grown"} & set(
            told[name].replace(",", " ").replace(".", " ").split()
        )
    korean = said(followed(_SPENT), "ko")
    assert not [name for name, page in korean.items() if re.search("(?<!증)감액|집행 예산은", page)]
    assert "2025년 집행 금액은 모두" in korean["index"]
    assert "예산보다 덜 집행한 사업 및 사유" in korean["release"]


@pytest.mark.slow
def test_what_was_not_given_was_not_ended() -> None:
    told = said(followed(_GIVEN))
    assert "asked for, not given" in told["changes"]
    assert "Programmes that had asked for nothing added" in told["index"]
    assert "Which programme fell furthest short of its request, and why?" in told["brief"]
    assert "Where less was given than asked for, and why" in told["release"]
    assert "ended" not in told["changes"]
    assert "요구보다 감액한 사업 및 사유" in said(followed(_GIVEN), "ko")["release"]


def test_from_year_to_year_money_is_cut_and_ended() -> None:
    years = [(name, {(year - (stage == "confirmed"), "confirmed"): 10 for year, stage in of}) for name, of in _SPENT]
    years[0] = ("Low", {(2024, "confirmed"): 100, (2025, "confirmed"): 60})
    told = said(followed(years))
    assert all(word in told["changes"] for word in ("ended", "cut", "programmes that were cut"))
    assert "What was cut, and why" in told["release"]


def test_the_heads_of_a_reports_flows_say_which_way_money_went() -> None:
    shown = Facts(followed(_SPENT, 0))
    heads: dict[Language, set[str]] = {"en": {"Below budget", "Nothing spent"}, "ko": {"예산 미달", "집행 없음"}}
    for language, wanted in heads.items():
        tables = [each.head for each in write_document(shown, "report", language).blocks if hasattr(each, "head")]
        assert wanted <= {plain(cell) for head in tables for cell in head.cells}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "warning"), [("en", "which may change this"), ("ko", "따라 달라질 수 있습니다")])
def test_what_areas_gained_or_lost_beside_money_that_nobody_read_says_so(language: Language, warning: str) -> None:
    made = [
        ("Read", {(2025, "confirmed"): 100, (2026, "confirmed"): 120}),
        ("Alike", {(2025, "confirmed"): 100, (2026, "confirmed"): 100}),
    ]
    shown = followed(made, blank_tags="unread")
    partly = publish(
        [
            Programme("Read", "Read", "Ministry", "", _in_millions(made[0][1]), {"ai": MILLION}),
            Programme("Unread", "Unread", "Ministry", "", _in_millions(made[1][1])),
        ],
        blank_tags="unread",
    )
    partly = replace(partly, history=change_history(partly.run)).public
    told = said(partly, language)
    for name in ("story", "brief", "changes", "area-ai", "release"):
        assert warning in told[name], name
    assert warning not in " ".join(said(shown, language).values())


@pytest.mark.parametrize(
    ("language", "unknown", "never"),
    [
        ("en", "areas gained or lost is not known", "intelligence (rose|fell)|Nothing in 2025|There was none in"),
        (
            "ko",
            "분야별 증감을 알 수 없습니다",
            "인공지능이 가장|많이 (는|준) 분야는|2025년 확정 금액 없음|에는 없었습니다",
        ),
    ],
)
@pytest.mark.parametrize("read", [2025, 2026])
def test_of_areas_against_a_year_that_nobody_read_no_page_says_what_they_gained(
    read: int, language: Language, unknown: str, never: str
) -> None:
    made = [
        Programme(f"P{year}", f"P{year}", "Ministry", "", {(year, "confirmed"): year * MILLION}, tags)
        for year, tags in ((read, {"ai": 3000 * MILLION}), ({2025: 2026, 2026: 2025}[read], {}))
    ]
    shown = publish(made, blank_tags="unread")
    told = said(replace(shown, history=change_history(shown.run)).public, language)
    assert {"en": "Nobody has looked at", "ko": "아직 검토하지 않은"}[language] in told["area-ai"]
    for name in ("index", "changes", "area-ai", "brief", "release", "report"):
        assert unknown in told[name], name
    assert told["release"].count(unknown) == 1
    assert {"en": "are known to have at the two", "ko": "분야가 확인된 금액의 차이"}[language] in told["changes"]
    assert told["index"].count(unknown) == {2025: 1, 2026: 2}[read]
    assert not re.search("so far|가운데 검토된 것", told["index"])
    assert not [(name, found[0]) for name, page in told.items() if (found := re.search(never, page))]
    assert not [name for name, page in told.items() if re.search("– was not looked at|, 미분류 –", page)]


def test_of_money_that_nobody_read_no_document_says_that_areas_hold_nothing() -> None:
    shown = followed([("One", {(2026, "confirmed"): 100})], 0, blank_tags="unread")
    release = said(shown)["release"]
    assert "KRW 0" not in release
    assert "Areas without money" not in release
    assert "Areas that no money is known of yet" in release
    assert "0원" not in said(shown, "ko")["release"].replace("00만 원", "")
    outside = said(followed([("One", {(2026, "confirmed"): 100})], 0))["release"]
    assert "No money is in Korea" in outside
    assert "KRW 0" not in outside


def test_a_change_from_nothing_has_no_rate() -> None:
    made = [
        Programme("Old", "Old", "Ministry", "", _in_millions({(2025, "confirmed"): 90, (2026, "confirmed"): 90})),
        Programme("New", "New", "Ministry", "", _in_millions({(2026, "confirmed"): 10}), {"ai": 10 * MILLION}),
    ]
    for language, words in (("en", "from nothing"), ("ko", "이전 금액 없음")):
        shown = publish(made)
        told = said(replace(shown, history=change_history(shown.run)).public, language)  # type: ignore[arg-type]
        assert words in told["story"]
        assert not [name for name, page in told.items() if "(–)" in page]


def test_a_total_that_stands_still_is_not_asked_why_it_changed() -> None:
    made = [
        ("Up", {(2025, "confirmed"): 100, (2026, "confirmed"): 120}),
        ("Down", {(2025, "confirmed"): 100, (2026, "confirmed"): 80}),
    ]
    told = said(followed(made))
    assert "The total is the same; two things moved most within it" in told["story"]
    assert "The total is the same: what moved within it?" in told["brief"]
    assert "the total stayed at KRW 200 million" in told["changes"]
    assert not [name for name, page in told.items() if "Why did the total change" in page or "KRW 0 in all" in page]
    korean = said(followed(made), "ko")
    assert "총액은 그대로 2억 원입니다" in korean["changes"]
    assert not [name for name, page in korean.items() if re.search(r"\((으|를|가|는|와)\)", page)]


def test_what_only_rounding_moved_is_not_said_to_have_risen_or_fallen() -> None:
    half = MILLION // 2
    amounts = [
        {(2025, "confirmed"): 3 * MILLION + half, (2026, "confirmed"): 3 * MILLION + half},
        {(2025, "confirmed"): 5 * MILLION + half, (2026, "confirmed"): 5 * MILLION + half},
        {(2025, "confirmed"): 2 * MILLION, (2026, "confirmed"): 2 * MILLION + 900_000},
    ]
    made = [
        Programme(f"P{at}", f"P{at}", "Ministry", "", each, {area: each[2025, "confirmed"]} if area else {})
        for at, (each, area) in enumerate(zip(amounts, ("ai", "bio", ""), strict=True))
    ]
    shown = publish(made, unit="million")
    told = said(replace(shown, history=change_history(shown.run)).public)
    assert "No area's money changed" in told["index"]
    assert "rose most:" not in told["index"] + told["brief"] + told["story"]
    assert "fell most:" not in told["index"] + told["brief"] + told["story"]


def test_level_points_of_a_programme_are_named() -> None:
    years = {(2024, "confirmed"): 100, (2025, "confirmed"): 80, (2026, "confirmed"): 100}
    (page,) = [page for name, page in said(followed([("One", years)])).items() if name.startswith("programme-")]
    assert "It has most in 2024 confirmed and in 2026 confirmed, as much in each." in page


def test_the_rest_of_a_programme_is_not_called_other_programmes() -> None:
    shown = followed([("One", {(2026, "confirmed"): 100})])
    release = write_document(Facts(shown), "release", "en")
    cells = [plain(cell) for each in release.blocks if hasattr(each, "rows") for row in each.rows for cell in row.cells]
    assert "All else" in cells
    assert "Other programmes" not in cells
