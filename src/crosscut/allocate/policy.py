"""The meaning of ``policy.toml``: the ceiling, the rules with their owners and sources, and what a plan is worth."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from crosscut import tomltext
from crosscut.allocate import refusal_words as say
from crosscut.allocate.policy_base import merged
from crosscut.allocate.policy_faults import faults_of
from crosscut.allocate.quantities import Change, Cut, Percent
from crosscut.config import ConfigError
from crosscut.errors import CrosscutError
from crosscut.setting_values import FileInside, Names
from crosscut.text import Text
from crosscut.text.refusals import UnfitValueError, said_of
from crosscut.wholefiles import read_text

Key = Literal["ministry", "committee", "area", "programme", "tag", "status", "finding", "duplicates"]
Value = Literal["amount", "programme"]


def _many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _written(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_many)]
Where = dict[Key, Words]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _Owned(_Strict):
    """What every rule carries: a name for readers, who owns it, and the law, decision or promise that it rests on."""

    id: str = Field(default="", description="a short stable name; empty numbers the rule")
    name: Names = Text()
    owner: Names = Text()
    source: Names = Text()


class Ceiling(_Owned):
    """The total: an amount, or a change against last year's total."""

    amount: str = ""
    change: Change | None = None
    use: Literal["up to", "all"] = Field(default="up to", description="all: the plan spends it to the last unit")

    @model_validator(mode="after")
    def _one(self) -> Ceiling:
        if bool(self.amount) == (self.change is not None):
            raise UnfitValueError(say.EITHER)
        return self


class StageAmounts(_Strict):
    """Which lines say something: of a stage and a year; empty takes what the budget leads with."""

    stage: str = ""
    fiscal_year: int | None = None


class Previous(StageAmounts):
    """What counts as last year."""

    source: Literal["lines", "request"] = Field(
        default="lines", description="request: no other year is known, the request itself is taken as last year"
    )
    programmes: Literal["all", "asking"] = Field(
        default="all", description="asking: sums of last year leave out programmes that ask for nothing now"
    )


class Criterion(_Strict):
    """One criterion: where its scores come from and what is known of its weight."""

    id: str
    name: Names = Text()
    file: FileInside = ""
    column: str = ""
    where: Where = Field(default_factory=dict, description="scores 100 times the share of the money that is selected")
    ranks: bool = Field(default=False, description="the file has each ministry's own ranks, 1 for the first")
    weight: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    rank: int | None = Field(default=None, ge=1)
    range: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _scored(self) -> Criterion:
        if bool(self.file) == bool(self.where):
            raise UnfitValueError(say.UNSCORED.format(id=repr(self.id)))
        if self.ranks and not self.file:
            raise UnfitValueError(say.RANKS_OF_NOTHING.format(id=repr(self.id)))
        if self.weight is None and self.rank is None and self.range is None:
            raise UnfitValueError(say.UNWEIGHED.format(id=repr(self.id)))
        if self.range and not 0 <= self.range[0] <= self.range[1]:
            raise UnfitValueError(say.RANGE.format(id=repr(self.id)))
        return self


class Returns(_Strict):
    """Up to this part of the request, a unit of money is worth this much of the programme's score."""

    up_to: Percent
    worth: float = Field(ge=0, allow_inf_nan=False)


class Worth(_Strict):
    """What a plan is worth."""

    per: Value = Field(default="amount", description="amount: score × money; programme: the score of what is funded")
    returns: tuple[Returns, ...] = ()
    stability: float = Field(default=0, ge=0, allow_inf_nan=False, description="lost per unit of change on last year")
    score_error: float = Field(default=0, ge=0, description="scores may be off by this many points, for robustness")
    criterion: tuple[Criterion, ...] = ()

    @model_validator(mode="after")
    def _diminish(self) -> Worth:
        for one, other in pairwise(self.returns):
            if other.up_to <= one.up_to or other.worth > one.worth:
                raise UnfitValueError(say.RETURNS)
        ids = [each.id for each in self.criterion]
        if len(set(ids)) < len(ids):
            raise UnfitValueError(say.ONE_ID)
        return self


class MoneyRule(_Owned):
    """A rule over the money of a selection; ``each`` makes one rule for every value of a key."""

    where: Where = Field(default_factory=dict)
    each: Key | None = None
    at_least: str = ""
    at_most: str = ""
    growth_at_least: Change | None = None
    growth_at_most: Change | None = None
    of_ceiling_at_least: Percent | None = None
    of_ceiling_at_most: Percent | None = None
    step: Percent = Field(default=Fraction(1, 100), description="by how much the rule is relaxed to see what it costs")

    @model_validator(mode="after")
    def _says_something(self) -> MoneyRule:
        if not any((self.at_least, self.at_most, *(getattr(self, name) is not None for name in _SHARES))):
            raise UnfitValueError(say.RULE_OF_NOTHING.format(known=", ".join(("at_least", "at_most", *_SHARES))))
        return self


_SHARES = ("growth_at_least", "growth_at_most", "of_ceiling_at_least", "of_ceiling_at_most")


class _Selecting(_Owned):
    where: Where = Field(default_factory=dict)
    findings: Words = Field(default=(), description="only programmes that these review rules found something about")


class Bound(_Selecting):
    """A rule that each selected programme keeps by itself.

    Changes, freezes and cuts are against last year; a programme ends under them only where a choice lets it.
    ``at_least``, ``request_at_least`` and ``keep`` are commitments, under which it never does.
    """

    change_at_least: Change | None = None
    change_at_most: Change | None = None
    cut_at_least: Cut | None = None
    freeze: bool = False
    at_most: str = ""
    request_at_most: Percent | None = None
    at_least: str = ""
    request_at_least: Percent | None = None
    keep: bool = Field(default=False, description="at least last year's amount")

    @model_validator(mode="after")
    def _says_something(self) -> Bound:
        said = self.model_fields_set - set(_Selecting.model_fields)
        if not said:
            own = (name for name in type(self).model_fields if name not in _Selecting.model_fields)
            raise UnfitValueError(say.BOUND_OF_NOTHING.format(known=", ".join(own)))
        return self


class Choice(_Selecting):
    """What a programme may be given: nothing or at least a viable part, or one of some parts of its request."""

    viable: Percent | None = None
    viable_of_execution: Percent | None = Field(
        default=None, description="nothing, or at least this part of what was spent in the latest year known"
    )
    options: tuple[Percent, ...] = ()
    may_end: bool = True

    @model_validator(mode="after")
    def _one(self) -> Choice:
        if self.options and (self.viable is not None or self.viable_of_execution is not None):
            raise UnfitValueError(say.VIABLE_AND_OPTIONS)
        if any(not option > 0 for option in self.options):
            raise UnfitValueError(say.NO_STEP)
        return self


class Group(_Selecting):
    """At most so many of a group may be funded, as with duplicates, or at least so many."""

    at_most: int | None = Field(default=None, ge=0)
    at_least: int = Field(default=0, ge=0)
    each: Key | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Group:
        if self.at_most is None and not self.at_least:
            raise UnfitValueError(say.GROUP_OF_NOTHING)
        return self


class Prerequisite(_Owned):
    """``programme`` may only be funded where every one of ``needs`` is."""

    programme: str
    needs: Words


class Commitment(_Owned):
    """What contracts bind: a programme gets at least what its contracts come to in the year that is planned."""

    file: FileInside = Field(description="columns programme, year, amount; one row a contract and year")
    unit: str = Field(description="what the file's amounts are in")


class Priority(_Owned):
    """Each ministry's own list: a programme is funded only where all that its ministry ranks above it are."""

    file: FileInside = Field(description="columns programme and rank, 1 for the first of a ministry")
    column: str = "rank"


class Bonus(_Owned):
    """What two programmes are worth beyond their own values where both are funded."""

    programmes: tuple[str, str]
    value: float = Field(gt=0, allow_inf_nan=False)


class Later(_Strict):
    """A later year that is planned together with this one: its ceiling, and what commits it."""

    year: Annotated[str, BeforeValidator(_written)] = ""
    amount: str = ""
    change: Change | None = None
    carry: Percent = Field(default=Fraction(0), description="the part of the year before that each programme keeps")

    @model_validator(mode="after")
    def _one(self) -> Later:
        if bool(self.amount) == (self.change is not None):
            raise UnfitValueError(say.EITHER)
        return self


class Policy(_Strict):
    """A whole ``policy.toml``."""

    title: Names = Text()
    base: FileInside = Field(default="", description="a policy to start from, such as last year's, beside this one")
    without: Words = Field(default=(), description="ids of rules of the base that do not hold any more")
    unit: str = Field(description="every amount of the plan is a whole number of these")
    request: StageAmounts = StageAmounts()
    previous: Previous = Previous()
    may_exceed_request: bool = False
    tags: dict[str, Words] = Field(default_factory=dict, description="tag → programmes")
    ceiling: Ceiling
    value: Worth = Worth()
    rule: tuple[MoneyRule, ...] = ()
    bound: tuple[Bound, ...] = ()
    choice: tuple[Choice, ...] = ()
    group: tuple[Group, ...] = ()
    prerequisite: tuple[Prerequisite, ...] = ()
    commitment: tuple[Commitment, ...] = ()
    priority: tuple[Priority, ...] = ()
    bonus: tuple[Bonus, ...] = ()
    later: tuple[Later, ...] = ()


REVIEW = "review"
"""The table of a policy file that sets the thresholds of the review and nothing of the plan."""


def only_reviews(text: str) -> bool:
    """Whether the text of a policy speaks of the review alone, so that there is nothing to allocate by."""
    try:
        return set(tomltext.parsed(text)) == {REVIEW}
    except CrosscutError:
        return False


def load(file: Path) -> Policy:
    """Read a policy.

    Raises
    ------
    ConfigError
        where the file is missing, is no TOML, or holds a setting that cannot be; all faults at once.

    """
    try:
        return read(read_text(file, tomltext.LARGEST), file)
    except FileNotFoundError:
        raise ConfigError(file, [say.NOT_FOUND]) from None
    except UnicodeDecodeError:
        raise ConfigError(file, [say.NO_UTF8]) from None


def read(text: str, file: Path, texts: Mapping[str, str] | None = None) -> Policy:
    """The policy that a text states; raises ConfigError, which calls it ``file``, as :func:`load` does.

    ``texts`` are those of other files by name, which stand for what lies there now.
    """
    try:
        data = tomltext.parsed(text)
    except CrosscutError as error:
        raise ConfigError(file, [Text(error.message, say.NO_TOML.format(error=error.message))]) from None
    return parse(data, file, texts)


def parse(data: tomltext.Table, file: Path = Path("policy.toml"), texts: Mapping[str, str] | None = None) -> Policy:
    """A policy from parsed TOML; raises ConfigError as :func:`load` does. What it says to reviews is theirs."""
    try:
        data = merged(data, file, texts or {})
    except CrosscutError as error:
        raise ConfigError(file, [said_of(error)]) from None
    try:
        return Policy.model_validate({key: value for key, value in data.items() if key != REVIEW})
    except ValidationError as error:
        raise ConfigError(file, faults_of(error, data, Policy, _PARTS)) from None


_PARTS: dict[str, type[BaseModel]] = {
    "ceiling": Ceiling,
    "value": Worth,
    "criterion": Criterion,
    "rule": MoneyRule,
    "bound": Bound,
    "choice": Choice,
    "group": Group,
    "prerequisite": Prerequisite,
    "bonus": Bonus,
    "returns": Returns,
    "later": Later,
    "commitment": Commitment,
    "priority": Priority,
    "request": StageAmounts,
    "previous": Previous,
}
