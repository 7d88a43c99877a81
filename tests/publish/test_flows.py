"""What became of the money between two points: parts that sum to the change, each a figure with its rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosscut import examples
from crosscut.budget.inputs import read
from crosscut.budget.street import publication
from crosscut.follow.histories import history
from crosscut.workbench.trace import trace
from crosscut.exports import files as outputs
from crosscut.exports.documents.model import Chart, Table, plain
from crosscut.exports.documents.content import Facts, write_document


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The bundled example with the story of its amounts."""
    folder = tmp_path_factory.mktemp("flows") / "2024"
    examples.write("korea-2024", folder)
    inputs = read(folder)
    shown = publication(inputs)
    return Facts(replace(shown, history=history(inputs, shown)))


def test_what_became_of_the_programmes_sums_to_the_change(told: Facts) -> None:
    (passage,) = told.passages
    assert (passage.since.year, passage.until.year) == (2023, 2024)
    for streams in (passage.areas, passage.ministries):
        assert sum(stream.after.value for stream in streams) == told.total.value
        for stream in streams:
            change = stream.after.value - stream.before.value
            assert sum(figure.value for figure in stream.fates.values()) == change
            assert stream.added() - stream.taken() == change
            for figure in stream.fates.values():
                rows = {atom["row"]: atom["amount"] for atom in map(told.book.atom, {row for row, _ in figure.rows})}
                assert sum(sign * rows[row] for row, sign in figure.rows) == figure.value


def test_money_named_for_the_first_time_is_moved_and_not_new(told: Facts) -> None:
    streams = {stream.key: stream for stream in told.passages[0].areas}
    space = streams["aerospace-marine"].fates
    assert {fate: figure.value for fate, figure in space.items()} == {"moved": 3280 * 10**8, "other": -2426 * 10**8}
    assert set(streams["ai"].fates) == {"new", "grown"}


def test_the_report_draws_and_lists_the_flows(told: Facts, tmp_path: Path) -> None:
    outputs.write_figures(told.shown, tmp_path / "before.json")
    for language, title in (("ko", "2023년 국회확정에서 2024년 국회확정(으)로"), ("en", "From 2023 confirmed to 2024")):
        document = write_document(told, "report", language)  # type: ignore[arg-type]
        blocks = [each for each in document.blocks if isinstance(each, Chart | Table) and title in plain(each.title)]
        assert [each.block for each in blocks] == ["chart", "table", "table"]
        assert blocks[0].labels  # type: ignore[union-attr]
    outputs.write_figures(told.shown, tmp_path / "figures.json")
    figure = told.passages[0].areas[1].fates["new"]
    assert trace(told.shown, figure.id, tmp_path / "figures.json").total == figure.value


def test_a_budget_of_one_moment_has_no_flows(korea: object) -> None:
    assert korea.facts.passages == ()  # type: ignore[attr-defined]
