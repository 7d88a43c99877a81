"""Items within their area, areas within the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosscut.audit.context.placed_numbers import NumberInSentence, by_line
from crosscut.audit.figures import patterns as p
from crosscut.audit.model import PrintedFigure
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement, is_whole
from crosscut.audit.relations.system import Key, Linear
from crosscut.text import Text

_NAME_END = re.compile(r"[\s:(\[,]*(?:\([^()]{0,60}\)\s*:?\s*)*[:：]?\s*$")


@dataclass(frozen=True, slots=True)
class ListItem:
    """A line of a list under a numbered heading: its amount, its name, and its area."""

    figure: PrintedFigure
    name: str
    area: Movement


def items(assembly: Assembly, moved: list[Movement]) -> list[ListItem]:
    """Relate the items of lists to the area whose heading they stand under, and areas to the whole."""
    headings: dict[int, Movement] = {}
    for each in moved:
        line = each.frame.first.clause.line
        if line.shape == "heading" and each.entity and "after" in each.frame.slots:
            headings.setdefault(line.section, each)
    _within_whole(assembly, moved)
    found = []
    for placed in _lines(assembly):
        area = headings.get(placed.clause.line.section)
        if area:
            item = _item(assembly, placed, area)
            if item:
                found.append(item)
    return found


def _lines(assembly: Assembly) -> list[NumberInSentence]:
    """The numbers that stand alone, as amounts, in bullet lines below headings."""
    alone = []
    for group in by_line(assembly.prose).values():
        amounts = [placed for placed in group if placed.token.kind == "amount"]
        if len(amounts) == 1 and amounts[0].clause.line.shape == "item" and amounts[0].clause.line.section:
            alone.append(amounts[0])
    return alone


def _item(assembly: Assembly, placed: NumberInSentence, area: Movement) -> ListItem | None:
    line = placed.clause.line
    words = assembly.document.text[line.start : line.end]
    if placed.part.role not in ("level", "after") or p.LIFETIME.search(words):
        return None
    year = placed.year
    before = year is not None and year == area.before_year
    if year is not None and year not in (area.after_year, area.before_year):
        return None
    name = _NAME_END.sub("", assembly.document.text[line.start : placed.token.start]).strip(" \t*-•·○ㅇ□–—:")
    figure = assembly.placed(placed, year=year if year is not None else area.after_year, entity=area.entity)
    key = assembly.local("item", placed.token.start)
    assembly.system.levels.add(key)
    assembly.system.names[key] = Text(name or "the item", name or "항목")
    assembly.system.state(figure, key)
    whole = area.before if before else area.after
    assembly.system.relate(Linear("within", ((key, 1), (whole, -1)), equal=False, certain=year is not None))
    return ListItem(figure, name, area)


def _within_whole(assembly: Assembly, moved: list[Movement]) -> None:
    """No area has more than the whole that the document is about."""
    system = assembly.system
    wholes: dict[tuple[int, str], Key] = {}
    for each in moved:
        if is_whole(each) and each.after[0] == "level":
            for key in (each.after, each.before):
                wholes.setdefault((int(key[2]), str(key[1])), key)
    names = {entity for _, entity in wholes}
    if len(names) != 1:
        return
    whole = names.pop()
    for key in sorted({key for each in moved for key in (each.after, each.before) if key[0] == "level"}, key=str):
        over = wholes.get((int(key[2]), whole))
        if over and not str(key[1]).startswith("whole"):
            system.relate(Linear("within", ((key, 1), (over, -1)), equal=False))
