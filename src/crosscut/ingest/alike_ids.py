"""Ids that readers take for one and that are two: ``Ａ１`` and ``A1``, a Cyrillic and a Latin A, ``007`` and ``7``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import as_it_looks
from crosscut.ingest.note_marks import unmarked
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.texts import codes, texts_said
from crosscut.text import Text

_SEVERAL = 2


def ask(columns: Sequence[tuple[SourceRows, pa.DictionaryArray]], report: Report) -> None:
    """Ask about ids that look the same and are not, that differ, from file to file, in zeros before them, or in a note.

    Parameters
    ----------
    columns
        The rows of each source of programmes, with the programme of each row.
    report
        Where findings go.
    """
    if len(columns) < _SEVERAL and all(_are_plain(column.dictionary) for _, column in columns):
        return
    seen = [texts_said(column) - {""} for _, column in columns]
    ids = set().union(*seen) if seen else set()
    for one, other in [*_by_looks(ids), *_by_zeros(seen), *_by_notes(ids)]:
        _say(columns, one, other, report)


def _are_plain(ids: pa.Array) -> bool:
    """Whether none of some ids can look like another or end in the mark of a note."""
    return bool(pc.all(pc.match_substring_regex(ids, "^([ -~]*[0-9A-Za-z])?$"), min_count=0).as_py())


def _by_looks(ids: set[str]) -> list[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for each in ids:
        if not each.isascii():
            groups[as_it_looks(each)].append(each)
    found: list[tuple[str, str]] = []
    for plain, written in groups.items():
        both = sorted({*written, *({plain} & ids)})
        found += [(both[0], other) for other in both[1:]]
    return sorted(found)


def _by_zeros(seen: Sequence[set[str]]) -> list[tuple[str, str]]:
    """Numbers that stand in one source with zeros before them and in another without, and together in none."""
    if len(seen) < _SEVERAL:
        return []
    padded = {each for ids in seen for each in ids if each[:1] == "0" and each.isdecimal() and each.strip("0")}
    bare = {each.lstrip("0"): each for each in padded}
    plain = {each for ids in seen for each in ids if each in bare}
    together = any(ids & padded and ids & plain for ids in seen)
    return [] if together else sorted((each, bare[each]) for each in plain)


def _by_notes(ids: set[str]) -> list[tuple[str, str]]:
    """Ids that stand without the mark of a note too: ``0012`` and ``0012*``."""
    return sorted((bare, each) for each, bare in unmarked(ids).items() if bare in ids)


def _say(columns: Sequence[tuple[SourceRows, pa.DictionaryArray]], one: str, other: str, report: Report) -> None:
    places = {text: _first(columns, text) for text in (one, other)}
    (rows, at), (beside, there) = places[other], places[one]
    column = rows.source.columns["programme"]
    report.add(
        "alike-ids",
        WARNING,
        rows.place(at, column if isinstance(column, str) else column[0]),
        Text(
            f"{other!r} and {one!r} ({beside.file_of(there)}, {beside.row_text(there).en}) look like one id; "
            "they were read as two programmes.",
            f"{other!r}와(과) {one!r}({beside.file_of(there)}, {beside.row_text(there).ko})은(는) "
            "같은 식별자로 보이는데 두 사업으로 읽었습니다.",
        ),
        programme=other,
        mend=Text("Write the id in one way.", "식별자를 한 가지로 적으십시오."),
    )


def _first(columns: Sequence[tuple[SourceRows, pa.DictionaryArray]], text: str) -> tuple[SourceRows, int]:
    for rows, column in columns:
        at = column.dictionary.index(text).as_py()
        if at >= 0 and (codes(column) == at).any():
            return rows, int(np.argmax(codes(column) == at))
    raise KeyError(text)
