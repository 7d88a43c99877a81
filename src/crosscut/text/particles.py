"""Korean particles by the last sound before them: one rule for all texts (§3.11).

A text writes both forms: ``{name}은(는)``, ``이(가)``, ``을(를)``, ``과(와)``, ``(으)로``, ``(이)라``;
:func:`particles` leaves the one that fits once the word before it is known. Behind round brackets it fits the word
before them, as if what they add were not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CLOSING = "”’\"'」』)]>》〉*_`"
_PAIRS = {
    "은(는)": ("은", "는"),
    "는(은)": ("은", "는"),
    "이(가)": ("이", "가"),
    "가(이)": ("이", "가"),
    "을(를)": ("을", "를"),
    "를(을)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "으로(로)": ("으로", "로"),
    "(이)": ("이", ""),
}
_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$")
"""Round brackets that a text ends in, with brackets inside them."""
_SEEN = 200
"""How far back the word before a particle is looked for."""
_PARTICLE = re.compile("|".join(map(re.escape, sorted(_PAIRS, key=len, reverse=True))))
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_DIGITS = {"0": "m", "1": "l", "3": "m", "6": "k", "7": "l", "8": "l"}
"""The consonant that a digit's Korean name ends in; the others end in a vowel."""
_CAPITALS = {"L": "l", "M": "m", "N": "n", "R": "l"}
"""The consonant that a letter's name ends in where letters are read one by one."""
_SIGNS = {"%": "", "円": "n", "元": "n", "ん": "n", "ン": "n"}
"""The same of signs that are read as words, 퍼센트, 엔, 위안, and of the kana that end in a consonant."""
_ENDINGS = {"ent": ""}
"""The same of words that are read with a vowel more: 퍼센트, 프로젠트."""
_HANJA = {
    "": "府部会會課科果所費備化査理助者社家料資路区市島都道庫機器基期記議義医護保補事使史士子自支地指志治値置素消処書署"
    "序西予例体制題第済災材財在再開害海解務価加貨和話画火車差次調造組条票表標舎校教交橋較口求究救球構購類",
    "l": "術活発設物室質率出実別達決結雪列説節切折鉄熱血滅月日札察割骨",
    "k": "省庁廳院局業金法学策進権券軍産安員園援健圏銀本品県村町郡国國育職築給定営境動防農通食力団館線船点演信人民審認"
    "年前連関管験心診原源林生性成等統評行経公共工程場商合証談案件文分論門運",
}
"""Letters of Chinese, as Japan writes them too, that names end in, by the consonant of their Korean names: 省 is 성."""
_NAMED = _SIGNS | {letter: sound for sound, letters in _HANJA.items() for letter in letters}
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_SMALL = {"l": "l", "m": "m", "n": "n", "b": "b", "k": "k", "p": "p", "t": "t", "c": "k"}
"""The consonant that an English word ends in when it is read in Korean."""


def final_sound(text: str) -> str | None:
    """The consonant that a text ends in: a letter, ``l`` for ㄹ; empty for a vowel, None where it has no sound."""
    stripped = _before_brackets(text).rstrip(_CLOSING)
    last = stripped[-1:]
    if not last:
        return None
    if _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % _FINALS
        return "" if not final else "l" if final == _RIEUL else "k"
    if last.isascii() and last.isdigit():
        return _DIGITS.get(last, "")
    if last.isascii() and last.isalpha():
        if last.isupper():
            return _CAPITALS.get(last, "")
        return _ENDINGS.get(stripped[-3:], "ng" if stripped.endswith("ng") else _SMALL.get(last, ""))
    return _NAMED.get(last, "" if _KANA.match(last) else None)


def _before_brackets(text: str) -> str:
    """The text without what brackets at its end add, unless nothing stands before them."""
    found = _BRACKETS.search(text)
    before = text[: found.start()].rstrip(" ") if found else text
    return before if before.strip(_CLOSING) else text


def particles(text: str, shown: str = "") -> str:
    """The text with each pair of particles replaced by the one that fits; a pair after no sound stays as it is.

    ``shown`` stands before the text and is not given back.
    """
    if "(" not in text:
        return text
    parts: list[str] = []
    end = 0
    for match in _PARTICLE.finditer(text):
        parts.append(text[end : match.start()])
        parts.append(_chosen(match.group(), (shown + "".join(parts))[-_SEEN:]))
        end = match.end()
    return "".join((*parts, text[end:]))


def fitting(text: str, shown: Mapping[str, str]) -> str:
    """The text with the particles that fit what is shown in the place of its marks, which stay."""
    parts: list[str] = []
    end = 0
    for match in _PARTICLE.finditer(text):
        parts.append(text[end : match.start()])
        before = "".join(parts)
        for mark, read in shown.items():
            before = before.replace(mark, read)
        parts.append(_chosen(match.group(), before[-_SEEN:]))
        end = match.end()
    return "".join((*parts, text[end:]))


def _chosen(pair: str, before: str) -> str:
    sound = final_sound(before)
    if sound is None:
        return pair
    after_consonant, after_vowel = _PAIRS[pair]
    closed = bool(sound) and not (after_consonant == "으로" and sound == "l")
    return after_consonant if closed else after_vowel
