"""The checks of a publication in the reader's language: ``manifest.json`` says each in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscut.text import Language

_Phrases = Sequence[tuple[re.Pattern[str], str]]


def _phrases(*pairs: tuple[str, str]) -> _Phrases:
    return [(re.compile(said, re.DOTALL), told) for said, told in pairs]


_NAMES = _phrases(
    ("parts and wholes", "부분과 전체의 합"),
    ("control totals", "대조 합계"),
    ("findings", "점검 결과"),
    ("links", "링크"),
    (r"(\w+): both languages carry the same figures", r"\1: 두 언어의 수치 일치"),
    (r"(release\.\w+): form", r"\1: 보도자료 서식"),
    (r"(\S+) read back", r"\1 다시 읽기"),
    (r"(\S+) audited", r"\1 수치 검사"),
)
_DETAILS = _phrases(
    ("every partition adds up to the lines", "모든 나눔의 합이 내역의 합과 같음"),
    ("none differs without an explanation", "설명 없이 다른 것 없음"),
    ("none is fatal", "치명적인 것 없음"),
    (r"(\S+) printed figures, (\S+) different", r"인쇄된 수치 \1개, 서로 다른 것 \2개"),
    (r"more often in one language: (.+)", r"한 언어에만 더 있음: \1"),
    ("all that the form asks for is stated", "서식이 요구하는 항목을 모두 적음"),
    ("every text, in order", "모든 글이 순서대로 있음"),
    (r"not found: (.+)", r"없는 글: \1"),
    (r"(\S+) characters, all equal", r"\1자 모두 같음"),
    (r"those of (\S+) pages lead somewhere", r"\1쪽의 링크가 모두 이어짐"),
    (r"(?:(\S+) of (\S+) pages, )?(\S+) numbers read, nothing fatal", r"수치 \3개를 읽음, 치명적인 것 없음"),
)
_FORM = {"embargo": "엠바고", "office": "부서", "responsible": "책임자", "contact": "연락처"}


def check_name(name: str, language: Language) -> str:
    """What a check is called."""
    return _told(name, _NAMES) if language == "ko" else name


def check_detail(detail: str, language: Language) -> str:
    """What a check found; what is no usual sentence stays as it is."""
    if language != "ko":
        return detail
    if detail.startswith("not stated: "):
        lacking = (_FORM.get(each, each) for each in detail.removeprefix("not stated: ").split(", "))
        return f"적지 않은 항목: {', '.join(lacking)}"
    return _told(detail, _DETAILS)


def _told(text: str, phrases: _Phrases) -> str:
    for said, told in phrases:
        found = said.fullmatch(text)
        if found:
            return found.expand(told)
    return text
