"""The kinds of pages of the site: found, not listed, each with its place in the main menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscut.exports.site import pages
from crosscut.exports.site.registry import all_pages, menu, page_kinds
from crosscut.exports.site.views import SiteViews
from tests.site.conftest import Made

MODULE = """
from crosscut.exports.site.page import Page, PageKind

KIND = PageKind("sources", lambda views: [Page("sources"), Page("sources-2")], order=95)
"""


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module more in the package of pages."""
    (tmp_path / "sources.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(pages, "__path__", [*pages.__path__, str(tmp_path)])
    page_kinds.cache_clear()
    yield
    page_kinds.cache_clear()


@pytest.mark.usefixtures("added")
def test_adding_a_page_is_adding_a_module(plain: Made) -> None:
    made = all_pages(SiteViews(plain.publication))
    assert [page.name for kind, page in made if kind.name == "sources"] == ["sources", "sources-2"]
    items = list(menu(made).items())
    assert items[-2:] == [("sources", "sources"), ("data", "data")]


def test_the_menu_has_what_the_publication_has(plain: Made, decided: Made) -> None:
    always = ["overview", "areas", "ministries", "programmes", "findings", "method", "data"]
    assert list(menu(all_pages(SiteViews(plain.publication)))) == always
    items = menu(all_pages(SiteViews(decided.publication)))
    assert list(items)[3:] == ["programmes", "changes", "findings", "review", "plan", "method", "data"]
    assert items["overview"] == "index"


def test_a_kind_stands_under_its_own_item_or_under_that_of_another() -> None:
    names = [kind.name for kind in page_kinds()]
    assert len(set(names)) == len(names)
    assert {kind.menu for kind in page_kinds()} <= {kind.name for kind in page_kinds() if not kind.under}
