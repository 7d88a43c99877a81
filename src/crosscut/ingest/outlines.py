"""Tables in which parents stand above or below their parts and equal their sums: asked about, never taken away."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.ingest import numbered_levels
from crosscut.ingest.lone_parents import lone_parents
from crosscut.ingest.open_rows import Amounts, OpenRows, Sums
from crosscut.ingest.report import WARNING, Report
from crosscut.ingest.running_sums import sums_below
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import whose_forms
from crosscut.ingest.texts import codes
from crosscut.money import format_amount
from crosscut.text import Text

_FEWEST = 2
"""Parents, and parts of one, from which an outline is no likely chance."""
_MOSTLY = 0.8
"""The share of a table's rows that are parents or their parts, from which it is an outline."""
_DIGITS, _DIGITS_OF_ALL = 5, 3
"""Digits of all parents together from which their sums are no likely chance; fewer where no row is left over."""
_MOST_LEVELS = 5
MARK_OF_LIST = r"^\s*[-–—•·∙‣◦▪○●└ㆍ・]\s*\pL"
"""How the names of parts may begin, and those of parents do not."""
_SIDES = {
    "below": Text("the rows below", "아래 행들"),
    "above": Text("the rows above", "위 행들"),
    "numbered": Text("the rows numbered below", "번호가 그 아래인 행들"),
    "indented": Text("the rows below that stand further in", "아래에 들여 쓴 행들"),
}
"""Where the parts of parents stand."""


def parents(amounts: Sequence[Amounts], sums: Sums) -> list[int]:
    """The rows that each equal the sum of the rows of their next level; empty where it is no outline.

    Those that sum their parts are found first; then those that sum them, and so on up.

    Parameters
    ----------
    amounts
        Columns of amounts of one length, in minor units, none negative.
    sums
        The rows whose first amounts equal sums of those below.
    """
    rows = np.arange(len(amounts[0]))
    found: set[int] = set()
    covered = np.zeros(len(rows), bool)
    level = amounts
    for _ in range(_MOST_LEVELS):
        above, parts = _one_level(level, sums)
        found.update(rows[above].tolist())
        covered[rows[[*above, *parts]]] = True
        if not above:
            break
        rows = np.delete(rows, parts)
        level = [each[rows] for each in amounts]
        sums = sums_below(level[0])
    digits = sum(len(str(int(amounts[0][parent])).rstrip("0")) for parent in found)
    is_outline = (
        len(found) >= _FEWEST
        and covered.sum() >= _MOSTLY * len(covered)
        and digits >= (_DIGITS_OF_ALL if covered.all() else _DIGITS)
    )
    return sorted(found) if is_outline else []


def _one_level(amounts: Sequence[Amounts], sums: Sums) -> tuple[list[int], list[int]]:
    """The rows that each equal the sum of the rows between them and the next such, and those rows."""
    first, (above, until) = amounts[0], sums
    found: list[int] = []
    parts: list[int] = []
    behind = 0
    for at, end in zip(above.tolist(), until.tolist(), strict=True):
        if at < behind or np.count_nonzero(first[at + 1 : end]) < _FEWEST:
            continue
        if all(int(each[at + 1 : end].sum()) == int(each[at]) for each in amounts[1:]):
            found.append(at)
            parts += range(at + 1, end)
            behind = end
    return found, parts


def ask(among: OpenRows, report: Report) -> bool:
    """Ask about the parents of an outline, and say whether there are any."""
    found, side = numbered_levels.parents(among)
    if not found:
        found, side = _unnumbered(among)
    if found:
        _ask(among.rows, found, side, report)
    return bool(found)


def ask_lone(among: OpenRows, asked: Collection[int], report: Report) -> bool:
    """Ask about parents that stand alone, but those that were ``asked`` about already; say whether there are any."""
    found, side = _lone(among, asked)
    if found:
        _ask(among.rows, found, side, report)
    return bool(found)


def _unnumbered(among: OpenRows) -> tuple[list[int], str]:
    """The parents among some rows, and on which side of them their parts stand."""
    if len(among.at) <= 2 * _FEWEST or not among.amounts:
        return [], ""
    above = parents(among.amounts, among.below)
    below = [] if above else among.turned_back(parents(among.turned, among.above))
    return [int(among.at[each]) for each in above or below], "below" if above else "above"


def _lone(among: OpenRows, asked: Collection[int]) -> tuple[list[int], str]:
    """The parents that stand alone among some rows, but those asked about already, and where their parts stand."""
    if not among.amounts:
        return [], ""
    rows = among.rows
    marked = among.of(whose_forms([rows.texts[key] for key in ("name", "programme")], begins_with_mark))
    periods = [among.of(each) for each in (rows.year, codes(rows.texts["stage"]))]
    below = lone_parents(among.amounts, among.below, periods, marked)
    turned = [] if below else lone_parents(among.turned, among.above, [each[::-1] for each in periods], marked[::-1])
    found = [int(among.at[each]) for each in below or among.turned_back(turned)]
    return [each for each in found if each not in asked], "below" if below else "above"


def begins_with_mark(texts: pa.Array) -> pa.Array:
    """Which texts begin with the mark of a list."""
    return pc.match_substring_regex(texts, MARK_OF_LIST)


def _ask(rows: SourceRows, at: Sequence[int], side: str, report: Report) -> None:
    numbers = [int(rows.row[each]) for each in at]
    column, value = rows.first_amount(at[:1]) or (rows.columns[0], 0)
    listed = ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")
    said, said_ko = (format_amount(value, column.unit, language=language) for language in ("en", "ko"))
    report.add(
        "looks-like-total",
        WARNING,
        rows.place(at[0], column.header),
        Text(
            f"{len(at)} rows ({listed}) each equal the sum of {_SIDES[side].en}, row {numbers[0]} with {said}; "
            "they are counted as programmes beside their parts."
            if len(at) > 1
            else f"Row {listed} with {said} equals the sum of {_SIDES[side].en}; "
            "it is counted as a programme beside its parts.",
            f"{len(at)}개 행({listed})이 각각 {_SIDES[side].ko}의 합과 같은데"
            f"({numbers[0]}행 {said_ko}) 그 부분과 함께 사업으로 셌습니다.",
        ),
        value=value,
        mend=Text(
            f"State skip_rows = {numbers} if they are totals, or keep_rows = {numbers[:1]} if not.",
            f"합계이면 skip_rows = {numbers}, 아니면 keep_rows = {numbers[:1]}을(를) 적으십시오.",
        ),
    )
