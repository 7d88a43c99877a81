"""The checks of a publication in the reader's language: the manifest itself says them in English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crosscut.text import Language

_KINDS = {"release": "보도자료", "brief": "요약 자료", "report": "보고서"}
_LANGUAGES = {"ko": "국문", "en": "영문"}
_FORM = {
    "embargo": "보도 시점",
    "office": "기관명",
    "responsible": "책임자",
    "contact": "연락처",
    "licence": "이용 조건",
}
_NAMES = (
    (r"parts and wholes", "부분과 전체의 합"),
    (r"control totals", "대조 합계"),
    (r"findings", "점검 의견"),
    (r"links", "사이트 링크"),
    (r"(\w+): both languages carry the same figures", "{0}: 국문·영문 수치 일치"),
    (r"(\w+)\.(ko|en): form", "{0}({1}): 서식 항목"),
    (r"(\w+)\.(ko|en)\.(\w+) read back", "{0}({1}, {2}): 내용 되읽기"),
    (r"(\w+)\.(ko|en)\.(\w+) audited", "{0}({1}, {2}): 수치 검증"),
    (r"workbook\.xlsx audited", "엑셀 통계표: 수치 검증"),
    (r"site/(ko|en) audited", "사이트({0}): 수치 검증"),
)
_DETAILS = (
    (r"every partition adds up to the lines", "모든 구분의 합계가 전체와 같음"),
    (r"none differs without an explanation", "설명 없이 다른 합계 없음"),
    (r"none is fatal", "치명적인 의견 없음"),
    (r"those of ([\d,]+) pages lead somewhere", "{0}쪽의 링크가 모두 연결됨"),
    (r"([\d,]+) printed figures, ([\d,]+) different", "인쇄된 수치 {0}개(서로 다른 수치 {1}개)"),
    (r"every text, in order", "모든 글이 순서대로 있음"),
    (r"([\d,]+) characters, all equal", "{0}자 모두 같음"),
    (r"all that the form asks for is stated", "서식 항목을 모두 적음"),
    (r"not stated: (.+)", "적지 않은 항목: {0}"),
    (r"([\d,]+) numbers read, nothing fatal", "수치 {0}개 확인, 치명적인 오류 없음"),
    (
        r"([\d,]+) of ([\d,]+) pages, ([\d,]+) numbers read, nothing fatal",
        "{1}쪽 중 {0}쪽, 수치 {2}개 확인, 치명적인 오류 없음",
    ),
)


def name(text: str, lang: Language) -> str:
    """What was checked."""
    return text if lang == "en" else _told(text, _NAMES, {**_KINDS, **_LANGUAGES})


def detail(text: str, lang: Language) -> str:
    """What was found; what a check quotes of a fault stays as the manifest says it."""
    return text if lang == "en" else _told(text, _DETAILS, _FORM)


def is_lacking(text: str) -> bool:
    """Whether a check that forbids nothing found something that nobody stated."""
    return text.startswith("not stated: ")


def _told(text: str, known: Sequence[tuple[str, str]], words: Mapping[str, str]) -> str:
    for pattern, korean in known:
        if found := re.fullmatch(pattern, text):
            groups = (", ".join(words.get(each, each) for each in group.split(", ")) for group in found.groups())
            return korean.format(*groups)
    return text
