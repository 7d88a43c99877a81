"""What the machine says in English, in the reader's language: the checks of ``manifest.json``, and how far a job is."""

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
_DOCUMENTS = {"release": "보도자료", "brief": "요약 보고", "report": "보고서"}
_STEPS = _phrases(
    ("Copying what was signed", "서명된 발간본을 옮기는 중"),
    ("Auditing what was written", "작성한 수치를 검사하는 중"),
    ("Attributing every amount", "금액을 기술별로 나누는 중"),
    ("Following every amount", "단계별 금액을 잇는 중"),
    ("Planning the later years", "이후 연도를 배분하는 중"),
    ("Recording in the ledger", "원장에 기록하는 중"),
    ("Reviewing the demand", "요구를 점검하는 중"),
    ("Writing the desk", "담당자용 자료를 쓰는 중"),
    ("Writing the charts", "도표를 그리는 중"),
    ("Writing the public edition", "공개용 자료를 쓰는 중"),
    ("Writing figures and tables", "수치와 표를 쓰는 중"),
    ("Writing the open data", "공개 데이터를 쓰는 중"),
    ("Writing the workbook", "엑셀을 쓰는 중"),
    ("Writing the site", "웹사이트를 쓰는 중"),
    (r"Site: (\S+) pages in .+", r"웹사이트 \1쪽을 쓰는 중"),
    ("Site: data for tracing", "웹사이트의 추적 자료를 쓰는 중"),
    ("Site: charts", "웹사이트의 도표를 그리는 중"),
    (r"Reading (.+)", r"\1 읽는 중"),
    (r"Waiting for (.+)", r"\1 기다리는 중"),
    ("Proposing", "분류를 제안하는 중"),
    ("Copying the database", "데이터베이스를 복사하는 중"),
    ("Proving the copy", "복사본을 검증하는 중"),
    ("Writing the backup", "백업을 쓰는 중"),
    ("Looking for the rules that contradict one another", "서로 어긋나는 규칙을 찾는 중"),
    (r"Explaining the plans?", "배분안을 설명하는 중"),
    (r"Solving (\S+) programmes under (\S+) rules", r"규칙 \2개로 사업 \1개를 배분하는 중"),
    (r"Solving the (\S+) programmes that prices leave open", r"남은 사업 \1개를 배분하는 중"),
    (r"Pricing (\S+) rules for (\S+) programmes", r"규칙 \1개의 값을 매기는 중(사업 \2개)"),
    (r"Deciding (\S+) of (\S+) programmes exactly", r"사업 \2개 중 \1개를 정확히 정하는 중"),
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


def step(said: str, language: Language) -> str:
    """How far a job is; what is no usual sentence stays as it is."""
    if language != "ko":
        return said
    document = _DOCUMENTS.get(said.removeprefix("Writing the "))
    return f"{document} 작성 중" if document else _told(said, _STEPS)


def _told(text: str, phrases: _Phrases) -> str:
    for said, told in phrases:
        found = said.fullmatch(text)
        if found:
            return found.expand(told)
    return text
