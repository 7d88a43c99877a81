"""Folders that commands of classification are asked about, as users run them."""

from __future__ import annotations

import csv
import json
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
