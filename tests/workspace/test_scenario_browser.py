"""Allocating in a real browser: a limit moved, a contradiction mended in one press, two scenarios compared, and axe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from crosscut.workspace import demonstration
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Office
from crosscut.workspace.receipts import Signer
from crosscut.workspace.schema.store import open_database
from crosscut.workspace.solver.solver_pool import SolverPool
from tests.browsing import follow
from tests.shortened import some
from tests.workspace.conftest import POLICY, copy_of
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES

pytestmark = pytest.mark.browser
CEILING = "input[name='limit|limit|ceiling']"


@pytest.fixture(scope="module")
def address(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration with a policy, whose plans are made in a process of their own."""
    folder = copy_of(made[0], tmp_path_factory.mktemp("allocating") / "demo")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    solver = SolverPool(folder, count=1)
    office = Office(open_database(folder, ""), made[1], made[2], demonstration=True, solver=solver)
    with office.database.writing() as connection:
        demonstration.fill(office, connection, office.clock())
    with served(office) as place:
        yield place
    office.close()


def coordinator(browser: Browser, address: str, *, scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=en")
    follow(page.locator(".person-card", has_text="Coordinator").first)
    return page


def opened(page: Page, address: str, name: str) -> str:
    page.goto(f"{address}/scenarios")
    page.fill("#f-name", name)
    page.fill("#f-why", "What if")
    follow(page.get_by_role("button", name="Open the scenario"))
    page.wait_for_url("**done=scenario_opened")
    return page.url.partition("?")[0]


@pytest.mark.slow
def test_a_limit_is_moved_a_contradiction_mended_and_two_scenarios_compared(browser: Browser, address: str) -> None:
    page = coordinator(browser, address)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    opened(page, address, "As it is")
    opened(page, address, "Less")
    before = page.locator(".tiles dd").first.inner_text()
    page.fill(CEILING, "-6")
    page.locator("[data-status]", has_text="Tried, not saved.").wait_for()
    page.locator(".pays").wait_for()
    assert page.locator(".tiles dd").first.inner_text() != before
    page.locator("#r-ceiling [data-low]").wait_for()
    slider = page.get_by_role("slider", name="Ceiling, slider in per cent")
    assert slider.input_value() == "-6"
    assert slider.evaluate("each => each.classList.contains('known')")
    slider.evaluate("each => { each.value = -9; each.dispatchEvent(new Event('input', { bubbles: true })); }")
    page.get_by_text("These rules cannot hold together").wait_for()
    assert page.input_value(CEILING) == "-9"
    follow(page.locator(".mends button").first)
    page.wait_for_url("**done=scenario_changed")
    assert page.locator(".clash").count() == 0
    assert page.locator(".tiles dd", has_text="Verified").count() == 1
    page.goto(f"{address}/scenarios")
    follow(page.get_by_role("button", name="Show side by side"))
    page.wait_for_url("**/scenarios/compare?**")
    assert page.locator("table.beside").count() == 4
    assert not said
    page.context.close()


def test_a_slider_follows_an_amount_and_saving_is_always_at_hand(browser: Browser, address: str) -> None:
    page = coordinator(browser, address)
    opened(page, address, "By an amount")
    past = int(page.locator(".tiles dd").nth(1).inner_text().split()[0].replace(",", ""))
    page.fill(CEILING, f"{past * 93 // 100} million won")
    slider = page.get_by_role("slider", name="Ceiling, slider in per cent")
    page.wait_for_function("each => each.value === '-7'", arg=slider.element_handle())
    assert slider.get_attribute("aria-valuetext").endswith("million won")
    assert not slider.evaluate("each => each.classList.contains('unset')")
    for width, height, place in ((390, 844, "h1"), (390, 844, "#rules"), (390, 844, ".limits"), (1280, 900, "#rules")):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("place => document.querySelector(place).scrollIntoView({ behavior: 'instant' })", place)
        save = page.get_by_role("button", name="Save in the scenario").bounding_box()
        assert save is not None
        assert 0 <= save["y"] <= height - save["height"], (width, place)
    page.context.close()


def test_the_same_is_done_without_scripts(browser: Browser, address: str) -> None:
    page = coordinator(browser, address, scripts=False)
    opened(page, address, "Without scripts")
    page.fill(CEILING, "-9")
    page.keyboard.press("Enter")
    page.get_by_text("These rules cannot hold together").wait_for()
    follow(page.locator(".mends button").first)
    page.wait_for_url("**done=scenario_changed")
    assert page.locator(".clash").count() == 0
    follow(page.get_by_role("button", name="Work out what is possible for Ceiling"))
    page.locator("#r-ceiling [data-low]").wait_for()
    page.context.close()


def test_axe_finds_nothing_on_the_pages_of_allocating(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=en")
    follow(page.locator(".person-card", has_text="Coordinator").first)
    place = opened(page, address, "Looked at").removeprefix(address)
    opened(page, address, "And another")
    number = int(place.rpartition("/")[2])
    places = ("/scenarios", place, f"{place}/programmes", f"/scenarios/compare?with={number}&with={number + 1}")
    for each, (width, language) in some(product(places, ((390, "en"), (1280, "ko"))), 2):
        page.set_viewport_size({"width": width, "height": 900})
        mark = "&" if "?" in each else "?"
        assert page.goto(f"{address}{each}{mark}lang={language}").status == 200, each
        _clean(page, each, width)
    page.goto(f"{address}{place}?lang=en")
    page.fill(CEILING, "-9")
    page.locator(".clash").wait_for()
    _clean(page, "the contradiction", 1280)
    context.close()


def _clean(page: Page, place: str, width: int) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, (place, [(each["id"], each["nodes"][0]["target"]) for each in found])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)
