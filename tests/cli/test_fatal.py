"""Something fatal is told by every command, in its status and in one line on stderr."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crosscut.cli import run
from tests.attacks.mutants import folder_of
from tests.cli.conftest import Crosscut
from tests.workbench.folders import HEADER, POLICY, ROWS, TOML, small_budget


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A budget with one amount that cannot be read. Tests only ask it."""
    folder = small_budget(tmp_path_factory.mktemp("broken") / "b", ROWS + "P6,Zeta,Ministry C,12x,,\n")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A budget without a fault. Tests only ask it."""
    return small_budget(tmp_path_factory.mktemp("sound") / "b")


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["show", "--format", "json"],
        ["show", "--format", "csv"],
        ["show", "--taxonomy", "kr-cet-2026"],
        ["show", "--by", "ministry", "--ministries", "now"],
        ["diff", "2026", "2026", "--format", "json"],
        ["allocate", "--no-costs", "--samples", "0", "--format", "json"],
        ["allocate", "--no-costs", "--samples", "0", "--format", "csv"],
        ["allocate", "--explain-policy"],
        ["allocate", "--explain-policy", "--format", "json"],
        ["sample", "--format", "json"],
        ["estimate", "--format", "json"],
        ["links", "--format", "csv"],
        ["review", "--format", "json"],
        ["check", "--format", "json"],
    ],
    ids=" ".join,
)
def test_one_unreadable_amount_is_told_by_every_command(crosscut: Crosscut, broken: Path, words: list[str]) -> None:
    ran = crosscut(words[0], broken, *words[1:])
    assert ran.status == 1, ran.err
    if "json" in words:
        json.loads(ran.out)
    if words[0] != "check":
        (line,) = [each for each in ran.err.splitlines() if each.startswith("crosscut: ")]
        assert "12x" in line
        assert "crosscut check" in line


@pytest.mark.slow
def test_what_stands_behind_a_figure_of_a_broken_budget_is_told_with_that(
    crosscut: Crosscut, broken: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(broken, tmp_path / "b")
    figure = crosscut("show", folder, "--by", "area", "--format", "json").json["rows"][0]["figure"]
    for _ in range(2):
        ran = crosscut("trace", folder, figure, "--format", "json")
        assert (ran.status, ran.json["figure"]["id"]) == (1, figure)
        assert "12x" in ran.err
        crosscut("build", folder)
    ran = crosscut("classify", folder, "--out", tmp_path / "proposals.csv", "--format", "json")
    assert ran.status == 1
    assert "12x" in ran.err


def test_a_plan_of_a_broken_budget_is_not_applied(crosscut: Crosscut, broken: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(broken, tmp_path / "b")
    words = ("--no-costs", "--samples", "0", "--apply", "confirmed", "--by", "Kim", "--reason", "test")
    ran = crosscut("allocate", broken, *words)
    assert ran.status == 1
    assert ran.err.strip().endswith("The plan was not applied.")
    assert list((broken / "decisions").iterdir()) == []
    mended = (broken / "sources" / "p.csv").read_text(encoding="utf-8").replace("12x", "12")
    (broken / "sources" / "p.csv").write_text(mended, encoding="utf-8")
    ran = crosscut("allocate", broken, *words)
    assert ran.status == 0, ran.err
    assert [path.name for path in (broken / "decisions").iterdir()] == ["plan-2026-confirmed.csv"]


def test_a_sound_budget_is_told_nothing_of(crosscut: Crosscut, sound: Path) -> None:
    for words in (["show"], ["sample", "--format", "json"], ["links"], ["diff", "2026", "2026"]):
        ran = crosscut(words[0], sound, *words[1:])
        assert ran.status == 0
        assert "crosscut: " not in ran.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["review", "--year", "2025"], "Did you mean '2026'"),
        (["review", "--stage", "requestd"], "Did you mean 'requested'"),
        (["review", "--stage", "confirmed"], "There are 2026 requested"),
        (["show", "--by", "area,area"], "names 'area' twice"),
        (["build", "--format", "csv"], "csv"),
        (["check", "--format", "csv"], "csv"),
        (["publish", "--format", "csv"], "csv"),
        (["publish", "--sign", "nobody"], "names nobody or no role"),
        (["publish", "--as-of", "2999-01-01"], "in the future"),
        (["show", "--as-of", "1"], "ledger"),
        (["show", "--as-of", ""], "--as-of is empty"),
        (["publish", "--as-of="], "--as-of is empty"),
        (["verify", "--against", " "], "--against is empty"),
        (["diff", ""], "an argument is empty"),
        (["publish", "--sign", "A\x1b[31m: chief"], r"--sign holds the character \x1b, which nobody sees"),
        (["publish", "--despite=A: so\u202eit is"], r"--despite holds the character \u202e"),
        (["review", "--by", "A", "--reason", "be\u200bcause"], r"--reason holds the character \u200b"),
        (["show", "--as-of", "2026-W48"], "no day and no time"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_wrong_use_is_told_what_to_do(crosscut: Crosscut, sound: Path, words: list[str], told: str) -> None:
    ran = crosscut(words[0], sound, *words[1:])
    assert ran.status == 2
    last = ran.err.strip().splitlines()[-1]
    assert last.startswith("crosscut: ")
    assert told in last


def test_a_refused_publication_is_told_in_whole_sentences(crosscut: Crosscut, tmp_path: Path) -> None:
    control = '[[control]]\nlabel = "Printed total"\namount = "99999 million"\n'
    folder = small_budget(tmp_path / "b", toml=TOML + control)
    ran = crosscut("publish", folder, "--to", "xlsx")
    line = ran.err.strip().splitlines()[-1]
    assert (ran.status, ran.out) == (1, "")
    assert ". Mend it, or answer for it with --despite" in line
    assert ".." not in line.replace("…", "")


SOURCE = Path(sys.modules["crosscut"].__file__ or "").parents[1]
ROCKET = "\U0001f680조"
NOISY = """
import ctypes, os, sys
import crosscut.cli as cli
from crosscut.cli import show
original = cli.run
def noisy(words):
    os.write(1, b"a library prints\\n")
    ctypes.CDLL(None).puts(b"a library in C prints")
    return original(words)
cli.run = noisy
sys.argv = ["crosscut", "show", sys.argv[1], "--by", "programme", "--format", "json"]
cli.main()
"""


def test_standard_output_is_ours_alone_and_json_whatever_the_terminal_can_print(tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b", f"{ROCKET},Alpha,M,100,30,\n")
    done = subprocess.run(
        [sys.executable, "-c", NOISY, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "ascii"},
    )
    assert ROCKET in {row["programme"] for row in json.loads(done.stdout)["rows"]}
    assert "a library prints" in done.stderr
    assert "a library in C prints" in done.stderr


def test_what_cannot_be_printed_is_an_error_in_a_line(sound: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "crosscut", "show", str(sound)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
    assert done.returncode == 2
    assert "no space left on device" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.fixture(scope="module")
def too_large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A budget whose total no 64 bits hold. Tests only ask it, or write outside of what is asked."""
    folder = small_budget(tmp_path_factory.mktemp("large") / "b", BEYOND.format("9000000000000"))
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    return folder


BEYOND = "P1,Alpha,Ministry A,9000000000000,300,\nP2,Beta,Ministry A,{},,\n"


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["show"],
        ["show", "--by", "none", "--format", "json"],
        ["review"],
        ["allocate", "--no-costs", "--samples", "0"],
        ["diff", "2026", "2026"],
        ["sample", "--format", "json"],
        ["estimate", "--format", "json"],
        ["links"],
        ["publish", "--to", "xlsx"],
    ],
    ids=" ".join,
)
def test_totals_beyond_what_can_be_computed(crosscut: Crosscut, too_large: Path, words: list[str]) -> None:
    told_in_a_line(crosscut, too_large, words)


@pytest.mark.parametrize("words", [["check"], ["show"], ["review"], ["diff", "2026", "2026"], ["build"]], ids=" ".join)
def test_sums_of_sizes_beyond_what_can_be_computed(crosscut: Crosscut, tmp_path: Path, words: list[str]) -> None:
    folder = small_budget(tmp_path / "b", BEYOND.format("-9000000000000"))
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    told_in_a_line(crosscut, folder, words)


def told_in_a_line(crosscut: Crosscut, folder: Path, words: list[str]) -> None:
    ran = crosscut(words[0], folder, *words[1:])
    assert ran.status in (1, 2), ran.err
    if words[0] != "check":
        assert len([each for each in ran.err.splitlines() if each.startswith("crosscut: ")]) == 1


def test_check_says_where_a_total_is_too_large(crosscut: Crosscut, tmp_path: Path) -> None:
    folder = small_budget(tmp_path / "b", BEYOND.format("8000000000000"))
    found = crosscut("check", folder, "--format", "json").json["findings"]
    (fatal,) = [each for each in found if each["severity"] == "fatal"]
    assert (fatal["rule"], fatal["row"], fatal["column"]) == ("too-large-total", 2, "amount")
    assert "17,000,000,000,000,000,000" in fatal["message"]
    shown = crosscut("check", folder).out
    assert "fatal too-large-total\n" in shown
    assert "sources/p.csv: 2 rows" in shown


def test_tags_beyond_what_can_be_computed(crosscut: Crosscut, tmp_path: Path) -> None:
    rows = "P1,Alpha,A,5,9000000000000,\nP2,Beta,A,6,9000000000000,\n"
    ran = crosscut("check", small_budget(tmp_path / "b", rows), "--format", "json")
    assert (ran.status, "too-large-total" in {each["rule"] for each in ran.json["findings"]}) == (1, True)


@pytest.mark.parametrize(
    "address",
    ["postgresql://h:abc/x", "postgresql://127.0.0.1:99999/x", "/", "sqlite://", "mysql://x/y", "sqlite:////dev/null"],
)
def test_a_ledger_that_cannot_be_is_told_in_a_line(crosscut: Crosscut, tmp_path: Path, address: str) -> None:
    folder = small_budget(tmp_path / "b", toml=f'ledger = "{address}"\n' + TOML)
    for words in (
        ["verify", folder],
        ["show", folder, "--as-of", "1"],
        ["review", folder, "--apart", "P1,P2", "--by", "K", "--reason", "r"],
    ):
        ran = crosscut(*words)
        assert ran.status == 2
        (line,) = [each for each in ran.err.splitlines() if each.startswith("crosscut: ")]
        assert "should not happen" not in line


def test_very_many_faults_are_told_of_in_a_line_of_some_length(crosscut: Crosscut, tmp_path: Path) -> None:
    ran = crosscut("check", small_budget(tmp_path / "b", toml=TOML + "[[source]]\n" * 3000))
    assert ran.status == 2
    assert "faults more" in ran.err
    assert len(ran.err) < 3000


@pytest.mark.slow
def test_money_that_only_a_plan_gives_has_the_ministry_of_its_programme(crosscut: Crosscut, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "b")
    rows = ROWS.replace("P1,Alpha programme,", "P1,Alpha,programme,")
    (folder / "sources" / "p.csv").write_text(HEADER + rows, encoding="utf-8")
    shown = crosscut("show", folder, "--by", "ministry", "--format", "json").json["rows"]
    assert [(row["ministry"], row["amount"]) for row in shown] == [("programme", 900_000_000)]
    assert "should not happen" not in crosscut("build", folder).err


def test_a_ministry_that_stands_nowhere_is_none_of_the_groups_to_sort(crosscut: Crosscut, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "b")
    (folder / "policy.toml").unlink()
    rows = "id,name,ministry,amou,quantum\nP1,Alpha300,\n" + ROWS.partition("\n")[2]
    (folder / "sources" / "p.csv").write_text(rows, encoding="utf-8")
    for words in (["diff", folder, "requested", "confirmed", "--by", "ministry"], ["publish", folder, "--to", "xlsx"]):
        ran = crosscut(*words)
        assert ran.status in (1, 2)
        assert "should not happen" not in ran.err


def test_a_word_that_no_file_can_be_called_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["links", "folder", "--out", "\ud800"]) == 2
    assert capsys.readouterr().err == "crosscut: '\\ud800' is no text. Write it without lone surrogates\n"
