"""Every number of a running text with its clause, its role, its year and what it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from crosscut.audit.context import entities, ministries, outline, roles, times
from crosscut.audit.context.bracketed_lists import listed_in_brackets
from crosscut.audit.context.counted_things import counted_things
from crosscut.audit.context.owners import FILLER, Owners
from crosscut.audit.documents.model import AuditedDocument
from crosscut.audit.figures import foreign
from crosscut.audit.figures.printed_number import Token
from crosscut.audit.figures.scan import scan

_BEFORE_NAME = re.compile(
    r"(?:^|[\s(\[])(?:the|for|in|and|to|of|on|by|with|while|but|whereas|as|korea's|including|meanwhile,?|또한|특히|한편"
    r"|이어|또|및|은|는)\s*$|[-(\[,:;.。①-⑳\n)”\"*•·○◦□ㅇ—–]\s*$|^\s*$"
    r"|[0-9]년(?:도)?(?: 정부)?\s*$|[0-9]{4}\s*$|(?:은|는|고|며|로|에서|이번|올해|내년|중|가운데|정부의?|전체)\s+$"
    r"|['’]s\s*$",
    re.IGNORECASE,
)


_LEVELS = frozenset({"level", "before", "after"})
_LONG = 10_000
"""From so many of its last digit's worth on, a round number stays as round beside finer ones."""


_FAR = 36
_IN_A_YEAR = re.compile(
    r"\s{0,2}\(?(?:in |for |by )?|\s(?:[a-z]{3,14} ){0,2}(?:in|for)(?: the)?(?: fiscal| financial)?(?: year)? "
)
"""What stands between a number and its year: ``1,842 applications in 2022``, ``$1.25 billion in fiscal 2026``."""

_IN_A_YEAR_BEFORE = re.compile(
    r"\s?\(?(?:in|for)\s|\s(?:[a-z]{3,14} ){0,2}(?:in|for)(?: the)?(?: fiscal| financial)?(?: year)? "
)
_NOTHING = 1000
"""How many times a part may be less than the last printed place of its whole."""


@dataclass(frozen=True, slots=True)
class NumberInSentence:
    """A number in its sentence. ``year`` is told by a mark beside it, or None; ``entity`` is empty where unsure.

    ``ministry`` is the one whose amount it is. ``purse`` says of what: an area's id for its part of that area, ``rnd``
    or ``total`` for its whole budget, empty where it is some amount of its. ``within`` says that it is listed in a
    bracket as a part of the number before: ``14명(사망 5명, 부상 9명)``.
    """

    token: Token
    clause: outline.Clause
    left: str
    right: str
    part: roles.Part
    year: int | None
    relative: bool
    stage: str
    entity: str
    label: str
    near: str = ""
    ministry: str = ""
    purse: str = ""
    within: bool = False

    def is_nothing_beside(self, whole: NumberInSentence) -> bool:
        """Whether it is no part of another: a thousandth of its last printed place, as a price beside a total."""
        return self.token.size * _NOTHING < whole.token.step


@dataclass(frozen=True, slots=True)
class Prose:
    """The running text of a document, read. ``groups`` are the numbers of each clause in order."""

    text: str
    lines: list[outline.OutlineLine]
    groups: list[list[NumberInSentence]]
    own_year: int | None
    mentions: list[entities.Mention]
    tokens: list[Token]


def place(document: AuditedDocument, ministries_too: Mapping[str, str] | None = None) -> Prose:
    """Read the running text of a document; ``ministries_too`` are names beyond the register, with their ids."""
    text = foreign.folded(document.text)
    tokens = scan(text)
    found_lines = outline.lines(text, document.tables)
    years = times.marks(text)
    own = times.own_year(text, years)
    years = times.resolved(text, years, own)
    mentions = entities.mentions(text)
    placer = _Placer(text, years, mentions, ministries.named(text, ministries_too or {}))
    starts = [token.start for token in tokens]
    groups = []
    for clause in outline.clauses(text, found_lines):
        inside = tokens[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
        wanted = [token for token in counted_things(text, inside) if token.kind != "number"]
        if wanted:
            groups.append(placer.placed(clause, wanted))
    return Prose(text, found_lines, list(_lists_in_one_style(groups)), own, mentions, tokens)


def _lists_in_one_style(groups: list[list[NumberInSentence]]) -> Iterator[list[NumberInSentence]]:
    """The numbers of each clause; those of one bulleted list are told as finely as the finest of them."""
    for _, each in groupby(
        groups, key=lambda group: (group[0].clause.line.shape == "item", group[0].clause.line.bullets)
    ):
        run = list(each)
        if run[0][0].clause.line.shape != "item":
            yield from run
            continue
        told = iter(_in_one_style([placed for group in run for placed in group]))
        yield from ([next(told) for _ in group] for group in run)


class _Placer:
    def __init__(
        self,
        text: str,
        years: list[times.YearMark],
        mentions: list[entities.Mention],
        named: list[ministries.NamedMinistry],
    ) -> None:
        self.text, self.years, self.mentions = text, years, mentions
        self._owners = Owners(text, named, mentions)
        self._year_starts = [mark.start for mark in years]
        self._mention_starts = [mention.start for mention in mentions]

    def placed(self, clause: outline.Clause, tokens: list[Token]) -> list[NumberInSentence]:
        """The numbers of one clause."""
        found: list[NumberInSentence] = []
        owners = self._owners.of(clause.start, clause.end, tokens)
        lists = listed_in_brackets(self.text, tokens, clause.end)
        for index, token in enumerate(tokens):
            ministry, purse = owners[index]
            past = lists.resumed(tokens[index - 1]) if index else clause.start
            coming = tokens[index + 1].start if index + 1 < len(tokens) else clause.end
            left = self.text[max(past, token.start - 80) : token.start]
            follows = lists.closed.get(token.start, token.end)
            right = self.text[follows : min(clause.end, follows + 60)]
            opened = index > 0 and left.strip() in ("(", "(+", "(-", "[")
            part = roles.part(
                left,
                right,
                percent=token.kind == "percentage",
                points=token.kind == "points",
                sign=token.sign,
                opened=opened,
            )
            if index:
                part = roles.repeated_part(
                    left,
                    right,
                    found[-1].part,
                    part,
                    amount=token.is_size,
                    after_amount=tokens[index - 1].is_size,
                )
            mark = self._year(token, past, coming)
            found.append(
                NumberInSentence(
                    token,
                    clause,
                    left,
                    right,
                    part,
                    mark.year if mark else None,
                    bool(mark and mark.relative),
                    times.stage(self.text[clause.start : clause.end]),
                    *self._entity(clause, token, (past, coming), apart=bool(purse)),
                    ministry,
                    purse,
                    token.start in lists.inside,
                )
            )
        return list(self._paired(_in_one_style(_with_wholes(_with_shared_verbs(_with_differences(found))))))

    def _given(self, end: int, coming: int) -> entities.Mention | None:
        """The name that words give to the number that ends at ``end``: ``5 billion in AI``, ``5억 원을 양자에``."""
        first = bisect_left(self._mention_starts, end)
        if first == len(self.mentions) or self.mentions[first].end > coming:
            return None
        mention = self.mentions[first]
        gap, rest = self.text[end : mention.start], self.text[mention.end : mention.end + 12]
        english = _GIVEN.fullmatch(gap) and _GIVEN_ENDS.match(rest)
        korean = _GIVEN_KO.fullmatch(gap) and _GIVEN_ENDS_KO.match(rest)
        return mention if english or korean else None

    def _paired(self, found: list[NumberInSentence]) -> Iterator[NumberInSentence]:
        """Two years with an arrow, then two numbers with one: ``’25 → ’26: 5,635 → 6,362억 원``."""
        pair: tuple[int | None, int | None] | None = None
        for index, placed in enumerate(found):
            years = self._years_before(placed, found[index - 1].token.end if index else placed.clause.start)
            if pair is not None and placed.year is None:
                yield replace(placed, year=pair[1])
                pair = None
            elif years and placed.part.role == "before":
                yield replace(placed, year=years[0], relative=False)
                pair = years
            else:
                yield placed

    def _years_before(self, placed: NumberInSentence, past: int) -> tuple[int | None, int | None] | None:
        last = bisect_left(self._year_starts, placed.token.start) - 1
        if last < 1 or self.years[last - 1].start < past:
            return None
        first, second = self.years[last - 1], self.years[last]
        arrow = re.fullmatch(r"\W{0,3}(?:→|⇒|->|➜)\W{0,3}", self.text[first.end : second.start])
        return (first.year, second.year) if arrow else None

    def _year(self, token: Token, past: int, coming: int) -> times.YearMark | None:
        """The year beside a figure: just after it, or the nearest before it with no other figure between."""
        first = bisect_left(self._year_starts, token.end)
        if first < len(self.years) and self.years[first].start <= min(coming, token.end + _FAR):
            gap = self.text[token.end : self.years[first].start]
            if _IN_A_YEAR.fullmatch(gap):
                return self.years[first]
        last = bisect_left(self._year_starts, token.start) - 1
        if last >= 0 and self.years[last].start >= past and self.years[last].end <= token.start:
            mark = self.years[last]
            return None if _IN_A_YEAR_BEFORE.fullmatch(self.text, past, mark.start) else mark
        return None

    def _entity(
        self, clause: outline.Clause, token: Token, between: tuple[int, int], *, apart: bool
    ) -> tuple[str, str, str]:
        """What owns the figure (where only fillers stand between), the words before it, and the nearest name.

        ``between`` is where the number before it ends and the one after it begins. A name that a preposition gives to
        an amount, as in ``5 billion in AI``, is that amount's and not the next one's.
        """
        past, coming = between
        after = self._given(token.end, coming)
        if after is not None and not apart:
            return after.entity, _label(self.text[max(past, token.start - 60) : token.start]), after.entity
        last = bisect_right(self._mention_starts, token.start) - 1
        words = self.text[max(past, token.start - 60) : token.start]
        label = _label(words)
        if last < 0 or self.mentions[last].start < clause.start or self.mentions[last].end > token.start:
            return "", label, ""
        mention = self.mentions[last]
        gap = self.text[mention.end : token.start]
        if mention.start < past or mention == self._given(past, token.start):
            return "", label, ""
        rest = FILLER.sub("", re.sub(r"\([^()]{0,12}\)|[0-9]{2,4}", "", gap))
        before = self.text[max(clause.start, mention.start - 24) : mention.start]
        owned = not apart and not rest.strip() and _BEFORE_NAME.search(before) is not None and not self._shared(last)
        if clause.line.shape == "item" and _EDGES.sub("", self.text[clause.line.start : mention.start]):
            owned = False
        return (mention.entity if owned else ""), label, mention.entity

    def _shared(self, index: int) -> bool:
        """Whether a name is the last of several that one amount is of: ``AI and quantum, 5 billion``."""
        if not index:
            return False
        first, last = self.mentions[index - 1], self.mentions[index]
        return first.entity != last.entity and _JOINED.fullmatch(self.text, first.end, last.start) is not None


def _with_differences(found: list[NumberInSentence]) -> list[NumberInSentence]:
    """The numbers of a clause, with changes that stand beside the same change in another measure, told outright.

    A difference has its rate behind it in one bracket (``612억 원(72억 원, 13.3% 증가)``) or after what it is compared
    with (``올해보다 624억원, 9.7%가 증가``); a rate has its difference behind it (``올해 대비 9.7%인 624억원이 증가``,
    ``올해보다 9.7%, 624억원 늘어난``).
    """
    return [
        replace(each, part=roles.Part(again, explicit=True, direction=following.part.direction))
        if following and (again := _repeated_role(last, each, following))
        else each
        for last, each, following in zip([None, *found], found, [*found[1:], None], strict=False)
    ]


_COMPARED = re.compile(r"(?:대비|보다|에 ?비해)\s?(?:약\s?)?$")
_BEGINS = re.compile(r"\W{0,4}(?:이는 |이보다 |전년보다 |약 )?")
"""All that stands before the change that a sentence begins with."""

_SAYS_AGAIN = re.compile(r"\s?(?:인|[,·/]|,? ?즉)\s?(?:약\s|총\s)?")


def _repeated_role(
    last: NumberInSentence | None, each: NumberInSentence, following: NumberInSentence
) -> roles.Role | None:
    """The role of a number without one of its own that the next one says again, as a rise or fall."""
    if each.part.role != "level" or not following.part.explicit:
        return None
    compared = _COMPARED.search(each.left) is not None
    if each.token.is_size and following.token.kind == "percentage" and following.part.role == "growth":
        opened = last is not None and last.token.is_size and each.left.strip() in ("(", "[")
        begins = last is None and _BEGINS.fullmatch(each.left) is not None
        return (
            "difference" if (opened or compared or begins) and following.left.strip() in (",", "·", "/", ";") else None
        )
    told = each.token.kind == "percentage" and following.token.is_size and following.part.role == "difference"
    return "growth" if told and compared and _SAYS_AGAIN.fullmatch(following.left) else None


_LEADS_TO_IT = re.compile(r"(?:보다|대비|에 ?비해|으로|로)\s?(?:약\s)?$")
_GOES_ON = re.compile(r"\s?[,·]\s")
"""What stands behind a rate whose verb is told of the next one: ``29.6조원으로 11.7%, 35.3조원으로 19.3% 늘었다``."""


def _with_shared_verbs(found: list[NumberInSentence]) -> list[NumberInSentence]:
    """The numbers of a clause, with rates that have the verb of the next, which stands behind words like theirs."""
    told = list(found)
    coming: NumberInSentence | None = None
    for place in reversed([place for place, each in enumerate(found) if each.token.kind == "percentage"]):
        each = told[place]
        words, others = (_LEADS_TO_IT.search(one.left) if one else None for one in (each, coming))
        if (
            coming
            and words
            and others
            and words[0].strip() == others[0].strip()
            and each.part.role == "level"
            and coming.part.role == "growth"
            and coming.part.explicit
            and _GOES_ON.match(each.right)
        ):
            told[place] = replace(each, part=coming.part)
        coming = told[place]
    return told


def _with_wholes(found: list[NumberInSentence]) -> list[NumberInSentence]:
    """The numbers of a clause, with the amounts that shares just after them are of."""
    return [
        replace(each, part=roles.Part("whole", explicit=True))
        if each.token.is_size and following and roles.is_whole(each.part, following.left, following.part)
        else each
        for each, following in zip(found, [*found[1:], None], strict=True)
    ]


def _in_one_style(found: list[NumberInSentence]) -> list[NumberInSentence]:
    """The numbers, those of few digits not taken for rounder than the finest level of their sentence."""
    levels = [each.token for each in found if each.token.is_size and each.part.role in _LEVELS]
    finest = min((token.grain for token in levels), default=None)
    short = [token for token in levels if token.size < _LONG * token.step]
    if finest is None or all(token.round_to <= finest for token in short):
        return found
    return [
        replace(each, token=replace(each.token, round_to=min(each.token.round_to, finest)))
        if each.token in short
        else each
        for each in found
    ]


_JOINED = re.compile(r"(?: and |(?:와|과)? ?및 |와 |과 | ?[·∙/&] ?)(?:the )?")
_GIVEN = re.compile(r"\s(?:in|into|on|for|to|towards)\s(?:the\s)?")
_GIVEN_KO = re.compile(r"\s?(?:을|를)\s")
_GIVEN_ENDS = re.compile(r"\s?(?:,|;|\.|\)|and |while |in 20|from |up |$)|$", re.IGNORECASE)
_GIVEN_ENDS_KO = re.compile(r"\s?(?:분야|부문)?에(?=[ ,.])")
_EDGES = re.compile(r"^[\s,;:()\[\]*•·\-–—①-⑳]+|[\s,;:()\[\]*•·\-–—]+$")


def _label(words: str) -> str:
    """The words before a figure, as its label."""
    text = words.rsplit("\n", 1)[-1]
    for mark in (". ", "; ", ", "):
        text = text.rsplit(mark, 1)[-1]
    return _EDGES.sub("", text)[-60:]


def by_line(prose: Prose) -> dict[int, list[NumberInSentence]]:
    """The numbers of each line, by where the line starts."""
    found: dict[int, list[NumberInSentence]] = defaultdict(list)
    for group in prose.groups:
        for placed in group:
            found[placed.clause.line.start].append(placed)
    return found
