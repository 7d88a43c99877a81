"""Passwords: long enough, not ones that everybody tries, kept as Argon2 hashes only."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.people.common_passwords import is_common
from crosscut.workspace.words import word

SHORTEST, LONGEST = 12, 200
FIRST_LASTS = timedelta(days=3)
"""How long a first password lets somebody in, to choose their own."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
KNOWN_HERE = ("crosscut", "workspace", "administrator", "coordinator", "password", "비밀번호", "관리자", "업무공간")
"""Words that anybody would try here, beside a person's own name and the budget's title."""
_FEWEST = 5
"""Letters that must be left of a password without such words, and different characters that it must have."""
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str, near: Iterable[str] = ()) -> str:
    """The hash to keep. ``near`` are texts whose words anybody would try for this person, such as their name.

    Raises
    ------
    WorkspaceError
        where the password is too short or too long, is one of those used most, or is made of such words.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise WorkspaceError(word("password_length", shortest=SHORTEST, longest=LONGEST), column="password")
    if is_common(password) or len(set(password.casefold())) < _FEWEST:
        raise WorkspaceError(word("password_common"), column="password")
    if _is_near(password, near):
        raise WorkspaceError(word("password_near"), column="password")
    return _HASHER.hash(password)


def _is_near(password: str, near: Iterable[str]) -> bool:
    """Whether hardly a letter is left of a password once the words that anybody would try are taken out of it."""
    said = (each for text in near for each in text.casefold().split() if len(each) > 1)
    rest = plain = password.casefold()
    for each in sorted({*said, *KNOWN_HERE}, key=len, reverse=True):
        rest = rest.replace(each, " ")
    return rest != plain and sum(each.isalpha() for each in rest) < _FEWEST


def spelt_secret(groups: int) -> str:
    """A secret to be typed by hand, 20 bits a group."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def new_first() -> str:
    """A first password that nobody can guess; whoever gets it chooses their own with it."""
    return spelt_secret(7)


def fits(password: str, kept: str) -> bool:
    """Whether it is the password, all of it; takes as long for whoever has none."""
    try:
        return _HASHER.verify(kept or _NOBODY, password) and bool(kept) and len(password) <= LONGEST
    except (VerificationError, InvalidHashError):
        return False
