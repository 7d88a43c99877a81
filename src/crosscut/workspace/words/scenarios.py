"""Words of allocating: scenarios, limits, plans, contradictions and comparisons."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_scenarios": Text("Allocating", "배분"),
    "field_scenarios": Text("scenarios", "배분 시나리오"),
    "field_scenario_name": Text("Name", "이름"),
    "do_scenario_read": Text("see scenarios", "배분 시나리오 보기"),
    "do_scenario_open": Text("open a scenario", "배분 시나리오 만들기"),
    "do_scenario_change": Text("change a scenario", "배분 시나리오 변경"),
    "do_scenario_close": Text("close a scenario", "배분 시나리오 닫기"),
    "act_scenario_close": Text("closed a scenario", "시나리오 닫음"),
    "done_scenario_closed": Text(
        "The scenario is closed; it stays among the closed ones.",
        "시나리오를 닫았습니다. ‘닫은 시나리오’에 그대로 남습니다.",
    ),
    "scenario_close": Text("Close this scenario", "시나리오 닫기"),
    "scenario_is_closed": Text(
        "This scenario is closed and is changed no more. Open a new one that begins with it.",
        "닫은 시나리오라서 더 바꿀 수 없습니다. 이 시나리오에서 출발하는 새 시나리오를 만드세요.",
    ),
    "scenario_closed_by": Text("Closed by {person}, {time}: {why}", "{time} {person} 담당자가 닫음: {why}"),
    "scenarios_closed": Text("Closed scenarios ({count})", "닫은 시나리오 {count}개"),
    "act_scenario_open": Text("opened a scenario", "시나리오 생성"),
    "act_scenario_change": Text("changed a scenario", "시나리오 변경"),
    "item_scenario": Text("Scenario {number}", "시나리오 {number}"),
    "done_scenario_opened": Text("The scenario is opened.", "시나리오를 만들었습니다."),
    "done_scenario_changed": Text("The scenario is saved.", "시나리오를 저장했습니다."),
    "done_scenario_clashes": Text(
        "Saved, but the rules contradict one another: there is no plan.",
        "저장했지만 규칙이 서로 모순되어 배분안이 없습니다.",
    ),
    "done_scenario_one_changed": Text(
        "Only what the button says is saved. What else you typed stands in its fields and is not saved yet.",
        "누른 단추의 내용만 저장했습니다. 그 밖에 입력한 값은 입력란에 그대로 있으며 아직 저장하지 않았습니다.",
    ),
    "scenarios_lead": Text(
        "A scenario is a named set of changes over the policy: another ceiling, floors, caps, programmes that are "
        "pinned. "
        "Each has a plan that is verified to the last unit, or says which rules contradict one another. Nothing is "
        "decided here.",
        "시나리오는 배분 기준에 대한 변경의 묶음입니다. 총액 한도, 하한·상한, 사업별 지정을 바꾸면 마지막 단위까지 "
        "검증된 배분안이 나오거나, "
        "서로 모순되는 규칙을 알려 드립니다. 여기서는 아무것도 확정되지 않습니다.",
    ),
    "scenarios_none": Text("There is no scenario yet.", "아직 시나리오가 없습니다."),
    "scenario": Text("Scenario", "시나리오"),
    "scenario_new": Text("A new scenario", "새 시나리오"),
    "scenario_name": Text("Name", "이름"),
    "scenario_why_hint": Text(
        "What it is to show. It stands with it.", "무엇을 보려는 것인지 적으세요. 시나리오와 함께 남습니다."
    ),
    "scenario_begin": Text("Begin with", "출발점"),
    "scenario_begin_policy": Text(
        "The policy of the budget as it is now; all that is asked for where it states none",
        "현재의 배분 기준 (없으면 요구액 전액)",
    ),
    "scenario_open": Text("Open the scenario", "시나리오 만들기"),
    "scenario_made": Text("Opened by", "만든 사람"),
    "scenario_changes": Text("Changes", "변경"),
    "scenario_from": Text("from scenario {number}", "시나리오 {number}에서"),
    "scenario_compare_pick": Text("Compare", "비교"),
    "scenario_compare_one": Text("Compare {name}", "{name} 비교"),
    "scenario_compare": Text("Show side by side (2 to {most})", "나란히 보기 (2~{most}개)"),
    "scenario_lists_differ": Text(
        "These scenarios count by different lists of technologies: amounts of one area are not of the same programmes. "
        "Make the older one anew as of now to compare by area.",
        "서로 다른 기술 목록으로 집계한 시나리오입니다. 같은 이름의 분야라도 포함 사업이 다릅니다. 분야별로 비교하려면 이전 시나리오를 현재 기준으로 다시 만드세요.",
    ),
    "scenario_choose": Text("Choose two to {most} scenarios to compare.", "비교할 시나리오를 2~{most}개 고르세요."),
    "scenario_unnamed": Text("A scenario needs a name and a reason.", "시나리오의 이름과 사유를 적으세요."),
    "scenario_no_solver": Text("Nothing plans here: the budget is not served.", "배분안을 만드는 서버가 없습니다."),
    "scenario_nothing_requested": Text(
        "No programme asks for money in the year and stage that are divided.", "배분할 연도·단계에 요구액이 없습니다."
    ),
    "scenario_not_rounded": Text(
        "No plan was found that keeps every limit to the last unit, and none contradicts another as far as is proved. "
        "Move one of the last limits by a unit or two.",
        "모든 한도를 한 단위까지 지키는 배분안을 찾지 못했고, 한도끼리 모순된다는 것도 증명되지 않았습니다. "
        "마지막에 정한 한도를 한두 단위 옮겨 보세요.",
    ),
    "scenario_unknown_programme": Text(
        "No programme that asks for money is called so, by number or whole name. Its number stands under Every programme.",
        "그런 번호나 이름의 요구 사업이 없습니다. 번호는 ‘전체 사업’에서 확인하세요.",
    ),
    "scenario_out_of_time": Text(
        "No plan and no contradiction was found in the time that a plan may take. Undo the last limit, or give it room.",
        "주어진 시간 안에 배분안도 모순도 찾지 못했습니다. 마지막 한도를 되돌리거나 여유를 주세요.",
    ),
    "scenario_unknown_target": Text(
        "No rule, place or programme is called so: {said}", "그런 규칙·분야·부처·사업이 없습니다: {said}"
    ),
    "scenario_faulty_value": Text("This is no limit: {said}", "한도로 쓸 수 없는 값입니다: {said}"),
    "scenario_unplanned": Text("This could not be planned: {said}", "배분안을 만들 수 없습니다: {said}"),
    "scenario_policy_areas": Text(
        "The policy names areas in which the list in force has no programme: {areas}. Name the areas of that list in policy.toml "
        "of the budget folder, or open a scenario in which what they became stands in their place.",
        "배분 기준에 현행 목록으로는 사업이 없는 분야가 있습니다: {areas}. 예산 폴더의 policy.toml에서 현행 목록의 분야로 고치거나, "
        "지정할 때 정한 대응 분야로 바꾼 시나리오를 만드세요.",
    ),
    "scenario_follow": Text(
        "Put the areas that they became in their place, in this scenario alone",
        "이 시나리오에서만 대응 분야로 바꾸기",
    ),
    "scenario_follow_do": Text("Make it anew with the areas that they became", "대응 분야로 바꾸어 다시 만들기"),
    "scenario_moment": Text("Amounts and areas as of {time}.", "금액과 분야는 {time} 기준입니다."),
    "scenario_since": Text(
        "Since then were added: readings {readings}, lists confirmed {lists}, stages signed {stages}. They are not in this "
        "scenario.",
        "그 뒤 분류 검토 {readings}건, 목록 지정 {lists}건, 단계 확정 {stages}건이 있었으며 이 시나리오에는 반영되지 않았습니다.",
    ),
    "scenario_renew": Text("Make it anew as of now", "지금 기준으로 다시 만들기"),
    "scenario_renew_hint": Text(
        "A new scenario with the same changes; this one stays. Limits on areas that there are no more are left out.",
        "같은 변경을 담은 새 시나리오를 만들고 이 시나리오는 그대로 둡니다. 없어진 분야의 한도는 빠집니다.",
    ),
    "scenario_renewed_name": Text("{name} (anew)", "{name} (갱신)"),
    "scenario_too_long": Text("it took too long and was ended", "시간이 너무 오래 걸려 중단했습니다"),
    "scenario_overtaken": Text(
        "A newer change was asked for meanwhile; that one is answered.", "그사이 새 변경이 들어와 그것에 답합니다."
    ),
    "scenario_no_unit": Text(
        "“{value}” has no unit. Write a percentage (−5), or an amount with its unit (28.8 trillion).",
        "‘{value}’에 단위가 없습니다. 증감률(−5) 또는 단위가 있는 금액(28.8조원)으로 적으세요.",
    ),
    "scenario_below_nothing": Text(
        "“{value}” leaves less than nothing. The most that can be taken is 100 per cent (−100).",
        "‘{value}’만큼 줄이면 남는 금액이 음수가 됩니다. −100까지 적을 수 있습니다.",
    ),
    "scenario_not_a_limit": Text(
        "“{value}” is no limit. Write a percentage (−5), or an amount with its unit (28.8 trillion).",
        "‘{value}’은(는) 한도가 아닙니다. 증감률(−5) 또는 단위가 있는 금액(28.8조원)으로 적으세요.",
    ),
    "scenario_full": Text(
        "A scenario holds {most} changes at most. Open a new one from it.",
        "변경은 {most}개까지입니다. 이 시나리오에서 새로 만드세요.",
    ),
    "scenario_moved": Text(
        "Somebody changed the scenario meanwhile. Nothing was saved; what stood, stands and was sent is shown.",
        "그사이 다른 사람이 시나리오를 바꾸었습니다. 저장하지 않았으며, 이전·현재·보낸 값을 아래에 보여 드립니다.",
    ),
    "scenario_moved_title": Text("Changed meanwhile", "그사이 바뀐 내용"),
    "scenario_what": Text("Of what", "대상"),
    "scenario_stood": Text("Stood", "이전"),
    "scenario_stands": Text("Stands", "현재"),
    "scenario_sent": Text("Sent", "보낸 값"),
    "scenario_mend_gone": Text(
        "The contradiction is another by now. Look at it again.", "모순이 달라졌습니다. 다시 확인하세요."
    ),
    "scenario_ceiling_needed": Text(
        "A scenario needs a ceiling: growth on the base in per cent, or an amount with its unit.",
        "한도는 비울 수 없습니다. 기준 금액 대비 증감률(%)이나 단위를 붙인 금액을 적으세요.",
    ),
    "scenario_pin_which": Text("Say which programme is pinned.", "지정할 사업의 번호를 적으세요."),
    "scenario_pin_why": Text("Say why the programme is pinned.", "사업을 지정하는 사유를 적으세요."),
    "scenario_moment_moved": Text(
        "What is asked for has changed since this scenario was opened, and the ledger does not hold what stood then. "
        "The plan is of the budget as it is now.",
        "시나리오를 만든 뒤 요구액이 바뀌었고 원장에 당시 자료가 없습니다. 현재 예산으로 만든 배분안입니다.",
    ),
    "scenario_again": Text("Try again", "다시 시도"),
    "scenario_left_out": Text("left out", "적용하지 않음"),
    "scenario_taken_back": Text("taken back", "변경 취소"),
    "scenario_growth": Text("{value} on the base", "기준 대비 {value}"),
    "scenario_loosened": Text("loosened by {value} of the base amount", "기준 금액의 {value}만큼 완화"),
    "pin_full": Text("as asked for", "요구액 전액"),
    "pin_none": Text("nothing", "미반영"),
    "pin_fixed": Text("exactly {amount}", "{amount} 고정"),
    "pin_least": Text("at least {amount}", "{amount} 이상"),
    "how_full": Text("what it asks for", "요구액 전액"),
    "how_none": Text("nothing", "미반영"),
    "how_fixed": Text("exactly this amount", "금액 고정"),
    "how_least": Text("at least this amount", "금액 이상"),
    "scenario_answer": Text("What follows", "결과"),
    "scenario_total": Text("The plan gives", "배분 총액"),
    "scenario_of": Text("of {ceiling}", "한도 {ceiling}"),
    "scenario_left": Text("{left} left", "남음 {left}"),
    "scenario_past": Text("Base", "기준 금액"),
    "scenario_gets": Text("Gets", "배분"),
    "scenario_moves": Text("Change made", "변경 전 대비"),
    "scenario_proof": Text("Proof", "검증"),
    "scenario_verified": Text("Verified", "검증됨"),
    "scenario_checked": Text(
        "{rules} rules and {programmes} programmes checked to the last unit.",
        "규칙 {rules}개와 사업 {programmes}개를 마지막 단위까지 확인.",
    ),
    "scenario_gap": Text("At most {gap} % of its value below the best.", "최선안 대비 가치 차이 {gap} % 이내."),
    "scenario_gap_unknown": Text("How far from the best is not known.", "최선안과의 차이는 알 수 없음."),
    "scenario_infeasible": Text("No plan: the rules contradict one another", "배분안 없음: 규칙이 서로 모순"),
    "scenario_no_plan": Text(
        "The rules of this scenario contradict one another, so there is no plan.",
        "규칙이 서로 모순되어 배분안이 없습니다.",
    ),
    "scenario_tried": Text("Tried, not saved.", "시험한 값이며 저장하지 않았습니다."),
    "scenario_kept": Text("As saved.", "저장된 상태입니다."),
    "scenario_solving": Text("Calculating; previous figures shown …", "계산 중입니다. 숫자는 이전 값입니다 …"),
    "scenario_failed": Text("No answer. The numbers are of before.", "답을 받지 못했습니다. 숫자는 이전 값입니다."),
    "scenario_clash": Text("These rules cannot hold together", "함께 지킬 수 없는 규칙"),
    "scenario_clash_lead": Text(
        "{count} rules contradict one another; without any one of them the others of these could hold. Further rules may "
        "contradict one another then.",
        "규칙 {count}개가 서로 모순됩니다. 이 가운데 하나라도 빠지면 이 중 나머지는 함께 지킬 수 있습니다. 그 뒤 다른 규칙과 다시 모순될 수 있습니다.",
    ),
    "scenario_clash_unproved": Text(
        "{count} rules contradict one another. Not all was decided: fewer of them may, and other changes may mend it too.",
        "규칙 {count}개가 서로 모순됩니다. 모두 판정하지는 못해, 실제로 모순되는 규칙은 더 적을 수 있고 다른 해결 방법이 더 있을 수 있습니다.",
    ),
    "scenario_clash_lead_one": Text("One rule contradicts itself.", "규칙 하나가 그 자체로 모순됩니다."),
    "scenario_clash_short": Text("{count} rules", "규칙 {count}개"),
    "scenario_clash_short_one": Text("one rule", "규칙 1개"),
    "scenario_clash_rules": Text("The rules and their owners", "규칙과 소관"),
    "scenario_mends": Text("Least changes that mend it", "모순을 푸는 최소 변경"),
    "scenario_no_one_way": Text(
        "There is no one way: any of these alone mends it.", "방법이 하나가 아닙니다. 아래 가운데 하나면 됩니다."
    ),
    "scenario_no_mend": Text(
        "No change of up to three rules was found that mends it. Take changes back, or change more than three.",
        "규칙 세 개 이내로 풀 수 있는 변경을 찾지 못했습니다. 변경을 취소하거나 더 많은 규칙을 바꾸세요.",
    ),
    "scenario_mend": Text("Change it so", "이렇게 변경"),
    "scenario_mend_tried": Text("Save, and change it so", "저장하고 이렇게 변경"),
    "scenario_mend_this": Text("Change it so: {how}", "이렇게 변경: {how}"),
    "scenario_mended": Text("Mends the contradiction: {how}", "모순 해소: {how}"),
    "scenario_least": Text("Least change: {change}", "최소 변경: {change}"),
    "scenario_owner": Text("of {owner}", "소관 {owner}"),
    "scenario_same_worth": Text(
        "Both plans are worth the same: another division of equal worth was found, which nobody has to pay for.",
        "두 배분안의 가치는 같습니다. 가치가 같은 다른 배분이며, 이 변경 때문에 반드시 줄여야 하는 사업은 없습니다.",
    ),
    "scenario_pays": Text("Who pays", "누가 부담하나"),
    "scenario_pays_sum": Text(
        "{count} programmes move: {gains} gained less {losses} lost is {net}.",
        "사업 {count}개가 움직임: 증가 {gains} − 감소 {losses} = {net}.",
    ),
    "scenario_against_saved": Text("Against the scenario as saved.", "저장된 시나리오 대비."),
    "scenario_against_policy": Text("Against the policy without changes.", "변경 전 배분 기준 대비."),
    "scenario_losers": Text("Lose most", "가장 많이 줄어드는 사업"),
    "scenario_gainers": Text("Gain most", "가장 많이 늘어나는 사업"),
    "scenario_try": Text("Try, do not save", "저장하지 않고 시험"),
    "scenario_save": Text("Save in the scenario", "시나리오에 저장"),
    "scenario_limits": Text("Limits", "한도"),
    "scenario_limits_hint": Text(
        "A number is growth on {base} in per cent: −5. An amount has its unit: 28.8 trillion. An empty field is "
        "no limit. "
        "Amounts are shown in {unit}.",
        "숫자는 {base} 대비 증감률(%)입니다: −5. 금액은 단위와 함께 적으세요: 28.8조원. 빈칸은 한도 없음입니다. 금액 "
        "단위: {unit}.",
    ),
    "scenario_ceiling": Text("Ceiling", "총액 한도"),
    "scenario_areas": Text("Areas", "분야"),
    "scenario_areas_hint": Text(
        "{base} counts by the shares of what is divided now, so that growth is of money and not of another attribution; "
        "what was published of it may differ.",
        "{base} 금액도 지금 배분하는 사업의 분야 비율로 나누어, 분류가 바뀐 것이 증감으로 잡히지 않게 했습니다. 당시 공개 수치와 다를 수 있습니다.",
    ),
    "scenario_ministries": Text("Ministries", "부처"),
    "area_word": Text("Area", "분야"),
    "scenario_floor": Text("At least", "하한"),
    "scenario_cap": Text("At most", "상한"),
    "scenario_floor_of": Text("{name}: at least", "{name} 하한"),
    "scenario_cap_of": Text("{name}: at most", "{name} 상한"),
    "scenario_limit_of": Text("Limit of {name}", "{name} 한도"),
    "scenario_feasible": Text("Possible", "가능 범위"),
    "scenario_range": Text("Show", "보기"),
    "scenario_range_of": Text("Work out what is possible for {name}", "{name} 가능 범위 계산"),
    "scenario_possible": Text("{low} to {high}", "{low}~{high}"),
    "scenario_no_range": Text("No plan was found at both ends.", "양 끝의 배분안을 찾지 못했습니다."),
    "scenario_slider": Text("{name}, slider in per cent", "{name}, 퍼센트 슬라이더"),
    "scenario_pins": Text("Pin a programme", "사업 지정"),
    "scenario_pins_hint": Text(
        "Whatever else is worth more, this programme gets what is said here. Say why in the field beside Save.",
        "다른 사업과 관계없이 이 사업에 줄 금액을 정합니다. 저장 단추 옆의 사유란에 사유를 적으세요.",
    ),
    "scenario_pin_programme": Text("Programme, by number or name", "사업 (번호 또는 이름)"),
    "scenario_pin_how": Text("Gets", "지정 내용"),
    "scenario_pin_amount": Text("Amount ({unit})", "금액 ({unit})"),
    "scenario_pin": Text("Pin and save", "지정하고 저장"),
    "scenario_rules": Text("Rules", "규칙"),
    "scenario_rule": Text("Rule", "규칙"),
    "scenario_limit": Text("Limit", "한도"),
    "scenario_used": Text("Used", "사용"),
    "scenario_binds": Text("Binds", "한도에 닿음"),
    "scenario_binding": Text("binds", "한도에 닿음"),
    "scenario_in": Text("In this scenario", "이 시나리오에서"),
    "scenario_out": Text("Leave out", "적용하지 않음"),
    "scenario_out_of": Text("Leave out {name}", "{name} 적용하지 않음"),
    "scenario_worth": Text("Work out what one more step of each buys", "한도를 늦추면 얻는 것 계산"),
    "scenario_buys": Text("{step} gains {value} of value, by a new plan", "{step}: 가치 {value} 증가 (새 배분안 기준)"),
    "scenario_buys_nothing": Text("{step} gains nothing", "{step}: 얻는 것 없음"),
    "scenario_pin_cost": Text(
        "costs {share} % of the plan's value, by a new plan without it",
        "이 지정으로 배분안의 가치 {share}% 감소(지정을 뺀 새 배분안 기준)",
    ),
    "scenario_pin_little": Text(
        "costs less than 0.1 % of the plan's value, by a new plan without it",
        "이 지정으로 배분안의 가치 0.1% 미만 감소(지정을 뺀 새 배분안 기준)",
    ),
    "scenario_pin_free": Text("costs nothing, by a new plan without it", "잃는 가치 없음(지정을 뺀 새 배분안 기준)"),
    "scenario_made_changes": Text("Changes in this scenario", "이 시나리오의 변경"),
    "scenario_unchanged": Text(
        "Nothing is changed: the plan is the policy's own.", "변경이 없습니다. 배분 기준 그대로의 배분안입니다."
    ),
    "scenario_back": Text("Take back", "변경 취소"),
    "scenario_back_of": Text("Take back the change of {name}", "{name} 변경 취소"),
    "scenario_history": Text("All {count} changes that were made", "변경 이력 {count}건"),
    "scenario_history_one": Text("The one change that was made", "변경 이력 1건"),
    "kind_of_limit": Text("limit", "한도"),
    "kind_of_floor": Text("at least", "하한"),
    "kind_of_cap": Text("at most", "상한"),
    "kind_of_without": Text("rule", "규칙"),
    "kind_of_loosen": Text("rule", "규칙"),
    "kind_of_pin": Text("programme", "사업 지정"),
    "scenario_programmes": Text("Every programme", "사업별 배분"),
    "scenario_programmes_lead": Text(
        "The {shown} that change most on the base, of {count}; the file has all, in minor units of the currency.",
        "기준 금액 대비 변동이 큰 {shown}개 (전체 {count}개). 파일에는 모든 사업이 통화의 최소 단위로 들어 있습니다.",
    ),
    "scenario_csv": Text("All as a file (CSV)", "전체 내려받기 (CSV)"),
    "scenario_policy": Text(
        "Download as an allocation policy (policy.toml)", "배분 기준 파일로 내려받기 (policy.toml)"
    ),
    "scenario_side_by_side": Text("Scenarios side by side", "시나리오 비교"),
    "scenario_compare_lead": Text(
        "Small numbers are the difference to the first, {name}.", "작은 숫자는 첫 시나리오({name})와의 차이입니다."
    ),
    "scenario_binding_rules": Text("Rules that bind", "한도에 닿은 규칙"),
    "scenario_differing": Text("Programmes that differ", "금액이 다른 사업"),
    "scenario_differing_lead": Text(
        "The {shown} that differ most, of {count}.", "차이가 큰 {shown}개 (전체 {count}개)."
    ),
    "scenario_alike": Text("No programme differs.", "금액이 다른 사업이 없습니다."),
    "scenario_core": Text("Work out core and borderline programmes", "핵심·경계 사업 계산"),
    "core_core": Text("core", "핵심"),
    "core_borderline": Text("borderline", "경계"),
    "core_exterior": Text("lowest", "최소 배분"),
    "core_sampled": Text(
        "{samples} weights drawn; up to {error} may disagree", "가중치 {samples}개 표본, 최대 {error} 불일치 가능"
    ),
}
