"""Words of what is to be looked at before something is taken or filed."""

from __future__ import annotations

from collections.abc import Mapping

from crosscut.text import Text

WORDS: Mapping[str, Text] = {
    "role_later": Text("no role yet", "역할은 나중에"),
    "first_password_gone": Text(
        "It is not shown again once this page is left. If it is lost, set a new one below.",
        "이 화면을 벗어나면 다시 볼 수 없습니다. 잃어버리면 아래에서 다시 정할 수 있습니다.",
    ),
    "overdue": Text("{count} have not filed though their time is over:", "마감이 지났으나 제출하지 않은 곳 {count}:"),
    "overdue_one": Text("1 has not filed though its time is over:", "마감이 지났으나 제출하지 않은 곳 1:"),
    "extension_how": Text(
        "Who coordinates the call: {names}.",
        "접수 총괄 담당: {names}.",
    ),
    "invite_all": Text("Invite all", "모두 선택"),
    "invite_none": Text("Invite none", "모두 해제"),
    "asked_for_now": Text("asked for now", "현재 요구액"),
    "to_request": Text("Open this programme in the request", "요구서의 이 사업 열기"),
    "ask_about": Text("Ask about {name}", "{name} 질의"),
    "item_draft": Text("{name} ({ministry})", "{name}({ministry})"),
    "item_new_programme": Text("New programme {number}", "신규 사업 {number}"),
    "item_sign_in": Text("Sign-in", "로그인"),
    "draft_private": Text("what a draft says is not kept here", "작성 내용은 기록하지 않음"),
    "downloaded": Text("When downloaded", "내려받을 때"),
    "find_programme": Text("Name or id", "사업명·번호"),
    "find": Text("Find", "찾기"),
    "found_of": Text("{count} found", "{count}건"),
    "found_of_one": Text("1 found", "1건"),
    "find_all": Text("Show all {count}", "{count}건 모두 보기"),
    "rule_unread": Text(
        "Cell {cell} of {name} was not taken and the former value stands: {why}",
        "{name}의 {cell} 칸은 반영되지 않았고 이전 값이 그대로 있습니다: {why}",
    ),
    "rule_row_unread": Text(
        "Row {row}{said} of {name} was not taken: {why}", "{name}의 {row}행{said}은 반영되지 않았습니다: {why}"
    ),
    "rule_untouched": Text(
        "Nothing was changed: this asks for the same amounts as {period}.",
        "아직 고친 것이 없습니다. {period}과(와) 같은 금액으로 제출하게 됩니다.",
    ),
    "rule_doubled": Text(
        "The whole request is twice {period} or more. Look at the amounts.",
        "전체 요구액이 {period}의 2배 이상입니다. 금액을 확인하세요.",
    ),
    "rule_replaces": Text(
        "The closing has passed: what is filed now takes the place of {number}, which was filed in time.",
        "마감이 지났습니다. 지금 제출하면 기한 내에 낸 {number}을(를) 대신합니다.",
    ),
    "rule_total": Text(
        "This looks like a total of other programmes and would count them twice. Take it out unless it is a programme.",
        "다른 사업의 합계로 보입니다. 사업이 아니면 빼세요. 그대로 두면 금액이 두 번 더해집니다.",
    ),
    "extended_here": Text("The closing was extended to {time}: {why}", "마감이 {time}까지 연장되었습니다: {why}"),
    "not_shown": Text("not shown to you", "비공개"),
    "extension_ask": Text("Ask for an extension", "마감 연장 요청"),
    "extension_ask_lead": Text(
        "The office decides. The request stands in the record with its reason.",
        "예산 부서가 결정합니다. 요청과 사유는 기록에 남습니다.",
    ),
    "extension_asked": Text(
        "{name} asked for an extension {time}: {why}", "{name} 님이 {time}에 연장을 요청했습니다: {why}"
    ),
    "extension_day": Text("Until the end of", "연장 희망일"),
    "extension_until": Text("until {day}", "{day}까지 희망"),
    "done_extension_asked": Text("The extension is asked for.", "연장을 요청했습니다."),
    "new_add": Text("add as a new programme", "신규 사업으로 추가"),
    "new_leave": Text("leave out", "추가하지 않음"),
    "from_earlier": Text("mended since your last upload", "앞서 올린 값을 고침"),
    "as_downloaded": Text("undoes what your last upload set", "지난번 반영한 값을 되돌림"),
    "change_of": Text("{change} on {period}", "{period} 대비 {change}"),
    "looked": Text(
        "I have looked at these {count} points and file as it stands.", "위 {count}건을 확인했으며 이대로 제출합니다."
    ),
    "looked_one": Text("I have looked at this point and file as it stands.", "위 1건을 확인했으며 이대로 제출합니다."),
    "look_first": Text(
        "Nothing was filed: look at the points above and tick that you have.",
        "제출하지 않았습니다. 위의 확인할 것을 보고 확인란에 표시하세요.",
    ),
}
