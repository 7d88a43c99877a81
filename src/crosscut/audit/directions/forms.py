"""How words stand around two levels that they put in order, in the languages of budgets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crosscut.audit.directions.words import pattern

_UNITS = r"%p|%P|%포인트|%|포인트|원|명|건|개|곳|달러|톤|대|배|億円|円|亿元|percent|per cent|Prozent"
_CHANGE = rf"(?:(?:약|각각|무려|총)\s)?[△▲+\-(]{{0,2}}[0-9][0-9.,조억만천백 ]{{0,18}}\s?(?:{_UNITS})?\)?"
_ADVERBS = (
    r"(?:(?:크게|대폭|소폭|다소|약간|급격히|꾸준히|오히려|더|가량"
    r"|정도|넘게|이나|나|만큼|씩|각각|이|가|을|를|도)\s?){0,4}"
)
_CLOSED = r"(?:\s?\([^()]{0,40}\))?"
_YEAR_KO = (
    r"(?:\s?\(?(?:(?:19|20)[0-9]{2}|['’‘][0-9]{2})년?도?\)?(?:에는|에|에도)?|\s?(?:올해|내년|지난해|작년|금년)(?:에는|에)?)?"
    r"[:：]?\s?"
)
_THAN_KO = r"(?:보다|대비|에 ?비해(?:서)?|에 ?비하여|에 ?견줘|(?:과|와) ?비교(?:해|하여|하면))(?:는|도)?"
_BASE_KO = (
    r"(?:전년도?|지난해|작년|재작년|올해|금년|전월|전분기|동기|동월|(?:19|20)?[0-9]{2}년도?|계획|목표|정부안|당초"
    r"|본예산|기정|예산|기존|종전|요구)"
)
_ARROW = r"\s?(?:→|⇒|->|➜|⟶)"
_ABOUT = r"(?:a record |about |around |some |nearly |only |just |roughly |rund |los |les )?"
_BY = (
    r"(?:(?:\s(?:by|of))?\s(?:(?:about|some|nearly|around)\s)?[$€£]?[0-9][0-9.,]*"
    r"\s?(?:%|percent|per cent|million|billion|points?)?)?"
)
_OF_WHICH = r"(?:(?!\bto\b|\bby\b)[\w'’.\-/]+\s){0,7}"
_WHEN = (
    r"(?:\s?(?:\([^()]{0,24}\)|(?:in|im Jahr|en|nel|em|for|of)\s(?:the\s|fiscal\s|year\s|FY\s?){0,3}(?:19|20)[0-9]{2}"
    r"(?:[-/–][0-9]{2,4})?|last year|this year|a year earlier|Euro|euros?|d['’]euros)){0,3}"
)
_FROM = r"(?:from|von|de|da|van|desde|passant de|passando da)"
_TO = r"(?:to|auf|à|a|ai|au|naar|para|hasta|até)"
_OF_IT = (
    r"(?:\s(?:in|of|der|des|de la|del)(?:\s[A-Za-zÀ-ÿ&'’\-]+){1,4}|(?:\s(?:[a-z]+ly|further|again|back|damit)){0,2})"
)
_IS = r"(?:,|\s(?:is|was|were|are|be|or|–|-|stands?|came|comes)|\()"
_HOW_MUCH = r"(?:[$€£]?[0-9][0-9.,]*[ -]?(?:%|percent|per cent|points?|million|billion)?\s)?"
_ANOTHER = r"\s(?:while|whereas|and|but|with|as|though|against|for)\s"
"""What opens words of another thing than the level before it."""

_RATHER = r"(?:well\s|just\s|slightly\s|sharply\s|already\s|far\s)?"


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What stands before the first level, between, and behind the second; which of them is earlier.

    ``sure`` says that words give both their places, as ``from … to`` does and ``than`` does not.
    """

    left: str
    between: str
    right: str
    later_first: bool = False
    sure: bool = True


@cache
def forms() -> tuple[OrderForm, ...]:
    """Every form; exactly one of its three parts holds the ``word`` that says a direction."""
    word = f"(?P<word>{pattern()})"
    return (*_korean(word), *_east_asian(word), *_western(word))


def _form(left: str, between: str, right: str = "", *, later_first: bool = False, sure: bool = True) -> OrderForm:
    return OrderForm(left and f"{left}$", between, right, later_first, sure)


@cache
def compiled(part: str) -> re.Pattern[str]:
    """A part of a form, compiled when the first text comes to it: few come to most."""
    return re.compile(part, re.IGNORECASE)


def _korean(word: str) -> Iterator[OrderForm]:
    behind = rf"\s?,?\s?(?:{_CHANGE}\s?{_CLOSED}\s?)?{_ADVERBS}{word}"
    yield _form(
        "", rf"{_CLOSED}에서{_YEAR_KO}(?:[가-힣]{{1,6}}\s)?(?:약\s)?", rf"{_CLOSED}(?:으로|로|까지)(?:는|도)?{behind}"
    )
    yield _form("", rf"{_ARROW}{_YEAR_KO}", rf"\s?\)?\s?(?:으로|로)?{_CLOSED}{behind}")
    yield _form(rf"{word}\s?[(\[:：]\s?(?:[^()\d]{{0,6}}\s)?{_YEAR_KO}", rf"{_ARROW}{_YEAR_KO}")
    to_it = rf"{_CLOSED}(?:으로|로|이며|인데|을 기록해|,)\s?,?\s?(?:이는\s)?"
    yield _form(
        "",
        rf"{to_it}[^,.;()\d]{{0,12}}{_BASE_KO}(?:도|의)?[^,.;()\d]{{0,12}}[(]?\s?(?:약\s)?",
        rf"\)?\s?{_THAN_KO}{behind}",
        later_first=True,
        sure=False,
    )
    yield _form(
        "",
        rf"{_CLOSED}(?:으로|로)\s?[^,.;()\d]{{0,12}}{_BASE_KO}[^,.;()\d]{{0,6}}[(]?\s?(?:약\s)?",
        rf"\)?\s?(?:을|를|에)\s?{_ADVERBS}{word}",
        later_first=True,
        sure=False,
    )
    named = r"[^\s\d,.;()]{0,3}\s(?:총\s|모두\s|약\s|[가-힣]{1,8}\s)?"
    yield _form("", rf"\)?{_CLOSED}\s?{_THAN_KO}\s?{_ADVERBS}{word}{named}", sure=False)


def _east_asian(word: str) -> Iterator[OrderForm]:
    yield _form("", r"から[^、。\d]{0,8}", rf"(?:に|へ)(?:と)?[^、。\d]{{0,6}}{word}")
    yield _form(
        "",
        r"(?:となり|で|、)[、]?[^。\d]{0,10}(?:前年度?|前期|前回|計画|当初)[^。\d]{0,8}",
        rf"(?:より|から|に比べ[て、]?|に対し|を)[^。\d]{{0,6}}{word}",
        later_first=True,
        sure=False,
    )
    yield _form(r"(?:由|从)[^,。\d]{0,10}", rf"[^,。\d]{{0,6}}{word}(?:到|至|为)")


def _western(word: str) -> Iterator[OrderForm]:
    yield _form(rf"{word}{_OF_IT}{_BY}{_WHEN},?\s{_FROM}\s{_ABOUT}", rf"{_WHEN},?\s{_TO}\s{_ABOUT}")
    yield _form(
        rf"(?:from|von|de|da|passe(?:nt)? de|passé de|passant de)\s{_ABOUT}",
        rf"{_WHEN}\s(?:to|auf|à|a)\s{_ABOUT}",
        rf"{_WHEN},?\s(?:or|soit)?\s?(?:a|an|en|une|un|in)\s(?:[a-z]+\s)?{word}",
    )
    yield _form("", rf"{_WHEN}\s(?:(?:it|they|this)\s)?{word}\sto\s{_ABOUT}", sure=False)
    yield _form(
        rf"{word}(?:\s\w+)?\sto\s{_ABOUT}", rf"{_WHEN},?\sfrom\s(?:the |a |{_OF_WHICH})?{_ABOUT}", later_first=True
    )
    told = rf"{_RATHER}(?:an?\s)?{_HOW_MUCH}(?:[a-z]+\s)?{word}{_BY}"
    yield _form(
        "",
        rf"(?:(?!{_ANOTHER})[^.;,$€£]){{0,44}}?{_IS}\s?(?:which\s(?:is|was)\s)?{told}"
        rf"\s(?:from|than|on|over|compared (?:to|with))\s{_ABOUT}{_OF_WHICH}",
        later_first=True,
        sure=False,
    )
    yield _form(
        "",
        rf"[^.;,$€£\d]{{0,30}}?{_IS}\s{_RATHER}(?P<word>above|below)\s(?:the|its|a)\s{_OF_WHICH}",
        later_first=True,
        sure=False,
    )
