"""Figures that follow from a plan or a rule: found again, explained, and named as long as the decision stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.exports import files, site
from crosscut.figures import FigureContext, figure_id
from crosscut.views.publication import Publication
from crosscut.workbench.opening import open_run
from crosscut.workbench.trace import trace
from crosscut.workbench.trace_run import stating, trace_in
from crosscut.workbench.traced import Traced
from tests.site import decided_folder

Printed = tuple[Path, Path, Publication]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """A folder, its figures.json, and the publication that it is of."""
    folder = decided_folder.folder(tmp_path_factory.mktemp("decided") / "budget")
    shown = decided_folder.published(folder)
    files.write_figures(shown, site.write(shown, folder / "site"), folder / "figures.json")
    return folder, folder / "figures.json", shown


def traced(printed: Printed, figure: str) -> Traced:
    folder, file, _ = printed
    return trace(folder, figure, printed=file)


def figures(printed: Printed, kind: str) -> list[dict[str, object]]:
    return [each for each in json.loads(printed[1].read_text(encoding="utf-8"))["figures"] if each["kind"] == kind]


def test_ids_of_what_was_printed_before_stay_as_they_were() -> None:
    context = FigureContext("kr-cet-2022", "KRW")
    total = figure_id("sum", "partition", (("fiscal_year", 2026), ("stage", "reviewed")), context)
    area = figure_id("count", "overlap", (("area", "ai"), ("fiscal_year", 2026), ("stage", "reviewed")), context)
    rate = figure_id("ratio", "partition", (), context, (total, area))
    assert (total, area, rate) == ("1g0j6resk97t", "1hh6vmrydsmg", "0036wvxkj11h")


def test_the_plan_is_the_sum_of_its_rows_by_every_key(printed: Printed) -> None:
    shown = printed[2]
    plan, found = shown.plan, shown.planned
    assert plan is not None
    assert found is not None
    assert found.got().value == plan.total
    for key in ("ministry", "area", "programme"):
        values = {dict(each["where"])[key] for each in figures(printed, "planned") if key in dict(each["where"])}
        assert sum(found.got(**{key: value}).value for value in values) == plan.total
    amounts = {row["programme"]: row["amount"] for row in plan.rows()}
    assert {name: found.got(programme=name).value for name in amounts} == amounts


def test_a_planned_amount_is_traced_to_its_policy_and_its_reason(printed: Printed) -> None:
    plan = printed[2].plan
    assert plan is not None
    row = plan.rows()[0]
    figure = next(
        each for each in figures(printed, "planned") if dict(each["where"]).get("programme") == row["programme"]
    )
    found = traced(printed, str(figure["id"]))
    assert found.total == row["amount"] == found.figure["value"]
    assert found.explained is not None
    assert row["reason"] in found.explained.en
    assert row["reason_ko"] in found.explained.ko
    assert found.figure["by"] == ["policy.toml", printed[2].basis.digest]  # type: ignore[union-attr]
    assert {each["file"] for each in found.rows} == {"policy.toml"}


@pytest.mark.slow
def test_a_change_is_found_by_the_ids_of_its_two_sides(printed: Printed) -> None:
    shown = printed[2]
    assert shown.plan is not None
    assert shown.planned is not None
    row = next(row for row in shown.plan.rows() if row["previous"])
    before = shown.planned.previous(row["previous"], programme=row["programme"])
    assert before is not None
    found = traced(printed, f"{shown.planned.got(programme=row['programme']).id}-{before.id}")
    assert found.total == found.figure["value"] == row["amount"] - row["previous"]


def test_every_statement_of_a_rule_is_found_again_and_says_which(printed: Printed) -> None:
    folder, file, _ = printed
    stated = [each for each in figures(printed, "stated") if each["by"][0] in ("policy.toml", "review")]  # type: ignore[index]
    assert {each["by"][0] for each in stated} == {"policy.toml", "review"}  # type: ignore[index]
    shown = Publication.of(open_run(folder))
    for each in stated:
        shown = stating(shown, str(each["id"]), file) if shown.review is None else shown
        found = trace_in(shown, str(each["id"]), file)
        assert found.figure == each
        assert found.explained


def test_what_a_board_counts_once_adds_up_to_the_whole(printed: Printed) -> None:
    review, stakes = printed[2].review, printed[2].stakes
    assert review is not None
    assert stakes is not None
    whole = stakes.total()
    assert whole is not None
    assert whole.value == sum(each.value for each in whole.of)


def test_a_changed_policy_no_longer_gives_the_amounts_of_the_old(printed: Printed, tmp_path: Path) -> None:
    other = decided_folder.folder(tmp_path / "other", ceiling="-3 %")
    figure = str(figures(printed, "planned")[0]["id"])
    with pytest.raises(CrosscutError, match="changed since"):
        trace(other, figure, printed=printed[1])
