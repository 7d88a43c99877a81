"""The open data validate, say what they are, and come back into Crosscut to the same digest."""

from __future__ import annotations

import csv
import json
import tomllib
import warnings
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from crosscut import examples
from crosscut.exports import opendata
from crosscut.exports.licences import licence
from crosscut.figures import Printed
from crosscut.tables import digest
from crosscut.views.publication import Publication
from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import publish
from tests.workbench.folders import small_budget

Made = tuple[Publication, Printed, Path]


def made(folder: Path, out: Path) -> Made:
    """A folder's publication, what its open data print, and where they are."""
    shown = Publication.of(open_run(folder))
    return shown, opendata.write(shown, out), out


def comes_back(shown: Publication, out: Path) -> Publication:
    """The publication of the open data read as a budget folder: the same atoms."""
    again = Publication.of(open_run(out))
    assert digest(again.book.atoms.table()) == digest(shown.book.atoms.table())
    assert not [each for each in again.findings if each.severity == "fatal"]
    return again


@pytest.fixture(scope="module")
def korea(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("korea") / "2024"
    examples.write("korea-2024", folder)
    return made(folder, folder.parent / "datapackage")


@pytest.fixture
def package(korea: Made) -> Path:
    return korea[2]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_valid(package: Path) -> int:
    """That frictionless finds nothing wrong with a package; how many files it looked at."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    return int(report.stats["tasks"])


def test_frictionless_finds_it_valid(package: Path) -> None:
    assert is_valid(package) >= 12


def test_it_comes_back_to_the_same_digest(korea: Made) -> None:
    again = comes_back(korea[0], korea[2])
    said = json.loads((korea[2] / "datapackage.json").read_text(encoding="utf-8"))["crosscut"]["amounts"]
    assert said == digest(again.book.atoms.table())


def test_a_budget_of_several_years_and_stages_comes_back(tmp_path: Path) -> None:
    examples.write("synthetic-national", tmp_path / "b", programmes=60)
    shown, _, out = made(tmp_path / "b", tmp_path / "out")
    comes_back(shown, out)


@pytest.mark.real
def test_korea_2026_comes_back_to_the_same_digest(shared: Path, tmp_path: Path) -> None:
    examples.write("korea-2026", tmp_path / "k", data=shared / "data" / "kr_rnd_budget_2026")
    shown, _, out = made(tmp_path / "k", tmp_path / "out")
    comes_back(shown, out)


WHEN = {"fiscal_year": 2026, "stage": "voted"}
SETTINGS = """\
title = "Two offices"
taxonomy = "{taxonomy}"
stages = ["requested", {{ id = "voted", role = "budget", name = {{ en = "Voted", ko = "의결" }} }}]

[[source]]
file = "sources/tagged.csv"
unit = "million"
stage = "voted"
blank_tags = "outside"
columns = {{ programme = "id", name = "name", ministry = "who", fiscal_year = "year", account = "purse", amount = "money" }}
tags = {{ prefix = "t_" }}

[[source]]
file = "sources/untagged.csv"
unit = "million"
stage = "voted"
columns = {{ programme = "id", name = "name", ministry = "who", fiscal_year = "year", amount = "money" }}
"""
TAGGED = """\
id,name,who,year,purse,money,t_ai
A,Vision,Ministry one,2025,general,60,45
A,Vision,Ministry one,2025,special,30,
A,Vision,Ministry two,2026,general,80,40
B,Roads,Ministry one,2026,general,10,
"""
UNTAGGED = """\
id,name,who,year,money
C,Bridges,Ministry one,2026,7
"""


def two_offices(folder: Path, taxonomy: str = "kr-cet-2022", untagged: str = UNTAGGED) -> Path:
    """One office that tags all that belongs to an area, and one that tags nothing."""
    (folder / "sources").mkdir(parents=True)
    (folder / "crosscut.toml").write_text(SETTINGS.format(taxonomy=taxonomy), encoding="utf-8")
    (folder / "sources" / "tagged.csv").write_text(TAGGED, encoding="utf-8")
    (folder / "sources" / "untagged.csv").write_text(untagged, encoding="utf-8")
    return folder


def test_what_nobody_looked_at_comes_back_unread_and_the_rest_outside(tmp_path: Path) -> None:
    shown, _, out = made(two_offices(tmp_path / "b"), tmp_path / "out")
    again = comes_back(shown, out)
    parts = {area: figure.value // 10**6 for (area,), figure in again.book.by("partition", "area", **WHEN).items()}
    assert parts == {"ai": 40, "outside": 50, "unread": 7}
    assert pq.read_table(out / "data" / "lines.parquet")["programme"].to_pylist() == ["C"]
    assert set(pq.read_table(out / "data" / "lines_outside.parquet")["programme"].to_pylist()) == {"A", "B"}
    names = {row["id"]: (row["name_ko"], row["name_en"]) for row in rows(out / "data" / "areas.csv")}
    assert names["unread"] == ("미분류", "Not looked at")
    assert {"code": "UNREAD", "name_ko": "미분류", "name_en": "Not looked at"} in rows(out / "sdmx/codelist_area.csv")
    is_valid(out)


def test_the_codelist_calls_a_ministry_by_its_name_in_each_language(tmp_path: Path) -> None:
    folder = two_offices(tmp_path / "b", untagged=UNTAGGED.replace("Ministry one", "다부처 (inter-ministerial)"))
    _, _, out = made(folder, tmp_path / "out")
    named = {(row["name_ko"], row["name_en"]) for row in rows(out / "sdmx" / "codelist_ministry.csv")}
    assert ("다부처", "Inter-ministerial") in named


def test_names_and_ministries_are_those_of_the_period_and_stages_keep_their_names(tmp_path: Path) -> None:
    _, _, out = made(two_offices(tmp_path / "b"), tmp_path / "out")
    listed = [row for row in rows(out / "data" / "lines_outside.csv") if row["programme"] == "A"]
    assert [(row["fiscal_year"], row["account"], row["ministry"], row["tag_ai"]) for row in listed] == [
        ("2025", "general", "Ministry one", "45000000"),
        ("2025", "special", "Ministry one", ""),
        ("2026", "general", "Ministry two", "40000000"),
    ]
    assert tomllib.loads((out / "crosscut.toml").read_text(encoding="utf-8"))["stages"] == [
        "requested",
        {"id": "voted", "role": "budget", "name": {"en": "Voted", "ko": "의결"}},
    ]
    assert rows(out / "sdmx" / "codelist_stage.csv") == [{"code": "VOTED", "name_ko": "의결", "name_en": "Voted"}]


def test_without_money_that_nobody_looked_at_nothing_names_it(korea: Made) -> None:
    assert "unread" not in (korea[2] / "data" / "areas.csv").read_text(encoding="utf-8")
    assert "unread" not in (korea[2] / "crosscut.toml").read_text(encoding="utf-8")


def test_the_budgets_own_list_of_areas_goes_along(tmp_path: Path) -> None:
    folder = two_offices(tmp_path / "b", "taxonomies/own.csv")
    (folder / "taxonomies").mkdir()
    listed = "area,sub,en,ko\nai,,Thinking machines,생각하는 기계\n"
    (folder / "taxonomies" / "own.csv").write_text(listed, encoding="utf-8")
    shown, _, out = made(folder, tmp_path / "out")
    assert comes_back(shown, out).taxonomy.areas == shown.taxonomy.areas
    assert (out / "taxonomies" / "own.csv").read_text(encoding="utf-8") == listed


def test_its_figures_are_those_it_prints(korea: Made) -> None:
    shown, printed, out = korea
    figures = {row["figure"]: row for row in rows(out / "data" / "figures.csv")}
    assert list(figures) == [each.id for each in printed]
    assert set(figures) == {row["figure"] for row in rows(out / "data" / "crosscut.csv")}
    for key, row in figures.items():
        behind = sum(sign * shown.book.atom(each)["amount"] for each, sign in shown.book.rows(printed[key]))
        assert int(row["value"]) == printed[key].value == behind


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


def test_ids_that_a_spreadsheet_would_run_keep_their_decisions(tmp_path: Path) -> None:
    ids = ["=1", "+2", "-3", "@4", "'5", "'=6", "''7", "＝8"]
    rows = "".join(f'"{each}",Name {at},Ministry,{100 + at},,\n' for at, each in enumerate(ids))
    folder = small_budget(tmp_path / "b", rows)
    decided = "".join(f'"{each}",bio,1,2,Kim,because\n' for each in ids)
    header = "programme,area,numerator,denominator,decided_by,reason\n"
    (folder / "decisions" / "a.csv").write_text(header + decided, encoding="utf-8")
    publish(folder, tmp_path / "out", ("datapackage",))
    shares = [
        sorted((row["programme"], row["area"], row["numerator"], row["origin"]) for row in run.shares.to_pylist())
        for run in (open_run(folder), open_run(tmp_path / "out" / "datapackage"))
    ]
    assert shares[0] == shares[1]
    assert {row[0] for row in shares[0] if row[1] == "bio" and row[3] == "decision"} == set(ids)
