"""Why a move is to be signed, in Korean and English with live figures; each version is kept, the newest holds."""

from __future__ import annotations

from sqlalchemy import insert

from crosscut.workspace.approval import moves
from crosscut.workspace.approval.quoted_figures import Quotes, kept
from crosscut.workspace.entered_text import paragraphs
from crosscut.workspace.errors import ConflictError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.discussion_schema import JUSTIFICATIONS
from crosscut.workspace.words import word

_LONGEST = 6000


def write(act: Act, move: int, ko: str, en: str, quotes: Quotes, version: int) -> None:
    """Write the justification of a move anew; ``version`` is the number of the one that was seen, 0 for none.

    Raises
    ------
    ConflictError
        where somebody wrote another since.
    WorkspaceError
        where it says nothing in either language, or is too long.
    """
    found = moves.load(act, move)
    answer = act.must("move.justify", found.item)
    standing = found.justification
    now = int(standing.id) if standing is not None else 0
    if version != now:
        raise ConflictError(word("said_meanwhile"), {}, now)
    texts = {"ko": paragraphs(ko, "justification", _LONGEST), "en": paragraphs(en, "justification", _LONGEST)}
    if not any(texts.values()):
        raise WorkspaceError(word("say_something", most=_LONGEST), column="ko")
    quoted = kept("\n".join(texts.values()), quotes)
    act.connection.execute(
        insert(JUSTIFICATIONS).values(move=move, **texts, quotes=quoted, **act.authorship("written"))
    )
    before = "" if standing is None else standing.ko or standing.en
    entry = RecordEntry("move.justify", "moves", f"move {move}", before=before, after=texts["ko"] or texts["en"])
    act.note(entry, answer.role)
