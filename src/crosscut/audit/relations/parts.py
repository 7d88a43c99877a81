"""A whole and the parts that a sentence, the next sentence or a list gives of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.sums import Adding, fits, nearly, relate, slips

_MADE_OF = re.compile(
    r"compris\w{1,4}|consist\w{0,3} of|made up of|broken? down (?:into|as)|splits? (?:into|between|among|as)"
    r"|divided (?:into|between|among)|that is|namely|으로 구성"
    r"|réparti\w{0,3} entre|se compos\w{1,4}|aufgeteilt|verteil\w{1,3} (?:auf|sich)|setz(?:t|en) sich"
    r"|compuest\w{1,2} (?:por|de)|(?:con)?formad\w{1,2} por|integrad\w{1,2} por|besteh\w{1,4} aus|composed of"
    r"|이루어진|이뤄진"
    r"|repartid\w{1,2} entre|distribuid\w{1,2}|suddivis\w|ripartit\w|로 구성|구성된|구성은"
    r"|나뉘|나뉜|나눠|나눈|내역은|各|=\s*$",
    re.IGNORECASE,
)
_IN_TWO = re.compile(r"(?<![a-z])setz(?:t|en) sich(?![a-z])[^;]{0,300}(?<![a-z])zusammen(?![a-z])")
"""A verb of which a part stands behind the parts that it lists, where other words would close a sum."""

_OPENS = re.compile(r":\s*$|:\s(?:[^\s\d():;,]{1,16}\s){1,4}$|[(\[]\s*[^\d()]{0,30}$")
_NUMBER = re.compile(r"[0-9]")
_RANGE = re.compile(r"\s?(?:~|–|—|-|to|bis|à|〜|~)\s?", re.IGNORECASE)
"""What stands between the ends of a range, which are no two parts."""

_THRESHOLD = re.compile(r"\s?(?:이상|이하|초과|미만)")
"""What stands after an amount that says how large each of some things is, and is none of them."""

_ENDS = re.compile(r"\s?(?:으로|로) (?:구성|나뉘|나뉜|나눠|나눈|이뤄|이루어|충당|조달|짜[여였인])|の合計|を合わせた")
_CLOSES = re.compile(
    r"^(?:을|를) (?:더한|합한|합친|보탠)\s(?:총\s?|모두\s|약\s)?$"
    r"|(?:for a total of|(?<![a-z] )totall?ing|(?<=llion )totall?ing|adds? up to|adding up to|sums? to"
    r"|together(?: make| come to)?|in all"
    r"|(?:for )?a combined(?: total(?: of)?)?"
    r"|a total of|,? total(?: of)?(?![a-z])|insgesamt|zusammen|au total|en total|in totale|合計|合计|共计|計"
    r"|(?<![a-z])(?:font|suman|sommano|ergeben|totalisent|totalizan)(?: ensemble| juntos)?"
    r"|합쳐|합치면|합하면|합해|더하면|더해|등을 합한|합계|모두|총(?!지출|수입|세입|세출|매출|자산|부채|이익)|=)"
    r"[^\d]{0,16}$",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(
    r"(?<![가-힣])(?:두|세|네|양|이들) ?[가-힣]{1,8}(?:의)?\s?(?:몫|합|합산액"
    r"|예산|금액|규모|투자액|지원액|총액)?(?:은|는|이|가)\s?$"
    r"|(?<![A-Za-z])(?:both|the (?:two|three|four)(?: [a-z]{3,14})?)(?: together| combined)?"
    r"(?: have| get| receive| come to| make| cost)\s?$",
    re.IGNORECASE,
)
"""What stands before the sum of the amounts that the sentence has just given each its own thing."""

_CLOSED = re.compile(
    r"^[^\d.;]{0,20}(?:in total|in all|altogether|overall|combined|together|zusammen|insgesamt"
    r"|en tout|in totale)(?![A-Za-z])",
    re.IGNORECASE,
)
SOME = re.compile(
    r"unter anderem|entre autres|entre otr[oa]s|notamment|tra l['’]altro|"
    r"includ(?:ing|ed|es)|such as|among|of which|e\.g\.|for example|mainly|largest|notably|"
    r"(?<![가-힣])(?:이 중|그중|그 중|가운데|중에서|특히|주요|대표)|등에|등 (?!을 합)|등\)|등이|등을(?! 합)",
    re.IGNORECASE,
)
NOT_ADDED = re.compile(
    r"overlap|more than once|double.count|not (?:be )?add|중복|겹치|더하지|합산하지|재적|의석|net of|제외|차감|상계"
    r"|원\s?씩|[을를]\s?(?:뺀|빼고|빼면)\s|apiece|\([a-z]\s?=\s?[a-z]",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"등\s?(?P<count>[0-9]{1,2})\s?(?:대|개|곳|가지|건)(?![가-힣]{0,2}년)")
_SUMS_UP = re.compile(
    r"^[\s\"“'‘]*(?:이를 |이들을 |이들 |다 )?(?:모두|합쳐|합치면|합하면|합계|총|together(?: they)?|altogether|in total"
    r"|in all|zusammen|insgesamt|ensemble|au total|en total|juntos|in totale|samen)(?![가-힣A-Za-z])[^\d]{0,30}$",
    re.IGNORECASE,
)
_NAMES_A_SUM = re.compile(
    r"^\W{0,4}(?:총액|총계|합|(?:the|their) (?:total|sum))"
    r"(?:은|는| is| was| comes? to)\s(?:약 )?$",
    re.IGNORECASE,
)
"""What begins a sentence that gives a total, of which the sentence before may list all."""

_OTHERS = re.compile(
    r"기타|나머지|그 ?외|그 ?밖|(?<![a-z])(?:others?|the rest|remain(?:ing|der)|(?:everything|all) else)(?![a-z])",
    re.IGNORECASE,
)
"""What leaves nothing out of a list that it ends."""

_NO_MORE = re.compile(r"\s?(?:이?다|이었다|였다)?[.。]?\s*")
"""All that stands behind a total of which no more is said."""

_IN_WORDS = re.compile(
    r"(?<![A-Za-z])(?:an?|one|two|three|half a|ein|eine|zwei|drei|une?|deux|trois|uno?|una|dos|tres|due|tre)"
    r"\s(?:M(?:rd|io)\.|Milli(?:arden?|on(?:en)?)|(?:b|m|tr)illion|milli(?:ards?|ons?)|mill(?:ón|ones)|miliard[oi]|milion[ei])"
    r"(?![a-z])",
    re.IGNORECASE,
)
"""An amount told in words, which no figure is read from."""

_BARE = re.compile(r"(?<![0-9A-Za-z.,])(?!(?:19|20)[0-9]{2}(?![0-9,]))[0-9][0-9,]*(?![0-9%])")
_AGAIN = re.compile(r"\s*(?:이는|이 (?:금액|예산|돈)은|여기에는|it|this|they|dies|celui-ci)\s", re.IGNORECASE)
"""What begins a sentence that says of what the amount of the one before is made up."""

_TOGETHER = re.compile(
    r"[\s\"“'‘]*(?:이를 |이들을 |이들 |다 )?(?:합쳐|합치면|합하면|together(?! with)(?: they)?"
    r"|zusammen(?! mit))(?![가-힣A-Za-z])",
    re.IGNORECASE,
)
"""What says outright that the amounts of the sentence before are added up."""

_EACH = re.compile(r"각각|(?<![A-Za-z])respectively(?![A-Za-z])", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s?[(\[][^)\]]{0,16}[)\]]")
_AND_SO_ON = re.compile(r"\s?등(?![가-힣])(?:\s?(?:$|[^\d두세네다여일\s]))")
_AND_MORE = re.compile(
    r"^(?:[^\d;]*?[,\s])?(?:plus|as well as|in addition to|apart from|besides"
    r"|and (?:some |many |a few )?(?:other|further|smaller)"
    r"|sowie|ainsi que|además de|oltre a)\s[^\d]*$"
    r"|^[^\d]{0,24}(?:외에|밖에|이외에)도?\s[^\d]*$",
    re.IGNORECASE,
)
"""What stands behind a list that says itself that there is more, of which it tells no amount."""

_THE_REST_IS = re.compile(
    r"[;,]?\s[^.;\d]{2,60}(?:make|makes|made|is|are|form|forms) (?:up )?(?:all )?the (?:rest|remainder)"
)

_REST = re.compile(
    r"나머지(?:는|인)?\s(?:[^\d.,;()]{1,12}(?:은|는|이|가)\s)?$"
    r"|(?<![a-z])the (?:rest|remaining|remainder|other)(?:,| is| being)? (?:of )?$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"(?:이|그)\s?(?:중|가운데)|(?<![a-z])of (?:which|this|that)(?![a-z])|가운데|중에서")
_OF_THIS = re.compile(
    r"^\W{0,3}(?:of (?:this|that|these|which)|이\s?(?:중|가운데)|davon|dont|de (?:ellos|estos|éstos)|di cui)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_THE_REST = re.compile(
    r"^\W{0,3}(?:the (?:rest|remainder|remaining)|나머지|der Rest|le reste|el resto|il resto|o resto|de rest)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_COMPARED_WITH = frozenset({"before", "difference"})
_FINE = 100
"""How many times the play of a sum its whole must be for a slip to show that it is meant to add up."""

_PAIR, _MUCH = 2, 4


def parts(assembly: Assembly) -> None:
    """Relate wholes to their parts."""
    groups = [[placed for placed in group if placed.token.is_size] for group in assembly.prose.groups]
    for place, amounts in enumerate(groups):
        for alike in _by_measure(amounts):
            _sentence(assembly, alike)
        _with_the_rest(assembly, amounts)
        if place:
            _summed_up(assembly, groups[place - 1], amounts)
            _shared_out(assembly, groups[place - 1], amounts)
            _part_and_rest(assembly, groups[place - 1], amounts)
        if place > 1:
            _in_three_sentences(assembly, groups[place - 2 : place + 1])


def _words(assembly: Assembly, amounts: Sequence[NumberInSentence]) -> str:
    clause = amounts[0].clause
    return assembly.document.text[clause.start : clause.end]


def _by_measure(amounts: list[NumberInSentence]) -> list[list[NumberInSentence]]:
    """The sizes of a sentence, and where it counts several things, those of each: projects apart from their money."""
    measures = dict.fromkeys(each.token.measure for each in amounts)
    apart = [[each for each in amounts if each.token.measure == measure] for measure in measures]
    return [amounts, *apart] if len(apart) > 1 else [amounts]


def _sentence(assembly: Assembly, amounts: list[NumberInSentence]) -> None:
    """``X: a, b and c``, ``X (a, b, c)`` and ``a, b and c, X in all``, all of one currency and one year."""
    if len(amounts) < 3:
        return
    words = _words(assembly, amounts)
    if NOT_ADDED.search(words):
        return
    opened = _opened(assembly, amounts)
    parted = opened if opened and _IN_TWO.search(words) else None
    found = parted or _closed(amounts, words) or opened
    if found and _levels(found) and not _leaves_out(assembly, amounts):
        relate(assembly, found, amounts)


def _leaves_out(assembly: Assembly, amounts: Sequence[NumberInSentence]) -> bool:
    """Whether a list has a number that is not read: ``2,150 boys, 1,260 girls and 800 others``, ``eine Mrd. €``."""
    if _IN_WORDS.search(assembly.document.text, amounts[0].token.end, amounts[-1].clause.end):
        return True
    if not amounts[0].token.thing:
        return False
    first, end = amounts[0].token.end, amounts[-1].clause.end
    read = {place for each in assembly.prose.tokens if each.kind != "number" for place in range(each.start, each.end)}
    bare = _BARE.finditer(assembly.document.text, first, end)
    sized = {place for each in amounts for place in range(each.token.start, each.token.end)}
    return any(match.start() not in read | sized for match in bare)


def _with_the_rest(assembly: Assembly, amounts: list[NumberInSentence]) -> None:
    """``X, of which a …, and the remaining b``: a part and the rest make up the whole."""
    if len(amounts) != _PAIR + 1 or not _REST.search(amounts[-1].left):
        return
    whole, part, rest = amounts
    adding = Adding(whole, (part, rest), complete=True, equal=True, told=True)
    between = assembly.document.text[whole.token.end : part.token.start]
    if _OF_WHICH.search(between) and _levels(adding) and max(part.token.size, rest.token.size) < whole.token.size:
        relate(assembly, adding, amounts)


def _part_and_rest(assembly: Assembly, before: list[NumberInSentence], amounts: list[NumberInSentence]) -> None:
    """``X. Of this, a … and the remaining b``: the next sentence parts the last level of the one before."""
    if not before or len(amounts) != _PAIR or not _REST.search(amounts[1].left):
        return
    (part, rest), whole = amounts, before[-1]
    adding = Adding(whole, (part, rest), complete=True, equal=True, told=True)
    told = _OF_THIS.search(assembly.document.text[part.clause.start : part.token.start])
    smaller = max(part.token.size, rest.token.size) < whole.token.size
    if told and smaller and whole.part.role in ("level", "after") and _levels(adding):
        relate(assembly, adding, [*before, *amounts])


def _in_three_sentences(assembly: Assembly, groups: Sequence[list[NumberInSentence]]) -> None:
    """``X. Of this, a … The rest is b.``: one part a sentence, each perhaps compared with its own of another year."""
    if not all(groups):
        return
    whole, part, rest = (group[0] for group in groups)
    text = assembly.document.text
    told = _OF_THIS.search(text[part.clause.start : part.token.start]) and _THE_REST.match(
        text[rest.clause.start : rest.token.start]
    )
    compared = all(each.part.role in _COMPARED_WITH for group in groups for each in group[1:])
    if not told or not compared or whole.clause.line is not rest.clause.line:
        return
    adding = Adding(whole, (part, rest), complete=True, equal=True, told=True)
    if _levels(adding) and max(part.token.size, rest.token.size) < whole.token.size:
        relate(assembly, adding, [whole, part, rest])


def _opened(assembly: Assembly, amounts: list[NumberInSentence]) -> Adding | None:
    """The first amount as a whole that the words after it part: never an item of a list of brackets itself."""
    text, first, last = assembly.document.text, amounts[0], amounts[-1]
    gap = text[first.token.end : amounts[1].token.start]
    tail = text[last.token.end : min(last.clause.end, last.token.end + 24)]
    made = _MADE_OF.search(gap) or (not gap.lstrip().startswith((",", "·")) and _ENDS.match(tail))
    opened = _OPENS.search(gap) and not _is_item(text, first, gap)
    if _THRESHOLD.match(gap) or not (made or opened):
        return None
    beyond = _BRACKETED.sub("", tail)
    more = _AND_MORE.search(text[last.token.end : last.clause.end]) or _THE_REST_IS.match(text, last.clause.end)
    partly = more or SOME.search(gap + beyond[:8]) or _AND_SO_ON.match(beyond)
    inside = amounts[1:] if made else _inside(text, amounts, gap)
    if not made and "(" in gap and _NUMBER.search(gap):
        return None
    years = [placed.year for placed in inside if placed.year is not None]
    if len(years) > 1 and len(set(years)) == len(years):
        return None
    adding = Adding(first, tuple(inside), complete=bool(made) and not partly, equal=not partly, told=bool(made))
    ends = inside[-1].left if len(inside) > 1 else ""
    closed = not partly and inside[-1] is last and _OTHERS.search(ends + text[last.token.end : last.token.end + 24])
    return replace(adding, complete=True, told=True) if closed and _is_about_all(adding) else adding


def _is_about_all(adding: Adding) -> bool:
    """Whether parts make up a whole, or little less or more."""
    gap = abs(sum(part.token.size for part in adding.parts) - adding.whole.token.size)
    return gap * _MUCH <= adding.whole.token.size


def _is_item(text: str, placed: NumberInSentence, gap: str) -> bool:
    """Whether an amount stands in brackets of its own, as the items of a list do."""
    before = text[max(0, placed.token.start - 12) : placed.token.start]
    opened = before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")
    return opened and gap.lstrip()[:1] in (")", "]")


def _inside(text: str, amounts: list[NumberInSentence], gap: str) -> list[NumberInSentence]:
    """The amounts within the bracket that opens after a whole; all of them after a colon."""
    opened = re.search(r"[(\[]", gap)
    if not opened or (":" in gap and _each_in_brackets(text, amounts[1:])):
        return amounts[1:]
    depth, start = 0, amounts[0].token.end
    for place in range(start, amounts[0].clause.end):
        depth += (text[place] in "([") - (text[place] in ")]")
        if not depth and text[place] in ")]":
            return [placed for placed in amounts[1:] if placed.token.start < place]
    return amounts[1:]


def _each_in_brackets(text: str, listed: Sequence[NumberInSentence]) -> bool:
    """Whether each of some amounts stands in brackets of its own: ``three labs: Alder ($2 million), Birch (…)``."""
    return all(
        each.left.rstrip().endswith(("(", "[")) and text[each.token.end : each.token.end + 1] in (")", "]")
        for each in listed
    )


def _closed(amounts: list[NumberInSentence], words: str) -> Adding | None:
    """The last amount as the sum of those before it."""
    last, listed = amounts[-1], amounts[:-1]
    listed = listed[1:] if len(listed) > _PAIR and listed[0].token.size == last.token.size else listed
    between = words[listed[-1].token.end - last.clause.start : last.token.start - last.clause.start]
    counts = [int(match["count"]) for match in _COUNTED.finditer(between)]
    both = bool(_EACH.search(words) and _OF_BOTH.search(last.left))
    if not (_CLOSES.search(last.left) or _CLOSED.match(last.right) or counts == [len(listed)] or both):
        return None
    complete = not SOME.search(words.replace("등을 합", "")) or counts == [len(listed)]
    adding = Adding(last, tuple(listed), complete=complete, equal=complete, told=complete and not both)
    return adding if complete or not nearly(adding) else replace(adding, equal=True)


def _levels(adding: Adding) -> bool:
    listed = adding.parts
    roles = {placed.part.role for placed in listed[:-1]} if len(listed) > 1 else set()
    currencies = {placed.token.measure for placed in (adding.whole, *listed)}
    moved = any(placed.part.role in ("before", "difference") or _RANGE.fullmatch(placed.left) for placed in listed)
    return len(listed) > 1 and roles <= {"level", "after"} and len(currencies) == 1 and not moved


def _summed_up(assembly: Assembly, listed: list[NumberInSentence], amounts: list[NumberInSentence]) -> None:
    """``a, b, c. X in all.``: the next sentence gives the sum of the last one's amounts."""
    if len(amounts) != 1 or len(listed) < 2 or listed[0].clause.line is not amounts[0].clause.line:
        return
    whole, words = amounts[0], _words(assembly, listed)
    begins = assembly.document.text[whole.clause.start : whole.token.start]
    named = _NAMES_A_SUM.match(begins) is not None and _is_all_of(assembly, listed, whole)
    if NOT_ADDED.search(words) or not (named or _SUMS_UP.match(begins)):
        return
    complete = not named and not SOME.search(words)
    told = complete and _TOGETHER.match(begins) is not None
    adding = Adding(whole, tuple(listed), complete=complete, equal=complete or named, told=told)
    if _levels(adding):
        relate(assembly, adding, [*listed, whole])


def _is_all_of(assembly: Assembly, listed: Sequence[NumberInSentence], whole: NumberInSentence) -> bool:
    """Whether a list of three and more ends with all others, and nothing else is said of the total behind it."""
    text, (last, end) = assembly.document.text, listed[-2:]
    others = len(listed) > 2 and _OTHERS.search(text, last.token.end, end.token.start)
    return bool(others and _NO_MORE.fullmatch(text, whole.token.end, whole.clause.end))


def _shared_out(assembly: Assembly, before: list[NumberInSentence], amounts: list[NumberInSentence]) -> None:
    """``X went to A and B. A and B got a and b each.``: only where it adds up, or but for one slip."""
    if len(before) != 1 or len(amounts) < 2 or before[0].clause.line is not amounts[0].clause.line:
        return
    adding = Adding(before[0], tuple(amounts), complete=True, equal=True)
    words = _words(assembly, amounts)
    told = _EACH.search(words) or (_AGAIN.match(words) and (_MADE_OF.search(words) or _ENDS.search(words)))
    play = sum((each.token.grain for each in amounts), before[0].token.grain)
    fine = before[0].token.size >= _FINE * play
    if told and not SOME.search(words) and _levels(adding) and (fits(adding) or (fine and slips(assembly, adding))):
        relate(assembly, adding, [*before, *amounts])
