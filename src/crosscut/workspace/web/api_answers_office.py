"""What the interface for programs answers of files, jobs, people, rights and the record."""

from __future__ import annotations

from typing_extensions import TypedDict


class FirstPassword(TypedDict):
    """A first password, which is told once and lets in for three days, to choose another."""

    first_password: str


class PersonMade(FirstPassword):
    """The number of a person."""

    person: int


class IdentityMade(TypedDict):
    """The number of what a person is at the identity provider."""

    identity: int


class GrantMade(TypedDict):
    """The number of a role that was given."""

    grant: int


class JobMade(TypedDict):
    """The number of a job."""

    job: int


class FileMade(TypedDict):
    """The number of a file."""

    file: int


class FileAnswer(TypedDict):
    """An attachment; ``digest`` is its SHA-256."""

    file: int
    name: str
    media_type: str
    size: int
    digest: str
    sent_at: str


class ProposedValue(TypedDict):
    """A value that a sheet proposes for a field, and the words that it comes from."""

    programme: str
    field: str
    now: str
    proposed: str
    place: str
    words: str


class CellMessage(TypedDict):
    """What is said of a place in a sheet."""

    place: str
    message: str
    message_ko: str


class SheetAnswer(TypedDict):
    """What a word-processor sheet proposes; nothing of it is kept."""

    changes: list[ProposedValue]
    new: list[dict[str, str]]
    faults: list[CellMessage]
    told: list[CellMessage]


class BundleChange(TypedDict):
    """A field that somebody wrote without the server; where ``asked``, what stands is kept unless it is picked."""

    programme: str
    field: str
    stood: str
    now: str
    sent: str
    conflict: bool
    asked: bool
    place: str


class SentAnswer(TypedDict):
    """What a file that was sent in says against the draft; ``said_at`` is the sender's own clock, if it says one."""

    sent: int
    name: str
    refused: bool
    sent_at: str
    said_at: str
    taken_at: str | None
    again: bool
    changes: list[BundleChange]
    new: list[dict[str, str]]
    faults: list[CellMessage]
    told: list[CellMessage]


class SentFileAnswer(TypedDict):
    """A file that waits for somebody to pick, or was refused."""

    sent: int
    name: str
    refused: bool
    sent_at: str


class BundleTaken(TypedDict):
    """How many fields were written."""

    fields: int


class JobAnswer(TypedDict):
    """How far a job is."""

    job: int
    kind: str
    state: str
    step: str
    result: str
    asked_by: str
    asked_at: str
    ended_at: str | None


class RoleAnswer(TypedDict):
    """A role that somebody holds."""

    id: int
    role: str
    ministry: str
    committee: str
    year: int
    ends_at: str | None


class Me(TypedDict):
    """Who is signed in, and what they may do."""

    person: int
    name: str
    acting_for: str
    roles: list[RoleAnswer]
    may: list[str]


class PermitAnswer(TypedDict):
    """A row of the table of rights."""

    role: str
    action: str
    states: list[str]
    scope: str
    fields: list[str]
    apart: bool


class PersonAnswer(TypedDict):
    """A person, with the roles that they hold."""

    person: int
    name: str
    closed_at: str | None
    roles: list[RoleAnswer]


class PasskeyAnswer(TypedDict):
    """A passkey; ``synced`` where a keeper of passkeys may copy it to other machines of the same person."""

    passkey: int
    name: str
    synced: bool
    made_at: str
    used_at: str | None


class EntryAmountAnswer(TypedDict):
    """What an entry did to a programme's amount, in minor units."""

    name: str
    before: int | None
    after: int | None


class EntryAnswer(TypedDict):
    """An entry of the record; ``amounts`` are of the programmes that were asked for."""

    amounts: list[EntryAmountAnswer]
    at: str
    number: int
    name: str
    role: str
    acting_for: str
    action: str
    item: str
    ministry: str
    before: str
    after: str
    reason: str
    link: str


class RecordAnswer(TypedDict):
    """A part of the record, and what names the whole."""

    checkpoint: str
    entries: list[EntryAnswer]
