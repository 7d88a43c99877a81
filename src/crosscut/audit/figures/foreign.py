"""Numbers of other scripts and customs, made plain letter for letter, so that places in the text stay.

Chinese and Japanese numerals and units (四兆八五八億円), and decimal commas with points or spaces between thousands
(27,12 milliards, 1.234,5 Mio. Euro, 66 500).
"""

from __future__ import annotations

import re
from functools import lru_cache

from crosscut.audit.figures import patterns as p
from crosscut.money.units import ENGLISH_SCALES, read_words

_NUMERALS = "〇一二三四五六七八九"
_DIGITS = str.maketrans(_NUMERALS + "・", "0123456789.")
_UNITS = str.maketrans("兆億亿萬万千百", "조억억만만천백")
_PRINTED = re.compile(
    rf"(?<![{_NUMERALS}十・])[{_NUMERALS}]{{1,4}}(?:・[{_NUMERALS}]{{1,2}})?(?=\s?(?:[兆億亿萬万千百]|円|元|%|％|割|ポイント))"
)
_AFTER_A_DIGIT = re.compile(
    r"(?<=[0-9])([兆億亿萬万千百]{1,2})(?=[0-9]|\s?(?:円|元|ドル|ユーロ|[兆億亿萬万]|[^가-힣\w]|$))"
)
_CURRENCY = re.compile(r"(?<=[0-9조억만천백])(\s?)(円|元)")
_WON = {"円": "엔", "元": "元"}
_DECIMAL_COMMA = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:[. ][0-9]{3})*,[0-9]{1,2}(?![0-9,]|\.[0-9])")
_DECIMAL_POINT = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]{1,2}(?![0-9,.])")
_EUROPEAN = re.compile(
    r"(?<![A-Za-z])(?:milliards?|Milliarden?|Millionen|Mrd|Mio|Md|M ?€|ME|d['’]euros|euros|millones|miliardi"
    r"|milioni|milhões|bilhões|miljard|miljoen|mld|mln|Euro|Prozent|pour cent|por ciento)(?![A-Za-z])"
)
_SCALED = re.compile(
    r"(?<![A-Za-z])(?:milliards|Milliarden?|Millionen|Mrd|Mio|millones|miliardi|milioni|milhões|bilhões|miljard|miljoen|mld)"
    r"(?![A-Za-z])"
)
"""Words for scales of languages that part thousands with points, or spaces."""

_GROUPED_OF = re.compile(
    r"(?<![0-9,.])[0-9]{1,3}\.[0-9]{3} (?:Millionen|Mio|millones|miliardi|milioni|milhões|miljoen)(?![A-Za-z])"
)
_GROUPED = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9,]|\.[0-9])")
_TWICE = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]{1,2})?(?![0-9,]|\.[0-9])")
_PLAIN_CELL = re.compile(r"\|\s*[-−–]?[1-9][0-9]{0,2}\s*(?=\|)")
_BELOW_ONE = re.compile(r"(?<![0-9,.])0\.[0-9]")
_LEAST_GROUPED = 8
_LEAST_SCALED = 3
_COMMA = re.compile(r"[0-9],[0-9]")
_NOTE_MARK = re.compile(r"(?:(?<=[A-Za-z]{4})|(?<=[가-힣%]))[¹²³⁰⁴-⁹]{1,2}⁾?(?![A-Za-z0-9가-힣²³]{0,1}[0-9])")
"""What refers to a note, behind a word."""
_WORDS = re.compile(
    r"(?<![A-Za-zÀ-ÿ])(?:der|die|das|und|für|von|auf|les?|la|à|des?|du|et|los|las|del|el|y|il|gli|della|dei|per|het|een|van|os|das|para)"
    r"(?![A-Za-zÀ-ÿ])"
)
"""Words of languages that write commas before decimals, where points between thousands do not show it."""

_COMMA_RATE = re.compile(r"(?<![0-9,.])[0-9]{1,3},[0-9]{1,2}\s?%")
"""A rate with a comma, as no language writes it that parts thousands with commas."""

_MIDDLE_DOT = re.compile(r"(?<=[0-9])[・･](?=[0-9]{1,2}\s?(?:%|パーセント|ポイント|倍|兆|億))")
"""A point before decimals, as Japanese newspapers print it: ``5・9%``."""

_LEAST_WORDS = 2
_LEAST_RATES = 2
_SPACED = re.compile(r"(?<![0-9.,])([0-9]{1,3}) (?=[0-9]{3}(?![0-9]))|(?<=[ ][0-9]{3}) (?=[0-9]{3}(?![0-9]))")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9]{3}(?![0-9]))")
_ODD_SPACES = {code: 0x20 for code, plain in p.FOLD.items() if plain == 0x20 and code != 0x3000}
_SHORT = {"me": 10**6, "mil milhões": 10**9, "mil": 10**3, "mila": 10**3}
_SWAPPED = str.maketrans(",.", ".,")
_MOST_SCANNED = 200_000


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """A text with wide forms, and with numerals and units of other scripts, made plain; of the same length."""
    plain = _NOTE_MARK.sub(lambda match: " " * len(match[0]), text.translate(p.FOLD))
    plain = _MIDDLE_DOT.sub(".", plain)
    return _chinese(plain) if any(letter in plain for letter in "兆億亿円元万千百") else plain


def _chinese(text: str) -> str:
    text = _PRINTED.sub(lambda match: match[0].translate(_DIGITS), text)
    last = ""
    while last != text:
        last, text = text, _AFTER_A_DIGIT.sub(lambda match: match[1].translate(_UNITS), text)
    return _CURRENCY.sub(lambda match: match[1] + _WON[match[2]], text)


def has_decimal_commas(text: str) -> bool:
    """Whether a text of a language that has them writes decimals with commas, and none with points."""
    part = text[:_MOST_SCANNED].translate(p.FOLD)
    worded = len(_WORDS.findall(part)) >= _LEAST_WORDS
    rated = len(_COMMA_RATE.findall(part)) >= _LEAST_RATES
    if not rated and not _EUROPEAN.search(part) and not (worded and "€" in part) and not _has_points_between(part):
        return False
    scaled = (_SCALED.search(part) and len(_GROUPED.findall(part)) >= _LEAST_SCALED) or _GROUPED_OF.search(part)
    grouped = scaled or _has_points_between(part) or (worded and (_GROUPED.search(part) or _SPACED.search(part)))
    if not _DECIMAL_COMMA.search(part) and (not grouped or _COMMA.search(part)):
        return False
    return not any(len(match[0].rpartition(".")[2]) < 3 for match in _DECIMAL_POINT.finditer(part))


def _has_points_between(text: str) -> bool:
    """Whether points part thousands: two in one number, or three digits behind each point and small numbers without."""
    if _BELOW_ONE.search(text):
        return False
    worded = len(_WORDS.findall(text)) >= _LEAST_WORDS
    many = len(_GROUPED.findall(text)) >= (_LEAST_SCALED if worded else _LEAST_GROUPED) and _PLAIN_CELL.search(text)
    return bool(_TWICE.search(text) or many)


def with_points(text: str) -> str:
    """A text with decimal points for commas, and commas between thousands."""
    spaced = _SPACED.sub(lambda match: (match[1] or "") + ".", text.translate(_ODD_SPACES))
    return re.sub(r"(?<=[0-9])[.,](?=[0-9])", lambda match: match[0].translate(_SWAPPED), spaced)


def with_commas(text: str) -> str:
    """What was said of a text with decimal points, in its own way."""
    return re.sub(r"(?<=[0-9])[.,](?=[0-9])", lambda match: match[0].translate(_SWAPPED), text)


def as_printed(said: str, document: str) -> str:
    """What was said of a document, with thousands parted as it parts them: by its own spaces, or points."""
    told, spaced = with_commas(said), _SPACED.search(document.translate(_ODD_SPACES))
    if spaced is None or _GROUPED.search(document):
        return told
    return _POINT.sub(document[spaced.end() - 1], told)


def scale(word: str) -> int:
    """What a word for a scale is worth, in any language that has one."""
    low = word.lower()
    found = _SHORT.get(low) or ENGLISH_SCALES.get(low) or _scale(low)
    return found or 1


@lru_cache(maxsize=64)
def _scale(word: str) -> int | None:
    words = read_words(word, "EUR")
    return words.scale if words else None
