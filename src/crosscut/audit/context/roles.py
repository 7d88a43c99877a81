"""The part that a figure plays in its sentence: before, after, difference, growth, share, its whole, or a level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from crosscut.audit.figures import patterns as p

Role = Literal["before", "after", "difference", "growth", "share", "whole", "level"]

_UP = (
    r"increas(?:e[sd]?|ing)|ris(?:es?|ing|en)|rose|gr[eo]w(?:s|n|ing)?|growth|gain(?:s|ed)?|up|higher|more"
    r"|expan\w{1,8}|climb\w{0,3}|widen(?:s|ed|ing)?"
    r"|jump\w{0,3}|soar\w{0,3}|leap(?:s|t|ed)?|swell(?:s|ed)?|surg\w{1,3}|boost\w{0,3}|rais\w{1,3}|hik(?:e[sd]?|ing)"
    r"|hausse|augmentation|progression|augment\w{1,5}|Anstieg|plus|gestiegen|Aufwuchs|aumento|Zuwachs|Steigerung|Erhöhung"
    r"|sobem?|suben?|aument(?:a|an|am|ó|ou|ent|ano|ò)|crecen?|creció|crescem?|cresceu|crescono|progressent?|steigt|stiegen?"
    r"|wächst|stijgt|stijgen|steeg"
    r"|Plus|incremento|subida|alza|crecimiento|crescita|crescimento|acréscimo|stijging|toename|groei"
)
_DOWN = (
    r"decreas(?:e[sd]?|ing)|fall(?:s|ing|en)?|fell|drop\w{0,4}|declin\w{1,3}|reduc\w{1,5}|cut(?:s|ting)?|down"
    r"|lower|less|loss|plung\w{1,3}|tumbl\w{1,3}|slump\w{0,3}|slid(?:e|es)?|dip(?:s|ped)?"
    r"|shr[aiu]nk\w{0,3}|slash\w{0,3}|narrow(?:s|ed|ing)?|baisse|diminution|recul|Rückgang|minus|gesunken|Kürzung|Minus|descenso|reducción|caída|recorte|calo|riduzione"
    r"|bajan?|bajó|descem?|desceu|caen|cayó|caiu|disminuyen?|diminuiu?|reculent?|sinkt|sanken?|daalt|daalde|scendono"
    r"|taglio|diminuzione|redução|queda|daling|afname"
)
_KO_UP = (
    r"증가|급증|폭증|급등|(?:신장|성장)(?=[하했한할])|増|증액|늘|확대|증대|상승|오른|올랐|오르|인상|많|높"
    r"|불어|불린|불렸|뛰었|뛴다|커졌|커진|커지|순증"
    r"|증(?=[)\]\s,.·]|$)|↑"
)
_KO_DOWN = (
    r"감소|급감|급락|폭락|위축(?=[되됐된])|減|감액|줄|삭감|축소|하락|내린|부족(?=[하한했해]| )|모자[라란랐]"
    r"|낮|깎|떨어|쪼그라|적은|적게|적다|적음|적었|순감|감(?=[)\]\s,.·]|$)|↓"
)

_A_LEVEL = r" (?:the |its |last |this )?[^.;,$€£₩]{0,30}(?:level|budget|request|enacted|appropriation|amount|estimate)"

_LOOSE = re.compile(
    r"\s*(?:약|대략|거의|총|모두|무려|cerca de|environ|rund|circa|unos|unas|más de|mais de|plus de"
    r"|quase|casi|about|around|approximately|roughly|nearly|almost|over|more than|a total of)\s*$",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"\s?\)?\s?(?:more|less|higher|lower) than\s*", re.IGNORECASE)
"""What stands between a change and what it is compared with, and loosens nothing."""
_DIFFERENCE_LEFT = re.compile(
    rf"(?<![A-Za-z])(?<!made )(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:(?: \w{{1,14}})? "
    r"(?:by|of|del?|di|dell['’]|um|von|van|met|en un|de un|un|em)"
    rf"|(?: \w{{1,14}})?:)?"
    rf"\s*$|(?P<change>(?:증감액?|증가액"
    rf"|증가분|증액분|change|difference)(?:은|는|:| of)?\s*|(?<![A-Za-z])um (?:rund |etwa |knapp )?)$"
    r"|(?<![가-힣])(?:(?P<up_ko>증액|순증|증가)|(?P<down_ko>감액|순감|감소|삭감))(?:은|는|액은)?\s?$"
    r"|(?P<up_zh>增长|增加|提高|上升)了?\s?$|(?P<down_zh>下降|减少|降低)了?\s?$",
    re.IGNORECASE,
)
_PASSES = re.compile(
    r"(?<![A-Za-z])(?:(?P<up>exceed(?:s|ed|ing)?|beat(?:s|ing)?|top(?:s|ped)|surpass(?:es|ed)?)"
    r"|(?P<down>f(?:alls?|ell) short of|miss(?:es|ed)?)) [^.,;:()\d]{3,48} by\s$",
    re.IGNORECASE,
)
"""What says by how much a level is above or below what it is held against: ``exceeds the goal by``."""

_CHANGED_FROM = re.compile(
    rf"(?<![A-Za-z])(?:{_UP}|{_DOWN}) (?:over|on|above|below|under) (?:(?:the|its|an?) )?$", re.IGNORECASE
)
"""What stands before the level that a change is counted from, and is no loose word: ``a rise over 7,931 crore``."""

_YEARLY_LEFT = re.compile(
    r"(?:연\s?평균|매년|해마다|매월|매달)[^\d,.;]{0,16}$|(?<![가-힣])연\s?$"
    r"|(?:average annual|annual average|CAGR|compound annual)[^\d,.;]{0,30}$"
    r"|an average (?:of )?$",
    re.IGNORECASE,
)
_YEARLY_RIGHT = re.compile(
    r"\s?(?:\w+ )?(?:(?:a|per|each|every) year(?! (?:ago|earlier|before))|annually|per annum|p\.a\.|yearly|on average"
    r"|CAGR)",
    re.IGNORECASE,
)
"""What is said of a rate that holds for each of several years, and so is none of the whole change."""

_MOVED_TO = re.compile(r"(?<![A-Za-z])(?:to|at|from|than|in)\s*$", re.IGNORECASE)
_DIFFERENCE_RIGHT = re.compile(
    r"\s*(?:\([^()\n]{0,24}\)\s*|,? or [0-9.]{1,6} ?(?:percent|per cent|%),? )?"
    r"(?:year-on-year |annual |net )?(?:(?P<up>increase|rise|growth|gain|boost|hike|jump|surge|climb|uplift|bump"
    rf"|more than|higher(?: than)?|more|above|over(?={_A_LEVEL}|(?: the| a)? (?:last|previous|prior) year)|expansion"
    r"|mehr|höher|por encima|acima|au-dessus|superior(?:es)? al?|supérieur"
    r"|más|(?:en|de) plus|(?:in|di) più|a mais|meer|hoger)"
    rf"|(?P<down>decrease|cut|reduction|fall|drop|decline|less than|lower than|lower|less|below|under(?={_A_LEVEL})"
    r"|weniger|niedriger|geringer|por debajo|abaixo|au-dessous|en dessous|inferior(?:es)? al?"
    r"|inférieur|menos|(?:en|de) moins|(?:in|di) meno|a menos|minder|lager))"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_DIFFERENCE_RIGHT_KO = re.compile(
    rf"\s*\)?(?:\s*\([^()\n]{{0,24}}\)(?: (?:가구|세대|명|건|개|대|호|톤|곳|마리)(?=[이가을를 ]))?)?"
    rf"\s*(?:이|가|을|를|만큼|씩|정도|가량|남짓|안팎|쯤|여|규모|の|も)?\s*(?:더|나|이나|대폭|크게|소폭"
    rf"|각각)?\s*순?(?:(?P<up>{_KO_UP})|(?P<down>{_KO_DOWN}))"
)
_CLOSED_KO = re.compile(rf"\s?\)으?로\s(?:대폭\s|크게\s|소폭\s)?(?:(?P<up>{_KO_UP})|(?P<down>{_KO_DOWN}))")
"""What stands behind a change in the bracket of the level that it leads to: ``187일(전년 대비 36.4%)로 감소했다``."""

_BEFORE_LEFT = re.compile(
    r"(?:(?<![A-Za-z])(?:from|von|passe de|gegenüber|par rapport aux?|than|contre|als (?:die|den|der|im Vorjahr)"
    r"|(?:do )?que (?:los|las|el|les?|os)|rispetto a(?:i|gli|lle|l)?|frente a(?: los)?|respecto a(?: los)?"
    r"|face aos?|em relação aos?|contra os|abaixo d[ao]s?|acima d[ao]s?|por (?:encima|debajo) de(?: los)?"
    r"|tegen(?:over)?|ten opzichte van|contro(?: i)?"
    r"|als (?:im Jahr |in )?(?:19|20)\d\d|qu['’]en|que en|que em|che nel|dan in"
    r"|versus|vs\.?|against|compared (?:to|with)|above|below|over|under)\s+"
    r"(?:(?:the|its|a|of|in|at|total|budget|level|figure|year|last|previous|prior|year['’]s|earlier|worth|enacted"
    r"|appropriation|request|estimated?|amount|base|requested|current|present|existing|initial|original|revised|actual"
    r"|approved|adopted|final|proposed|spending|funding|outlays?|expenditures?|fiscal|FY"
    r"|FY ?\d\d(?:['’]s)?|(?:FY ?)?(?:19|20)\d\d(?:['’]s)?"
    r"|[a-z]{2,14}['’]s)\s+){0,9}\(?"
    r"|(?:last|previous|prior) year['’]s\s+(?:(?:budget|total|level|figure)\s+(?:of\s+)?)?"
    r"|比(?:上年|上一年|去年|上年同期)[^\d]{0,8}[（(]\s?"
    r"|前年度(?:の|は|当初|予算|額)*\s?|(?:由|从|上年的?)\s?"
    r"|(?:전년도?|작년|지난해)(?:의|도)?\s*(?:예산|수준)?\s*(?:은|는|인)?\s*\(?\s*)$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\s?[(\[]\s?(?:(?:FY ?)?20[0-9]{2}년?|['’][0-9]{2}년?|올해|금년|전년도?|작년|지난해|(?:im )?Vorjahr|前年度?)\s?"
    r"(?:본?예산)?[:：]?\s?"
    r"|\s?(?:을|를|이|으?로)\s?[가-힣]{1,6}[(\[]\s?(?:올해|금년|전년도?|작년|지난해)\s?(?:본?예산)?[:：]?\s?"
)
"""What stands between a level and the one before it in brackets: ``22,36 Milliarden Euro (2024: 21,48)``."""

_BESIDE_RIGHT = re.compile(
    r"\s?(?:Euro |euros? )?(?:in (?:19|20)[0-9]{2}|last year|a year (?:ago|earlier|before)|the (?:previous|prior) year"
    r"|l['’]année (?:dernière|précédente)|un an (?:plus tôt|avant)|im Vorjahr|vor einem Jahr"
    r"|(?:el|o) an?[ñno]o (?:anterior|passado)"
    r"|l['’]anno (?:precedente|scorso)|vorig jaar)\s?\)",
    re.IGNORECASE,
)
"""What stands behind a level in brackets that is of the year before: ``149.1 million (127.1 million last year)``."""

_TO_THE_NEXT = re.compile(
    r"\s?to (?:US)?[$€£₩]?\s?(?:[0-9]+\.[0-9]+|[0-9]{2,3},[0-9]{3}|[0-9]{1,3}(?:,[0-9]{3}){2,})(?: [mb]illion)?\s?[)\]]"
)
"""What stands behind the first of two levels in the brackets of the rate that parts them: ``6.7% ($506 to $540)``."""

_BASE_IN_BRACKETS = re.compile(
    r"(?:por (?:debajo|encima)|más|menos|mais|below|above|than|compared|보다|대비|gegenüber|moins|plus"
    r"|als(?= im Vorjahr))"
    r"(?![A-Za-z가-힣])"
    r"[^.,;:()\d]{0,40}(?:(?:19|20)[0-9]{2}년?)?[^.,;:()\d]{0,12}\(\s?(?:(?:19|20)[0-9]{2}년?:\s?)?$",
    re.IGNORECASE,
)
"""What stands before the level, in brackets, that a rate before it counts from: ``2% below 2022 spending (7,880)``."""

_STANDS = re.compile(
    r"(?:^|[^\d%\s])[^\d%]{0,3}\s?(?:well |far |just |slightly )?"
    r"(?:(?P<up>above|higher than|acima d[aeo]s?|por encima de)"
    r"|(?P<down>below|lower than|abaixo d[aeo]s?|por debajo de))\s(?:[a-z]{2,8}\s){0,2}$",
    re.IGNORECASE,
)
"""What says that a level stands above or below the one after it: ``13.3 million, below the 12.8 million of 2024``."""

_BEFORE_RIGHT = re.compile(
    r"\s?의\s?(?:약\s)?(?:[0-9.]{1,4}|두|세|네|다섯)\s?배|\s?(?:이?었|였|이)던(?=\s)|\s?(?:이었|였)(?:으나|지만|는데|다가)(?=[\s,])"
    r"|\s*\)?\s*(?:in (?:19|20)\d\d|\((?:19|20)\d\d\)|last year|\(['’‘]?\d\d(?:\d\d)?년?\)"
    r"|\([^()0-9]{1,24}\)|(?:을|를) (?:기록|달성)한 (?:(?:19|20)[0-9]{2}년|지난해|작년|전년))?"
    r"\s*(?:에서|보다|대비|에 ?비해|에 ?견[줘주]|(?:과|와) ?(?:비교|견[줘주])"
    r"|から|より|に比べ|に対し|→|⇒|->|➜)"
)
_ARROW = re.compile(r"(?:→|⇒|->|➜)\s*$")
_MOVED_THEN = re.compile(
    r"(?:동기|기간|지난해|작년|전년도?|[0-9]년|전달|지난달|전월|[0-9]월|분기|당시)(?:에는|에도|에|동안|중)?\s"
    r"(?:(?P<up>늘어난|증가한|늘린|증액한|증액된)|(?P<down>줄어든|감소한|줄인|감액한|감액된))\s?$"
)
"""What stands before an earlier change that a later one is compared with: ``전년 동기에 늘어난 13,827명에 비해``."""

_FROM = re.compile(r"(?<![A-Za-z])(?:von|de|da|dai|du|van|desde)\s(?:rund |etwa |los |les |circa )?$")
_THEN_TO = re.compile(
    r"\s?(?:Euro |euros? )?(?:\(?(?:im Jahr |en |in |nel |em )?20[0-9]{2}\)?,? )?"
    r"(?:auf|à|a|ai|au|aux|hasta|naar|para|fino a) (?:rund |etwa |los |les |circa )?[0-9€]"
)
"""What stands around a level that another follows: ``von 21,5 auf 22,4 Milliarden Euro``."""

_TO_A_RATE = re.compile(
    r"\s?(?:auf|à|a|ai|au|aux|hasta|naar|para|fino a) [0-9.,]{1,6}\s?(?:%|Prozent|procent|po[ur]r? c|per c)"
)
"""What stands behind a rate that another follows, and no level."""

_TO_IT = re.compile(
    r"\s?(?:Euro |euros? )?(?:\(?(?:im Jahr |en |in |nel |em )?20[0-9]{2}\)?,? )?"
    r"(?:auf|à|a|ai|au|aux|hasta|naar|para|fino a) (?:rund |etwa |los |les |circa )?"
    r"|[^0-9]{0,12}(?:增加|增长|提高|减少|下降|上升)(?:到|至)"
)
_AFTER_LEFT = re.compile(
    r"(?:(?<![A-Za-z])(?:to|auf|à|reach(?:es|ed|ing)?|stands? at|set at|total(?:s|ling|ing)?|amounts? to"
    r"|worth)(?: a total of| about)?\s*"
    r"|(?:→|⇒|->|➜)\s*(?:\(?['’‘]?\d{2,4}년?\)?:?\s*)?"
    r"|(?:늘어난|늘린|늘려|늘어|줄어|증가한|증가해|증액된|증액한|증액해|확대된|확대한|확대해|줄어든|줄인|감소한|감소해|감액된|감액한|삭감된|삭감한|축소된|많은|적은|오른|인상된|인상한)\s*"
    r"(?:총|모두|약|규모인)?\s*)$",
    re.IGNORECASE,
)
_AFTER_RIGHT = re.compile(r"\s*(?:으로|로(?!봇|드|켓)|까지|에 ?달|에 ?이르|이 ?됐|이 ?되|규모로|となっ|に達|へと)")
_AGAINST_LAST_YEAR = re.compile(r"対前年(?:度|同期)?比?\s?$")
_RISE_OR_FALL = re.compile(r"[^。、]{0,6}(?:、[^。、増減]{0,8})?(?:(?P<up>増)|減)")
_GROWTH_LEFT = re.compile(
    r"(?:증가율|증감률|상승률|감소율|인상률|growth rate(?: of)?|rate of growth(?: of)?)(?:은|는|이|:)?\s*$",
    re.IGNORECASE,
)
_SHARE_RIGHT = re.compile(
    r"\s*(?:를|을)?\s*(?:차지|비중)|\s*(?:share )?of (?:the |its |all |this |total )", re.IGNORECASE
)
_SHARE_LEFT = re.compile(
    r"(?:(?<![A-Za-z])share of [^.;:\d]{1,40} (?:is|was|at)"
    r"|(?<![A-Za-z])(?:accounts? for|accounting for|represent(?:s|ing)?|makes? up|share of|equal(?:s)? to)|비중은?"
    r"|비율은?|집행[률율]은?|의|중|가운데)"
    r"(?: about| roughly| some| 약)?\s*$",
    re.IGNORECASE,
)


_OF_SOMETHING = re.compile(r"\s?(?:of|des|der|du|de la|del|della|dell['’]|do|da|van(?: de| het)?)\s(?=[A-Za-zÀ-ÿ])")
_PART_OF = re.compile(r"\s?(?:인|에 ?해당하는|에 ?달하는)\s(?:약 |총 )?[0-9]")
_OUT_OF_IT = re.compile(r"^(?:(?!대비|보다|비해).){0,12}?(?:중|가운데|의)(?:에서)?\s(?:(?!대비|보다|비해)[^.]){0,30}$")
"""What stands around a share that is said before its part: ``전체 2조 중 수도권이 54%인 1조 800억``."""

_OR = re.compile(
    r"(?: in (?:FY ?)?[0-9]{4})?,?\s?(?:or|또는|즉|ou seja|ou|o sea|oder|ossia|soit)\s(?:de |of |um |von |di )?"
    r"(?:about |roughly |some |약 )?"
    r"|[^.;\d]{0,28}(?:19|20)[0-9]{2},\s(?:ou seja,? |soit )?(?:de|del|di|van|von|of)\s(?:um |un |an? )?"
)

_ITS_RATE = re.compile(r"\s?(?:[a-z]{2,12} ){0,3}[a-z]{0,12}\s?[(\[]\s?(?:about |약 ?)?")
"""What stands between a difference and its rate in brackets: ``$26 million more (3.6 percent)``."""

_NEXT_TO_IT, _ENDS = re.compile(r"[,.;]\s"), re.compile(r"\s*(?:$|[.;)\n]|, \()")
"""What stands between a difference and its rate that ends what is told: ``Increase: $4.17 million, 8.48%``."""

_OF_IT = re.compile(r"\s?(?:의|가운데|중|대비)\s?(?:약 |무려 )?")

_LIMIT = re.compile(
    r"(?<![A-Za-z])(?<! is )(?<!was )(?<!are )(?<!were )up to (?:about |some |a maximum of )?$", re.IGNORECASE
)
"""What stands before the most that something may be, which says of nothing that it rose."""

_UP_FROM = re.compile(r"[^.;,\d]{0,24},? (?:up )?from\s", re.IGNORECASE)
"""What stands behind a level to which something rose."""

_MOVED_FROM = re.compile(rf"(?<![A-Za-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN})) from\s*$", re.IGNORECASE)
_MOVED_BY = re.compile(rf"(?<![A-Za-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN})) to\s*$", re.IGNORECASE)
_MOVED_KO = re.compile(
    r"\s*(?:으로|로)\s*(?:(?:두|세|네|[0-9.]{1,4})\s?배\s?(?:이상|넘게|가까이|가량)?\s)?"
    rf"(?:(?P<up>{_KO_UP})|(?P<down>{_KO_DOWN}))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A role, whether words say it outright, and the direction that they say: -1, 1 or 0 for none."""

    role: Role
    explicit: bool
    direction: int = 0


def part(left: str, right: str, *, percent: bool, points: bool, sign: int, opened: bool) -> Part:  # noqa: C901, PLR0911 (one rule a line)
    """The role of a figure between the texts around it.

    ``sign`` is the printed one; ``opened`` says that a parenthesis just before it follows another figure directly.
    """
    if not percent and _is_a_limit(left, right):
        return Part("level", explicit=False)
    bare = left if _COMPARING.fullmatch(left) else _LOOSE.sub("", left)
    change = _change(bare, right, percent=percent)
    if points:
        return Part("level", explicit=False)
    if not percent and _CHANGED_FROM.search(left):
        return Part("before", explicit=True)
    if percent:
        return Part("level", explicit=False) if is_yearly(left, right) else _percent(bare, right, change, sign, opened)
    if _BEFORE_RIGHT.match(right) and not (change and change.explicit and "보다" not in right[:8]):
        return Part("before", explicit=True)
    if change:
        return change
    if sign and (opened or p.SIGN.search(left[-2:])):
        return Part("difference", explicit=True, direction=sign)
    if _is_before(bare, left, right):
        return Part("before", explicit=True, direction=_moved(_MOVED_FROM.search(bare) or _STANDS.fullmatch(bare)))
    if _AFTER_LEFT.search(bare) or _AFTER_RIGHT.match(right) or _TO_IT.fullmatch(left):
        return Part("after", explicit=True, direction=_moved(_MOVED_BY.search(bare) or _MOVED_KO.match(right)))
    if sign:
        return Part("difference", explicit=True, direction=sign)
    return Part("level", explicit=False)


def _is_a_limit(left: str, right: str) -> bool:
    """Whether words say that something is no more than a figure, and nothing of how it moved."""
    return _LIMIT.search(left) is not None and _UP_FROM.match(right) is None


def _is_before(bare: str, left: str, right: str) -> bool:
    """Whether words or brackets say that a level is the one that others are compared with."""
    opened = left.endswith("(") and (_BESIDE_RIGHT.match(right) or _TO_THE_NEXT.match(right))
    told = opened or _BEFORE_LEFT.search(bare) or _BESIDE.fullmatch(left) or _BASE_IN_BRACKETS.search(left)
    return bool(told or (_FROM.search(left) and _THEN_TO.match(right)))


def is_yearly(left: str, right: str) -> bool:
    """Whether a rate holds for each of several years."""
    return bool(_YEARLY_LEFT.search(left) or _YEARLY_RIGHT.match(right))


def _moved(match: re.Match[str] | None) -> int:
    return 0 if match is None else 1 if match["up"] else -1


def _percent(bare: str, right: str, change: Part | None, sign: int, opened: bool) -> Part:
    if _GROWTH_LEFT.search(bare):
        return Part("growth", explicit=True, direction=sign)
    if change:
        return Part("growth", explicit=True, direction=sign or change.direction)
    if sign:
        return Part("growth", explicit=True, direction=sign)
    if _SHARE_RIGHT.match(right) or (_PART_OF.match(right) and _OUT_OF_IT.search(bare)):
        return Part("share", explicit=True)
    if _SHARE_LEFT.search(bare):
        return Part("share", explicit=not bare.rstrip().endswith(("중", "가운데")))
    return Part("growth" if opened and not _BESIDE_RIGHT.match(right) else "level", explicit=False)


def _change(bare: str, right: str, *, percent: bool) -> Part | None:
    """A rise or fall that the words beside a figure say, unless they say where it ended."""
    if _ARROW.search(bare):
        return None
    against = None if percent or not _AGAINST_LAST_YEAR.search(bare) else _RISE_OR_FALL.match(right)
    told = (_DIFFERENCE_RIGHT.match(right), _DIFFERENCE_RIGHT_KO.match(right), _CLOSED_KO.match(right), against)
    for match in told:
        if match:
            return Part("difference", explicit=True, direction=1 if match["up"] else -1)
    earlier = _MOVED_THEN.search(bare) if _BEFORE_RIGHT.match(right) else None
    if earlier:
        return Part("difference", explicit=True, direction=_moved(earlier))
    from_one = _FROM.search(bare) and _THEN_TO.match(right) and not (percent and not _TO_A_RATE.match(right))
    passes = _PASSES.search(bare)
    if passes:
        return Part("difference", explicit=True, direction=_moved(passes))
    left = None if from_one or _MOVED_TO.search(bare) else _DIFFERENCE_LEFT.search(bare)
    if left:
        up = left["up"] or left["up_ko"] or left["up_zh"]
        down = left["down"] or left["down_ko"] or left["down_zh"]
        return Part("difference", explicit=True, direction=1 if up else -1 if down else 0)
    return None


def repeated_part(left: str, right: str, last: Part | None, part: Part, *, amount: bool, after_amount: bool) -> Part:
    """The role of a figure that says by another measure what the one before it says: ``cut by 1.7% or $12.5 million``.

    What is a percentage of something, by the words to its ``right``, is a share of that: ``or 18.7 percent of sales``.

    ``last`` is the role of the figure before it, of which ``left`` is all that stands between; ``after_amount`` says
    that it is an amount.
    """
    if part.role != "level" or last is None or amount == after_amount or (not amount and _OF_SOMETHING.match(right)):
        return part
    beside = _ITS_RATE.fullmatch(left) or (_NEXT_TO_IT.fullmatch(left) and _ENDS.match(right))
    if not amount and last.role == "difference" and last.explicit and beside:
        return Part("growth", explicit=True, direction=last.direction)
    if not _OR.fullmatch(left) or (not amount and is_yearly(left, right)):
        return part
    if last.role in ("difference", "growth") and last.explicit:
        return Part("difference" if amount else "growth", explicit=True, direction=last.direction)
    if last.role == "after" and last.explicit and not amount:
        return Part("growth", explicit=True, direction=last.direction)
    return part


def is_whole(part: Part, between: str, following: Part) -> bool:
    """Whether an amount is what a share just after it is of: ``607.7조원의 4.9%``."""
    return (
        following.role == "share"
        and part.role in ("level", "before", "difference")
        and _OF_IT.fullmatch(between) is not None
    )
