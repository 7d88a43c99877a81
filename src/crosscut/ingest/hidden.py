"""Characters that nobody sees in what sources say: told, and controls never taken further than the door."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import CONTROL, HIDDEN, escaped
from crosscut.ingest.report import FATAL, INFO, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import any_form
from crosscut.ingest.texts import NO_WIDTH, codes, mapped
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]

_IDS: Final = ("programme", "subprogramme", "parent")
_PROSE: Final = ("text", "note")
_LIKELY: Final = (
    r"[^\PC\t\n\r]|\r(?:[^\n]|\z)|[\x{FDD0}-\x{FDEF}\x{FFFE}\x{FFFF}]|"
    r"[\x{2028}\x{2029}\x{2065}\x{E0000}-\x{E007F}\x{034F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{3164}\x{FFA0}]"
)
"""What texts are looked at for: Unicode's controls and formats, those it has not named yet among them, what is no
character, ends of lines that are not usual, letters without ink."""


def report_hidden(rows: SourceRows, kept: Mask, report: Report) -> None:
    """Say of each column where such characters stand; controls are written out in ids and blanked elsewhere."""
    for key, column in tuple(rows.texts.items()):
        if not any_form(column.dictionary, _LIKELY):
            continue
        _report(rows, key, kept, CONTROL, report)
        rows.texts[key] = mapped(column, written_out if key in _IDS else blanked)
        _report(rows, key, kept, HIDDEN, report)


def without_width(column: pa.DictionaryArray, numbers: npt.NDArray[np.int64]) -> dict[int, str]:
    """The source's rows whose texts have a mark without width, with the mark."""
    if not any_form(column.dictionary, f"[{NO_WIDTH}]"):
        return {}
    marks = [next((letter for letter in text if letter in NO_WIDTH), "") for text in column.dictionary.to_pylist()]
    found = zip(numbers.tolist(), codes(column).tolist(), strict=True)
    return {row: marks[code] for row, code in found if marks[code]}


def report_without_width(rows: SourceRows, key: str, marks: dict[int, str], kept: Mask, report: Report) -> None:
    """Say of a column where marks without width stood; the texts are read without them."""
    found = np.flatnonzero(kept & np.isin(rows.row, list(marks)))
    if len(found):
        _say(rows, key, found, marks[int(rows.row[found[0]])], report)


def written_out(text: str) -> str:
    r"""A text whose controls are written out, such as ``\x1f``: two ids stay two."""
    return CONTROL.sub(lambda found: escaped(found[0]), text)


def blanked(text: str) -> str:
    """A text with a blank for each control."""
    return CONTROL.sub(" ", text).strip()


def holding(column: pa.DictionaryArray, characters: re.Pattern[str]) -> Mask:
    """Which rows hold such a character: a text is searched only where it is likely to hold one."""
    holds = np.array(pc.match_substring_regex(column.dictionary, _LIKELY))
    for at in np.flatnonzero(holds).tolist():
        holds[at] = characters.search(column.dictionary[at].as_py()) is not None
    return holds[codes(column)]


def _report(rows: SourceRows, key: str, kept: Mask, characters: re.Pattern[str], report: Report) -> None:
    found = np.flatnonzero(kept & holding(rows.texts[key], characters))
    if len(found):
        first = characters.search(rows.texts[key][int(found[0])].as_py())
        assert first is not None
        _say(rows, key, found, first[0], report)


def _say(rows: SourceRows, key: str, found: npt.NDArray[np.int64], first: str, report: Report) -> None:
    control = CONTROL.search(first) is not None
    header = rows.source.columns.get(key, key)
    name, count = escaped(first), len(found)
    kind = ("control character", "제어 문자") if control else ("character that nobody sees", "보이지 않는 문자")
    report.add(
        "control-character" if control else "hidden-character",
        FATAL if control and key in _IDS else INFO if key in _PROSE else WARNING,
        rows.place(int(found[0]), header if isinstance(header, str) else header[0]),
        Text(
            f"The {key} holds a {kind[0]} ({name}), in {count:,} {'row' if count == 1 else 'rows'} of this column.",
            f"{key} 값에 {kind[1]}({name})이(가) 있습니다(이 열에서 {count:,}행).",
        ),
        mend=Text("Take it out of the source.", "자료에서 지우십시오."),
    )
