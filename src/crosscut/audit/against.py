"""A document's figures beside those of a budget folder: wholes, areas, ministries and programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from crosscut.audit import phrases
from crosscut.audit.model import AuditFinding, Interval, PrintedFigure
from crosscut.audit.relations.system import System
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.ministries import ministry_name

Subject = tuple[str, ...]
"""What an amount is of: ``area`` and its id or a whole, ``ministry`` and its id, ``part`` with a ministry
and an area, ``programme`` and its id, or ``share`` and the id of a programme for what it has in one area."""


@dataclass(frozen=True, slots=True)
class BudgetAmount:
    """What a ledger holds of a subject in a year at a stage under one counting.

    ``low`` and ``high`` bound the amount, in minor units of ``currency``, and are equal where it is exact. ``where``
    is the selection of rows that sums to it. ``complete`` says that no other money of the ledger may be of the subject
    too, as money without a ministry may be of any.
    """

    subject: Subject
    year: int
    stage: str
    counting: str
    low: int
    high: int
    currency: str
    where: tuple[tuple[str, str | int], ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class BudgetAmounts:
    """A budget folder for comparing: its amounts, and what its ministries and programmes are called.

    ``ministries`` are names of ministries that the register does not have, with the id that they go by here.
    ``programmes`` are normal names with the ids of the programmes that have them, and ``owners`` those programmes'
    ministries; ``names`` are what programmes are called, in English and Korean, and ``stages`` stages. ``identify``
    gives the id of the figure that is a known amount.
    """

    folder: str
    known: Sequence[BudgetAmount]
    ministries: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Text] = field(default_factory=dict)
    stages: Mapping[str, Text] = field(default_factory=dict)
    identify: Callable[[BudgetAmount], str] = lambda _: ""


def compare(system: System, ledger: BudgetAmounts) -> tuple[list[AuditFinding], set[str]]:
    """The figures that the ledger contradicts, and the ids of all that it speaks of.

    A figure agrees where it is what the ledger holds at the figure's stage (at any stage, where the document names
    none) under any counting. Where the document names a stage that the ledger does not have, or speaks of other years
    only, nothing is said. Where it does not name the figure's year, or may mean another measure, a difference is only
    a warning.
    """
    held: dict[tuple[Subject, str], list[BudgetAmount]] = defaultdict(list)
    for each in ledger.known:
        held[each.subject, each.currency].append(each)
    spoken_of = _years(system)
    findings, spoken = [], set[str]()
    for figure in system.figures.values():
        subject, sure = _subject(system, ledger, figure)
        candidates = held.get((subject, figure.currency), []) if subject else []
        years = {each.year for each in candidates} if figure.year is None else {figure.year}
        named = [each for each in candidates if {each.year} == years and figure.stage in ("", each.stage)]
        if figure.year is None and not years <= spoken_of.get(figure.document, years):
            continue
        if named:
            spoken.add(figure.id)
            if not any(_agrees(figure, each) for each in (*named, *_shares(held, figure, subject))):
                findings.append(_finding(ledger, figure, named, sure=sure and _is_complete(figure, named)))
    return findings, spoken


def _years(system: System) -> dict[str, set[int]]:
    """The years that each document names for its figures."""
    found: dict[str, set[int]] = defaultdict(set)
    for figure in system.figures.values():
        if figure.year is not None:
            found[figure.document].add(figure.year)
    return found


def _agrees(figure: PrintedFigure, known: BudgetAmount) -> bool:
    """Whether a figure may be what is known; tables whose parts add up round by up to one in the last place."""
    rounded = Interval(figure.value - figure.step, figure.value + figure.step)
    return any(
        not Interval(Fraction(known.low), Fraction(known.high)).meet(span).empty for span in (figure.lenient, rounded)
    )


def _shares(
    held: Mapping[tuple[Subject, str], list[BudgetAmount]], figure: PrintedFigure, subject: Subject
) -> list[BudgetAmount]:
    """What a programme has in single areas, which lists of an area print under its name."""
    shares = held.get((("share", *subject[1:]), figure.currency), []) if subject[0] == "programme" else []
    return [each for each in shares if figure.year in (None, each.year) and figure.stage in ("", each.stage)]


def _is_complete(figure: PrintedFigure, named: list[BudgetAmount]) -> bool:
    return figure.year is not None and all(each.complete for each in named)


def _subject(system: System, ledger: BudgetAmounts, figure: PrintedFigure) -> tuple[Subject, bool]:
    """What a figure is of, as the ledger has it, and whether that is sure; an empty subject where it is nothing."""
    place = system.states.get(figure.id, ("",))[0]
    table = place == "cell"
    if not figure.is_money or (table and figure.signed) or place in ("", "change"):
        return (), False
    if figure.programme in ledger.programmes:
        return _programme(ledger, figure), not table
    if figure.ministry:
        return _of_ministry(figure, table=table)
    known = figure.entity and place in ("level", "cell") and figure.year is not None
    return (("area", figure.entity), True) if known else ((), False)


def _of_ministry(figure: PrintedFigure, *, table: bool) -> tuple[Subject, bool]:
    """A ministry's whole budget or its part of an area; in a table it may be of another measure."""
    if table:
        row = ("part", figure.ministry, figure.entity) if figure.entity else ("ministry", figure.ministry)
        return (row, False) if figure.year is not None else ((), False)
    if figure.purse in ("rnd", "total"):
        return ("ministry", figure.ministry), figure.purse == "rnd"
    return (("part", figure.ministry, figure.purse), True) if figure.purse else ((), False)


def _programme(ledger: BudgetAmounts, figure: PrintedFigure) -> Subject:
    """The one programme of a name, told apart by its ministry where several share it; nothing where none is the one."""
    found = ledger.programmes[figure.programme]
    if figure.ministry:
        found = frozenset(each for each in found if ledger.owners.get(each) in ("", None, figure.ministry))
    return ("programme", next(iter(found))) if len(found) == 1 else ()


def _finding(ledger: BudgetAmounts, figure: PrintedFigure, named: list[BudgetAmount], *, sure: bool) -> AuditFinding:
    near = sorted(named, key=lambda each: (_away(figure, each), each.low, each.stage, each.counting))
    told = near[:3] if len({each.stage for each in near[:3]}) > 1 else []
    names = {each.stage: ledger.stages.get(each.stage, Text.same(each.stage)) for each in told}
    said, said_ko = (
        joint.join(dict.fromkeys(_range_words(each, names, language) for each in near[:3]))
        for joint, language in ((" or ", "en"), (" 또는 ", "ko"))
    )
    what, what_ko = (_what(ledger, near[0].subject, language) for language in ("en", "ko"))
    ids = tuple(dict.fromkeys(filter(None, (ledger.identify(each) for each in near[:3]))))
    trace = f"crosscut trace {ledger.folder} {ids[0]}" if ids else ""
    suggestion = phrases.nearly(figure, Fraction(near[0].low if figure.value < near[0].low else near[0].high))
    year = near[0].year
    en = f"{figure.text} is not what the budget's ledger holds for {what} in {year}: {said}"
    ko = f"{figure.text}: 예산 원장의 {year}년 {what_ko} 금액({said_ko})과 다름"
    return AuditFinding(
        "ledger",
        Severity.FATAL if sure else Severity.WARNING,
        Text(
            en + "".join(_traced(ids, trace, "figure", "to trace it")),
            ko + "".join(_traced(ids, trace, "수치", "추적")),
        ),
        (figure.id,),
        Interval(Fraction(min(each.low for each in near)), Fraction(max(each.high for each in near))),
        suggestion=suggestion,
        suggestions=((suggestion, "the ledger's amount"),),
        document=figure.document,
        start=figure.start,
        end=figure.end,
        ledger=ids,
    )


def _traced(ids: tuple[str, ...], trace: str, figure: str, how: str) -> Iterator[str]:
    """The ledger's figure by its id, and the command that shows its rows."""
    if ids:
        yield f" ({figure} {ids[0]}; {how}: {trace})"
    yield "."


def _away(figure: PrintedFigure, known: BudgetAmount) -> Fraction:
    return max(known.low - figure.value, figure.value - known.high, Fraction(0))


def _range_words(known: BudgetAmount, stages: Mapping[str, Text], language: str) -> str:
    """A known amount, with its stage where ``stages`` names it."""
    span = Interval(Fraction(known.low), Fraction(known.high))
    words = phrases.between(span, "amount", known.currency, language)
    return f"{words} ({stages[known.stage][language]})" if known.stage in stages else words


def _what(ledger: BudgetAmounts, subject: Subject, language: str) -> str:
    kind, *rest = subject
    if kind == "programme":
        return ledger.names[rest[0]][language]
    if kind == "area":
        return phrases.entity(rest[0], language)
    ministry = ministry_name(rest[0], language)
    if kind == "ministry":
        return ministry
    area = phrases.entity(rest[1], language)
    return f"{ministry}의 {area}" if language == "ko" else f"the part that {ministry} has of {area}"
