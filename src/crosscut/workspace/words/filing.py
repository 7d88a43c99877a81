"""Words of looking a request over before it is filed, and of what differs between two."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "mend_first": Text("Fix the first", "첫 항목 고치기"),
    "look_over": Text("Check and submit", "확인하고 제출"),
    "look_over_lead": Text(
        "Before filing you see everything that differs from last year, and what the rules say.",
        "제출하기 전에 지난해와 달라진 것과 점검 결과를 한 화면에서 확인합니다.",
    ),
    "open_warnings": Text("To look at again; this does not stop the filing", "확인이 필요한 항목(제출 가능)"),
    "since_filing": Text("Changed since filing {number}", "{number} 제출 뒤 바뀐 것"),
    "against_last_year": Text("Against {period}", "{period} 대비"),
    "against_filing": Text("Against filing {number}", "{number} 제출분 대비"),
    "against_other": Text("Compare with another filing", "다른 제출분과 비교"),
    "what_changed": Text("What changed", "바뀐 것"),
    "what_else": Text("What else is new, and why", "그 밖의 변경·사유"),
    "was": Text("Before", "이전"),
    "sum": Text("Sum", "합계"),
    "unchanged_rows": Text("{count} programmes unchanged", "변동 없는 사업 {count}건"),
    "unchanged_rows_one": Text("1 programme as before", "변동 없는 사업 1건"),
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
    "sheet_other": Text(
        "Row {row}: this workbook is of {there} in “{title}”, not of {here} in “{call}”. Download the workbook of this request.",
        "{row}행: 이 파일은 ‘{title}’의 {there} 것이고 ‘{call}’의 {here} 것이 아닙니다. 이 요구의 엑셀을 내려받으세요.",
    ),
    "sheet_made_earlier": Text(
        "This workbook was made by another edition of Crosscut. Download it anew and carry your changes over.",
        "다른 판의 Crosscut에서 만든 파일입니다. 새로 내려받아 고친 내용을 옮기세요.",
    ),
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
    "files_title": Text("Attachments", "붙임"),
    "files_lead": Text(
        "Filed with the request, with a SHA-256 digest of each. Until then nobody outside the ministry sees them.",
        "요구와 함께 제출되며 해시값이 기록됩니다. 그전에는 부처 밖에서 볼 수 없습니다.",
    ),
    "file_choose": Text("File", "파일"),
    "file_add": Text("Attach a file", "파일 붙이기"),
    "file_end": Text("Take out", "빼기"),
    "file_end_named": Text("Take out {name}", "{name} 빼기"),
    "file_hint": Text(
        "PDF, HWPX, HWP, DOCX, XLSX, PPTX, PNG, JPEG or plain text; {most} MiB at most",
        "PDF, HWPX, HWP, DOCX, XLSX, PPTX, PNG, JPEG, 텍스트. {most} MiB 이하",
    ),
    "file_none": Text("Choose a file that is not empty.", "비어 있지 않은 파일을 고르세요."),
    "file_kind": Text(
        "The content of this file is of no kind that is taken, or it holds macros. Taken are {kinds}.",
        "받지 않는 형식이거나 매크로가 든 파일입니다. 받는 형식: {kinds}.",
    ),
    "file_ending": Text(
        "The name does not fit the content: it would have to end in {kinds}.",
        "파일 이름이 내용과 다릅니다. {kinds}(으)로 끝나야 합니다.",
    ),
    "file_size": Text("A file may have {most} MiB.", "파일은 {most} MiB까지입니다."),
    "file_all": Text(
        "All files of a ministry in a call may have {most} MiB together.",
        "한 접수에서 부처의 파일은 모두 합해 {most} MiB까지입니다.",
    ),
    "file_stays": Text(
        "Only attachments of a draft can be taken out; this one stays.",
        "작성 중인 요구의 붙임만 뺄 수 있습니다. 이 파일은 남습니다.",
    ),
    "field_files": Text("attachments", "붙임"),
    "minutes": Text("Minutes", "회의록"),
    "minutes_none": Text("No minutes yet. Ministries do not see them.", "아직 없습니다. 부처에는 보이지 않습니다."),
    "minutes_choose": Text("Minutes of a meeting", "회의록 파일"),
    "minutes_add": Text("Keep the minutes", "회의록 올리기"),
    "do_minutes_read": Text("read the minutes of meetings", "회의록 보기"),
    "do_minutes_write": Text("keep the minutes of a meeting", "회의록 올리기"),
    "act_attachment_add": Text("attached a file", "붙임 올림"),
    "act_attachment_end": Text("took a file out", "붙임 뺌"),
    "item_attachment": Text("File {number}", "붙임 {number}"),
    "done_file_added": Text("The file is kept.", "파일을 올렸습니다."),
    "done_file_ended": Text("Taken out.", "뺐습니다."),
    "origin_later": Text(
        "A call is opened from one of an earlier year.", "더 이른 연도의 접수에서만 옮겨 올 수 있습니다."
    ),
    "next_year": Text("The year after", "다음 연도"),
    "open_next_lead": Text(
        "For when this year is done: groups, dates and notes are carried over into a new call for {year}.",
        "올해 접수가 끝난 뒤에 쓰세요. 그룹·일정·알림을 옮겨 {year}년도 접수를 새로 만듭니다.",
    ),
    "open_next": Text("Open {year} from this call", "이 설정으로 {year}년도 접수 만들기"),
    "carried_title": Text("Carried over", "옮겨 오는 것"),
    "carried_programmes": Text("{count} programmes with their ids", "사업 {count}건과 사업 번호"),
    "carried_programmes_one": Text("1 programme with its id", "사업 1건과 사업 번호"),
    "carried_taxonomy": Text("The taxonomy of this budget, {taxonomy}", "이 예산의 분류 체계({taxonomy})"),
    "carried_policy": Text(
        "The policy of this budget, and the attribution that was decided", "이 예산의 배분 방침과 확정된 기술 분류"
    ),
    "carried_people": Text("{count} people with their roles", "사용자 {count}명과 역할"),
    "carried_people_one": Text("1 person with their role", "사용자 1명과 역할"),
    "carried_commitments": Text("{count} questions that are open or deferred", "끝나지 않았거나 보류한 질의 {count}건"),
    "carried_commitments_one": Text("1 question that is open or deferred", "끝나지 않았거나 보류한 질의 1건"),
    "asked_title": Text("New: to be settled by you", "새로 정할 것"),
    "asked_nothing": Text("Nothing is new.", "새로 정할 것이 없습니다."),
    "asked_behind": Text(
        "The budget still leads with {year}. Read the requests of {filed} in as a source first, or ministries start from the older amounts.",
        "예산이 아직 {year}년 금액으로 되어 있습니다. {filed}년 요구를 먼저 원자료로 읽어 들이지 않으면 이전 금액에서 시작합니다.",
    ),
    "asked_unread": Text("Filed as new, but not in the budget: {ids}", "신규로 제출되었으나 예산에 없는 사업: {ids}"),
    "asked_over": Text(
        "Programmes whose last year is past ({count}): each ministry is asked to end or prolong them.",
        "종료 연도가 지난 사업({count}건): 각 부처가 종료하거나 연장합니다.",
    ),
    "asked_joined": Text(
        "Were not invited last time and are left out again; choose a closing to invite them:",
        "지난번에 제외해 이번에도 제외한 부처(넣으려면 마감 그룹 선택):",
    ),
    "file_with_answer": Text("File with the answer (optional)", "답변에 붙일 파일(선택)"),
    "asked_note": Text(
        "Read what ministries should know again before it is sent.", "‘부처에 알릴 것’을 올해에 맞는지 다시 확인하세요."
    ),
    "asked_unstaffed": Text("Nobody writes for these ministries in the new year:", "새 연도에 담당자가 없는 부처:"),
    "commitments": Text("From the year before, still to be settled", "지난해에서 넘어온 질의"),
    "holds": Text("Open questions hold up the approval", "질의가 남아 있으면 승인하지 않음"),
    "holds_hint": Text(
        "What was filed is approved only when each question is accepted, withdrawn or deferred.",
        "모든 질의가 수용·철회·보류로 끝나야 승인할 수 있습니다.",
    ),
    "approval_held": Text(
        "{count} open questions hold up the approval of this call.",
        "남은 질의 {count}건 때문에 이 접수는 아직 승인할 수 없습니다.",
    ),
    "approval_held_one": Text(
        "1 open question holds up the approval of this call.", "남은 질의 1건 때문에 이 접수는 아직 승인할 수 없습니다."
    ),
}
