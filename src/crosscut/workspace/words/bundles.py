"""Words of a day without the server: the bundle, its page, and what comes back of it."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "bundle_title": Text("Work without the server", "오프라인 작업"),
    "bundle_lead": Text(
        "A signed bundle (ZIP) for working offline: a page that shows and edits this request from the disk, and the workbook. "
        "Afterwards upload the file that the page saved, the workbook, or the whole bundle. You see every change before it is taken.",
        "오프라인 작업 파일(ZIP)을 내려받습니다. 인터넷 없이 열어 고치는 화면과 엑셀이 들어 있습니다. "
        "나중에 그 화면에서 저장한 파일이나 엑셀, 또는 묶음 전체를 올리면 반영 전에 바뀐 것을 모두 보여 드립니다.",
    ),
    "bundle_get": Text("Download the bundle", "묶음 내려받기"),
    "bundle_file": Text(
        "Edited file (.json, .zip or .xlsx)",
        "작업한 파일: 저장한 파일(.json), 묶음(.zip) 또는 엑셀(.xlsx)",
    ),
    "bundle_send": Text("Upload the file worked on", "작업한 파일 올리기"),
    "bundle_waiting": Text("Uploaded, and not decided yet", "올렸으나 아직 정하지 않은 것"),
    "bundle_refused_title": Text("This file was not taken", "반영하지 않은 파일"),
    "bundle_refused": Text("not taken", "반영 안 함"),
    "bundle_refused_lead": Text(
        "Nothing of the request has changed. The file is kept as it came.",
        "요구는 바뀌지 않았습니다. 올린 파일은 그대로 보관합니다.",
    ),
    "bundle_away": Text("Put away", "목록에서 치우기"),
    "bundle_away_since": Text(
        "Put away {time}; the file stays.", "{time}에 목록에서 치웠습니다. 파일은 남아 있습니다."
    ),
    "bundle_open": Text("to decide", "정할 것"),
    "bundle_get_file": Text("The file as it came", "올린 파일 그대로 받기"),
    "bundle_read": Text("What was written without the server", "서버 없이 고친 것"),
    "bundle_said_at": Text(
        "Saved {time} by the sender's own clock, as the file says; nothing goes by it. It arrived {arrived} by the server's clock.",
        "파일에는 보낸 사람 컴퓨터 시계로 {time}에 저장했다고 되어 있습니다. 이 시각은 쓰지 않습니다. 서버가 받은 시각은 {arrived}입니다.",
    ),
    "bundle_nothing": Text(
        "Nothing that was sent differs from the draft: nothing changes.",
        "작성 내용과 다른 것이 없어 바뀌는 것이 없습니다.",
    ),
    "bundle_told": Text("To know about it", "알아 둘 것"),
    "bundle_emptied": Text("emptied without the server", "서버 없이 비움"),
    "bundle_faults_lead": Text(
        "These values are not taken. Write them here in the request, or go on without them; the file is kept as it came.",
        "이 값은 반영되지 않습니다. 요구 화면에서 직접 적거나 빼고 진행하세요. 올린 파일은 그대로 보관합니다.",
    ),
    "in_bundle": Text("Written without the server", "오프라인에서 적은 값"),
    "bundle_again": Text(
        "This very file was taken {at}. Uploaded again it changes nothing, unless you pick something now.",
        "같은 파일이 {at}에 이미 반영되었습니다. 지금 고르지 않으면 아무것도 바뀌지 않습니다.",
    ),
    "bundle_signature": Text(
        "The office's signature does not fit: what the office stated in this file was changed, or another office made it. Nothing was taken.",
        "예산 부서의 서명이 맞지 않습니다. 서명된 내용이 바뀌었거나 다른 기관의 파일입니다. 아무것도 반영하지 않았습니다.",
    ),
    "bundle_unreadable": Text(
        "This is neither a bundle of a request nor a file that its page saved, or it is of another edition. Nothing was taken.",
        "요구 묶음도, 그 화면에서 저장한 파일도 아니거나 다른 판에서 만든 것입니다. 아무것도 반영하지 않았습니다.",
    ),
    "bundle_other": Text(
        "This is of {there} in “{title}”, not of {here} in “{call}”. Nothing was taken; upload it there.",
        "‘{title}’의 {there} 것이고 ‘{call}’의 {here} 것이 아닙니다. 아무것도 반영하지 않았으니 해당 요구에 올리세요.",
    ),
    "bundle_unknown": Text(
        "There is no programme {id} in this request. What was written of it is in the file as it came.",
        "이 요구에 사업 번호 {id}이(가) 없습니다. 적은 내용은 올린 파일에 남아 있습니다.",
    ),
    "bundle_removed": Text(
        "The new programme {id} was taken out of the draft meanwhile. Pick it below to ask for it again.",
        "신규 사업 {id}은(는) 그사이 작성 내용에서 빠졌습니다. 다시 요구하려면 아래에서 고르세요.",
    ),
    "bundle_lost": Text(
        "The draft has no programme {id} any more, as after a restore. Pick it below to ask for it again.",
        "서버 복구 등으로 작성 내용에 사업 {id}이(가) 없습니다. 다시 요구하려면 아래에서 고르세요.",
    ),
    "act_bundle_refuse": Text("uploaded a file that was not taken", "반영되지 않은 파일 올림"),
    "done_bundle_read": Text(
        "Read. Nothing is taken before you say so.", "읽었습니다. 고르기 전에는 아무것도 반영하지 않습니다."
    ),
    "bundle_made": Text(
        "As it stood {time}, downloaded by {name}. Closes {closes}.",
        "{time} 기준, {name} 내려받음. {closes} 마감.",
    ),
    "bundle_how": Text("How to work without the server", "오프라인 작업하는 방법"),
    "bundle_how_page": Text(
        "Open a programme, change what is to change, and save the changes as a file. Nothing leaves this page before you send that file.",
        "사업을 열어 고친 뒤 변경 내용을 파일로 저장합니다. 그 파일을 올리기 전에는 아무것도 밖으로 나가지 않습니다.",
    ),
    "bundle_how_book": Text(
        "Or work in request.xlsx of this bundle, in Excel, LibreOffice or Hancom.",
        "또는 묶음 안의 request.xlsx를 엑셀·리브레오피스·한셀에서 고칩니다.",
    ),
    "bundle_how_send": Text(
        "When the server is back, upload the file on the page of the request. What others changed meanwhile is asked, nothing is overwritten.",
        "서버가 돌아오면 요구 화면에서 파일을 올립니다. 그사이 다른 사람이 고친 것은 물어보며, 아무것도 덮어쓰지 않습니다.",
    ),
    "bundle_no_scripts": Text(
        "Scripts do not run here, so this page only shows the request. To change it, use the workbook request.xlsx of this bundle.",
        "스크립트가 꺼져 있어 이 화면에서는 볼 수만 있습니다. 고치려면 묶음 안의 엑셀 파일 request.xlsx를 쓰세요.",
    ),
    "bundle_save": Text("Save the changes as a file", "변경 내용을 파일로 저장"),
    "bundle_continue": Text("Go on from a file saved earlier", "저장해 둔 파일 이어서 작업"),
    "bundle_unsaved": Text("Changed, and not saved as a file yet: {count}", "파일로 저장하지 않은 변경: {count}건"),
    "bundle_saved": Text(
        "Saved as {name}. Upload it when the server is back.", "{name}(으)로 저장했습니다. 서버가 돌아오면 올리세요."
    ),
    "bundle_as_made": Text("Nothing changed yet.", "아직 바꾼 것이 없습니다."),
    "bundle_continued": Text("{count} changes taken from {name}.", "{name}에서 변경 {count}건을 가져왔습니다."),
    "bundle_foreign": Text(
        "{name} is not of this bundle. Nothing was taken from it.",
        "{name}은(는) 이 묶음의 파일이 아닙니다. 아무것도 가져오지 않았습니다.",
    ),
    "bundle_unread": Text(
        "This page cannot read “{value}” as an amount. Write a number such as 1,234.5, or add a unit; it is kept as it is and read again when it is uploaded.",
        "이 화면에서는 ‘{value}’을(를) 금액으로 읽지 못합니다. 1,234.5처럼 적거나 단위를 붙이세요. 적은 그대로 보관하며, 올릴 때 다시 읽습니다.",
    ),
    "bundle_to_mend": Text("To look at before filing", "제출 전 확인할 것"),
    "bundle_undo": Text("Back to what stood", "내려받을 때 값으로"),
    "bundle_drop": Text("Drop this new programme", "이 신규 사업 빼기"),
}
