"""The words of the allocation's page. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "nav_plan": Text("Allocation", "배분안"),
    "plan_not_adopted": Text("Not adopted", "채택 전"),
    "plan_not_adopted_note": Text(
        "A plan of the office that nobody has adopted. Only a decision makes it a stage of the budget.",
        "아직 채택되지 않은 검토안입니다. 결정이 있어야 예산의 한 단계가 됩니다.",
    ),
    "plan_adopted": Text("Applied as {period}", "{period}(으)로 적용함"),
    "plan_adopted_note": Text(
        "A plan was applied as {period} by {by}, {day}: {reason} ({file}).",
        "{day} {by}이(가) 배분안을 {period} 단계로 적용함: {reason} ({file}).",
    ),
    "plan_adopted_same": Text(
        "What the folder's policy gives now, shown here, is what was applied.",
        "여기 보이는 것은 폴더의 정책이 지금 주는 안이며, 적용한 금액과 같습니다.",
    ),
    "plan_adopted_other": Text(
        "Shown here is what the folder's policy gives now. It is not what was applied: programmes with another "
        "amount: {count}.",
        "여기 보이는 것은 폴더의 정책이 지금 주는 안이며, 적용한 금액이 아닙니다. 금액이 다른 사업은 {count}개입니다.",
    ),
    "plan_adopted_conflict": Text(
        "The folder's policy gives no plan now; what was applied stands.",
        "폴더의 정책으로는 지금 배분안이 없습니다. 적용한 금액은 그대로입니다.",
    ),
    "nav_years": Text("Allocation over years", "연차별 배분안"),
    "years_lead": Text(
        "This year and the later years of the policy, planned together: what is given in one year binds the next.",
        "정책이 정한 이후 연도까지 함께 세운 안. 한 해의 금액이 다음 해를 구속함.",
    ),
    "years_bound": Text("Bound in later years", "이후 연도의 기정 금액"),
    "years_rules": Text("Rules over money that bind, by year", "연도별로 한도에 닿은 금액 규칙"),
    "years_programmes": Text("Programmes that change most between years", "연도 간 증감이 큰 사업"),
    "years_note": Text(
        "Reasons of one year hold while the other years stay as they are. Growth and change are measured against the "
        "last year known, in every year. The file years.csv has all programmes; amounts of plans over years have no "
        "rows behind them.",
        "연도별 사유는 다른 해의 금액이 그대로일 때를 기준으로 하며, 증감은 모든 해에 마지막으로 확정된 전년도 금액과 "
        "비교함. 전체 사업은 years.csv에 있고, 연차별 금액에는 근거 행이 없음.",
    ),
    "years_conflict_lead": Text(
        "This year has a plan, but the years together have none: these rules cannot hold together.",
        "올해의 안은 있으나 이후 연도까지 함께 지킬 수 있는 안은 없음. 다음 규칙이 서로 모순됨.",
    ),
    "plan_lead": Text(
        "The ceiling divided under the rules of a policy. Every amount is a whole number of {unit}; a "
        "separate program has checked every rule again.",
        "정책의 규칙 아래에서 한도를 나눈 안. 모든 금액은 {unit} 단위의 정수이며, 별도의 프로그램이 규칙을 검증함.",
    ),
    "plan_previous_note": Text(
        "The data hold no amounts of last year: changes are against what was requested.",
        "전년 금액이 자료에 없어 증감은 요구액과 비교한 것입니다.",
    ),
    "plan_note_period": Text("Allocation", "배분안"),
    "plan_mends_lead": Text(
        "Relaxing the rules of any one line together gives the policy a plan. No smaller set of rules does.",
        "아래 각 줄의 규칙을 함께 완화하면 안이 생깁니다. 규칙의 수가 가장 적은 방법입니다.",
    ),
    "plan_curve_lead": Text(
        "The ceiling is moved by 1, 5 and 10% each way, and the plan is made anew each time.",
        "한도를 ±1, ±5, ±10% 움직이고 매번 다시 푼 결과입니다.",
    ),
    "plan_curve_chart": Text("Value against the ceiling (this plan = 100)", "한도에 따른 가치 (현재 안 = 100)"),
    "plan_curve_areas": Text("Areas against the ceiling", "한도에 따른 분야별 금액"),
    "plan_curve_here": Text("This plan", "현재 안"),
    "plan_curve_untraced": Text(
        "Amounts under other ceilings are what-ifs and have no rows behind them.",
        "다른 한도의 금액은 가정에서 나온 값이므로 근거 행이 없습니다.",
    ),
    "core_core_text": Text("Get their most under every weighting", "어느 가중치에서도 최대를 받음"),
    "core_borderline_text": Text(
        "Depend on the weighting: where people should look", "가중치에 따라 달라짐: 사람이 볼 곳"
    ),
    "core_exterior_text": Text("Get their least under every weighting", "어느 가중치에서도 최소를 받음"),
    "plan_direction": Text("Change", "증감"),
    "plan_up": Text("Increased", "증액"),
    "plan_down": Text("Cut", "감액"),
    "plan_even": Text("As last year", "전년과 같음"),
    "plan_total": Text("Allocated", "배분 총액"),
    "plan_ceiling": Text("Ceiling", "한도"),
    "plan_value": Text("Value of the plan", "계획의 가치"),
    "plan_gap": Text("Distance from the best, proved", "최선과의 차이(증명된 상한)"),
    "plan_proved": Text("Proved", "증명됨"),
    "plan_not_proved": Text("Not proved: the distance is above the one asked for", "증명되지 않음: 차이가 목표보다 큼"),
    "plan_by_area": Text("By technology area", "기술 분야별"),
    "plan_by_ministry": Text("By ministry", "부처별"),
    "plan_previous": Text("Last year", "전년"),
    "plan_requested": Text("Requested", "요구"),
    "plan_amount": Text("Allocated", "배분"),
    "plan_change": Text("Change", "증감"),
    "plan_rate": Text("Change, %", "증감률"),
    "plan_rules": Text("Rules and what they cost", "규칙과 그 비용"),
    "plan_rules_lead": Text(
        "The cost is the value gained when the rule is relaxed by the step shown and the plan is made anew. "
        "Rules with room to spare and no cost are left out.",
        "비용은 규칙을 적힌 만큼 완화하고 다시 풀 때 늘어나는 가치. 여유 있고 비용 없는 규칙은 싣지 않음.",
    ),
    "plan_rule": Text("Rule", "규칙"),
    "plan_owner": Text("Owner", "책임"),
    "plan_limit": Text("Limit", "기준"),
    "plan_used": Text("Used", "반영"),
    "plan_cost": Text("Cost (value)", "비용(가치)"),
    "plan_step": Text("Relaxed by", "완화 폭"),
    "plan_curve": Text("When the ceiling moves", "총액 변동 시 영향"),
    "plan_curve_infeasible": Text("no plan possible", "가능한 안 없음"),
    "plan_curve_changed": Text("Programmes whose amount changes", "금액이 바뀌는 사업"),
    "plan_curve_flips": Text("Programmes funded or ended", "선정이 뒤바뀌는 사업"),
    "plan_move": Text("Ceiling moved by", "한도 변화"),
    "chart_curve_alt": Text(
        "With the ceiling moved by {first} the value is {first_value}% of the plan's, by {last} {last_value}%.",
        "한도 {first}에서 가치는 현재 안의 {first_value}%, {last}에서 {last_value}%.",
    ),
    "plan_programmes": Text("Programmes and reasons", "사업별 금액과 이유"),
    "plan_reason": Text("Why", "이유"),
    "plan_core": Text("Robustness", "결과 안정성"),
    "plan_core_lead": Text(
        "Over all weights that the policy allows: core programmes always get their most, lowest ones always "
        "their least, borderline ones depend on the weights.",
        "정책이 허용하는 모든 가중치에서: 핵심은 늘 최대, 최소 배분은 늘 최소, 경계는 가중치에 따라 달라짐.",
    ),
    "plan_exact": Text("Found exactly, by listing every plan.", "모든 안을 열거해 정확히 구함."),
    "plan_sampled": Text(
        "Found from {samples} sampled sets of weights: core and lowest may be overstated. With 95% confidence, "
        "up to {error}% of the weights may disagree with a verdict.",
        "가중치 표본 {samples}개로 구함. 핵심·최소 배분은 과대평가될 수 있음(95% 신뢰로 가중치의 {error}%까지).",
    ),
    "plan_single": Text("The policy allows one set of weights only.", "정책이 한 가지 가중치만 허용함."),
    "core_core": Text("Core", "핵심"),
    "core_borderline": Text("Borderline", "경계"),
    "core_exterior": Text("Lowest", "최소 배분"),
    "plan_more": Text(
        "All programmes are in plan.csv; not shown here: {count}.", "나머지 {count}개 사업은 plan.csv에 있습니다."
    ),
    "plan_conflict": Text("The policy contradicts itself", "정책의 규칙이 서로 모순됨"),
    "plan_conflict_lead": Text(
        "No plan keeps this policy. The rules below cannot hold together; without any one of them, the others can.",
        "이 정책으로는 배분안이 없습니다. 아래 규칙들은 함께 지킬 수 없고, 하나라도 빠지면 나머지는 지킬 수 있습니다.",
    ),
    "plan_conflict_lead_open": Text(
        "No plan keeps this policy. The rules below cannot hold together.",
        "이 정책으로는 배분안이 없습니다. 아래 규칙들은 함께 지킬 수 없습니다.",
    ),
    "plan_nothing_found": Text(
        "No plan of the policy was found, and no rules that leave none.",
        "정책에 맞는 배분안도, 배분안을 막는 규칙도 찾지 못했습니다.",
    ),
    "plan_mends_lead_open": Text(
        "Relaxing the rules of any one line together gives the policy a plan.",
        "아래 각 줄의 규칙을 함께 완화하면 안이 생깁니다.",
    ),
    "plan_least_change": Text("To fix it", "푸는 데 필요한 변경"),
    "plan_mends": Text("Fewest rules to relax", "가장 적은 수의 규칙을 완화하는 방법"),
}
