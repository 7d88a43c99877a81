"""What a review rule is, what it is given, and what it raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypedDict

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from crosscut.calendar import Calendar
from crosscut.digests import text_digest
from crosscut.findings import Finding, Severity
from crosscut.tables import ProgrammeRow
from crosscut.text import Text

ParameterKind = Literal["percent", "amount", "count", "words"]
Value = Fraction | int | tuple[str, ...]
"""Fraction for percent, int for counts and amounts (minor units), texts for words."""


@dataclass(frozen=True, slots=True)
class Values:
    """Settled parameters of one rule by name; None is an amount that nobody states in this currency."""

    by_name: Mapping[str, Value | None]

    def percent(self, name: str) -> Fraction:
        """A parameter that is a percentage, as a part of one; TypeError where it is none."""
        value = self.by_name[name]
        if not isinstance(value, Fraction):
            raise TypeError(f"{name} is no percentage")
        return value

    def number(self, name: str) -> int:
        """A parameter that is a count, or an amount in minor units; TypeError where it is none."""
        value = self.by_name[name]
        if not isinstance(value, int):
            raise TypeError(f"{name} is no whole number")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """A parameter that is a list of words; TypeError where it is none."""
        value = self.by_name[name]
        if not isinstance(value, tuple):
            raise TypeError(f"{name} is no list of words")
        return value

    def with_number(self, name: str, value: int) -> Values:
        """The same with another value for one of them."""
        return Values({**self.by_name, name: value})

    @property
    def unset(self) -> tuple[str, ...]:
        """The names of those that nobody states."""
        return tuple(name for name, value in self.by_name.items() if value is None)


Disposition = Literal["open", "accepted", "waived", "deferred", "expired"]


@dataclass(frozen=True)
class ReviewDemand:
    """What is reviewed: the tables of one budget, and the year and stage that asks.

    ``facts`` is a table of FACTS. ``calendar`` has the periods of the lines. ``findings`` are what the inputs were
    found to be at fault in, which some rules restate. ``unnamed`` are the ids of money whose programmes nobody named:
    no two of them can be told to do the same. ``areas`` are the names of areas by their ids, ``decided`` the programmes
    whose areas a person decided, whatever their tags say.
    """

    programmes: pa.Table
    subprogrammes: pa.Table
    lines: pa.Table
    tags: pa.Table
    facts: pa.Table
    calendar: Calendar
    currency: str
    findings: tuple[Finding, ...] = ()
    year: int = 0
    stage: str = ""
    unnamed: frozenset[str] = frozenset()
    areas: Mapping[str, Text] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()

    @property
    def executed(self) -> str:
        """The stage that says what was spent."""
        return self.calendar.execution

    def named(self, programmes: Iterable[str]) -> dict[str, ProgrammeRow]:
        """What is said of these programmes, by id."""
        wanted = pa.array(sorted(programmes), pa.string())
        rows: list[ProgrammeRow] = self.programmes.filter(
            pc.is_in(self.programmes["programme"], value_set=wanted)
        ).to_pylist()
        return {row["programme"]: row for row in rows}


@dataclass(frozen=True)
class Parameter:
    """One number or list that an office chooses: ``[review.<rule>]`` of ``policy.toml``.

    ``default`` is a number of percent, an amount with its unit, a count, or words. An amount is meant in the
    currency that it names; where the budget has another, the office has to state its own.
    """

    name: str
    kind: ParameterKind
    default: Any
    meaning: Text


@dataclass(frozen=True)
class Hit:
    """The table expression of a rule over the history frame: which programmes, and the amounts that say why.

    ``at_stake`` is divided by ``divisor``, or by the column ``per``, after all else, exactly and towards zero. ``more``
    are further columns for the sentence; names that end in ``_amount`` are money, in ``_rate`` or ``_points``
    thousandths, in ``_back`` years that many before the reviewed one.
    """

    when: nw.Expr
    value: nw.Expr
    expected: nw.Expr
    at_stake: nw.Expr
    divisor: int = 1
    per: str = ""
    more: Mapping[str, nw.Expr] = field(default_factory=dict)


class HistoryCells:
    """The columns of the history frame as expressions, money in a type that no comparison overflows."""

    def __init__(self, wide: Any) -> None:
        self._wide = wide

    def __getitem__(self, name: str) -> nw.Expr:
        return nw.col(name)

    def money(self, name: str) -> nw.Expr:
        """An amount, wide."""
        return nw.col(name).cast(self._wide)

    def none(self) -> nw.Expr:
        """No amount."""
        return nw.lit(None).cast(nw.Int64)

    def says(self, names: tuple[str, ...], words: tuple[str, ...]) -> nw.Expr:
        """Whether one of the text columns holds one of the words, in any case."""
        pattern = "|".join(_plain(word.casefold()) for word in words) or "$^"
        tests = [nw.col(name).fill_null("").str.to_lowercase().str.contains(pattern) for name in names]
        return nw.any_horizontal(*tests, ignore_nulls=True)


def _plain(word: str) -> str:
    """The word as a pattern that RE2 and Java read the same."""
    return "".join(f"\\{letter}" if letter in r"\.+*?()[]{}|^$" else letter for letter in word)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of the review: everything that is known of it stands here.

    Attributes
    ----------
    id, title, explanation, action
        Its name for programs; its name, its reason and what it suggests for readers.
    sentence
        What a finding says: a template over ``name``, ``year``, ``value``, ``expected``, ``difference``, ``at_stake``,
        the rule's parameters and the hit's further columns; ``asks`` (English), ``request`` and ``demanded`` (Korean)
        are the words for what the reviewed stage is for.
    needs
        Names of data (:data:`crosscut.review.history.NEEDS`); ``a|b`` is either. Where one is missing the rule does
        not run, and says so.
    back
        How many years before the reviewed one its findings rest on.
    hits
        The table expression; None for a rule that restates findings on the inputs.
    restates
        Rules of the input checks whose findings become this rule's.
    answered
        Whether a person's decision on the areas of a programme answers what the rule asks.
    relative
        ``(column, parameter)``: the parameter, a percent, is replaced by the value of the column that this part of
        the programmes does not exceed.
    reasons
        Columns of words by reason, looked up in a finding's programme and said in its sentence as ``reason``.
    without
        Column of the hit's ``more`` → what a finding says where nothing is known of it.

    """

    id: str
    title: Text
    explanation: Text
    action: Text
    sentence: Text
    severity: Severity = Severity.WARNING
    parameters: tuple[Parameter, ...] = ()
    needs: tuple[str, ...] = ()
    back: int = 0
    hits: Callable[[HistoryCells, Values], Hit] | None = None
    restates: tuple[str, ...] = ()
    answered: bool = False
    relative: tuple[str, str] | None = None
    reasons: Mapping[str, Text] = field(default_factory=dict)
    without: Mapping[str, Text] = field(default_factory=dict)


class RaisedRecord(TypedDict):
    """A finding of the review by the command contract (DESIGN §7), with what to do about it."""

    finding: str
    rule: str
    severity: str
    programme: str
    message: str
    message_ko: str
    value: int | None
    expected: int | None
    difference: int | None
    at_stake: int
    rows: list[str]
    fiscal_year: int
    action: str
    action_ko: str
    disposition: Disposition
    reason: str
    basis: str


@dataclass(frozen=True)
class Raised:
    """A finding of the review. ``at_stake`` is the money that the finding could move, in minor units.

    ``basis`` is the digest of the numbers it rests on: a waiver holds as long as it does. ``part`` tells the findings
    of one rule about one programme apart, empty where there is but one.
    """

    finding: Finding
    at_stake: int
    action: Text
    fiscal_year: int = 0
    disposition: Disposition = "open"
    reason: str = ""
    part: str = ""

    @property
    def named(self) -> str:
        """The rule and the programme: what all findings of a rule about one programme have in common."""
        return f"{self.finding.rule}:{self.finding.programme}"

    @property
    def subject(self) -> str:
        """What a disposition of it names: the rule and the programme, and its part where the rule found several."""
        return f"{self.named}:{self.part}" if self.part else self.named

    @property
    def basis(self) -> str:
        """Digest of the numbers that the finding rests on."""
        found = self.finding
        text = "\x1f".join(
            map(
                str,
                (
                    found.rule,
                    found.programme,
                    self.fiscal_year,
                    found.value,
                    found.expected,
                    self.at_stake,
                    *sorted(found.rows),
                ),
            )
        )
        return text_digest(text, size=8)

    @property
    def counts(self) -> bool:
        """Whether its money is still at stake: a waived finding's is not."""
        return self.disposition != "waived"

    @property
    def moves(self) -> bool:
        """Whether it could move money: what only informs does not."""
        return self.counts and self.finding.severity is not Severity.INFO

    def to_json(self) -> RaisedRecord:
        """The finding as the command line prints it."""
        found = self.finding
        return {
            "finding": self.subject,
            "rule": found.rule,
            "severity": str(found.severity),
            "programme": found.programme,
            "message": found.message.en,
            "message_ko": found.message.ko,
            "value": found.value,
            "expected": found.expected,
            "difference": found.difference,
            "at_stake": self.at_stake,
            "rows": list(found.rows),
            "fiscal_year": self.fiscal_year,
            "action": self.action.en,
            "action_ko": self.action.ko,
            "disposition": self.disposition,
            "reason": self.reason,
            "basis": self.basis,
        }


class NotRunRecord(TypedDict):
    """A rule that could not run by the command contract."""

    rule: str
    needs: list[str]
    needs_ko: list[str]


@dataclass(frozen=True)
class NotRun:
    """A rule that could not run: the data that it lacks, in the words of ``crosscut.toml``. It is not passed."""

    rule: str
    needs: tuple[Text, ...]

    def to_json(self) -> NotRunRecord:
        """The rule as the command line prints it."""
        return {
            "rule": self.rule,
            "needs": [each.en for each in self.needs],
            "needs_ko": [each.ko for each in self.needs],
        }
