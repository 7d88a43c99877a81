"""What running an office needs: the seals of the record, mail, jobs."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "w0020"
down_revision = "w0010"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False, server_default="") for name in names]


def _times(*names: str, nullable: bool) -> list[sa.Column[datetime]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=nullable) for name in names]


def _person(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=False)


def _tries() -> sa.Column[int]:
    return sa.Column("tries", sa.Integer(), nullable=False, server_default="0")


def upgrade() -> None:
    """Add the column of seals, which entries from before do not have, and the tables of mail and jobs."""
    op.add_column("ws_record", *_texts("sealed"))
    op.add_column("ws_people", *_texts("mail"))
    op.create_table(
        "ws_outbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        _person("person"),
        *_texts("subject", "text", "link"),
        *_times("made_at", "next_at", nullable=False),
        _tries(),
        *_texts("fault"),
        *_times("sent_at", nullable=True),
    )
    op.create_index("ws_outbox_due", "ws_outbox", ["sent_at", "next_at"])
    op.create_table(
        "ws_jobs",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("kind", "state", "step", "result"),
        _person("asked_by"),
        *_times("asked_at", nullable=False),
        _tries(),
        *_texts("worker"),
        *_times("beat_at", "ended_at", nullable=True),
    )
    op.create_index("ws_jobs_state", "ws_jobs", ["state", "id"])
