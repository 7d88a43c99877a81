"""A season whose budget names committees, and a statement of what a role for one of them reaches."""

from __future__ import annotations

import csv
import io

from crosscut.workspace.known_programmes import known_of
from tests.workspace.conftest import MINE, OTHER, Season
from tests.workspace.rights_matrix import KEY, OFFICE, Ask

CHIPS, REST, FAR = "Chips", "The rest", "Far away"
COMMITTEES = (CHIPS, REST, FAR)
"""That of the programme the tests are about, of the same ministry's others, and of another ministry's."""
LIMITED = (*sorted(OFFICE), "council", "clerk")

ANYWHERE = {
    *("/", "/rights", "/account", "/api/me", "/api/rights"),
    *("/calls", "/calls/{call}", "/api/calls", "/api/calls/{call}", "/api/calls/{call}/findings", "/findings"),
    *("/reading", "/api/reading", "/api/reading/differences", "/hearings", "/api/hearings"),
    *(
        "/replay",
        "/replay/{fiscal}",
        "/replay/{fiscal}/{stage}",
        "/api/replay",
        "/api/replay/{fiscal}",
        "/api/replay/{fiscal}/{stage}",
    ),
    "/compare",
    *("/reading-next", "/reading-bars", "/api/reading/next", "/api/reading/bars"),
}
"""Lists of which each sees a part, and what is everyone's."""
COMPARED = {"/compare", "/api/compare"}
"""Two sides that are named: a request belongs to the committees of its programmes, scenarios and moves to no one's."""
OF_FILING = {"/filings/{filing}", "/filings/{filing}/changes", "/api/filings/{filing}", "/api/filings/{filing}/changes"}
"""What is of a ministry's request: a part of it belongs to each of its programmes' committees."""
OF_PROGRAMME = {
    *("/hearings/{key}", "/api/hearings/{key}", "/differences/{key}"),
    *("/findings/{finding}", "/api/findings/{finding}", "/api/findings/{finding}/files", "/findings/{finding}/files"),
    *("/filings/{filing}/findings", "/api/filings/{filing}/findings"),
    *("/findings/{finding}/settle", "/api/findings/{finding}/settle", "/api/findings/{finding}/files?name=x.pdf"),
}
"""What is of one programme."""
OF_A_LEASE = "/reading/{key}", "/api/reading/programmes/{key}", "/api/reading/differences/{key}"
"""What nobody reaches who has not taken the programme; tested by itself."""


def reaches(ask: Ask, role: str, committee: str) -> bool:
    """Whether a role that is held for one committee reaches an address; whatever is of the whole budget it does not."""
    place, _, query = ask.place.partition("?")
    fresh = {"chair"} if place == "/differences/{key}" else set()  # the season's own chair has had a hand in it
    if role not in ask.who | fresh:
        return False
    if place in COMPARED and query:
        return "filing:" in query and committee in {CHIPS, REST}
    if place in ANYWHERE and (ask.method == "GET" or "reading" in place):
        return True
    if place in OF_FILING:
        return committee in {CHIPS, REST}
    return place in OF_PROGRAMME and committee == CHIPS


def asking(ask: Ask) -> tuple[str, ...]:
    """Whose roles ask at an address: one within and one without, and where a filing is parted, one beside."""
    return COMMITTEES if ask.place.partition("?")[0] in OF_FILING else (CHIPS, FAR)


def parted(season: Season) -> Season:
    """The same season where the budget says of every programme which committee hears it."""
    folder, known = season.staff.folder, season.staff.office.known
    of = {each.id: CHIPS if each.id == KEY else REST for each in known.of_ministry[MINE]}
    of |= {each.id: FAR for each in known.of_ministry[OTHER]}
    for source in (folder / "sources").glob("*.csv"):
        rows = list(csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"))))
        out = io.StringIO()
        written = csv.DictWriter(out, [*rows[0], "committee"], lineterminator="\n")
        written.writeheader()
        written.writerows({**row, "committee": of.get(row["programme"], "")} for row in rows)
        source.write_text(out.getvalue(), encoding="utf-8")
    settings = folder / "crosscut.toml"
    text = settings.read_text(encoding="utf-8")
    column = 'ministry = "ministry"\n'
    settings.write_text(text.replace(column, f'{column}committee = "committee"\n'), encoding="utf-8")
    season.staff.office.known = known_of(season.staff.office.reading.budget.run)
    assert season.staff.office.known.committees == tuple(sorted(COMMITTEES))
    return season
