"""Words of hearings: the briefing order and one programme before a committee."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_hearings": Text("Hearings", "심의 자료"),
    "do_hearing_read": Text("see the programmes in briefing order", "심의 자료 보기"),
    "hearings_lead": Text(
        "Every programme in the order in which it is heard: by committee, by ministry, then by money. "
        "Arrow keys turn the pages.",
        "심의 순서대로 정리한 사업입니다. 위원회, 부처, 금액 순이며 좌우 화살표 키로 넘깁니다.",
    ),
    "hearing_begins": Text("Each committee begins at", "위원회별 시작 시각"),
    "hearing_minutes": Text("minutes for each programme", "사업당 시간(분)"),
    "hearing_plan": Text("Show the timetable", "시간표 보기"),
    "hearing_time": Text("Time", "시각"),
    "hearing_clock": Text("Time on this programme", "이 사업에 쓴 시간"),
    "hearing_over": Text("time is up", "시간 초과"),
    "hearing_wrong_minutes": Text("Give 1 to {most} minutes.", "1~{most}분으로 적으세요."),
    "hearing_wrong_time": Text("Give a time of day such as 09:30.", "시각을 09:30과 같이 적으세요."),
    "hearings_none": Text("There is no programme that you may hear.", "볼 수 있는 사업이 없습니다."),
    "hearings_begin": Text("Begin", "시작"),
    "hearings_begin_of": Text("Begin with {committee}", "{committee} 시작"),
    "hearings_print": Text(
        "The list prints as an agenda, and each programme on pages of its own.",
        "이 목록은 안건지로, 사업은 한 건씩 따로 인쇄할 수 있습니다.",
    ),
    "hearings_no_committee": Text("Without a committee", "위원회 미지정"),
    "hearings_count": Text("{count} programmes, {amount} {unit}", "사업 {count}건, {amount}{unit}"),
    "hearings_count_one": Text("One programme, {amount} {unit}", "사업 1건, {amount}{unit}"),
    "hearing_number": Text("{number} of {of}", "{of}건 중 {number}번째"),
    "hearing_turn": Text("Turn to another programme", "사업 넘기기"),
    "hearing_before": Text("Previous", "이전 사업"),
    "hearing_after": Text("Next", "다음 사업"),
    "hearing_amounts": Text("Amounts by stage", "단계별 금액"),
    "hearing_period": Text("Year and stage", "연도·단계"),
    "hearing_on_before": Text("On the one before", "직전 대비"),
    "hearing_text": Text("What it is", "사업 내용"),
    "hearing_reason": Text("Why the ministry asks for it", "부처의 요구 사유"),
    "hearing_asked": Text("{year} asked for", "{year}년 요구"),
    "hearing_filing": Text("Filing {number}", "제출 {number}"),
    "hearing_findings": Text("What the rules found", "점검 결과"),
    "hearing_questions": Text("Questions and answers", "질의·답변"),
    "hearing_question_open": Text("Open the question", "질의 열기"),
    "hearing_unquestioned": Text("Nobody has asked about it.", "아직 질의가 없습니다."),
    "hearing_unfound": Text("The rules found nothing.", "점검에서 나온 것이 없습니다."),
    "hearing_areas": Text("Decided areas", "결정된 분야"),
}
