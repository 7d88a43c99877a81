"""The kinds of pages of the site: found, not listed, each with its place in the main menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from crosscut.exports.site import pages
from crosscut.exports.site.fragments import Fragments
from crosscut.exports.site.pictures import SitePictures
from crosscut.exports.site.registry import all_pages, menu, page_kinds
from crosscut.exports.site.render import Renderer
from crosscut.exports.site.views import SiteViews
from crosscut.exports.site.writer import Writer
from crosscut.figures import Printed
from crosscut.text import LANGUAGES, Language
from crosscut.views.publication import Edition
from tests.shortened import some
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
    made = all_pages(SiteViews(plain.publication.public))
    assert [page.name for kind, page in made if kind.name == "sources"] == ["sources", "sources-2"]
    items = list(menu(made).items())
    assert items[-3:] == [("sources", "sources"), ("data", "data"), ("search", "search")]


def test_the_menu_has_what_the_publication_has(plain: Made, decided: Made) -> None:
    always = ["overview", "story", "areas", "ministries", "programmes", "method", "data", "search"]
    assert list(menu(all_pages(SiteViews(plain.publication.public)))) == always
    items = menu(all_pages(SiteViews(decided.publication.public)))
    assert list(items)[4:] == ["programmes", "changes", "method", "data", "search"]
    assert items["overview"] == "index"
    assert list(menu(all_pages(SiteViews(plain.publication)))) == ["desk", "findings"]
    assert list(menu(all_pages(SiteViews(decided.publication)))) == ["desk", "findings", "review", "plan"]


def test_a_kind_stands_under_its_own_item_or_under_that_of_another() -> None:
    names = [kind.name for kind in page_kinds()]
    assert len(set(names)) == len(names)
    assert {kind.menu for kind in page_kinds()} <= {kind.name for kind in page_kinds() if not kind.under}


def renderer(views: SiteViews, language: Language, items: dict[str, str]) -> Renderer:
    return Renderer(Writer(views.totals, views.directory, language, SitePictures(), Printed()), items)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", ["public", "desk"])
@pytest.mark.parametrize("name", some(["plain", "unread", "decided"], 1))
def test_what_pages_share_is_the_same_whichever_page_comes_first(
    name: str, language: Language, edition: Edition, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(name)
    views = SiteViews(made.publication.public if edition == "public" else made.publication)
    found = all_pages(views)
    items = menu(found)
    first_of_kind = {kind.name: page for kind, page in reversed(found)}
    shared = renderer(views, language, items)
    for kind, page in reversed(found):
        text = shared.html(kind, page)
        if page in (first_of_kind[kind.name], found[-1][1]):
            assert text == renderer(views, language, items).html(kind, page), page.name


def test_a_part_is_rendered_once_for_each_value_of_its_keys() -> None:
    asked: list[str] = []

    def note(text: str) -> str:
        asked.append(text)
        return text

    parts = "{% cache key %}{{ note(key) }}{% endcache %}{% cache key %}/{{ note(key) }}{% endcache %}"
    environment = Environment(
        autoescape=True, extensions=[Fragments], loader=DictLoader({"one": parts, "other": "{{ key }}: " + parts})
    )
    environment.globals["note"] = note
    pairs = [("one", "<a>"), ("one", "b"), ("other", "b"), ("one", "<a>")]
    made = [environment.get_template(name).render(key=key) for name, key in pairs]
    assert made == ["&lt;a&gt;/&lt;a&gt;", "b/b", "b: b/b", "&lt;a&gt;/&lt;a&gt;"]
    assert asked == ["<a>", "<a>", "b", "b", "b", "b"]


@pytest.mark.slow
def test_the_public_edition_of_itself_still_says_what_forbids_it(plain: Made) -> None:
    public = plain.publication.public
    assert public.public is public
    assert public.checked
    assert public.checked.fatal == sum(each.severity == "fatal" for each in plain.publication.findings) > 0
