"""What numbers, units, years and loose words look like. Every pattern is bounded, so that no text makes it slow."""

from __future__ import annotations

import re

FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x00A0: 0x20,
    0x2007: 0x20,
    0x2009: 0x20,
    0x202F: 0x20,
    0x3000: 0x20,
    0xFFE6: 0x20A9,
    0xFF05: 0x25,
}
"""Wide forms and odd spaces to plain ones, letter for letter, so that positions stay."""

NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][.,])"
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,2}(?:,[0-9]{2}){1,5},[0-9]{3}(?![0-9,])|[0-9]{1,18})(?:\.[0-9]{1,8})?"
)
KO_SCALE = re.compile(r" ?여? ?(천조|백조|십조|천억|백억|십억|천만|백만|십만|조|억|만|천|백)(?![0-9]{0,4}(?:분의))")
BARE_THOUSAND = re.compile(r"(?:^|[^가-힣0-9])[천백]$")
"""A thousand or a hundred without the one before it: ``천370억원``."""

KO_CURRENCY = re.compile(r" ?여? ?(원(?![자천전래료칙인형장동심본])|달러|유로|엔(?!진|지)|위안|파운드|元)")
EN_SCALE = re.compile(
    r"[ -]?(trillions?|billions?|millions?|thousand|tn|trn|bn|bln|mn|mln|lakh crore|crores?|lakhs?"
    r"|Milliarden?|Millionen|Billionen|Mrd\.?|Mio\.?|milliards?|Mds?|mil millones|mil milhões|millones|miliardi"
    r"|milioni|mld|milhões|bilhões|miljard|miljoen|(?-i:[MK](?= ?€)|ME)"
    r"|mila?(?= (?:de |di )?(?:euros?|dólares|dollari)))(?![A-Za-z])",
    re.IGNORECASE,
)
EN_SHORT = re.compile(r" ?([mbkMBK])(?![A-Za-z0-9])")
EN_CURRENCY = re.compile(
    r"(?:[ -](?:d['’]|de |di )?(?=[A-Z])| ?(?=€))(won|dollars?|euros?|pounds?|yen|rupees"
    r"|(?:KRW|USD|EUR|GBP|JPY|INR)(?! ?[0-9])"
    r"|€(?! ?[0-9]))(?![A-Za-z])",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"(KRW|USD|EUR|GBP|JPY|INR|US\$|\$|€|₩|£|¥|₹|(?<![A-Za-z])Rs\.?|(?<![A-Za-z])Won) ?([-−–△▲∆+] ?)?$", re.IGNORECASE
)
LETTERS = re.compile(r"(?<![A-Za-z0-9])(NGN|ZAR|KES|GHS|MYR|PHP|KSh|Ksh|RM|GH[¢₵]|[₦₵₱]|[NR](?![A-Za-z])) ?$")
"""Signs of currencies that are letters, which stand before much else: only before what is no plain number."""
LARGE_PLAIN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
SIGN = re.compile(r"(?:^|[\s(\[:=|~])([-−–△▲∆+])((?:KRW|USD|EUR|US\$|\$|€|₩|£)? ?)$|([△▲∆]) ?$")
PERCENT = re.compile(
    r" ?(%p(?![a-z])|%P|% ?포인트|percentage[- ]points?|퍼센트 ?포인트|pp(?![a-z])|%|percent|per cent|퍼센트"
    r"|Prozent|procent|pour cent|por ciento|por cento|per cento)"
)
RAISED_POINT = re.compile(r"[0-9]·$")
"""What stands before the decimals of a rate, or between two rates: ``13·4%``."""
POINTS = ("%p", "%P", "포인트", "percentage", "pp")
COUNT = re.compile(
    r" ?(?:여 ?)?(대(?= ?(?:[가-힣]{1,10} ?){0,2}?(?:기술|분야|부문|과제|사업|부처|전략))"
    r"|개국|개사|개소|개월|개|명|건|가지|곳|종|programmes?|programs?|projects?|areas?|technologies|CETs|fields|sectors"
    r"|priorities|ministries|agencies|people|companies)(?![A-Za-z])"
)
THING = re.compile(
    r" ?(?:여 ?)?(가구|세대|마리|필지|그루|톤|호(?=[\s,.)(·]|[로의가는를]|에서|보다|$)"
    r"|회|석|동|채|인|대(?! (?:국회|의원|대통령|총선|대선|의회|회장|총장|원장|장관|국왕|임금))"
    r"(?=[\s,.)(·]|[를로의가는씩]|에서|보다|$)"
    r"|(?<=[0-9]{3})일(?=[\s,.)(]|[로은의가을]|으로|에서|보다|$)|(?<=[0-9]{3})번(?=[\s,.)(]|[로은의가을]|으로|에서|보다|$)"
    r"|㏊|ha|㎡|㎢|㎞|km|kg|t(?=[\s,.()가-힣])|사(?=[\s,.)(·]|에서|[로의가는를])|MW|GWh|人|件|社|台|戸|世帯|頭|トン)(?:(?![A-Za-z])|(?=CO2))"
)
"""What else is counted where a number is told in several parts, or its sentence has no amounts."""

ANY_THING = re.compile(
    r"여?(?!년|월|일|시|분|초|원|위|차|배|번|조|억|달러|유로|위안|엔|파운드|포인트|퍼센트|프로|대비|부터|까지|으로|로|을|를|이|가(?!구)|은|는|에|의"
    r"|과(?!정)|와|도|만|씩|규모|정도|가량|안팎|내외|수준|남짓|증|감|늘|줄|및|등|중|약|총|씩|쯤|씨|점|급|세(?!대)|여)"
    r"([가-힣]{1,3}?)(?=[\s,.)(·”\"]|(?:로|의|가|는|을|를|은|이|와|과|도|에서|으로|보다|였|이었|에|씩)(?![가-힣]{3})|$)"
)
"""What a number of several parts counts, whatever it is: the noun that stands right behind it."""

THING_BEHIND_A_RATE = re.compile(
    r"\s?\([+-]?[0-9]{1,3}(?:\.[0-9]{1,2})? ?%\)\s?(가구|세대|마리|명|건|개|대|호|톤|곳)(?![가-힣]{3})"
)
"""What is counted where its rate stands between: ``59만(2.7%) 가구``."""

YEAR_OF_PRICES = re.compile(
    r"(?<![A-Za-z])(?:FY ?|in |constant |real |chained |current )(?:FY ?)?(?:19|20)[0-9]{2} (?:dollars|pounds|euros)",
    re.IGNORECASE,
)
"""A year whose prices amounts are told in: ``in constant FY2024 dollars``."""

FISCAL = re.compile(r"FY ?$")
"""What stands before a number that is a year, whatever follows it."""
AFTER_SCALE_COUNT = re.compile(
    r" ?(?:여 ?)?(명|건|개|톤|t(?![A-Za-z])|주(?!요)|대(?!비)|가구|회|시간|㎡|㎞|km(?![A-Za-z])|kW|MW"
    r"|people|users|tonnes|tons|vehicles|jobs"
    r"|households)"
)

LOOSE_LEFT = re.compile(
    r"(?:(?P<about>약|대략|어림잡아|about|around|approximate(?:ly)?|roughly|some|circa|an estimated)"
    r"|(?P<over>over|more than|at least|exceeding|above|upwards of|최소)"
    r"|(?P<under>nearly|almost|under|less than|below|(?:of|to|for|with|worth) up to|close to|거의|최대"
    r"|as much as))\s{0,2}$",
    re.IGNORECASE,
)
COMPARES = re.compile(
    r"(?:%|percent|per cent|[0-9]\)?|[0-9] ?(?:trillion|billion|million|crore|bn|mn|tn))\s?(?:more|less)?\s$",
    re.IGNORECASE,
)
"""What stands before words such as ``more than`` where they compare, and do not loosen: ``2.6 percent more than``."""
MILLION_EUROS = "ME"
"""How Portuguese papers write millions of euros."""

_CONNECTED = (
    r"(?:against|versus|vs\.?|to|from|contre|à|aux?|de|gegen(?:über)?|auf|von|frente a(?: los)?|contra(?: os)?|a"
    r"|hasta|para|tegen(?:over)?|naar|van|rispetto a|contro|da)"
)
UNIT_GOES_ON = re.compile(rf"[ ,]{{1,2}}(?:euros? )?{_CONNECTED} ", re.IGNORECASE)
"""What stands between an amount and a number in the same unit, which it leaves out: ``98,4 millones frente a 93,8``."""

UNIT_LEFT_OUT = re.compile(r"\s?(?:[;)\n]|[.,](?![0-9])|$|(?:in|en|el|im|este|last|du|of) )")
"""What stands after such a number."""

LOOSE_RIGHT = re.compile(
    r"\s{0,2}(?:(?P<about>안팎|내외|규모|가량|정도|쯤|or so)"
    r"|(?P<over>이상|초과|넘는|넘게|넘어|을 넘|를 넘|남짓|을 웃도|or more)"
    r"|(?P<under>미만|이하|가까이|에 육박|에 못 미치|을 밑도|or less))",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"(?<![0-9.,])(?<![a-z]-)(?:FY ?)?((?:19|20)[0-9]{2})(?:-[0-9]{2})?(?![0-9]|[.,][0-9]|조|억)(?: ?년도?| ?회계연도)?"
    r"|(?:FY ?|['’‘`])([0-9]{2})(?![0-9])(?: ?년도?)?",
)
RELATIVE = (
    (re.compile(r"(?<!전)(?:전전년|재작년|two years (?:ago|earlier))"), -2),
    (
        re.compile(
            r"last year|previous year|prior year|year earlier|year before|a year ago|지난해|작년|전년|지난 해"
            r"|前年度?|昨年度?"
        ),
        -1,
    ),
    (re.compile(r"this year|current year|올해|금년|당해|今年度?|本年度"), 0),
    (re.compile(r"next year|coming year|following year|내년|명년|来年度?|翌年度?"), 1),
)
STAGES = (
    ("confirmed", re.compile(r"확정|국회 ?의결|본예산|당초|approved by|confirmed|enacted|adopted", re.IGNORECASE)),
    ("proposed", re.compile(r"정부안|예산안|편성안|proposal|proposed|draft|request(?:ed)?(?= budget)", re.IGNORECASE)),
    ("revised", re.compile(r"추경|수정|revised|supplementary", re.IGNORECASE)),
    (
        "executed",
        re.compile(r"결산|집행(?!한다|할|하는|하기|될|계획|지침|체계)|executed|outturn|actual|spent", re.IGNORECASE),
    ),
    ("reviewed", re.compile(r"배분·?조정|조정안|coordinat", re.IGNORECASE)),
)
NEW = re.compile(r"(?:\(|,|, |\s)(?:new(?:ly added)?|신규|신설)(?![가-힣A-Za-z])", re.IGNORECASE)
CONTINUED = re.compile(r"[(,\s](?:continu(?:ed|ing)|계속)(?![가-힣A-Za-z])", re.IGNORECASE)
LIFETIME = re.compile(
    r"총\s?사업비|총\s?투자|누적|[0-9]{2,4}\s?년간|년까지|동안|whole-life|life(?:time|-cycle)"
    r"|over (?:the )?(?:[a-z0-9]+ )?years"
    r"|over \w+ years|by 20[0-9]{2}|through 20[0-9]{2}|until 20[0-9]{2}|cumulative|in total since"
    r"|[~∼–]\s?['’]?(?:20)?[0-9]{2}년?",
    re.IGNORECASE,
)
COUNT_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "두": 2,
    "세": 3,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "열두": 12,
}
"""Numbers that texts write as words, as far as lists of things are counted."""
COUNTED_IN_WORDS = re.compile(
    r"(?<![\w.,-])(?P<word>" + "|".join(word for word in COUNT_WORDS if word.isascii()) + r")"
    r"(?P<what> (?:[A-Za-z-]{1,20} ){0,3}?(?:CETs|technologies|areas|fields|sectors|programmes|programs|projects"
    r"|ministries|agencies|priorities))(?![A-Za-z])"
    r"|(?<![가-힣])(?P<word_ko>열두|열|일곱|여덟|아홉|여섯|다섯|네|세|두) ?(?P<what_ko>개(?! ?월))",
    re.IGNORECASE,
)
"""Things that are counted in words."""
