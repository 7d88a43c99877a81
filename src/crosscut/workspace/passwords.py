"""Passwords: long enough, kept as Argon2 hashes only."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

SHORTEST, LONGEST = 12, 200
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """The hash to keep.

    Raises
    ------
    WorkspaceError
        where the password is too short or too long; nothing else is asked of it.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise WorkspaceError(word("password_length", shortest=SHORTEST), column="password")
    return _HASHER.hash(password)


def fits(password: str, kept: str) -> bool:
    """Whether it is the password; takes as long for whoever has none."""
    try:
        return _HASHER.verify(kept or _NOBODY, password[:LONGEST]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False
