"""Moments: when something was recorded, and as of when it is read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from crosscut.ledger.errors import MomentError

SKEW = timedelta(minutes=1)
"""How far the clock may lag behind the last moment before an append refuses it: two machines never quite agree."""

Asked = datetime | date | str | int | None
"""What a moment may be asked for by: a day, a time, the number of a reading, or nothing for now."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_moment(value: str | date | datetime) -> datetime:
    """The moment in UTC that a day or a time means.

    A day, such as ``2026-03-01``, means its last microsecond in UTC. A text without an offset is UTC.

    Raises
    ------
    MomentError
        where it is no day and no time, or a datetime without a time zone.

    """
    if isinstance(value, str):
        return _from_text(value.strip())
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise MomentError(f"{value.isoformat()} has no time zone; give one, such as datetime(…, tzinfo=UTC)")
        return _in_utc(value)
    return datetime.combine(value, time.max, tzinfo=UTC)


def past_moment(value: str | date | datetime, now: datetime) -> datetime:
    """The moment, where it has passed by then: what is to come may still change what stood at it.

    Raises
    ------
    MomentError
        where it is in the future, or a day that has not ended.

    """
    moment = parse_moment(value)
    if moment <= now:
        return moment
    day = moment.date().isoformat()
    if moment.time() == time.max and day == now.date().isoformat():
        raise MomentError(
            f"{day} has not ended: what stands at its end is not known yet (a day ends in UTC). "
            f"Give a time, such as {now.isoformat(timespec='seconds')}, or no moment for what stands now"
        )
    raise MomentError(
        f"{moment.isoformat()} is in the future: what will stand then is not known. "
        "Give a moment that has passed, or none for what stands now"
    )


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise MomentError(
            f"{moment.isoformat()} lies outside the years 1 to 9999 in UTC; give a moment within them"
        ) from None


def _from_text(text: str) -> datetime:
    try:
        if _DAY.fullmatch(text):
            return parse_moment(date.fromisoformat(text))
        if not _DAY.match(text):
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise MomentError(f"{text!r} is no day and no time; write 2026-03-01 or 2026-03-01T09:30:00+09:00") from None
    return parse_moment(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def next_moment(at: datetime | None, last: datetime | None) -> datetime:
    """When an append is recorded: as the caller says, else by the clock; never before ``last``.

    Raises
    ------
    MomentError
        where it would be before the last moment.

    """
    moment = parse_moment(at) if at is not None else datetime.now(UTC)
    if last is None or moment >= last:
        return moment
    if at is None and last - moment <= SKEW:
        return last
    said = "the clock says" if at is None else "it is dated"
    raise MomentError(
        f"{said} {moment.isoformat()}, but the ledger's last moment is {last.isoformat()}. "
        "Moments only go forward: append with a later time"
    )
