"""The chain of digests: what each reading is linked by, and the checkpoint that names the ledger as of one.

The link of a reading is the SHA-256 of the link before it, a line end, and the reading as compact JSON: its number, its
place in the database, its moment, source and digest, its counts, whether the one before was dated in the future, the
last publication before it, and the digests of its texts, of its source's tables and of its versions. A publication is
linked in the same way to the publication before it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crosscut.ledger.errors import LedgerError

SEED = hashlib.sha256(b"crosscut ledger 1").hexdigest()
"""What the first reading is linked to."""

COUNTS = ("inserted", "changed", "moved", "withdrawn", "unchanged")
_CHECKPOINT = re.compile(r"(\d{1,18}):([0-9a-f]{64})")

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A ledger as of one reading: its number and its link, as ``number:link`` in print."""

    number: int
    link: str

    def __str__(self) -> str:
        return f"{self.number}:{self.link}"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """The checkpoint that a text names.

        Raises
        ------
        LedgerError
            where it is none.

        """
        found = _CHECKPOINT.fullmatch(text.strip())
        if found is None:
            raise LedgerError(f"{text[:80]!r} is no checkpoint; it reads NUMBER:LINK, with 64 digits from 0 to f")
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class ChainPart:
    """Versions of one kind that one reading added, as the chain knows them."""

    kind: str
    first_version: int
    rows: int
    shared: int
    form: str
    digest: str


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """What the chain knows of one reading."""

    number: int
    sequence: int
    recorded_at: datetime
    source: str
    digest: str
    counts: tuple[int, ...]
    after_future: int
    published: str
    texts: Iterable[tuple[str, str]]
    tables: Iterable[tuple[str, str]]
    parts: Iterable[ChainPart]


def link_of(before: str, facts: ChainFacts) -> str:
    """The link of a reading after the link ``before`` it."""
    parts = [[p.kind, p.first_version, p.rows, p.shared, p.form, p.digest] for p in facts.parts]
    return linked(
        before,
        [
            *(facts.number, facts.sequence, moment_text(facts.recorded_at), facts.source, facts.digest),
            list(facts.counts),
            *(facts.after_future, facts.published),
            sorted(map(list, facts.texts), key=repr),
            sorted(map(list, facts.tables), key=repr),
            sorted(parts, key=repr),
        ],
    )


def publication_link(before: str, number: int, recorded_at: datetime, checkpoint: str, digest: str) -> str:
    """The link of a publication after the link ``before`` it; ``digest`` is that of its manifest."""
    return linked(before, [number, moment_text(recorded_at), checkpoint, digest])


def linked(before: str, facts: Sequence[object]) -> str:
    """The link of facts after the link ``before`` them."""
    text = json.dumps(facts, ensure_ascii=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def moment_text(moment: datetime) -> str:
    """A moment as links know it: in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def bytes_digest(content: bytes, like: str = "") -> str:
    """SHA-256 of bytes; in the form of ``like`` where an older layout wrote that, a BLAKE2b of 16 bytes."""
    if len(like) == 32:
        return hashlib.blake2b(content, digest_size=16).hexdigest()
    return hashlib.sha256(content).hexdigest()


def rows_digest(rows: Iterable[Sequence[Value]]) -> str:
    """SHA-256 of rows in their order, each as one line of compact JSON of its values by column."""
    digest = hashlib.sha256()
    for row in rows:
        text = json.dumps(list(row), ensure_ascii=True, separators=(",", ":"), default=repr)
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()
