"""Draws: asking for the next programmes to read, which a job of its own draws and prepares."""

from __future__ import annotations

from crosscut.workspace import jobs
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.reading.reading_queue import queue_of, room_of
from crosscut.workspace.reading_room import decisions_file
from crosscut.workspace.words import word

KIND = "reading"
MOST = 2000
"""Programmes that one draw is of."""


def draw(act: Act, count: int) -> int:
    """Ask for so many programmes; where a draw is open, what is left of it is prepared anew. The number of the job.

    What readers passed over holds up no draw: it stays open, and may be drawn again.

    Raises
    ------
    WorkspaceError
        where the number is not from 1 to MOST, or everything has been read.
    AgainError
        where one is under way, or a file of decisions was changed by hand.
    """
    role = act.must("reading.draw").role
    if not 1 <= count <= MOST:
        raise WorkspaceError(word("reading_count", most=MOST), column="count")
    decisions_file.check(act.connection, room_of(act).folder, act.now)
    queue = queue_of(act)
    if all(queue.on(each).several for each in queue.budget.facts):
        raise WorkspaceError(word("reading_all_read"), column="count")
    left = [each for each in queue.drawn if queue.waits_first(each)]
    beyond = " beyond" if left and queue.all_passed_over(left) else ""
    return jobs.ask_for(act, KIND, role, f"{count}{beyond}")
