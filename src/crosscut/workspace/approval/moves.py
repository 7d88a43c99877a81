"""Moves to a stage: a scenario's plan proposed as its amounts, amended, signed or sent back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from crosscut.calendar import Period
from crosscut.money import amount_text
from crosscut.workspace.approval.move_consequences import ProposedAmount, ProposedStage
from crosscut.workspace.entered_text import given_reason, plain
from crosscut.workspace.errors import AgainError, ConflictError, MissingError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import OF_SOME_YEAR, Item
from crosscut.workspace.scenarios.scenarios import Scenario
from crosscut.workspace.schema.approval_schema import MOVE_AMENDMENTS, MOVES, SIGNINGS
from crosscut.workspace.schema.discussion_schema import JUSTIFICATIONS
from crosscut.workspace.words import word

MOST = 200
"""Moves that are listed, the newest first."""
_LONGEST = {"title": 120, "why": 2000, "mover": 120}


@dataclass(frozen=True, slots=True)
class StageMove:
    """A move with what was amended in it, in order, and how it ended, if it has; ``taken`` says who took it back.

    ``former`` is the signed move of the stage before that its amounts begin from; ``justified`` are the justifications
    that were written of it, in order.
    """

    row: Row[Any]
    amended: tuple[Row[Any], ...]
    ending: Row[Any] | None
    taken: Row[Any] | None = None
    former: StageMove | None = None
    justified: tuple[Row[Any], ...] = ()

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.row.id)

    @property
    def version(self) -> int:
        """The number of its last amendment."""
        return int(self.amended[-1].id) if self.amended else 0

    @property
    def justification(self) -> Row[Any] | None:
        """Why it is to be signed, as it was written last; None where nobody wrote it."""
        return self.justified[-1] if self.justified else None

    @property
    def state(self) -> str:
        """Proposed, signed, returned or, after it was signed, withdrawn."""
        if self.taken is not None:
            return str(self.taken.kind)
        return str(self.ending.kind) if self.ending is not None else "proposed"

    @property
    def period(self) -> Period:
        """The year and stage whose amounts it proposes."""
        return Period(int(self.row.year), str(self.row.stage))

    @property
    def item(self) -> Item:
        """What the table of rights is asked: who wrote, amended or justified it, or made its scenario, had a hand."""
        wrote = {each for row in (*self.amended, *self.justified) for each in (row.written_by, row.written_for)}
        participants = {*json.loads(self.row.hands), self.row.made_by, self.row.made_for, *wrote} - {None}
        return Item(year=self.period.year, state=self.state, participants=frozenset(participants))

    @property
    def amendments(self) -> Mapping[str, Row[Any]]:
        """The amendment that each programme's amount holds by, be it of the signed move that this one begins from."""
        begun: Mapping[str, int] = json.loads(self.row.amounts)
        former = self.former.amendments if self.former else {}
        carried = {each: row for each, row in former.items() if begun.get(each) == row.amount}
        return carried | {row.programme: row for row in self.amended}

    @property
    def proposed(self) -> ProposedStage:
        """The amounts that hold, each programme's last."""
        amounts = {each: ProposedAmount(amount) for each, amount in json.loads(self.row.amounts).items()}
        amended = self.amendments.items()
        amounts |= {each: ProposedAmount(int(row.amount), row.mover, row.why) for each, row in amended}
        asked = Period(self.period.year, str(self.row.asked))
        return ProposedStage(self.period, asked, amounts, self.row.why, self.row.made_by_name, self.row.made_at)


@dataclass(frozen=True, slots=True)
class StageProposal:
    """What is to be proposed; ``amounts`` are those of its plan or of the stage ``before``, in minor units."""

    title: str
    why: str
    period: Period
    asked: Period
    amounts: Mapping[str, int]
    before: Period | None = None


def every(act: Act) -> list[StageMove]:
    """The moves that the person may read, the newest first."""
    act.must_see("move.read", OF_SOME_YEAR)
    numbers = act.connection.scalars(select(MOVES.c.id).order_by(MOVES.c.id.desc()).limit(MOST))
    found = [_load(act.connection, number) for number in list(numbers)]
    return [each for each in found if act.actor.may("move.read", each.item).allowed]


def waiting(act: Act) -> list[StageMove]:
    """The proposed moves that the person may sign, whatever else stands against them."""
    if not act.actor.may("move.read", OF_SOME_YEAR).allowed:
        return []
    ended = select(SIGNINGS.c.move)
    numbers = act.connection.scalars(select(MOVES.c.id).where(MOVES.c.id.not_in(ended)).order_by(MOVES.c.id))
    found = [_load(act.connection, number) for number in list(numbers)]
    return [each for each in found if act.actor.may("move.sign", each.item).allowed]


def load(act: Act, number: int) -> StageMove:
    """A move that the person may see.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    found = _load(act.connection, number)
    act.must_see("move.read", found.item)
    return found


def signed_for(act: Act, period: Period, until: datetime | None = None) -> StageMove | None:
    """The signed move that a stage has its amounts of, as of a moment; None where there is none."""
    act.must_see("move.read", Item(year=period.year))
    by_then = () if until is None else (SIGNINGS.c.signed_at <= until,)
    taken = select(SIGNINGS.c.move).where(SIGNINGS.c.kind == "withdrawn", *by_then)
    here = (MOVES.c.year == period.year, MOVES.c.stage == period.stage, SIGNINGS.c.kind == "signed", *by_then)
    query = select(MOVES.c.id).join(SIGNINGS, SIGNINGS.c.move == MOVES.c.id).where(*here, MOVES.c.id.not_in(taken))
    number = act.connection.scalar(query.order_by(SIGNINGS.c.id.desc()).limit(1))
    return None if number is None else _load(act.connection, number)


def _load(connection: Connection, number: int) -> StageMove:
    query = people.with_names(MOVES, "made")
    row = connection.execute(query.where(MOVES.c.id == number)).first()
    if row is None:
        raise MissingError(word("missing"))
    wrote = people.with_names(MOVE_AMENDMENTS, "written").where(MOVE_AMENDMENTS.c.move == number)
    signed = people.with_names(SIGNINGS, "signed").where(SIGNINGS.c.move == number)
    amended = tuple(connection.execute(wrote.order_by(MOVE_AMENDMENTS.c.id)))
    told = people.with_names(JUSTIFICATIONS, "written").where(JUSTIFICATIONS.c.move == number)
    justified = tuple(connection.execute(told.order_by(JUSTIFICATIONS.c.id)))
    ended = [*connection.execute(signed.order_by(SIGNINGS.c.id)), None, None]
    former = _load(connection, int(row.begun_from)) if row.begun_from else None
    return StageMove(row, amended, ended[0], ended[1], former, justified)


def propose(act: Act, scenario: Scenario, proposal: StageProposal) -> int:
    """Propose the plan of a scenario as the amounts of a stage.

    Raises
    ------
    RefusedError
        where the scenario is closed.
    AgainError
        where the same amounts have been proposed by the same person and wait.
    WorkspaceError
        where its name or reason is missing, or there is no plan.
    """
    answer = act.must("move.propose", Item(year=proposal.period.year))
    if scenario.end and proposal.before is None:
        raise RefusedError(word("scenario_is_closed"), "closed")
    title = plain(proposal.title, "move_name", _LONGEST["title"])
    why = plain(proposal.why, "reason", _LONGEST["why"])
    if not title or not why:
        raise WorkspaceError(word("move_unnamed"), column="why" if title else "title")
    if not proposal.amounts:
        raise WorkspaceError(word("scenario_no_plan"), "no-plan")
    former = signed_for(act, proposal.before) if proposal.before else None
    begun: dict[str, str | int | None] = {
        "title": title,
        "why": why,
        "year": proposal.period.year,
        "stage": proposal.period.stage,
        "asked": proposal.asked.stage,
        "scenario": scenario.id,
        "amounts": json.dumps(dict(sorted(proposal.amounts.items()))),
        "begun_from": former.id if former else None,
    }
    _refuse_twice(act, begun)
    participants = scenario_participants(scenario) | (former.item.participants if former else frozenset())
    values = {**begun, "hands": json.dumps(sorted(participants)), **act.authorship("made")}
    made = act.connection.execute(insert(MOVES).values(**values).returning(MOVES.c.id)).scalar_one()
    basis = f"{proposal.before}" if proposal.before else f"scenario {scenario.id}"
    after = f"{title}: {proposal.period}, {basis}"
    act.note(RecordEntry("move.propose", "moves", f"move {made}", after=after, reason=why), answer.role)
    return int(made)


def _refuse_twice(act: Act, begun: Mapping[str, str | int | None]) -> None:
    """Refuse what whoever acts has proposed already, word for word, and nobody has amended, signed or sent back."""
    same = [MOVES.c[name] == value for name, value in begun.items()]
    open_one = (MOVES.c.id.not_in(select(SIGNINGS.c.move)), MOVES.c.id.not_in(select(MOVE_AMENDMENTS.c.move)))
    query = select(MOVES.c.id).where(MOVES.c.made_by == act.actor.person, *same, *open_one)
    if (number := act.connection.scalar(query.limit(1))) is not None:
        raise AgainError(word("move_again", number=number))


def scenario_participants(scenario: Scenario) -> frozenset[int]:
    """Who opened a scenario or changed it, and for whom."""
    changed = {each for row in scenario.history for each in (row.written_by, row.written_for)}
    return frozenset({scenario.row.made_by, scenario.row.made_for, *changed} - {None})


@dataclass(frozen=True, slots=True)
class MoveAmendment:
    """Another amount of one programme, in minor units, moved by somebody for a reason."""

    programme: str
    amount: int
    mover: str
    why: str


def amend(act: Act, number: int, sent: MoveAmendment, version: int) -> None:
    """Give a programme of a move another amount; ``version`` is what was seen.

    Raises
    ------
    ConflictError
        where somebody amended the move since.
    WorkspaceError
        where the programme is not in it, or nobody moved it or says why.
    """
    found = load(act, number)
    answer = act.must("move.amend", found.item)
    amounts = found.proposed.amounts
    if sent.programme not in amounts:
        raise WorkspaceError(word("move_no_programme", said=sent.programme[:80]), column="programme")
    mover, why = plain(sent.mover, "mover", _LONGEST["mover"]), plain(sent.why, "reason", _LONGEST["why"])
    if not mover or not why:
        raise WorkspaceError(word("move_unmoved"), column="why" if mover else "mover")
    before = amounts[sent.programme].amount
    if 0 < (whole := sum(each.amount for each in amounts.values())) * 10 < sent.amount:
        said = amount_text(whole, act.known.unit)
        raise WorkspaceError(word("move_beyond_all", whole=said), column="amount")
    if version != found.version:
        column = {f"amount {sent.programme}": ("", str(before), str(sent.amount))}
        raise ConflictError(word("move_amended_since"), column, found.version)
    values = {"programme": sent.programme, "amount": sent.amount, "mover": mover, "why": why}
    act.connection.execute(insert(MOVE_AMENDMENTS).values(move=number, **values, **act.authorship("written")))
    currency = act.known.settings.currency
    told = [f"{sent.programme}: {amount} {currency}" for amount in (before, sent.amount)]
    act.note(RecordEntry("move.amend", "moves", f"move {number}", "", told[0], told[1], f"{mover}: {why}"), answer.role)


def give_back(act: Act, number: int, reason: str, version: int) -> None:
    """Send a move back unsigned, with the reason; ``version`` is what was seen.

    Raises
    ------
    ConflictError
        where somebody amended the move since.
    WorkspaceError
        where nobody says why.
    """
    found = load(act, number)
    answer = act.must("move.return", found.item)
    reason = given_reason(reason)
    if version != found.version:
        raise ConflictError(word("move_amended_since"), {}, found.version)
    end(act, number, kind="returned", reason=reason)
    act.note(RecordEntry("move.return", "moves", f"move {number}", reason=reason), answer.role)


def end(act: Act, number: int, **values: str) -> None:
    """Write down how a move ended."""
    act.connection.execute(insert(SIGNINGS).values(move=number, **values, **act.authorship("signed")))
