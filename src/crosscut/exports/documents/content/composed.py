"""A release or a report, written: a template filled with facts, as one document."""

from __future__ import annotations

from crosscut.errors import CrosscutError
from crosscut.exports.documents import markup, templates
from crosscut.exports.documents.content.footnotes import Footnotes
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.content.pictures import DocumentPictures
from crosscut.exports.documents.content.placing import Placing
from crosscut.exports.documents.content.tables import DocumentTables
from crosscut.exports.documents.content.vocabulary import vocabulary
from crosscut.exports.documents.figure_text import FigureText
from crosscut.exports.documents.model import PAPERS, Document, DocumentKind
from crosscut.text import Language
from crosscut.views.facts import Facts


def write_document(
    facts: Facts, kind: DocumentKind, language: Language, own_templates: templates.OwnTemplates = None
) -> Document:
    """A release or a report in one language.

    Parameters
    ----------
    own_templates
        A folder, or texts by name, in which the office's ``release.ko.txt`` and its like replace the bundled ones.

    Raises
    ------
    CrosscutError
        where a template cannot be filled or holds a number typed by hand, with its line.

    """
    names, printer = DocumentNames(facts, language), FigureText(facts.rounding, language)
    file, text = templates.source(kind, language, own_templates)
    rendered = templates.render(file, text, vocabulary(facts, names, printer))
    lookup = Placing(facts, DocumentTables(facts, names, printer), DocumentPictures(facts, names, printer), file)
    parsed = markup.parse(rendered, lookup, names.w("doc_trace"))
    loose = markup.unmarked_digits(parsed)
    if loose is not None:
        raise CrosscutError(f"a number that is no figure stands in {loose!r}", code="typed-number", file=file)
    return Document(
        kind,
        language,
        names.furniture(kind),
        parsed.title,
        parsed.subtitles,
        Footnotes(names).noted(parsed.blocks) if kind in PAPERS else parsed.blocks,
        printer.printed,
    )
