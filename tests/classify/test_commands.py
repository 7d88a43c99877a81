"""``classify``, ``sample`` and ``estimate`` as users run them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from crosscut.cli import run


@pytest.fixture
def folder(tmp_path: Path, texts) -> Path:
    """A budget folder of made-up programmes without any tag or decision."""
    (tmp_path / "sources").mkdir()
    with (tmp_path / "sources" / "p.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "text", "amount"])
        for number, row in enumerate(texts.to_pylist()):
            writer.writerow([row["programme"], row["name"], row["text"], 100 + 37 * number % 900])
    (tmp_path / "crosscut.toml").write_text(
        'title = "t"\ntaxonomy = "kr-cet-2022"\nclassify = { enabled = true }\n[[source]]\nfile = "sources/p.csv"\n'
        'unit = "million"\nfiscal_year = 2026\nstage = "requested"\n'
        'columns = { programme = "id", name = "name", text = "text", amount = "amount" }\n',
        encoding="utf-8",
    )
    return tmp_path


AREAS = {"qu": "quantum", "hy": "hydrogen", "ai": "ai", "ou": "outside"}


def decide(folder: Path, programmes: list[str]) -> None:
    (folder / "decisions").mkdir(exist_ok=True)
    lines = ["programme,area,numerator,denominator,decided_by,decided_at,reason"]
    lines += [f"{each},{AREAS[each[:2]]},1,1,Kim,2026-03-01T09:00:00Z,read" for each in programmes]
    (folder / "decisions" / "kim.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def asked(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert run([str(word) for word in (*words, "--format", "json")]) == 0
    return json.loads(capsys.readouterr().out)


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


def test_unknown_areas_in_decisions_are_named_with_the_nearest(capsys, tmp_path, files) -> None:
    programmes, decisions = files
    decisions.write_text("programme,area,numerator,denominator\nqu001,quantm,1,1\n", encoding="utf-8")
    words = ["classify", programmes, "--taxonomy", "kr-cet-2022", "--decisions", decisions, "--out", tmp_path / "o.csv"]
    assert run([str(word) for word in words]) == 2
    assert "quantum" in capsys.readouterr().err


def test_a_sample_stays_until_it_is_read_and_then_makes_totals_sure(capsys, folder: Path) -> None:
    before = asked(capsys, "estimate", folder)
    assert before["sample"] == 0
    first = asked(capsys, "sample", folder, "-n", 40)
    assert asked(capsys, "sample", folder, "-n", 40) == first
    drawn = [row["programme"] for row in first["programmes"]]
    assert len(drawn) == 40
    decide(folder, drawn[:10])
    assert asked(capsys, "sample", folder, "-n", 40)["left"] == 30
    decide(folder, drawn)
    after = asked(capsys, "estimate", folder)
    assert (after["sample"], after["decided"]) == (1, 40)
    truth = defaultdict(int)
    for row in read(folder / "sources" / "p.csv"):
        truth[AREAS[row["id"][:2]]] += int(row["amount"]) * 10**6
    held = [row["low"] <= truth[row["area"]] <= row["high"] for row in after["areas"]]
    assert sum(held) >= len(held) - 1
    assert asked(capsys, "sample", folder, "-n", 5)["sample"] == 2


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
