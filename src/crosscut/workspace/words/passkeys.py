"""Words of passkeys, and of proving again who one is."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "passkeys": Text("Passkeys", "패스키"),
    "passkeys_lead": Text(
        "Sign in without a password: by the lock of this machine, a telephone or a security key. Have two, so that one may be lost.",
        "비밀번호 없이 이 기기의 잠금, 휴대전화, 보안 키로 로그인합니다. 하나를 잃어도 되도록 두 개를 등록해 두세요.",
    ),
    "passkeys_none": Text("You have none yet.", "등록한 패스키가 없습니다."),
    "passkeys_none_of": Text("None.", "등록된 패스키가 없습니다."),
    "passkey_name": Text("What this passkey is called", "패스키 이름"),
    "passkey_name_hint": Text("Such as: office computer, blue key.", "예: 사무실 컴퓨터, 파란 보안 키"),
    "passkey_add": Text("Add a passkey", "패스키 등록"),
    "passkey_since": Text("added {time}", "{time} 등록"),
    "passkey_unused": Text("not used yet", "아직 사용하지 않음"),
    "passkey_synced": Text("may be on several machines", "여러 기기에 있을 수 있음"),
    "passkey_end": Text("End", "종료"),
    "passkey_end_named": Text("End the passkey “{name}”", "패스키 ‘{name}’ 종료"),
    "passkey_lead": Text(
        "Or sign in with a passkey, without name and password.", "이름과 비밀번호 없이 패스키로 로그인할 수도 있습니다."
    ),
    "passkey_go": Text("Sign in with a passkey", "패스키로 로그인"),
    "passkey_waiting": Text("Your browser is asking you …", "브라우저의 안내를 따르세요…"),
    "passkey_broken": Text(
        "Nothing came of it: it was called off, took too long, or there is no passkey of yours here.",
        "완료되지 않았습니다. 취소했거나 시간이 지났거나, 이 기기에 본인의 패스키가 없습니다.",
    ),
    "passkey_here_already": Text(
        "This machine or key has a passkey of yours already.", "이 기기(보안 키)에는 이미 본인의 패스키가 있습니다."
    ),
    "passkey_needs_script": Text(
        "Passkeys need a browser that knows them, with scripts. The password does without.",
        "패스키는 이를 지원하는 브라우저에서 스크립트를 켜야 쓸 수 있습니다. 비밀번호는 스크립트 없이도 됩니다.",
    ),
    "passkeys_not_here": Text(
        "Passkeys belong to a name, not to a number: open the workspace by its own address, or as localhost.",
        "패스키는 IP 주소로는 등록할 수 없습니다. 업무 공간의 정식 주소나 localhost로 여세요.",
    ),
    "passkey_wrong": Text(
        "The passkey's answer is not right, or too late. Begin again.",
        "패스키의 응답이 올바르지 않거나 시간이 지났습니다. 처음부터 다시 하세요.",
    ),
    "passkey_nobody": Text(
        "Nobody here has this passkey, or it has ended. Sign in with the password, or tell an administrator.",
        "등록되지 않았거나 종료된 패스키입니다. 비밀번호로 로그인하거나 관리자에게 알려 주세요.",
    ),
    "passkey_copied": Text(
        "This passkey may have been copied: its counter went back. It has ended. Tell an administrator.",
        "사용 횟수가 되돌아가 복제되었을 수 있는 패스키입니다. 종료했으니 관리자에게 알려 주세요.",
    ),
    "passkey_counter_back": Text(
        "its counter went back: it may have been copied", "사용 횟수가 되돌아감: 복제되었을 수 있음"
    ),
    "passkey_known": Text("This passkey is known here already.", "이미 등록된 패스키입니다."),
    "passkey_name_length": Text(
        "Give the passkey a name of 60 characters at most.", "패스키 이름을 60자 이내로 적으세요."
    ),
    "passkey_name_taken": Text("You have a passkey of that name.", "같은 이름의 패스키가 있습니다."),
    "passkeys_many": Text(
        "{most} passkeys at most. End one first.", "패스키는 {most}개까지입니다. 먼저 하나를 종료하세요."
    ),
    "passkeys_of_lead": Text(
        "Whoever has lost theirs: end it here and give a first password. Sign-ins and tokens end at once.",
        "잃어버렸다면 여기서 종료하고 임시 비밀번호를 발급하세요. 그 사람의 로그인과 토큰은 바로 끝납니다.",
    ),
    "kept_back": Text("{roles}: only with a passkey", "{roles}: 패스키로 로그인해야 합니다"),
    "kept_back_how": Text(
        "Add one under My account, or sign in with the one you have.",
        "내 계정에서 등록하거나, 가지고 있는 패스키로 로그인하세요.",
    ),
    "only_with_passkey": Text("only with a passkey", "패스키 로그인 필요"),
    "prove_title": Text("Prove who you are", "본인 확인"),
    "prove_lead": Text(
        "Before something changes that signing in rests on, prove who you are again. It is enough for ten minutes.",
        "로그인에 관한 것을 바꾸기 전에 본인임을 다시 확인합니다. 10분 동안 유효합니다.",
    ),
    "prove_go": Text("Prove it again", "다시 확인"),
    "prove_first": Text(
        "To add or end something here, prove first who you are.",
        "여기서 등록하거나 종료하려면 먼저 본인 확인을 하세요.",
    ),
    "prove_done": Text("You have proved it lately. Go on.", "최근에 확인했습니다. 계속하세요."),
    "prove_again": Text(
        "Your last proof is too long ago, or was not by your passkey. Prove again who you are.",
        "본인 확인을 한 지 오래되었거나 패스키로 하지 않았습니다. 다시 확인하세요.",
    ),
    "act_account_passkey": Text("added or ended a passkey", "패스키 등록·종료"),
    "act_person_passkey": Text("ended somebody's passkey", "다른 사람의 패스키 종료"),
    "by_passkey": Text("with a passkey", "패스키로"),
    "done_passkey_added": Text(
        "The passkey is added, and this sign-in goes on with it.",
        "패스키를 등록했습니다. 이 로그인은 패스키 로그인으로 계속됩니다.",
    ),
    "done_passkey_ended": Text("The passkey has ended.", "패스키를 종료했습니다."),
}
