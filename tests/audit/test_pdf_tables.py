"""Tables of PDFs: without ruling lines, with several lines of headers, over pages, and by depth."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

import crosscut
from crosscut.audit import Audit
from crosscut.audit.documents.model import Table
from crosscut.audit.documents.reading import read

PAGE = '#set page(width: 595pt, height: 842pt, numbering: "- 1 -")\n#set text(size: 10pt)\n'
Rows = list[list[str]]


def pdf(path: Path, body: str) -> Path:
    typst.compile(f"{PAGE}{body}".encode(), output=str(path))
    return path


def table(rows: Rows, *, stroke: str = "none", heads: str = "", columns: str = "") -> str:
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    columns = columns or f"(180pt, {'90pt, ' * (len(rows[0]) - 1)})"
    return f"#table(columns: {columns}, stroke: {stroke}, align: (x, y) => if x == 0 {{ left }} else {{ right }}, {heads}{cells})\n"


def texts(found: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in found.rows]


def wrong(done: Audit) -> list[str]:
    return [figure.text for figure in done.figures if done.state(figure.id) == "wrong"]


PLAIN: Rows = [
    ["구분", "2023", "2024", "증감"],
    ["과기정통부", "845", "972", "127"],
    ["산업부", "508", "557", "49"],
    ["합계", "1,353", "1,529", "176"],
]


@pytest.mark.parametrize("stroke", ["none", "0.5pt", "(x: none, y: 0.5pt)", "(x: 0.5pt, y: none)"])
def test_a_table_is_read_alike_with_and_without_ruling_lines(tmp_path: Path, stroke: str) -> None:
    path = pdf(
        tmp_path / "a.pdf",
        f"부처별 예산은 다음과 같다.\n\n(단위: 억원)\n{table(PLAIN, stroke=stroke)}\n뒤에 오는 문장이다.",
    )
    found = read(path).tables
    assert [texts(each) for each in found] == [PLAIN]
    done = crosscut.audit(path)
    assert (done.coverage.sums, done.coverage.sums_found) == (3, 3)
    assert {figure.value for figure in done.figures} >= {152_900_000_000}
    assert done.coverage.checked == 9
    assert not done.findings


def test_a_wrong_total_without_ruling_lines_is_found_at_its_place(tmp_path: Path) -> None:
    rows = [*PLAIN[:-1], ["합계", "1,353", "1,592", "176"]]
    path = pdf(tmp_path / "a.pdf", f"부처별 예산 (단위: 억원)\n{table(rows)}")
    done = crosscut.audit(path)
    assert wrong(done) == ["1,592"]
    figure = next(each for each in done.figures if each.text == "1,592")
    assert read(path).text[figure.start : figure.end] == "1,592"


def test_what_stands_deeper_adds_up_to_what_stands_above(tmp_path: Path) -> None:
    rows = [
        ["사업", "2023", "2024"],
        ["기초연구", "900", "1,000"],
        ["#h(14pt) 개인", "600", "650"],
        ["#h(14pt) 집단", "300", "350"],
        ["국제협력", "510", "560"],
        ["#h(14pt) 양자", "500", "540"],
        ["#h(14pt) 다자", "10", "20"],
    ]
    done = crosscut.audit(pdf(tmp_path / "a.pdf", f"(단위: 억원)\n{table(rows)}"))
    assert (done.coverage.sums, done.coverage.sums_found) == (4, 4)
    rows[5] = ["#h(14pt) 양자", "500", "450"]
    assert "450" in wrong(crosscut.audit(pdf(tmp_path / "b.pdf", f"(단위: 억원)\n{table(rows)}")))


def test_headers_of_several_lines_belong_to_their_columns(tmp_path: Path) -> None:
    head = "[], table.cell(colspan: 2, align: center)[2024년], table.cell(colspan: 2, align: center)[증감], "
    rows = [
        ["사업명", "정부안 (A)", "확정 (B)", "B-A", "(B-A)/A"],
        ["기초연구", "1,000", "1,100", "100", "10.0"],
        ["국제협력", "500", "450", "△50", "△10.0"],
        ["인력양성", "200", "210", "10", "5.0"],
    ]
    path = pdf(
        tmp_path / "a.pdf",
        f"예산 총괄 (단위: 백만원, %)\n{table(rows, heads=head, columns='(150pt, 80pt, 80pt, 80pt, 80pt)')}",
    )
    (found,) = read(path).tables
    assert texts(found)[0] == ["", "2024년", None, "증감", None]
    done = crosscut.audit(path)
    assert done.coverage.checked == done.coverage.numbers == 12
    assert {figure.kind for figure in done.figures if figure.label.startswith("기초연구")} == {"amount", "percentage"}
    assert not done.findings


def long_table(total: str) -> str:
    rows = [[f"세부사업 {place:03}", str(100 + place), str(200 + 3 * place)] for place in range(90)]
    cells = ", ".join(f"[{cell}]" for row in [*rows, ["합계", "13,005", total]] for cell in row)
    head = "table.header([사업명], [2023], [2024])"
    return f"#table(columns: (200pt, 90pt, 90pt), stroke: none, {head}, {cells})\n"


def test_a_table_that_goes_on_over_pages_is_one(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", f"세부사업별 예산 (단위: 억원)\n{long_table('30,015')}\n끝.")
    (found,) = read(path).tables
    assert len(found.rows) == 92
    done = crosscut.audit(path)
    assert (done.coverage.sums, done.coverage.sums_found) == (2, 2)
    path = pdf(tmp_path / "b.pdf", f"세부사업별 예산 (단위: 억원)\n{long_table('36,015')}")
    assert "sum" in {each.rule for each in crosscut.audit(path).findings}


def test_a_table_under_a_heading_of_its_own_is_not_joined(tmp_path: Path) -> None:
    body = f"가. 첫째 (단위: 억원)\n{table(PLAIN)}\n#pagebreak()\n나. 둘째 (단위: 억원)\n{table(PLAIN)}"
    assert [texts(each) for each in read(pdf(tmp_path / "a.pdf", body)).tables] == [PLAIN, PLAIN]


def test_running_text_with_numbers_is_no_table(tmp_path: Path) -> None:
    lines = "\n\n".join(
        f"- 2024년 {name} 예산은 {place},500억 원으로 전년 대비 {place}.5% 늘었다."
        for place, name in enumerate("가나다라", 1)
    )
    document = read(pdf(tmp_path / "a.pdf", lines))
    assert not document.tables
    assert "4,500억 원으로 전년 대비 4.5% 늘었다." in document.text


def test_a_coincidence_in_one_column_is_no_total(tmp_path: Path) -> None:
    rows = [["과제", "예산"], ["가", "11"], ["나", "12"], ["다", "13"], ["라", "14"], ["마", "50"], ["바", "70"]]
    done = crosscut.audit(pdf(tmp_path / "a.pdf", f"과제별 예산 (단위: 억원)\n{table(rows)}"))
    assert done.coverage.sums_found == 0


def test_the_unit_of_a_table_is_the_nearest_that_is_called_so(tmp_path: Path) -> None:
    notes = "(백만원) 단위의 원자료를 모은 것이다.\n\n(단위: 조원) 다음 표는 이와 다르다.\n\n(단위: 억원)\n"
    done = crosscut.audit(pdf(tmp_path / "a.pdf", f"{notes}{table(PLAIN)}"))
    assert {figure.value for figure in done.figures} >= {152_900_000_000}


def test_two_rows_below_years_are_a_table_without_ruling_lines(tmp_path: Path) -> None:
    rows: Rows = [
        ["구분", "2024", "2025", "증감", "증감률(%)"],
        ["총지출", "512.3", "555.8", "53.5", "8.5"],
        ["총수입", "481.8", "482.6", "0.8", "0.2"],
    ]
    path = pdf(tmp_path / "a.pdf", f"(단위: 조원)\n{table(rows, columns='(120pt, 70pt, 70pt, 70pt, 70pt)')}\n")
    assert [texts(each) for each in read(path).tables] == [rows]
    assert wrong(crosscut.audit(path)) == ["53.5"]
