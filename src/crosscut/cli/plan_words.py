"""The words of ``crosscut allocate`` for people, in English and Korean."""

from __future__ import annotations

from crosscut.text import Text

STATUS = {
    "optimal": Text("optimal", "최적"),
    "feasible": Text("feasible", "가능(최적 여부 미증명)"),
    "infeasible": Text("infeasible", "불가능"),
}
"""How a plan stands."""

KEYS = {"area": Text("area", "분야"), "ministry": Text("ministry", "부처")}

WORDS = {
    "plan": Text(
        "{status}: {total} of {ceiling}, value {value}, proved to be at most {gap} below the best",
        "{status}: 한도 {ceiling} 중 {total} 배분, 가치 {value}, 최선과의 차이는 {gap} 이하로 증명됨",
    ),
    "best plan": Text(
        "{status}: {total} of {ceiling}, value {value}, proved to be the best",
        "{status}: 한도 {ceiling} 중 {total} 배분, 가치 {value}, 최선임이 증명됨",
    ),
    "best years": Text("{status}, proved to be the best", "{status}, 최선임이 증명됨"),
    "years": Text(
        "{status}, proved to be at most {gap} below the best", "{status}, 최선과의 차이는 {gap} 이하로 증명됨"
    ),
    "of": Text("{name}: {total} of {ceiling}", "{name}: 한도 {ceiling} 중 {total}"),
    "by": Text("By {key} ({unit})", "{key}별({unit})"),
    "compared": Text("By {key} ({unit}), change against the first", "{key}별({unit}), 첫 번째 안 대비 증감"),
    "beside": Text("By {key} ({unit}); the first has no plan", "{key}별({unit}), 첫 번째 안 없음"),
    "no plan": Text("no plan", "안 없음"),
    "rules": Text("Rules", "규칙"),
    "binding": Text("Rules over money that bind, {name}", "{name}: 한도에 닿은 금액 규칙"),
    "rule": Text("rule", "규칙"),
    "owner": Text("owner", "소관"),
    "limit": Text("limit", "한도"),
    "used": Text("used", "사용"),
    "costs": Text("costs", "비용"),
    "when relaxed": Text("when relaxed", "완화 폭"),
    "largest": Text(
        "Programmes that ask, by their change on last year, the largest first: {count} of {whole} ({unit})",
        "요구 사업, 전년 대비 증감이 큰 순서: {whole}개 중 {count}개({unit})",
    ),
    "moved": Text("When the ceiling moves ({unit})", "총액 변동 시 영향({unit})"),
    "ceiling": Text("ceiling", "총액"),
    "value": Text("value", "가치"),
    "changed": Text("other amounts", "금액 변동"),
    "flips": Text("funded or ended", "선정 변동"),
    "programme": Text("programme", "사업"),
    "name": Text("name", "사업명"),
    "last year": Text("last year", "전년"),
    "amount": Text("amount", "배분"),
    "change": Text("change", "증감"),
    "why": Text("why", "사유"),
    "ended": Text(
        "Last year: {total}, of which {ended} of programmes that ended ({count})",
        "전년 총액 {total}, 그중 종료 사업 {count}개 {ended}",
    ),
    "outside": Text(
        "Outside what is divided: {named}, {money} (last year {past})", "배분 대상 외: {named}, {money}(전년 {past})"
    ),
    "robust": Text(
        "Over all weights allowed: {counts} ({method}{error})", "허용된 모든 가중치에서: {counts}({method}{error})"
    ),
    "disagree": Text("; up to {part} of weights may disagree", "; 최대 {part}의 가중치에서 다를 수 있음"),
    "tried": Text("; {tried} verdicts tried, {refuted} refuted", "; 판정 {tried}건 검증, {refuted}건 반증"),
    "core": Text("core", "핵심"),
    "borderline": Text("borderline", "경계"),
    "exterior": Text("lowest", "최소 배분"),
    "exact": Text("exact", "전수"),
    "sampled": Text("sampled", "표본"),
    "single": Text("one weighting", "가중치 하나"),
    "contradiction": Text(
        "The policy contradicts itself: these rules cannot hold together, any others can stay.",
        "정책의 규칙이 서로 모순됨: 다음 규칙은 함께 지킬 수 없으며, 나머지는 그대로 둘 수 있음.",
    ),
    "contradiction open": Text(
        "The policy contradicts itself: these rules cannot hold together.",
        "정책의 규칙이 서로 모순됨: 다음 규칙은 함께 지킬 수 없음.",
    ),
    "no contradiction": Text(
        "No plan was found in time, and no rules that leave none: give it more time (--seconds).",
        "시간 안에 배분안도, 배분안을 막는 규칙도 찾지 못함. --seconds를 늘리십시오.",
    ),
    "contradiction of one": Text(
        "The policy has no plan: this rule by itself leaves none, any others can stay.",
        "정책에 맞는 배분안이 없음: 다음 규칙 하나만으로도 배분안이 없으며, 나머지는 그대로 둘 수 있음.",
    ),
    "contradiction of one open": Text(
        "The policy has no plan: this rule by itself leaves none.",
        "정책에 맞는 배분안이 없음: 다음 규칙 하나만으로도 배분안이 없음.",
    ),
    "mend": Text("- {text} [{rule}]{owner}. To mend it: {change}.", "- {text} [{rule}]{owner}. 해소 방법: {change}."),
    "with them": Text(
        "- with them, though changing one alone mends nothing: {rules}.",
        "- 함께 모순되나 하나만 바꾸어서는 풀리지 않는 규칙: {rules}.",
    ),
    "no amount": Text(
        "They leave no amount for {named}, which asks for {asked}.", "{named}(요구 {asked})에 줄 수 있는 금액이 없음."
    ),
    "no amount between": Text(
        "They leave no amount for {named}, which asks for {asked}: it is to have at least {least}, and at most {most}.",
        "{named}(요구 {asked})에 줄 수 있는 금액이 없음: 최소 {least}, 최대 {most}.",
    ),
    "nothing binds": Text("{name}: no rule over money binds.", "{name}: 한도에 닿은 금액 규칙 없음."),
    "fewest": Text("Fewest rules to relax: {rules}.", "완화할 규칙의 최소 조합: {rules}."),
    "more ways": Text("; or one of {count} other sets of as few", "; 또는 규칙 수가 같은 다른 조합 {count}개"),
    "many ways": Text(
        "; or one of {count} or more other sets of as few", "; 또는 규칙 수가 같은 다른 조합 {count}개 이상"
    ),
    "and": Text(" and ", ", "),
    "or": Text("; or ", "; 또는 "),
    "one of": Text("one of {rules}", "{rules} 중 하나"),
    "restored": Text(
        "What it takes to give those furthest below their request all of it:",
        "요구액에 가장 못 미치는 사업을 요구액대로 복원할 때:",
    ),
    "applied": Text(
        "Recorded as {period}: {counted} with money, {total}, in decisions/{file}.",
        "{period} 금액으로 기록: 배분받는 {counted} {total}, decisions/{file}.",
    ),
    "given nothing": Text(
        "Given nothing, and in the stage with an amount of 0: {counted}.",
        "배분액이 없어 0으로 그 단계에 남음: {counted}.",
    ),
    "receipts kept": Text(
        "Outside the plan, as asked for: {counted} with {money}.",
        "배분 대상이 아닌 음수 금액은 요구한 대로: {counted} {money}.",
    ),
    "to undo": Text("Remove that file to undo it.", "되돌리려면 이 파일을 삭제."),
}
"""Sentences and headings by what they say in English."""

WHAT_IF = {
    "policy": Text(
        "{change}: {limit}, counted from the policy's limit of {base}", "{change}: {limit}(정책 한도 {base} 기준)"
    ),
    "request": Text("{change}: {limit}, counted from the request of {base}", "{change}: {limit}(요구액 {base} 기준)"),
    "last year": Text("{change}: {limit}, counted from last year's {base}", "{change}: {limit}(전년 금액 {base} 기준)"),
    "amount": Text("{change}: {limit}", "{change}: {limit}"),
    "whole": Text("{said} (amounts are whole numbers of {unit})", "{said}(배분 단위 {unit})"),
    "proved": Text(
        "{status}: {total} in all, value {value} (the plan's {before}), proved to be at most {gap} below the best",
        "{status}: 총 {total} 배분, 가치 {value}(기준안 {before}), 최선과의 차이는 {gap} 이하로 증명됨",
    ),
    "best": Text(
        "{status}: {total} in all, value {value} (the plan's {before}), proved to be the best",
        "{status}: 총 {total} 배분, 가치 {value}(기준안 {before}), 최선임이 증명됨",
    ),
    "unproved": Text(
        "{status}: {total} in all, value {value} (the plan's {before})",
        "{status}: 총 {total} 배분, 가치 {value}(기준안 {before})",
    ),
    "nothing moves": Text("No programme's amount changes.", "금액이 달라지는 사업 없음."),
    "all": Text("Programmes whose amount changes: {count}", "금액이 달라지는 사업: {count}개"),
    "most": Text(
        "Programmes whose amount changes: {count}, the {most} most of them",
        "금액이 달라지는 사업: {count}개, 그중 가장 크게 달라지는 {most}개",
    ),
    "moved": Text("- {named}: {before} → {after} ({change})", "- {named}: {before} → {after}({change})"),
    "contradiction": Text(
        "It leaves no plan: these rules cannot hold together, any others can stay.",
        "배분안이 없음: 다음 규칙은 함께 지킬 수 없으며, 나머지는 그대로 둘 수 있음.",
    ),
    "no contradiction": Text(
        "No plan was found in time, and no rules that leave none.",
        "시간 안에 배분안도, 배분안을 막는 규칙도 찾지 못함.",
    ),
    "contradiction of one": Text(
        "It leaves no plan: this rule by itself leaves none, any others can stay.",
        "배분안이 없음: 다음 규칙 하나만으로도 배분안이 없으며, 나머지는 그대로 둘 수 있음.",
    ),
    "contradiction open": Text(
        "It leaves no plan: these rules cannot hold together.", "배분안이 없음: 다음 규칙은 함께 지킬 수 없음."
    ),
    "contradiction of one open": Text(
        "It leaves no plan: this rule by itself leaves none.", "배분안이 없음: 다음 규칙 하나만으로도 배분안이 없음."
    ),
}
"""Sentences of an answer to a change, those that say what it is counted from by the base's name."""
