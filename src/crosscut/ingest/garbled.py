"""Texts that were damaged before they came: lost characters, and UTF-8 that was once read as another encoding."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from crosscut.ingest.amount_findings import also
from crosscut.ingest.report import INFO, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import any_form
from crosscut.ingest.texts import where
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_PROSE: Final = ("text", "note")
_LOST = "\ufffd"
_SIGNS = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_LIKELY = f"\ufffd|[\u00c2-\u00f4][{_SIGNS}]"
"""What texts are looked at for: a lost character, or a letter and a sign that together were one letter of UTF-8."""


def report_garbled(rows: SourceRows, kept: Mask, report: Report) -> None:
    """Tell of damaged texts: one finding a column and kind."""
    for key, column in rows.texts.items():
        if not any_form(column.dictionary, _LIKELY):
            continue
        for test, message in ((_is_lost, _LOST_TEXT), (_is_misread, _MISREAD_TEXT)):
            found = np.flatnonzero(kept & where(column, test)).tolist()
            if found:
                _say(rows, key, found, message, report)


def _is_lost(text: str) -> bool:
    return _LOST in text


def _is_misread(text: str) -> bool:
    return mended(text) != ""


def mended(text: str) -> str:
    """The text that was UTF-8 and read as Windows-1252; empty where a text is none."""
    for encoding in ("cp1252", "latin-1"):
        try:
            made = text.encode(encoding).decode()
        except UnicodeError:
            continue
        return made if made != text else ""
    return ""


_LOST_TEXT = Text(
    "{text!r} holds characters that were lost before the file was saved.{more}",
    "{text!r}에 파일을 저장하기 전에 깨진 글자가 있습니다.{more}",
)
_MISREAD_TEXT = Text(
    "{text!r} was UTF-8 and saved as if it were another encoding: it reads {mended!r}.{more}",
    "{text!r}은(는) 인코딩을 잘못 읽어 저장된 글입니다. 바른 글은 {mended!r}입니다.{more}",
)


def _spot(text: str) -> str:
    """The word of a text that is damaged."""
    return next((word for word in text.split() if re.search(_LIKELY, word)), text)[:60]


def _say(rows: SourceRows, key: str, found: list[int], message: Text, report: Report) -> None:
    header, text = rows.source.columns.get(key, key), _spot(rows.texts[key][found[0]].as_py())
    report.add(
        "garbled-text",
        INFO if key in _PROSE else WARNING,
        rows.place(found[0], header if isinstance(header, str) else header[0]),
        message.format(text=text, mended=mended(text), more=also(rows, found)),
        mend=Text("Export the file again as UTF-8.", "UTF-8로 다시 내보내십시오."),
    )
