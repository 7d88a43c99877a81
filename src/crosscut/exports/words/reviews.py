"""The words of the review's pages. Key → (Korean, English)."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "nav_review": ("요구 검토", "Review"),
    "review_lead": (
        (
            "{year}년 {stage} 단계의 요구를 규칙으로 검토한 결과입니다. 한 사업의 돈은 한 번만 셉니다. "
            "발견은 결론이 아니라 질문입니다."
        ),
        (
            "What the rules find in the demand of {year}, {stage}. A programme's money counts once. "
            "A finding asks; it does not decide."
        ),
    ),
    "review_once": (
        "사업마다 한 번만, 요구액을 넘지 않게 셈",
        "each programme once, no more than it asks for",
    ),
    "review_groups_hint": ("이름·설명이 비슷한 묶음", "groups whose names and texts are alike"),
    "review_alone_note": (
        "규칙별 금액은 다른 규칙의 발견과 겹칠 수 있어 더하지 않습니다. 쟁점 금액(중복 제외)은 더하면 전체와 같습니다.",
        "Amounts by rule alone may overlap with other rules and are not added. Those counted once add up to the whole.",
    ),
    "review_head_rule": ("규칙", "Rule"),
    "review_head_ministry": ("부처", "Ministry"),
    "review_head_committee": ("위원회", "Committee"),
    "review_head_area": ("기술 분야", "Area"),
    "review_what": ("내용", "What was found"),
    "review_reason": ("처리 사유", "Reason given"),
    "review_group_amount": ("함께 요구한 금액", "Asked for together"),
    "review_groups_none": ("비슷한 사업이 없습니다.", "No programmes are alike."),
    "review_duplicate_text": ("같은 일을 하는 것으로 보임", "probably do the same"),
    "review_continuation_text": ("앞 사업을 잇는 것으로 보임", "one seems to follow the other"),
    "review_family_text": ("한 사업을 여럿으로 나눈 것으로 보임", "parts of one programme"),
    "review_total": ("쟁점 금액", "At stake"),
    "review_findings": ("발견", "Findings"),
    "review_programmes": ("사업", "Programmes"),
    "review_alone": ("규칙별 금액", "Alone"),
    "review_share": ("쟁점 금액(중복 제외)", "At stake, once"),
    "review_by_rule": ("규칙별", "By rule"),
    "review_by_ministry": ("부처별", "By ministry"),
    "review_by_committee": ("위원회별", "By committee"),
    "review_by_area": ("기술 분야별", "By technology area"),
    "review_rule": ("규칙", "Rule"),
    "review_action": ("조치", "What to do"),
    "review_duplicate": ("중복 의심", "Probably a duplicate"),
    "review_not_run": ("자료가 없어 보지 못한 규칙", "Rules that could not run"),
    "review_not_run_lead": ("통과한 것이 아닙니다.", "They are not passed."),
    "review_needs": ("필요한 자료", "Needs"),
    "review_list": ("발견 목록", "All findings"),
    "review_more": (
        "그 밖의 {count}건은 crosscut review --format json에 있습니다.",
        "{count} more are in crosscut review --format json.",
    ),
    "review_stake": ("쟁점 금액", "At stake"),
    "review_state": ("처리", "State"),
    "review_open": ("미결", "open"),
    "review_accepted": ("수용", "accepted"),
    "review_waived": ("면제", "waived"),
    "review_deferred": ("보류", "deferred"),
    "review_expired": ("면제 만료", "waiver expired"),
    "review_groups": ("비슷한 사업", "Similar programmes"),
    "review_groups_lead": (
        "이름과 설명이 비슷한 사업을 나란히 놓고 다른 부분을 표시했습니다.",
        "Programmes whose names and texts are alike, side by side, with what differs marked.",
    ),
    "review_family": ("다부처·분할 사업", "Family"),
    "review_continuation": ("이어지는 사업", "Continuation"),
    "review_why": ("근거", "Why"),
    "review_probability": ("가능성", "How sure"),
    "review_history": ("연도별 금액", "Amounts by year"),
    "review_year": ("연도", "Year"),
    "review_amount": ("금액", "Amount"),
    "review_executed": ("집행", "Executed"),
    "review_none": ("발견이 없습니다.", "Nothing was found."),
}
