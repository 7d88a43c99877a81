"""Refusals in both languages: wrong use and unreadable input, as commands that speak a language tell them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from crosscut.errors import CrosscutError
from crosscut.text.pair import Language, Text

NOTHING = Text()


class RefusalError(CrosscutError):
    """Something that cannot be done: ``why`` and what to do ``instead``, each in both languages."""

    def __init__(
        self,
        why: Text | str,
        instead: Text = NOTHING,
        *,
        code: str = "usage",
        file: str = "",
        row: int = 0,
        column: str = "",
    ) -> None:
        self.why = Text.same(why) if isinstance(why, str) else why
        self.instead = instead
        super().__init__(self.why.en, code=code, hint=instead.en, file=file, row=row, column=column)

    @property
    def words(self) -> Text:
        """What is said of it without its place."""
        return Text(_sentences(self.why.en, self.instead.en), _sentences(self.why.ko, self.instead.ko))

    @property
    def korean(self) -> str:
        """All of it in Korean, its place first."""
        place = ", ".join(filter(None, (self.file, f"{self.row}행" if self.row else "", self.column)))
        return f"{place}: {self.words.ko}" if place else self.words.ko


class UnfitValueError(ValueError):
    """A value of a setting that cannot be, in words of both languages."""

    def __init__(self, said: Text) -> None:
        self.said = said
        super().__init__(said.en)


def said_of(error: BaseException) -> Text:
    """What an error says, in both languages where it knows them."""
    if isinstance(error, RefusalError):
        return error.why
    if isinstance(error, UnfitValueError):
        return error.said
    return Text.same(error.message if isinstance(error, CrosscutError) else str(error))


def mend_of(error: CrosscutError) -> Text:
    """What an error says to do instead, in both languages where it knows them."""
    return error.instead if isinstance(error, RefusalError) else Text.same(error.hint)


def in_language(error: CrosscutError, language: Language) -> str:
    """An error in one line of a language; in English where it knows no other."""
    return error.korean if language == "ko" and isinstance(error, RefusalError) else str(error)


def listed(faults: Sequence[str | Text], most: int) -> Text:
    """Faults one after the other, of many the first, and how many more there are."""
    said = [Text.same(each) if isinstance(each, str) else each for each in faults]
    more = [_MORE.format(count=f"{len(said) - most:,}")] if len(said) > most else []
    return Text("; ", "; ").join([*said[:most], *more])


def meant(word: str, known: Sequence[str]) -> Text:
    """A question that offers the nearest known word, capitals apart; led by a space, empty where none is near."""
    folded = {each.casefold(): each for each in reversed(known)}
    near = difflib.get_close_matches(word.casefold(), list(reversed(folded)), n=1, cutoff=0.6)
    return _MEANT.format(near=repr(folded[near[0]])) if near else NOTHING


def after(first: Text, *more: Text) -> Text:
    """A text and what follows it, as it stands."""
    return NOTHING.join((first, *more))


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith(("?", ".")) else f"{part}." for part in map(str.strip, parts) if part)


_MORE = Text("and {count} faults more", "그 밖에 {count}건")
_MEANT = Text(" Did you mean {near}?", " 혹시 {near}인지 확인.")
