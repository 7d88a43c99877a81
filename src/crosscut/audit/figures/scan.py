"""Numbers of a running text, each with its unit, its size and its precision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crosscut.audit.figures import foreign, korean
from crosscut.audit.figures import patterns as p
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.figures.rounded_alike import rounded_alike
from crosscut.audit.figures.units_left_out import going_on
from crosscut.errors import CrosscutError
from crosscut.money import CURRENCIES
from crosscut.money.units import KOREAN_SCALES

MOST_NUMBERS = 200_000
_MOST_PARTS = 16
"""Of more parts no Korean amount is made up."""

_CODES = {
    "₩": "KRW",
    "won": "KRW",
    "원": "KRW",
    "$": "USD",
    "us$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "달러": "USD",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "유로": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "파운드": "GBP",
    "¥": "JPY",
    "yen": "JPY",
    "엔": "JPY",
    "위안": "CNY",
    "元": "CNY",
    "₦": "NGN",
    "n": "NGN",
    "r": "ZAR",
    "ksh": "KES",
    "gh¢": "GHS",
    "gh₵": "GHS",
    "₵": "GHS",
    "₱": "PHP",
    "rm": "MYR",
    "₹": "INR",
    "rs": "INR",
    "rs.": "INR",
    "rupees": "INR",
}
_MINUS = "-−–△▲∆"
_LARGE = 10**9
"""Numbers with a word for so much are money though no currency is named."""

_MILLION = 10**6
"""Those with a word for so much are where the text names one elsewhere and nothing counted follows."""

_NOTHING_COUNTED = re.compile(
    r"(?:\s?\([0-9]{1,3}(?:[.,][0-9]{1,2})? ?%\))?"
    r"(?:\s?(?:[,.;:)\]]|$|\n)|\s(?:for|to|from|in|and|or|over|more|less|above|below|pour|à|aux?|et|ou|contre|für|an|auf|und|mehr"
    r"|weniger|alle?|agli|ai|e|di cui|para|a|en|y|más|menos|procedent|voor|naar|aan|de (?=20[0-9]{2})"
    r"|corresponden?|entfallen|vont|vanno)(?![A-Za-zÀ-ÿ]))"
)


def scan(text: str) -> list[Token]:
    """Every number of a text.

    Raises
    ------
    CrosscutError
        where a text holds more numbers than any document has.
    """
    folded = foreign.folded(text)
    found = sorted([*_tokens(folded), *_in_words(folded)], key=lambda each: each.start)
    default = _usual_currency(folded, found)
    named = [_in_currency(each, default) if each.kind == "amount" and not each.currency else each for each in found]
    if not default:
        named = [replace(each, kind="number") if _is_bare(each) else each for each in named]
    return rounded_alike(going_on(folded, list(_inherit(folded, named))))


def _is_bare(token: Token) -> bool:
    """Whether a number of millions is money only where its text names a currency, which it does not."""
    return token.kind == "amount" and not token.currency and token.scale < _LARGE * CURRENCIES["KRW"].base


def _in_currency(token: Token, code: str) -> Token:
    """An amount without a currency of its own in that of its text, in whose minor units it is then."""
    base = CURRENCIES[code].base if code in CURRENCIES else CURRENCIES["KRW"].base
    factor = Fraction(base, CURRENCIES["KRW"].base)
    sizes = {name: getattr(token, name) * factor for name in ("size", "step", "scale", "round_to")}
    return replace(token, currency=code, **sizes)


def _tokens(text: str) -> Iterator[Token]:
    past, count = 0, 0
    for match in p.NUMBER.finditer(text):
        if match.start() < past:
            continue
        count += 1
        if count > MOST_NUMBERS:
            raise CrosscutError(
                f"the document holds more than {MOST_NUMBERS:,} numbers",
                code="too-large",
                hint="Split it, or give the part that is to be audited.",
            )
        token = _token(text, match.start(), match.end())
        past = token.end
        yield token


def _in_words(text: str) -> Iterator[Token]:
    """Counts that are written as words: ``twelve technologies``, ``다섯 개``."""
    for match in p.COUNTED_IN_WORDS.finditer(text):
        word, what = (match["word"], match["what"]) if match["word"] else (match["word_ko"], match["what_ko"])
        size = Fraction(p.COUNT_WORDS[word.lower()])
        end = match.start() + len(word)
        yield Token("count", match.start(), end, match.start(), size, Fraction(1), 0, unit=what.strip())


def _token(text: str, start: int, end: int) -> Token:
    digits = text[start:end]
    decimals = len(digits.partition(".")[2])
    value = Fraction(digits.replace(",", ""))
    step = Fraction(1, 10**decimals)
    before = text[max(0, start - 12) : start]
    plain = Token("number", start, end, start, value, step, decimals, sign=_sign(before))
    percent = p.PERCENT.match(text, end)
    if percent and not p.RAISED_POINT.search(before):
        points = any(mark in percent[1] for mark in p.POINTS)
        return _loose(
            text,
            replace(
                plain,
                kind="points" if points else "percentage",
                end=percent.end(),
                size=value / 100,
                step=step / 100,
                scale=Fraction(1, 100),
                unit=percent[1],
                sign=plain.sign or {"↑": 1, "↓": -1}.get(text[percent.end() : percent.end() + 1], 0),
            ),
        )
    return _amount(text, plain, before) or _count(text, plain)


def _sign(before: str) -> int:
    match = p.SIGN.search(before)
    if not match:
        return 0
    mark = match[1] or match[3]
    return -1 if mark in _MINUS else 1


def _amount(text: str, plain: Token, before: str) -> Token | None:
    prefix = p.PREFIX.search(before) or _letters(text, plain, before)
    code = _CODES.get(prefix[1].lower(), prefix[1].upper()) if prefix else ""
    if korean.is_article(text, plain.start, plain.end):
        return None
    if p.KO_SCALE.match(text, plain.end):
        return _korean(text, plain, code)
    return _english(text, plain, code, prefix.start() - len(before) if prefix else 0)


def _letters(text: str, plain: Token, before: str) -> re.Match[str] | None:
    """A sign of a currency that is made of letters, before a number with a word for its scale, or of millions."""
    scaled = p.EN_SCALE.match(text, plain.end) or p.EN_SHORT.match(text, plain.end)
    large = p.LARGE_PLAIN.fullmatch(text, plain.start, plain.end)
    return p.LETTERS.search(before) if scaled or large else None


def _korean(text: str, plain: Token, code: str) -> Token | None:
    """A Korean amount of one or more parts, such as 1조 2,345억 원."""
    end, last, over = plain.end, plain, False
    scale = ""
    for _ in range(_MOST_PARTS):
        match = p.KO_SCALE.match(text, end)
        if match is None:
            break
        scale, end = match[1], match.end()
        over = over or "여" in match[0] or text[end : end + 1] == "여"
        step = end + (text[end : end + 1] in " 여")
        following = p.NUMBER.match(text, step)
        ends = following is not None and korean.ends(text, scale, following)
        if not following or not (ends or korean.goes_on(text, scale, text[end:step], following.end())):
            break
        last, end = _part(following.start(), following.end(), text), following.end()
        if ends:
            scale = ""
            break
    currency = p.KO_CURRENCY.match(text, end)
    start = plain.start - (p.BARE_THOUSAND.search(text, max(0, plain.start - 2), plain.start) is not None)
    big = any(letter in scale for letter in "조억")
    if (
        not currency
        and not code
        and (not big or p.AFTER_SCALE_COUNT.match(text, end) or _goes_on_counting(text, plain))
    ):
        return None
    over = over or bool(currency and "여" in currency[0])
    body = "1" * (start < plain.start) + text[start:end].replace("여", "")
    code = _CODES[currency[1]] if currency else code
    factor = (KOREAN_SCALES[scale] if scale else 1) * CURRENCIES[code or "KRW"].base
    size = korean.size(body if scale else f"{body}원")
    if size is None:
        return None
    worth = size * CURRENCIES[code or "KRW"].base
    return _loose(
        text,
        replace(
            plain,
            kind="amount",
            start=start,
            end=currency.end() if currency else end,
            number=last.start,
            size=worth,
            step=last.step * factor,
            decimals=last.decimals,
            currency=code,
            scale=Fraction(factor),
            unit=scale + (currency[1] if currency else "원"),
            loose="over" if over else "",
            round_to=korean.grain(worth, last.step * factor),
        ),
    )


def _goes_on_counting(text: str, plain: Token) -> bool:
    """Whether a number with a word for its scale goes on to the last digit, and counts something: ``4억30건``."""
    parts = korean.counted(text, plain.start)
    bare = parts is not None and text[parts[2] - 1].isdigit()
    return parts is not None and bare and _thing(text, parts[2]) is not None


def _thing(text: str, end: int) -> re.Match[str] | None:
    """What a number of several parts counts."""
    return (
        p.COUNT.match(text, end)
        or p.THING.match(text, end)
        or p.ANY_THING.match(text, end)
        or p.THING_BEHIND_A_RATE.match(text, end)
    )


def _part(start: int, end: int, text: str) -> Token:
    decimals = len(text[start:end].partition(".")[2])
    return Token("number", start, end, start, Fraction(0), Fraction(1, 10**decimals), decimals)


def _english(text: str, plain: Token, code: str, shift: int) -> Token | None:
    if not code and p.YEAR_OF_PRICES.search(text, max(0, plain.start - 12), plain.end + 9):
        return None
    match = p.EN_SCALE.match(text, plain.end) or (p.EN_SHORT.match(text, plain.end) if code else None)
    end = match.end() if match else plain.end
    currency = p.EN_CURRENCY.match(text, end) or p.KO_CURRENCY.match(text, end)
    code = code or (_CODES.get(currency[1].lower(), currency[1].upper()) if currency else "")
    code = code or ("EUR" if match and match[1] == p.MILLION_EUROS else "")
    if currency:
        end = currency.end()
    if not code and (not match or not _is_money(foreign.scale(match[1]), text, end)):
        return None
    word = match[1].lower() if match else ""
    base = CURRENCIES[code].base if code in CURRENCIES else CURRENCIES["KRW"].base
    factor = Fraction((foreign.scale(word) if word else 1) * base)
    return _loose(
        text,
        replace(
            plain,
            kind="amount",
            start=plain.start + shift,
            end=end,
            size=plain.size * factor,
            step=plain.step * factor,
            currency=code,
            scale=factor,
            unit=" ".join(filter(None, (code, word))),
            sign=plain.sign or _sign(text[max(0, plain.start + shift - 3) : plain.start + shift]),
        ),
    )


def _is_money(scale: int, text: str, end: int) -> bool:
    """Whether a number with a word for its scale, and no currency, is probably money."""
    if p.AFTER_SCALE_COUNT.match(text, end):
        return False
    return scale >= _LARGE or (scale >= _MILLION and _NOTHING_COUNTED.match(text, end) is not None)


def _count(text: str, plain: Token) -> Token:
    start = plain.start - korean.has_bare_thousand(text, plain.start)
    parts = korean.counted(f"{text[:start]}1{text[plain.start :]}" if start < plain.start else text, start)
    match = _thing(text, parts[2]) if parts else None
    if parts and match:
        size, worth, last = parts
        over = "over" if "여" in match[0] else ""
        decimals = plain.decimals
        end = last if "%" in match[0] else match.end()
        told = replace(
            plain, kind="count", start=start, size=size, step=worth, decimals=decimals, end=end, unit=match[1]
        )
        return _loose(text, replace(told, loose=over))
    match = p.COUNT.match(text, plain.end)
    if match and not plain.decimals and not p.FISCAL.search(text, max(0, plain.start - 4), plain.start):
        return _loose(text, replace(plain, kind="count", end=match.end(), unit=match[1]))
    scaled = p.EN_SCALE.match(text, plain.end)
    return _loose(text, _scaled(plain, scaled)) if scaled else plain


def _scaled(plain: Token, scaled: re.Match[str]) -> Token:
    """A count of millions of things that no list of words knows: ``120.19 million TEUs``."""
    worth = Fraction(foreign.scale(scaled[1]))
    return replace(plain, kind="count", end=scaled.end(), size=plain.size * worth, step=plain.step * worth, scale=worth)


def _loose(text: str, token: Token) -> Token:
    left = p.LOOSE_LEFT.search(text, max(0, token.start - 16), token.start)
    if left and p.COMPARES.search(text, max(0, left.start() - 16), left.start()):
        left = None
    right = p.LOOSE_RIGHT.match(text, token.end)
    kind = (left.lastgroup if left else None) or (right.lastgroup if right else None)
    return replace(token, loose=kind or token.loose)


def _usual_currency(text: str, found: list[Token]) -> str:
    """The currency that amounts without one are in: the commonest of the text, or won where it is Korean."""
    counts = Counter(each.currency for each in found if each.currency)
    if counts:
        return min(counts, key=lambda code: (-counts[code], code))
    return "KRW" if any("가" <= letter <= "힣" for letter in text[:2000]) else ""


def _inherit(text: str, found: list[Token]) -> Iterator[Token]:
    """Numbers before an arrow or ``to`` have the unit of the amount after it: ``5,635 → 6,362억 원``."""
    following: Token | None = None
    done: list[Token] = []
    years = {place for match in p.YEAR.finditer(text) for place in range(*match.span())}
    for each in reversed(found):
        token = each
        if (
            following is not None
            and following.start - token.end <= 16
            and token.number not in years
            and _lacks_unit(text, token, following)
        ):
            worth = following.scale / token.scale
            token = replace(
                token,
                kind=following.kind,
                size=token.size * worth,
                step=token.step * worth,
                scale=following.scale,
                unit=following.unit,
                currency=following.currency,
            )
        done.append(token)
        following = following if token.number in years else token
    yield from reversed(done)


def _lacks_unit(text: str, token: Token, following: Token) -> bool:
    """Whether a number leaves its unit to the amount that it moves to."""
    between = text[token.end : following.start]
    if token.kind == "amount":
        return (
            (
                token.currency == following.currency
                and following.scale > token.scale
                and token.size < following.scale
                and token.scale == CURRENCIES[token.currency].base
                and between in (" to ", "–", "-")
            )
            if token.currency in CURRENCIES
            else False
        )
    return (
        token.kind == "number"
        and following.kind in ("amount", "percentage")
        and (_is_arrow(between) or between == "에서 ")
    )


def _is_arrow(between: str) -> bool:
    """Whether only an arrow, and perhaps a year in parentheses, stands between two numbers."""
    bare = between.replace(" ", "")
    for arrow in ("→", "⇒", "->", "➜"):
        left, found, right = bare.partition(arrow)
        if found:
            return all(part == "" or (part[0] in "('’‘" and len(part) <= 9) for part in (left, right))
    return False
