"""Words of running an office: backups, checkpoints, mail, jobs, and other ways to sign in."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "act_backup_make": Text("made a backup", "백업"),
    "item_backup": Text("Backup", "백업"),
    "act_account_mail": Text("changed the address for mail", "메일 주소 변경"),
    "mail": Text("Mail", "메일 알림"),
    "mail_lead": Text(
        "Calls, extensions, questions and near closings of your own are told there. No amounts stand in the mail.",
        "본인 업무의 접수·연장·질의·마감 임박을 알려 드립니다. 메일에는 금액이 들어가지 않습니다.",
    ),
    "mail_address": Text("Address", "메일 주소"),
    "mail_daily": Text(
        "One message a day, at eight in the morning; a closing that is near is told at once",
        "하루 한 번 오전 8시에 모아 받기(임박한 마감은 바로 알림)",
    ),
    "mail_digest_subject": Text("{count} notices", "알림 {count}건"),
    "mail_wrong": Text(
        "This is no mail address. It reads name@office.go.kr.", "메일 주소가 아닙니다. 이름@기관.go.kr처럼 적으세요."
    ),
    "done_mail_saved": Text("The address is saved.", "메일 주소를 저장했습니다."),
    "mail_call_subject": Text("Requests for {year}: a call is open", "{year}년 요구 접수 시작"),
    "mail_call_text": Text(
        "“{title}” is open. It closes at {closes}.", "‘{title}’ 접수가 열렸습니다. 마감은 {closes}입니다."
    ),
    "mail_extended_subject": Text("Requests for {year}: the closing is later", "{year}년 요구 접수 마감 연장"),
    "mail_extended_text": Text("“{title}” now closes at {closes}.", "‘{title}’ 마감이 {closes}(으)로 연장되었습니다."),
    "mail_closing_subject": Text("Requests for {year}: the closing is near", "{year}년 요구 접수 마감 임박"),
    "mail_closing_text": Text(
        "“{title}” closes at {closes}, and your ministry has not filed yet.",
        "‘{title}’ 마감은 {closes}이며, 귀 부처는 아직 제출하지 않았습니다.",
    ),
    "mail_asked_subject": Text("A question about your request", "제출한 요구에 대한 질의"),
    "mail_asked_text": Text(
        "The office has asked you a question. Please answer it there.",
        "예산 담당 부서의 질의가 있습니다. 아래에서 답변해 주세요.",
    ),
    "mail_answered_subject": Text("Your question has been answered", "질의에 대한 답변"),
    "mail_answered_text": Text(
        "Your question has been answered. You can settle it there.",
        "질의에 답변이 있습니다. 아래에서 처리할 수 있습니다.",
    ),
    "field_jobs": Text("jobs", "작업"),
    "state_word_running": Text("under way", "진행 중"),
    "nav_jobs": Text("Jobs", "작업"),
    "jobs_lead": Text(
        "Work that takes longer. It goes on where the page is closed, and begins again where the server was stopped.",
        "시간이 걸리는 작업입니다. 화면을 닫아도 계속되고, 서버가 멈췄다가 다시 켜지면 처음부터 다시 합니다.",
    ),
    "jobs_none": Text("Nothing has been started yet.", "시작한 작업이 없습니다."),
    "job_build": Text("Build the publication anew", "공개 자료 새로 만들기"),
    "job_waiting": Text("waits", "대기 중"),
    "job_running": Text("under way", "진행 중"),
    "job_done": Text("done", "완료"),
    "job_failed": Text("failed", "실패"),
    "job_cancelled": Text("cancelled", "취소됨"),
    "job_cancel": Text("Cancel", "취소"),
    "job_look": Text("Show how far it is", "진행 상황 새로 보기"),
    "job_again": Text(
        "One of this kind waits or is under way already.", "같은 작업이 이미 대기 중이거나 진행 중입니다."
    ),
    "job_ended": Text("It has ended already.", "이미 끝난 작업입니다."),
    "job_died": Text("Its process died three times.", "작업 프로세스가 세 번 중단되었습니다."),
    "job_by": Text("{name}, {time}", "{name}, {time}"),
    "do_job_start": Text("start a job", "작업 시작"),
    "do_job_cancel": Text("cancel a job", "작업 취소"),
    "do_job_read": Text("see jobs", "작업 보기"),
    "act_job_start": Text("started a job", "작업 시작"),
    "act_job_cancel": Text("cancelled a job", "작업 취소"),
    "item_job": Text("Job {number}", "작업 {number}"),
    "done_job_started": Text("The job is started.", "작업을 시작했습니다."),
    "done_job_cancelled": Text("The job is cancelled.", "작업을 취소했습니다."),
    "checkpoint_file": Text("Signed, as a file to keep elsewhere", "서명된 파일로 내려받아 다른 곳에 보관"),
}
