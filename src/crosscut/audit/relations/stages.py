"""Parts told stage by stage behind their total: ``총 6,000억원을 투자해 1단계에 2,400억원, 2단계에 3,600억원``.

Stages that count from one without a gap leave nothing out, so that none is more than the total; all make it up, or but
for one slip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.sums import Adding, fits, slips, state
from crosscut.audit.relations.system import Linear

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_STAGE = re.compile(
    r"(?P<ko>[1-9])\s?(?:단계|차\s?연도|차년도|년\s?차|기|분기)(?:\([^()]{1,20}\))?(?:에는|에|는|로)?\s?(?:총\s?|약\s?)?$"
    r"|(?<![A-Za-z])(?:phase|stage|year|tranche) (?P<en>[1-9])(?: \([^()]{1,20}\))?[^\d.;,]{0,16}$"
    r"|(?<![A-Za-z])(?P<word>first|second|third|fourth|fifth) (?:phase|stage|year|tranche)[^\d.;,]{0,16}$",
    re.IGNORECASE,
)
_STAGE_BEHIND = re.compile(
    r"[^\d.;,]{0,8} (?:in|for|to) (?:the )?(?:(?:phase|stage|year|tranche) (?P<en>[1-9])"
    r"|(?P<word>first|second|third|fourth|fifth) (?:phase|stage|year|tranche))(?![A-Za-z])",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:^|[^가-힣])(?:총|모두|전체)\s?[가-힣]{0,6}(?:은|는|이|가)?\s?(?:약\s)?$|사업비\s?(?:은|는|:)?\s?$"
    r"|(?<![A-Za-z])(?:total|in all|altogether)(?: of)?\s$|(?<![A-Za-z])the $",
    re.IGNORECASE,
)
_LEVELS = frozenset({"level", "after", "whole"})
_LEAST = 2


def stages(assembly: Assembly) -> None:
    """Relate totals to the stages that follow them in their sentence."""
    for group in assembly.prose.groups:
        sizes = [each for each in group if each.token.is_size]
        numbered = [(each, _stage(each)) for each in sizes]
        parts = [each for each, number in numbered if number]
        wholes = [each for each, number in numbered if not number]
        in_turn = [number for _, number in numbered if number] == list(range(1, len(parts) + 1))
        if len(parts) >= _LEAST and in_turn and len(wholes) == 1 and wholes[0] is sizes[0]:
            _relate(assembly, wholes[0], parts)


def _stage(placed: NumberInSentence) -> int:
    """The number of the stage that an amount is told for; 0 where it is told for none."""
    match = _STAGE_BEHIND.match(placed.right) or _STAGE.search(placed.left)
    told = match.groupdict() if match else {}
    digit = told.get("ko") or told.get("en")
    if digit:
        return int(digit)
    word = told.get("word")
    return _ORDINALS.index(word.lower()) + 1 if word else 0


def _relate(assembly: Assembly, whole: NumberInSentence, parts: Sequence[NumberInSentence]) -> None:
    alike = {each.token.measure for each in (whole, *parts)}
    if len(alike) > 1 or any(each.part.role not in _LEVELS for each in (whole, *parts)) or whole.token.loose:
        return
    adding = Adding(whole, tuple(parts), complete=True, equal=True, told=True)
    if fits(adding) or slips(assembly, adding):
        state(assembly, adding)
        return
    over = assembly.quantity(whole)
    for part in parts if _TOTAL.search(whole.left) else ():
        assembly.system.relate(Linear("within", ((assembly.quantity(part), 1), (over, -1)), equal=False))
