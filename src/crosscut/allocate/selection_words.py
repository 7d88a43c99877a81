"""What a rule selects, for readers: areas and programmes by their names, all else as the policy writes it."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.allocate.demand import Demand
from crosscut.allocate.policy import Where
from crosscut.text import Text

_SHOWN = 6
"""Programmes that are named one by one; of more the first are, and how many others there are."""

_OF: dict[str, Text] = {
    "finding": Text("with the finding “{values}”", "검토 사항 ‘{values}’에 해당하는"),
    "duplicates": Text("of the duplicates {values}", "중복 묶음 {values}의"),
}
_OF_VALUES = Text("of {values}", "{values}")
_STATUS = {"new": Text("new", "신규"), "continuing": Text("continuing", "계속")}
EACH = Text("each programme", "사업별")
_MORE = Text("{values} and {count} more", "{values} 외 {count}개")


def selected(where: Where, each: str, demand: Demand) -> Text:
    """What a rule over money selects: the one value it is stated for, or all that it names."""
    told = [(str(key), value) for key, values in where.items() for value in values if each in ("", value)]
    return _ALL if not told else Text(", ", ", ").join(_called(key, value, demand) for key, value in told)


_ALL = Text("all", "전체")


def each_programme(where: Where, findings: Sequence[str], demand: Demand) -> Text:
    """The programmes that a rule holds for one by one, as the subject of its sentence."""
    selections = {str(key): values for key, values in where.items()}
    if findings:
        selections["finding"] = (*selections.get("finding", ()), *findings)
    statuses = [_STATUS.get(value, Text.same(value)) for value in selections.pop("status", ())]
    named = selections.get("programme", ())
    if len(named) == 1 and len(selections) == 1 and not statuses:
        return _called("programme", named[0], demand)
    english, korean = EACH.en, EACH.ko
    if statuses:
        status = Text(" or ", "·").join(statuses)
        english, korean = f"each {status.en} programme", f"{status.ko} {korean}"
    for key, values in reversed(selections.items()):
        part = _OF.get(key, _OF_VALUES).format(values=_listed(key, values, demand))
        english, korean = f"{english} {part.en}", f"{part.ko} {korean}"
    return Text(english, korean)


def _listed(key: str, values: Sequence[str], demand: Demand) -> Text:
    shown = values[:_SHOWN] if key == "programme" else values
    named = Text(", ", ", ").join(_called(key, value, demand) for value in shown)
    rest = len(values) - len(shown)
    return _MORE.format(values=named, count=f"{rest:,}") if rest else named


def _called(key: str, value: str, demand: Demand) -> Text:
    if key == "programme":
        return Text.same(demand.called(demand.place_of(value)))
    names = {"area": demand.areas, "finding": demand.titles, "ministry": demand.ministries}.get(key, {})
    called = names.get(value, Text.same(value))
    found = {"finding": {*demand.titles, *demand.findings}, "duplicates": {*demand.duplicates}}.get(key, {value})
    if key == "finding" and value in demand.not_reviewed:
        return _NOT_REVIEWED.format(called=called)
    if value in found:
        return called
    return _NOT_FOUND.format(called=called)


_NOT_FOUND = Text("{called} (not found this time)", "{called}(이번에 나오지 않음)")
_NOT_REVIEWED = Text("{called} (not reviewed for want of data)", "{called}(자료가 없어 검토하지 않음)")
