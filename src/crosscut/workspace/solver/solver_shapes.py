"""What is asked of a solver and what it answers: plain values, as they go from one process to another."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

Ask = Literal["ground", "plan", "rows", "feasible", "worth", "pins", "spread", "text", "broken"]
ChangeRow = tuple[str, str, str, str, str]
"""Kind, target, value, owner and source of an amendment."""


class OverPolicy(TypedDict):
    """Changes over the text of a policy; ``mark`` is the digest of what was asked for, as of ``moment``."""

    policy: str
    mark: str
    moment: str
    changes: list[ChangeRow]


class SolverQuestion(TypedDict, total=False):
    """One question.

    ``over`` are the scenarios that it is about, mostly one; ``against`` are the changes to compare with, ``place`` is
    what a feasible range is asked of, ``seconds`` how long costs of pins may take, ``core`` whether the core index is
    to be worked out, ``follow`` whether a ground names what areas became that the list in force lacks, ``amounts`` what
    is held against the rules, in minor units by programme.
    """

    ask: Ask
    over: list[OverPolicy]
    against: list[ChangeRow]
    place: str
    seconds: float
    head: list[str]
    core: bool
    follow: bool
    amounts: dict[str, int]


class SolverReply(TypedDict, total=False):
    """A line that a solver's process answers: the answer, or the code and message of what went wrong."""

    answer: object
    code: str
    message: str


class GroundAnswer(TypedDict):
    """What a new scenario stands over: the folder's policy written out, and the digest of what is asked for.

    ``areas`` are those that limits may be set on.
    """

    policy: str
    mark: str
    areas: list[str]


class PlaceRow(TypedDict):
    """The money of an area or a ministry: last year, now, and in what it is compared with; None without a plan."""

    key: str
    name: str
    name_ko: str
    past: int
    amount: int | None
    before: int | None


class LimitField(TypedDict):
    """A limit as a field: of what, which end, what an amendment of it is called, and what stands in it."""

    place: str
    side: str
    kind: str
    target: str
    value: str
    rule: str


class StandingRow(TypedDict):
    """A rule: what it says, whose it is, its limit, what the plan uses of it."""

    rule: str
    kind: str
    owner: str
    owner_ko: str
    source: str
    source_ko: str
    text: str
    text_ko: str
    limit: int | None
    used: int | None
    binding: bool


class RuleName(TypedDict):
    """A rule of the policy in words."""

    rule: str
    text: str
    text_ko: str


class BrokenRule(TypedDict):
    """A rule that amounts break: its limit and by how much it is missed, in minor units; 0 where it is no money."""

    rule: str
    text: str
    text_ko: str
    owner: str
    owner_ko: str
    limit: int | None
    missed: int


class PayRow(TypedDict):
    """A programme that gets more or less than in what is compared with."""

    programme: str
    name: str
    ministry: str
    change: int


class PaysAnswer(TypedDict):
    """Who pays: what programmes lose and gain in all, which adds up to the move, and the five of each that do most.

    ``same_worth`` says that both plans are worth the same: nobody has to pay.
    """

    same_worth: bool
    gains: int
    losses: int
    programmes: int
    losers: list[PayRow]
    gainers: list[PayRow]


class ClashRow(TypedDict):
    """One of the rules that cannot hold together, with the least change that mends all."""

    rule: str
    owner: str
    owner_ko: str
    source: str
    source_ko: str
    text: str
    text_ko: str
    change: str
    change_ko: str
    alone: bool


class MendRow(TypedDict):
    """One way to mend a contradiction: its changes, in words, and whose rules they touch."""

    text: str
    text_ko: str
    owners: list[str]
    owners_ko: list[str]
    changes: list[ChangeRow]


class PlanAnswer(TypedDict):
    """A plan, or its contradiction; amounts in minor units, None where there is no plan.

    ``moved`` says that what is asked for is no longer as it was when the scenario was opened, and cannot be had.
    ``past`` is the money of the period that ``base`` names, with which all is compared.
    ``digest`` is of all amounts, programme by programme. ``left_out`` are the rules of the policy that do not hold.
    """

    status: str
    value: float | None
    bound: float | None
    gap: float | None
    total: int | None
    ceiling: int
    past: int
    base: str
    base_ko: str
    programmes: int
    rules: list[StandingRow]
    left_out: list[RuleName]
    digest: str
    moved: bool
    areas: list[PlaceRow]
    ministries: list[PlaceRow]
    fields: list[LimitField]
    pays: PaysAnswer | None
    clash: list[ClashRow]
    clash_proved: bool
    mends: list[MendRow]


class PlannedProgramme(TypedDict):
    """One programme of a plan."""

    programme: str
    name: str
    ministry: str
    requested: int
    previous: int
    amount: int
    reason: str
    reason_ko: str
    core: str


class WorthRow(TypedDict):
    """What a rule costs: the value gained when it is relaxed by a step, by a new plan."""

    rule: str
    value: float
    step: str
    step_ko: str


class PinRow(TypedDict):
    """What a pin costs: the value that a new plan without it gains, and how much of that plan's value it is, in %.

    ``dear`` says that it is more than the hundredth part.
    """

    programme: str
    value: float
    share: float
    dear: bool


class SpreadRow(TypedDict):
    """A programme in several scenarios: its amount and verdict in each; None and empty where there is none."""

    programme: str
    name: str
    ministry: str
    amounts: list[int | None]
    core: list[str]


class SpreadAnswer(TypedDict):
    """The programmes that differ most between scenarios; how many differ; each scenario's core index in counts."""

    rows: list[SpreadRow]
    differing: int
    core: list[CoreCounts | None]


class CoreCounts(TypedDict):
    """How many programmes are core, borderline and exterior, and how that is known."""

    method: str
    samples: int
    error: float | None
    core: int
    borderline: int
    exterior: int
