"""How far a text is of Chinese, Japanese or Korean characters: by those that are common in each."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from crosscut.ingest.readers.data_tables import table

_LONE = 0.55
"""The most that a text scores in which each character is alone: the two bytes of one may be a letter and a sign."""


def common(own: str, encoding: str, first: int, last: int, language: str) -> Callable[[str], float]:
    """How many characters beyond ASCII are common: by their lead byte, and by those frequent in the language.

    ``own`` is the encoding that the text was read in, ``encoding`` the standard whose rows count.
    """

    def score(text: str) -> float:
        beyond = [character for character in text if not character.isascii()]
        if not beyond:
            return 0.0
        usual = frequent()[language]
        good = sum(weight(character, encoding, first, last) for character in beyond)
        known = sum(character in usual or _is_kana(character, language) for character in beyond)
        letters = sum(character not in PUNCTUATION for character in beyond)
        fits = 0.5 * good / len(beyond) + 0.5 * min(1.0, known / max(letters, 1))
        beside, apart = (list(pattern.finditer(text)) for pattern in (_BESIDE_LETTER, _NOT_BESIDE))
        lone = beside + [each for each in apart if _ends_in_letter(own, each[0])]
        odd = sum(each[0] not in usual or _AT_A_LETTER.match(text, each.end()) is not None for each in lone)
        return min(fits, _LONE) if not odd and len(lone) == len(beyond) else max(0.0, fits - odd / len(beyond))

    return score


@cache
def _ends_in_letter(encoding: str, character: str) -> bool:
    """Whether the second byte of a character is a letter of ASCII."""
    return character.encode(encoding)[1:2].isalpha()


@cache
def weight(character: str, encoding: str, first: int, last: int) -> float:
    """How usual a character is by where it stands in a standard: 1 in the rows of its common characters."""
    try:
        code = character.encode(encoding)
    except UnicodeEncodeError:
        return 0.0
    if len(code) == 2 and first <= code[0] <= last and code[1] >= 0x40:
        return 1.0
    if character in PUNCTUATION or _is_kana(character, "ja" if encoding == "euc_jp" else ""):
        return 0.9
    return 0.1 if character.isalpha() else 0.4


def _is_kana(character: str, language: str) -> bool:
    return language == "ja" and "\u3041" <= character <= "\u30ff"


@cache
def frequent() -> dict[str, frozenset[str]]:
    """The characters that texts of a language hold most."""
    return {row["language"]: frozenset(row["characters"]) for row in table("common_characters.csv")}


PUNCTUATION = frozenset("、。・「」『』（）【】ー〜～：；，．！？·…‘’“”○●◎△▲□■※→％￦￥〔〕《》〈〉—–ㆍ\u3000")
_BESIDE_LETTER = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])")
"""One character alone beside a Latin letter: a letter with an accent or a sign, read as one of two bytes."""

_NOT_BESIDE = re.compile(r"(?<![A-Za-z])(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f]|[A-Za-z])")
"""One character alone elsewhere: where it ends in a letter, a sign such as the mark of a note that took it in."""

_AT_A_LETTER = re.compile("[A-Za-z]")
"""What no character alone stands before: it ends a word or is one, as in ``Web用``, ``R&D비`` and ``年``."""
