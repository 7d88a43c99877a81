"""Which encodings a text can be in, by what its characters are once they are decoded.

Text of many bytes a character is known by its common characters, which stand in rows of their own in each national
standard; text of one byte by words whose letters all belong to one language's alphabet.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import chain

_SAMPLE = 1 << 16
"""Bytes of lines beyond ASCII that are looked at."""
_LIKELY = 0.5
"""The score from which a text can be in an encoding."""
_TOGETHER = 0.4
"""How much it counts that all lines are of one language, beside that each line is of some."""
_CLEAR = 0.12
"""By how much the best score must lead for the others to be out of the question."""
_POSSIBLE, _ENOUGH = 0.28, 16
"""The score of a rival where fewer letters than enough speak for Cyrillic, Greek, Hebrew or Arabic."""
_OF_LATIN = ("cp1252", "cp1250", "iso8859-2")
"""The encodings of most texts in Latin letters."""
_PLAINLY = 0.25
"""The same of the words alone that two readings spell differently."""


@dataclass(frozen=True)
class Fit:
    """How well an encoding fits, from 0 to 1, and how the text begins to differ from others under it."""

    encoding: str
    score: float
    sample: str


def fitting(data: bytes) -> list[Fit]:
    """The encodings that a text can be in, best first: one where it is clear, several where a person must say.

    Encodings that read the text alike count as one. Empty where none fits.
    """
    if _is_utf16(data):
        return [Fit(_utf16_of(data), 1.0, "")]
    sample = lines_beyond_ascii(data)
    found: dict[str, Fit] = {}
    for encoding, score_of in _CANDIDATES:
        text = decoded(sample, encoding)
        score = score_of(text) if text is not None else 0.0
        better = text is not None and (text not in found or found[text].score < min(score, _LIKELY))
        if text is not None and score >= _POSSIBLE and better and is_whole(data, sample, encoding):
            found[text] = Fit(encoding, score, text)
    fits = sorted(found.values(), key=lambda fit: -fit.score)
    if not fits or fits[0].score < _LIKELY:
        return []
    if _is_few(fits[0]):
        rivals = [fit for fit in fits[1:] if _of_other_script(fit.encoding)]
        return fits[:1] + [fit for fit in rivals if fits[0].score - fit.score < _CLEAR or _words_of(fit) == 1]
    likely = [fit for fit in fits if fit.score >= _LIKELY and fits[0].score - fit.score < _CLEAR]
    return [fit for fit in likely if not _outdone(fits[0], fit)]


def _is_few(best: Fit) -> bool:
    """Whether a text is of another script than Latin and so short that its pairs of letters may be chance."""
    letters = sum(not character.isascii() and character.isalpha() for character in best.sample)
    return _of_other_script(best.encoding) and letters < _ENOUGH


def _of_other_script(encoding: str) -> bool:
    languages = _written_in(encoding)
    return any(language.letters & _OF_OTHER_SCRIPTS for language in languages)


def _words_of(fit: Fit) -> int:
    return sum(not word.isascii() for word in _WORD.findall(fit.sample))


def rival(data: bytes, best: Fit) -> Fit | None:
    """Another Latin reading of a text whose one letter beyond ASCII tells too little; None where there is none."""
    words = {word for word in _WORD.findall(best.sample) if not word.isascii()}
    letters = [letter for word in words for letter in word if not letter.isascii()]
    if len(words) != 1 or len(letters) != 1 or _of_other_script(best.encoding):
        return None
    sample = lines_beyond_ascii(data)
    texts = {encoding: decoded(sample, encoding) for encoding in _OF_LATIN}
    fits = (Fit(name, spelled(name, text), text) for name, text in texts.items() if text and text != best.sample)
    is_mark = max(map(len, words)) == 1
    return next((fit for fit in fits if is_mark or fit.score >= _LIKELY), None)


def first_difference(one: str, other: str) -> tuple[str, str]:
    """The first words that two readings of a text do not agree on."""
    pairs = zip(_WORD.findall(one), _WORD.findall(other), strict=False)
    return next(((left, right) for left, right in pairs if left != right), ("", ""))


def _outdone(best: Fit, other: Fit) -> bool:
    """Whether the words that two readings of single bytes spell differently are plainly of a language in the best."""
    if len(best.sample) != len(other.sample):
        return False
    spans = [found.span() for found in _WORD.finditer(best.sample)]
    apart = [
        (best.sample[first:end], other.sample[first:end])
        for first, end in spans
        if best.sample[first:end] != other.sample[first:end]
    ]
    if not apart:
        return _EURO_ELSEWHERE in other.sample and _EURO_ELSEWHERE not in best.sample
    own, others = (_of_line([], list(words), _languages()) for words in zip(*apart, strict=True))
    return own - others >= _PLAINLY


def _is_utf16(data: bytes) -> bool:
    """Whether a text is UTF-16 without a mark: every other byte is mostly NUL, or its lines have columns so alone."""
    start = data[:4096]
    if len(start) < 8 or len(start) % 2:
        return False
    few, many = sorted((start[0::2].count(0), start[1::2].count(0)))
    return (many * 4 > len(start) // 2 and few * 20 < many) or (many > 0 and _has_columns(start, _utf16_of(start)))


def _has_columns(start: bytes, encoding: str) -> bool:
    """Whether a text in an encoding has lines of columns, and no character that no text has."""
    text = start.decode(encoding, errors="ignore").rstrip("\0")
    lines = text.split("\n")[:-1]
    return (
        bool(lines)
        and text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()
        and any(all(mark in line for line in lines) for mark in ",;\t|")
    )


def _utf16_of(data: bytes) -> str:
    start = data[:4096]
    return "utf-16-be" if start[0::2].count(0) > start[1::2].count(0) else "utf-16-le"


def lines_beyond_ascii(data: bytes) -> bytes:
    """Lines that hold bytes beyond ASCII, up to the size of a sample."""
    kept, size = [], 0
    for line in re.split(rb"[\r\n]+", data[: 1 << 22]):
        if not line.isascii():
            kept.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"\n".join(kept)


def decoded(data: bytes, encoding: str) -> str | None:
    """Bytes in an encoding; None where they are not in it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def is_whole(data: bytes, sample: bytes, encoding: str) -> bool:
    """Whether all of a text is in an encoding that its sample is in."""
    return len(data) <= len(sample) or decoded(data, encoding) is not None


def _common(own: str, encoding: str, first: int, last: int, language: str) -> Callable[[str], float]:
    """How many characters beyond ASCII are common: by their lead byte, and by those frequent in the language.

    ``own`` is the encoding that the text was read in, ``encoding`` the standard whose rows count.
    """

    def score(text: str) -> float:
        beyond = [character for character in text if not character.isascii()]
        if not beyond:
            return 0.0
        frequent = _frequent()[language]
        good = sum(_weight(character, encoding, first, last) for character in beyond)
        known = sum(character in frequent or _is_kana(character, language) for character in beyond)
        letters = sum(character not in _PUNCTUATION for character in beyond)
        fits = 0.5 * good / len(beyond) + 0.5 * min(1.0, known / max(letters, 1))
        beside = len(_BESIDE_LETTER.findall(text))
        swallowed = sum(_ends_in_letter(character, own) for character in _NOT_BESIDE.findall(text))
        return max(0.0, fits - (beside + swallowed) / len(beyond))

    return score


@cache
def _ends_in_letter(character: str, encoding: str) -> bool:
    """Whether the second byte of a character is a letter of ASCII."""
    return character.encode(encoding)[1:2].isalpha()


@cache
def _weight(character: str, encoding: str, first: int, last: int) -> float:
    try:
        code = character.encode(encoding)
    except UnicodeEncodeError:
        return 0.0
    if len(code) == 2 and first <= code[0] <= last and code[1] >= 0x40:
        return 1.0
    if character in _PUNCTUATION or _is_kana(character, "ja" if encoding == "euc_jp" else ""):
        return 0.9
    return 0.1 if character.isalpha() else 0.4


def _is_kana(character: str, language: str) -> bool:
    return language == "ja" and "\u3041" <= character <= "\u30ff"


@cache
def _frequent() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["characters"]) for row in _rows("common_characters.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("crosscut.ingest") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


_PUNCTUATION = frozenset("、。・「」『』（）【】ー〜～：；，．！？·…‘’“”○●◎△▲□■※→％￦￥〔〕《》〈〉—–ㆍ\u3000")
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_LETTER = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])")
"""One character alone beside a Latin letter: a letter with an accent or a sign, read as one of two bytes."""

_NOT_BESIDE = re.compile(r"(?<![A-Za-z])(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f]|[A-Za-z])")
"""One character alone elsewhere: where it ends in a letter, a sign such as the mark of a note that took it in."""


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
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(
            frozenset(row["encodings"].split()),
            frozenset(row["letters"] + row["letters"].upper()),
            tuple(row["pairs"].split()),
            re.compile("|".join(row["never"].split())) if row["never"] else None,
            frozenset(row["words"].split()),
        )
        for row in _rows("alphabets.csv")
    )


_OF_OTHER_SCRIPTS = frozenset("аеиαειיהלاي")
"""Letters of Cyrillic, Greek, Hebrew and Arabic: a word that holds one of the script holds no Latin letter."""
_QUOTES = frozenset("‘’“”‚„–—…•€£§°«»·™®©¡¿±¼½¾²³\u00a0")
_EURO_ELSEWHERE = "¤"
"""The sign that no text has, where another encoding has the euro's."""
_LIKE_LETTERS = re.compile("(?<![^\\W\\d_])[\u00b5ªº]")
"""Signs of units and of numbers in order that count as letters, where no word ends in them."""
_SIGN_IN_WORD = re.compile(r"(?<=[A-Za-z])[“”‚„…•€£§°«»™®©¡¿±½²³]+(?=[a-z])|(?<![^\W_])[®©¹¾¶](?=[a-zà-ž])")
"""A sign in a word or before one, with no space: no text has one; a letter of another encoding may be read so."""
_NO_START = re.compile("Ÿ(?=[a-zß-ž])|(?<![^\\W\\d_])[œŒŸ](?![^\\W\\d_])|(?<![α-ωά-ώΑ-Ω])[’‘](?=[α-ω])")
"""Letters that begin no word or stand nowhere alone, and a mark of elision before a Greek word: signs, or an accent."""


@cache
def _written_in(encoding: str) -> tuple[_Language, ...]:
    return tuple(language for language in _languages() if encoding in language.encodings)


def spelled(encoding: str, text: str) -> float:
    """How far the words of each line are of one language of the encoding, and nothing else stands beside them."""
    languages, plain = _written_in(encoding), text.isascii()
    text = _LIKE_LETTERS.sub("", text)
    if text.isascii() and not plain:
        return 0.8
    beyond = sum(not character.isascii() for character in text)
    odd = sum(not (character.isascii() or character.isalpha() or character in _QUOTES) for character in text)
    odd += len(_SIGN_IN_WORD.findall(text)) + len(_NO_START.findall(text))
    lines = [_WORD.findall(line) for line in text.split("\n")]
    marked = [[word for word in words if not word.isascii()] for words in lines]
    count = sum(map(len, marked))
    if not beyond or (not count and odd):
        return 0.0
    if not count:
        return 0.0 if any(language.letters & _OF_OTHER_SCRIPTS for language in languages) else 0.8
    pairs = zip(lines, marked, strict=True)
    by_line = sum(_of_line(words, own, languages) * len(own) for words, own in pairs if own) / count
    together = _of_line([*chain(*lines)], [*chain(*marked)], languages)
    return max(0.0, (1 - _TOGETHER) * by_line + _TOGETHER * together - odd / beyond)


def _thai(text: str) -> float:
    """How far text beyond ASCII is of the usual letters of Thai, with vowels and marks where they can stand."""
    beyond = [character for character in text if not (character.isascii() or character in _QUOTES)]
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


def as_utf7(data: bytes) -> str:
    """The text of UTF-7, whose letters beyond ASCII are written in it; empty where it is none, or makes no sense so."""
    if not data.isascii() or not _SHIFTED.search(data):
        return ""
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return ""
    beyond = {character for character in text if not character.isascii() and character not in _PUNCTUATION | _QUOTES}
    frequent = max(len(beyond & each) for each in _frequent().values()) + sum(
        "\u3041" <= each <= "\u30ff" for each in beyond
    )
    likeness = max(spelled(encoding, text) for encoding in ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257"))
    return text if beyond and (2 * frequent >= len(beyond) or likeness >= _LIKELY) else ""


_SHIFTED = re.compile(rb"\+[A-Za-z0-9+/]{2,}")


def _of_line(words: list[str], marked: list[str], languages: tuple[_Language, ...]) -> float:
    small = {word.lower() for word in words}
    return max(_of_language(marked, small, language) for language in languages)


def _of_language(marked: list[str], small: set[str], language: _Language) -> float:
    spelled = [word.lower() for word in marked if _in_alphabet(word, language.letters)]
    good = [word for word in spelled if language.never is None or not language.never.search(word)]
    paired = sum(any(pair in word for pair in language.pairs) for word in good)
    plain, pairs = (0.3, 0.6) if language.letters & _OF_OTHER_SCRIPTS else (0.6, 0.3)
    return (plain * len(good) + pairs * paired) / len(marked) + 0.1 * min(1.0, len(small & language.words))


def _in_alphabet(word: str, letters: frozenset[str]) -> bool:
    """Whether all letters are of the alphabet, and capitals stand where a word may have them."""
    beyond = [character for character in word if not character.isascii()]
    cased = word.isupper() or word[1:] == word[1:].lower() or not any(each.isupper() for each in beyond)
    cased = cased and not (len(word) > 2 and word[0].islower() and word[1:].isupper())
    many = len(beyond) == len(word) if letters & _OF_OTHER_SCRIPTS else len(beyond) <= len(word) * 0.5 + 1
    return cased and many and all(character in letters for character in beyond)


def _without_controls(encoding: str, text: str) -> float:
    """As :func:`spelled`; nothing of a text with controls, which are letters of another encoding."""
    return 0.0 if re.search("[\x80-\x9f]", text) else spelled(encoding, text)


_CANDIDATES: tuple[tuple[str, Callable[[str], float]], ...] = (
    ("cp949", _common("cp949", "euc_kr", 0xB0, 0xC8, "ko")),
    ("cp932", _common("cp932", "euc_jp", 0xB0, 0xCF, "ja")),
    ("euc_jp", _common("euc_jp", "euc_jp", 0xB0, 0xCF, "ja")),
    ("big5", _common("big5", "big5", 0xA4, 0xC6, "zh-Hant")),
    ("gb18030", _common("gb18030", "gb2312", 0xB0, 0xD7, "zh-Hans")),
    ("cp1252", partial(spelled, "cp1252")),
    ("iso8859-15", partial(_without_controls, "cp1252")),
    ("cp1250", partial(spelled, "cp1250")),
    ("iso8859-2", partial(spelled, "iso8859-2")),
    ("cp1254", partial(spelled, "cp1254")),
    ("cp1257", partial(spelled, "cp1257")),
    ("cp1251", partial(spelled, "cp1251")),
    ("koi8-r", partial(spelled, "koi8-r")),
    ("cp866", partial(spelled, "cp866")),
    ("cp1253", partial(spelled, "cp1253")),
    ("iso8859-7", partial(_without_controls, "cp1253")),
    ("cp1255", partial(spelled, "cp1255")),
    ("cp1256", partial(spelled, "cp1256")),
    ("cp874", _thai),
)
