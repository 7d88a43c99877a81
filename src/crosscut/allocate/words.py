"""What the figures of a plan say of themselves."""

from __future__ import annotations

from crosscut.text import Text

LIMIT = Text(
    "What rule {id} of {file} sets: {rule}. Owner: {owner}. Source: {source}.",
    "{file}의 규칙 {id}이(가) 정한 금액: {rule}. 책임: {owner}. 근거: {source}.",
)
USED = Text(
    "What the plan counts under rule {id} of {file}: {rule}. Worked out exactly by the programmes' shares and checked "
    "again by the verifier. Owner: {owner}.",
    "{file}의 규칙 {id}에 배분안이 반영하는 금액: {rule}. 사업별 몫으로 정확히 계산해 따로 검증. 책임: {owner}.",
)
PREVIOUS = Text(
    "What programmes had in {year}, split by this year's shares, of those that ended since by last year's. The rows "
    "are all of what those programmes had.",
    "{year}년 금액을 올해(그 뒤 끝난 사업은 전년)의 분야별 몫으로 나눈 값. 아래 행은 그 사업들의 전년 금액.",
)
PLANNED = Text(
    "Follows from the policy in {file} ({digest}). {why}",
    "{file}({digest})의 정책에 따른 배분안. {why}",
)
