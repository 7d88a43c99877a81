"""Currencies that the head of a column or the format of its numbers names, beside the one that is expected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from crosscut.money import CURRENCIES, currencies_named
from crosscut.money.currencies import COMMON
from crosscut.money.units import ANY, is_scale, read_words

_ORDINARY = frozenset(
    {"real", "rand", "mark", "franc", "r", "rs", "bs", "tk", "k", "l", "all", "try", "top", "cup", "mad", "pen", "sos"}
    | {"bob", "mop", "ron", "gel", "lek", "som", "fen", "sen", "kip", "pula", "dong", "mur", "bam", "ars", "mars"}
    | {"f", "ff", "fb", "bf", "frank"}
)
"""Words and codes of currencies that mean other things too: alone they name no currency."""
_OF_THE_PAST = frozenset({"lire", "escudo", "escudos", "tolar", "dem", "fim", "esp", "cyp", "sit", "pte", "bef", "mtl"})
"""Words and codes of currencies of the past that texts of today say otherwise: only a scale beside tells them."""
_ASCII_WORD = re.compile(r"[A-Za-z]+\.?")
_CODE = re.compile(rf"[kKmMT]?(?:{'|'.join(COMMON)})|k(?:{'|'.join(CURRENCIES)})")
_KRONOR = re.compile(r"(?:[tm]|md|mn)kr\.?", re.IGNORECASE)
_FRANCS = re.compile(r"(?:k|Md)FF?|MF")
"""Thousands, millions and milliards of francs, as France wrote them; ``MFF`` is the Union's financial framework."""
_BETWEEN = frozenset(("in", "of", "en", "de", "i", "x"))
_SPLIT = re.compile(r"[\s()\[\],;:/]+")
_LONGEST = 3
"""Words of a head that are read together: ``Tsd. CHF``, ``miles de pesos``."""


def other_currency(text: str, code: str) -> bool:
    """Whether a unit, a symbol or a code names a currency that is not ``code``: ``R$ mil``, ``tys. zł``, ``kUSD``."""
    words = read_words(text, code)
    if words is not None:
        return words.codes is not None and code not in words.codes
    anywhere = read_words(text, ANY)
    if anywhere is None or not anywhere.codes or code in anywhere.codes or _means_otherwise(text):
        return False
    return all(_is_money(word) for word in text.split() if not is_scale(word) or _joined(word))


def _means_otherwise(run: str) -> bool:
    """Whether the words for a currency of the past stand without a scale, or their code in small letters."""
    words = run.split()
    scaled = any(len(word) > 1 and is_scale(word) and not _joined(word) for word in words)
    past = [word for word in words if word.rstrip(".").lower() in _OF_THE_PAST]
    return any(not scaled or (word.upper() in CURRENCIES and not word.isupper()) for word in past)


def _joined(word: str) -> bool:
    """Whether a word reads as a scale only because it is put together of one and a currency: ``kUSD``, ``mars``."""
    words = read_words(word, ANY)
    return words is not None and words.codes is not None


def _is_money(word: str) -> bool:
    """Whether a word speaks of money and of nothing else, as a symbol or a code in capitals does."""
    if not _ASCII_WORD.fullmatch(word) or any(each.fullmatch(word) for each in (_CODE, _KRONOR, _FRANCS)):
        return True
    plain = word.removesuffix(".")
    if plain.lower() in _ORDINARY:
        return False
    if plain in CURRENCIES or not _joined(word):
        return True
    return {plain.lower(), word.lower()} & _names() != set()


@cache
def _names() -> frozenset[str]:
    """Names of currencies in lower case, without their codes."""
    each = ((money.symbol, money.en, money.ko, *money.words) for money in CURRENCIES.values())
    return frozenset(word.lower() for words in each for word in words)


def foreign_part(head: str, code: str) -> str:
    """The first words of a column's head that say another currency; empty where it says ``code`` or none.

    Of words that stand free in the head only such count as have a scale of two letters or more beside them, or are a
    code of a currency that is met often, alone or with its thousand: ``Tsd. CHF``, ``1000 CHF``, ``kUSD``, ``tkr``.
    """
    runs = list(_runs(unicodedata.normalize("NFKC", head)))
    if any(_says(run, code) for run in runs):
        return ""
    return next((run for run in runs if _free(run) and other_currency(_worded(run), code)), "")


def named_currency(text: str) -> str:
    """The one currency that words of a text name, by its code: ``miles de euros``, ``R$ mil``; empty without one."""
    for run in _runs(unicodedata.normalize("NFKC", text)):
        words = read_words(_worded(run), ANY)
        codes = words.codes or frozenset() if words is not None else frozenset()
        of_money = all(_is_money(word) for word in run.split() if not is_scale(word) or _joined(word))
        if len(codes) == 1 and (of_money or _free(run)) and not _means_otherwise(run):
            return next(iter(codes))
    return ""


def money_words(text: str) -> Iterator[str]:
    """The runs of words of a text that speak of money alone, longest first: ``tkr``, ``£m``, ``€ 1.000``."""
    for run in _runs(unicodedata.normalize("NFKC", text)):
        words = run.split()
        if (
            currencies_named(run)
            and not _means_otherwise(run)
            and (_free(run) or (all(map(_of_money, words)) and not _lettered(words)))
        ):
            yield run


def names_code(word: str) -> bool:
    """Whether a word of any case is a currency's code, alone or with the letter of its scale: ``gbp``, ``keur``."""
    codes = {word.upper(), word[1:].upper()} if word[:1].upper() in ("K", "M", "T", "B") else {word.upper()}
    return any(code in CURRENCIES and code.lower() not in _ORDINARY for code in codes)


def _lettered(words: list[str]) -> bool:
    """Whether a letter alone would be the scale of what is no sign of a currency: ``Plan B fr``, but not ``M Ft``."""
    return any(word.upper() in ("B", "K", "T") for word in words) and all(map(str.isalpha, words))


def _of_money(word: str) -> bool:
    return _is_money(word) or is_scale(word) or not word.isalpha() or word.lower() in _BETWEEN


def _runs(head: str) -> Iterator[str]:
    words = [word for word in _SPLIT.split(head) if word]
    for length in range(_LONGEST, 0, -1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _says(run: str, code: str) -> bool:
    words = read_words(_worded(run), code)
    return words is not None and words.codes is not None and code in words.codes


def _worded(run: str) -> str:
    return re.sub(r"^1[ .,']?000(?= \D)", "thousand", run)


def _free(run: str) -> bool:
    if _CODE.fullmatch(run) or _KRONOR.fullmatch(run):
        return True
    words = _worded(run).split()
    return len(words) > 1 and any(len(word) > 1 and not _joined(word) and is_scale(word) for word in words)
