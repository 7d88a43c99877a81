"""Rows that say that they are no amounts of their own: parts, memos, shares. Asked about, never taken away."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.ingest import row_words
from crosscut.ingest.outlines import MARK_OF_LIST
from crosscut.ingest.readers.ranges import follows, in_rows
from crosscut.ingest.report import INFO, WARNING, Report
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import whose_forms
from crosscut.ingest.texts import blank, whose_text
from crosscut.money import format_amount
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")
"""Words of scripts that write no space before the next word."""
_IN_BRACKETS = r"^\s*[(（\[［【][^()（）\[\]］】]*\pL[^()（）\[\]］】]*[)）\]］】]\s*$"
"""Names that are a remark on the one above them, not those that begin with one."""
_MARKED = f"(?:{MARK_OF_LIST})|(?:{_IN_BRACKETS})"
_KINDS = ("glued", "small", "mark", "end")
_MEMO, _SHARE = (
    Text("is called a memo item", "참고로 적힌 행"),
    Text("is called a share or a rate", "비율이나 증감률로 적힌 행"),
)
_MOST_PERCENT = 1_000
_PERCENTAGE = re.compile(r"\s*[(+\-−–△▲]?\s*\d[\d\s.,]*\s*[%％‰]\s*\)?\s*")


@cache
def _part_words() -> list[str]:
    text = (files("crosscut.ingest") / "data" / "part_words.csv").read_text(encoding="utf-8")
    return sorted({folded(word) for row in csv.DictReader(text.splitlines()) for word in row["words"].split("|")})


@cache
def _pattern() -> str:
    listed, joined = _alternatives(_part_words()), "|".join(map(re.escape, filter(_UNSPACED.fullmatch, _part_words())))
    glued, small, mark, end = (_alternatives(row_words.listed(f"part_{kind}")) for kind in _KINDS)
    return (
        rf"^[^\pL\pN]*(?i:(?:{listed})(?:[\s:,、)(.]|[\-–—]+(?:\s|$)|$)|(?:{joined})\p{{Han}})"
        rf"|^[^\pL\pN]*(?:{glued})[A-Za-z0-9]|^\W*(?:{small})[.:]?\s"
        rf"|^\s*(?:{mark})[\s─-]*[\pL\pN]|^\(.*(?:{end})\)$"
    )


@cache
def _heading() -> str:
    return rf"(?i)^[^\pL\pN]*(?:{_alternatives(_part_words())})[^\pL\pN]*$"


@cache
def _names() -> str:
    return rf"^[^\pL\pN]*(?:{_alternatives(row_words.listed('part_names'))})"


@cache
def _unsure() -> str:
    return rf"^[^\pL\pN]*(?:{_alternatives(row_words.listed('part_unsure'))})[\sA-Za-z0-9]"


def says_part(texts: pa.Array) -> pa.Array:
    """Which texts begin with a word for "of which", or with the mark of a part, or say in brackets what is within."""
    return _but(_match(texts, _pattern()), texts, _names)


def says_surely_part(texts: pa.Array) -> pa.Array:
    """Those of these texts whose word for a part begins no names."""
    return _but(says_part(texts), texts, _unsure)


def _but(found: pa.Array, texts: pa.Array, pattern: Callable[[], str]) -> pa.Array:
    """What was found among some texts, but those of a pattern, which is looked for only where any was."""
    return pc.and_not(found, _match(texts, pattern())) if pc.any(found, min_count=0).as_py() else found


def _is_heading(texts: pa.Array) -> pa.Array:
    """Which texts are a word for "of which" and no more."""
    return _match(texts, _heading())


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _memo() -> str:
    listed = _alternatives(row_words.listed("memo"))
    return rf"(?i)^[^\pL\pN]*(?:(?:{listed})\s*:|(?:{listed})$|memo(?:randum)? items?\b)"


def says_memo(texts: pa.Array) -> pa.Array:
    """Which texts begin as what is printed below a budget for information: ``Memo item: EU funds``."""
    return _match(texts, _memo())


@cache
def _share() -> str:
    listed = _alternatives(row_words.listed("share_row"))
    return rf"(?i)^[^\pL\pN]*(?:{listed})|(?:^|[^0-9\s%])\s*%"


def says_share(texts: pa.Array) -> pa.Array:
    """Which texts name a share or a rate: ``R&D intensity (% of GDP)``; ``100 % renewable`` names none."""
    return _match(texts, _share())


@cache
def _any_word() -> str:
    listed = _alternatives({"memo", *_part_words(), *row_words.listed("memo")})
    share = _alternatives(row_words.listed("share_row"))
    glued, small, mark, end = (_alternatives(row_words.listed(f"part_{kind}")) for kind in _KINDS)
    return (
        rf"^[^\pL\pN]*(?:(?i:(?:{listed})(?:[^0-9A-Za-z]|$)|{share})|(?:{glued})[A-Za-z0-9])"
        rf"|^\W*(?:{small})[.:]?\s|^\s*(?:{mark})|^\(.*(?:{end})\)$|(?:^|[^0-9\s%])\s*%"
    )


def _worth_a_look(texts: pa.Array) -> pa.Array:
    """Which texts begin as any of these patterns has it: where none does, one look at all texts has settled it."""
    return _match(texts, _any_word())


def _match(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(pc.utf8_normalize(texts, form="NFKC"), pattern)


def has_worded(rows: SourceRows) -> bool:
    """Whether the words of some row say that it is part of another, or a memo item."""
    return any(_rows_that(rows, says).any() for says in (says_surely_part, says_memo))


def ask(rows: SourceRows, kept: Mask, report: Report, *, marked: bool) -> None:
    """Ask about parts whose amounts fit into those of the row that they stand below, and about memos and shares.

    ``marked`` says whether a mark of a list, or brackets around a whole name, make a part too.
    """
    if _rows_that(rows, _worth_a_look).any():
        _ask_of_words(rows, kept, report, marked=marked)
    elif marked:
        _ask_of_parts(rows, kept, _listed_below(rows, kept), report)


def _ask_of_words(rows: SourceRows, kept: Mask, report: Report, *, marked: bool) -> None:
    memos = _rows_that(rows, says_memo) & kept & ~in_rows(rows.row, rows.source.keep_rows)
    for at in np.flatnonzero(memos).tolist():
        ask_beside(rows, at, report, "looks-like-memo", _MEMO)
    shares = _rows_that(rows, says_share) & kept & ~memos & ~in_rows(rows.row, rows.source.keep_rows)
    for at in np.flatnonzero(shares).tolist():
        if _is_small(rows, at):
            ask_beside(rows, at, report, "looks-like-share", _SHARE)
    asked = _rows_that(rows, says_part) & kept & ~memos
    asked |= _led(rows, kept, asked)
    if marked:
        asked |= _listed_below(rows, kept & ~memos & ~asked)
    _ask_of_parts(rows, kept, asked, report)


def _ask_of_parts(rows: SourceRows, kept: Mask, asked: Mask, report: Report) -> None:
    for at, whole in _below(asked, kept):
        if not in_rows(rows.row[at : at + 1], rows.source.keep_rows).any() and _fits(rows, at, whole):
            _ask(rows, at, whole, report)


def without_id(rows: SourceRows, data: Mask, report: Report) -> Mask:
    """Rows that say so and have no id, below a row that they fit into: they are of it, and are not counted."""
    key = "programme" if rows.source.kind == "programmes" else "subprogramme"
    found, without = np.zeros(rows.height, bool), data & whose_text(rows.texts[key], blank)
    if not without.any():
        return found
    asked = _rows_that(rows, says_surely_part, also=_own_groups(rows)) & without
    for at, whole in _below(asked & ~in_rows(rows.row, rows.source.keep_rows), data):
        found[at] = _fits(rows, at, whole)
    if found.any():
        first, count = int(np.flatnonzero(found)[0]), int(found.sum())
        report.add(
            "part-of-row",
            INFO,
            rows.place(first),
            Text(
                f"{count:,} rows without an id say that they are part of the row above; they were not counted.",
                f"식별자 없이 윗행의 일부라고 적힌 행 {count:,}개는 세지 않았습니다.",
            ),
            mend=Text("Fill the id where one is a programme of its own.", "따로 된 사업이면 식별자를 적으십시오."),
        )
    return found


def _led(rows: SourceRows, kept: Mask, asked: Mask) -> Mask:
    """The rows below one that says "of which:" and holds no amount, while they fit into the row above it together."""
    found = np.zeros(rows.height, bool)
    held = np.logical_or.reduce([read.filled for read in rows.read])
    wholes = np.flatnonzero(kept & held & ~asked)
    for heading in np.flatnonzero(_rows_that(rows, _is_heading) & ~held).tolist():
        place = int(np.searchsorted(wholes, heading))
        left = [abs(read.values[int(wholes[place - 1])].as_py() or 0) for read in rows.read] if place else []
        for at in range(heading + 1, rows.height if any(left) else 0):
            left = [rest - abs(read.values[at].as_py() or 0) for rest, read in zip(left, rows.read, strict=True)]
            behind = follows(int(rows.row[at]), int(rows.row[at - 1]), rows.source.skip_rows)
            if min(left) < 0 or not kept[at] or not behind:
                break
            found[at] = True
    return found


def _listed_below(rows: SourceRows, open_rows: Mask) -> Mask:
    """The rows whose name begins with a mark of a list or stands in brackets, below one of their ministry without.

    They fit into it together.
    """
    found = np.zeros(rows.height, bool)
    marked = _rows_that(rows, _is_marked) & open_rows
    wholes, parts = np.flatnonzero(open_rows & ~marked), np.flatnonzero(marked)
    places = np.searchsorted(wholes, parts)
    parts, places = parts[places > 0], places[places > 0]
    for at in np.split(parts, np.flatnonzero(np.diff(places)) + 1) if len(parts) else []:
        whole = int(wholes[np.searchsorted(wholes, at[0]) - 1])
        if _of_one_ministry(rows, whole, at) and _fit_together(rows, whole, at):
            found[at] = True
    return found


def _is_marked(texts: pa.Array) -> pa.Array:
    return pc.match_substring_regex(texts, _MARKED)


def _of_one_ministry(rows: SourceRows, whole: int, parts: npt.NDArray[np.intp]) -> bool:
    said = {text for text in rows.texts["ministry"].take(parts).to_pylist() if text}
    return said <= {rows.texts["ministry"][whole].as_py()}


def _fit_together(rows: SourceRows, whole: int, parts: npt.NDArray[np.intp]) -> bool:
    sums = [(sum(filter(None, read.values.take(parts).to_pylist())), read.values[whole].as_py()) for read in rows.read]
    return any(part for part, _ in sums) and all(abs(part) <= abs(of or 0) for part, of in sums)


def _own_groups(rows: SourceRows) -> tuple[str, ...]:
    """The keys of groups that each row says for itself: what one row says is of no row below it."""
    columns, filled = rows.source.columns, set(rows.source.fill_down)
    named = {
        key: [value] if isinstance(value := columns.get(key, ""), str) else value for key in ("ministry", "committee")
    }
    return tuple(key for key, names in named.items() if not filled.intersection(names))


def percentages(rows: SourceRows, data: Mask, report: Report) -> Mask:
    """Rows without an id whose every amount is printed with a percent sign: changes or shares, and not counted."""
    key = "programme" if rows.source.kind == "programmes" else "subprogramme"
    found = data & whose_text(rows.texts[key], blank)
    said = np.zeros(rows.height, bool)
    for read in rows.read:
        signed = np.zeros(rows.height, bool)
        signed[[odd.position for odd in read.wrong if _PERCENTAGE.fullmatch(odd.text)]] = True
        found &= signed | ~read.filled
        said |= signed
    found &= said
    if found.any():
        report.add(
            "share-row",
            INFO,
            rows.place(int(np.flatnonzero(found)[0])),
            Text(
                f"{int(found.sum()):,} rows without an id hold percentages; they were not counted.",
                f"식별자 없이 백분율만 적힌 행 {int(found.sum()):,}개는 세지 않았습니다.",
            ),
            mend=Text("Nothing, if they are changes or shares.", "증감률이나 비율이면 그대로 두십시오."),
        )
    return found


def _rows_that(rows: SourceRows, says: Callable[[pa.Array], pa.Array], also: tuple[str, ...] = ()) -> Mask:
    return whose_forms([rows.texts[key] for key in ("name", "programme", "subprogramme", *also)], says)


def _is_small(rows: SourceRows, at: int) -> bool:
    """Whether the amounts of a row are as small as percentages are."""
    told = (
        (read.values[at].as_py() or 0, column.unit.factor) for read, column in zip(rows.read, rows.columns, strict=True)
    )
    return all(abs(value) < _MOST_PERCENT * factor for value, factor in told)


def ask_beside(rows: SourceRows, at: int, report: Report, rule: str, called: Text) -> None:
    """Ask whether the amounts of a row, which is ``called`` something else, are part of the budget."""
    found = rows.first_amount([at])
    if found is None:
        return
    (column, value), row = found, int(rows.row[at])
    report.add(
        rule,
        WARNING,
        rows.place(at, column.header),
        Text(
            f"The row {called.en}, and its {format_amount(value, column.unit)} are counted.",
            f"{called.ko}인데 그 금액 {format_amount(value, column.unit, language='ko')}을(를) 더했습니다.",
        ),
        value=value,
        mend=Text(
            f"State skip_rows = [{row}] if it is no part of the budget, or keep_rows = [{row}] if it is.",
            f"예산이 아니면 skip_rows = [{row}], 예산이면 keep_rows = [{row}]를 적으십시오.",
        ),
    )


def _below(asked: Mask, kept: Mask) -> Iterator[tuple[int, int]]:
    """Each row with the row before it that is data and no part."""
    if not asked.any():
        return
    wholes = np.flatnonzero(kept & ~asked)
    for at in np.flatnonzero(asked).tolist():
        place = int(np.searchsorted(wholes, at))
        if place:
            yield at, int(wholes[place - 1])


def _fits(rows: SourceRows, at: int, whole: int) -> bool:
    pairs = [(read.values[at].as_py(), read.values[whole].as_py()) for read in rows.read]
    return any(part for part, _ in pairs) and all(abs(part or 0) <= abs(of or 0) for part, of in pairs)


def _ask(rows: SourceRows, at: int, whole: int, report: Report) -> None:
    column, value = rows.first_amount([at]) or (rows.columns[0], 0)
    row, above = int(rows.row[at]), int(rows.row[whole])
    report.add(
        "looks-like-part",
        WARNING,
        rows.place(at, column.header),
        Text(
            f"The row says that it is part of row {above}, and its {format_amount(value, column.unit)} "
            "are counted beside it.",
            f"{above}행의 일부라고 적힌 행인데, 그 금액 "
            f"{format_amount(value, column.unit, language='ko')}을(를) 따로 더했습니다.",
        ),
        value=value,
        mend=Text(
            f"State skip_rows = [{row}] if it is part of that row, or keep_rows = [{row}] if not.",
            f"그 행의 일부이면 skip_rows = [{row}], 아니면 keep_rows = [{row}]를 적으십시오.",
        ),
    )
