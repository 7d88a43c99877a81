"""An office's own words in place of ours: ``words.toml`` of a budget folder.

A table a language, ``[en]`` and ``[ko]``; each line one of our words and the office's: ``ministry = "agency"``.
Pages, workbook and documents then say it so. Only what Crosscut says changes, never a text of the data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import get_args

from crosscut.errors import CrosscutError
from crosscut.text.pair import Language
from crosscut.tomltext import parsed

FILE = "words.toml"
_MOST = 200
"""Words that a language may replace."""
_PARTICLES = {
    particle: pair for pair in ("은(는)", "이(가)", "을(를)", "과(와)") for particle in re.split(r"[()]", pair)[:2]
} | {"로": "(으)로", "으로": "(으)로"}
_CODE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{[a-z_]+\})", re.DOTALL)
"""What of a sentence or a template is no text: places, expressions and statements."""


_PLAIN: dict[Language, dict[str, str]] = {"en": {"R&D budget": "budget"}, "ko": {"연구개발 예산": "예산"}}
"""What a budget is called that nobody calls one of R&D."""
_THEMES: dict[Language, dict[str, str]] = {
    "en": {
        "technology areas": "areas",
        "technology area": "area",
        "sub-technologies": "sub-areas",
        "sub-technology": "sub-area",
        "list of technologies": "list of areas",
    },
    "ko": {"기술 분야": "분야", "중점기술": "세부 분야", "세부기술": "세부 분야"},
}
"""What areas are called that are none of technologies."""
_RESEARCH = re.compile(r"r&d\b|\bresearch\b|연구개발|연구·개발", re.IGNORECASE)


def says_research(text: str) -> bool:
    """Whether a title or a word speaks of R&D."""
    return _RESEARCH.search(text) is not None


def says_technologies(text: str) -> bool:
    """Whether the name of a list says that its areas are technologies."""
    return "technolog" in text.casefold() or "기술" in text


Replace = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class OwnWords:
    """What an office calls what, by language; each language a list of pairs, ours first.

    ``plain`` is where the folder never says that its budget is one of R&D: it is then called a budget; ``themes`` where
    its areas are no technologies.
    """

    pairs: tuple[tuple[Language, tuple[tuple[str, str], ...]], ...] = ()
    plain: bool = False
    themes: bool = False

    def replaced(self, text: str, language: Language) -> str:
        """The text in the office's words; a Korean particle after one is left open for what fits."""
        own = dict(dict(self.pairs).get(language, ()))
        if self.plain and not any(says_research(word) for word in own):
            own = _PLAIN[language] | own
        for words in filter(None, (_THEMES[language] if self.themes else {}, own)):
            text = _with(words, text, language)
        return text


def _with(words: Mapping[str, str], text: str, language: Language) -> str:
    patterns = (_english(words), _in_english(words)) if language == "en" else (_korean(words), _in_korean(words))
    pattern, replace = patterns
    parts = _CODE.split(text)
    return "".join(part if place % 2 else pattern.sub(replace, part) for place, part in enumerate(parts))


def _english(own: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:(an?) )?({_either(own)})\b", re.IGNORECASE)


def _in_english(own: Mapping[str, str]) -> Replace:
    known = {word.lower(): (word, meant) for word, meant in own.items()}

    def replace(found: re.Match[str]) -> str:
        article, word = found[1] or "", found[2]
        ours, meant = known[word.lower()]
        raised = not ours[:1].isupper() or (found.start() == 0 and not article)
        meant = meant[:1].upper() + meant[1:] if word[:1].isupper() and raised else meant
        return f"{article[:1]}{'n' if meant[:1].lower() in 'aeiou' else ''} {meant}" if article else meant

    return replace


def _korean(own: Mapping[str, str]) -> re.Pattern[str]:
    particles = "|".join(sorted(_PARTICLES, key=len, reverse=True))
    return re.compile(rf"({_either(own)})(?:({particles})(?![가-힣(]))?")


def _in_korean(own: Mapping[str, str]) -> Replace:
    return lambda found: own[found[1]] + _PARTICLES.get(found[2] or "", "")


def _either(own: Mapping[str, str]) -> str:
    return "|".join(map(re.escape, sorted(own, key=len, reverse=True)))


NONE = OwnWords()
_spoken: ContextVar[OwnWords] = ContextVar("own_words", default=NONE)


def spoken() -> OwnWords:
    """The words that hold here."""
    return _spoken.get()


@contextmanager
def in_words_of(own: OwnWords) -> Iterator[None]:
    """Speak in these words until the end."""
    before = _spoken.set(own)
    try:
        yield
    finally:
        _spoken.reset(before)


def own_words(text: str) -> OwnWords:
    """What a text of ``words.toml`` states.

    Raises
    ------
    CrosscutError
        where it is no TOML, or states anything but words by language: the message names the word.
    """
    try:
        tables = parsed(text)
    except CrosscutError as error:
        raise CrosscutError(error.message, code="words", file=FILE) from None
    return OwnWords(tuple((language, _pairs(tables[language], language)) for language in _languages(tables)))


def _languages(tables: Iterable[str]) -> list[Language]:
    known: tuple[Language, ...] = get_args(Language)
    for name in tables:
        if name not in known:
            raise _fault(f"[{name}] is no language of Crosscut", f"Write [{known[0]}] or [{known[1]}]")
    return [language for language in known if language in tables]


def _pairs(table: object, language: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict):
        raise _fault(f"{language} is no table", f'Write [{language}] and below it lines such as ministry = "agency"')
    if len(table) > _MOST:
        raise _fault(f"[{language}] has more than {_MOST} words", "Leave those that matter")
    for word, meant in table.items():
        if not isinstance(meant, str) or not meant.strip() or not word.strip() or set("{}<>\n") & {*word, *meant}:
            raise _fault(f"[{language}] {word!r} is not given a word", 'Write one word or name, such as "agency"')
    return tuple(table.items())


def _fault(what: str, hint: str) -> CrosscutError:
    return CrosscutError(what, code="words", file=FILE, hint=f"{hint}.")
