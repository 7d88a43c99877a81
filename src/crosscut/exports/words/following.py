"""Words of the pages that tell how amounts came to be. Key → (Korean, English)."""

from __future__ import annotations

from crosscut.follow import MEANING

WORDS: dict[str, tuple[str, str]] = {
    "nav_changes": ("증감", "Changes"),
    "changes_lead": (
        "두 시점의 차이를 원인별로 나눈 것입니다. 항목을 모두 더하면 1원까지 증감액과 같습니다.",
        "The difference between two points, by what brought it about. The parts sum to the change exactly.",
    ),
    "changes_none": (
        "연도나 단계가 하나뿐이어서 비교할 것이 없습니다.",
        "There is but one year and stage, so there is nothing to compare.",
    ),
    "change_from_to": ("{since} → {until}", "{since} → {until}"),
    "change_kind": ("원인", "What happened"),
    "change_gross": ("옮겨지거나 바뀐 금액", "Carried or shifted"),
    "change_by_area": ("분야별 증감", "Change by area"),
    "change_by_ministry": ("부처별 증감", "Change by ministry"),
    "change_before": ("이전", "Before"),
    "change_after": ("이후", "After"),
    "change_why": ("근거", "Why"),
    "flow_title": ("부처에서 기술 분야로", "From ministries to technology areas"),
    "flow_alt": (
        "부처별 금액이 어느 분야로 가는지 띠의 너비로 나타낸 그림. 가장 큰 띠: {first}, {amount} ({unit}).",
        "Bands from ministries to areas, as wide as the money. The widest: {first}, {amount} ({unit}).",
    ),
    "flow_other": ("그 밖의 부처", "Other ministries"),
    "flow_outside": ("분류 밖 금액은 그리지 않았습니다.", "Money outside the taxonomy is not drawn."),
    "flow_outside_unread": (
        "분류 밖과 미분류 금액은 그리지 않았습니다.",
        "Money outside the taxonomy, and money not looked at, is not drawn.",
    ),
    "moves_title": ("부처 사이의 이관", "Moves between ministries"),
    "moves_from": ("이전 부처", "From"),
    "moves_to": ("이후 부처", "To"),
    "waterfall_alt": (
        "{since} {first_amount}에서 {until} {last_amount}까지, 원인별 증감 ({unit}).",
        "From {first_amount} in {since} to {last_amount} in {until}, by what happened ({unit}).",
    ),
    "break_at": ("{year}년부터 계열이 끊깁니다: {title}.", "The series breaks in {year}: {title}."),
    "break_both": (
        "끊기기 바로 앞의 금액은 이전 정의로 {old}, 새 정의로 {new}입니다 ({unit}).",
        "The last amount before it is {old} under the earlier meaning and {new} under the later one ({unit}).",
    ),
    "break_note": ("여기서 계열이 끊깁니다: {title}", "The series breaks here: {title}"),
    "break_restated": (
        "같은 정의로 다시 셈하면 증감은 {change}입니다.",
        "With both sides under one definition the change is {change}.",
    ),
    "history": ("이력", "History"),
    "history_family": ("이어진 사업", "Programmes it belongs with"),
    "history_when": ("시기", "When"),
    "history_goes_on": (
        "금액은 아래의 승계 사업으로 이어지며, 이력도 그 쪽에 있습니다.",
        "Its money goes on under the successor below, where its history is told.",
    ),
    "history_nothing": ("달라진 것이 없습니다.", "Nothing changed."),
    "programme_findings": ("점검 결과", "Findings"),
    "programme_findings_more": ("그 밖에 {count}건이 더 있습니다.", "And {count} more."),
    "programme_findings_none": ("이 사업에서 찾은 것이 없습니다.", "Nothing was found about this programme."),
    "attribution": ("분야별 몫", "Attribution"),
    "attribution_at": ("{period} 금액의 분야별 몫", "Parts of the amount of {period}"),
    "attribution_share": ("몫", "Share"),
    "attribution_none": ("이 시점에 금액이 없어 나눌 것이 없습니다.", "There is no money to attribute."),
    "attributed_by": ("{by} ({at}): {reason}", "{by} ({at}): {reason}"),
    "origin_decision": ("담당자의 결정에 따랐습니다.", "A person decided it."),
    "origin_tags": (
        "부처가 표시한 금액의 비율에 따랐습니다.",
        "In proportion to the amounts that the ministry tagged.",
    ),
    "origin_untagged": (
        "원자료는 분야에 드는 사업을 모두 표시하며, 이 사업에는 표시가 없습니다.",
        "The source tags all that belongs to an area, and has no tag for this programme.",
    ),
    "origin_proposal": ("가장 확실한 기계 제안을 따랐습니다.", "The machine's proposal, where it is surest."),
    "origin_none": (
        "아직 결정도 표시도 없어 미분류입니다.",
        "Nobody has decided or tagged it yet.",
    ),
    "kin_predecessor": ("이전 사업", "Predecessor"),
    "kin_successor": ("승계 사업", "Successor"),
    "kin_linked": ("이어진 사업", "Linked through others"),
    "kin_family": ("다부처 사업", "Same inter-ministerial programme"),
    "kin_share": ("이전 금액의 {share}", "{share} of the earlier money"),
    "kin_year": ("{year}년부터", "from {year}"),
    "recorded": ("원장 기록", "What the ledger holds"),
    "recorded_none": (
        "아직 원장에 기록되지 않았습니다.",
        "The ledger holds nothing of it yet.",
    ),
    "recorded_once": (
        "원장에 한 번 읽혔고 그 뒤로 달라진 것이 없습니다.",
        "Read into the ledger once; nothing has changed since.",
    ),
    "recorded_when": ("기록한 날 (UTC)", "Recorded (UTC)"),
    "recorded_reading": ("{number}번째 읽음", "reading {number}"),
    "recorded_what": ("기록", "What"),
    "recorded_by": ("근거와 사유", "Source, person and reason"),
    "recorded_lines_inserted": ("금액을 읽음", "amount read"),
    "recorded_lines_changed": ("금액이 바뀜", "amount changed"),
    "recorded_lines_withdrawn": ("금액이 원자료에서 빠짐", "amount left the source"),
    "recorded_corrections_inserted": ("금액을 정정함", "amount corrected"),
    "recorded_corrections_changed": ("정정을 고침", "correction changed"),
    "recorded_corrections_withdrawn": ("정정을 거둠", "correction taken back"),
    "recorded_decisions_inserted": ("분야를 결정함", "areas decided"),
    "recorded_decisions_changed": ("분야 결정을 고침", "decision changed"),
    "recorded_decisions_withdrawn": ("분야 결정을 거둠", "decision taken back"),
    "recorded_links_inserted": ("승계를 적음", "succession stated"),
    "recorded_links_changed": ("승계를 고침", "succession changed"),
    "recorded_links_withdrawn": ("승계를 거둠", "succession taken back"),
    "pages_limited": (
        (
            "사업이 많아 {count}개 사업만 따로 쪽을 둡니다. 이력이 많은 사업, 금액이 큰 사업 순입니다. "
            "나머지는 이 목록에만 있습니다."
        ),
        (
            "There are many programmes: {count} have a page of their own, those with the most history first, then the "
            "largest. The others stand in this list only."
        ),
    ),
    "elsewhen": ("{period}에 금액이 없는 사업", "Programmes without money in {period}"),
    "elsewhen_lead": (
        "다른 연도나 단계에만 금액이 있습니다. 금액은 가장 나중 시점의 것입니다.",
        "They have money in other years or stages only. The amount is that of the latest.",
    ),
    "mixed_stages": (
        "읽은 단계를 모두 보인 것으로, 이 계열에는 {stages} 단계가 섞여 있습니다.",
        "Each year is shown at every stage that was read. This series mixes the stages {stages}.",
    ),
    **{f"kind_{kind}": (text.ko, text.en) for kind, text in MEANING.items()},
}
