"""What became of the money between two points: parts that sum to the change, each a figure with its rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosscut.exports import files
from crosscut.exports.documents.model import Chart, Document, DocumentTable, plain
from crosscut.figures import FigureBook
from crosscut.text import Language
from crosscut.views.facts import Facts
from crosscut.views.flows import passages
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.opening import open_run
from crosscut.workbench.trace_run import trace_in
from tests.publish.conftest import Example

TITLES: dict[Language, str] = {
    "ko": "2023년 국회확정에서 2024년 국회확정으로",
    "en": "From 2023 confirmed to 2024",
}


def flows(document: Document, language: Language) -> list[Chart | DocumentTable]:
    """The chart and the tables of what became of the money."""
    blocks = [each for each in document.blocks if isinstance(each, Chart | DocumentTable)]
    return [each for each in blocks if TITLES[language] in plain(each.title)]


def test_what_became_of_the_programmes_sums_to_the_change(korea: Example) -> None:
    facts, book = korea.facts, korea.facts.book
    (passage,) = facts.passages
    assert (passage.since.year, passage.until.year) == (2023, 2024)
    for streams in (passage.areas, passage.ministries):
        assert sum(stream.after.value for stream in streams) == facts.total.value
        for stream in streams:
            change = stream.after.value - stream.before.value
            assert sum(figure.value for figure in stream.fates.values()) == change
            assert stream.added() - stream.taken() == change
            for figure in stream.fates.values():
                assert sum(sign * book.atom(row)["amount"] for row, sign in book.rows(figure)) == figure.value


def test_flows_make_no_figure_of_each_programme_that_is_asked_for_by_its_name_alone(
    korea: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    totals = Facts(korea.facts.publication).totals
    assert totals.rounding  # makes figures of its own
    monkeypatch.delattr(FigureBook, "by")
    assert passages(totals)


def test_money_named_for_the_first_time_is_moved_and_not_new(korea: Example) -> None:
    streams = {stream.key: stream for stream in korea.facts.passages[0].areas}
    space = streams["aerospace-marine"].fates
    assert {fate: figure.value for fate, figure in space.items()} == {"moved": 3280 * 10**8, "other": -2426 * 10**8}
    assert set(streams["ai"].fates) == {"new", "grown"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_report_draws_and_lists_the_flows(korea: Example, language: Language) -> None:
    first, chart, second = flows(korea.documents["report", language], language)
    assert isinstance(chart, Chart)
    assert chart.labels
    assert [each.block for each in (first, second)] == ["table", "table"]


def test_bounds_are_those_of_the_change_and_name_what_they_bound(korea: Example) -> None:
    areas, _, _ = flows(korea.documents["report", "en"], "en")
    assert isinstance(areas, DocumentTable)
    notes = [plain(note) for note in areas.notes]
    said = "Bounds of amounts that are not exact: Five areas not itemised, Cut −106.0 to −104.5"
    assert said in notes


def test_what_a_fate_is_made_of_is_traced(korea: Example, tmp_path: Path) -> None:
    document = korea.documents["report", "en"]
    figure = korea.facts.passages[0].areas[1].fates["new"]
    assert figure.id in document.printed
    files.write_figures(korea.shown, document.printed, tmp_path / "figures.json")
    assert trace_in(korea.shown, figure.id, tmp_path / "figures.json").total == figure.value


def test_without_a_history_there_are_no_flows(korea: Example) -> None:
    assert Facts(replace(korea.shown, history=None)).passages == ()


SMALL = """\
title = "Many small"
currency = "KRW"
taxonomy = "kr-cet-2022"
counting = "partition"
unit = "억원"
stages = ["requested", "confirmed"]

[[source]]
file = "sources/asked.csv"
unit = "million"
fiscal_year = 2026
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "amount" }

[[source]]
file = "sources/given.csv"
unit = "million"
fiscal_year = 2026
stage = "confirmed"
columns = { programme = "id", name = "name", ministry = "ministry", amount = "amount" }
"""


def test_what_became_of_many_small_programmes_adds_up_as_it_is_displayed(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "crosscut.toml").write_text(SMALL, encoding="utf-8")
    for name, amounts in (("asked", [140 + place % 9 for place in range(200)]), ("given", [200, 180] * 100)):
        rows = [f"P{place},Programme {place},One,{amount}" for place, amount in enumerate(amounts)]
        text = "\n".join(["id,name,ministry,amount", *rows])
        (tmp_path / f"sources/{name}.csv").write_text(text, encoding="utf-8")
    facts = Facts(reviewed(followed(open_run(tmp_path))))
    (passage,) = facts.passages
    displayed = facts.rounding.displayed
    for stream in (*passage.areas, *passage.ministries):
        change = displayed(stream.after) - displayed(stream.before)
        assert sum(displayed(figure) for figure in stream.fates.values()) == change
