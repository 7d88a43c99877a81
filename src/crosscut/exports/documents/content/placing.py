"""What a template places: the tables and charts that there are, each made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from crosscut.errors import CrosscutError
from crosscut.exports.documents.content.pictures import DocumentPictures
from crosscut.exports.documents.content.tables import DocumentTables
from crosscut.exports.documents.model import Chart, DocumentTable
from crosscut.figures import INSIDE
from crosscut.views.facts import Facts
from crosscut.views.story import STEPS

OFTEN = 3
"""How often a document may place one table or chart: in its text, among its annexes, and once more."""
TABLES = (
    *("areas", "ministries", "flagships", "heat", "effects", "overlap", "sources", "glossary"),
    *("area_ministries/AREA", "area_programmes/AREA", "ministry_programmes/MINISTRY"),
    *("flows_areas/0 or 1", "flows_ministries/0 or 1"),
)
CHARTS = ("changes", "areas", "additional", "heat", "overlap", "stages", "flows/0 or 1", "story/STEP")


class Placing:
    """Gives the table or chart that a line of a template places, by its sort and name.

    Called with a name that does not exist, or once too often, it raises CrosscutError, which names the template.
    """

    def __init__(self, facts: Facts, tables: DocumentTables, pictures: DocumentPictures, file: str) -> None:
        self._facts, self._file = facts, file
        self._makers: dict[str, Callable[[str], DocumentTable | Chart | None]] = {
            "table": tables.make,
            "chart": pictures.make,
        }
        self._made: dict[tuple[str, str], DocumentTable | Chart | None] = {}
        self._times = Counter[tuple[str, str]]()

    def __call__(self, what: str, key: str) -> DocumentTable | Chart | None:
        """The table or chart of that name; None where it would show nothing."""
        self._times[what, key] += 1
        if self._times[what, key] > OFTEN:
            raise self._refused(f"places the {what} {key[:80]!r} more than {OFTEN} times", "Place it once.")
        if (what, key) not in self._made:
            if not self._is_there(what, key):
                known = ", ".join(TABLES if what == "table" else CHARTS)
                raise self._refused(f"places a {what} that there is none of, {key[:80]!r}", f"There are {known}.")
            self._made[what, key] = self._makers[what](key)
        return self._made[what, key]

    def _is_there(self, what: str, key: str) -> bool:
        name, of, subject = key.partition("/")
        facts = self._facts
        if name.startswith("area_"):
            subjects = {*(area.key for area in facts.areas), *(line.key for line in facts.unattributed), INSIDE}
        elif name.startswith("ministry_"):
            subjects = set(facts.ministries)
        else:
            subjects = set(STEPS) if name == "story" else {"0", "1"}
        sort = {known.partition("/")[:2] for known in (TABLES if what == "table" else CHARTS)}
        return (name, of) in sort and (not of or subject in subjects)

    def _refused(self, why: str, hint: str) -> CrosscutError:
        return CrosscutError(why, code="template", file=self._file, hint=hint)
