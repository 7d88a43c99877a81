"""What a budget answers: types where nothing was found, titles in the figure's own unit, publications as results."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

import crosscut
from crosscut import examples
from crosscut.cli import run
from crosscut.face import Result

CONFIG = """title = "Nothing yet"
taxonomy = "kr-cet-2022"

[[source]]
file = "a.csv"
unit = "million"
fiscal_year = 2026
stage = "requested"
columns = {programme = "id", name = "name", ministry = "ministry", amount = "amount"}
"""
ROW = "A,A lamp,M,3\n"
PLAN = """unit = "million"
[ceiling]
amount = "1 million"
[[rule]]
id = "least"
where = { ministry = "M" }
at_least = "2 million"
"""


def written(folder: Path, rows: str = "", **files: str) -> crosscut.Budget:
    folder.mkdir(exist_ok=True)
    (folder / "crosscut.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "a.csv").write_text(f"id,name,ministry,amount\n{rows}", encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return crosscut.Budget.open(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("results") / "demo"
    examples.write("korea-2024", place, None)
    crosscut.Budget.open(place).publish(to="xlsx")
    return place


@pytest.fixture(scope="module")
def budget(folder: Path) -> crosscut.Budget:
    return crosscut.Budget.open(folder)


Ask = Callable[[crosscut.Budget], Result[object]]
METHODS: dict[str, Ask] = {
    "check": lambda budget: budget.check(),
    "crosscut": lambda budget: budget.crosscut("area,year,ministry", "overlap"),
    "classify": lambda budget: budget.classify(),
    "review": lambda budget: budget.review(),
    "compare": lambda budget: budget.compare("2026", "2026", "area,ministry"),
}


@pytest.mark.parametrize("method", METHODS)
def test_a_result_without_rows_has_the_types_of_one_with_rows(tmp_path: Path, method: str) -> None:
    table = METHODS[method](written(tmp_path, ROW)).to_arrow()
    typed(table.slice(0, 0))


def typed(table: pa.Table) -> None:
    assert table.num_rows == 0
    assert table.num_columns
    assert pa.null() not in table.schema.types
    for name in {"amount", "at_stake", "before", "after", "change", "requested", "programmes"} & {*table.column_names}:
        assert table.schema.field(name).type == pa.int64()


def test_a_plan_that_cannot_be_and_a_figure_without_rows_have_types(tmp_path: Path, budget: crosscut.Budget) -> None:
    planned = written(tmp_path, ROW, policy_toml=PLAN).allocate()
    assert planned.value.solution.status == "infeasible"
    typed(planned.to_arrow())
    figure = budget.crosscut("area").to_arrow()["figure"][0].as_py()
    traced = budget.trace(figure)
    typed(Result(traced.title, traced.to_arrow().slice(0, 0), None).to_arrow())
    typed(crosscut.audit("Nothing is said here.").to_arrow())


def test_a_frame_of_polars_or_what_to_install(budget: crosscut.Budget, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("polars", "pandas"):
        with monkeypatch.context() as without:
            without.setitem(sys.modules, name, None)
            with pytest.raises(crosscut.CrosscutError, match=f"pip install {name}"):
                getattr(budget.check(), f"to_{name}")()
    polars = pytest.importorskip("polars")
    frame = budget.crosscut("area").to_polars()
    assert frame.schema["amount"] == polars.Int64


def test_a_traced_figure_is_told_in_its_own_unit(budget: crosscut.Budget) -> None:
    published = budget.path / "publication" / "figures.json"
    figures = json.loads(published.read_bytes())["figures"]
    said = {}
    for kind in ("count", "ratio", "sum", "difference"):
        figure = next(each for each in figures if each["kind"] == kind and each["value"])
        said[kind] = budget.trace(figure["id"]).title.partition(": ")[2]
    assert said["count"] == "22 programmes"
    assert said["ratio"].endswith("%")
    assert said["sum"].startswith("KRW ")
    assert said["difference"][0] in "+-"


def test_a_publication_is_a_result(budget: crosscut.Budget, tmp_path: Path) -> None:
    made = budget.publish(tmp_path / "out", "xlsx")
    assert repr(made).startswith(f"Published {len(made.files)} files in {tmp_path / 'out'}: ")
    assert len(repr(made).splitlines()) <= 14
    assert made._repr_html_().startswith("<p>Published")
    files = [row["name"] for row in made.to_arrow().to_pylist() if row["what"] == "file"]
    assert tuple(files) == made.files


def test_a_refused_publication_says_why(tmp_path: Path) -> None:
    made = written(tmp_path / "folder", "A,A lamp,M,3\nB,A road,M,many\n").publish(tmp_path / "out", "xlsx")
    assert made.refused
    first, *_ = repr(made).splitlines()
    assert first.startswith(f"Refused, nothing was written to {tmp_path / 'out'}: ")
    assert made.failed[0].detail in first
    assert made.to_arrow()["held"][0].as_py() is False


def test_what_changed_after_it_was_opened_is_not_published(tmp_path: Path) -> None:
    budget = written(tmp_path / "folder", ROW)
    (budget.path / "a.csv").write_text("id,name,ministry,amount\nA,A lamp,M,4\n", encoding="utf-8")
    with pytest.raises(crosscut.CrosscutError, match=r"changed since it was opened: a\.csv .*Budget\.open"):
        budget.publish(tmp_path / "out", "xlsx")
    assert not (tmp_path / "out").exists()
    assert not crosscut.Budget.open(budget.path).publish(tmp_path / "out", "xlsx").refused


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda budget: budget.crosscut("aera"), ["show", "--by", "aera"]),
        (lambda budget: budget.crosscut("ministry", "overlap"), ["show", "--by", "ministry", "--counting", "overlap"]),
        (lambda budget: budget.publish(to="docxx"), ["publish", "--to", "docxx"]),
        (lambda budget: budget.compare("2023", "2024", "aera"), ["diff", "2023", "2024", "--by", "aera"]),
        (lambda budget: budget.trace("xyz"), ["trace", "xyz"]),
        (lambda budget: budget.publish(previous="nowhere"), ["publish", "--previous", "nowhere"]),
    ],
)
def test_the_library_names_arguments_and_the_command_line_options(
    budget: crosscut.Budget, capsys: pytest.CaptureFixture[str], ask: Ask, words: list[str]
) -> None:
    with pytest.raises(crosscut.CrosscutError) as caught:
        ask(budget)
    assert "--" not in str(caught.value)
    assert "`" in str(caught.value)
    assert run([words[0], str(budget.path), *words[1:], "--format", "json"]) == 2
    printed = capsys.readouterr()
    for said in (printed.err, printed.out):
        assert "--" in said
        assert "`" not in said
