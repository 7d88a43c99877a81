"""Made-up programmes with areas that their words give away, and some that they do not."""

from __future__ import annotations

from fractions import Fraction

import pyarrow as pa
import pytest

from crosscut import taxonomy
from crosscut.classify import TEXTS
from crosscut.taxonomy import Taxonomy
from tests.read_once import budgets_read_once

__all__ = ["budgets_read_once"]

NAMES = {
    "quantum": [
        "양자컴퓨팅 핵심소자 개발",
        "Quantum computer with trapped ions",
        "양자통신 중계기 실증",
        "양자센서 기반 계측",
    ],
    "hydrogen": ["수전해 스택 국산화", "Green hydrogen from seawater", "액화수소 저장탱크 개발", "수소연료전지 발전"],
    "ai": [
        "생성형 인공지능 학습데이터",
        "Trustworthy artificial intelligence",
        "딥러닝 영상 판독",
        "거대언어모델 개발",
    ],
    "outside": ["농촌 생활환경 조사", "Museum education for schools", "도로 포장 유지관리", "한글 문헌 정리"],
}


def programme(number: int, area: str) -> dict[str, str]:
    name = f"{NAMES[area][number % 4]} {'가나다라마바사아자차'[number % 10]}{number}단계"
    text = f"이 사업은 {number}차 연도에 {NAMES[area][(number + 1) % 4]}을 다룬다. It continues for {number} years."
    return {
        "programme": f"{area[:2]}{number:03}",
        "name": name,
        "text": text,
        "ministry": f"부처{number % 3}",
        "committee": "",
        "group": f"{area}{number // 3}",
    }


@pytest.fixture(scope="session")
def version() -> Taxonomy:
    return taxonomy.load("kr-cet-2022")


@pytest.fixture(scope="session")
def texts() -> pa.Table:
    return pa.Table.from_pylist([programme(n, area) for area in NAMES for n in range(24)], TEXTS)


@pytest.fixture(scope="session")
def decided(texts: pa.Table) -> dict[str, dict[str, Fraction]]:
    """Decisions on two of three programmes."""
    whole = {area[:2]: area for area in NAMES}
    rows = [each for place, each in enumerate(texts["programme"].to_pylist()) if place % 3]
    return {each: {} if each[:2] == "ou" else {whole[each[:2]]: Fraction(1)} for each in rows}
