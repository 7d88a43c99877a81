"""The public face: what is public, and what a budget answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import crosscut
from crosscut import examples
from crosscut.workbench.traced import TracedRow


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> crosscut.Budget:
    folder = tmp_path_factory.mktemp("face") / "demo"
    examples.write("korea-2024", folder, None)
    return crosscut.Budget.open(str(folder))


def test_what_is_public_is_there_and_nothing_else() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import crosscut; print(*dir(crosscut))"], check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == sorted(crosscut.__all__)
    for name in set(crosscut.__all__) - {"__version__"}:
        assert getattr(crosscut, name).__doc__


def test_other_names_are_answered_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match=r"nonsense.*Budget"):
        _ = crosscut.nonsense


def test_a_result_prints_itself_and_turns_into_tables(budget: crosscut.Budget) -> None:
    found = budget.crosscut(by="area", year=2024)
    table = found.to_arrow()
    assert isinstance(table, pa.Table)
    assert len(found) == table.num_rows
    assert len(repr(found).splitlines()) <= 13
    assert found._repr_html_().startswith("<p>")
    assert found.to_pandas()["amount"].sum() == sum(table["amount"].to_pylist()) == found.value.total


def test_a_traced_figure_prints_its_money_and_its_places(budget: crosscut.Budget) -> None:
    traced = budget.trace(budget.crosscut(by="area").to_arrow()["figure"][0].as_py())
    head = repr(traced).splitlines()[1].split()
    assert head == ["programme", "name", "area", "fiscal_year", "stage", "amount", "file", "source_row"]
    assert set(TracedRow.__annotations__) == set(traced.to_arrow().column_names)


def test_every_question_is_answered(budget: crosscut.Budget, tmp_path: Path) -> None:
    figure = budget.crosscut(by="area").to_arrow()["figure"][0].as_py()
    assert budget.trace(figure).value.total == budget.crosscut(by="area").to_arrow()["amount"][0].as_py()
    assert budget.check().to_arrow().num_rows == len(budget.check().value)
    assert budget.review().value.stakes.total >= 0
    assert budget.compare("2023:confirmed", "2024:confirmed").value.difference.change
    assert "workbook.xlsx" in budget.publish(tmp_path / "out", "xlsx").files


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda budget: budget.crosscut(by="aera"), "area"),
        (lambda budget: budget.crosscut(counting="sum"), "partition"),
        (lambda budget: budget.trace("nowhere"), "Ids stand in"),
        (lambda budget: budget.trace(None), "no text"),
        (lambda budget: budget.crosscut(5), "no text"),
        (lambda budget: budget.crosscut(year=1999), "Years: 2023, 2024"),
        (lambda budget: budget.crosscut(stage="confirm"), "Did you mean 'confirmed'"),
        (lambda _: crosscut.Budget.open(5), "is no path"),
        (lambda budget: budget.allocate(), "policy.toml"),
        (lambda budget: crosscut.Budget.open(budget.path / "none"), "crosscut init"),
        (lambda budget: crosscut.Budget(budget.path), "Budget.open"),
        (lambda _: crosscut.Budget(3), "Budget.open"),
        (lambda budget: crosscut.Budget.open(budget.path / "crosscut.toml"), "Open the budget folder"),
        (lambda budget: crosscut.Budget.open(budget.path, as_of=[1]), "a day or a time"),
        (lambda budget: crosscut.Budget.open(budget.path, as_of=True), "a day or a time"),
        (lambda budget: budget.crosscut(year="2024"), "a number such as 2026"),
        (lambda budget: budget.crosscut(stage=3), "a text in quotes"),
        (lambda budget: budget.allocate(3), "a path"),
        (lambda budget: budget.compare(2023, 2024, ministries="nwo"), "Did you mean 'now'"),
        (lambda budget: budget.publish(5), "a path"),
        (lambda _: crosscut.Budget.open("\0"), "cannot be looked for"),
        (lambda _: crosscut.Budget.open("a" * 5000), "cannot be looked for"),
        (lambda _: crosscut.Budget.open("\ud800"), "cannot be looked for"),
        (lambda budget: budget.allocate("\0"), "cannot be looked for"),
        (lambda budget: budget.publish("\ud800"), "cannot be looked for"),
        (lambda budget: budget.trace("a1", "a" * 5000), "cannot be looked for"),
        (lambda budget: budget.trace("\ud800"), "no text"),
        (lambda budget: budget.publish(to=5), "no text"),
        (lambda budget: budget.publish(to=0), "no text"),
        (lambda budget: budget.publish(previous=4), "a path"),
        (lambda _: crosscut.audit(None), "the path of a file, or a text"),
        (lambda _: crosscut.audit(b"abc"), "the path of a file, or a text"),
        (lambda _: crosscut.audit("nowhere.pdf"), "nowhere.pdf"),
        (lambda budget: crosscut.audit(str(budget.path)), "demo"),
    ],
)
def test_wrong_use_says_what_to_do(budget: crosscut.Budget, ask: object, says: str) -> None:
    assert callable(ask)
    with pytest.raises(crosscut.CrosscutError) as caught:
        ask(budget)
    assert says in str(caught.value)


@pytest.mark.slow
def test_a_script_without_a_guard_can_publish(budget: crosscut.Budget, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"from crosscut import Budget\nprint(Budget.open({str(budget.path)!r}).publish({str(tmp_path / 'out')!r}, 'xlsx').refused)\n",
        encoding="utf-8",
    )
    said = subprocess.run([sys.executable, str(script)], check=True, capture_output=True, text=True)
    assert said.stdout == "False\n"


def test_years_may_be_numbers(budget: crosscut.Budget) -> None:
    assert budget.compare(2023, 2024).title == budget.compare("2023", "2024").title


def test_audit_takes_a_text_a_path_and_a_budget(budget: crosscut.Budget, tmp_path: Path) -> None:
    text = "총 5조 원 가운데 2조 원과 2조 원을 지원한다."
    (tmp_path / "release.txt").write_text(text, encoding="utf-8")
    found = crosscut.audit(text)
    assert found.to_arrow().num_rows == len(found.findings)
    assert len(repr(found).splitlines()) <= 14
    assert crosscut.audit(tmp_path / "release.txt", against=budget.path).figures
