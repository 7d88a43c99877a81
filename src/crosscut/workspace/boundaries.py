"""The second line of rights, in PostgreSQL itself: which ministries' rows an act may read and add to.

Each act tells its transaction what the table of rights lets the person reach, and policies of the tables (migrations
``w0032a`` and later) hold every statement to it: a condition that was forgotten, or a number that was
made up, then finds nothing. What is not an act of a person (backing up, proving, mail) tells nothing and sees all.

The policies know ministries, committees, roles and whose a passkey is, not states, years or fields: those are the first
line's alone. A filing is one row, which whoever has a role for a committee reads where any of its programmes is that
committee's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from crosscut.workspace.rights import ANY, Grant, permits

SEPARATOR, OF = "\x1f", "\x1e"
NOWHERE: Mapping[str, frozenset[str]] = MappingProxyType({})
_ACTING = "crosscut.acting"
PROTECTED = (
    *("ws_attachment_ends", "ws_attachments", "ws_cells", "ws_filings", "ws_findings", "ws_messages", "ws_record"),
    *("ws_policies", "ws_reading_bars", "ws_readings", "ws_rereadings", "ws_sheets"),
    *("ws_scenario_changes", "ws_scenario_ends", "ws_scenarios"),
    *("ws_move_amendments", "ws_moves", "ws_packages", "ws_signings", "ws_publications", "ws_publication_steps"),
    *("ws_threads", "ws_sayings", "ws_justifications"),
    *("ws_lists", "ws_list_sayings", "ws_list_ends"),
    *("ws_passkeys", "ws_passkey_uses"),
)
"""The tables with policies."""
REACHES = {
    "drafts": ("request.read",),
    "write": ("request.write",),
    "file": ("request.file",),
    "filings": ("filing.read",),
    "findings": ("finding.read",),
    "ask": ("finding.ask",),
    "answer": ("finding.answer",),
    "settle": ("finding.settle",),
    "minutes": ("minutes.read",),
    "keep": ("minutes.write",),
    "record": ("record.read",),
    "reading": ("reading.read", "reading.settle", "reading.see"),
    "reads": ("reading.read", "reading.settle"),
    "rereads": ("reading.settle",),
    "scenarios": ("scenario.read",),
    "plans": ("scenario.open", "scenario.change", "scenario.close"),
    "moves": ("move.read",),
    "proposes": ("move.propose",),
    "amends": ("move.amend",),
    "signs": ("move.sign", "move.return", "move.withdraw"),
    "remarks": ("move.discuss", "move.settle"),
    "justifies": ("move.justify",),
    "lists": ("list.read",),
    "designates": ("list.propose",),
    "discusses": ("list.discuss",),
    "confirms": ("list.confirm", "list.return"),
    "publications": ("publication.read",),
    "prepares": ("publication.prepare",),
    "people": ("person.read", "person.reset"),
    "resets": ("person.reset",),
    "publishes": ("publication.prepare", "publication.sign", "publication.return", "publication.stop"),
}
"""What the policies ask for, each with the actions that reach a ministry's rows; ``files`` is of a field besides."""
PARTED = ("filings", "findings", "ask", "answer", "settle", "reading", "reads")
"""Of these a role that is held for a committee reaches what belongs to it; of the others nothing."""


def reached(grants: Iterable[Grant], actions: Iterable[str], field: str = "") -> list[str]:
    """The ministries whose rows some actions reach, of whatever committee; ``*`` is all of them."""
    reaching = (each for each in grants if not each.committee and _reaches(each, actions, field))
    return list(dict.fromkeys(each.ministry or ANY for each in reaching))


def committees(grants: Iterable[Grant], actions: Iterable[str]) -> list[str]:
    """The committees whose rows some actions reach, by roles that are held for one."""
    return list(dict.fromkeys(each.committee for each in grants if each.committee and _reaches(each, actions)))


def _reaches(grant: Grant, actions: Iterable[str], field: str = "") -> bool:
    """Whether a role may do one of some actions to anything but what its holder made."""
    return any(
        permit.role == grant.role and permit.action in actions and permit.scope != "own"
        for permit in permits()
        if not field or ANY in permit.fields or field in permit.fields
    )


def areas(grants: Iterable[Grant], *, everywhere: bool) -> list[str]:
    """The areas of the record that may be read: of every ministry, or of one's own."""
    found = set[str]()
    for grant in (each for each in grants if not each.committee):
        for permit in permits():
            if (permit.role, permit.action) == (grant.role, "record.read") and (not grant.ministry) == everywhere:
                found |= set(permit.fields)
    return sorted(found)


def draw(
    connection: Connection,
    grants: Iterable[Grant],
    only: frozenset[str] = frozenset(),
    places: Mapping[str, frozenset[str]] = NOWHERE,
    person: int = 0,
) -> None:
    """Hold the rest of a transaction to what these grants reach, and a token to what it was made for.

    ``places`` is what belongs to each committee (:attr:`crosscut.workspace.known_programmes.Known.places`);
    ``person`` is who acts.
    """
    if connection.dialect.name != "postgresql":
        return
    held = tuple(grants)
    told = dict(_reach(held, only))
    told["crosscut.committees"] = SEPARATOR.join(_places(held, only, places))
    told["crosscut.person"] = str(person or "")
    connection.execute(_setting(tuple(told)), {str(place): value for place, value in enumerate(told.values())})


@cache
def _setting(names: tuple[str, ...]) -> Select[Any]:
    """The statement that tells a transaction what a person reaches, by the names of its settings."""
    settings = (func.set_config(name, bindparam(str(place)), True) for place, name in enumerate(names))
    return select(func.set_config(_ACTING, "on", True), *settings)


@lru_cache(1024)
def _reach(held: tuple[Grant, ...], only: frozenset[str]) -> Mapping[str, str]:
    """What each policy asks for, told as a setting, except whose row and what belongs to committees."""
    told = {f"crosscut.{name}": reached(held, _allowed(name, only)) for name in REACHES}
    told["crosscut.files"] = reached(held, _allowed("filings", only), "files")
    told |= {f"crosscut.{name}_of": committees(held, _allowed(name, only)) for name in PARTED}
    readable = held if _allowed("record", only) else ()
    told["crosscut.areas"] = areas(readable, everywhere=True)
    told["crosscut.own_areas"] = areas(readable, everywhere=False)
    return MappingProxyType({name: SEPARATOR.join(values) for name, values in told.items()})


def _allowed(name: str, only: frozenset[str]) -> tuple[str, ...]:
    """The actions that a policy asks for, of those that a token was made for."""
    return tuple(each for each in REACHES[name] if not only or each in only)


def _places(held: tuple[Grant, ...], only: frozenset[str], places: Mapping[str, frozenset[str]]) -> list[str]:
    """What belongs to the committees that are reached, each with its committee; empty ends make every one findable."""
    used = {each for name in PARTED for each in committees(held, _allowed(name, only))}
    found = [f"{committee}{OF}{place}" for committee in sorted(used) for place in sorted(places.get(committee, ()))]
    return ["", *found, ""] if found else []


def unprotected(connection: Connection) -> list[str]:
    """The tables that policies should hold and that somebody has let go."""
    if connection.dialect.name != "postgresql":
        return []
    query = text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'")
    return sorted(set(PROTECTED) - set(connection.scalars(query)))


@contextmanager
def whole(connection: Connection) -> Iterator[None]:
    """All rows for a moment, for what the office itself does within somebody's act: sealing, numbering, telling."""
    if connection.dialect.name != "postgresql":
        yield
        return
    former = connection.scalar(select(func.current_setting(_ACTING, True))) or ""
    connection.execute(select(func.set_config(_ACTING, "", True)))
    try:
        yield
    except SQLAlchemyError:
        raise  # the transaction is over, and its settings with it
    except BaseException:
        connection.execute(select(func.set_config(_ACTING, former, True)))
        raise
    connection.execute(select(func.set_config(_ACTING, former, True)))
