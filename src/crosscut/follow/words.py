"""What the figures of a change say of themselves."""

from __future__ import annotations

from crosscut.text import Text

PART = Text(
    "The part of the change from {since} to {until} that is: {kind}.",
    "{since}에서 {until}까지의 증감 가운데 ‘{kind}’에 해당하는 부분입니다.",
)
BESIDE = Text(
    "What corrections, definitions and divided programmes account for, which is in no row.",
    "정정, 정의 변경, 사업의 나뉨처럼 어느 행에도 없는 금액입니다.",
)
