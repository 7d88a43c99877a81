"""One text in English and in Korean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from crosscut.text.particles import particles

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text in both languages; names, sources and reasons that people gave stand in it as they were.

    Korean particles are written in both forms (``은(는)``) and take the one that fits the word before them.
    """

    en: str = ""
    ko: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ko", particles(self.ko))

    __iter__: ClassVar[None] = None
    """A text is no sequence: without this, its ``[language]`` would make it an endless one."""
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    @classmethod
    def same(cls, text: str) -> Text:
        """A text that is the same in both languages, such as a name."""
        return cls(text, text)

    def __getitem__(self, language: str) -> str:
        return self.ko if language == "ko" else self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.ko)

    def __str__(self) -> str:
        return self.en

    def format(self, **values: object) -> Text:
        """The text with its ``{places}`` filled; a value that is a Text goes in by language."""
        return Text(
            *(
                getattr(self, language).format(
                    **{
                        name: getattr(value, language) if isinstance(value, Text) else value
                        for name, value in values.items()
                    }
                )
                for language in ("en", "ko")
            )
        )

    def join(self, texts: Iterable[Text]) -> Text:
        """The texts one after the other, with this one between them."""
        each = tuple(texts)
        return Text(self.en.join(text.en for text in each), self.ko.join(text.ko for text in each))

    def then(self, *more: str) -> Text:
        """The same, followed by what people said of it."""
        said = [each for each in more if each]
        return Text("; ".join(filter(None, (self.en, *said))), "; ".join(filter(None, (self.ko, *said))))

    def map(self, change: Callable[[str], str]) -> Text:
        """The text changed in each language."""
        return Text(change(self.en), change(self.ko))

    def to_json(self) -> dict[str, str]:
        """The text by language."""
        return {"en": self.en, "ko": self.ko}
