"""What the numbers say, as sentences of a document: the words are those of the pages."""

from __future__ import annotations

from crosscut.exports.documents import marks
from crosscut.exports.documents.content.names import DocumentNames
from crosscut.exports.documents.figure_text import FigureText
from crosscut.exports.words_of import in_own_words, pattern
from crosscut.views.takeaways import Takeaway


def takeaway_sentence(found: Takeaway, names: DocumentNames, printer: FigureText) -> marks.Marked:
    """A finding as a sentence whose figures are marked; its Korean particles are chosen when the line is read."""
    called = {
        "area": names.area,
        "ministry": names.ministry,
        "programme": names.named_programme,
        "reason": names.reason,
    }
    texts = {place: called[kind](key) for place, (kind, key) in found.names.items()}
    texts |= {place: text[names.language] for place, text in found.texts.items()}
    texts |= {place: in_own_words(text, names.language) for place, text in found.phrases.items()}
    texts |= {place: f"{count:,}" for place, count in found.counts.items()}
    values = {place: printer.in_sentence(figure) for place, figure in found.figures.items()}
    values |= {place: marks.quoted(text) for place, text in texts.items()}
    said = pattern(found.key, names.language).format(**values)
    return marks.Marked(f"{said} {takeaway_sentence(found.then, names, printer)}" if found.then else said)
