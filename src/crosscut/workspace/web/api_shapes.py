"""What programs send to the interface, and the one shape of its errors."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from crosscut.workspace.fields import FIELDS, LARGEST

_DAY = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"


def _within_calendars(moment: datetime) -> datetime:
    if not date.min.year < moment.year < date.max.year:
        raise ValueError("a moment that some zone's calendar does not have")
    return moment


ZonedMoment = Annotated[AwareDatetime, AfterValidator(_within_calendars)]
"""A moment with its offset from UTC that is a moment in every zone."""


class ErrorShape(BaseModel):
    """What every error says."""

    code: str
    message: str
    message_ko: str
    file: str
    row: int
    column: str
    hint: str
    request: str


class Wrong(BaseModel):
    """The one shape of errors."""

    error: ErrorShape


class SentBody(BaseModel):
    """What a program sends: nothing that is not asked for, no character that databases lose, no flag for a number."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _kept_by_databases(cls, value: object) -> object:
        texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        if any(isinstance(each, str) and "\0" in each for each in texts):
            raise ValueError("a character that no database keeps")
        return value

    @field_validator("*", mode="before")
    @classmethod
    def _no_number_by_yes_or_no(cls, value: object, about: ValidationInfo) -> object:
        flags = value if isinstance(value, list) else [value]
        if (
            any(isinstance(each, bool) for each in flags)
            and cls.model_fields[about.field_name or ""].annotation is not bool
        ):
            raise ValueError("neither yes nor no is meant here")
        return value


class PersonIn(SentBody):
    """A person to be added."""

    name: str = Field(min_length=1, max_length=80)


class SubjectIn(SentBody):
    """Who somebody is at the identity provider."""

    subject: str = Field(min_length=1, max_length=255)


class RoleIn(SentBody):
    """A role to be given; it holds once a second person has confirmed it."""

    role: str
    ministry: str = ""
    committee: str = Field(default="", max_length=200)
    year: int = Field(default=0, ge=0, le=2200)
    ends_at: ZonedMoment | None = None
    reason: str = Field(min_length=1, max_length=2000)


class GroupIn(SentBody):
    """Ministries that share a closing."""

    closes_at: ZonedMoment
    ministries: list[str] = Field(min_length=1)


class CallIn(SentBody):
    """A call to be opened."""

    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1900, le=2200)
    note: str = Field(default="", max_length=4000)
    opens_at: ZonedMoment
    late_days: int = Field(default=0, ge=0, le=60)
    reason_from: int = Field(default=10, ge=0, le=1000)
    confirmed: bool = False
    origin: int = Field(default=0, ge=0, le=2**31 - 1, description="the call of an earlier year that it is opened from")
    holds: bool = Field(default=False, description="whether open questions hold up the approval")
    groups: list[GroupIn] = Field(min_length=1, max_length=20)


class ExtensionIn(SentBody):
    """A later closing, of one ministry or of all where none is named."""

    ministry: str = ""
    closes_at: ZonedMoment
    reason: str = Field(min_length=1, max_length=2000)


class ProgrammeIn(SentBody):
    """Fields of a programme; what is left out stays. The amount is in minor units."""

    name: str | None = None
    text: str | None = None
    start: int | None = Field(default=None, ge=1900, le=2199)
    end: int | None = Field(default=None, ge=1900, le=2199)
    amount: int | None = Field(default=None, ge=0, json_schema_extra={"maximum": LARGEST})
    reason: str | None = None


class TypedIn(SentBody):
    """Fields of a programme as a form holds them, amounts in the unit that pages show."""

    typed: dict[str, str] = Field(max_length=len(FIELDS))


class NewProgrammeIn(SentBody):
    """A programme that is new."""

    name: str = Field(min_length=1, max_length=300)


class FileIn(SentBody):
    """What was seen, by its digest: that, and nothing else, is filed."""

    digest: str = Field(pattern="^[0-9a-f]{64}$")


class QuestionIn(SentBody):
    """A question about a programme."""

    programme: str
    text: str = Field(min_length=1, max_length=2000)
    due: str = Field("", pattern=_DAY)


class MoreTimeIn(SentBody):
    """A request for a later closing: why, and until which day, if one is wished for."""

    text: str = Field(min_length=1, max_length=2000)
    until: str = Field("", pattern=_DAY)


class AnswerIn(SentBody):
    """An answer."""

    text: str = Field(min_length=1, max_length=2000)


class SettleIn(SentBody):
    """How a question is settled, and why."""

    how: str = Field(pattern="^(accepted|waived|deferred|reopened)$")
    text: str = Field(min_length=1, max_length=2000)
    due: str = Field("", pattern=_DAY)


class PickedIn(SentBody):
    """What is taken of a file that was sent in: places of its changes, and of its new programmes."""

    changes: list[int] = Field(default_factory=list, max_length=20_000)
    new: list[int] = Field(default_factory=list, max_length=500)
