"""The release and the report: what they say, from one set of figures."""

from crosscut.exports.documents.content.composed import write_document
from crosscut.exports.documents.content.gallery import Gallery
from crosscut.views.facts import Facts

__all__ = ["Facts", "Gallery", "write_document"]
