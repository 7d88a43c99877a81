"""Amounts and years in a form that no number has: a digit, a unit or a separator is lost or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crosscut.audit.figures.printed_number import Token
from crosscut.audit.model import AuditFinding, PrintedFigure
from crosscut.audit.relations.assembly import Assembly
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import particles


@dataclass(frozen=True, slots=True)
class Form:
    """A malformed number: how it looks, what is the matter in English and Korean, and what is put in its place."""

    pattern: re.Pattern[str]
    en: str
    ko: str
    mended: str = ""


_UNIT = r"(?=\s?(?:조|억|천만|백만|만|천|원|%|percent|trillion|billion|million|bn|mn))"
_FORMS = (
    Form(
        re.compile(r"(?<![0-9.,])[0-9][0-9,]{0,6}조 ?0[0-9]{1,3}억 ?원?"),
        "a number inside it begins with 0, so that a digit is lost or too many",
        "안의 수가 0으로 시작하므로 숫자가 빠졌거나 더 들어감",
    ),
    Form(
        re.compile(r"(?<![0-9.,])([0-9][0-9,]{0,6}조 ?[1-9](?:[0-9]{2,3}|,[0-9]{3}))( ?원)(?![가-힣]?[자천전])"),
        "the unit of its second part, such as 억, is lost",
        "뒤 숫자의 단위(억 등)가 빠짐",
        r"\1억\2",
    ),
    Form(
        re.compile(
            rf"(?<![0-9.,])[0-9]{{1,3}}(?:,[0-9]{{3}})*,(?:[0-9]{{1,2}}|[0-9]{{4,9}})(?![0-9,.]){_UNIT}(?=[^A-Za-z]{{0,3}}[조억만천원백])"
        ),
        "its comma does not part three digits",
        "쉼표가 세 자리를 나누지 않음",
    ),
    Form(
        re.compile(rf"(?<![0-9.,])[0-9]{{1,9}}(?:\.\.[0-9]{{1,6}}|\.[0-9]{{1,6}}\.[0-9]{{1,6}})(?![0-9.]){_UNIT}"),
        "it has two decimal points",
        "소수점이 둘임",
    ),
    Form(
        re.compile(r"(?<![0-9.,])[0-9][0-9,]{0,6}조 ?[0-9]천[0-9]{4}억"),
        "more than nine times a thousand stands within it",
        "천 뒤의 수가 세 자리를 넘음",
    ),
    Form(
        re.compile(r"(?<=[$€£₩])[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]{3}(?:,[0-9]{3})+(?![0-9.,])"),
        "a point stands where a comma should part thousands",
        "쉼표 자리에 소수점을 찍음",
    ),
    Form(
        re.compile(r"(?<![0-9.,])([0-9][0-9,]{0,6})억( ?(?:[0-9]천|[1-9][0-9]{2,3}|[1-9],[0-9]{3})억)"),
        "a larger unit stands behind a smaller one",
        "작은 단위 뒤에 큰 단위가 있음",
        r"\1조\2",
    ),
    Form(
        re.compile(r"(?<![0-9.,])([0-9][0-9,]{0,6}조 ?[1-9](?:천|[0-9]{3}|,[0-9]{3}))조(?= ?원)"),
        "the unit of its second part is that of the first",
        "뒤 숫자의 단위가 앞 숫자의 단위와 같음",
        r"\1억",
    ),
    Form(
        re.compile(r"(?<![0-9.,])[0-9][0-9,]{0,6}조,[0-9]{3}억"),
        "a digit before its comma is lost",
        "쉼표 앞의 숫자가 빠짐",
    ),
    Form(
        re.compile(r"(?<![0-9.,])[0-9][0-9,]{0,6}조 ?[1-9](?:[0-9]{4,6}|[0-9]{1,2},[0-9]{3})억"),
        "more than 9,999억 stands behind 조",
        "조 뒤의 억이 9,999를 넘음",
    ),
    Form(
        re.compile(r"(?<![0-9.,])[0-9][0-9,]{0,6}억원(?:[천백][0-9]{0,3}|[0-9]{1,4})만"),
        "the word for the currency stands inside it",
        "원이 안에 한 번 더 들어감",
    ),
    Form(
        re.compile(r"(?<=[$€£₩])[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{5,9}(?![0-9,.])"),
        "its comma does not part three digits",
        "쉼표가 세 자리를 나누지 않음",
    ),
    Form(
        re.compile(r"(?<![0-9.,])[0-9][0-9,]{0,6}조 ?[0-9]{2,4}천억"),
        "more than nine times a thousand stands within it",
        "천 앞의 수가 한 자리가 아님",
    ),
    Form(
        re.compile(r"(?<![0-9.,])([0-9][0-9,.]{0,12}(?:[천백십]| ?))(억|조|원|%)\2(?!\2)"),
        "its unit is doubled",
        "단위를 두 번 적음",
        r"\1\2",
    ),
    Form(
        re.compile(
            r"(?<![0-9.,])([0-9][0-9,.]{0,12} ?(?:trillion|billion|million))"
            r"(?: (?:trillion|billion|million)|[BMT])(?![A-Za-z])"
        ),
        "its unit is doubled",
        "단위를 두 번 적음",
        r"\1",
    ),
)
_LONE = re.compile(r"(?<=[$£€])[0-9]{1,3},[0-9]{1,2}(?= ?(?:thousand|million|billion|trillion|bn|mn)(?![A-Za-z]))")
_FISCAL = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-–/])([0-9]{2})(?![0-9-])")
_BARE = re.compile(
    r"(?P<sign>US\$|[$€£]) ?(?P<bare>[0-9]{1,3}(?:\.[0-9]{1,2})?) in (?:FY ?)?(?:19|20)[0-9]{2},?"
    r" (?:and|to|versus|against|compared (?:with|to)) (?P=sign) ?(?P<full>[0-9]{1,3}(?:\.[0-9]{1,2})?)"
    r" (?P<unit>trillion|billion|million|bn|mn)(?![A-Za-z])"
)
_SPAN = re.compile(r"\s?(?:[a-z]+ )?(?:plan|strategy|programme|program|framework|period|MFF|roadmap|계획|전략)")
_NEAR = 5
_COMMA = re.compile(r"[△▲−-]?\s?[0-9]{1,3},[0-9]{1,2}%?")
_POINT = re.compile(r"[△▲−+-]?\s?[0-9]{1,3}\.[0-9]{1,2}%?")
_GROUPED = re.compile(r"[(△▲−-]?\s?[0-9]{1,3}(?:,[0-9]{3})+\)?")
_ODDLY_GROUPED = re.compile(r"[(△▲−-]?\s?(?P<groups>[0-9]{1,4}(?:,[0-9]{1,4})+)\)?")
_LAKHS = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_THOUSAND = 3
_MANY = 4
"""So many decimals with points there must be for each with a comma."""


def forms(assembly: Assembly) -> Iterator[AuditFinding]:
    """A finding for every malformed amount and year of a document."""
    text = assembly.document.text
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            mended = match.expand(form.mended) if form.mended else ""
            yield _finding(assembly, match.span(), form.en, form.ko, mended)
    yield from _years(assembly)
    yield from _commas(assembly)
    yield from _groups(assembly)
    lone = list(_LONE.finditer(text))
    if len(lone) == 1:
        yield _finding(
            assembly, lone[0].span(), "its comma does not part three digits", "쉼표가 세 자리를 나누지 않음", ""
        )
    for match in _BARE.finditer(text):
        bare, full = Fraction(match["bare"]), Fraction(match["full"])
        if full < bare * _NEAR and bare < full * _NEAR:
            end = match.end("bare")
            mended = f"{text[match.start() : end]} {match['unit']}"
            why = f"its unit is lost: {match['unit']} stands only at the amount that it is compared with"
            yield _finding(assembly, (match.start(), end), why, f"단위({match['unit']})가 뒤의 금액에만 있음", mended)


def _commas(assembly: Assembly) -> Iterator[AuditFinding]:
    """Cells that have a comma for the point that all other decimals of the tables have."""
    cells = [cell for table in assembly.document.tables for row in table.rows for cell in row if cell is not None]
    broken = [cell for cell in cells if _COMMA.fullmatch(cell.text.strip())]
    pointed = sum(_POINT.fullmatch(cell.text.strip()) is not None for cell in cells) if broken else 0
    if pointed < _MANY * len(broken):
        return
    for cell in broken:
        en, ko = "a comma stands where all other decimals have a point", "다른 소수와 달리 소수점 자리에 쉼표를 찍음"
        yield _finding(assembly, (cell.start, cell.end), en, ko, cell.text.strip().replace(",", "."))


def _groups(assembly: Assembly) -> Iterator[AuditFinding]:
    """Cells whose commas do not part three digits, in tables in which nearly all others do."""
    cells = [cell for table in assembly.document.tables for row in table.rows for cell in row if cell is not None]
    broken = [cell for cell in cells if _is_oddly_grouped(cell.text.strip())]
    plain = sum(_GROUPED.fullmatch(cell.text.strip()) is not None for cell in cells) if broken else 0
    if plain < _MANY * len(broken):
        return
    for cell in broken:
        en, ko = "its comma does not part three digits", "쉼표가 세 자리를 나누지 않음"
        yield _finding(assembly, (cell.start, cell.end), en, ko, "")


def _is_oddly_grouped(text: str) -> bool:
    """Whether a number has a group of other than three digits: one group more or less may be decimals, or a list."""
    match = _ODDLY_GROUPED.fullmatch(text)
    if match is None or _GROUPED.fullmatch(text) or _LAKHS.fullmatch(match["groups"]):
        return False
    first, *others = (len(group) for group in match["groups"].split(","))
    if not others[1:]:
        return others[0] > _THOUSAND or (first > _THOUSAND and others[0] == _THOUSAND)
    return _THOUSAND in others


def _years(assembly: Assembly) -> Iterator[AuditFinding]:
    """A fiscal year whose second part does not follow its first, in a document where all others do."""
    text = assembly.document.text
    found = list(_FISCAL.finditer(text))
    broken = [match for match in found if not _follows(match)]
    if len(found) - len(broken) < max(1, len(broken)):
        return
    for match in broken:
        following = f"{(int(match[1]) + 1) % 100:02}"
        if (following[1] == match[3][1] or following[::-1] == match[3]) and not _SPAN.match(text, match.end()):
            mended = f"{match[1]}{match[2]}{following}"
            yield _finding(
                assembly,
                match.span(),
                "its second year does not follow its first, as in all other years of the document",
                "문서의 다른 회계연도와 달리 뒤 연도가 앞 연도의 다음 해가 아님",
                mended,
            )


def _follows(match: re.Match[str]) -> bool:
    return (int(match[1]) + 1) % 100 == int(match[3])


def _finding(assembly: Assembly, span: tuple[int, int], en: str, ko: str, mended: str) -> AuditFinding:
    document, (start, end) = assembly.document, span
    printed = document.text[start:end].strip()
    within = [each for each in _figures(assembly) if each.start < end and start < each.end]
    if not within:
        within = [assembly.figure(Token("number", start, end, start, Fraction(0), Fraction(1), 0))]
    return AuditFinding(
        "form",
        Severity.WARNING,
        Text(
            f"{printed} is malformed: {en}." + (f" Probably meant: {mended}." if mended else ""),
            f"{printed}: 잘못된 표기. {ko}." + (particles(f" {mended}(으)로 보임.") if mended else ""),
        ),
        tuple(each.id for each in within[:1]),
        suggestion=mended,
        suggestions=((mended, en),) if mended else (),
        document=document.name,
        start=start,
        end=end,
    )


def _figures(assembly: Assembly) -> list[PrintedFigure]:
    return [assembly.system.figures[each] for each in assembly.ids.values() if each in assembly.system.figures]
