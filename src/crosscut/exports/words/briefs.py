"""Words of the brief: what is asked about a budget, and the answers, as one says them. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "brief_title": Text("On one page", "한 장 요약"),
    "brief_lead": Text(
        "For whoever has to speak of this budget. Every number opens what it is made of.",
        "이 예산을 설명할 때 쓰는 자료입니다. 숫자를 누르면 근거가 열립니다.",
    ),
    "brief_say": Text("In short", "요지"),
    "brief_asked": Text("Questions likely to be asked", "예상 질의·답변"),
    "brief_files": Text("This page as a document:", "문서 파일:"),
    "brief_total": Text(
        "{period}: {total} in all, {change} ({rate}) against {since}.",
        "{period} 금액은 모두 {total}이며, {since} 대비 {change}({rate})입니다.",
    ),
    "brief_total_unrated": Text(
        "{period}: {total} in all, {change} against {since}.",
        "{period} 금액은 모두 {total}이며, {since} 대비 {change}입니다.",
    ),
    "brief_same": Text(
        "{period}: {total} in all, as much as {since}.", "{period} 금액은 모두 {total}이며, {since}과(와) 같습니다."
    ),
    "brief_moved": Text(
        "{name} rose most ({change}), {second} fell most ({next}).",
        "가장 많이 늘어난 분야는 {name}({change}), 가장 많이 줄어든 분야는 {second}({next})입니다.",
    ),
    "ask_why": Text("Why did the total change?", "총액은 왜 달라졌습니까?"),
    "ask_why_still": Text(
        "The total is the same: what moved within it?", "총액은 같은데 그 안에서 무엇이 달라졌습니까?"
    ),
    "ask_moved": Text("Which areas rose, and which fell?", "어느 분야가 늘고 어느 분야가 줄었습니까?"),
    "ask_rose": Text("Which area rose most?", "가장 많이 늘어난 분야는 무엇입니까?"),
    "ask_fell": Text("Which area fell most?", "가장 많이 줄어든 분야는 무엇입니까?"),
    "ask_cut": Text("Which programme was cut most, and why?", "가장 많이 줄어든 사업과 그 사유는 무엇입니까?"),
    "ask_cut_granted": Text(
        "Which programme fell furthest short of its request, and why?",
        "요구보다 가장 많이 감액된 사업과 그 사유는 무엇입니까?",
    ),
    "ask_cut_spent": Text(
        "Which programme fell furthest short of its budget, and why?",
        "집행액이 예산보다 가장 많이 모자란 사업과 그 사유는 무엇입니까?",
    ),
    "ask_programme": Text("Which programme is the largest?", "규모가 가장 큰 사업은 무엇입니까?"),
    "ask_who": Text("Which ministry holds most of it?", "예산이 가장 많은 부처는 어디입니까?"),
    "ask_inside": Text("How much of it belongs to {taxonomy}?", "{taxonomy} 예산은 얼마입니까?"),
    "ask_twice": Text("Is any money counted twice?", "중복 집계된 금액은 없습니까?"),
    "ask_sure": Text("How sure are these numbers?", "이 수치는 얼마나 확실합니까?"),
    "answer_then": Text("Then {name}: {change}.", "그다음은 {name}({change})입니다."),
    "answer_cut": Text(
        "{name} ({ministry}): {change} against {since}.", "{name}({ministry}) 사업이며, {since} 대비 {change}입니다."
    ),
    "answer_cut_alike": Text(
        "No one programme: {name} and {second} have as much less each, {change} against {since}.",
        "한 사업이 아니라 {name}, {second} 사업 등이 {since}보다 같은 금액만큼 적습니다({change}씩).",
    ),
    "answer_reason": Text("The reason given: {reason}", "사유: {reason}"),
    "answer_none": Text("The data give no reason.", "자료에는 사유가 없습니다."),
    "answer_inside": Text("Its areas hold {amount}, {share} of the total.", "{amount}(총액의 {share})입니다."),
    "answer_inside_none": Text(
        "No money is known to belong to its areas.", "이 분류체계의 분야에 속한다고 확인된 금액은 없습니다."
    ),
    "answer_outside": Text("{name}: {amount} ({share}).", "{name} 금액은 {amount}({share})입니다."),
    "answer_unread": Text(
        "{name}: {amount} ({share}), which may belong to an area.",
        "{name} 금액은 {amount}({share})이며 분야에 들 수도 있습니다.",
    ),
    "answer_once": Text(
        "No. Each amount stands in one place, so that all parts add up to the total.",
        "없습니다. 금액마다 한 곳에만 집계하여 부분을 모두 더하면 총액과 같습니다.",
    ),
    "answer_about": Text(
        "Amounts with the word “about” are not exact; their bounds stand in the tables.",
        "‘약’이 붙은 금액은 정확하지 않으며, 그 구간은 표에 있습니다.",
    ),
}
