"""Ids, names and ministries that every object of a browser has by birth: shown, found and traced as any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscut.workbench.build import build
from tests.site.conftest import Watched
from tests.site.test_site_browser import trace
from tests.workbench.folders import small_budget

pytestmark = pytest.mark.browser

NAMES = ("constructor", "__proto__", "toString", "hasOwnProperty")


@pytest.fixture(scope="module")
def born(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as a build makes it, of programmes all of whose texts are such names."""
    rows = "".join(f"{name},{name},{name},{number + 2},1,\n" for number, name in enumerate(NAMES))
    folder = small_budget(tmp_path_factory.mktemp("born") / "b", rows)
    build(folder)
    return folder / "build" / "site" / "en"


@pytest.mark.slow
def test_a_number_of_every_page_is_traced(watched: Watched, born: Path) -> None:
    traced = 0
    for path in sorted(born.rglob("*.html")):
        watched.page.goto(path.as_uri())
        if watched.page.locator("main .fig:visible").count():
            shown = trace(watched, "main .fig:visible")
            assert shown["equal"] in {"true", "stated"}, path.name
            watched.page.keyboard.press("Escape")
            traced += 1
    assert traced > 2 * len(NAMES)


def test_each_is_found_by_its_name_and_by_its_ministry(watched: Watched, born: Path) -> None:
    page = watched.page
    page.goto((born / "programmes.html").as_uri())
    page.wait_for_selector("[data-search]")
    found = page.locator(".programmes tbody .id")
    assert set(found.all_inner_texts()) == set(NAMES)
    for name in NAMES:
        page.fill("[data-search]", name)
        assert found.all_inner_texts() == [name]
        page.fill("[data-search]", "")
        page.select_option("[data-filter=ministry]", label=name)
        assert found.all_inner_texts() == [name]
        page.select_option("[data-filter=ministry]", "")
