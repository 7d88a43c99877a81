"""The open data validate, say what they are, and come back into Crosscut to the same digest."""

from __future__ import annotations

import csv
import json
import shutil
import warnings
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from crosscut import budget
from crosscut.exports.licences import licence
from crosscut.tables import digest
from tests.publish.conftest import Printed


@pytest.fixture
def package(korea: Printed) -> Path:
    return korea.out / "datapackage"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_finds_it_valid(package: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert report.stats["tasks"] >= 12


def test_it_comes_back_to_the_same_digest(korea: Printed, package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(package, folder)
    again = budget.open_publication(folder)
    assert digest(again.book.amounts) == digest(korea.shown.book.amounts)
    said = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["crosscut"]["amounts"]
    assert said == digest(again.book.amounts)
    assert not [each for each in again.findings if each.severity == "fatal"]


@pytest.mark.real
def test_korea_2026_comes_back_to_the_same_digest(shared: Path, tmp_path: Path) -> None:
    from crosscut import examples
    from crosscut.workbench import publish as publishing

    examples.write("korea-2026", tmp_path / "k", data=shared / "data" / "kr_rnd_budget_2026")
    publishing.publish(tmp_path / "k", tmp_path / "out", ("datapackage",))
    first, again = (budget.open_publication(each) for each in (tmp_path / "k", tmp_path / "out" / "datapackage"))
    assert digest(first.book.amounts) == digest(again.book.amounts)


def test_parquet_and_csv_hold_the_same(package: Path) -> None:
    for path in sorted((package / "data").glob("*.parquet")):
        table = pq.read_table(path)
        listed = rows(path.with_suffix(".csv"))
        assert len(listed) == table.num_rows
        for name in ("amount", "value", "figure", "row"):
            if name in table.column_names:
                found = ["" if value is None else str(value) for value in table.column(name).to_pylist()]
                assert [each[name] for each in listed] == found


def test_fiscal_fields_name_phases_hierarchies_and_the_currency(package: Path) -> None:
    document = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field for field in document["resources"][0]["schema"]["fields"]}
    assert fields["amount"]["columnType"] == "value"
    assert fields["stage"]["columnType"] == "phase:id"
    assert document["currency"]["code"] == "KRW"
    assert document["phases"][0] == "requested"
    assert document["hierarchies"]["functional"] == ["area", "sub"]
    assert document["licenses"][0]["name"] == "KOGL-1"
    assert document["citation"]


def test_every_code_of_sdmx_stands_in_its_codelist(package: Path) -> None:
    observed = rows(package / "sdmx" / "crosscut.csv")
    assert {row["STRUCTURE"] for row in observed} == {"dataflow"}
    for path in sorted((package / "sdmx").glob("codelist_*.csv")):
        codes = {row["code"] for row in rows(path)}
        column = path.stem.removeprefix("codelist_").upper()
        assert {row[column] for row in observed} == codes


def test_sdmx_has_the_crosscuts_amounts(package: Path) -> None:
    amounts = {row["figure"]: row["amount"] for row in rows(package / "data" / "crosscut.csv")}
    assert {row["FIGURE"]: row["OBS_VALUE"] for row in rows(package / "sdmx" / "crosscut.csv")} == amounts


def test_dcat_names_every_file(package: Path) -> None:
    document = json.loads((package / "dcat.jsonld").read_text(encoding="utf-8"))
    for each in document["dcat:distribution"]:
        assert (package / each["dcat:downloadURL"]["@id"]).is_file()


@pytest.mark.parametrize(
    ("text", "name", "mark"),
    [
        ("KOGL Type 1", "KOGL-1", "공공누리 제1유형: 출처표시"),
        ("공공누리 제4유형", "KOGL-4", "공공누리 제4유형: 출처표시, 상업적 이용금지, 변경금지"),
        ("CC BY 4.0", "CC-BY-4.0", "CC BY-4.0"),
        ("cc-by-nc-nd", "CC-BY-NC-ND-4.0", "CC BY-NC-ND-4.0"),
        ("CC0", "CC0-1.0", "CC0 1.0"),
    ],
)
def test_licences_are_recognised(text: str, name: str, mark: str) -> None:
    found = licence(text)
    assert found is not None
    assert (found.name, found.mark("ko")) == (name, mark)
    assert found.url.startswith("https://")


def test_an_unknown_licence_is_none() -> None:
    assert licence("Ask the office") is None
