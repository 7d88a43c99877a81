"""What is on the screen of whoever signs: named by its digest, kept, and compared with what would be signed now."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import Connection, insert, select

from crosscut.workspace.approval.listing_shapes import ListPackage
from crosscut.workspace.approval.move_shapes import MovePackage
from crosscut.workspace.errors import ConflictError
from crosscut.workspace.receipts import canonical, digest
from crosscut.workspace.schema.approval_schema import PACKAGES

Columns = Mapping[str, tuple[str, str, str]]
Package = TypeVar("Package", ListPackage, MovePackage)
Key = TypeVar("Key")
Held = TypeVar("Held")


class MovedError(ConflictError):
    """Something that was on the screen has moved; ``columns`` say what stood, what stands and what would be signed."""

    usual = "moved"


def digest_of(package: MovePackage | ListPackage) -> str:
    """What names a package: SHA-256 of its one form."""
    return digest(canonical(package))


def keep(connection: Connection, package: MovePackage | ListPackage, now: datetime) -> None:
    """Keep what is shown to those who may sign, so that a later refusal can say what has moved since."""
    if not is_kept(connection, package):
        values = {"digest": digest_of(package), "content": canonical(package), "kept_at": now}
        connection.execute(insert(PACKAGES).values(**values))


def is_kept(connection: Connection, package: MovePackage | ListPackage) -> bool:
    """Whether what is shown was kept before."""
    name = digest_of(package)
    return connection.scalar(select(PACKAGES.c.digest).where(PACKAGES.c.digest == name)) is not None


def moved_since(
    connection: Connection, seen: str, package: Package, values: Callable[[Package], Mapping[str, str]]
) -> Columns:
    """What moved since a package was shown; ``values`` are everything on the screen that can move, by what it is."""
    content = connection.scalar(select(PACKAGES.c.content).where(PACKAGES.c.digest == seen))
    if content is None:
        return {}
    return _differences(values(json.loads(content)), values(package))


def _differences(then: Mapping[str, str], here: Mapping[str, str]) -> Columns:
    keys = [key for key in dict.fromkeys((*then, *here)) if then.get(key, "") != here.get(key, "")]
    return {key: (then.get(key, ""), here.get(key, ""), then.get(key, "")) for key in keys}


class NewestFew(Generic[Key, Held]):
    """The newest few of what takes seconds to work out, by what it was worked out of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Key, Held] = {}

    def get(self, key: Key) -> Held | None:
        """What is held of a key."""
        return self._held.get(key)

    def put(self, key: Key, value: Held) -> None:
        """Hold something, and let the oldest go."""
        self._held.pop(key, None)
        self._held[key] = value
        for old in list(self._held)[: -self._most]:
            self._held.pop(old, None)
