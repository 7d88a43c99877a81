"""``classify``, ``sample`` and ``estimate`` as users run them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from crosscut import taxonomy
from crosscut.classify.decided_file import read_decided
from crosscut.cli import run
from tests.classify import asked_folders
from tests.classify.asked_folders import AREAS, asked, decide, read

folder = asked_folders.folder


@pytest.fixture
def files(tmp_path: Path, texts, decided) -> tuple[Path, Path]:
    programmes, decisions = tmp_path / "programmes.csv", tmp_path / "decided.csv"
    with programmes.open("w", encoding="cp949", newline="") as file:
        writer = csv.DictWriter(file, ["programme", "name", "text", "group"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(texts.to_pylist())
    rows = [f"{each},{next(iter(said), 'outside')},1,1" for each, said in decided.items()]
    decisions.write_text("programme,area,numerator,denominator\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return programmes, decisions


@pytest.mark.slow
@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_classify_writes_the_columns_of_the_contract(capsys, tmp_path, files, name: str) -> None:
    import pyarrow.parquet as pq

    programmes, decisions = files
    out = tmp_path / name
    done = asked(capsys, "classify", programmes, "--taxonomy", "kr-cet-2022", "--decisions", decisions, "--out", out)
    assert done["programmes"]["decided"] == 64
    rows = pq.read_table(out).to_pylist() if out.suffix == ".parquet" else read(out)
    assert list(rows[0]) == ["programme", "area", "numerator", "denominator", "probability", "status", "evidence"]
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        shares[row["programme"]] += Fraction(int(row["numerator"]), int(row["denominator"]))
    assert len(shares) == 96
    assert set(shares.values()) == {1}


def test_evaluate_measures_every_area(capsys, files) -> None:
    programmes, decisions = files
    found = asked(capsys, "classify", programmes, "--taxonomy", "kr-cet-2022", "--decisions", decisions, "--evaluate")
    assert found["texts"] == 64
    assert found["macro_with_outside"] > 0.9
    assert {row["area"] for row in found["rows"]} >= {"quantum", "hydrogen", "ai", "outside"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("programme,name", "id,name"), "column programme is missing"),
        (("qu001,", "qu000,"), "stands in row"),
    ],
)
def test_wrong_files_are_refused_in_one_line(capsys, tmp_path, files, change, said: str) -> None:
    programmes, _ = files
    text = programmes.read_text(encoding="cp949").replace(*change)
    programmes.write_text(text, encoding="utf-8")
    assert run(["classify", str(programmes), "--taxonomy", "kr-cet-2022", "--out", str(tmp_path / "o.csv")]) == 2
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert said in error


def test_what_was_taken_back_in_a_file_of_decisions_teaches_nothing(tmp_path) -> None:
    rows = ["A,ai,1,1,Kim,2026-01-01", "A,withdrawn,0,1,Kim,2026-01-02", "B,bio,1,1,Lee,2026-01-01"]
    file = tmp_path / "decisions.csv"
    file.write_text("\n".join(["programme,area,numerator,denominator,decided_by,decided_at", *rows]), encoding="utf-8")
    assert read_decided(file, taxonomy.load("kr-cet-2022")) == {"B": {"bio": 1}}


def test_unknown_areas_in_decisions_are_named_with_the_nearest(capsys, tmp_path, files) -> None:
    programmes, decisions = files
    decisions.write_text("programme,area,numerator,denominator\nqu001,quantm,1,1\n", encoding="utf-8")
    words = ["classify", programmes, "--taxonomy", "kr-cet-2022", "--decisions", decisions, "--out", tmp_path / "o.csv"]
    assert run([str(word) for word in words]) == 2
    assert "quantum" in capsys.readouterr().err


@pytest.mark.slow
def test_a_build_counts_the_surest_proposals_where_nobody_decided(capsys, folder: Path) -> None:
    decide(folder, [f"{area}{number:03}" for area in AREAS for number in range(24) if number % 4])
    assert run(["build", str(folder)]) == 0
    text = (folder / "build" / "attributions.csv").read_text(encoding="utf-8")
    assert ',"proposal"' in text
    assert ',"decision"' in text


def test_a_series_can_be_shown_under_another_version(capsys, folder: Path) -> None:
    decide(folder, ["hy000", "qu000", "ai000", "ou000"])
    shown = asked(capsys, "show", folder, "--taxonomy", "kr-cet-2026")
    amounts = {row["area"]: row["amount"] for row in shown["rows"]}
    assert {"energy-nuclear", "quantum", "ai", "outside", "unread"} <= set(amounts)
    assert sum(amounts.values()) == shown["total"] == asked(capsys, "show", folder, "--by", "none")["total"]


def test_a_folder_is_classified_with_its_own_list_and_decisions(capsys, folder: Path) -> None:
    (folder / "taxonomies").mkdir()
    own = "area,sub,en,ko\nqubits,,Quantum computer,양자컴퓨팅\ngas,,Hydrogen,수소\n"
    (folder / "taxonomies" / "own.csv").write_text(own, encoding="utf-8")
    settings = (folder / "crosscut.toml").read_text(encoding="utf-8")
    settings = settings.replace('"kr-cet-2022"', '"taxonomies/own.csv"').replace("enabled = true", "enabled = false")
    (folder / "crosscut.toml").write_text(settings, encoding="utf-8")
    (folder / "decisions").mkdir()
    head = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
    (folder / "decisions" / "kim.csv").write_text(head + "qu000,gas,1,1,Kim,2026-03-01,read\n", encoding="utf-8")
    done = asked(capsys, "classify", folder, "--out", folder / "o.csv")
    assert done["taxonomy"] == "own"
    rows = {row["programme"]: row for row in read(folder / "o.csv")}
    assert (rows["qu000"]["area"], rows["qu000"]["status"]) == ("gas", "decided")
    assert rows["hy001"]["area"] == "gas"
    assert run(["classify", str(folder), "--decisions", "x.csv", "--out", "y.csv"]) == 2
    assert "leave --decisions out" in capsys.readouterr().err


def test_nothing_that_nobody_calibrated_goes_unread_and_nothing_is_proposed_on_no_evidence(capsys, files) -> None:
    programmes, decisions = files
    out = programmes.parent / "o.csv"
    words = ("classify", programmes, "--taxonomy", "kr-cet-2022", "--out", out)
    assert asked(capsys, *words)["programmes"]["look"] == 96
    asked(capsys, *words, "--decisions", decisions)
    proposed = [row for row in read(out) if row["status"] != "decided" and row["area"] != "outside"]
    assert proposed
    assert not [row for row in proposed if row["evidence"].startswith(("no term", "like"))]
    assert any("words:" in row["evidence"] for row in proposed)


def test_fatal_findings_are_said_with_what_they_do_and_programmes_that_come_again_say_why(capsys, folder: Path) -> None:
    first = asked(capsys, "sample", folder, "-n", 10)
    drawn = [row["programme"] for row in first["programmes"]]
    decide(folder, drawn)
    text = (folder / "decisions" / "kim.csv").read_text(encoding="utf-8")
    wrong = text.replace(f"{drawn[0]},{AREAS[drawn[0][:2]]},1,1", f"{drawn[0]},gravity,1,1")
    (folder / "decisions" / "kim.csv").write_text(wrong, encoding="utf-8")
    assert run(["sample", str(folder), "-n", "10", "--format", "json"]) == 1
    again = json.loads(capsys.readouterr().out)
    assert [row["programme"] for row in again["programmes"]] == drawn[:1]
    assert "gravity" in again["programmes"][0]["why"]
    assert "Sample 1 is open: 1 of its 10 programmes still to read" in again["note"]
    assert run(["estimate", str(folder), "--format", "json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["fatal"]
    assert (fault["rule"], fault["file"], fault["row"]) == ("decision-area", "decisions/kim.csv", 2)
    assert "counts as unread" in fault["effect"]


def test_an_estimate_says_what_is_assumed_of_readers_and_what_second_opinions_say(capsys, folder: Path) -> None:
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 30)["programmes"]]
    decide(folder, drawn)
    alone = asked(capsys, "estimate", folder)
    assert any("decisions are taken as right" in line for line in alone["assumed"])
    assert [each["at"] for each in alone["areas"][0]["errors"]] == [0.05, 0.1, 0.2]
    assert [each["at"] for each in alone["areas"][0]["levels"]] == [0.8, 0.9, 0.95, 0.99]
    assert alone["amount"] - alone["unread"] >= alone["decided_outside"]
    assert [each["readings"] for each in alone["more"]] == [10, 20, 30, 40, 50]
    again = asked(capsys, "sample", folder, "-n", 5)["second"]
    assert {row["programme"] for row in again} <= set(drawn)
    lines = ["programme,area,numerator,denominator,decided_by,decided_at,reason"]
    lines += [f"{row['programme']},{AREAS[row['programme'][:2]]},1,1,Lee,2026-03-02,read" for row in again]
    (folder / "decisions" / "lee.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    both = asked(capsys, "estimate", folder)
    assert both["second_opinions"] == len(again) >= 5
    assert any("errors of readers are in the intervals" in line for line in both["assumed"])
    assert both["areas"][0]["errors"] == []


@pytest.mark.parametrize(
    "words", [("estimate", "{}", "--picture", "{}/a.png"), ("classify", "{}", "--out", "{}/a.xlsx")]
)
def test_what_is_written_is_what_the_name_says(capsys, folder: Path, words: tuple[str, ...]) -> None:
    assert run([word.format(folder) for word in words]) == 2
    assert "Let it end in" in capsys.readouterr().err


def test_tables_are_for_people(capsys, folder: Path) -> None:
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 12)["programmes"]]
    decide(folder, drawn)
    for words in (("sample", "-n", "5"), ("estimate",), ("show", "--taxonomy", "kr-cet-2026")):
        assert run([words[0], str(folder), *words[1:]]) == 0
        shown = capsys.readouterr().out
        assert "KRW million" in shown
        assert "000000" not in shown
    assert "Not looked at" in shown
    assert "total" in shown
    assert "kr-cet-2022 shown under kr-cet-2026" in " ".join(shown.split())


def test_areas_of_the_budgets_own_stay_under_another_list_and_an_own_list_says_what_to_do(capsys, folder: Path) -> None:
    settings = folder / "crosscut.toml"
    own = '[[extra_area]]\nid = "maths"\nname = { en = "Mathematics", ko = "수학" }\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    (folder / "decisions").mkdir()
    head = "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
    (folder / "decisions" / "kim.csv").write_text(head + "qu000,수학,1,1,Kim,2026-03-01,read\n", encoding="utf-8")
    shown = asked(capsys, "show", folder, "--taxonomy", "kr-cet-2026")
    assert "maths" in {row["area"] for row in shown["rows"]}
    assert "total" not in asked(capsys, "show", folder, "--taxonomy", "kr-cet-2026", "--counting", "overlap")
    (folder / "taxonomies").mkdir()
    (folder / "taxonomies" / "own.csv").write_text("area,en\ngas,Hydrogen\n", encoding="utf-8")
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('"kr-cet-2022"', '"taxonomies/own.csv"'), encoding="utf-8"
    )
    assert run(["show", str(folder), "--taxonomy", "kr-cet-2026"]) == 2
    assert "a list of its own, taxonomies/own.csv" in capsys.readouterr().err
