"""Relations of movements: the difference is after less before, the growth its share of before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from crosscut.audit.context.entities import WHOLE
from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.carried import APART, MOST_LEVELS, between_levels, carried
from crosscut.audit.relations.earlier import from_the_last, with_earlier
from crosscut.audit.relations.frames import EXCHANGE, Frame, frames
from crosscut.audit.relations.one_rounding import as_rounded
from crosscut.audit.relations.parts_of_changes import is_a_part
from crosscut.audit.relations.readings import checks, otherwise, turned
from crosscut.audit.relations.steps import is_a_step
from crosscut.audit.relations.system import Key, Linear, Ratio
from crosscut.audit.slips import alike


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as it stands in the system: the quantities before and after, and their difference."""

    frame: Frame
    entity: str
    before: Key
    after: Key
    difference: Key
    after_year: int | None
    before_year: int | None


def movements(assembly: Assembly) -> list[Movement]:
    """Relate the movements of a document's running text."""
    found: list[Movement] = []
    levels: list[NumberInSentence] = []
    groups = {group[0].clause.start: place for place, group in enumerate(assembly.prose.groups)}
    for told in frames(assembly.prose):
        if [*told.slots] == ["difference"] and is_a_part(told.slots["difference"]):
            levels = levels[:0]
            continue
        place = groups[told.first.clause.start]
        frame = _read_alone(assembly, told, assembly.prose.groups[place])
        frame = between_levels(assembly, levels, frame)
        frame = from_the_last(assembly, levels, frame)
        level = carried(assembly, levels, frame)
        if level is None:
            frame = with_earlier(assembly, assembly.prose.groups[max(0, place - 2) : place], frame)
        moved = _movement(assembly, frame, level)
        if moved:
            found.append(moved)
        if "after" in frame.slots:
            levels = [*levels[1 - MOST_LEVELS :], frame.slots["after"]]
        elif level is None:
            levels = levels[:0]
    _one_stage(assembly)
    return found


_LESS_IS_MORE = re.compile(rf"{EXCHANGE}|문턱|자격|요건|(?<![a-z])threshold", re.IGNORECASE)
_ROLES = ("before", "after", "difference", "growth")
_OWN_RATE = re.compile(r"\s?\(\s?[△▲+−–-]?\s?[0-9.,]{1,6}\s?%\)")
_BASE = re.compile(
    r"(올해|금년|작년|지난해|전년|last year|previous year|this year)(?:도)?(?:보다|대비|에 ?비해)?[^0-9]{0,16}$"
)


def _read_alone(  # noqa: PLR0911 - each reading ends it
    assembly: Assembly, frame: Frame, group: list[NumberInSentence]
) -> Frame:
    """A movement without the levels that it may not be said of: another reading of its sentence is as good."""
    frame = _directed(_with_the_later_level(_with_its_own_rate(assembly.document.text, frame)))
    slots = frame.slots
    if "difference" in slots and is_a_part(slots["difference"]):
        return _without(frame, "difference")
    if "before" in slots and "growth" in slots and not _base_is(assembly, frame):
        return _without(frame, "before")
    told = checks(slots, frame.direction)
    if not told.broken:
        return frame
    levels = {role: placed for role, placed in slots.items() if role != "growth"}
    if turned(slots, frame.direction) or ("difference" in slots and turned(levels, frame.direction)):
        return _without(frame, "growth") if "difference" in slots else frame
    if told.growth is False and is_a_step(frame, group):
        return _without(frame, "growth")
    if otherwise(frame, group):
        return _without(frame, "before", "after") if len(group) > len(slots) else frame
    if told.difference is False and _in_several_steps(frame, group):
        return _without(frame, "difference")
    if out := _left_out(assembly, frame):
        return _without(frame, *out)
    first = frame.first
    begins = first.token.start if first is slots.get("before") else first.clause.start
    words = assembly.document.text[begins : first.clause.end]
    if {"before", "after"} <= set(slots) and APART.search(words):
        return _without(frame, "before")
    return frame


_LEAVING_OUT = re.compile(
    r"(?:을|를)\s?(?:빼고|빼면|제외하고|제외하면|제외해도)\s|excluding|leaving out", re.IGNORECASE
)


def _left_out(assembly: Assembly, frame: Frame) -> list[str]:
    """The levels that are left out of what moves: ``39명이 사망한 화재를 빼고 계산해도 13.9%(46명) 감소``."""
    moves = [placed.token.start for role, placed in frame.slots.items() if role in ("growth", "difference")]
    levels = [(role, placed.token.end) for role, placed in frame.slots.items() if role in ("before", "after")]
    text = assembly.document.text
    return [role for role, end in levels if moves and _LEAVING_OUT.search(text[end : max(end, min(moves))])]


def _with_its_own_rate(text: str, frame: Frame) -> Frame:
    """A movement without a change that stands in brackets behind one rate, and the next: ``16.7%(43억↑), 24.1%``.

    So is one without the share of its level, where its change has a rate of its own: ``40,522 (75.6%), △129 (△0.3%)``.
    """
    growth, difference = frame.slots.get("growth"), frame.slots.get("difference")
    if growth and difference and not growth.part.explicit and growth.token.start < difference.token.start:
        return _without(frame, "growth") if _OWN_RATE.match(difference.right) else frame
    if growth is None or difference is None or growth.token.start < difference.token.start:
        return frame
    before = text[max(0, difference.token.start - 3) : difference.token.start]
    return _without(frame, "growth", "difference") if before.rstrip().endswith(("%(", "% (")) else frame


def _with_the_later_level(frame: Frame) -> Frame:
    """A movement whose change is the level that it leads to, by its rate: ``전년 740건 대비 758건, 2.4% 증가``."""
    slots = frame.slots
    if not {"before", "difference", "growth"} <= set(slots) or checks(slots, frame.direction).growth is not False:
        return frame
    kept = {role: placed for role, placed in slots.items() if role not in ("after", "difference")}
    told = {**kept, "after": slots["difference"]}
    if "after" in slots:
        told["difference"] = slots["after"]
    shown = checks(told, frame.direction).proven or _is_nearer(told, slots, frame.direction)
    return replace(frame, slots=told) if shown else frame


def _is_nearer(told: Mapping[str, NumberInSentence], slots: Mapping[str, NumberInSentence], direction: int) -> bool:
    """Whether a rate is nearer to that of another reading, whose levels are both printed and not far from each other.

    ``860 a year before, 838 now, 26.0% less`` is no change by 838.
    """
    before, after = told["before"].token.size, told["after"].token.size
    if direction * (after - before) <= 0 or not before or abs(after - before) * _APART > before:
        return False
    if "difference" in told and checks({**told, "growth": slots["growth"]}, direction).difference is False:
        return False
    return slots["difference"].token.size * _APART > before


_APART = 2
"""How many times less than the level before a change is that nobody takes for a level."""


def _in_several_steps(frame: Frame, group: list[NumberInSentence]) -> bool:
    """Whether a sentence gives several changes after its levels: each may be a step of the whole change.

    One of which the sentence gives the rate, beside it, is the whole change.
    """
    slots = frame.slots
    if "before" in slots and checks({role: slots[role] for role in slots if role != "after"}).growth:
        return False
    place = frame.slots["difference"].token.start
    return any(each.part.role == "difference" and each.token.start > place for each in group)


def _directed(frame: Frame) -> Frame:
    """A movement that no words give a way, with the only way in which it comes out."""
    slots = frame.slots
    if frame.direction or any(placed.token.sign for placed in slots.values()):
        return frame
    if not {"before", "after"} <= set(slots) or not {"difference", "growth"} & set(slots):
        return frame
    ways = [way for way in (1, -1) if not checks(slots, way).broken]
    if not ways and slots["before"].part.explicit and slots["after"].part.explicit:
        ways = [1 if slots["after"].token.size > slots["before"].token.size else -1]
    return replace(frame, direction=ways[0]) if len(ways) == 1 else frame


def _base_is(assembly: Assembly, frame: Frame) -> bool:
    """Whether a rate is of the level that its frame holds: words such as ``올해보다`` may name another."""
    growth, before = frame.slots["growth"], frame.slots["before"]
    if growth.token.start < before.token.start or not (match := _BASE.search(growth.left)):
        return True
    if _are_of_years_in_turn(before, frame.slots.get("after")) or _goes_on_to_the_next_year(before, growth):
        return True
    beside = assembly.document.text[max(before.clause.start, before.token.start - 24) : before.token.end + 12]
    return match[1] in beside or (before.year is not None and before.relative)


_ANY_YEAR = re.compile(r"((?:19|20)[0-9]{2})년")
_OF_A_YEAR = re.compile(r"((?:19|20)[0-9]{2})년도?\s?$")


def _are_of_years_in_turn(before: NumberInSentence, after: NumberInSentence | None) -> bool:
    """Whether two levels are said of one year and the next, each right before it."""
    told = [_OF_A_YEAR.search(each.left) for each in (before, after) if each is not None]
    years = [int(match[1]) for match in told if match]
    return len(years) == len(("before", "after")) and years[1] == years[0] + 1


def _goes_on_to_the_next_year(before: NumberInSentence, growth: NumberInSentence) -> bool:
    """Whether the year after that of a level stands between it and a rate: ``2024년 A에서 2025년에는 전년보다``."""
    years = [int(each) for each in _ANY_YEAR.findall(growth.left[-max(0, growth.token.start - before.token.end) :])]
    return before.year is not None and years == [before.year + 1]


def _without(frame: Frame, *roles: str) -> Frame:
    kept = {role: placed for role, placed in frame.slots.items() if role not in roles}
    return replace(frame, slots=kept) if kept else frame


_OUT_OF = re.compile(r"(?:중|중에서|가운데)\s?$")
_COUNTED = re.compile(
    r"(?:건수|개수|수량|인원|횟수|numbers?|Anzahl|nombre|número|件数)\s?(?:은|는|이|가|も|は)?\s?$", re.IGNORECASE
)


def _of_its_own(frame: Frame) -> Frame:
    """A movement without what is none of it: a part of what stands before it, or the rate of a count beside money."""
    slots = frame.slots
    difference, growth = slots.get("difference"), slots.get("growth")
    alone = growth is None or "%" not in growth.right
    if difference and _OUT_OF.search(difference.left) and len(slots) > 1 and alone:
        return _without(frame, "difference", "growth")
    levels = [slots[role] for role in ("before", "after") if role in slots]
    if growth and levels and _COUNTED.search(growth.left) and all(each.token.currency for each in levels):
        return _without(frame, "growth")
    return frame


_MOST_SAID = 4


def _one_stage(assembly: Assembly) -> None:
    """What is said of a year without a stage is of the one stage that the document names for it."""
    stages: dict[Key, set[str]] = {}
    for key in assembly.system.states.values():
        if key[0] in ("level", "change"):
            stages.setdefault(key[:3], set()).add(str(key[3]))
    for key, named in stages.items():
        if len(named) == 2 and "" in named:
            one, other = sorted(named)
            assembly.system.relate(Linear("same", (((*key, one), 1), ((*key, other), -1))))


def _movement(assembly: Assembly, frame: Frame, level: NumberInSentence | None) -> Movement | None:
    frame = _of_its_own(frame)
    slots = frame.slots
    own = assembly.prose.own_year
    first = frame.first
    entity = frame.entity
    after_year, before_year = _years(frame, own)
    shared = bool(entity) and after_year is not None and before_year == after_year - 1 and not _two_stages(frame)
    shared = shared and all(_has_unit(placed) for role, placed in slots.items() if role != "growth")
    if len(slots) == 1 and "growth" not in slots and "difference" not in slots and not shared:
        for placed in slots.values():
            assembly.placed(placed, entity=entity)
        return None
    place = slots.get("growth", slots.get("difference", first)).token.start
    if shared and _another(assembly, frame, (entity, after_year or 0, first.stage)):
        shared = False
    if shared:
        assert after_year is not None
        after = assembly.level(entity, after_year, first.stage)
        before = assembly.level(entity, after_year - 1, "")
        difference = assembly.change(entity, after_year, first.stage)
    else:
        after, before, difference = (assembly.local(name, place) for name in ("after", "before", "difference"))
        before = _known(assembly, slots.get("before")) or before
        assembly.system.levels.update((after, before))
    moved = Movement(frame, entity, before, after, difference, after_year, before_year)
    _state(assembly, moved)
    as_rounded(assembly, frame)
    if level is not None:
        moved = replace(moved, after=assembly.system.states.get(assembly.ids[level.token.start], after))
        if moved.after == after:
            assembly.system.state(assembly.placed(level), after)
    _relate(assembly, moved)
    return moved


def _has_unit(placed: NumberInSentence) -> bool:
    """Whether a number says what it is of: a bare one, as a bar of a chart bears, may be of anything."""
    return bool(placed.token.currency or placed.token.unit)


def _known(assembly: Assembly, before: NumberInSentence | None) -> Key | None:
    """The quantity of a level before that an earlier movement ended at: one figure states one quantity."""
    return assembly.system.states.get(assembly.ids.get(before.token.start, "")) if before else None


def _years(frame: Frame, own: int | None) -> tuple[int | None, int | None]:
    """The years after and before: as told, else the document's own and the one before it."""
    after, before = frame.slots.get("after"), frame.slots.get("before")
    after_year = after.year if after and after.year is not None else None
    before_year = before.year if before and before.year is not None else None
    if after_year is not None and after and after.relative and after_year != own:
        after_year = None
    if after_year is None and before_year is not None and before:
        after_year = own if own is not None and own > before_year else before_year + 1
    if after_year is None:
        after_year = own
    if before_year is None and after_year is not None:
        before_year = after_year - 1
    return after_year, before_year


def _another(assembly: Assembly, frame: Frame, named: tuple[str, int, str]) -> bool:
    """Whether a movement is of something else than what was said under the same name: no slip parts them."""
    entity, year, stage = named
    levels = {"after": ("level", entity, year, stage), "before": ("level", entity, year - 1, "")}
    for role, key in levels.items():
        placed = frame.slots.get(role)
        said = [assembly.system.figures[each] for each in assembly.system.stating(key)] if placed else []
        stated = list({(each.value, each.step): each for each in said}.values())[:_MOST_SAID]
        if placed and stated and not any(alike(each, assembly.placed(placed)) for each in stated):
            return True
    return False


def _two_stages(frame: Frame) -> bool:
    """Whether a movement may be between two stages instead of two years."""
    before = frame.slots.get("before")
    words = before.left[-30:] + before.right[:12] if before else ""
    words += "".join(placed.left[-24:] for role, placed in frame.slots.items() if role in ("difference", "growth"))
    return any(mark in words for mark in ("정부안", "proposal", "당초", "요구", "request", "draft", "본예산", "추경"))


def _state(assembly: Assembly, moved: Movement) -> None:
    system = assembly.system
    direction = moved.frame.direction
    keys = {"before": moved.before, "after": moved.after, "difference": moved.difference}
    years = {"before": moved.before_year, "after": moved.after_year}
    for role, placed in moved.frame.slots.items():
        turned = direction if role in ("difference", "growth") else 0
        figure = assembly.placed(placed, turned, years.get(role), moved.entity)
        if role in keys:
            system.state(figure, keys[role])


def _relate(assembly: Assembly, moved: Movement) -> None:
    """The relations of a movement; those that nobody's words tell are guesses."""
    system, slots = assembly.system, moved.frame.slots
    dated = {"before", "after"} <= set(slots) and None not in (slots["before"].year, slots["after"].year)
    certain = moved.frame.explicit_roles + 2 * dated >= min(2, len(slots) - 1) and len(slots) > 1
    shared = moved.after[0] == "level"
    if len(slots) < 2 and not shared:
        return
    if len(slots) > 2 or "difference" in slots or shared:
        system.relate(
            Linear(
                "difference", ((moved.after, 1), (moved.before, -1), (moved.difference, -1)), certain=certain or shared
            )
        )
    direction = moved.frame.direction
    clause = moved.frame.first.clause
    levels = {"before", "after"} <= set(slots) and not turned(slots, direction)
    if direction and levels and not _LESS_IS_MORE.search(assembly.document.text, clause.start, clause.end):
        terms = ((moved.after, -direction), (moved.before, direction))
        system.relate(Linear("direction", terms, equal=False, certain=certain))
    growth = slots.get("growth")
    if growth:
        figure = assembly.id_of(growth)
        system.relate(Ratio("growth", moved.after, moved.before, figure, "growth", certain))
        if _is_of_rounded_levels(moved.frame):
            return
        system.relate(
            Ratio("growth", moved.difference, moved.before, figure, "part", certain),
            Ratio("growth", moved.difference, moved.after, figure, "of_after", certain),
        )


def _is_of_rounded_levels(frame: Frame) -> bool:
    """Whether a change is that of its levels as printed, of which the rate comes out: from it as rounded it may not."""
    slots = frame.slots
    if set(slots) < set(_ROLES):
        return False
    before, after, difference = (slots[role].token.size for role in _ROLES[:3])
    rated = {role: slots[role] for role in ("before", "after", "growth")}
    return abs(after - before) == difference and checks(rated, frame.direction).growth is True


def is_whole(moved: Movement) -> bool:
    """Whether a movement is of a whole, not of an area."""
    return moved.entity.startswith(f"{WHOLE}:")
