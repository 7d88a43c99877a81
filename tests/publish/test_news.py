"""The news of a publication: what was published and corrected, as feeds dated by the ledger."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from crosscut.budget.folder_ledger import open_ledger
from crosscut.workbench.publish import publish

BASE = "https://example.go.kr/budget/"
SETTINGS = f"""title = {{ ko = "시험 예산", en = "A & B <trial>" }}
taxonomy = "kr-cet-2022"
base_url = "{BASE}"
[[source]]
file = "sources/p.csv"
unit = "million"
fiscal_year = 2026
stage = "confirmed"
columns = {{ programme = "id", name = "name", ministry = "ministry", amount = "amount" }}
"""
ROWS = "id,name,ministry,amount\nA,가 사업,가부,{first}\nB,나 사업,나부,70\n"
CORRECTIONS = """programme,fiscal_year,stage,printed,amount,unit,reason,decided_by,decided_at
B,2026,confirmed,70,7,million,a misprint,Kim,2026-02-01
"""
ATOM = "{http://www.w3.org/2005/Atom}"


def write(folder: Path, **texts: str) -> None:
    names = {"settings": "crosscut.toml", "rows": "sources/p.csv", "corrections": "decisions/corrections.csv"}
    for key, text in texts.items():
        (folder / names[key]).parent.mkdir(parents=True, exist_ok=True)
        (folder / names[key]).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A budget that was published, changed, corrected, and published again, the last time with its site."""
    made = tmp_path_factory.mktemp("news") / "budget"
    write(made, settings=SETTINGS, rows=ROWS.format(first="100"))
    publish(made, made.parent / "first", ("datapackage",))
    write(made, rows=ROWS.format(first="120"), corrections=CORRECTIONS)
    publish(made, made.parent / "out", ("site",))
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    return folder.parent / "out" / "site"


def items(site: Path, language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / f"feed-{language}.json").read_text(encoding="utf-8"))["items"]
    return found


def test_both_publications_and_the_correction_are_told(site: Path) -> None:
    told = {each["title"]: each["content_text"] for each in items(site, "en")}
    assert told == {
        "A & B <trial>, 2026 confirmed: published": told["A & B <trial>, 2026 confirmed: published"],
        "나 사업, 2026 confirmed: KRW 70 million corrected to KRW 7 million": "a misprint (Kim)",
    }
    assert [each["content_text"] for each in items(site, "ko") if "공표" in each["title"]][-1] == "첫 공표입니다."
    last = next(each["content_text"] for each in items(site, "en") if each["title"].endswith("published"))
    assert "Total budget: down by KRW 43 million, from KRW 170 million to KRW 127 million." in last


def test_moments_are_the_ledgers_and_the_latest_stands_first(folder: Path, site: Path) -> None:
    with open_ledger(folder, "", read_only=True) as ledger:
        known = {f"{each.recorded_at:%Y-%m-%dT%H:%M:%S}Z" for each in ledger.entries()}
    moments = [each["date_published"] for each in items(site, "ko")]
    assert set(moments) <= known
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_atom_has_what_the_format_asks_for(site: Path, language: str) -> None:
    feed = ElementTree.parse(site / f"feed-{language}.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    assert {f"{ATOM}{name}" for name in ("id", "title", "updated", "author")} <= {each.tag for each in feed}
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")} == {
        "self": f"{BASE}feed-{language}.xml",
        "alternate": f"{BASE}{language}/index.html",
    }
    entries = feed.findall(f"{ATOM}entry")
    ids = [each.findtext(f"{ATOM}id") or "" for each in entries]
    assert len(set(ids)) == len(ids) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in ids)
    for entry in entries:
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}content")
        (page,) = (link.attrib["href"] for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate")
        assert (site / page.removeprefix(BASE)).is_file()


def test_json_feed_says_the_same(site: Path) -> None:
    feed = json.loads((site / "feed-en.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}feed-en.json"
    entries = ElementTree.parse(site / "feed-en.xml").getroot().findall(f"{ATOM}entry")
    assert [each["id"] for each in feed["items"]] == [each.findtext(f"{ATOM}id") for each in entries]
    assert [each["title"] for each in feed["items"]] == [each.findtext(f"{ATOM}title") for each in entries]


@pytest.mark.slow
def test_pages_lead_to_the_feeds(site: Path) -> None:
    head = '<link rel="alternate" type="application/atom+xml" href="../feed-en.xml">'
    assert head in (site / "en/areas.html").read_text(encoding="utf-8")
    assert 'href="../feed-en.json">JSON Feed</a>' in (site / "en/data.html").read_text(encoding="utf-8")


def test_publishing_the_same_again_changes_no_news(folder: Path, site: Path) -> None:
    before = json.loads((folder.parent / "out" / "manifest.json").read_text(encoding="utf-8"))
    publish(folder, folder.parent / "again", ("datapackage",))
    again = json.loads((folder.parent / "again" / "manifest.json").read_text(encoding="utf-8"))
    assert again["news"] == before["news"]
    assert again["headline"] == before["headline"]
