"""Who may do what: one table (``permits.toml``) read by one pure function.

A permit says: this role may do this action, in these states, within this scope, on these fields. Whatever no permit
allows is refused, with the nearest reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Literal

ROLES = (
    "writer",
    "head",
    "reviewer",
    "chair",
    "coordinator",
    "approver",
    "council",
    "clerk",
    "auditor",
    "administrator",
    "public",
)
"""Every role. ``public`` is whoever reads the public edition; the workspace itself gives it nothing."""

OF_MINISTRIES = ("writer", "head")
"""Roles that are held for one ministry."""

OF_COMMITTEES = ("reviewer", "chair", "coordinator", "approver", "council", "clerk", "auditor")
"""Roles that may be held for one committee alone."""

_SIDES = (
    (frozenset({"writer", "head"}),),
    (frozenset({"reviewer", "chair", "coordinator"}), frozenset({"approver"})),
)
"""The two sides between which no role is lent, ministries and office, each with its kinds of role that may be."""

OF_PROGRAMMES = frozenset(
    {"call.read", "request.notice", "filing.read", "finding.read", "finding.ask", "finding.settle", "hearing.read"}
    | {"reading.read", "reading.settle", "reading.see", "delegation.give"}
)
"""What is done to single programmes, to what holds several of them, or to what is one's own.

Whoever holds a role for one committee does this, as far as it goes, and nothing else: the rest is the whole budget's.
"""

Scope = Literal["all", "ministry", "own"]
Why = Literal["yes", "role", "scope", "state", "own-work"]
_NEARNESS: dict[Why, int] = {"role": 0, "scope": 1, "state": 2, "own-work": 3, "yes": 4}
ANY = "*"


@dataclass(frozen=True, slots=True)
class Permit:
    """One row of the table. ``apart`` says that whoever had a hand in the item may not do it."""

    role: str
    action: str
    states: frozenset[str]
    scope: Scope
    fields: tuple[str, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds: an empty ministry or committee, and the year 0, mean every one."""

    id: int
    role: str
    ministry: str = ""
    committee: str = ""
    year: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What an action is done to: where it belongs, the state it is in, and who took part in it.

    ``committee`` is ANY where it holds programmes of several committees, ``year`` EVERY where it is of several years:
    whoever holds a role for one of them sees their part. An empty committee is the whole budget's.
    """

    ministry: str = ""
    committee: str = ""
    year: int = 0
    state: str = ""
    owner: int = 0
    participants: frozenset[int] = frozenset()


NOTHING = Item()
EVERY = -1
SOMETHING = Item(committee=ANY, year=EVERY)
"""What is asked of a list, of which each sees the part that their role is held for."""
OF_SOME_YEAR = Item(year=EVERY)
"""The same of a list of what is the whole budget's, each of one year."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether it may be done; if so in which role and on which fields, if not the nearest reason."""

    why: Why
    role: str = ""
    fields: frozenset[str] = frozenset()

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return self.why == "yes"

    def covers(self, field: str) -> bool:
        """Whether a field is among those that it may be done on."""
        return ANY in self.fields or field in self.fields


@cache
def permits() -> tuple[Permit, ...]:
    """The table, in the order it is written."""
    text = resources.files("crosscut.workspace").joinpath("permits.toml").read_text(encoding="utf-8")
    return tuple(_rows(tomllib.loads(text)["permit"]))


def _rows(read: Iterable[Mapping[str, str | list[str] | bool]]) -> Iterator[Permit]:
    for row in read:
        actions, roles = _names(row["action"]), _names(row["role"])
        for role in roles:
            for action in actions:
                yield Permit(
                    role=role,
                    action=action,
                    states=frozenset(_names(row.get("states", ANY))),
                    scope=row.get("scope", "all"),  # type: ignore[arg-type]  # the table has no other
                    fields=_names(row.get("fields", ANY)),
                    apart=bool(row.get("apart", False)),
                )


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def actions() -> tuple[str, ...]:
    """Every action that some role may do, in the table's order."""
    return tuple(dict.fromkeys(each.action for each in permits()))


def somewhere(grants: Iterable[Grant]) -> list[Permit]:
    """The rows of the table that grants give on anything at all, in the table's order."""
    held = tuple(grants)
    return [
        permit
        for permit in permits()
        if any(each.role == permit.role and (not each.committee or permit.action in OF_PROGRAMMES) for each in held)
    ]


def may(person: int, grants: Iterable[Grant], action: str, item: Item, *, acting_for: int = 0) -> Permission:
    """Whether a person with these grants may do an action to an item.

    ``acting_for`` is whoever lent the grants: what either of the two had a hand in is own work.
    """
    best, fields = Permission("role"), frozenset[str]()
    for grant in grants:
        for permit in permits():
            if permit.action != action or permit.role != grant.role:
                continue
            why = _why(person, grant, permit, item, acting_for)
            if why == "yes":
                fields |= frozenset(permit.fields)
            if _NEARNESS[why] > _NEARNESS[best.why]:
                best = Permission(why, grant.role)
    return Permission(best.why, best.role, fields) if best.allowed else best


def may_be_lent(grant: Grant, held: Sequence[Grant]) -> bool:
    """Whether a role may be lent to somebody who holds these: one of its kind and ministry, and none of another side.

    An administrator or auditor is of neither side, so nothing is lent to one, whatever else they hold.
    """
    for side in _SIDES:
        for kind in side:
            if grant.role in kind:
                alike = any(each.role in kind and each.ministry == grant.ministry for each in held)
                return alike and all(any(each.role in roles for roles in side) for each in held)
    return False


def _why(person: int, grant: Grant, permit: Permit, item: Item, acting_for: int) -> Why:
    people = {person, acting_for} - {0}
    if not _within(grant, permit, item, people):
        return "scope"
    if ANY not in permit.states and item.state not in permit.states:
        return "state"
    if permit.apart and people & item.participants:
        return "own-work"
    return "yes"


def _within(grant: Grant, permit: Permit, item: Item, people: set[int]) -> bool:
    """Whether an item lies within what a role is held for and what a permit reaches."""
    if permit.scope == "own":
        return item.owner in people
    if permit.scope == "ministry" and item.ministry != grant.ministry:
        return False
    if item.ministry and grant.ministry not in {"", item.ministry}:
        return False
    if item.committee != ANY and grant.committee not in {"", item.committee}:
        return False
    return item.year == EVERY or grant.year in {0, item.year}


_ORDER = ("planned", "proposed", "preparing", "prepared", "open", "late", "closed", "answered", "settled")


def in_order(states: Iterable[str]) -> list[str]:
    """States as an item goes through them."""
    places = {state: place for place, state in enumerate(_ORDER)}
    return sorted(states, key=lambda state: (places.get(state, len(places)), state))
