"""The office: the workspace of one budget, and an act in it, which is one person's doing in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from crosscut.ledger.database import Database
from crosscut.text import Text
from crosscut.workspace import boundaries, notices, record
from crosscut.workspace.access_log import AccessLog
from crosscut.workspace.errors import MissingError, RefusedError
from crosscut.workspace.known_programmes import Known
from crosscut.workspace.office_settings import Running
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.receipts import Signer
from crosscut.workspace.rights import NOTHING, Grant, Item, Permission, may
from crosscut.workspace.solver.solver_pool import Solver
from crosscut.workspace.words import WORDS, word

KEPT = frozenset({"call.read", "filing.read", "finding.read", "minutes.read", "record.read", "request.notice"})
"""What can be looked at as it stood on a past day."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Office:
    """One budget's workspace: where it is kept, what is known, how receipts are signed, and the server's clock.

    ``code`` makes the first administrator, once. ``demonstration`` offers people who are made up; it is only ever set
    on the loopback address.
    """

    database: Database
    known: Known
    signer: Signer
    code: str = ""
    demonstration: bool = False
    running: Running = field(default_factory=Running)
    log: AccessLog | None = None
    reading: ReadingRoom | None = None
    solver: Solver | None = None
    clock: Callable[[], datetime] = field(default=_now)

    def close(self) -> None:
        """Give back the database, close the log and end the solver."""
        if self.solver:
            self.solver.close()
        self.database.close()
        if self.log:
            self.log.close()


@dataclass(frozen=True, slots=True)
class ActorProof:
    """How and when somebody proved who they are: by which way, in which sign-in (0: none)."""

    session: int = 0
    way: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the person, what they hold, and whom they stand in for (``lent``: by which delegation).

    ``kept_back`` are roles that do not hold in this sign-in, since they ask for a passkey. ``loan_over`` is for whom
    they stood in until that ended, for as long as they have not said that they know.
    """

    person: int
    name: str
    grants: tuple[Grant, ...]
    acting_for: int = 0
    acting_for_name: str = ""
    lent: int = 0
    invented: bool = False
    only: frozenset[str] = frozenset()
    proof: ActorProof = ActorProof()
    kept_back: tuple[Grant, ...] = ()
    loan_over: str = ""

    @property
    def people(self) -> frozenset[int]:
        """The person and whom they stand in for."""
        return frozenset({self.person, self.acting_for} - {0})

    def may(self, action: str, item: Item = NOTHING) -> Permission:
        """What the table of rights says; a token may do no more than it was made for."""
        if self.only and action not in self.only:
            return Permission("role")
        return may(self.person, self.grants, action, item, acting_for=self.acting_for)

    @property
    def ministries(self) -> tuple[str, ...]:
        """The ministries that the person writes for."""
        return tuple(dict.fromkeys(each.ministry for each in self.grants if each.ministry))

    def holds(self, *roles: str) -> bool:
        """Whether one of these roles is among the grants."""
        return any(each.role in roles for each in self.grants)

    def holds_whole(self, role: str, year: int) -> bool:
        """Whether a role for a year, or for every one, is among the grants that is not held for one committee alone."""
        return any(each.role == role and not each.committee and each.year in (0, year) for each in self.grants)


@dataclass(frozen=True, slots=True)
class Act:
    """One request's doing or looking: everything of it sees one state, and is kept whole or not at all.

    ``until`` is the end of a past day, where it looks at what stood then; ``now`` is that moment too, and nothing is
    written.
    """

    office: Office
    connection: Connection
    actor: Actor
    now: datetime
    address: str = ""
    request: str = ""
    until: datetime | None = None

    @property
    def known(self) -> Known:
        """What the budget knows already."""
        return self.office.known

    def must(self, action: str, item: Item = NOTHING) -> Permission:
        """The answer of the table of rights.

        Raises
        ------
        RefusedError
            where it is no, with the nearest reason.
        """
        answer = self.actor.may(action, item)
        if not answer.allowed:
            raise RefusedError(refusal(action, answer, item.state))
        return answer

    def must_see(self, action: str, item: Item = NOTHING) -> Permission:
        """The same for what is read: what may not be seen is not there.

        Raises
        ------
        MissingError
            where it is no.
        """
        answer = self.actor.may(action, item)
        if not answer.allowed:
            raise MissingError(word("missing"))
        return answer

    def authorship(self, verb: str) -> dict[str, int | datetime | None]:
        """Who does it, for whom and when, as the columns of a verb: ``made_by``, ``made_for``, ``made_at``."""
        return {f"{verb}_by": self.actor.person, f"{verb}_for": self.actor.acting_for or None, f"{verb}_at": self.now}

    def note(self, entry: record.RecordEntry, role: str = "") -> None:
        """Write the act into the record."""
        who = self.actor
        by = record.By(who.person, who.name, role, who.acting_for_name, self.address, self.request)
        with boundaries.whole(self.connection):
            number = record.append(self.connection, by, entry, self.now)
            notices.tell(self.connection, entry.action, entry.item, entry.ministry, number, self.now)


def refusal(action: str, answer: Permission, state: str = "") -> Text:
    """Why something is refused, in a sentence; with the state that what it is done to is in, where that is why."""
    doing = word(f"do_{action.replace('.', '_')}")
    if answer.why == "state" and f"state_word_{state}" in WORDS:
        return word("why_state_now", action=doing, state=word(f"state_word_{state}"))
    return word(f"why_{answer.why.replace('-', '_')}", action=doing)


@contextmanager
def acting(office: Office, actor_of: Callable[[Connection, datetime], Actor], **told: str) -> Iterator[Act]:
    """An act that writes; who acts is worked out within its transaction, so that an ended right ends at once."""
    now = office.clock()
    with office.database.writing() as connection:
        actor = actor_of(connection, now)
        boundaries.draw(connection, actor.grants, actor.only, office.known.places, actor.person)
        yield Act(office, connection, actor, now, told.get("address", ""), told.get("request", ""))


@contextmanager
def looking(
    office: Office, actor_of: Callable[[Connection, datetime], Actor], until: datetime | None = None, **told: str
) -> Iterator[Act]:
    """An act that only reads; of what stood at the end of a past day where one is given.

    Who acts may see of it what they may see now, as far as it is kept as it stood.
    """
    now = office.clock()
    with office.database.reading() as connection:
        actor = actor_of(connection, now)
        if until is not None:
            actor = replace(actor, only=KEPT & (actor.only or KEPT) or frozenset({""}))
        boundaries.draw(connection, actor.grants, actor.only, office.known.places, actor.person)
        yield Act(office, connection, actor, until or now, told.get("address", ""), told.get("request", ""), until)
