"""Publishing in a real browser: looked at, refused because a file changed, prepared anew, signed and out; and axe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from crosscut.workspace import demonstration
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office import Office
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.receipts import Signer
from crosscut.workspace.schema.store import open_database
from crosscut.workspace.server import record_ended
from crosscut.workspace.worker import Worker
from tests.browsing import follow
from tests.drawn import command_drawing_once
from tests.shortened import some
from tests.workspace.conftest import copy_of
from tests.workspace.planned import planned
from tests.workspace.season_play import served
from tests.workspace.test_browser import RULES
from tests.workspace.test_move_browser import somebody

pytestmark = pytest.mark.browser


@pytest.fixture
def office(made: tuple[Path, Known, Signer], tmp_path: Path) -> Iterator[Office]:
    """The demonstration over the example."""
    folder = copy_of(made[0], tmp_path / "demo")
    office = Office(open_database(folder, ""), made[1], made[2], demonstration=True, reading=ReadingRoom(folder))
    with office.database.writing() as connection:
        demonstration.fill(office, connection, office.clock())
    yield office
    office.close()


@pytest.mark.slow
def test_a_publication_is_prepared_signed_and_published_without_scripts(browser: Browser, office: Office) -> None:
    assert office.reading is not None
    folder = office.reading.folder
    worker = Worker(
        office.database,
        command_drawing_once(folder, ("site", "datapackage")),
        office.clock,
        partial(record_ended, folder),
    )
    with served(office) as address:
        coordinator = somebody(browser, address, "Coordinator", scripts=False)
        coordinator.goto(f"{address}/publications")
        coordinator.fill("#f-title", "The budget of 2024")
        coordinator.keyboard.press("Enter")
        coordinator.wait_for_url("**done=publication_prepared")
        assert worker.once()
        approver = somebody(browser, address, "Approver", scripts=False)
        follow(approver.get_by_role("link", name="Publishing").last)
        with approver.expect_download() as loaded:
            approver.get_by_role("link", name="Everything (ZIP)").click()
        assert loaded.value.path().stat().st_size > 100_000
        approver.get_by_role("button", name="Sign", exact=True).focus()
        approver.keyboard.press("Enter")
        approver.wait_for_url("**done=publication_signed")
        assert not (folder / "publication").exists()
        assert worker.once()
        approver.reload()
        approver.get_by_role("heading", name="Published").wait_for()
        page = folder / "publication" / "site" / "en" / "index.html"
        assert "It is no government" in page.read_text(encoding="utf-8")
        coordinator.context.close()
        approver.context.close()


def test_axe_finds_nothing_on_the_pages_of_publishing_and_none_is_wider_than_a_phone(
    browser: Browser, office: Office
) -> None:
    assert office.reading is not None
    folder = office.reading.folder
    with office.database.writing() as connection:
        planned(connection, folder, 1)
        planned(connection, folder, 1, office.signer)
    with served(office) as address:
        coordinator = somebody(browser, address, "Coordinator")
        approver = somebody(browser, address, "Approver", width=390)
        looks = (
            (coordinator, "/publications"),
            (coordinator, "/publications/2"),
            (approver, "/publications/1"),
            (approver, "/publications"),
        )
        for (page, at), lang in some(product(looks, ("en", "ko")), 2):
            page.goto(f"{address}{at}?lang={lang}")
            found = Axe().run(page, options=RULES)
            assert found.response["violations"] == [], (at, lang, found.generate_report())
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (at, lang)
        coordinator.context.close()
        approver.context.close()
