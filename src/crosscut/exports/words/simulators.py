"""The words of the page on which readers divide the total anew. Each in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "simulator": Text("Divide the budget yourself", "예산 모의 배분"),
    "simulator_link": Text("Divide it yourself", "직접 나누어 보기"),
    "simulator_note": Text(
        "A simulation, and no decision. Nobody proposes, receives or counts what you choose here: it stays in your "
        "browser and in the address of this page.",
        "모의 배분이며 결정이 아닙니다. 고른 금액은 어디에도 제출·집계되지 않고 이 브라우저와 이 페이지 "
        "주소에만 남습니다.",
    ),
    "simulator_lead": Text(
        "All the money of {period}, each amount in one place only. Give more here and less there: what is left or owed "
        "is always in view.",
        "{period} 금액을 모두 중복 없이 나눈 표입니다. 금액을 늘리거나 줄이면 남거나 모자라는 금액이 바로 표시됩니다.",
    ),
    "simulator_without": Text(
        "Where scripts run, each row has a field and a slider, and this page says what is left or owed, what each "
        "change is as much as, and what the shares become. Without them, here is the budget as it is.",
        "자바스크립트를 쓸 수 있으면 줄마다 입력란과 슬라이더가 있어 남거나 모자라는 금액, 바꾼 금액의 규모, 달라진 "
        "비중을 바로 보여 줍니다. 지금은 예산을 있는 그대로 보여 줍니다.",
    ),
    "simulator_by": Text("Divide by", "나누는 기준"),
    "simulator_mine": Text("Your amount", "내 금액"),
    "simulator_moved": Text("Your change", "바꾼 금액"),
    "simulator_field": Text("{name}: your amount in {unit}", "{name}: 내 금액({unit})"),
    "simulator_slider": Text("{name}: change in per cent", "{name}: 증감률(%)"),
    "simulator_at": Text("{rate}, {amount}", "{rate}, {amount}"),
    "simulator_hint": Text(
        "Type an amount in {unit}, or a change such as +5%. The green part of a slider is what the money left allows.",
        "금액({unit})이나 +5%처럼 증감률을 입력합니다. 슬라이더의 초록 부분이 남은 돈으로 가능한 범위입니다.",
    ),
    "simulator_unread": Text(
        "Not an amount: {text}. Type digits in {unit}, not below nothing, or a change such as −5%.",
        "금액으로 읽을 수 없습니다: {text}. 0 이상의 {unit} 단위 숫자나 −5% 같은 증감률을 입력하세요.",
    ),
    "simulator_even": Text("It adds up: nothing left, nothing owed", "합계가 맞음: 남거나 모자라는 금액 없음"),
    "simulator_left": Text("Left to give: {amount}", "남은 금액: {amount}"),
    "simulator_owed": Text("Owed: {amount} more than there is", "모자라는 금액: {amount}"),
    "simulator_of": Text("You divide {mine} of {total}", "총 {total} 중 {mine} 배분"),
    "simulator_reset": Text("Back to the budget as it is", "처음으로"),
    "simulator_reset_one": Text("Undo {name}", "{name} 되돌리기"),
    "simulator_undo": Text("Undo", "되돌리기"),
    "simulator_changed": Text("What you changed", "바꾼 내용"),
    "simulator_nothing": Text("Nothing yet.", "아직 바꾼 것이 없습니다."),
    "simulator_change": Text("{name}: {change} ({rate}), to {amount}.", "{name}: {change}({rate}) → {amount}."),
    "simulator_change_new": Text("{name}: {change}, to {amount}.", "{name}: {change} → {amount}."),
    "simulator_share": Text("Its share goes from {before} to {after}.", "비중은 {before}에서 {after}로 바뀝니다."),
    "simulator_since": Text("Against {since} that is {rate}.", "{since} 대비 {rate}입니다."),
    "simulator_same": Text(
        "The change is what the programmes of {other} ({count}) had together in {since}: {sum}.",
        "바꾼 금액은 {since} {other} 사업({count}개) 예산과 같습니다: {sum}.",
    ),
    "simulator_about": Text(
        "The change is about what the programmes of {other} ({count}) had together in {since}: {sum}.",
        "바꾼 금액은 {since} {other} 사업({count}개) 예산과 비슷합니다: {sum}.",
    ),
    "simulator_part": Text(
        "The change is {part} of what the programmes of {other} ({count}) had together in {since}: {sum}.",
        "바꾼 금액은 {since} {other} 사업({count}개) 예산의 {part}입니다: {sum}.",
    ),
    "simulator_keep": Text(
        "The address of this page holds your choice: keep it, or send it to somebody.",
        "이 페이지의 주소에 고른 금액이 들어 있습니다. 저장하거나 다른 사람에게 보낼 수 있습니다.",
    ),
    "simulator_mail": Text("Mail it", "전자우편으로 보내기"),
    "simulator_print": Text("Print", "인쇄"),
    "simulator_elsewhere": Text(
        "This address was made over another edition of the budget: its amounts are kept, what stands beside them has "
        "moved.",
        "다른 판의 예산에서 만든 주소입니다. 금액은 그대로 두었으나 비교 대상이 달라졌습니다.",
    ),
    "simulator_unknown": Text(
        "Parts in the address that this budget does not have: {count}.", "주소에 있으나 이 예산에 없는 항목: {count}개."
    ),
}
