"""The page on which readers divide the total anew: it adds up, tells what is left, and keeps the choice in its address."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from crosscut.exports import site
from crosscut.exports.site.pages.simulator import amount_pattern
from crosscut.figures.rounding import Rounding
from crosscut.views.simulation import SimulatedLine, simulation
from crosscut.views.totals import Totals
from tests.browsing import address_of
from tests.site.conftest import Made, Watched, budget
from tests.site.every_page import LAYOUT
from tests.site.site_builder import MILLION, Programme, publish
from tests.site.test_site_accessibility import serious

LARGEST = 500_000


def data_of(made: Made) -> dict[str, Any]:
    text = (made.folder / "data/simulator.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.partition("=")[2].rstrip(";\n"))
    return found


def summed(lines: Sequence[SimulatedLine], totals: Totals) -> tuple[int, int]:
    exact = sum(each.line.amount.value for each in lines)
    return exact, sum(totals.rounding.displayed(each.line.amount) for each in lines)


@pytest.mark.parametrize("counting", ["partition", "coefficient", "overlap"])
@pytest.mark.parametrize("blank", ["outside", "unread"])
def test_the_parts_add_up_exactly_and_as_displayed(counting: str, blank: str) -> None:
    totals = Totals(publish(budget(years=True), blank_tags=blank, counting=counting))
    found = simulation(totals)
    assert found
    whole = (totals.total.value, totals.rounding.displayed(totals.total))
    assert summed(found.areas, totals) == summed(found.ministries, totals) == whole
    assert ("unread" in {each.line.key for each in found.areas}) == (blank == "unread")


def test_there_is_no_page_where_there_is_nothing_to_divide() -> None:
    one = Programme("P1", "One", "Ministry", "", {(2026, "reviewed"): MILLION}, {"ai": MILLION})
    assert simulation(Totals(publish([one]))) is None


def test_readers_without_scripts_have_the_tables_and_are_told_what_else_there_would_be(two_years: Made) -> None:
    text = (two_years.folder / "en/simulator.html").read_text(encoding="utf-8")
    assert "A simulation, and no decision." in text
    assert "Where scripts run, each row has a field and a slider" in text
    assert len(re.findall("data-line=", text)) == sum(len(data_of(two_years)[kind]) for kind in ("area", "ministry"))
    assert len(text.encode()) < LARGEST
    for page in ("index", "areas"):
        assert 'href="simulator.html"' in (two_years.folder / f"en/{page}.html").read_text(encoding="utf-8")


def test_amounts_are_said_with_their_unit() -> None:
    assert amount_pattern(Rounding("KRW", 10**13), "en") == "KRW {amount} billion"
    assert amount_pattern(Rounding("KRW", 10**13), "ko") == "{amount}억원"
    assert amount_pattern(Rounding("KRW", 10**13, "million"), "en") == "KRW {amount} million"
    assert amount_pattern(Rounding("KRW", 10**13, "억원"), "en") == "{amount} (KRW 100 million)"
    assert amount_pattern(Rounding("EUR", 100), "en") == "EUR {amount}"


def opened(watched: Watched, made: Made, language: str = "en", hash_: str = "") -> Page:
    page = watched.page
    page.goto("about:blank")
    page.goto(made.url(f"{language}/simulator.html{hash_}"))
    page.wait_for_selector(".balance-told:not(:empty)")
    return page


def field(page: Page, key: str) -> Locator:
    return page.locator(f'[data-line="{key}"] input[type=text]')


def number(text: str) -> int:
    """An amount of a page as a whole number of its smallest step."""
    return int(re.sub(r"[^\d]", "", text))


@pytest.mark.browser
def test_what_is_left_and_owed_is_told_and_the_choice_stands_in_the_address(watched: Watched, two_years: Made) -> None:
    page = opened(watched, two_years)
    line, grain = data_of(two_years)["area"][0], int(data_of(two_years)["grain"])
    assert "It adds up" in page.locator(".balance").inner_text()
    field(page, line["key"]).fill("+5%")
    moved = (int(line["shown"]) * 50 + 500 * grain) // (1000 * grain)
    assert "Owed" in page.locator(".balance-told").inner_text()
    assert number(page.locator(".balance-told").inner_text()) == moved
    sentence = page.locator(f'[data-changed="{line["key"]}"]')
    assert "(+5.0%)" in sentence.inner_text()
    assert "had together in 2025" in sentence.inner_text()
    assert f"#area.{line['key']}={int(line['shown']) + moved * grain}" in address_of(page)
    address = address_of(page)
    field(page, line["key"]).fill("0")
    assert "Left to give" in page.locator(".balance-told").inner_text()
    assert number(page.locator(".balance-told").inner_text()) * grain == int(line["shown"])
    again = opened(watched, two_years, "en", f"#{address.partition('#')[2]}")
    assert number(again.locator(".balance-told").inner_text()) == moved
    page.get_by_role("button", name="Back to the budget as it is").click()
    assert "It adds up" in page.locator(".balance").inner_text()
    assert "=" not in address_of(page)


@pytest.mark.browser
def test_untouched_shares_and_rates_are_the_published_ones(watched: Watched, two_years: Made) -> None:
    page = opened(watched, two_years)
    assert page.locator(".now").count() == 0
    field(page, "ai").fill("+10%")
    rates = page.locator("[data-line] .rate .now")
    assert rates.count() == 1
    page.locator('[data-line="ai"] .undo').click()
    assert page.locator(".now").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Artificial intelligence")


@pytest.mark.browser
def test_a_comparison_opens_its_rows(watched: Watched, two_years: Made) -> None:
    page = opened(watched, two_years)
    field(page, "ai").fill("0")
    page.locator("[data-changed] .fig").last.click()
    page.wait_for_selector("dialog[open] [data-equal=true]")


@pytest.mark.browser
def test_what_is_no_amount_is_told_and_changes_nothing(watched: Watched, two_years: Made) -> None:
    page = opened(watched, two_years)
    for text in ("much", "-5", "1.23", "-120%", "1e9"):
        field(page, "ai").fill(text)
        assert field(page, "ai").get_attribute("aria-invalid") == "true", text
        assert "Not an amount" in page.locator('[data-line="ai"] .wrong-told').inner_text()
        assert "It adds up" in page.locator(".balance").inner_text()
    field(page, "ai").fill("１２．５")
    assert field(page, "ai").get_attribute("aria-invalid") is None
    assert "area.ai=12500000000" in address_of(page)


@pytest.mark.browser
def test_a_strange_address_is_told_and_harmless(watched: Watched, two_years: Made) -> None:
    page = opened(watched, two_years, hash_="#area.ai=<b>&area.gone=5&ministry.x=7&over=elsewhere&by=nobody")
    told = page.locator(".simulator-tools .notice-box").inner_text()
    assert "another edition" in told
    assert told.endswith("does not have: 2.")
    assert "It adds up" in page.locator(".balance").inner_text()


@pytest.mark.browser
def test_ministries_are_another_division_of_the_same_total(watched: Watched, two_years: Made) -> None:
    page = opened(watched, two_years)
    total = page.locator(".balance-of").inner_text()
    page.get_by_label("Ministry", exact=True).check()
    assert page.locator('[data-simulated="area"]').is_hidden()
    assert page.locator(".balance-of").inner_text() == total
    key = data_of(two_years)["ministry"][0]["key"]
    field(page, key).fill("0")
    assert "by=ministry" in address_of(page)
    assert f"ministry.{key}=0" in address_of(page)


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("ko", 320), ("en", 1280)])
def test_by_keyboard_no_field_is_hidden_by_what_is_left(
    watched: Watched, two_years: Made, language: str, width: int
) -> None:
    page = opened(watched, two_years, language)
    page.set_viewport_size({"width": width, "height": 600})
    page.locator(".simulator-tools input:checked").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    sliders = 0
    for step in range(40):
        page.keyboard.press("Tab" if step < 25 else "Shift+Tab")
        page.wait_for_function(
            """() => {
                const [bar, own] = [document.querySelector(".balance"), document.activeElement].map(each => each.getBoundingClientRect());
                return own.bottom <= bar.top || own.top >= bar.bottom - 1 || own.top <= 0 || document.activeElement.closest(".site-header, .masthead");
            }"""
        )
        if page.evaluate("document.activeElement.type") == "range":
            sliders += 1
            page.keyboard.press("ArrowRight")
    assert sliders > 3
    assert page.locator("[data-changed]").count() > 0
    assert serious(watched) == []
    page.evaluate("window.scrollTo(0, 0)")
    assert page.evaluate(LAYOUT) == []


@pytest.mark.browser
def test_what_is_printed_is_the_choice_without_its_tools(watched: Watched, two_years: Made) -> None:
    page = opened(watched, two_years)
    field(page, "ai").fill("0")
    page.emulate_media(media="print")
    assert page.locator(".simulator-note").is_visible()
    assert page.locator("[data-changed]").is_visible()
    assert page.locator(".simulated input[type=range]:visible, .simulator-keep:visible, .undo:visible").count() == 0
    assert field(page, "ai").input_value() == "0"


@pytest.mark.browser
def test_the_address_that_is_mailed_is_where_the_site_is_published(watched: Watched, tmp_path: Path) -> None:
    made = publish(budget()[:20], base_url="https://example.go.kr/budget/").public
    site.write(made, tmp_path)
    page = watched.page
    page.goto((tmp_path / "en/simulator.html").as_uri())
    page.wait_for_selector(".balance-told:not(:empty)")
    field(page, "ai").fill("0")
    href = page.get_by_role("link", name="Mail it").get_attribute("href") or ""
    assert "https%3A%2F%2Fexample.go.kr%2Fbudget%2Fen%2Fsimulator.html%23area.ai%3D0" in href
