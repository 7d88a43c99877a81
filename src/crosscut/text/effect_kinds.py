"""What can happen to money between two sides, and what readers call it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from crosscut.text.pair import Text


class EffectKind(StrEnum):
    """What happened to money between two sides, in the order that effects are taken."""

    CORRECTED = "corrected"
    REDEFINED = "redefined"
    RECLASSIFIED = "reclassified"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    RENAMED = "renamed"
    ITEMISED = "itemised"
    LOOKED_AT = "looked_at"
    REATTRIBUTED = "reattributed"
    RETAGGED = "retagged"
    ROUNDED = "rounded"
    NEW = "new"
    ENDED = "ended"
    GROWN = "grown"
    CUT = "cut"


Passage = Literal["", "granted", "spent"]
"""Which way money went between two sides: what was asked for to what was given, what was given to what was spent."""

BY_AMOUNTS = frozenset({EffectKind.NEW, EffectKind.ENDED, EffectKind.GROWN, EffectKind.CUT})
"""What the amounts show by themselves."""


def effect_key(kind: EffectKind | str, passage: Passage) -> str:
    """What names a kind between two sides: what is not given, or not spent, was neither ended nor cut."""
    return f"{passage}_{kind}" if passage and kind in BY_AMOUNTS else str(kind)


def meaning(kind: EffectKind | str, passage: Passage) -> Text:
    """What readers call a kind between two sides."""
    return MEANING[effect_key(kind, passage)]


def meanings(passage: Passage) -> Mapping[EffectKind, Text]:
    """What readers call each kind between two sides."""
    return {kind: meaning(kind, passage) for kind in EffectKind}


MEANING: Mapping[str, Text] = {
    EffectKind.CORRECTED: Text("correction of an error", "오류 정정"),
    EffectKind.REDEFINED: Text("another definition or scope", "정의·범위 변경"),
    EffectKind.RECLASSIFIED: Text("re-attributed by a revision of the taxonomy", "분류체계 개정에 따른 재분류"),
    EffectKind.MOVED: Text("moved to another ministry", "소관 부처 이관"),
    EffectKind.MERGED: Text("merged", "통합"),
    EffectKind.SPLIT: Text("split", "분리"),
    EffectKind.RENAMED: Text("renamed or renumbered", "사업명·번호 변경"),
    EffectKind.ITEMISED: Text("named for the first time", "사업명 첫 공표"),
    EffectKind.LOOKED_AT: Text("areas known at one point only", "한 시점만 분야 확인"),
    EffectKind.REATTRIBUTED: Text("re-attributed by decision", "결정에 따른 재분류"),
    EffectKind.RETAGGED: Text("shares of areas changed in the source", "원자료의 분야 구성 변화"),
    EffectKind.ROUNDED: Text("areas rounded otherwise", "분야별 반올림 차이"),
    EffectKind.NEW: Text("new", "신규"),
    EffectKind.ENDED: Text("ended", "종료"),
    EffectKind.GROWN: Text("grown", "증액"),
    EffectKind.CUT: Text("cut", "감액"),
    "granted_new": Text("given without a request", "요구 없이 반영"),
    "granted_ended": Text("asked for, not given", "요구 미반영"),
    "granted_grown": Text("given more than asked for", "요구보다 증액"),
    "granted_cut": Text("given less than asked for", "요구보다 감액"),
    "spent_new": Text("spent without a budget", "예산 없이 집행"),
    "spent_ended": Text("budget, nothing spent", "전액 미집행"),
    "spent_grown": Text("spent more than the budget", "예산보다 더 집행"),
    "spent_cut": Text("spent less than the budget", "예산보다 덜 집행"),
}
"""What readers call the kinds, by :func:`effect_key`."""

REASON: Mapping[str, Text] = {
    **MEANING,
    EffectKind.CORRECTED: Text("corrections of errors", "오류 정정"),
    EffectKind.RECLASSIFIED: Text("re-attribution by a revision of the taxonomy", "분류체계 개정에 따른 재분류"),
    EffectKind.MOVED: Text("moves to another ministry", "소관 부처 이관"),
    EffectKind.MERGED: Text("programmes that were merged", "사업 통합"),
    EffectKind.SPLIT: Text("programmes that were split", "사업 분리"),
    EffectKind.RENAMED: Text("programmes that were renamed or renumbered", "사업명·번호 변경"),
    EffectKind.ITEMISED: Text("programmes named for the first time", "사업명 첫 공표"),
    EffectKind.LOOKED_AT: Text("money whose areas are known at one point only", "한 시점에서만 분야가 확인된 금액"),
    EffectKind.REATTRIBUTED: Text("re-attribution by decision", "결정에 따른 재분류"),
    EffectKind.RETAGGED: Text("tags that the source changed", "원자료의 분야 표시 변경"),
    EffectKind.NEW: Text("new programmes", "신규 사업"),
    EffectKind.ENDED: Text("programmes that ended", "사업 종료"),
    EffectKind.GROWN: Text("programmes that grew", "기존 사업 증액"),
    EffectKind.CUT: Text("programmes that were cut", "기존 사업 감액"),
    "granted_new": Text("programmes given money that nobody asked for", "요구에 없던 사업 반영"),
    "granted_ended": Text("programmes that asked and were given nothing", "요구 사업 미반영"),
    "granted_grown": Text("programmes given more than they asked for", "요구보다 늘린 사업"),
    "granted_cut": Text("programmes given less than they asked for", "요구보다 줄인 사업"),
    "spent_new": Text("programmes that spent without a budget", "예산에 없던 사업 집행"),
    "spent_ended": Text("programmes that spent nothing of their budget", "예산 전액을 집행하지 않은 사업"),
    "spent_grown": Text("programmes that spent more than their budget", "예산보다 더 집행한 사업"),
    "spent_cut": Text("programmes that spent less than their budget", "예산보다 덜 집행한 사업"),
}
"""What sentences call the kinds as the reason of a change, by :func:`effect_key`."""
