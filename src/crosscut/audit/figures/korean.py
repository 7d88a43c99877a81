"""Korean numbers of several parts: 1조 2,345억 원, 1만5천억원, 6만3697개; and the articles of laws, which are none."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from crosscut.audit.figures import patterns as p
from crosscut.money import MoneyError, read, unit
from crosscut.money.units import KOREAN_SCALES, Unit

_ARTICLE = re.compile(r"(?:(?<![가-힣])제\s|제)$")
_LAW = re.compile(r"(?:법|법률|시행령|규칙|규정|조례)\s?[」』》]?\s?(?:및\s?)?$")
_ARTICLE_GOES_ON = re.compile(r"조(?!\s?(?:[0-9]{1,4}(?:,[0-9]{3})?\s?[천백십]?억|원|달러|유로|여))")
_MULTIPLIED = re.compile(r"([0-9]{1,4})만(?:([0-9])천)?(?:([0-9])백)?([0-9]{0,4})(억|조)")
_PART = re.compile(r"([0-9]{1,4}(?:,[0-9]{3}){0,2}(?:\.[0-9]{1,2})?)(?:(천만|백만|십만|[억만천백])(?![0-9]{0,4}분의))?")
_LARGE = {"억": 10**8, "만": 10**4, "천만": 10**4, "백만": 10**4, "십만": 10**4}
_SMALL = {"천": 1_000, "백": 100, "천만": 1_000, "백만": 100, "십만": 10}
_NO_LIMIT = Fraction(10**18)
_MOST_PARTS = 8
_LONG = 4


def is_article(text: str, start: int, end: int) -> bool:
    """Whether a number with 조 after it is an article of a law: ``제2조``, ``국가재정법 8조에``."""
    before = text[max(0, start - 8) : start]
    following = _ARTICLE_GOES_ON.match(text, end)
    return following is not None and bool(_ARTICLE.search(before) or _LAW.search(before))


def goes_on(text: str, scale: str, gap: str, end: int) -> bool:
    """Whether the number that ends at ``end`` is a smaller part of the same Korean number."""
    following = p.KO_SCALE.match(text, end)
    if following is None:
        return False
    multiplied = scale == "만" and not gap and following[1][-1] in "억조"
    return multiplied or scale in "천백십" or KOREAN_SCALES[following[1]] < KOREAN_SCALES[scale]


def ends(text: str, scale: str, following: re.Match[str]) -> bool:
    """Whether the number after ``scale`` is the last part of the same one, told in the currency itself: 1만5,000원."""
    if not scale.endswith("만"):  # of 1조2300원 the unit of the second part is lost
        return False
    whole = following[0].replace(",", "")
    behind = p.KO_CURRENCY.match(text, following.end())
    return behind is not None and whole.isdigit() and 0 < int(whole) < KOREAN_SCALES["만"]


@lru_cache(maxsize=1)
def _won() -> Unit:
    return unit("원", "KRW")


@lru_cache(maxsize=4096)
def size(body: str) -> Fraction | None:
    """What a Korean number of several parts is, in won; None where it is none."""
    match = _MULTIPLIED.match(body)
    if match:
        ten_thousands, thousands, hundreds, rest = (int(match[part] or 0) for part in range(1, 5))
        number = 10_000 * ten_thousands + 1_000 * thousands + 100 * hundreds + rest
        body = f"{number}{match[5]}{body[match.end() :]}"
    try:
        found = read(body, _won())
    except MoneyError:
        return None
    return Fraction(found.exact if found.exact is not None else found.value)


def grain(worth: Fraction, step: Fraction) -> Fraction:
    """How finely a number is told that ends in two zeros: its last digit but zeros, of three the second."""
    digits = str(int(worth / step)) if step and worth >= step else "0"
    zeros = len(digits) - len(digits.rstrip("0"))
    kept = zeros if len(digits) >= _LONG else min(zeros, len(digits) - 2)
    return step * Fraction(10) ** kept if zeros >= 2 else step


def counted(text: str, start: int) -> tuple[Fraction, Fraction, int] | None:
    """The size, the worth of the last digit and the end of a count of several parts: ``6만3697``, ``1백37만9천``."""
    first = _PART.match(text, start)
    if first is None or first[2] is None:
        return None
    total, section, worth, limit, end = Fraction(0), Fraction(0), Fraction(1), _NO_LIMIT, start
    for place in range(_MOST_PARTS):
        match = _PART.match(text, end + (place > 0 and text[end : end + 1] == " "))
        number = Fraction(match[1].replace(",", "")) if match else _NO_LIMIT
        small = _SMALL.get(match[2] or "", 1) if match else 1
        if match is None or number * small >= limit:
            break
        large = _LARGE.get(match[2] or "", 1)
        section, limit, end = section + number * small, Fraction(small), match.end()
        worth = Fraction(small * large, 10 ** len(match[1].partition(".")[2]))
        if large > 1:
            total, section, limit = total + section * large, Fraction(0), Fraction(10**4)
        if match[2] is None:
            break
    return total + section, worth, end


def has_bare_thousand(text: str, start: int) -> bool:
    """Whether a number begins with a thousand or a hundred that says no one: ``천487만 7천 호`` is 14,877,000."""
    found = p.BARE_THOUSAND.search(text, max(0, start - 2), start)
    digits = re.match(r"\d*", text[start : start + 5])
    return found is not None and digits is not None and len(digits[0]) == "백천".index(found[0][-1]) + 2
