"""How a source writes its numbers: which mark stands before decimals, from what it states or from its own cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.ingest.row_words import listed
from crosscut.ingest.text_forms import are_digits
from crosscut.money import ascii_digits

Mask = npt.NDArray[np.bool_]

_SPACE = "[ \u00a0\u2007\u2009\u202f'’]"
_BEHIND = r"(?:\D*|\D+[0-9]{1,2}[)\]/]\s*)$"
"""What may stand behind a number: signs, words of money, the mark of a note."""
_NO_CENTS = "(?:[-‐‑–—−]{1,2}|=)"
"""What stands behind the mark before decimals where there are no cents."""
_POINT = (
    r"^\D*(?:[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9]{4,}\.[0-9]+|[0-9]{1,3}(?:,[0-9]{2,3})+\.[0-9]+"
    rf"|[0-9]{{1,2}}(?:,[0-9]{{2,3}})+,[0-9]{{3}}|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+\.[0-9]+"
    rf"|[0-9][0-9,'’]*[,'’][0-9]{{3}}\.{_NO_CENTS}|[0-9]{{1,3}}(?:,[0-9]{{3}})+,{_NO_CENTS}){_BEHIND}"
)
"""Numbers in which a point can only stand before decimals, or a comma only between thousands."""
_COMMA = (
    r"^\D*(?:[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{4,},[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+,[0-9]+"
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{3}})+[.,]{_NO_CENTS}){_BEHIND}"
)
"""The same of commas."""
_CLOSED = {mark: rf"[0-9]{re.escape(mark)}{_NO_CENTS}{_BEHIND}" for mark in ".,"}
"""What closes amounts without cents: the mark before decimals, unless others show that it parts thousands."""
_SELDOM = rf"^\D*[1-9][0-9]{{0,2}},(?:[0-9]{{1,2}}|[0-9]{{4,}}){_BEHIND}"
"""Commas before decimals, unless a digit of thousands was left out or typed twice."""
_LONG, _BARE = rf"^\D*[1-9][0-9]{{0,2}},[0-9]{{4,}}{_BEHIND}", rf"^[^0-9.,]*[0-9]+{_BEHIND}"
"""A comma that parts no thousands, unless a digit was typed twice; a number without any mark."""
_EITHER = rf"^\D*[1-9][0-9]{{0,2}}\.[0-9]{{3}}{_BEHIND}"
"""A point that can stand before decimals or between thousands."""
_PARTED = r"^[-+(]?\s*(?:[A-Z]{0,3}\p{Sc}\s?|[A-Z]{3}\s)?[1-9][0-9]{0,2},[0-9]{3}\)?(?:\s+\pL[\pL.]+)?(?:\s*\p{Sc})?$"
"""A comma that can stand between thousands or before decimals; beside it a point stands before decimals."""
_SURELY, _OPEN, _OTHER = {".": _POINT, ",": _COMMA}, {".": _EITHER, ",": _PARTED}, {".": ",", ",": "."}
_PLACES = {
    mark: {count: rf"{re.escape(mark)}[0-9]{{{many}}}{_BEHIND}" for count, many in enumerate(("1", "2", "3", "4,"), 1)}
    for mark in ".,"
}
"""Cells by how many digits stand behind a mark, from four on alike."""
_FEWEST = 2
"""Cells from which as many decimals in each are the column's usual ones."""
_OTHER_DIGITS = r"[^\x00-\x7f\pL\pM\pP\pS\pZ\pC]"
_HEAD = 10_000


@dataclass(frozen=True)
class Style:
    """How numbers are written: ``decimal`` is the mark before decimals, ``stated`` whether the mapping says it.

    ``blank`` are further words, in the form they are compared in, that state nothing.
    """

    decimal: str = "."
    stated: bool = False
    blank: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """A source whose every ``mark`` has three digits behind it: the first such cell, by column and position.

    ``against`` is another cell in which the mark can only mean the other thing, ``seldom`` one of few that speak for
    decimals, which is then what column and position are of, ``beside`` one that has not three digits behind the mark;
    each is empty where there is none. ``cells`` are those of the first column that has any, by position.
    """

    mark: str
    column: int
    position: int
    text: str
    count: int
    cells: Mapping[int, str] = field(default_factory=dict, repr=False)
    against: str = ""
    seldom: str = ""
    beside: str = ""

    def without(self, positions: Collection[int]) -> Question | None:
        """What is left to ask where some of the cells are settled otherwise; None where nothing is."""
        left = {at: text for at, text in self.cells.items() if at not in positions}
        if not left:
            return None
        at, text = next(iter(left.items()))
        return replace(self, position=at, text=text, count=self.count - len(self.cells) + len(left), cells=left)


def found_style(
    columns: Sequence[pa.Array],
    typed: Sequence[Mask | None],
    stated: Style,
    *,
    semicolons: bool = False,
    currency: str = "",
) -> tuple[Style, Question | None]:
    """The style of a source's columns of amounts, and what is to be asked about it.

    ``typed`` says which cells the file itself holds as numbers: their text has a point and is no evidence. A file that
    parts its cells by ``semicolons`` may well need its commas for decimals, unless nobody writes those of its
    ``currency`` so.
    """
    if stated.stated:
        return stated, None
    parts_thousands = folded(currency) in listed("comma_of_thousands")
    as_written, columns = columns, [_in_ascii(column) for column in columns]
    texts = [_written(column, mask) for column, mask in zip(columns, typed, strict=True)]
    texts = [each for each in texts if each is not None]
    comma, point = _evidence(texts)
    if comma and not point:
        doubt = _doubt(columns, typed) if _mostly_parted(texts, 2 if semicolons else 1) else None
        slipped = not semicolons and (parts_thousands or not _as_long(texts))
        doubt = doubt or (_ill_grouped(columns, typed, texts) if slipped else None)
        return Style(",", blank=stated.blank), doubt or _other_places(columns, typed, ",")
    if comma:
        return stated, _contradiction(columns, typed)
    if point:
        return stated, _other_places(columns, typed, ".")
    if any(_any(each, _PARTED) for each in texts):
        return stated, _beside_parted(columns, typed) or (
            _question(as_written, typed, ",", _PARTED) if semicolons and not parts_thousands else None
        )
    return stated, _question(columns, typed, ".", _EITHER) if texts else None


def _evidence(texts: Sequence[pa.Array]) -> tuple[bool, bool]:
    """Whether some cell can only have a comma before its decimals, and whether some can only have a point.

    Where none can, what closes amounts without cents says it.
    """
    comma, point = (any(_any(each, pattern) for each in texts) for pattern in (_COMMA, _POINT))
    if comma or point:
        return comma, point
    closed = [each for each in texts if _any(each, f"[.,]{_NO_CENTS}")]
    comma, point = (any(_any(each, _CLOSED[mark]) for each in closed) for mark in ",.")
    return comma, point


def _in_ascii(column: pa.Array) -> pa.Array:
    """The cells with digits and marks of other scripts as those of ASCII."""
    if are_digits(column) or pc.all(pc.string_is_ascii(column), min_count=0).as_py():
        return column
    other = pc.match_substring_regex(column, _OTHER_DIGITS)
    if not pc.any(other).as_py():
        return column
    return pa.array([ascii_digits(text) if text else text for text in column.to_pylist()], pa.string())


def _written(column: pa.Array, typed: Mask | None) -> pa.Array | None:
    """The cells that were written as text and hold a mark; None where there is none."""
    if are_digits(column):
        return None
    if typed is not None:
        if typed.all():
            return None
        column = column.filter(pa.array(~typed))
    marked = pc.match_substring_regex(column.slice(0, _HEAD), "[.,'’]|[0-9][ \u00a0\u202f]")
    if not pc.any(marked).as_py() and len(column) > _HEAD:
        marked = pc.match_substring_regex(column, "[.,'’]|[0-9][ \u00a0\u202f]")
    return column if pc.any(marked).as_py() else None


def _any(texts: pa.Array, pattern: str) -> bool:
    head = pc.any(pc.match_substring_regex(texts.slice(0, _HEAD), pattern)).as_py()
    return bool(head or (len(texts) > _HEAD and pc.any(pc.match_substring_regex(texts, pattern)).as_py()))


def _mostly_parted(texts: Sequence[pa.Array], times: int) -> bool:
    """Whether a few commas that would be decimals stand among so many times as many that may be thousands."""
    matched = [(_count(each, _COMMA), _count(each, _SELDOM), _count(each, _PARTED)) for each in texts]
    settling, seldom, parted = (sum(counts) for counts in zip(*matched, strict=True))
    return bool(settling == seldom and parted >= times * seldom > 0)


def _ill_grouped(
    columns: Sequence[pa.Array], typed: Sequence[Mask | None], texts: Sequence[pa.Array]
) -> Question | None:
    """What is asked where commas with four digits or more behind each stand among as many numbers without a mark."""
    settling, long, bare = (sum(_count(each, pattern) for each in texts) for pattern in (_COMMA, _LONG, _BARE))
    found = _question(columns, typed, ",", _LONG) if settling == long <= bare else None
    return replace(found, beside=_first(texts, _BARE)) if found else None


def _as_long(texts: Sequence[pa.Array]) -> bool:
    """Whether several commas have four digits or more behind them, each as many: amounts that are worked out so."""
    found = [text for each in texts for text in _only(each, _LONG).to_pylist()]
    behind = {sum(map(str.isdigit, text.rpartition(",")[2])) for text in found}
    return len(found) >= _FEWEST and len(behind) == 1


def _first(texts: Sequence[pa.Array], pattern: str) -> str:
    return next((str(found[0]) for each in texts if len(found := _only(each, pattern))), "")


def _count(texts: pa.Array, pattern: str) -> int:
    return int(pc.sum(pc.match_substring_regex(texts, pattern), min_count=0).as_py())


def _doubt(columns: Sequence[pa.Array], typed: Sequence[Mask | None]) -> Question | None:
    """What is asked where few commas say that all stand before decimals."""
    parted, seldom = _question(columns, typed, ",", _PARTED), _question(columns, typed, ",", _SELDOM)
    return replace(seldom, text=parted.text, count=parted.count, seldom=seldom.text) if parted and seldom else None


def _beside_parted(columns: Sequence[pa.Array], typed: Sequence[Mask | None]) -> Question | None:
    """What is asked where points with three digits behind each stand beside commas with three."""
    of_point, parted = _question(columns, typed, ".", _EITHER), _question(columns, typed, ",", _PARTED)
    return replace(of_point, beside=parted.text) if of_point and parted else None


def _other_places(columns: Sequence[pa.Array], typed: Sequence[Mask | None], mark: str) -> Question | None:
    """What is asked where a mark before decimals has three digits behind it, and never so where it is surely one."""
    for number, (column, mask) in enumerate(zip(columns, typed, strict=True)):
        texts = _written(column, mask)
        if texts is None or not _any(texts, _OPEN[mark]):
            continue
        other = _of_other_places(texts, mark)
        found = _question([column], [mask], mark, _OPEN[mark]) if other else None
        if found:
            return replace(found, column=number, beside=other)
    return None


def _of_other_places(texts: pa.Array, mark: str) -> str:
    """A cell that shows how many decimals those of a column have, where that is never three; else empty.

    Several show it where all have as many, one where a dash stands for them, or where the other mark parts thousands
    and none has any. They do not where most have three and none ends in a zero: zeros at the end were left out there.
    """
    for part in (texts.slice(0, _HEAD), texts):
        sure = _only(part, _SURELY[mark])
        shown = {count: _only(sure, pattern) for count, pattern in _PLACES[mark].items()}
        if len(shown[3]) or len(shown[4]) or (len(shown[1]) and len(shown[2])):
            return ""
    for usual in (shown[2], shown[1]):
        if len(usual):
            return usual[0].as_py() if len(usual) >= _FEWEST and not _without_zeros(texts, usual, mark) else ""
    others = pa.concat_arrays([_only(texts, _CLOSED[mark]), _only(texts, _OPEN[_OTHER[mark]])])
    return others[0].as_py() if len(others) else ""


def _without_zeros(texts: pa.Array, usual: pa.Array, mark: str) -> bool:
    """Whether more cells than the ``usual`` ones have three digits behind a mark, and none of all ends in a zero."""
    three = _only(texts, _OPEN[mark])
    return len(three) > len(usual) and not any(_any(each, rf"0{_BEHIND}") for each in (three, usual))


def _only(texts: pa.Array, pattern: str) -> pa.Array:
    return texts.filter(pc.match_substring_regex(texts, pattern))


def _contradiction(columns: Sequence[pa.Array], typed: Sequence[Mask | None]) -> Question | None:
    """What is asked where one cell needs a point before its decimals, and another a comma."""
    of_comma = _question(columns, typed, ",", _COMMA)
    of_point = _question(columns, typed, ".", _POINT)
    return replace(of_comma, against=of_point.text) if of_comma and of_point else None


def _question(columns: Sequence[pa.Array], typed: Sequence[Mask | None], mark: str, pattern: str) -> Question | None:
    count, first, cells = 0, None, dict[int, str]()
    for number, (column, mask) in enumerate(zip(columns, typed, strict=True)):
        either = pc.match_substring_regex(column, pattern).to_numpy(zero_copy_only=False)
        at = np.flatnonzero(either if mask is None else either & ~mask)
        count += len(at)
        if len(at) and first is None:
            cells = dict(zip(at.tolist(), column.take(pa.array(at)).to_pylist(), strict=True))
            first = (number, int(at[0]), cells[int(at[0])])
    return Question(mark, *first, count, cells) if first else None
