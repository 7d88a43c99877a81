"""The command, as users walk it: stages, years, moments, links, events, reconciliations, and what cannot be."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosscut.budget import read
from crosscut.budget.snapshot import record
from crosscut.cli import run
from crosscut.workbench.build import build

TOML = """\
title = "Test"
currency = "KRW"
taxonomy = "kr-cet-2022"
stages = ["proposed", "confirmed", "revised-1", "revised-2"]

[[source]]
file = "sources/lines.csv"
unit = "원"
blank_tags = "outside"
columns = { programme = "id", name = "name", ministry = "ministry", fiscal_year = "year", stage = "stage", amount = "amount" }
tags = { prefix = "st_" }
"""
LINES = """\
id,name,ministry,year,stage,amount,st_ai
P1,위성,과기부,2023,confirmed,100,100
P2,위성,우주청,2024,proposed,110,110
P2,위성,우주청,2024,confirmed,130,130
P3,로봇,산업부,2023,confirmed,50,
P3,로봇,산업부,2024,proposed,40,
P3,로봇,산업부,2024,confirmed,45,
P4,양자,과기부,2024,confirmed,7,
"""
LINK = "predecessor,successor,fiscal_year,date,source,reason,decided_by,decided_at\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("sources", "decisions"):
        (tmp_path / name).mkdir()
    write(tmp_path, "crosscut.toml", TOML)
    write(tmp_path, "sources/lines.csv", LINES)
    write(tmp_path, "decisions/links.csv", LINK + "P1,P2,2024,2024-05-27,관보,우주청 개청,김,2024-06-01\n")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def keep(folder: Path, day: int) -> None:
    """Record the folder in its ledger, as a build does, on a day of March 2026."""
    record(read(folder), datetime(2026, 3, day, tzinfo=UTC))


def told(capsys, *words: object) -> dict:
    """What the command prints as JSON; the whole is checked to add up."""
    capsys.readouterr()
    status = run([*map(str, words), "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    if "parts" in document:
        assert status == int(any(finding["severity"] == "fatal" for finding in document["findings"]))
        assert document["after"] - document["before"] == document["change"]
        assert sum(part["amount"] for part in document["parts"]) == document["change"]
        assert sum(row["change"] for row in document["rows"]) == document["change"]
        assert all(row["after"] - row["before"] == row["change"] for row in document["rows"])
        assert sum(group["change"] for group in document.get("groups", [])) in (0, document["change"])
    return document


def kinds(document: dict) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in document["rows"]:
        found.setdefault(row["programme"], []).append(row["kind"])
    return found


def test_years_follow_a_move(folder: Path, capsys) -> None:
    document = told(capsys, "diff", folder, "2023", "2024")
    assert (document["from"], document["to"], document["change"]) == ("2023", "2024", 32)
    assert kinds(document) == {"P2": ["moved", "grown"], "P3": ["cut"], "P4": ["new"]}
    by = told(capsys, "diff", folder, "2023", "2024", "--by", "ministry,area")
    assert {(group["ministry"], group["area"]): group["change"] for group in by["groups"]} == {
        ("과기부", "ai"): -100,
        ("과기부", "outside"): 7,
        ("산업부", "outside"): -5,
        ("우주청", "ai"): 130,
    }


def test_stages_of_the_latest_year(folder: Path, capsys) -> None:
    document = told(capsys, "diff", folder, "proposed", "confirmed")
    assert document["points"] == {"from": "2024:proposed", "to": "2024:confirmed"}
    assert kinds(document) == {"P2": ["grown"], "P3": ["grown"], "P4": ["new"]}


def test_stages_are_the_same_in_either_form_of_unicode(tmp_path: Path, capsys) -> None:
    head = 'title = "T"\ncurrency = "KRW"\ntaxonomy = "kr-cet-2022"\nstages = ["예산", "집행"]\n[[source]]\nfile = "a.csv"\n'
    columns = "".join(
        f'{key} = "{key}", ' for key in ("programme", "name", "ministry", "fiscal_year", "stage", "amount")
    )
    (tmp_path / "crosscut.toml").write_text(f'{head}unit = "원"\ncolumns = {{ {columns.rstrip(", ")} }}\n')
    (tmp_path / "a.csv").write_text(
        "programme,name,ministry,fiscal_year,stage,amount\nP1,위성,과기부,2024,예산,100\nP1,위성,과기부,2024,집행,90\n"
    )
    parted = [unicodedata.normalize("NFD", stage) for stage in ("예산", "집행")]
    assert run(["diff", str(tmp_path), *parted, "--format", "json"]) == 0
    assert run(["show", str(tmp_path), "--stage", parted[0], "--format", "json"]) == 0
    assert "unknown-point" not in capsys.readouterr().out


def test_where_nothing_changed_it_says_so_instead_of_a_table_without_rows(folder: Path, capsys) -> None:
    for language, words, head in (("en", "Nothing changed.", "why"), ("ko", "달라진 것이 없습니다.", "사유")):
        assert run(["diff", str(folder), "2024:confirmed", "2024:confirmed", "--language", language]) == 0
        shown = capsys.readouterr().out
        assert words in shown
        assert head not in shown


def test_ministries_of_today_and_of_yesterday(folder: Path, capsys) -> None:
    for under, home in (("now", "우주청"), ("then", "과기부")):
        document = told(capsys, "diff", folder, "2023", "2024", "--by", "ministry", "--ministries", under)
        groups = {group["ministry"]: (group["before"], group["after"]) for group in document["groups"]}
        assert groups[home] == (100, 130 if home == "우주청" else 137)
        assert "moved" not in {part["kind"] for part in document["parts"]}


def test_moments_of_the_ledger(folder: Path, capsys) -> None:
    keep(folder, 1)
    write(folder, "sources/lines.csv", LINES.replace("2024,confirmed,45", "2024,confirmed,450"))
    keep(folder, 5)
    write(
        folder,
        "decisions/corrections.csv",
        "programme,fiscal_year,stage,printed,amount,unit,reason,decided_by,decided_at\n"
        "P3,2024,confirmed,450,45,원,한 자리 더 적음,김,2026-03-09\n",
    )
    write(
        folder,
        "decisions/attributions.csv",
        "programme,area,numerator,denominator,decided_by,decided_at,reason\nP3,ai,1,1,김,2026-03-09,로봇 인공지능\n",
    )
    keep(folder, 9)
    assert kinds(told(capsys, "diff", folder, "2026-03-01", "2026-03-05")) == {"P3": ["grown"]}
    last = told(capsys, "diff", folder, "2", "3", "--by", "area")
    assert {(row["area"], row["kind"]): row["change"] for row in last["rows"]} == {
        ("outside", "corrected"): -405,
        ("outside", "reattributed"): -45,
        ("ai", "reattributed"): 45,
    }
    assert {row["why"] for row in last["rows"] if row["kind"] == "corrected"} == {
        "a person corrected the printed amount: 한 자리 더 적음"
    }
    assert told(capsys, "diff", folder, "2024:proposed@1", "2024:confirmed@3")["change"] == 32
    years = told(capsys, "diff", folder, "2023", "2024")
    assert [(row["kind"], row["change"]) for row in years["rows"] if row["programme"] == "P3"] == [("cut", -5)]
    assert [row["why"] for row in years["rows"] if row["programme"] == "P3"] == [
        "10.0% less; 2024 confirmed was corrected: 한 자리 더 적음"
    ]
    assert told(capsys, "diff", folder, "3", "now")["rows"] == []
    past = told(capsys, "diff", folder, "2023", "2024", "--as-of", "2026-03-05")
    assert past["after"] == 130 + 450 + 7


def test_a_revised_taxonomy_between_two_moments(folder: Path, capsys) -> None:
    write(folder, "decisions/links.csv", LINK)
    keep(folder, 1)
    write(folder, "crosscut.toml", TOML.replace("kr-cet-2022", "kr-cet-2026"))
    write(
        folder,
        "decisions/events.csv",
        "event,kind,date,before,after,title\nrevision,taxonomy,2026-03-05,kr-cet-2022,kr-cet-2026,10 of 12\n",
    )
    write(
        folder,
        "decisions/attributions.csv",
        "programme,area,numerator,denominator,decided_by,decided_at,reason\nP2,ai,1,1,김,2026-03-06,그대로\n",
    )
    document = told(capsys, "diff", folder, "1", "now", "--by", "area")
    assert document["change"] == 0
    assert {row["kind"] for row in document["rows"]} <= {"reclassified", "reattributed"}


def test_definitions_break_a_series_or_restate_it(folder: Path, capsys) -> None:
    header = "event,kind,fiscal_year,programme,old,new,unit,title,source\n"
    write(folder, "decisions/events.csv", header + "reclass,definition,2024,,150,140,원,대학 지원 제외,기재부\n")
    (found,) = told(capsys, "diff", folder, "2023", "2024")["breaks"]
    assert (found["restated_before"], found["restated_change"], found["after"]) == (140, 42, 182)
    write(folder, "decisions/events.csv", header + "reclass,definition,2024,P3,50,44,원,대학 지원 제외,기재부\n")
    document = told(capsys, "diff", folder, "2023", "2024")
    assert document["breaks"] == []
    assert [(row["kind"], row["change"]) for row in document["rows"] if row["programme"] == "P3"] == [
        ("redefined", -6),
        ("grown", 1),
    ]


@pytest.mark.parametrize(
    ("links", "rule"),
    [
        ("P1,P9,2024,,,,,\n", "link-to-nothing"),
        ("P1,P2,2024,,,,,\nP2,P1,2024,,,,,\n", "link-cycle"),
        ("P1,P2,2024,,,,,\nP1,P3,2024,,,,,\n", "link-shares"),
    ],
)
def test_wrong_links_are_fatal(folder: Path, capsys, links: str, rule: str) -> None:
    write(folder, "decisions/links.csv", LINK + links)
    document = told(capsys, "diff", folder, "2023", "2024")
    assert [finding["rule"] for finding in document["findings"]] == [rule]
    assert {"P1": ["ended"]}.items() <= kinds(document).items()
    assert rule in {finding["rule"] for finding in told(capsys, "check", folder)["findings"]}


@pytest.mark.parametrize(
    ("name", "text", "column"),
    [
        ("links.csv", LINK + "P1,,2024,,,,,\n", "successor"),
        ("links.csv", LINK + "P1,P2,soon,,,,,\n", "fiscal_year"),
        ("ministries.csv", "predecessor,successor,date\n과기부,우주청,27 May\n", "date"),
        ("events.csv", "event,kind\nx,definitoin\n", "kind"),
        ("events.csv", "event,kind,fiscal_year,old,new,unit\nx,scope,2024,1,2,bushels\n", "old"),
        ("reconciliation.csv", "control,amount,unit,reason\nAll,,원,x\n", "amount"),
    ],
)
def test_rows_that_cannot_be_read_are_named(folder: Path, capsys, name: str, text: str, column: str) -> None:
    write(folder, f"decisions/{name}", text)
    (found,) = [each for each in told(capsys, "check", folder)["findings"] if each["rule"] == "wrong-decision"]
    assert (found["file"], found["row"], found["column"]) == (f"decisions/{name}", 2, column)


def test_the_same_correction_twice(folder: Path, capsys) -> None:
    header = "programme,fiscal_year,stage,printed,amount,unit,reason,decided_by,decided_at\n"
    once = "P3,2024,confirmed,45,46,원,오기,김,2026-03-09\n"
    write(folder, "decisions/corrections.csv", header + once + once)
    (found,) = [each for each in told(capsys, "check", folder)["findings"] if each["rule"] == "correction-repeated"]
    assert (found["severity"], found["row"]) == ("warning", 3)
    write(folder, "decisions/corrections.csv", header + once + once.replace(",46,", ",47,"))
    (found,) = [each for each in told(capsys, "check", folder)["findings"] if each["rule"] == "correction-repeated"]
    assert found["severity"] == "fatal"
    keep(folder, 1)


def test_a_control_is_explained_line_by_line(folder: Path, capsys) -> None:
    control = (
        '\n[[control]]\nlabel = "2024 확정"\namount = "190 원"\nwhere = { fiscal_year = 2024, stage = "confirmed" }\n'
    )
    write(folder, "crosscut.toml", TOML + control)
    assert run(["check", str(folder)]) == 1
    header = "control,programme,amount,unit,reason,source\n"
    write(folder, "decisions/reconciliation.csv", header + "2024 확정,P3,-5,원,반올림,보도자료\n")
    (found,) = [each for each in told(capsys, "check", folder)["findings"] if each["rule"] == "control-total"]
    assert found["severity"] == "fatal"
    explained = "explain -KRW 0.000005 million; -KRW 0.000003 million is left: P3 -KRW 0.000005 million 반올림"
    assert f"{explained} (보도자료)" in found["message"], "in the unit and currency of the rest of the sentence"
    write(folder, "decisions/reconciliation.csv", header + "2024 확정,P3,-5,원,반올림,\n2024 확정,P4,-3,원,누락,\n")
    assert "control-explained" in {each["rule"] for each in told(capsys, "check", folder)["findings"]}
    assert run(["check", str(folder)]) == 0
    write(folder, "decisions/reconciliation.csv", header + "2024확정,P3,-5,원,반올림,\n")
    rules = {each["rule"] for each in told(capsys, "check", folder)["findings"]}
    assert {"reconciliation-of-nothing", "control-total"} <= rules


def test_wrong_use_is_one_line(folder: Path, capsys) -> None:
    for words in (["2022", "2024"], ["confirmed", "proposed"], ["2024", "2023"], ["yesterday", "2024"], ["1", "2"]):
        assert run(["diff", str(folder), *words]) == 2
        assert len(capsys.readouterr().err.strip().splitlines()[-1:]) == 1
    assert run(["diff", str(folder), "2023", "2024", "--by", "colour"]) == 2


@pytest.mark.parametrize("form", ["text", "csv"])
def test_people_read_it_too(folder: Path, capsys, form: str) -> None:
    assert run(["diff", str(folder), "2023", "2024", "--by", "ministry", "--format", form]) == 0
    assert "우주청" in capsys.readouterr().out


def test_links_are_proposed_and_not_again_once_confirmed(folder: Path, capsys, tmp_path: Path) -> None:
    write(folder, "decisions/links.csv", LINK)
    document = told(capsys, "links", folder, "--least", "0.1", "--out", tmp_path / "proposed.csv")
    assert [(each["predecessor"], each["successor"]) for each in document["proposals"]] == [("P1", "P2")]
    write(folder, "decisions/links.csv", (tmp_path / "proposed.csv").read_text(encoding="utf-8"))
    again = told(capsys, "links", folder)
    assert (again["proposals"], again["confirmed"]) == ([], 1)
    assert run(["links", str(folder)]) == 0


def test_the_build_tells_the_story(folder: Path) -> None:
    built = build(folder)
    pages = [name for name in built.files if name.startswith("site/ko/")]
    assert "site/ko/changes.html" in pages
    text = "".join((built.out / name).read_text(encoding="utf-8") for name in pages if "programme-" in name)
    assert "우주청 개청" in text


def test_a_change_that_the_source_fixes_bounds_the_row(tmp_path: Path, capsys) -> None:
    assert run(["init", str(tmp_path / "korea"), "--example", "korea-2024"]) == 0
    rows = {row["programme"]: row for row in told(capsys, "diff", tmp_path / "korea", "2023", "2024")["rows"]}
    row = rows["KR24-8-00"]
    assert (row["low"], row["change"], row["high"]) == (-105_950_000_000, -105_200_000_000, -104_450_000_000)
    assert "low" not in rows["KR24-2-00"]


def test_reasons_stand_in_both_languages(folder: Path, capsys) -> None:
    rows = told(capsys, "diff", folder, "2023", "2024")["rows"]
    assert {row["kind"] for row in rows} >= {"moved", "grown", "new", "cut"}
    for row in rows:
        assert row["why"], row
        assert re.search("[가-힣]", row["why_ko"]), row
        assert not re.search(r"\b(from|was|line|more|less|link|source)\b", row["why_ko"]), row
    assert run(["diff", str(folder), "2023", "2024", "--language", "ko"]) == 0
    text = capsys.readouterr().out
    assert all(said in text for said in ("소관 부처 이관", "증액", "변동 없는 사업"))
    assert "more" not in text
    assert run(["diff", str(folder), "2023", "2024", "--by", "ministry,family", "--language", "ko"]) == 0
    text += capsys.readouterr().out
    assert not re.search(
        r"\b(what|amount|programmes?|carried|before|after|change|kind|why|ministry|of which|KRW)\b", text
    )


def test_a_series_under_yesterdays_and_todays_ministries(folder: Path, capsys) -> None:
    def series(*words: str) -> dict[tuple[str, int], int]:
        capsys.readouterr()
        status = run(["show", str(folder), "--by", "ministry,year", "--stage", "confirmed", *words, "--format", "json"])
        assert status == 0
        rows = json.loads(capsys.readouterr().out)["rows"]
        return {(row["ministry"], row["year"]): row["amount"] for row in rows}

    rest = {("산업부", 2023): 50, ("산업부", 2024): 45}
    assert series() == rest | {("과기부", 2023): 100, ("과기부", 2024): 7, ("우주청", 2024): 130}
    assert series("--ministries", "now") == rest | {("우주청", 2023): 100, ("우주청", 2024): 130, ("과기부", 2024): 7}
    assert series("--ministries", "then") == rest | {("과기부", 2023): 100, ("과기부", 2024): 137}
    write(
        folder,
        "decisions/ministries.csv",
        "predecessor,successor,date,source,reason,decided_by,decided_at\n"
        "산업부,기후부,2024-01-01,관보,개편,김,2024-06-01\n",
    )
    write(folder, "sources/lines.csv", LINES.replace("P3,로봇,산업부,2024", "P7,풍력,기후부,2024"))
    assert series("--ministries", "now")["기후부", 2023] == 50
    assert run(["show", str(folder), "--ministries", "now", "--taxonomy", "us-cet-2024"]) == 2


@pytest.mark.parametrize(("language", "name"), [("en", "Inter-ministerial"), ("ko", "다부처")])
def test_a_ministry_is_called_by_its_name_in_the_asked_language(
    folder: Path, capsys: pytest.CaptureFixture[str], language: str, name: str
) -> None:
    write(folder, "sources/lines.csv", LINES.replace("산업부", "다부처 (inter-ministerial)"))
    run(["diff", str(folder), "proposed", "confirmed", "--year", "2024", "--by", "ministry", "--language", language])
    told = capsys.readouterr().out
    assert name in told
    assert "(inter-ministerial)" not in told
