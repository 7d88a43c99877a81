"""What sections of the desk and of the page on method say as their titles, a sentence for each shape."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "desk_moved_area": Text(
        "Areas with more than last year: {rose} of {all}; with less: {fell}.",
        "전년보다 늘어난 분야 {rose}개, 줄어든 분야 {fell}개입니다(전체 {all}개).",
    ),
    "desk_moved_ministry": Text(
        "Ministries with more than last year: {rose} of {all}; with less: {fell}.",
        "전년보다 늘어난 부처 {rose}곳, 줄어든 부처 {fell}곳입니다(전체 {all}곳).",
    ),
    "desk_asked_area": Text(
        "Areas with more than they asked for: {rose} of {all}; with less: {fell}.",
        "요구액보다 늘어난 분야 {rose}개, 줄어든 분야 {fell}개입니다(전체 {all}개).",
    ),
    "desk_asked_ministry": Text(
        "Ministries with more than they asked for: {rose} of {all}; with less: {fell}.",
        "요구액보다 늘어난 부처 {rose}곳, 줄어든 부처 {fell}곳입니다(전체 {all}곳).",
    ),
    "desk_rules": Text(
        "Of {all} rules below, used to the last unit: {count}.",
        "아래 규칙 {all}개 가운데 한도까지 쓴 것은 {count}개입니다.",
    ),
    "desk_curve": Text(
        "Programmes whose amounts change: {count} with the ceiling moved by {first}, {other} with {last}.",
        "한도를 {first} 움직이면 사업 {count}개, {last} 움직이면 {other}개의 금액이 바뀝니다.",
    ),
    "desk_robust": Text(
        "Whatever the weights, of {all} programmes: with their most {core}, with their least {exterior}.",
        "가중치와 관계없이 사업 {all}개 가운데 {core}개는 최대, {exterior}개는 최소를 받습니다.",
    ),
    "desk_robust_sampled": Text(
        "Under all weights that were tried, of {all} programmes: with their most {core}, with their least {exterior}.",
        "시험해 본 모든 가중치에서 사업 {all}개 가운데 {core}개는 최대, {exterior}개는 최소를 받습니다.",
    ),
    "desk_less_than_asked": Text(
        "Of {all} programmes, with less than asked for: {count}.",
        "사업 {all}개 가운데 {count}개가 요구액보다 적게 받습니다.",
    ),
    "desk_mends": Text("Ways out: {count}.", "푸는 방법은 {count}가지입니다."),
    "desk_bound": Text(
        "Later years that are bound by what is given now: {count}.",
        "지금의 금액이 이후 {count}개 연도의 예산을 구속합니다.",
    ),
    "desk_between_area": Text(
        "From {since} to {until}, of {all} areas: with more {rose}, with less {fell}.",
        "{since} → {until}: 늘어난 분야 {rose}개, 줄어든 분야 {fell}개입니다(전체 {all}개).",
    ),
    "desk_between_ministry": Text(
        "From {since} to {until}, of {all} ministries: with more {rose}, with less {fell}.",
        "{since} → {until}: 늘어난 부처 {rose}곳, 줄어든 부처 {fell}곳입니다(전체 {all}곳).",
    ),
    "desk_binding_years": Text(
        "Of {all} years, with rules used to the last unit: {count}.",
        "{all}개 연도 가운데 {count}개 연도에 한도까지 쓴 규칙이 있습니다.",
    ),
    "desk_change_between": Text(
        "Of {all} programmes, changing from one year to another: {count}.",
        "사업 {all}개 가운데 {count}개의 금액이 해마다 달라집니다.",
    ),
    "desk_most_at_stake": Text(
        "Most money is in question here: {name}, {amount}.", "쟁점 금액이 가장 큰 것은 {name}({amount})입니다."
    ),
    "desk_level_at_stake": Text(
        "No one of these has most money in question.", "쟁점 금액이 가장 큰 것이 하나로 꼽히지 않습니다."
    ),
    "desk_none_at_stake": Text("None of these puts any money in question.", "쟁점 금액이 있는 것이 없습니다."),
    "desk_open": Text("Open findings: {count} of {all}.", "검토 사항 {all}건 가운데 {count}건이 미결입니다."),
    "desk_not_run": Text(
        "Rules that could not run for lack of data: {count}.", "자료가 없어 점검하지 못한 규칙은 {count}개입니다."
    ),
    "desk_own_findings": Text("Points that the review raises: {count}.", "이 사업의 검토 사항은 {count}건입니다."),
    "desk_own_groups": Text(
        "Groups of programmes that it stands in: {count}.", "이 사업이 속한 묶음은 {count}개입니다."
    ),
    "desk_estimated": Text(
        "Least sure is {name}: between {low} and {high}.", "가장 불확실한 분야는 {name}({low}~{high})입니다."
    ),
    "method_has_areas": Text("Areas in all: {areas}.", "분야는 {areas}개입니다."),
    "method_has_subs": Text(
        "Areas in all: {areas}; sub-technologies: {subs}.", "분야 {areas}개, 중점기술 {subs}개로 이루어져 있습니다."
    ),
    "method_has_stages": Text(
        "Money stands at {count} of {all} stages; pages lead with {period}.",
        "{all}개 단계 가운데 {count}개에 금액이 있으며, 기준은 {period}입니다.",
    ),
    "method_measured": Text(
        "Measured on programmes that people decided: {count}.", "사람이 결정한 사업 {count}개로 쟀습니다."
    ),
    "method_has_inexact": Text(
        "Programmes whose amounts are known only as intervals: {count}.",
        "금액을 구간으로만 아는 사업은 {count}개입니다.",
    ),
    "method_one_source": Text("All of it comes from one file.", "모든 금액은 파일 하나에서 왔습니다."),
    "method_has_sources": Text("All of it comes from {count} files.", "모든 금액은 파일 {count}개에서 왔습니다."),
}
