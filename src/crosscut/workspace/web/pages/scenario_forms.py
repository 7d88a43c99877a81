"""The form of a scenario: its limits as fields, what was typed into them, and what its buttons ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData

from crosscut.allocate.amendments import made_by
from crosscut.money import Unit
from crosscut.text import Language
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.scenarios.scenario_values import amount, growth_of, stored, typed
from crosscut.workspace.solver.solver_shapes import LimitField, PlaceRow, PlanAnswer
from crosscut.workspace.web.desk import Sent, posted
from crosscut.workspace.words import word

Change = tuple[str, str, str]

ALONE = ("mend", "back", "out", "pin")
"""Buttons that keep what they say themselves and leave the rest as it was typed."""
DEEPEST, HIGHEST = -50, 50
"""Per cent of growth that a slider reaches; the field takes any."""


@dataclass(frozen=True, slots=True)
class LimitInput:
    """A field of a limit: its name in the form, what holds (as kept), what stands in it, and the growth that it means.

    ``was`` is what stood in it when whoever types opened the page: what is still that was not touched.
    """

    name: str
    kind: str
    target: str
    value: str
    shown: str
    was: str
    percent: str
    side: str


@dataclass(frozen=True, slots=True)
class PlaceInput:
    """An area or a ministry with its two fields."""

    place: str
    row: PlaceRow
    floor: LimitInput
    cap: LimitInput


@dataclass(frozen=True, slots=True)
class LimitInputs:
    """All fields of a scenario's limits."""

    ceiling: LimitInput
    areas: tuple[PlaceInput, ...]
    ministries: tuple[PlaceInput, ...]
    others: Mapping[str, LimitInput]

    def __iter__(self) -> Iterator[LimitInput]:
        yield self.ceiling
        for each in (*self.areas, *self.ministries):
            yield from (each.floor, each.cap)
        yield from self.others.values()


def inputs_of(
    plan: PlanAnswer, unit: Unit, lang: Language, form: Sent | None = None, *, moved: bool = False
) -> LimitInputs:
    """The fields, with what holds in them or, where a form was sent, what was typed into it.

    ``moved`` says that somebody saved since the page of the form was opened: what was not touched shows what holds now.
    """
    pasts = _pasts(plan)

    def made(kind: str, target: str, value: str, side: str, place: str) -> LimitInput:
        past = pasts.get(place, 0)
        return _input(kind, target, value, side, unit, lang, form, moved=moved, past=past)

    def field(limit: LimitField) -> LimitInput:
        return made(limit["kind"], limit["target"], limit["value"], limit["side"], limit["place"])

    first: dict[tuple[str, str], LimitField] = {}
    others: dict[str, LimitInput] = {}
    for limit in plan["fields"]:
        key = (limit["place"], limit["side"])
        if limit["place"] and key not in first:
            first[key] = limit
        else:
            others[limit["rule"]] = field(limit)

    def of(place: str, side: str) -> LimitInput:
        known = first.get((place, side))
        return field(known) if known else made(side, place, "", side, place)

    def places(rows: Sequence[PlaceRow], key: str) -> tuple[PlaceInput, ...]:
        named = ((f"{key}:{row['key']}", row) for row in rows)
        return tuple(PlaceInput(place, row, of(place, "floor"), of(place, "cap")) for place, row in named)

    return LimitInputs(
        of("ceiling", "cap"), places(plan["areas"], "area"), places(plan["ministries"], "ministry"), others
    )


def _pasts(plan: PlanAnswer) -> dict[str, int]:
    """What each place had last year."""
    areas = {f"area:{row['key']}": row["past"] for row in plan["areas"]}
    ministries = {f"ministry:{row['key']}": row["past"] for row in plan["ministries"]}
    return {"ceiling": plan["past"], **areas, **ministries}


def _input(
    kind: str,
    target: str,
    value: str,
    side: str,
    unit: Unit,
    lang: Language,
    form: Sent | None,
    *,
    moved: bool,
    past: int,
) -> LimitInput:
    name = f"limit|{kind}|{target}"
    shown = was = typed(value, unit, lang)
    if form is not None and _is_touched(form, name):
        shown = posted(form, name)
    if form is not None and f"was|{name}" in form and not moved:
        was = posted(form, f"was|{name}")
    return LimitInput(name, kind, target, value, shown, was, growth_of(shown, unit, past), side)


def _is_touched(form: Sent, name: str) -> bool:
    """Whether a field was sent and differs from what stood in it when the page was opened."""
    return name in form and (f"was|{name}" not in form or posted(form, name) != posted(form, f"was|{name}"))


def typed_changes(form: Sent, inputs: LimitInputs, unit: Unit) -> list[Change]:
    """What was typed into fields that were touched and differs from what holds; an emptied field leaves the limit out.

    Raises
    ------
    WorkspaceError
        where something typed is no limit.
    """
    found: list[Change] = []
    for each in inputs:
        if not _is_touched(form, each.name):
            continue
        value = stored(posted(form, each.name), unit, each.name)
        if value == each.value:
            continue
        if not value and each is inputs.ceiling:
            raise WorkspaceError(word("scenario_ceiling_needed"), column=each.name)
        if value or each.kind in ("floor", "cap"):
            found.append((each.kind, each.target, value))
        else:
            found.append(("without", each.target, "yes"))
    return [*found, *_pinned(form, unit)]


def any_touched(form: Sent, inputs: LimitInputs) -> bool:
    """Whether anything was typed that is not kept."""
    return any(_is_touched(form, each.name) for each in inputs) or bool(posted(form, "pin_programme").strip())


def naming_programme(form: Sent, number_of: Callable[[str], str]) -> FormData:
    """A form with the number of the programme to be pinned, whatever was typed for it."""
    typed = posted(form, "pin_programme").strip()
    rest = [(name, value) for name, value in form.multi_items() if name != "pin_programme"]
    return FormData([*rest, ("pin_programme", number_of(typed))] if typed else rest)


def without(form: Sent, changes: Sequence[Change]) -> FormData:
    """A form less the fields of what these changes are about."""
    about = {f"limit|{kind}|{target}" for kind, target, _ in changes}
    about |= {f"limit|limit|{target}" for kind, target, _ in changes if kind == "without"}
    gone = about | {f"was|{each}" for each in about}
    if any(kind == "pin" and value for kind, _, value in changes):
        gone |= {"pin_programme", "pin_how", "pin_amount"}
    return FormData([(name, value) for name, value in form.multi_items() if name not in gone])


def _pinned(form: Sent, unit: Unit) -> list[Change]:
    programme, how = posted(form, "pin_programme").strip(), posted(form, "pin_how")
    if not programme:
        return []
    if how not in ("full", "none", "fixed", "least"):
        raise WorkspaceError(word("misread"), column="pin_how")
    if how in ("full", "none"):
        return [("pin", programme, how)]
    stated = amount(posted(form, "pin_amount"), unit, "pin_amount", "move_not_an_amount")
    return [("pin", programme, f"{how} {stated} {unit.currency.code}")]


def pressed(form: Sent, plan: PlanAnswer, unit: Unit) -> list[Change]:
    """The changes that a button of ALONE stands for.

    Raises
    ------
    WorkspaceError
        where the button is of a page that no longer holds, or no programme is named to be pinned.
    """
    kind, _, rest = posted(form, "do").partition("|")
    if kind == "pin":
        if pins := _pinned(form, unit):
            return pins
        raise WorkspaceError(word("scenario_pin_which"), column="pin_programme")
    if kind == "mend":
        if not (rest.isascii() and rest.isdigit()) or int(rest) >= len(plan["mends"]):
            raise WorkspaceError(word("scenario_mend_gone"))
        return [(change[0], change[1], change[2]) for change in plan["mends"][int(rest)]["changes"]]
    if kind == "back":
        what, _, target = rest.partition("|")
        return [(what, target, "")]
    own = made_by(rest)
    return [(*own, "")] if own else [("without", rest, "yes")]
