"""A policy written out as the text of a ``policy.toml`` that says the same: what was merged or changed stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pydantic import BaseModel

from crosscut import tomltext
from crosscut.allocate.policy import REVIEW, Policy
from crosscut.text import Text
from crosscut.tomltext import Table

_MERGED = frozenset({"base", "without"})
"""Settings that have been followed by the time there is a policy."""


def policy_text(policy: Policy, review: Table | None = None, head: Sequence[str] = ()) -> str:
    """The text of a policy; reading it gives an equal one.

    Parameters
    ----------
    policy
        The policy, its base merged in.
    review
        What the file says to reviews, which is no part of the policy.
    head
        Lines of a comment at the head.
    """
    data = {key: value for key, value in _table(policy).items() if key not in _MERGED}
    if review:
        data[REVIEW] = dict(review)
    lines = [f"# {' '.join(line.split())}" for line in head]
    return "\n".join([*lines, *_tables(data, "")]).lstrip("\n") + "\n"


def review_of(text: str) -> Table:
    """What the text of a policy says to reviews; nothing where it says nothing."""
    found = tomltext.parsed(text).get(REVIEW, {})
    return found if isinstance(found, dict) else {}


def _table(stated: BaseModel) -> Table:
    """The settings of a model that differ from what goes without saying."""
    return {
        name: _plain(value)
        for name, field in type(stated).model_fields.items()
        if (value := getattr(stated, name)) != field.get_default(call_default_factory=True)
    }


def _plain(value: object) -> object:
    """A value as TOML can hold it."""
    if isinstance(value, BaseModel):
        return _table(value)
    if isinstance(value, Text):
        return value.en if value.en == value.ko else {"en": value.en, "ko": value.ko}
    if isinstance(value, Fraction):
        return percent_text(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def percent_text(part: Fraction) -> str:
    """A fraction as the percentage that a policy states, exactly: ``-5 %``.

    Raises
    ------
    ValueError
        for a fraction that no percentage of twelve decimals says.
    """
    scaled = abs(part) * 100 * 10**12
    if scaled.denominator != 1:
        raise ValueError(f"{part} is no percentage of twelve decimals")
    whole, rest = divmod(int(scaled), 10**12)
    decimals = f".{rest:012d}".rstrip("0") if rest else ""
    return f"{'-' if part < 0 else ''}{whole}{decimals} %"


def _tables(data: Table, path: str) -> Iterator[str]:
    """The lines of a table: plain settings first, then the tables in it."""
    inner = {key: value for key, value in data.items() if _is_tables(value) or (isinstance(value, dict) and not path)}
    inner = {key: value for key, value in inner.items() if key not in _INLINE}
    yield from (f"{_key(key)} = {_value(value)}" for key, value in data.items() if key not in inner)
    for key, value in inner.items():
        name = f"{path}.{_key(key)}" if path else _key(key)
        for each in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            yield from _tables(each, name) if isinstance(each, dict) else ()


_INLINE = frozenset({"title", "returns"})


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if plain else json.dumps(key, ensure_ascii=False)


def _value(value: object) -> str:
    """One value in a line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
