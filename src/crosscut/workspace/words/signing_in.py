"""Words of signing in through the ministry's own provider."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "provider_lead": Text("Or sign in with your account of {name}.", "{name} 계정으로 로그인할 수도 있습니다."),
    "provider_go": Text("Sign in with {name}", "{name} 로그인"),
    "provider_leave": Text("You are leaving for a moment", "잠시 다른 사이트로 이동합니다"),
    "provider_leave_lead": Text(
        "Sign in at {name}; it leads you back here.", "{name}에서 로그인하면 이곳으로 돌아옵니다."
    ),
    "provider_stay": Text("Stay here", "이동하지 않기"),
    "provider_fault": Text(
        "{name} does not answer as it should. The server's log says how; the password still works.",
        "{name}의 응답이 올바르지 않습니다. 자세한 내용은 서버 로그에 있으며, 비밀번호로는 로그인할 수 있습니다.",
    ),
    "provider_refused": Text("You were not signed in there.", "로그인이 이루어지지 않았습니다."),
    "provider_other_flow": Text(
        "This answer belongs to no sign-in that this browser has begun. Begin again.",
        "이 브라우저에서 시작한 로그인이 아니거나 시간이 지났습니다. 처음부터 다시 하세요.",
    ),
    "provider_nobody": Text(
        "Nobody here is set up as {subject}. Tell an administrator.",
        "{subject}(으)로 등록된 사용자가 없습니다. 관리자에게 알려 주세요.",
    ),
    "provider_none": Text(
        "The office has no identity provider: workspace.toml states none.",
        "통합 인증이 설정되어 있지 않습니다(workspace.toml).",
    ),
    "subject_length": Text("Write the subject, 255 characters at most.", "식별자를 255자 이내로 적으세요."),
    "subject_taken": Text("Somebody is set up as that already.", "이미 다른 사용자에게 등록된 식별자입니다."),
    "identity_lead": Text(
        "Who this person is at {name}. It opens this account and gives no role.",
        "{name}에서 쓰는 식별자입니다. 이 계정으로 로그인하게 할 뿐 역할은 생기지 않습니다.",
    ),
    "identity_subject": Text("Subject (sub)", "식별자(sub)"),
    "identity_add": Text("Set up", "등록"),
    "identity_end": Text("End", "종료"),
    "do_person_identify": Text("set up who somebody is at the provider", "통합 인증 식별자 등록"),
    "act_person_identify": Text("set up who somebody is at the provider", "통합 인증 식별자 등록·종료"),
    "by_provider": Text("through the provider", "통합 인증으로"),
    "done_identity_added": Text("It is set up.", "등록했습니다."),
    "done_identity_ended": Text("It has ended.", "종료했습니다."),
}
