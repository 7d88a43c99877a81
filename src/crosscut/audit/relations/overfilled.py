"""Parts that are more than what they are of: ``640 million, of which 482 million is committed and 178 million free``.

What a list of parts leaves out is not known. Only parts that together are more than their whole are related to it:
where one slip is in the way of their making it up, where a bracket of their own lists them right behind it, or where
their names are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.complements import are_all
from crosscut.audit.relations.sums import Adding, fits, slips
from crosscut.audit.relations.system import Linear

_GOES_ON = re.compile(
    r"\s?(in|at|for|to|from|on|by|with|is|are|was|were|will|goes|go|went|came|comes|abroad|overseas|under)(?![A-Za-z])"
)
_LEAST = 2
_FINE = 100
"""How many times its own grain a whole must be for a slip to be no accident."""


def overfilled(
    assembly: Assembly, whole: NumberInSentence, listed: Sequence[NumberInSentence], *, bracketed: bool
) -> None:
    """Relate a level to parts listed of it where they make it up, or are more by one slip."""
    if len(listed) < _LEAST or any(_is_apart(whole, each) for each in listed) or not _of_one_kind(listed):
        return
    adding = Adding(whole, tuple(listed), complete=True, equal=True)
    over = sum(each.token.size for each in listed) > whole.token.size
    equal = fits(adding, fine=True) or (over and slips(assembly, adding) and _is_fine(whole))
    told = bracketed or are_all([each.left for each in listed])
    if not equal and not (told and over and not fits(adding)):
        return
    terms = (*((assembly.quantity(each), 1) for each in listed), (assembly.quantity(whole), -1))
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("sum" if equal else "overfilled", terms, equal=equal))


def _of_one_kind(listed: Sequence[NumberInSentence]) -> bool:
    """Whether words go on alike behind each part: what is spent in the east and what for repairs may be the same."""
    found = {match[1] if (match := _GOES_ON.match(each.right)) else "" for each in listed}
    return len(found) == 1


def _is_fine(whole: NumberInSentence) -> bool:
    return whole.token.size >= _FINE * whole.token.grain


def _is_apart(whole: NumberInSentence, part: NumberInSentence) -> bool:
    """Whether a part is of another year or measure, no level, loosely told, or as large as its whole."""
    years = {whole.year, part.year} - {None}
    level = part.part.role in ("level", "after") and not part.token.loose
    smaller = part.token.size < whole.token.size and part.token.kind == "amount"
    return len(years) > 1 or part.token.measure != whole.token.measure or not level or not smaller
