"""A part as a percentage of its whole, printed or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.movement import Movement
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.sums import Adding, fits
from crosscut.audit.relations.system import Key, Linear, Ratio

_OF_TOTAL = re.compile(
    r"of (?:the |its |all |this )?(?:total|whole|overall|entire|budget)|전체|총|예산의", re.IGNORECASE
)
CHANGED = re.compile(
    r"증가|감소|늘|줄|증액|감액|증감|대비|보다|increase|decrease|growth|grew|rose|fell|up |down |change|cut",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"(?<![A-Za-z])(?:GDP|GNP|GNI|PIB|BIP|BBP)(?![A-Za-z])|국내 ?총생산|국민총소득|国内総生産"
    r"|물가|인구|population",
    re.IGNORECASE,
)
"""What a rate beside it is of, and no amount that the sentence prints."""

_APPOSED = re.compile(
    r"(?:원|euros?|Euro)?,? ?\(?(?:으?로|or|soit|즉|oder|also|das sind|ossia|cioè|pari al|el|un|o sea"
    r"|equivalente al)? ?"
    r"(?:about |roughly |약 )?"
)
"""What stands between a part and the share that says the same of it."""

_OUT_OF = re.compile(
    r"^\W{0,3}(?:out )?(?:of|from|sur|de|dei|delle|del|dos|das|von|aus|van)"
    r"(?: (?:the|its|this|les|los|las|den|der|de|um total de))?"
    r"(?: total(?: of)?)?\s?$",
    re.IGNORECASE,
)
_OF_A_TOTAL = re.compile(
    r"(?:out of|of (?:a|the|its) (?:total|whole)) ?(?:a |the |its )?(?:total )?(?:of )?$", re.IGNORECASE
)
_AMONG = re.compile(
    r"\s?(?:예산 ?)?(?:가운데|중에서|중)(?=[ ,])"
    r"|\s?(?![을를이가은는에로])(?:[가-힣]{1,6} ){1,2}(?:가운데|중에서|중)(?=[ ,])|のうち"
)
_IN_IT = re.compile(r"(?:이|그)\s?(?:중|가운데)(?:에서)?\s(?:약 )?$|(?<![a-z])of (?:which|this|these),? (?:about )?$")
_THAT_IS = re.compile(r"\s?(?:인|에 ?해당하는|에 ?달하는)\s(?:약 )?|,? (?:or|i\.e\.)\s")
_BESIDE = 16
_LEAST_LISTED = 3
_PAIR, _THREE = 2, 3
_LEVELS = frozenset({"level", "after", "before", "whole"})


def shares(assembly: Assembly, moved: Sequence[Movement]) -> None:
    """Relate the shares of a text to the parts and wholes that they are of."""
    moves = {each.frame.first.clause.start: each for each in moved}
    for group in assembly.prose.groups:
        said = [placed for placed in group if placed.part.role == "share"]
        amounts = [placed for placed in group if placed.token.is_size and placed.part.role in _LEVELS]
        rates = sum(placed.token.kind == "percentage" for placed in group)
        if len(said) == 1 and said[0].part.explicit and not is_of_another(said[0]):
            _share(assembly, said[0], amounts, moves.get(group[0].clause.start), alone=rates == 1)
        elif rates == 1 and not said:
            _apposed(assembly, group)
        _bracketed(assembly, group)


def is_of_another(share: NumberInSentence) -> bool:
    """Whether words beside a share name what it is of: a quantity such as GDP, that the sentence does not print."""
    return bool(_OF_ANOTHER.search(share.left[-_BESIDE:]) or _OF_ANOTHER.search(share.right[:_BESIDE]))


def _apposed(assembly: Assembly, group: Sequence[NumberInSentence]) -> None:
    """``Of the 6.0 billion, 2.1 billion, or 35 percent``: the share that the amount before it is of the first one."""
    if len(group) != _THREE or not (group[0].token.is_size and group[1].token.is_size):
        return
    whole, part, share = group
    told = _is_taken_of(assembly, whole) and _APPOSED.fullmatch(share.left)
    if (
        told
        and part.part.role in ("level", "after")
        and whole.token.measure == part.token.measure
        and not share.part.explicit
    ):
        _relate(assembly, share, assembly.quantity(part), assembly.quantity(whole))


def _is_taken_of(assembly: Assembly, whole: NumberInSentence) -> bool:
    """Whether words say of an amount that what follows is of it."""
    before = assembly.document.text[whole.clause.start : whole.token.start]
    return bool(_OUT_OF.search(before) or _AMONG.match(whole.right) or _OF_A_TOTAL.search(whole.left))


def _share(
    assembly: Assembly, share: NumberInSentence, amounts: list[NumberInSentence], move: Movement | None, *, alone: bool
) -> None:
    if _of_the_one_before(assembly, share, amounts):
        return
    wholes = [placed for placed in amounts if placed.part.role == "whole"]
    levels = [placed for placed in amounts if placed.part.role in ("level", "after")]
    if len(wholes) == 1:
        part_key = assembly.quantity(levels[0]) if len(levels) == 1 else None
        if part_key is None and move is not None and not levels and {"difference", "growth"} & set(move.frame.slots):
            part_key = move.after
        _relate(assembly, share, part_key, assembly.quantity(wholes[0]))
    elif len(amounts) == 2 and amounts[0].token.measure == amounts[1].token.measure and alone:
        part, whole = sorted(amounts, key=lambda placed: placed.token.size)
        told = any(_is_taken_of(assembly, each) for each in amounts) or "whole" in (part.part.role, whole.part.role)
        _relate(assembly, share, assembly.quantity(part), assembly.quantity(whole), certain=told)
    elif len(amounts) == 1:
        words = assembly.document.text[share.clause.start : share.clause.end]
        if _OF_TOTAL.search(words):
            _relate(assembly, share, assembly.quantity(amounts[0]), _only_whole(assembly, amounts[0]))


def _of_the_one_before(assembly: Assembly, share: NumberInSentence, amounts: Sequence[NumberInSentence]) -> bool:
    """``5,200억원으로 이 중 63.0%인 3,276억원``: of the amount before it the share is the one behind it."""
    before = [each for each in amounts if each.token.end <= share.token.start]
    behind = [each for each in amounts if each.token.start >= share.token.end]
    if not before or not behind or not _IN_IT.search(share.left) or not _THAT_IS.fullmatch(behind[0].left):
        return False
    whole, part = before[-1], behind[0]
    if part.token.measure != whole.token.measure:
        return False
    _relate(assembly, share, assembly.quantity(part), assembly.quantity(whole))
    return True


def _relate(
    assembly: Assembly, share: NumberInSentence, part: Key | None, whole: Key | None, *, certain: bool = True
) -> None:
    if part is not None and whole is not None and part != whole:
        assembly.system.relate(Ratio("share", part, whole, assembly.placed(share).id, "part", certain))


def _only_whole(assembly: Assembly, part: NumberInSentence) -> Key | None:
    """The one whole that the document states for the part's year, if there is just one."""
    year = part.year if part.year is not None else assembly.prose.own_year
    wholes = {
        key
        for key in assembly.system.states.values()
        if key[0] == "level" and str(key[1]).startswith("whole") and key[2] == year
    }
    return wholes.pop() if len(wholes) == 1 else None


_OF_ITS_OWN = re.compile(r"\s?(?:중|중에서|가운데)\s?")
"""What stands between a whole and the part of it that a bracket gives the share of."""


def _bracketed(assembly: Assembly, group: Sequence[NumberInSentence]) -> None:
    """``a (5%), b (22%) and c (38%)``: shares of one whole that is not printed, where all but one agree on it."""
    pairs = _in_brackets(group)
    clause = group[0].clause
    words = assembly.document.text[clause.start : clause.end]
    if _of_a_printed_whole(assembly, group, pairs) or _of_the_first(assembly, group, pairs):
        return
    if CHANGED.search(words) or any(other.token.sign for _, other in pairs):
        return
    if len(pairs) == _PAIR and are_all(pairs):
        _of_both(assembly, pairs)
    if len(pairs) < _LEAST_LISTED:
        return
    of_their_own = sum(bool(_OF_ITS_OWN.fullmatch(part.left)) for part, _ in pairs)
    if len({measure(part) for part, _ in pairs}) > 1 or of_their_own > 1:
        return
    agreeing = _agreeing(pairs)
    agreed = max(agreeing, key=len)
    if len(agreed) < max(2, len(pairs) - 1) and not _agree_exchanged(pairs, agreed):
        return
    if any(len(each) < len(pairs) for each in agreeing) and _are_made_to_add_up(pairs):
        return
    whole = assembly.local("whole", group[0].token.start)
    assembly.system.levels.add(whole)
    made_up = _make_up_their_whole(pairs, agreed)
    for pair in pairs:
        if pair in agreed or made_up or not _is_of_one_beside(pair, group):
            part, share = pair
            assembly.system.relate(Ratio("share", assembly.quantity(part), whole, assembly.placed(share).id, "part"))


def _of_both(assembly: Assembly, pairs: Sequence[tuple[NumberInSentence, NumberInSentence]]) -> None:
    """Relate two parts and their shares, which are all there is, to what both make up; a guess where they do not."""
    if len({measure(part) for part, _ in pairs}) > 1 or len(pairs) != len({part.token.start for part, _ in pairs}):
        return
    whole, parts = assembly.local("whole", pairs[0][0].token.start), [assembly.quantity(part) for part, _ in pairs]
    if len(set(parts)) < len(parts):
        return
    fits_all = _make_up_their_whole(pairs, pairs)
    assembly.system.levels.add(whole)
    assembly.system.relate(
        Linear("sum", (*((part, 1) for part in parts), (whole, -1)), certain=fits_all),
        *(
            Ratio("share", part, whole, assembly.placed(share).id, "part", fits_all)
            for part, (_, share) in zip(parts, pairs, strict=True)
        ),
    )


def _agree_exchanged(
    pairs: Sequence[tuple[NumberInSentence, NumberInSentence]],
    agreed: Sequence[tuple[NumberInSentence, NumberInSentence]],
) -> bool:
    """Whether two shares that do not agree with the others do with their parts in each other's places."""
    odd = [pair for pair in pairs if pair not in agreed]
    if len(odd) != _PAIR or len(agreed) < _PAIR:
        return False
    (one, its), (other, its_own) = odd
    turned = [(other, its), (one, its_own)]
    return all(not whole_of(each).meet(whole_of(pair)).empty for each in turned for pair in agreed)


def _make_up_their_whole(
    pairs: Sequence[tuple[NumberInSentence, NumberInSentence]],
    agreed: Sequence[tuple[NumberInSentence, NumberInSentence]],
) -> bool:
    """Whether all parts of a list add up to the whole that their shares agree on."""
    ends = [(each.low or Fraction(0), each.high or Fraction(0)) for each in (span(part) for part, _ in pairs)]
    low, high = (sum(each, Fraction(0)) for each in zip(*ends, strict=True))
    total = Interval(low, high)
    return all(not whole_of(each).meet(total).empty for each in agreed)


def _of_the_first(
    assembly: Assembly, group: Sequence[NumberInSentence], pairs: Sequence[tuple[NumberInSentence, NumberInSentence]]
) -> bool:
    """``Of the 4,800 firms, 1,632 (34%) … and 336 (7%)``: shares of what the sentence says that they are taken of."""
    whole, parts = group[0], [part for part, _ in pairs]
    words = assembly.document.text[whole.clause.start : whole.token.start]
    if not pairs or whole in parts or not is_size(whole) or not _OUT_OF.search(words):
        return False
    told = [each for _, each in pairs if not each.token.sign and not each.part.direction]
    within = all(measure(part) == measure(whole) and part.token.size < whole.token.size for part in parts)
    held = sum(not whole_of(pair).meet(span(whole)).empty for pair in pairs)
    if len(told) < len(pairs) or not within or (len(pairs) > 1 and not held):
        return False
    for part, share in pairs:
        _relate(assembly, share, assembly.quantity(part), assembly.quantity(whole))
    return True


def _is_of_one_beside(pair: tuple[NumberInSentence, NumberInSentence], group: Sequence[NumberInSentence]) -> bool:
    """Whether a part's share may be of another size in the sentence, as a part of a part's is."""
    part, whole = pair[0], whole_of(pair)
    beside = (each for each in group if each is not part and is_size(each) and measure(each) == measure(part))
    return any(not whole.meet(span(each)).empty for each in beside)


def _in_brackets(group: Sequence[NumberInSentence]) -> list[tuple[NumberInSentence, NumberInSentence]]:
    """Each amount with the share that stands in brackets after it, or in whose brackets it stands: ``65%(3.2억)``."""
    beside = [(one, other) for one, other in pairwise(group) if _is_bracketed(one, other)]
    after = [each for each in beside if is_size(each[0]) and each[1].token.kind == "percentage"]
    before = [each[::-1] for each in beside if is_size(each[1]) and each[0].token.kind == "percentage"]
    return after or before


def _is_bracketed(one: NumberInSentence, other: NumberInSentence) -> bool:
    """Whether a number stands in a bracket behind another, or behind it in one bracket: ``($318 million, 26%)``."""
    gap = other.left.strip()
    return gap in ("(", "[") or (gap in (",", ";", "/", "·") and one.left.rstrip().endswith(("(", "[")))


def is_size(placed: NumberInSentence) -> bool:
    """Whether a number is an amount, or a count of things whose word stands behind it."""
    return placed.token.is_size or (placed.token.kind == "count" and bool(placed.token.unit))


def measure(placed: NumberInSentence) -> tuple[str, str]:
    """What an amount or a count is counted in: only what is counted alike is added or compared."""
    token = placed.token
    return token.currency, token.thing.lstrip("#") or (token.unit if token.kind == "count" else "")


def _of_a_printed_whole(
    assembly: Assembly, group: Sequence[NumberInSentence], pairs: Sequence[tuple[NumberInSentence, NumberInSentence]]
) -> bool:
    """Relate shares to the amount of their sentence that their parts make up, where one of them at least shows it."""
    parts = [part for part, _ in pairs]
    known, every, meant = {part.token.start for part in parts}, are_all(pairs), [whole_of(pair) for pair in pairs]
    for whole in group if len(parts) >= _PAIR else ():
        if not is_size(whole) or whole.token.start in known or whole.part.role not in _LEVELS:
            continue
        printed = span(whole)
        held = sum(not each.meet(printed).empty for each in meant)
        if not held and len(pairs) > _PAIR:
            continue
        made_up = every or fits(Adding(whole, tuple(parts), complete=True, equal=True))
        turned = len(pairs) == _PAIR and not held and _hold_exchanged(pairs, whole)
        if (
            made_up
            and ((held and held >= len(pairs) - 1) or turned)
            and {measure(each) for each in parts} == {measure(whole)}
        ):
            for part, share in pairs:
                assembly.placed(share, direction=1)
                _relate(assembly, share, assembly.quantity(part), assembly.quantity(whole))
            return True
    return False


def _hold_exchanged(pairs: Sequence[tuple[NumberInSentence, NumberInSentence]], whole: NumberInSentence) -> bool:
    """Whether two shares are those of a whole with their parts in each other's places."""
    (one, its), (other, its_own) = pairs
    return all(not whole_of(each).meet(span(whole)).empty for each in ((other, its), (one, its_own)))


def are_all(pairs: Sequence[tuple[NumberInSentence, NumberInSentence]]) -> bool:
    """Whether shares are all there are: they add up to one hundred."""
    total = sum((share.token.size for _, share in pairs), Fraction(0))
    return abs(total - 1) <= sum((share.token.step for _, share in pairs), Fraction(0)) / 2


def _are_made_to_add_up(pairs: Sequence[tuple[NumberInSentence, NumberInSentence]]) -> bool:
    """Whether shares that make up one hundred are of one whole but for a last digit: one takes what is left."""
    total = sum((share.token.size for _, share in pairs), Fraction(0))
    parts = sum((part.token.size for part, _ in pairs), Fraction(0))
    return total == 1 and all(
        abs(share.token.size - part.token.size / parts) < share.token.step for part, share in pairs
    )


def _agreeing(
    pairs: Sequence[tuple[NumberInSentence, NumberInSentence]],
) -> list[list[tuple[NumberInSentence, NumberInSentence]]]:
    """For each part and its share the parts and shares that may be of the same whole."""
    wholes = [whole_of(pair) for pair in pairs]
    return [
        [pair for pair, other in zip(pairs, wholes, strict=True) if not whole.empty and not other.meet(whole).empty]
        for whole in wholes
    ]


def whole_of(pair: tuple[NumberInSentence, NumberInSentence]) -> Interval:
    """What a part and its share leave for the whole; no bounds where that is nothing to go by."""
    part, share = (span(placed) for placed in pair)
    if not part.low or not part.high or not share.low or not share.high or share.low <= 0:
        return Interval()
    return Interval(part.low / share.high, part.high / share.low)
