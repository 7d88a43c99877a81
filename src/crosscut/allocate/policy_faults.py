"""What is wrong with the settings of a policy: each fault with its setting, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from crosscut import tomltext
from crosscut.allocate import refusal_words as say
from crosscut.text import Text
from crosscut.text.refusals import UnfitValueError, after, meant


def faults_of(
    error: ValidationError, data: tomltext.Table, whole: type[BaseModel], parts: Mapping[str, type[BaseModel]]
) -> list[Text]:
    """The faults that a model found in parsed TOML; ``parts`` are the models of its tables by their names."""
    return [_fault(each, data, whole, parts) for each in error.errors()]


def _where(place: tuple[str | int, ...], data: Any) -> str:
    """Where a setting stands: the tables that lead to it, each rule by its id, else by its number."""
    parts = []
    for part in place:
        within = data.get(part) if isinstance(data, dict) else None
        if isinstance(part, int):
            within = data[part] if isinstance(data, list) else None
        named = within.get("id") if isinstance(part, int) and isinstance(within, dict) else None
        parts.append(str(named or part + 1) if isinstance(part, int) else part)
        data = within
    return ".".join(parts)


def _fault(error: Any, data: tomltext.Table, whole: type[BaseModel], parts: Mapping[str, type[BaseModel]]) -> Text:
    where, last = _where(error["loc"], data), str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        named = [part for part in error["loc"][:-1] if part in parts]
        model = parts[named[-1]] if named else whole
        top = tomltext.misplaced(error["loc"], whole.model_fields.keys() - parts)
        more = say.MISPLACED.format(said=top, name=repr(last)) if top else meant(last, list(model.model_fields))
        return after(say.NO_SETTING.format(where=where), more)
    if error["type"] == "missing":
        return say.MISSING.format(where=where, write=_MISSING.get(where, say.WRITE).format(name=last))
    said = _said(error)
    return Text(f"{where}: {said.en}", f"{where}: {said.ko}") if where else said


def _said(error: Any) -> Text:
    """What is wrong with one value."""
    context = error.get("ctx", {})
    own = context.get("error")
    if isinstance(own, UnfitValueError):
        return own.said
    message = error["msg"].removeprefix("Value error, ")
    if error["type"] not in say.WRONG:
        return Text(message, say.UNFIT.format(message=message))
    known = {name: str(value).replace(" or ", ", ") for name, value in context.items()}
    return Text(message, say.WRONG[error["type"]].format(**known))


_MISSING = {"unit": say.WRITE_UNIT, "ceiling": say.WRITE_CEILING}
