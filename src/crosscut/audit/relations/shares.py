"""A part as a percentage of its whole."""

from __future__ import annotations

import re

from crosscut.audit.context.placing import Placed
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Key, Ratio

_OF_TOTAL = re.compile(
    r"of (?:the |its |all |this )?(?:total|whole|overall|entire|budget)|전체|총|예산의", re.IGNORECASE
)


def shares(assembly: Assembly) -> None:
    """Relate the shares of a text to the parts and wholes that they are of."""
    for group in assembly.prose.groups:
        said = [placed for placed in group if placed.part.role == "share"]
        amounts = [
            placed
            for placed in group
            if placed.token.kind == "amount" and placed.part.role in ("level", "after", "before")
        ]
        if len(said) == 1 and said[0].part.told:
            _share(assembly, said[0], amounts)


def _share(assembly: Assembly, share: Placed, amounts: list[Placed]) -> None:
    percent = assembly.placed(share)
    if len(amounts) == 2 and amounts[0].token.currency == amounts[1].token.currency:
        part, whole = sorted(amounts, key=lambda placed: placed.token.size)
        assembly.system.relate(Ratio("share", assembly.quantity(part), assembly.quantity(whole), percent.id, "part"))
    elif len(amounts) == 1:
        whole_key = _only_whole(assembly, amounts[0])
        words = assembly.document.text[share.clause.start : share.clause.end]
        if whole_key and _OF_TOTAL.search(words):
            part_key = assembly.quantity(amounts[0])
            if part_key != whole_key:
                assembly.system.relate(Ratio("share", part_key, whole_key, percent.id, "part"))


def _only_whole(assembly: Assembly, part: Placed) -> Key | None:
    """The one whole that the document states for the part's year, if there is just one."""
    year = part.year if part.year is not None else assembly.prose.own_year
    wholes = {
        key
        for key in assembly.system.states.values()
        if key[0] == "level" and str(key[1]).startswith("whole") and key[2] == year
    }
    return wholes.pop() if len(wholes) == 1 else None
