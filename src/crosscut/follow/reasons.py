"""Why something happened to money, in the words of both languages."""

from __future__ import annotations

from collections.abc import Iterable

from crosscut.text import Text

NOTHING = Text()
CORRECTED = Text("a person corrected the printed amount", "담당자가 원자료의 금액을 정정함")
CORRECTED_PLAN = Text("a person corrected what the plan gave", "담당자가 배분안의 금액을 정정함")
TAKEN_BACK = Text("a correction was taken back", "정정을 취소함")
DECIDED = Text("its areas were decided anew", "담당자가 분야를 다시 결정함")
LOOKED_AT = Text("nobody has looked at its areas at the other point", "다른 시점에는 분야가 확인되지 않음")
RETAGGED = Text("the source gives its areas other shares of its money", "원자료상 분야별 비율이 달라짐")
KEPT_BY_PLAN = Text(
    "the source gives its areas other shares of its money; the applied plan keeps those of its day",
    "원자료상 분야별 비율이 달라짐(적용한 배분안은 적용 당시의 비율을 유지)",
)
NOTHING_LEFT = Text("nothing is left", "남은 금액 없음")
ROUNDED = Text("its areas differ by rounding", "분야별 금액이 반올림만큼 다름")
_STATUSES = {"new": "신규", "continued": "계속", "ended": "종료"}


def quoting(why: Text, stated: Iterable[str]) -> Text:
    """What happened, with what the person wrote who did it."""
    said = "; ".join(stated)
    return Text(f"{why.en}: {said}", f"{why.ko}: {said}") if said else why


def amount_corrected(why: Text, named: Text, stated: Iterable[str] | None) -> Text:
    """A reason, and that a person corrected one of the two amounts; as it was where ``stated`` is None."""
    if stated is None:
        return why
    told = quoting(Text(f"{named.en} was corrected", f"{named.ko} 금액을 정정함"), stated)
    return Text("; ".join(filter(None, (why.en, told.en))), "; ".join(filter(None, (why.ko, told.ko))))


def was_called(name: str) -> Text:
    """A programme that had another name."""
    return Text(f"was {name!r}", f"이전 이름 ‘{name}’")


def moved(origins: Iterable[str], target: str, predecessor: str = "") -> Text:
    """Money that went from one holder to another, and under which id it stood before."""
    origins = sorted(origins)
    was, id_ = (f", was {predecessor}", f" (이전 번호 {predecessor})") if predecessor else ("", "")
    return Text(
        f"from {' and '.join(origins)} to {target}{was}",
        f"{', '.join(each or '미상' for each in origins)}에서 {target or '미상'}(으)로 이관{id_}",
    )


def split_of(share: object, was: str) -> Text:
    """A part of a programme that was divided."""
    return Text(f"{share} of {was}", f"{was}의 {share}")


def took_in(was: str) -> Text:
    """A programme that another one was merged into."""
    return Text(f"took in {was}", f"{was}을(를) 통합")


def was_programme(was: str) -> Text:
    """A programme that had another number, and perhaps another name."""
    return Text(f"was {was}", f"이전 사업 {was}")


def named_first(was: str) -> Text:
    """A programme that goes on, and whose money stood unnamed in another amount before."""
    return Text(
        f"the source calls it continued and names it now: taken out of {was}, at the amount it has now",
        f"계속사업으로서 처음 사업명이 공표됨: {was}에 든 금액에서 현재 금액만큼 떼어 봄",
    )


def ended(period: Text) -> Text:
    """A programme that has no money later."""
    return Text(f"no money at {period.en}, and no link to a successor", f"{period.ko}에 금액이 없고 승계 사업도 없음")


def began(period: Text, status: str) -> Text:
    """A programme that had no money before, and what the source calls it."""
    why = Text(f"no line at {period.en}, and no link to a predecessor", f"{period.ko}에 금액이 없고 이전 사업도 없음")
    if not status:
        return why
    return Text(
        f"{why.en}; the source calls it {status}", f"{why.ko}; 원자료에 ‘{_STATUSES.get(status, status)}’(으)로 표시됨"
    )


def became(old: str, new: str) -> Text:
    """A taxonomy that another one followed."""
    return Text(f"{old} became {new}", f"분류체계가 {old}에서 {new}(으)로 바뀜")


def rate(change: int, total: int) -> Text:
    """The change in per cent of a total above nothing, to one decimal, rounded half up; nothing elsewhere."""
    if total <= 0:
        return Text()
    if change == -total:
        return NOTHING_LEFT
    tenths, rest = divmod(abs(change) * 1000, total)
    tenths += 2 * rest >= total
    size = f"{tenths // 10}.{tenths % 10}"
    return Text(f"{size}% {'less' if change < 0 else 'more'}", f"{size}% {'감소' if change < 0 else '증가'}")
