"""What can happen to money between two sides, and what readers call it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

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
    REATTRIBUTED = "reattributed"
    RETAGGED = "retagged"
    ROUNDED = "rounded"
    NEW = "new"
    ENDED = "ended"
    GROWN = "grown"
    CUT = "cut"


MEANING: Mapping[EffectKind, Text] = {
    EffectKind.CORRECTED: Text("correction of an error", "오류 정정"),
    EffectKind.REDEFINED: Text("another definition or scope", "정의·범위 변경"),
    EffectKind.RECLASSIFIED: Text("re-attributed by a revision of the taxonomy", "분류체계 개정에 따른 재분류"),
    EffectKind.MOVED: Text("moved to another ministry", "소관 부처 이관"),
    EffectKind.MERGED: Text("merged", "통합"),
    EffectKind.SPLIT: Text("split", "분리"),
    EffectKind.RENAMED: Text("renamed or renumbered", "사업명·번호 변경"),
    EffectKind.ITEMISED: Text("named for the first time", "사업명 첫 공표"),
    EffectKind.REATTRIBUTED: Text("re-attributed by decision", "결정에 따른 재분류"),
    EffectKind.RETAGGED: Text("other parts by area in the source", "원자료의 분야별 비율 변화"),
    EffectKind.ROUNDED: Text("areas rounded otherwise", "분야별 반올림 차이"),
    EffectKind.NEW: Text("new", "신규"),
    EffectKind.ENDED: Text("ended", "종료"),
    EffectKind.GROWN: Text("grown", "증액"),
    EffectKind.CUT: Text("cut", "감액"),
}
"""What readers call the kinds."""

REASON: Mapping[EffectKind, Text] = {
    **MEANING,
    EffectKind.CORRECTED: Text("corrections of errors", "오류 정정"),
    EffectKind.RECLASSIFIED: Text("re-attribution by a revision of the taxonomy", "분류체계 개정에 따른 재분류"),
    EffectKind.MOVED: Text("moves to another ministry", "소관 부처 이관"),
    EffectKind.MERGED: Text("programmes that were merged", "사업 통합"),
    EffectKind.SPLIT: Text("programmes that were split", "사업 분리"),
    EffectKind.RENAMED: Text("programmes that were renamed or renumbered", "사업명·번호 변경"),
    EffectKind.ITEMISED: Text("programmes named for the first time", "사업명 첫 공표"),
    EffectKind.REATTRIBUTED: Text("re-attribution by decision", "결정에 따른 재분류"),
    EffectKind.RETAGGED: Text("tags that the source changed", "원자료의 분야 표시 변경"),
    EffectKind.NEW: Text("new programmes", "신규 사업"),
    EffectKind.ENDED: Text("programmes that ended", "사업 종료"),
    EffectKind.GROWN: Text("programmes that grew", "기존 사업 증액"),
    EffectKind.CUT: Text("programmes that were cut", "기존 사업 감액"),
}
"""What sentences call the kinds as the reason of a change."""
