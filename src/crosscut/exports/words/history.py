"""Words of the pages that tell how amounts came to be. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text
from crosscut.text.effect_kinds import MEANING, REASON

WORDS: dict[str, Text] = {
    "nav_changes": Text("Changes", "증감"),
    "changes_lead": Text(
        "The difference between two points, by what brought it about. The parts sum to the change exactly.",
        "두 시점의 차이를 원인별로 나눈 것입니다. 항목을 모두 더하면 증감액과 정확히 같습니다.",
    ),
    "changes_none": Text(
        "There is but one year and stage, so there is nothing to compare.",
        "연도나 단계가 하나뿐이어서 비교할 것이 없습니다.",
    ),
    "changes_shown": Text(
        "Here are the {count} latest of {all} comparisons; pages of areas, ministries and programmes have every year.",
        "비교 {all}개 가운데 최근 {count}개입니다. 분야·부처·사업 페이지에는 모든 연도가 있습니다.",
    ),
    "change_from_to": Text("{since} → {until}", "{since} → {until}"),
    "change_kind": Text("What happened", "원인"),
    "change_gross": Text("Amount moved or changed", "옮겨지거나 바뀐 금액"),
    "change_by_ministry": Text("Change by ministry", "부처별 증감"),
    "change_before": Text("Before", "이전"),
    "change_after": Text("After", "이후"),
    "change_why": Text("Why", "근거"),
    "flow_choose": Text(
        "Choose a name to see where its money comes from or goes.", "이름을 누르면 그 금액의 흐름만 보입니다."
    ),
    "flow_title": Text("From ministries to technology areas", "부처에서 기술 분야로"),
    "flow_alt": Text(
        "Bands from ministries to areas, as wide as the money. The widest: {first}, {amount} ({unit}).",
        "부처별 금액이 어느 분야로 가는지 띠의 너비로 나타낸 그림. 가장 큰 띠: {first}, {amount} ({unit}).",
    ),
    "flow_other": Text("Other ministries", "그 밖의 부처"),
    "flow_outside": Text("Money outside the taxonomy is not drawn.", "‘그 외’ 금액은 그리지 않았습니다."),
    "flow_outside_unread": Text(
        "Money outside the taxonomy, and money not looked at, is not drawn.",
        "‘그 외’와 미분류 금액은 그리지 않았습니다.",
    ),
    "moves_title": Text("Moves between ministries", "부처 사이의 이관"),
    "moves_from": Text("From", "이전 부처"),
    "moves_to": Text("To", "이후 부처"),
    "waterfall_alt": Text(
        "From {first_amount} in {since} to {last_amount} in {until}, by what happened ({unit}).",
        "{since} {first_amount}에서 {until} {last_amount}까지, 원인별 증감 ({unit}).",
    ),
    "break_at": Text("The series breaks in {year}: {title}.", "{year}년부터 계열이 끊깁니다: {title}."),
    "break_both": Text(
        "The last amount before it is {old} under the earlier meaning and {new} under the later one ({unit}).",
        "끊기기 바로 앞의 금액은 이전 정의로 {old}, 새 정의로 {new}입니다 ({unit}).",
    ),
    "break_note": Text("The series breaks here: {title}", "여기서 계열이 끊깁니다: {title}"),
    "break_restated": Text(
        "With both sides under one definition the change is {change}.", "같은 정의로 다시 셈하면 증감은 {change}입니다."
    ),
    "history": Text("History", "이력"),
    "programme_now": Text("Amount, {period}", "{period} 금액"),
    "purpose": Text("What it is for", "사업 내용"),
    "parts": Text("Subprogrammes", "내역사업"),
    "parts_name": Text("Subprogramme", "내역사업명"),
    "first_of_parts": Text(
        "The {count} largest; all of them are in the files under Downloads.",
        "금액이 큰 {count}개입니다. 전체는 내려받기의 파일에 있습니다.",
    ),
    "source_lines": Text("Where the amounts come from", "금액의 원자료"),
    "source_row": Text("Row", "행"),
    "source_more": Text(
        "The first {count} lines; all of them are in the files under Downloads.",
        "처음 {count}행입니다. 전체는 내려받기의 파일에 있습니다.",
    ),
    "contest": Text("If something here is wrong", "내용이 사실과 다를 때"),
    "contest_to": Text(
        "Write to {contact}: name the programme by its id, say which number or area is wrong and why, and give the run "
        "{run}.",
        "{contact}에 사업 번호, 사실과 다른 금액이나 분야와 그 근거, 산출 번호({run})를 적어 알려 주십시오.",
    ),
    "contest_nobody": Text(
        "This publication names no contact yet. Ask the ministry of the programme: name it by its id, say which number "
        "or area is wrong and why, and give the run {run}.",
        "담당 연락처가 아직 기재되지 않았습니다. 소관 부처에 사업 번호, 사실과 다른 금액이나 분야와 그 근거, "
        "산출 번호({run})를 적어 문의하십시오.",
    ),
    "history_family": Text("Programmes it belongs with", "이어진 사업"),
    "history_when": Text("When", "시기"),
    "history_goes_on": Text(
        "Its money goes on under the successor below, where its history is told.",
        "금액은 아래의 승계 사업으로 이어지며, 이력도 그 쪽에 있습니다.",
    ),
    "history_nothing": Text("Nothing changed.", "달라진 것이 없습니다."),
    "attribution": Text("Attribution", "분야별 몫"),
    "attribution_at": Text("Parts of the amount of {period}", "{period} 금액의 분야별 몫"),
    "attribution_share": Text("Share", "몫"),
    "origin_decision": Text("A person decided it.", "담당자의 결정에 따랐습니다."),
    "origin_tags": Text(
        "In proportion to the amounts that the ministry tagged.", "부처가 표시한 금액의 비율에 따랐습니다."
    ),
    "origin_untagged": Text(
        "The source tags all that belongs to an area, and has no tag for this programme.",
        "원자료는 분야에 드는 사업을 모두 표시하며, 이 사업에는 표시가 없습니다.",
    ),
    "origin_proposal": Text("The machine's proposal, where it is surest.", "가장 확실한 기계 제안을 따랐습니다."),
    "origin_none": Text("Nobody has decided or tagged it yet.", "아직 결정도 표시도 없어 미분류입니다."),
    "kin_predecessor": Text("Predecessor", "이전 사업"),
    "kin_successor": Text("Successor", "승계 사업"),
    "kin_linked": Text("Linked through others", "이어진 사업"),
    "kin_family": Text("Same inter-ministerial programme", "다부처 사업"),
    "kin_share": Text("{share} of the earlier money", "이전 금액의 {share}"),
    "kin_year": Text("from {year}", "{year}년부터"),
    "recorded": Text("What the ledger holds", "원장 기록"),
    "recorded_none": Text("The ledger holds nothing of it yet.", "아직 원장에 기록되지 않았습니다."),
    "recorded_once": Text(
        "Read into the ledger once; nothing has changed since.", "원장에 한 번 읽혔고 그 뒤로 달라진 것이 없습니다."
    ),
    "recorded_when": Text("Recorded (UTC)", "기록한 날 (UTC)"),
    "recorded_reading": Text("reading {number}", "{number}번째 읽음"),
    "recorded_what": Text("What", "기록"),
    "recorded_by": Text("Source, person and reason", "근거와 사유"),
    "recorded_lines_inserted": Text("amount read", "금액을 읽음"),
    "recorded_lines_changed": Text("amount changed", "금액이 바뀜"),
    "recorded_lines_withdrawn": Text("amount left the source", "금액이 원자료에서 빠짐"),
    "recorded_corrections_inserted": Text("amount corrected", "금액을 정정함"),
    "recorded_corrections_changed": Text("correction changed", "정정을 고침"),
    "recorded_corrections_withdrawn": Text("correction taken back", "정정을 거둠"),
    "recorded_decisions_inserted": Text("areas decided", "분야를 결정함"),
    "recorded_decisions_changed": Text("decision changed", "분야 결정을 고침"),
    "recorded_decisions_withdrawn": Text("decision taken back", "분야 결정을 거둠"),
    "recorded_links_inserted": Text("succession stated", "승계를 적음"),
    "recorded_links_changed": Text("succession changed", "승계를 고침"),
    "recorded_links_withdrawn": Text("succession taken back", "승계를 거둠"),
    "elsewhen": Text("Programmes without money in {period}", "{period}에 금액이 없는 사업"),
    "elsewhen_more": Text(
        "The first {shown} of {count}; all of them stand in the plain tables.",
        "{count}개 가운데 {shown}개입니다. 모두 보려면 전체 표를 여십시오.",
    ),
    "programme_rows": Text("All programmes, page {number} of {pages}", "전체 사업 {number}/{pages}쪽"),
    "programme_rows_lead": Text(
        "Every programme with its main facts, the largest first. Amounts are of {period} where nothing else is said.",
        "모든 사업의 주요 내용을 금액이 큰 순서로 적은 표입니다. 따로 적지 않은 금액은 {period} 기준입니다.",
    ),
    "programme_rows_all": Text("All programmes as plain tables:", "전체 사업 표:"),
    "programme_choose": Text("Choose a programme from the list.", "사업 목록에서 사업을 고르십시오."),
    "programme_unknown": Text("This publication has no such programme.", "이 자료에는 그런 사업이 없습니다."),
    "elsewhen_lead": Text(
        "They have money in other years or stages only. The amount is that of the latest.",
        "다른 연도나 단계에만 금액이 있습니다. 금액은 가장 나중 시점의 것입니다.",
    ),
    "mixed_stages": Text(
        "Each year is shown at every stage that was read. This series mixes the stages {stages}.",
        "읽은 단계를 모두 보인 것으로, 이 계열에는 {stages} 단계가 섞여 있습니다.",
    ),
    **{f"kind_{kind}": text for kind, text in MEANING.items()},
    **{f"reason_{kind}": text for kind, text in REASON.items()},
}
