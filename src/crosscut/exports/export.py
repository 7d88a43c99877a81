"""What an export is: an object that a module of this package, or another package, offers as ``EXPORT``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosscut.figures import Printed
from crosscut.plugins import check_given, working
from crosscut.progress import Progress
from crosscut.text import Text
from crosscut.text.own_words import OwnWords, in_words_of
from crosscut.views.publication import Edition, Publication


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, whether it held, what was looked at or what is wrong, and the seconds it took.

    A publication that fails one is not written. One that is ``excusable`` speaks of the data: somebody may answer for
    it by name and reason; any other is a fault of the publication itself.
    """

    title: Text
    passed: bool
    outcome: Text
    excusable: bool = False
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """What programs know it by: its title in English."""
        return self.title.en

    @property
    def detail(self) -> str:
        """What was looked at or what is wrong, in English."""
        return self.outcome.en

    @property
    def summary(self) -> Text:
        """What was checked and what came of it, in one line."""
        return Text.same(": ").join((self.title, self.outcome))


@dataclass(frozen=True)
class Artefact:
    """One thing that an export wrote.

    Attributes
    ----------
    name
        What checks and readers call it, such as ``site/ko``.
    printed
        Every figure whose id it carries.
    audited
        The files in it that the publication's own audit reads; none where it has no text that an audit could read.
    pages
        How many such files there are where only a sample is audited; 0 for all.
    checks
        What the export itself found of it by reading it back.
    """

    name: str
    printed: Printed = field(default_factory=Printed)
    audited: tuple[Path, ...] = ()
    pages: int = 0
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A file that readers of a publication are offered.

    Attributes
    ----------
    path
        Where it stands in the publication.
    about
        What it holds.
    written_as
        The format that writes it; empty for what every publication has.
    language
        The language that it is in; empty for what is in all or in none.
    """

    path: str
    about: Text
    written_as: str = ""
    language: str = ""


Write = Callable[[Publication, Path, Sequence[str], Progress], Iterable[Artefact]]
"""Writes a publication into a folder in those of its formats that were asked for, one artefact after the other."""


@dataclass(frozen=True)
class Export:
    """A way to write a publication.

    Attributes
    ----------
    formats
        The words after ``--to`` that ask for it.
    write
        Writes it; see :data:`Write`. It writes only below the folder that it is given, and changes no figure.
    in_build, in_publication
        Whether ``crosscut build`` makes it, and ``crosscut publish`` without a choice of formats.
    order
        Where it stands among the others; the lowest is written first.
    goes_with
        Formats of other exports with which it is written too.
    downloads
        The files that readers are offered of it.
    edition
        Whom it is for. What is for the desk never stands in a publication.
    of_rows
        Whether it goes back to the rows of files behind lines that are sums of them.
    """

    formats: tuple[str, ...]
    write: Write
    in_build: bool = False
    in_publication: bool = True
    order: int = 100
    goes_with: tuple[str, ...] = ()
    downloads: tuple[Download, ...] = ()
    edition: Edition = "public"
    of_rows: bool = False

    def artefacts(
        self, publication: Publication, out: Path, asked: Sequence[str], progress: Progress
    ) -> Iterator[Artefact]:
        """What it writes of the formats that were asked for; nothing where none of them is its own or goes with it."""
        publication = publication.public if self.edition == "public" else publication
        own = tuple(each for each in self.formats if each in asked)
        if own or set(self.goes_with) & set(asked):
            with in_words_of(publication.words):
                made = iter(self._made(publication, out, own, progress))
            while (artefact := self._next(made, publication.words)) is not None:
                yield artefact

    def _made(self, *asked: Any) -> Iterable[Artefact]:
        with working(self):
            return iter(self.write(*asked))

    def _next(self, made: Iterator[Artefact], words: OwnWords) -> Artefact | None:
        with working(self), in_words_of(words):
            artefact = next(made, None)
            if artefact is not None and not isinstance(artefact, Artefact):
                raise TypeError(f"an export gives artefacts, not {type(artefact).__name__}")
            check_given(self, artefact)
            for file in artefact.audited if artefact else ():
                if not file.is_file():
                    raise FileNotFoundError(f"it says to have written {file.name}, which is not there")
            return artefact
