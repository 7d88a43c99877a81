"""FROM and TO: stages, years, both, moments, and what cannot be."""

from __future__ import annotations

import pytest

from crosscut.calendar import Calendar, Stage, usual_role
from crosscut.errors import CrosscutError
from crosscut.follow import choose, parse

STAGES = ("requested", "proposed", "confirmed", "revised-1", "executed")
PRESENT = {
    (2022, "revised-1"),
    (2022, "executed"),
    (2023, "confirmed"),
    (2023, "executed"),
    (2024, "proposed"),
    (2024, "confirmed"),
}


def pairs(start: str, end: str, **more):
    calendar = Calendar([Stage(each, usual_role(each)) for each in STAGES], PRESENT)
    return choose((parse(start, STAGES), parse(end, STAGES)), (calendar, calendar), **more)


@pytest.mark.parametrize(
    ("start", "end", "chosen"),
    [
        ("2023", "2024", ((2023, "confirmed"), (2024, "confirmed"))),
        ("proposed", "confirmed", ((2024, "proposed"), (2024, "confirmed"))),
        ("confirmed", "executed", ((2023, "confirmed"), (2023, "executed"))),
        ("2023:executed", "2024:confirmed", ((2023, "executed"), (2024, "confirmed"))),
        ("2023:executed", "2024", ((2023, "executed"), (2024, "confirmed"))),
        ("2022", "2024", ((2022, "revised-1"), (2024, "confirmed"))),
        ("1", "now", ((2024, "confirmed"), (2024, "confirmed"))),
        ("2024:proposed@2026-03-01", "2024:confirmed@3", ((2024, "proposed"), (2024, "confirmed"))),
    ],
)
def test_what_is_left_open_is_found(start, end, chosen) -> None:
    assert pairs(start, end) == chosen


def test_what_the_user_asks_besides() -> None:
    assert pairs("1", "2", year=2023, stage="executed") == ((2023, "executed"), (2023, "executed"))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T09:00:00+09:00", "2026-03-01T09:00:00+09:00"),
        ("7", 7),
        ("#2024", 2024),
        ("reading 12", 12),
        ("now", None),
    ],
)
def test_moments(text: str, moment: str | int | None) -> None:
    point = parse(text, STAGES)
    assert (point.dated, point.moment) == (True, moment)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("confirmd", "2024", "Did you mean 'confirmed'"),
        ("2024:votd", "2024", "neither a stage, a year nor a moment"),
        ("2024@yesterday", "2024", "neither a stage"),
        ("", "2024", "neither a stage"),
        ("confirmed", "proposed", "comes after"),
        ("2024", "2023", "Write: 2023 2024"),
        ("2021", "2024", "nothing was ever read for 2021"),
        ("proposed", "revised-1", "nothing was ever read for 2024:revised-1"),
    ],
)
def test_what_cannot_be_says_what_to_write(start: str, end: str, said: str) -> None:
    with pytest.raises(CrosscutError, match=said):
        pairs(start, end)
