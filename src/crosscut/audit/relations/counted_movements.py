"""Counts of things that move by a rate: ``up by 37% (from 4,886 to 6,745)``, ``4,886명에서 6,745명으로 38% 늘었다``.

Only what the words spell out is related: from where, to where, which way and by how much. Zeros at the end of a count
may be rounded ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crosscut.audit.figures.printed_number import Token
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Linear, Ratio

_UP = r"up|rose|risen|rises?|grew|grown|grows?|increas\w{1,3}|climb\w{0,3}|rising|growing|gain\w{0,3}|rise|growth"
_DOWN = r"down|fell|fallen|falls?|declin\w{1,3}|decreas\w{1,3}|dropp?\w{0,3}|shr[aiu]nk|reduc\w{1,5}|falling|cut"
_UP_ELSEWHERE = (
    r"hausse|augmentation|progression|croissance|aumento|incremento|crescita|crescimento|acréscimo|alta|subida|plus"
    r"|Anstieg|Zuwachs"
)
_DOWN_ELSEWHERE = r"baisse|recul|diminution|calo|diminuzione|riduzione|queda|redução|descenso|caída|minus|Rückgang"
_FROM_ELSEWHERE = re.compile(r"(?<![A-Za-z])(?:de|da|dai|von)\s$")
_TO_ELSEWHERE = re.compile(r"(?:\s[^\W\d_]{2,16})?\s(?:a|à|para|auf)\s")
_THEN_ELSEWHERE = re.compile(
    r"(?:\s[^\W\d_]{2,16})?\s?[,(–—-]\s?(?:[a-zà-ÿ]{1,8}\s){0,2}"
    rf"(?:(?P<up>{_UP_ELSEWHERE})|(?P<down>{_DOWN_ELSEWHERE}))\s(?:de|del|di|von|um)\s",
    re.IGNORECASE,
)
"""``da 23.870 a 35.257, incremento del 47,7%``: from, to and by how much in other languages."""

_WAY = re.compile(rf"(?<![A-Za-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![A-Za-z])[^.;\d\n]{{0,24}}$", re.IGNORECASE)
_RATE_THEN_FROM = re.compile(r"\s?[,(]?\s?from\s", re.IGNORECASE)
_FROM = re.compile(r"(?<![A-Za-z])from\s$", re.IGNORECASE)
_TO = re.compile(r"(?:\s[A-Za-z-]{2,16}){0,2}(?:\sin\s[0-9]{4})?\sto\s", re.IGNORECASE)
_THEN_RATE = re.compile(
    rf"(?:\s[A-Za-z-]{{2,16}}){{0,2}}(?:\sin\s[0-9]{{4}})?\s?[,(–—-]\s?(?:an?\s)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:of|by)\s",
    re.IGNORECASE,
)
_WHICH_IS = re.compile(
    r"(?:\s[A-Za-z-]{2,16}){0,2}(?:\sin\s[0-9]{4})?(?:,\s(?:which\sis|or|that\sis|i\.e\.)|\s?\()\s?(?:about\s)?",
    re.IGNORECASE,
)
"""What stands between a count and the rate of the change that the words before both counts tell."""

_AT = re.compile(r"\s(?:at|to)\s(?:(?:a\stotal\sof|nearly|about|some)\s)?", re.IGNORECASE)
_AGAINST = re.compile(
    r"(?:\s[A-Za-z-]{2,16}){0,2},?\s(?:from|(?:as\s)?against|(?:as\s)?compared\s(?:to|with)|versus)\s", re.IGNORECASE
)
_IN_ONE_YEAR = re.compile(r"(?:\s[A-Za-z-]{2,16}){0,4}\sin\s(?P<year>[0-9]{4}),?\s(?:and\s|while\s)?", re.IGNORECASE)
_IN_OTHER_YEAR = re.compile(
    rf"(?:\s[A-Za-z-]{{2,16}}){{0,4}}\sin\s(?P<year>[0-9]{{4}})\s?[,(–—-]\s?an?\s(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:of|by)\s",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(
    r"(?:\s[A-Za-z-]{2,16}){0,5},?\s(?:this year|last year|in\s(?P<year>[0-9]{4})),?\s"
    r"(?:and |while |(?:(?:up|down) )?from |(?:as )?(?:compared|opposed) (?:to|with) |(?:as )?against "
    r"|versus |when in (?P<when>[0-9]{4}) |(?:there were |it was )){1,2}(?:there were )?",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(
    rf"(?:\s[A-Za-z-]{{2,16}}){{0,4}}(?P<time>\s(?:last year|the (?:previous|prior) year|(?:a|one) year (?:ago|earlier)"
    rf"|in\s(?P<year>[0-9]{{4}})))?"
    rf"\s?[,(–—-]\s?(?:an?\s)?(?:approximate(?:ly)?\s|about\s)?(?:(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:of|by)\s)?",
    re.IGNORECASE,
)
_RATE_WAY = re.compile(rf"\s(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![A-Za-z])", re.IGNORECASE)
_KO_FROM = re.compile(r"에서\s?(?:['’‘]?(?:[0-9]{2}|[0-9]{4})년(?:에는|에)?\s?|(?:지난해|작년|올해)(?:에는|에)?\s)?")
_KO_TO = re.compile(r"(?:으로|로)\s?")
_KO_WAY = re.compile(r"\s?(?:나\s?)?(?:(?P<up>늘|증가|급증|확대|상승)|(?P<down>줄|감소|급감|축소|하락))")
_YEARS = (1900, 2100)
_LARGE = 1_000
"""From here on counts of other languages are no ages or shares of a hundred."""

_LEAST = 30
"""Counts below it say too little."""


@dataclass(frozen=True, slots=True)
class _Moved:
    """A count before and one after, the rate between them, and which way it went."""

    before: Token
    after: Token
    rate: Token
    way: int


def counted_movements(assembly: Assembly) -> None:
    """Relate counts to the rate that the words say moved one to the other."""
    system = assembly.system
    taken = {
        each.figure for each in system.relations if isinstance(each, Ratio) and all(map(system.stating, each.keys))
    }
    for moved in _movements(assembly.document.text, assembly.prose.tokens):
        if moved.rate.loose or assembly.ids.get(moved.rate.start) in taken:
            continue
        keys = [assembly.local(name, moved.before.start) for name in ("before", "after")]
        for key, token in zip(keys, (moved.before, moved.after), strict=True):
            system.levels.add(key)
            system.state(assembly.figure(_counted(token)), key)
        rate = assembly.figure(moved.rate, direction=moved.way)
        system.relate(
            Ratio("growth", keys[1], keys[0], rate.id, "growth"),
            Linear("direction", ((keys[1], -moved.way), (keys[0], moved.way)), equal=False),
        )


def _counted(token: Token) -> Token:
    """A count whose last zeros may be rounded ones."""
    digits = str(int(token.size))
    zeros = len(digits) - len(digits.rstrip("0"))
    return replace(token, kind="count", round_to=Fraction(10**zeros))


def _movements(text: str, every: Sequence[Token]) -> Iterator[_Moved]:
    tokens = [each for each in every if not _is_year(text, each)]
    for at in range(len(tokens) - 1):
        one, other = tokens[at], tokens[at + 1]
        if not (_is_count(one) and _is_count(other)):
            continue
        between = text[one.end : other.start]
        before, after = (tokens[at - 1] if at else None), (tokens[at + 2] if at + 2 < len(tokens) else None)
        if after is not None and (turn := _elsewhere(text, (one, other), after)):
            yield _Moved(one, other, after, turn)
        elif _TO.fullmatch(between) and _FROM.search(text, max(0, one.start - 6), one.start):
            yield from _in_english(text, (one, other), before, after)
        elif before is not None and _AGAINST.fullmatch(between) and _AT.fullmatch(text[before.end : one.start]):
            yield from _at_against(text, (other, one), before)
        elif after is not None and (year := _IN_ONE_YEAR.fullmatch(between)):
            yield from _by_years(text, (one, other), after, int(year["year"]))
        elif after is not None and (told := _this_and_last(text, (one, other), after)):
            yield told
        elif one.unit and one.unit == other.unit and _KO_FROM.fullmatch(between) and after is not None:
            way = _KO_WAY.match(text, after.end)
            if after.kind == "percentage" and way and _KO_TO.fullmatch(text[other.end : after.start]):
                yield _Moved(one, other, after, 1 if way["up"] else -1)


def _elsewhere(text: str, counts: tuple[Token, Token], rate: Token) -> int:
    """The way in which words of other languages say that one large count moved to another; 0 where they do not."""
    one, other = counts
    told = _FROM_ELSEWHERE.search(text, max(0, one.start - 5), one.start) and _TO_ELSEWHERE.fullmatch(
        text, one.end, other.start
    )
    large = min(one.size, other.size) >= _LARGE and rate.kind == "percentage"
    match = _THEN_ELSEWHERE.fullmatch(text, other.end, rate.start) if told and large else None
    return 0 if match is None else 1 if match["up"] else -1


def _at_against(text: str, counts: tuple[Token, Token], rate: Token) -> Iterator[_Moved]:
    """A rate before both counts: ``up 9 per cent to 4,886 units against 4,482``."""
    way = _WAY.search(text, max(0, rate.start - 48), rate.start)
    if way and rate.kind == "percentage":
        yield _Moved(*counts, rate, 1 if way["up"] else -1)


def _by_years(text: str, counts: tuple[Token, Token], rate: Token, year: int) -> Iterator[_Moved]:
    """Counts that each name their year: ``1,378 in 2015, 1,529 in 2016, an increase of 11%``."""
    told = _IN_OTHER_YEAR.fullmatch(text[counts[1].end : rate.start])
    if told and rate.kind == "percentage" and int(told["year"]) != year:
        before, after = counts if int(told["year"]) > year else counts[::-1]
        yield _Moved(before, after, rate, 1 if told["up"] else -1)


def _this_and_last(text: str, counts: tuple[Token, Token], rate: Token) -> _Moved | None:
    """Counts of this year and the last: ``1,127 this year, up from 985 last year, a 14% increase``."""
    one, other = counts
    first, second = (
        _THIS_YEAR.fullmatch(text[one.end : other.start]),
        _LAST_YEAR.fullmatch(text[other.end : rate.start]),
    )
    if not first or not second or rate.kind != "percentage":
        return None
    way = second if second["up"] or second["down"] else _RATE_WAY.match(text, rate.end)
    named = "last year" in first[0].lower()
    years = [each and int(each) for each in (first["year"], first["when"] or second["year"])]
    if (
        way is None
        or (named and years[1] is None)
        or (not second["time"] and not first["when"] and "from" not in first[0])
    ):
        return None
    if None not in years and years[0] == years[1]:
        return None
    earlier = None not in years and int(years[0] or 0) < int(years[1] or 0)
    before, after = counts if earlier else counts[::-1]
    return _Moved(before, after, rate, 1 if way["up"] else -1)


def _in_english(text: str, counts: tuple[Token, Token], before: Token | None, after: Token | None) -> Iterator[_Moved]:
    one, other = counts
    if before is not None and before.kind == "percentage" and _RATE_THEN_FROM.fullmatch(text[before.end : one.start]):
        way = _WAY.search(text, max(0, before.start - 48), before.start)
        if way:
            yield _Moved(one, other, before, 1 if way["up"] else -1)
    elif after is not None and after.kind == "percentage":
        between = text[other.end : after.start]
        told = _WAY.search(text, max(0, one.start - 48), one.start) or (_by(text, before, one) if before else None)
        way = _THEN_RATE.fullmatch(between) or (_WHICH_IS.fullmatch(between) and told)
        if way:
            yield _Moved(one, other, after, 1 if way["up"] else -1)


def _by(text: str, change: Token, one: Token) -> re.Match[str] | None:
    """The way in which words say that counts moved by a number: ``fell by 418, from 2,654 to``."""
    beside = _RATE_THEN_FROM.fullmatch(text[change.end : one.start])
    return _WAY.search(text, max(0, change.start - 48), change.start) if beside else None


def _is_count(token: Token) -> bool:
    return token.kind in ("count", "number") and not token.decimals and not token.sign and token.size >= _LEAST


def _is_year(text: str, token: Token) -> bool:
    if token.unit:
        return False
    plain = token.end - token.start == len("2026") and _YEARS[0] <= token.size <= _YEARS[1]
    return plain or text[token.end : token.end + 1] == "년"
