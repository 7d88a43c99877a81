"""The pages of the plan, its contradiction, the review, the changes and programmes, in a browser, from disk."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.site.conftest import Made, Watched

pytestmark = pytest.mark.browser

KINDS = (
    "plan",
    "conflict",
    "review",
    "review_programme",
    "duplicates",
    "changes",
    "programme",
    "programmes",
    "findings",
    "desk",
)
DESK = frozenset(KINDS) - {"changes", "programme", "programmes"}
"""Kinds of pages: a name of a page, or the beginning of the names of such pages."""

HANGUL = re.compile("[가-힣]")

FURNITURE = (
    "thead th, .label, main dt, .table-head .unit, main .button, .field label, .breadcrumb li:first-child, aside p"
)
"""What a page says by itself, in its own language, and not by the names in its data."""


@pytest.fixture
def at(decided: Made, contradicted: Made, watched: Watched):  # type: ignore[no-untyped-def]
    """Opens the page of a kind in a language."""

    def opened(kind: str, language: str) -> Page:
        made = contradicted if kind == "conflict" else decided
        folder = made.desk if kind in DESK else made.folder
        watched.page.goto((folder / language / name_of(made, kind)).as_uri())
        watched.page.wait_for_function(
            "document.querySelectorAll('[data-search]').length === document.querySelectorAll('[data-listing]').length"
        )
        return watched.page

    return opened


def name_of(made: Made, kind: str) -> str:
    own = {"desk": "index", "conflict": "plan", "review_programme": "review-", "programme": "programme-"}.get(
        kind, kind
    )
    names = sorted(path.name for path in made.files if path.parent.name == "en" and path.name.startswith(own))
    return names[0] if own.endswith("-") else f"{own}.html"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_speaks_one_language_and_fits_every_screen(at, kind: str, language: str) -> None:  # type: ignore[no-untyped-def]
    page = at(kind, language)
    assert page.locator("html").get_attribute("lang") == language
    said = [text for text in page.locator(FURNITURE).all_inner_texts() if re.search(r"[^\W\d_]{2}", text)]
    assert said
    assert [text for text in said if bool(HANGUL.search(text)) != (language == "ko")] == []
    for width in (390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


@pytest.mark.parametrize(
    ("kind", "language", "width"),
    [
        ("plan", "ko", 390),
        ("conflict", "en", 1280),
        ("review", "en", 390),
        ("review_programme", "ko", 390),
        ("duplicates", "ko", 1280),
        ("changes", "en", 390),
        ("programme", "ko", 1280),
    ],
)
def test_no_serious_violation(at, kind: str, language: str, width: int) -> None:  # type: ignore[no-untyped-def]
    page = at(kind, language)
    page.set_viewport_size({"width": width, "height": 800})
    for place in page.locator("[data-chart]").all():
        place.scroll_into_view_if_needed()
        place.locator(".drawn svg").wait_for(state="attached")
    page.wait_for_function("!document.querySelector('[aria-busy]')")
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    serious = [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("kind", KINDS[:7])
def test_the_keyboard_goes_in_the_order_of_reading_and_shows_where_it_is(at, kind: str) -> None:  # type: ignore[no-untyped-def]
    page = at(kind, "en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    last = 0
    for _ in range(9):
        page.keyboard.press("Tab")
        place, outline, again = page.evaluate(
            "[[...document.querySelectorAll('*')].indexOf(document.activeElement),"
            " getComputedStyle(document.activeElement).outlineStyle,"
            " document.activeElement.matches('body, .skip')]"
        )
        if again:  # past the last link of a short page
            return
        assert place > last
        assert outline == "solid"
        last = place


@pytest.mark.parametrize("kind", KINDS)
def test_paper_has_no_controls_and_loses_no_column(at, kind: str) -> None:  # type: ignore[no-untyped-def]
    page = at(kind, "ko")
    page.emulate_media(media="print")
    for selector in (".masthead", "#menu", ".listing-tools", ".paging", ".breadcrumb"):
        assert page.locator(f"{selector}:visible").count() == 0, selector
    page.set_viewport_size({"width": 688, "height": 970})
    wide = page.evaluate(
        "[...document.querySelectorAll('main table')].filter((t) => t.scrollWidth > 700).map((t) => t.caption.textContent)"
    )
    assert wide == []


@pytest.mark.parametrize(
    ("kind", "least"),
    [("plan", 100), ("review", 15), ("duplicates", 10), ("review_programme", 2), ("changes", 10), ("programme", 1)],
)
def test_underlined_numbers_lead_to_what_they_are(at, decided: Made, kind: str, least: int) -> None:  # type: ignore[no-untyped-def]
    page = at(kind, "en")
    figures = page.locator("main .fig:visible")
    count = figures.count()
    assert count >= least
    for place in sorted({0, 1, count // 4, count // 2, 3 * count // 4, count - 1}):
        if place >= count:
            continue
        figure = figures.nth(place)
        key = figure.get_attribute("data-figure") or ""
        figure.click()
        page.wait_for_selector("dialog[open] [data-sum]")
        assert page.locator("dialog .trace-id code").inner_text() == key
        stated = decided.printed[key].kind == "stated"
        assert page.locator("dialog [data-equal]").get_attribute("data-equal") == ("stated" if stated else "true")
        assert page.locator("dialog .trace-sentence").inner_text()
        value = page.locator("dialog [data-value]").get_attribute("data-value")
        assert value == str(decided.printed[key].value)
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.figure") == key


def column(page: Page, place: int) -> list[int]:
    texts = page.locator(f"#list ~ .listing tbody tr td:nth-of-type({place})").all_inner_texts()
    return [int(text.replace(",", "").replace("−", "-").replace("+", "")) for text in texts]


def test_the_plan_is_searched_filtered_and_sorted(at, decided: Made) -> None:  # type: ignore[no-untyped-def]
    page = at("plan", "en")
    everyone = len(decided.publication.plan.rows())
    assert page.locator(".listing-count").inner_text().startswith(f"{everyone} ")
    page.select_option("[data-filter=plan_direction]", "plan_down")
    changes = column(page, 4)
    assert changes
    assert all(change < 0 for change in changes)
    page.click("th[data-sort=change] button")
    assert column(page, 4) == sorted(changes, reverse=True)
    page.click("th[data-sort=change] button")
    assert column(page, 4) == sorted(changes)
    page.click(".listing-tools button")
    assert len(column(page, 4)) == everyone
    first = page.locator("#list ~ .listing tbody .id").first.inner_text()
    page.fill("[data-search]", first)
    assert page.locator("#list ~ .listing tbody .id").all_inner_texts() == [first]
    page.fill("[data-search]", "no such programme")
    assert "0" in page.locator(".listing-count").inner_text()


def test_the_review_is_filtered_by_rule_and_sorted_by_what_is_at_stake(at, decided: Made) -> None:  # type: ignore[no-untyped-def]
    page = at("review", "ko")
    rules = page.locator("[data-filter=rule] option").evaluate_all(
        "all => all.map((each) => each.value).filter(Boolean)"
    )
    assert len(rules) >= 2
    page.select_option("[data-filter=rule]", rules[0])
    shown = page.locator("#list ~ .listing tbody tr td:nth-of-type(2)").all_inner_texts()
    assert len(set(shown)) == 1
    assert len(shown) == sum(f"={each.finding.rule}" == rules[0] for each in decided.publication.review.findings)
    page.select_option("[data-filter=rule]", "")
    page.click("th[data-sort=stake] button")
    stakes = column(page, 4)
    assert stakes == sorted(stakes, reverse=True)
    assert len(stakes) == len(decided.publication.review.findings)


def test_a_number_of_the_plan_says_why(at) -> None:  # type: ignore[no-untyped-def]
    page = at("plan", "ko")
    row = page.locator("#list ~ .listing tbody tr").first
    reason = row.locator("td.why").evaluate("cell => cell.firstChild.textContent")
    row.locator("td.strong .fig").click()
    page.wait_for_selector("dialog[open] [data-sum]")
    sentence = page.locator("dialog .trace-sentence").inner_text()
    assert reason in sentence
    assert "policy.toml" in sentence


def test_a_contradiction_names_rules_owners_and_the_least_change(at, contradicted: Made) -> None:  # type: ignore[no-untyped-def]
    page = at("conflict", "en")
    rows = page.locator("[aria-labelledby=conflict] tbody tr")
    found = contradicted.publication.plan.conflict_rows()
    assert rows.count() == len(found) >= 2
    for place, row in enumerate(found):
        text = rows.nth(place).inner_text()
        assert row["text"] in text
        assert row["owner"] in text
        assert row["change"] in text


def test_the_areas_of_two_points_are_drawn_as_flows_that_an_address_keeps(watched: Watched, decided: Made) -> None:
    page = watched.page
    page.goto(decided.url("ko/changes.html#passage-1=left-0"))
    first = page.locator('[data-flow="passage-1"]')
    assert first.locator('[data-node="left"][data-place="0"]').get_attribute("aria-pressed") == "true"
    assert first.locator("path.away").count() > 0
    assert page.locator('[data-flow="flow"] path.away').count() == 0
    page.set_viewport_size({"width": 390, "height": 900})
    assert not first.is_visible()
    assert page.locator(".flow-ranked").first.is_visible()
