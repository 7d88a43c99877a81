"""Sites of many programmes: one page shows any of them, plain tables hold all, and no page grows with the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest

from crosscut.config import Counting
from crosscut.exports import site
from crosscut.exports.site import data, figure_data, writer
from crosscut.exports.site.pages import programme_rows
from crosscut.exports.site.registry import all_pages
from crosscut.exports.site.views import SiteViews
from crosscut.exports.words import WORDS
from crosscut.figures import Figure, book
from crosscut.figures.figure import figure_id
from crosscut.views import programmes
from crosscut.views.facts import Facts
from crosscut.views.totals import Totals
from tests.site.conftest import Made, Watched
from tests.site.site_data import names_of, value_of
from tests.site.test_site_accessibility import serious

LARGEST = 500_000
"""Bytes of the largest page."""
FIRST_NUMBER = 30_000
"""Bytes of the first page in which its first number stands."""


@pytest.fixture(scope="module")
def many(decided: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The public site of the decided budget as it would be with thousands of programmes."""
    folder = tmp_path_factory.mktemp("many") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programmes, "OWN_PAGES", 10)
        patch.setattr(programmes, "_IN_SHARD", 5)
        patch.setattr(data, "NAMES_IN_PART", 7)
        patch.setattr(programme_rows, "FIRST", 5)
        patch.setattr(programme_rows, "ON_PAGE", 10)
        for module in (figure_data, writer):
            patch.setattr(module, "ROWS_IN_SHARD", 20)
        printed = site.write(decided.publication.public, folder)
    return Made(decided.publication, folder, printed)


def programmes_of(made: Made) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = {}
    for path in sorted((made.folder / "data").glob("programmes-*.js")):
        found |= value_of(path)["programmes"]
    return found


def test_one_page_takes_the_place_of_those_of_single_programmes(decided: Made, many: Made) -> None:
    assert not list(many.folder.rglob("programme-*.html"))
    assert len(list(decided.folder.rglob("programme-*.html"))) == 2 * len(programmes_of(many))
    listed = (many.folder / "en/programmes.html").read_text(encoding="utf-8")
    linked = {unquote(each) for each in re.findall(r'href="programme\.html#programme=([^"]+)"', listed)}
    assert linked
    assert linked <= set(programmes_of(many))


def test_a_shard_says_of_a_programme_what_its_own_page_says(decided: Made, many: Made) -> None:
    names = names_of(decided.folder)["programmes"]
    pages = {row[0]: (decided.folder / f"en/{row[6]}.html").read_text(encoding="utf-8") for row in names}
    shared = value_of(many.folder / "data/told.js")
    texts = [english for _, english in shared["texts"]]
    for programme, (place, *sections) in programmes_of(many).items():
        assert names[place][0] == programme
        main = pages[programme].partition("<main")[2].partition("</main>")[0]
        told = [[*each, 0, 0, 0, 0][:5] for each in sections]
        cells = [cell for _, rows, *_ in told for row in rows or [] for cell in row]
        cells += [figure for *_, figure in told if figure]
        figures = [cell[0] for cell in cells if isinstance(cell, list)]
        assert sorted(figures) == sorted(re.findall(r'data-figure="(\w+)"', main))
        plain = " ".join(unescape(re.sub("<[^>]+>", " ", main)).split())
        for text in (texts[cell] for cell in cells if isinstance(cell, int)):
            assert " ".join(text.split()) in plain
        forms = [shared["forms"][form] for form, *_, figure in told if not figure]
        said = [each if isinstance(each, str) else texts[each] for each in (form[1] or form[0] for form in forms)]
        assert said == [unescape(head) for head in re.findall(r'<h2 id="[a-z-]+">([^<]+)</h2>', main)]


def test_readers_without_scripts_find_every_programme_and_its_amount(many: Made) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((many.folder / "ko").glob("programmes-*.html")))
    rows = re.findall(r'<tr><th scope="row">.*?<small>([^<]+)</small><td>[^\n]*<td>([\d,]+)', text)
    assert {unescape(each) for each, _ in rows} == set(programmes_of(many))
    assert len(rows) == len(programmes_of(many))
    first = (many.folder / "ko/programmes.html").read_text(encoding="utf-8")
    assert first.count('<a href="programmes-') == len(list((many.folder / "ko").glob("programmes-*.html")))


def test_no_page_is_large_and_the_first_number_comes_soon(many: Made, two_years: Made) -> None:
    for made in (many, two_years):
        pages = list(made.folder.rglob("*.html"))
        assert max(path.stat().st_size for path in pages) < LARGEST
        for page in (path for path in pages if path.name == "index.html"):
            assert page.read_bytes().index(b"data-figure=") < FIRST_NUMBER, page


def test_a_full_page_of_plain_rows_stays_below_the_largest(many: Made) -> None:
    text = (many.folder / "en/programmes-1.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr><th scope="row">.*?<td>[\d,]+', text, re.DOTALL)
    assert max(len(row.encode()) for row in rows) * 1_000 < LARGEST


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ko", 390)])
def test_a_programme_is_read_at_its_address(watched: Watched, many: Made, language: str, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    for programme in list(programmes_of(many))[:3]:
        page.goto(many.url(f"{language}/programme.html#programme={programme}"))
        page.wait_for_selector("#section-0")
        assert programme in page.locator("main .lead").inner_text()
        assert page.locator("h1").inner_text() == page.locator(".breadcrumb [aria-current]").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(watched) == []
    page.locator("main .fig").first.click()
    page.wait_for_selector("dialog[open] tbody tr")
    proof = WORDS["proof_equal"][language].rpartition("}")[2]
    assert proof in page.locator("dialog").inner_text()


@pytest.mark.browser
def test_a_programme_s_page_loads_the_names_of_no_other_part(watched: Watched, many: Made) -> None:
    assert len(list((many.folder / "data").glob("names-*.js"))) > 2
    programme = list(programmes_of(many))[-1]
    watched.page.goto(many.url(f"en/programme.html#programme={programme}"))
    watched.page.wait_for_selector("#section-0")
    assert len([url for url in watched.requests if "/data/names-" in url]) == 1


@pytest.mark.browser
def test_a_number_is_proved_by_rows_of_several_files(watched: Watched, many: Made) -> None:
    assert len(list((many.folder / "data").glob("rows-*.js"))) > 2
    page = watched.page
    page.goto(many.url("en/index.html"))
    page.locator(".hero .fig").first.click()
    page.wait_for_selector("dialog[open] tbody tr")
    assert "equal to the published value" in page.locator("dialog").inner_text()


@pytest.mark.browser
def test_an_unknown_programme_is_called_so(watched: Watched, many: Made) -> None:
    page = watched.page
    page.goto(many.url("en/programme.html#programme=nobody"))
    page.wait_for_function("document.querySelector('main').innerText.includes('no such programme')")


def test_a_list_makes_the_figures_that_it_shows_and_no_others(decided: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    totals = Totals(decided.publication.public)
    assert totals.comparisons
    assert totals.rounding  # rounds together, whatever is listed
    made: list[str] = []
    monkeypatch.setattr(book, "figure_id", lambda *asked: made.append(figure_id(*asked)) or made[-1])
    entries = programmes.Directory(totals).list_of("programmes", "partition").entries
    shown = {each for entry in entries for each in _ids(entry)}
    assert len(made) == len(shown)


def _ids(entry: programmes.ProgrammeEntry) -> list[str]:
    """The figures of an entry with those that they are made of."""
    assert entry.change
    change, rate = entry.change.amount, entry.change.rate
    return [entry.amount.id, change.id, rate.id, *(each.id for each in (*change.of, *rate.of))]


def test_what_all_pages_list_is_listed_once(decided: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []
    ranked: list[Counting | None] = []
    list_of, by_size = programmes.Directory.list_of, Facts.ranked

    def listing(directory: programmes.Directory, name: str, *asked: Any, **where: Any) -> programmes.ProgrammeList:
        listed.append(name)
        return list_of(directory, name, *asked, **where)

    def ranking(facts: Facts, counting: Counting | None = None, **where: Any) -> list[tuple[str, Figure]]:
        ranked.extend([] if where else [counting])
        return by_size(facts, counting, **where)

    monkeypatch.setattr(programmes.Directory, "list_of", listing)
    monkeypatch.setattr(Facts, "ranked", ranking)
    all_pages(SiteViews(decided.publication.public))
    assert listed.count("programmes") == 1
    assert len(ranked) <= 1
