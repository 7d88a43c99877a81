"""What somebody wrote in both languages, one after the other, in the language that is read."""

from __future__ import annotations

import re
from collections import Counter

from crosscut.text.ministries import is_korean
from crosscut.text.pair import Language, Text

_BETWEEN = " / "
_SENTENCE = re.compile(r".{9,}\.", re.DOTALL)
"""Two short names, or notes of two people, beside each other are not one text in two languages."""
_NUMBER = re.compile("[0-9]+")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = {str(number): word for number, word in enumerate(_WORDS, 1)}


def in_one(text: str, language: Language) -> str:
    """The part in the language of a text that says all twice: whole sentences that name the same numbers.

    As in ``It is listed here. / 여기에 실려 있음.``
    """
    parts = text.split(_BETWEEN)
    korean = [part for part in parts if is_korean(part)]
    if len(parts) != 2 or len(korean) != 1 or not all(map(_SENTENCE.fullmatch, parts)):
        return text
    (other,) = set(parts) - set(korean)
    if not _same_numbers(other, korean[0]):
        return text
    return korean[0] if language == "ko" else other


def _same_numbers(english: str, korean: str) -> bool:
    """Whether the numbers of one text are those of the other, where English may write a small one as a word."""
    said, meant = (Counter(_NUMBER.findall(text)) for text in (english, korean))
    words = Counter(re.findall("[a-z]+", english.casefold()))
    return said <= meant and all(count <= words[_NAMED.get(number, "")] for number, count in (meant - said).items())


def in_both(text: str) -> Text:
    """What somebody wrote, for the readers of each language."""
    return Text(in_one(text, "en"), in_one(text, "ko"))
