"""What an audit says: figures, findings, implied ranges and coverage."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Literal

import pyarrow as pa

from crosscut.audit.documents.model import Table
from crosscut.audit.records import AuditRecord, FindingRecord, ImpliedRecord, PrintedFigureRecord
from crosscut.findings import Severity
from crosscut.results import Answer
from crosscut.text import Text

_SAMPLE = 4_000
_SHARE = 4
"""A text is Korean where more than one in so many of its first letters is."""

QuantityKind = Literal["amount", "percentage", "points", "count", "number"]
State = Literal["checked", "wrong", "doubtful", "unchecked"]
_IN_DOUBT = (Severity.FATAL, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed range of exact numbers; None is no bound on that side."""

    low: Fraction | None = None
    high: Fraction | None = None

    def meet(self, other: Interval) -> Interval:
        """What both ranges allow."""
        low, high = self.low, self.high
        if low is None or (other.low is not None and other.low > low):
            low = other.low
        if high is None or (other.high is not None and other.high < high):
            high = other.high
        return Interval(low, high)

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def bounded(self) -> bool:
        """Whether it has both ends."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True)
class PrintedFigure:
    """A printed number, where it stands and what it is about.

    ``value`` is in minor units of ``currency`` for amounts, a fraction of one for percentages and points. ``low`` and
    ``high`` bound what its printed precision allows. ``lenient`` is the wider range that cutting instead of rounding
    allows too: a verdict rests on it. ``ministry`` and ``programme`` are whose amount it is, where the words say so: an
    id of the register of ministries, and a name without spaces and marks. ``purse`` is what a ministry's amount is of:
    an area, ``rnd`` or ``total``. ``start`` and ``end`` are positions in the document's text.
    """

    id: str
    document: str
    text: str
    start: int
    end: int
    kind: QuantityKind
    value: Fraction
    low: Fraction
    high: Fraction
    lenient: Interval
    unit: str = ""
    currency: str = ""
    step: Fraction = Fraction(1)
    scale: Fraction = Fraction(1)
    decimals: int = 0
    loose: str = ""
    signed: bool = False
    year: int | None = None
    stage: str = ""
    label: str = ""
    entity: str = ""
    status: str = ""
    ministry: str = ""
    purse: str = ""
    programme: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.kind == "amount"

    @cached_property
    def size(self) -> tuple[Fraction, Fraction]:
        """The range of its size without its sign: in minor units for amounts, as a fraction of one for rates."""
        low, high = self.lenient.low, self.lenient.high
        assert low is not None
        assert high is not None
        return (low, high) if self.value >= 0 else (-high, -low)

    @cached_property
    def rough_size(self) -> tuple[float, float]:
        """The same range as floats, for a first look that costs little."""
        return float(self.size[0]), float(self.size[1])

    @cached_property
    def digits(self) -> str:
        """The digits that are printed, without a sign; empty where nothing says how fine it is."""
        return str(abs(round(self.value / self.step))) if self.step else ""

    @property
    def unit_worth(self) -> Fraction:
        """What one in its printed unit is worth; cells of tables have their unit elsewhere."""
        return self.scale if self.scale != 1 else self.step * 10**self.decimals

    def to_json(self) -> PrintedFigureRecord:
        """The figure by the contract of the command line."""
        return {
            "id": self.id,
            "document": self.document,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "value": number(self.value, self.kind),
            "low": inward(self.low, self.kind, up=True),
            "high": inward(self.high, self.kind, up=False),
            "unit": self.unit,
            "currency": self.currency,
            "year": self.year,
            "stage": self.stage,
            "label": self.label,
            "entity": self.entity,
            "kind": self.kind,
            "status": self.status,
            "ministry": self.ministry,
            "programme": self.programme,
        }


def number(value: Fraction, kind: QuantityKind) -> int | float:
    """A value for JSON: amounts and counts as integers where they are whole, percentages as fractions of one."""
    return round(value) if kind == "amount" or (value.denominator == 1 and kind == "count") else float(value)


def inward(value: Fraction | None, kind: QuantityKind, *, up: bool) -> int | float | None:
    """An end of a range for JSON: whole minor units inside the range for amounts."""
    if value is None:
        return None
    if kind == "amount":
        return ceil(value) if up else floor(value)
    return number(value, kind)


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """What is wrong, in words and in numbers.

    ``figures`` are the ids of the figures in doubt, ``why`` of those it follows from. ``expected`` is what the first
    figure should lie between. ``suggestion`` is what was probably meant, as it would be printed; ``suggestions`` holds
    the others too, each with its reason. ``ledger`` holds ids of figures of a budget folder that say otherwise.
    """

    rule: str
    severity: Severity
    message: Text
    figures: tuple[str, ...] = ()
    expected: Interval = Interval()
    expected_kind: QuantityKind = "amount"
    suggestion: str = ""
    suggestions: tuple[tuple[str, str], ...] = ()
    why: tuple[str, ...] = ()
    document: str = ""
    start: int = 0
    end: int = 0
    ledger: tuple[str, ...] = ()

    def to_json(self) -> FindingRecord:
        """The finding by the contract of the command line."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message.en,
            "message_ko": self.message.ko,
            "figures": list(self.figures),
            "expected_low": inward(self.expected.low, self.expected_kind, up=True),
            "expected_high": inward(self.expected.high, self.expected_kind, up=False),
            "suggestion": self.suggestion,
            "why": list(self.why),
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "ledger": list(self.ledger),
            "suggestions": [{"text": text, "reason": reason} for text, reason in self.suggestions],
        }


@dataclass(frozen=True, slots=True)
class Implied:
    """What follows from the figures though nobody printed it: ``label`` lies in ``range``, because of ``why``."""

    label: Text
    range: Interval
    why: tuple[str, ...]
    kind: QuantityKind = "amount"
    currency: str = ""

    def to_json(self) -> ImpliedRecord:
        """The range by the contract of the command line."""
        return {
            "label": self.label.en,
            "label_ko": self.label.ko,
            "low": inward(self.range.low, self.kind, up=True),
            "high": inward(self.range.high, self.kind, up=False),
            "currency": self.currency,
            "why": list(self.why),
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was read and checked.

    ``numbers`` counts every printed number, of which ``amounts`` and ``percentages`` are such; ``checked`` are those
    that stand in at least one relation with other figures, bounds of open lists aside. ``sums`` counts the totals that
    add up, ``sums_found`` all totals. ``unproved`` counts contradictions whose explanation is not proved to be the
    smallest, ``unjoined`` relations that were judged one by one only.
    """

    numbers: int = 0
    amounts: int = 0
    percentages: int = 0
    checked: int = 0
    sums_found: int = 0
    sums: int = 0
    unproved: int = 0
    unjoined: int = 0

    def to_json(self) -> dict[str, int]:
        """The counts by the contract of the command line."""
        return {
            "numbers": self.numbers,
            "amounts": self.amounts,
            "percentages": self.percentages,
            "checked": self.checked,
            "totals": self.sums_found,
            "totals_that_add_up": self.sums,
            "unproved": self.unproved,
            "apart": self.unjoined,
        }


_FINDING = pa.schema(
    [
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("suggestion", pa.string()),
        ("document", pa.string()),
        ("figures", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, repr=False)
class Audit(Answer):
    """The audit of one or more documents read together: their ``texts`` and the ``tables`` in them by name."""

    figures: tuple[PrintedFigure, ...] = ()
    findings: tuple[AuditFinding, ...] = ()
    implied: tuple[Implied, ...] = ()
    coverage: Coverage = Coverage()
    texts: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, tuple[Table, ...]], ...] = ()
    checked: frozenset[str] = field(default_factory=frozenset)

    @property
    def korean(self) -> bool:
        """Whether the documents are mostly in Korean: reports follow them."""
        letters = [letter for _, text in self.texts for letter in text[:_SAMPLE] if letter.isalpha()]
        return sum("가" <= letter <= "힣" for letter in letters) * _SHARE > len(letters)

    @property
    def fatal(self) -> bool:
        """Whether some figure cannot be true."""
        return any(finding.severity is Severity.FATAL for finding in self.findings)

    def state(self, figure: str) -> State:
        """Whether a figure is wrong, doubtful, checked and found in order, or unchecked.

        Doubtful is what a warning names, and one of several of which one is wrong.
        """
        doubted = [each for each in self.findings if each.severity in _IN_DOUBT and figure in each.figures]
        if doubted:
            certain = any(each.severity is Severity.FATAL and len(each.figures) == 1 for each in doubted)
            return "wrong" if certain else "doubtful"
        return "checked" if figure in self.checked else "unchecked"

    def titled_table(self) -> tuple[str, pa.Table]:
        """What was found, a row a finding."""
        title = f"Audit: {len(self.figures):,} figures, {len(self.findings):,} findings"
        rows = [
            {
                "rule": each.rule,
                "severity": str(each.severity),
                "message": each.message.en,
                "suggestion": each.suggestion,
                "document": each.document,
                "figures": list(each.figures),
            }
            for each in self.findings
        ]
        return title, pa.Table.from_pylist(rows, schema=_FINDING)

    def to_json(self) -> AuditRecord:
        """The audit by the contract of the command line."""
        return {
            "figures": [{**each.to_json(), "state": self.state(each.id)} for each in self.figures],
            "findings": [each.to_json() for each in self.findings],
            "implied": [each.to_json() for each in self.implied],
            "coverage": self.coverage.to_json(),
        }
