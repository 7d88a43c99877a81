"""Words of looking a request over before it is filed, and of what differs between two."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "look_over": Text("Look over and file", "확인하고 제출"),
    "look_over_lead": Text(
        "Before filing you see everything that differs from last year, and what the rules say.",
        "제출하기 전에 지난해와 달라진 것과 점검 결과를 한 화면에서 확인합니다.",
    ),
    "open_warnings": Text("To look at again; this does not stop the filing", "다시 볼 것(제출은 할 수 있습니다)"),
    "since_filing": Text("Changed since filing {number}", "{number} 제출 뒤 바뀐 것"),
    "against_last_year": Text("Against {period}", "{period} 대비"),
    "against_filing": Text("Against filing {number}", "{number} 제출분 대비"),
    "against_other": Text("Compare with another filing", "다른 제출분과 비교"),
    "what_changed": Text("What changed", "바뀐 것"),
    "what_else": Text("What else is new, and why", "그 밖의 변경·사유"),
    "was": Text("Before", "이전"),
    "sum": Text("Sum", "합계"),
    "unchanged_rows": Text("{count} programmes as before", "그대로인 사업 {count}건"),
    "unchanged_rows_one": Text("1 programme as before", "그대로인 사업 1건"),
    "nothing_differs": Text("Nothing differs.", "달라진 것이 없습니다."),
    "kind_new": Text("new", "신규"),
    "kind_gone": Text("no longer asked for", "요구하지 않음"),
    "remove": Text("Remove this programme", "이 신규 사업 빼기"),
    "remove_lead": Text(
        "The programme leaves the draft. What was written stays in its history.",
        "작성 중인 요구에서 빠집니다. 적은 내용은 이력에 남습니다.",
    ),
    "remove_yes": Text("Remove it", "빼기"),
    "remove_old": Text(
        "Only a new programme can be removed. To end one of last year's, ask for 0.",
        "신규 사업만 뺄 수 있습니다. 지난해 사업을 끝내려면 요구액을 0으로 적으세요.",
    ),
    "remove_moved": Text(
        "Somebody has written in this programme meanwhile. Look at it again, then remove it.",
        "그사이 다른 사람이 이 사업을 고쳤습니다. 다시 보고 빼세요.",
    ),
    "done_programme_removed": Text("Removed from the draft.", "작성 중인 요구에서 뺐습니다."),
    "act_draft_remove": Text("removed a new programme", "신규 사업 뺌"),
    "field_removed": Text("removed", "뺌"),
    "clock_planned": Text(
        "The call opens {at}; the server was asked at {asked}. Come back then.",
        "접수는 {at}에 시작합니다(서버가 요청받은 시각 {asked}). 그때 다시 하세요.",
    ),
    "clock_closed": Text(
        "The call closed {at}; the server was asked at {asked}. What was written stays; the office can extend the closing.",
        "{at}에 마감되었습니다(서버가 요청받은 시각 {asked}). 작성한 것은 남아 있으며, 예산 부서가 마감을 연장할 수 있습니다.",
    ),
    "clock_closed_late": Text(
        "The call closed {at} and took late requests until {late}; the server was asked at {asked}. "
        "What was written stays; the office can extend the closing.",
        "{at}에 마감되었고 기한 후 제출도 {late}까지였습니다(서버가 요청받은 시각 {asked}). "
        "작성한 것은 남아 있으며, 예산 부서가 마감을 연장할 수 있습니다.",
    ),
}
