"""Ranges that end while their table goes on: asked about, since a range that has gone stale loses rows."""

from __future__ import annotations

import re

from crosscut.characters import folded
from crosscut.findings import Place
from crosscut.ingest.columns import Context, Mapping
from crosscut.ingest.readers.ranges import RangedSheet, bounds_of
from crosscut.ingest.readers.sheet import Body, Sheet
from crosscut.ingest.report import WARNING
from crosscut.ingest.total_words import total_word
from crosscut.text import Text

_NUMBER = re.compile(r"[^\w%]*\d[\d.,'’\s]*[^\w%]*")


def ask(sheet: Sheet, mapping: Mapping, context: Context) -> None:
    """Ask about the row right behind the last of a range, where it says an id and amounts as those within do."""
    source = context.source
    if not isinstance(sheet, RangedSheet) or sheet.behind is None or source.where:
        return
    row = sheet.bounds.last_row + 1
    if _is_read(row, context) or not _goes_on(sheet.behind, mapping):
        return
    context.report.add(
        "range-cut",
        WARNING,
        Place(source.file, sheet.name, row),
        Text(
            "The range ends right above this row, which goes on in the same columns and was not read.",
            "범위가 바로 윗행에서 끝나는데 이 행도 같은 열에 값이 있고 읽지 않았습니다.",
        ),
        mend=Text(
            f"Fix range or last_row, or state skip_rows = [{row}] if it is no part of the table.",
            f"range나 last_row를 고치거나, 표의 일부가 아니면 skip_rows = [{row}]를 적으십시오.",
        ),
    )


def _goes_on(behind: Body, mapping: Mapping) -> bool:
    """Whether the row behind says an id, no total, and numbers where it says anything in columns of amounts."""
    said = {number: str(column[0].as_py() or "").strip() for number, column in behind.columns.items()}
    key = "programme" if mapping.source.kind == "programmes" else "parent"
    ids = [said.get(number, "") for number in mapping.texts.get(key, ())]
    texts = [said.get(number, "") for number in mapping.text_numbers]
    amounts = [text for number in mapping.amount_numbers if (text := said.get(number, ""))]
    is_row = bool(ids and all(ids) and amounts) and all(map(_NUMBER.fullmatch, amounts))
    return is_row and not any(map(total_word, texts))


def _is_read(row: int, context: Context) -> bool:
    """Whether another source reads the row."""
    own = context.source
    others = [each for position, each in enumerate(context.settings.source) if position != context.position]
    same = [each for each in others if each.file == own.file and folded(each.sheet) == folded(own.sheet)]
    parts = list(map(bounds_of, same))
    return any(part is None or part.first_row <= row <= (part.last_row or row) for part in parts)
