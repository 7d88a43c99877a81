"""The office's choices for the review: ``[review]`` and ``[review.<rule>]`` of ``policy.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from crosscut import tomltext
from crosscut.config import ConfigError
from crosscut.errors import CrosscutError
from crosscut.money import MoneyError, parse, unit
from crosscut.plugins import working
from crosscut.review import refusal_words as say
from crosscut.review.model import Parameter, Rule, Value, Values
from crosscut.review.registry import all_rules
from crosscut.text import Text
from crosscut.text.refusals import UnfitValueError, after, meant, said_of
from crosscut.wholefiles import read_text


@dataclass(frozen=True)
class ReviewPolicy:
    """Settled parameters by rule, rules that are switched off, and what each rule's amounts lack.

    ``unset`` has the parameters that have no value in the budget's currency, by rule.
    """

    values: dict[str, Values]
    off: frozenset[str] = frozenset()
    unset: dict[str, tuple[str, ...]] = field(default_factory=dict)


def load(file: Path, code: str) -> ReviewPolicy:
    """Read the review's part of a policy file; see :func:`read`."""
    try:
        return read(read_text(file, tomltext.LARGEST), file, code)
    except UnicodeDecodeError:
        raise ConfigError(file, [say.NO_UTF8]) from None


def read(text: str, file: Path, code: str) -> ReviewPolicy:
    """The review's part of a policy; what it does not say is the rules' default.

    Parameters
    ----------
    text
        A ``policy.toml``; an empty one says nothing.
    file
        What errors call it.
    code
        The budget's currency.

    Raises
    ------
    ConfigError
        for a rule or parameter that does not exist, or a value that cannot be; all faults at once.

    """
    stated = _stated(text, file)
    off = stated.pop("off", [])
    known = {rule.id: rule for rule in all_rules()}
    faults = [
        after(say.NOT_A_RULE.format(name=name), meant(name, tuple(known)))
        for name in [*stated, *off]
        if name not in known
    ]
    values: dict[str, Values] = {
        name: _values(rule, stated.get(name, {}), code, faults) for name, rule in known.items()
    }
    if faults:
        raise ConfigError(file, faults)
    return ReviewPolicy(values, frozenset(off), {name: each.unset for name, each in values.items() if each.unset})


def _stated(text: str, file: Path) -> tomltext.Table:
    try:
        data = tomltext.parsed(text)
    except CrosscutError as error:
        raise ConfigError(file, [Text(error.message, say.NO_TOML.format(error=error.message))]) from None
    stated = data.get("review", {})
    if not isinstance(stated, dict):
        raise ConfigError(file, [say.REVIEW_TABLE])
    return dict(stated)


def _values(rule: Rule, stated: Any, code: str, faults: list[Text]) -> Values:
    if not isinstance(stated, dict):
        faults.append(say.RULE_TABLE.format(name=rule.id))
        stated = {}
    names = tuple(parameter.name for parameter in rule.parameters)
    faults += [
        after(say.NOT_A_PARAMETER.format(rule=rule.id, name=name), meant(name, names))
        for name in stated
        if name not in names
    ]
    values: dict[str, Value | None] = {}
    for parameter in rule.parameters:
        if stated.get(parameter.name) is None:
            with working(rule):
                values[parameter.name] = _value(parameter, parameter.default, code, stated=False)
            continue
        try:
            values[parameter.name] = _value(parameter, stated[parameter.name], code)
        except (ValueError, TypeError) as error:
            place = f"review.{rule.id}.{parameter.name}"
            faults.append(say.WRONG_PARAMETER.format(place=place, said=said_of(error)))
    return Values(values)


def _value(parameter: Parameter, given: Any, code: str, *, stated: bool = True) -> Value | None:
    match parameter.kind:
        case "percent":
            return _percent(given)
        case "amount":
            return _amount(given, code, stated=stated)
        case "count":
            if isinstance(given, bool) or not isinstance(given, int) or given < 0:
                raise UnfitValueError(say.NO_COUNT.format(given=repr(given)))
            return given
        case "words":
            words = [given] if isinstance(given, str) else given
            if not isinstance(words, (list, tuple)) or not all(isinstance(word, str) and word for word in words):
                raise UnfitValueError(say.NO_WORDS.format(given=repr(given)))
            return tuple(words)


def _percent(given: Any) -> Fraction:
    text = str(given).strip().removesuffix("%").strip()
    try:
        value = Fraction(text) / 100
    except (ValueError, ZeroDivisionError):
        raise UnfitValueError(say.NO_PERCENTAGE.format(given=repr(given))) from None
    if isinstance(given, bool) or not 0 <= value <= 1000 or value.denominator > 10**6:
        raise UnfitValueError(say.NO_SUCH_PERCENTAGE.format(given=repr(given)))
    return value


def _amount(given: Any, code: str, *, stated: bool) -> int | None:
    """The amount in minor units; a default in another currency than the budget's is no value."""
    try:
        return parse(str(given), unit(code, code))
    except MoneyError as error:
        if stated:
            raise UnfitValueError(say.NO_AMOUNT.format(given=repr(given), code=code, error=str(error))) from None
        return None
