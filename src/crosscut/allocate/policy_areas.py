"""Areas that a policy names: which of them a list in force lacks, which of its rules name them, what they became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel

from crosscut.allocate.policy import Policy
from crosscut.budget import Run
from crosscut.budget.provenance import POLICY
from crosscut.findings import Finding, Place, Severity
from crosscut.tables import NO_AREA
from crosscut.taxonomy import Area
from crosscut.text import Text

Model = TypeVar("Model", bound=BaseModel)


def lacking(policy: Policy, run: Run) -> set[str]:
    """The areas that a policy selects and the list in force lacks; money apart from areas is in every list."""
    return set(selected(policy)) - {area.id for area in run.taxonomy.areas} - set(NO_AREA)


def left_behind(policy: Policy, run: Run) -> set[str]:
    """Those of them that a former list had, where that is all of them: nothing where one was never on a list."""
    former = {area.id for area in _former(run)}
    gone = lacking(policy, run)
    return gone if gone <= former else set()


def missing_areas(policy: Policy, gone: set[str]) -> Text:
    """Which rules of the folder's policy name areas that the list in force lacks, and what to do."""
    rules, areas = ", ".join(naming(policy, gone)), ", ".join(sorted(gone))
    return Text(
        f"{rules} of {POLICY} names areas that the list in force lacks: {areas}. Name the areas of that list there, "
        f"or take the {POLICY} of a scenario on that list.",
        f"{POLICY}의 {rules} 규칙에 현행 목록에 없는 분야가 있습니다: {areas}. "
        "그 파일에서 현행 목록의 분야로 고치거나, "
        f"현행 목록으로 만든 시나리오의 {POLICY}을 내려받아 그 자리에 두세요.",
    )


def outdated(policy: Policy, gone: set[str]) -> Finding:
    """The finding that no plan is made, since the policy is of a former list."""
    text = missing_areas(policy, gone)
    lead = Text("No plan is made. ", "배분안을 만들지 않았습니다. ")
    return Finding("policy-outdated", Severity.WARNING, Text(lead.en + text.en, lead.ko + text.ko), Place(POLICY))


def followed(policy: Policy, run: Run) -> Policy:
    """A policy whose selections name what areas of former lists became; what went outside alone stays."""
    became: dict[str, tuple[str, ...]] = {area.id: (area.id,) for area in _former(run)}
    for each in run.snapshot.designations:
        step: dict[str, tuple[str, ...]] = {}
        for row in each.passages.rows:
            step[row.from_area] = tuple(dict.fromkeys((*step.get(row.from_area, ()), row.to_area)))
        became = {area: _through(step, there) for area, there in became.items()}
    held = {area.id for area in run.taxonomy.areas}
    inside = {area: tuple(each for each in there if each not in NO_AREA) for area, there in became.items()}
    return _restated(policy, {area: there for area, there in inside.items() if area not in held and there})


def _former(run: Run) -> Iterator[Area]:
    """The areas of all lists that designations replaced."""
    for each in run.snapshot.designations:
        yield from each.before.areas


def _through(step: Mapping[str, tuple[str, ...]], areas: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(there for area in areas for there in step.get(area, (area,))))


def selected(stated: object) -> Iterator[str]:
    """The areas that a policy, or a part of one, selects."""
    for name, value in _parts(stated):
        if name == "where" and isinstance(value, dict):
            yield from value.get("area", ())
        else:
            yield from selected(value)


def naming(stated: object, areas: set[str], place: str = "") -> Iterator[str]:
    """Where a policy names one of these areas, each rule by its table and number there."""
    for name, value in _parts(stated):
        if name == "where" and isinstance(value, dict):
            if areas & set(value.get("area", ())):
                yield place
        elif isinstance(value, list | tuple):
            for number, each in enumerate(value, 1):
                yield from naming(each, areas, f"[[{name}]] {number}")
        else:
            yield from naming(value, areas, name)


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
