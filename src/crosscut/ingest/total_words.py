"""Words for totals in the languages of the world's budgets, alone or beside other words."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.characters import folded
from crosscut.text.year_words import year


@dataclass(frozen=True)
class TotalWord:
    """A word for a total that a text says: whether it is one of a part, and the words beside it.

    ``weak`` is one letter written together with the words beside it: a total only where those name a group. ``closing``
    is a word of more letters that ends a text of a script without spaces, where no name of a programme ends in it.
    """

    subtotal: bool
    rest: str
    weak: bool = False
    closing: bool = False


_MARKS = re.compile(r"(?:[○●◎◇◆□■▣▶▷►»›※*•·ㆍ∙Σ∑.,:;|【】\[\]<>{}=\-–—_/]|(?<!\w)&|&(?!\w))+")
_AND = re.compile(r"(?<=\w)\s*&\s*(?=\w)")
_PARTING = re.compile(r"\s*[,:]\s|\s+[–—-]\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_RAISED = "[⁰¹²³⁴-⁹⁽⁾ᵃ-ᶻʰ-ʸˠ-ˤ]+"
_NOTE = re.compile(rf"(?:{_RAISED}|\s*(?:주|注|註)?\s?\d{{1,2}}\)|\s+[a-zA-Z][/)]|\s+[ivx]{{1,3}}\)|(?<=[^\W\d_])\d)$")
"""The mark of a note behind a text: ``Total¹``, ``합계 1)``, ``Total a/``."""
_NOTE_BEFORE_BRACKETS = re.compile(rf"(?:{_RAISED}|(?<![(（\d])\s?\d{{1,2}}\))(?=\s*[(（])")
"""The mark of a note between a word and what stands in brackets behind it: ``Total¹ (net)``."""
_ENDS_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_NUMBERED = re.compile(r"[^\W\d_]\d$")
"""A digit that may be the mark of a note, or belong to a name."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
"""Words of scripts that join a word for a total to the words beside it."""
_NUMBERING = re.compile(r"^(?:[ivx]{1,4}|[0-9]{1,2})\s+(?=\S)")
_YEAR_WORDS = 2
"""The most words of a year: ``FY 2026``."""


@cache
def _words() -> tuple[dict[str, bool], re.Pattern[str], re.Pattern[str]]:
    """Each word with whether it is of a part; and patterns of words that other words stand before or after."""
    found: dict[str, bool] = {}
    for row in filter(lambda row: row["kind"] in ("total", "subtotal"), _rows()):
        for word in row["words"].split("|"):
            found.setdefault(_cleaned(folded(word)), row["kind"] == "subtotal")
    listed = "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))
    joined = "|".join(re.escape(word) for word in found if len(word) > 1 and _UNSPACED.fullmatch(word))
    eastern = re.compile(f"(.*\\S)({joined})")
    return found, re.compile(f"(?:({listed})\\s+(.+)|(.+?)\\s+({listed}))"), eastern


def _cleaned(text: str) -> str:
    return " ".join(_MARKS.sub(" ", _AND.sub("&", text)).split())


def name_beside(text: str) -> str:
    """A name in the form that it has beside a word for a total: ``économie finances`` for ``Économie, finances``."""
    return _cleaned(folded(text))


@lru_cache(maxsize=1 << 16)
def total_word(text: str) -> TotalWord | None:
    """The word for a total that a text says first or last; None where it says none.

    Marks, numbering and what stands in brackets are passed over: ``○ 합계(백만원)``.
    """
    if not text or len(text) > 120:
        return None
    words, beside, eastern = _words()
    unmarked = _NOTE_BEFORE_BRACKETS.sub("", text.rstrip())
    unmarked = unmarked if _ENDS_IN_BRACKETS.search(unmarked) else _NOTE.sub("", unmarked)
    bare = _cleaned(_IN_BRACKETS.sub(_only_words, folded(unmarked))) or _cleaned(folded(unmarked).strip("()"))
    forms = tuple(
        dict.fromkeys(form for each in (bare, _NUMBERING.sub("", bare)) for form in (each, _without_year(each)))
    )
    for alone in (each for one in forms for each in (one, one.replace(" ", ""))):
        if alone in words:
            return TotalWord(words[alone], "")
    if _NUMBERED.search(text.rstrip()):
        forms = (_cleaned(_IN_BRACKETS.sub(_only_words, folded(text))), *forms)
    match = next(filter(None, map(beside.fullmatch, forms)), None)
    if match:
        word, rest = (match[1], match[2]) if match[1] else (match[4], match[3])
        return TotalWord(words[word], rest, closing=not match[1] and _closes(word, unmarked))
    match = eastern.fullmatch(bare)
    if match:
        return TotalWord(words[match[2]], match[1], closing=_closes(match[2], unmarked))
    weak = len(bare) > 2 and bare[-1] in words and not bare[-2].isspace()
    return TotalWord(words[bare[-1]], bare[:-1], weak=True) if weak else None


def _without_year(text: str) -> str:
    """The words of a text without a year that stands before or behind them: ``NSF total FY 2026``."""
    words = text.split()
    for count in range(min(_YEAR_WORDS, len(words) - 1), 0, -1):
        for year_words, others in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            if year(" ".join(year_words)):
                return " ".join(others)
    return text


def _closes(word: str, text: str) -> bool:
    """Whether a word ends a text as the names of programmes do not: a lump sum (``경비(총액)``) does."""
    outside = _IN_BRACKETS.sub(" ", folded(text)).rstrip(" :.")
    names = word[-1] in "액額额" or word in _listed("everyday")
    return len(word) > 1 and not names and bool(_UNSPACED.fullmatch(word)) and outside.endswith(word)


def likely(texts: pa.Array) -> pa.Array:
    """Which texts :func:`total_word` need be asked about: those that hold a word for a total at all, and few more."""
    plain = pc.utf8_lower(pc.utf8_normalize(texts, form="NFKC"))
    bracketed = pc.match_substring(plain, "(")
    apart = pc.replace_substring_regex(plain.filter(bracketed), r"\([^()]*\)", "")
    bare = pc.replace_substring_regex(pa.concat_arrays([plain, apart]), r"[^\pL\pN]+", "")
    hold = pc.match_substring_regex(bare, _any_word())
    return pc.or_(hold[: len(texts)], pc.replace_with_mask(bracketed, bracketed, hold[len(texts) :]))


@cache
def _any_word() -> str:
    words = {re.sub(r"[\W_]+", "", word) for word in _words()[0]}
    shortest = [word for word in words if not any(other != word and other in word for other in words)]
    return "|".join(sorted(filter(None, shortest)))


def _only_words(bracketed: re.Match[str]) -> str:
    """What stands in brackets where it is a word for a total, such as ``과기부(소계)``; otherwise nothing."""
    inner = _cleaned(bracketed.group().strip("()"))
    return f" {inner} " if inner.replace(" ", "") in _words()[0] else " "


def is_generic(rest: str) -> bool:
    """Whether the words beside a word for a total say no more than that it is one of everything, or of a chapter."""
    words = _without_year(rest).split()
    while words and words[0] in _listed("beside") and words[0] not in _listed("level"):
        words = words[1:]
    of_chapter = words[:1] and words[0] in _listed("level") and all(re.search(r"\d", word) for word in words[1:])
    return bool(of_chapter) or all(word in _listed("beside") or word in _words()[0] or word.isdigit() for word in words)


def is_qualified(rest: str) -> bool:
    """Whether the words beside a word for a total say that it is one with or without something, or of other amounts."""
    words = rest.split()
    if " ".join(words[:2]) in _listed("naming"):
        return False
    return len(words) > 1 and (words[0] in _listed("qualified") or words[-1] in _listed("qualified"))


def is_set_apart(text: str) -> bool:
    """Whether a mark parts the word for a total that a text begins with from the others: ``Total, prior year``."""
    return any(_cleaned(folded(text[: match.start()])) in _words()[0] for match in _PARTING.finditer(text))


def is_everyday(text: str) -> bool:
    """Whether the word for a total that a text begins or ends with is as often one of a name: ``Ensemble : agir``."""
    name = _cleaned(folded(text))
    ends = {name.partition(" ")[0], name.rpartition(" ")[2]}
    joined = any(name.endswith(word) for word in _listed("everyday") if _UNSPACED.fullmatch(word))
    return joined or not ends.isdisjoint(_listed("everyday"))


def is_carried(text: str) -> bool:
    """Whether a text is a word for what is carried from page to page, and may as well name a programme."""
    return _cleaned(folded(text)) in _listed("carried")


def names_in(rest: str) -> list[str]:
    """What the words beside a word for a total may name: ``mission a1``, ``a1``, or ``a`` with a note's mark."""
    word, _, name = rest.partition(" ")
    names = [rest, name] if word in _listed("level") else [rest]
    names = [*names, *map(_without_year, names)]
    return [*names, *(_NOTE.sub("", each) for each in names)]


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(folded(word) for row in _rows() if row["kind"] == kind for word in row["words"].split("|"))


def _rows() -> list[dict[str, str]]:
    text = (files("crosscut.ingest") / "data" / "total_words.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
