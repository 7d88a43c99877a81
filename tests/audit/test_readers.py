"""Every format gives the same figures at positions that hold them, and tables that relate."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import crosscut
from crosscut.audit import Audit
from crosscut.audit.documents.cells import unstacked
from crosscut.audit.documents.reading import read
from crosscut.audit.report.page import page
from crosscut.cli import run
from crosscut.errors import CrosscutError

LEAD = "2024년 양자 예산은 1,252억 원이다."
CAPTION = "부처별 예산 (단위: 억원)"
ROWS = [
    ["부처", "2023", "2024", "증감"],
    ["과기정통부", "845", "972", "127"],
    ["산업부", "508", "557", "49"],
    ["합계", "1,353", "1,592", "176"],
]
"""1,592 stands for 1,529."""


def as_md(path: Path) -> Path:
    lines = [f"| {' | '.join(row)} |" for row in ROWS]
    lines.insert(1, "|---|---|---|---|")
    path.write_text("\n".join([LEAD, "", CAPTION, "", *lines, ""]), encoding="utf-8")
    return path


def as_html(path: Path) -> Path:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    path.write_text(f"<p>{LEAD}</p><p>{CAPTION}</p><table>{body}</table><script>9,999억 원</script>", encoding="utf-8")
    return path


def as_docx(path: Path) -> Path:
    import docx

    document = docx.Document()
    document.add_paragraph(LEAD)
    document.add_paragraph(CAPTION)
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.save(str(path))
    return path


def as_xlsx(path: Path) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("예산")
        sheet.write(0, 0, LEAD)
        sheet.write(1, 0, CAPTION)
        for row, cells in enumerate(ROWS):
            for column, text in enumerate(cells):
                number = text.replace(",", "")
                sheet.write(row + 3, column, int(number) if row and number.isdigit() else text)
    return path


def as_hwpx(path: Path) -> Path:
    def cell(row: int, column: int, text: str) -> str:
        address = f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        return f"<hp:tc><hp:subList><hp:p><hp:run><hp:t>{escape(text)}</hp:t></hp:run></hp:p></hp:subList>{address}</hp:tc>"

    rows = "".join(
        "<hp:tr>" + "".join(cell(row, column, text) for column, text in enumerate(cells)) + "</hp:tr>"
        for row, cells in enumerate(ROWS)
    )
    words = "".join(f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>" for text in (LEAD, CAPTION))
    section = (
        '<hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
        'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph">'
        f"{words}<hp:p><hp:run><hp:tbl>{rows}</hp:tbl></hp:run></hp:p></hs:sec>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/section0.xml", section)
    return path


@pytest.mark.parametrize(
    ("suffix", "write"),
    [("md", as_md), ("html", as_html), ("docx", as_docx), ("xlsx", as_xlsx), ("hwpx", as_hwpx)],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_wrong_total_is_found_in_every_format(tmp_path: Path, suffix: str, write: Callable[[Path], Path]) -> None:
    path = write(tmp_path / f"a.{suffix}")
    text = read(path).text
    done = crosscut.audit(path)
    assert done.fatal
    wrong = {figure.text.replace(",", "") for figure in done.figures if done.state(figure.id) == "wrong"}
    assert wrong == {"1592"}
    finding = done.findings[0]
    assert finding.suggestion.replace(",", "") == "1529"
    assert 125_200_000_000 in {figure.value for figure in done.figures}
    for figure in done.figures:
        assert figure.text.replace(",", "") in text[figure.start : figure.end].replace(",", "")
    assert not any(figure.value == 999_900_000_000 for figure in done.figures)


def test_the_page_shows_findings_text_and_tables_in_the_documents_language(tmp_path: Path) -> None:
    html = page(crosscut.audit(as_md(tmp_path / "a.md")))
    assert 'class="wrong"' in html
    assert 'class="checked"' in html
    assert "1,592" in html
    assert "사실일 수 없음" in html
    assert "cannot be true" not in html
    assert html.index("사실일 수 없음") < html.index(LEAD[:4])
    assert "<td>과기정통부</td>" in html
    assert ">확인<" in html
    english = page(crosscut.audit("The budget rises from KRW 80 billion to KRW 95 billion, up KRW 51 billion.\n"))
    assert "cannot be true" in english
    assert "사실일 수 없음" not in english
    assert "http" not in html


def test_html_in_a_text_is_shown_and_not_run() -> None:
    assert "<script>" not in page(crosscut.audit("<script>alert(1)</script> 5억 원\n"))


def test_a_file_of_no_tables_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>5억 원</p>", encoding="utf-8")
    assert [figure.text for figure in crosscut.audit(path).figures] == ["5억 원"]


def test_two_documents_must_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("The 2026 budget for quantum is KRW 285.3 billion.\n", encoding="utf-8")
    other.write_text("2026년 양자 예산은 2,835억 원이다.\n", encoding="utf-8")
    assert run(["audit", str(one), str(other), "--html", str(tmp_path / "a.html")]) == 1
    assert "285.3" in capsys.readouterr().out
    assert (tmp_path / "a.html").is_file()


def test_a_budget_folder_says_what_is_true(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "demo"), "--example", "korea-2024"]) == 0
    text = "The 2024 budget for quantum is KRW 152.2 billion, and in 2024 the AI budget is KRW 777.2 billion.\n"
    done: Audit = crosscut.audit(text, against=tmp_path / "demo")
    assert [(each.rule, each.suggestion) for each in done.findings] == [("ledger", "KRW 125.2 billion")]
    assert done.coverage.checked == 2


def test_cells_that_hold_several_rows_are_parted() -> None:
    stacked = [["○ 합계\n- 가로주택\n정비\n- 자율주택", "317\n(31)\n267\n(43)\n50\n(-12)", "349\n311\n38"]]
    assert unstacked(stacked) == [
        ["○ 합계", "317", "349"],
        ["- 가로주택 정비", "267", "311"],
        ["- 자율주택", "50", "38"],
    ]


@pytest.mark.slow
@pytest.mark.real
def test_ministries_pdfs_read_through_with_their_tables(shared: Path) -> None:
    wrong, sums = [], {}
    for path in sorted((shared / "data" / "kr_budget_documents").glob("*.pdf")):
        done = crosscut.audit(path)
        assert done.coverage.numbers
        sums[path.stem[:4]] = (done.coverage.sums, done.coverage.sums_found)
        wrong += [(figure.text, figure.label) for figure in done.figures if done.state(figure.id) == "wrong"]
    assert sums["fis_"] == (5, 5)
    assert sums["국토교통"] == (67, 68)
    assert [text for text, _ in wrong] == ["0", "21,500"]
    assert "450-04" in wrong[1][1], "463,600 and 21,500 are printed as 488,700: it has to be 25,100"


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 40, b"\x7fELF" + b"\0\1\2" * 3000, "예산 3조원\n".encode("utf-16-le") + bytes(500)]
)
def test_a_file_that_is_no_document_is_refused_and_not_found_clean(tmp_path, content):
    file = tmp_path / "ls"
    file.write_bytes(content)
    with pytest.raises(CrosscutError, match=r"no text|neither"):
        crosscut.audit(file)


def test_text_without_a_mark_of_its_encoding_is_read(tmp_path):
    file = tmp_path / "plain.txt"
    file.write_bytes("The budget is $4 million.\n".encode("utf-16-le"))
    assert [figure.text for figure in crosscut.audit(file).figures] == ["$4 million"]
