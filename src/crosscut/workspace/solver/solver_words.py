"""What amounts are compared with, by name: rules say “last year” also where that is a stage of the same year."""

from __future__ import annotations

from typing import TypeVar, cast

from crosscut.allocate.policy import Policy
from crosscut.allocate.runs import asked_period, past_period
from crosscut.budget import Run
from crosscut.text import Text

_KO, _EN = ("text_ko", "change_ko", "step_ko", "reason_ko"), ("text", "change", "step", "reason")
Answer = TypeVar("Answer")


def base_of(run: Run, policy: Policy) -> Text:
    """The period whose amounts count as last year's."""
    asked = asked_period(run, policy)
    return run.calendar.text(past_period(run, policy, asked) or asked)


def is_same_year(run: Run, policy: Policy) -> bool:
    """Whether that is a stage of the year that is divided."""
    asked = asked_period(run, policy)
    return (past_period(run, policy, asked) or asked).year == asked.year


def named(answer: Answer, base: Text) -> Answer:
    """An answer whose sentences name the period instead of last year."""
    return cast("Answer", _named(answer, base))


def _named(value: object, base: Text) -> object:
    if isinstance(value, dict):
        return {key: _named_base(str(key), each, base) for key, each in value.items()}
    return [_named(each, base) for each in value] if isinstance(value, list) else value


def _named_base(key: str, value: object, base: Text) -> object:
    if isinstance(value, str) and key in _EN:
        return value.replace("last year's amount", f"the amount of {base.en}").replace("last year", base.en)
    if isinstance(value, str) and key in _KO:
        return value.replace("전년", base.ko)
    return _named(value, base)
