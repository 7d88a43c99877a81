"""Sentences of who may be lent what, of what has no answer yet, and of how much may be asked for."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "lend_whom": Text(
        "This role is lent only to somebody who holds one like it (of the same ministry) and none on another side.",
        "이 역할은 같은 부처의 같은 종류 역할이 있고 다른 쪽 역할이 없는 사람에게만 맡길 수 있습니다.",
    ),
    "accept_unanswered": Text(
        "Nobody has answered yet, so no answer can be accepted. Wait, or choose withdrawn or deferred.",
        "아직 답변이 없어 수용할 수 없습니다. 답변을 기다리거나 철회·보류를 고르세요.",
    ),
    "settled_meanwhile": Text(
        "The question has been settled meanwhile. Nothing was sent; what you wrote stands below.",
        "그사이 질의가 종결되었습니다. 보내지지 않았으며, 적은 내용은 아래에 있습니다.",
    ),
    "perimeter_host": Text("This server does not answer to that name.", "이 이름으로는 접속할 수 없습니다."),
    "perimeter_address": Text(
        "An address holds no character that no database keeps.", "주소에 쓸 수 없는 문자가 있습니다."
    ),
    "perimeter_large": Text("A request may hold {most} bytes.", "요청은 {most}바이트까지입니다."),
    "perimeter_token": Text(
        "A token opens the interface for programs alone, not the pages; sign in with a name.",
        "토큰으로는 프로그램용 주소만 쓸 수 있습니다. 화면은 이름으로 로그인하세요.",
    ),
    "perimeter_elsewhere": Text(
        "Forms are sent from the workspace's own pages.", "이 시스템의 화면에서 보낸 양식만 받습니다."
    ),
    "perimeter_hasty": Text("Asked too often: wait a minute.", "요청이 너무 잦습니다. 1분 뒤에 다시 하세요."),
    "said_meanwhile": Text(
        "Something was said here since you opened the page. Nothing was sent: read it, then send what you wrote.",
        "이 화면을 연 뒤 새 글이 올라왔습니다. 보내지지 않았으니 읽어 보고 다시 보내세요.",
    ),
    "due_asked_only": Text(
        "A day for an answer is named only where the question is asked again.",
        "답변 기한은 다시 물을 때만 적습니다.",
    ),
    "not_sent": Text("What you wrote, not sent", "보내지 않은 내용"),
    "amount_large": Text("“{field}” may be {most} at most.", "‘{field}’은(는) {most}까지입니다."),
    "amount_sum": Text(
        "The request's sum of “{field}” may be {most} at most. Look at the units.",
        "요구서의 ‘{field}’ 합계는 {most}까지입니다. 단위를 확인하세요.",
    ),
    "file_infected": Text(
        "The office's scanner finds something harmful in this file. It was not kept.",
        "기관의 백신이 이 파일에서 유해한 것을 찾았습니다. 파일은 보관되지 않았습니다.",
    ),
    "file_unscanned": Text(
        "The office's scanner of files does not answer, so nothing is taken in. Try later, or tell an administrator.",
        "기관의 백신이 응답하지 않아 파일을 받을 수 없습니다. 나중에 다시 하거나 관리자에게 알려 주세요.",
    ),
    "request_number": Text("Number of the request:", "요청 번호:"),
    "act_draft_save": Text("saved a draft", "작성 내용 저장"),
    "act_standin_start": Text("began to stand in", "대신하기 시작"),
    "act_standin_end": Text("ceased to stand in", "대신하기 끝"),
    "act_person_reset": Text("gave a first password anew", "임시 비밀번호 재발급"),
    "act_account_password": Text("set their own password", "비밀번호 설정"),
    "act_sign_fail": Text("failed to sign in", "로그인 실패"),
    "token_label": Text("Say what the token is for.", "토큰의 용도를 적으세요."),
    "token_nothing": Text("Choose at least one thing that the token may do.", "토큰으로 할 일을 하나 이상 고르세요."),
    "token_action": Text(
        "“{value}” is nothing that can be done here.", "‘{value}’은(는) 여기서 할 수 있는 일이 아닙니다."
    ),
    "token_by_token": Text(
        "A token makes no tokens. Sign in and make it yourself.",
        "토큰으로 토큰을 만들 수 없습니다. 로그인해서 만드세요.",
    ),
    "not_by_token": Text(
        "A token cannot change an account. Sign in and do it yourself.",
        "토큰으로는 계정을 바꿀 수 없습니다. 로그인해서 바꾸세요.",
    ),
    "call_again": Text(
        "{ministries}: another call for {year} is open already (“{title}”). Confirm to open a second one.",
        "{ministries}: {year}년 접수가 이미 열려 있습니다(‘{title}’). 하나 더 열려면 확인하세요.",
    ),
    "call_again_yes": Text("Open a second call all the same", "그래도 접수를 하나 더 엽니다"),
}
