"""How far a text in an encoding of single bytes is made of words: whose letters are all of one language's alphabet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

from crosscut.ingest.readers.data_tables import table

_SURE, _DOUBTFUL = 0.8, 0.56
"""The scores of a text whose signs alone are beyond ASCII, and of one where such a sign may be a letter."""
_TOGETHER = 0.4
"""How much it counts that all lines are of one language, beside that each line is of some."""

WORD = re.compile(r"[^\W\d_¹²³¼½¾ˆˇ]+")
"""Letters in a row: signs that Unicode counts with letters or numbers are none."""


@dataclass(frozen=True)
class _Language:
    """Its encodings, letters beyond ASCII, pairs with one that are frequent, what no word has, and small words.

    ``$`` in a pair is the end of a word.
    """

    encodings: frozenset[str]
    letters: frozenset[str]
    pairs: tuple[str, ...]
    never: re.Pattern[str] | None
    words: frozenset[str]


@cache
def languages() -> tuple[_Language, ...]:
    """The languages whose words are known."""
    return tuple(
        _Language(
            frozenset(row["encodings"].split()),
            frozenset(row["letters"] + row["letters"].upper()),
            tuple(row["pairs"].split()),
            re.compile("|".join(row["never"].split())) if row["never"] else None,
            frozenset(row["words"].split()),
        )
        for row in table("alphabets.csv")
    )


OF_OTHER_SCRIPTS = frozenset("аеиαειיהלاي")
"""Letters of Cyrillic, Greek, Hebrew and Arabic: a word that holds one of the script holds no Latin letter."""
QUOTES = frozenset("‘’“”‚„–—…•€£§°«»·™®©¡¿±¼½¾¹²³\u00a0")
EURO_ELSEWHERE = "¤"
"""The sign that no text has, where another encoding has the euro's."""
LIKE_LETTERS = re.compile(
    r"(?<![^\W\d_])\u00b5|(?:(?<=\d)[ªº]|(?<=\b[Nn])º)(?![^\W\d_])"
    r"|(?<![^\W\d_])(?:[khcdmµN]|da)?m[²³](?![^\W\d_])|(?<=[A-Za-z])²(?![^\W\d_])"
    r"|(?<![^\W\d_])[¹²³](?![^\W\d_])|(?<![^\W\d_])[¼½¾](?![a-zß-ž])"
)
"""Signs that tell nothing of a language, where no letter of another encoding can stand: of units, fractions, marks and
numbers in order, such as ``5 µm``, ``m³``, ``CO²``, ``1½``, ``1ª``, ``Nº``."""
_MARK_OR_LETTER = re.compile(
    r"(?<=[^\W\d_])[¹³](?![^\W\d_])|(?<=\d)”(?=[^\W\d_])|^[^”\n]*(?<![^\W_])”(?=[^\W_])[^”\n]*$"
    r"|£(?=[a-z])(?!(?:k|m|bn|tn|million|billion|thousand)\b)|^[^?\n]*¿(?=[a-z])[^?\n]*$",
    re.MULTILINE,
)
"""Signs that may be letters of another encoding: the mark of a note behind a word, a closing quote, a pound or a
question that nothing closes before one."""
_SMALL = "".join(letter for letter in map(chr, range(0xE0, 0x180)) if letter.islower())
_SIGN_IN_WORD = re.compile(
    r"(?<=[A-Za-z])[“”‚„…•€£§°«»™®©¡¿±¼½¾²³]+(?=[a-zß-öø-ÿ])|(?<=[A-Za-z])[“”„](?=[^\W\d_])"
    r"|(?<=[A-Za-z])[—–](?=[a-z](?![^\W\d_]))|(?<=[A-Za-z])[¹³](?=[^\W\d_])|(?<=[A-Za-z])[±¼¾¿]"
    r"|(?<![^\W_])[®©¹³¼¾](?=[a-zà-ž])|(?<=[^\W\d_])¶|¶(?=[^\W\d_])|(?<=[^\W\d_])\u00a0 "
    rf"|(?<=[A-Z])[{_SMALL}€](?=[A-Z])|™(?=[A-Z])"
)
"""A sign in a word or before one, with no space, or a small letter among capitals: no text has one; a letter of another
encoding may be read so."""
_NO_START = re.compile("Ÿ(?=[a-zß-ž])|(?<![^\\W\\d_])[œŒŸ](?![^\\W\\d_])|(?<![α-ωά-ώΑ-Ω])[’‘](?=[α-ω])")
"""Letters that begin no word or stand nowhere alone, and a mark of elision before a Greek word: signs, or an accent."""


@cache
def written_in(encoding: str) -> tuple[_Language, ...]:
    """The languages that texts in an encoding are in."""
    return tuple(language for language in languages() if encoding in language.encodings)


def spelled(encoding: str, text: str) -> float:
    """How far the words of each line are of one language of the encoding, and nothing else stands beside them."""
    known, plain = written_in(encoding), text.isascii()
    text = LIKE_LETTERS.sub("", text)
    is_other = any(language.letters & OF_OTHER_SCRIPTS for language in known)
    if text.isascii() and not plain:
        return 0.0 if is_other else _SURE
    beyond = sum(not character.isascii() for character in text)
    odd = sum(not (each.isascii() or (each.isalpha() and each not in "ˆˇ") or each in QUOTES) for each in text)
    odd += len(_SIGN_IN_WORD.findall(text)) + len(_NO_START.findall(text))
    lines = [WORD.findall(line) for line in text.split("\n")]
    marked = [[word for word in words if not word.isascii()] for words in lines]
    count = sum(map(len, marked))
    if not beyond or (not count and odd):
        return 0.0
    if not count:
        return 0.0 if is_other else _DOUBTFUL if _MARK_OR_LETTER.search(text) else _SURE
    pairs = zip(lines, marked, strict=True)
    by_line = sum(of_line(words, own, known) * len(own) for words, own in pairs if own) / count
    together = of_line([*chain(*lines)], [*chain(*marked)], known)
    return max(0.0, (1 - _TOGETHER) * by_line + _TOGETHER * together - odd / beyond)


def thai(text: str) -> float:
    """How far text beyond ASCII is of the usual letters of Thai, with vowels and marks where they can stand."""
    beyond = [character for character in text if not (character.isascii() or character in QUOTES)]
    marks = sum(character in _THAI_MARKS for character in beyond)
    if not beyond or marks < _FEWEST_MARKS * len(beyond):
        return 0.0
    usual = sum(character in _THAI_USUAL for character in beyond) / len(beyond)
    wrong = len(_NO_THAI.findall(text)) + len(_IN_LATIN.findall(text))
    return max(0.0, min(1.0, (usual - 0.45) / 0.4, len(beyond) / _FEWEST_THAI) - 3 * wrong / len(beyond))


_FEWEST_MARKS, _FEWEST_THAI = 0.15, 10
_THAI_USUAL = frozenset(
    "านรกองเมยวลตทสดปพคบชผจหขธแโไใะ" + "\u0e31\u0e34\u0e35\u0e37\u0e38\u0e39\u0e48\u0e49\u0e4c\u0e33\u0e47"
)
_THAI_MARKS = frozenset(map(chr, [*range(0x0E30, 0x0E3B), *range(0x0E40, 0x0E45), *range(0x0E47, 0x0E4F)]))
_IN_LATIN = re.compile("(?<=[A-Za-z])[\u0e01-\u0e5b]|[\u0e01-\u0e5b](?=[a-z])")
_NO_THAI = re.compile(
    "(?<![\u0e01-\u0e2e\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e30-\u0e3a\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
)
"""A vowel or a mark that follows no consonant, and a leading vowel before none."""


def of_line(words: list[str], marked: list[str], languages: tuple[_Language, ...]) -> float:
    """How far the words of a line that hold a letter beyond ASCII are of one language."""
    small = {word.lower() for word in words}
    return max(_of_language(marked, small, language) for language in languages)


def _of_language(marked: list[str], small: set[str], language: _Language) -> float:
    spelled = [word.lower() for word in marked if _in_alphabet(word, language.letters)]
    good = [word for word in spelled if language.never is None or not language.never.search(word)]
    paired = sum(any(pair in word for pair in language.pairs) for word in good)
    plain, pairs = (0.3, 0.6) if language.letters & OF_OTHER_SCRIPTS else (0.6, 0.3)
    return (plain * len(good) + pairs * paired) / len(marked) + 0.1 * min(1.0, len(small & language.words))


def _in_alphabet(word: str, letters: frozenset[str]) -> bool:
    """Whether all letters are of the alphabet, and capitals stand where a word may have them."""
    beyond = [character for character in word if not character.isascii()]
    cased = word.isupper() or word[1:] == word[1:].lower() or not any(each.isupper() for each in beyond)
    cased = cased and not (len(word) > 2 and word[0].islower() and word[1:].isupper())
    many = len(beyond) == len(word) if letters & OF_OTHER_SCRIPTS else len(beyond) <= len(word) * 0.5 + 1
    return cased and many and all(character in letters for character in beyond)


def without_boxes(encoding: str, text: str) -> float:
    """As :func:`spelled`; nothing of a text with lines of boxes, where Ukrainian letters stand in another encoding."""
    return 0.0 if re.search("[╓╕╖╜╢╤╥╫]", text) else spelled(encoding, text)


def without_controls(encoding: str, text: str) -> float:
    """As :func:`spelled`; nothing of a text with controls, which are letters of another encoding."""
    return 0.0 if re.search("[\x80-\x9f]", text) else spelled(encoding, text)
