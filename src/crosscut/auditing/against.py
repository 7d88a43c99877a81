"""A document's figures beside those of a budget folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from crosscut.auditing import wording
from crosscut.auditing.model import AuditFinding, Figure, Interval
from crosscut.auditing.relations.system import System
from crosscut.findings import Severity


@dataclass(frozen=True, slots=True)
class Known:
    """What a ledger holds: an area (or ``whole:`` and its kind) in a year at a stage under one counting.

    ``amount`` is in minor units of ``currency``.
    """

    entity: str
    year: int
    stage: str
    counting: str
    amount: int
    currency: str


def compare(system: System, known: Sequence[Known]) -> tuple[list[AuditFinding], set[str]]:
    """The figures that the ledger contradicts, and the ids of all that it speaks of.

    A figure agrees where it is what the ledger holds at the figure's stage (at any stage, where the document names
    none) under any counting. Where the document names a stage that the ledger does not have, nothing is said.
    """
    held: dict[tuple[str, int, str], list[Known]] = defaultdict(list)
    for each in known:
        held[each.entity, each.year, each.currency].append(each)
    findings, spoken = [], set[str]()
    for figure in system.figures.values():
        if not _is_level(system, figure):
            continue
        candidates = held.get((figure.entity, figure.year or 0, figure.currency), [])
        named = [each for each in candidates if not figure.stage or each.stage == figure.stage]
        if named:
            spoken.add(figure.id)
            if all(Interval(Fraction(each.amount), Fraction(each.amount)).meet(figure.lenient).empty for each in named):
                findings.append(_finding(figure, named))
    return findings, spoken


def _is_level(system: System, figure: Figure) -> bool:
    """Whether a figure states the size of an area or a whole in a year."""
    if not figure.is_money or not figure.entity or figure.year is None:
        return False
    key = system.states.get(figure.id, ("",))
    return key[0] == "level" or (key[0] == "cell" and not figure.signed)


def _finding(figure: Figure, named: list[Known]) -> AuditFinding:
    amounts = sorted({each.amount for each in named})
    near = min(amounts, key=lambda amount: (abs(amount - figure.value), amount))
    said = " or ".join(wording.value(Fraction(amount), "amount", figure.currency) for amount in amounts[:3])
    said_ko = ", ".join(wording.value(Fraction(amount), "amount", figure.currency, "ko") for amount in amounts[:3])
    suggestion = wording.printed(figure, Fraction(near))
    return AuditFinding(
        "ledger", Severity.FATAL,
        f"{figure.text} is not what the budget's ledger holds for {figure.entity} in {figure.year}: {said}.",
        f"{figure.text}: 예산 원장의 {figure.year}년 {figure.entity} 금액({said_ko})과 다름.",
        (figure.id,), Interval(Fraction(amounts[0]), Fraction(amounts[-1])), suggestion=suggestion,
        suggestions=((suggestion, "the ledger's amount"),), document=figure.document, start=figure.start,
        end=figure.end,
    )  # fmt: skip
