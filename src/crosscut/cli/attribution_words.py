"""The words of ``crosscut classify``, ``sample`` and ``estimate`` for people, in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

WORDS = {
    "heading": Text(
        "{title} · {what} · {period} · {list} · partition · {unit}, rounded",
        "{title} · {what} · {period} · {list} · 중복 제외 · {unit}, 반올림",
    ),
    "estimate": Text("estimate of what decisions would say", "모든 사업을 판단했을 때의 추정"),
    "area": Text("area", "분야"),
    "published": Text("published", "공표액"),
    "value": Text("estimate", "추정액"),
    "errors": Text(
        "The 95 % intervals, were so many of the decisions wrong", "판단 가운데 틀린 비율이 이러할 때의 95 % 구간"
    ),
    "all areas": Text("All areas", "전 분야"),
    "known": Text(
        "{decided} of {programmes} programmes decided, {twice} of them by two people. Of {amount} in all {outside} is "
        "decided to be outside the taxonomy; {undecided} has no decision. Of that the published figures hold {tagged} "
        "by the sources' tags and {proposed} by proposals that count; {unread} is not looked at.",
        "사업 {programmes}건 중 {decided}건을 판단했고, 그중 {twice}건은 두 사람이 판단했습니다. 전체 {amount} 중 "
        "{outside}은(는) 그 외로 판단했고 {undecided}은(는) 판단이 없습니다. 판단이 없는 금액 중 공표액에는 원자료의 "
        "태그에 따른 {tagged}, 집계에 넣은 제안에 따른 {proposed}이(가) 들어 있고, {unread}은(는) 미분류입니다.",
    ),
    "gain": Text("{readings} by {narrower}", "{readings}건에 {narrower}"),
    "gains": Text(
        "Further readings narrow the intervals, in the mean of the areas: {steps}.",
        "더 읽으면 구간이 분야 평균으로 좁아집니다: {steps}.",
    ),
    "agreement": Text(
        "Agreement on {area}: {agreed} of {programmes} programmes. {measures}",
        "{area} 판단 일치: 사업 {programmes}건 중 {agreed}건. {measures}",
    ),
    "kappa": Text("kappa {value}", "카파 {value}"),
    "alpha": Text("alpha {value}", "알파 {value}"),
    "all agree": Text(
        "Agreement on all {programmes} programmes: {areas}", "판단이 모두 일치(사업 {programmes}건): {areas}"
    ),
    "assumed": Text("Assumed: {line}", "가정: {line}"),
    "samples read": Text("Samples read", "표본 수"),
    "sample": Text("sample {number}", "표본 {number}"),
    "programme": Text("programme", "사업"),
    "name": Text("name", "사업명"),
    "amount": Text("amount", "금액"),
    "chance": Text("chance", "추출 확률"),
    "likely": Text("likely", "유력 분야"),
    "again": Text("{programme} comes again: {why}", "{programme}을(를) 다시 읽습니다: {why}"),
    "left": Text(
        "Programmes left to read in sample {number}: {left}. Read them from the top: whoever stops early has read a "
        "smaller sample. Write what they are into decisions/, then: {estimate}",
        "표본 {number}: 읽을 사업 {left}건. 위에서부터 읽으십시오. 도중에 그치면 더 작은 표본을 읽은 것이 됩니다. "
        "판단을 decisions/에 적은 다음: {estimate}",
    ),
    "second": Text(
        "For a second person, who should not see the first opinion: {named}. Only second opinions tell how often "
        "readers err.",
        "첫 판단을 보지 않고 다른 사람이 읽을 사업: {named}. 판독이 얼마나 틀리는지는 둘째 판단으로만 알 수 있습니다.",
    ),
    "and more": Text("{named} and {count} more", "{named} 외 {count}건"),
    "fatal": Text("Fatal: {where}{message}: {effect}.", "치명: {where}{message}: {effect}."),
    "row": Text("{file}, row {row}: ", "{file} {row}행: "),
    "more fatal": Text(
        "… and {count} more; crosscut check shows all.", "… 외 {count}건. crosscut check가 모두 보여 줍니다."
    ),
    "none": Text("none", "없음"),
    "wrote": Text("Wrote proposals to {out}. Programmes: {counted}", "제안을 {out}에 썼습니다. 사업: {counted}"),
    "not there": Text("Decided, but not among the programmes: {named}", "판단은 있으나 사업 목록에 없습니다: {named}"),
    "bands": Text(
        "look: a person should read it. accept and outside: sure enough to count unread.",
        "look: 사람이 읽어야 합니다. accept와 outside: 읽지 않고 집계할 만큼 확실합니다.",
    ),
    "true": Text("true", "실제"),
    "proposed": Text("proposed", "제안"),
    "precision": Text("precision", "정밀도"),
    "recall": Text("recall", "재현율"),
    "f1": Text("F1", "F1"),
    "calibration error": Text("calibration error", "보정 오차"),
    "money missed": Text("money missed", "놓친 금액"),
    "evaluated": Text(
        "{texts} decided programmes in {groups} groups, never split. F1 micro {micro}, macro {macro} over areas, "
        "{with_outside} with outside. Calibration error {calibration}. No reading needed: {sure} of programmes, "
        "{money} of the money, {right} right.",
        "판단한 사업 {texts}건, 나누지 않는 묶음 {groups}개. F1 마이크로 {micro}, 매크로 {macro}(분야), 그 외 포함 "
        "{with_outside}. 보정 오차 {calibration}. 읽지 않아도 되는 것: 사업의 {sure}, 금액의 {money}, "
        "그중 {right} 맞음.",
    ),
}


def say(key: str, **values: object) -> Text:
    """One of the WORDS with its values filled in; a value that is a Text is filled in by language."""
    return WORDS[key].format(**values)
