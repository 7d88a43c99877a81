"""``init --from`` and what an office calls those who ask for money: the words of its heads stand in ``words.toml``."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from crosscut.cli import init_from
from crosscut.text.own_words import own_words
from crosscut.workbench.build import build

ROWS = "P1,Sensors,Coast Guard,{},2026,1050\nP2,Models,Harbour,{},2026,2050\n"


def made(place: Path, *heads: str) -> Path:
    """A folder of files whose programmes are named alike, each with its own heads."""
    sources = []
    for number, head in enumerate(heads):
        (place / f"{number}.csv").write_text(
            f"Programme ID,Programme,{head},Fiscal year,Budget (USD thousand)\n{ROWS.format('North', 'South')}",
            encoding="utf-8",
        )
        sources.append(place / f"{number}.csv")
    init_from.write(place / "budget", sources)
    return place / "budget"


@pytest.mark.parametrize(
    ("heads", "en", "ko"),
    [
        ("Agency name,Bureau", {"ministry": "agency", "committee": "bureau"}, {"부처": "기관", "전문위원회": "국"}),
        ("fundingScheme,Committee", {"ministry": "funding scheme"}, {"부처": "지원 유형"}),
        ("DEPARTMENT,위원회", {"ministry": "department"}, {}),
        ("기관명,위원회", {"ministry": "institution"}, {"부처": "기관"}),
        ("Organismo,Committee", {"ministry": "agency"}, {"부처": "기관"}),
    ],
)
def test_words_of_heads_are_written(tmp_path: Path, heads: str, en: dict[str, str], ko: dict[str, str]) -> None:
    text = (made(tmp_path, heads) / "words.toml").read_text(encoding="utf-8")
    by_language = {language: dict(pairs) for language, pairs in own_words(text).pairs}
    assert {ours: word for ours, word in by_language["en"].items() if not ours.endswith("s")} == en
    assert len(by_language["en"]) == 2 * len(en)
    assert by_language.get("ko", {}) == ko


@pytest.mark.parametrize(
    "heads", [("Ministry,Committee",), ("소관부처,위원회",), ("Agency,Committee", "Department,Committee")]
)
def test_no_words_where_heads_are_ours_or_differ(tmp_path: Path, heads: tuple[str, ...]) -> None:
    assert not (made(tmp_path, *heads) / "words.toml").exists()


def test_no_page_and_no_sheet_of_agencies_speaks_of_ministries(tmp_path: Path) -> None:
    folder = made(tmp_path, "Agency,Bureau")
    settings = folder / "crosscut.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("# stage = ", "stage = "), encoding="utf-8")
    build(folder)
    for language, ours in (("en", (">Ministr", " ministr")), ("ko", ("부처",))):
        pages = sorted((folder / "build").glob(f"*/{language}/*.html"))
        assert len(pages) > 10
        for page in pages:
            text = page.read_text(encoding="utf-8").partition("<body")[2]
            assert not [word for word in ours if word in text], page
    book = openpyxl.load_workbook(folder / "build" / "workbook.xlsx")
    assert {"Agencies", "Programmes"} <= set(book.sheetnames)
    heads = [str(cell.value) for cell in book["Programmes"][5]]
    assert {"기관 / Agency", "국 / Bureau"} <= set(heads)
