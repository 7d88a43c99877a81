"""The workbook read back by two readers: every number is a figure, every check holds, no text runs."""

from __future__ import annotations

import errno
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from crosscut.exports import workbook
from crosscut.exports.workbook import lists
from crosscut.exports.workbook.layout import EXACT, HEADER, TEXT_LIMIT, clean, width
from crosscut.figures import Figure, Printed
from crosscut.taxonomy import Area
from crosscut.views.publication import Publication
from tests.site import decided_folder
from tests.workbook import conftest
from tests.workbook.conftest import LINE_ROWS, NAMES, UNREAD_ROW, Make
from tests.workbook.reading import at, numbers, with_calamine, with_openpyxl

SHEETS = [
    "Cover",
    "Contents",
    "Notes",
    "Areas",
    "Ministries",
    "Overlap",
    "Tag rule effect",
    "Programmes",
    "Figures",
    "Checks",
]
MONEY_SHEETS = ["Areas", "Ministries", "Overlap", "Tag rule effect", "Programmes"]


Written = tuple[Printed, Path]


@pytest.fixture
def written(make: Make, out: Path) -> Written:
    return workbook.write(make(), out), out


@pytest.mark.parametrize("read", [with_openpyxl, with_calamine])
def test_every_listed_figure_stands_in_its_cell(written: Written, read: Any) -> None:
    printed, path = written
    sheets = read(path)
    listed = sheets["Figures"][HEADER + 1 :]
    assert len(listed) > 50
    assert [row[0] for row in listed] == [figure.id for figure in printed]
    for row in listed:
        figure, cell = printed[row[0]], at(sheets, row[10])
        assert (row[5], row[9]) == (figure.value, figure.row_count)
        if figure.kind == "ratio":
            assert cell == pytest.approx(figure.value / figure.whole, rel=1e-15)
        elif figure.kind == "count":
            assert cell == figure.value
        else:
            assert cell * 10**6 == figure.value


def test_figures_that_one_sheet_cannot_hold_go_on_in_another(
    make: Make, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FIGURE_ROWS", 40)
    printed = workbook.write(make(), out)
    sheets = with_openpyxl(out)
    many = -(-len(list(printed)) // 40)
    names = ["Figures", *(f"Figures {number}" for number in range(2, many + 1))]
    assert many > 1
    assert [name for name in sheets if name.startswith("Figures")] == names
    listed = [row[0] for name in names for row in sheets[name][HEADER + 1 :]]
    assert listed == [figure.id for figure in printed]
    assert all(f"{many} sheets" in str(sheets[name][1][0]) for name in names)
    assert {row[0] for row in sheets["Contents"]} >= set(names)


def test_every_number_of_the_money_sheets_is_a_figure_or_its_bound(written: Written) -> None:
    printed, path = written
    sheets = with_openpyxl(path)
    known = {2025, 2026, *(number for figure in printed for number in _cells(figure))}
    for name in MONEY_SHEETS:
        assert {round(number, 14) for number in numbers(sheets[name])} <= known, name


def _cells(figure: Figure) -> Iterable[float]:
    """What a figure may stand as: in million won, as a number of programmes, as a share, as a bound."""
    yield figure.value
    yield from (each / 10**6 for each in (figure.value, figure.low, figure.high) if each is not None)
    if figure.whole:
        yield round(figure.value / figure.whole, 14)


@pytest.mark.parametrize(("rows", "checks"), [(LINE_ROWS, 24), ([*LINE_ROWS, UNREAD_ROW], 28)])
def test_checks_are_live_formulas_whose_cached_values_are_what_excel_computes(
    make: Make, out: Path, rows: list[Any], checks: int
) -> None:
    workbook.write(make(rows=rows), out)
    formulas, values = with_openpyxl(out, values=False), with_openpyxl(out)
    listed = list(zip(formulas["Checks"][HEADER + 1 :], values["Checks"][HEADER + 1 :], strict=True))
    assert len(listed) == checks
    for number, (formula, value) in enumerate(listed, HEADER + 2):
        parts = re.fullmatch(r"=(ROUND\()?SUM\('?(\w+)'?!(\S+?)\)(,9\))?", formula[3])
        assert parts, formula[3]
        left, top, right, bottom = range_boundaries(parts[3])
        cells = [cell for row in values[parts[2]][top - 1 : bottom] for cell in row[left - 1 : right]]
        summed = sum(cell for cell in cells if cell is not None)
        assert (round(summed, 9) if parts[1] else summed) == value[3]
        whole = 1 if formula[4] == "=1" else at(values, formula[4].lstrip("=").replace("'", ""))
        assert value[4] == whole
        assert formula[5:] == [f"=D{number}-E{number}", f"=F{number}=0"]
        assert value[5:] == [0, True]


def test_a_broken_sum_is_false_in_the_cached_value_too(make: Make, out: Path) -> None:
    """A programme that the list of programmes lacks: its sheet no longer sums to the areas, and the check says so."""
    workbook.write(make(names=NAMES[1:]), out)
    rows = with_openpyxl(out)["Checks"][HEADER + 1 :]
    wrong = {row[2]: row[5] for row in rows if row[6] is not True}
    assert wrong["2026 confirmed Total budget: Programmes sums to Areas"] == -350


def test_texts_are_never_formulas_and_keep_no_control_characters(written: Written) -> None:
    _, path = written
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if sheet.title != "Checks":
                    assert cell.data_type != "f", (sheet.title, cell.coordinate)
    names = [row[1] for row in with_openpyxl(path)["Programmes"][HEADER + 1 :]]
    assert names[:2] == ["+양자인공지능", "=HYPERLINK(1)"]


def test_text_beyond_a_cell_is_cut_and_says_so(written: Written) -> None:
    name = with_openpyxl(written[1])["Programmes"][HEADER + 3][1]
    assert len(name) == TEXT_LIMIT
    assert name.endswith("whole text in the CSV files]")


@pytest.mark.parametrize(
    ("text", "kept"), [("a\x00b\x1fc\ud800d\uffffe", "abcde"), ("줄\n바꿈\t탭", "줄\n바꿈\t탭"), ("_x0041_", "_x0041_")]
)
def test_clean(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_a_surrogate_pair_is_never_cut_in_half() -> None:
    cut = clean("𠮷" * 20_000)
    assert len(cut.encode("utf-16-le")) // 2 <= TEXT_LIMIT
    assert "\ufffd" not in cut


def test_width_counts_korean_twice() -> None:
    assert width("양자 AI\nx") == 7


@pytest.mark.parametrize("read", [with_openpyxl, with_calamine])
def test_escapes_of_ooxml_come_back_as_written(make: Make, out: Path, read: Any) -> None:
    workbook.write(make(note="_x0041_"), out)
    assert read(out)["Notes"][HEADER + 1][1] == "_x0041_"


def test_same_publication_same_bytes(make: Make, tmp_path: Path) -> None:
    workbook.write(make(), tmp_path / "a.xlsx")
    workbook.write(make(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_asking_for_figures_before_changes_nothing(make: Make, tmp_path: Path) -> None:
    first = workbook.write(make(), tmp_path / "a.xlsx")
    shown = make()
    asked = shown.book.amount("partition", committee="위원회")
    second = workbook.write(shown, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert list(first) == list(second)
    assert asked.id not in second


def test_each_sheet_has_one_table_from_its_heading_no_merged_cells_no_empty_rows(make: Make, out: Path) -> None:
    shown = make()
    workbook.write(shown, out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == SHEETS
    for sheet in list(book)[1:]:
        (table,) = sheet.tables.values()
        left, top, right, bottom = range_boundaries(table.ref)
        assert (left, top, right, bottom) == (1, HEADER + 1, sheet.max_column, sheet.max_row)
        assert sheet.merged_cells.ranges == set()
        assert sheet.freeze_panes.endswith(str(HEADER + 2))
        for row in sheet.iter_rows(values_only=True):
            assert any(cell is not None for cell in row), sheet.title
        assert len(set(table.column_names)) == right
        particulars = f"{sheet['A3'].value} {sheet['A4'].value}"
        for word in ("test", "중복 제외", "partition", "국회확정", "백만원", shown.id, "Not rounded"):
            assert word in particulars or sheet.title == "Overlap", (sheet.title, word)


def test_overlap_is_never_totalled(written: Written) -> None:
    sheets = with_openpyxl(written[1])
    assert [row[2:5:2] for row in sheets["Overlap"][HEADER + 1 :]] == [["ai", "quantum"]]
    assert len(sheets["Tag rule effect"]) == HEADER + 3
    assert "더하지 않음" in sheets["Overlap"][1][0]


def test_what_nobody_looked_at_stands_apart_from_what_is_outside(make: Make, out: Path) -> None:
    workbook.write(make(rows=[*LINE_ROWS, UNREAD_ROW]), out)
    sheets = with_openpyxl(out)
    header, *areas = sheets["Areas"][HEADER:]
    amount = next(place for place, title in enumerate(header) if "2026 confirmed amount" in title)
    assert [(row[0], row[1], row[amount]) for row in areas] == [
        ("ai", "인공지능", 200),
        ("quantum", "양자", 210),
        ("outside", "그 외", 5),
        ("unread", "미분류", 25),
        ("total", "총 예산", 440),
    ]
    assert sheets["Areas"][1][0].startswith("합계는 ‘그 외’와 미분류를 포함")
    for sheet in ("Ministries", "Programmes"):
        titles = [title for title in sheets[sheet][HEADER] if "미분류" in title or "그 외" in title]
        assert ["그 외" in titles[0], "미분류" in titles[1]] == [True, True]
    notes = {row[0]: row[2] for row in sheets["Notes"]}
    assert notes["미분류 / Not looked at"] == "Money that nobody has attributed yet"
    assert "not looked at" in notes["집계 방식 / Counting"]
    assert any("areas, outside and not looked at sum" in str(row[2]) for row in sheets["Checks"])


def test_without_such_money_nothing_speaks_of_it(written: Written) -> None:
    said = str(with_openpyxl(written[1]))
    assert "미분류" not in said
    assert "unread" not in said


def test_a_stage_of_the_budgets_own_has_its_own_name(make: Make, out: Path) -> None:
    stages = ["requested", {"id": "confirmed", "role": "budget", "name": {"ko": "의결", "en": "voted"}}]
    workbook.write(make(stages=stages), out)
    sheets = with_openpyxl(out)
    assert "2026년 의결 금액(백만원) / 2026 voted amount (KRW million)" in sheets["Areas"][HEADER]
    assert "의결 / voted" in {row[1] for row in sheets["Ministries"]}


def test_what_is_not_exact_has_bounds_and_is_named(written: Written, make: Make, out: Path) -> None:
    areas = with_openpyxl(written[1])["Areas"]
    assert areas[HEADER + 2][3:6] == [70, 65, 75]
    assert areas[HEADER + 1][3:6] == [300, 300, 300]
    notes = {row[0]: row[2] for row in with_openpyxl(written[1])["Notes"][HEADER + 1 :]}
    assert notes["정확하지 않은 값 / What is not exact"].endswith("2025 confirmed Quantum.")
    workbook.write(make(bounds=None), out)
    assert "lower bound" not in str(with_openpyxl(out)["Areas"][HEADER])


@pytest.mark.parametrize(
    ("settings", "scale", "unit"),
    [
        ({}, 10**6, "KRW million"),
        ({}, 10**9, "KRW million"),
        ({"unit": "billion"}, 10**9, "KRW billion"),
        ({"unit": "billion"}, 10**8, "KRW million"),
        ({}, 10**3, "KRW thousand"),
        ({}, 7, "KRW"),
        ({"currency": "USD", "unit": "억달러"}, 10**6, "USD thousand"),
        ({"currency": "USD"}, 7, "cents"),
    ],
)
def test_the_unit_is_the_largest_in_which_all_is_whole(
    make: Make, out: Path, settings: Any, scale: int, unit: str
) -> None:
    workbook.write(make(scale=scale, **settings), out)
    header, *rows = with_openpyxl(out)["Areas"][HEADER:]
    assert header[3].endswith(f"2025 confirmed amount ({unit})")
    assert all(isinstance(row[3], int) for row in rows)


def test_beyond_exact_integers_amounts_are_text_and_checks_say_so(make: Make, out: Path) -> None:
    workbook.write(make(scale=EXACT // 100 + 1, unit="원", bounds=None), out)
    sheets = with_openpyxl(out)
    assert sheets["Areas"][HEADER + 1][3] == f"{300 * (EXACT // 100 + 1):,}"
    assert sheets["Areas"][HEADER + 2][3] == 70 * (EXACT // 100 + 1)
    assert any("not checked here" in str(row[3]) for row in sheets["Checks"])
    assert all(row[6] in (True, None) for row in sheets["Checks"][HEADER + 1 :])


def test_a_budget_that_counts_by_overlap_is_shown_by_partition(make: Make, out: Path) -> None:
    workbook.write(make(counting="overlap"), out)
    assert "Counting: partition" in with_openpyxl(out)["Areas"][3][0]


HANGUL = re.compile("[가-힣]")
OF_THE_DATA = re.compile("과학부|산업부|위원회|양자|인공지능|쪽지|가{9,}")


@pytest.mark.parametrize("languages", [["en"], ["ko"]])
def test_a_workbook_in_one_language_says_nothing_in_the_other(make: Make, out: Path, languages: list[str]) -> None:
    settings = {"languages": languages, "title": {"ko": "예산", "en": "Budget"}, "licence": "CC0"}
    printed = workbook.write(make(rows=[*LINE_ROWS, UNREAD_ROW], **settings), out)
    sheets = with_openpyxl(out)
    texts = [cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str)]
    said = [OF_THE_DATA.sub("", text) for text in texts]
    if languages == ["en"]:
        assert not [text for text in said if HANGUL.search(text)]
    else:
        assert not [row[1] for row in sheets["Checks"][HEADER:] if not HANGUL.search(row[1])]
    assert not [text for text in sheets["Areas"][HEADER] if " / " in text]
    assert [len(sheets[name][HEADER]) for name in ("Contents", "Notes", "Checks")] == [3, 2, 6]
    listed = {row[0]: row[-1] for row in sheets["Figures"][HEADER + 1 :]}
    assert listed.keys() == {figure.id for figure in printed}
    assert all(row[5] is True for row in with_openpyxl(out)["Checks"][HEADER + 1 :])
    formulas = with_openpyxl(out, values=False)["Checks"][HEADER + 1]
    assert formulas[4:] == ["=C6-D6", "=E6=0"]


@pytest.mark.parametrize("languages", [["en"], ["ko"], ["ko", "en"]])
def test_columns_of_one_name_keep_their_headings(
    make: Make, out: Path, languages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = (("ai", "AI", "합계"), ("quantum", "Ai", "합계"), ("bio", "Total", "바이오"))
    areas = tuple(Area(key, en, ko, (), "read", "") for key, en, ko in named)
    monkeypatch.setattr(conftest, "TAXONOMY", replace(conftest.TAXONOMY, areas=areas))
    workbook.write(make(languages=languages, title={"ko": "예산", "en": "Budget"}), out)
    for name, rows in with_openpyxl(out).items():
        if name != "Cover":
            assert len({heading.lower() for heading in rows[HEADER]}) == len(rows[HEADER]), name


def test_nothing_to_show_is_a_workbook_all_the_same(without_rows: Publication, out: Path) -> None:
    workbook.write(without_rows, out)
    sheets = with_openpyxl(out)
    assert list(sheets) == SHEETS
    assert sheets["Overlap"][HEADER + 1][0] == "없음 / None"


@pytest.mark.slow
def test_what_the_office_asks_stands_in_the_desks_own_workbook(tmp_path: Path) -> None:
    shown = decided_folder.answered(decided_folder.published(decided_folder.folder(tmp_path / "budget")))
    workbook.write(shown, tmp_path / "desk.xlsx")
    sheets = with_openpyxl(tmp_path / "desk.xlsx")
    assert list(sheets) == ["Cover", "Contents", "Notes", "Findings", "Review", "Plan"]
    assert shown.plan
    assert shown.review
    rows = shown.plan.rows()
    listed = sheets["Plan"][HEADER + 1 :]
    assert [row[0] for row in listed] == [row["programme"] for row in rows]
    assert [row[4] for row in listed] == [row["amount"] for row in rows]
    assert [row[7] for row in sheets["Review"][HEADER + 1 :]] == [each.at_stake for each in shown.review.findings]
    assert sheets["Review"][HEADER][-2:] == ["사유", "Reason"]
    assert sheets["Review"][HEADER + 1][-2:] == ["올해 시작하는 사업임.", "It begins this year."]
    workbook.write(shown.public, tmp_path / "public.xlsx")
    assert list(with_openpyxl(tmp_path / "public.xlsx")) == SHEETS


def test_a_long_list_is_cut_by_amount_and_says_so(make: Make, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosscut.exports.workbook.lists.PROGRAMME_ROWS", 2)
    workbook.write(make(), out)
    sheets = with_openpyxl(out)
    assert [row[0] for row in sheets["Programmes"][HEADER + 1 :]] == ["P1", "P2"]
    assert "Only the 2 largest" in sheets["Programmes"][1][0]
    assert not any("Programmes" in str(row[2]) for row in sheets["Checks"])


def test_synthetic_licence_and_contact_stand_on_the_cover(make: Make, out: Path) -> None:
    workbook.write(make(synthetic=True, licence="KOGL", contact="담당"), out)
    cover = {row[0]: row[1] for row in with_openpyxl(out)["Cover"]}
    assert cover["가상자료 / SYNTHETIC"]
    assert "KOGL" in cover.values()
    assert "담당" in cover.values()


def test_a_failed_write_leaves_the_former_file(make: Make, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.write_bytes(b"former")
    monkeypatch.setattr("crosscut.exports.workbook.writer._cover", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workbook.write(make(), out)
    assert out.read_bytes() == b"former"
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_full_disk_is_told_as_such(make: Make, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_book: Workbook) -> None:
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))

    monkeypatch.setattr(Workbook, "close", full)
    with pytest.raises(OSError, match="No space left on device"):
        workbook.write(make(), out)
    assert not list(out.parent.iterdir())
