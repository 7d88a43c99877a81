"""What readers see: texts in both languages, Korean particles, and how amounts and periods are printed."""

from crosscut.text.pair import LANGUAGES, Language, Text
from crosscut.text.particles import particles

__all__ = ["LANGUAGES", "Language", "Text", "particles"]
