"""The figures of the first screen have a page each that says what they are without any script."""

from __future__ import annotations

import re
from html import unescape

import pytest

from crosscut.exports.words import WORDS
from crosscut.views.figure_pages import SHOWN, figure_pages, headline_figures
from crosscut.views.totals import Totals
from tests.site.conftest import Made
from tests.site.site_data import names_of


def text(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])).split())


@pytest.mark.parametrize("name", ["two_years", "unread", "decided"])
def test_each_figure_of_the_first_screen_has_its_page(name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(name)
    totals = Totals(made.publication)
    figures = {each.id for each in headline_figures(totals)}
    assert totals.total.id in figures
    assert set(names_of(made.folder)["figures"]) == figures
    for language in made.publication.settings.languages:
        overview = (made.folder / f"{language}/index.html").read_text(encoding="utf-8")
        assert {each[7:-5] for each in re.findall(r'href="(figure-\w+\.html)"', overview)} == figures
        assert {path.stem[7:] for path in (made.folder / language).glob("figure-*.html")} == figures


def test_it_says_definition_proof_and_the_largest_rows_with_their_source(decided: Made) -> None:
    totals = Totals(decided.publication)
    pages = figure_pages(totals)
    assert {page.figure.kind for page in pages} > {"sum", "count"}
    for page in pages:
        assert page.proved
        made = (decided.folder / f"en/figure-{page.figure.id}.html").read_text(encoding="utf-8")
        said = text(made.replace("<wbr>", ""))
        assert WORDS["proof_unequal"].en.partition("{value}")[0][-20:] not in said
        assert f"Rows shown: {min(page.count, SHOWN)} of {page.count:,}" in said
        for row in page.rows:
            assert row.programme in decided.publication.programmes["programme"].to_pylist()
            assert all(line.file in said for line in row.lines)
    assert any(row.lines for page in pages for row in page.rows)


@pytest.mark.parametrize(("language", "sentence"), [("en", "The sum of all money for "), ("ko", " 합계입니다.")])
def test_the_total_says_what_it_is_the_sum_of(two_years: Made, language: str, sentence: str) -> None:
    total = Totals(two_years.publication).total
    said = text((two_years.folder / f"{language}/figure-{total.id}.html").read_text(encoding="utf-8"))
    assert sentence in said
    assert f"{total.value:,}" in said
