"""Whose amount a number is: the ministry that its words give it to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from crosscut.audit.context.entities import WHOLE, Mention
from crosscut.audit.context.ministries import NamedMinistry
from crosscut.audit.figures.printed_number import Token

FILLER = re.compile(
    r"(?:(?<![A-Za-z])(?:budgets?|investments?|funding|spending|r&d|is|was|were|will|be|has|have|been|rises?|rose"
    r"|grows?|grew|falls?|fell"
    r"|increased?s?|decreased?s?|cut|raised|climbs?|climbed|drops?|dropped|jumps?|jumped|up|down|from|to|by|in"
    r"|the|for|of|on|set|at|confirmed|proposed|worth"
    r"|an?|total|totals|totalled|and|technolog(?:y|ies)|fields?|areas?|sector|reach(?:es|ed)?|stands?|stood"
    r"|amounts?|amounted|receives?|gets?|it|all|with|about"
    r"|approximately|around|nearly|almost|over|more|than|roughly|programmes?|last|year['’]s|year|plan|spends?"
    r"|government['’]s|government|approved|won|krw|usd|eur|fy)(?![A-Za-z])"
    r"|예산안|예산|투자액|투자|분야|부문|연구개발|지원|정부안|확정|규모|총|약|금액|올해|내년|지난해|작년|전년도?|대비|년도|년|은|는|이|가|에는|에|의|도|을|를|로|으로|보다|편성|R&D|기술)"
    r"|[\s:;,()\[\]\-–—·'’‘“”\"=*]+",
    re.IGNORECASE,
)
"""Words and marks that may stand between a name and the amount that is its own."""

_AFTER = re.compile(r"\s{0,2}(?:from|by|for|of|at|under|to|goes to|in|through)(?: the)? $", re.IGNORECASE)
_OPEN = re.compile(r"\s?\($")
_OF_AREA = re.compile(r"(?:['’]s|의)?\s(?:(?:FY ?)?20[0-9]{2}(?: ?년도?)?\s|['’][0-9]{2}년?\s)?$")
_BUDGET = re.compile(r"예산|투자액|budget|funding|spending|outlays", re.IGNORECASE)
_BUDGET_OF = re.compile(
    r"(?P<words>(?:R&D |research |20[0-9]{2} ){0,3}budget )(?:for 20[0-9]{2} )?(?:of|for)(?: the)? $", re.IGNORECASE
)
_WHOLE_OF = re.compile(r"(?:^|[.,;:(]\s|(?<![A-Za-z])(?:the|a|an|total|annual|whole|overall|entire)\s)$", re.IGNORECASE)
_RND = re.compile(r"R&D|연구개발|research", re.IGNORECASE)
_EXTRA = re.compile(
    r"['’]s(?![A-Za-z])|(?<![A-Za-z])(?:has|have|had|holds?|held|puts?|contributes?|provides?|brings?|takes?|pays?|shares?|part|portion|"
    r"accounts?|and|is|each|ministry|research|own|adds?|gives?|received|gets|got|obtain(?:s|ed)|secured|allocated|invest(?:s|ed)|spent)(?![A-Za-z])|소관|몫|부담|분담|담당|기여|부처|연구개발|R&D",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\([^()]{0,12}\)|[0-9]{2,4}")


class Owners:
    """The ministries of a text, ready to say which numbers are theirs."""

    def __init__(self, text: str, named: list[NamedMinistry], mentions: list[Mention]) -> None:
        self.text, self.named, self.mentions = text, named, mentions
        self._starts = [each.start for each in named]
        self._mentioned = [each.start for each in mentions]

    def of(self, start: int, end: int, tokens: Sequence[Token]) -> list[tuple[str, str]]:
        """For each number of a clause the ministry that it is of, and its purse; both empty where no words say so."""
        inside = self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if not inside:
            return [("", "")] * len(tokens)
        taken: set[int] = set()
        found = []
        for index, token in enumerate(tokens):
            past = tokens[index - 1].end if index else start
            coming = tokens[index + 1].start if index + 1 < len(tokens) else end
            before = [each for each in inside if past <= each.start and each.end <= token.start]
            before = [each for each in before if each.start not in taken]
            found.append(self._before(before[-1], token) if before else self._after(inside, token, coming, taken))
        return found

    def _before(self, named: NamedMinistry, token: Token) -> tuple[str, str]:
        """A ministry named before a number: only fillers between, or an area that it has a part of."""
        for mention in self._near(named.end):
            if mention.start >= token.start:
                break
            if mention.entity.startswith(WHOLE) or not _OF_AREA.fullmatch(self.text, named.end, mention.start):
                continue
            between = self.text[mention.end : token.start]
            return (named.ministry, mention.entity) if bare(between) else ("", "")
        between = self.text[named.end : token.start]
        if not bare(between):
            return "", ""
        if _BUDGET.search(between):
            return named.ministry, "rnd" if _RND.search(between) else "total"
        return named.ministry, self._budget_of(named)

    def _near(self, start: int) -> Iterator[Mention]:
        """The names of areas from a place on."""
        for index in range(bisect_left(self._mentioned, start), len(self.mentions)):
            yield self.mentions[index]

    def _budget_of(self, named: NamedMinistry) -> str:
        """What ``the quantum budget of the ministry`` is of."""
        match = _BUDGET_OF.search(self.text[max(0, named.start - 60) : named.start])
        if match is None:
            return ""
        start = max(0, named.start - 60) + match.start()
        if _WHOLE_OF.search(self.text[max(0, start - 12) : start]) or not start:
            return "rnd" if _RND.search(match["words"]) else "total"
        return next((each.entity for each in islice(self._near(start - 40), 8) if each.end == start - 1), "")

    def _after(self, inside: list[NamedMinistry], token: Token, coming: int, taken: set[int]) -> tuple[str, str]:
        """A ministry named just after a number: ``KRW 5 billion from MSIT``, or in parentheses of its own."""
        for named in inside:
            if token.end <= named.start and named.end <= coming:
                between = self.text[token.end : named.start]
                closed = _OPEN.fullmatch(between) and self.text[named.end : named.end + 1] == ")"
                if closed or _AFTER.fullmatch(between):
                    taken.add(named.start)
                    return named.ministry, ""
                break
        return "", ""


def bare(between: str) -> bool:
    """Whether nothing but fillers stands between a name and an amount."""
    return len(between) < 80 and not FILLER.sub("", _EXTRA.sub("", _YEARS.sub("", between))).strip()
