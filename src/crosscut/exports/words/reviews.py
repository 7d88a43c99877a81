"""The words of the review's pages. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_review": Text("Review", "요구 검토"),
    "nav_desk": Text("Desk", "업무판"),
    "nav_estimates": Text("Estimates", "분야별 추정"),
    "estimates_lead": Text(
        "What decisions on all programmes would say, {period}: {decided} of {programmes} programmes are decided, and "
        "samples speak for the rest.",
        "모든 사업을 판단했을 때의 금액을 표본으로 추정한 결과입니다({period}). 사업 {programmes}건 중 {decided}건을 "
        "판단했습니다.",
    ),
    "estimates_refused": Text(
        "There is no estimate: a sample cannot be read.", "표본을 읽을 수 없어 추정하지 못했습니다."
    ),
    "estimates_chart": Text("Estimates and 95% intervals after each sample", "표본별 추정액과 95% 구간"),
    "estimates_caption": Text("Estimates by area with their 95% intervals", "분야별 추정액과 95% 구간"),
    "estimates_rounds": Text("Samples read", "표본 수"),
    "estimates_published": Text("Published now", "현재 공표액"),
    "estimates_decided": Text("Decided", "판단한 금액"),
    "estimates_value": Text("Estimate", "추정액"),
    "estimates_low": Text("Interval from", "구간 아래"),
    "estimates_high": Text("to", "구간 위"),
    "estimates_all": Text("All areas", "전 분야"),
    "estimates_note": Text(
        "The ends of the areas' intervals do not add up to those of all areas: areas do not err together.",
        "분야별 구간의 끝을 더해도 전 분야의 구간이 되지 않습니다. 분야마다 오차가 따로 나기 때문입니다.",
    ),
    "estimates_assumed": Text("What this rests on", "추정의 근거와 가정"),
    "chart_estimates_alt": Text(
        "In all areas together {estimate} ({low} to {high}) {unit} after the last sample.",
        "마지막 표본까지 전 분야 {estimate}({low}~{high}){unit}.",
    ),
    "desk_band": Text("FOR THE OFFICE", "내부용"),
    "desk_note": Text(
        "What the office asks, reviews and plans. Not for publication.",
        "부서가 점검·검토하고 계획하는 내용입니다. 공개하지 않습니다.",
    ),
    "desk_readers": Text("Public edition", "공개용"),
    "desk_lead": Text(
        "What is open: the findings with the most money first, what the sources ask, and the plan.",
        "요구 검토, 원자료 점검, 배분안에서 처리할 사항을 금액이 큰 순서로 보여 줍니다.",
    ),
    "desk_lead_plain": Text(
        "What is open: the findings with the most money first, and what the sources ask.",
        "요구 검토와 원자료 점검에서 처리할 사항을 금액이 큰 순서로 보여 줍니다.",
    ),
    "desk_sources": Text("Findings on the sources", "원자료 점검 결과"),
    "desk_foremost": Text("Largest amounts in question", "쟁점 금액이 큰 검토 사항"),
    "desk_contradiction": Text("Contradiction", "모순"),
    "desk_workbook": Text("Findings and review as an Excel workbook", "점검·검토 결과를 담은 엑셀 통합 문서"),
    "desk_workbook_plan": Text(
        "Findings, review and plan as an Excel workbook", "점검·검토·배분안을 담은 엑셀 통합 문서"
    ),
    "desk_findings": Text("All findings on the sources", "원자료 점검 결과 전체"),
    "desk_plan": Text("The plan, one row a programme", "사업별 배분안"),
    "desk_years": Text("The plans of several years, one row a programme", "사업별 연차별 배분안"),
    "review_lead": Text(
        "What the rules find in the demand of {year}, {stage}. A programme's money counts once. "
        "A finding asks; it does not decide.",
        "{year}년 {stage} 단계의 요구를 규칙으로 검토한 결과입니다. 같은 사업의 금액은 한 번만 계산합니다. "
        "검토 필요 사항이며 확정된 결과가 아닙니다.",
    ),
    "review_once": Text("each programme once, no more than it asks for", "사업별 1회, 요구액 한도 내 계산"),
    "review_groups_hint": Text("groups whose names and texts are alike", "이름·설명이 비슷한 묶음"),
    "review_alone_note": Text(
        "Amounts by rule alone may overlap with other rules and are not added. Those counted once add up to the whole.",
        "규칙별 금액은 다른 규칙의 검토 사항과 겹칠 수 있어 더하지 않습니다. "
        "쟁점 금액(중복 제외)은 더하면 전체와 같습니다.",
    ),
    "review_head_rule": Text("Rule", "규칙"),
    "review_head_ministry": Text("Ministry", "부처"),
    "review_head_committee": Text("Committee", "위원회"),
    "review_head_area": Text("Area", "기술 분야"),
    "review_what": Text("What was found", "내용"),
    "review_reason": Text("Reason given", "처리 사유"),
    "review_group_amount": Text("Asked for together", "함께 요구한 금액"),
    "review_groups_none": Text("No programmes are alike.", "비슷한 사업이 없습니다."),
    "review_duplicate_text": Text("read alike: ask what they are to each other", "내용이 비슷하여 관계를 확인할 사업"),
    "review_continuation_text": Text("one seems to follow the other", "앞 사업을 잇는 것으로 보임"),
    "review_family_text": Text("read as one programme in parts", "한 사업을 여럿으로 나눈 것으로 보임"),
    "review_total": Text("Amount in question", "쟁점 금액"),
    "review_findings": Text("Findings", "검토 사항"),
    "review_programmes": Text("Programmes", "사업"),
    "review_alone": Text("By this rule", "규칙별 금액"),
    "review_share": Text("Amount in question, no programme twice", "쟁점 금액(중복 제외)"),
    "review_by_rule": Text("By rule", "규칙별"),
    "review_by_ministry": Text("By ministry", "부처별"),
    "review_by_committee": Text("By committee", "위원회별"),
    "review_by_area": Text("By technology area", "기술 분야별"),
    "review_rule": Text("Rule", "규칙"),
    "review_action": Text("What to do", "조치"),
    "review_duplicate": Text("Alike: is one enough?", "유사·중복 확인"),
    "review_not_run": Text("Rules that could not run", "자료 부족으로 미점검"),
    "review_not_run_lead": Text("They are not passed.", "적합 판정이 아닙니다."),
    "review_needs": Text("Needs", "필요한 자료"),
    "or": Text("or", "또는"),
    "review_list": Text("All findings", "검토 사항 목록"),
    "findings_list": Text("All findings", "점검 결과 목록"),
    "review_more": Text(
        "Further ones, in crosscut review --format json: {count}.",
        "그 밖의 {count}건은 crosscut review --format json에 있습니다.",
    ),
    "review_others": Text(
        "Smaller ones that are alike too: {count}.", "금액이 더 작은 비슷한 사업이 {count}개 더 있습니다."
    ),
    "review_stake": Text("Amount in question", "쟁점 금액"),
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
    "review_family": Text("One programme in several parts", "다부처·분할 사업"),
    "review_continuation": Text("Continuation", "이어지는 사업"),
    "review_why": Text("Why", "근거"),
    "review_signs": Text("Signs that they belong together, of 100", "유사 신호 점수(100점 만점)"),
    "review_history": Text("Amounts by year", "연도별 금액"),
    "review_year": Text("Year", "연도"),
    "review_amount": Text("Amount", "금액"),
    "review_executed": Text("Executed", "집행"),
    "review_none": Text("Nothing was found.", "검토할 사항이 없습니다."),
}
