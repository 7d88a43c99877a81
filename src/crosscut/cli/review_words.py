"""The words of ``crosscut review`` for people, in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS = {
    "by programme": Text("By programme", "사업별"),
    "programme": Text("programme", "사업"),
    "name": Text("name", "사업명"),
    "ministry": Text("ministry", "부처"),
    "committee": Text("committee", "위원회"),
    "area": Text("area", "분야"),
    "rule": Text("rule", "규칙"),
    "rules": Text("rules", "규칙"),
    "findings": Text("findings", "검토 사항"),
    "programmes": Text("programmes", "사업 수"),
    "alone": Text("by this rule", "규칙별 금액"),
    "at stake": Text("in question", "쟁점 금액"),
    "at stake in": Text("in question ({unit})", "쟁점 금액({unit})"),
    "total": Text("total", "합계"),
    "not stated": Text("(not stated)", "(없음)"),
    "more programmes": Text(
        "Further programmes: {count}; --all shows every finding in full",
        "그 밖의 사업 {count}개. --all로 검토 사항을 모두 표시",
    ),
    "duplicate": Text("Alike, {money}: {named}", "유사, {money}: {named}"),
    "alike": Text("Alike: is one enough?", "유사·중복 확인"),
    "family": Text("Family, {money}: {named}", "계열, {money}: {named}"),
    "question": Text("One name, to be asked about, {money}: {named}", "같은 이름, 확인 필요, {money}: {named}"),
    "more": Text("Further families: {count}", "그 밖의 계열 {count}개"),
    "recorded": Text(
        "Recorded: {subject}, {decision}, by {by}: {reason}", "기록함: {subject} {decision}, {by}: {reason}"
    ),
    "decided": Text("{count} {decision}", "{decision} {count}건"),
    "stakes": Text(
        "Amount in question in {period}, each programme's money once ({unit})",
        "{period} 쟁점 금액, 사업별로 한 번만 계산({unit})",
    ),
    "groups": Text(
        "Groups: alike {duplicates}; families {families}; continuations {continuations}",
        "묶음: 유사 {duplicates}개, 계열 {families}개, 계속 {continuations}개",
    ),
    "not run": Text("Not run: {rule} needs {needs}", "미점검: {rule} - 필요한 자료 {needs}"),
    "finding": Text("finding", "검토 사항"),
    "decision": Text("decision", "결정"),
    "by": Text("by", "결정자"),
    "at": Text("at ({zone})", "시각({zone})"),
    "reason": Text("reason", "사유"),
    "holds": Text("holds", "효력"),
    "in force": Text("in force", "유효"),
    "replaced": Text("replaced by a later one", "나중 결정으로 대체"),
    "contradicted": Text("contradicted at the same time", "같은 시각의 처리와 모순"),
}
"""What stands in the text of a review."""

DECISIONS = {
    "accepted": Text("accepted", "수용"),
    "waived": Text("waived", "면제"),
    "deferred": Text("deferred", "보류"),
    "expired": Text("waived, and changed since", "면제 만료"),
    "apart": Text("apart", "별개"),
}
"""What people decided of a finding."""
