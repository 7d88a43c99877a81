"""Rates since a year that words name, among the levels of three years and more.

``2022년 1,000억원, 2023년 1,250억원, 2024년 1,500억원이다. 2024년에는 전년보다 20.0% 늘었다``: of what the rate is, the
year tells, and no other level with which it would come out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscut.audit.context import times
from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Ratio

_LEVELS = frozenset({"level", "after", "before"})
_YEAR_BEFORE = re.compile(
    r"(?:직?전년도?|바로 전해|직전 ?연도)\s?(?:보다|대비|에 ?비해)|(?:previous|preceding|prior) year|the year before"
    r"|(?<![a-z])a year earlier",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\s?(?:년도?)?\s?(?:보다|대비|에 ?비해|에 ?견줘)"
    r"|(?:than|over|from|above|below|compared (?:with|to))(?: in)?(?: the)?\s(?:FY ?)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)[0-9]{2}(?:년도?(?:에는|에|은|는)?)?")
_KOREAN = re.compile(r"[가-힣]")
_SAYS_NOTHING = re.compile(r"\W*(?:이다|다|이며|이고|으로|로)?\W*(?:이는\s)?(?:약\s)?")
_GOES_ON = re.compile(
    r"\s?(?:가\s)?(?:늘|늘어|증가|증액|확대|올|오른|높|많|줄|줄어|감소|감액|축소|내|낮|적)[가-힣]{0,5}"
    r"(?:\s(?:것|수준|규모|금액)[가-힣]{0,4})?\W*"
)
_OPENS = re.compile(
    r"\W*(?:in\s*,|the\s+(?:figure|level|amount|total|sum|budget|increase|decrease|rise|fall|change)|that|this|it"
    r"|compared (?:with|to)\s*,)"
    r"(?:\s+(?:the|a|an|increase|decrease|rise|fall|change|is|was|it|of|rose|fell|grew|by))*\s*",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"(?:\s(?:higher|lower|more|less|up|down|increase|decrease|rise|fall))?"
    r"(?:\s(?:than|over|on|from|above|below|compared (?:with|to))(?: in)?(?: the)?\s?"
    r"(?:(?:previous|preceding|prior) year|year before|a year earlier)?)?\W*",
    re.IGNORECASE,
)
"""All that may stand around a rate, but for years, where it is of what the levels are of: any other word, such as of
prices, of a place or of a part, may make it a rate of something else."""

_LEAST_YEARS = 3


def rates_of_a_series(assembly: Assembly) -> None:
    """Relate the only rate of a sentence to the levels of the year that it names and the one that it is told for."""
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        series = _by_year(group)
        following = groups[place + 1] if place + 1 < len(groups) else []
        behind = max((each.token.end for each in series.values()), default=0)
        own = [each for each in group if each.token.kind == "percentage"]
        for told in ([each for each in own if each.token.start > behind], following):
            if series and len(told) == 1 and len(own) <= 1 and told[0].token.kind == "percentage":
                _relate(assembly, series, told[0], behind)


def _by_year(group: Sequence[NumberInSentence]) -> dict[int, NumberInSentence]:
    """The levels of a sentence by their years, where it gives one of each of several in turn, and no other sizes."""
    sizes = [each for each in group if each.token.is_size]
    found = {each.year: each for each in sizes if each.year is not None and each.part.role in _LEVELS}
    years = sorted(found)
    in_turn = bool(years) and years == list(range(years[0], years[0] + len(years)))
    alike = len({each.token.measure for each in sizes}) == 1 and len(found) == len(sizes)
    return found if in_turn and alike and len(years) >= _LEAST_YEARS else {}


def _is_of_the_same(before: str, behind: str) -> bool:
    """Whether the words around a rate name nothing but years, so that it is of what has been told."""
    if _KOREAN.search(before + behind):
        left = _YEAR.sub("", _SINCE.sub("", _YEAR_BEFORE.sub("", before)))
        return _SAYS_NOTHING.fullmatch(left) is not None and _GOES_ON.fullmatch(behind) is not None
    opened = _OPENS.fullmatch(_YEAR.sub("", before))
    return opened is not None and _CLOSES.fullmatch(_YEAR.sub("", behind)) is not None


def _relate(assembly: Assembly, series: dict[int, NumberInSentence], rate: NumberInSentence, behind: int) -> None:
    text, clause = assembly.document.text, rate.clause
    start = max(clause.start, behind)
    words = text[start : clause.end]
    if rate.part.role != "growth" or not rate.part.direction or rate.token.loose:
        return
    if not _is_of_the_same(text[start : rate.token.start], text[rate.token.end : clause.end]):
        return
    named = [each for each in times.marks(words) if each.year is not None]
    since = [each for each in named if _SINCE.match(words, each.end) or _SINCE.search(words[: each.start])]
    others = {each.year for each in named} - {each.year for each in since}
    later = others.pop() if len(others) == 1 else max(series) if not others else None
    if later is None or len(since) > 1 or (not since and not _YEAR_BEFORE.search(words)):
        return
    base = since[0].year if since else later - 1
    before, after = series.get(base or 0), series.get(later)
    if before is None or after is None or base == later:
        return
    figure = assembly.placed(rate, rate.part.direction).id
    assembly.system.named_bases.add(figure)
    assembly.system.relate(Ratio("growth", assembly.quantity(after), assembly.quantity(before), figure, "growth"))
