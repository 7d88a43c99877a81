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
    "flow_outside": ("분야 외 금액은 그리지 않았습니다.", "Money outside the taxonomy is not drawn."),
    "moves_title": ("부처 사이의 이관", "Moves between ministries"),
    "moves_from": ("이전 부처", "From"),
    "moves_to": ("이후 부처", "To"),
    "waterfall_alt": (
        "{since} {first_amount}에서 {until} {last_amount}까지, 원인별 증감 ({unit}).",
        "From {first_amount} in {since} to {last_amount} in {until}, by what happened ({unit}).",
    ),
    "break_note": ("여기서 계열이 끊깁니다: {title}", "The series breaks here: {title}"),
    "break_restated": (
        "같은 정의로 다시 셈하면 증감은 {change}입니다.",
        "With both sides under one definition the change is {change}.",
    ),
    "history": ("이력", "History"),
    "history_family": ("이어진 사업", "Programmes it is linked with"),
    "history_when": ("시기", "When"),
    "history_nothing": ("달라진 것이 없습니다.", "Nothing changed."),
    "programme_findings": ("점검 결과", "Findings"),
    "mixed_stages": (
        "읽은 단계를 모두 보인 것으로, 이 계열에는 {stages} 단계가 섞여 있습니다.",
        "Each year is shown at every stage that was read. This series mixes the stages {stages}.",
    ),
    **{f"kind_{kind}": (ko, en) for kind, (en, ko) in MEANING.items()},
}
