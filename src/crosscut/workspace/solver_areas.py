"""Areas that a policy names and no programme has under the list in force: told by name, and what they became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel

from crosscut.allocate.demand import Demand
from crosscut.allocate.policy import Policy
from crosscut.budget import Run
from crosscut.errors import CrosscutError
from crosscut.text import Text
from crosscut.workspace.errors import WorkspaceError

CODE = "policy-areas"
"""What a refusal is called whose message are the names of areas: English and Korean, in a line each."""
Model = TypeVar("Model", bound=BaseModel)


def lacking(policy: Policy, demand: Demand) -> list[str]:
    """The areas that a policy selects and no programme has, in order."""
    return sorted(set(_selected(policy)) - set(demand.shares))


def fault(run: Run, areas: list[str]) -> CrosscutError:
    """What says that a policy names areas which no programme has."""
    lists = [run.taxonomy, *(each.before for each in run.snapshot.designations)]
    known = {area.id: area for each in lists for area in each.areas}
    names = [(known[each].en, known[each].ko) if each in known else (each, each) for each in areas]
    return CrosscutError("\n".join(", ".join(each) for each in zip(*names, strict=True)), code=CODE)


def unpublishable(run: Run, policy: Policy) -> WorkspaceError | None:
    """What says which rules of a folder's policy name areas that its list lacks; None where none does."""
    gone = set(_selected(policy)) - {area.id for area in run.taxonomy.areas}
    if not gone:
        return None
    rules, areas = ", ".join(_naming(policy, gone)), ", ".join(sorted(gone))
    said = Text(
        f"{rules} of policy.toml names areas that the list in force lacks: {areas}. Name the areas of that list there, "
        "or take the policy.toml of a scenario on that list.",
        f"policy.toml의 {rules} 규칙에 현행 목록에 없는 분야가 있습니다: {areas}. "
        "그 파일에서 현행 목록의 분야로 고치거나, "
        "현행 목록으로 만든 시나리오의 policy.toml을 내려받아 그 자리에 두세요.",
    )
    return WorkspaceError(said, CODE)


def followed(policy: Policy, run: Run) -> Policy:
    """A policy whose selections name what areas of former lists became by the designations; what went nowhere stays."""
    became: dict[str, tuple[str, ...]] = {}
    for each in run.snapshot.designations:
        step: dict[str, tuple[str, ...]] = {}
        for row in each.passages.rows:
            step[row.from_area] = tuple(dict.fromkeys((*step.get(row.from_area, ()), row.to_area)))
        became = {area: _through(step, there) for area, there in (became or {one: (one,) for one in step}).items()}
    held = {area.id for area in run.taxonomy.areas}
    return _restated(policy, {area: there for area, there in became.items() if area not in held})


def _through(step: Mapping[str, tuple[str, ...]], areas: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(there for area in areas for there in step.get(area, (area,))))


def _selected(stated: object) -> Iterator[str]:
    for name, value in _parts(stated):
        if name == "where" and isinstance(value, dict):
            yield from value.get("area", ())
        else:
            yield from _selected(value)


def _naming(stated: object, areas: set[str], place: str = "") -> Iterator[str]:
    """Where a policy names one of these areas, each rule by its table and number there."""
    for name, value in _parts(stated):
        if name == "where" and isinstance(value, dict):
            if areas & set(value.get("area", ())):
                yield place
        elif isinstance(value, list | tuple):
            for number, each in enumerate(value, 1):
                yield from _naming(each, areas, f"[[{name}]] {number}")
        else:
            yield from _naming(value, areas, name)


def _parts(stated: object) -> Iterator[tuple[str, object]]:
    if isinstance(stated, BaseModel):
        yield from ((name, getattr(stated, name)) for name in type(stated).model_fields)
    elif isinstance(stated, list | tuple):
        yield from (("", each) for each in stated)


def _restated(stated: Model, became: Mapping[str, tuple[str, ...]]) -> Model:
    return stated.model_copy(update={name: _value(name, value, became) for name, value in _parts(stated)})


def _value(name: str, value: object, became: Mapping[str, tuple[str, ...]]) -> object:
    if name == "where" and isinstance(value, dict) and "area" in value:
        return {**value, "area": _through(became, tuple(value["area"]))}
    if isinstance(value, BaseModel):
        return _restated(value, became)
    if isinstance(value, list | tuple):
        return type(value)(_value("", each, became) for each in value)
    return value
