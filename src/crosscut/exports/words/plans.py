"""The words of the allocation's page. Key → (Korean, English)."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "nav_plan": ("배분안", "Allocation"),
    "plan_lead": (
        "정책의 규칙 아래에서 한도를 나눈 안. 모든 금액은 {unit} 단위의 정수이며, 별도의 프로그램이 규칙을 검증함.",
        (
            "The ceiling divided under the rules of a policy. Every amount is a whole number of {unit}; a "
            "separate program has checked every rule again."
        ),
    ),
    "plan_previous_note": (
        "전년 금액이 자료에 없어 요구액을 전년 금액으로 봅니다.",
        "No amounts of last year are known: requests are taken as last year's amounts.",
    ),
    "plan_note_period": ("배분안", "Allocation"),
    "plan_mends_lead": (
        "아래 각 줄의 규칙을 함께 완화하면 안이 생깁니다. 규칙의 수가 가장 적은 방법입니다.",
        "Relaxing the rules of any one line together gives the policy a plan. No smaller set of rules does.",
    ),
    "plan_curve_lead": (
        "한도를 ±1, ±5, ±10 % 움직이고 매번 다시 푼 결과입니다.",
        "The ceiling is moved by 1, 5 and 10 % each way, and the plan is made anew each time.",
    ),
    "plan_curve_chart": ("한도에 따른 가치 (현재 안 = 100)", "Value against the ceiling (this plan = 100)"),
    "plan_curve_areas": ("한도에 따른 분야별 금액", "Areas against the ceiling"),
    "plan_curve_here": ("현재 안", "This plan"),
    "plan_curve_untraced": (
        "다른 한도의 금액은 가정에서 나온 값이므로 근거 행이 없습니다.",
        "Amounts under other ceilings are what-ifs and have no rows behind them.",
    ),
    "core_core_text": ("어느 가중치에서도 최대를 받음", "Get their most under every weighting"),
    "core_borderline_text": ("가중치에 따라 달라짐: 사람이 볼 곳", "Depend on the weighting: where people should look"),
    "core_exterior_text": ("어느 가중치에서도 최소를 받음", "Get their least under every weighting"),
    "plan_direction": ("증감", "Change"),
    "plan_up": ("증액", "Increased"),
    "plan_down": ("감액", "Cut"),
    "plan_even": ("전년과 같음", "As last year"),
    "plan_total": ("배분 총액", "Allocated"),
    "plan_ceiling": ("한도", "Ceiling"),
    "plan_value": ("계획의 가치", "Value of the plan"),
    "plan_gap": ("최선과의 차이(증명된 상한)", "Distance from the best, proved"),
    "plan_proved": ("증명됨", "Proved"),
    "plan_not_proved": ("증명되지 않음: 차이가 목표보다 큼", "Not proved: the distance is above the one asked for"),
    "plan_by_area": ("기술 분야별", "By technology area"),
    "plan_by_ministry": ("부처별", "By ministry"),
    "plan_previous": ("전년", "Last year"),
    "plan_requested": ("요구", "Requested"),
    "plan_amount": ("배분", "Allocated"),
    "plan_change": ("증감", "Change"),
    "plan_rate": ("증감률", "Change, %"),
    "plan_rules": ("규칙과 그 비용", "Rules and what they cost"),
    "plan_rules_lead": (
        "비용은 규칙을 적힌 만큼 완화하고 다시 풀 때 늘어나는 가치. 여유 있고 비용 없는 규칙은 싣지 않음.",
        (
            "The cost is the value gained when the rule is relaxed by the step shown and the plan is made anew. "
            "Rules with room to spare and no cost are left out."
        ),
    ),
    "plan_rule": ("규칙", "Rule"),
    "plan_owner": ("책임", "Owner"),
    "plan_limit": ("기준", "Limit"),
    "plan_used": ("반영", "Used"),
    "plan_cost": ("비용(가치)", "Cost (value)"),
    "plan_step": ("완화 폭", "Relaxed by"),
    "plan_curve": ("한도가 움직이면", "When the ceiling moves"),
    "plan_curve_infeasible": ("가능한 안 없음", "no plan possible"),
    "plan_curve_changed": ("금액이 바뀌는 사업", "Programmes whose amount changes"),
    "plan_curve_flips": ("선정이 뒤바뀌는 사업", "Programmes funded or ended"),
    "plan_move": ("한도 변화", "Ceiling moved by"),
    "chart_curve_alt": (
        "한도 {first}에서 가치는 현재 안의 {first_value} %, {last}에서 {last_value} %.",
        "With the ceiling moved by {first} the value is {first_value} % of the plan's, by {last} {last_value} %.",
    ),
    "plan_programmes": ("사업별 금액과 이유", "Programmes and reasons"),
    "plan_reason": ("이유", "Why"),
    "plan_core": ("견고성", "Robustness"),
    "plan_core_lead": (
        "정책이 허용하는 모든 가중치에서: 핵심은 늘 최대, 제외는 늘 최소, 경계는 가중치에 따라 달라짐.",
        (
            "Over all weights that the policy allows: core programmes always get their most, exterior ones always "
            "their least, borderline ones depend on the weights."
        ),
    ),
    "plan_exact": ("모든 안을 열거해 정확히 구함.", "Found exactly, by listing every plan."),
    "plan_sampled": (
        "가중치 표본 {samples}개로 구함. 핵심·제외는 과대평가될 수 있음(95 % 신뢰로 가중치의 {error} %까지).",
        (
            "Found from {samples} sampled sets of weights: core and exterior may be overstated. With 95 % confidence, "
            "up to {error} % of the weights may disagree with a verdict."
        ),
    ),
    "plan_single": ("정책이 한 가지 가중치만 허용함.", "The policy allows one set of weights only."),
    "core_core": ("핵심", "Core"),
    "core_borderline": ("경계", "Borderline"),
    "core_exterior": ("제외", "Exterior"),
    "plan_more": ("나머지 {count}개 사업은 plan.csv에 있습니다.", "The other {count} programmes are in plan.csv."),
    "plan_conflict": ("정책이 서로 모순됨", "The policy contradicts itself"),
    "plan_conflict_lead": (
        "이 정책으로는 배분안이 없습니다. 아래 규칙들은 함께 지킬 수 없고, 하나라도 빠지면 나머지는 지킬 수 있습니다.",
        "No plan keeps this policy. The rules below cannot hold together; without any one of them, the others can.",
    ),
    "plan_least_change": ("푸는 데 필요한 변경", "To mend it"),
    "plan_mends": ("가장 적은 수의 규칙을 완화하는 방법", "Fewest rules to relax"),
}
