"""Which encodings a text can be in, by what its characters are once they are decoded.

Text of many bytes a character is known by its common characters, which stand in rows of their own in each national
standard; text of one byte by words whose letters all belong to one language's alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crosscut.ingest.readers.common_characters import PUNCTUATION, common, frequent, weight
from crosscut.ingest.readers.spelling import (
    EURO_ELSEWHERE,
    LIKE_LETTERS,
    OF_OTHER_SCRIPTS,
    QUOTES,
    WORD,
    languages,
    of_line,
    spelled,
    thai,
    without_boxes,
    without_controls,
    written_in,
)

_SAMPLE = 1 << 16
"""Bytes of lines beyond ASCII that are looked at."""
_LIKELY = 0.5
"""The score from which a text can be in an encoding."""
_CLEAR = 0.12
"""By how much the best score must lead for the others to be out of the question."""
_POSSIBLE, _ENOUGH = 0.28, 16
"""The score of a rival where fewer letters than enough speak for Cyrillic, Greek, Hebrew or Arabic."""
_OF_LATIN = ("cp1252", "cp1250", "iso8859-2")
"""The encodings of most texts in Latin letters."""
_WORDLESS = 0.35
"""How far ahead a reading is by a pair of letters, where no whole word speaks for it."""
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
    return any(language.letters & OF_OTHER_SCRIPTS for language in written_in(encoding))


def _words_of(fit: Fit) -> int:
    return sum(not word.isascii() for word in WORD.findall(fit.sample))


def rival(data: bytes, best: Fit) -> Fit | None:
    """Another reading of a text whose one letter beyond ASCII tells too little; None where there is none.

    It tells enough where words beside it are of its language, as those of ``Ministère de la Recherche`` are.
    """
    eastern = _of_one_character(data, best)
    if eastern:
        return eastern
    words = {word for word in WORD.findall(LIKE_LETTERS.sub("", best.sample)) if not word.isascii()}
    letters = [letter for word in words for letter in word if not letter.isascii()]
    if len(words) != 1 or _of_other_script(best.encoding):
        return None
    sample = lines_beyond_ascii(data)
    texts = {encoding: decoded(sample, encoding) for encoding in _OF_LATIN}
    fits = [Fit(name, spelled(name, text), text) for name, text in texts.items() if text and text != best.sample]
    if len(letters) != 1 and _of_eastern(best):
        return None
    if len(letters) != 1:
        return next((fit for fit in fits if all(each.isascii() or each in QUOTES for each in fit.sample)), None)
    is_mark = max(map(len, words)) == 1
    likely = max(_LIKELY, best.score - _WORDLESS)
    return next((fit for fit in fits if (is_mark and fit.score) or fit.score >= likely), None)


def _of_one_character(data: bytes, best: Fit) -> Fit | None:
    """A reading in which all short Latin words and signs of a text are common ones of East Asia: ``A社``, ``갑``."""
    pieces = [piece for piece in _PIECE.findall(best.sample) if not piece.isascii()]
    if not all(len(piece) <= _SHORT for piece in pieces) or _of_eastern(best):
        return None
    sample = lines_beyond_ascii(data)
    signs = _SIGN_AT_LETTER.search(best.sample) is not None
    for encoding, language in _EASTERN.items():
        text = decoded(sample, encoding)
        beyond = [each for each in text or "" if not each.isascii()]
        if text and all(_is_usual(each, encoding, language, signs) for each in beyond) and not _CUT.search(text):
            return Fit(encoding, _LIKELY, text)
    return None


def _is_usual(character: str, encoding: str, language: str, signs: bool) -> bool:
    """Whether a character is one of those that texts hold most, or a common one where no sign of measures is read."""
    return character in frequent()[language] or (not signs and weight(character, *_ROWS[encoding]) == 1)


def _of_eastern(fit: Fit) -> bool:
    return fit.encoding in _EASTERN or fit.encoding.startswith("utf-16")


_EASTERN = {"cp949": "ko", "cp932": "ja", "euc_jp": "ja", "big5": "zh-Hant", "gb18030": "zh-Hans"}
_ROWS = {
    "cp949": ("euc_kr", 0xB0, 0xC8),
    "cp932": ("euc_jp", 0xB0, 0xCF),
    "euc_jp": ("euc_jp", 0xB0, 0xCF),
    "big5": ("big5", 0xA4, 0xC6),
    "gb18030": ("gb2312", 0xB0, 0xD7),
}
"""The standard of each encoding of two bytes a character, and the first and last row of its common characters."""
_SIGN_AT_LETTER = re.compile(r"[°µ±×§£¥€$¢½¼¾²³¹](?=[A-Za-z])")
_PIECE = re.compile(r"""[^\s,;|"'()]+""")
_SHORT = 3
"""Letters that two bytes beside a letter of ASCII are read as."""
_CUT = re.compile(r"[^\x00-\x7f](?=[A-Za-z])")
"""A character that a letter stands right behind, which none does that ends a word."""


def first_difference(one: str, other: str) -> tuple[str, str]:
    """The first words that two readings of a text do not agree on."""
    pairs = zip(WORD.findall(one), WORD.findall(other), strict=False)
    return next(((left, right) for left, right in pairs if left != right), ("", ""))


def _outdone(best: Fit, other: Fit) -> bool:
    """Whether the words that two readings of single bytes spell differently are plainly of a language in the best."""
    if len(best.sample) != len(other.sample):
        return False
    spans = [found.span() for found in WORD.finditer(best.sample)]
    apart = [
        (best.sample[first:end], other.sample[first:end])
        for first, end in spans
        if best.sample[first:end] != other.sample[first:end]
    ]
    if not apart:
        return EURO_ELSEWHERE in other.sample and EURO_ELSEWHERE not in best.sample
    own, others = (of_line([], list(words), languages()) for words in zip(*apart, strict=True))
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


def as_utf7(data: bytes) -> str:
    """The text of UTF-7, whose letters beyond ASCII are written in it; empty where it is none, or makes no sense so."""
    if not data.isascii() or not _SHIFTED.search(data):
        return ""
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return ""
    beyond = {character for character in text if not character.isascii() and character not in PUNCTUATION | QUOTES}
    usual = max(len(beyond & each) for each in frequent().values()) + sum(
        "\u3041" <= each <= "\u30ff" for each in beyond
    )
    likeness = max(spelled(encoding, text) for encoding in ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257"))
    return text if beyond and (2 * usual >= len(beyond) or likeness >= _LIKELY) else ""


_SHIFTED = re.compile(rb"\+[A-Za-z0-9+/]{2,}")


_CANDIDATES: tuple[tuple[str, Callable[[str], float]], ...] = (
    *((encoding, common(encoding, *_ROWS[encoding], language)) for encoding, language in _EASTERN.items()),
    ("cp1252", partial(spelled, "cp1252")),
    ("iso8859-15", partial(without_controls, "cp1252")),
    ("cp1250", partial(spelled, "cp1250")),
    ("iso8859-2", partial(spelled, "iso8859-2")),
    ("cp1254", partial(spelled, "cp1254")),
    ("cp1257", partial(spelled, "cp1257")),
    ("cp1251", partial(spelled, "cp1251")),
    ("koi8-r", partial(without_boxes, "koi8-r")),
    ("koi8-u", partial(spelled, "koi8-u")),
    ("cp866", partial(spelled, "cp866")),
    ("cp1253", partial(spelled, "cp1253")),
    ("iso8859-7", partial(without_controls, "cp1253")),
    ("cp1255", partial(spelled, "cp1255")),
    ("cp1256", partial(spelled, "cp1256")),
    ("cp874", thai),
)
