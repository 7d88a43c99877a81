"""The way through a budget folder: whole, repeatable, never half-written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crosscut import budget, examples
from crosscut.errors import CrosscutError
from crosscut.exports.writing_process import Writing
from crosscut.figures import Printed, book_of
from crosscut.tables import digest
from crosscut.workbench import build as building
from crosscut.workbench import last_build
from crosscut.workbench.build import build
from crosscut.workbench.complete import followed
from crosscut.workbench.opening import open_run
from tests.builders import this_moment
from tests.shortened import LONG


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("street") / "demo"
    examples.write("korea-2024", folder, None)
    build(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.draws
def test_two_builds_have_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(built, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(built / "build")


@pytest.mark.spark
@pytest.mark.slow
def test_both_engines_write_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(built, tmp_path / "spark", engine_name="spark")
    assert contents(tmp_path / "spark") == contents(built / "build")


def test_a_build_that_fails_leaves_the_former_one_whole(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(built, folder)
    before = contents(folder / "build")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "parts_make_wholes", stop)
    with pytest.raises(KeyboardInterrupt):
        build(folder)
    assert contents(folder / "build") == before
    assert not list(folder.glob(".build*"))


@pytest.mark.slow
def test_the_run_is_kept_before_the_public_edition_is_waited_for(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(building, "build_exports", lambda _edition: ())
    monkeypatch.setattr(last_build, "save", lambda *_: steps.append("kept"))
    monkeypatch.setattr(Writing, "printed", lambda *_: steps.append("waited for") or Printed())
    shown = followed(open_run(built))
    building.write(shown, Writing(shown.public, tmp_path), tmp_path)
    assert steps == ["kept", "waited for"]


def test_the_ledger_reads_back_what_was_built(built: Path) -> None:
    now, then = open_run(built), open_run(built, this_moment())
    assert digest(then.snapshot.lines) == digest(now.snapshot.lines)
    assert digest(then.atoms()) == digest(now.atoms())


def test_what_a_build_read_is_what_the_folder_says(built: Path) -> None:
    assert last_build.snapshot(built) == budget.read(built)


@pytest.mark.parametrize("name", ["policy.toml", "decisions/late.csv", "taxonomies/own.csv"])
def test_a_folder_that_changed_is_read_anew(built: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(built, folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("", encoding="utf-8")
    assert last_build.snapshot(folder) is None


def test_a_build_that_somebody_wrote_into_is_not_believed(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(built, folder)
    kept = folder / "build" / "run" / "snapshot" / "lines.arrow"
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert last_build.snapshot(folder) is None
    assert open_run(folder).snapshot.lines.num_rows == open_run(built).snapshot.lines.num_rows


def test_a_trace_from_the_last_build_needs_neither_reading_nor_engine(built: Path) -> None:
    figures = json.loads((built / "build" / "figures.json").read_bytes())["figures"]
    figure = next(each["id"] for each in figures if each["kind"] == "sum")
    asked = f"import sys; from crosscut.cli import main; sys.argv[1:] = ['trace', {str(built)!r}, {figure!r}]"
    rooms = ("crosscut.ingest.reading", "crosscut.budget.run", "crosscut.figures.book", "duckdb", "narwhals", "pandas")
    heavy = f"{set(rooms)!r} & set(sys.modules)"
    script = f"{asked}\ntry: main()\nexcept SystemExit: pass\nprint({heavy})"
    said = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True)
    assert figure in said.stdout
    assert said.stderr == "set()\n"


def test_a_crosscut_from_the_last_build_needs_nothing_that_reads_files(built: Path) -> None:
    asked = f"import sys; from crosscut.cli import main; sys.argv[1:] = ['show', {str(built)!r}]"
    rooms = {f"crosscut.{room}" for room in ("ingest.reading", "ingest.columns", "ingest.people", "follow", "classify")}
    script = f"{asked}\ntry: main()\nexcept SystemExit: pass\nprint({rooms!r} & set(sys.modules), file=sys.stderr)"
    said = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True)
    assert said.stderr == "set()\n"


def test_a_command_imports_no_pandas_and_what_asks_for_it_has_it(built: Path) -> None:
    asked = f"import sys, pyarrow; from crosscut.cli import main; sys.argv[1:] = ['check', {str(built)!r}]"
    frame = "pyarrow.table({'a': pyarrow.array([1, 2])}).to_pandas()['a'].sum()"
    script = f"{asked}\ntry: main()\nexcept SystemExit: pass\nprint('pandas' in sys.modules, {frame}, file=sys.stderr)"
    said = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True)
    assert said.stderr.splitlines()[-1] == "False 3"


def test_what_writes_the_public_edition_needs_no_solver() -> None:
    script = "import sys, crosscut.exports.registry as all; all.all_exports(); print('scipy' in sys.modules)"
    assert (
        subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True).stdout == "False\n"
    )


def test_the_misprints_are_corrected_and_the_printed_amounts_kept(built: Path) -> None:
    inputs = budget.read(built)
    corrected = [finding for finding in inputs.findings if finding.rule == "corrected"]
    assert sorted((each.value, each.expected) for each in corrected) == [
        (7_110_100_000_000, 110_100_000_000),
        (7_217_900_000_000, 217_900_000_000),
    ]
    assert max(inputs.printed.column("amount").to_pylist()) == 7_217_900_000_000


def test_the_unlisted_five_fell(built: Path) -> None:
    book = book_of(open_run(built))
    after, before = (book.amount("partition", area="not-itemised", fiscal_year=year) for year in (2024, 2023))
    assert book.difference(after, before).value == -105_200_000_000


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrosscutError, match="crosscut init"):
        budget.read(tmp_path)


@pytest.mark.real
def test_korea_2026_has_its_known_amounts(shared: Path, tmp_path: Path) -> None:
    """Built too in the long form; daily the bundled example is."""
    folder = tmp_path / "korea"
    examples.write("korea-2026", folder, shared / "data" / "kr_rnd_budget_2026")
    if LONG:
        build(folder)
    run = open_run(folder)
    book, million = book_of(run), 1_000_000
    where = {"fiscal_year": 2026, "stage": "reviewed"}
    assert book.amount("partition", **where).value == 30_280_992 * million
    known = {
        "ai": 2_432_410_500_000,
        "bio": 1_621_126_500_000,
        "quantum": 300_516_500_000,
        "aerospace-marine": 1_409_514 * million,
        "semiconductors-displays": 1_168_248_500_000,
        "robotics-manufacturing": 483_089 * million,
        "mobility": 611_604 * million,
        "communications": 351_634 * million,
        "hydrogen": 300_634_100_000,
        "nuclear": 233_197 * million,
        "secondary-batteries": 271_787_900_000,
        "cybersecurity": 251_867 * million,
    }
    assert {area: book.amount("overlap", area=area, **where).value for area in known} == known
    over = [finding for finding in run.findings if finding.rule == "over-tagged"]
    assert len(over) == 122
    assert sum(finding.difference or 0 for finding in over) == 1_040_353 * million
    rules = {finding.rule for finding in run.findings}
    assert {"duplicate-id", "fraction-of-minor-unit", "fraction-of-unit"} <= rules
    assert all(finding.rows for finding in over)


_BEGUN = """
import sys
from crosscut import cli, processes
def begun(module, *words, **how):
    print(module, "crosscut.workbench.build" in sys.modules)
    raise OSError
processes.processors, processes.started = lambda: 2, begun
cli.main(["build", sys.argv[1]])
"""


def test_what_draws_begins_to_load_before_what_reads(tmp_path: Path) -> None:
    words = [sys.executable, "-c", _BEGUN, str(tmp_path / "none")]
    ran = subprocess.run(words, check=False, capture_output=True, text=True, encoding="utf-8")
    assert ran.stdout.splitlines()[0] == "crosscut.exports.charts.worker False", ran.stderr
