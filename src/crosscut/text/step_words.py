"""What long work says of how far it is, in the reader's language: the work itself says it in English."""

from __future__ import annotations

import re

from crosscut.text import Language

_KOREAN = (
    (r"sample (\d+): (\d+) programmes to read", r"추출 \1: 검토할 사업 \2건"),
    (r"Attributing every amount", "금액을 분야별로 나누는 중"),
    (r"Auditing what was written", "만든 자료를 검증하는 중"),
    (r"Copying the database", "데이터베이스를 복사하는 중"),
    (r"Copying what was signed", "결재한 파일을 옮기는 중"),
    (r"Deciding ([\d,]+) of ([\d,]+) programmes exactly", r"사업 \2건 가운데 \1건을 하나씩 정하는 중"),
    (r"Explaining the plans?", "배분안의 이유를 정리하는 중"),
    (r"Following every amount", "금액의 단계별 흐름을 잇는 중"),
    (r"Looking for the rules that contradict one another", "서로 어긋나는 규칙을 찾는 중"),
    (r"Moving the ceiling", "한도를 바꾸어 보는 중"),
    (r"Learning five times", "판단 결과를 학습하는 중"),
    (r"Planning under (.+)", r"\1로 배분하는 중"),
    (r"Pricing the rules", "규칙마다 드는 몫을 계산하는 중"),
    (r"Pricing ([\d,]+) rules for ([\d,]+) programmes", r"사업 \2건에 걸린 규칙 \1개의 몫을 계산하는 중"),
    (r"Planning the later years", "이후 연도를 배분하는 중"),
    (r"Proposing", "제안을 만드는 중"),
    (r"Proving the copy", "복사본을 확인하는 중"),
    (r"Proving the database", "데이터베이스를 확인하는 중"),
    (r"Putting it in its place", "공개 위치에 두는 중"),
    (r"Putting the bundled example into (.+)", r"예시 자료를 \1에 넣는 중"),
    (r"Reading the backup", "백업을 읽는 중"),
    (r"Reading(?: (.+))?", r"\1 읽는 중"),
    (r"Recording in the ledger", "원장에 기록하는 중"),
    (r"Relating figures", "수치의 관계를 잇는 중"),
    (r"Restoring what was cut", "감액한 사업을 되돌려 보는 중"),
    (r"Reviewing the demand", "요구를 점검하는 중"),
    (r"Site: charts", "사이트 그림을 만드는 중"),
    (r"Site: data for tracing", "사이트 추적 자료를 만드는 중"),
    (r"Site: (\d+) pages in .+", r"사이트 \1쪽을 만드는 중"),
    (r"Solving ([\d,]+) programmes under one rule", r"규칙 1개로 사업 \1건을 배분하는 중"),
    (r"Solving ([\d,]+) programmes under ([\d,]+) rules", r"규칙 \2개로 사업 \1건을 배분하는 중"),
    (r"Solving the ([\d,]+) programmes that prices leave open", r"남은 사업 \1건을 정하는 중"),
    (r"Trying other weights", "가중치를 바꾸어 보는 중"),
    (r"Waiting for (.+)", r"\1 기다리는 중"),
    (r"Writing figures and tables", "수치와 표를 쓰는 중"),
    (r"Writing the desk", "담당자용 자료를 만드는 중"),
    (r"Writing the backup", "백업을 쓰는 중"),
    (r"Writing the charts", "그림을 만드는 중"),
    (r"Writing the open data", "공개 데이터를 만드는 중"),
    (r"Writing the (?:public edition|site)", "사이트를 만드는 중"),
    (r"Writing the workbook", "엑셀 통계표를 만드는 중"),
    (r"Writing the lines", "금액 행을 쓰는 중"),
    (r"Writing the release", "보도자료를 만드는 중"),
    (r"Writing the brief", "요약 자료를 만드는 중"),
    (r"Writing the report", "보고서를 만드는 중"),
)


def step(text: str, lang: Language) -> str:
    """How far work is, or what came of it; what is not known here stays as it is.

    What kept a job from ending well may have two lines: in English, and in Korean.
    """
    first, _, second = text.partition("\n")
    if lang == "en" or second:
        return second if lang == "ko" else first
    for pattern, korean in _KOREAN:
        if found := re.fullmatch(pattern, text):
            return found.expand(korean).strip()
    return text
