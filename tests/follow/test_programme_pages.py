"""Every programme's page, as a reader finds it: amounts, attribution, what it belongs with, what the ledger holds."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from crosscut.tables import row_id
from crosscut.workbench.build import build
from tests.site.site_data import names_of

TOML = """\
title = "Test"
currency = "KRW"
taxonomy = "kr-cet-2022"
stages = ["proposed", "confirmed"]

[[source]]
file = "sources/lines.csv"
unit = "원"
columns = { programme = "id", name = "name", ministry = "ministry", fiscal_year = "year", stage = "stage", amount = "amount" }
tags = { prefix = "st_" }
"""
LINES = """\
id,name,ministry,year,stage,amount,st_ai
P1,위성 개발,과기부,2023,confirmed,100,100
P2,위성 개발,우주청,2024,confirmed,130,130
P3,로봇 개발,산업부,2024,proposed,40,
P3,로봇 개발,산업부,2024,confirmed,45,
P4,다부처 협력,과기부,2024,confirmed,7,
P5,다부처 협력,산업부,2024,confirmed,9,
P6,끝난 사업,산업부,2023,confirmed,9,
"""
LINKS = """\
predecessor,successor,fiscal_year,date,source,reason,decided_by,decided_at
P1,P2,2024,2024-05-27,관보,개청,김,2024-06-01
"""
CORRECTED = """\
programme,fiscal_year,stage,printed,amount,unit,decided_by,decided_at,reason
P2,2024,confirmed,130,131,원,이,2026-03-02,오기
"""
DECIDED = """\
programme,area,numerator,denominator,decided_by,decided_at,reason
P3,robotics-manufacturing,2,3,박,2026-03-03T10:00:00+09:00,로봇 사업
"""
EVENTS = """\
event,kind,fiscal_year,programme,before,after,old,new,unit,title,title_ko,source
scope,definition,2024,,wide,narrow,109,99,원,Grants are no longer counted,지원금을 더는 세지 않음,관보
robots,scope,2024,P3,wide,narrow,,,원,Robots without arms,팔 없는 로봇,관보
"""
FILES = ("crosscut.toml", "sources/lines.csv", "decisions/links.csv", "decisions/events.csv")
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "once"
    write(folder, "crosscut.toml", TOML)
    write(folder, "sources/lines.csv", LINES)
    write(folder, "decisions/links.csv", LINKS)
    write(folder, "decisions/events.csv", EVENTS)
    build(folder, at=DAY)
    return folder


@pytest.fixture(scope="module")
def twice(once: Path) -> Path:
    """The folder a month later: an amount changed, another corrected, and areas decided."""
    folder = once.with_name("twice")
    shutil.copytree(once, folder)
    write(folder, "sources/lines.csv", LINES.replace("confirmed,45,", "confirmed,48,"))
    write(folder, "decisions/corrections.csv", CORRECTED)
    write(folder, "decisions/attributions.csv", DECIDED)
    build(folder, at=DAY.replace(month=4))
    return folder


def said(folder: Path, programme: str, language: str) -> str:
    """The text of a programme's page, from its first heading on."""
    page = folder / f"build/site/{language}/programme-{row_id(programme)[:10]}.html"
    main = page.read_text(encoding="utf-8").partition("<h1>")[2].partition("</main>")[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_programme_has_a_page_and_the_lists_lead_to_it(once: Path, language: str) -> None:
    site = once / "build/site"
    names = names_of(site)
    pages = {row[0]: row[6] for row in names["programmes"]}
    assert set(pages) == {f"P{number}" for number in range(1, 7)}
    listed = (site / language / "programmes.html").read_text(encoding="utf-8")
    for programme, page in pages.items():
        assert (site / language / f"{page}.html").is_file()
        assert f'{page}.html"' in listed, programme


@pytest.mark.slow
def test_a_programme_without_money_now_is_listed_with_its_latest_amount(once: Path) -> None:
    listed = (once / "build/site/en/programmes.html").read_text(encoding="utf-8")
    rest = re.sub(r"<[^>]+>", " ", listed.partition('id="elsewhen"')[2])
    assert re.search(r"끝난 사업\s+P6\s+Ministry of Trade, Industry and Energy\s+2023 confirmed\s+9", rest)


def test_attribution_says_who_decided_and_which_part(twice: Path) -> None:
    page = said(twice, "P3", "en")
    assert "A person decided it. 로봇 사업" in page
    assert "Advanced robotics and manufacturing 66.7% (2/3) 32 Outside the taxonomy 33.3% (1/3) 16" in page
    assert "In proportion to the amounts that the ministry tagged" in said(twice, "P2", "en")


@pytest.mark.parametrize(
    ("language", "head", "sentence", "row", "outside", "after"),
    [
        ("en", " Attribution ", "Nobody has decided or tagged it yet.", "Not looked at 100.0% 7", "utside", "Counting"),
        ("ko", " 분야별 몫 ", "아직 결정도 표시도 없어 미분류입니다.", "미분류 100.0% 7", "그 외", "집계 방식"),
    ],
)
def test_what_nobody_attributed_is_not_said_to_be_outside(
    once: Path, language: str, head: str, sentence: str, row: str, outside: str, after: str
) -> None:
    told = said(once, "P4", language).partition(head)[2].partition(after)[0]
    assert told.startswith(sentence)
    assert row in told
    assert outside not in told


@pytest.mark.slow
def test_a_blank_that_says_outside_is_told_as_one(once: Path, tmp_path: Path) -> None:
    for name in FILES:
        write(tmp_path, name, (once / name).read_text(encoding="utf-8"))
    write(tmp_path, "crosscut.toml", TOML.replace('unit = "원"', 'unit = "원"\nblank_tags = "outside"'))
    build(tmp_path, at=DAY)
    assert "The source tags all that belongs to an area, and has no tag for this programme." in said(
        tmp_path, "P4", "en"
    )


def test_what_belongs_together_is_linked(once: Path) -> None:
    assert "Predecessor: 위성 개발 P1 · Ministry of Science and ICT · from 2024 · 2024-05-27; 개청; 관보" in said(
        once, "P2", "en"
    )
    assert "Successor: 위성 개발 P2" in said(once, "P1", "en")
    assert "Its money goes on under the successor" in said(once, "P1", "en")
    assert "Same inter-ministerial programme: 다부처 협력 P5 · Ministry of Trade, Industry and Energy" in said(
        once, "P4", "en"
    )


def test_the_ledger_tells_what_was_read_corrected_and_decided_when_by_whom_and_why(twice: Path) -> None:
    robots, satellites = said(twice, "P3", "en"), said(twice, "P2", "en")
    assert "2026-03-01 reading 1 amount read · 2024 confirmed 45 sources/lines.csv:5" in robots
    assert "2026-04-01 reading 2 amount changed · 2024 confirmed 45 48 sources/lines.csv:5" in robots
    assert "areas decided Advanced robotics and manufacturing 2/3 · 2026-03-03T10:00:00+09:00" in robots
    assert "박" not in robots
    assert "2026-04-01 reading 2 amount corrected · 2024 confirmed 130 131 이 (2026-03-02) · 오기" in satellites
    assert "2026-03-01 reading 1 succession stated P1 → P2" in satellites


def test_read_once_on_any_day_gives_the_same_pages(once: Path, tmp_path: Path) -> None:
    assert "Read into the ledger once; nothing has changed since." in said(once, "P3", "en")
    for name in FILES:
        write(tmp_path / "again", name, (once / name).read_text(encoding="utf-8"))
    build(tmp_path / "again", at=DAY.replace(year=2027))
    for path in sorted((once / "build/site").rglob("programme-*.html")):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(once)).read_bytes(), path.name


@pytest.mark.slow
def test_no_english_sentence_on_a_korean_page(twice: Path) -> None:
    for programme in ("P1", "P2", "P3", "P4", "P6"):
        page = said(twice, programme, "ko").replace("kr-cet-2022", "").replace("sources/lines.csv", "")
        assert re.search(r"산출 번호\([0-9a-f]{16}\)를 적어", page), page
        assert not re.search(r"[A-Za-z]{3,}", re.sub(r"UTC|\b[0-9a-f]{16}\b", "", page)), page


def series(folder: Path, page: str, language: str = "en") -> str:
    text = (folder / f"build/site/{language}/{page}.html").read_text(encoding="utf-8")
    return unescape(re.sub(r"<[^>]+>", " ", text.partition('id="periods"')[2].partition("</section>")[0]))


def test_a_series_says_which_stages_it_mixes_and_where_it_breaks(once: Path) -> None:
    industry = f"ministry-{row_id('산업부')[:8]}"
    assert "mixes the stages confirmed, proposed" in series(once, industry)
    assert "The series breaks in 2024: Grants are no longer counted." in series(once, industry)
    assert "is 109 under the earlier meaning and 99 under the later one" in series(once, "area-ai")
    assert "2024년부터 계열이 끊깁니다: 지원금을 더는 세지 않음." in series(once, "area-ai", "ko")
    assert "Robots without arms" in series(once, industry)
    assert "Robots without arms" not in series(once, f"ministry-{row_id('우주청')[:8]}")
    assert "breaks" not in series(once, f"programme-{row_id('P3')[:10]}"), "one year only"
