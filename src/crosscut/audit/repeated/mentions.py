"""Every number of a document with what tells of what it is: its words, its place, the rates beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crosscut.audit import phrases
from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import PrintedFigure
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement

_WORD = re.compile(r"[가-힣]{2,}|[一-龥ァ-ヴ]{2,}|[A-Za-zÀ-ÿ]{3,}")
_PARTICLE = re.compile(
    r"(?<=[가-힣]{2})(?:으로|에서|에게|부터|까지|보다|이며|은|는|이|가|을|를|의|에|로|도|과|와|인|원)$"
)
_STOPPED = re.compile(r"[.!?。]\s*$|다$")
_MOST_HEADS, _LONGEST_HEAD = 3, 90
_BEHIND, _BEFORE = 24, 60


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as printed in one place; ``placed`` is None for the cell of a table, of which ``label`` is the row's.

    ``words`` are those around it, ``rates`` the percentages of its sentence or row, ``headline`` that it stands in the
    lines before the first sentence.
    """

    figure: PrintedFigure
    digits: str
    words: frozenset[str]
    label: str
    header: str
    rates: frozenset[Fraction]
    headline: bool
    line: int
    clause: str
    placed: NumberInSentence | None = None

    @property
    def ends_in_nothing(self) -> bool:
        """Whether its last digit before the unit is a nought, as in ``8270억원``."""
        return self.figure.digits == f"{self.digits}0"

    @property
    def name(self) -> frozenset[str]:
        """The words right before it, or of its row, that name something."""
        return words(self.label) - TELLS_NOTHING

    @property
    def says(self) -> str:
        """The sentence, or the row and the column, that it stands in."""
        return f"{self.label} {self.header}" if self.placed is None else self.clause

    @property
    def kind(self) -> str:
        """Its kind: the bare number of a cell is of what the table is."""
        return "amount" if self.figure.kind == "number" else self.figure.kind


def mentions(assembly: Assembly) -> Iterator[NumberMention]:
    """The amounts, counts and rates of the running text and of the tables of a document."""
    heads = _heads(assembly)
    text = assembly.document.text
    breaks = [place for place, letter in enumerate(text) if letter == "\n"]
    for group in assembly.prose.groups:
        clause = group[0].clause
        rates = frozenset(each.token.size for each in group if each.token.kind == "percentage")
        for placed in group:
            if placed.token.kind in ("amount", "count", "percentage") and not _is_bound(placed):
                around = text[
                    max(clause.start, placed.token.start - _BEFORE) : min(clause.end, placed.token.end + _BEHIND)
                ]
                figure = assembly.system.figures[assembly.id_of(placed)]
                yield NumberMention(
                    figure,
                    _digits(figure),
                    words(around),
                    placed.label,
                    "",
                    rates,
                    clause.line.start in heads,
                    bisect_right(breaks, placed.token.start),
                    text[clause.start : clause.end],
                    placed,
                )
    yield from _cells(assembly, breaks)


def _cells(assembly: Assembly, breaks: list[int]) -> Iterator[NumberMention]:
    system = assembly.system
    rows: dict[int, list[PrintedFigure]] = defaultdict(list)
    for name, key in system.states.items():
        if key[0] == "cell" and key[1] == assembly.document.name:
            figure = system.figures[name]
            rows[bisect_right(breaks, figure.start)].append(figure)
    for line, figures in rows.items():
        rates = frozenset(abs(each.value) for each in figures if each.kind == "percentage")
        for figure in figures:
            label, _, header = figure.label.rpartition(" · ")
            yield NumberMention(figure, _digits(figure), words(label), label, header, rates, False, line, label)


def _is_bound(placed: NumberInSentence) -> bool:
    return placed.token.loose not in ("", "about")


def words(text: str) -> frozenset[str]:
    """The words of a text without their particles."""
    return frozenset(_PARTICLE.sub("", word.lower()) for word in _WORD.findall(text))


TELLS_NOTHING = words(
    "예산 예산안 금액 규모 전체 총액 합계 편성 지원 투입 증가 감소 올해 내년 지난해 작년 전년 대비 억원 조원 만원"
    " the and for with from million billion percent total budget this year last spending"
    " amount increase decrease were was has have will are"
    " 구분 증감 비중 이다 있다 했다 늘어난 줄어든 늘었다 줄었다 가운데 약 기준 단위"
)
"""Words that name nothing of their own."""


def _digits(figure: PrintedFigure) -> str:
    """The digits that are printed, without zeros at the end."""
    return figure.digits.rstrip("0")


def digits_of(one: NumberMention, other: NumberMention) -> tuple[str, str]:
    """The digits of two numbers, as finely as the finer of them is told where both are of one unit."""
    first, second = one.figure, other.figure
    if first.currency != second.currency or not first.currency:
        return one.digits, other.digits
    if first.step == second.step:
        told = [first.digits, second.digits]
    else:
        step = min(first.step, second.step)
        told = [str(abs(round(each.value / step))) for each in (first, second)]
    while all(each.endswith("0") for each in told):
        told = [each[:-1] for each in told]
    return told[0], told[1]


def _heads(assembly: Assembly) -> frozenset[int]:
    """Where the lines start that stand before the first sentence."""
    text, found = assembly.document.text, list[int]()
    for line in assembly.prose.lines[:_MOST_HEADS]:
        words = text[line.start : line.end].strip()
        if _STOPPED.search(words) or len(words) > _LONGEST_HEAD:
            break
        found.append(line.start)
    return frozenset(found if len(assembly.prose.lines) > len(found) or assembly.document.tables else ())


def implied(assembly: Assembly, moved: Sequence[Movement]) -> Iterator[NumberMention]:
    """What movements come to without printing it: a change between two levels, or the level after a change."""
    for each in moved:
        slots = {
            role: assembly.system.figures[assembly.id_of(placed)]
            for role, placed in each.frame.slots.items()
            if role != "growth"
        }
        direction = each.frame.direction
        if set(slots) == {"before", "after"}:
            one, other, sign = slots["after"], slots["before"], "−"
            value = one.value - other.value
        elif set(slots) == {"before", "difference"} and direction and "growth" in each.frame.slots:
            one, other, sign = slots["before"], slots["difference"], "+" if direction > 0 else "−"
            value = one.value + direction * abs(other.value)
        else:
            continue
        if one.step == other.step and value and one.is_money:
            told = phrases.value(abs(value), "amount", one.currency, "ko")
            shown = f"{' '.join(one.text.split())} {sign} {' '.join(other.text.split())} = {told}"
            figure = replace(one, id="", value=abs(value), text=shown)
            none = frozenset[str]()
            yield NumberMention(figure, _digits(figure), none, "", "", frozenset(), False, -1, "", each.frame.first)
