"""Why two programmes are held to be similar: the words and sentences that both have."""

from __future__ import annotations

import re

from crosscut.review.duplicates.tokens import sentences
from crosscut.review.duplicates.variants import difference_text
from crosscut.text import Text

_WORDS = re.compile(r"[^\W_]{2,}")
TERMS, SENTENCES = 6, 2
"""How many shared terms and sentences are shown."""


def shared_terms(one: str, other: str) -> list[str]:
    """The longest runs of words, or parts of a compound word, that two texts have in common, longest first."""
    words = set(_WORDS.findall(one)) & set(_WORDS.findall(other))
    if not words:
        run = _longest_run(one.replace(" ", ""), other.replace(" ", ""))
        words = {run} if len(run) > 2 else set()
    return sorted(words, key=lambda word: (-len(word), word))[:TERMS]


def _longest_run(one: str, other: str) -> str:
    best, ends = "", [0] * (len(other) + 1)
    for at, letter in enumerate(one):
        now = [0] * (len(other) + 1)
        for place, same in enumerate(other):
            if same == letter:
                now[place + 1] = ends[place] + 1
                if now[place + 1] > len(best):
                    best = one[at - now[place + 1] + 1 : at + 1]
        ends = now
    return best


def shared_sentences(one: str, other: str) -> list[str]:
    """Sentences that two texts both have, in the order of the first."""
    known = set(sentences(other))
    return list(dict.fromkeys(each for each in sentences(one) if each in known))[:SENTENCES]


_ASKED = Text(
    " One name over texts that are not alike: ask whether it is one programme.",
    " 이름이 같으나 설명이 서로 다르므로 한 사업인지 확인 필요.",
)
_UNTOLD = Text(
    " One name of one ministry and nothing else to compare: ask whether it stands there twice, or is kept as several "
    "lines on purpose.",
    " 한 부처의 같은 이름이나 비교할 설명이 없으므로, 중복인지 한 사업을 나눈 것인지 확인 필요.",
)


def why(
    names: tuple[str, str],
    texts: tuple[str, str],
    name: float,
    text: float,
    *,
    asked: bool,
    variant: bool,
    untold: bool,
) -> Text:
    """The reason in words: how similar names and texts are, what they share, what is to be asked or differs."""
    found = _alike(names, texts, name, text)
    more = _UNTOLD if untold else difference_text(names) if variant else _ASKED if asked else Text("", "")
    return Text(found.en + more.en, found.ko + more.ko)


def _alike(names: tuple[str, str], texts: tuple[str, str], name: float, text: float) -> Text:
    terms = ", ".join(shared_terms(*names) or shared_terms(*texts))
    said = shared_sentences(*texts)
    quoted = " / ".join(f"“{each[:80]}”" for each in said)
    texts_en = "" if text != text else f", texts {text:.0%}"  # noqa: PLR0124 - NaN is no text
    texts_ko = "" if text != text else f", 설명 {text:.0%}"  # noqa: PLR0124 - NaN is no text
    return Text(
        en=f"Names {name:.0%} alike{texts_en}. Shared terms: {terms or 'none'}."
        + (f" Shared sentences: {quoted}." if said else ""),
        ko=f"이름 유사도 {name:.0%}{texts_ko}. 공통어: {terms or '없음'}." + (f" 공통 문장: {quoted}." if said else ""),
    )
