"""Approving in a real browser: proposed, refused once because an amount moved, the difference seen, signed; and axe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from crosscut.workbench.build import build
from crosscut.workspace import demonstration
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Office
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.receipts import Signer
from crosscut.workspace.schema.store import open_database
from crosscut.workspace.solver.solver_pool import SolverPool
from tests.browsing import follow
from tests.shortened import some
from tests.workspace.conftest import POLICY, copy_of
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES

pytestmark = pytest.mark.browser
FILE = "decisions/plan-2024-revised.csv"


@pytest.fixture(scope="module")
def built(made: tuple[Path, Known, Signer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a policy and a build."""
    found = copy_of(made[0], tmp_path_factory.mktemp("built") / "demo")
    (found / "policy.toml").write_text(POLICY, encoding="utf-8")
    build(found)
    return found


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return copy_of(built, tmp_path / "demo")


@pytest.fixture
def address(made: tuple[Path, Known, Signer], folder: Path) -> Iterator[str]:
    """The demonstration over it."""
    solver, room = SolverPool(folder, count=1), ReadingRoom(folder)
    database = open_database(folder, "")
    office = Office(database, made[1], made[2], demonstration=True, solver=solver, reading=room)
    with office.database.writing() as connection:
        demonstration.fill(office, connection, office.clock())
    with served(office) as place:
        yield place
    office.close()


def somebody(browser: Browser, address: str, card: str, *, scripts: bool = True, width: int = 1280) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="en-GB", java_script_enabled=scripts, bypass_csp=scripts
    )
    page = context.new_page()
    page.goto(f"{address}/sign-in?lang=en")
    follow(page.locator(".person-card", has_text=card).first)
    return page


def proposed(page: Page, address: str) -> str:
    page.goto(f"{address}/scenarios")
    page.fill("#f-name", "Less")
    page.fill("#f-why", "What if")
    follow(page.get_by_role("button", name="Open the scenario"))
    follow(page.get_by_role("link", name="Propose as the amounts of a stage"))
    page.fill("#f-why", "Decided on 28 August")
    follow(page.get_by_role("button", name="Propose, and show what it changes"))
    page.wait_for_url("**done=move_proposed")
    return page.url.partition("?")[0]


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_a_move_is_proposed_refused_once_and_signed(
    browser: Browser, address: str, folder: Path, scripts: bool
) -> None:
    coordinator = somebody(browser, address, "Coordinator", scripts=scripts)
    place = proposed(coordinator, address)
    assert not (folder / FILE).exists()
    assert coordinator.locator("#figures tbody tr").count() > 3
    approver = somebody(browser, address, "Approver", scripts=scripts)
    follow(approver.locator(f"a[href='{place.removeprefix(address)}']"))
    coordinator.fill("#f-programme", "KR24-1-02")
    coordinator.fill("#f-amount", "9000")
    coordinator.fill("#f-mover", "Council")
    coordinator.fill("form[action$='/amend'] #f-why", "The ice melts")
    coordinator.keyboard.press("Enter")
    coordinator.wait_for_url("**done=move_amended")
    follow(approver.get_by_role("button", name="Sign", exact=True))
    approver.locator("#since", has_text="KR24-1-02").wait_for()
    assert not (folder / FILE).exists()
    approver.get_by_role("button", name="Sign", exact=True).focus()
    approver.keyboard.press("Enter")
    approver.wait_for_url("**done=move_signed")
    assert "KR24-1-02,2024,revised,,9000,million" in (folder / FILE).read_text(encoding="utf-8")
    assert approver.get_by_role("link", name="Receipt").count() == 1
    coordinator.context.close()
    approver.context.close()


def test_axe_finds_nothing_on_the_pages_of_approving_and_none_is_wider_than_a_phone(
    browser: Browser, address: str
) -> None:
    coordinator = somebody(browser, address, "Coordinator")
    place = proposed(coordinator, address)
    approver = somebody(browser, address, "Approver", width=390)
    looks = (
        (coordinator, f"{address}/moves"),
        (coordinator, f"{address}/scenarios/1/propose"),
        (coordinator, place),
        (approver, place),
        (approver, f"{address}/moves"),
    )
    for (page, at), lang in some(product(looks, ("en", "ko")), 2):
        page.goto(f"{at}?lang={lang}")
        found = Axe().run(page, options=RULES)
        assert found.response["violations"] == [], (at, lang, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (at, lang)
    coordinator.context.close()
    approver.context.close()
