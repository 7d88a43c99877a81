"""The same document as txt, html, docx, xlsx, hwpx and pdf: the same findings."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import typst

import crosscut
from crosscut.findings import Severity

LINES = (
    "해양조사 예산 3,127억 원 확정",
    "내년 예산은 3,127억 원으로 올해 2,980억 원보다 174억 원 늘었다.",
    "항만 예산은 1,204억 원에서 1,310억 원으로 8.8% 줄었다.",
    "다음과 같이 쓴다: 관측 412억 원, 예보 318억 원, 장비 270억 원, 모두 1,009억 원이다.",
    "부처별 예산 (단위: 억원, %)",
)
ROWS = (
    ("구분", "2023(A)", "2024(B)", "증감(B-A)", "구성비"),
    ("관측", "412", "430", "18", "43.0"),
    ("예보", "318", "300", "△81", "30.0"),
    ("장비", "270", "270", "0", "27.0"),
    ("합계", "1,000", "1,000", "0", "100.0"),
)


def as_txt(path: Path) -> None:
    table = [f"| {' | '.join(row)} |" for row in ROWS]
    path.write_text(
        "\n\n".join(LINES) + "\n\n" + "\n".join((table[0], "|---" * 5 + "|", *table[1:])) + "\n", encoding="utf-8"
    )


def as_html(path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    path.write_text("".join(f"<p>{line}</p>" for line in LINES) + f"<table>{rows}</table>", encoding="utf-8")


def as_docx(path: Path) -> None:
    import docx

    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.save(str(path))


def as_xlsx(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("예산")
        for row, line in enumerate(LINES):
            sheet.write(2 * row, 0, line)
        for row, cells in enumerate(ROWS):
            for column, text in enumerate(cells):
                sheet.write_string(row + 2 * len(LINES), column, text)


def as_hwpx(path: Path) -> None:
    def cell(row: int, column: int, text: str) -> str:
        words = f"<hp:subList><hp:p><hp:run><hp:t>{escape(text)}</hp:t></hp:run></hp:p></hp:subList>"
        return f'<hp:tc>{words}<hp:cellAddr colAddr="{column}" rowAddr="{row}"/></hp:tc>'

    rows = "".join(
        "<hp:tr>" + "".join(cell(row, column, text) for column, text in enumerate(cells)) + "</hp:tr>"
        for row, cells in enumerate(ROWS)
    )
    words = "".join(f"<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>" for line in LINES)
    named = "http://www.hancom.co.kr/hwpml/2011/"
    section = (
        f'<hs:sec xmlns:hs="{named}section" xmlns:hp="{named}paragraph">'
        f"{words}<hp:p><hp:run><hp:tbl>{rows}</hp:tbl></hp:run></hp:p></hs:sec>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/section0.xml", section)


def as_pdf(path: Path) -> None:
    cells = ", ".join(f"[{cell}]" for row in ROWS for cell in row)
    lines = "\n\n".join(LINES)
    typst.compile(
        f"#set page(width: 24cm)\n{lines}\n\n#table(columns: {len(ROWS[0])}, {cells})".encode(), output=str(path)
    )


def found(path: Path) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Kind, severity, figures and suggestion of each finding, without the marks of a format."""
    done = crosscut.audit(path)
    texts = {figure.id: figure.text for figure in done.figures}
    return sorted(
        (
            each.rule,
            str(each.severity),
            tuple(sorted(_plain(texts[name]) for name in each.figures)),
            _plain(each.suggestion),
        )
        for each in done.findings
        if each.severity is not Severity.INFO
    )


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in " ,△-−")


WRITERS: dict[str, Callable[[Path], None]] = {
    "html": as_html,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "hwpx": as_hwpx,
    "pdf": as_pdf,
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_document_gives_the_same_findings_in_every_format(tmp_path: Path, suffix: str) -> None:
    as_txt(tmp_path / "a.txt")
    expected = found(tmp_path / "a.txt")
    assert len(expected) == 4
    WRITERS[suffix](tmp_path / f"a.{suffix}")
    assert found(tmp_path / f"a.{suffix}") == expected
