"""The release and the report: what they say, from one set of figures."""

from crosscut.publish.release.facts import Facts
from crosscut.publish.release.gallery import Gallery
from crosscut.publish.release.writing import write_document

__all__ = ["Facts", "Gallery", "write_document"]
