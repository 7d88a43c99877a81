"""One figure is one number: on paper, on the site and in charts, in both languages, whatever the unit beside it."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscut.exports import site
from crosscut.exports.documents.content import Facts
from crosscut.exports.documents.model import Document
from crosscut.exports.printed_figures import Printer
from crosscut.exports.words_of import word
from crosscut.figures import Printed
from crosscut.text import LANGUAGES, Language
from crosscut.workbench.complete import followed
from crosscut.workbench.opening import open_run
from tests.publish.conftest import Example, documents
from tests.publish.hostile import hostile
from tests.publish.numbers import amounts, bare
from tests.site.site_data import list_of
from tests.workbook.reading import with_openpyxl

Place = tuple[str, Language, str]
"""Where a figure stands: its id, the language, the text."""


@dataclass(frozen=True)
class Rounded:
    """A budget's documents and site, and every figure that they print."""

    facts: Facts
    documents: dict[tuple[str, Language], Document]
    site: Path
    printed: Printed


@pytest.fixture(scope="module", params=["hostile", "two years"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rounded:
    """A budget whose amounts fall between the grains, written as a site; without a review, whose amounts are exact."""
    folder = tmp_path_factory.mktemp("rounding")
    hostile(folder / "budget", programmes=150, years=2 if request.param == "two years" else 1)
    shown = followed(open_run(folder / "budget")).public
    facts, printed = Facts(shown), Printed()
    written = documents(facts)
    printed.take(site.write(shown, folder / "site"))
    for document in written.values():
        printed.take(document.printed)
    return Rounded(facts, written, folder / "site", printed)


def on_paper(written: Mapping[tuple[str, Language], Document]) -> Iterator[Place]:
    """Every figure of the documents, those in their charts included."""
    for (_, language), document in written.items():
        yield from ((run.figure, language, run.text) for run in document.figures())


def on_pages(folder: Path) -> Iterator[Place]:
    """Every figure of the site, in its tables and in the charts that are drawn by scripts."""
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.html")):
            text = path.read_text(encoding="utf-8")
            buttons = re.findall(r'data-figure="(\w{12})">(.*?)</button>', text, re.DOTALL)
            yield from ((key, language, html.unescape(re.sub("<[^>]+>", " ", each))) for key, each in buttons)
            for spec in re.findall(r'<script type="application/json" id="chart[^"]*">(.*?)</script>', text, re.DOTALL):
                yield from ((key, language, label) for key, label in labels(json.loads(spec)))


def labels(spec: object) -> Iterator[tuple[str, str]]:
    """The figures of a chart's specification with their labels."""
    if isinstance(spec, dict):
        if spec.get("figure") and spec.get("short"):
            yield spec["figure"], spec["short"]
        for value in spec.values():
            yield from labels(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from labels(value)


def in_lists(folder: Path) -> Iterator[tuple[str, int]]:
    """The figures of the lists that scripts draw, with what they display in minor units."""
    for path in sorted((folder / "data").glob("list-*.js")):
        for row in list_of(path):
            _, value, key, shown, *change = (*row, *[None] * 7)
            yield key, int(shown or value)
            if change[1]:
                yield change[1], int(change[2] or change[0])


def amount_of(text: str, factor: int) -> int | None:
    """The size of a printed amount in minor units; what stands after it are its bounds."""
    found = amounts(text) or [int(each * factor) for each in bare(text)]
    return abs(found[0]) if found else None


def test_a_figure_is_one_number_everywhere(published: Rounded) -> None:
    """Parts of a change are rounded with one another on the page that lists them; sentences say no more than is asked."""
    rounding, printed = published.facts.rounding, published.printed
    sizes: dict[str, set[int]] = defaultdict(set)
    for key, language, text in (*on_paper(published.documents), *on_pages(published.site)):
        if printed[key].kind not in ("count", "ratio"):
            size = amount_of(text, Printer(rounding, language).table_unit.unit.factor)
            if size is not None:
                sizes[key].add(size)
    for key, size in in_lists(published.site):
        sizes[key].add(abs(size))
    assert len(sizes) > 300
    assert {key: found for key, found in sizes.items() if len(set(map(rounding.rounded_for_text, found))) != 1} == {}
    settled = [key for key in sizes if printed[key].kind != "part"]
    for key in settled:
        displayed = abs(rounding.displayed(printed[key]))
        assert sizes[key] <= {displayed, rounding.rounded_for_text(displayed)}
    assert any(printed[key].value % rounding.grain for key in settled)


def test_a_rate_is_one_number_everywhere(published: Rounded) -> None:
    rates: dict[str, set[str]] = defaultdict(set)
    for key, _, text in (*on_paper(published.documents), *on_pages(published.site)):
        if published.printed[key].kind in ("count", "ratio") and bare(text):
            rates[key].add(text.strip().lstrip("+−"))
    assert len(rates) > 40
    assert {key: found for key, found in rates.items() if len(found) != 1} == {}


@pytest.mark.slow
def test_the_rule_is_stated_where_it_is_read(published: Rounded) -> None:
    for language in LANGUAGES:
        rule = Printer(published.facts.rounding, language).rule(compared=len(published.facts.totals.periods) > 1)
        texts = published.documents["report", language].texts()
        assert any(rule in "".join(run.text for run in text) for text in texts)
        assert rule in html.unescape((published.site / language / "method.html").read_text(encoding="utf-8"))
        assert word("rounding_rule", language, grain="{grain}", changes="").split("{grain}")[0] in rule


def test_the_workbook_says_that_it_does_not_round(korea: Example) -> None:
    rows = [str(row) for row in with_openpyxl(korea.out / "workbook.xlsx")["Notes"]]
    assert any("not rounded" in row and "each amount once rounded" in row for row in rows)
