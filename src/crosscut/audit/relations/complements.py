"""Names that together are all there is, in several languages: general and special accounts, men and women."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

_SETS = (
    ("일반 ?회계", "특별 ?회계"),
    ("일반 ?회계", "특별 ?회계", "기금"),
    ("내수", "수출"),
    ("국내", "해외|국외"),
    ("내국인", "외국인"),
    ("남성|남자|남학생|남(?![가-힣])", "여성|여자|여학생|여(?![가-힣])"),
    ("사망", "부상"),
    ("한국 ?영화", "외국 ?영화|외화"),
    ("흑자 ?기업", "적자 ?기업"),
    ("(?<!비)수도권", "비수도권|지방(?:은|이|의 경우|에서는|에서|에)?\\s"),
    ("(?:중앙 ?정부|국가)의? ?(?:순)?(?:채무|부채)", "지방 ?(?:정부|자치단체)?의? ?(?:순)?(?:채무|부채)"),
    ("국비", "지방비"),
    ("국비", "지방비", "민간|민자|자부담|기타"),
    ("국비", "도비", "시비|군비"),
    ("국비", "시비", "민간|민자|자부담|구비"),
    ("국비", "도비", "시비|군비", "민간|민자|자부담"),
    ("(?<!비)아파트(?! ?(?:외|이외))", "비아파트|아파트 ?(?:외|이외)"),
    ("(?<!비)정규직", "비정규직"),
    ("특허", "실용신안", "디자인", "상표"),
    ("국세", "지방세"),
    ("찬성", "반대", "기권"),
    ("찬성", "반대", "기권", "무효"),
    ("general account", "special accounts?"),
    (r"\bmen\b|\bmales?\b|\bboys\b", r"\bwomen\b|\bfemales?\b|\bgirls\b"),
    ("killed|dead|deaths", "injured|injuries|wounded"),
    ("hommes|garçons", "femmes|filles"),
    ("Männer", "Frauen"),
    ("Empfang", "Versand"),
    ("inward|inbound", "outward|outbound"),
    (r"\bdomestic\b", r"\binternational\b"),
    ("hombres|varones", "mujeres"),
    ("uomini|maschi", "donne|femmine"),
    ("homens", "mulheres"),
    ("mannen", "vrouwen"),
    ("男性|男子|男", "女性|女子|女"),
    ("一般会計", "特別会計"),
    ("一般会計", "特別会計", "企業会計"),
    ("国内", "海外"),
    ("morts|tués", "blessés"),
    ("Tote", "Verletzte"),
    ("muertos|fallecidos", "heridos"),
    ("morti", "feriti"),
    ("mortos", "feridos"),
    ("fonctionnement", "investissement"),
    (r"receitas? correntes?", r"receitas? de capital"),
    (r"despesas? correntes?", r"despesas? de capital"),
    (r"ingresos corrientes", r"ingresos de capital"),
    (r"gastos? corrientes?", r"gastos? de capital"),
    (r"(?:entrate|spese) correnti", r"(?:entrate|spese) in conto capitale"),
    (r"current (?:spending|expenditure)", r"capital (?:spending|expenditure)"),
    (r"(?:residents|domestic visitors)", r"(?:foreigners|foreign visitors)"),
    ("Verwaltungshaushalt", "Vermögenshaushalt"),
)
_ALL = tuple(tuple(re.compile(each, re.IGNORECASE) for each in names) for names in _SETS)

_ANY = re.compile("|".join(f"(?:{each})" for each in dict.fromkeys(chain(*_SETS))), re.IGNORECASE)


def are_all(words: Sequence[str]) -> bool:
    """Whether the words before each of some numbers name all that there is, each another part of it."""
    return all(map(is_one, words)) and any(len(names) == len(words) and _each(names, words) for names in _ALL)


def is_one(words: str) -> bool:
    """Whether some words name a part of what such names make up."""
    return _ANY.search(words) is not None


def _each(names: Sequence[re.Pattern[str]], words: Sequence[str]) -> bool:
    found = [[place for place, name in enumerate(names) if name.search(each)] for each in words]
    return all(len(each) == 1 for each in found) and len({each[0] for each in found}) == len(names)
