"""Whether somebody has proved who they are lately enough to change what signing in rests on."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from crosscut.workspace.errors import RefusedError
from crosscut.workspace.office import Act
from crosscut.workspace.schema.passkey_schema import PASSKEYS
from crosscut.workspace.words import word

LASTS = timedelta(minutes=10)
"""How long a proof is enough; then one proves oneself again."""


def proved(act: Act) -> bool:
    """Whether the sign-in began lately, and by a passkey where the person has one.

    Somebody who is made up has nothing to prove who they are with, and a token never proves who uses it.
    """
    proof = act.actor.proof
    if proof.way == "demonstration":
        return True
    lately = proof.at is not None and act.now < proof.at + LASTS
    return lately and (act.office.running.is_strong(proof.way) or not _has_passkey(act))


def _has_passkey(act: Act) -> bool:
    mine = (PASSKEYS.c.person == act.actor.person, PASSKEYS.c.ended_at.is_(None))
    return act.connection.execute(select(PASSKEYS.c.id).where(*mine).limit(1)).first() is not None


def must_be_proved(act: Act) -> None:
    """Go on only where it is so, and nobody stands in.

    Raises
    ------
    RefusedError
        where somebody stands in for another, or has to prove who they are again.
    """
    if act.actor.lent:
        raise RefusedError(word("not_on_loan"))
    if not proved(act):
        raise RefusedError(word("prove_again"), "prove-again")


def must_be_signed_in(act: Act) -> None:
    """Go on only in a sign-in: a token does what it was made for, and nobody makes one to change an account.

    Raises
    ------
    RefusedError
        where a token asks.
    """
    if act.actor.only:
        raise RefusedError(word("not_by_token"), "not-by-token")
