"""What a headline says without naming its subject: likely the whole that the text below names."""

from __future__ import annotations

from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement, is_whole
from crosscut.audit.relations.system import Linear


def leads(assembly: Assembly, moved: list[Movement]) -> None:
    """Relate movements before the first named whole to it: a guess, which can at most warn."""
    wholes = [each for each in moved if is_whole(each) and each.after[0] == "level"]
    if not wholes or len({each.entity for each in wholes}) != 1:
        return
    whole = wholes[0]
    for each in moved:
        if each.after[0] != "local" or each.frame.first.clause.line.section or each.frame.first.near:
            continue
        if each.frame.first.token.start > whole.frame.first.token.start or "before" in each.frame.slots:
            continue
        pairs = [(each.difference, whole.difference)] if "difference" in each.frame.slots else []
        if "after" in each.frame.slots:
            pairs.append((each.after, whole.after))
        assembly.system.relate(*(Linear("same", ((one, 1), (other, -1)), certain=False) for one, other in pairs))
