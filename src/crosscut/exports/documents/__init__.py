"""Documents: one model, and its renderings as PDF, HWPX and DOCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscut.exports.documents.templates import OwnTemplates
from crosscut.exports.export import Artefact, Download, Export
from crosscut.progress import Progress
from crosscut.text import LANGUAGES, Language, Text
from crosscut.views.facts import Facts
from crosscut.views.publication import Publication

__all__ = ["EXPORT"]

FORMATS = ("pdf", "hwpx", "docx")


def _export(publication: Publication, out: Path, formats: Sequence[str], progress: Progress) -> Iterator[Artefact]:
    """The release and the brief in every format, the report as PDF; each read back once written."""
    from crosscut.exports.documents import checks, renderers
    from crosscut.exports.documents.content import write_document
    from crosscut.exports.documents.model import KINDS, PAPERS

    facts = Facts(publication)
    templates = _templates(publication)
    for kind in KINDS if "pdf" in formats else PAPERS:
        progress(f"Writing the {kind}")
        made = {
            language: write_document(facts, kind, language, templates) for language in publication.settings.languages
        }
        if len(made) > 1:
            yield Artefact(kind, checks=(checks.same_figures(made["ko"], made["en"]),))
        if kind == "release":
            yield Artefact(kind, checks=tuple(map(checks.form_of_release, made.values())))
        for document in made.values():
            for suffix in formats if kind in PAPERS else ("pdf",):
                content = renderers.render(document, suffix)
                path = out / f"{document.kind}.{document.language}.{suffix}"
                path.write_bytes(content)
                checked = (checks.reads_back(document, suffix, content),)
                yield Artefact(path.name, document.printed, (path,), checks=checked)


def _templates(shown: Publication) -> OwnTemplates:
    """The office's own templates: of a past moment those of then."""
    snapshot, folder = shown.run.snapshot, shown.settings.publication.templates
    held = {Path(name).name: text for name, text in snapshot.texts.items() if Path(name).parent == Path(folder)}
    return held if snapshot.stands_alone else snapshot.folder / folder


_LANGUAGE = {"ko": Text("in Korean", "한국어"), "en": Text("in English", "영어")}
_RELEASE = Text("Press release {language}, {format}", "보도자료({language}, {format})")
_BRIEF = Text("The brief on one page {language}, {format}", "한 장 요약({language}, {format})")
_REPORT = Text("Report with all tables {language}, {format}", "전체 표를 담은 보고서({language}, {format})")


def _download(kind: str, about: Text, language: Language, suffix: str) -> Download:
    said = _LANGUAGE[language]
    label = Text(*(about[each].format(language=said[each], format=suffix.upper()) for each in ("en", "ko")))
    return Download(f"{kind}.{language}.{suffix}", label, suffix, language)


_DOWNLOADS = (
    *(_download("release", _RELEASE, language, suffix) for suffix in FORMATS for language in LANGUAGES),
    *(_download("brief", _BRIEF, language, suffix) for suffix in FORMATS for language in LANGUAGES),
    *(_download("report", _REPORT, language, "pdf") for language in LANGUAGES),
)
EXPORT = Export(FORMATS, _export, order=10, downloads=_DOWNLOADS)
