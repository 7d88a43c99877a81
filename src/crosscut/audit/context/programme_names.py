"""Names of programmes: how texts write them, and which of them stands just before an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crosscut.audit.context.owners import bare

_IGNORED = re.compile(r"\(\s?R&D\s?\)|[\W_]+", re.IGNORECASE)
_PARENTHESES = re.compile(r"\([^()]{0,60}\)")
_BULLET = re.compile(
    r"^[\s*•·‧∙▪▫■□●○◦◇◆※▶▷ㅇㆍᄋ–—#-]*(?:[①-⑳➀-➉]|[0-9]{1,2}[.)](?![0-9])|\([0-9]{1,2}\)|[가-하]\.)?\s*"
)
_QUOTED = re.compile(r"[「『《〈‘“'\"]([^「」『』《》〈〉‘’“”'\"\n]{4,60})[」』》〉’”'\"]")
_ENDING = re.compile(
    r"[가-힣] ?(?:사업|프로젝트|프로그램)(?![비자별화부명])"
    r"|(?<![A-Za-z])(?:Project|Programme|Program|Initiative|Mission|Challenge)(?![a-z])"
)
_FAR = 60
_STOPS = re.compile(
    r".*(?:[은는을를의에며고]|등|및|으로|에서|와|한|할|된|하는|위해|통해|대비)$|[이그](?:번|들)?$|올해|내년|지난해|작년|정부|특히|또한|한편|이어"
    r"|신규|계속|다부처|범부처|['’]?[0-9]{2,4}년?(?:도)?"
)
_ENGLISH = re.compile(r"[A-Z][\w-]*|of|for|and|in|on|to")
_OPENING = frozenset(("the", "a", "an", "in", "for", "this", "its", "and", "of", "on", "to", "our", "under"))
_LEAST_LATIN, _LEAST = 12, 6
"""The fewest letters of a name: shorter ones are called the same everywhere."""

_COMMON = re.compile(
    r"(?:이|그|해당|동|신규|계속|주요|전체|지원|관련|기존|대표|핵심|세부|개별|모든|일부|국가|정부|각|연구개발|rd|다부처|범부처|분할|공동|연속|중복|유사|협력|대형|소형|단기|장기|상위|하위)*"
    r"(?:사업|프로젝트|프로그램|project|programme|program|initiative|mission|challenge)"
)


def normal(name: str) -> str:
    """A name without spaces, marks, case and ``(R&D)``."""
    return _IGNORED.sub("", name).lower()


def is_particular(name: str) -> bool:
    """Whether a normal name is long and particular enough to be one programme's."""
    return len(name) >= (_LEAST_LATIN if name.isascii() else _LEAST) and not _COMMON.fullmatch(name)


def written(line: str) -> set[str]:
    """The normal names that a line writes as names: in quotes, or ending in ``사업``, ``Project`` and the like."""
    names = {normal(match[1]) for match in _QUOTED.finditer(line)}
    names |= {normal(_back(line, match.end())) for match in _ENDING.finditer(line)}
    return {name for name in names if is_particular(name)}


def renamed(line: str) -> Iterator[tuple[str, str]]:
    """Names of one programme in two languages: ``국가신약개발사업(National Drug Development Project)``."""
    for match in _ENDING.finditer(line):
        opened = _PARENTHESES.match(line, match.end())
        one, other = normal(_back(line, match.end())), normal(opened[0]) if opened else ""
        if is_particular(one) and is_particular(other) and one.isascii() != other.isascii():
            yield other, one


def _back(line: str, end: int) -> str:
    """The words that a name ending at ``end`` begins with, back to the first that cannot be part of it."""
    words = line[max(0, end - _FAR) : end].split(" ")
    if end > _FAR and len(words) > 1:
        words = words[1:]
    kept: list[str] = []
    for word in reversed(words):
        latin = word[-1:].isascii() and word[-1:].isalpha()
        if kept and not (_ENGLISH.fullmatch(word) if latin else word and not _STOPS.fullmatch(word)):
            break
        kept.insert(0, word.lstrip("([‘“'\"「『"))
        if kept[0] != word or word.endswith((",", ")", ":", ";", ".", "!", "?")):
            kept = kept if kept[0] != word else kept[1:]
            break
    while kept and kept[0].lower() in _OPENING:
        kept.pop(0)
    return " ".join(kept)


def headed(words: str) -> str:
    """The normal name that begins a list's line, given the words before its amount; empty where there is none."""
    name = _PARENTHESES.sub("", _BULLET.sub("", words)).split(" (")[0].strip(" :：,([-–—\t")
    return normal(name) if is_particular(normal(name)) and len(name) <= 2 * _FAR else ""


class Names:
    """Names that are known, ready to say which of them stands just before an amount."""

    def __init__(self, known: Iterable[str]) -> None:
        self._names = frozenset(known)
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def before(self, text: str) -> str:
        """The longest known name that owns an amount after ``text``: only fillers and parentheses stand between."""
        places = [place for place, letter in enumerate(text) if letter.isalnum()]
        letters = "".join(text[place] for place in places).lower()
        for end in self._ends(text, places):
            for length in self._lengths:
                begin = end - length
                if begin >= 0 and letters[begin:end] in self._names and _begins(text, places[begin]):
                    return letters[begin:end]
        return ""

    def _ends(self, text: str, places: list[int]) -> Iterator[int]:
        """After how many letters a name may end."""
        for end in range(len(places), 0, -1):
            rest = text[places[end - 1] + 1 :]
            if bare(_PARENTHESES.sub("", rest)) or (rest.count("(") == 1 and len(rest) < _FAR and ")" not in rest):
                yield end


def _begins(text: str, place: int) -> bool:
    """Whether a name does not begin within a word."""
    return place == 0 or not text[place - 1].isalnum()
