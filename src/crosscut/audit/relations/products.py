"""Totals beside a price and a count of one noun: ``과제당 100억원씩 12개 과제에 1,200억원``, ``$10m per project``.

The noun that each gets its price for is the noun that is counted, and nothing but a few words stands between the three:
then they are meant as a product, if it comes out; or if one slip of one amount is in the way and the price stands in
brackets right behind the total, so that this is of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.figures import patterns as p
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.slips import slipped

Product = tuple[NumberInSentence, NumberInSentence, Token]
"""A total, what each gets of it, and how many there are."""

_NOUN_BEFORE = re.compile(r"(?P<noun>[가-힣]{1,4})당\s?(?:각각?\s|평균\s)?$")
_NOUN_AFTER = re.compile(r"\s(?:per|for each|to each)\s(?P<noun>[A-Za-z]{3,14})", re.IGNORECASE)
_AVERAGE = re.compile(r"(?<![A-Za-z])average of (?:about )?$|[가-힣]당\s?평균\s$", re.IGNORECASE)
"""What stands before what each gets on average."""

_A_NOUN = re.compile(r"\s(?:per|an?|for each)\s(?P<noun>[A-Za-z]{3,14})", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s?씩?[을를에의(]{0,2}\s?(?:에게|대해|대상으로|선정해|뽑아|지원해|지급해|나눠|배정해)?\s?(?:모두|총|합계)?\s?"
    r"|,? (?:an|at an|on) average (?:of )?(?:about )?"
    r"|\s?(?:for|to|a total of|in total|receive|get|share|will|worth|[(–—-]|\s){0,5}",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s?(?:[을를은는]\s[^\d.]{0,14}[에게]|(?:for|to) |\([^)]{0,14}포함)")
"""What stands behind a total that is for somebody else, or of more than the product."""
OF_SEVERAL_TIMES = re.compile(
    r"개월|[0-9한두세네]\s?(?:번|회|차례)"
    r"|[0-9한두세네열]\s?(?:년|달|해|회|차례|학기|분기)(?![가-힣]{0,2}도)(?:\s?(?:간|동안|에 걸쳐))"
    r"|연간|매[년월주회]|해마다|달마다"
    r"|(?<![A-Za-z])(?:years|months|weeks|quarters|annual(?:ly)?|monthly|yearly"
    r"|(?:an?|each|every|per) (?:year|month|week|quarter))(?![A-Za-z])",
    re.IGNORECASE,
)
"""What says that each gets its part of a total several times."""

_IN_BRACKETS = re.compile(r"\s?[(（][^()]{1,24}[)）]")
"""A price that stands in brackets right behind its total: it is of nothing else."""
_YEARS_LONG = re.compile(r"\s?(?:개)?년\s?(?:간|동안)")
_YEARLY = re.compile(r"(?:매년|해마다|연간|한\s?해(?:에)?|(?<![가-힣])연)\s?(?:약\s)?$")
_EACH_IN_ALL = re.compile(r"\s?씩(?:을|,)?\s(?:(?:모두|총|합쳐|합해|합계)\s?)?")
_IN_ALL = re.compile(r"\s?(?:간|동안)(?:에)?\s?(?:걸쳐\s)?(?:모두|총|합쳐|합해|합계)\s?")
_YEARS_WORD = re.compile(
    r"(?<![A-Za-z])(" + "|".join(word for word in p.COUNT_WORDS if word.isascii()) + r")(?= years)", re.IGNORECASE
)
_A_YEAR = re.compile(r",? (?:a|per|each|every) year (?:for|over) ")
_YEARS_IN_ALL = re.compile(r" years,? (?:for )?(?:a total of|in total|or|totall?ing) ")
_EXACT = Fraction(1, 10)
"""How finely a number of years is meant, of which none is counted in part."""

_FINE = 20
"""Into how many parts a round sum that is paid each year is taken to be told at least."""

_FAR, _PAIR = 12, 2


def of_one_noun(assembly: Assembly, amounts: Sequence[NumberInSentence], count: Token) -> Product | None:
    """The product that two amounts and a count of one noun tell."""
    text, clause = assembly.document.text, amounts[0].clause
    if count.decimals or count.loose or OF_SEVERAL_TIMES.search(text, clause.start, clause.end):
        return None
    for price, total in permutations(amounts):
        for noun, start, end in _nouns(text, price):
            counted = _counted(text, count, noun)
            spans = sorted(((start, end), counted, (total.token.start, total.token.end))) if counted else []
            beside = all(_BETWEEN.fullmatch(text, one[1], other[0]) for one, other in pairwise(spans))
            goes_on = _GOES_ON.match(text, total.token.end)
            slip = _IN_BRACKETS.fullmatch(text, total.token.end, end + 1) is not None or is_average(price)
            if (
                counted
                and beside
                and (is_average(price) or not goes_on)
                and _comes_out(assembly, total, price, count, slip=slip)
            ):
                return total, price, count
    return None


def is_average(price: NumberInSentence) -> bool:
    """Whether words say that a price is what each gets on average."""
    return _AVERAGE.search(price.left) is not None


def over_years(text: str, amounts: Sequence[NumberInSentence], inside: Sequence[Token]) -> Product | None:
    """What several years get in all at so much a year: ``5년간 매년 2,450억원씩 모두 1조2,250억원``."""
    numbers = [each for each in inside if not each.decimals and not each.loose and each.kind != "amount"]
    if len(amounts) != _PAIR or any(each.token.loose for each in amounts):
        return None
    price, total = amounts
    numbers += _years_in_a_word(text, price.token.end, total.token.start)
    told = [each for each in numbers if _is_number_of_years(text, price.token, total.token, each)]
    if len(told) != 1:
        return None
    paid = replace(price.token, round_to=min(price.token.round_to, price.token.size / _FINE))
    return total, replace(price, token=paid), replace(told[0], kind="count", step=_EXACT, decimals=1)


def _years_in_a_word(text: str, start: int, end: int) -> Iterator[Token]:
    """A number of years between two places, where a word tells it."""
    for word in _YEARS_WORD.finditer(text, start, end):
        size = Fraction(p.COUNT_WORDS[word[1].lower()])
        yield Token("number", word.start(1), word.end(1), word.start(1), size, Fraction(1), 0)


def _is_number_of_years(text: str, price: Token, total: Token, years: Token) -> bool:
    """Whether words say that a price is paid for so many years, and in all come to a total."""
    if _A_YEAR.fullmatch(text, price.end, years.start) and _YEARS_IN_ALL.fullmatch(text, years.end, total.start):
        return True
    if not _YEARS_LONG.match(text, years.end) or not _YEARLY.search(text, max(0, price.start - _FAR), price.start):
        return False
    if years.end <= price.start:
        return _EACH_IN_ALL.fullmatch(text, price.end, total.start) is not None
    between = text[years.end : total.start].lstrip().removeprefix("개").removeprefix("년")
    return text[price.end : years.start].strip() in ("씩", "을", "씩,") and _IN_ALL.fullmatch(between) is not None


def _nouns(text: str, price: NumberInSentence) -> Iterator[tuple[str, int, int]]:
    """What a price is for, with where the two begin and end."""
    before = _NOUN_BEFORE.search(text, price.clause.start, price.token.start)
    if before:
        yield before["noun"], before.start(), price.token.end
    after = (_A_NOUN if is_average(price) else _NOUN_AFTER).match(text, price.token.end)
    if after:
        yield after["noun"], price.token.start, after.end()


def _counted(text: str, count: Token, noun: str) -> tuple[int, int] | None:
    """From where to where a count of a noun stands."""
    name = re.escape(noun)
    after = re.compile(rf"[0-9,]+\s?(?:개\s?)?(?:[A-Za-z]+\s)?{name}(?:s|es)?(?![A-Za-z가-힣]{{2}})", re.IGNORECASE)
    match = after.match(text, count.start)
    if match:
        return match.span()
    before = re.compile(rf"{name}\s$").search(text, max(0, count.start - _FAR), count.start)
    return (before.start(), count.end + text.startswith("개", count.end)) if before else None


def _is_rounded(price: NumberInSentence, shared: Interval) -> bool:
    """Whether what each gets is told in round numbers, and is right in these."""
    digits = str((price.token.size / price.token.step).numerator)
    play = price.token.step * 10 ** (len(digits) - len(digits.rstrip("0"))) / 2
    size = price.token.size
    return not shared.meet(Interval(size - play, size + play)).empty


def _comes_out(
    assembly: Assembly, total: NumberInSentence, price: NumberInSentence, count: Token, *, slip: bool
) -> bool:
    """Whether the total is what the count gets, or, where that may be, one ``slip`` of one amount is in the way."""
    whole, each = span(total), span(price)
    if whole.low is None or whole.high is None or each.low is None or each.high is None:
        return False
    made = Interval(each.low * count.size, each.high * count.size)
    if not made.meet(whole).empty:
        return True
    shared = Interval(whole.low / count.size, whole.high / count.size)
    if not slip or _is_rounded(price, shared):
        return False
    return slipped(assembly.placed(total), made) or slipped(assembly.placed(price), shared)
