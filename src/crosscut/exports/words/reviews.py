"""The words of the review's pages. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_review": Text("Review", "요구 검토"),
    "review_lead": Text(
        "What the rules find in the demand of {year}, {stage}. A programme's money counts once. "
        "A finding asks; it does not decide.",
        "{year}년 {stage} 단계의 요구를 규칙으로 검토한 결과입니다. 한 사업의 돈은 한 번만 셉니다. "
        "발견은 결론이 아니라 질문입니다.",
    ),
    "review_once": Text("each programme once, no more than it asks for", "사업마다 한 번만, 요구액을 넘지 않게 셈"),
    "review_groups_hint": Text("groups whose names and texts are alike", "이름·설명이 비슷한 묶음"),
    "review_alone_note": Text(
        "Amounts by rule alone may overlap with other rules and are not added. Those counted once add up to the whole.",
        "규칙별 금액은 다른 규칙의 발견과 겹칠 수 있어 더하지 않습니다. 쟁점 금액(중복 제외)은 더하면 전체와 같습니다.",
    ),
    "review_head_rule": Text("Rule", "규칙"),
    "review_head_ministry": Text("Ministry", "부처"),
    "review_head_committee": Text("Committee", "위원회"),
    "review_head_area": Text("Area", "기술 분야"),
    "review_what": Text("What was found", "내용"),
    "review_reason": Text("Reason given", "처리 사유"),
    "review_group_amount": Text("Asked for together", "함께 요구한 금액"),
    "review_groups_none": Text("No programmes are alike.", "비슷한 사업이 없습니다."),
    "review_duplicate_text": Text("probably do the same", "같은 일을 하는 것으로 보임"),
    "review_continuation_text": Text("one seems to follow the other", "앞 사업을 잇는 것으로 보임"),
    "review_family_text": Text("parts of one programme", "한 사업을 여럿으로 나눈 것으로 보임"),
    "review_total": Text("At stake", "쟁점 금액"),
    "review_findings": Text("Findings", "발견"),
    "review_programmes": Text("Programmes", "사업"),
    "review_alone": Text("Alone", "규칙별 금액"),
    "review_share": Text("At stake, once", "쟁점 금액(중복 제외)"),
    "review_by_rule": Text("By rule", "규칙별"),
    "review_by_ministry": Text("By ministry", "부처별"),
    "review_by_committee": Text("By committee", "위원회별"),
    "review_by_area": Text("By technology area", "기술 분야별"),
    "review_rule": Text("Rule", "규칙"),
    "review_action": Text("What to do", "조치"),
    "review_duplicate": Text("Probably a duplicate", "중복 의심"),
    "review_not_run": Text("Rules that could not run", "자료가 없어 보지 못한 규칙"),
    "review_not_run_lead": Text("They are not passed.", "통과한 것이 아닙니다."),
    "review_needs": Text("Needs", "필요한 자료"),
    "review_list": Text("All findings", "발견 목록"),
    "review_more": Text(
        "{count} more are in crosscut review --format json.",
        "그 밖의 {count}건은 crosscut review --format json에 있습니다.",
    ),
    "review_stake": Text("At stake", "쟁점 금액"),
    "review_state": Text("State", "처리"),
    "review_open": Text("open", "미결"),
    "review_accepted": Text("accepted", "수용"),
    "review_waived": Text("waived", "면제"),
    "review_deferred": Text("deferred", "보류"),
    "review_expired": Text("waiver expired", "면제 만료"),
    "review_groups": Text("Similar programmes", "비슷한 사업"),
    "review_groups_lead": Text(
        "Programmes whose names and texts are alike, side by side, with what differs marked.",
        "이름과 설명이 비슷한 사업을 나란히 놓고 다른 부분을 표시했습니다.",
    ),
    "review_family": Text("Family", "다부처·분할 사업"),
    "review_continuation": Text("Continuation", "이어지는 사업"),
    "review_why": Text("Why", "근거"),
    "review_probability": Text("How sure", "가능성"),
    "review_history": Text("Amounts by year", "연도별 금액"),
    "review_year": Text("Year", "연도"),
    "review_amount": Text("Amount", "금액"),
    "review_executed": Text("Executed", "집행"),
    "review_none": Text("Nothing was found.", "발견이 없습니다."),
}
