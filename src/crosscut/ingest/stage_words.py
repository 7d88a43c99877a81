"""The words of budgets for the usual stages, in many languages."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from crosscut.calendar import Role, usual_role
from crosscut.characters import folded
from crosscut.ingest import row_words
from crosscut.money import currencies_named, is_scale

_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_IN_BRACKETS = re.compile(r"[(\[（]\s*([^()\[\]（）]+?)\s*[)\]）]")
_NOT_WORDS = re.compile(r"\(.*?\)|\[.*?\]|（.*?）|\d+|令和|平成|昭和|民國|民国|西暦")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_SHARED = frozenset({"expenditure", "budget"})
"""Kinds of words that planned and spent money share, such as outlays."""
_VERSIONS = frozenset({"draft", "final"})
_BESIDE_UNIT = frozenset({"in", "en", "of", "de", "di", "em"})
_EXECUTED, CONFIRMED = "executed", "confirmed"


@cache
def stage_words() -> dict[str, str]:
    """The usual stage that a word of some language means."""
    words = {word: row["stage"] for row in _rows() for word in _words_of(row)}
    return {stage: stage for stage in words.values()} | words


@cache
def _whole_alone() -> frozenset[str]:
    """Words that say a stage as the whole of a header, and something else within a longer one: Compte, Accounts."""
    return frozenset(word for row in _rows() if row["whole"] for word in _words_of(row))


@cache
def _rows() -> list[dict[str, str]]:
    text = (files("crosscut.ingest") / "data" / "stage_words.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _words_of(row: dict[str, str]) -> list[str]:
    return [folded(word) for word in row["words"].split("|")]


def stage_of_header(header: str) -> str:
    """The usual stage that a header of amounts names beside its year and unit; empty where it names none, or two.

    Two Latin letters, such as those of ``BE 2023-24``, name one where nothing stands beside them.
    """
    words = stage_words()
    plain = _plain(header)
    whole = [*_wholes(header), *(plain.removeprefix(each).strip() for each in ("년도", "년", "年度", "年", "fy"))]
    if named := next((words[each] for each in whole if each in words), ""):
        return named
    phrase, rest = _phrase(plain)
    if phrase == _EXECUTED:
        return phrase
    found = {words[part] for part in _parts(rest) if part in words}
    return found.pop() if len(found) == 1 else "" if found else phrase


def _phrase(plain: str) -> tuple[str, str]:
    """The stage of the words that stand together within a header, and what stands beside them.

    ``2023. évi módosított előirányzat`` is revised; what stands beside may say more: ``Revised budget estimates``.
    Words of another stage than the budget's own go before, then the longest.
    """
    said = f" {' '.join(_PART.findall(plain))} "
    found = [phrase for phrase in stage_words() if " " in phrase and f" {phrase} " in said]
    if not found:
        return "", plain
    phrase = max(found, key=lambda each: (stage_words()[each] != CONFIRMED, len(each)))
    return stage_words()[phrase], said.replace(f" {phrase} ", " ").strip()


def role_of_header(header: str) -> Role | None:
    """What the money of a column is for, as its header says beyond doubt; None where it does not.

    Words that planned and spent money share, such as outlays, say nothing, and neither does what is only planned.
    """
    named = stage_of_header(header)
    if named and named != _EXECUTED:
        return usual_role(named)
    return "execution" if _says_spent(header) else None


def _says_spent(header: str) -> bool:
    plain = _plain(header)
    parts, planned = _parts(plain), row_words.listed("planned")
    unspaced = [part for part in parts if _UNSPACED.fullmatch(part)]
    joined = [word for word in filter(_UNSPACED.fullmatch, _spent()) for part in unspaced if word in part]
    others = any(stage_words().get(part, _EXECUTED) != _EXECUTED for part in parts)
    later = planned.intersection(parts) or any(word in part for part in unspaced for word in planned)
    return not others and not later and (bool(joined) or not _spent().isdisjoint([*_wholes(header), *parts]))


@cache
def _spent() -> frozenset[str]:
    """The words for spent money that no planned money is called by."""
    spent = (word for word, stage in stage_words().items() if stage == _EXECUTED)
    return frozenset(word for word in spent if not row_words.groups_of(word) & _SHARED)


def _plain(header: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header)
    return folded(_NOT_WORDS.sub(" ", spaced))


def _parts(plain: str) -> list[str]:
    """The words of a header that say the same beside others; two Latin letters do not."""
    found = (part for part in _PART.findall(plain) if not (part.isascii() and len(part) < 3))
    return [part for part in found if part not in _whole_alone()]


def _wholes(header: str) -> list[str]:
    """What a header may say as a whole: with and without its spaces and marks, and what it has in brackets."""
    plain = _plain(header)
    bracketed = (folded(each) for each in _IN_BRACKETS.findall(header))
    return [plain, plain.replace(" ", ""), " ".join(_PART.findall(plain)), *_alone(plain), *bracketed]


def _alone(plain: str) -> list[str]:
    """The word that says a stage alone, where nothing but a version and a unit stands beside it."""
    others = (
        part for part in _PART.findall(plain) if not (_VERSIONS & row_words.groups_of(part) or _names_money(part))
    )
    return [word for word in (" ".join(others),) if word in _whole_alone()]


def _names_money(part: str) -> bool:
    return part in _BESIDE_UNIT or is_scale(part) or bool(currencies_named(part))
