"""What the interface for programs answers of accounts: sign-ins, tokens, passkeys, and what is lent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from typing_extensions import TypedDict

from crosscut.workspace.web.api_answers_office import PasskeyAnswer, RoleAnswer
from crosscut.workspace.web.api_router import end_text, time_text


class SessionAnswer(TypedDict):
    """A sign-in (``browser``) or ``token``; ``scope`` is what a token may do, ``this`` the one that asks."""

    session: int
    kind: str
    label: str
    scope: list[str]
    way: str
    address: str
    made_at: str
    used_at: str
    ends_at: str
    this: bool


class LentAnswer(TypedDict):
    """A role that is lent for a time; ``grant`` is its number."""

    delegation: int
    grant: int
    giver: int
    taker: int
    starts_at: str
    ends_at: str
    reason: str


class AccountAnswer(TypedDict):
    """One's own account. ``proved``: whether the sign-in has proved who one is lately enough to change it."""

    person: int
    name: str
    mail: str
    mail_daily: bool
    password: bool
    proved: bool
    sessions: list[SessionAnswer]
    passkeys: list[PasskeyAnswer]
    lends: list[LentAnswer]
    is_lent: list[LentAnswer]


class TokenMade(TypedDict):
    """The secret of a token, which is told once."""

    token: str


class DelegationMade(TypedDict):
    """The number of what was lent."""

    delegation: int


class HeldRoleAnswer(RoleAnswer):
    """A role as it was given; ``state`` is waiting, held, lapsed or ended."""

    state: str
    given_by: int | None
    confirmed_by: int | None
    reason: str


class IdentityAnswer(TypedDict):
    """Who somebody is at the identity provider."""

    identity: int
    issuer: str
    subject: str


class WholePersonAnswer(TypedDict):
    """A person with everything that an administrator sees of them."""

    person: int
    name: str
    closed_at: str | None
    roles: list[HeldRoleAnswer]
    identities: list[IdentityAnswer]
    sessions: list[SessionAnswer]
    passkeys: list[PasskeyAnswer]


def held_role_answer(row: Row[Any], now: datetime) -> HeldRoleAnswer:
    """A row of a role as it stands now."""
    held = row.confirmed_at is not None or bool(row.exception)
    state = "held" if held else "waiting"
    if row.ends_at is not None and row.ends_at <= now:
        state = "lapsed"
    return {
        "id": row.id,
        "role": row.role,
        "ministry": row.ministry,
        "committee": row.committee,
        "year": row.year,
        "ends_at": end_text(row.ends_at),
        "state": "ended" if row.ended_at is not None else state,
        "given_by": row.given_by,
        "confirmed_by": row.confirmed_by,
        "reason": row.reason,
    }


def session_answer(row: Row[Any], this: int = 0) -> SessionAnswer:
    """A row of a sign-in or token, which ``this`` is the number of whoever asks."""
    return {
        "session": row.number,
        "kind": row.kind,
        "label": row.label,
        "scope": row.scope.split(),
        "way": row.way,
        "address": row.address,
        "made_at": time_text(row.made_at),
        "used_at": time_text(row.used_at),
        "ends_at": time_text(row.ends_at),
        "this": row.number == this,
    }


def passkey_answer(row: Row[Any]) -> PasskeyAnswer:
    """A row of a passkey."""
    return {
        "passkey": row.id,
        "name": row.name,
        "synced": row.synced,
        "made_at": time_text(row.made_at),
        "used_at": end_text(row.used_at),
    }


def lent_answer(row: Row[Any]) -> LentAnswer:
    """A row of what is lent."""
    return {
        "delegation": row.id,
        "grant": row.grant_id,
        "giver": row.giver,
        "taker": row.taker,
        "starts_at": time_text(row.starts_at),
        "ends_at": time_text(row.ends_at),
        "reason": row.reason,
    }
