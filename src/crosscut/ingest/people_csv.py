"""The cells of a file that people wrote: any encoding that offices save in, and commas, semicolons or tabs between."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from crosscut.findings import Place
from crosscut.ingest.limits import MOST_SIGNED
from crosscut.ingest.readers.encoding import to_utf8
from crosscut.ingest.readers.files import inside, text_of
from crosscut.ingest.report import Report, Unreadable, stop
from crosscut.text import Text

_SEPARATORS = ",;\t"
_ENCODING = frozenset({"encoding-found", "unknown-encoding"})
_SAVE = ("Save the file as CSV UTF-8.", "파일을 'CSV UTF-8' 형식으로 저장하십시오.")


def cells_of(folder: Path, place: Place, report: Report) -> list[list[str]]:
    """All rows of the file at ``place``, the header first.

    Raises
    ------
    Unreadable
        where it is missing, outside the folder, no text, or has a quote that is not closed; a finding says so.
    """
    path = inside(folder, place.file, report)
    text = _decoded(text_of(path, place, MOST_SIGNED, report), place, report)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator(text)))
    except csv.Error as error:
        raise stop(
            report,
            "unclosed-quote",
            replace(place, row=len(rows) + 1),
            Text(f"A quote is not closed: {error}", "따옴표가 닫히지 않았습니다."),
            Text("Close the quote, or double it.", "따옴표를 닫거나 두 번 적으십시오."),
        ) from None
    return rows


def separator(text: str) -> str:
    """What stands between the cells: what the header has most of, a comma where it has none."""
    header = text.lstrip("\ufeff\r\n").split("\n", maxsplit=1)[0]
    return max(_SEPARATORS, key=header.count)


def _decoded(data: bytes, place: Place, report: Report) -> str:
    """The text; advice on its encoding speaks of saving the file, since no setting names these files."""
    own = Report()
    try:
        return to_utf8(data, "", place, own).decode()
    except Unreadable:
        raise Unreadable("unknown-encoding") from None
    finally:
        report.findings += [
            replace(each, hint=Text(_SAVE[0], _SAVE[1])) if each.rule in _ENCODING else each for each in own.findings
        ]
