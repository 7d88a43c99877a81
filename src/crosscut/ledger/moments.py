"""Moments: when something was recorded, and as of when it is read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from crosscut.ledger.errors import MomentError

SKEW = timedelta(minutes=1)
"""How far the clock may lag behind the last moment before an append refuses it: two machines never quite agree."""

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
        return value.astimezone(UTC)
    return datetime.combine(value, time.max, tzinfo=UTC)


def _from_text(text: str) -> datetime:
    try:
        if _DAY.fullmatch(text):
            return parse_moment(date.fromisoformat(text))
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
