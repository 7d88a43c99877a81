"""Words of discussing a move: threads, live figures in texts, and why it is to be signed."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "do_move_discuss": Text("discuss a move to a stage", "단계 반영안 논의"),
    "do_move_settle": Text("settle a thread on a move", "반영안 논의 종결"),
    "do_move_justify": Text("write why a move is to be signed", "반영안 제안 설명 작성"),
    "act_move_discuss": Text("said something of a move", "반영안 논의 글"),
    "act_move_settle": Text("settled a thread on a move", "반영안 논의 종결"),
    "act_move_justify": Text("wrote why a move is to be signed", "반영안 제안 설명 작성"),
    "done_move_said": Text("It stands with the move.", "반영안에 남겼습니다."),
    "field_thread_saying": Text("Text", "글"),
    "field_justification": Text("Justification", "제안 설명"),
    "threads": Text("Discussion", "논의"),
    "threads_none": Text(
        "Nothing has been said yet. Only the office sees what stands here; ministries and the public do not.",
        "아직 글이 없습니다. 여기 쓴 글은 심의 담당자와 감사자만 보며, 부처와 국민에게는 공개되지 않습니다.",
    ),
    "threads_open": Text("{count} open threads", "진행 중인 논의 {count}건"),
    "threads_open_one": Text("{count} open thread", "진행 중인 논의 {count}건"),
    "thread_number": Text("Thread {number}", "논의 {number}"),
    "thread_is_open": Text("open", "진행 중"),
    "thread_is_settled": Text("settled", "종결"),
    "thread_settled": Text("settled it", "종결"),
    "thread_reopened": Text("opened it again", "다시 논의"),
    "thread_settled_already": Text("This thread is settled already.", "이미 종결한 논의입니다."),
    "thread_new": Text("Open a thread", "논의 시작"),
    "thread_new_short": Text("discuss", "논의"),
    "thread_about": Text("Discuss {name}", "{name} 논의"),
    "thread_of": Text("About one programme or figure", "대상 사업 또는 공개 수치"),
    "thread_of_hint": Text(
        "The number or name of a programme, or the id of a published figure. Leave it empty for the whole move.",
        "사업 번호나 이름, 또는 공개 수치의 번호를 적으세요. 비워 두면 반영안 전체에 대한 논의입니다.",
    ),
    "thread_of_both": Text(
        "A thread is about one programme or about one figure.", "논의 대상은 사업이나 공개 수치 가운데 하나입니다."
    ),
    "thread_text": Text("What you want to say", "내용"),
    "thread_send": Text("Send", "보내기"),
    "thread_answer": Text("Answer", "답글"),
    "thread_reopen": Text("Open it again", "다시 논의"),
    "thread_settle": Text("Send and settle", "보내고 종결"),
    "quote_hint": Text(
        "A programme's number, an area's id or a figure's id in square brackets becomes its number, such as [ai]; it is "
        "marked where it changes later.",
        "사업 번호나 분야 ID, 공개 수치 번호를 대괄호로 묶으면(예: [ai]) 그 수치로 표시되고, 나중에 바뀌면 바뀌었다고 표시됩니다.",
    ),
    "quote_unknown": Text("There is no figure “{said}”.", "공개 수치 가운데 ‘{said}’ 번호가 없습니다."),
    "quote_gone": Text("gone", "없어짐"),
    "justification": Text("Why it is to be signed", "제안 설명"),
    "justification_write": Text("Write why it is to be signed", "제안 설명 쓰기"),
    "justification_again": Text("Write it anew", "제안 설명 고치기"),
    "justification_ko": Text("In Korean", "한국어"),
    "justification_en": Text("In English", "영어"),
    "justification_save": Text("Save", "저장"),
    "justification_version": Text("version {number}", "{number}번째 판"),
    "move_threads_open": Text(
        "Open threads on this move stop its approval: {count}.", "진행 중인 논의가 {count}건 있어 결재할 수 없습니다."
    ),
    "move_moved_said": Text("Said since: entry {name}", "새로 올라온 글 {name}"),
    "move_moved_justification": Text("Justification ({name})", "제안 설명({name})"),
    "mail_thread_subject": Text("Something was said of a move", "반영안에 새 글이 올라왔습니다"),
    "mail_thread_text": Text(
        "Somebody wrote in a thread on a move that you have a part in. You can read it and answer there.",
        "관련된 반영안의 논의에 새 글이 올라왔습니다. 아래 화면에서 읽고 답할 수 있습니다.",
    ),
}
