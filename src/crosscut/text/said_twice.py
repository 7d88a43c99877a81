"""What somebody wrote in both languages, one after the other, in the language that is read."""

from __future__ import annotations

from crosscut.text.ministries import is_korean
from crosscut.text.pair import Language

_BETWEEN = " / "
_SENTENCE = 10
"""Letters that a part has at least: two short names beside each other are not one text in two languages."""


def in_one(text: str, language: Language) -> str:
    """The part in the language of a text that says all twice.

    As in ``It is listed here. / 여기에 실려 있음.``
    """
    parts = text.split(_BETWEEN)
    korean = [part for part in parts if is_korean(part)]
    if len(parts) != 2 or len(korean) != 1 or min(map(len, parts)) < _SENTENCE:
        return text
    (other,) = set(parts) - set(korean)
    return korean[0] if language == "ko" else other
