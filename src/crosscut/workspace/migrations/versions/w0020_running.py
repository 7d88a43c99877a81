"""What running an office needs: the seals of the record, mail, jobs."""

import sqlalchemy as sa
from alembic import op

revision = "w0020"
down_revision = "w0001"


def upgrade() -> None:
    """Add the column of seals, which entries from before do not have, and the tables of mail and jobs."""
    op.add_column("ws_record", sa.Column("sealed", sa.Text(), nullable=False, server_default=""))
    for name in ("mail", "subject"):
        op.add_column("ws_people", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "ws_outbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("person", sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in ("subject", "text", "link")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("made_at", "next_at")),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("fault", sa.Text(), nullable=False, server_default=""),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ws_outbox_due", "ws_outbox", ["sent_at", "next_at"])
    op.create_table(
        "ws_jobs",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(
            sa.Column(each, sa.Text(), nullable=False, server_default="")
            for each in ("kind", "state", "step", "result")
        ),
        sa.Column("asked_by", sa.Integer(), sa.ForeignKey("ws_people.id"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("worker", sa.Text(), nullable=False, server_default=""),
        *(sa.Column(each, sa.DateTime(timezone=True)) for each in ("beat_at", "ended_at")),
    )
    op.create_index("ws_jobs_state", "ws_jobs", ["state", "id"])
