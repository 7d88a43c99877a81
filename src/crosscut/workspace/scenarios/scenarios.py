"""Scenarios: named sets of changes over the folder's policy at a moment; opened, changed and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, func, insert, select

from crosscut.allocate.amendments import KINDS
from crosscut.digests import text_digest
from crosscut.workspace.entered_text import SENT_AGAIN, plain
from crosscut.workspace.errors import ConflictError, MissingError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.scenario_schema import POLICIES, SCENARIO_CHANGES, SCENARIO_ENDS, SCENARIOS
from crosscut.workspace.solver.solver_shapes import ChangeRow, GroundAnswer
from crosscut.workspace.words import word

MOST = 200
"""Scenarios that are listed, the newest first."""
MOST_CHANGES = 2000
_LONGEST = {"name": 120, "why": 2000, "target": 300, "value": 80}

Key = tuple[str, str]
"""Kind and target of a change."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario with what holds of its changes, and all that were made, in their order.

    ``end`` says by whom, when and why it was closed; None where it is open. ``moment`` is that of the budget over
    which it stands: when it was opened, or the one that it began from.
    """

    row: Row[Any]
    policy: str
    changes: tuple[Row[Any], ...]
    history: tuple[Row[Any], ...]
    end: Row[Any] | None
    moment: datetime

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.row.id)

    @property
    def version(self) -> int:
        """The number of its last change."""
        return int(self.history[-1].id) if self.history else 0

    @property
    def in_force(self) -> Mapping[Key, str]:
        """What holds, by kind and target."""
        return {(each.kind, each.target): each.value for each in self.changes}

    @property
    def rows(self) -> list[ChangeRow]:
        """The changes that hold, as a solver is asked."""
        return [(each.kind, each.target, each.value, each.written_by_name, each.why) for each in self.changes]


def every(act: Act) -> list[Row[Any]]:
    """All scenarios, the open ones first and then the newest, each with its changes and how it ended."""
    act.must_see("scenario.read")
    last = (
        select(
            SCENARIO_CHANGES.c.scenario,
            func.max(SCENARIO_CHANGES.c.written_at).label("changed_at"),
            func.count().label("changes"),
        )
        .group_by(SCENARIO_CHANGES.c.scenario)
        .subquery()
    )
    ended = _ended().subquery()
    end = (ended.c.closed_at, ended.c.closed_by_name, ended.c.closed_for_name, ended.c.why.label("closed_why"))
    query = (
        people.with_names(SCENARIOS, "made")
        .add_columns(last.c.changed_at, last.c.changes, *end)
        .outerjoin(last, last.c.scenario == SCENARIOS.c.id)
        .outerjoin(ended, ended.c.scenario == SCENARIOS.c.id)
        .order_by(ended.c.id.is_not(None), SCENARIOS.c.id.desc())
        .limit(MOST)
    )
    return list(act.connection.execute(query))


def _ended() -> Select[Any]:
    """How scenarios ended, each with the name of who closed it."""
    return people.with_names(SCENARIO_ENDS, "closed")


def load(act: Act, number: int) -> Scenario:
    """A scenario that the person may see.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    act.must_see("scenario.read")
    return _load(act.connection, number)


def _load(connection: Connection, number: int) -> Scenario:
    query = people.with_names(SCENARIOS, "made")
    row = connection.execute(query.where(SCENARIOS.c.id == number)).first()
    if row is None:
        raise MissingError(word("missing"))
    policy = connection.scalar(select(POLICIES.c.text).where(POLICIES.c.id == row.policy))
    changed = (
        people.with_names(SCENARIO_CHANGES, "written")
        .where(SCENARIO_CHANGES.c.scenario == number)
        .order_by(SCENARIO_CHANGES.c.id)
    )
    history = tuple(connection.execute(changed))
    newest = {(each.kind, each.target): each for each in history}
    held = tuple(sorted((each for each in newest.values() if each.value), key=lambda each: int(each.id)))
    end = connection.execute(_ended().where(SCENARIO_ENDS.c.scenario == number)).first()
    return Scenario(row, str(policy), held, history, end, _moment(connection, row))


def _moment(connection: Connection, row: Row[Any]) -> datetime:
    """When the first of those was opened that one scenario after another began from, over the same budget."""
    at, origin = row.made_at, row.origin
    while origin:
        first = connection.execute(select(SCENARIOS).where(SCENARIOS.c.id == origin)).one()
        if (first.mark, first.policy) != (row.mark, row.policy):
            break
        at, origin = first.made_at, first.origin
    moment: datetime = at
    return moment


def open_scenario(act: Act, name: str, why: str, ground: GroundAnswer | None, origin: int = 0) -> int:
    """Open a scenario over the folder's policy as it is (``ground``), or over what another one stands over.

    One that is opened from another begins with what holds there; over another ground without limits on areas that the
    list no longer has.

    Raises
    ------
    WorkspaceError
        where its name or reason is missing.
    """
    answer = act.must("scenario.open")
    name, why = plain(name, "scenario_name", _LONGEST["name"]), plain(why, "reason", _LONGEST["why"])
    if not name or not why:
        raise WorkspaceError(word("scenario_unnamed"), column="why" if name else "name")
    former = _load(act.connection, origin) if origin else None
    if former is None and ground is None:
        raise MissingError(word("missing"))
    if ground is not None:
        policy, mark = _policy(act, ground["policy"]), ground["mark"]
    else:
        held = cast("Scenario", former)
        policy, mark = int(held.row.policy), str(held.row.mark)
    values: dict[str, str | int | None] = {"name": name, "why": why, "policy": policy, "mark": mark}
    values["origin"] = origin or None
    if same := _sent_before(act, values):
        return same
    made = act.connection.execute(
        insert(SCENARIOS).values(**values, **act.authorship("made")).returning(SCENARIOS.c.id)
    ).scalar_one()
    if former:
        kept = [each for each in former.changes if ground is None or _is_on(each.target, ground["areas"])]
        for each in kept:
            _write(act, int(made), [(each.kind, each.target, each.value)], str(each.why) or why)
    act.note(RecordEntry("scenario.open", "scenarios", f"scenario {made}", after=name, reason=why), answer.role)
    return int(made)


def _sent_before(act: Act, values: Mapping[str, str | int | None]) -> int:
    """The open scenario that the same person has just opened in the same words, and did nothing with; 0 for none."""
    later = (SCENARIO_CHANGES.c.scenario == SCENARIOS.c.id, SCENARIO_CHANGES.c.written_at > SCENARIOS.c.made_at)
    changed = select(SCENARIO_CHANGES.c.id).where(*later).exists()
    alike = [
        SCENARIOS.c[key].is_(None) if value is None else SCENARIOS.c[key] == value for key, value in values.items()
    ]
    mine = (SCENARIOS.c.made_by == act.actor.person, SCENARIOS.c.made_at > act.now - SENT_AGAIN)
    fresh = (~changed, SCENARIOS.c.id.not_in(select(SCENARIO_ENDS.c.scenario)))
    return int(act.connection.scalar(select(func.max(SCENARIOS.c.id)).where(*alike, *mine, *fresh)) or 0)


def _is_on(target: str, areas: Sequence[str]) -> bool:
    kind, _, key = target.partition(":")
    return kind != "area" or key in areas


def _policy(act: Act, text: str) -> int:
    """The number of a kept policy, which is kept once."""
    digest = text_digest(text)
    known = act.connection.scalar(select(POLICIES.c.id).where(POLICIES.c.digest == digest))
    if known is not None:
        return int(known)
    values = {"digest": digest, "text": text, "kept_at": act.now}
    return int(act.connection.execute(insert(POLICIES).values(**values).returning(POLICIES.c.id)).scalar_one())


def change(act: Act, number: int, sent: Sequence[tuple[str, str, str]], why: str, version: int) -> Scenario:
    """Change a scenario that was seen at a version; an empty value takes a change back. What is the same stays.

    Raises
    ------
    ConflictError
        where somebody changed it since, with what stood, what stands and what was sent.
    RefusedError
        where it is closed.
    WorkspaceError
        where there are too many changes, one is of no kind, or a programme is pinned without a reason.
    """
    answer = act.must("scenario.change")
    found = _load(act.connection, number)
    if found.end:
        raise RefusedError(word("scenario_is_closed"), "closed")
    if version != found.version:
        raise ConflictError(word("scenario_moved"), _columns(found, sent, version), found.version)
    why = plain(why, "reason", _LONGEST["why"])
    check_reason(sent, why)
    moved = [each for each in _unlike(found, sent) if _fits(*each)]
    if len(found.history) + len(moved) > MOST_CHANGES:
        raise WorkspaceError(word("scenario_full", most=MOST_CHANGES))
    if not moved:
        return found
    _write(act, number, moved, why)
    before = found.in_force
    stood = "; ".join(_record_text(kind, target, before.get((kind, target), "")) for kind, target, _ in moved)
    after = "; ".join(_record_text(kind, target, value) for kind, target, value in moved)
    entry = RecordEntry("scenario.change", "scenarios", f"scenario {number}", before=stood, after=after, reason=why)
    act.note(entry, answer.role)
    return _load(act.connection, number)


def check_reason(sent: Iterable[tuple[str, str, str]], why: str) -> None:
    """Check that whoever pins a programme says why."""
    if not why.strip() and any(kind == "pin" and value for kind, _, value in sent):
        raise WorkspaceError(word("scenario_pin_why"), column="why")


def _record_text(kind: str, target: str, value: str) -> str:
    """A change as the record keeps it: its own values, which pages tell in the reader's language."""
    return f"{kind} {target}: {value or '–'}"


def _unlike(found: Scenario, sent: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What differs from what holds, the last of each kind and target."""
    last = {(kind, target): value for kind, target, value in sent}
    held = found.in_force
    return [(*key, value) for key, value in last.items() if value != held.get(key, "")]


def _fits(kind: str, target: str, value: str) -> bool:
    if kind not in KINDS or not target or len(target) > _LONGEST["target"] or len(value) > _LONGEST["value"]:
        raise WorkspaceError(word("scenario_unknown_target", said=f"{kind[:20]} {target[:80]}"), "unknown-target")
    return True


def _write(act: Act, number: int, rows: Iterable[tuple[str, str, str]], why: str) -> None:
    for kind, target, value in rows:
        values = {"scenario": number, "kind": kind, "target": target, "value": value, "why": why}
        act.connection.execute(insert(SCENARIO_CHANGES).values(**values, **act.authorship("written")))


def _columns(found: Scenario, sent: Iterable[tuple[str, str, str]], version: int) -> dict[str, tuple[str, str, str]]:
    """What stood at a version, what stands, and what was sent, of all that was changed since or would be."""
    then = {(each.kind, each.target): each.value for each in found.history if each.id <= version}
    since = {(each.kind, each.target) for each in found.history if each.id > version}
    wanted, now = {(kind, target): value for kind, target, value in sent}, found.in_force
    keys = dict.fromkeys((*sorted(since), *wanted))
    return {
        f"{kind} {target}": (then.get((kind, target), ""), now.get((kind, target), ""), wanted.get((kind, target), ""))
        for kind, target in keys
    }
